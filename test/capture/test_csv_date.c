#include "capture/csv_date.h"

#include "support/cmocka.h"

static arena_t *arena;

static int setup(void **state) {
    (void)state;
    arena = arena_create();
    return 0;
}

static int teardown(void **state) {
    (void)state;
    arena_destroy(arena);
    return 0;
}

static const char *read_date(const char *text, csv_date_order_t order) {
    moment_t moment = 0;
    return csv_date_parse(text, order, &moment) ? date_format(arena, date_from_moment(moment)) : "no date";
}

static const char *read_moment(const char *text, csv_date_order_t order) {
    moment_t moment = 0;
    return csv_date_parse(text, order, &moment) ? moment_format(arena, moment) : "no date";
}

static csv_date_order_t order_of(const char *const *values, size_t count) {
    csv_date_evidence_t evidence = {0};
    for (size_t i = 0; i < count; i++) csv_date_observe(&evidence, values[i]);
    return csv_date_order_of(&evidence);
}

static void test_american_dates_have_the_month_first(void **state) {
    (void)state;
    assert_string_equal(read_date("10/20/2016", CSV_MONTH_FIRST), "2016-10-20");
    assert_string_equal(read_date("3/1/2017", CSV_MONTH_FIRST), "2017-03-01");
    assert_string_equal(read_date("01-14-2020", CSV_MONTH_FIRST), "2020-01-14");
    assert_string_equal(read_date("20/10/2016", CSV_MONTH_FIRST), "no date");
}

static void test_others_have_the_day_first(void **state) {
    (void)state;
    assert_string_equal(read_date("3/1/2017", CSV_DAY_FIRST), "2017-01-03");
    assert_string_equal(read_date("31.12.24", CSV_DAY_FIRST), "2024-12-31");
    assert_string_equal(read_date("31.12.98", CSV_DAY_FIRST), "1998-12-31");
}

static void test_a_year_of_four_digits_in_front_needs_no_order(void **state) {
    (void)state;
    assert_string_equal(read_date("2018-12-19", CSV_DAY_FIRST), "2018-12-19");
    assert_string_equal(read_date("2018/2/9", CSV_MONTH_FIRST), "2018-02-09");
    assert_string_equal(read_date("20240303", CSV_MONTH_FIRST), "2024-03-03");
    assert_string_equal(read_date("24-03-05", CSV_YEAR_FIRST), "2024-03-05");
    assert_string_equal(read_date("2024年3月5日", CSV_MONTH_FIRST), "2024-03-05");
}

static void test_months_may_be_named(void **state) {
    (void)state;
    assert_string_equal(read_date("3 Mar 2024", CSV_MONTH_FIRST), "2024-03-03");
    assert_string_equal(read_date("March 5, 2024", CSV_DAY_FIRST), "2024-03-05");
    assert_string_equal(read_date("Tue, 5-Mar-24", CSV_MONTH_FIRST), "2024-03-05");
    assert_string_equal(read_date("3 4 March", CSV_MONTH_FIRST), "no date");
}

static void test_times_and_zones_are_understood(void **state) {
    (void)state;
    assert_string_equal(read_moment("2018-12-18 21:21:17", CSV_MONTH_FIRST), "2018-12-18T21:21:17.000Z");
    assert_string_equal(read_moment("2018-12-18T21:21:17.250+0800", CSV_MONTH_FIRST), "2018-12-18T13:21:17.250Z");
    assert_string_equal(read_moment("5/10/2024 2:30 PM", CSV_MONTH_FIRST), "2024-05-10T14:30:00.000Z");
    assert_string_equal(read_moment("5/10/2024 12:05 am", CSV_MONTH_FIRST), "2024-05-10T00:05:00.000Z");
    assert_string_equal(read_moment("1577836800000", CSV_MONTH_FIRST), "2020-01-01T00:00:00.000Z");
}

static void test_what_is_no_date_is_refused(void **state) {
    (void)state;
    static const char *const texts[] = {
        "",      "soon",           "12",  "1/2",  "2/30/2024", "13/13/2024", "2024-02-30", "1/2/20245", "2024-01-01x",
        "25:00", "1/2/2024 25:00", "Won", "1054", "0/1/2024",  "1//",        "May",        "2024-13-01"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        assert_string_equal(read_date(texts[i], CSV_MONTH_FIRST), "no date");
}

static void test_one_telling_value_decides_the_order_of_a_column(void **state) {
    (void)state;
    const char *const american[] = {"3/1/2017", "3/11/2017", "2/13/2025"};
    const char *const european[] = {"3/1/2017", "3/11/2017", "13/2/2025"};
    const char *const dotted[] = {"3.1.2017", "3.11.2017"};
    const char *const iso[] = {"2017-01-03", "2017-03-11"};
    const char *const open[] = {"3/1/2017", "3/11/2017"};
    assert_int_equal(order_of(american, 3), CSV_MONTH_FIRST);
    assert_int_equal(order_of(european, 3), CSV_DAY_FIRST);
    assert_int_equal(order_of(dotted, 2), CSV_DAY_FIRST);
    assert_int_equal(order_of(iso, 2), CSV_YEAR_FIRST);
    assert_int_equal(order_of(open, 2), CSV_MONTH_FIRST);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_american_dates_have_the_month_first, setup, teardown),
        cmocka_unit_test_setup_teardown(test_others_have_the_day_first, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_year_of_four_digits_in_front_needs_no_order, setup, teardown),
        cmocka_unit_test_setup_teardown(test_months_may_be_named, setup, teardown),
        cmocka_unit_test_setup_teardown(test_times_and_zones_are_understood, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_no_date_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_one_telling_value_decides_the_order_of_a_column, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
