/* Orders, deliveries, invoices and credit notes. */
#include "base/text.h"
#include "capture/csv_orders.h"
#include "http/repeat.h"
#include "http/route.h"
#include "http/server_state.h"
#include "trade/approval.h"
#include "trade/body.h"
#include "trade/credit_note.h"
#include "trade/order_action.h"
#include "trade/price.h"

#include <unistd.h>

static bool order_answer(context_t *context, request_t *request, int64_t id) {
    json_writer_t writer = json_begin(&request->response.body);
    return order_write_document(context, id, &writer);
}

static bool order_get_work(context_t *context, request_t *request) {
    return order_answer(context, request, request->record_id);
}

static bool order_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, order_get_work);
}

static bool delivery_get_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return delivery_write_document(context, request->record_id, &writer);
}

static bool delivery_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, delivery_get_work);
}

static bool invoice_get_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return invoice_write_document(context, request->record_id, &writer);
}

static bool invoice_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, invoice_get_work);
}

static bool order_create_work(context_t *context, request_t *request) {
    order_request_t order;
    int64_t id = 0;
    return order_read(context, request->json, &order) && order_create(context, &order, &id) &&
           order_answer(context, request, id);
}

static bool order_post(request_t *request) {
    return repeat_run(request, 201, order_create_work);
}

static bool outcome_answer(context_t *context, request_t *request, const order_outcome_t *outcome) {
    json_writer_t writer = json_begin(&request->response.body);
    return order_outcome_write(context, outcome, &writer, NULL);
}

/* "date", "location", "tracking", "note" and "lines": [{"line", "quantity", "condition"}]. */
static bool delivery_read(context_t *context, json_t *json, delivery_request_t *out) {
    size_t count = 0;
    body_t body = body_of(context, json);
    *out = (delivery_request_t){0};
    if (!body_date(&body, "date", &out->date) || !body_id(&body, "location", &out->location_id) ||
        !body_text(&body, "tracking", 100, &out->tracking) || !body_text(&body, "note", 20000, &out->note) ||
        !body_array(&body, "lines", SALE_LINES, &count))
        return false;
    delivery_part_t *parts = ARENA_ARRAY(context->arena, delivery_part_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        body_t line = body_element(&body, "lines", i);
        const char *condition = NULL;
        parts[i].field = arena_printf(context->arena, "%squantity", line.path);
        if (!body_id(&line, "line", &parts[i].line_id) ||
            !body_decimal(&line, "quantity", QUANTITY_SCALE, &parts[i].quantity) ||
            !body_text(&line, "condition", 20, &condition))
            return false;
        parts[i].scrap = text_equal(condition, "scrap");
    }
    out->parts = count > 0 ? parts : NULL;
    out->part_count = count;
    return true;
}

static bool deliver_work(context_t *context, request_t *request) {
    delivery_request_t delivery;
    order_outcome_t outcome;
    bool invoice = false;
    body_t body = body_of(context, request->json);
    return delivery_read(context, request->json, &delivery) && body_yes_no(&body, "invoice", &invoice) &&
           order_deliver(context, request->record_id, &delivery, invoice, &outcome) &&
           outcome_answer(context, request, &outcome);
}

static bool deliver_post(request_t *request) {
    return repeat_run(request, 201, deliver_work);
}

static bool invoice_work(context_t *context, request_t *request) {
    order_t order;
    order_outcome_t outcome;
    order_invoice_request_t bill = {.basis = "delivered"};
    const char *date = NULL;
    body_t body = body_of(context, request->json);
    return order_load(context, request->record_id, &order) && body_text(&body, "basis", 20, &bill.basis) &&
           body_percent(&body, "percent", &bill.percent) && body_money(&body, "amount", order.currency, &bill.amount) &&
           body_id(&body, "milestone", &bill.milestone_id) && body_date(&body, "date", &date) &&
           order_bill(context, request->record_id, &bill, date, &outcome) && outcome_answer(context, request, &outcome);
}

static bool invoice_post(request_t *request) {
    return repeat_run(request, 201, invoice_work);
}

static bool cancel_work(context_t *context, request_t *request) {
    const char *reason = NULL;
    body_t body = body_of(context, request->json);
    return body_text(&body, "reason", 500, &reason) && order_cancel(context, request->record_id, reason) &&
           order_answer(context, request, request->record_id);
}

static bool cancel_post(request_t *request) {
    return repeat_run(request, 200, cancel_work);
}

static bool release_work(context_t *context, request_t *request) {
    return order_release(context, request->record_id) && order_answer(context, request, request->record_id);
}

static bool release_post(request_t *request) {
    return repeat_run(request, 200, release_work);
}

/* {"order": {"id", "number"}, …the outcome…} */
static bool cash_sale_work(context_t *context, request_t *request) {
    cash_sale_t sale = {0};
    order_outcome_t outcome;
    int64_t order_id = 0;
    body_t body = body_of(context, request->json);
    json_writer_t writer = json_begin(&request->response.body);
    if (!order_read(context, request->json, &sale.order) || !body_text(&body, "method", 20, &sale.method) ||
        !body_id(&body, "ledger_account", &sale.ledger_account_id) ||
        !order_sell_for_cash(context, &sale, &order_id, &outcome))
        return false;
    json_write_object(&writer, NULL);
    json_write_int(&writer, "order", order_id);
    bool ok = order_outcome_write(context, &outcome, &writer, "outcome");
    json_write_close(&writer);
    return ok;
}

static bool cash_sale_post(request_t *request) {
    return repeat_run(request, 201, cash_sale_work);
}

static bool return_work(context_t *context, request_t *request) {
    delivery_request_t delivery;
    order_outcome_t outcome;
    return delivery_read(context, request->json, &delivery) &&
           order_take_back(context, request->record_id, &delivery, &outcome) &&
           outcome_answer(context, request, &outcome);
}

static bool return_post(request_t *request) {
    return repeat_run(request, 201, return_work);
}

/* {"credit_note": 7|null, "entry": 12|null, "approval": 3|null}: posted, or waiting for another person's word. */
static bool credit_work(context_t *context, request_t *request) {
    credit_request_t credit;
    credit_outcome_t outcome;
    int64_t approval = 0;
    json_writer_t writer = json_begin(&request->response.body);
    if (!credit_read(context, request->record_id, request->json, &credit) ||
        !credit_issue(context, &credit, false, &outcome))
        return false;
    const approval_request_t waiting = {.kind = "credit_note",
                                        .invoice_id = request->record_id,
                                        .amount_book = outcome.total_book,
                                        .body = request->json};
    if (outcome.waits && !approval_submit(context, &waiting, &approval)) return false;
    const struct {
        const char *key;
        int64_t id;
    } ids[] = {{"credit_note", outcome.credit_note_id}, {"entry", outcome.entry_id}, {"approval", approval}};
    json_write_object(&writer, NULL);
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        if (ids[i].id != 0) json_write_int(&writer, ids[i].key, ids[i].id);
        if (ids[i].id == 0) json_write_null(&writer, ids[i].key);
    }
    json_write_close(&writer);
    return true;
}

static bool credit_post(request_t *request) {
    return repeat_run(request, 201, credit_work);
}

/* Loads in chunks, each a write of its own, while the caller waits for what came of it. */
static bool orders_import_post(request_t *request) {
    const char *paid = request_parameter(request, "paid");
    csv_orders_t orders = {.path = request->upload_path,
                           .currency = request_parameter(request, "currency"),
                           .paid_when_due = text_equal(paid, "due"),
                           .arena = request->arena};
    bool ok = paid == NULL || text_equal(paid, "due") || text_equal(paid, "none") ||
              problem_add_field(&request->problem, "paid", "unknown_choice", "Choose due or none.");
    ok = ok && csv_orders_run(request->server->store, &request->actor, &orders, &request->problem);
    unlink(request->upload_path);
    if (!ok) return false;
    response_json(request, 200);
    json_writer_t writer = json_begin(&request->response.body);
    csv_orders_write(&orders, &writer);
    return true;
}

/* clang-format off */
const route_t ROUTES_ORDERS[] = {
    {"POST", "/api/v1/orders", order_post, ROUTE_CREATES | ROUTE_REPEATS, "createOrder", "Order", "OrderRequest", "OrderDocument"},
    {"POST", "/api/v1/orders/import", orders_import_post, ROUTE_UPLOAD | ROUTE_BYTES, "importOrders", "Load orders of another system from CSV, with deliveries, invoices and payments", NULL, "OrdersImport"},
    {"GET", "/api/v1/orders/{id}/document", order_get, 0, "getOrderDocument", "An order with its lines and documents", NULL, "OrderDocument"},
    {"POST", "/api/v1/orders/{id}/deliver", deliver_post, ROUTE_CREATES | ROUTE_REPEATS, "deliverOrder", "Deliver, all or in part, and invoice at once if wanted", "DeliveryRequest", "OrderOutcome"},
    {"POST", "/api/v1/orders/{id}/invoice", invoice_post, ROUTE_CREATES | ROUTE_REPEATS, "invoiceOrder", "Invoice what was delivered, all that is left, a deposit or a milestone", "OrderInvoiceRequest", "OrderOutcome"},
    {"POST", "/api/v1/orders/{id}/cancel", cancel_post, ROUTE_REPEATS, "cancelOrder", "Cancel what is not delivered", "OrderCancellation", "OrderDocument"},
    {"POST", "/api/v1/orders/{id}/release", release_post, ROUTE_REPEATS, "releaseOrder", "Let an order go on that is over the credit limit", NULL, "OrderDocument"},
    {"POST", "/api/v1/cash-sales", cash_sale_post, ROUTE_CREATES | ROUTE_REPEATS, "sellForCash", "Sell, deliver and take the money in one step", "CashSaleRequest", "CashSale"},
    {"GET", "/api/v1/deliveries/{id}/document", delivery_get, 0, "getDeliveryDocument", "A delivery with its lines", NULL, "DeliveryDocument"},
    {"POST", "/api/v1/deliveries/{id}/return", return_post, ROUTE_CREATES | ROUTE_REPEATS, "returnDelivery", "Take goods back that are not invoiced", "DeliveryRequest", "OrderOutcome"},
    {"GET", "/api/v1/invoices/{id}/document", invoice_get, 0, "getInvoiceDocument", "An invoice or credit note with all that stands on it", NULL, "InvoiceDocument"},
    {"POST", "/api/v1/invoices/{id}/credit", credit_post, ROUTE_CREATES | ROUTE_REPEATS, "creditInvoice", "Credit an invoice: goods returned, an allowance, or what is not delivered", "CreditRequest", "CreditOutcome"},
    {NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL},
};
/* clang-format on */
