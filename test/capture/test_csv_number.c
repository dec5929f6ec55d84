#include "capture/csv_number.h"

#include "support/cmocka.h"

static char plain[CSV_NUMBER_SIZE];

static const char *read_number(const char *text, char mark) {
    return csv_number_plain(text, mark, plain) ? plain : "no number";
}

static char mark_of(const char *const *values, size_t count) {
    csv_number_evidence_t evidence = {0};
    for (size_t i = 0; i < count; i++) csv_number_observe(&evidence, values[i]);
    return csv_number_mark_of(&evidence);
}

static void test_grouping_and_currency_signs_mean_nothing(void **state) {
    (void)state;
    assert_string_equal(read_number("1054", '.'), "1054");
    assert_string_equal(read_number("$1,054.00", '.'), "1054.00");
    assert_string_equal(read_number("1.054,00 €", ','), "1054.00");
    assert_string_equal(read_number("1'054.50 CHF", '.'), "1054.50");
    assert_string_equal(read_number("1\u202F054,5", ','), "1054.5");
    assert_string_equal(read_number("₹12,34,567.8", '.'), "1234567.8");
    assert_string_equal(read_number("S$ 12", '.'), "12");
    assert_string_equal(read_number("35 %", '.'), "35");
    assert_string_equal(read_number(".5", '.'), "0.5");
}

static void test_negative_numbers_are_written_in_many_ways(void **state) {
    (void)state;
    assert_string_equal(read_number("-12.5", '.'), "-12.5");
    assert_string_equal(read_number("(12.5)", '.'), "-12.5");
    assert_string_equal(read_number("12.5-", '.'), "-12.5");
    assert_string_equal(read_number("\u22121,000", '.'), "-1000");
    assert_string_equal(read_number("-$5", '.'), "-5");
}

static void test_a_comma_that_groups_nothing_is_not_swallowed(void **state) {
    (void)state;
    assert_string_equal(read_number("1,5", '.'), "no number");
    assert_string_equal(read_number("1,0544", '.'), "no number");
    assert_string_equal(read_number("1.5", ','), "no number");
    assert_string_equal(read_number(",500", '.'), "no number");
}

static void test_what_is_no_number_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {"",
                                        "abc",
                                        "12 apples",
                                        "1-2",
                                        "--5",
                                        "1.2.3",
                                        "USD",
                                        "51-200",
                                        "10/2/2017",
                                        "(5",
                                        "99999999999999999999999999999999999999999999999999999999999999999999"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_string_equal(read_number(texts[i], '.'), "no number");
}

static void test_one_telling_value_decides_the_decimal_mark_of_a_column(void **state) {
    (void)state;
    const char *const german[] = {"1.054", "12,50", "7"};
    const char *const english[] = {"1,054", "12.50", "7"};
    const char *const both[] = {"1.054,00", "2.000,00"};
    const char *const open[] = {"1,054", "2,100"};
    assert_int_equal(mark_of(german, 3), ',');
    assert_int_equal(mark_of(english, 3), '.');
    assert_int_equal(mark_of(both, 2), ',');
    assert_int_equal(mark_of(open, 2), '.');
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_grouping_and_currency_signs_mean_nothing),
        cmocka_unit_test(test_negative_numbers_are_written_in_many_ways),
        cmocka_unit_test(test_a_comma_that_groups_nothing_is_not_swallowed),
        cmocka_unit_test(test_what_is_no_number_is_refused),
        cmocka_unit_test(test_one_telling_value_decides_the_decimal_mark_of_a_column),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
