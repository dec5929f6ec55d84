/* What is offered or ordered: a customer, terms and lines, as quotes and orders share them. Amounts are in minor units
 * of the currency.
 *
 * gross = quantity × unit price, rounded once per line; discount = the line's percentage of it, then the document's
 * percentage of what is left, spread over the lines by largest remainder; net = gross − discount. Tax is computed once
 * per tax code on the sum of its lines and spread over them likewise, or per line where the organisation says so.
 * Freight is a line of its own, taxed as the line of the greatest net: it is no part of net sales. */
#ifndef DAYBOOK_TRADE_SALE_H
#define DAYBOOK_TRADE_SALE_H

#include "base/json.h"
#include "base/money.h"
#include "catalogue/record.h"
#include "trade/posting.h"

#include <jansson.h>

enum { SALE_LINES = 1000 };

typedef struct sale_line {
    int64_t id;       /* 0: not stored yet */
    const char *kind; /* "item" or "freight"; of an invoice also "advance" */
    int64_t product_id;
    const char *product_title;
    const char *description;
    const char *deliverable; /* NULL allowed */
    int64_t quantity;        /* QUANTITY_SCALE */
    const char *unit;
    int64_t unit_price;       /* PRICE_SCALE */
    int64_t discount_percent; /* PERCENT_SCALE, of the line alone */
    int64_t tax_code_id, tax_rate;
    int64_t gross, discount, net, tax;
    int64_t cost; /* expected, in the document's currency */
    bool optional, chosen;
    bool stocked;
} sale_line_t;

typedef struct sale_totals {
    int64_t gross, discount, net, freight, tax, total, cost; /* gross to net without freight */
} sale_totals_t;

typedef struct sale {
    int64_t account_id, contact_id, opportunity_id, owner_id, branch_id;
    const currency_t *currency;
    const char *date;
    const char *payment_terms;
    int64_t discount_percent;
    sale_line_t *lines;
    size_t line_count;
    sale_totals_t totals;
} sale_t;

/* Reads {"account": 7, "contact", "opportunity", "owner", "branch", "currency", "date", "payment_terms",
 * "discount_percent": "5", "freight": "20.00", "lines": [{"product": 3, "description", "deliverable", "quantity": "2",
 * "unit", "unit_price": "12.50", "discount_percent": "10", "tax_code": 1, "optional": false, "chosen": true}]} and
 * computes. What is left out comes from the opportunity, the account and the product. Wrong members become field
 * problems: "lines.2.quantity". */
bool sale_read(context_t *context, json_t *body, sale_t *out);

/* Computes lines and totals; lines that are optional and not chosen count nothing. */
bool sale_compute(context_t *context, sale_t *sale);

/* The parts of it, for documents whose amounts stand already: taxes from nets and rates, totals from lines. */
void sale_compute_tax(context_t *context, sale_t *sale, bool per_line);
void sale_total(sale_t *sale);

/* Members "lines": [{"id", "kind", "product": {"id","title"}|null, "description", "deliverable", "quantity": "2",
 * "unit", "unit_price": "12.50", "discount_percent", "tax_code": id|null, "tax_rate": "9", "gross", "discount", "net",
 * "tax", "cost" (only to those who see margins), "optional", "chosen"}]. `more`, where not NULL, adds members to the
 * line of that index. */
typedef void (*sale_more_t)(void *argument, size_t index, json_writer_t *writer);
void sale_write_lines(const context_t *context, const sale_t *sale, json_writer_t *writer, sale_more_t more,
                      void *argument);
void sale_write_line(const context_t *context, const sale_t *sale, size_t index, json_writer_t *writer);

/* The columns that lines of quotes and orders share, of a table `l` with LEFT JOIN product p ON p.id = l.product_id. */
#define SALE_LINE_COLUMNS                                                                                              \
    "l.id, l.kind, coalesce(l.product_id, 0), p.name, l.description, l.deliverable, l.quantity, l.unit, "              \
    "l.unit_price, l.discount_percent, coalesce(l.tax_code_id, 0), l.tax_rate, l.gross, l.discount, l.net, l.tax, "    \
    "l.cost, coalesce(p.stocked, 0)"
enum { SALE_LINE_COLUMN_COUNT = 18 };
void sale_line_take(arena_t *arena, const store_statement_t *row, sale_line_t *out);

/* Sets the header fields that quotes, orders and invoices share: account to total. */
void sale_write_head(const sale_t *sale, record_t *record);

/* Administrator, manager, finance. */
bool sale_sees_margin(const actor_t *actor);

/* Sales at what the line's net is worth in the ledger's currency: gross sales credited to the account of that purpose,
 * its discount debited to sales discounts; freight is no sale. */
bool posting_add_sale(posting_t *posting, const char *purpose, const sale_line_t *line, int64_t net_book);

/* The last day of payment and, with "2_10_net_30", of the discount and its percentage (PERCENT_SCALE); NULL and 0
 * without one. */
const char *payment_terms_due(context_t *context, const char *terms, const char *date, const char **discount_on,
                              int64_t *discount_percent);

#endif
