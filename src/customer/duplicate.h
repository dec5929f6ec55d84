/* Records that are likely the same: found while one is typed or written, listed, and told to be different. */
#ifndef DAYBOOK_CUSTOMER_DUPLICATE_H
#define DAYBOOK_CUSTOMER_DUPLICATE_H

#include "customer/duplicate_source.h"

typedef struct duplicate_hit {
    int64_t id;
    int score;
    unsigned reasons;
} duplicate_hit_t;

typedef struct duplicate_search {
    const record_type_t *type;
    const duplicate_input_t *input;
    int64_t except; /* not this one, or 0 */
    int least;      /* score: DUPLICATE_THRESHOLD, or DUPLICATE_HINT */
    size_t limit;
} duplicate_search_t;

/* The records that are likely the same as the input, best first. */
bool duplicate_find(context_t *context, const duplicate_search_t *search, duplicate_hit_t **out, size_t *count);

/* Last line of the type's write, after record_save: the record is found by what it says now. Imports and the program
 * itself leave looking for pairs to the next scan. */
bool duplicate_keep(context_t *context, const record_t *before, const record_t *after);

/* {"items": [{"record", "score", "reasons": [{"code", "text"}]}]} for {"type", "values": {field: text}, "except"}. */
bool duplicate_check_write(context_t *context, const json_t *body, json_writer_t *writer);

typedef struct duplicate_query {
    const record_type_t *type;
    const char *state; /* "open", "dismissed" */
    bool mine;         /* one of the two is the actor's */
    const char *after;
    int64_t limit;
} duplicate_query_t;

/* {"items": [pair…], "next", "total"}: best first. A pair: {"id", "type", "score", "state", "reasons", "records":
 * [older, newer], "may_merge"}. Pairs with an archived record are left out. */
bool duplicate_list_write(context_t *context, const duplicate_query_t *query, json_writer_t *writer);

/* Not a duplicate, or open again; later scans keep to it. Who may change one of the two may decide. */
bool duplicate_dismiss(context_t *context, int64_t id, bool dismissed);

/* One pair, as in the list. */
bool duplicate_write(context_t *context, int64_t id, json_writer_t *writer);

void duplicate_write_reasons(const context_t *context, unsigned reasons, json_writer_t *writer);

#endif
