/* The plan of an import: how its file is read and what each column means. Kept as JSON in csv_import.mapping. */
#ifndef DAYBOOK_CAPTURE_CSV_PLAN_H
#define DAYBOOK_CAPTURE_CSV_PLAN_H

#include "capture/column_names.h"
#include "capture/csv_date.h"
#include "capture/csv_number.h"
#include "capture/csv_reader.h"
#include "catalogue/context.h"
#include "catalogue/type.h"

#include <jansson.h>

enum { CSV_SAMPLES = 5 };

/* What was seen of a column's values when the file came in; recognition looks at these, never at the file. */
typedef struct column_facts {
    const char *samples[CSV_SAMPLES]; /* different ones, the first met */
    size_t sample_count;
    size_t values;  /* that are not empty */
    size_t digests; /* that are hashes, as in made-anonymous exports */
    size_t spaced;  /* with a space inside */
    bool distinct;  /* no value came twice */
    csv_date_evidence_t dates;
    csv_number_evidence_t numbers;
} column_facts_t;

typedef struct csv_column {
    const char *name; /* as in the file; made unique where it came twice */
    column_facts_t facts;
    const char *target; /* a field, one of CSV_TARGET_*, or NULL: left out */
    source_t source;    /* how it was recognised */
    bool recognised;    /* false: chosen by hand */
    const char *lookup; /* as in known_names_t */
    csv_date_order_t date_order;
    char decimal_mark;
    const char *scale; /* "1", "100", "1000", "1000000": what a number is multiplied by */
    bool create_missing;
} csv_column_t;

typedef struct type_guess {
    const record_type_t *type;
    int score; /* 0..100 */
} type_guess_t;

enum { CSV_GUESSES = 5 };

typedef enum { CSV_MATCH_UPDATE, CSV_MATCH_SKIP, CSV_MATCH_CREATE } csv_on_match_t;

typedef struct csv_plan {
    const record_type_t *type;
    csv_format_t format;
    csv_column_t *columns;
    size_t column_count;
    int64_t row_count;
    type_guess_t guesses[CSV_GUESSES];
    size_t guess_count;
    bool leave_empty; /* on_bad_value: the value goes, the row stays */
    csv_on_match_t on_match;
    const char *match_on;         /* CSV_TARGET_KEY, the title field, or NULL */
    const char *default_currency; /* NULL: the organisation's */
    const char *defaults;         /* JSON object of values for fields without a column */
    const char *made;             /* JSON object: records made on the way, by type; after a run */
} csv_plan_t;

/* Reads the whole file: columns with their facts, number of rows, what it is probably about. */
bool csv_plan_scan(arena_t *arena, const char *path, const char *file_name, csv_plan_t **out, problem_t *problem);

/* Orders the record types by how well they explain file name and columns. */
void csv_plan_guess(arena_t *arena, csv_plan_t *plan, const char *file_name);

/* Sets the type and gives each column its target and options anew. */
void csv_plan_recognise(arena_t *arena, csv_plan_t *plan, const record_type_t *type);

/* The field of a column, or NULL when its target is none. */
const field_t *csv_column_field(const csv_plan_t *plan, const csv_column_t *column);
csv_column_t *csv_plan_target(const csv_plan_t *plan, const char *target); /* the column of a target, or NULL */

/* True when `target` may be chosen for a column of this type. */
bool csv_target_allowed(const record_type_t *type, const char *target);

/* Changes the plan as PATCH says. */
bool csv_plan_change(context_t *context, csv_plan_t *plan, const json_t *body);

const char *csv_plan_save(arena_t *arena, const csv_plan_t *plan);
bool csv_plan_load(arena_t *arena, const char *json, const record_type_t *type, csv_plan_t **out, problem_t *problem);

#endif
