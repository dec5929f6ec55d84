/* Statements: what the balances say at a date or over a time, of everything or of one customer, product, salesperson or
 * branch, as the books stand or as they stood after an earlier entry. */
#ifndef DAYBOOK_LEDGER_STATEMENT_H
#define DAYBOOK_LEDGER_STATEMENT_H

#include "ledger/balance.h"

enum { STATEMENT_COLUMNS = 25 };

typedef struct statement_query {
    const char *from, *to; /* dates; a statement at a date has only `to` */
    const char *columns;   /* of an income statement: "month", "quarter", "year"; NULL: one column */
    dimension_t dimension;
    int64_t dimension_id;
    moment_t as_of; /* as the books stood at this moment; 0: as they stand */
} statement_query_t;

/* Net sales = gross sales − returns, allowances and discounts; gross margin = net sales − cost of sales;
 * profit = gross margin − expenses + other income.
 * {"currency", "columns": [{"from", "to"}], "sections": [{"name": "revenue", "rows": [{"ledger_account": {"id",
 * "title", "code"}, "amounts": ["…"]}], "total": ["…"]}], "net_sales": ["…"], "gross_margin": ["…"], "profit": ["…"]}.
 * Sections: revenue, contra_revenue, cost_of_sales, expense, other_income. Accounts without an amount are left out. */
bool statement_write_income(context_t *context, const statement_query_t *query, json_writer_t *writer);

/* {"currency", "date", "sections": [asset, liability, equity as above with one amount], "result": "…" not yet closed,
 *  "assets": "…", "liabilities_and_equity": "…"}; the last two are equal. */
bool statement_write_balance_sheet(context_t *context, const statement_query_t *query, json_writer_t *writer);

/* {"currency", "date", "rows": [{"ledger_account", "type", "debit": "…"|null, "credit"}], "debit", "credit"}. */
bool statement_write_trial_balance(context_t *context, const statement_query_t *query, json_writer_t *writer);

/* Net sales, cost and margin per customer, product, salesperson or branch, the most first, at most `limit`:
 * {"currency", "by", "items": [{"record": {"id", "title"}, "net_sales", "cost", "margin"}]}. */
bool statement_write_sales_by(context_t *context, const statement_query_t *query, dimension_t by, int64_t limit,
                              json_writer_t *writer);

#endif
