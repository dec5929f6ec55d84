/* The opportunity: a deal that may be won, in a stage of a pipeline. Every move between stages is logged.
 *
 * What follows from the stage is kept in the record, so that lists and figures need no arithmetic of their own:
 * pipeline, outcome, probability (the stage's, unless overridden), forecast category (the stage's, unless given with
 * the move), weighted_amount = amount × probability, closed_on and cycle_days = closed_on − opened_on. */
#ifndef DAYBOOK_PIPELINE_OPPORTUNITY_H
#define DAYBOOK_PIPELINE_OPPORTUNITY_H

#include "base/json.h"
#include "catalogue/context.h"
#include "catalogue/record.h"

extern const record_type_t OPPORTUNITY;

typedef struct opportunity_move {
    int64_t stage_id;
    const char *lost_reason; /* NULL: as it is */
    const char *lost_note;
    const char *closed_on; /* NULL: today when the stage closes the deal */
    record_t *values;      /* of the opportunity, saved with the move; NULL: none */
    record_t *task;        /* a task of the deal that is created before; NULL: none */
    record_t *stakeholder; /* somebody who takes part, likewise */
} opportunity_move_t;

/* Moves to another stage, with what the stage asks for in the same write (see demand.h). `version` as in record_update.
 * Problems of the task and of the stakeholder are of fields "task.subject" and so on. */
bool opportunity_move(context_t *context, int64_t id, int64_t version, const opportunity_move_t *move, record_t **out);

/* [{"id", "from": {"id", "title"}|null, "to": {…}, "at", "by": {…}|null, "days_spent": whole days in `from`|null}],
 * oldest first. */
bool opportunity_write_stage_log(context_t *context, int64_t id, json_writer_t *writer, const char *key);

#endif
