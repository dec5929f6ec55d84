/* An import under way: shared by the files that do its steps. */
#ifndef DAYBOOK_CAPTURE_CSV_RUN_H
#define DAYBOOK_CAPTURE_CSV_RUN_H

#include "base/money.h"
#include "capture/csv_import.h"
#include "capture/csv_plan.h"
#include "capture/csv_reference.h"
#include "capture/memo.h"
#include "catalogue/record.h"

typedef enum { ROW_CREATED, ROW_UPDATED, ROW_SKIPPED, ROW_FAILED, ROW_OUTCOMES } row_outcome_t;

typedef struct csv_counts {
    int64_t rows[ROW_OUTCOMES];
} csv_counts_t;

/* What is wrong with a row: an error keeps it out, a warning leaves a value out. */
typedef struct csv_problem {
    struct csv_problem *next;
    int64_t line;
    bool error;
    const char *field; /* NULL: the row as a whole */
    const char *code;
    const char *message;
} csv_problem_t;

typedef struct csv_problems {
    csv_problem_t *first, *last;
} csv_problems_t;

/* A reference to a record of the same file that comes later, such as a parent account. */
typedef struct csv_deferred {
    struct csv_deferred *next;
    int64_t line, record_id;
    const csv_column_t *column;
    const char *text;
} csv_deferred_t;

enum { CSV_DEFERRED_LIMIT = 200000 };

typedef struct csv_run {
    store_t *store;
    const actor_t *actor;
    int64_t import_id;
    bool dry;
    arena_t *arena; /* as long as the run */
    csv_plan_t *plan;
    const currency_t *currency; /* where the row names none */
    bool may_fill;              /* the type is one whose records are made of names */
    csv_references_t *references;
    memo_t *words; /* as in csv_reading_t */
    memo_t *keys;  /* keys of this file's rows, while nothing of them is kept */
    csv_counts_t counts;
    csv_deferred_t *deferred; /* of chunks that are done */
    size_t deferred_count;
    bool careful; /* the last chunk had a row that failed while it was written */
} csv_run_t;

/* One attempt at one chunk. Its memory goes with it. */
typedef struct csv_attempt {
    csv_run_t *run;
    context_t context;
    csv_counts_t counts;
    csv_problems_t problems;
    csv_deferred_t *deferred, *last_deferred;
    size_t deferred_count;
    record_t *defaults; /* values for fields that the row leaves open; NULL: none */
    bool careful;       /* each row in a savepoint of its own */
    bool row_failed;    /* while not careful: the chunk has to be done again, carefully */
} csv_attempt_t;

void csv_problem_add(csv_attempt_t *attempt, int64_t line, bool error, const char *field, const char *code,
                     const char *message);

/* The team of the manager of that name, made with its manager where they are missing. As csv_reference_find. */
reference_result_t csv_manager_team(context_t *context, csv_references_t *references, const char *name, bool make,
                                    int64_t *team);

/* The record that a row is about. */
typedef struct csv_match {
    int64_t id;     /* 0: none, the row is a new record */
    bool fills;     /* it was made of its name, and this row is the first to describe it */
    bool ambiguous; /* several are called so */
} csv_match_t;

/* False: the store failed. */
bool csv_match_find(csv_attempt_t *attempt, const char *key, const char *title, csv_match_t *out);

/* Writes one row as the plan says. False: the chunk cannot go on (the store failed), or `row_failed`. */
bool csv_row_write(csv_attempt_t *attempt, const csv_row_t *row);

/* Fills in one reference that could not be resolved when its row was written. */
bool csv_deferred_write(csv_attempt_t *attempt, const csv_deferred_t *deferred);

/* Stores the attempt's problems, in its transaction. False: the store failed. */
bool csv_problems_write(const csv_attempt_t *attempt);

/* Undoes an import, from the newest change to the oldest; called by csv_import_run. */
bool csv_undo_run(store_t *store, const actor_t *actor, int64_t id, const csv_watch_t *watch, bool *stopped,
                  problem_t *problem);

#endif
