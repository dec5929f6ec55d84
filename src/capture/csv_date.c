#include "capture/csv_date.h"

#include "base/text.h"

#include <ctype.h>
#include <strings.h>

static const char *const ORDERS[] = {"mdy", "dmy", "ymd"};

const char *csv_date_order_name(csv_date_order_t order) {
    return ORDERS[order];
}

bool csv_date_order_parse(const char *name, csv_date_order_t *out) {
    for (size_t i = 0; i < sizeof ORDERS / sizeof ORDERS[0]; i++) {
        if (!text_equal(name, ORDERS[i])) continue;
        *out = (csv_date_order_t)i;
        return true;
    }
    return false;
}

/* A number of the text, or a month by name, which has no digits. */
typedef struct part {
    int value;
    int digits;
} part_t;

typedef struct scan {
    const char *at;
    part_t parts[3];
    bool dotted;
} scan_t;

static const char *const MONTHS[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                     "jul", "aug", "sep", "oct", "nov", "dec"};
static const char *const WEEKDAYS[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

static int name_index(const char *text, const char *const *names, int count) {
    for (int i = 0; i < count; i++)
        if (strncasecmp(text, names[i], 3) == 0) return i;
    return -1;
}

static void scan_spaces(scan_t *scan) {
    while (*scan->at == ' ' || *scan->at == '\t') scan->at++;
}

/* What may stand between day, month and year. */
static bool scan_separator(scan_t *scan) {
    static const char *const chinese[] = {"年", "月", "日"};
    const char *from = scan->at;
    for (;;) {
        for (size_t i = 0; i < sizeof chinese / sizeof chinese[0]; i++)
            if (text_starts_with(scan->at, chinese[i])) scan->at += strlen(chinese[i]);
        if (*scan->at == '.') scan->dotted = true;
        if (*scan->at == '\0' || strchr("-/. ,", *scan->at) == NULL) break;
        scan->at++;
    }
    return scan->at > from;
}

static bool scan_number(scan_t *scan, int max_digits, part_t *out) {
    part_t part = {0};
    while (isdigit((unsigned char)*scan->at) && part.digits < max_digits) {
        part.value = part.value * 10 + (*scan->at - '0');
        part.digits++;
        scan->at++;
    }
    if (part.digits == 0 || isdigit((unsigned char)*scan->at)) return false;
    *out = part;
    return true;
}

static bool scan_month_name(scan_t *scan, part_t *out) {
    int month = name_index(scan->at, MONTHS, 12);
    if (month < 0) return false;
    while (isalpha((unsigned char)*scan->at)) scan->at++;
    *out = (part_t){.value = month + 1};
    return true;
}

static bool scan_part(scan_t *scan, part_t *out) {
    return isalpha((unsigned char)*scan->at) ? scan_month_name(scan, out) : scan_number(scan, 4, out);
}

static void scan_weekday(scan_t *scan) {
    if (name_index(scan->at, WEEKDAYS, 7) < 0) return;
    while (isalpha((unsigned char)*scan->at)) scan->at++;
    scan_separator(scan);
}

static bool scan_date(scan_t *scan) {
    scan_spaces(scan);
    scan_weekday(scan);
    for (int i = 0; i < 3; i++) {
        if (i > 0 && !scan_separator(scan)) return false;
        if (!scan_part(scan, &scan->parts[i])) return false;
    }
    if (text_starts_with(scan->at, "日")) scan->at += strlen("日");
    return true;
}

static bool scan_is_named(const part_t *part) {
    return part->digits == 0;
}

static bool scan_take_date(const scan_t *scan, csv_date_order_t order, date_t *out) {
    const part_t *p = scan->parts;
    const part_t *year = &p[2], *month = &p[0], *day = &p[1];
    if (p[0].digits >= 3 || (order == CSV_YEAR_FIRST && !scan_is_named(&p[0]) && p[2].digits < 3)) {
        year = &p[0];
        month = &p[1];
        day = &p[2];
    } else if (scan_is_named(&p[1]) || (order == CSV_DAY_FIRST && !scan_is_named(&p[0]))) {
        month = &p[1];
        day = &p[0];
    }
    if (scan_is_named(year) || scan_is_named(day)) return false;
    *out = (date_t){year->value, month->value, day->value};
    if (year->digits <= 2) out->year += out->year < 70 ? 2000 : 1900;
    return date_is_valid(*out);
}

static bool scan_is(scan_t *scan, const char *word) {
    size_t length = strlen(word);
    if (strncasecmp(scan->at, word, length) != 0) return false;
    scan->at += length;
    return true;
}

static void scan_fraction(scan_t *scan, int64_t *milliseconds) {
    if (*scan->at != '.' && *scan->at != ',') return;
    int64_t unit = 100;
    for (scan->at++; isdigit((unsigned char)*scan->at); scan->at++, unit /= 10)
        *milliseconds += (*scan->at - '0') * unit;
}

static bool scan_half_of_day(scan_t *scan, int *hour) {
    scan_spaces(scan);
    bool afternoon = scan_is(scan, "pm") || scan_is(scan, "p.m.") || scan_is(scan, "下午");
    bool morning = !afternoon && (scan_is(scan, "am") || scan_is(scan, "a.m.") || scan_is(scan, "上午"));
    if (!afternoon && !morning) return true;
    if (*hour < 1 || *hour > 12) return false;
    *hour = *hour % 12 + (afternoon ? 12 : 0);
    return true;
}

/* Z, UTC, +08:00, +0800; nothing is UTC. */
static bool scan_zone(scan_t *scan, int64_t *milliseconds) {
    part_t hours, minutes = {0};
    scan_spaces(scan);
    if (scan_is(scan, "utc") || scan_is(scan, "gmt") || scan_is(scan, "z")) scan_spaces(scan);
    if (*scan->at != '+' && *scan->at != '-') return true;
    int sign = *scan->at++ == '-' ? -1 : 1;
    if (!scan_number(scan, 4, &hours)) return false;
    if (hours.digits == 4) {
        minutes.value = hours.value % 100;
        hours.value /= 100;
    } else if (*scan->at == ':') {
        scan->at++;
        if (!scan_number(scan, 2, &minutes)) return false;
    }
    if (hours.value > 14 || minutes.value > 59) return false;
    *milliseconds -= sign * (hours.value * 60 + minutes.value) * 60000LL;
    return true;
}

static bool scan_time(scan_t *scan, int64_t *milliseconds) {
    part_t hour, minute, second = {0};
    if (*scan->at == 'T' || *scan->at == ',') scan->at++;
    scan_spaces(scan);
    if (*scan->at == '\0') return true;
    if (!scan_number(scan, 2, &hour) || *scan->at != ':') return false;
    scan->at++;
    if (!scan_number(scan, 2, &minute)) return false;
    if (*scan->at == ':') {
        scan->at++;
        if (!scan_number(scan, 2, &second)) return false;
        scan_fraction(scan, milliseconds);
    }
    if (!scan_half_of_day(scan, &hour.value)) return false;
    if (hour.value > 23 || minute.value > 59 || second.value > 60) return false;
    *milliseconds += ((hour.value * 60 + minute.value) * 60 + second.value) * 1000LL;
    if (!scan_zone(scan, milliseconds)) return false;
    scan_spaces(scan);
    return *scan->at == '\0';
}

enum { DAY_MILLISECONDS = 24 * 60 * 60 * 1000 };

/* Dates that are one number: 20240303, and 1709424000000 as HubSpot counts them. */
static bool date_parse_digits(const char *text, moment_t *out) {
    int64_t number = 0;
    size_t length = strspn(text, "0123456789");
    if (text[length] != '\0' || (length != 8 && length != 13) || !text_parse_int(text, &number)) return false;
    if (length == 13) {
        *out = number;
        return true;
    }
    date_t date = {(int)(number / 10000), (int)(number / 100 % 100), (int)(number % 100)};
    if (!date_is_valid(date)) return false;
    *out = date_to_days(date) * DAY_MILLISECONDS;
    return true;
}

bool csv_date_parse(const char *text, csv_date_order_t order, moment_t *out) {
    scan_t scan = {.at = text};
    date_t date;
    int64_t milliseconds = 0;
    if (date_parse_digits(text, out)) return true;
    if (!scan_date(&scan) || !scan_take_date(&scan, order, &date) || !scan_time(&scan, &milliseconds)) return false;
    *out = date_to_days(date) * DAY_MILLISECONDS + milliseconds;
    return true;
}

void csv_date_observe(csv_date_evidence_t *evidence, const char *text) {
    scan_t scan = {.at = text};
    moment_t moment;
    if (date_parse_digits(text, &moment)) {
        evidence->dates++;
        return;
    }
    if (!scan_date(&scan)) return;
    const part_t *p = scan.parts;
    evidence->dates++;
    if (scan_is_named(&p[0]) || scan_is_named(&p[1])) return;
    if (p[0].digits >= 3)
        evidence->year_first++;
    else if (p[0].value > 12)
        evidence->day_first++;
    else if (p[1].value > 12)
        evidence->month_first++;
    if (scan.dotted) evidence->dotted++;
}

csv_date_order_t csv_date_order_of(const csv_date_evidence_t *evidence) {
    if (evidence->year_first > evidence->day_first && evidence->year_first > evidence->month_first)
        return CSV_YEAR_FIRST;
    if (evidence->day_first != evidence->month_first)
        return evidence->day_first > evidence->month_first ? CSV_DAY_FIRST : CSV_MONTH_FIRST;
    return evidence->dotted > 0 ? CSV_DAY_FIRST : CSV_MONTH_FIRST;
}
