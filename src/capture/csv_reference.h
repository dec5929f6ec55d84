/* From what a cell calls a record to its id: by the other system's key, by name, by e-mail; made when missing.
 *
 * Lookups are remembered for the run, within bounds. Chunks may be rolled back and repeated: whatever was found or made
 * since a mark can be forgotten again. */
#ifndef DAYBOOK_CAPTURE_CSV_REFERENCE_H
#define DAYBOOK_CAPTURE_CSV_REFERENCE_H

#include "catalogue/record.h"

typedef struct csv_references csv_references_t;

typedef enum {
    REFERENCE_FOUND,
    REFERENCE_MISSING,
    REFERENCE_AMBIGUOUS,
    REFERENCE_FAILED /* the store failed; the context's problem is set */
} reference_result_t;

/* `own` is the type that the run itself writes: that a record of it was not there once says nothing later. */
csv_references_t *csv_references_create(const record_type_t *own);
void csv_references_destroy(csv_references_t *references); /* NULL is allowed */

/* What is found and made from now on can be forgotten by giving the mark back. */
typedef struct csv_mark {
    size_t found, names, made;
} csv_mark_t;
csv_mark_t csv_references_mark(const csv_references_t *references);
void csv_references_forget(csv_references_t *references, csv_mark_t mark);

/* The end of a chunk. `kept` false, as in a dry run: its records are gone, but what it made stays counted once. */
void csv_references_settle(csv_references_t *references, bool kept);

/* By external key, exact name (of a stage also the usual words for won and lost), other unique fields, e-mail, name
 * without spaces and punctuation, first name; each only when one record alone has it. */
reference_result_t csv_reference_find(context_t *context, csv_references_t *references, const record_type_t *target,
                                      const char *text, int64_t *id);

/* Types whose records may be made of a name alone, and this actor may. */
bool csv_reference_makeable(const actor_t *actor, const record_type_t *target);

/* Makes a record called `text` and marks it, so that a later row that describes it fills it. REFERENCE_MISSING when the
 * name is not acceptable. `currency` NULL: the organisation's. */
reference_result_t csv_reference_make(context_t *context, csv_references_t *references, const record_type_t *target,
                                      const char *text, const char *currency, int64_t *id);

/* As make, of a user who manages. */
reference_result_t csv_reference_make_manager(context_t *context, csv_references_t *references, const char *name,
                                              int64_t *id);

/* A record that was made of a name and that no row has described yet: its id, or 0. */
bool csv_reference_unfilled(context_t *context, const record_type_t *type, const char *title, int64_t *id);
bool csv_reference_fill(context_t *context, const record_type_t *type, const char *title);

/* Counting what this run made of names. A record that a row describes later is no longer counted: true when it was. */
bool csv_references_uncount(csv_references_t *references, const record_type_t *type, const char *title);
void csv_references_write_made(const csv_references_t *references, json_writer_t *writer);

/* Keys of other systems. */
bool csv_key_find(context_t *context, const record_type_t *type, const char *key, int64_t *id); /* 0: unknown */
bool csv_key_add(context_t *context, const record_type_t *type, const char *key, int64_t id);

#endif
