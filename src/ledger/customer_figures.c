#include "ledger/customer_figures.h"

#include "base/text.h"
#include "ledger/balance.h"

#define OF_CUSTOMER                                                                                                    \
    "FROM ledger_balance b JOIN ledger_account a ON a.id = b.ledger_account_id "                                       \
    "WHERE b.dimension = 'customer' AND b.dimension_id IN " LEDGER_CUSTOMER_IDS("$1") " "

static const char SQL_CURRENCY[] = "SELECT currency FROM ledger WHERE id = 1";
static const char SQL_POSTED[] = "SELECT count(*) FROM (SELECT 1 " OF_CUSTOMER "LIMIT 1) AS posted";
static const char SQL_RECEIVABLE[] =
    "SELECT coalesce(sum(b.debit - b.credit), 0) " OF_CUSTOMER "AND a.purpose = 'receivable'";
static const char SQL_NET_SALES[] = "SELECT substr(b.period, 1, 4), sum(b.credit - b.debit) " OF_CUSTOMER
                                    "AND a.type IN ('revenue', 'contra_revenue') AND length(b.period) = 7 "
                                    "GROUP BY substr(b.period, 1, 4) ORDER BY substr(b.period, 1, 4) DESC LIMIT 10";

static bool figures_write_years(context_t *context, int64_t customer_id, const currency_t *currency,
                                json_writer_t *writer) {
    json_write_array(writer, "net_sales");
    store_statement_t *rows = store_query(context->tx, SQL_NET_SALES, "i", customer_id);
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_text(writer, "year", store_column_text(rows, 0));
        json_write_text(writer, "amount", money_format(context->arena, store_column_int(rows, 1), currency));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

bool customer_figures_write(context_t *context, int64_t customer_id, json_writer_t *writer, const char *key) {
    int64_t posted = 0, receivable = 0;
    const char *code = store_get_text(context->tx, context->arena, SQL_CURRENCY, "");
    if (code != NULL) store_get_int(context->tx, &posted, SQL_POSTED, "i", customer_id);
    if (posted == 0) {
        json_write_null(writer, key);
        return context_done(context);
    }
    const currency_t *currency = currency_find(code);
    if (!store_get_int(context->tx, &receivable, SQL_RECEIVABLE, "i", customer_id)) return context_done(context);
    json_write_object(writer, key);
    json_write_text(writer, "currency", currency->code);
    json_write_text(writer, "receivable", money_format(context->arena, receivable, currency));
    bool ok = figures_write_years(context, customer_id, currency, writer);
    json_write_close(writer);
    return ok;
}
