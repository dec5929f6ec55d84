#include "trade/settlement.h"

#include "base/text.h"
#include "catalogue/record.h"
#include "customer/organisation.h"
#include "trade/body.h"
#include "trade/invoice.h"
#include "trade/payment.h"

bool settlement_read_parts(context_t *context, json_t *json, const currency_t *currency, payment_allocation_t **out,
                           size_t *count) {
    body_t body = body_of(context, json);
    if (!body_array(&body, "allocations", SALE_LINES, count)) return false;
    *out = ARENA_ARRAY(context->arena, payment_allocation_t, *count + 1);
    for (size_t i = 0; i < *count; i++) {
        body_t part = body_element(&body, "allocations", i);
        if (!body_id(&part, "invoice", &(*out)[i].invoice_id) ||
            !body_money(&part, "amount", currency, &(*out)[i].amount) ||
            !body_money(&part, "discount", currency, &(*out)[i].discount))
            return false;
        if ((*out)[i].invoice_id == 0) body_refuse(&part, "invoice", "required", "Say which invoice.");
    }
    return !problem_is_set(context->problem);
}

static const char SQL_CURRENCY[] = "SELECT coalesce(currency, '') FROM account WHERE id = $1 AND archived_at IS NULL";

/* The customer's currency where none is given, else the organisation's. */
static const currency_t *pay_currency(const body_t *body, int64_t account_id) {
    context_t *context = body->context;
    organisation_t organisation;
    const char *code = NULL;
    if (!body_text(body, "currency", 3, &code)) return NULL;
    if (account_id == 0) {
        body_refuse(body, "account", "required", "Say who paid.");
        return NULL;
    }
    const char *own = store_get_text(context->tx, context->arena, SQL_CURRENCY, "i", account_id);
    if (own == NULL) {
        body_refuse(body, "account", "not_found", "There is no such customer.");
        return NULL;
    }
    if (code == NULL) code = own;
    if (*code == '\0' && organisation_read(context, &organisation)) code = organisation.currency;
    const currency_t *currency = currency_find(code);
    if (currency == NULL)
        body_refuse(body, "currency", "not_a_currency",
                    "This is no currency code of ISO 4217. Use three letters, such as USD.");
    return currency;
}

bool settlement_pay(context_t *context, json_t *json, int64_t *payment_id) {
    payment_allocation_t *parts = NULL;
    body_t body = body_of(context, json);
    payment_request_t request = {.method = "bank_transfer"};
    if (!payment_check_may(context) || !body_id(&body, "account", &request.account_id)) return false;
    const currency_t *currency = pay_currency(&body, request.account_id);
    if (currency == NULL) return false;
    request.currency = currency->code;
    if (!body_money(&body, "amount", currency, &request.amount) || !body_date(&body, "date", &request.date) ||
        !body_text(&body, "method", 20, &request.method) ||
        !body_id(&body, "ledger_account", &request.ledger_account_id) ||
        !body_text(&body, "reference", 100, &request.reference) || !body_text(&body, "note", 2000, &request.note) ||
        !body_yes_no(&body, "automatic", &request.automatic) ||
        !settlement_read_parts(context, json, currency, &parts, &request.allocation_count))
        return false;
    request.allocations = parts;
    return payment_record(context, &request, payment_id);
}

static bool parts_needed(context_t *context, size_t count) {
    return count > 0 ||
           problem_add_field(context->problem, "allocations", "required", "Say which invoices it settles.");
}

static const char SQL_PAYMENT_ENTRY[] =
    "UPDATE allocation SET entry_id = $1 WHERE payment_id = $2 AND entry_id IS NULL AND at = $3";

/* Within the receivable account nothing moves; there is an entry where a discount or a rate makes a difference. */
bool settlement_apply_payment(context_t *context, int64_t payment_id, json_t *body) {
    record_t *payment = NULL;
    payment_allocation_t *parts = NULL;
    posting_t posting;
    size_t count = 0;
    int64_t entry = 0;
    const char *date = context_today(context);
    body_t given = body_of(context, body);
    if (!payment_check_may(context) || !record_load(context, &PAYMENT, payment_id, &payment)) return false;
    const char *currency = record_text(payment, "currency");
    if (!settlement_read_parts(context, body, currency_find(currency), &parts, &count) ||
        !body_date(&given, "date", &date) || !parts_needed(context, count))
        return false;
    if (strcmp(date, record_text(payment, "date")) < 0) date = record_text(payment, "date");
    if (!posting_begin(context, currency, date, &posting)) return false;
    posting.about.customer_id = record_number(payment, "account");
    posting.entry.kind = "payment";
    posting.entry.series = JOURNAL_OF_PAYMENTS;
    posting.entry.document_type = "payment";
    posting.entry.document_id = payment_id;
    posting.entry.description = record_text(payment, "number");
    if (!allocation_apply_payment(&posting, payment_id, parts, count) || !posting_post(&posting, &entry)) return false;
    if (entry != 0) store_run(context->tx, NULL, SQL_PAYMENT_ENTRY, "iii", entry, payment_id, context->now);
    return context_done(context);
}

bool settlement_apply_credit_note(context_t *context, int64_t credit_note_id, json_t *body) {
    record_t *note = NULL;
    payment_allocation_t *parts = NULL;
    size_t count = 0;
    if (!payment_check_may(context) || !record_load(context, &INVOICE, credit_note_id, &note)) return false;
    const currency_t *currency = currency_find(record_text(note, "currency"));
    const char *date = context_today(context);
    body_t given = body_of(context, body);
    return settlement_read_parts(context, body, currency, &parts, &count) && body_date(&given, "date", &date) &&
           parts_needed(context, count) && allocation_apply_credit_note(context, credit_note_id, date, parts, count);
}
