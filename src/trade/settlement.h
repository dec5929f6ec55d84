/* Settling after the fact: credit is given to invoices later, money goes back, and what was settled is opened again.
 * Nothing is deleted: what is taken back stands beside what it takes back, with its own date and posting. */
#ifndef DAYBOOK_TRADE_SETTLEMENT_H
#define DAYBOOK_TRADE_SETTLEMENT_H

#include "base/json.h"
#include "catalogue/context.h"
#include "trade/allocation.h"

#include <jansson.h>

/* {"account": 7, "amount": "1090.00", "currency" (the customer's when left out), "date", "method":
 * "bank_transfer", "ledger_account", "reference", "note", "allocations": […], "automatic": true}: money comes in. */
bool settlement_pay(context_t *context, json_t *body, int64_t *payment_id);

/* "allocations": [{"invoice": 7, "amount": "1090.00", "discount": "21.80"}] of a request, in that currency. */
bool settlement_read_parts(context_t *context, json_t *json, const currency_t *currency, payment_allocation_t **out,
                           size_t *count);

/* Gives what is left of a payment or a credit note to invoices, today or on that date. */
bool settlement_apply_payment(context_t *context, int64_t payment_id, json_t *body);
bool settlement_apply_credit_note(context_t *context, int64_t credit_note_id, json_t *body);

/* {"amount": all that is left when left out, "date", "method", "ledger_account", "reference", "note"}: what is left of
 * a payment or a credit note is paid back. Gives the refund, a payment of that kind. Administrator and finance. */
bool settlement_refund_payment(context_t *context, int64_t payment_id, json_t *body, int64_t *refund_id);
bool settlement_refund_credit_note(context_t *context, int64_t credit_note_id, json_t *body, int64_t *refund_id);

/* {"date", "reason"}: the invoice is open again by this allocation or write-off, its discount and exchange gain are
 * taken back. */
bool settlement_take_back(context_t *context, int64_t allocation_id, json_t *body, int64_t *invoice_id);

/* {"date", "reason"}: a payment that never was, such as a cheque that bounced. Its allocations are taken back with it.
 * Administrator and finance. */
bool settlement_take_back_payment(context_t *context, int64_t payment_id, json_t *body);

/* {"record": …, "allocations": [{"id", "kind", "date", "invoice": {"id", "title"}|null, "amount", "discount",
 * "taken_back", "may_take_back"}], "refunds": [{"id", "number", "kind", "date", "amount"}], "entry": {"id",
 * "title"}|null, "may_apply", "may_refund", "may_take_back"}. */
bool settlement_write_payment(context_t *context, int64_t payment_id, json_writer_t *writer);

#endif
