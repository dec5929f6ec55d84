/* Whether the data agrees with itself: what the program promises about its records, counted where it does not hold. */
#ifndef DAYBOOK_INSIGHT_CHECK_H
#define DAYBOOK_INSIGHT_CHECK_H

#include "catalogue/context.h"

typedef struct check {
    void (*report)(void *argument, int64_t count, const char *promise); /* called per finding */
    void *argument;
    int findings;
} check_t;

/* False with a problem when the data could not be read, as when a table lacks a field of the catalogue. */
bool check_book(context_t *context, check_t *check);

#endif
