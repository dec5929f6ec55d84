/* The task: what, until when, for whom, on which record. */
#ifndef DAYBOOK_CUSTOMER_TASK_H
#define DAYBOOK_CUSTOMER_TASK_H

#include "catalogue/context.h"
#include "catalogue/record.h"

extern const record_type_t TASK;

/* Marks a task as done or open again. `version` as in record_update. */
bool task_set_done(context_t *context, int64_t id, int64_t version, bool done, record_t **out);

/* The next step of an interaction. A 0 id is none. */
typedef struct task_step {
    int64_t interaction_id;
    const char *subject; /* NULL: the step was taken back; its open task goes */
    const char *due;     /* NULL: no date */
    int64_t owner_id, account_id, opportunity_id, contact_id;
} task_step_t;

/* Makes the task of a next step, or brings the one that it already has up to date. A task that is done stays as it is.
 */
bool task_follow_step(context_t *context, const task_step_t *step);

#endif
