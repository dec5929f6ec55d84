#include "trade/credit_return.h"

#include "trade/delivery.h"
#include "trade/price.h"

typedef struct found_part {
    int64_t delivery_id;
    delivery_part_t part;
} found_part_t;

typedef struct found_parts {
    found_part_t items[SALE_LINES];
    size_t count;
} found_parts_t;

static const char SQL_SENT[] =
    "SELECT l.id, l.delivery_id, l.quantity - l.returned_quantity FROM delivery_line l "
    "JOIN delivery d ON d.id = l.delivery_id WHERE l.order_line_id = $1 AND d.kind = 'delivery' "
    "AND l.quantity > l.returned_quantity ORDER BY l.id DESC";

static bool goods_find(context_t *context, const goods_back_t *goods, found_parts_t *found) {
    int64_t wanted = goods->quantity;
    store_statement_t *rows = store_query(context->tx, SQL_SENT, "i", goods->order_line_id);
    while (wanted > 0 && found->count < SALE_LINES && store_step(rows)) {
        int64_t left = store_column_int(rows, 2), taken = left < wanted ? left : wanted;
        found->items[found->count++] = (found_part_t){
            store_column_int(rows, 1),
            {.line_id = store_column_int(rows, 0), .quantity = taken, .scrap = goods->scrap, .field = goods->field}};
        wanted -= taken;
    }
    if (!store_end(rows)) return context_done(context);
    if (wanted == 0) return true;
    return problem_add_field(context->problem, goods->field, "more_than_delivered",
                             "%s more than was delivered and is still with the customer.",
                             decimal_format(context->arena, wanted, QUANTITY_SCALE, false));
}

/* All parts of the delivery of `first`, which are then marked as done. */
static bool goods_return(posting_t *posting, found_parts_t *found, size_t first, goods_returns_t *out) {
    int64_t delivery = found->items[first].delivery_id;
    delivery_part_t *parts = ARENA_ARRAY(posting->context->arena, delivery_part_t, found->count);
    delivery_request_t request = {.date = posting->entry.date, .parts = parts};
    delivery_result_t result;
    for (size_t i = first; i < found->count; i++) {
        if (found->items[i].delivery_id != delivery) continue;
        parts[request.part_count++] = found->items[i].part;
        found->items[i].delivery_id = 0;
    }
    if (out->count == CREDIT_RETURNS)
        return problem_set(posting->context->problem, PROBLEM_INVALID, "too_many",
                           "These goods come from too many deliveries. Credit them in parts.");
    if (!delivery_return(posting, delivery, &request, true, &result)) return false;
    out->ids[out->count++] = result.id;
    return true;
}

bool credit_take_goods_back(posting_t *posting, const goods_back_t *goods, size_t count, goods_returns_t *out) {
    found_parts_t *found = ARENA_NEW(posting->context->arena, found_parts_t);
    *out = (goods_returns_t){.count = 0};
    for (size_t i = 0; i < count; i++)
        if (!goods_find(posting->context, &goods[i], found)) return false;
    for (size_t i = 0; i < found->count; i++)
        if (found->items[i].delivery_id != 0 && !goods_return(posting, found, i, out)) return false;
    return true;
}
