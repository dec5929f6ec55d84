/* The invoice and the credit note: what a customer owes, and what is taken off it. Numbers have no gaps; a posted one
 * is never changed, but credited. */
#ifndef DAYBOOK_TRADE_INVOICE_H
#define DAYBOOK_TRADE_INVOICE_H

#include "base/json.h"
#include "catalogue/record.h"
#include "trade/posting.h"
#include "trade/sale.h"

extern const record_type_t INVOICE;

typedef struct invoice_line {
    sale_line_t sale; /* kind "advance": billed ahead of quantities, or deducted with a negative net; quantity 0 */
    int64_t order_line_id, contract_line_id;
    const char *service_from; /* with service_to: earned day by day; else NULL */
    const char *service_to;
} invoice_line_t;

typedef struct invoice {
    sale_t sale;       /* its lines are not used; totals are set by issuing */
    const char *basis; /* "delivery", "order", "deposit", "milestone", "recurring" */
    int64_t order_id, contract_id;
    const char *customer_reference, *note;
    invoice_line_t *lines;
    size_t line_count;
    const char *due_on; /* NULL: by the payment terms */
    bool taxes_given;   /* each line's tax is as it stands */
    int64_t id;         /* set by issuing, as are the following */
    const char *number;
} invoice_t;

/* Issues: computes tax, gives the number, writes rows, and adds the posting's lines. Receivable is debited; credited is
 * what was delivered and not invoiced, else deferred revenue; and output tax. The caller posts. */
bool invoice_issue(context_t *context, invoice_t *invoice, posting_t *posting);

/* For documents of this kind: the header's amounts, and one line's row. */
void invoice_set_amounts(record_t *record, const posting_t *posting, const sale_t *sale, int64_t total_book,
                         int64_t tax_book);
typedef struct invoice_line_row {
    int64_t invoice_id, position, credits_line_id;
    const invoice_line_t *line;
    const char *condition; /* of goods that came back: "restock" or "scrap"; else NULL */
    int64_t net_book;
} invoice_line_row_t;
bool invoice_write_line(context_t *context, const invoice_line_row_t *row);

/* After posting: which entry holds it. */
bool invoice_tell_entry(context_t *context, int64_t id, int64_t entry_id);

/* {…the record…, "lines": […], "allocations": [{"date","kind","payment","credit_note","amount","discount"}],
 * "credit_notes": […], "entry": {"id","number"}}. */
bool invoice_write_document(context_t *context, int64_t id, json_writer_t *writer);

#endif
