/* Overviews of accounts and contacts, tasks done, attached files. */
#include "base/text.h"
#include "customer/attachment.h"
#include "customer/task.h"
#include "http/route.h"
#include "insight/overview.h"

static bool account_overview_work(context_t *context, request_t *request) {
    return account_overview_write(context, request->record_id, &request->response.body);
}

static bool account_overview(request_t *request) {
    response_json(request, 200);
    return request_read(request, account_overview_work);
}

static bool contact_overview_work(context_t *context, request_t *request) {
    return contact_overview_write(context, request->record_id, &request->response.body);
}

static bool contact_overview(request_t *request) {
    response_json(request, 200);
    return request_read(request, contact_overview_work);
}

static bool task_done_work(context_t *context, request_t *request) {
    record_t *task = NULL;
    int64_t version = 0;
    const json_t *done = json_object_get(request->json, "done");
    if (!json_is_boolean(done))
        return problem_add_field(context->problem, "done", "wrong_type", "This must be true or false.");
    if (!request_version(request, &version) ||
        !task_set_done(context, request->record_id, version, json_is_true(done), &task))
        return false;
    json_writer_t writer = json_begin(&request->response.body);
    record_write_json(context, task, &writer, NULL);
    response_header(request, "ETag", arena_printf(request->arena, "\"%lld\"", (long long)task->version));
    return true;
}

static bool task_done(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, task_done_work);
    json_decref(request->json);
    return ok;
}

/* For RFC 6266: the name in ASCII, and once more as UTF-8 in percent signs. */
static const char *attachment_disposition(arena_t *arena, const char *name) {
    text_t text = text_create(arena, 4096);
    text_add(&text, "attachment; filename=\"");
    for (const unsigned char *c = (const unsigned char *)name; *c != '\0'; c++)
        text_add_char(&text, *c < 0x20 || *c > 0x7E || *c == '"' || *c == '\\' ? '_' : (char)*c);
    text_add(&text, "\"; filename*=UTF-8''");
    for (const unsigned char *c = (const unsigned char *)name; *c != '\0'; c++) text_add_format(&text, "%%%02X", *c);
    return text.data;
}

static bool attachment_get_work(context_t *context, request_t *request) {
    attachment_t *file = ARENA_NEW(context->arena, attachment_t);
    request->state = file;
    return attachment_load(context, request->record_id, file);
}

static bool attachment_get(request_t *request) {
    if (!request_read(request, attachment_get_work)) return false;
    const attachment_t *file = request->state;
    request->response.status = 200;
    request->response.bytes = file->content;
    request->response.byte_count = (size_t)file->size;
    request->response.media_type = file->media_type;
    response_header(request, "Content-Disposition", attachment_disposition(request->arena, file->name));
    response_header(request, "Content-Security-Policy", "default-src 'none'; sandbox");
    return true;
}

static bool attachment_delete_work(context_t *context, request_t *request) {
    return attachment_remove(context, request->record_id);
}

static bool attachment_delete(request_t *request) {
    response_empty(request, 204);
    return request_write(request, attachment_delete_work);
}

const route_t ROUTES_CUSTOMER[] = {
    {"GET", "/api/v1/accounts/{id}/overview", account_overview, 0, "getAccountOverview", "Everything about one account",
     NULL, "AccountOverview"},
    {"GET", "/api/v1/contacts/{id}/overview", contact_overview, 0, "getContactOverview", "Everything about one contact",
     NULL, "ContactOverview"},
    {"POST", "/api/v1/tasks/{id}/done", task_done, 0, "setTaskDone", "Tick a task off, or open it again", "TaskDone",
     "Task"},
    {"GET", "/api/v1/attachments/{id}", attachment_get, 0, "getAttachment", "The bytes of a file", NULL,
     "application/octet-stream"},
    {"DELETE", "/api/v1/attachments/{id}", attachment_delete, 0, "deleteAttachment", "Remove a file", NULL, NULL},
    {0},
};
