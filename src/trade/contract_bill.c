/* The invoices of contracts, in advance of each period. */
#include "base/text.h"
#include "trade/contract_run.h"
#include "trade/invoice.h"

enum { PERIODS_MOST = 120 };

static const struct {
    const char *billing;
    int months;
} PERIODS[] = {{"month", 1}, {"quarter", 3}, {"half_year", 6}, {"year", 12}};

static int period_months(const contract_t *contract) {
    const char *billing = record_text(contract->record, "billing");
    for (size_t i = 0; i < sizeof PERIODS / sizeof PERIODS[0]; i++)
        if (text_equal(PERIODS[i].billing, billing)) return PERIODS[i].months;
    return 1;
}

static const char SQL_RATE[] = "SELECT rate FROM tax_code WHERE id = $1";

static bool line_of(context_t *context, const contract_line_t *line, int64_t net, invoice_line_t *out) {
    int64_t rate = 0;
    if (line->tax_code_id != 0) store_get_int(context->tx, &rate, SQL_RATE, "i", line->tax_code_id);
    *out = (invoice_line_t){.contract_line_id = line->id,
                            .sale = {.kind = "item",
                                     .product_id = line->product_id,
                                     .description = line->description,
                                     .quantity = line->quantity,
                                     .unit = line->unit,
                                     .unit_price = line->unit_price,
                                     .tax_code_id = line->tax_code_id,
                                     .tax_rate = rate,
                                     .gross = net,
                                     .net = net}};
    return context_done(context);
}

static bool contract_issue(context_t *context, const contract_t *contract, invoice_t *invoice, const char *date) {
    const record_t *record = contract->record;
    posting_t posting;
    int64_t entry = 0;
    invoice->basis = "recurring";
    invoice->contract_id = contract->id;
    invoice->sale = (sale_t){.account_id = record_number(record, "account"),
                             .contact_id = record_number(record, "contact"),
                             .opportunity_id = record_number(record, "opportunity"),
                             .owner_id = record_number(record, "owner"),
                             .branch_id = record_number(record, "branch"),
                             .currency = contract->currency,
                             .date = date,
                             .payment_terms = record_text(record, "payment_terms")};
    if (!posting_begin(context, contract->currency->code, date, &posting)) return false;
    posting.about = (journal_about_t){.customer_id = invoice->sale.account_id,
                                      .salesperson_id = invoice->sale.owner_id,
                                      .branch_id = invoice->sale.branch_id,
                                      .opportunity_id = invoice->sale.opportunity_id};
    if (!invoice_issue(context, invoice, &posting)) return false;
    posting.entry.kind = "invoice";
    posting.entry.series = JOURNAL_OF_SALES;
    posting.entry.document_type = "invoice";
    posting.entry.document_id = invoice->id;
    posting.entry.description = arena_printf(context->arena, "%s · %s · %s", invoice->number,
                                             record_value(record, "account")->title, contract->number);
    return posting_post(&posting, &entry) && invoice_tell_entry(context, invoice->id, entry);
}

/* One-off lines stand on the first invoice. */
static bool period_fill(context_t *context, const contract_t *contract, const char *from, const char *to,
                        invoice_t *invoice) {
    bool first = text_equal(from, contract->start_on);
    invoice->lines = ARENA_ARRAY(context->arena, invoice_line_t, contract->line_count + 1);
    for (size_t i = 0; i < contract->line_count; i++) {
        const contract_line_t *line = &contract->lines[i];
        int64_t net = 0;
        bool known = line->recurring ? contract_line_charge(contract, line, from, to, &net)
                                     : !first || contract_line_monthly(contract, line, &net);
        if (!known) return problem_set(context->problem, PROBLEM_INVALID, "too_large", "This amount is too large.");
        if (net == 0) continue;
        invoice_line_t *out = &invoice->lines[invoice->line_count++];
        if (!line_of(context, line, net, out)) return false;
        out->service_from = line->recurring ? from : NULL;
        out->service_to = line->recurring ? to : NULL;
    }
    return true;
}

static bool period_bill(context_t *context, const contract_t *contract, const char *from, const char *to,
                        int64_t *invoices) {
    invoice_t invoice = {0};
    record_t *input = record_new(context->arena, &CONTRACT), *saved = NULL;
    if (!period_fill(context, contract, from, to, &invoice)) return false;
    if (invoice.line_count > 0 && !contract_issue(context, contract, &invoice, from)) return false;
    *invoices += invoice.line_count > 0;
    record_set_text(input, "billed_until", to);
    return record_update(context, contract->id, 0, input, &saved);
}

/* Periods begin in the contract's rhythm, also where the one before was cut short. */
static const char *period_end(context_t *context, const contract_t *contract, const char *from) {
    int months = period_months(contract), periods = 1;
    const char *next = contract_months_after(context->arena, contract->start_on, months);
    while (strcmp(next, from) <= 0 && periods < CONTRACT_MONTHS)
        next = contract_months_after(context->arena, contract->start_on, months * ++periods);
    const char *end = contract_day_after(context->arena, next, -1);
    return contract->last_on != NULL && strcmp(contract->last_on, end) < 0 ? contract->last_on : end;
}

bool contract_bill(context_t *context, int64_t id, const char *date, int64_t *invoices) {
    for (int period = 0; period < PERIODS_MOST; period++) {
        contract_t contract;
        if (!contract_load(context, id, &contract)) return false;
        const char *billed = record_text(contract.record, "billed_until");
        const char *from = billed != NULL ? contract_day_after(context->arena, billed, 1) : contract.start_on;
        bool over = contract.last_on != NULL && strcmp(from, contract.last_on) > 0;
        if (!text_equal(contract.status, "active") || over || strcmp(from, date) > 0) return true;
        if (!period_bill(context, &contract, from, period_end(context, &contract, from), invoices)) return false;
    }
    return true;
}

bool contract_bill_more(context_t *context, const contract_t *contract, const contract_line_t *line, const char *from,
                        const char *to) {
    int64_t net = 0;
    invoice_t invoice = {.lines = ARENA_NEW(context->arena, invoice_line_t), .line_count = 1};
    if (!contract_line_charge(contract, line, from, to, &net))
        return problem_set(context->problem, PROBLEM_INVALID, "too_large", "This amount is too large.");
    if (net == 0) return true;
    if (!line_of(context, line, net, &invoice.lines[0])) return false;
    invoice.lines[0].service_from = from;
    invoice.lines[0].service_to = to;
    return contract_issue(context, contract, &invoice, from);
}
