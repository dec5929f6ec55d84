/* Long work in the background: a queue in the database, one worker thread in the server.
 * A job is created in the transaction that asks for it, reports its progress and can be cancelled. What is queued when
 * the program ends runs in the next one; what is running then goes on there when its kind can, or has failed and says
 * so. One server at a time runs the jobs of a book. */
#ifndef DAYBOOK_JOBS_JOB_H
#define DAYBOOK_JOBS_JOB_H

#include "base/json.h"
#include "catalogue/context.h"

typedef struct job_runner job_runner_t;

/* Starts the worker thread, first with what an earlier program left. */
job_runner_t *job_runner_start(store_t *store);

/* Asks the job at work to stop at its next chunk, waits for it, and ends the thread. NULL is allowed. */
void job_runner_stop(job_runner_t *runner);

/* Wakes the worker: called after the transaction that queued a job has committed. */
void job_runner_wake(job_runner_t *runner);

/* kinds: "import", "import_undo" with the import's id as `subject`; "duplicates" looks through all accounts and
 * contacts (`subject` 0); "digest" with the day, in days since 1970. */
bool job_queue(context_t *context, const char *kind, int64_t subject, int64_t *id);

/* Only the user who started it, and administrators. */
bool job_cancel(context_t *context, int64_t id);

/* {"id", "kind", "state", "done", "total", "problem"} */
bool job_write(context_t *context, int64_t id, json_writer_t *writer, const char *key);

#endif
