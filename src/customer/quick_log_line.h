/* One typed line about a conversation, taken apart by its words alone; no record is looked up here.
 *
 *     call Rhea Stone Quayside yesterday 20m: wants single sign-on, next: send pricing friday, they: contract 3 dec
 *
 * Before the first colon stand kind, people, account (also "@account"), deal ("#deal"), when and how long, in any
 * order; behind it what was said; then, each with a colon of its own, the next step and promises. The words are English
 * and Chinese. docs/quick-log.md tells users. */
#ifndef DAYBOOK_CUSTOMER_QUICK_LOG_LINE_H
#define DAYBOOK_CUSTOMER_QUICK_LOG_LINE_H

#include "base/arena.h"
#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>

enum { QUICK_WORDS = 24, QUICK_PROMISES = 8, QUICK_NO_TIME = -1 };

typedef enum { QUICK_NAME, QUICK_ACCOUNT, QUICK_DEAL } quick_role_t;

/* A word of a name. Words of one segment may be one name; a comma or "and" parts segments. */
typedef struct quick_word {
    const char *text;
    int segment;
    quick_role_t role;
    size_t start, end; /* its bytes in `head` */
} quick_word_t;

typedef struct quick_promise {
    bool ours;
    const char *text;
    const char *due; /* "YYYY-MM-DD", or NULL */
} quick_promise_t;

typedef struct quick_line {
    const char *kind, *direction; /* choices of the interaction, or NULL */
    const char *date;             /* "YYYY-MM-DD", or NULL */
    int minute;                   /* of the day, or QUICK_NO_TIME */
    int duration;                 /* minutes, or 0 */
    const char *head;
    quick_word_t words[QUICK_WORDS];
    size_t word_count;
    const char *text;  /* behind the colon; NULL when there was no colon */
    const char *topic; /* of "about …" before the colon, or NULL */
    const char *next_step, *next_step_due;
    quick_promise_t promises[QUICK_PROMISES];
    size_t promise_count;
} quick_line_t;

/* Any UTF-8 is taken; what is not understood stays among the words. */
void quick_line_read(arena_t *arena, const char *line, date_t today, quick_line_t *out);

#endif
