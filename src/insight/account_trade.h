/* What a customer has bought, has on order and owes, for its page. Everybody who sees the customer sees it. */
#ifndef DAYBOOK_INSIGHT_ACCOUNT_TRADE_H
#define DAYBOOK_INSIGHT_ACCOUNT_TRADE_H

#include "base/json.h"
#include "catalogue/context.h"

/* {"bought": [{"product": {"id", "title"}|null, "description", "quantity": "12.5", "unit", "net", "currency",
 * "first_on", "last_on"}], "orders": [{"id", "number", "date", "status", "currency", "total", "backlog"}],
 * "contracts": [{"id", "number", "name", "status", "currency", "arr", "renewal_on", "end_on"}],
 * "ledger": {…customer_figures…}|null, "ageing": {"currency", "current", "days_30", "days_60", "days_90", "older",
 * "unapplied", "total"}|null, "days_to_pay": {"average": "23.5", "invoices": 12}|null}.
 *
 * Bought is what was delivered less what came back, and what contracts have billed; the dearest first, at most 50. The
 * ageing is in the ledger's currency by the days since an invoice was due; unapplied payments and credit notes take
 * away from the total. Days to pay run from the date of an invoice to its last payment, for those of the last year.
 * What became a part of this customer counts. PROBLEM_NOT_FOUND without such an account. */
bool account_trade_write(context_t *context, int64_t account_id, json_writer_t *writer, const char *key);

#endif
