#include "trade/order_invoice.h"

#include "base/text.h"
#include "trade/amount.h"

enum { PERCENT_WHOLE = 10000 };

typedef struct billing {
    context_t *context;
    const order_t *order;
    const order_invoice_request_t *request;
    invoice_t *invoice;
} billing_t;

static void billing_add(billing_t *billing, const order_line_t *line, const sale_line_t *sale) {
    billing->invoice->lines[billing->invoice->line_count++] =
        (invoice_line_t){.sale = *sale, .order_line_id = line->sale.id};
}

static sale_line_t advance_line(billing_t *billing, const order_line_t *line, int64_t net) {
    bool zh = text_equal(billing->context->actor->locale, "zh");
    const char *words = net > 0 ? (zh ? "预收" : "In advance") : (zh ? "减预收" : "Less billed in advance");
    const char *description = arena_printf(billing->context->arena, "%s: %s", words, line->sale.description);
    return (sale_line_t){.kind = "advance",
                         .product_id = line->sale.product_id,
                         .description = description,
                         .tax_code_id = line->sale.tax_code_id,
                         .tax_rate = line->sale.tax_rate,
                         .gross = net,
                         .net = net};
}

/* By quantity, less what was billed ahead of it. */
static void billing_add_quantity(billing_t *billing, const order_line_t *line, int64_t quantity) {
    int64_t before = line->invoiced_quantity, after = before + quantity, whole = line->sale.quantity;
    sale_line_t sale = line->sale;
    sale.quantity = quantity;
    sale.gross = amount_step(line->sale.gross, before, after, whole);
    sale.discount = amount_step(line->sale.discount, before, after, whole);
    sale.net = amount_step(line->sale.net, before, after, whole);
    sale.tax = amount_step(line->sale.tax, before, after, whole);
    sale.gross = sale.net + sale.discount;
    billing_add(billing, line, &sale);
    int64_t advanced = line->advanced_net < sale.net ? line->advanced_net : sale.net;
    if (advanced <= 0) return;
    const sale_line_t deducted = advance_line(billing, line, -advanced);
    billing_add(billing, line, &deducted);
}

static void billing_add_quantities(billing_t *billing, bool all) {
    for (size_t i = 0; i < billing->order->line_count; i++) {
        const order_line_t *line = &billing->order->lines[i];
        int64_t upto = all ? line->sale.quantity - line->cancelled_quantity : line->delivered_quantity;
        if (upto > line->invoiced_quantity) billing_add_quantity(billing, line, upto - line->invoiced_quantity);
    }
}

/* What nobody has billed of a line, by quantity or ahead of it; freight is billed when it is delivered. */
static int64_t line_unbilled(const order_line_t *line) {
    int64_t wanted = line->sale.quantity - line->cancelled_quantity;
    if (text_equal(line->sale.kind, "freight")) return 0;
    return amount_share(line->sale.net, wanted, line->sale.quantity) - line->invoiced_net - line->advanced_net;
}

static bool billing_add_advance(billing_t *billing, int64_t amount) {
    const order_t *order = billing->order;
    int64_t left = 0;
    int64_t *weights = ARENA_ARRAY(billing->context->arena, int64_t, order->line_count + 1);
    int64_t *parts = ARENA_ARRAY(billing->context->arena, int64_t, order->line_count + 1);
    for (size_t i = 0; i < order->line_count; i++) {
        int64_t unbilled = line_unbilled(&order->lines[i]);
        weights[i] = unbilled > 0 ? unbilled : 0;
        left += weights[i];
    }
    if (amount <= 0)
        return problem_add_field(billing->context->problem, "amount", "out_of_range",
                                 "Give a percentage or an amount above 0.");
    if (amount > left)
        return problem_add_field(billing->context->problem, "amount", "more_than_left",
                                 "Only %s of %s is not billed yet.",
                                 money_format(billing->context->arena, left, order->currency), order->number);
    amount_spread(amount, weights, order->line_count, parts);
    for (size_t i = 0; i < order->line_count; i++) {
        if (parts[i] == 0) continue;
        const sale_line_t line = advance_line(billing, &order->lines[i], parts[i]);
        billing_add(billing, &order->lines[i], &line);
    }
    return true;
}

static const char SQL_MILESTONE[] =
    "SELECT kind, coalesce(percent, 0), coalesce(amount, 0), coalesce(invoice_id, 0) FROM order_milestone "
    "WHERE id = $1 AND order_id = $2";

static bool billing_take_milestone(billing_t *billing, order_invoice_request_t *request) {
    context_t *context = billing->context;
    store_statement_t *row = store_query(context->tx, SQL_MILESTONE, "ii", request->milestone_id, billing->order->id);
    bool found = store_step(row);
    int64_t billed = 0;
    if (found) {
        request->basis = arena_strdup(context->arena, store_column_text(row, 0));
        request->percent = store_column_int(row, 1);
        request->amount = store_column_int(row, 2);
        billed = store_column_int(row, 3);
    }
    if (!store_end(row)) return context_done(context);
    if (!found)
        return problem_add_field(context->problem, "milestone", "not_found", "This is no milestone of the order.");
    return billed == 0 ||
           problem_set(context->problem, PROBLEM_CONFLICT, "billed_already", "This part is invoiced already.");
}

/* The last milestone takes what rounding left of a whole that was split by percentages. */
static bool billing_fill(billing_t *billing) {
    order_invoice_request_t request = *billing->request;
    if (request.milestone_id != 0 && !billing_take_milestone(billing, &request)) return false;
    bool delivered = text_equal(request.basis, "delivered"), remaining = text_equal(request.basis, "remaining");
    billing->invoice->basis = delivered ? "delivery" : remaining ? "order" : request.basis;
    if (delivered || remaining) {
        billing_add_quantities(billing, remaining);
        return true;
    }
    if (!text_equal(request.basis, "deposit") && !text_equal(request.basis, "milestone"))
        return problem_add_field(billing->context->problem, "basis", "unknown_choice",
                                 "Choose delivered, remaining, deposit or milestone.");
    int64_t net = record_number(billing->order->record, "net"), amount = request.amount, left = 0;
    if (request.percent > 0) amount = amount_share(net, request.percent, PERCENT_WHOLE);
    for (size_t i = 0; i < billing->order->line_count; i++) left += line_unbilled(&billing->order->lines[i]);
    if (request.percent > 0 && amount > left && amount - left <= ORDER_MILESTONES) amount = left;
    return billing_add_advance(billing, amount);
}

static const char SQL_BILLED[] = "UPDATE order_milestone SET invoice_id = $1 WHERE id = $2";

bool order_invoice(posting_t *posting, const order_t *order, const order_invoice_request_t *request, invoice_t *out) {
    context_t *context = posting->context;
    const record_t *record = order->record;
    *out = (invoice_t){
        .sale = {.account_id = record_number(record, "account"),
                 .contact_id = record_number(record, "contact"),
                 .opportunity_id = record_number(record, "opportunity"),
                 .owner_id = record_number(record, "owner"),
                 .branch_id = record_number(record, "branch"),
                 .currency = order->currency,
                 .date = posting->entry.date,
                 .payment_terms = order->cash ? "immediate" : record_text(record, "payment_terms")},
        .order_id = order->id,
        .customer_reference = record_text(record, "customer_reference"),
        .taxes_given = request->taxes_given,
        .due_on = request->due_on,
        .lines = ARENA_ARRAY(context->arena, invoice_line_t, 2 * order->line_count + 1),
    };
    billing_t billing = {.context = context, .order = order, .request = request, .invoice = out};
    if (!order_check_goes_on(context, order) || !billing_fill(&billing) || !invoice_issue(context, out, posting))
        return false;
    if (request->milestone_id != 0) store_run(context->tx, NULL, SQL_BILLED, "ii", out->id, request->milestone_id);
    return context_done(context);
}
