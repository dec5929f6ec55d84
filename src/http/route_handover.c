/* Handing accounts over, reading up on them, and the brief of an account. */
#include "base/text.h"
#include "http/route.h"
#include "insight/brief.h"
#include "pipeline/handover.h"

static const char BRIEF_POLICY[] =
    "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

static bool plan_read(context_t *context, request_t *request, handover_plan_t *plan) {
    const json_t *successors = json_object_get(request->json, "successors");
    size_t count = json_array_size(successors);
    int64_t *ids = ARENA_ARRAY(request->arena, int64_t, HANDOVER_SUCCESSORS);
    if (count > HANDOVER_SUCCESSORS)
        return problem_add_field(context->problem, "successors", "too_many", "At most %d people take over at once.",
                                 HANDOVER_SUCCESSORS);
    for (size_t i = 0; i < count; i++) ids[i] = json_integer_value(json_array_get(successors, i));
    const json_t *accounts = json_object_get(request->json, "accounts");
    size_t choices = json_array_size(accounts);
    handover_choice_t *chosen = ARENA_ARRAY(request->arena, handover_choice_t, choices + 1);
    for (size_t i = 0; i < choices; i++) {
        const json_t *one = json_array_get(accounts, i);
        chosen[i] = (handover_choice_t){json_integer_value(json_object_get(one, "account")),
                                        json_integer_value(json_object_get(one, "to"))};
    }
    *plan = (handover_plan_t){
        .from_id = json_integer_value(json_object_get(request->json, "from")),
        .successors = ids,
        .successor_count = count,
        .choices = chosen,
        .choice_count = choices,
        .deactivate = json_is_true(json_object_get(request->json, "deactivate")),
        .dry_run = json_is_true(json_object_get(request->json, "dry_run")),
    };
    return true;
}

static bool handover_work(context_t *context, request_t *request) {
    handover_plan_t plan;
    json_writer_t writer = json_begin(&request->response.body);
    return plan_read(context, request, &plan) && handover_run(context, &plan, &writer);
}

static bool handover_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, handover_work);
    json_decref(request->json);
    return ok;
}

static bool list_work(context_t *context, request_t *request) {
    const char *from = request_parameter(request, "from");
    int64_t from_id = 0;
    if (from == NULL || !text_parse_int(from, &from_id))
        return problem_add_field(context->problem, "from", "required", "Say whose handovers.");
    json_writer_t writer = json_begin(&request->response.body);
    return handover_write_list(context, from_id, &writer);
}

static bool list_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, list_work);
}

static bool undo_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return handover_undo(context, request->record_id, &writer);
}

static bool undo_post(request_t *request) {
    response_json(request, 200);
    return request_write(request, undo_work);
}

static bool received_work(context_t *context, request_t *request) {
    (void)request;
    json_writer_t writer = json_begin(&request->response.body);
    return handover_write_received(context, &writer);
}

static bool received_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, received_work);
}

static bool read_work(context_t *context, request_t *request) {
    return handover_mark_read(context, request->record_id);
}

static bool read_post(request_t *request) {
    response_empty(request, 204);
    return request_write(request, read_work);
}

static void brief_answer(request_t *request) {
    request->response.status = 200;
    request->response.media_type = "text/html; charset=utf-8";
    response_header(request, "Content-Security-Policy", BRIEF_POLICY);
    response_header(request, "Cache-Control", "no-store");
    response_header(request, "Referrer-Policy", "no-referrer");
}

/* The sheet speaks the language of the page that leads to it, else that of its reader. */
static actor_t brief_reader(const context_t *context, const request_t *request) {
    static const actor_t nobody;
    actor_t reader = context->actor != NULL ? *context->actor : nobody;
    const char *locale = request_parameter(request, "locale");
    if (locale != NULL) reader.locale = locale;
    return reader;
}

static bool brief_work(context_t *context, request_t *request) {
    const actor_t reader = brief_reader(context, request);
    context_t reading = *context;
    reading.actor = &reader;
    return brief_write(&reading, request->record_id, &request->response.body);
}

static bool brief_get(request_t *request) {
    bool ok = request_read(request, brief_work);
    if (ok) brief_answer(request);
    return ok;
}

static bool shared_work(context_t *context, request_t *request) {
    const actor_t reader = brief_reader(context, request);
    context_t reading = *context;
    reading.actor = &reader;
    return brief_write_shared(&reading, request->path_text, &request->response.body);
}

static bool shared_get(request_t *request) {
    bool ok = request_read(request, shared_work);
    if (ok) brief_answer(request);
    return ok;
}

static bool share_work(context_t *context, request_t *request) {
    const char *token = NULL;
    moment_t expires = 0;
    if (!brief_share(context, request->record_id, &token, &expires)) return false;
    json_writer_t writer = json_begin(&request->response.body);
    json_write_object(&writer, NULL);
    const char *locale = request_parameter(request, "locale");
    bool chinese = locale != NULL && text_starts_with(locale, "zh");
    json_write_text(
        &writer, "link",
        arena_printf(request->arena, "%s/brief/%s%s", request_origin(request), token, chinese ? "?locale=zh" : ""));
    json_write_text(&writer, "expires_at", moment_format(request->arena, expires));
    json_write_close(&writer);
    return true;
}

static bool share_post(request_t *request) {
    response_json(request, 200);
    return request_write(request, share_work);
}

static bool unshare_work(context_t *context, request_t *request) {
    return brief_unshare(context, request->record_id);
}

static bool unshare_delete(request_t *request) {
    response_empty(request, 204);
    return request_write(request, unshare_work);
}

const route_t ROUTES_HANDOVER[] = {
    {"POST", "/api/v1/handovers", handover_post, 0, "handOver", "Give what somebody owns to successors", "HandoverPlan",
     "Handover"},
    {"GET", "/api/v1/handovers", list_get, 0, "listHandovers", "What was handed over and can be taken back", NULL,
     "Handovers"},
    {"GET", "/api/v1/handovers/received", received_get, 0, "listReceived", "Accounts that were handed over to one",
     NULL, "Received"},
    {"POST", "/api/v1/handovers/{id}/undo", undo_post, 0, "undoHandover", "Take a handover back", NULL,
     "HandoverUndone"},
    {"POST", "/api/v1/accounts/{id}/read", read_post, 0, "markReceivedRead", "One has read up on an account", NULL,
     NULL},
    {"GET", "/api/v1/accounts/{id}/brief", brief_get, 0, "getBrief", "The account on one printed page", NULL,
     "text/html"},
    {"POST", "/api/v1/accounts/{id}/brief-links", share_post, 0, "shareBrief", "A private link to the brief", NULL,
     "BriefLink"},
    {"DELETE", "/api/v1/accounts/{id}/brief-links", unshare_delete, 0, "unshareBrief", "Take all links back", NULL,
     NULL},
    {"GET", "/brief/{text}", shared_get, ROUTE_OPEN, NULL, NULL, NULL, NULL},
    {0},
};
