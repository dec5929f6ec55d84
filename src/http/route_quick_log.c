/* A typed line as the draft of an interaction. */
#include "customer/quick_log.h"
#include "http/route.h"

static bool read_number(context_t *context, const json_t *body, const char *name, int64_t *out) {
    const json_t *given = json_object_get(body, name);
    *out = 0;
    if (given == NULL || json_is_null(given)) return true;
    if (!json_is_integer(given))
        return problem_add_field(context->problem, name, "wrong_type", "This must be a whole number.");
    *out = json_integer_value(given);
    return true;
}

static bool read_moment(context_t *context, const json_t *body, moment_t *out) {
    const json_t *given = json_object_get(body, "at");
    if (given == NULL || json_is_null(given)) return true;
    return (json_is_string(given) && moment_parse(json_string_value(given), out)) ||
           problem_add_field(context->problem, "at", "not_a_moment", "This must be a moment, as 2026-03-01T09:30:00Z.");
}

static bool read_input(context_t *context, const json_t *body, quick_log_input_t *out) {
    int64_t offset;
    const json_t *line = json_object_get(body, "line");
    if (!json_is_string(line))
        return problem_add_field(context->problem, "line", "required", "The line that was typed is needed, as text.");
    if (!read_moment(context, body, &out->at) || !read_number(context, body, "offset_minutes", &offset) ||
        !read_number(context, body, "account", &out->account_id) ||
        !read_number(context, body, "contact", &out->contact_id) ||
        !read_number(context, body, "opportunity", &out->opportunity_id))
        return false;
    if (offset < -QUICK_OFFSET_LIMIT || offset > QUICK_OFFSET_LIMIT)
        return problem_add_field(context->problem, "offset_minutes", "out_of_range",
                                 "The clock is at most 14 hours from UTC.");
    out->offset_minutes = (int)offset;
    out->line = json_string_value(line);
    return true;
}

static bool quick_log_work(context_t *context, request_t *request) {
    quick_log_input_t input = {.line = NULL};
    quick_log_t *log = ARENA_NEW(context->arena, quick_log_t);
    if (!read_input(context, request->json, &input) || !quick_log_read(context, &input, log)) return false;
    json_writer_t writer = json_begin(&request->response.body);
    quick_log_write(context, log, &writer);
    return true;
}

static bool quick_log_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_read(request, quick_log_work);
    json_decref(request->json);
    return ok;
}

const route_t ROUTES_QUICK_LOG[] = {
    {"POST", "/api/v1/quick-log", quick_log_post, 0, "readQuickLog",
     "Read a typed line as the draft of an interaction; nothing is written", "QuickLogInput", "QuickLogDraft"},
    {0},
};
