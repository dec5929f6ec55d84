/* The credit note: what is taken off an invoice. Goods that came back are sales returns; an allowance is granted
 * without goods; what was billed and not delivered is cancelled. Its amounts are shares of the invoice's, at the
 * invoice's rate, so that an invoice credited in steps comes to nothing to the cent. */
#ifndef DAYBOOK_TRADE_CREDIT_NOTE_H
#define DAYBOOK_TRADE_CREDIT_NOTE_H

#include "trade/invoice.h"

typedef struct credit_part {
    int64_t line_id;  /* of the invoice */
    int64_t quantity; /* of a return or of what is cancelled; else 0 */
    int64_t amount;   /* net, of an allowance or of an advance that is cancelled; else 0 */
    bool scrap;
    const char *field; /* "lines.2" */
} credit_part_t;

typedef struct credit_request {
    int64_t invoice_id;
    const char *kind; /* "return", "allowance" or "cancel" */
    const char *reason;
    const char *date;           /* NULL: today */
    const credit_part_t *parts; /* NULL: all that is left of the invoice, as a return or cancellation */
    size_t part_count;
} credit_request_t;

typedef struct credit_outcome {
    int64_t credit_note_id, entry_id;
    int64_t total_book;
    bool waits; /* its total is above the limit: nothing is posted before another person approves */
} credit_outcome_t;

/* {"kind", "reason", "date", "lines": [{"line", "quantity", "condition": "restock"|"scrap"} or {"line", "amount"}]} */
bool credit_read(context_t *context, int64_t invoice_id, json_t *body, credit_request_t *out);

/* Posts, and takes it off the invoice as far as that is open; the rest is credit of the customer. Not `approved` and
 * above the organisation's limit it posts nothing and `waits`. */
bool credit_issue(context_t *context, const credit_request_t *request, bool approved, credit_outcome_t *out);

#endif
