/* Somebody leaves: their accounts, contacts, open opportunities, leads, tasks and promises go to successors in one
 * action, which tells the successors and can be taken back. Closed deals stay with who closed them. */
#ifndef DAYBOOK_PIPELINE_HANDOVER_H
#define DAYBOOK_PIPELINE_HANDOVER_H

#include "base/json.h"
#include "catalogue/record.h"

enum { HANDOVER_SUCCESSORS = 20 };

typedef struct handover_plan {
    int64_t from_id;
    const int64_t *successors; /* one: everything; several: the accounts evenly by open value, the rest with them */
    size_t successor_count;
    bool deactivate; /* the leaver may not sign in any more: administrators only */
    bool dry_run;    /* only says what would go where */
} handover_plan_t;

/* {"id" (null when dry), "from", "successors": [{"user", "accounts", "contacts", "opportunities", "leads", "tasks",
 * "promises", "open": [{"currency", "amount"}]}]}. A successor who is the leaver, or may not sign in, is a field
 * problem; managers hand over what their team owns, administrators anything. */
bool handover_run(context_t *context, const handover_plan_t *plan, json_writer_t *writer);

/* What nobody has changed since goes back: {"returned": n, "kept": [{"type", "id", "title"}]}. For administrators and
 * whoever handed over; PROBLEM_NOT_FOUND when it is not theirs or was taken back before. */
bool handover_undo(context_t *context, int64_t id, json_writer_t *writer);

/* The accounts that the actor took over, the unread first:
 * {"items": [{"account", "from", "at", "read_at", "handover"}]}. */
bool handover_write_received(context_t *context, json_writer_t *writer);

/* The actor has read up on an account that was handed over. */
bool handover_mark_read(context_t *context, int64_t account_id);

#endif
