/* CSV import: a file of another system or of a spreadsheet becomes records, every bad row is reported with its line and
 * reason, and the whole can be undone.
 *
 * Life of an import (csv_import.state): uploaded → (running → checked)* → running → done | cancelled | failed
 * → undoing → undone → running …  A dry run ends in "checked" and keeps nothing but its counts and problems.
 *
 *     csv_import_receive   looks through the file once and guesses what it is      (upload)
 *     csv_import_configure what the columns mean                                   (any number of times)
 *     csv_import_begin     in the transaction that queues the job
 *     csv_import_run       in the job, or directly in a command
 *
 * An import belongs to the user who sent it; others see it only as administrator. Rows are written through
 * record_create and record_update as that user, so rules, policy, history and search hold as for any other write. */
#ifndef DAYBOOK_CAPTURE_CSV_IMPORT_H
#define DAYBOOK_CAPTURE_CSV_IMPORT_H

#include "base/json.h"
#include "catalogue/context.h"

#include <jansson.h>

/* Targets of columns that are no field. */
#define CSV_TARGET_KEY "external_key" /* what the row is called in the system that it comes from */
#define CSV_TARGET_DELETED "deleted"  /* rows with yes are skipped: the other system has deleted them */
#define CSV_TARGET_MANAGER "manager"  /* of users: the manager by name, whose team the user joins */
#define CSV_TARGET_FIRST "first_name" /* of types that keep a name in one field: its first part */
#define CSV_TARGET_LAST "last_name"
#define CSV_TARGET_WON "is_won" /* of opportunities: decides where the stage's name is not known */
#define CSV_TARGET_CLOSED "is_closed"

typedef struct csv_upload {
    const char *path;        /* the file; it stays there as long as the import, which reads it again */
    const char *name;        /* as the person calls it: "accounts.csv" */
    const char *record_type; /* "account", or NULL: guessed from name and columns */
} csv_upload_t;

/* Whoever a long run reports to. Each member may be NULL. */
typedef struct csv_watch {
    bool (*stop)(void *argument); /* asked between chunks; true ends the run as "cancelled" */
    void (*progress)(void *argument, int64_t done, int64_t total);
    void *argument;
} csv_watch_t;

typedef enum { CSV_CHECK, CSV_RUN, CSV_UNDO } csv_task_t;

/* Reads the whole file once (encoding, delimiter, columns, number of rows) and then writes the import in a transaction
 * of its own, so that a large file keeps nobody waiting. PROBLEM_INVALID for a file that is no CSV. */
bool csv_import_receive(store_t *store, const actor_t *actor, arena_t *arena, const csv_upload_t *upload, int64_t *id,
                        problem_t *problem);

/* The body of PATCH: {"record_type", "columns": [{"name", "target", "options"}], "on_bad_value", "on_match",
 * "match_on", "default_currency", "defaults": {field: value}}, each optional. Another record type recognises the
 * columns anew. */
bool csv_import_configure(context_t *context, int64_t id, const json_t *body);

/* Checks that the task may begin now and sets the state; `job_id` 0: run without a job. */
bool csv_import_begin(context_t *context, int64_t id, csv_task_t task, int64_t job_id);

/* Does what was begun, in chunks, each in a transaction of its own. True when it came to its end or was stopped; false
 * with a problem when it failed on the way (the state is "failed" then). Undo goes on where an earlier one was stopped.
 */
bool csv_import_run(store_t *store, const actor_t *actor, int64_t id, const csv_watch_t *watch, problem_t *problem);

/* Asks the import's job to stop after the chunk in hand. */
bool csv_import_cancel(context_t *context, int64_t id);

/* At start: imports that were running when the program ended are "failed" (their rows so far can be undone). */
bool csv_import_recover(context_t *context);

/* The import as in the API: columns with samples, preview, counts, progress, state, job. */
bool csv_import_write(context_t *context, int64_t id, json_writer_t *writer, const char *key);

/* {"items": […without preview], "next"}, newest first; `before_id` 0: from the newest. */
bool csv_import_write_list(context_t *context, int64_t before_id, int limit, json_writer_t *writer, const char *key);

/* {"items": [{"line", "severity", "field", "column", "code", "message"}], "next": line|null}; a line's problems are
 * never split over two pages. Line 0: what an undo left as it was. */
bool csv_import_write_problems(context_t *context, int64_t id, int64_t after_line, int limit, json_writer_t *writer,
                               const char *key);

/* The rows that failed, as CSV: the file's columns, then line and reason. A page per call until `more` is false; the
 * cursor reads the file onwards between calls. */
typedef struct csv_bad_rows csv_bad_rows_t;
csv_bad_rows_t *csv_bad_rows_open(context_t *context, int64_t id); /* NULL with a problem */
bool csv_bad_rows_write(context_t *context, csv_bad_rows_t *rows, text_t *out, bool *more);
void csv_bad_rows_close(csv_bad_rows_t *rows); /* NULL is allowed */

#endif
