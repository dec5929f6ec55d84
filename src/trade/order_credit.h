/* The credit limit: what a customer owes and has ordered, against what was agreed. */
#ifndef DAYBOOK_TRADE_ORDER_CREDIT_H
#define DAYBOOK_TRADE_ORDER_CREDIT_H

#include "base/json.h"
#include "base/money.h"
#include "catalogue/context.h"

typedef struct order_credit {
    bool limited; /* there is a limit, and a ledger to count in */
    bool over;
    const currency_t *currency;          /* the ledger's, of all amounts */
    int64_t limit, receivable, on_order; /* on order: not invoiced yet, this order's too */
} order_credit_t;

bool order_credit_check(context_t *context, int64_t account_id, order_credit_t *out);

/* {"limit": "1000.00", "currency", "receivable", "on_order", "invoices": [{"id", "number", "due_on", "open",
 * "currency"}]} with the open ones, the longest due first, at most ten; null without a limit. */
bool order_credit_write(context_t *context, int64_t account_id, json_writer_t *writer, const char *key);

/* PROBLEM_CONFLICT "over_credit_limit" whose message names amounts and open invoices; always false. */
bool order_credit_refuse(context_t *context, int64_t account_id);

#endif
