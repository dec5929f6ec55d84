/* The payment: money of a customer, given to invoices now or later; and money back. What is given to none stays the
 * customer's credit, on the receivable account. */
#ifndef DAYBOOK_TRADE_PAYMENT_H
#define DAYBOOK_TRADE_PAYMENT_H

#include "catalogue/record.h"
#include "trade/allocation.h"
#include "trade/posting.h"

extern const record_type_t PAYMENT; /* kind: "payment" or "refund" */

typedef struct payment_request {
    int64_t account_id;
    const char *date;          /* NULL: today */
    const char *method;        /* "bank_transfer", "cash", "card", "cheque", "other" */
    int64_t ledger_account_id; /* 0: cash for "cash", else bank */
    const char *currency;
    int64_t amount; /* minor units, above 0 */
    const char *reference, *note;
    const payment_allocation_t *allocations;
    size_t allocation_count;
    bool automatic;     /* without allocations: to the oldest due first that are there by then, as far as it goes */
    posting_t *posting; /* to add to; the caller posts and tells the entry. NULL: one of its own */
} payment_request_t;

/* Who takes money in and gives it to invoices: administrator, manager and finance; a cash sale is anybody's. */
bool payment_check_may(context_t *context);

/* Writes, allocates and posts: bank (or cash) debited, receivable credited. */
bool payment_record(context_t *context, const payment_request_t *request, int64_t *id);

/* After posting with a posting of the caller's: which entry holds the payment and its allocations. */
bool payment_tell_entry(context_t *context, int64_t id, int64_t entry_id);

#endif
