/* What the books say of one customer, for its page: everybody who sees the customer sees it. */
#ifndef DAYBOOK_LEDGER_CUSTOMER_FIGURES_H
#define DAYBOOK_LEDGER_CUSTOMER_FIGURES_H

#include "base/json.h"
#include "catalogue/context.h"

/* {"currency": "SGD", "receivable": "1090.00", "net_sales": [{"year": "2026", "amount": "980.00"}]}, the last year
 * first, at most ten; with those that became a part of this customer. null while nothing is posted for it. */
bool customer_figures_write(context_t *context, int64_t customer_id, json_writer_t *writer, const char *key);

#endif
