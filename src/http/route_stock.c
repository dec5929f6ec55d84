/* Stock: what lies where, how it moved, what is to be bought; goods in, counts, transfers, scrap. */
#include "base/text.h"
#include "http/repeat.h"
#include "http/route.h"
#include "trade/stock_action.h"
#include "trade/stock_read.h"

static bool parameter_number(context_t *context, const request_t *request, const char *name, int64_t *out) {
    const char *text = request_parameter(request, name);
    if (text == NULL || text_parse_int(text, out)) return true;
    return problem_add_field(context->problem, name, "not_a_number", "Give a number.");
}

static bool query_read(context_t *context, const request_t *request, stock_query_t *out) {
    *out = (stock_query_t){.words = request_parameter(request, "q"), .limit = 100};
    return parameter_number(context, request, "product", &out->product_id) &&
           parameter_number(context, request, "location", &out->location_id) &&
           parameter_number(context, request, "after", &out->after) &&
           parameter_number(context, request, "limit", &out->limit);
}

static bool levels_work(context_t *context, request_t *request) {
    stock_query_t query;
    json_writer_t writer = json_begin(&request->response.body);
    return query_read(context, request, &query) && stock_write_levels(context, &query, &writer);
}

static bool levels_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, levels_work);
}

static bool moves_work(context_t *context, request_t *request) {
    stock_query_t query;
    json_writer_t writer = json_begin(&request->response.body);
    return query_read(context, request, &query) && stock_write_moves(context, &query, &writer);
}

static bool moves_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, moves_work);
}

static bool reorder_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return stock_write_reorder(context, &writer);
}

static bool reorder_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, reorder_work);
}

typedef bool (*stock_act_t)(context_t *context, json_t *body, stock_outcome_t *out);

static bool act_work(context_t *context, request_t *request) {
    static const struct {
        const char *operation;
        stock_act_t act;
    } acts[] = {
        {"receiveStock", stock_take_in},
        {"countStock", stock_count},
        {"transferStock", stock_transfer},
        {"scrapStock", stock_scrap},
    };
    stock_outcome_t outcome;
    json_writer_t writer = json_begin(&request->response.body);
    for (size_t i = 0; i < sizeof acts / sizeof acts[0]; i++)
        if (text_equal(acts[i].operation, request->route->operation))
            return acts[i].act(context, request->json, &outcome) && stock_outcome_write(context, &outcome, &writer);
    return false;
}

static bool act_post(request_t *request) {
    return repeat_run(request, 201, act_work);
}

/* clang-format off */
const route_t ROUTES_STOCK[] = {
    {"GET", "/api/v1/stock/levels", levels_get, 0, "listStockLevels", "What lies where", NULL, "StockLevels"},
    {"GET", "/api/v1/stock/moves", moves_get, 0, "listStockMoves", "How stock moved, the last first", NULL, "StockMoves"},
    {"GET", "/api/v1/stock/reorder", reorder_get, 0, "listStockToReorder", "Products of which less is free than their reorder level", NULL, "StockToReorder"},
    {"POST", "/api/v1/stock/receipts", act_post, ROUTE_CREATES | ROUTE_REPEATS, "receiveStock", "Goods in", "StockReceipt", "StockOutcome"},
    {"POST", "/api/v1/stock/counts", act_post, ROUTE_CREATES | ROUTE_REPEATS, "countStock", "Put stock right by a count", "StockCount", "StockOutcome"},
    {"POST", "/api/v1/stock/transfers", act_post, ROUTE_CREATES | ROUTE_REPEATS, "transferStock", "Move stock to another location", "StockTransfer", "StockOutcome"},
    {"POST", "/api/v1/stock/scraps", act_post, ROUTE_CREATES | ROUTE_REPEATS, "scrapStock", "Scrap what cannot be sold", "StockScrap", "StockOutcome"},
    {NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL},
};
/* clang-format on */
