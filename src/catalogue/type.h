/* What a record type and its fields look like: the catalogue's tables.
 * A table describes shape, never behaviour: no expressions, no function names in strings. Validation, list, filter,
 * sort, search, history, permissions, CSV, OpenAPI and the web app's forms are all read from it. */
#ifndef DAYBOOK_CATALOGUE_TYPE_H
#define DAYBOOK_CATALOGUE_TYPE_H

#include "catalogue/role.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum field_type {
    FIELD_TEXT,       /* one line */
    FIELD_LONG_TEXT,  /* many lines */
    FIELD_NUMBER,     /* exact decimal with `scale` digits behind the point; 0: whole number */
    FIELD_MONEY,      /* minor units of the currency in `currency_field` of the same record; "1054.00" in JSON */
    FIELD_PERCENTAGE, /* exact, 2 digits behind the point; 12.5 means 12.5 % */
    FIELD_DATE,       /* "YYYY-MM-DD" */
    FIELD_MOMENT,     /* milliseconds since 1970 UTC; ISO 8601 in JSON */
    FIELD_CHOICE,     /* one of `choices` */
    FIELD_YES_NO,
    FIELD_EMAIL, /* stored in lower case */
    FIELD_PHONE,
    FIELD_WEB_ADDRESS,
    FIELD_COUNTRY,   /* ISO 3166-1 alpha-2; names are understood on the way in */
    FIELD_REFERENCE, /* the id of one record of type `target` */
    FIELD_REFERENCES /* ids of several, in `link_table` (record_id, target_id, position) */
} field_type_t;

/* What a person reads, in each language that the program speaks. */
typedef struct label {
    const char *en;
    const char *zh;
} label_t;

typedef struct choice {
    const char *name; /* stored and in JSON: "decision_maker" */
    label_t label;
} choice_t;

enum field_flag {
    FIELD_REQUIRED = 1 << 0,
    FIELD_UNIQUE = 1 << 1,     /* among records that are not archived; text compares without case */
    FIELD_SEARCHABLE = 1 << 2, /* its words are found by search */
    FIELD_LISTED = 1 << 3,     /* a column of the list as it is first shown */
    FIELD_GROUPABLE = 1 << 4,  /* summary may group by it */
    FIELD_DERIVED = 1 << 5,    /* set by the program; refused from outside with "read_only" */
    FIELD_QUICK = 1 << 6,      /* asked for in the short form */
    FIELD_SUGGESTED = 1 << 7   /* a text whose values in use are offered while typing */
};

typedef struct field {
    const char *name;   /* API, JSON, CSV: "expected_close" */
    const char *column; /* SQL column where it is not `name`: reference "account" is column "account_id" */
    field_type_t type;
    label_t label;
    label_t help;
    unsigned flags; /* of enum field_flag */
    const char
        *initial; /* default as text; "today", "now", "me" (a user), "organisation" (its currency) are understood */
    int64_t minimum, maximum;   /* of a number, in its scale; both 0: no limits */
    int max_length;             /* characters; 0: 200 for one line, 20,000 for long text */
    int scale;                  /* of FIELD_NUMBER */
    const choice_t *choices;    /* ends with a NULL name; of a FIELD_TEXT: several of them, with commas between */
    const char *target;         /* name of the record type referred to */
    const char *link_table;     /* of FIELD_REFERENCES */
    const char *currency_field; /* of FIELD_MONEY */
    const char *section;        /* heading in forms: "address"; NULL: the first */
    role_set_t see;             /* 0: every role */
    role_set_t change;          /* 0: every role that may change the record */
} field_t;

/* Who may change records of a type; reading is open to every role (fields may be narrower). */
typedef enum policy {
    POLICY_OWNED,   /* administrator all; manager own and team's; representative own and team's; records without owner
                       are anyone's to take; finance and read-only none (a field's `change` may admit finance) */
    POLICY_SHARED,  /* working material without owner: administrator, manager and representative */
    POLICY_OFFER,   /* products, campaigns: administrator and manager */
    POLICY_SETUP,   /* users, teams, branches, territories, pipelines, stages: administrator */
    POLICY_LEDGER,  /* the chart of accounts: administrator and finance */
    POLICY_DOCUMENT /* sales documents: administrator, manager and finance all; representative own and team's */
} policy_t;

struct context;
struct record;

/* Writes one record: the type's own rules, then record_save. `before` is NULL on create. */
typedef bool (*record_write_t)(struct context *context, const struct record *before, struct record *after);

typedef struct record_type {
    const char *name;   /* "account": history, search, references */
    const char *plural; /* "accounts": the path in the API */
    const char
        *table; /* SQL table: id, version, created_at, created_by, updated_at, updated_by, archived_at + fields */
    label_t label, label_plural;
    const field_t *fields;
    size_t field_count;
    const char *title;        /* the field by whose value a record is called */
    const char *subtitle;     /* a second field beside it in search and pickers, or NULL */
    const char *default_sort; /* as in the API: "name" or "-start,subject" */
    policy_t policy;
    const char *owner; /* the field that refers to the user who owns a record, or NULL */
    const char *via;   /* a reference whose record decides who may change this one (a stakeholder's account), or NULL */
    record_write_t write;
    bool unsearched; /* search does not find it: it is known through what it belongs to, as a price is */
    bool by_actions; /* a document: made by its own routes; the generic ones read it and change what is not derived */
} record_type_t;

/* Every record type of the program, set once at start. The order is that of menus and of search. */
void catalogue_set(const record_type_t *const *types, size_t count);
const record_type_t *const *catalogue_types(size_t *count);
const record_type_t *catalogue_find(const char *name);          /* "account"; NULL when none */
const record_type_t *catalogue_find_plural(const char *plural); /* "accounts" */

/* Index of a field by name, -1 when there is none. */
int type_field_index(const record_type_t *type, const char *name);
const field_t *type_field(const record_type_t *type, const char *name);
const char *field_column(const field_t *field);
const choice_t *field_choice(const field_t *field, const char *name);
const char *field_type_name(field_type_t type);          /* "long_text" */
const char *label_in(label_t label, const char *locale); /* English where the language has none */

/* Stops the program when a table contradicts itself: a target that is not there, a title that is no field, … */
void catalogue_check(void);

#endif
