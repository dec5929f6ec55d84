/* What is done to stock beside selling: goods come in, are counted, moved and scrapped. Each is one entry, in which the
 * inventory account moves by what the stock's value moves. For administrators, managers and finance. */
#ifndef DAYBOOK_TRADE_STOCK_ACTION_H
#define DAYBOOK_TRADE_STOCK_ACTION_H

#include "base/json.h"
#include "catalogue/context.h"

#include <jansson.h>

enum { STOCK_LINES = 1000 };

typedef struct stock_outcome {
    int64_t entry_id; /* 0: nothing in the books has changed */
    size_t moves;
} stock_outcome_t;

/* {"date", "location", "ledger_account" (accounts payable when left out), "note", "lines": [{"product", "quantity",
 * "unit_cost": "3.25"} or {…, "value": "97.50"}]}: inventory is debited. */
bool stock_take_in(context_t *context, json_t *body, stock_outcome_t *out);

/* {"date", "location", "note", "lines": [{"product", "counted": "17"}]}: what is missing leaves at its cost, what is
 * found comes in at the cost of the rest, or the product's; the difference is a stock adjustment. */
bool stock_count(context_t *context, json_t *body, stock_outcome_t *out);

/* {"date", "from", "to", "note", "lines": [{"product", "quantity"}]}: at its cost; between branches the inventory of
 * one is credited and that of the other debited. */
bool stock_transfer(context_t *context, json_t *body, stock_outcome_t *out);

/* {"date", "location", "note", "lines": [{"product", "quantity"}]}: what cannot be sold any more. */
bool stock_scrap(context_t *context, json_t *body, stock_outcome_t *out);

/* {"entry": {"id", "number"}|null, "moves": 3}. */
bool stock_outcome_write(context_t *context, const stock_outcome_t *outcome, json_writer_t *writer);

#endif
