/* The promise: what we told a customer that we would do, or they told us; until when; whether it was kept. */
#ifndef DAYBOOK_CUSTOMER_PROMISE_H
#define DAYBOOK_CUSTOMER_PROMISE_H

#include "catalogue/context.h"
#include "catalogue/record.h"

extern const record_type_t PROMISE;

/* One line of a conversation's "promises": who made it, what, until when.
 * "They: send the drawings by friday" is theirs, as is a line that begins with "they", "them", "对方" or "他们"; any
 * other is ours, with or without "we". A date in words at its end is its due date. */
typedef struct promise_line {
    const char *subject;
    const char *made_by; /* "us" or "them" */
    const char *due;     /* NULL: none was said */
} promise_line_t;

/* The lines of a text, empty ones left out. `today` is the day from which words such as "friday" count. */
size_t promise_read_lines(arena_t *arena, const char *text, date_t today, promise_line_t **out);

/* Makes the promises that an interaction names, or brings the open ones that it made before up to date with its text,
 * account and opportunity. Dates in words count from the day of the conversation. A promise that was kept or broken
 * stays as it is; one that was put off keeps its day as long as its line does; an open one whose line was taken out is
 * archived. `before` is NULL for a new interaction. */
bool promise_follow_interaction(context_t *context, const record_t *before, const record_t *after);

#endif
