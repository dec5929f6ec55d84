/* Payments and what they settle; what customers owe. */
#include "base/text.h"
#include "http/repeat.h"
#include "http/route.h"
#include "trade/approval.h"
#include "trade/body.h"
#include "trade/invoice.h"
#include "trade/receivable.h"
#include "trade/settlement.h"
#include "trade/write_off.h"

static bool payment_answer(context_t *context, request_t *request, int64_t id) {
    json_writer_t writer = json_begin(&request->response.body);
    return settlement_write_payment(context, id, &writer);
}

static bool payment_get_work(context_t *context, request_t *request) {
    return payment_answer(context, request, request->record_id);
}

static bool payment_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, payment_get_work);
}

static bool payment_create_work(context_t *context, request_t *request) {
    int64_t id = 0;
    return settlement_pay(context, request->json, &id) && payment_answer(context, request, id);
}

static bool payment_post(request_t *request) {
    return repeat_run(request, 201, payment_create_work);
}

static bool allocate_work(context_t *context, request_t *request) {
    return settlement_apply_payment(context, request->record_id, request->json) &&
           payment_answer(context, request, request->record_id);
}

static bool allocate_post(request_t *request) {
    return repeat_run(request, 200, allocate_work);
}

static bool refund_work(context_t *context, request_t *request) {
    int64_t id = 0;
    return settlement_refund_payment(context, request->record_id, request->json, &id) &&
           payment_answer(context, request, id);
}

static bool refund_post(request_t *request) {
    return repeat_run(request, 201, refund_work);
}

static bool payment_back_work(context_t *context, request_t *request) {
    return settlement_take_back_payment(context, request->record_id, request->json) &&
           payment_answer(context, request, request->record_id);
}

static bool payment_back_post(request_t *request) {
    return repeat_run(request, 200, payment_back_work);
}

static bool invoice_answer(context_t *context, request_t *request, int64_t id) {
    json_writer_t writer = json_begin(&request->response.body);
    return invoice_write_document(context, id, &writer);
}

static bool allocation_back_work(context_t *context, request_t *request) {
    int64_t invoice = 0;
    return settlement_take_back(context, request->record_id, request->json, &invoice) &&
           invoice_answer(context, request, invoice);
}

static bool allocation_back_post(request_t *request) {
    return repeat_run(request, 200, allocation_back_work);
}

static bool apply_work(context_t *context, request_t *request) {
    return settlement_apply_credit_note(context, request->record_id, request->json) &&
           invoice_answer(context, request, request->record_id);
}

static bool apply_post(request_t *request) {
    return repeat_run(request, 200, apply_work);
}

static bool credit_refund_work(context_t *context, request_t *request) {
    int64_t id = 0;
    return settlement_refund_credit_note(context, request->record_id, request->json, &id) &&
           payment_answer(context, request, id);
}

static bool credit_refund_post(request_t *request) {
    return repeat_run(request, 201, credit_refund_work);
}

static bool write_off_work(context_t *context, request_t *request) {
    write_off_outcome_t outcome;
    if (!write_off_from_body(context, request->record_id, request->json, false, &outcome)) return false;
    json_writer_t writer = json_begin(&request->response.body);
    json_write_object(&writer, NULL);
    if (outcome.entry_id != 0) json_write_int(&writer, "entry", outcome.entry_id);
    if (outcome.entry_id == 0) json_write_null(&writer, "entry");
    if (outcome.approval_id != 0) json_write_int(&writer, "approval", outcome.approval_id);
    if (outcome.approval_id == 0) json_write_null(&writer, "approval");
    json_write_close(&writer);
    return true;
}

static bool write_off_post(request_t *request) {
    return repeat_run(request, 201, write_off_work);
}

static bool approvals_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return approval_write_list(context, &writer);
}

static bool approvals_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, approvals_work);
}

static bool decision_work(context_t *context, request_t *request) {
    bool approve = false;
    const char *note = NULL;
    body_t body = body_of(context, request->json);
    return body_yes_no(&body, "approve", &approve) && body_text(&body, "note", 500, &note) &&
           approval_decide(context, request->record_id, approve, note) && approvals_work(context, request);
}

static bool decision_post(request_t *request) {
    return repeat_run(request, 200, decision_work);
}

static bool query_number(context_t *context, const request_t *request, const char *name, int64_t *out) {
    const char *text = request_parameter(request, name);
    if (text == NULL || (text_parse_int(text, out) && *out >= 0)) return true;
    return problem_add_field(context->problem, name, "not_a_number", "Give a number.");
}

static bool query_date(context_t *context, const request_t *request, const char *name, const char *otherwise,
                       const char **out) {
    date_t date;
    const char *text = request_parameter(request, name);
    *out = text != NULL ? text : otherwise;
    if (*out == NULL) return problem_add_field(context->problem, name, "required", "Give a date such as 2026-03-31.");
    if (date_parse(*out, &date)) return true;
    return problem_add_field(context->problem, name, "not_a_date", "Give a date such as 2026-03-31.");
}

static bool query_read_at(context_t *context, const request_t *request, receivable_query_t *out) {
    const char *by = request_parameter(request, "by"), *of = request_parameter(request, "of");
    const char *age = request_parameter(request, "age");
    *out = (receivable_query_t){.by = DIMENSION_CUSTOMER, .aged = age != NULL, .nobody = text_equal(of, "none")};
    if (by != NULL && (!dimension_parse(by, &out->by) || out->by == DIMENSION_ALL || out->by == DIMENSION_PRODUCT))
        problem_add_field(context->problem, "by", "unknown_choice", "Choose customer, salesperson or branch.");
    if (age != NULL && !age_parse(age, &out->age))
        problem_add_field(context->problem, "age", "unknown_choice", "Choose one of the ages of the report.");
    if (!out->nobody) query_number(context, request, "of", &out->id);
    query_number(context, request, "offset", &out->offset);
    query_date(context, request, "date", context_today(context), &out->to);
    return !problem_is_set(context->problem);
}

static bool query_read_time(context_t *context, const request_t *request, receivable_query_t *out) {
    *out = (receivable_query_t){.by = DIMENSION_CUSTOMER};
    query_number(context, request, "customer", &out->id);
    query_number(context, request, "offset", &out->offset);
    query_date(context, request, "from", NULL, &out->from);
    query_date(context, request, "to", NULL, &out->to);
    return !problem_is_set(context->problem);
}

/* One handler for all reports; the operation tells which. */
static bool report_work(context_t *context, request_t *request) {
    static const struct {
        const char *operation;
        bool at_a_date;
        bool (*write)(context_t *context, const receivable_query_t *query, json_writer_t *writer);
    } reports[] = {
        {"getAgeing", true, receivable_write_ageing},
        {"listOpenDocuments", true, receivable_write_open},
        {"getCustomerStatement", false, receivable_write_statement},
        {"getSalesDayBook", false, receivable_write_day_book},
        {"getSalesLedger", false, receivable_write_ledger},
        {"getTaxReturn", false, receivable_write_tax_return},
        {"getCollection", false, receivable_write_collection},
    };
    receivable_query_t query;
    json_writer_t writer = json_begin(&request->response.body);
    for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++) {
        if (!text_equal(reports[i].operation, request->route->operation)) continue;
        bool ok =
            reports[i].at_a_date ? query_read_at(context, request, &query) : query_read_time(context, request, &query);
        return ok && reports[i].write(context, &query, &writer);
    }
    return false;
}

static bool report_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, report_work);
}

/* clang-format off */
const route_t ROUTES_RECEIVABLES[] = {
    {"POST", "/api/v1/payments", payment_post, ROUTE_CREATES | ROUTE_REPEATS, "recordPayment", "Record money that a customer paid, and what it settles", "PaymentRequest", "PaymentDocument"},
    {"GET", "/api/v1/payments/{id}/document", payment_get, 0, "getPaymentDocument", "A payment with what it settled", NULL, "PaymentDocument"},
    {"POST", "/api/v1/payments/{id}/allocate", allocate_post, ROUTE_REPEATS, "allocatePayment", "Give what is left of a payment to invoices", "AllocationRequest", "PaymentDocument"},
    {"POST", "/api/v1/payments/{id}/refund", refund_post, ROUTE_CREATES | ROUTE_REPEATS, "refundPayment", "Pay back what is left of a payment", "RefundRequest", "PaymentDocument"},
    {"POST", "/api/v1/payments/{id}/take-back", payment_back_post, ROUTE_REPEATS, "takeBackPayment", "Take back a payment that never was", "TakeBackRequest", "PaymentDocument"},
    {"POST", "/api/v1/allocations/{id}/take-back", allocation_back_post, ROUTE_REPEATS, "takeBackAllocation", "Open an invoice again that this settled", "TakeBackRequest", "InvoiceDocument"},
    {"POST", "/api/v1/invoices/{id}/apply", apply_post, ROUTE_REPEATS, "applyCreditNote", "Give what is left of a credit note to invoices", "AllocationRequest", "InvoiceDocument"},
    {"POST", "/api/v1/invoices/{id}/refund", credit_refund_post, ROUTE_CREATES | ROUTE_REPEATS, "refundCreditNote", "Pay back what is left of a credit note", "RefundRequest", "PaymentDocument"},
    {"POST", "/api/v1/invoices/{id}/write-off", write_off_post, ROUTE_CREATES | ROUTE_REPEATS, "writeOffInvoice", "Write off what will not be paid", "WriteOffRequest", "WriteOff"},
    {"GET", "/api/v1/approvals", approvals_get, 0, "listApprovals", "Credit notes and write-offs that wait for another person's word", NULL, "Approvals"},
    {"POST", "/api/v1/approvals/{id}/decision", decision_post, ROUTE_REPEATS, "decideApproval", "Approve or refuse", "ApprovalDecision", "Approvals"},
    {"GET", "/api/v1/receivables/ageing", report_get, 0, "getAgeing", "What is owed, by how long it is due", NULL, "Ageing"},
    {"GET", "/api/v1/receivables/open", report_get, 0, "listOpenDocuments", "The documents behind a figure of the ageing", NULL, "OpenDocuments"},
    {"GET", "/api/v1/receivables/statement", report_get, 0, "getCustomerStatement", "What passed between us and a customer", NULL, "CustomerStatement"},
    {"GET", "/api/v1/receivables/day-book", report_get, 0, "getSalesDayBook", "Invoices and credit notes by date", NULL, "SalesDayBook"},
    {"GET", "/api/v1/receivables/ledger", report_get, 0, "getSalesLedger", "What each customer's account held, took and gave", NULL, "SalesLedger"},
    {"GET", "/api/v1/receivables/tax-return", report_get, 0, "getTaxReturn", "The boxes of the GST return", NULL, "TaxReturn"},
    {"GET", "/api/v1/receivables/collection", report_get, 0, "getCollection", "Days sales outstanding and days to pay", NULL, "Collection"},
    {NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL},
};
/* clang-format on */
