/* Where documents come from and lead to, and what a customer has bought, ordered and owes. */
#include "base/text.h"
#include "http/route.h"
#include "insight/account_trade.h"
#include "insight/trail.h"

static bool trail_work(context_t *context, request_t *request) {
    const char *id = request_parameter(request, "id");
    int64_t number = 0;
    json_writer_t writer = json_begin(&request->response.body);
    if (id == NULL || !text_parse_int(id, &number))
        return problem_add_field(context->problem, "id", "not_a_number", "Give the number of the record.");
    return trail_write(context, request_parameter(request, "type"), number, &writer);
}

static bool trail_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, trail_work);
}

static bool account_trade_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return account_trade_write(context, request->record_id, &writer, NULL);
}

static bool account_trade_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, account_trade_work);
}

const route_t ROUTES_TRAIL[] = {
    {"GET", "/api/v1/trail", trail_get, 0, "getTrail", "Where a record comes from and what came of it", NULL, "Trail"},
    {"GET", "/api/v1/accounts/{id}/trade", account_trade_get, 0, "getAccountTrade",
     "What a customer has bought, ordered and owes", NULL, "AccountTrade"},
    {0},
};
