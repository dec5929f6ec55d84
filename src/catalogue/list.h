/* Lists and figures over the records of one type: filter, sort, keyset pages, grouped counts and sums.
 * Query text is parsed against the catalogue; no outside text ever becomes SQL. */
#ifndef DAYBOOK_CATALOGUE_LIST_H
#define DAYBOOK_CATALOGUE_LIST_H

#include "catalogue/record.h"

/* A parameter of the query string, decoded: "amount.gte" = "1000". */
typedef struct list_parameter {
    const char *name;
    const char *value;
} list_parameter_t;

typedef struct list_query {
    const record_type_t *type;
    const list_parameter_t *parameters;
    size_t parameter_count;
} list_query_t;

/* Filters: field=value, field.ne=, field.gt= .gte= .lt= .lte=, field.in=a,b, field.null=true|false, field.has=text
 * (contains, without case), field.starts=text, q=words (search within the list), archived=true|all (default: not
 * archived), mine=true (owner is the actor), team=true (owner in the actor's circle). A reference is compared by id,
 * also one step on: account.industry=medical, owner.team=3. created_at, updated_at and id filter like fields.
 * sort=-amount,name  limit=1..500 (default 50)  after=cursor.
 * Unknown fields or values are field problems of PROBLEM_BAD_REQUEST kind "unknown_parameter". */
typedef struct list_page {
    record_t **records;
    size_t count;
    const char *next; /* cursor of the next page, NULL at the end */
} list_page_t;
bool list_read(context_t *context, const list_query_t *query, list_page_t *out);

/* {"items": […], "next": "…"|null} */
bool list_write_json(context_t *context, const list_query_t *query, text_t *out);

/* The values in use of a FIELD_SUGGESTED text that begin as `typed`, the most used first: {"items": ["medical"]}. */
bool list_write_suggestions(context_t *context, const record_type_t *type, const char *field, const char *typed,
                            text_t *out);

/* group=owner,outcome  sum=amount  average=…  median=cycle_days  with the same filters. A group is a groupable field, a
 * reference's field (account.industry, owner.team), or a date's part (closed_on.month, .quarter, .year). At most 3
 * groups, 4 figures of each kind.
 * {"groups": [{"key": {"owner": {"id": 3, "title": "…"}, "outcome": "won"}, "count": 12,
 *   "sum": {"amount": [{"currency": "USD", "value": "1054.00"}]}, "average": {…}, "median": {…}}],
 *  "total": [{"key": {}, "count": N, "sum": {…}, …}]}   (total is empty when there are no records)
 * Sums of money are per currency, never added across. A record with many references counts in each one's group. */
bool list_write_summary(context_t *context, const list_query_t *query, text_t *out);

/* CSV (RFC 4180, UTF-8, header of field names) row by row; `columns=name,owner` chooses, references by title. Cells
 * that a spreadsheet would run as a formula get a leading apostrophe. Called once per page until `next` is NULL. */
bool list_write_csv(context_t *context, const list_query_t *query, bool header, text_t *out, const char **next);

#endif
