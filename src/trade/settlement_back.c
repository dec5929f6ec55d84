/* What was settled is opened again: allocations, write-offs, payments that never were. */
#include "base/text.h"
#include "ledger/ledger.h"
#include "trade/body.h"
#include "trade/invoice.h"
#include "trade/payment.h"
#include "trade/settlement.h"

typedef struct settled {
    int64_t id, payment_id, credit_note_id, invoice_id, amount, discount, invoice_book, source_book, entry_id;
    int64_t invoice_tax, invoice_total;
    journal_about_t about;
    const char *kind, *currency, *number;
} settled_t;

#define SETTLED                                                                                                        \
    "SELECT a.id, a.kind, coalesce(a.payment_id, 0), coalesce(a.credit_note_id, 0), i.id, a.amount, a.discount, "      \
    "a.invoice_book, a.source_book, coalesce(a.entry_id, 0), i.tax, i.total, i.account_id, coalesce(i.owner_id, 0), "  \
    "coalesce(i.branch_id, 0), coalesce(i.opportunity_id, 0), i.currency, i.number FROM allocation a "                 \
    "JOIN invoice i ON i.id = a.invoice_id WHERE a.reverses_id IS NULL "                                               \
    "AND NOT EXISTS (SELECT 1 FROM allocation r WHERE r.reverses_id = a.id) AND "

static void settled_take(arena_t *arena, const store_statement_t *row, settled_t *out) {
    *out = (settled_t){
        .id = store_column_int(row, 0),
        .kind = arena_strdup(arena, store_column_text(row, 1)),
        .payment_id = store_column_int(row, 2),
        .credit_note_id = store_column_int(row, 3),
        .invoice_id = store_column_int(row, 4),
        .amount = store_column_int(row, 5),
        .discount = store_column_int(row, 6),
        .invoice_book = store_column_int(row, 7),
        .source_book = store_column_int(row, 8),
        .entry_id = store_column_int(row, 9),
        .invoice_tax = store_column_int(row, 10),
        .invoice_total = store_column_int(row, 11),
        .about = {.customer_id = store_column_int(row, 12),
                  .salesperson_id = store_column_int(row, 13),
                  .branch_id = store_column_int(row, 14),
                  .opportunity_id = store_column_int(row, 15)},
        .currency = arena_strdup(arena, store_column_text(row, 16)),
        .number = arena_strdup(arena, store_column_text(row, 17)),
    };
}

static const char SQL_ROW[] =
    "INSERT INTO allocation (kind, payment_id, credit_note_id, invoice_id, date, amount, discount, invoice_book, "
    "source_book, reverses_id, at, by_user_id) VALUES ($1, nullif(CAST($2 AS BIGINT), 0), "
    "nullif(CAST($3 AS BIGINT), 0), $4, $5, $6, $7, $8, $9, $10, $11, nullif(CAST($12 AS BIGINT), 0))";
static const char SQL_INVOICE[] =
    "UPDATE invoice SET open = open + $1, open_book = open_book + $2, version = version + 1, paid_on = NULL, "
    "status = CASE WHEN open + $1 = total THEN 'open' ELSE 'part_paid' END WHERE id = $3";
static const char SQL_CREDIT_NOTE[] =
    "UPDATE invoice SET open = open + $1, open_book = open_book + $2, version = version + 1, paid_on = NULL, "
    "status = 'open' WHERE id = $3";
static const char SQL_PAYMENT[] =
    "UPDATE payment SET open = open + $1, open_book = open_book + $2, version = version + 1, applied_on = NULL "
    "WHERE id = $3";

static bool settled_reopen(posting_t *posting, const settled_t *settled) {
    context_t *context = posting->context;
    int64_t cash = settled->amount - settled->discount;
    store_run(context->tx, NULL, SQL_ROW, "tiiitiiiiiii", settled->kind, settled->payment_id, settled->credit_note_id,
              settled->invoice_id, posting->entry.date, -settled->amount, -settled->discount, -settled->invoice_book,
              -settled->source_book, settled->id, context->now, context->actor->user_id);
    store_run(context->tx, NULL, SQL_INVOICE, "iii", settled->amount, settled->invoice_book, settled->invoice_id);
    if (settled->payment_id != 0)
        store_run(context->tx, NULL, SQL_PAYMENT, "iii", cash, settled->source_book, settled->payment_id);
    if (settled->credit_note_id != 0)
        store_run(context->tx, NULL, SQL_CREDIT_NOTE, "iii", cash, settled->source_book, settled->credit_note_id);
    return context_done(context);
}

/* The opposite of what settling posted: discount with its tax, exchange gain, bad debt. */
static bool settled_post(posting_t *posting, const settled_t *settled) {
    int64_t discount = settled->discount;
    int64_t discount_book = amount_share(settled->invoice_book, discount, settled->amount);
    int64_t tax = amount_share(discount, settled->invoice_tax, settled->invoice_total);
    int64_t tax_book = amount_share(discount_book, tax, discount);
    int64_t gain = settled->source_book - (settled->invoice_book - discount_book);
    posting->about = settled->about;
    if (text_equal(settled->kind, "write_off"))
        return posting_add(posting, "bad_debts", 0, -settled->amount, -settled->invoice_book) &&
               posting_add(posting, "receivable", 0, settled->amount, settled->invoice_book);
    return posting_add(posting, "sales_discounts", 0, tax - discount, tax_book - discount_book) &&
           posting_add(posting, "output_tax", 0, -tax, -tax_book) &&
           posting_add(posting, "receivable", 0, discount, discount_book) &&
           posting_add(posting, "receivable", 0, 0, -gain) && posting_add_book(posting, "exchange_gain", 0, gain);
}

static const char SQL_LAST_DATE[] = "SELECT max(date) FROM allocation WHERE payment_id = $1 OR id = $2";

/* "date" and "reason"; not before what is taken back. */
static bool back_begin(context_t *context, json_t *json, const char *currency, const char *earliest,
                       posting_t *posting) {
    body_t body = body_of(context, json);
    const char *date = context_today(context), *reason = NULL;
    if (!body_date(&body, "date", &date) || !body_text(&body, "reason", 300, &reason)) return false;
    if (earliest != NULL && strcmp(date, earliest) < 0)
        return body_refuse(&body, "date", "too_early",
                           arena_printf(context->arena, "Give a date from %s on: it was settled then.", earliest));
    if (reason == NULL) return body_refuse(&body, "reason", "required", "Say why.");
    if (!posting_begin(context, currency, date, posting)) return false;
    posting->entry.kind = "reversal";
    posting->entry.series = "RV";
    posting->entry.description = reason;
    return true;
}

static const char SQL_SETTLED[] = SETTLED "a.id = $1";
static const char SQL_BACK_ENTRY[] = "UPDATE allocation SET entry_id = $1 WHERE reverses_id = $2";

bool settlement_take_back(context_t *context, int64_t allocation_id, json_t *body, int64_t *invoice_id) {
    settled_t settled = {0};
    posting_t posting;
    int64_t entry = 0;
    if (!payment_check_may(context)) return false;
    store_statement_t *row = store_query(context->tx, SQL_SETTLED, "i", allocation_id);
    bool found = store_step(row);
    if (found) settled_take(context->arena, row, &settled);
    if (!store_end(row)) return context_done(context);
    if (!found) return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is nothing to take back.");
    bool write_off = text_equal(settled.kind, "write_off");
    if (write_off && !ledger_check_keeper(context)) return false;
    const char *date = store_get_text(context->tx, context->arena, SQL_LAST_DATE, "ii", (int64_t)0, allocation_id);
    if (!back_begin(context, body, settled.currency, date, &posting)) return false;
    posting.entry.document_type = settled.payment_id != 0 ? "payment" : "invoice";
    posting.entry.document_id = settled.payment_id != 0 ? settled.payment_id : settled.invoice_id;
    if (write_off) posting.entry.reverses_id = settled.entry_id;
    *invoice_id = settled.invoice_id;
    if (!settled_reopen(&posting, &settled) || !settled_post(&posting, &settled) || !posting_post(&posting, &entry))
        return false;
    if (entry != 0) store_run(context->tx, NULL, SQL_BACK_ENTRY, "ii", entry, allocation_id);
    return context_done(context);
}

static const char SQL_OF_PAYMENT[] = SETTLED "a.payment_id = $1 ORDER BY a.id";
static const char SQL_COUNT[] = "SELECT count(*) FROM allocation WHERE payment_id = $1";

/* All allocations that still count, opened again within one posting. */
static bool payment_release(posting_t *posting, int64_t payment_id) {
    context_t *context = posting->context;
    int64_t most = 0;
    size_t count = 0;
    journal_about_t about = posting->about;
    if (!store_get_int(context->tx, &most, SQL_COUNT, "i", payment_id)) return context_done(context);
    settled_t *all = ARENA_ARRAY(context->arena, settled_t, (size_t)most + 1);
    store_statement_t *rows = store_query(context->tx, SQL_OF_PAYMENT, "i", payment_id);
    while (count < (size_t)most && store_step(rows)) settled_take(context->arena, rows, &all[count++]);
    if (!store_end(rows)) return context_done(context);
    for (size_t i = 0; i < count; i++)
        if (!settled_reopen(posting, &all[i]) || !settled_post(posting, &all[i])) return false;
    posting->about = about;
    return true;
}

static const char SQL_REFUNDED[] = "SELECT count(*) FROM payment WHERE refunds_id = $1";
static const char SQL_OWN_ENTRY[] =
    "SELECT e.id FROM payment p JOIN journal_entry e ON e.id = p.entry_id WHERE p.id = $1 "
    "AND e.document_type = 'payment' AND e.document_id = p.id AND NOT EXISTS (SELECT 1 FROM allocation a "
    "WHERE a.payment_id = p.id AND (a.reverses_id IS NOT NULL OR coalesce(a.entry_id, 0) <> e.id))";
static const char SQL_TAKEN_BACK[] =
    "INSERT INTO allocation (kind, payment_id, date, amount, discount, invoice_book, source_book, at, by_user_id) "
    "VALUES ('taken_back', $1, $2, $3, 0, 0, $4, $5, nullif(CAST($6 AS BIGINT), 0))";
static const char SQL_NOTHING_LEFT[] =
    "UPDATE payment SET open = 0, open_book = 0, applied_on = $1, taken_back_on = $1, version = version + 1 WHERE id = $2";
static const char SQL_ENTRIES[] =
    "UPDATE allocation SET entry_id = $1 WHERE payment_id = $2 AND entry_id IS NULL AND at = $3";

static bool payment_check_back(context_t *context, const record_t *payment) {
    int64_t refunds = 0;
    if (!text_equal(record_text(payment, "kind"), "payment") || !record_is_null(payment, "taken_back_on"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "not_a_payment", "There is nothing to take back.");
    if (!store_get_int(context->tx, &refunds, SQL_REFUNDED, "i", payment->id)) return context_done(context);
    return refunds == 0 || problem_set(context->problem, PROBLEM_CONFLICT, "refunded",
                                       "A part of this payment was paid back. It did come in.");
}

bool settlement_take_back_payment(context_t *context, int64_t payment_id, json_t *body) {
    record_t *payment = NULL;
    posting_t posting;
    int64_t entry = 0;
    if (!ledger_check_keeper(context) || !record_load(context, &PAYMENT, payment_id, &payment) ||
        !payment_check_back(context, payment))
        return false;
    const char *last = store_get_text(context->tx, context->arena, SQL_LAST_DATE, "ii", payment_id, (int64_t)0);
    const char *date = record_text(payment, "date");
    if (last != NULL && strcmp(last, date) > 0) date = last;
    int64_t amount = record_number(payment, "amount"), amount_book = record_number(payment, "amount_book");
    if (!back_begin(context, body, record_text(payment, "currency"), date, &posting)) return false;
    store_get_int(context->tx, &posting.entry.reverses_id, SQL_OWN_ENTRY, "i", payment_id);
    posting.entry.document_type = "payment";
    posting.entry.document_id = payment_id;
    posting.about.customer_id = record_number(payment, "account");
    if (!payment_release(&posting, payment_id)) return false;
    store_run(context->tx, NULL, SQL_TAKEN_BACK, "itiiii", payment_id, posting.entry.date, amount, amount_book,
              context->now, context->actor->user_id);
    store_run(context->tx, NULL, SQL_NOTHING_LEFT, "ti", posting.entry.date, payment_id);
    if (!posting_add_account(&posting, record_number(payment, "ledger_account"), -amount, -amount_book) ||
        !posting_add(&posting, "receivable", 0, amount, amount_book) || !posting_post(&posting, &entry))
        return false;
    store_run(context->tx, NULL, SQL_ENTRIES, "iii", entry, payment_id, context->now);
    return context_done(context);
}
