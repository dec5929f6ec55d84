/* An invoice or credit note as its page shows it: all that a tax invoice tells, and what became of it. */
#include "base/text.h"
#include "customer/organisation.h"
#include "trade/invoice.h"
#include "trade/price.h"
#include "trade/trade_setting.h"

static const char SQL_LINES[] =
    "SELECT l.id, l.kind, l.product_id, p.name, l.description, l.quantity, l.unit, l.unit_price, l.discount_percent, "
    "l.tax_code_id, t.code, l.tax_rate, l.gross, l.discount, l.net, l.tax, l.credited_quantity, l.credited_net, "
    "l.condition, l.service_from, l.service_to, l.order_line_id FROM invoice_line l "
    "LEFT JOIN product p ON p.id = l.product_id LEFT JOIN tax_code t ON t.id = l.tax_code_id "
    "WHERE l.invoice_id = $1 ORDER BY l.position";

static void write_decimal(json_writer_t *writer, const char *key, const store_statement_t *row, int column, int scale) {
    bool none = store_column_is_null(row, column);
    json_write_text(writer, key,
                    none ? NULL : decimal_format(writer->text->arena, store_column_int(row, column), scale, false));
}

static void write_money(json_writer_t *writer, const char *key, int64_t amount, const currency_t *currency) {
    json_write_text(writer, key, money_format(writer->text->arena, amount, currency));
}

static void line_write(const store_statement_t *row, const currency_t *currency, json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_text(writer, "kind", store_column_text(row, 1));
    reference_write_row(writer, "product", row, 2);
    json_write_text(writer, "description", store_column_text(row, 4));
    write_decimal(writer, "quantity", row, 5, QUANTITY_SCALE);
    json_write_text(writer, "unit", store_column_text(row, 6));
    write_decimal(writer, "unit_price", row, 7, PRICE_SCALE);
    write_decimal(writer, "discount_percent", row, 8, PERCENT_SCALE);
    reference_write_row(writer, "tax_code", row, 9);
    write_decimal(writer, "tax_rate", row, 11, PERCENT_SCALE);
    write_money(writer, "gross", store_column_int(row, 12), currency);
    write_money(writer, "discount", store_column_int(row, 13), currency);
    write_money(writer, "net", store_column_int(row, 14), currency);
    write_money(writer, "tax", store_column_int(row, 15), currency);
    write_decimal(writer, "credited_quantity", row, 16, QUANTITY_SCALE);
    write_money(writer, "credited_net", store_column_int(row, 17), currency);
    json_write_text(writer, "condition", store_column_text(row, 18));
    json_write_text(writer, "service_from", store_column_text(row, 19));
    json_write_text(writer, "service_to", store_column_text(row, 20));
    json_write_bool(writer, "of_order", !store_column_is_null(row, 21));
    json_write_close(writer);
}

static bool write_lines(context_t *context, int64_t id, const currency_t *currency, json_writer_t *writer) {
    json_write_array(writer, "lines");
    store_statement_t *rows = store_query(context->tx, SQL_LINES, "i", id);
    while (store_step(rows)) line_write(rows, currency, writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_TAXES[] =
    "SELECT coalesce(t.code, ''), l.tax_rate, sum(l.net), sum(l.tax) FROM invoice_line l "
    "LEFT JOIN tax_code t ON t.id = l.tax_code_id WHERE l.invoice_id = $1 GROUP BY t.code, l.tax_rate ORDER BY l.tax_rate DESC";

/* Each rate with what it was charged on. */
static bool write_taxes(context_t *context, int64_t id, const currency_t *currency, json_writer_t *writer) {
    json_write_array(writer, "taxes");
    store_statement_t *rows = store_query(context->tx, SQL_TAXES, "i", id);
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_text(writer, "code", store_column_text(rows, 0));
        write_decimal(writer, "rate", rows, 1, PERCENT_SCALE);
        write_money(writer, "net", store_column_int(rows, 2), currency);
        write_money(writer, "tax", store_column_int(rows, 3), currency);
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_ALLOCATIONS[] =
    "SELECT a.id, a.kind, a.date, a.amount, a.discount, a.payment_id, p.number, a.credit_note_id, c.number, "
    "a.invoice_id, i.number FROM allocation a LEFT JOIN payment p ON p.id = a.payment_id "
    "LEFT JOIN invoice c ON c.id = a.credit_note_id LEFT JOIN invoice i ON i.id = a.invoice_id "
    "WHERE a.invoice_id = $1 OR a.credit_note_id = $1 ORDER BY a.id";

static bool write_allocations(context_t *context, int64_t id, const currency_t *currency, json_writer_t *writer) {
    json_write_array(writer, "allocations");
    store_statement_t *rows = store_query(context->tx, SQL_ALLOCATIONS, "i", id);
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "kind", store_column_text(rows, 1));
        json_write_text(writer, "date", store_column_text(rows, 2));
        write_money(writer, "amount", store_column_int(rows, 3), currency);
        write_money(writer, "discount", store_column_int(rows, 4), currency);
        reference_write_row(writer, "payment", rows, 5);
        reference_write_row(writer, "credit_note", rows, 7);
        reference_write_row(writer, "invoice", rows, 9);
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_CREDIT_NOTES[] = "SELECT id, number, date, total FROM invoice WHERE credits_id = $1 ORDER BY id";

static bool write_credit_notes(context_t *context, int64_t id, const currency_t *currency, json_writer_t *writer) {
    json_write_array(writer, "credit_notes");
    store_statement_t *rows = store_query(context->tx, SQL_CREDIT_NOTES, "i", id);
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "number", store_column_text(rows, 1));
        json_write_text(writer, "date", store_column_text(rows, 2));
        write_money(writer, "total", store_column_int(rows, 3), currency);
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static bool write_seller(context_t *context, json_writer_t *writer) {
    organisation_t organisation;
    trade_setting_t setting;
    if (!organisation_read(context, &organisation) || !trade_setting_read(context, &setting)) return false;
    json_write_object(writer, "seller");
    json_write_text(writer, "name", organisation.name);
    json_write_text(writer, "address", setting.seller_address);
    json_write_text(writer, "tax_registration", setting.tax_registration);
    json_write_close(writer);
    return true;
}

static const char SQL_BUYER[] =
    "SELECT coalesce(legal_name, name), billing_street, billing_postal_code, billing_city, billing_region, "
    "billing_country, tax_number FROM account WHERE id = $1";

static bool write_buyer(context_t *context, int64_t account_id, json_writer_t *writer) {
    static const char *const keys[] = {"name", "street", "postal_code", "city", "region", "country", "tax_number"};
    store_statement_t *row = store_query(context->tx, SQL_BUYER, "i", account_id);
    json_write_object(writer, "buyer");
    bool found = store_step(row);
    for (int i = 0; i < (int)(sizeof keys / sizeof keys[0]); i++)
        json_write_text(writer, keys[i], found ? store_column_text(row, i) : NULL);
    json_write_close(writer);
    return store_end(row) || context_done(context);
}

bool invoice_write_document(context_t *context, int64_t id, json_writer_t *writer) {
    record_t *invoice = NULL;
    if (!record_load(context, &INVOICE, id, &invoice)) return false;
    const currency_t *currency = currency_find(record_text(invoice, "currency"));
    json_write_object(writer, NULL);
    record_write_json(context, invoice, writer, "record");
    bool ok = write_lines(context, id, currency, writer) && write_taxes(context, id, currency, writer) &&
              write_allocations(context, id, currency, writer) && write_credit_notes(context, id, currency, writer) &&
              write_seller(context, writer) && write_buyer(context, record_number(invoice, "account"), writer);
    json_write_close(writer);
    return ok;
}
