#include "http/exchange.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "customer/attachment.h"
#include "http/authenticate.h"
#include "http/compress.h"
#include "http/page.h"
#include "http/route.h"
#include "http/server_state.h"
#include "http/upload.h"

#include <ctype.h>

enum { DISCARD_LIMIT = 64 * 1024 * 1024 }; /* bytes that are read and forgotten so that a refusal can be sent */

typedef struct exchange {
    request_t request;
    text_t body;
    upload_t *upload;
    size_t body_limit;
    size_t discarded;
    bool address_bad;
    bool started;
    bool too_large;
    bool closes; /* the connection ends with this answer */
} exchange_t;

static const struct {
    const char *name, *value;
} SECURITY_HEADERS[] = {
    {"Content-Security-Policy",
     "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
     "connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "same-origin"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
};

static bool exchange_has_header(const response_t *response, const char *name) {
    for (int i = 0; i < response->header_count; i++)
        if (text_equal(response->headers[i].name, name)) return true;
    return false;
}

static struct MHD_Response *exchange_response(request_t *request) {
    response_t *response = &request->response;
    if (response->stream != NULL) return response->stream;
    const void *bytes = response->bytes != NULL ? response->bytes : response->body.data;
    size_t count = response->bytes != NULL ? response->byte_count : response->body.length;
    /* The arena lives until the exchange is over, so the bytes need no copy. */
    return MHD_create_response_from_buffer(count, (void *)(uintptr_t)bytes, MHD_RESPMEM_PERSISTENT);
}

static void exchange_add_headers(const request_t *request, struct MHD_Response *answer) {
    const response_t *response = &request->response;
    if (response->media_type != NULL) MHD_add_response_header(answer, "Content-Type", response->media_type);
    for (int i = 0; i < response->header_count; i++)
        MHD_add_response_header(answer, response->headers[i].name, response->headers[i].value);
    for (size_t i = 0; i < sizeof SECURITY_HEADERS / sizeof SECURITY_HEADERS[0]; i++)
        if (!exchange_has_header(response, SECURITY_HEADERS[i].name))
            MHD_add_response_header(answer, SECURITY_HEADERS[i].name, SECURITY_HEADERS[i].value);
    if (!exchange_has_header(response, "Cache-Control"))
        MHD_add_response_header(answer, "Cache-Control",
                                exchange_has_header(response, "ETag") ? "private, no-cache" : "no-store");
    if (request->renewed_cookie != NULL && !exchange_has_header(response, "Set-Cookie"))
        MHD_add_response_header(answer, "Set-Cookie", request->renewed_cookie);
    MHD_add_response_header(answer, "X-Request-Id", request->id);
}

static enum MHD_Result exchange_queue(exchange_t *exchange) {
    request_t *request = &exchange->request;
    response_t *response = &request->response;
    server_t *server = request->server;
    bool closes = exchange->closes || atomic_load(&server->stopping);
    struct MHD_Response *answer = exchange_response(request);
    if (answer == NULL) return MHD_NO;
    exchange_add_headers(request, answer);
    if (closes) MHD_add_response_header(answer, "Connection", "close");
    if (response->stream == NULL)
        deadline_wait(server->deadlines, exchange->request.deadline,
                      response->bytes != NULL ? response->byte_count : response->body.length);
    enum MHD_Result queued = MHD_queue_response(request->connection, (unsigned)response->status, answer);
    MHD_destroy_response(answer);
    return queued;
}

static void exchange_answer_problem(request_t *request) {
    response_t *response = &request->response;
    problem_t *problem = &request->problem;
    if (!problem_is_set(problem))
        problem_set(problem, PROBLEM_INTERNAL, "broken", "Something broke. The log has more under this request's id.");
    response->body = text_create(request->arena, REQUEST_RESPONSE_LIMIT);
    response->bytes = NULL;
    response->stream = NULL;
    problem_write(problem, request->id, &response->body);
    response->status = (int)problem->kind;
    response->media_type = "application/problem+json";
    if (problem->retry_after > 0 || problem->kind == PROBLEM_UNAVAILABLE)
        response_header(request, "Retry-After",
                        arena_printf(request->arena, "%d", problem->retry_after > 0 ? problem->retry_after : 1));
}

static void exchange_log(const request_t *request) {
    server_t *server = request->server;
    int status = request->response.status;
    int64_t microseconds = clock_ticks() - request->began;
    atomic_fetch_add(&server->requests, 1);
    atomic_fetch_add(&server->microseconds, microseconds);
    if (status >= 500) atomic_fetch_add(&server->server_errors, 1);
    if (status >= 400 && status < 500) atomic_fetch_add(&server->client_errors, 1);
    log_event(status >= 500 ? LOG_ERROR : LOG_INFO, "request", LOG_TEXT("id", request->id),
              LOG_TEXT("method", request->method), LOG_TEXT("path", request->path), LOG_INT("status", status),
              LOG_INT("microseconds", microseconds), LOG_INT("user", request->actor.user_id));
}

/* An id that the client (or a proxy before us) chose is kept when it is short and plain. */
static const char *exchange_request_id(request_t *request) {
    const char *given = request_header(request, "X-Request-Id");
    size_t length = given != NULL ? strlen(given) : 0;
    bool plain = length >= 1 && length <= 64;
    for (size_t i = 0; i < length && plain; i++)
        plain = isalnum((unsigned char)given[i]) || strchr("-_.", given[i]) != NULL;
    return plain ? given : random_token(request->arena, 9);
}

static enum MHD_Result exchange_take_parameter(void *argument, enum MHD_ValueKind kind, const char *name,
                                               size_t name_length, const char *value, size_t value_length) {
    request_t *request = argument;
    (void)kind;
    bool bad =
        name == NULL || !text_is_utf8(name, name_length) || (value != NULL && !text_is_utf8(value, value_length));
    if (bad) {
        problem_set(&request->problem, PROBLEM_BAD_REQUEST, "bad_query", "The query is not well-formed UTF-8.");
        return MHD_NO;
    }
    if (request->parameter_count == REQUEST_PARAMETERS) {
        problem_set(&request->problem, PROBLEM_BAD_REQUEST, "bad_query", "The query has more than %d parameters.",
                    REQUEST_PARAMETERS);
        return MHD_NO;
    }
    request->parameters[request->parameter_count++] = (list_parameter_t){name, value != NULL ? value : ""};
    return MHD_YES;
}

/* Headers whose second value could be read otherwise by a proxy before us. */
static const char *const SINGLE_HEADERS[] = {"Content-Length", "Transfer-Encoding", "Host",         "Authorization",
                                             "Content-Type",   "If-Match",          "X-CSRF-Token", "Idempotency-Key"};

enum { SINGLE_HEADER_COUNT = sizeof SINGLE_HEADERS / sizeof SINGLE_HEADERS[0] };

static enum MHD_Result exchange_count_header(void *argument, enum MHD_ValueKind kind, const char *name,
                                             const char *value) {
    int *counts = argument;
    (void)kind;
    (void)value;
    for (size_t i = 0; i < SINGLE_HEADER_COUNT; i++)
        if (strcasecmp(name, SINGLE_HEADERS[i]) == 0) counts[i]++;
    return MHD_YES;
}

static void exchange_check_headers(exchange_t *exchange) {
    int counts[SINGLE_HEADER_COUNT] = {0};
    request_t *request = &exchange->request;
    MHD_get_connection_values(request->connection, MHD_HEADER_KIND, exchange_count_header, counts);
    for (size_t i = 0; i < SINGLE_HEADER_COUNT; i++) {
        if (counts[i] < 2) continue;
        exchange->closes = true;
        problem_set(&request->problem, PROBLEM_BAD_REQUEST, "repeated_header", "The header %s was sent more than once.",
                    SINGLE_HEADERS[i]);
    }
    if (counts[0] == 0 || counts[1] == 0) return;
    exchange->closes = true;
    problem_set(&request->problem, PROBLEM_BAD_REQUEST, "two_lengths",
                "Content-Length and Transfer-Encoding exclude each other.");
}

static bool exchange_is_api(const char *path) {
    return text_starts_with(path, "/api/") || text_starts_with(path, "/forms/") || text_starts_with(path, "/brief/") ||
           text_starts_with(path, "/offer/") || text_equal(path, "/api") || text_equal(path, "/healthz") ||
           text_equal(path, "/metrics");
}

static bool exchange_answer_options(request_t *request) {
    const char *methods = exchange_is_api(request->path) ? route_methods(request) : "GET, HEAD, OPTIONS";
    if (methods == NULL) return false;
    response_header(request, "Allow", methods);
    response_empty(request, 204);
    return true;
}

static bool exchange_handle(exchange_t *exchange) {
    request_t *request = &exchange->request;
    if (problem_is_set(&request->problem)) return false;
    if (exchange->too_large)
        return problem_set(&request->problem, PROBLEM_TOO_LARGE, "too_large", "The body may have up to %zu bytes.",
                           exchange->body_limit);
    if (text_equal(request->method, "OPTIONS")) return exchange_answer_options(request);
    if (request->route == NULL) return page_serve(request);
    if (exchange->upload != NULL && !upload_finish(exchange->upload, request)) return false;
    request->body = exchange->body.data;
    request->body_length = exchange->body.length;
    return request->route->handler(request);
}

static enum MHD_Result exchange_finish(exchange_t *exchange) {
    request_t *request = &exchange->request;
    deadline_lift(exchange->request.deadline);
    bool ok = exchange_handle(exchange);
    if (ok && request->response.body.overflow)
        ok = problem_set(&request->problem, PROBLEM_INTERNAL, "too_large", "The answer is too large. Ask for less.");
    if (!ok) exchange_answer_problem(request);
    compress_answer(request);
    exchange_log(request);
    return exchange_queue(exchange);
}

static void exchange_read_address(exchange_t *exchange) {
    request_t *request = &exchange->request;
    if (exchange->address_bad || request->path[0] != '/' || !text_is_utf8(request->path, strlen(request->path)))
        problem_set(&request->problem, PROBLEM_BAD_REQUEST, "bad_address", "The address is not well-formed.");
    else
        MHD_get_connection_values_n(request->connection, MHD_GET_ARGUMENT_KIND, exchange_take_parameter, request);
}

/* Another place than the route's own limit would accept more than is meant. */
static size_t exchange_body_limit(const route_t *route) {
    if (route == NULL) return REQUEST_BODY_LIMIT;
    if ((route->flags & ROUTE_UPLOAD) != 0) return UPLOAD_LIMIT;
    return (route->flags & ROUTE_BYTES) != 0 ? ATTACHMENT_LIMIT : REQUEST_BODY_LIMIT;
}

static bool exchange_announces_too_much(const exchange_t *exchange) {
    int64_t length = 0;
    const char *announced = request_header(&exchange->request, "Content-Length");
    return announced != NULL && (!text_parse_int(announced, &length) || length > (int64_t)exchange->body_limit);
}

static void exchange_find_route(request_t *request) {
    bool reads = text_equal(request->method, "GET") || text_equal(request->method, "HEAD");
    if (text_equal(request->method, "OPTIONS") || (reads && !exchange_is_api(request->path))) return;
    request->route = route_find(request);
    if (request->route != NULL) authenticate(request);
}

/* Everything that is known before the body: an answer that needs none is given at once. */
static enum MHD_Result exchange_begin(exchange_t *exchange) {
    request_t *request = &exchange->request;
    server_t *server = request->server;
    exchange->started = true;
    atomic_fetch_add(&server->running, 1);
    deadline_lift(exchange->request.deadline);
    request->id = exchange_request_id(request);
    exchange_check_headers(exchange);
    exchange_read_address(exchange);
    if (atomic_load(&server->connections) - events_open_streams(server->events) > server->options.connections) {
        exchange->closes = true;
        problem_set(&request->problem, PROBLEM_UNAVAILABLE, "too_many_connections",
                    "Too many connections at once. Try again in a moment.");
    }
    if (!problem_is_set(&request->problem)) exchange_find_route(request);
    exchange->body_limit = exchange_body_limit(request->route);
    exchange->body = text_create(request->arena, exchange->body_limit);
    exchange->too_large = exchange_announces_too_much(exchange);
    exchange->closes = exchange->closes || exchange->too_large;
    if (problem_is_set(&request->problem) || exchange->too_large) return exchange_finish(exchange);
    if (request->route != NULL && (request->route->flags & ROUTE_UPLOAD) != 0) {
        exchange->upload = upload_begin(request, server->options.data);
        if (exchange->upload == NULL) return exchange_finish(exchange);
    }
    deadline_wait(server->deadlines, exchange->request.deadline, 0);
    return MHD_YES;
}

/* Once refused, the rest is read and forgotten, so that the client comes to read why; but not for ever. */
static enum MHD_Result exchange_take_body(exchange_t *exchange, const char *data, size_t length) {
    request_t *request = &exchange->request;
    deadline_more(exchange->request.deadline, length);
    if (exchange->too_large || problem_is_set(&request->problem)) {
        exchange->discarded += length;
        return exchange->discarded <= DISCARD_LIMIT ? MHD_YES : MHD_NO;
    }
    if (exchange->upload != NULL)
        exchange->too_large =
            !upload_add(exchange->upload, request, data, length) && !problem_is_set(&request->problem);
    else
        text_add_bytes(&exchange->body, data, length);
    exchange->too_large = exchange->too_large || exchange->body.overflow;
    exchange->closes = exchange->closes || exchange->too_large;
    return MHD_YES;
}

enum MHD_Result exchange_access(void *state, struct MHD_Connection *connection, const char *url, const char *method,
                                const char *version, const char *data, size_t *data_size, void **opaque) {
    exchange_t *exchange = *opaque;
    (void)state;
    (void)version;
    if (exchange == NULL) return MHD_NO;
    if (!exchange->started) {
        exchange->request.connection = connection;
        exchange->request.method = method;
        exchange->request.path = url;
        return exchange_begin(exchange);
    }
    if (*data_size > 0) {
        size_t length = *data_size;
        *data_size = 0;
        return exchange_take_body(exchange, data, length);
    }
    return exchange_finish(exchange);
}

/* Each percent sign with two digits behind it, and none of them a NUL, which would end the path early. */
static bool exchange_uri_is_bad(const char *uri) {
    for (const char *c = strchr(uri, '%'); c != NULL; c = strchr(c + 1, '%')) {
        if (!isxdigit((unsigned char)c[1]) || !isxdigit((unsigned char)c[2])) return true;
        if (c[1] == '0' && c[2] == '0') return true;
    }
    return false;
}

void *exchange_create(void *state, const char *uri, struct MHD_Connection *connection) {
    server_t *server = state;
    arena_t *arena = arena_create();
    exchange_t *exchange = ARENA_NEW(arena, exchange_t);
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    exchange->request = (request_t){.server = server,
                                    .arena = arena,
                                    .problem = problem_create(arena),
                                    .began = clock_ticks(),
                                    .deadline = info != NULL ? info->socket_context : NULL,
                                    .response = {.status = 200, .body = text_create(arena, REQUEST_RESPONSE_LIMIT)}};
    exchange->address_bad = exchange_uri_is_bad(uri);
    return exchange;
}

void exchange_end(void *state, struct MHD_Connection *connection, void **opaque, enum MHD_RequestTerminationCode code) {
    exchange_t *exchange = *opaque;
    server_t *server = state;
    (void)connection;
    (void)code;
    if (exchange == NULL) return;
    deadline_wait(server->deadlines, exchange->request.deadline, 0);
    if (exchange->started) atomic_fetch_sub(&server->running, 1);
    upload_end(exchange->upload);
    arena_destroy(exchange->request.arena);
    *opaque = NULL;
}
