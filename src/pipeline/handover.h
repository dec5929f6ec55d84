/* Somebody leaves: their accounts, contacts, open opportunities, leads, tasks and promises go to successors in one
 * action, which tells the successors and can be taken back. Closed deals stay with who closed them. */
#ifndef DAYBOOK_PIPELINE_HANDOVER_H
#define DAYBOOK_PIPELINE_HANDOVER_H

#include "base/json.h"
#include "catalogue/record.h"

enum { HANDOVER_SUCCESSORS = 20, HANDOVER_LISTED = 500 };

typedef struct handover_choice {
    int64_t account_id, successor_id;
} handover_choice_t;

typedef struct handover_plan {
    int64_t from_id;
    const int64_t *successors; /* one: everything; several: the accounts evenly by open value, the rest with them */
    size_t successor_count;
    const handover_choice_t *choices; /* accounts that go to a certain successor, with what belongs to them */
    size_t choice_count;
    bool deactivate; /* the leaver may not sign in any more: administrators only */
    bool dry_run;    /* only says what would go where */
} handover_plan_t;

/* {"id" (null when dry), "from", "successors": [{"user", "accounts", "contacts", "opportunities", "leads", "tasks",
 * "promises", "open": [{"currency", "amount"}]}], "accounts": [{"account", "to", "opportunities"}]}, the accounts with
 * most open value first and at most HANDOVER_LISTED of them. A successor who is the leaver, or may not sign in, is a
 * field problem; managers hand over what their team owns, administrators anything. */
bool handover_run(context_t *context, const handover_plan_t *plan, json_writer_t *writer);

/* What of somebody's was handed over and that the actor may take back, the newest first:
 * {"items": [{"id", "by" (null: the program), "at", "accounts", "records"}]}. */
bool handover_write_list(context_t *context, int64_t from_id, json_writer_t *writer);

/* What nobody has changed since goes back, and who was not to sign in any more may again:
 * {"returned": n, "kept": [{"type", "id", "title"}]}. For administrators and
 * whoever handed over; PROBLEM_NOT_FOUND when it is not theirs or was taken back before. */
bool handover_undo(context_t *context, int64_t id, json_writer_t *writer);

/* The actor with the reach that a whole handover needs: on its way a record belongs to people of other teams. Only for
 * records of a plan, or a handover, that the actor was found to be allowed. */
actor_t handover_actor(const context_t *context);

/* The accounts that the actor took over, the unread first:
 * {"items": [{"account", "from", "at", "read_at", "handover"}]}. */
bool handover_write_received(context_t *context, json_writer_t *writer);

/* The actor has read up on an account that was handed over. */
bool handover_mark_read(context_t *context, int64_t account_id);

#endif
