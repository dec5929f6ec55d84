/* Short words for tests of trade: an open ledger with a customer and products, orders from JSON, what was posted. */
#ifndef DAYBOOK_TEST_TRADE_BOOK_H
#define DAYBOOK_TEST_TRADE_BOOK_H

#include "support/book_context.h"
#include "support/ledger_book.h"
#include "trade/order_action.h"

typedef struct trade_book {
    context_t *context;
    int64_t account, tax_code, goods, service, location;
} trade_book_t;

/* A ledger in SGD, the customer Cancity on 2/10 net 30, GST of 9 %, stocked goods at 50.00 and a service at 100.00. */
trade_book_t trade_book_open(context_t *context);

/* Goods in: so many at that unit cost, against accounts payable. */
void trade_book_receive(trade_book_t *book, const char *date, int64_t quantity, int64_t value);

/* An order on that date with these lines as JSON: "{\"product\": 1, \"quantity\": \"2\"}". What is refused fails. */
int64_t trade_book_order(trade_book_t *book, const char *date, const char *lines, const char *more);

/* Delivers all that is outstanding, or one line so many of a thousandth; invoices at once when asked. */
order_outcome_t trade_book_deliver(trade_book_t *book, int64_t order, const char *date, bool invoice);
order_outcome_t trade_book_deliver_part(trade_book_t *book, int64_t order, const char *date, int64_t quantity,
                                        bool invoice);
order_outcome_t trade_book_bill(trade_book_t *book, int64_t order, const char *date,
                                const order_invoice_request_t *request);

/* The entry's lines as "receivable 1090.00, credit_sales -1000.00, output_tax -90.00", in their order. */
const char *trade_book_entry(trade_book_t *book, int64_t entry);

/* Fails unless: the receivable account is the sum of the open documents, the inventory account the sum of stock values,
 * deferred and unbilled what stands between delivered and invoiced, and the proof of the ledger finds nothing. */
void trade_book_check(trade_book_t *book);

json_t *trade_book_json(context_t *context, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
