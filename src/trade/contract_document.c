/* A contract as its page shows it. */
#include "base/text.h"
#include "trade/amount.h"
#include "trade/contract.h"
#include "trade/price.h"

static void line_write(const contract_t *contract, const contract_line_t *line, json_writer_t *writer) {
    arena_t *arena = writer->text->arena;
    int64_t monthly = 0;
    contract_line_monthly(contract, line, &monthly);
    json_write_object(writer, NULL);
    json_write_int(writer, "id", line->id);
    if (line->product_id != 0) {
        json_write_object(writer, "product");
        json_write_int(writer, "id", line->product_id);
        json_write_text(writer, "title", line->product_title);
        json_write_close(writer);
    } else {
        json_write_null(writer, "product");
    }
    json_write_text(writer, "description", line->description);
    json_write_text(writer, "quantity", decimal_format(arena, line->quantity, QUANTITY_SCALE, false));
    json_write_text(writer, "unit", line->unit);
    json_write_text(writer, "unit_price", decimal_format(arena, line->unit_price, PRICE_SCALE, false));
    json_write_text(writer, "discount_percent", decimal_format(arena, line->discount_percent, PERCENT_SCALE, false));
    json_write_bool(writer, "recurring", line->recurring);
    json_write_text(writer, "from_on", line->from_on);
    json_write_text(writer, "until_on", line->until_on);
    json_write_text(writer, "net", money_format(arena, monthly, contract->currency));
    json_write_close(writer);
}

static const char SQL_INVOICES[] =
    "SELECT id, number, kind, date, total, open, status FROM invoice WHERE contract_id = $1 ORDER BY date, id";

static bool write_invoices(context_t *context, const contract_t *contract, json_writer_t *writer) {
    json_write_array(writer, "invoices");
    store_statement_t *rows = store_query(context->tx, SQL_INVOICES, "i", contract->id);
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "number", store_column_text(rows, 1));
        json_write_text(writer, "kind", store_column_text(rows, 2));
        json_write_text(writer, "date", store_column_text(rows, 3));
        json_write_text(writer, "total", money_format(context->arena, store_column_int(rows, 4), contract->currency));
        json_write_text(writer, "open", money_format(context->arena, store_column_int(rows, 5), contract->currency));
        json_write_text(writer, "status", store_column_text(rows, 6));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_BILLED[] =
    "SELECT l.net - l.credited_net, l.recognised_net, l.service_from, l.service_to FROM invoice_line l "
    "JOIN invoice i ON i.id = l.invoice_id WHERE i.contract_id = $1 AND i.kind = 'invoice' AND l.service_to IS NOT NULL";

/* What is billed of days behind the contract's last one: to be credited. */
static int64_t behind_last(const contract_t *contract, const char *from, const char *to, int64_t net) {
    date_t first, end, last;
    if (contract->last_on == NULL || strcmp(to, contract->last_on) <= 0 || !date_parse(from, &first) ||
        !date_parse(to, &end) || !date_parse(contract->last_on, &last))
        return 0;
    int64_t days = date_to_days(end) - date_to_days(first) + 1, behind = date_to_days(end) - date_to_days(last);
    return amount_share(net, behind < days ? behind : days, days);
}

static bool write_billed(context_t *context, const contract_t *contract, json_writer_t *writer) {
    int64_t billed = 0, recognised = 0, to_credit = 0;
    store_statement_t *rows = store_query(context->tx, SQL_BILLED, "i", contract->id);
    while (store_step(rows)) {
        int64_t net = store_column_int(rows, 0);
        billed += net;
        recognised += store_column_int(rows, 1);
        to_credit += behind_last(contract, store_column_text(rows, 2), store_column_text(rows, 3), net);
    }
    if (!store_end(rows)) return context_done(context);
    json_write_text(writer, "billed", money_format(context->arena, billed, contract->currency));
    json_write_text(writer, "recognised", money_format(context->arena, recognised, contract->currency));
    json_write_text(writer, "deferred", money_format(context->arena, billed - recognised, contract->currency));
    json_write_text(writer, "to_credit", money_format(context->arena, to_credit, contract->currency));
    return true;
}

bool contract_write_document(context_t *context, int64_t id, json_writer_t *writer) {
    contract_t contract;
    if (!contract_load(context, id, &contract)) return false;
    json_write_object(writer, NULL);
    record_write_json(context, contract.record, writer, "record");
    json_write_array(writer, "lines");
    for (size_t i = 0; i < contract.line_count; i++) line_write(&contract, &contract.lines[i], writer);
    json_write_close(writer);
    bool ok = write_invoices(context, &contract, writer) && write_billed(context, &contract, writer);
    json_write_close(writer);
    return ok;
}
