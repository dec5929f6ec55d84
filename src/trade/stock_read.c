#include "trade/stock_read.h"

#include "base/money.h"
#include "base/text.h"
#include "catalogue/record.h"
#include "trade/amount.h"
#include "trade/price.h"
#include "trade/sale.h"

static const char SQL_BOOK[] = "SELECT currency FROM ledger WHERE id = 1";

static const currency_t *book_currency(context_t *context) {
    const char *code = store_get_text(context->tx, context->arena, SQL_BOOK, "");
    const currency_t *currency = code != NULL ? currency_find(code) : NULL;
    return currency != NULL ? currency : currency_find("USD");
}

static void write_quantity(json_writer_t *writer, const char *key, int64_t quantity) {
    json_write_text(writer, key, decimal_format(writer->text->arena, quantity, QUANTITY_SCALE, false));
}

static void write_value(const context_t *context, json_writer_t *writer, const char *key, int64_t value,
                        const currency_t *currency) {
    bool seen = sale_sees_margin(context->actor);
    json_write_text(writer, key, seen ? money_format(context->arena, value, currency) : NULL);
}

static bool query_check(context_t *context, const stock_query_t *query) {
    if (query->limit >= 1 && query->limit <= 500) return true;
    return problem_add_field(context->problem, "limit", "out_of_range", "Give a number from 1 to 500.");
}

#define LEVELS_OF                                                                                                      \
    "FROM stock_level s JOIN product p ON p.id = s.product_id JOIN stock_location o ON o.id = s.location_id "          \
    "WHERE (CAST($1 AS BIGINT) = 0 OR s.product_id = $1) AND (CAST($2 AS BIGINT) = 0 OR s.location_id = $2) "          \
    "AND (CAST($3 AS TEXT) = '' OR lower(p.name) LIKE $3 || '%' OR lower(p.code) LIKE $3 || '%') "                     \
    "AND (s.quantity <> 0 OR s.reserved <> 0) "

static const char SQL_LEVELS[] =
    "SELECT s.product_id, p.name, p.code, p.unit, s.location_id, o.name, s.quantity, s.reserved, s.value_book " LEVELS_OF
    "ORDER BY lower(p.name), s.product_id, s.location_id LIMIT $4 OFFSET $5";
static const char SQL_LEVELS_VALUE[] = "SELECT coalesce(sum(s.value_book), 0) " LEVELS_OF;

static void level_write(const context_t *context, const store_statement_t *row, const currency_t *currency,
                        json_writer_t *writer) {
    int64_t quantity = store_column_int(row, 6), reserved = store_column_int(row, 7), value = store_column_int(row, 8);
    json_write_object(writer, NULL);
    reference_write_row(writer, "product", row, 0);
    json_write_text(writer, "code", store_column_text(row, 2));
    json_write_text(writer, "unit", store_column_text(row, 3));
    reference_write_row(writer, "location", row, 4);
    write_quantity(writer, "quantity", quantity);
    write_quantity(writer, "reserved", reserved);
    write_quantity(writer, "free", quantity - reserved);
    write_value(context, writer, "unit_cost", amount_share(value, 1000, quantity), currency);
    write_value(context, writer, "value", value, currency);
    json_write_close(writer);
}

bool stock_write_levels(context_t *context, const stock_query_t *query, json_writer_t *writer) {
    const currency_t *currency = book_currency(context);
    const char *words = query->words != NULL ? text_lower(context->arena, query->words) : "";
    int64_t count = 0, value = 0;
    if (!query_check(context, query)) return false;
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", currency->code);
    json_write_array(writer, "items");
    store_statement_t *rows = store_query(context->tx, SQL_LEVELS, "iitii", query->product_id, query->location_id,
                                          words, query->limit + 1, query->after);
    while (store_step(rows) && ++count <= query->limit) level_write(context, rows, currency, writer);
    json_write_close(writer);
    if (!store_end(rows)) return context_done(context);
    if (count > query->limit) json_write_int(writer, "next", query->after + query->limit);
    if (count <= query->limit) json_write_null(writer, "next");
    bool ok = store_get_int(context->tx, &value, SQL_LEVELS_VALUE, "iit", query->product_id, query->location_id, words);
    write_value(context, writer, "value", value, currency);
    json_write_close(writer);
    return ok || context_done(context);
}

static const char SQL_MOVES[] =
    "SELECT m.id, m.kind, m.date, m.product_id, p.name, m.location_id, o.name, m.quantity, m.value_book, m.document_type, "
    "m.document_id, m.entry_id, e.number, m.note, m.by_user_id, u.name FROM stock_move m "
    "JOIN product p ON p.id = m.product_id JOIN stock_location o ON o.id = m.location_id "
    "LEFT JOIN journal_entry e ON e.id = m.entry_id LEFT JOIN app_user u ON u.id = m.by_user_id "
    "WHERE (CAST($1 AS BIGINT) = 0 OR m.product_id = $1) AND (CAST($2 AS BIGINT) = 0 OR m.location_id = $2) "
    "AND (CAST($3 AS BIGINT) = 0 OR m.id < $3) ORDER BY m.id DESC LIMIT $4";

static void move_write(const context_t *context, const store_statement_t *row, const currency_t *currency,
                       json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_text(writer, "kind", store_column_text(row, 1));
    json_write_text(writer, "date", store_column_text(row, 2));
    reference_write_row(writer, "product", row, 3);
    reference_write_row(writer, "location", row, 5);
    write_quantity(writer, "quantity", store_column_int(row, 7));
    write_value(context, writer, "value", store_column_int(row, 8), currency);
    if (store_column_is_null(row, 10)) {
        json_write_null(writer, "document");
    } else {
        json_write_object(writer, "document");
        json_write_text(writer, "type", store_column_text(row, 9));
        json_write_int(writer, "id", store_column_int(row, 10));
        json_write_close(writer);
    }
    reference_write_row(writer, "entry", row, 11);
    json_write_text(writer, "note", store_column_text(row, 13));
    reference_write_row(writer, "by", row, 14);
    json_write_close(writer);
}

bool stock_write_moves(context_t *context, const stock_query_t *query, json_writer_t *writer) {
    const currency_t *currency = book_currency(context);
    int64_t count = 0, last = 0;
    if (!query_check(context, query)) return false;
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", currency->code);
    json_write_array(writer, "items");
    store_statement_t *rows = store_query(context->tx, SQL_MOVES, "iiii", query->product_id, query->location_id,
                                          query->after, query->limit + 1);
    while (store_step(rows) && ++count <= query->limit) {
        last = store_column_int(rows, 0);
        move_write(context, rows, currency, writer);
    }
    json_write_close(writer);
    if (count > query->limit) json_write_int(writer, "next", last);
    if (count <= query->limit) json_write_null(writer, "next");
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_REORDER[] =
    "SELECT p.id, p.name, p.code, p.unit, coalesce(s.quantity, 0), coalesce(s.reserved, 0), coalesce(w.waiting, 0), "
    "p.reorder_level FROM product p "
    "LEFT JOIN (SELECT product_id, sum(quantity) AS quantity, sum(reserved) AS reserved FROM stock_level "
    "GROUP BY product_id) s ON s.product_id = p.id "
    "LEFT JOIN (SELECT l.product_id, sum(l.quantity - l.cancelled_quantity - l.delivered_quantity - l.reserved_quantity) "
    "AS waiting FROM order_line l JOIN sales_order o ON o.id = l.order_id WHERE o.status = 'open' "
    "AND l.product_id IS NOT NULL GROUP BY l.product_id) w ON w.product_id = p.id "
    "WHERE p.archived_at IS NULL AND p.stocked = 1 AND p.reorder_level IS NOT NULL "
    "AND coalesce(s.quantity, 0) - coalesce(s.reserved, 0) - coalesce(w.waiting, 0) < p.reorder_level "
    "ORDER BY lower(p.name), p.id LIMIT 500";

bool stock_write_reorder(context_t *context, json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_array(writer, "items");
    store_statement_t *rows = store_query(context->tx, SQL_REORDER, "");
    while (store_step(rows)) {
        int64_t quantity = store_column_int(rows, 4), reserved = store_column_int(rows, 5);
        int64_t waiting = store_column_int(rows, 6), level = store_column_int(rows, 7);
        json_write_object(writer, NULL);
        reference_write_row(writer, "product", rows, 0);
        json_write_text(writer, "code", store_column_text(rows, 2));
        json_write_text(writer, "unit", store_column_text(rows, 3));
        write_quantity(writer, "quantity", quantity);
        write_quantity(writer, "reserved", reserved);
        write_quantity(writer, "free", quantity - reserved);
        write_quantity(writer, "on_order", waiting);
        write_quantity(writer, "reorder_level", level);
        write_quantity(writer, "short", level - (quantity - reserved - waiting));
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}
