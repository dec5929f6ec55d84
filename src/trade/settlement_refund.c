/* Refunds: what is left of a payment or a credit note is paid back. */
#include "base/text.h"
#include "ledger/chart.h"
#include "ledger/ledger.h"
#include "trade/body.h"
#include "trade/invoice.h"
#include "trade/payment.h"
#include "trade/settlement.h"

typedef struct refund {
    context_t *context;
    record_t *source; /* a payment or a credit note */
    const currency_t *currency;
    int64_t amount, source_book, bank_book, bank_id;
    const char *date, *method, *reference, *note, *number;
    int64_t id;
} refund_t;

static bool refund_of_payment(const refund_t *refund) {
    return refund->source->type == &PAYMENT;
}

static bool refund_read_bank(refund_t *refund, const body_t *body) {
    context_t *context = refund->context;
    ledger_account_t bank;
    if (!body_id(body, "ledger_account", &refund->bank_id)) return false;
    if (refund->bank_id == 0)
        return chart_find(context, text_equal(refund->method, "cash") ? "cash" : "bank", &refund->bank_id);
    if (!chart_load(context, refund->bank_id, "ledger_account", &bank)) return false;
    if (bank.type == LEDGER_ASSET && !text_equal(bank.purpose, "receivable")) return true;
    return body_refuse(body, "ledger_account", "wrong_account", "Choose a bank or cash account.");
}

static bool refund_read(refund_t *refund, json_t *json) {
    context_t *context = refund->context;
    body_t body = body_of(context, json);
    int64_t open = record_number(refund->source, "open");
    refund->currency = currency_find(record_text(refund->source, "currency"));
    refund->amount = open;
    refund->date = context_today(context);
    refund->method = "bank_transfer";
    if (!body_money(&body, "amount", refund->currency, &refund->amount) || !body_date(&body, "date", &refund->date) ||
        !body_text(&body, "method", 20, &refund->method) || !body_text(&body, "reference", 100, &refund->reference) ||
        !body_text(&body, "note", 2000, &refund->note) || !refund_read_bank(refund, &body))
        return false;
    if (strcmp(refund->date, record_text(refund->source, "date")) < 0)
        return body_refuse(&body, "date", "too_early", "A refund is not older than what it pays back.");
    if (refund->amount > 0 && refund->amount <= open) return true;
    return body_refuse(&body, "amount", "more_than_left",
                       arena_printf(context->arena, "Give an amount up to %s, which is left of %s.",
                                    money_format(context->arena, open, refund->currency),
                                    record_text(refund->source, "number")));
}

static bool refund_write_record(refund_t *refund, const posting_t *posting) {
    context_t *context = refund->context;
    record_t *record = record_new(context->arena, &PAYMENT), *made = NULL;
    if (!ledger_take_number(context, "RF", posting->entry.date, &refund->number)) return false;
    record_set_text(record, "number", refund->number);
    record_set_text(record, "kind", "refund");
    record_set_number(record, "account", record_number(refund->source, "account"));
    if (refund_of_payment(refund)) record_set_number(record, "refunds", refund->source->id);
    record_set_text(record, "date", posting->entry.date);
    record_set_text(record, "method", refund->method);
    record_set_number(record, "ledger_account", refund->bank_id);
    record_set_text(record, "currency", refund->currency->code);
    record_set_number(record, "rate", posting->rate);
    record_set_number(record, "amount", refund->amount);
    record_set_number(record, "open", 0);
    record_set_text(record, "book_currency", posting->book->code);
    record_set_number(record, "amount_book", refund->bank_book);
    record_set_number(record, "open_book", 0);
    if (refund->reference != NULL) record_set_text(record, "reference", refund->reference);
    if (refund->note != NULL) record_set_text(record, "note", refund->note);
    if (!record_create(context, record, &made)) return false;
    refund->id = made->id;
    return true;
}

static const char SQL_ALLOCATION[] =
    "INSERT INTO allocation (kind, payment_id, credit_note_id, date, amount, discount, invoice_book, source_book, "
    "entry_id, at, by_user_id) VALUES ('refund', nullif(CAST($1 AS BIGINT), 0), nullif(CAST($2 AS BIGINT), 0), $3, $4, "
    "0, 0, $5, nullif(CAST($6 AS BIGINT), 0), $7, nullif(CAST($8 AS BIGINT), 0))";
static const char SQL_ENTRY[] = "UPDATE payment SET entry_id = nullif(CAST($1 AS BIGINT), 0) WHERE id = $2";

static const char SQL_LAST_OF_PAYMENT[] = "SELECT max(date) FROM allocation WHERE payment_id = $1";
static const char SQL_LAST_OF_NOTE[] = "SELECT max(date) FROM allocation WHERE credit_note_id = $1";

static bool refund_settle(refund_t *refund, const posting_t *posting) {
    context_t *context = refund->context;
    const record_t *source = refund->source;
    record_t *input = record_new(context->arena, source->type), *saved = NULL;
    int64_t left = record_number(source, "open") - refund->amount;
    bool payment = refund_of_payment(refund);
    store_run(context->tx, NULL, SQL_ALLOCATION, "iitiiiii", payment ? source->id : 0, payment ? 0 : source->id,
              posting->entry.date, refund->amount, refund->source_book, posting->entry.id, context->now,
              context->actor->user_id);
    store_run(context->tx, NULL, SQL_ENTRY, "ii", posting->entry.id, refund->id);
    record_set_number(input, "open", left);
    record_set_number(input, "open_book", record_number(source, "open_book") - refund->source_book);
    const char *last =
        store_get_text(context->tx, context->arena, payment ? SQL_LAST_OF_PAYMENT : SQL_LAST_OF_NOTE, "i", source->id);
    if (payment && left == 0) record_set_text(input, "applied_on", last);
    if (!payment && left == 0) {
        record_set_text(input, "status", "refunded");
        record_set_text(input, "paid_on", last);
    }
    return record_update(context, source->id, 0, input, &saved);
}

/* The credit leaves receivable at the value it came in at; between that and what the bank gives lies an exchange gain
 * or loss. */
static bool refund_post(refund_t *refund) {
    context_t *context = refund->context;
    const record_t *source = refund->source;
    posting_t posting;
    int64_t entry = 0;
    if (!posting_begin(context, refund->currency->code, refund->date, &posting) ||
        !posting_convert(&posting, refund->amount, &refund->bank_book))
        return false;
    refund->source_book =
        amount_share(record_number(source, "open_book"), refund->amount, record_number(source, "open"));
    posting.about.customer_id = record_number(source, "account");
    if (!refund_write_record(refund, &posting)) return false;
    posting.entry.kind = "refund";
    posting.entry.series = JOURNAL_OF_PAYMENTS;
    posting.entry.document_type = "payment";
    posting.entry.document_id = refund->id;
    posting.entry.description = arena_printf(context->arena, "%s · %s", refund->number, record_text(source, "number"));
    return posting_add(&posting, "receivable", 0, refund->amount, refund->source_book) &&
           posting_add_account(&posting, refund->bank_id, -refund->amount, -refund->bank_book) &&
           posting_add_book(&posting, "exchange_gain", 0, refund->bank_book - refund->source_book) &&
           posting_post(&posting, &entry) && refund_settle(refund, &posting);
}

static bool refund_run(context_t *context, record_t *source, json_t *body, int64_t *refund_id) {
    refund_t refund = {.context = context, .source = source};
    if (record_number(source, "open") == 0)
        return problem_set(context->problem, PROBLEM_CONFLICT, "nothing_left", "Nothing is left of %s.",
                           record_text(source, "number"));
    if (!refund_read(&refund, body) || !refund_post(&refund)) return false;
    *refund_id = refund.id;
    return true;
}

bool settlement_refund_payment(context_t *context, int64_t payment_id, json_t *body, int64_t *refund_id) {
    record_t *payment = NULL;
    return ledger_check_keeper(context) && record_load(context, &PAYMENT, payment_id, &payment) &&
           refund_run(context, payment, body, refund_id);
}

bool settlement_refund_credit_note(context_t *context, int64_t credit_note_id, json_t *body, int64_t *refund_id) {
    record_t *note = NULL;
    if (!ledger_check_keeper(context) || !record_load(context, &INVOICE, credit_note_id, &note)) return false;
    if (!text_equal(record_text(note, "kind"), "credit_note"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "not_a_credit_note",
                           "Only a credit note is refunded. Credit the invoice first.");
    return refund_run(context, note, body, refund_id);
}
