/* Search, the catalogue, the organisation, jobs, the API document, health and metrics. */
#include "base/money.h"
#include "base/text.h"
#include "catalogue/catalogue_json.h"
#include "catalogue/search.h"
#include "customer/organisation.h"
#include "http/authenticate.h"
#include "http/openapi.h"
#include "http/route.h"
#include "http/server_state.h"

#include <sodium.h>

static bool search_work(context_t *context, request_t *request) {
    const char *words = request_parameter(request, "q");
    const char *type_name = request_parameter(request, "type");
    const char *limit_text = request_parameter(request, "limit");
    const record_type_t *type = type_name != NULL ? catalogue_find(type_name) : NULL;
    int64_t limit = 20;
    search_hit_t *hits = NULL;
    size_t count = 0;
    if (type_name != NULL && type == NULL)
        return problem_add_field(context->problem, "type", "unknown_parameter", "There is no such record type.");
    if (limit_text != NULL && (!text_parse_int(limit_text, &limit) || limit < 1 || limit > 50))
        return problem_add_field(context->problem, "limit", "out_of_range", "The limit must be from 1 to 50.");
    if (words != NULL && text_characters(words) > 200)
        return problem_add_field(context->problem, "q", "too_long", "Search for less than 200 characters.");
    if (!search_find(context, words != NULL ? words : "", type, (size_t)limit, &hits, &count)) return false;
    json_writer_t writer = json_begin(&request->response.body);
    json_write_object(&writer, NULL);
    json_write_array(&writer, "items");
    for (size_t i = 0; i < count; i++) {
        json_write_object(&writer, NULL);
        json_write_text(&writer, "type", hits[i].type->name);
        json_write_int(&writer, "id", hits[i].id);
        json_write_text(&writer, "title", hits[i].title);
        json_write_text(&writer, "subtitle", hits[i].subtitle);
        json_write_int(&writer, "score", hits[i].score);
        json_write_close(&writer);
    }
    json_write_close(&writer);
    json_write_close(&writer);
    return true;
}

static bool search_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, search_work);
}

/* The catalogue changes only with the program, the role and the language: its hash lets browsers keep it. */
static bool catalogue_get(request_t *request) {
    unsigned char hash[16];
    char hex[sizeof hash * 2 + 1];
    const char *locale = request_parameter(request, "locale");
    response_json(request, 200);
    catalogue_write_json(&request->actor, locale != NULL ? locale : request->actor.locale, &request->response.body);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)request->response.body.data,
                       request->response.body.length, NULL, 0);
    const char *etag = arena_printf(request->arena, "\"%s\"", sodium_bin2hex(hex, sizeof hex, hash, sizeof hash));
    response_header(request, "ETag", etag);
    const char *known = request_header(request, "If-None-Match");
    if (known != NULL && text_equal(known, etag)) response_empty(request, 304);
    return true;
}

static bool organisation_take(context_t *context, request_t *request) {
    organisation_t change = {
        .name = json_string_value(json_object_get(request->json, "name")),
        .currency = json_string_value(json_object_get(request->json, "currency")),
    };
    const json_t *days = json_object_get(request->json, "contact_intervals");
    for (int i = 0; i < CONTACT_TIERS; i++) {
        const json_t *given = json_object_get(days, CONTACT_TIER_NAMES[i]);
        if (given != NULL)
            change.contact_intervals[i] = json_integer_value(given) != 0 ? json_integer_value(given) : -1;
    }
    return organisation_change(context, &change);
}

static bool organisation_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    if (request->json != NULL && !organisation_take(context, request)) return false;
    return organisation_write(context, &writer, NULL);
}

static bool organisation_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, organisation_work);
}

static bool organisation_patch(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, organisation_work);
    json_decref(request->json);
    return ok;
}

static bool job_get_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return job_write(context, request->record_id, &writer, NULL);
}

static bool job_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, job_get_work);
}

static bool job_cancel_work(context_t *context, request_t *request) {
    return job_cancel(context, request->record_id) && job_get_work(context, request);
}

static bool job_cancel_post(request_t *request) {
    response_json(request, 202);
    return request_write(request, job_cancel_work);
}

static bool openapi_get(request_t *request) {
    response_json(request, 200);
    openapi_write(&request->response.body);
    return true;
}

static bool health_work(context_t *context, request_t *request) {
    organisation_t organisation;
    json_writer_t writer = json_begin(&request->response.body);
    if (!organisation_read(context, &organisation)) return false;
    json_write_object(&writer, NULL);
    json_write_text(&writer, "status", "ok");
    json_write_text(&writer, "engine", store_engine(request->server->store));
    json_write_text(&writer, "version", DAYBOOK_VERSION);
    json_write_close(&writer);
    return true;
}

static bool health_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, health_work);
}

static void metric(request_t *request, const char *name, const char *kind, const char *help, int64_t value) {
    text_add_format(&request->response.body, "# HELP daybook_%s %s\n# TYPE daybook_%s %s\ndaybook_%s %lld\n", name,
                    help, name, kind, name, (long long)value);
}

/* From this machine anybody, from elsewhere administrators. */
static bool metrics_may_read(request_t *request) {
    if (request_address_is_local(request_address(request))) return true;
    if (!authenticate_user(request)) return false;
    return request->actor.role == ROLE_ADMINISTRATOR ||
           problem_set(&request->problem, PROBLEM_FORBIDDEN, "forbidden",
                       "Metrics are read from this machine, or by an administrator.");
}

static bool metrics_get(request_t *request) {
    server_t *server = request->server;
    store_figures_t store = store_figures(server->store);
    if (!metrics_may_read(request)) return false;
    metric(request, "requests_total", "counter", "Requests answered.", atomic_load(&server->requests));
    metric(request, "client_errors_total", "counter", "Answers 400 to 499.", atomic_load(&server->client_errors));
    metric(request, "server_errors_total", "counter", "Answers from 500 on.", atomic_load(&server->server_errors));
    metric(request, "request_microseconds_total", "counter", "Time spent on requests.",
           atomic_load(&server->microseconds));
    int streams = events_open_streams(server->events);
    metric(request, "requests_running", "gauge", "Requests at work now.", atomic_load(&server->running) - streams);
    metric(request, "streams", "gauge", "Open streams of events.", streams);
    metric(request, "connections", "gauge", "Open connections.", atomic_load(&server->connections));
    metric(request, "store_reads_total", "counter", "Read transactions.", store.reads);
    metric(request, "store_writes_total", "counter", "Write transactions.", store.writes);
    metric(request, "store_commits_total", "counter", "Durable commits; a commit may hold many writes.", store.commits);
    metric(request, "store_retries_total", "counter", "Transactions run again.", store.retries);
    metric(request, "store_failures_total", "counter", "Transactions that failed.", store.failures);
    request->response.status = 200;
    request->response.media_type = "text/plain; version=0.0.4; charset=utf-8";
    return true;
}

const route_t ROUTES_SYSTEM[] = {
    {"GET", "/healthz", health_get, ROUTE_OPEN, NULL, NULL, NULL, NULL},
    {"GET", "/metrics", metrics_get, ROUTE_OPEN, NULL, NULL, NULL, NULL},
    {"GET", "/api/v1/openapi.json", openapi_get, ROUTE_OPEN, "getOpenapi", "This document", NULL, "application/json"},
    {"GET", "/api/v1/search", search_get, 0, "search", "Search all records, typing errors allowed", NULL, "SearchHits"},
    {"GET", "/api/v1/catalogue", catalogue_get, 0, "getCatalogue", "Record types and fields", NULL, "Catalogue"},
    {"GET", "/api/v1/organisation", organisation_get, 0, "getOrganisation", "Name and currency", NULL, "Organisation"},
    {"PATCH", "/api/v1/organisation", organisation_patch, 0, "updateOrganisation", "Change name or currency",
     "OrganisationInput", "Organisation"},
    {"GET", "/api/v1/jobs/{id}", job_get, 0, "getJob", "How a job goes", NULL, "Job"},
    {"POST", "/api/v1/jobs/{id}/cancel", job_cancel_post, 0, "cancelJob", "Stop a job", NULL, "Job"},
    {0},
};
