/* One record of any type, and the operations that are the same for all.
 *
 * A write takes this way: record_create/record_update → the type's own `write` (its rules, in C, in its domain) →
 * record_save (policy, validation, row, links, search words, one history row), all in the caller's transaction. */
#ifndef DAYBOOK_CATALOGUE_RECORD_H
#define DAYBOOK_CATALOGUE_RECORD_H

#include "catalogue/context.h"
#include "catalogue/type.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

typedef struct value {
    bool given; /* came from outside, or a domain rule set it */
    bool null;
    int64_t number;     /* number, money, percentage (scaled), moment, yes/no, reference id */
    const char *text;   /* text kinds, date, choice, country; of money: as it was given, before its currency is known */
    const int64_t *ids; /* references */
    size_t id_count;
    const char *title;   /* title of the record referred to, where it was loaded */
    const char **titles; /* of references */
} value_t;

typedef struct record {
    const record_type_t *type;
    int64_t id;
    int64_t version;
    moment_t created_at, updated_at, archived_at; /* archived_at 0: not archived */
    int64_t created_by, updated_by;               /* users; 0: the program */
    const char *created_by_title, *updated_by_title;
    int64_t merged_into; /* of an archived record: the one that it became a part of; 0: none */
    const char *merged_into_title;
    const char *action;  /* what the history calls this write when it is more than a change: "merged"; else NULL */
    int64_t action_with; /* the other record of the action */
    const char *action_with_title;
    int64_t action_merge; /* by which it can be undone */
    value_t *values;      /* one per field of the type */
} record_t;

/* An empty record: every value null and not given. */
record_t *record_new(arena_t *arena, const record_type_t *type);

/* A value by field name; the field must exist (asserted). */
value_t *record_value(const record_t *record, const char *field);
int64_t record_number(const record_t *record, const char *field);   /* 0 for null */
const char *record_text(const record_t *record, const char *field); /* NULL for null */
bool record_is_null(const record_t *record, const char *field);

/* For domain rules: set, or set to null. They count as given. */
void record_set_number(record_t *record, const char *field, int64_t number);
void record_set_text(record_t *record, const char *field, const char *text);
void record_set_null(record_t *record, const char *field);

/* True when the field's value differs between the two (before may be NULL: differs from null). */
bool record_differs(const record_t *before, const record_t *after, const char *field);

/* Reads a JSON object into given values. Wrong members become field problems, all of them at once; unknown and derived
 * fields are refused. References take 7 or {"id": 7}; money and numbers take numbers or text. */
bool record_parse_json(context_t *context, const record_type_t *type, json_t *body, record_t **out);

/* The same fields, without asking whether the actor may change them: for domain code and filters.
 *
 * One value from text, as in CSV and filters: "1,054.00" is not understood, "1054.00" is. Choice by name or label in
 * any language; yes/no by true/false/yes/no/1/0; reference by id. `currency` for money. On failure adds a field
 * problem. */
bool record_parse_text(context_t *context, const record_type_t *type, const field_t *field, const char *currency,
                       const char *text, value_t *out);

/* Creates from the given values of `input`: defaults, then the type's write. `out` has id and version. */
bool record_create(context_t *context, const record_t *input, record_t **out);

/* Changes the given values. `version` 0: whatever it is now; else a different one is PROBLEM_PRECONDITION_FAILED with
 * `current_json` set. A change that changes nothing writes nothing and succeeds. */
bool record_update(context_t *context, int64_t id, int64_t version, const record_t *input, record_t **out);

/* Archived records leave lists, search and pickers but stay readable by id and in figures of the past. */
bool record_archive(context_t *context, const record_type_t *type, int64_t id, int64_t version);
bool record_restore(context_t *context, const record_type_t *type, int64_t id);

/* Deletes for good; PROBLEM_CONFLICT naming the referring type when something still refers to it. History stays. */
bool record_delete(context_t *context, const record_type_t *type, int64_t id);

/* By id, with titles of references and what it was merged into, also archived ones. Fields that the actor may not see
 * are null.
 * PROBLEM_NOT_FOUND when there is none. */
bool record_load(context_t *context, const record_type_t *type, int64_t id, record_t **out);

/* For the `write` functions of domains: validates `after` (required, limits, unique, references exist), checks that the
 * actor may write it, then inserts (before NULL) or updates, and writes links, search words and the history row. */
bool record_save(context_t *context, const record_t *before, record_t *after);

/* The write function of types without rules of their own. */
bool record_write_plain(context_t *context, const record_t *before, record_t *after);

/* {"id": 7, "version": 2, …fields…, "created_at": …, "updated_at": …, "archived_at": null}; one that was
 * merged has "merged_into" too. A reference is {"id": 3, "title": "Cancity"} or null; references an array of these.
 * Fields unseen by the actor are left out. */
void record_write_json(const context_t *context, const record_t *record, json_writer_t *writer, const char *key);

/* One value as JSON / as the text of CSV and history. `currency` as in record_currency. */
void value_write_json(json_writer_t *writer, const char *key, const field_t *field, const value_t *value,
                      const char *currency);
char *value_text(arena_t *arena, const field_t *field, const value_t *value, const char *currency);
const char *record_currency(const record_t *record, const field_t *field);

/* {"id": 3, "title": "…"} of a row's column and the one behind it; null when it has no value. */
void reference_write_row(json_writer_t *writer, const char *key, const store_statement_t *row, int column);

/* The record's title, never NULL: its title field, else "Contact 17". */
const char *record_title(arena_t *arena, const record_t *record);

#endif
