#include "base/decimal.h"

#include "support/cmocka.h"

static int setup(void **state) {
    *state = arena_create();
    return 0;
}

static int teardown(void **state) {
    arena_destroy(*state);
    return 0;
}

typedef struct reading {
    const char *text;
    int scale;
    decimal_result_t result;
    int64_t value;
} reading_t;

static void check_reading(const reading_t *reading, decimal_result_t (*parse)(const char *, int, int64_t *)) {
    int64_t value = -77;
    decimal_result_t result = parse(reading->text, reading->scale, &value);
    if (result != reading->result || value != (result == DECIMAL_OK ? reading->value : -77))
        fail_msg("\"%s\" at scale %d: result %d, value %lld", reading->text, reading->scale, (int)result,
                 (long long)value);
}

static void test_text_is_read_exactly_or_refused(void **state) {
    (void)state;
    static const reading_t readings[] = {
        {"1054", 2, DECIMAL_OK, 105400},
        {"-1234.5", 2, DECIMAL_OK, -123450},
        {"+0.01", 2, DECIMAL_OK, 1},
        {".5", 1, DECIMAL_OK, 5},
        {"5.", 1, DECIMAL_OK, 50},
        {"-0", 2, DECIMAL_OK, 0},
        {"1.500", 1, DECIMAL_OK, 15},
        {"1e3", 0, DECIMAL_OK, 1000},
        {"12.5E-1", 2, DECIMAL_OK, 125},
        {"1e+2", 0, DECIMAL_OK, 100},
        {"0e40", 9, DECIMAL_OK, 0},
        {"0000000000000000000000000000000000000000000000000000000000000000000000001", 0, DECIMAL_OK, 1},
        {"999999999999999999", 0, DECIMAL_OK, 999999999999999999},
        {"-9999999999999999.99", 2, DECIMAL_OK, -999999999999999999},
        {"1000000000000000000", 0, DECIMAL_TOO_LARGE, 0},
        {"10000000000000000", 2, DECIMAL_TOO_LARGE, 0},
        {"1e40", 0, DECIMAL_TOO_LARGE, 0},
        {"11111111111111111111111111111111111111111111111111111111111111111111111111", 0, DECIMAL_TOO_LARGE, 0},
        {"1.001", 2, DECIMAL_TOO_PRECISE, 0},
        {"1e-10", 9, DECIMAL_TOO_PRECISE, 0},
        {"1.00000000000000000000000000000000000000000000000000000000000000000000000", 2, DECIMAL_OK, 100},
        {"1.00000000000000000000000000000000000000000000000000000000000000000000001", 2, DECIMAL_TOO_PRECISE, 0},
        {"", 2, DECIMAL_NOT_A_NUMBER, 0},
        {"-", 2, DECIMAL_NOT_A_NUMBER, 0},
        {".", 2, DECIMAL_NOT_A_NUMBER, 0},
        {"1.2.3", 2, DECIMAL_NOT_A_NUMBER, 0},
        {"1,000", 2, DECIMAL_NOT_A_NUMBER, 0},
        {" 1", 2, DECIMAL_NOT_A_NUMBER, 0},
        {"1 ", 2, DECIMAL_NOT_A_NUMBER, 0},
        {"--1", 2, DECIMAL_NOT_A_NUMBER, 0},
        {"1e", 2, DECIMAL_NOT_A_NUMBER, 0},
        {"1e+-2", 2, DECIMAL_NOT_A_NUMBER, 0},
        {"e5", 2, DECIMAL_NOT_A_NUMBER, 0},
        {"1e999", 2, DECIMAL_NOT_A_NUMBER, 0},
        {"0x10", 2, DECIMAL_NOT_A_NUMBER, 0},
        {"NaN", 2, DECIMAL_NOT_A_NUMBER, 0},
        {"\xd9\xa1\xd9\xa2", 2, DECIMAL_NOT_A_NUMBER, 0},
    };
    for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++) check_reading(&readings[i], decimal_parse);
}

static void test_reading_with_rounding_goes_half_away_from_zero(void **state) {
    (void)state;
    static const reading_t readings[] = {
        {"1.004", 2, DECIMAL_OK, 100},
        {"1.005", 2, DECIMAL_OK, 101},
        {"-1.005", 2, DECIMAL_OK, -101},
        {"-1.0049999", 2, DECIMAL_OK, -100},
        {"0.5", 0, DECIMAL_OK, 1},
        {"0.05", 0, DECIMAL_OK, 0},
        {"0.0009", 2, DECIMAL_OK, 0},
        {"9.995", 2, DECIMAL_OK, 1000},
        {"999999999999999999.5", 0, DECIMAL_TOO_LARGE, 0},
        {"7.4999999999999999999999999999999999999999999999999999999999999999999999", 0, DECIMAL_OK, 7},
    };
    for (size_t i = 0; i < sizeof readings / sizeof readings[0]; i++)
        check_reading(&readings[i], decimal_parse_rounded);
}

static void test_writing_gives_back_what_was_read(void **state) {
    arena_t *arena = *state;
    assert_string_equal(decimal_format(arena, 1234, 2, true), "12.34");
    assert_string_equal(decimal_format(arena, -5, 2, true), "-0.05");
    assert_string_equal(decimal_format(arena, 1200, 2, true), "12.00");
    assert_string_equal(decimal_format(arena, 1200, 2, false), "12");
    assert_string_equal(decimal_format(arena, 1250, 3, false), "1.25");
    assert_string_equal(decimal_format(arena, 0, 3, false), "0");
    assert_string_equal(decimal_format(arena, INT64_MIN, 0, true), "-9223372036854775808");
    assert_string_equal(decimal_format(arena, INT64_MAX, 9, true), "9223372036.854775807");
}

static void test_products_round_half_away_from_zero(void **state) {
    (void)state;
    int64_t out = 0;
    assert_true(decimal_multiply(109000, 2, 2, &out) && out == 2180); /* 2 % of 1,090.00 */
    assert_true(decimal_multiply(25, 50, 2, &out) && out == 13);      /* 12.5 */
    assert_true(decimal_multiply(-25, 50, 2, &out) && out == -13);
    assert_true(decimal_multiply(25, -50, 2, &out) && out == -13);
    assert_true(decimal_multiply(24, 52, 2, &out) && out == 12); /* 12.48 */
    assert_true(decimal_multiply(INT64_MAX, 100, 2, &out) && out == INT64_MAX);
    assert_true(decimal_multiply(INT64_MIN, 1, 0, &out) && out == INT64_MIN);
}

static void test_a_product_that_does_not_fit_leaves_its_result_alone(void **state) {
    (void)state;
    int64_t out = 42;
    assert_false(decimal_multiply(INT64_MAX, 101, 2, &out));
    assert_false(decimal_multiply(INT64_MIN, -1, 0, &out));
    assert_false(decimal_divide(INT64_MIN, -1, 0, &out));
    assert_false(decimal_divide(INT64_MAX, 1, 1, &out));
    assert_false(decimal_divide(1, 0, 2, &out));
    assert_false(decimal_rescale(INT64_MAX, 0, 1, &out));
    assert_int_equal(out, 42);
}

static void test_quotients_round_half_away_from_zero(void **state) {
    (void)state;
    int64_t out = 0;
    assert_true(decimal_divide(2, 3, 4, &out) && out == 6667);
    assert_true(decimal_divide(1, 3, 4, &out) && out == 3333);
    assert_true(decimal_divide(1, 8, 2, &out) && out == 13); /* 0.125 */
    assert_true(decimal_divide(-1, 8, 2, &out) && out == -13);
    assert_true(decimal_divide(1, -8, 2, &out) && out == -13);
    assert_true(decimal_divide(5, 10, 0, &out) && out == 1);
    assert_true(decimal_divide(INT64_MIN, 1, 0, &out) && out == INT64_MIN);
}

static void test_a_change_of_scale_rounds_only_downwards(void **state) {
    (void)state;
    int64_t out = 0;
    assert_true(decimal_rescale(12345, 3, 2, &out) && out == 1235);
    assert_true(decimal_rescale(-12345, 3, 2, &out) && out == -1235);
    assert_true(decimal_rescale(12, 0, 3, &out) && out == 12000);
    assert_true(decimal_rescale(7, 2, 2, &out) && out == 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_is_read_exactly_or_refused),
        cmocka_unit_test(test_reading_with_rounding_goes_half_away_from_zero),
        cmocka_unit_test_setup_teardown(test_writing_gives_back_what_was_read, setup, teardown),
        cmocka_unit_test(test_products_round_half_away_from_zero),
        cmocka_unit_test(test_a_product_that_does_not_fit_leaves_its_result_alone),
        cmocka_unit_test(test_quotients_round_half_away_from_zero),
        cmocka_unit_test(test_a_change_of_scale_rounds_only_downwards),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
