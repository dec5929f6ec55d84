/* Reading rows of any record type into records: the SELECT that is made from the catalogue, and what becomes of a row.
 */
#ifndef DAYBOOK_CATALOGUE_SELECT_H
#define DAYBOOK_CATALOGUE_SELECT_H

#include "catalogue/record.h"

/* "SELECT t.id, … FROM account t LEFT JOIN …": the record's table is t, the target of the field number 3 is r3. Made
 * once per type. */
const char *select_sql(const record_type_t *type);

/* The SQL expression of a reference field's title, as select_sql joins it: "r3.name". */
const char *select_title_expression(arena_t *arena, const record_type_t *type, int field_index);

/* The current row of a statement that begins with select_sql. Many references are not in it: see select_links. */
record_t *select_row(context_t *context, const record_type_t *type, const store_statement_t *row);

/* Fills the many references of all these records, one query per field. */
bool select_links(context_t *context, const record_type_t *type, record_t **records, size_t count);

/* Which records: "WHERE t.account_id = $1 ORDER BY t.id", constant text beside its caller, with what it binds. */
typedef struct select_tail {
    const char *sql;
    const store_value_t *values;
    size_t count;
} select_tail_t;

/* All records that the tail leaves. Fields that the actor may not see are null. */
bool select_where(context_t *context, const record_type_t *type, const select_tail_t *tail, record_t ***out,
                  size_t *count);

#endif
