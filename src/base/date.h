/* Calendar dates and moments.
 * A date is the text "YYYY-MM-DD" everywhere outside arithmetic: it sorts, compares and stores as it is.
 * A moment is milliseconds since 1970-01-01T00:00:00Z, written "2026-03-01T09:30:00.000Z" outside. */
#ifndef DAYBOOK_BASE_DATE_H
#define DAYBOOK_BASE_DATE_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

typedef int64_t moment_t;

typedef struct date {
    int year; /* 1..9999 */
    int month;
    int day;
} date_t;

enum { DATE_TEXT_SIZE = 11, MOMENT_TEXT_SIZE = 25 };

bool date_is_valid(date_t date);
bool date_parse(const char *text, date_t *out); /* exactly YYYY-MM-DD */
char *date_format(arena_t *arena, date_t date);
int64_t date_to_days(date_t date); /* days since 1970-01-01, proleptic Gregorian */
date_t date_from_days(int64_t days);
date_t date_from_moment(moment_t moment); /* in UTC */

/* "2026-03-01T09:30:00Z", with optional fraction and an offset "+08:00" in place of Z; also "2026-03-01 09:30[:00]"
 * and a bare date, both read as UTC. */
bool moment_parse(const char *text, moment_t *out);
char *moment_format(arena_t *arena, moment_t moment);

#endif
