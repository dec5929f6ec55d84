/* The sales day book, and the sales ledger: each customer's account over a time. */
#include "base/text.h"
#include "catalogue/record.h"
#include "trade/receivable.h"

#define SIGNED(column) "CASE WHEN i.kind = 'credit_note' THEN -i." column " ELSE i." column " END"

static const char SQL_DAYS[] =
    "SELECT i.id, i.number, i.kind, i.date, i.account_id, c.name, " SIGNED("net_book") ", " SIGNED("tax_book")
    ", " SIGNED("total_book") ", i.entry_id, e.number FROM invoice i JOIN account c ON c.id = i.account_id "
    "LEFT JOIN journal_entry e ON e.id = i.entry_id WHERE i.date BETWEEN $1 AND $2 "
    "ORDER BY i.date, i.id LIMIT 201 OFFSET $3";
static const char SQL_DAYS_TOTAL[] = "SELECT count(*), coalesce(sum(" SIGNED("net_book") "), 0), coalesce(sum(" SIGNED(
    "tax_book") "), 0), coalesce(sum(" SIGNED("total_book") "), 0) FROM invoice i WHERE i.date BETWEEN $1 AND $2";

static void write_amounts(json_writer_t *writer, const char *const *keys, const store_statement_t *row, int column,
                          const currency_t *currency) {
    for (int i = 0; keys[i] != NULL; i++)
        json_write_text(writer, keys[i],
                        money_format(writer->text->arena, store_column_int(row, column + i), currency));
}

static const char *const DAY_KEYS[] = {"net", "tax", "total", NULL};

static bool day_book_write_rows(context_t *context, const receivable_query_t *query, const currency_t *currency,
                                json_writer_t *writer) {
    int written = 0;
    json_write_array(writer, "items");
    store_statement_t *rows = store_query(context->tx, SQL_DAYS, "tti", query->from, query->to, query->offset);
    for (; store_step(rows) && written < RECEIVABLE_PAGE; written++) {
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "number", store_column_text(rows, 1));
        json_write_text(writer, "kind", store_column_text(rows, 2));
        json_write_text(writer, "date", store_column_text(rows, 3));
        reference_write_row(writer, "customer", rows, 4);
        write_amounts(writer, DAY_KEYS, rows, 6, currency);
        reference_write_row(writer, "entry", rows, 9);
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

bool receivable_write_day_book(context_t *context, const receivable_query_t *query, json_writer_t *writer) {
    ledger_t ledger;
    int64_t count = 0;
    if (!ledger_check_reader(context) || !ledger_load(context, &ledger)) return false;
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", ledger.currency->code);
    json_write_text(writer, "from", query->from);
    json_write_text(writer, "to", query->to);
    bool ok = day_book_write_rows(context, query, ledger.currency, writer);
    store_statement_t *row = store_query(context->tx, SQL_DAYS_TOTAL, "tt", query->from, query->to);
    if (store_step(row)) {
        json_write_object(writer, "total");
        json_write_int(writer, "count", count = store_column_int(row, 0));
        write_amounts(writer, DAY_KEYS, row, 1, ledger.currency);
        json_write_close(writer);
    }
    if (count > query->offset + RECEIVABLE_PAGE)
        json_write_int(writer, "next", query->offset + RECEIVABLE_PAGE);
    else
        json_write_null(writer, "next");
    json_write_close(writer);
    return (store_end(row) && ok) || context_done(context);
}

/* From the balances of months: as fast with many lines as with few. $1 and $2 are months. */
#define LEDGER_ROWS                                                                                                    \
    "FROM ledger_balance b JOIN ledger_account a ON a.id = b.ledger_account_id "                                       \
    "WHERE b.dimension = 'customer' AND a.purpose = 'receivable' AND b.period <= $2 "
#define LEDGER_SUMS                                                                                                    \
    "sum(CASE WHEN b.period < $1 THEN b.debit - b.credit ELSE 0 END) AS opening, "                                     \
    "sum(CASE WHEN b.period >= $1 THEN b.debit ELSE 0 END) AS debit, "                                                 \
    "sum(CASE WHEN b.period >= $1 THEN b.credit ELSE 0 END) AS credit, sum(b.debit - b.credit) AS closing "

static const char SQL_LEDGER[] =
    "SELECT s.customer, c.name, s.opening, s.debit, s.credit, s.closing FROM "
    "(SELECT b.dimension_id AS customer, " LEDGER_SUMS LEDGER_ROWS
    "GROUP BY b.dimension_id) s "
    "JOIN account c ON c.id = s.customer WHERE s.opening <> 0 OR s.debit <> 0 OR s.credit <> 0 "
    "ORDER BY c.name, s.customer LIMIT 201 OFFSET $3";
static const char SQL_LEDGER_TOTAL[] = "SELECT count(DISTINCT b.dimension_id), " LEDGER_SUMS LEDGER_ROWS;

static const char *const LEDGER_KEYS[] = {"opening", "debit", "credit", "closing", NULL};

static const char *month_of(context_t *context, const char *date) {
    return arena_printf(context->arena, "%.7s", date);
}

bool receivable_write_ledger(context_t *context, const receivable_query_t *query, json_writer_t *writer) {
    ledger_t ledger;
    int written = 0;
    const char *from = month_of(context, query->from), *to = month_of(context, query->to);
    if (!ledger_check_reader(context) || !ledger_load(context, &ledger)) return false;
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", ledger.currency->code);
    json_write_text(writer, "from", from);
    json_write_text(writer, "to", to);
    json_write_array(writer, "items");
    store_statement_t *rows = store_query(context->tx, SQL_LEDGER, "tti", from, to, query->offset);
    for (; store_step(rows); written++) {
        if (written >= RECEIVABLE_PAGE) continue;
        json_write_object(writer, NULL);
        reference_write_row(writer, "customer", rows, 0);
        write_amounts(writer, LEDGER_KEYS, rows, 2, ledger.currency);
        json_write_close(writer);
    }
    json_write_close(writer);
    if (!store_end(rows)) return context_done(context);
    store_statement_t *row = store_query(context->tx, SQL_LEDGER_TOTAL, "tt", from, to);
    if (store_step(row)) {
        json_write_object(writer, "total");
        write_amounts(writer, LEDGER_KEYS, row, 1, ledger.currency);
        json_write_close(writer);
    }
    if (written > RECEIVABLE_PAGE)
        json_write_int(writer, "next", query->offset + RECEIVABLE_PAGE);
    else
        json_write_null(writer, "next");
    json_write_close(writer);
    return store_end(row) || context_done(context);
}
