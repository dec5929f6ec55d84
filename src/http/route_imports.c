/* CSV imports: upload, mapping, dry run, run, undo, what went wrong. */
#include "base/clock.h"
#include "base/text.h"
#include "capture/csv_import.h"
#include "http/route.h"
#include "http/server_state.h"

#include <unistd.h>

enum { LIST_LIMIT = 50, PROBLEMS_LIMIT = 200, CSV_LIMIT = 64 * 1024 * 1024 };

static bool import_answer(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return csv_import_write(context, request->record_id, &writer, NULL);
}

static bool import_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, import_answer);
}

static bool import_post(request_t *request) {
    const char *name = request_parameter(request, "name");
    const csv_upload_t upload = {.path = request->upload_path,
                                 .name = name != NULL ? name : "import.csv",
                                 .record_type = request_parameter(request, "type")};
    response_json(request, 201);
    bool ok = csv_import_receive(request->server->store, &request->actor, request->arena, &upload, &request->record_id,
                                 &request->problem);
    if (!ok) unlink(request->upload_path);
    return ok && request_read(request, import_answer);
}

static bool import_patch_work(context_t *context, request_t *request) {
    return csv_import_configure(context, request->record_id, request->json) && import_answer(context, request);
}

static bool import_patch(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, import_patch_work);
    json_decref(request->json);
    return ok;
}

static bool import_queue(context_t *context, request_t *request, csv_task_t task) {
    int64_t job = 0;
    const char *kind = task == CSV_UNDO ? "import_undo" : "import";
    return job_queue(context, kind, request->record_id, &job) &&
           csv_import_begin(context, request->record_id, task, job) && import_answer(context, request);
}

static bool import_run_work(context_t *context, request_t *request) {
    bool check = json_is_true(json_object_get(request->json, "dry_run"));
    return import_queue(context, request, check ? CSV_CHECK : CSV_RUN);
}

static bool import_run(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 202);
    bool ok = request_write(request, import_run_work);
    json_decref(request->json);
    if (ok) job_runner_wake(request->server->jobs);
    return ok;
}

static bool import_undo_work(context_t *context, request_t *request) {
    return import_queue(context, request, CSV_UNDO);
}

static bool import_undo(request_t *request) {
    response_json(request, 202);
    if (!request_write(request, import_undo_work)) return false;
    job_runner_wake(request->server->jobs);
    return true;
}

static bool import_cancel_work(context_t *context, request_t *request) {
    return csv_import_cancel(context, request->record_id) && import_answer(context, request);
}

static bool import_cancel(request_t *request) {
    response_json(request, 202);
    return request_write(request, import_cancel_work);
}

static int64_t import_number(const request_t *request, const char *name, int64_t otherwise) {
    int64_t number = otherwise;
    const char *text = request_parameter(request, name);
    return text != NULL && text_parse_int(text, &number) && number >= 0 ? number : otherwise;
}

static bool import_list_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return csv_import_write_list(context, import_number(request, "before", 0), LIST_LIMIT, &writer, NULL);
}

static bool import_list(request_t *request) {
    response_json(request, 200);
    return request_read(request, import_list_work);
}

static bool import_problems_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return csv_import_write_problems(context, request->record_id, import_number(request, "after_line", -1),
                                     PROBLEMS_LIMIT, &writer, NULL);
}

static bool import_problems(request_t *request) {
    response_json(request, 200);
    return request_read(request, import_problems_work);
}

static bool import_bad_rows_work(context_t *context, request_t *request) {
    bool more = true;
    csv_bad_rows_t *rows = csv_bad_rows_open(context, request->record_id);
    bool ok = rows != NULL;
    while (ok && more && request->response.body.length < CSV_LIMIT)
        ok = csv_bad_rows_write(context, rows, &request->response.body, &more);
    csv_bad_rows_close(rows);
    return ok;
}

static bool import_bad_rows(request_t *request) {
    if (!request_read(request, import_bad_rows_work)) return false;
    request->response.status = 200;
    request->response.media_type = "text/csv; charset=utf-8";
    response_header(request, "Content-Disposition", "attachment; filename=\"bad-rows.csv\"");
    return true;
}

const route_t ROUTES_IMPORTS[] = {
    {"GET", "/api/v1/imports", import_list, 0, "listImports", "Imports, newest first", NULL, "ImportList"},
    {"POST", "/api/v1/imports", import_post, ROUTE_BYTES | ROUTE_UPLOAD | ROUTE_CREATES, "uploadImport",
     "Upload a CSV file", NULL, "Import"},
    {"GET", "/api/v1/imports/{id}", import_get, 0, "getImport", "One import", NULL, "Import"},
    {"PATCH", "/api/v1/imports/{id}", import_patch, 0, "configureImport", "Say what the columns mean", "ImportInput",
     "Import"},
    {"POST", "/api/v1/imports/{id}/run", import_run, 0, "runImport", "Load the file, or try it", "ImportRun", "Import"},
    {"POST", "/api/v1/imports/{id}/undo", import_undo, 0, "undoImport", "Take a whole import back", NULL, "Import"},
    {"POST", "/api/v1/imports/{id}/cancel", import_cancel, 0, "cancelImport", "Stop an import", NULL, "Import"},
    {"GET", "/api/v1/imports/{id}/problems", import_problems, 0, "listImportProblems", "Bad rows with reasons", NULL,
     "ImportProblems"},
    {"GET", "/api/v1/imports/{id}/problems.csv", import_bad_rows, 0, "exportImportProblems", "The bad rows as CSV",
     NULL, "text/csv"},
    {0},
};
