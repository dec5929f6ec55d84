#include "insight/account_trade.h"

#include "base/money.h"
#include "base/text.h"
#include "catalogue/record.h"
#include "customer/account.h"
#include "ledger/balance.h"
#include "ledger/customer_figures.h"
#include "trade/price.h"

typedef struct account_trade {
    context_t *context;
    json_writer_t *writer;
    int64_t account_id;
} account_trade_t;

static const char SQL_BOUGHT[] =
    "SELECT b.product_id, coalesce(p.name, max(b.description)), sum(b.quantity), max(b.unit), sum(b.net), b.currency, "
    "min(b.date), max(b.date) FROM ("
    "SELECT l.product_id, l.description, CASE WHEN d.kind = 'return' THEN -l.quantity ELSE l.quantity END AS quantity, "
    "l.unit, l.net, d.currency, d.date FROM delivery d JOIN delivery_line l ON l.delivery_id = d.id "
    "JOIN order_line o ON o.id = l.order_line_id WHERE o.kind = 'item' "
    "AND d.account_id IN " LEDGER_CUSTOMER_IDS("$1") " UNION ALL "
    "SELECT l.product_id, l.description, CASE WHEN i.kind = 'credit_note' THEN -coalesce(l.quantity, 0) "
    "ELSE coalesce(l.quantity, 0) END, l.unit, CASE WHEN i.kind = 'credit_note' THEN -l.net ELSE l.net END, "
    "i.currency, i.date FROM invoice i JOIN invoice_line l ON l.invoice_id = i.id "
    "WHERE l.kind = 'item' AND i.order_id IS NULL AND i.account_id IN " LEDGER_CUSTOMER_IDS("$1")
    ") b LEFT JOIN product p ON p.id = b.product_id "
    "GROUP BY b.product_id, p.name, b.currency, CASE WHEN b.product_id IS NULL THEN b.description END "
    "HAVING sum(b.net) <> 0 ORDER BY sum(b.net) DESC, max(b.date) DESC LIMIT 50";

static void trade_money(account_trade_t *trade, const char *key, int64_t amount, const char *currency) {
    json_write_text(trade->writer, key, money_format(trade->context->arena, amount, currency_find(currency)));
}

static void trade_write_bought(account_trade_t *trade, const store_statement_t *row) {
    json_writer_t *writer = trade->writer;
    const char *currency = store_column_text(row, 5);
    json_write_object(writer, NULL);
    if (store_column_is_null(row, 0)) {
        json_write_null(writer, "product");
    } else {
        json_write_object(writer, "product");
        json_write_int(writer, "id", store_column_int(row, 0));
        json_write_text(writer, "title", store_column_text(row, 1));
        json_write_close(writer);
    }
    json_write_text(writer, "description", store_column_text(row, 1));
    json_write_text(writer, "quantity",
                    decimal_format(trade->context->arena, store_column_int(row, 2), QUANTITY_SCALE, false));
    json_write_text(writer, "unit", store_column_text(row, 3));
    trade_money(trade, "net", store_column_int(row, 4), currency);
    json_write_text(writer, "currency", currency);
    json_write_text(writer, "first_on", store_column_text(row, 6));
    json_write_text(writer, "last_on", store_column_text(row, 7));
    json_write_close(writer);
}

static const char SQL_ORDERS[] =
    "SELECT id, number, date, status, currency, total, backlog FROM sales_order WHERE status IN ('held', 'open') "
    "AND archived_at IS NULL AND account_id IN " LEDGER_CUSTOMER_IDS("$1") " ORDER BY date, id LIMIT 50";

static void trade_write_order(account_trade_t *trade, const store_statement_t *row) {
    json_writer_t *writer = trade->writer;
    const char *currency = store_column_text(row, 4);
    json_write_object(writer, NULL);
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_text(writer, "number", store_column_text(row, 1));
    json_write_text(writer, "date", store_column_text(row, 2));
    json_write_text(writer, "status", store_column_text(row, 3));
    json_write_text(writer, "currency", currency);
    trade_money(trade, "total", store_column_int(row, 5), currency);
    trade_money(trade, "backlog", store_column_int(row, 6), currency);
    json_write_close(writer);
}

static const char SQL_CONTRACTS[] =
    "SELECT id, number, name, status, currency, arr, renewal_on, end_on FROM contract WHERE archived_at IS NULL "
    "AND account_id IN " LEDGER_CUSTOMER_IDS("$1") " ORDER BY CASE status WHEN 'active' THEN 0 ELSE 1 END, "
    "coalesce(renewal_on, end_on) NULLS LAST, id LIMIT 50";

static void trade_write_contract(account_trade_t *trade, const store_statement_t *row) {
    json_writer_t *writer = trade->writer;
    const char *currency = store_column_text(row, 4);
    json_write_object(writer, NULL);
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_text(writer, "number", store_column_text(row, 1));
    json_write_text(writer, "name", store_column_text(row, 2));
    json_write_text(writer, "status", store_column_text(row, 3));
    json_write_text(writer, "currency", currency);
    trade_money(trade, "arr", store_column_int(row, 5), currency);
    json_write_text(writer, "renewal_on", store_column_text(row, 6));
    json_write_text(writer, "end_on", store_column_text(row, 7));
    json_write_close(writer);
}

typedef void (*trade_row_t)(account_trade_t *trade, const store_statement_t *row);

static bool trade_write_rows(account_trade_t *trade, const char *key, const char *sql, trade_row_t write) {
    json_write_array(trade->writer, key);
    store_statement_t *rows = store_query(trade->context->tx, sql, "i", trade->account_id);
    while (store_step(rows)) write(trade, rows);
    json_write_close(trade->writer);
    return store_end(rows) || context_done(trade->context);
}

static const char SQL_BOOK[] = "SELECT currency FROM ledger WHERE id = 1";
static const char SQL_AGEING[] =
    "SELECT count(*), "
    "coalesce(sum(CASE WHEN o.due_on >= $2 THEN o.open_book ELSE 0 END), 0), "
    "coalesce(sum(CASE WHEN o.due_on < $2 AND o.due_on >= $3 THEN o.open_book ELSE 0 END), 0), "
    "coalesce(sum(CASE WHEN o.due_on < $3 AND o.due_on >= $4 THEN o.open_book ELSE 0 END), 0), "
    "coalesce(sum(CASE WHEN o.due_on < $4 AND o.due_on >= $5 THEN o.open_book ELSE 0 END), 0), "
    "coalesce(sum(CASE WHEN o.due_on < $5 THEN o.open_book ELSE 0 END), 0), "
    "coalesce(sum(CASE WHEN o.due_on IS NULL THEN o.open_book ELSE 0 END), 0), coalesce(sum(o.open_book), 0) FROM ("
    "SELECT CASE WHEN kind = 'invoice' THEN due_on END AS due_on, "
    "CASE WHEN kind = 'invoice' THEN open_book ELSE -open_book END AS open_book FROM invoice "
    "WHERE open <> 0 AND account_id IN " LEDGER_CUSTOMER_IDS("$1") " UNION ALL "
    "SELECT NULL, -open_book FROM payment WHERE open <> 0 AND account_id IN " LEDGER_CUSTOMER_IDS("$1") ") o";

/* The date so many days before today. */
static const char *trade_day(const account_trade_t *trade, int64_t days) {
    int64_t today = date_to_days(date_from_moment(trade->context->now));
    return date_format(trade->context->arena, date_from_days(today - days));
}

static bool trade_write_ageing(account_trade_t *trade) {
    static const char *const keys[] = {"current", "days_30", "days_60", "days_90", "older", "unapplied", "total"};
    context_t *context = trade->context;
    const char *book = store_get_text(context->tx, context->arena, SQL_BOOK, "");
    if (store_failed(context->tx)) return context_done(context);
    store_statement_t *row = store_query(context->tx, SQL_AGEING, "itttt", trade->account_id, trade_day(trade, 0),
                                         trade_day(trade, 30), trade_day(trade, 60), trade_day(trade, 90));
    if (store_step(row) && book != NULL && store_column_int(row, 0) > 0) {
        json_write_object(trade->writer, "ageing");
        json_write_text(trade->writer, "currency", book);
        for (int i = 0; i < (int)(sizeof keys / sizeof keys[0]); i++)
            trade_money(trade, keys[i], store_column_int(row, i + 1), book);
        json_write_close(trade->writer);
    } else {
        json_write_null(trade->writer, "ageing");
    }
    return store_end(row) || context_done(context);
}

static const char SQL_PAID[] =
    "SELECT i.date, i.paid_on FROM invoice i WHERE i.kind = 'invoice' AND i.open = 0 AND i.paid_on >= $2 "
    "AND i.account_id IN " LEDGER_CUSTOMER_IDS("$1") " AND EXISTS (SELECT 1 FROM allocation a "
    "WHERE a.invoice_id = i.id AND a.payment_id IS NOT NULL) LIMIT 5000";

static bool trade_write_days_to_pay(account_trade_t *trade) {
    enum { YEAR = 365, TENTHS = 10 };
    int64_t days = 0, invoices = 0;
    store_statement_t *rows =
        store_query(trade->context->tx, SQL_PAID, "it", trade->account_id, trade_day(trade, YEAR));
    while (store_step(rows)) {
        date_t invoiced, paid;
        if (!date_parse(store_column_text(rows, 0), &invoiced) || !date_parse(store_column_text(rows, 1), &paid))
            continue;
        days += date_to_days(paid) - date_to_days(invoiced);
        invoices++;
    }
    if (!store_end(rows)) return context_done(trade->context);
    if (invoices == 0) {
        json_write_null(trade->writer, "days_to_pay");
        return true;
    }
    int64_t tenths = (days * TENTHS * 2 + invoices) / (invoices * 2);
    json_write_object(trade->writer, "days_to_pay");
    json_write_text(trade->writer, "average", decimal_format(trade->context->arena, tenths, 1, false));
    json_write_int(trade->writer, "invoices", invoices);
    json_write_close(trade->writer);
    return true;
}

bool account_trade_write(context_t *context, int64_t account_id, json_writer_t *writer, const char *key) {
    account_trade_t trade = {context, writer, account_id};
    record_t *account = NULL;
    if (!record_load(context, &ACCOUNT, account_id, &account)) return false;
    json_write_object(writer, key);
    bool ok = trade_write_rows(&trade, "bought", SQL_BOUGHT, trade_write_bought) &&
              trade_write_rows(&trade, "orders", SQL_ORDERS, trade_write_order) &&
              trade_write_rows(&trade, "contracts", SQL_CONTRACTS, trade_write_contract) &&
              customer_figures_write(context, account_id, writer, "ledger") && trade_write_ageing(&trade) &&
              trade_write_days_to_pay(&trade);
    json_write_close(writer);
    return ok;
}
