/* Dates in words, seen from Wednesday, 2026-11-25, unless another day is said. */
#include "base/date_words.h"

#include "base/text.h"
#include "support/cmocka.h"

#include <time.h>

static const date_t WEDNESDAY = {2026, 11, 25};
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

typedef struct told {
    const char *text, *date; /* NULL: no date */
} told_t;

static void check(const told_t *told, date_t today, date_words_sense_t sense) {
    for (; told->text != NULL; told++) {
        date_t date = {0};
        size_t length = date_words_read(told->text, today, sense, &date);
        const char *read = length > 0 ? date_format(arena, date) : "none";
        if (!text_equal(read, told->date != NULL ? told->date : "none"))
            fail_msg("\"%s\" was read as %s, not %s", told->text, read, told->date);
        if (told->date != NULL && length != strlen(told->text))
            fail_msg("of \"%s\" only %zu bytes were read", told->text, length);
    }
}

static void test_days_weeks_and_months_are_counted_from_today(void **state) {
    (void)state;
    static const told_t TOLD[] = {{"today", "2026-11-25"},
                                  {"Tomorrow", "2026-11-26"},
                                  {"day after tomorrow", "2026-11-27"},
                                  {"yesterday", "2026-11-24"},
                                  {"in 3 days", "2026-11-28"},
                                  {"in 2 weeks", "2026-12-09"},
                                  {"in a week", "2026-12-02"},
                                  {"in two  weeks", "2026-12-09"},
                                  {"in 2w", "2026-12-09"},
                                  {"in a fortnight", "2026-12-09"},
                                  {"in 3 months", "2027-02-25"},
                                  {"in a year", "2027-11-25"},
                                  {"3 days ago", "2026-11-22"},
                                  {"two weeks from now", "2026-12-09"},
                                  {"in 0 days", "2026-11-25"},
                                  {"in 2 weeks time", "2026-12-09"},
                                  {"in 20000 days", NULL},
                                  {"in 2000 days", NULL},
                                  {"2 weeks", NULL},
                                  {"in weeks", NULL},
                                  {"todays", NULL},
                                  {NULL, NULL}};
    check(TOLD, WEDNESDAY, DATE_WORDS_AHEAD);
}

static void test_a_weekday_is_the_next_one_and_never_today(void **state) {
    (void)state;
    static const told_t TOLD[] = {{"friday", "2026-11-27"},
                                  {"Fri", "2026-11-27"},
                                  {"wednesday", "2026-12-02"},
                                  {"this wednesday", "2026-11-25"},
                                  {"tuesday", "2026-12-01"},
                                  {"next friday", "2026-12-04"},
                                  {"next monday", "2026-11-30"},
                                  {"next tue", "2026-12-01"},
                                  {"last friday", "2026-11-20"},
                                  {"last wednesday", "2026-11-18"},
                                  {"monday week", "2026-12-07"},
                                  {"a week on monday", "2026-12-07"},
                                  {"friday next week", "2026-12-04"},
                                  {"next week friday", "2026-12-04"},
                                  {"friday, 4 december", "2026-12-04"},
                                  {"fri 4 dec", "2026-12-04"},
                                  {"this weekend", "2026-11-28"},
                                  {"frida", NULL},
                                  {"fridays", NULL},
                                  {NULL, NULL}};
    check(TOLD, WEDNESDAY, DATE_WORDS_AHEAD);
}

static void test_weeks_months_quarters_and_years_have_first_and_last_days(void **state) {
    (void)state;
    static const told_t TOLD[] = {{"next week", "2026-11-30"},
                                  {"next month", "2026-12-01"},
                                  {"next quarter", "2027-01-01"},
                                  {"next year", "2027-01-01"},
                                  {"end of month", "2026-11-30"},
                                  {"end of the month", "2026-11-30"},
                                  {"the end of next month", "2026-12-31"},
                                  {"eom", "2026-11-30"},
                                  {"end of week", "2026-11-27"},
                                  {"end of next week", "2026-12-04"},
                                  {"end of quarter", "2026-12-31"},
                                  {"end of year", "2026-12-31"},
                                  {"in december", "2026-12-01"},
                                  {"in february 2028", "2028-02-01"},
                                  {"last week", "2026-11-16"},
                                  {"end of day", NULL},
                                  {"month", NULL},
                                  {NULL, NULL}};
    static const told_t SATURDAY[] = {{"end of week", "2026-12-04"}, {NULL, NULL}};
    check(TOLD, WEDNESDAY, DATE_WORDS_AHEAD);
    check(SATURDAY, (date_t){2026, 11, 28}, DATE_WORDS_AHEAD);
}

static void test_a_day_and_month_are_of_the_nearest_year(void **state) {
    (void)state;
    static const told_t AHEAD[] = {{"3 dec", "2026-12-03"},
                                   {"dec 3", "2026-12-03"},
                                   {"3rd of December", "2026-12-03"},
                                   {"December 3rd", "2026-12-03"},
                                   {"3.12.", "2026-12-03"},
                                   {"03.12.26", "2026-12-03"},
                                   {"3.12.2027", "2027-12-03"},
                                   {"2026-12-03", "2026-12-03"},
                                   {"2026/12/3", "2026-12-03"},
                                   {"3 dec 2028", "2028-12-03"},
                                   {"dec 3, 2028", "2028-12-03"},
                                   {"25 nov", "2026-11-25"},
                                   {"24 nov", "2027-11-24"},
                                   {"24.11.", "2027-11-24"},
                                   {"29 feb", "2028-02-29"},
                                   {"25/12", "2026-12-25"},
                                   {"12/25", "2026-12-25"},
                                   {"12/25/2027", "2027-12-25"},
                                   {"the 30th", "2026-11-30"},
                                   {"the 3rd", "2026-12-03"},
                                   {"the 31st", "2026-12-31"},
                                   {"3/12", NULL},
                                   {"3.12", NULL},
                                   {"31 feb", NULL},
                                   {"2026-02-30", NULL},
                                   {"2026-13-01", NULL},
                                   {"32 dec", NULL},
                                   {"0 dec", NULL},
                                   {"dec 14:00", NULL},
                                   {"the 32nd", NULL},
                                   {"3rdx dec", NULL},
                                   {NULL, NULL}};
    static const told_t BEHIND[] = {{"24 nov", "2026-11-24"},
                                    {"25 nov", "2026-11-25"},
                                    {"3 dec", "2025-12-03"},
                                    {"3.12.", "2025-12-03"},
                                    {"29 feb", "2024-02-29"},
                                    {"the 30th", "2026-10-30"},
                                    {NULL, NULL}};
    check(AHEAD, WEDNESDAY, DATE_WORDS_AHEAD);
    check(BEHIND, WEDNESDAY, DATE_WORDS_BEHIND);
}

static void test_what_has_happened_is_looked_for_behind(void **state) {
    (void)state;
    static const told_t TOLD[] = {
        {"friday", "2026-11-20"},      {"wednesday", "2026-11-18"}, {"tuesday", "2026-11-24"},
        {"last friday", "2026-11-20"}, {"last tue", "2026-11-24"},  {"yesterday", "2026-11-24"},
        {"today", "2026-11-25"},       {"周五", "2026-11-20"},      {"上周五", "2026-11-20"},
        {"昨天", "2026-11-24"},        {"3天前", "2026-11-22"},     {NULL, NULL}};
    check(TOLD, WEDNESDAY, DATE_WORDS_BEHIND);
}

static void test_chinese(void **state) {
    (void)state;
    static const told_t TOLD[] = {{"今天", "2026-11-25"},
                                  {"明天", "2026-11-26"},
                                  {"后天", "2026-11-27"},
                                  {"大后天", "2026-11-28"},
                                  {"周五", "2026-11-27"},
                                  {"星期五", "2026-11-27"},
                                  {"礼拜天", "2026-11-29"},
                                  {"下周五", "2026-12-04"},
                                  {"下个星期三", "2026-12-02"},
                                  {"下下周一", "2026-12-07"},
                                  {"本周五", "2026-11-27"},
                                  {"这周末", "2026-11-28"},
                                  {"两周后", "2026-12-09"},
                                  {"2周后", "2026-12-09"},
                                  {"三天后", "2026-11-28"},
                                  {"十五天后", "2026-12-10"},
                                  {"半个月后", "2026-12-10"},
                                  {"3个月后", "2027-02-25"},
                                  {"一年后", "2027-11-25"},
                                  {"12月3日", "2026-12-03"},
                                  {"12月3号", "2026-12-03"},
                                  {"十二月三日", "2026-12-03"},
                                  {"11月3日", "2027-11-03"},
                                  {"2028年2月29日", "2028-02-29"},
                                  {"明年3月5日", "2027-03-05"},
                                  {"月底", "2026-11-30"},
                                  {"本月底", "2026-11-30"},
                                  {"下月底", "2026-12-31"},
                                  {"下个月底", "2026-12-31"},
                                  {"年底", "2026-12-31"},
                                  {"季度末", "2026-12-31"},
                                  {"下周", "2026-11-30"},
                                  {"下个月", "2026-12-01"},
                                  {"明年", "2027-01-01"},
                                  {"30号", "2026-11-30"},
                                  {"3号", "2026-12-03"},
                                  {"2月30日", NULL},
                                  {"周八", NULL},
                                  {"十三月三日", NULL},
                                  {NULL, NULL}};
    check(TOLD, WEDNESDAY, DATE_WORDS_AHEAD);
}

static void test_months_of_unequal_length_keep_within_the_month(void **state) {
    (void)state;
    static const told_t TOLD[] = {
        {"in a month", "2027-02-28"}, {"in 2 months", "2027-03-31"}, {"next month", "2027-02-01"}, {NULL, NULL}};
    static const told_t LEAP[] = {{"in a year", "2029-02-28"}, {"end of month", "2028-02-29"}, {NULL, NULL}};
    check(TOLD, (date_t){2027, 1, 31}, DATE_WORDS_AHEAD);
    check(LEAP, (date_t){2028, 2, 29}, DATE_WORDS_AHEAD);
}

static void test_a_date_is_found_in_a_sentence(void **state) {
    (void)state;
    static const struct {
        const char *text, *date, *rest;
    } SENTENCES[] = {
        {"send pricing friday", "2026-11-27", "send pricing"},
        {"send pricing by next friday.", "2026-12-04", "send pricing"},
        {"Send pricing, in 2 weeks", "2026-12-09", "Send pricing"},
        {"send pricing on 3.12.", "2026-12-03", "send pricing"},
        {"tomorrow send pricing", "2026-11-26", "send pricing"},
        {"send pricing by friday to Rhea", "2026-11-27", "send pricing to Rhea"},
        {"ask about the friday menu for 3 people", NULL, "ask about the friday menu for 3 people"},
        {"sign before end of month", "2026-11-30", "sign"},
        {"upgrade to 3.12", NULL, "upgrade to 3.12"},
        {"周五前发报价", "2026-11-27", "发报价"},
        {"发报价，明天", "2026-11-26", "发报价"},
        {"下周五发送合同。", "2026-12-04", "发送合同。"},
        {"friday", "2026-11-27", ""},
        {"", NULL, ""},
        {"order the sundries", NULL, "order the sundries"},
        {"Friday's meeting", NULL, "Friday's meeting"},
    };
    for (size_t i = 0; i < sizeof SENTENCES / sizeof SENTENCES[0]; i++) {
        date_words_t found;
        const char *date = NULL, *rest = SENTENCES[i].text;
        if (date_words_find(rest, WEDNESDAY, DATE_WORDS_AHEAD, &found)) {
            date = date_format(arena, found.date);
            rest = date_words_without(arena, rest, &found);
        }
        if (!text_equal(date, SENTENCES[i].date) || !text_equal(rest, SENTENCES[i].rest))
            fail_msg("\"%s\": found %s, left \"%s\"", SENTENCES[i].text, date != NULL ? date : "no date", rest);
    }
}

/* Pieces of dates put together at random: whatever comes out is a day of the calendar and lies within the text. */
static void test_any_text_is_taken(void **state) {
    (void)state;
    static const char *const PIECES[] = {"in ",   "9999",  "1",        "2",       "31",      ".",    "-",  "/",
                                         "next ", "last ", "week",     " friday", "dec ",    "月",   "日", "年",
                                         "周",    "五",    "下",       "前",      "end of ", "the ", "th", ",",
                                         " ",     "year",  "\xC3\xA9", "by ",     "十",      "天后", ":",  "month"};
    unsigned seed = (unsigned)time(NULL);
    date_t days[] = {WEDNESDAY, {1, 1, 1}, {9999, 12, 31}, {2028, 2, 29}};
    printf("seed %u\n", seed);
    for (int i = 0; i < 20000; i++) {
        text_t text = text_create(arena, 400);
        for (int pieces = 0; pieces < 6; pieces++) {
            seed = seed * 1103515245u + 12345u;
            text_add(&text, PIECES[(seed >> 16) % (sizeof PIECES / sizeof PIECES[0])]);
        }
        date_words_t found;
        if (!date_words_find(text.data, days[i % 4], i % 2 == 0 ? DATE_WORDS_AHEAD : DATE_WORDS_BEHIND, &found))
            continue;
        if (!date_is_valid(found.date) || found.length == 0 || found.start + found.length > text.length)
            fail_msg("\"%s\" from %zu", text.data, found.start);
        date_words_without(arena, text.data, &found);
        if (i % 100 == 0) arena_clear(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_weeks_and_months_are_counted_from_today),
        cmocka_unit_test(test_a_weekday_is_the_next_one_and_never_today),
        cmocka_unit_test(test_weeks_months_quarters_and_years_have_first_and_last_days),
        cmocka_unit_test(test_a_day_and_month_are_of_the_nearest_year),
        cmocka_unit_test(test_what_has_happened_is_looked_for_behind),
        cmocka_unit_test(test_chinese),
        cmocka_unit_test(test_months_of_unequal_length_keep_within_the_month),
        cmocka_unit_test(test_a_date_is_found_in_a_sentence),
        cmocka_unit_test(test_any_text_is_taken),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
