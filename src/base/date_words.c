#include "base/date_words.h"

#include "base/said.h"
#include "base/text.h"

#include <ctype.h>
#include <string.h>

enum { WEEK = 7, FRIDAY = 4, MONTHS = 12, DISTANCE_LIMIT = 1000 };

typedef struct reader {
    date_t today;
    int64_t day; /* of today */
    bool ahead;
} reader_t;

/* clang-format off */
static const said_t DAYS[] = {
    {"today", 0}, {"tonight", 0}, {"tomorrow", 1}, {"tmrw", 1}, {"tmr", 1}, {"day after tomorrow", 2},
    {"the day after tomorrow", 2}, {"yesterday", -1}, {"day before yesterday", -2}, {"the day before yesterday", -2},
    {"今天", 0}, {"今日", 0}, {"今晚", 0}, {"明天", 1}, {"明日", 1}, {"后天", 2}, {"後天", 2}, {"大后天", 3},
    {"大後天", 3}, {"昨天", -1}, {"昨日", -1}, {"前天", -2}, {"大前天", -3}, {NULL, 0}};

static const said_t WEEKDAYS[] = {
    {"monday", 0}, {"mon", 0}, {"tuesday", 1}, {"tue", 1}, {"tues", 1}, {"wednesday", 2}, {"wed", 2},
    {"thursday", 3}, {"thu", 3}, {"thur", 3}, {"thurs", 3}, {"friday", 4}, {"fri", 4}, {"saturday", 5}, {"sat", 5},
    {"sunday", 6}, {"sun", 6}, {"weekend", 5}, {NULL, 0}};

static const said_t CHINESE_WEEKDAYS[] = {
    {"一", 0}, {"二", 1}, {"三", 2}, {"四", 3}, {"五", 4}, {"六", 5}, {"日", 6}, {"天", 6}, {"末", 5}, {"1", 0}, {"2", 1},
    {"3", 2}, {"4", 3}, {"5", 4}, {"6", 5}, {"7", 6}, {NULL, 0}};

static const said_t CHINESE_WEEK[] = {{"周", 0}, {"週", 0}, {"星期", 0}, {"礼拜", 0}, {NULL, 0}};

static const said_t MONTH_NAMES[] = {
    {"january", 1}, {"jan", 1}, {"february", 2}, {"feb", 2}, {"march", 3}, {"mar", 3}, {"april", 4}, {"apr", 4},
    {"may", 5}, {"june", 6}, {"jun", 6}, {"july", 7}, {"jul", 7}, {"august", 8}, {"aug", 8}, {"september", 9},
    {"sept", 9}, {"sep", 9}, {"october", 10}, {"oct", 10}, {"november", 11}, {"nov", 11}, {"december", 12},
    {"dec", 12}, {NULL, 0}};

enum { UNIT_DAY, UNIT_WEEK, UNIT_FORTNIGHT, UNIT_MONTH, UNIT_QUARTER, UNIT_YEAR };
static const said_t UNITS[] = {
    {"day", UNIT_DAY}, {"days", UNIT_DAY}, {"d", UNIT_DAY}, {"week", UNIT_WEEK}, {"weeks", UNIT_WEEK},
    {"wk", UNIT_WEEK}, {"wks", UNIT_WEEK}, {"w", UNIT_WEEK}, {"fortnight", UNIT_FORTNIGHT},
    {"fortnights", UNIT_FORTNIGHT}, {"month", UNIT_MONTH}, {"months", UNIT_MONTH}, {"quarter", UNIT_QUARTER},
    {"quarters", UNIT_QUARTER}, {"year", UNIT_YEAR}, {"years", UNIT_YEAR}, {"天", UNIT_DAY}, {"日", UNIT_DAY},
    {"周", UNIT_WEEK}, {"週", UNIT_WEEK}, {"个星期", UNIT_WEEK}, {"星期", UNIT_WEEK}, {"个礼拜", UNIT_WEEK},
    {"礼拜", UNIT_WEEK}, {"个月", UNIT_MONTH}, {"個月", UNIT_MONTH}, {"月", UNIT_MONTH}, {"季度", UNIT_QUARTER},
    {"个季度", UNIT_QUARTER}, {"年", UNIT_YEAR}, {NULL, 0}};

static const said_t ENDS[] = {
    {"eow", UNIT_WEEK}, {"eom", UNIT_MONTH}, {"eoq", UNIT_QUARTER}, {"eoy", UNIT_YEAR}, {"月底", UNIT_MONTH},
    {"月末", UNIT_MONTH}, {"季度末", UNIT_QUARTER}, {"季末", UNIT_QUARTER}, {"年底", UNIT_YEAR}, {"年末", UNIT_YEAR},
    {NULL, 0}};

static const said_t WHICH[] = {
    {"this", 0}, {"coming", 0}, {"the", 0}, {"next", 1}, {"last", -1}, {"本", 0}, {"这", 0}, {"这个", 0}, {"这一", 0},
    {"下", 1}, {"下个", 1}, {"下一", 1}, {"下下", 2}, {"下下个", 2}, {"上", -1}, {"上个", -1}, {"上上", -2},
    {NULL, 0}};

static const said_t BEHIND[] = {
    {"from now", 1}, {"from today", 1}, {"hence", 1}, {"later", 1}, {"ago", -1}, {"后", 1}, {"後", 1}, {"以后", 1},
    {"之后", 1}, {"内", 1}, {"之内", 1}, {"以内", 1}, {"前", -1}, {"以前", -1}, {"之前", -1}, {NULL, 0}};

static const said_t MARKS[] = {
    {"by", 0}, {"on", 0}, {"until", 0}, {"till", 0}, {"before", 0}, {"due", 0}, {"due by", 0}, {"due on", 0},
    {"no later than", 0}, {NULL, 0}};

static const said_t MARKS_BEHIND[] = {
    {"前", 0}, {"之前", 0}, {"以前", 0}, {NULL, 0}};
/* clang-format on */

static int month_days(int year, int month) {
    for (int day = 31; day > 28; day--)
        if (date_is_valid((date_t){year, month, day})) return day;
    return 28;
}

/* The same day so many months on, or that month's last. False beyond the calendar. */
static bool month_add(date_t from, int months, int day, int64_t *out) {
    int month = from.year * MONTHS + from.month - 1 + months;
    date_t date = {month / MONTHS, month % MONTHS + 1, 1};
    if (month < MONTHS || !date_is_valid(date)) return false;
    int last = month_days(date.year, date.month);
    date.day = day > last ? last : day;
    *out = date_to_days(date);
    return true;
}

static int months_of(int unit) {
    return unit == UNIT_MONTH ? 1 : unit == UNIT_QUARTER ? 3 : unit == UNIT_YEAR ? MONTHS : 0;
}

static bool distance_add(const reader_t *reader, int count, int unit, int64_t *day) {
    int days = unit == UNIT_DAY ? 1 : unit == UNIT_WEEK ? WEEK : unit == UNIT_FORTNIGHT ? 2 * WEEK : 0;
    if (months_of(unit) > 0) return month_add(reader->today, count * months_of(unit), reader->today.day, day);
    *day = reader->day + (int64_t)count * days;
    return true;
}

/* 0 for Monday. Day 0 was a Thursday. */
static int weekday_of(int64_t day) {
    return (int)(((day + 3) % WEEK + WEEK) % WEEK);
}

static int64_t monday_of(const reader_t *reader, int weeks) {
    return reader->day - weekday_of(reader->day) + (int64_t)weeks * WEEK;
}

static bool read_day(const reader_t *reader, const char **at, int64_t *day) {
    int offset;
    if (!said_take_any(at, DAYS, &offset)) return false;
    *day = reader->day + offset;
    return true;
}

/* "in 2 weeks", "3 days ago", "两周后", "半个月后". */
static bool read_distance(const reader_t *reader, const char **at, int64_t *day) {
    int count, unit, sign = 1;
    bool in = said_take(at, "in") || said_take(at, "within");
    if (said_take(at, "半个月")) {
        *day = reader->day + 15;
        return said_take_any(at, BEHIND, &sign) && sign > 0;
    }
    if (!said_take_number(at, &count) || count > DISTANCE_LIMIT || !said_take_any(at, UNITS, &unit)) return false;
    if (in)
        said_take(at, "time");
    else if (!said_take_any(at, BEHIND, &sign))
        return false;
    return distance_add(reader, sign * count, unit, day);
}

static int64_t weekday_near(const reader_t *reader, int weekday) {
    int to_come = (weekday - weekday_of(reader->day) + WEEK) % WEEK;
    if (reader->ahead) return reader->day + (to_come == 0 ? WEEK : to_come);
    return reader->day - (WEEK - to_come);
}

/* "friday", "this friday", "next friday", "last friday", "friday week", "friday next week". */
static bool read_weekday(const reader_t *reader, const char **at, int64_t *day) {
    int which = 0, weekday;
    bool chosen = said_take_any(at, WHICH, &which);
    if (!said_take_any(at, WEEKDAYS, &weekday)) return false;
    *day = weekday_near(reader, weekday);
    if (chosen && which == 1) *day = monday_of(reader, 1) + weekday;
    if (chosen && which == -1) *day = reader->day - (WEEK - (weekday - weekday_of(reader->day) + WEEK) % WEEK);
    if (chosen && which == 0 && weekday == weekday_of(reader->day)) *day = reader->day;
    said_take(at, ",");
    const char *behind = *at;
    if (!chosen && said_take(at, "next week"))
        *day = monday_of(reader, 1) + weekday;
    else if (!chosen && (said_take(at, "week") || said_take(at, "in a week")))
        *day = weekday_near(reader, weekday) + WEEK;
    if (behind[-1] == ',' && *at == behind) (*at)--;
    return true;
}

/* "next week friday", "a week on monday". */
static bool read_week_and_weekday(const reader_t *reader, const char **at, int64_t *day) {
    int weekday;
    if (said_take(at, "next week")) {
        said_take(at, "on");
        if (!said_take_any(at, WEEKDAYS, &weekday)) return false;
        *day = monday_of(reader, 1) + weekday;
        return true;
    }
    said_take(at, "a");
    if (!said_take(at, "week on") || !said_take_any(at, WEEKDAYS, &weekday)) return false;
    *day = weekday_near(reader, weekday) + WEEK;
    return true;
}

/* "周五", "下周五", "上个星期三". */
static bool read_chinese_weekday(const reader_t *reader, const char **at, int64_t *day) {
    int which = 0, weekday, none;
    bool chosen = said_take_any(at, WHICH, &which);
    if (!said_take_any(at, CHINESE_WEEK, &none) || !said_take_any(at, CHINESE_WEEKDAYS, &weekday)) return false;
    *day = chosen ? monday_of(reader, which) + weekday : weekday_near(reader, weekday);
    return true;
}

static bool period_begin(const reader_t *reader, int which, int unit, int64_t *day) {
    date_t date = reader->today;
    *day = monday_of(reader, unit == UNIT_WEEK ? which : 0);
    if (unit == UNIT_WEEK) return true;
    if (unit == UNIT_QUARTER) date.month = (date.month - 1) / 3 * 3 + 1;
    if (unit == UNIT_YEAR) date.month = 1;
    return months_of(unit) > 0 && month_add(date, which * months_of(unit), 1, day);
}

static bool period_end(const reader_t *reader, int which, int unit, int64_t *day) {
    if (!period_begin(reader, unit == UNIT_WEEK ? which : which + 1, unit, day)) return false;
    *day += unit == UNIT_WEEK ? FRIDAY : -1;
    if (unit == UNIT_WEEK && which == 0 && *day < reader->day) *day += WEEK;
    return true;
}

/* "next week", "last month", "下个月", "明年". */
static bool read_period(const reader_t *reader, const char **at, int64_t *day) {
    static const said_t YEARS[] = {{"明年", 1}, {"去年", -1}, {NULL, 0}};
    int which, unit = UNIT_YEAR;
    if (!said_take_any(at, YEARS, &which) && (!said_take_any(at, WHICH, &which) || !said_take_any(at, UNITS, &unit)))
        return false;
    return which != 0 && unit != UNIT_DAY && period_begin(reader, which, unit, day);
}

/* "end of month", "end of next week", "eom", "月底", "下月底". */
static bool read_period_end(const reader_t *reader, const char **at, int64_t *day) {
    int which = 0, unit;
    if (said_take(at, "end of") || said_take(at, "the end of")) {
        said_take_any(at, WHICH, &which);
        return said_take_any(at, UNITS, &unit) && unit != UNIT_DAY && period_end(reader, which, unit, day);
    }
    said_take_any(at, WHICH, &which);
    return said_take_any(at, ENDS, &unit) && period_end(reader, which, unit, day);
}

/* The nearest year in which there is such a day; a leap day may be eight years off. */
static bool nearest_year(const reader_t *reader, int month, int day, int64_t *out) {
    for (int i = 0; i <= 8; i++) {
        date_t date = {reader->today.year + (reader->ahead ? i : -i), month, day};
        if (!date_is_valid(date)) continue;
        *out = date_to_days(date);
        if (reader->ahead ? *out >= reader->day : *out <= reader->day) return true;
    }
    return false;
}

/* `year` -1: none was said; of two digits: of this century. */
static bool calendar_day(const reader_t *reader, int year, int month, int day, int64_t *out) {
    if (year < 0) return nearest_year(reader, month, day, out);
    date_t date = {year < 100 ? reader->today.year / 100 * 100 + year : year, month, day};
    if (!date_is_valid(date)) return false;
    *out = date_to_days(date);
    return true;
}

/* A year that may stand behind a day and month; four digits, or two behind a full stop. */
static void take_year(const char **at, int *year) {
    const char *end = *at;
    said_take(&end, ",");
    const char *digits = said_skip_spaces(end);
    if (said_take_digits(&end, year) && end - digits == 4 && *end != ':' && !said_is_letter(*end))
        *at = end;
    else
        *year = -1;
}

/* "3", "3rd", "3rd of". */
static bool take_day(const char **at, int *day) {
    static const char *const ENDINGS[] = {"st", "nd", "rd", "th"};
    const char *end = *at;
    if (!said_take_digits(&end, day) || *day < 1 || *day > 31) return false;
    for (size_t i = 0; i < sizeof ENDINGS / sizeof ENDINGS[0]; i++)
        if (strncasecmp(end, ENDINGS[i], 2) == 0) {
            end += 2;
            break;
        }
    if (said_is_letter(*end)) return false;
    *at = end;
    return true;
}

/* "3 dec", "3rd of december 2026", "dec 3", "december 3rd, 2026". */
static bool read_month_name(const reader_t *reader, const char **at, int64_t *out) {
    int day, month, year;
    said_take(at, "the");
    if (take_day(at, &day)) {
        said_take(at, "of");
        if (!said_take_any(at, MONTH_NAMES, &month)) return false;
    } else {
        if (!said_take_any(at, MONTH_NAMES, &month)) return false;
        said_take(at, ".");
        if (!take_day(at, &day) || **at == ':') return false;
    }
    take_year(at, &year);
    return calendar_day(reader, year, month, day, out);
}

/* "in december": its first day. */
static bool read_in_month(const reader_t *reader, const char **at, int64_t *out) {
    int month, year;
    if (!said_take(at, "in") || !said_take_any(at, MONTH_NAMES, &month)) return false;
    take_year(at, &year);
    return calendar_day(reader, year, month, 1, out);
}

/* "2026-12-03", "2026/12/3". */
static bool read_iso(const reader_t *reader, const char **at, int64_t *out) {
    int year, month, day;
    if (!said_take_digits(at, &year) || year < 1000) return false;
    char separator = *(*at)++;
    if ((separator != '-' && separator != '/' && separator != '.') || !isdigit((unsigned char)**at)) return false;
    if (!said_take_digits(at, &month) || *(*at)++ != separator || !isdigit((unsigned char)**at)) return false;
    return said_take_digits(at, &day) && !said_is_letter(**at) && calendar_day(reader, year, month, day, out);
}

/* "3.12.", "3.12.2026", "03.12.26". */
static bool read_dotted(const reader_t *reader, const char **at, int64_t *out) {
    int day, month, year = -1;
    if (!said_take_digits(at, &day) || *(*at)++ != '.' || !isdigit((unsigned char)**at)) return false;
    if (!said_take_digits(at, &month) || *(*at)++ != '.') return false;
    if (isdigit((unsigned char)**at) && !said_take_digits(at, &year)) return false;
    return !said_is_letter(**at) && calendar_day(reader, year, month, day, out);
}

/* "25/12" and "12/25", but not "3/12", which is read both ways. */
static bool read_slashed(const reader_t *reader, const char **at, int64_t *out) {
    int first, second, year = -1;
    if (!said_take_digits(at, &first) || *(*at)++ != '/' || !isdigit((unsigned char)**at)) return false;
    if (!said_take_digits(at, &second)) return false;
    if (**at == '/' && isdigit((unsigned char)(*at)[1])) {
        (*at)++;
        if (!said_take_digits(at, &year)) return false;
    }
    if (said_is_letter(**at) || (first <= MONTHS && second <= MONTHS && first != second)) return false;
    return first > MONTHS ? calendar_day(reader, year, second, first, out)
                          : calendar_day(reader, year, first, second, out);
}

/* "12月3日", "2026年12月3号", "明年3月5日", "十二月三日". */
static bool read_chinese(const reader_t *reader, const char **at, int64_t *out) {
    static const said_t YEARS[] = {{"今年", 0}, {"明年", 1}, {"后年", 2}, {"去年", -1}, {NULL, 0}};
    int year = -1, month, day, offset;
    const char *start = *at;
    if (said_take_any(at, YEARS, &offset))
        year = reader->today.year + offset;
    else if (!said_take_digits(at, &year) || !said_take(at, "年"))
        *at = start, year = -1;
    if (!said_take_number(at, &month) || !said_take(at, "月") || !said_take_number(at, &day)) return false;
    return (said_take(at, "日") || said_take(at, "号") || said_take(at, "號")) &&
           calendar_day(reader, year, month, day, out);
}

/* "the 15th", "15号": of this month or the next one that has it. */
static bool read_day_of_month(const reader_t *reader, const char **at, int64_t *out) {
    int day;
    const char *start = *at;
    bool named = said_take(at, "the") && take_day(at, &day) && isalpha((unsigned char)(*at)[-1]);
    if (!named) *at = start;
    if (!named && !(said_take_number(at, &day) && (said_take(at, "号") || said_take(at, "號")))) return false;
    for (int i = 0; i <= 2 && day >= 1 && day <= 31; i++) {
        date_t found;
        if (!month_add(reader->today, reader->ahead ? i : -i, day, out)) return false;
        found = date_from_days(*out);
        if (found.day == day && (reader->ahead ? *out >= reader->day : *out <= reader->day)) return true;
    }
    return false;
}

typedef bool (*read_t)(const reader_t *reader, const char **at, int64_t *day);

static const read_t READS[] = {
    read_day,    read_distance,   read_weekday,    read_week_and_weekday, read_chinese_weekday,
    read_period, read_period_end, read_month_name, read_in_month,         read_iso,
    read_dotted, read_slashed,    read_chinese,    read_day_of_month,
};

/* "friday, 4 december": the weekday is told twice. */
static const char *skip_weekday(const char *text) {
    int weekday;
    const char *at = text;
    if (!said_take_any(&at, WEEKDAYS, &weekday)) return text;
    said_take(&at, ",");
    said_take(&at, "the");
    at = said_skip_spaces(at);
    return isalnum((unsigned char)*at) ? at : text;
}

static bool day_in_calendar(int64_t day) {
    return day >= date_to_days((date_t){1, 1, 1}) && day <= date_to_days((date_t){9999, 12, 31});
}

static const char *read_longest(const reader_t *reader, const char *text, int64_t *out) {
    const char *best = NULL, *starts[] = {text, skip_weekday(text)};
    for (size_t i = 0; i < sizeof starts / sizeof starts[0]; i++)
        for (size_t j = 0; j < sizeof READS / sizeof READS[0]; j++) {
            int64_t day;
            const char *at = starts[i];
            if (starts[i] != text && (READS[j] == read_day || READS[j] == read_distance)) continue;
            if (!READS[j](reader, &at, &day) || !day_in_calendar(day) || (best != NULL && at <= best)) continue;
            best = at;
            *out = day;
        }
    return best;
}

size_t date_words_read(const char *text, date_t today, date_words_sense_t sense, date_t *out) {
    const reader_t reader = {today, date_to_days(today), sense == DATE_WORDS_AHEAD};
    int64_t day;
    const char *end = read_longest(&reader, text, &day);
    if (end == NULL) return 0;
    *out = date_from_days(day);
    return (size_t)(end - text);
}

/* A date with the words around that make it one. `marked` tells whether there were any before. */
static size_t read_with_marks(const char *text, date_t today, date_words_sense_t sense, date_t *out, bool *marked) {
    int none;
    const char *at = text;
    *marked = said_take_any(&at, MARKS, &none);
    if (*marked) at = said_skip_spaces(at);
    size_t length = date_words_read(at, today, sense, out);
    if (length == 0) return 0;
    at += length;
    if ((unsigned char)at[-1] >= 0x80) said_take_any(&at, MARKS_BEHIND, &none);
    return (size_t)(at - text);
}

static bool may_begin(const char *text, const char *at) {
    if (((unsigned char)*at & 0xC0) == 0x80 || *at == ' ' || *at == '\0') return false;
    if (at == text || (unsigned char)*at >= 0x80 || (unsigned char)at[-1] >= 0x80) return true;
    return !said_is_letter(at[-1]) && at[-1] != '.' && at[-1] != '-' && at[-1] != '/';
}

static bool is_end(const char *at) {
    for (; *at != '\0';) {
        size_t wide = text_starts_with(at, "。") ? 3 : 0;
        if (wide == 0 && *at != ' ' && *at != '\t' && *at != '\n' && *at != '.' && *at != '!') return false;
        at += wide > 0 ? wide : 1;
    }
    return true;
}

bool date_words_at_end(const char *text, date_t today, date_words_sense_t sense, date_words_t *out) {
    for (const char *at = text; *at != '\0'; at++) {
        bool marked;
        date_t date;
        if (!may_begin(text, at)) continue;
        size_t length = read_with_marks(at, today, sense, &date, &marked);
        if (length == 0 || !is_end(at + length)) continue;
        *out = (date_words_t){date, (size_t)(at - text), length};
        return true;
    }
    return false;
}

bool date_words_find(const char *text, date_t today, date_words_sense_t sense, date_words_t *out) {
    bool marked;
    date_t date;
    if (date_words_at_end(text, today, sense, out)) return true;
    for (const char *at = text; *at != '\0'; at++) {
        if (!may_begin(text, at)) continue;
        size_t length = read_with_marks(at, today, sense, &date, &marked);
        if (length == 0 || (!marked && at != text)) continue;
        *out = (date_words_t){date, (size_t)(at - text), length};
        return true;
    }
    return false;
}

static size_t comma_before(const char *text, size_t end) {
    if (end >= 1 && strchr(" ,;", text[end - 1]) != NULL) return 1;
    return end >= 3 && text_starts_with(text + end - 3, "，") ? 3 : 0;
}

char *date_words_without(arena_t *arena, const char *text, const date_words_t *found) {
    size_t before = found->start, comma;
    const char *behind = text + found->start + found->length;
    while ((comma = comma_before(text, before)) > 0) before -= comma;
    while (*behind != '\0' && strchr(" ,;.!", *behind) != NULL) behind++;
    if (text_starts_with(behind, "。") || text_starts_with(behind, "，")) behind += 3;
    const char *between = before > 0 && *behind != '\0' && (unsigned char)*behind < 0x80 ? " " : "";
    return text_trim(arena, arena_printf(arena, "%.*s%s%s", (int)before, text, between, behind));
}
