/* What a morning begins with. */
#include "base/text.h"
#include "http/route.h"
#include "insight/today.h"

static bool today_take(context_t *context, const request_t *request, today_query_t *out) {
    const char *user = request_parameter(request, "user");
    const char *midnight = request_parameter(request, "midnight");
    *out = (today_query_t){.date = request_parameter(request, "date")};
    if (user != NULL && (!text_parse_int(user, &out->user_id) || out->user_id < 1))
        return problem_add_field(context->problem, "user", "out_of_range", "This must be the number of a user.");
    if (midnight != NULL && !moment_parse(midnight, &out->midnight))
        return problem_add_field(context->problem, "midnight", "not_a_moment",
                                 "Give a moment as in 2026-03-01T00:00:00+08:00.");
    return true;
}

static bool today_work(context_t *context, request_t *request) {
    today_query_t query;
    return today_take(context, request, &query) && today_write(context, &query, &request->response.body);
}

static bool today_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, today_work);
}

const route_t ROUTES_TODAY[] = {
    {"GET", "/api/v1/today", today_get, 0, "getToday", "What one person has to do today", NULL, "Today"},
    {0},
};
