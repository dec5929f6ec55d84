/* Entries by hand that wait: who prepares is not who approves, where the organisation asks for that. */
#ifndef DAYBOOK_LEDGER_PROPOSAL_H
#define DAYBOOK_LEDGER_PROPOSAL_H

#include "ledger/journal.h"

/* Posts an entry by hand at once, or keeps it until somebody else approves it. One of the two is not 0 afterwards. */
bool proposal_submit(context_t *context, const json_t *body, int64_t *entry_id, int64_t *proposal_id);

/* Posts what waits, or refuses it with a note. PROBLEM_FORBIDDEN for who prepared it: that one may only withdraw. */
bool proposal_decide(context_t *context, int64_t id, bool approve, const char *note, int64_t *entry_id);

/* {"items": [{"id", "status", "entry": {…as it was given…}, "prepared_by", "prepared_at", "decided_by", "decided_at",
 *  "note", "posted": {"id", "title"}|null, "may_approve", "may_refuse"}]}: what waits first, then the last decided, at
 * most 100. */
bool proposal_write_list(context_t *context, json_writer_t *writer);

#endif
