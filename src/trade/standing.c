#include "trade/standing.h"

static const char SQL_READ[] =
    "SELECT delivered_net - invoiced_net - advanced_net, balance_book FROM order_line WHERE id = $1";
static const char SQL_WRITE[] =
    "UPDATE order_line SET delivered_quantity = delivered_quantity + $1, delivered_net = delivered_net + $2, "
    "invoiced_quantity = invoiced_quantity + $3, invoiced_net = invoiced_net + $4, advanced_net = advanced_net + $5, "
    "invoiced_tax = invoiced_tax + $6, balance_book = balance_book + $7 WHERE id = $8";

static int64_t least(int64_t a, int64_t b) {
    return a < b ? a : b;
}

static int64_t magnitude(int64_t amount) {
    return amount < 0 ? -amount : amount;
}

/* The part of the step that meets what stands there, from the other side. */
static int64_t meeting_part(int64_t standing, int64_t step) {
    if (standing == 0 || step == 0 || (standing > 0) == (step > 0)) return 0;
    int64_t part = least(magnitude(standing), magnitude(step));
    return step > 0 ? part : -part;
}

bool standing_move(posting_t *posting, const standing_change_t *change, int64_t *value_book) {
    context_t *context = posting->context;
    int64_t standing = 0, standing_book = 0;
    store_statement_t *row = store_query(context->tx, SQL_READ, "i", change->order_line_id);
    if (store_step(row)) {
        standing = store_column_int(row, 0);
        standing_book = store_column_int(row, 1);
    }
    if (!store_end(row)) return context_done(context);
    int64_t step = change->delivered_net - change->invoiced_net - change->advanced_net;
    int64_t met = meeting_part(standing, step), rest = step - met;
    int64_t met_book = amount_share(-standing_book, met, -standing);
    int64_t rest_book = step != 0 ? amount_share(change->amount_book, rest, step) : 0;
    const char *met_account = standing < 0 ? "deferred_revenue" : "unbilled_receivable";
    const char *rest_account = step > 0 ? "unbilled_receivable" : "deferred_revenue";
    if (met != 0 && !posting_add(posting, met_account, 0, met, met_book)) return false;
    if (rest != 0 && !posting_add(posting, rest_account, 0, rest, rest_book)) return false;
    *value_book = met_book + rest_book;
    store_run(context->tx, NULL, SQL_WRITE, "iiiiiiii", change->delivered_quantity, change->delivered_net,
              change->invoiced_quantity, change->invoiced_net, change->advanced_net, change->invoiced_tax, *value_book,
              change->order_line_id);
    return context_done(context);
}
