#include "trade/write_off.h"

#include "base/text.h"
#include "ledger/ledger.h"
#include "trade/approval.h"
#include "trade/body.h"
#include "trade/invoice.h"
#include "trade/trade_setting.h"

typedef struct write_off {
    int64_t amount, amount_book;
    const char *reason, *date;
} write_off_t;

static bool write_off_read(context_t *context, const record_t *invoice, json_t *json, write_off_t *out) {
    body_t body = body_of(context, json);
    const currency_t *currency = currency_find(record_text(invoice, "currency"));
    int64_t open = record_number(invoice, "open");
    *out = (write_off_t){.amount = open, .date = context_today(context)};
    if (!body_money(&body, "amount", currency, &out->amount) || !body_text(&body, "reason", 500, &out->reason) ||
        !body_date(&body, "date", &out->date))
        return false;
    if (out->reason == NULL) return body_refuse(&body, "reason", "required", "Say why it will not be paid.");
    if (out->amount <= 0 || out->amount > open)
        return body_refuse(&body, "amount", "more_than_open",
                           arena_printf(context->arena, "Give an amount up to %s, which is open.",
                                        money_format(context->arena, open, currency)));
    out->amount_book = amount_share(record_number(invoice, "open_book"), out->amount, open);
    return true;
}

static const char SQL_ALLOCATION[] =
    "INSERT INTO allocation (kind, invoice_id, date, amount, discount, invoice_book, source_book, entry_id, at, by_user_id) "
    "VALUES ('write_off', $1, $2, $3, 0, $4, 0, $5, $6, nullif(CAST($7 AS BIGINT), 0))";

static const char SQL_LAST[] = "SELECT max(date) FROM allocation WHERE invoice_id = $1";

static bool write_off_settle(context_t *context, const record_t *invoice, const write_off_t *off, const char *date,
                             int64_t entry_id) {
    record_t *input = record_new(context->arena, &INVOICE), *saved = NULL;
    int64_t left = record_number(invoice, "open") - off->amount;
    store_run(context->tx, NULL, SQL_ALLOCATION, "itiiiii", invoice->id, date, off->amount, off->amount_book, entry_id,
              context->now, context->actor->user_id);
    record_set_number(input, "open", left);
    record_set_number(input, "open_book", record_number(invoice, "open_book") - off->amount_book);
    record_set_text(input, "status", left == 0 ? "written_off" : "part_paid");
    if (left == 0)
        record_set_text(input, "paid_on", store_get_text(context->tx, context->arena, SQL_LAST, "i", invoice->id));
    return record_update(context, invoice->id, 0, input, &saved);
}

static bool write_off_post(context_t *context, const record_t *invoice, const write_off_t *off, int64_t *entry_id) {
    posting_t posting;
    if (!posting_begin(context, record_text(invoice, "currency"), off->date, &posting)) return false;
    posting.about = (journal_about_t){.customer_id = record_number(invoice, "account"),
                                      .salesperson_id = record_number(invoice, "owner"),
                                      .branch_id = record_number(invoice, "branch"),
                                      .opportunity_id = record_number(invoice, "opportunity")};
    posting.entry.kind = "write_off";
    posting.entry.series = JOURNAL_OF_PAYMENTS;
    posting.entry.document_type = "invoice";
    posting.entry.document_id = invoice->id;
    posting.entry.description = arena_printf(context->arena, "%s · %s", record_text(invoice, "number"), off->reason);
    return posting_add(&posting, "bad_debts", 0, off->amount, off->amount_book) &&
           posting_add(&posting, "receivable", 0, -off->amount, -off->amount_book) &&
           posting_post(&posting, entry_id) && write_off_settle(context, invoice, off, posting.entry.date, *entry_id);
}

bool write_off_from_body(context_t *context, int64_t invoice_id, json_t *body, bool approved,
                         write_off_outcome_t *out) {
    write_off_outcome_t unused;
    trade_setting_t setting;
    record_t *invoice = NULL;
    write_off_t off;
    if (out == NULL) out = &unused;
    *out = (write_off_outcome_t){0};
    if (!ledger_check_keeper(context) || !trade_setting_read(context, &setting) ||
        !record_load(context, &INVOICE, invoice_id, &invoice))
        return false;
    if (!text_equal(record_text(invoice, "kind"), "invoice") || record_number(invoice, "open") == 0)
        return problem_set(context->problem, PROBLEM_CONFLICT, "nothing_open", "%s has nothing open.",
                           record_text(invoice, "number"));
    if (!write_off_read(context, invoice, body, &off)) return false;
    if (approved || setting.write_off_limit < 0 || off.amount_book <= setting.write_off_limit)
        return write_off_post(context, invoice, &off, &out->entry_id);
    const approval_request_t waiting = {
        .kind = "write_off", .invoice_id = invoice_id, .amount_book = off.amount_book, .body = body};
    return approval_submit(context, &waiting, &out->approval_id);
}
