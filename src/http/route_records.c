/* Records of any type: list, read, create, change, archive, restore, delete, history, figures, export, suggestions. */
#include "base/text.h"
#include "catalogue/history.h"
#include "catalogue/policy.h"
#include "catalogue/record.h"
#include "customer/attachment.h"
#include "http/repeat.h"
#include "http/route.h"
#include "http/stream.h"

enum { HISTORY_LIMIT = 50 };

static bool records_list_work(context_t *context, request_t *request) {
    const list_query_t query = request_query(request, request->type);
    return list_write_json(context, &query, &request->response.body);
}

static bool records_list(request_t *request) {
    response_json(request, 200);
    return request_read(request, records_list_work);
}

static bool records_summary_work(context_t *context, request_t *request) {
    const list_query_t query = request_query(request, request->type);
    return list_write_summary(context, &query, &request->response.body);
}

static bool records_summary(request_t *request) {
    response_json(request, 200);
    return request_read(request, records_summary_work);
}

/* The record as the answer, with its version as ETag. */
static void records_answer(context_t *context, request_t *request, const record_t *record) {
    json_writer_t writer = json_begin(&request->response.body);
    record_write_json(context, record, &writer, NULL);
    response_header(request, "ETag", arena_printf(request->arena, "\"%lld\"", (long long)record->version));
}

static bool records_get_work(context_t *context, request_t *request) {
    record_t *record = NULL;
    if (!record_load(context, request->type, request->record_id, &record)) return false;
    records_answer(context, request, record);
    return true;
}

static bool records_get(request_t *request) {
    response_json(request, 200);
    if (!request_read(request, records_get_work)) return false;
    const char *known = request_header(request, "If-None-Match");
    if (known != NULL && text_equal(known, request->response.headers[0].value)) response_empty(request, 304);
    return true;
}

static void records_add_location(request_t *request, int64_t id) {
    response_header(request, "Location",
                    arena_printf(request->arena, "/api/v1/%s/%lld", request->type->plural, (long long)id));
}

/* The first answer again: its body was kept, its headers follow from that. */
static bool records_answer_again(request_t *request) {
    json_t *record = json_loadb(request->response.body.data, request->response.body.length, 0, NULL);
    int64_t version = json_integer_value(json_object_get(record, "version"));
    records_add_location(request, json_integer_value(json_object_get(record, "id")));
    response_header(request, "ETag", arena_printf(request->arena, "\"%lld\"", (long long)version));
    json_decref(record);
    return true;
}

/* Each run of the work parses anew: values live in memory that a repeated run must not share. */
static bool records_create_work(context_t *context, request_t *request) {
    record_t *input = NULL;
    record_t *record = NULL;
    bool repeated = false;
    if (!repeat_find(context, request, &repeated)) return false;
    if (repeated) return records_answer_again(request);
    if (!policy_role_may(context->actor, request->type, POLICY_CREATE))
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                           "Your role does not allow you to create %s.", request->type->plural);
    if (!record_parse_json(context, request->type, request->json, &input)) return false;
    if (!record_create(context, input, &record)) return false;
    records_answer(context, request, record);
    records_add_location(request, record->id);
    return repeat_keep(context, request);
}

static bool records_create(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 201);
    bool ok = request_write(request, records_create_work);
    json_decref(request->json);
    return ok;
}

static bool records_update_work(context_t *context, request_t *request) {
    record_t *input = NULL;
    record_t *record = NULL;
    int64_t version = 0;
    if (!request_version(request, &version)) return false;
    if (!policy_role_may(context->actor, request->type, POLICY_UPDATE))
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                           "Your role does not allow you to change %s.", request->type->plural);
    if (!record_parse_json(context, request->type, request->json, &input)) return false;
    if (!record_update(context, request->record_id, version, input, &record)) return false;
    records_answer(context, request, record);
    return true;
}

static bool records_update(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, records_update_work);
    json_decref(request->json);
    return ok;
}

/* A document goes its own way: it is cancelled, credited, reversed. */
static bool records_check_kept(context_t *context, const request_t *request) {
    if (!request->type->by_actions) return true;
    return problem_set(context->problem, PROBLEM_FORBIDDEN, "by_actions",
                       "%s are kept. Use the actions of the document instead.", request->type->label_plural.en);
}

static bool records_delete_work(context_t *context, request_t *request) {
    return records_check_kept(context, request) && record_delete(context, request->type, request->record_id);
}

static bool records_delete(request_t *request) {
    response_empty(request, 204);
    return request_write(request, records_delete_work);
}

static bool records_archive_work(context_t *context, request_t *request) {
    int64_t version = 0;
    return records_check_kept(context, request) && request_version(request, &version) &&
           record_archive(context, request->type, request->record_id, version) && records_get_work(context, request);
}

static bool records_archive(request_t *request) {
    response_json(request, 200);
    return request_write(request, records_archive_work);
}

static bool records_restore_work(context_t *context, request_t *request) {
    return records_check_kept(context, request) && record_restore(context, request->type, request->record_id) &&
           records_get_work(context, request);
}

static bool records_restore(request_t *request) {
    response_json(request, 200);
    return request_write(request, records_restore_work);
}

/* A whole number of the query within limits, `otherwise` when it is not given. */
static bool records_number(request_t *request, const char *name, int64_t most, int64_t otherwise, int64_t *out) {
    const char *text = request_parameter(request, name);
    *out = otherwise;
    if (text == NULL || (text_parse_int(text, out) && *out >= 1 && *out <= most)) return true;
    return problem_add_field(&request->problem, name, "out_of_range", "This must be a number from 1 to %lld.",
                             (long long)most);
}

static bool records_history_work(context_t *context, request_t *request) {
    int64_t before = 0, limit = 0;
    json_writer_t writer = json_begin(&request->response.body);
    if (!records_number(request, "before", INT64_MAX, 0, &before) ||
        !records_number(request, "limit", 200, HISTORY_LIMIT, &limit))
        return false;
    const history_page_t page = {request->type, request->record_id, before, (int)limit};
    return history_write_json(context, &page, &writer, NULL);
}

static bool records_history(request_t *request) {
    response_json(request, 200);
    return request_read(request, records_history_work);
}

static bool records_suggest_work(context_t *context, request_t *request) {
    const char *field = request_parameter(request, "field");
    const char *typed = request_parameter(request, "q");
    return list_write_suggestions(context, request->type, field != NULL ? field : "", typed != NULL ? typed : "",
                                  &request->response.body);
}

static bool records_suggest(request_t *request) {
    response_json(request, 200);
    return request_read(request, records_suggest_work);
}

static bool records_export_page(context_t *context, const stream_t *stream, text_t *out, const char **next) {
    list_parameter_t *parameters = ARENA_ARRAY(context->arena, list_parameter_t, stream->parameter_count + 2);
    size_t count = 0;
    for (size_t i = 0; i < stream->parameter_count; i++)
        if (!text_equal(stream->parameters[i].name, "limit") && !text_equal(stream->parameters[i].name, "after"))
            parameters[count++] = stream->parameters[i];
    parameters[count++] = (list_parameter_t){"limit", "500"};
    if (stream->after != NULL) parameters[count++] = (list_parameter_t){"after", stream->after};
    const list_query_t query = {stream->type, parameters, count};
    return list_write_csv(context, &query, stream->after == NULL, out, next);
}

/* The list is read once before the answer begins, so that a wrong filter is still told as a problem. */
static bool records_export(request_t *request) {
    if (!request_read(request, records_list_work)) return false;
    text_clear(&request->response.body);
    return stream_begin(request, records_export_page, "text/csv; charset=utf-8",
                        arena_printf(request->arena, "%s.csv", request->type->plural));
}

static bool attachments_list_work(context_t *context, request_t *request) {
    record_t *record = NULL;
    json_writer_t writer = json_begin(&request->response.body);
    if (!record_load(context, request->type, request->record_id, &record)) return false;
    json_write_object(&writer, NULL);
    bool ok = attachment_write_list(context, request->type, request->record_id, &writer, "items");
    json_write_close(&writer);
    return ok;
}

static bool attachments_list(request_t *request) {
    response_json(request, 200);
    return request_read(request, attachments_list_work);
}

static bool attachments_add_work(context_t *context, request_t *request) {
    const attachment_t file = {
        .name = request_parameter(request, "name"), .size = (int64_t)request->body_length, .content = request->body};
    int64_t id = 0;
    json_writer_t writer = json_begin(&request->response.body);
    return attachment_add(context, request->type, request->record_id, &file, &id) &&
           attachment_write(context, id, &writer, NULL);
}

static bool attachments_add(request_t *request) {
    response_json(request, 201);
    return request_write(request, attachments_add_work);
}

const route_t ROUTES_RECORDS[] = {
    {"GET", "/api/v1/{records}", records_list, ROUTE_RECORDS, "list", "List, filtered, sorted, in pages", NULL, NULL},
    {"POST", "/api/v1/{records}", records_create, ROUTE_RECORDS, "create", "Create one", NULL, NULL},
    {"GET", "/api/v1/{records}/summary", records_summary, ROUTE_RECORDS, "summary", "Grouped counts and sums", NULL,
     NULL},
    {"GET", "/api/v1/{records}/export", records_export, ROUTE_RECORDS, "export", "The list as CSV", NULL, NULL},
    {"GET", "/api/v1/{records}/suggest", records_suggest, ROUTE_RECORDS, "suggest", "Values in use of a text", NULL,
     NULL},
    {"GET", "/api/v1/{records}/{id}", records_get, ROUTE_RECORDS, "get", "Read one", NULL, NULL},
    {"PATCH", "/api/v1/{records}/{id}", records_update, ROUTE_RECORDS, "update", "Change one", NULL, NULL},
    {"DELETE", "/api/v1/{records}/{id}", records_delete, ROUTE_RECORDS, "delete", "Delete one for good", NULL, NULL},
    {"POST", "/api/v1/{records}/{id}/archive", records_archive, ROUTE_RECORDS, "archive", "Archive one", NULL, NULL},
    {"POST", "/api/v1/{records}/{id}/restore", records_restore, ROUTE_RECORDS, "restore", "Restore one", NULL, NULL},
    {"GET", "/api/v1/{records}/{id}/history", records_history, ROUTE_RECORDS, "history", "What changed", NULL, NULL},
    {"GET", "/api/v1/{records}/{id}/attachments", attachments_list, ROUTE_RECORDS, "attachments", "Files of one", NULL,
     NULL},
    {"POST", "/api/v1/{records}/{id}/attachments", attachments_add, ROUTE_RECORDS | ROUTE_BYTES, "attach",
     "Add a file (its bytes are the body)", NULL, NULL},
    {0},
};
