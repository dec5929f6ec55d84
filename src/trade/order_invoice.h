/* Invoices of an order: of what was delivered, of all that is left, of a deposit or milestone ahead of it. What was
 * billed ahead is deducted from the invoices that follow. */
#ifndef DAYBOOK_TRADE_ORDER_INVOICE_H
#define DAYBOOK_TRADE_ORDER_INVOICE_H

#include "trade/invoice.h"
#include "trade/order.h"

typedef struct order_invoice_request {
    const char *basis;    /* "delivered", "remaining", "deposit" or "milestone" */
    int64_t percent;      /* of the order's net, for a deposit or milestone; 0: `amount` */
    int64_t amount;       /* net */
    int64_t milestone_id; /* one of the order's, which tells basis and amount; 0: none */
    bool taxes_given;     /* each line bills its share of the order line's tax */
    const char *due_on;   /* NULL: by the payment terms */
} order_invoice_request_t;

/* Issues into the posting. PROBLEM_CONFLICT "nothing_to_invoice" when nothing is left. */
bool order_invoice(posting_t *posting, const order_t *order, const order_invoice_request_t *request, invoice_t *out);

#endif
