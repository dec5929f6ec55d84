/* Revenue of contracts as it is earned, day by day, posted month by month. */
#include "base/text.h"
#include "ledger/ledger.h"
#include "trade/amount.h"
#include "trade/contract_run.h"
#include "trade/posting.h"

typedef struct earning {
    int64_t line_id, invoice_id, contract_id, product_id;
    int64_t account_id, owner_id, branch_id, opportunity_id;
    const char *currency, *from, *to, *number, *customer;
    int64_t net, net_book, recognised_net, recognised_book;
} earning_t;

enum { EARNINGS_AT_ONCE = 5000 };

static const char SQL_EARNING[] =
    "SELECT l.id, l.invoice_id, coalesce(i.contract_id, 0), coalesce(l.product_id, 0), i.account_id, "
    "coalesce(i.owner_id, 0), coalesce(i.branch_id, 0), coalesce(i.opportunity_id, 0), i.currency, l.service_from, "
    "l.service_to, i.number, a.name, l.net, l.net_book, l.credited_net, l.recognised_net, l.recognised_book "
    "FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id JOIN account a ON a.id = i.account_id "
    "WHERE l.service_to IS NOT NULL AND i.kind = 'invoice' AND l.recognised_net < l.net - l.credited_net "
    "AND l.service_from <= $1 ORDER BY i.contract_id, l.id LIMIT 5000";

static void earning_take(arena_t *arena, const store_statement_t *row, earning_t *out) {
    int64_t net = store_column_int(row, 13), credited = store_column_int(row, 15);
    *out = (earning_t){
        .line_id = store_column_int(row, 0),
        .invoice_id = store_column_int(row, 1),
        .contract_id = store_column_int(row, 2),
        .product_id = store_column_int(row, 3),
        .account_id = store_column_int(row, 4),
        .owner_id = store_column_int(row, 5),
        .branch_id = store_column_int(row, 6),
        .opportunity_id = store_column_int(row, 7),
        .currency = arena_strdup(arena, store_column_text(row, 8)),
        .from = arena_strdup(arena, store_column_text(row, 9)),
        .to = arena_strdup(arena, store_column_text(row, 10)),
        .number = arena_strdup(arena, store_column_text(row, 11)),
        .customer = arena_strdup(arena, store_column_text(row, 12)),
        .net = net - credited,
        .net_book = store_column_int(row, 14) - amount_share(store_column_int(row, 14), credited, net),
        .recognised_net = store_column_int(row, 16),
        .recognised_book = store_column_int(row, 17),
    };
}

/* The share of the days that are over, less what was recognised before: the steps sum to the whole. */
static int64_t earned_share(const earning_t *earning, const char *last, int64_t whole) {
    date_t from, to, until;
    if (!date_parse(earning->from, &from) || !date_parse(earning->to, &to) || !date_parse(last, &until)) return 0;
    int64_t days = date_to_days(to) - date_to_days(from) + 1, over = date_to_days(until) - date_to_days(from) + 1;
    return over >= days ? whole : amount_share(whole, over, days);
}

static const char SQL_RECOGNISED[] =
    "UPDATE invoice_line SET recognised_net = recognised_net + $1, recognised_book = "
    "recognised_book + $2 WHERE id = $3";

static bool earning_post(posting_t *posting, const earning_t *earning, const char *last) {
    int64_t net = earned_share(earning, last, earning->net) - earning->recognised_net;
    int64_t book = earned_share(earning, last, earning->net_book) - earning->recognised_book;
    if (net <= 0) return true;
    posting->about = (journal_about_t){.customer_id = earning->account_id,
                                       .salesperson_id = earning->owner_id,
                                       .branch_id = earning->branch_id,
                                       .opportunity_id = earning->opportunity_id};
    store_run(posting->context->tx, NULL, SQL_RECOGNISED, "iii", net, book, earning->line_id);
    return posting_add(posting, "deferred_revenue", 0, net, book) &&
           posting_add(posting, "credit_sales", earning->product_id, -net, -book);
}

/* One entry for the lines of one contract, from `first` on; gives how many these were. */
static bool contract_earn(context_t *context, const earning_t *earnings, size_t count, const char *last, size_t *taken,
                          int64_t *entries) {
    posting_t posting;
    int64_t entry = 0;
    if (!posting_begin(context, earnings[0].currency, last, &posting)) return false;
    posting.entry.kind = "subscription";
    posting.entry.series = JOURNAL_OF_SALES;
    posting.entry.document_type = earnings[0].contract_id != 0 ? "contract" : "invoice";
    posting.entry.document_id = earnings[0].contract_id != 0 ? earnings[0].contract_id : earnings[0].invoice_id;
    posting.entry.description = arena_printf(context->arena, "%s · %.7s", earnings[0].customer, last);
    for (*taken = 0; *taken < count; ++*taken) {
        const earning_t *earning = &earnings[*taken];
        if (*taken > 0 && earning->contract_id != earnings[0].contract_id) break;
        if (!earning_post(&posting, earning, last)) return false;
    }
    if (!posting_post(&posting, &entry)) return false;
    *entries += entry != 0;
    return true;
}

bool contract_recognise(context_t *context, const char *month, int64_t *entries) {
    const char *first = arena_printf(context->arena, "%s-01", month);
    const char *last = contract_day_after(context->arena, contract_months_after(context->arena, first, 1), -1);
    earning_t *earnings = ARENA_ARRAY(context->arena, earning_t, EARNINGS_AT_ONCE);
    size_t count = 0, taken = 0;
    store_statement_t *rows = store_query(context->tx, SQL_EARNING, "t", last);
    while (count < EARNINGS_AT_ONCE && store_step(rows)) earning_take(context->arena, rows, &earnings[count++]);
    if (!store_end(rows)) return context_done(context);
    for (size_t i = 0; i < count; i += taken)
        if (!contract_earn(context, earnings + i, count - i, last, &taken, entries)) return false;
    return context_done(context);
}
