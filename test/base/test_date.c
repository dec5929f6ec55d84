#include "base/date.h"

#include "base/clock.h"
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

static void test_only_days_of_the_calendar_are_dates(void **state) {
    (void)state;
    static const char *const good[] = {"2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31", "2026-11-30"};
    static const char *const bad[] = {
        "2023-02-29",  "1900-02-29",  "2026-13-01", "2026-00-10", "2026-04-31", "2026-01-00",  "0000-01-01", "2026-1-1",
        "2026-01-01 ", " 2026-01-01", "20260101",   "2026/01/01", "-026-01-01", "12026-01-01", "",           "2026-01"};
    date_t date;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(date_parse(good[i], &date));
        assert_string_equal(date_format(arena, date), good[i]);
    }
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (date_parse(bad[i], &date)) fail_msg("\"%s\" was taken for a date", bad[i]);
}

static void test_each_day_from_year_1_to_9999_follows_the_one_before(void **state) {
    (void)state;
    date_t first = {1, 1, 1}, last = {9999, 12, 31};
    int64_t to = date_to_days(last);
    date_t before = first;
    for (int64_t day = date_to_days(first) + 1; day <= to; day++) {
        date_t date = date_from_days(day);
        assert_true(date_is_valid(date));
        assert_true(date_to_days(date) == day);
        bool next_day = date.year == before.year && date.month == before.month && date.day == before.day + 1;
        bool next_month = date.day == 1 && (date.month == before.month + 1 || (date.month == 1 && before.month == 12));
        assert_true(next_day || next_month);
        before = date;
    }
    assert_int_equal(before.year, 9999);
    assert_int_equal(date_to_days((date_t){1970, 1, 1}), 0);
    assert_int_equal(date_to_days((date_t){2000, 3, 1}), 11017);
}

static void check_moment(const char *text, const char *expected) {
    moment_t moment = 0;
    if (!moment_parse(text, &moment)) fail_msg("\"%s\" was not read", text);
    assert_string_equal(moment_format(arena, moment), expected);
}

static void test_moments_are_read_with_offset_and_fraction(void **state) {
    (void)state;
    check_moment("2026-03-01T09:30:00Z", "2026-03-01T09:30:00.000Z");
    check_moment("2026-03-01T09:30:00.5Z", "2026-03-01T09:30:00.500Z");
    check_moment("2026-03-01T09:30:00.123987Z", "2026-03-01T09:30:00.123Z");
    check_moment("2026-03-01T02:30:00+08:00", "2026-02-28T18:30:00.000Z");
    check_moment("2026-12-31T23:59:59.999-05:30", "2027-01-01T05:29:59.999Z");
    check_moment("2026-03-01T09:30:00+0800", "2026-03-01T01:30:00.000Z");
    check_moment("2026-03-01 09:30", "2026-03-01T09:30:00.000Z");
    check_moment("2024-02-29", "2024-02-29T00:00:00.000Z");
    check_moment("1969-12-31T23:59:59.999Z", "1969-12-31T23:59:59.999Z");
    check_moment("0001-01-01", "0001-01-01T00:00:00.000Z");
}

static void test_what_is_no_moment_is_refused(void **state) {
    (void)state;
    static const char *const bad[] = {"",
                                      "2026-03-01T",
                                      "2026-03-01T24:00:00Z",
                                      "2026-03-01T09:60:00Z",
                                      "2026-03-01T09:30:61Z",
                                      "2026-03-01T09:30:00.Z",
                                      "2026-03-01T09:30:00Zulu",
                                      "2026-03-01T09:30:00+24:00",
                                      "2026-03-01T09:30:00+8",
                                      "2026-02-30T09:30:00Z",
                                      "2026-03-01X09:30:00Z",
                                      "yesterday"};
    moment_t moment = 7;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (moment_parse(bad[i], &moment)) fail_msg("\"%s\" was taken for a moment", bad[i]);
    assert_int_equal(moment, 7);
}

static void test_a_moment_falls_on_its_day_in_utc(void **state) {
    (void)state;
    assert_string_equal(date_format(arena, date_from_moment(0)), "1970-01-01");
    assert_string_equal(date_format(arena, date_from_moment(-1)), "1969-12-31");
    assert_string_equal(date_format(arena, date_from_moment(86399999)), "1970-01-01");
    assert_string_equal(date_format(arena, date_from_moment(86400000)), "1970-01-02");
}

static void test_the_clock_stands_still_where_a_test_sets_it(void **state) {
    (void)state;
    clock_set(1234567890123);
    assert_true(clock_now() == 1234567890123);
    clock_set(0);
    assert_true(clock_now() > 1234567890123);
    int64_t ticks = clock_ticks();
    assert_true(clock_ticks() >= ticks);
}

static void test_tokens_differ_and_fit_into_a_url(void **state) {
    (void)state;
    const char *one = random_token(arena, 32), *two = random_token(arena, 32);
    assert_int_equal(strlen(one), 43);
    assert_int_equal(strspn(one, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"), 43);
    assert_string_not_equal(one, two);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_only_days_of_the_calendar_are_dates, setup, teardown),
        cmocka_unit_test_setup_teardown(test_each_day_from_year_1_to_9999_follows_the_one_before, setup, teardown),
        cmocka_unit_test_setup_teardown(test_moments_are_read_with_offset_and_fraction, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_is_no_moment_is_refused, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_moment_falls_on_its_day_in_utc, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_clock_stands_still_where_a_test_sets_it, setup, teardown),
        cmocka_unit_test_setup_teardown(test_tokens_differ_and_fit_into_a_url, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
