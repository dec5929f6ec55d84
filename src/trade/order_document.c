/* An order as its page shows it: lines with what became of them, and the documents that came of it. */
#include "base/text.h"
#include "trade/order.h"
#include "trade/order_credit.h"
#include "trade/price.h"
#include "trade/stock.h"

static void more_of_line(void *argument, size_t index, json_writer_t *writer) {
    const order_t *order = argument;
    const order_line_t *line = &order->lines[index];
    const struct {
        const char *key;
        int64_t quantity;
    } quantities[] = {
        {"delivered_quantity", line->delivered_quantity},       {"invoiced_quantity", line->invoiced_quantity},
        {"cancelled_quantity", line->cancelled_quantity},       {"reserved_quantity", line->reserved_quantity},
        {"outstanding_quantity", order_line_outstanding(line)},
    };
    arena_t *arena = writer->text->arena;
    for (size_t i = 0; i < sizeof quantities / sizeof quantities[0]; i++)
        json_write_text(writer, quantities[i].key,
                        decimal_format(arena, quantities[i].quantity, QUANTITY_SCALE, false));
    json_write_text(writer, "outstanding_net", money_format(arena, order_line_outstanding_net(line), order->currency));
    json_write_bool(writer, "stocked", line->sale.stocked);
}

static void write_lines(context_t *context, order_t *order, json_writer_t *writer) {
    sale_t sale = {.currency = order->currency,
                   .lines = ARENA_ARRAY(context->arena, sale_line_t, order->line_count + 1),
                   .line_count = order->line_count};
    for (size_t i = 0; i < order->line_count; i++) sale.lines[i] = order->lines[i].sale;
    sale_write_lines(context, &sale, writer, more_of_line, order);
}

static const char SQL_MILESTONES[] =
    "SELECT m.id, m.kind, m.name, m.percent, m.amount, m.due_on, m.invoice_id, i.number FROM order_milestone m "
    "LEFT JOIN invoice i ON i.id = m.invoice_id WHERE m.order_id = $1 ORDER BY m.position";

static void milestone_write(const order_t *order, const store_statement_t *row, json_writer_t *writer) {
    arena_t *arena = writer->text->arena;
    json_write_object(writer, NULL);
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_text(writer, "kind", store_column_text(row, 1));
    json_write_text(writer, "name", store_column_text(row, 2));
    json_write_text(
        writer, "percent",
        store_column_is_null(row, 3) ? NULL : decimal_format(arena, store_column_int(row, 3), PERCENT_SCALE, false));
    json_write_text(writer, "amount",
                    store_column_is_null(row, 4) ? NULL
                                                 : money_format(arena, store_column_int(row, 4), order->currency));
    json_write_text(writer, "due_on", store_column_text(row, 5));
    if (store_column_is_null(row, 6)) {
        json_write_null(writer, "invoice");
    } else {
        json_write_object(writer, "invoice");
        json_write_int(writer, "id", store_column_int(row, 6));
        json_write_text(writer, "number", store_column_text(row, 7));
        json_write_close(writer);
    }
    json_write_close(writer);
}

static bool write_milestones(context_t *context, const order_t *order, json_writer_t *writer) {
    json_write_array(writer, "milestones");
    store_statement_t *rows = store_query(context->tx, SQL_MILESTONES, "i", order->id);
    while (store_step(rows)) milestone_write(order, rows, writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_DELIVERIES[] = "SELECT id, number, kind, date, net FROM delivery WHERE order_id = $1 ORDER BY id";
static const char SQL_INVOICES[] =
    "SELECT id, number, kind, date, total, open, status FROM invoice WHERE order_id = $1 ORDER BY id";

/* Both lists begin alike. */
static void document_open(const store_statement_t *row, json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_text(writer, "number", store_column_text(row, 1));
    json_write_text(writer, "kind", store_column_text(row, 2));
    json_write_text(writer, "date", store_column_text(row, 3));
}

static bool write_documents(context_t *context, const order_t *order, json_writer_t *writer) {
    arena_t *arena = context->arena;
    json_write_array(writer, "deliveries");
    store_statement_t *rows = store_query(context->tx, SQL_DELIVERIES, "i", order->id);
    while (store_step(rows)) {
        document_open(rows, writer);
        json_write_text(writer, "net", money_format(arena, store_column_int(rows, 4), order->currency));
        json_write_close(writer);
    }
    json_write_close(writer);
    if (!store_end(rows)) return context_done(context);
    json_write_array(writer, "invoices");
    rows = store_query(context->tx, SQL_INVOICES, "i", order->id);
    while (store_step(rows)) {
        document_open(rows, writer);
        json_write_text(writer, "total", money_format(arena, store_column_int(rows, 4), order->currency));
        json_write_text(writer, "open", money_format(arena, store_column_int(rows, 5), order->currency));
        json_write_text(writer, "status", store_column_text(rows, 6));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

bool order_write_document(context_t *context, int64_t id, json_writer_t *writer) {
    order_t order;
    int64_t to_invoice = 0;
    if (!order_load(context, id, &order)) return false;
    for (size_t i = 0; i < order.line_count; i++) {
        const order_line_t *line = &order.lines[i];
        int64_t owed = line->delivered_net - line->invoiced_net - line->advanced_net;
        if (owed > 0) to_invoice += owed;
    }
    json_write_object(writer, NULL);
    record_write_json(context, order.record, writer, "record");
    write_lines(context, &order, writer);
    json_write_text(writer, "to_invoice", money_format(context->arena, to_invoice, order.currency));
    bool ok = write_milestones(context, &order, writer) && write_documents(context, &order, writer) &&
              order_credit_write(context, record_number(order.record, "account"), writer, "credit");
    json_write_close(writer);
    return ok;
}
