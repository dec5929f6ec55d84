#include "trade/delivery.h"

#include "base/text.h"
#include "catalogue/policy.h"
#include "ledger/ledger.h"
#include "trade/price.h"
#include "trade/standing.h"
#include "trade/stock.h"

typedef struct making {
    posting_t *posting;
    context_t *context;
    const order_t *order;
    const delivery_request_t *request;
    const char *kind, *number;
    int64_t id, returns_id, location_id;
    int64_t net, cost_book;
    size_t line_count;
} making_t;

static bool making_write_record(making_t *making) {
    context_t *context = making->context;
    const record_t *order = making->order->record;
    record_t *record = record_new(context->arena, &DELIVERY), *made = NULL;
    const char *series = text_equal(making->kind, "return") ? "RT" : "DN";
    if (!ledger_take_number(context, series, making->request->date, &making->number)) return false;
    record_set_text(record, "number", making->number);
    record_set_text(record, "kind", making->kind);
    record_set_number(record, "order", making->order->id);
    if (making->returns_id != 0) record_set_number(record, "returns", making->returns_id);
    record_set_number(record, "account", record_number(order, "account"));
    if (!record_is_null(order, "owner")) record_set_number(record, "owner", record_number(order, "owner"));
    if (making->location_id != 0) record_set_number(record, "location", making->location_id);
    record_set_text(record, "date", making->request->date);
    record_set_text(record, "currency", making->order->currency->code);
    record_set_text(record, "book_currency", making->posting->book->code);
    record_set_number(record, "net", 0);
    if (making->request->tracking != NULL) record_set_text(record, "tracking", making->request->tracking);
    if (making->request->note != NULL) record_set_text(record, "note", making->request->note);
    if (!record_create(context, record, &made)) return false;
    making->id = made->id;
    return true;
}

static const char SQL_TOTALS[] = "UPDATE delivery SET net = $1, cost_book = $2 WHERE id = $3";

static bool making_finish(making_t *making, delivery_result_t *out) {
    store_run(making->context->tx, NULL, SQL_TOTALS, "iii", making->net, making->cost_book, making->id);
    *out = (delivery_result_t){making->id, making->number};
    return context_done(making->context);
}

static const char SQL_LINE[] =
    "INSERT INTO delivery_line (delivery_id, position, order_line_id, product_id, description, quantity, unit, net, "
    "cost_book, returned_quantity, returned_cost_book, condition) "
    "VALUES ($1, $2, $3, nullif(CAST($4 AS BIGINT), 0), $5, $6, $7, $8, $9, 0, 0, $10)";

static bool making_write_line(making_t *making, const order_line_t *line, int64_t quantity, int64_t net, int64_t cost,
                              const char *condition) {
    store_run(making->context->tx, NULL, SQL_LINE, "iiiititiit", making->id, (int64_t)making->line_count++,
              line->sale.id, line->sale.product_id, line->sale.description, quantity, line->sale.unit, net, cost,
              condition);
    if (!text_equal(line->sale.kind, "freight")) making->net += net;
    making->cost_book += cost;
    return context_done(making->context);
}

static stock_movement_t making_movement(const making_t *making, const order_line_t *line, int64_t quantity) {
    return (stock_movement_t){.kind = making->kind,
                              .product_id = line->sale.product_id,
                              .location_id = making->location_id,
                              .quantity = quantity,
                              .date = making->posting->entry.date,
                              .document_type = "delivery",
                              .document_id = making->id};
}

static bool making_buy(making_t *making, const order_line_t *line, int64_t *cost) {
    *cost = making->request->costs_book[line - making->order->lines];
    return posting_add_book(making->posting, "cost_of_sales", line->sale.product_id, *cost) &&
           posting_add_book(making->posting, "payable", 0, -*cost);
}

static const char SQL_LET_GO[] = "UPDATE order_line SET reserved_quantity = reserved_quantity - $1 WHERE id = $2";

/* What was promised to this line is free again just before it leaves. */
static bool making_take_stock(making_t *making, order_line_t *line, const delivery_part_t *part, int64_t *cost) {
    context_t *context = making->context;
    int64_t promised = line->reserved_quantity < part->quantity ? line->reserved_quantity : part->quantity;
    int64_t freed = 0, move = 0, home = record_number(making->order->record, "location");
    *cost = 0;
    if (making->request->costs_book != NULL) return making_buy(making, line, cost);
    if (!line->sale.stocked) return true;
    if (promised > 0) {
        if (!stock_reserve(context, line->sale.product_id, home, -promised, &freed)) return false;
        store_run(context->tx, NULL, SQL_LET_GO, "ii", promised, line->sale.id);
        line->reserved_quantity -= promised;
    }
    const stock_movement_t movement = making_movement(making, line, part->quantity);
    return stock_issue(context, &movement, part->field, cost, &move) &&
           posting_add_book(making->posting, "cost_of_sales", line->sale.product_id, *cost) &&
           posting_add_book(making->posting, "inventory", line->sale.product_id, -*cost);
}

static bool making_check_part(const making_t *making, const delivery_part_t *part) {
    context_t *context = making->context;
    const order_line_t *line = order_find_line(making->order, part->line_id);
    if (line == NULL)
        return problem_add_field(context->problem, part->field, "not_found", "This is no line of %s.",
                                 making->order->number);
    if (part->quantity <= 0)
        return problem_add_field(context->problem, part->field, "out_of_range", "Give a quantity above 0.");
    if (part->quantity > order_line_outstanding(line))
        return problem_add_field(context->problem, part->field, "more_than_outstanding",
                                 "Only %s of %s is still to be delivered.",
                                 decimal_format(context->arena, order_line_outstanding(line), QUANTITY_SCALE, false),
                                 line->sale.description);
    return true;
}

static bool making_deliver_part(making_t *making, const delivery_part_t *part) {
    if (!making_check_part(making, part)) return false;
    order_line_t *line = order_find_line(making->order, part->line_id);
    int64_t before = line->delivered_quantity, after = before + part->quantity, whole = line->sale.quantity;
    int64_t net = amount_step(line->sale.net, before, after, whole), net_book = 0, cost = 0;
    sale_line_t part_sale = line->sale;
    part_sale.net = net;
    part_sale.discount = amount_step(line->sale.discount, before, after, whole);
    standing_change_t change = {
        .order_line_id = line->sale.id, .delivered_quantity = part->quantity, .delivered_net = net};
    line->delivered_quantity = after;
    line->delivered_net += net;
    return posting_convert(making->posting, net, &change.amount_book) &&
           standing_move(making->posting, &change, &net_book) &&
           posting_add_sale(making->posting, making->order->cash ? "cash_sales" : "credit_sales", &part_sale,
                            net_book) &&
           making_take_stock(making, line, part, &cost) &&
           making_write_line(making, line, part->quantity, net, cost, NULL);
}

static bool part_is_given(const delivery_request_t *request, int64_t line_id) {
    for (size_t i = 0; i < request->part_count; i++)
        if (request->parts[i].line_id == line_id) return true;
    return false;
}

/* Without parts all that is outstanding; freight goes with the first parcel either way. */
static bool making_deliver(making_t *making) {
    const delivery_request_t *request = making->request;
    for (size_t i = 0; i < request->part_count; i++) making_deliver_part(making, &request->parts[i]);
    for (size_t i = 0; i < making->order->line_count; i++) {
        const order_line_t *line = &making->order->lines[i];
        bool all = request->part_count == 0 || text_equal(line->sale.kind, "freight");
        if (!all || part_is_given(request, line->sale.id) || order_line_outstanding(line) <= 0) continue;
        const delivery_part_t part = {.line_id = line->sale.id,
                                      .quantity = order_line_outstanding(line),
                                      .field = arena_printf(making->context->arena, "lines.%zu.quantity", i)};
        making_deliver_part(making, &part);
    }
    return !problem_is_set(making->context->problem) && context_done(making->context);
}

static const char SQL_LOCATION[] = "SELECT id FROM stock_location WHERE id = $1 AND archived_at IS NULL";

static bool making_check_location(making_t *making) {
    int64_t id = 0;
    making->location_id = making->request->location_id;
    if (making->location_id == 0) making->location_id = record_number(making->order->record, "location");
    if (making->location_id == 0 || store_get_int(making->context->tx, &id, SQL_LOCATION, "i", making->location_id))
        return true;
    return problem_add_field(making->context->problem, "location", "not_found", "There is no such stock location.");
}

bool delivery_make(posting_t *posting, const order_t *order, const delivery_request_t *request,
                   delivery_result_t *out) {
    making_t making = {
        .posting = posting, .context = posting->context, .order = order, .request = request, .kind = "delivery"};
    if (!order_check_goes_on(posting->context, order)) return false;
    bool outstanding = false;
    for (size_t i = 0; i < order->line_count; i++) outstanding |= order_line_outstanding(&order->lines[i]) > 0;
    if (!outstanding)
        return problem_set(posting->context->problem, PROBLEM_CONFLICT, "nothing_outstanding",
                           "All of %s is delivered.", order->number);
    for (size_t i = 0; i < request->part_count; i++) making_check_part(&making, &request->parts[i]);
    return !problem_is_set(posting->context->problem) && making_check_location(&making) &&
           making_write_record(&making) && making_deliver(&making) && making_finish(&making, out);
}

typedef struct sent_line {
    int64_t id, order_line_id, quantity, net, cost_book, returned_quantity, returned_cost_book;
} sent_line_t;

static const char SQL_SENT[] =
    "SELECT id, order_line_id, quantity, net, cost_book, returned_quantity, returned_cost_book FROM delivery_line "
    "WHERE id = $1 AND delivery_id = $2";

static bool sent_load(making_t *making, const delivery_part_t *part, sent_line_t *out) {
    context_t *context = making->context;
    store_statement_t *row = store_query(context->tx, SQL_SENT, "ii", part->line_id, making->returns_id);
    bool found = store_step(row);
    if (found)
        *out = (sent_line_t){store_column_int(row, 0), store_column_int(row, 1), store_column_int(row, 2),
                             store_column_int(row, 3), store_column_int(row, 4), store_column_int(row, 5),
                             store_column_int(row, 6)};
    if (!store_end(row)) return context_done(context);
    if (!found)
        return problem_add_field(context->problem, part->field, "not_found", "This is no line of the delivery.");
    int64_t left = out->quantity - out->returned_quantity;
    if (part->quantity > 0 && part->quantity <= left) return true;
    return problem_add_field(context->problem, part->field, "more_than_delivered", "Between 0 and %s can come back.",
                             decimal_format(context->arena, left, QUANTITY_SCALE, false));
}

static const char SQL_RETURNED[] =
    "UPDATE delivery_line SET returned_quantity = returned_quantity + $1, "
    "returned_cost_book = returned_cost_book + $2 WHERE id = $3";

/* Back at what it cost when it left. Goods to be scrapped do not enter the stock: their cost is an adjustment. */
static bool making_take_back(making_t *making, const order_line_t *line, const delivery_part_t *part, int64_t cost) {
    posting_t *posting = making->posting;
    int64_t move = 0;
    if (!line->sale.stocked && cost == 0) return true;
    if (!part->scrap) {
        const stock_movement_t movement = making_movement(making, line, part->quantity);
        if (!stock_receive(making->context, &movement, cost, &move)) return false;
    }
    return posting_add_book(posting, "cost_of_sales", line->sale.product_id, -cost) &&
           posting_add_book(posting, part->scrap ? "stock_adjustment" : "inventory", line->sale.product_id, cost);
}

/* A sale that nobody has billed is taken back whole: the order waits for the goods again. */
static bool making_take_sale_back(making_t *making, order_line_t *line, const delivery_part_t *part, int64_t *net) {
    int64_t before = line->delivered_quantity, after = before - part->quantity, value_book = 0;
    *net = amount_step(line->sale.net, before, after, line->sale.quantity);
    if (after < line->invoiced_quantity)
        return problem_add_field(
            making->context->problem, part->field, "invoiced",
            "%s of it is invoiced. Take it back with a credit note on the invoice.",
            decimal_format(making->context->arena, line->invoiced_quantity - after, QUANTITY_SCALE, false));
    standing_change_t change = {
        .order_line_id = line->sale.id, .delivered_quantity = -part->quantity, .delivered_net = *net};
    line->delivered_quantity = after;
    return posting_convert(making->posting, *net, &change.amount_book) &&
           standing_move(making->posting, &change, &value_book) &&
           posting_add(making->posting, "sales_returns", line->sale.product_id, -*net, -value_book);
}

static bool making_return_part(making_t *making, const delivery_part_t *part, bool credited) {
    sent_line_t sent = {0};
    int64_t net = 0;
    if (!sent_load(making, part, &sent)) return false;
    order_line_t *line = order_find_line(making->order, sent.order_line_id);
    int64_t returned = sent.returned_quantity;
    int64_t cost = amount_step(sent.cost_book, returned, returned + part->quantity, sent.quantity);
    if (!credited && !making_take_sale_back(making, line, part, &net)) return false;
    if (credited) net = -amount_step(sent.net, returned, returned + part->quantity, sent.quantity);
    store_run(making->context->tx, NULL, SQL_RETURNED, "iii", part->quantity, cost, sent.id);
    return making_take_back(making, line, part, cost) &&
           making_write_line(making, line, part->quantity, net, -cost, part->scrap ? "scrap" : "restock");
}

bool delivery_return(posting_t *posting, int64_t delivery_id, const delivery_request_t *request, bool credited,
                     delivery_result_t *out) {
    context_t *context = posting->context;
    record_t *delivery = NULL;
    order_t order;
    if (!record_load(context, &DELIVERY, delivery_id, &delivery)) return false;
    if (!text_equal(record_text(delivery, "kind"), "delivery"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "is_return",
                           "A return is not taken back. Deliver again.");
    if (!policy_check(context, delivery, delivery, POLICY_UPDATE) ||
        !order_load(context, record_number(delivery, "order"), &order))
        return false;
    making_t making = {.posting = posting,
                       .context = context,
                       .order = &order,
                       .request = request,
                       .kind = "return",
                       .returns_id = delivery_id,
                       .location_id =
                           request->location_id != 0 ? request->location_id : record_number(delivery, "location")};
    if (request->part_count == 0)
        return problem_add_field(context->problem, "lines", "required", "Say what came back.");
    if (!making_write_record(&making)) return false;
    for (size_t i = 0; i < request->part_count; i++) making_return_part(&making, &request->parts[i], credited);
    return !problem_is_set(context->problem) && making_finish(&making, out);
}

static const char SQL_ENTRY[] = "UPDATE delivery SET entry_id = nullif(CAST($1 AS BIGINT), 0) WHERE id = $2";
static const char SQL_MOVES[] = "SELECT id FROM stock_move WHERE document_type = 'delivery' AND document_id = $1";

bool delivery_tell_entry(context_t *context, int64_t id, int64_t entry_id) {
    enum { MOVES = SALE_LINES };
    int64_t *moves = ARENA_ARRAY(context->arena, int64_t, MOVES);
    size_t count = 0;
    store_run(context->tx, NULL, SQL_ENTRY, "ii", entry_id, id);
    if (entry_id == 0) return context_done(context);
    store_statement_t *rows = store_query(context->tx, SQL_MOVES, "i", id);
    while (count < MOVES && store_step(rows)) moves[count++] = store_column_int(rows, 0);
    if (!store_end(rows)) return context_done(context);
    for (size_t i = 0; i < count; i++)
        if (!stock_tell_entry(context, moves[i], entry_id)) return false;
    return context_done(context);
}
