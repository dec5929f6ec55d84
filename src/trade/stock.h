/* Stock: what lies where, what of it is promised, and what it cost. Values are in the ledger's currency; the sum of
 * all values is the balance of the inventory account, at any moment. */
#ifndef DAYBOOK_TRADE_STOCK_H
#define DAYBOOK_TRADE_STOCK_H

#include "catalogue/context.h"
#include "catalogue/type.h"

extern const record_type_t STOCK_LOCATION;

typedef struct stock_movement {
    const char *kind; /* "receipt", "delivery", "return", "count", "transfer", "scrap" */
    int64_t product_id, location_id;
    int64_t quantity; /* positive, with three digits behind the point */
    const char *date;
    const char *document_type; /* NULL: none */
    int64_t document_id;
    const char *note;
} stock_movement_t;

/* Goods leave at their moving average or, oldest first, at what they came in at. Gives what they cost and the move,
 * whose entry the caller posts. More than there is: PROBLEM_INVALID naming `field`. */
bool stock_issue(context_t *context, const stock_movement_t *movement, const char *field, int64_t *value_book,
                 int64_t *move_id);

/* Goods come in with this value. */
bool stock_receive(context_t *context, const stock_movement_t *movement, int64_t value_book, int64_t *move_id);

/* The entry that posts a move. */
bool stock_tell_entry(context_t *context, int64_t move_id, int64_t entry_id);

/* Promises up to `quantity` of what is free at the location and gives how much that was; negative: lets go. */
bool stock_reserve(context_t *context, int64_t product_id, int64_t location_id, int64_t quantity, int64_t *reserved);

/* The location that a sale of this branch takes from: its own, else the first there is; one is made when there is
 * none. */
bool stock_default_location(context_t *context, int64_t branch_id, int64_t *out);

#endif
