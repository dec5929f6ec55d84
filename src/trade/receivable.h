/* What customers owe, read from documents and set against the ledger: ageing, statements, the day book, the tax
 * return, and how long customers take to pay. Amounts are in the ledger's currency unless told otherwise. */
#ifndef DAYBOOK_TRADE_RECEIVABLE_H
#define DAYBOOK_TRADE_RECEIVABLE_H

#include "base/json.h"
#include "catalogue/context.h"
#include "ledger/balance.h"

enum { RECEIVABLE_PAGE = 200 };

/* By how many days a document is past its due date. */
typedef enum { AGE_CURRENT, AGE_1_30, AGE_31_60, AGE_61_90, AGE_OVER_90, AGE_UNAPPLIED, AGE_COUNT } age_t;
const char *age_name(age_t age); /* "current", "days_1_30", …, "unapplied" */
bool age_parse(const char *name, age_t *out);

typedef struct receivable_query {
    const char *from, *to; /* dates, both included; what stands at a date stands at the end of `to` */
    dimension_t by;        /* customer, salesperson or branch */
    int64_t id;            /* of the one that is asked for; 0: all */
    bool nobody;           /* those without a salesperson or branch */
    bool aged;             /* only those of `age` */
    age_t age;
    int64_t offset; /* how many the pages before had */
} receivable_query_t;

/* What the ledger's receivable account holds at the end of a day, of all or of the one that `of` tells. */
bool receivable_balance(context_t *context, const char *date, const receivable_query_t *of, int64_t *out);

/* {"date", "by", "currency", "items": [{"record": {"id", "title"}|null, "current": "0.00", "days_1_30", "days_31_60",
 * "days_61_90", "days_over_90", "unapplied", "total"}], the most first, "total": {…the same amounts…}, "receivable":
 * what the ledger's account holds at that date}. Unapplied are payments and credit notes not given to an invoice,
 * below 0. Invoices count from their date on, less what was settled up to the date. */
bool receivable_write_ageing(context_t *context, const receivable_query_t *query, json_writer_t *writer);

/* The documents of one figure of it: {"items": [{"type": "invoice"|"payment", "id", "number", "customer": {"id",
 * "title"}, "date", "due_on", "days_late", "currency", "total", "open", "open_book", "disputed"}], "next": 200|null},
 * the oldest due first. */
bool receivable_write_open(context_t *context, const receivable_query_t *query, json_writer_t *writer);

/* What passed between us and one customer (query.id), in each currency of its documents: {"customer": {"id", "title"},
 * "address", "from", "to", "sections": [{"currency", "opening": "0.00", "items": [{"date", "kind", "document": {"type",
 * "id", "number"}, "text", "amount", "balance"}], "closing", "ages": {…}}], "seller": {"name", "address",
 * "tax_registration"}}. Whoever sees the customer may read it. */
bool receivable_write_statement(context_t *context, const receivable_query_t *query, json_writer_t *writer);

/* Invoices and credit notes by date: {"currency", "from", "to", "items": [{"id", "number", "kind", "date", "customer",
 * "net", "tax", "total", "entry"}], "next": 200|null, "total": {"count", "net", "tax", "total"} of all}; credit notes
 * below 0. */
bool receivable_write_day_book(context_t *context, const receivable_query_t *query, json_writer_t *writer);

/* What each customer's account held, took and gave: {"currency", "from", "to", "items": [{"customer", "opening",
 * "debit", "credit", "closing"}], "total": {…}}, whole months, from the ledger. */
bool receivable_write_ledger(context_t *context, const receivable_query_t *query, json_writer_t *writer);

/* The boxes of Singapore's GST F5: {"currency", "from", "to", "boxes": [{"box": 1, "amount"}], "documents_tax": what
 * invoices less credit notes and discounts say for box 6}. Net of discounts that were taken. */
bool receivable_write_tax_return(context_t *context, const receivable_query_t *query, json_writer_t *writer);

/* {"from", "to", "days", "currency", "receivable", "billed", "dso": "28.4"|null, "count_back": "31.0"|null, "settled":
 * 2466, "days_to_pay": "26.44"|null, "days_to_pay_by_amount", "late": 877, "late_percent", "days_late" (mean of all),
 * "days_late_of_late"}; of one customer where id is given. DSO = receivable ÷ billed × days, both with tax; counting
 * back takes whole months off the receivable. */
bool receivable_write_collection(context_t *context, const receivable_query_t *query, json_writer_t *writer);

#endif
