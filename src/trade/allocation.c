#include "trade/allocation.h"

#include "base/text.h"
#include "ledger/ledger.h"

/* An invoice, or a source of credit: a payment or a credit note. */
typedef struct open_item {
    int64_t id, account_id, open, open_book, total, tax, net_and_freight;
    const char *currency, *number, *date, *discount_on, *basis;
    int64_t discount_percent;
    int64_t salesperson_id, branch_id, opportunity_id;
} open_item_t;

static const char SQL_INVOICE[] =
    "SELECT account_id, open, open_book, currency, number, date, total, tax, discount_on, coalesce(discount_percent, 0), "
    "coalesce(owner_id, 0), coalesce(branch_id, 0), coalesce(opportunity_id, 0) FROM invoice WHERE id = $1 AND kind = $2";
static const char SQL_PAYMENT[] =
    "SELECT account_id, open, open_book, currency, number, date FROM payment WHERE id = $1 AND kind = 'payment'";

static void item_take(arena_t *arena, const store_statement_t *row, open_item_t *out) {
    out->account_id = store_column_int(row, 0);
    out->open = store_column_int(row, 1);
    out->open_book = store_column_int(row, 2);
    out->currency = arena_strdup(arena, store_column_text(row, 3));
    out->number = arena_strdup(arena, store_column_text(row, 4));
    out->date = arena_strdup(arena, store_column_text(row, 5));
}

static bool item_missing(context_t *context, const char *field) {
    if (!context_done(context)) return false;
    return problem_add_field(context->problem, field, "not_found", "There is no such document.");
}

static bool invoice_load(context_t *context, int64_t id, const char *kind, const char *field, open_item_t *out) {
    *out = (open_item_t){.id = id};
    store_statement_t *row = store_query(context->tx, SQL_INVOICE, "it", id, kind);
    bool found = store_step(row);
    if (found) {
        item_take(context->arena, row, out);
        out->total = store_column_int(row, 6);
        out->tax = store_column_int(row, 7);
        out->discount_on = arena_strdup(context->arena, store_column_text(row, 8));
        out->discount_percent = store_column_int(row, 9);
        out->salesperson_id = store_column_int(row, 10);
        out->branch_id = store_column_int(row, 11);
        out->opportunity_id = store_column_int(row, 12);
    }
    return (store_end(row) && found) || item_missing(context, field);
}

static bool payment_load(context_t *context, int64_t id, open_item_t *out) {
    *out = (open_item_t){.id = id};
    store_statement_t *row = store_query(context->tx, SQL_PAYMENT, "i", id);
    bool found = store_step(row);
    if (found) item_take(context->arena, row, out);
    return (store_end(row) && found) || item_missing(context, "payment");
}

/* Accounts that became one are one customer. */
static const char SQL_SAME_CUSTOMER[] =
    "WITH RECURSIVE of_one (id) AS (SELECT CAST($1 AS BIGINT) UNION SELECT m.survivor_id FROM record_merge m "
    "JOIN of_one o ON m.loser_id = o.id WHERE m.record_type = 'account' AND m.undone_at IS NULL) "
    "SELECT count(*) FROM of_one WHERE id = $2";

typedef struct part {
    context_t *context;
    const payment_allocation_t *given;
    const char *field; /* "allocations.0." */
    open_item_t invoice;
} part_t;

static bool part_refuse(const part_t *part, const char *name, const char *code, const char *message) {
    const char *field = arena_printf(part->context->arena, "%s%s", part->field, name);
    return problem_add_field(part->context->problem, field, code, "%s", message);
}

static bool part_check(const part_t *part, const open_item_t *source, int64_t from_source) {
    context_t *context = part->context;
    const open_item_t *invoice = &part->invoice;
    const currency_t *currency = currency_find(invoice->currency);
    int64_t same = 0;
    if (!store_get_int(context->tx, &same, SQL_SAME_CUSTOMER, "ii", source->account_id, invoice->account_id))
        return context_done(context);
    if (same == 0 && source->account_id != invoice->account_id)
        return part_refuse(part, "invoice", "other_customer", "This invoice is another customer's.");
    if (!text_equal(source->currency, invoice->currency))
        return part_refuse(part, "invoice", "other_currency", "This invoice is in another currency.");
    if (part->given->amount <= 0 || part->given->discount < 0 || part->given->discount >= part->given->amount)
        return part_refuse(part, "amount", "out_of_range", "Give an amount above 0.");
    if (part->given->amount > invoice->open)
        return part_refuse(part, "amount", "more_than_open",
                           arena_printf(context->arena, "Only %s of %s is open.",
                                        money_format(context->arena, invoice->open, currency), invoice->number));
    if (from_source > source->open)
        return part_refuse(part, "amount", "more_than_left",
                           arena_printf(context->arena, "Only %s of %s is left.",
                                        money_format(context->arena, source->open, currency), source->number));
    return true;
}

/* The last day of the discount still counts; what is not offered is not granted. */
static bool part_check_discount(const part_t *part, const char *paid_on) {
    const open_item_t *invoice = &part->invoice;
    if (part->given->discount == 0) return true;
    if (invoice->discount_on == NULL || strcmp(paid_on, invoice->discount_on) > 0)
        return part_refuse(
            part, "discount", "too_late",
            invoice->discount_on == NULL
                ? "This invoice offers no discount for paying early."
                : arena_printf(part->context->arena, "The discount was offered until %s.", invoice->discount_on));
    if (part->given->discount > amount_share(invoice->total, invoice->discount_percent, 10000))
        return part_refuse(part, "discount", "too_large", "This is more than the discount that was offered.");
    return true;
}

static const char SQL_WRITE[] =
    "INSERT INTO allocation (kind, payment_id, credit_note_id, invoice_id, date, amount, discount, invoice_book, "
    "source_book, at, by_user_id) VALUES ($1, nullif(CAST($2 AS BIGINT), 0), nullif(CAST($3 AS BIGINT), 0), $4, $5, $6, "
    "$7, $8, $9, $10, nullif(CAST($11 AS BIGINT), 0))";
/* Settled is what is settled to the end on the last of the days on which a part of it was, in whatever order they were
 * recorded. */
static const char SQL_INVOICE_OPEN[] =
    "UPDATE invoice SET open = open - $1, open_book = open_book - $2, version = version + 1, "
    "status = CASE WHEN open = $1 THEN $3 ELSE 'part_paid' END, paid_on = CASE WHEN open = $1 THEN "
    "(SELECT max(a.date) FROM allocation a WHERE a.invoice_id = $4) ELSE NULL END WHERE id = $4";
static const char SQL_CREDIT_OPEN[] =
    "UPDATE invoice SET open = open - $1, open_book = open_book - $2, version = version + 1, "
    "status = CASE WHEN open = $1 THEN 'applied' ELSE 'open' END, paid_on = CASE WHEN open = $1 THEN "
    "(SELECT max(a.date) FROM allocation a WHERE a.credit_note_id = $3) ELSE NULL END WHERE id = $3";
static const char SQL_PAYMENT_OPEN[] =
    "UPDATE payment SET open = open - $1, open_book = open_book - $2, version = version + 1, applied_on = CASE WHEN "
    "open = $1 THEN (SELECT max(a.date) FROM allocation a WHERE a.payment_id = $3) ELSE NULL END WHERE id = $3";

/* Early-payment discount: sales discounts and the output tax on them are debited, receivable is credited. The share of
 * tax is the invoice's own. */
static bool part_post_discount(posting_t *posting, const part_t *part, int64_t discount_book) {
    const open_item_t *invoice = &part->invoice;
    int64_t discount = part->given->discount;
    int64_t tax = amount_share(discount, invoice->tax, invoice->total);
    int64_t tax_book = amount_share(discount_book, tax, discount);
    if (discount == 0) return true;
    return posting_add(posting, "sales_discounts", 0, discount - tax, discount_book - tax_book) &&
           posting_add(posting, "output_tax", 0, tax, tax_book) &&
           posting_add(posting, "receivable", 0, -discount, -discount_book);
}

/* Neither is settled before it is there: money that came ahead of the invoice settles it on the invoice's day. */
static const char *part_date(const posting_t *posting, const part_t *part, const open_item_t *source) {
    const char *date = posting->entry.date;
    if (strcmp(part->invoice.date, date) > 0) date = part->invoice.date;
    return strcmp(source->date, date) > 0 ? source->date : date;
}

/* Writes one part. The invoice leaves at the value it was billed at, the source at what it came in at; the difference
 * is a realised exchange gain. */
static bool part_apply(posting_t *posting, part_t *part, open_item_t *source, const char *kind) {
    context_t *context = part->context;
    int64_t amount = part->given->amount, cash = amount - part->given->discount;
    const char *date = part_date(posting, part, source);
    bool credit_note = text_equal(kind, "credit_note");
    if (!part_check(part, source, cash) || !part_check_discount(part, source->date)) return false;
    int64_t invoice_book = amount_share(part->invoice.open_book, amount, part->invoice.open);
    int64_t discount_book = amount_share(invoice_book, part->given->discount, amount);
    int64_t source_book = amount_share(source->open_book, cash, source->open);
    int64_t gain = source_book - (invoice_book - discount_book);
    journal_about_t about = posting->about;
    posting->about = (journal_about_t){.customer_id = part->invoice.account_id,
                                       .salesperson_id = part->invoice.salesperson_id,
                                       .branch_id = part->invoice.branch_id,
                                       .opportunity_id = part->invoice.opportunity_id};
    bool ok = part_post_discount(posting, part, discount_book) && posting_add(posting, "receivable", 0, 0, gain) &&
              posting_add_book(posting, "exchange_gain", 0, -gain);
    posting->about = about;
    if (!ok) return false;
    store_run(context->tx, NULL, SQL_WRITE, "tiiitiiiiii", kind, credit_note ? 0 : source->id,
              credit_note ? source->id : 0, part->invoice.id, date, amount, part->given->discount, invoice_book,
              source_book, context->now, context->actor->user_id);
    store_run(context->tx, NULL, SQL_INVOICE_OPEN, "iiti", amount, invoice_book, credit_note ? "credited" : "paid",
              part->invoice.id);
    if (credit_note)
        store_run(context->tx, NULL, SQL_CREDIT_OPEN, "iii", cash, source_book, source->id);
    else
        store_run(context->tx, NULL, SQL_PAYMENT_OPEN, "iii", cash, source_book, source->id);
    source->open -= cash;
    source->open_book -= source_book;
    return context_done(context);
}

static bool parts_apply(posting_t *posting, open_item_t *source, const char *kind, const payment_allocation_t *parts,
                        size_t count) {
    for (size_t i = 0; i < count; i++) {
        part_t part = {.context = posting->context,
                       .given = &parts[i],
                       .field = arena_printf(posting->context->arena, "allocations.%zu.", i)};
        const char *field = arena_printf(posting->context->arena, "%sinvoice", part.field);
        if (!invoice_load(posting->context, parts[i].invoice_id, "invoice", field, &part.invoice) ||
            !part_apply(posting, &part, source, kind))
            return false;
    }
    return true;
}

bool allocation_apply_payment(posting_t *posting, int64_t payment_id, const payment_allocation_t *parts, size_t count) {
    open_item_t payment;
    return payment_load(posting->context, payment_id, &payment) &&
           parts_apply(posting, &payment, "payment", parts, count);
}

static const char SQL_ENTRY[] = "UPDATE allocation SET entry_id = $1 WHERE credit_note_id = $2 AND entry_id IS NULL";

bool allocation_apply_credit_note(context_t *context, int64_t credit_note_id, const char *date,
                                  const payment_allocation_t *parts, size_t count) {
    open_item_t note;
    posting_t posting;
    int64_t entry = 0;
    if (!invoice_load(context, credit_note_id, "credit_note", "credit_note", &note) ||
        !posting_begin(context, note.currency, date != NULL ? date : note.date, &posting))
        return false;
    posting.about.customer_id = note.account_id;
    posting.entry.kind = "payment";
    posting.entry.series = JOURNAL_OF_PAYMENTS;
    posting.entry.document_type = "invoice";
    posting.entry.document_id = credit_note_id;
    posting.entry.description = arena_printf(context->arena, "%s", note.number);
    if (!parts_apply(&posting, &note, "credit_note", parts, count) || !posting_post(&posting, &entry)) return false;
    if (entry != 0) store_run(context->tx, NULL, SQL_ENTRY, "ii", entry, credit_note_id);
    return context_done(context);
}
