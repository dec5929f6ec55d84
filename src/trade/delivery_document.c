/* A delivery as its page shows it. */
#include "base/text.h"
#include "trade/delivery.h"
#include "trade/price.h"

static const char SQL_LINES[] =
    "SELECT l.id, l.order_line_id, l.product_id, p.name, l.description, l.quantity, l.unit, l.net, "
    "l.returned_quantity, l.condition, l.cost_book FROM delivery_line l LEFT JOIN product p ON p.id = l.product_id "
    "WHERE l.delivery_id = $1 ORDER BY l.position";

static void line_write(const context_t *context, const record_t *delivery, const store_statement_t *row,
                       json_writer_t *writer) {
    arena_t *arena = context->arena;
    const currency_t *currency = currency_find(record_text(delivery, "currency"));
    const currency_t *book = currency_find(record_text(delivery, "book_currency"));
    json_write_object(writer, NULL);
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_int(writer, "order_line", store_column_int(row, 1));
    reference_write_row(writer, "product", row, 2);
    json_write_text(writer, "description", store_column_text(row, 4));
    json_write_text(writer, "quantity", decimal_format(arena, store_column_int(row, 5), QUANTITY_SCALE, false));
    json_write_text(writer, "unit", store_column_text(row, 6));
    json_write_text(writer, "net", money_format(arena, store_column_int(row, 7), currency));
    json_write_text(writer, "returned_quantity",
                    decimal_format(arena, store_column_int(row, 8), QUANTITY_SCALE, false));
    json_write_text(writer, "condition", store_column_text(row, 9));
    if (sale_sees_margin(context->actor))
        json_write_text(writer, "cost", money_format(arena, store_column_int(row, 10), book));
    json_write_close(writer);
}

static const char SQL_RETURNS[] = "SELECT id, number, date FROM delivery WHERE returns_id = $1 ORDER BY id";

bool delivery_write_document(context_t *context, int64_t id, json_writer_t *writer) {
    record_t *delivery = NULL;
    if (!record_load(context, &DELIVERY, id, &delivery)) return false;
    json_write_object(writer, NULL);
    record_write_json(context, delivery, writer, "record");
    json_write_array(writer, "lines");
    store_statement_t *rows = store_query(context->tx, SQL_LINES, "i", id);
    while (store_step(rows)) line_write(context, delivery, rows, writer);
    json_write_close(writer);
    if (!store_end(rows)) return context_done(context);
    json_write_array(writer, "returns");
    rows = store_query(context->tx, SQL_RETURNS, "i", id);
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "number", store_column_text(rows, 1));
        json_write_text(writer, "date", store_column_text(rows, 2));
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}
