#include "trade/order.h"

#include "base/text.h"
#include "catalogue/policy.h"
#include "ledger/ledger.h"
#include "trade/amount.h"
#include "trade/body.h"
#include "trade/order_credit.h"
#include "trade/price.h"
#include "trade/stock.h"

static const char SQL_LINE[] =
    "INSERT INTO order_line (order_id, position, kind, product_id, description, deliverable, quantity, unit, unit_price, "
    "discount_percent, tax_code_id, tax_rate, gross, discount, net, tax, cost, reserved_quantity, delivered_quantity, "
    "invoiced_quantity, cancelled_quantity, delivered_net, invoiced_net, advanced_net, invoiced_tax, balance_book) "
    "VALUES ($1, $2, $3, nullif(CAST($4 AS BIGINT), 0), $5, $6, $7, $8, $9, $10, nullif(CAST($11 AS BIGINT), 0), $12, "
    "$13, $14, $15, $16, $17, 0, 0, 0, 0, 0, 0, 0, 0, 0)";

static bool order_write_lines(context_t *context, const order_request_t *request, int64_t order_id) {
    for (size_t i = 0, position = 0; i < request->sale.line_count; i++) {
        const sale_line_t *line = &request->sale.lines[i];
        if (line->optional && !line->chosen) continue;
        store_run(context->tx, NULL, SQL_LINE, "iitittitiiiiiiiii", order_id, (int64_t)position++, line->kind,
                  line->product_id, line->description, line->deliverable, line->quantity, line->unit, line->unit_price,
                  line->discount_percent, line->tax_code_id, line->tax_rate, line->gross, line->discount, line->net,
                  line->tax, line->cost);
    }
    return context_done(context);
}

static const char SQL_MILESTONE[] =
    "INSERT INTO order_milestone (order_id, position, kind, name, percent, amount, due_on) "
    "VALUES ($1, $2, $3, $4, nullif(CAST($5 AS BIGINT), 0), nullif(CAST($6 AS BIGINT), 0), $7)";

static bool order_write_milestones(context_t *context, const order_request_t *request, int64_t order_id) {
    for (size_t i = 0; i < request->milestone_count; i++) {
        const order_milestone_t *milestone = &request->milestones[i];
        store_run(context->tx, NULL, SQL_MILESTONE, "iittiit", order_id, (int64_t)i, milestone->kind, milestone->name,
                  milestone->percent, milestone->amount, milestone->due_on);
    }
    return context_done(context);
}

static void set_id(record_t *record, const char *field, int64_t id) {
    if (id != 0) record_set_number(record, field, id);
}

static void set_text(record_t *record, const char *field, const char *text) {
    if (text != NULL) record_set_text(record, field, text);
}

static bool order_write_record(context_t *context, const order_request_t *request, int64_t *id) {
    record_t *record = record_new(context->arena, &ORDER), *made = NULL;
    const sale_t *sale = &request->sale;
    const char *number = request->number;
    if (number == NULL && !ledger_take_number(context, "SO", sale->date, &number)) return false;
    sale_write_head(sale, record);
    record_set_text(record, "number", number);
    record_set_text(record, "status", "open");
    record_set_text(record, "sale", request->kind != NULL ? request->kind : "credit");
    set_id(record, "quote", request->quote_id);
    set_id(record, "location", request->location_id);
    set_text(record, "customer_reference", request->customer_reference);
    set_text(record, "requested_on", request->requested_on);
    set_text(record, "note", request->note);
    if (sale->discount_percent != 0) record_set_number(record, "discount_percent", sale->discount_percent);
    record_set_number(record, "cost", sale->totals.cost);
    record_set_number(record, "delivered", 0);
    record_set_number(record, "invoiced", 0);
    record_set_number(record, "backlog", sale->totals.net);
    if (!record_create(context, record, &made)) return false;
    *id = made->id;
    return true;
}

static const char SQL_RESERVED[] = "UPDATE order_line SET reserved_quantity = reserved_quantity + $1 WHERE id = $2";

/* Promises what is free to the lines that have less than they need. */
static bool order_reserve(context_t *context, int64_t id) {
    order_t order;
    if (!order_load(context, id, &order)) return false;
    int64_t location = record_number(order.record, "location");
    for (size_t i = 0; i < order.line_count && location != 0; i++) {
        order_line_t *line = &order.lines[i];
        int64_t wanted = order_line_outstanding(line) - line->reserved_quantity, reserved = 0;
        if (!line->sale.stocked || wanted <= 0) continue;
        if (!stock_reserve(context, line->sale.product_id, location, wanted, &reserved)) return false;
        store_run(context->tx, NULL, SQL_RESERVED, "ii", reserved, line->sale.id);
    }
    return context_done(context);
}

static bool order_set_status(context_t *context, int64_t id, const char *status) {
    record_t *input = record_new(context->arena, &ORDER), *saved = NULL;
    record_set_text(input, "status", status);
    return record_update(context, id, 0, input, &saved);
}

static bool sale_has_stock(const sale_t *sale) {
    for (size_t i = 0; i < sale->line_count; i++)
        if (sale->lines[i].stocked) return true;
    return false;
}

bool order_create(context_t *context, const order_request_t *request, int64_t *id) {
    order_request_t whole = *request;
    order_credit_t credit;
    if (whole.location_id == 0 && !whole.historic && sale_has_stock(&whole.sale) &&
        !stock_default_location(context, whole.sale.branch_id, &whole.location_id))
        return false;
    if (!order_write_record(context, &whole, id) || !order_write_lines(context, &whole, *id) ||
        !order_write_milestones(context, &whole, *id) || !order_credit_check(context, whole.sale.account_id, &credit))
        return false;
    bool cash = text_equal(whole.kind, "cash");
    if (credit.over && !cash) return order_set_status(context, *id, "held");
    return order_reserve(context, *id);
}

static bool order_read_milestone(const body_t *body, const sale_t *sale, order_milestone_t *out) {
    *out = (order_milestone_t){.kind = "milestone"};
    if (!body_text(body, "kind", 20, &out->kind) || !body_text(body, "name", 200, &out->name) ||
        !body_percent(body, "percent", &out->percent) || !body_money(body, "amount", sale->currency, &out->amount) ||
        !body_date(body, "due_on", &out->due_on))
        return false;
    if (!text_equal(out->kind, "deposit") && !text_equal(out->kind, "milestone"))
        return body_refuse(body, "kind", "unknown_choice", "Choose deposit or milestone.");
    if (out->name == NULL) return body_refuse(body, "name", "required", "Say what this part is called.");
    if ((out->percent > 0) == (out->amount > 0) || out->amount < 0)
        return body_refuse(body, "percent", "required", "Give a percentage or an amount above 0.");
    return true;
}

bool order_read(context_t *context, json_t *json, order_request_t *out) {
    size_t count = 0;
    body_t body = body_of(context, json);
    *out = (order_request_t){0};
    if (!sale_read(context, json, &out->sale) || !body_id(&body, "location", &out->location_id) ||
        !body_text(&body, "customer_reference", 100, &out->customer_reference) ||
        !body_date(&body, "requested_on", &out->requested_on) || !body_text(&body, "note", 20000, &out->note) ||
        !body_array(&body, "milestones", ORDER_MILESTONES, &count))
        return false;
    order_milestone_t *milestones = ARENA_ARRAY(context->arena, order_milestone_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        body_t element = body_element(&body, "milestones", i);
        order_read_milestone(&element, &out->sale, &milestones[i]);
    }
    out->milestones = milestones;
    out->milestone_count = count;
    return !problem_is_set(context->problem);
}

static const char SQL_COUNT[] = "SELECT count(*) FROM order_line WHERE order_id = $1";
static const char SQL_LINES[] =
    "SELECT " SALE_LINE_COLUMNS
    ", l.reserved_quantity, l.delivered_quantity, l.invoiced_quantity, l.cancelled_quantity, "
    "l.delivered_net, l.invoiced_net, l.advanced_net FROM order_line l LEFT JOIN product p ON p.id = l.product_id "
    "WHERE l.order_id = $1 ORDER BY l.position";

static void line_take(arena_t *arena, const store_statement_t *row, order_line_t *out) {
    enum { NEXT = SALE_LINE_COLUMN_COUNT };
    sale_line_take(arena, row, &out->sale);
    out->reserved_quantity = store_column_int(row, NEXT);
    out->delivered_quantity = store_column_int(row, NEXT + 1);
    out->invoiced_quantity = store_column_int(row, NEXT + 2);
    out->cancelled_quantity = store_column_int(row, NEXT + 3);
    out->delivered_net = store_column_int(row, NEXT + 4);
    out->invoiced_net = store_column_int(row, NEXT + 5);
    out->advanced_net = store_column_int(row, NEXT + 6);
}

bool order_load(context_t *context, int64_t id, order_t *out) {
    int64_t count = 0;
    *out = (order_t){.id = id};
    if (!record_load(context, &ORDER, id, &out->record)) return false;
    out->number = record_text(out->record, "number");
    out->status = record_text(out->record, "status");
    out->currency = currency_find(record_text(out->record, "currency"));
    out->cash = text_equal(record_text(out->record, "sale"), "cash");
    if (!store_get_int(context->tx, &count, SQL_COUNT, "i", id)) return context_done(context);
    out->lines = ARENA_ARRAY(context->arena, order_line_t, (size_t)count + 1);
    store_statement_t *rows = store_query(context->tx, SQL_LINES, "i", id);
    while (out->line_count < (size_t)count && store_step(rows))
        line_take(context->arena, rows, &out->lines[out->line_count++]);
    return store_end(rows) || context_done(context);
}

int64_t order_line_outstanding(const order_line_t *line) {
    return line->sale.quantity - line->cancelled_quantity - line->delivered_quantity;
}

int64_t order_line_outstanding_net(const order_line_t *line) {
    int64_t wanted = line->sale.quantity - line->cancelled_quantity;
    return amount_step(line->sale.net, line->delivered_quantity, wanted, line->sale.quantity);
}

order_line_t *order_find_line(const order_t *order, int64_t id) {
    for (size_t i = 0; i < order->line_count; i++)
        if (order->lines[i].sale.id == id) return &order->lines[i];
    return NULL;
}

bool order_check_goes_on(context_t *context, const order_t *order) {
    if (!policy_check(context, order->record, order->record, POLICY_UPDATE)) return false;
    if (text_equal(order->status, "held")) return order_credit_refuse(context, record_number(order->record, "account"));
    if (text_equal(order->status, "cancelled"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "cancelled", "%s is cancelled.", order->number);
    return true;
}

typedef struct order_sums {
    int64_t delivered, invoiced, backlog, cancelled;
    bool all_delivered, all_invoiced;
} order_sums_t;

static order_sums_t order_sum(const order_t *order) {
    order_sums_t sums = {.all_delivered = true, .all_invoiced = true};
    for (size_t i = 0; i < order->line_count; i++) {
        const order_line_t *line = &order->lines[i];
        int64_t wanted = line->sale.quantity - line->cancelled_quantity;
        int64_t net = amount_share(line->sale.net, wanted, line->sale.quantity);
        int64_t invoiced = line->invoiced_net + line->advanced_net;
        if (order_line_outstanding(line) > 0) sums.all_delivered = false;
        if (invoiced < net) sums.all_invoiced = false;
        if (text_equal(line->sale.kind, "freight")) continue;
        sums.delivered += line->delivered_net;
        sums.invoiced += invoiced;
        sums.backlog += order_line_outstanding_net(line);
        sums.cancelled += line->cancelled_quantity;
    }
    return sums;
}

bool order_follow(context_t *context, int64_t id) {
    order_t order;
    record_t *input = record_new(context->arena, &ORDER), *saved = NULL;
    if (!order_load(context, id, &order)) return false;
    order_sums_t sums = order_sum(&order);
    const char *status = "open";
    if (sums.all_delivered) status = sums.all_invoiced ? "completed" : "delivered";
    if (sums.all_delivered && sums.delivered == 0 && sums.invoiced == 0 && sums.cancelled > 0) status = "cancelled";
    record_set_text(input, "status", status);
    record_set_number(input, "delivered", sums.delivered);
    record_set_number(input, "invoiced", sums.invoiced);
    record_set_number(input, "backlog", sums.backlog);
    return record_update(context, id, 0, input, &saved);
}

static const char SQL_CANCEL[] =
    "UPDATE order_line SET cancelled_quantity = quantity - delivered_quantity, reserved_quantity = 0 WHERE id = $1";

bool order_cancel(context_t *context, int64_t id, const char *reason) {
    order_t order;
    if (!order_load(context, id, &order)) return false;
    if (!policy_check(context, order.record, order.record, POLICY_UPDATE)) return false;
    int64_t outstanding = 0, location = record_number(order.record, "location"), freed = 0;
    for (size_t i = 0; i < order.line_count; i++) {
        const order_line_t *line = &order.lines[i];
        outstanding += order_line_outstanding(line);
        if (line->reserved_quantity > 0 &&
            !stock_reserve(context, line->sale.product_id, location, -line->reserved_quantity, &freed))
            return false;
        store_run(context->tx, NULL, SQL_CANCEL, "i", line->sale.id);
    }
    if (outstanding == 0)
        return problem_set(context->problem, PROBLEM_CONFLICT, "nothing_outstanding", "All of %s is delivered.",
                           order.number);
    if (reason != NULL) {
        record_t *input = record_new(context->arena, &ORDER), *saved = NULL;
        const char *note = record_text(order.record, "note");
        record_set_text(input, "note", note != NULL ? arena_printf(context->arena, "%s\n%s", note, reason) : reason);
        if (!record_update(context, id, 0, input, &saved)) return false;
    }
    return order_follow(context, id);
}

bool order_release(context_t *context, int64_t id) {
    order_t order;
    record_t *input = record_new(context->arena, &ORDER), *saved = NULL;
    if (!ledger_check_keeper(context) || !order_load(context, id, &order)) return false;
    if (!text_equal(order.status, "held"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "not_held", "%s is not held.", order.number);
    record_set_text(input, "status", "open");
    set_id(input, "credit_approved_by", context->actor->user_id);
    return record_update(context, id, 0, input, &saved) && order_reserve(context, id);
}
