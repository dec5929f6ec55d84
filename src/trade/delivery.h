/* The delivery: the moment at which a sale is recognised. Goods leave the stock at their cost. A return that comes
 * before the invoice is the same the other way round; one that comes after it is a credit note's (credit_note.h). */
#ifndef DAYBOOK_TRADE_DELIVERY_H
#define DAYBOOK_TRADE_DELIVERY_H

#include "trade/order.h"
#include "trade/posting.h"

extern const record_type_t DELIVERY; /* kind: "delivery" or "return" */

typedef struct delivery_part {
    int64_t line_id; /* of the order; of a return the delivery's line */
    int64_t quantity;
    bool scrap;        /* a return whose goods are not fit to be sold again */
    const char *field; /* for problems: "lines.2.quantity" */
} delivery_part_t;

typedef struct delivery_request {
    const char *date;
    int64_t location_id; /* 0: the order's */
    const char *tracking, *note;
    const delivery_part_t *parts; /* NULL: all that is outstanding */
    size_t part_count;
    const int64_t *costs_book; /* of each order line, of goods that went another way than through the stock: bought as
                                  they were sold, against accounts payable. NULL: they leave the stock */
} delivery_request_t;

typedef struct delivery_result {
    int64_t id;
    const char *number;
} delivery_result_t;

/* Delivers: checks the quantities, takes the stock, writes the document and adds sales and cost to the posting. The
 * caller posts, and tells the entry. */
bool delivery_make(posting_t *posting, const order_t *order, const delivery_request_t *request, delivery_result_t *out);

/* Takes goods of a delivery back. `credited`: an invoice's credit note takes the sale back, and only stock and cost
 * are added here; else the sale is taken back too, as far as it is not invoiced. */
bool delivery_return(posting_t *posting, int64_t delivery_id, const delivery_request_t *request, bool credited,
                     delivery_result_t *out);

/* After posting: which entry holds the document and its moves of stock. */
bool delivery_tell_entry(context_t *context, int64_t id, int64_t entry_id);

/* {"record": {…}, "lines": [{"id", "order_line", "product", "description", "quantity", "unit", "net",
 * "returned_quantity", "condition"}], "order": {"id", "title"}, "returns": [{"id", "number", "date"}]}. */
bool delivery_write_document(context_t *context, int64_t id, json_writer_t *writer);

#endif
