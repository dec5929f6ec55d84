/* The quote: what is offered to a customer, in versions, until it is accepted. A draft may be changed; what was sent
 * stands, and another version replaces it. Lines that are optional count when they are chosen. */
#ifndef DAYBOOK_TRADE_QUOTE_H
#define DAYBOOK_TRADE_QUOTE_H

#include "catalogue/record.h"
#include "trade/sale.h"

/* status: "draft", "waiting" (its discount needs a manager's word), "sent", "accepted", "declined", "expired",
 * "superseded" */
extern const record_type_t QUOTE;

typedef struct quote {
    record_t *record;
    int64_t id;
    const char *number, *status; /* "expired" from the day behind its last, whatever stands in the row */
    sale_t sale;
} quote_t;

bool quote_load(context_t *context, int64_t id, quote_t *out);

/* A draft from sale_read's members and "valid_until" (30 days from its date when left out), "introduction", "timeline",
 * "terms". */
bool quote_create(context_t *context, json_t *body, int64_t *id);

/* The same members in place of what a draft holds. What waits for approval becomes a draft again. */
bool quote_replace(context_t *context, int64_t id, json_t *body);

/* A draft with the same content and the next version number; the draft that is there already when there is one. The
 * older version stands until the new one is sent. */
bool quote_revise(context_t *context, int64_t id, int64_t *revised);

/* Chooses these optional lines and no others, and computes again. Nothing is written when nothing changes. */
bool quote_choose(context_t *context, quote_t *quote, const int64_t *lines, size_t count);

/* Writes the given derived values of a quote. */
bool quote_update(context_t *context, const quote_t *quote, const record_t *input);

/* The greatest discount of a line, its part of the document's included, against its own price or the list's, whichever
 * is higher; and whether that is above what a salesperson decides alone. */
typedef struct quote_discount {
    int64_t highest, limit; /* PERCENT_SCALE; limit -1: none */
    bool above;
} quote_discount_t;
bool quote_find_discount(context_t *context, const sale_t *sale, quote_discount_t *out);

/* Administrators and managers decide about discounts. */
bool quote_may_approve(const actor_t *actor);

/* {"record": {…}, "lines", "freight", "discount": {"highest", "limit"|null, "needs_approval"}, "comments": [{"id",
 * "at", "name", "body", "customer"}], "versions": [{"id", "revision", "status", "total", "date"}], "order": {"id",
 * "number"}| null, "link_expires_at"|null, "intact": what was signed is what stands here|null, "may_change",
 * "may_approve"}. */
bool quote_write_document(context_t *context, int64_t id, json_writer_t *writer);

/* Computes the same body without storing: {"currency", "date", "payment_terms", "lines", "totals": {"gross", …, and for
 * those who see margins "cost", "margin"}, "discount"}. */
bool quote_write_preview(context_t *context, json_t *body, json_writer_t *writer);

#endif
