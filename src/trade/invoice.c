#include "trade/invoice.h"

#include "base/text.h"
#include "catalogue/policy.h"
#include "ledger/ledger.h"
#include "trade/standing.h"
#include "trade/trade_setting.h"

/* Tax and totals of the document's own lines, whatever the order's were. */
static bool invoice_compute(context_t *context, invoice_t *invoice) {
    trade_setting_t setting;
    sale_t *sale = &invoice->sale;
    sale->line_count = invoice->line_count;
    sale->lines = ARENA_ARRAY(context->arena, sale_line_t, invoice->line_count + 1);
    for (size_t i = 0; i < invoice->line_count; i++) sale->lines[i] = invoice->lines[i].sale;
    if (!trade_setting_read(context, &setting)) return false;
    if (!invoice->taxes_given) sale_compute_tax(context, sale, setting.tax_per_line);
    sale_total(sale);
    return true;
}

/* What each part of the total is worth in the ledger's currency: nets and taxes of the lines, which sum to it. */
typedef struct invoice_values {
    int64_t total_book;
    int64_t *net_book, *tax_book; /* per line */
} invoice_values_t;

static bool invoice_value(posting_t *posting, const sale_t *sale, invoice_values_t *out) {
    arena_t *arena = posting->context->arena;
    size_t count = sale->line_count;
    int64_t *weights = ARENA_ARRAY(arena, int64_t, 2 * count + 1), *parts = ARENA_ARRAY(arena, int64_t, 2 * count + 1);
    for (size_t i = 0; i < count; i++) {
        weights[i] = sale->lines[i].net;
        weights[count + i] = sale->lines[i].tax;
    }
    if (!posting_convert(posting, sale->totals.total, &out->total_book)) return false;
    if (posting->currency == posting->book)
        memcpy(parts, weights, 2 * count * sizeof *parts);
    else
        amount_spread(out->total_book, weights, 2 * count, parts);
    out->net_book = parts;
    out->tax_book = parts + count;
    return true;
}

static int64_t sum_of(const int64_t *parts, size_t count) {
    int64_t sum = 0;
    for (size_t i = 0; i < count; i++) sum += parts[i];
    return sum;
}

void invoice_set_amounts(record_t *record, const posting_t *posting, const sale_t *sale, int64_t total_book,
                         int64_t tax_book) {
    sale_write_head(sale, record);
    record_set_number(record, "rate", posting->rate);
    record_set_number(record, "open", sale->totals.total);
    record_set_text(record, "book_currency", posting->book->code);
    record_set_number(record, "net_book", total_book - tax_book);
    record_set_number(record, "tax_book", tax_book);
    record_set_number(record, "total_book", total_book);
    record_set_number(record, "open_book", total_book);
}

static bool invoice_write_record(posting_t *posting, invoice_t *invoice, const invoice_values_t *values) {
    context_t *context = posting->context;
    sale_t *sale = &invoice->sale;
    record_t *record = record_new(context->arena, &INVOICE), *made = NULL;
    const char *discount_on = NULL;
    int64_t discount = 0;
    const char *due = payment_terms_due(context, sale->payment_terms, sale->date, &discount_on, &discount);
    if (!ledger_take_number(context, "SI", sale->date, &invoice->number)) return false;
    invoice_set_amounts(record, posting, sale, values->total_book, sum_of(values->tax_book, sale->line_count));
    record_set_text(record, "number", invoice->number);
    record_set_text(record, "kind", "invoice");
    record_set_text(record, "basis", invoice->basis);
    record_set_text(record, "status", sale->totals.total != 0 ? "open" : "paid");
    record_set_text(record, "due_on", invoice->due_on != NULL ? invoice->due_on : due);
    if (sale->totals.total == 0) record_set_text(record, "paid_on", sale->date);
    if (discount_on != NULL) record_set_text(record, "discount_on", discount_on);
    if (discount != 0) record_set_number(record, "discount_percent", discount);
    if (invoice->order_id != 0) record_set_number(record, "order", invoice->order_id);
    if (invoice->contract_id != 0) record_set_number(record, "contract", invoice->contract_id);
    if (invoice->customer_reference != NULL) record_set_text(record, "customer_reference", invoice->customer_reference);
    if (invoice->note != NULL) record_set_text(record, "note", invoice->note);
    if (!record_create(context, record, &made)) return false;
    invoice->id = made->id;
    return true;
}

static const char SQL_LINE[] =
    "INSERT INTO invoice_line (invoice_id, position, kind, order_line_id, contract_line_id, credits_line_id, product_id, "
    "description, quantity, unit, unit_price, discount_percent, tax_code_id, tax_rate, gross, discount, net, tax, "
    "credited_quantity, credited_net, condition, service_from, service_to, net_book, recognised_net, recognised_book) "
    "VALUES ($1, $2, $3, nullif(CAST($4 AS BIGINT), 0), nullif(CAST($5 AS BIGINT), 0), "
    "nullif(CAST($6 AS BIGINT), 0), nullif(CAST($7 AS BIGINT), 0), $8, nullif(CAST($9 AS BIGINT), 0), $10, $11, $12, "
    "nullif(CAST($13 AS BIGINT), 0), $14, $15, $16, $17, $18, 0, 0, $19, $20, $21, $22, 0, 0)";

bool invoice_write_line(context_t *context, const invoice_line_row_t *row) {
    const invoice_line_t *line = row->line;
    const sale_line_t *sale = &line->sale;
    store_run(context->tx, NULL, SQL_LINE, "iitiiiititiiiiiiiittti", row->invoice_id, row->position, sale->kind,
              line->order_line_id, line->contract_line_id, row->credits_line_id, sale->product_id, sale->description,
              sale->quantity, sale->unit, sale->unit_price, sale->discount_percent, sale->tax_code_id, sale->tax_rate,
              sale->gross, sale->discount, sale->net, sale->tax, row->condition, line->service_from, line->service_to,
              row->net_book);
    return context_done(context);
}

/* What was delivered is billed from there, the rest is owed to the customer until it is; between the rates of the two
 * days lies an exchange gain or loss. */
static bool invoice_post_line(posting_t *posting, const invoice_line_t *line, const sale_line_t *sale,
                              int64_t net_book) {
    bool advance = text_equal(sale->kind, "advance");
    int64_t value_book = 0;
    if (line->service_from != NULL) return posting_add(posting, "deferred_revenue", 0, -sale->net, -net_book);
    if (line->order_line_id == 0) return posting_add_sale(posting, "credit_sales", sale, net_book);
    const standing_change_t change = {
        .order_line_id = line->order_line_id,
        .invoiced_quantity = advance ? 0 : sale->quantity,
        .invoiced_net = advance ? 0 : sale->net,
        .advanced_net = advance ? sale->net : 0,
        .invoiced_tax = sale->tax,
        .amount_book = -net_book,
    };
    if (!standing_move(posting, &change, &value_book)) return false;
    return posting_add_book(posting, "exchange_gain", 0, -(net_book + value_book));
}

static bool invoice_write_lines(posting_t *posting, const invoice_t *invoice, const invoice_values_t *values) {
    for (size_t i = 0; i < invoice->line_count; i++) {
        invoice_line_t line = invoice->lines[i];
        line.sale = invoice->sale.lines[i];
        const invoice_line_row_t row = {
            .invoice_id = invoice->id, .position = (int64_t)i, .line = &line, .net_book = values->net_book[i]};
        if (!invoice_write_line(posting->context, &row) ||
            !invoice_post_line(posting, &line, &line.sale, values->net_book[i]) ||
            !posting_add(posting, "output_tax", 0, -line.sale.tax, -values->tax_book[i]))
            return false;
    }
    return true;
}

bool invoice_issue(context_t *context, invoice_t *invoice, posting_t *posting) {
    invoice_values_t values = {0};
    if (invoice->line_count == 0)
        return problem_set(context->problem, PROBLEM_CONFLICT, "nothing_to_invoice", "There is nothing to invoice.");
    invoice->sale.date = posting->entry.date;
    if (!invoice_compute(context, invoice)) return false;
    if (invoice->sale.totals.total < 0)
        return problem_set(context->problem, PROBLEM_CONFLICT, "negative_invoice",
                           "The invoice would be below zero. Issue a credit note instead.");
    return invoice_value(posting, &invoice->sale, &values) && invoice_write_record(posting, invoice, &values) &&
           invoice_write_lines(posting, invoice, &values) &&
           posting_add(posting, "receivable", 0, invoice->sale.totals.total, values.total_book);
}

static const char SQL_ENTRY[] = "UPDATE invoice SET entry_id = nullif(CAST($1 AS BIGINT), 0) WHERE id = $2";

bool invoice_tell_entry(context_t *context, int64_t id, int64_t entry_id) {
    store_run(context->tx, NULL, SQL_ENTRY, "ii", entry_id, id);
    return context_done(context);
}
