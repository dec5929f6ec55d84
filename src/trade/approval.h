/* What is above a limit waits for the word of another person: credit notes and write-offs. */
#ifndef DAYBOOK_TRADE_APPROVAL_H
#define DAYBOOK_TRADE_APPROVAL_H

#include "base/json.h"
#include "catalogue/context.h"

#include <jansson.h>

typedef struct approval_request {
    const char *kind; /* "credit_note" or "write_off" */
    int64_t invoice_id;
    int64_t amount_book;
    json_t *body; /* as it was given */
} approval_request_t;

/* Keeps what was asked for until somebody else decides. */
bool approval_submit(context_t *context, const approval_request_t *request, int64_t *id);

/* Administrators and finance, and not who prepared it. Approved, it is posted now; "credit_note" or "write_off" again
 * in full. */
bool approval_decide(context_t *context, int64_t id, bool approve, const char *note);

/* {"items": [{"id", "kind", "status", "invoice": {"id", "title"}, "amount", "currency", "reason", "prepared_by",
 * "prepared_at", "decided_by", "note", "may_decide"}]}: those that wait first, at most 200. */
bool approval_write_list(context_t *context, json_writer_t *writer);

#endif
