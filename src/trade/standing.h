/* What stands between delivered and invoiced of an order line: delivered first it is an asset, invoiced first a
 * liability (deferred revenue). Each step moves it towards or away from nothing, and keeps its value in the ledger's
 * currency, so that what was recognised or billed at one rate leaves at that rate. */
#ifndef DAYBOOK_TRADE_STANDING_H
#define DAYBOOK_TRADE_STANDING_H

#include "trade/posting.h"

typedef struct standing_change {
    int64_t order_line_id;
    int64_t delivered_quantity, delivered_net; /* a return: negative */
    int64_t invoiced_quantity, invoiced_net;   /* a cancelled invoice: negative */
    int64_t advanced_net;                      /* billed ahead of quantities; deducted: negative */
    int64_t invoiced_tax;
    int64_t amount_book; /* what the change in net is worth at today's rate: an amount of the book's currency with the
                            sign of the net */
} standing_change_t;

/* Writes the line's figures and adds to the posting what leaves or enters the two accounts. `value_book` is what was
 * added there: a debit is positive. */
bool standing_move(posting_t *posting, const standing_change_t *change, int64_t *value_book);

#endif
