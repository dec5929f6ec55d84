/* What lies where, how it came there, and what is to be bought. */
#ifndef DAYBOOK_TRADE_STOCK_READ_H
#define DAYBOOK_TRADE_STOCK_READ_H

#include "base/json.h"
#include "catalogue/context.h"

typedef struct stock_query {
    int64_t product_id, location_id; /* 0: any */
    const char *words;               /* how the product's name or code begins; NULL: any */
    int64_t after;                   /* of moves: those before this one; of levels: rows to leave out */
    int64_t limit;                   /* 1 to 500 */
} stock_query_t;

/* {"currency", "items": [{"product", "code", "unit", "location", "quantity", "reserved", "free", "unit_cost",
 * "value"}], "next": 100|null, "value": the value of all}. Costs only for those who see margins. */
bool stock_write_levels(context_t *context, const stock_query_t *query, json_writer_t *writer);

/* {"currency", "items": [{"id", "kind", "date", "product", "location", "quantity": "-3", "value": "-30.00", "document":
 * {"type", "id"}|null, "entry": {"id", "title"}|null, "note", "by"}], "next": 41|null}, the last first. */
bool stock_write_moves(context_t *context, const stock_query_t *query, json_writer_t *writer);

/* {"items": [{"product", "code", "unit", "quantity", "reserved", "free", "on_order", "reorder_level", "short"}]}: what
 * is free is less than the reorder level; `on_order` is what customers wait for beyond what is reserved. */
bool stock_write_reorder(context_t *context, json_writer_t *writer);

#endif
