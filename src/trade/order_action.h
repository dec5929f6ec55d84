/* What is done to an order in one step, posted as one entry: deliver, invoice, both at once, and the cash sale. */
#ifndef DAYBOOK_TRADE_ORDER_ACTION_H
#define DAYBOOK_TRADE_ORDER_ACTION_H

#include "trade/delivery.h"
#include "trade/order_invoice.h"

typedef struct order_outcome {
    int64_t delivery_id, invoice_id, payment_id, entry_id; /* 0: none */
} order_outcome_t;

/* Delivers, and invoices what is delivered and not invoiced yet where `invoice` is set. Date NULL: today. */
bool order_deliver(context_t *context, int64_t order_id, const delivery_request_t *request, bool invoice,
                   order_outcome_t *out);

/* Delivery, invoice and, where `paid_on` is not NULL, payment of an order of another system, as they were. */
bool order_record_history(context_t *context, int64_t order_id, const delivery_request_t *delivery, const char *due_on,
                          const char *paid_on, order_outcome_t *out);

bool order_bill(context_t *context, int64_t order_id, const order_invoice_request_t *request, const char *date,
                order_outcome_t *out);

/* Goods back that are not invoiced yet. */
bool order_take_back(context_t *context, int64_t delivery_id, const delivery_request_t *request, order_outcome_t *out);

/* Order, delivery, invoice and payment of the whole in one entry: cash debited; sales and output tax credited. */
typedef struct cash_sale {
    order_request_t order;
    const char *method;        /* "cash", "card", "bank_transfer", …; NULL: cash */
    int64_t ledger_account_id; /* where the money goes; 0: the account for cash, or the bank by method */
} cash_sale_t;
bool order_sell_for_cash(context_t *context, const cash_sale_t *sale, int64_t *order_id, order_outcome_t *out);

/* {"delivery": {"id", "number"}|null, "invoice", "payment", "entry"} under `key`. */
bool order_outcome_write(context_t *context, const order_outcome_t *outcome, json_writer_t *writer, const char *key);

#endif
