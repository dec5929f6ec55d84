/* The order of a list and the cursor that continues it: keyset paging, so that page 1,000 costs what page 1 does. */
#ifndef DAYBOOK_CATALOGUE_SORT_H
#define DAYBOOK_CATALOGUE_SORT_H

#include "catalogue/filter.h"

enum { SORT_KEYS = 4 }; /* three chosen ones and the id */

typedef struct sort_key {
    const char *expression;
    int index; /* of the field; -1: id, -2: created_at, -3: updated_at */
    bool descending;
    bool nullable;
    bool folded; /* text, compared by lower() */
} sort_key_t;

typedef struct sort {
    sort_key_t keys[SORT_KEYS];
    size_t count;
    const char *text; /* as it was asked for; a cursor belongs to it */
} sort_t;

bool sort_parse(context_t *context, const record_type_t *type, const char *text, sort_t *out);
void sort_add_order(const sort_t *sort, text_t *sql);

/* Adds to the filter that records must come behind the cursor. */
bool sort_add_cursor(filter_t *filter, const sort_t *sort, const char *cursor);

/* The cursor behind this record. */
const char *sort_cursor(context_t *context, const sort_t *sort, const record_t *record);

#endif
