/* What other systems and people's spreadsheets call our fields. */
#ifndef DAYBOOK_CAPTURE_COLUMN_NAMES_H
#define DAYBOOK_CAPTURE_COLUMN_NAMES_H

#include "base/arena.h"
#include "catalogue/type.h"

#include <stdbool.h>
#include <stddef.h>

/* Where a column's name is from; the names of the API's "how". */
typedef enum { SOURCE_NAME, SOURCE_SALESFORCE, SOURCE_HUBSPOT, SOURCE_ODOO, SOURCE_SPREADSHEET, SOURCE_COUNT } source_t;

const char *source_name(source_t source);

/* Columns of one meaning. Names are in the form of column_normalise, separated by spaces. */
typedef struct known_names {
    const char *target; /* a field or one of CSV_TARGET_* */
    source_t source;
    const char *names;
    const char *lookup; /* the value is the key of a record of this type, whose title is taken; or NULL */
} known_names_t;

/* The table of a record type, best first; ends with a NULL target. NULL for a type without one. */
const known_names_t *known_names_of(const record_type_t *type);

/* Lower case, letters and digits only: "Account ID", "account_id" and "AccountId" are all "accountid". */
char *column_normalise(arena_t *arena, const char *name);

/* True when `words`, separated by spaces, has `word` among them. */
bool words_contain(const char *words, const char *word);

/* The record type that a file is probably about by its name ("sales_pipeline.csv"), or NULL. */
const char *known_type_of_file(arena_t *arena, const char *file_name);

/* Fields that take the same words in all types: our choice for what other systems say, e.g. of "status" of an account
 * "customerdirect" is "customer". NULL when there is none. */
const char *known_choice(const record_type_t *type, const field_t *field, const char *normalised);

/* The outcome that a stage's name tells in other systems: "won", "lost", or NULL. */
const char *known_outcome(const char *normalised);

/* The name of a stage that HubSpot keeps under an internal one ("appointmentscheduled"), or NULL. */
const char *known_stage(const char *normalised);

#endif
