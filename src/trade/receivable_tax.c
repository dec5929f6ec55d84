/* The tax return: supplies by the category of their tax code, and what the ledger's tax accounts took. */
#include "base/text.h"
#include "trade/amount.h"
#include "trade/receivable.h"

enum { CATEGORY_STANDARD, CATEGORY_ZERO, CATEGORY_EXEMPT, CATEGORY_OTHER, CATEGORY_COUNT };

/* Lines without a code are taxed or not as their rate tells. Credit notes take off. */
#define CATEGORY                                                                                                       \
    "CASE WHEN t.category = 'zero' THEN 1 WHEN t.category = 'exempt' THEN 2 WHEN t.category = 'standard' THEN 0 "      \
    "WHEN t.category IS NULL AND l.tax_rate > 0 THEN 0 ELSE 3 END"

static const char SQL_SUPPLIES[] =
    "SELECT " CATEGORY
    ", sum(CASE WHEN i.kind = 'credit_note' THEN -l.net_book ELSE l.net_book END) FROM invoice i "
    "JOIN invoice_line l ON l.invoice_id = i.id LEFT JOIN tax_code t ON t.id = l.tax_code_id "
    "WHERE i.date BETWEEN $1 AND $2 GROUP BY 1";
static const char SQL_TAXES[] =
    "SELECT coalesce(sum(CASE WHEN kind = 'credit_note' THEN -tax_book ELSE tax_book END), 0) FROM invoice "
    "WHERE date BETWEEN $1 AND $2";

/* A discount that was taken lessens the supplies of its invoice, each by its share. */
static const char SQL_DISCOUNTS[] =
    "SELECT a.id, a.amount, a.discount, a.invoice_book, i.tax, i.total, " CATEGORY
    ", sum(l.net + l.tax) "
    "FROM allocation a JOIN invoice i ON i.id = a.invoice_id JOIN invoice_line l ON l.invoice_id = i.id "
    "LEFT JOIN tax_code t ON t.id = l.tax_code_id WHERE a.discount <> 0 AND a.date BETWEEN $1 AND $2 "
    "GROUP BY a.id, a.amount, a.discount, a.invoice_book, i.tax, i.total, 7 ORDER BY a.id, 7";

typedef struct supplies {
    int64_t net[CATEGORY_COUNT]; /* also what is in no box */
    int64_t tax;
} supplies_t;

typedef struct taken_discount {
    int64_t id, net_book, tax_book;
    int64_t weights[CATEGORY_COUNT];
} taken_discount_t;

static void discount_take_off(const taken_discount_t *taken, supplies_t *supplies) {
    int64_t parts[CATEGORY_COUNT];
    if (taken->id == 0) return;
    amount_spread(taken->net_book, taken->weights, CATEGORY_COUNT, parts);
    for (int i = 0; i < CATEGORY_COUNT; i++) supplies->net[i] -= parts[i];
    supplies->tax -= taken->tax_book;
}

static taken_discount_t discount_of(const store_statement_t *row) {
    int64_t amount = store_column_int(row, 1), discount = store_column_int(row, 2);
    int64_t discount_book = amount_share(store_column_int(row, 3), discount, amount);
    int64_t tax = amount_share(discount, store_column_int(row, 4), store_column_int(row, 5));
    int64_t tax_book = amount_share(discount_book, tax, discount);
    return (taken_discount_t){store_column_int(row, 0), discount_book - tax_book, tax_book, {0}};
}

static bool supplies_take_discounts(context_t *context, const receivable_query_t *query, supplies_t *supplies) {
    taken_discount_t taken = {0};
    store_statement_t *rows = store_query(context->tx, SQL_DISCOUNTS, "tt", query->from, query->to);
    while (store_step(rows)) {
        if (store_column_int(rows, 0) != taken.id) {
            discount_take_off(&taken, supplies);
            taken = discount_of(rows);
        }
        taken.weights[store_column_int(rows, 6)] = store_column_int(rows, 7);
    }
    discount_take_off(&taken, supplies);
    return store_end(rows) || context_done(context);
}

static bool supplies_read(context_t *context, const receivable_query_t *query, supplies_t *out) {
    *out = (supplies_t){.tax = 0};
    store_statement_t *rows = store_query(context->tx, SQL_SUPPLIES, "tt", query->from, query->to);
    while (store_step(rows)) out->net[store_column_int(rows, 0)] = store_column_int(rows, 1);
    if (!store_end(rows) || !store_get_int(context->tx, &out->tax, SQL_TAXES, "tt", query->from, query->to))
        return context_done(context);
    return supplies_take_discounts(context, query, out);
}

/* Between the two days, debits positive; closing entries touch no tax account. */
static bool tax_account_read(context_t *context, const char *purpose, const receivable_query_t *query, int64_t *out) {
    ledger_account_t account = {0};
    int64_t debit = 0, credit = 0;
    const balance_range_t range = {.from = query->from, .to = query->to, .closing = true};
    if (!chart_find(context, purpose, &account.id) || !balance_sum(context, &range, &account, 1, &debit, &credit))
        return false;
    *out = debit - credit;
    return true;
}

/* What was bought with input tax: the goods and costs of its entries. */
static const char SQL_PURCHASES[] =
    "SELECT coalesce(sum(l.amount), 0) FROM journal_line l JOIN ledger_account a ON a.id = l.ledger_account_id "
    "WHERE l.date BETWEEN $1 AND $2 AND a.type IN ('asset', 'cost_of_sales', 'expense') "
    "AND coalesce(a.purpose, '') NOT IN ('cash', 'bank', 'receivable', 'input_tax') AND l.entry_id IN "
    "(SELECT t.entry_id FROM journal_line t WHERE t.ledger_account_id = $3 AND t.date BETWEEN $1 AND $2)";

static bool purchases_read(context_t *context, const receivable_query_t *query, int64_t *out) {
    int64_t account = 0;
    if (!chart_find(context, "input_tax", &account)) return false;
    return store_get_int(context->tx, out, SQL_PURCHASES, "tti", query->from, query->to, account) ||
           context_done(context);
}

bool receivable_write_tax_return(context_t *context, const receivable_query_t *query, json_writer_t *writer) {
    ledger_t ledger;
    supplies_t supplies;
    int64_t output = 0, input = 0, purchases = 0;
    if (!ledger_check_reader(context) || !ledger_load(context, &ledger) || !supplies_read(context, query, &supplies) ||
        !tax_account_read(context, "output_tax", query, &output) ||
        !tax_account_read(context, "input_tax", query, &input) || !purchases_read(context, query, &purchases))
        return false;
    const int64_t *net = supplies.net;
    const int64_t boxes[] = {net[CATEGORY_STANDARD],
                             net[CATEGORY_ZERO],
                             net[CATEGORY_EXEMPT],
                             net[CATEGORY_STANDARD] + net[CATEGORY_ZERO] + net[CATEGORY_EXEMPT],
                             purchases,
                             -output,
                             input,
                             -output - input};
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", ledger.currency->code);
    json_write_text(writer, "from", query->from);
    json_write_text(writer, "to", query->to);
    json_write_array(writer, "boxes");
    for (size_t i = 0; i < sizeof boxes / sizeof boxes[0]; i++) {
        json_write_object(writer, NULL);
        json_write_int(writer, "box", (int64_t)i + 1);
        json_write_text(writer, "amount", money_format(context->arena, boxes[i], ledger.currency));
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_text(writer, "documents_tax", money_format(context->arena, supplies.tax, ledger.currency));
    json_write_text(writer, "out_of_scope", money_format(context->arena, net[CATEGORY_OTHER], ledger.currency));
    json_write_close(writer);
    return true;
}
