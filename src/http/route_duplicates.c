/* Likely duplicates: found while typing, listed, dismissed, looked for. */
#include "base/text.h"
#include "catalogue/policy.h"
#include "customer/account.h"
#include "customer/duplicate.h"
#include "http/route.h"
#include "http/server_state.h"
#include "jobs/job.h"

enum { PAGE_DEFAULT = 20, PAGE_MOST = 100 };

static bool check_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return duplicate_check_write(context, request->json, &writer);
}

static bool check_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_read(request, check_work);
    json_decref(request->json);
    return ok;
}

static bool list_read_query(context_t *context, const request_t *request, duplicate_query_t *out) {
    const char *type = request_parameter(request, "type");
    const char *state = request_parameter(request, "state");
    const char *limit = request_parameter(request, "limit");
    const char *mine = request_parameter(request, "mine");
    *out = (duplicate_query_t){.type = catalogue_find(type != NULL ? type : "account"),
                               .state = state != NULL ? state : "open",
                               .mine = mine != NULL && text_equal(mine, "true"),
                               .after = request_parameter(request, "after"),
                               .limit = PAGE_DEFAULT};
    if (out->type == NULL || duplicate_source(out->type) == NULL)
        return problem_add_field(context->problem, "type", "unknown_parameter",
                                 "Duplicates are looked for among account and contact.");
    if (!text_equal(out->state, "open") && !text_equal(out->state, "dismissed"))
        return problem_add_field(context->problem, "state", "unknown_parameter", "The state is open or dismissed.");
    if (limit != NULL && (!text_parse_int(limit, &out->limit) || out->limit < 1 || out->limit > PAGE_MOST))
        return problem_add_field(context->problem, "limit", "out_of_range", "The limit must be from 1 to 100.");
    return true;
}

static bool list_work(context_t *context, request_t *request) {
    duplicate_query_t query;
    json_writer_t writer = json_begin(&request->response.body);
    return list_read_query(context, request, &query) && duplicate_list_write(context, &query, &writer);
}

static bool list_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, list_work);
}

static bool dismiss_work(context_t *context, request_t *request) {
    const json_t *dismissed = json_object_get(request->json, "dismissed");
    json_writer_t writer = json_begin(&request->response.body);
    if (dismissed != NULL && !json_is_boolean(dismissed))
        return problem_add_field(context->problem, "dismissed", "wrong_type", "This must be true or false.");
    return duplicate_dismiss(context, request->record_id, !json_is_false(dismissed)) &&
           duplicate_write(context, request->record_id, &writer);
}

static bool dismiss_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, dismiss_work);
    json_decref(request->json);
    return ok;
}

static bool scan_work(context_t *context, request_t *request) {
    int64_t job = 0;
    json_writer_t writer = json_begin(&request->response.body);
    if (!policy_role_may(context->actor, &ACCOUNT, POLICY_CREATE))
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                           "Your role does not allow you to look for duplicates.");
    return job_queue(context, "duplicates", 0, &job) && job_write(context, job, &writer, NULL);
}

static bool scan_post(request_t *request) {
    response_json(request, 202);
    if (!request_write(request, scan_work)) return false;
    job_runner_wake(request->server->jobs);
    return true;
}

const route_t ROUTES_DUPLICATES[] = {
    {"POST", "/api/v1/duplicates/check", check_post, 0, "checkDuplicates", "Who is like what is being typed",
     "DuplicateCheck", "DuplicateHits"},
    {"GET", "/api/v1/duplicates", list_get, 0, "listDuplicates", "Likely duplicates, the likeliest first", NULL,
     "DuplicateList"},
    {"POST", "/api/v1/duplicates/scan", scan_post, 0, "scanDuplicates", "Look through all records", NULL, "Job"},
    {"POST", "/api/v1/duplicates/{id}/dismiss", dismiss_post, 0, "dismissDuplicate", "These two are not the same",
     "DuplicateDismissal", "DuplicatePair"},
    {0},
};
