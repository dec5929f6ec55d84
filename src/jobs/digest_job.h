/* The job that makes the digests of a day and sends those that go by e-mail. */
#ifndef DAYBOOK_JOBS_DIGEST_JOB_H
#define DAYBOOK_JOBS_DIGEST_JOB_H

#include "capture/csv_import.h"

/* `day`: days since 1970. A digest that was made stays made; a letter that the server did not take is told in the log
 * and not sent again. */
bool digest_job_run(store_t *store, const actor_t *actor, int64_t day, const csv_watch_t *watch, problem_t *problem);

/* Whether today's digests are to be made now: once a day, from six in the morning by this machine's clock on. A book
 * begins with the day after its first. */
bool digest_job_is_due(context_t *context, int64_t *day);

#endif
