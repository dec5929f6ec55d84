/* Sums of the journal's lines per ledger account and month, of everything and of each customer, product, salesperson
 * and branch: kept with each posting, so that a statement costs the same however many lines there are. */
#ifndef DAYBOOK_LEDGER_BALANCE_H
#define DAYBOOK_LEDGER_BALANCE_H

#include "ledger/chart.h"
#include "ledger/journal.h"

/* A customer's lines stay with the record that they were posted for, also when that became a part of another: the ids
 * of all that are one customer now. */
#define LEDGER_CUSTOMER_IDS(parameter)                                                                                 \
    "(WITH RECURSIVE ids (id) AS (SELECT CAST(" parameter                                                              \
    " AS BIGINT) UNION SELECT m.loser_id FROM record_merge m "                                                         \
    "JOIN ids ON m.survivor_id = ids.id WHERE m.record_type = 'account' AND m.undone_at IS NULL) SELECT id FROM ids)"

/* What statements can be narrowed to. */
typedef enum {
    DIMENSION_ALL,
    DIMENSION_CUSTOMER,
    DIMENSION_PRODUCT,
    DIMENSION_SALESPERSON,
    DIMENSION_BRANCH,
    DIMENSION_COUNT
} dimension_t;

const char *dimension_name(dimension_t dimension); /* "" for all, "customer" */
bool dimension_parse(const char *name, dimension_t *out);

/* The column of journal_line that holds it; NULL for all. */
const char *dimension_column(dimension_t dimension);

/* Adds the entry's lines to the balances. */
bool balance_add(context_t *context, const journal_entry_t *entry);

typedef struct balance_range {
    const char *from, *to; /* dates, both included; `from` NULL: since the beginning */
    dimension_t dimension;
    int64_t dimension_id; /* of a customer: with those merged into it */
    bool closing;         /* with the entries that close a year, up to those of the month of `to` */
    int64_t last_entry;   /* only entries up to this one, as the books stood then; 0: all */
} balance_range_t;

/* The sum for each account of `accounts` (by index), positive for debits. Whole months come from the balances, days
 * from the lines. */
bool balance_sum(context_t *context, const balance_range_t *range, const ledger_account_t *accounts, size_t count,
                 int64_t *debit, int64_t *credit);

#endif
