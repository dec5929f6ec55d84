/* The WHERE clause of lists and figures, made from query parameters against the catalogue. */
#ifndef DAYBOOK_CATALOGUE_FILTER_H
#define DAYBOOK_CATALOGUE_FILTER_H

#include "base/text.h"
#include "catalogue/list.h"

enum { FILTER_SQL_LIMIT = 64 * 1024, FILTER_VALUES = 1200 };

typedef struct filter {
    context_t *context;
    const record_type_t *type;
    text_t sql;            /* "WHERE …" */
    store_value_t *values; /* bound as $1, $2, … */
    size_t value_count;
    uint64_t joined; /* bits of the reference fields whose target r<i> the clause names */
} filter_t;

/* Reads all parameters but the ones that name pages, groups or columns. Wrong ones become field problems. */
bool filter_build(context_t *context, const list_query_t *query, filter_t *out);

/* Binds a value and gives the number of its mark. */
size_t filter_bind(filter_t *filter, store_value_t value);

/* Where a dotted name leads: a field of the type, or of the record that a reference field refers to. */
typedef struct path {
    int index;                 /* of the first field */
    const field_t *field;      /* the last one */
    const record_type_t *type; /* that has the last one */
    bool further;              /* through a reference */
} path_t;

/* False when there is no such field or the actor may not see it. */
bool path_parse(const context_t *context, const record_type_t *type, const char *name, path_t *out);

/* "t.amount" or "r3.industry"; of many references "". */
const char *path_expression(arena_t *arena, const path_t *path);

/* The JOINs of the reference fields in `joined`, as select_sql would name them. */
void path_add_joins(text_t *sql, const record_type_t *type, uint64_t joined);

const char *list_parameter_value(const list_query_t *query, const char *name); /* NULL when not given */

#endif
