/* What lists and the pipeline show, kept under names. */
#include "customer/saved_view.h"
#include "http/route.h"

static bool views_list_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return saved_view_write_list(context, request_parameter(request, "screen"), &writer);
}

static bool views_list(request_t *request) {
    response_json(request, 200);
    return request_read(request, views_list_work);
}

static bool view_answer(context_t *context, request_t *request, int64_t id) {
    json_writer_t writer = json_begin(&request->response.body);
    return saved_view_write(context, id, &writer);
}

static bool view_post_work(context_t *context, request_t *request) {
    int64_t id = 0;
    return saved_view_create(context, request->json, &id) && view_answer(context, request, id);
}

static bool view_patch_work(context_t *context, request_t *request) {
    return saved_view_change(context, request->record_id, request->json) &&
           view_answer(context, request, request->record_id);
}

static bool view_delete_work(context_t *context, request_t *request) {
    return saved_view_delete(context, request->record_id);
}

/* {"screen": "accounts", "view": 7}, or null for none. */
static bool view_default_work(context_t *context, request_t *request) {
    const json_t *view = json_object_get(request->json, "view");
    const char *screen = json_string_value(json_object_get(request->json, "screen"));
    if (screen == NULL) return problem_add_field(context->problem, "screen", "required", "Tell of which screen.");
    if (!json_is_null(view) && json_integer_value(view) <= 0)
        return problem_add_field(context->problem, "view", "wrong_type", "Give the number of a view, or null.");
    return saved_view_set_default(context, screen, json_integer_value(view));
}

static bool view_with_body(request_t *request, int status, request_work_t work) {
    if (!request_json(request, &request->json)) return false;
    if (status == 204)
        response_empty(request, status);
    else
        response_json(request, status);
    bool ok = request_write(request, work);
    json_decref(request->json);
    return ok;
}

static bool view_post(request_t *request) {
    return view_with_body(request, 201, view_post_work);
}

static bool view_patch(request_t *request) {
    return view_with_body(request, 200, view_patch_work);
}

static bool view_default_post(request_t *request) {
    return view_with_body(request, 204, view_default_work);
}

static bool view_delete(request_t *request) {
    response_empty(request, 204);
    return request_write(request, view_delete_work);
}

const route_t ROUTES_VIEWS[] = {
    {"GET", "/api/v1/views", views_list, 0, "listViews", "Own views and those shared with one, by name", NULL,
     "ViewList"},
    {"POST", "/api/v1/views", view_post, ROUTE_CREATES, "createView", "Keep what a screen shows under a name",
     "ViewInput", "View"},
    {"POST", "/api/v1/views/default", view_default_post, 0, "setDefaultView", "With which view one begins on a screen",
     "ViewDefault", NULL},
    {"PATCH", "/api/v1/views/{id}", view_patch, 0, "updateView", "Name, content or sharing of an own view",
     "ViewChange", "View"},
    {"DELETE", "/api/v1/views/{id}", view_delete, 0, "deleteView", "Delete a view", NULL, NULL},
    {0},
};
