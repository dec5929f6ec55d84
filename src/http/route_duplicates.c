/* Likely duplicates: found while typing, listed, dismissed, looked for; merged and taken apart again. */
#include "base/text.h"
#include "catalogue/policy.h"
#include "customer/account.h"
#include "customer/contact.h"
#include "customer/duplicate.h"
#include "http/route.h"
#include "http/server_state.h"
#include "insight/merge.h"
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
    if (request->body_length > 0 && !request_json(request, &request->json)) return false;
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

static bool merge_answer(context_t *context, request_t *request, int64_t id) {
    json_writer_t writer = json_begin(&request->response.body);
    return merge_write(context, id, &writer, NULL);
}

static bool merge_work(context_t *context, request_t *request) {
    int64_t id = 0;
    json_t *other = json_object_get(request->json, "other"), *values = json_object_get(request->json, "values");
    merge_request_t merge = {.type = request->type, .survivor_id = request->record_id, .values = values};
    if (!request_version(request, &merge.survivor_version)) return false;
    if (!json_is_integer(other))
        return problem_add_field(context->problem, "other", "required", "The id of the other record is needed.");
    if (values != NULL && !json_is_object(values))
        return problem_add_field(context->problem, "values", "wrong_type", "This must be an object of choices.");
    merge.loser_id = json_integer_value(other);
    merge.loser_version = json_integer_value(json_object_get(request->json, "other_version"));
    return merge_records(context, &merge, &id) && merge_answer(context, request, id);
}

static bool merge_post(request_t *request, const record_type_t *type) {
    if (!request_json(request, &request->json)) return false;
    request->type = type;
    response_json(request, 200);
    bool ok = request_write(request, merge_work);
    json_decref(request->json);
    return ok;
}

static bool merge_accounts(request_t *request) {
    return merge_post(request, &ACCOUNT);
}

static bool merge_contacts(request_t *request) {
    return merge_post(request, &CONTACT);
}

static bool merge_get_work(context_t *context, request_t *request) {
    return merge_answer(context, request, request->record_id);
}

static bool merge_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, merge_get_work);
}

static bool undo_work(context_t *context, request_t *request) {
    bool keep = json_is_true(json_object_get(request->json, "keep_later_changes"));
    return merge_undo(context, request->record_id, keep) && merge_answer(context, request, request->record_id);
}

static bool undo_post(request_t *request) {
    if (request->body_length > 0 && !request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, undo_work);
    json_decref(request->json);
    return ok;
}

const route_t ROUTES_DUPLICATES[] = {
    {"POST", "/api/v1/duplicates/check", check_post, 0, "checkDuplicates", "Who is like what is being typed",
     "DuplicateCheck", "DuplicateHits"},
    {"GET", "/api/v1/duplicates", list_get, 0, "listDuplicates", "Likely duplicates, the likeliest first", NULL,
     "DuplicateList"},
    {"POST", "/api/v1/duplicates/scan", scan_post, 0, "scanDuplicates", "Look through all records", NULL, "Job"},
    {"POST", "/api/v1/duplicates/{id}/dismiss", dismiss_post, 0, "dismissDuplicate", "These two are not the same",
     "DuplicateDismissal", "DuplicatePair"},
    {"POST", "/api/v1/accounts/{id}/merge", merge_accounts, 0, "mergeAccounts", "Take another account into this one",
     "MergeInput", "Merge"},
    {"POST", "/api/v1/contacts/{id}/merge", merge_contacts, 0, "mergeContacts", "Take another contact into this one",
     "MergeInput", "Merge"},
    {"GET", "/api/v1/merges/{id}", merge_get, 0, "getMerge", "What was merged", NULL, "Merge"},
    {"POST", "/api/v1/merges/{id}/undo", undo_post, 0, "undoMerge", "Take two merged records apart again", "MergeUndo",
     "Merge"},
    {0},
};
