/* The journal as it is read: entries, one entry with its lines, and lines as a ledger account sees them. */
#ifndef DAYBOOK_LEDGER_JOURNAL_READ_H
#define DAYBOOK_LEDGER_JOURNAL_READ_H

#include "ledger/balance.h"

enum { JOURNAL_PAGE = 50, JOURNAL_PAGE_MOST = 200 };

/* NULL and 0 ask for nothing. */
typedef struct journal_query {
    const char *from, *to; /* dates, both included */
    const char *kind;
    const char *words; /* begin of the number, or a part of the description */
    int64_t ledger_account_id;
    dimension_t dimension; /* with its id: what lines are about */
    int64_t dimension_id;
    int64_t opportunity_id;
    const char *after; /* cursor of the page before */
    int64_t limit;     /* 0: JOURNAL_PAGE */
} journal_query_t;

/* {"items": [{"id", "number", "date", "period", "kind", "description", "amount", "document": {"type", "id"}|null,
 *  "reverses": {"id", "title"}|null, "reversed_by": …, "prepared_by", "posted_by", "posted_at", "hash"}],
 *  "next": "…"|null}, the last posted first. */
bool journal_write_list(context_t *context, const journal_query_t *query, json_writer_t *writer);

/* The same of one, with "lines": [{"position", "ledger_account": {"id", "title", "code"}, "debit": "10.00"|null,
 * "credit", "currency", "currency_amount", "customer": {"id", "title"}|null, "product", "salesperson", "branch",
 * "opportunity", "description"}]. */
bool journal_write_entry(context_t *context, int64_t id, json_writer_t *writer);

/* {"opening": "…", "items": [{"entry": {"id", "title"}, "date", "kind", "text", "debit", "credit", "balance", …about}],
 *  "next", "closing"} of one ledger account, oldest first; positive balances are debits. Without a ledger account
 * (lines about a customer, an opportunity) opening, closing and balance are null. */
bool journal_write_lines(context_t *context, const journal_query_t *query, json_writer_t *writer);

#endif
