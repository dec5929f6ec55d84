#include "trade/order_action.h"

#include "base/text.h"
#include "trade/payment.h"

static bool action_begin(context_t *context, const order_t *order, const char *date, posting_t *out) {
    const record_t *record = order->record;
    if (!posting_begin(context, order->currency->code, date != NULL ? date : context_today(context), out)) return false;
    out->about = (journal_about_t){.customer_id = record_number(record, "account"),
                                   .salesperson_id = record_number(record, "owner"),
                                   .branch_id = record_number(record, "branch"),
                                   .opportunity_id = record_number(record, "opportunity")};
    return true;
}

/* The entry tells its document: the last one that goes into it. */
static void action_name(posting_t *posting, const char *kind, const char *document_type, int64_t id,
                        const char *number) {
    posting->entry.kind = kind;
    posting->entry.series = JOURNAL_OF_SALES;
    posting->entry.description = number;
    posting->entry.document_type = document_type;
    posting->entry.document_id = id;
}

static const char *customer_name(const order_t *order) {
    const value_t *account = record_value(order->record, "account");
    return account->title != NULL ? account->title : "";
}

static bool action_post(posting_t *posting, const order_t *order, order_outcome_t *out) {
    posting->entry.description = arena_printf(posting->context->arena, "%s · %s · %s", posting->entry.description,
                                              customer_name(order), order->number);
    return posting_post(posting, &out->entry_id) &&
           (out->delivery_id == 0 || delivery_tell_entry(posting->context, out->delivery_id, out->entry_id)) &&
           (out->invoice_id == 0 || invoice_tell_entry(posting->context, out->invoice_id, out->entry_id)) &&
           order_follow(posting->context, order->id);
}

/* The order is read again: its lines have moved. */
static bool action_invoice(posting_t *posting, int64_t order_id, const order_invoice_request_t *request,
                           order_outcome_t *out) {
    order_t order;
    invoice_t invoice;
    if (!order_load(posting->context, order_id, &order) || !order_invoice(posting, &order, request, &invoice))
        return false;
    out->invoice_id = invoice.id;
    action_name(posting, "invoice", "invoice", invoice.id, invoice.number);
    return true;
}

static bool action_deliver(posting_t *posting, const order_t *order, const delivery_request_t *request,
                           order_outcome_t *out) {
    delivery_result_t delivery;
    delivery_request_t dated = *request;
    dated.date = posting->entry.date;
    if (!delivery_make(posting, order, &dated, &delivery)) return false;
    out->delivery_id = delivery.id;
    action_name(posting, "sale", "delivery", delivery.id, delivery.number);
    return true;
}

bool order_deliver(context_t *context, int64_t order_id, const delivery_request_t *request, bool invoice,
                   order_outcome_t *out) {
    order_t order;
    posting_t posting;
    *out = (order_outcome_t){0};
    if (!order_load(context, order_id, &order) || !action_begin(context, &order, request->date, &posting) ||
        !action_deliver(&posting, &order, request, out))
        return false;
    const order_invoice_request_t bill = {.basis = "delivered"};
    return (!invoice || action_invoice(&posting, order_id, &bill, out)) && action_post(&posting, &order, out);
}

static const char SQL_INVOICED[] = "SELECT total FROM invoice WHERE id = $1";

static bool history_pay(context_t *context, const order_t *order, const char *paid_on, order_outcome_t *out) {
    payment_allocation_t whole = {.invoice_id = out->invoice_id};
    if (!store_get_int(context->tx, &whole.amount, SQL_INVOICED, "i", out->invoice_id)) return context_done(context);
    const payment_request_t request = {.account_id = record_number(order->record, "account"),
                                       .date = paid_on,
                                       .method = "bank_transfer",
                                       .currency = order->currency->code,
                                       .amount = whole.amount,
                                       .allocations = &whole,
                                       .allocation_count = 1};
    return whole.amount == 0 || payment_record(context, &request, &out->payment_id);
}

bool order_record_history(context_t *context, int64_t order_id, const delivery_request_t *delivery, const char *due_on,
                          const char *paid_on, order_outcome_t *out) {
    order_t order;
    posting_t posting;
    const order_invoice_request_t bill = {.basis = "delivered", .taxes_given = true, .due_on = due_on};
    *out = (order_outcome_t){0};
    return order_load(context, order_id, &order) && action_begin(context, &order, delivery->date, &posting) &&
           action_deliver(&posting, &order, delivery, out) && action_invoice(&posting, order_id, &bill, out) &&
           action_post(&posting, &order, out) && (paid_on == NULL || history_pay(context, &order, paid_on, out));
}

bool order_bill(context_t *context, int64_t order_id, const order_invoice_request_t *request, const char *date,
                order_outcome_t *out) {
    order_t order;
    posting_t posting;
    *out = (order_outcome_t){0};
    return order_load(context, order_id, &order) && action_begin(context, &order, date, &posting) &&
           action_invoice(&posting, order_id, request, out) && action_post(&posting, &order, out);
}

static const char SQL_ORDER_OF[] = "SELECT order_id FROM delivery WHERE id = $1";

bool order_take_back(context_t *context, int64_t delivery_id, const delivery_request_t *request, order_outcome_t *out) {
    order_t order;
    posting_t posting;
    int64_t order_id = 0;
    delivery_result_t returned;
    *out = (order_outcome_t){0};
    if (!store_get_int(context->tx, &order_id, SQL_ORDER_OF, "i", delivery_id))
        return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no such delivery.");
    if (!order_load(context, order_id, &order) || !action_begin(context, &order, request->date, &posting)) return false;
    delivery_request_t dated = *request;
    dated.date = posting.entry.date;
    if (!delivery_return(&posting, delivery_id, &dated, false, &returned)) return false;
    out->delivery_id = returned.id;
    action_name(&posting, "return", "delivery", returned.id, returned.number);
    return action_post(&posting, &order, out);
}

static bool cash_pay(posting_t *posting, const cash_sale_t *sale, const order_t *order, order_outcome_t *out) {
    int64_t total = 0;
    if (!store_get_int(posting->context->tx, &total, SQL_INVOICED, "i", out->invoice_id))
        return context_done(posting->context);
    const payment_allocation_t whole = {.invoice_id = out->invoice_id, .amount = total};
    payment_request_t request = {.account_id = record_number(order->record, "account"),
                                 .date = posting->entry.date,
                                 .method = sale->method != NULL ? sale->method : "cash",
                                 .ledger_account_id = sale->ledger_account_id,
                                 .currency = order->currency->code,
                                 .amount = total,
                                 .allocations = &whole,
                                 .allocation_count = 1,
                                 .posting = posting};
    if (total == 0) return true;
    return payment_record(posting->context, &request, &out->payment_id);
}

bool order_sell_for_cash(context_t *context, const cash_sale_t *sale, int64_t *order_id, order_outcome_t *out) {
    order_t order;
    posting_t posting;
    order_request_t request = sale->order;
    const delivery_request_t all = {0};
    const order_invoice_request_t bill = {.basis = "delivered"};
    *out = (order_outcome_t){0};
    request.kind = "cash";
    if (!order_create(context, &request, order_id) || !order_load(context, *order_id, &order) ||
        !action_begin(context, &order, request.sale.date, &posting) || !action_deliver(&posting, &order, &all, out) ||
        !action_invoice(&posting, *order_id, &bill, out) || !cash_pay(&posting, sale, &order, out) ||
        !action_post(&posting, &order, out))
        return false;
    return out->payment_id == 0 || payment_tell_entry(context, out->payment_id, out->entry_id);
}

static bool reference_write(context_t *context, json_writer_t *writer, const char *key, const char *sql, int64_t id) {
    const char *number = id != 0 ? store_get_text(context->tx, context->arena, sql, "i", id) : NULL;
    if (number == NULL) {
        json_write_null(writer, key);
        return context_done(context);
    }
    json_write_object(writer, key);
    json_write_int(writer, "id", id);
    json_write_text(writer, "number", number);
    json_write_close(writer);
    return true;
}

bool order_outcome_write(context_t *context, const order_outcome_t *outcome, json_writer_t *writer, const char *key) {
    json_write_object(writer, key);
    bool ok =
        reference_write(context, writer, "delivery", "SELECT number FROM delivery WHERE id = $1",
                        outcome->delivery_id) &&
        reference_write(context, writer, "invoice", "SELECT number FROM invoice WHERE id = $1", outcome->invoice_id) &&
        reference_write(context, writer, "payment", "SELECT number FROM payment WHERE id = $1", outcome->payment_id) &&
        reference_write(context, writer, "entry", "SELECT number FROM journal_entry WHERE id = $1", outcome->entry_id);
    json_write_close(writer);
    return ok;
}
