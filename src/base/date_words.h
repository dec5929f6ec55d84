/* Dates as people say them, in English and Chinese, seen from a given day: "tomorrow", "friday", "next friday",
 * "in 2 weeks", "3 dec", "dec 3", "3.12.", "2026-12-03", "end of month", "monday week"; "明天", "下周五", "两周后",
 * "12月3日", "月底".
 * A weekday is the next one (or, looking back, the last one), never today. "next friday" is the Friday of next week,
 * counted from Monday. "next week" is its Monday, "next month" its first day, "end of week" its Friday. A day and month
 * without a year is the nearest one that is not past (looking back: not to come).
 * Total: any UTF-8 is taken, nothing is allocated but where an arena is given, nothing outside years 1 to 9999 comes
 * out. "3/12" is no date, for half of the world reads the other; "13/12" is. */
#ifndef DAYBOOK_BASE_DATE_WORDS_H
#define DAYBOOK_BASE_DATE_WORDS_H

#include "arena.h"
#include "date.h"

#include <stddef.h>

typedef enum {
    DATE_WORDS_AHEAD, /* what is to be done: "friday" is to come */
    DATE_WORDS_BEHIND /* what has happened: "friday" has been */
} date_words_sense_t;

typedef struct date_words {
    date_t date;
    size_t start, length; /* the bytes that say so, with "by", "on", "until" or "due" before and 前 behind */
} date_words_t;

/* The longest date that the text begins with; the number of its bytes, 0 when there is none. */
size_t date_words_read(const char *text, date_t today, date_words_sense_t sense, date_t *out);

/* A date that the text ends with; only spaces and full stops may stand behind. */
bool date_words_at_end(const char *text, date_t today, date_words_sense_t sense, date_words_t *out);

/* A date at the end; else at the beginning; else the first behind "by", "on", "until" or "due". */
bool date_words_find(const char *text, date_t today, date_words_sense_t sense, date_words_t *out);

/* The text without these bytes, and without the spaces and commas that were beside them. */
char *date_words_without(arena_t *arena, const char *text, const date_words_t *found);

#endif
