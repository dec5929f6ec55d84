#include "base/date.h"

#include <ctype.h>

enum { DAY = 86400 };

static int date_days_of_month(int year, int month) {
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

bool date_is_valid(date_t date) {
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
           date.day <= date_days_of_month(date.year, date.month);
}

/* Exactly `count` digits at `*text`, which moves behind them. */
static bool date_digits(const char **text, int count, int *out) {
    int number = 0;
    for (int i = 0; i < count; i++, (*text)++) {
        if (!isdigit((unsigned char)**text)) return false;
        number = number * 10 + (**text - '0');
    }
    *out = number;
    return true;
}

static bool date_character(const char **text, char expected) {
    if (**text != expected) return false;
    (*text)++;
    return true;
}

static bool date_read(const char **text, date_t *out) {
    date_t date;
    if (!date_digits(text, 4, &date.year) || !date_character(text, '-') || !date_digits(text, 2, &date.month) ||
        !date_character(text, '-') || !date_digits(text, 2, &date.day) || !date_is_valid(date))
        return false;
    *out = date;
    return true;
}

bool date_parse(const char *text, date_t *out) {
    date_t date;
    if (!date_read(&text, &date) || *text != '\0') return false;
    *out = date;
    return true;
}

char *date_format(arena_t *arena, date_t date) {
    return arena_printf(arena, "%04d-%02d-%02d", date.year, date.month, date.day);
}

/* Counting years from March puts the leap day at a year's end; eras of 400 years repeat exactly. */
int64_t date_to_days(date_t date) {
    int64_t year = date.month <= 2 ? date.year - 1 : date.year;
    int64_t era = year / 400;
    int64_t year_of_era = year - era * 400;
    int64_t month = (date.month + 9) % 12;
    int64_t day_of_year = (153 * month + 2) / 5 + date.day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

date_t date_from_days(int64_t days) {
    int64_t shifted = days + 719468;
    int64_t era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    int64_t day_of_era = shifted - era * 146097;
    int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t month = (5 * day_of_year + 2) / 153;
    return (date_t){
        .year = (int)(year_of_era + era * 400 + (month >= 10 ? 1 : 0)),
        .month = (int)(month < 10 ? month + 3 : month - 9),
        .day = (int)(day_of_year - (153 * month + 2) / 5 + 1),
    };
}

static int64_t date_floor_divide(int64_t number, int64_t by) {
    return number / by - (number % by < 0 ? 1 : 0);
}

date_t date_from_moment(moment_t moment) {
    return date_from_days(date_floor_divide(moment, (int64_t)DAY * 1000));
}

/* ".250" adds 250 ms; digits behind the third are dropped. */
static bool moment_read_fraction(const char **text, int *milliseconds) {
    int weight = 100;
    if (!isdigit((unsigned char)**text)) return false;
    for (; isdigit((unsigned char)**text); (*text)++, weight /= 10) *milliseconds += (**text - '0') * weight;
    return true;
}

static bool moment_read_time(const char **text, int64_t *milliseconds) {
    int hour, minute, second = 0, fraction = 0;
    if (!date_digits(text, 2, &hour) || !date_character(text, ':') || !date_digits(text, 2, &minute)) return false;
    if (date_character(text, ':') && !date_digits(text, 2, &second)) return false;
    if (date_character(text, '.') && !moment_read_fraction(text, &fraction)) return false;
    if (hour > 23 || minute > 59 || second > 59) return false;
    *milliseconds = ((int64_t)hour * 3600 + minute * 60 + second) * 1000 + fraction;
    return true;
}

static bool moment_read_offset(const char **text, int64_t *milliseconds) {
    int hour, minute = 0;
    if (date_character(text, 'Z') || date_character(text, 'z')) return true;
    if (**text != '+' && **text != '-') return true;
    int sign = *(*text)++ == '-' ? -1 : 1;
    if (!date_digits(text, 2, &hour)) return false;
    date_character(text, ':');
    if (isdigit((unsigned char)**text) && !date_digits(text, 2, &minute)) return false;
    if (hour > 18 || minute > 59) return false;
    *milliseconds -= sign * ((int64_t)hour * 3600 + minute * 60) * 1000;
    return true;
}

bool moment_parse(const char *text, moment_t *out) {
    date_t date;
    int64_t time = 0;
    if (!date_read(&text, &date)) return false;
    if (*text != '\0') {
        if (*text != 'T' && *text != 't' && *text != ' ') return false;
        text++;
        if (!moment_read_time(&text, &time) || !moment_read_offset(&text, &time) || *text != '\0') return false;
    }
    *out = date_to_days(date) * DAY * 1000 + time;
    return true;
}

char *moment_format(arena_t *arena, moment_t moment) {
    date_t date = date_from_moment(moment);
    int64_t time = moment - date_to_days(date) * DAY * 1000;
    return arena_printf(arena, "%04d-%02d-%02dT%02d:%02d:%02d.%03dZ", date.year, date.month, date.day,
                        (int)(time / 3600000), (int)(time / 60000 % 60), (int)(time / 1000 % 60), (int)(time % 1000));
}
