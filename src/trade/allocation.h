/* The allocation: what settles what. A payment or credit note is given to invoices in any parts; a discount for paying
 * early comes with its share of the tax; between the rates of invoice and payment lies a realised exchange gain. */
#ifndef DAYBOOK_TRADE_ALLOCATION_H
#define DAYBOOK_TRADE_ALLOCATION_H

#include "trade/posting.h"

typedef struct payment_allocation {
    int64_t invoice_id;
    int64_t amount;   /* what the invoice is less by, the discount included */
    int64_t discount; /* of it, granted for paying early; tax included */
} payment_allocation_t;

/* Gives parts of a payment to invoices of the same customer and currency. Adds to the posting what is more than moving
 * credit to debit within the receivable account: discounts, tax, exchange gains. More than is open: PROBLEM_INVALID
 * naming "allocations.0.amount". */
bool allocation_apply_payment(posting_t *posting, int64_t payment_id, const payment_allocation_t *parts, size_t count);

/* The same with a credit note, on that date or, NULL, on its own; posted by itself where rates differ. */
bool allocation_apply_credit_note(context_t *context, int64_t credit_note_id, const char *date,
                                  const payment_allocation_t *parts, size_t count);

#endif
