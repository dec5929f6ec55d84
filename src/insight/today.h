/* What one person has to do today: everything that a morning begins with, in one answer. */
#ifndef DAYBOOK_INSIGHT_TODAY_H
#define DAYBOOK_INSIGHT_TODAY_H

#include "base/text.h"
#include "catalogue/context.h"

typedef struct today_query {
    int64_t user_id;   /* 0: the actor */
    const char *date;  /* the day where the reader is; NULL: in UTC */
    moment_t midnight; /* when that day began there; 0: in UTC */
} today_query_t;

/* The shape is Today of the OpenAPI document: open tasks and promises due within a week or without a date, meetings of
 * the day, opportunities that have gone quiet, accounts without contact for longer than their tier's interval. Of each
 * at most 200, the most urgent first. Somebody else's day is for managers (their team) and administrators. */
bool today_write(context_t *context, const today_query_t *query, text_t *out);

#endif
