#include "http/server.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "customer/attachment.h"
#include "http/assets.h"
#include "http/authenticate.h"
#include "http/route.h"
#include "http/server_state.h"
#include "http/upload.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <errno.h>
#include <netdb.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS = 512, SPARE_CONNECTIONS = 64, TIMEOUT_SECONDS = 30, STACK = 512 * 1024, HEADER_MEMORY = 48 * 1024 };

/* What lives from a request's first byte to its end: the request and the body on its way in. */
typedef struct exchange {
    request_t request;
    text_t body;
    upload_t *upload;
    size_t body_limit;
    bool raw_url_bad;
    bool started;
    bool too_large;
    bool over_limit;
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

static bool server_has_header(const response_t *response, const char *name) {
    for (int i = 0; i < response->header_count; i++)
        if (text_equal(response->headers[i].name, name)) return true;
    return false;
}

static struct MHD_Response *server_response(request_t *request) {
    response_t *response = &request->response;
    if (response->stream != NULL) return response->stream;
    const void *bytes = response->bytes != NULL ? response->bytes : response->body.data;
    size_t count = response->bytes != NULL ? response->byte_count : response->body.length;
    /* The arena lives until the exchange is over, so the bytes need no copy. */
    return MHD_create_response_from_buffer(count, (void *)(uintptr_t)bytes, MHD_RESPMEM_PERSISTENT);
}

static enum MHD_Result server_queue(exchange_t *exchange) {
    request_t *request = &exchange->request;
    response_t *response = &request->response;
    struct MHD_Response *answer = server_response(request);
    if (answer == NULL) return MHD_NO;
    if (response->media_type != NULL) MHD_add_response_header(answer, "Content-Type", response->media_type);
    for (int i = 0; i < response->header_count; i++)
        MHD_add_response_header(answer, response->headers[i].name, response->headers[i].value);
    for (size_t i = 0; i < sizeof SECURITY_HEADERS / sizeof SECURITY_HEADERS[0]; i++)
        if (!server_has_header(response, SECURITY_HEADERS[i].name))
            MHD_add_response_header(answer, SECURITY_HEADERS[i].name, SECURITY_HEADERS[i].value);
    if (!server_has_header(response, "Cache-Control"))
        MHD_add_response_header(answer, "Cache-Control",
                                server_has_header(response, "ETag") ? "private, no-cache" : "no-store");
    MHD_add_response_header(answer, "X-Request-Id", request->id);
    if (exchange->too_large || exchange->over_limit) MHD_add_response_header(answer, "Connection", "close");
    enum MHD_Result queued = MHD_queue_response(request->connection, (unsigned)response->status, answer);
    MHD_destroy_response(answer);
    return queued;
}

static void server_answer_problem(request_t *request) {
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

static void server_log(const request_t *request) {
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
static const char *server_request_id(request_t *request) {
    const char *given = request_header(request, "X-Request-Id");
    size_t length = given != NULL ? strlen(given) : 0;
    bool plain = length >= 1 && length <= 64;
    for (size_t i = 0; i < length && plain; i++)
        plain = isalnum((unsigned char)given[i]) || strchr("-_.", given[i]) != NULL;
    return plain ? given : random_token(request->arena, 9);
}

static enum MHD_Result server_take_parameter(void *argument, enum MHD_ValueKind kind, const char *name,
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

static bool server_is_api(const char *path) {
    return text_starts_with(path, "/api/") || text_equal(path, "/api") || text_equal(path, "/healthz") ||
           text_equal(path, "/metrics");
}

static bool server_accepts(const request_t *request, const char *coding) {
    const char *accepted = request_header(request, "Accept-Encoding");
    return accepted != NULL && strstr(accepted, coding) != NULL;
}

/* Any other address is a page of the web app, which finds its way by itself. */
static bool server_serve_asset(request_t *request) {
    const asset_t *asset = asset_find(request->path);
    bool page = strrchr(request->path, '.') == NULL || strrchr(request->path, '.') < strrchr(request->path, '/');
    if (asset == NULL && page) asset = asset_find("/index.html");
    if (asset == NULL) return problem_set(&request->problem, PROBLEM_NOT_FOUND, "not_found", "There is nothing here.");
    bool brotli = asset->brotli_size > 0 && server_accepts(request, "br");
    bool gzip = !brotli && asset->gzip_size > 0 && server_accepts(request, "gzip");
    const char *known = request_header(request, "If-None-Match");
    request->response.media_type = asset->media_type;
    response_header(request, "ETag", asset->etag);
    response_header(request, "Vary", "Accept-Encoding");
    response_header(request, "Cache-Control", asset->immutable ? "public, max-age=31536000, immutable" : "no-cache");
    if (known != NULL && strstr(known, asset->etag) != NULL) {
        response_empty(request, 304);
        return true;
    }
    if (brotli || gzip) response_header(request, "Content-Encoding", brotli ? "br" : "gzip");
    request->response.status = 200;
    request->response.bytes = brotli ? asset->brotli : gzip ? asset->gzip : asset->identity;
    request->response.byte_count = brotli ? asset->brotli_size : gzip ? asset->gzip_size : asset->identity_size;
    return true;
}

static bool server_handle(exchange_t *exchange) {
    request_t *request = &exchange->request;
    if (problem_is_set(&request->problem)) return false;
    if (request->route == NULL) return server_serve_asset(request);
    if (exchange->too_large)
        return problem_set(&request->problem, PROBLEM_TOO_LARGE, "too_large", "The body may have up to %zu bytes.",
                           exchange->body_limit);
    if (exchange->upload != NULL && !upload_finish(exchange->upload, request)) return false;
    request->body = exchange->body.data;
    request->body_length = exchange->body.length;
    return request->route->handler(request);
}

static enum MHD_Result server_finish(exchange_t *exchange) {
    request_t *request = &exchange->request;
    bool ok = server_handle(exchange);
    if (ok && request->response.body.overflow)
        ok = problem_set(&request->problem, PROBLEM_INTERNAL, "too_large", "The answer is too large. Ask for less.");
    if (!ok) server_answer_problem(request);
    server_log(request);
    return server_queue(exchange);
}

static void server_read_address(exchange_t *exchange) {
    request_t *request = &exchange->request;
    if (exchange->raw_url_bad || !text_is_utf8(request->path, strlen(request->path)))
        problem_set(&request->problem, PROBLEM_BAD_REQUEST, "bad_address", "The address is not well-formed.");
    else
        MHD_get_connection_values_n(request->connection, MHD_GET_ARGUMENT_KIND, server_take_parameter, request);
}

/* Another place than the route's own limit would accept more than is meant. */
static size_t server_body_limit(const route_t *route) {
    if (route == NULL) return REQUEST_BODY_LIMIT;
    if ((route->flags & ROUTE_UPLOAD) != 0) return UPLOAD_LIMIT;
    return (route->flags & ROUTE_BYTES) != 0 ? ATTACHMENT_LIMIT : REQUEST_BODY_LIMIT;
}

static bool server_announces_too_much(const exchange_t *exchange) {
    int64_t length = 0;
    const char *announced = request_header(&exchange->request, "Content-Length");
    return announced != NULL && (!text_parse_int(announced, &length) || length > (int64_t)exchange->body_limit);
}

static void server_answer_options(request_t *request) {
    response_header(request, "Allow", "GET, HEAD, POST, PATCH, DELETE, OPTIONS");
    response_empty(request, 204);
}

/* Everything that is known before the body: an answer that needs none is given at once. */
static enum MHD_Result server_begin(exchange_t *exchange) {
    request_t *request = &exchange->request;
    server_t *server = request->server;
    exchange->started = true;
    atomic_fetch_add(&server->running, 1);
    request->id = server_request_id(request);
    server_read_address(exchange);
    if (atomic_load(&server->connections) > server->options.connections) {
        exchange->over_limit = true;
        problem_set(&request->problem, PROBLEM_UNAVAILABLE, "too_many_connections",
                    "Too many connections at once. Try again in a moment.");
    }
    if (text_equal(request->method, "OPTIONS") && !problem_is_set(&request->problem)) {
        server_answer_options(request);
        server_log(request);
        return server_queue(exchange);
    }
    bool reads = text_equal(request->method, "GET") || text_equal(request->method, "HEAD");
    if (!problem_is_set(&request->problem) && (server_is_api(request->path) || !reads)) {
        request->route = route_find(request);
        if (request->route != NULL) authenticate(request);
    }
    exchange->body_limit = server_body_limit(request->route);
    exchange->body = text_create(request->arena, exchange->body_limit);
    exchange->too_large = server_announces_too_much(exchange);
    if (problem_is_set(&request->problem) || exchange->too_large) return server_finish(exchange);
    if (request->route != NULL && (request->route->flags & ROUTE_UPLOAD) != 0)
        exchange->upload = upload_begin(request, server->options.data);
    return MHD_YES;
}

static void server_take_body(exchange_t *exchange, const char *data, size_t length) {
    if (exchange->too_large) return;
    if (exchange->upload != NULL)
        exchange->too_large = !upload_add(exchange->upload, data, length);
    else
        text_add_bytes(&exchange->body, data, length);
    exchange->too_large = exchange->too_large || exchange->body.overflow;
}

static enum MHD_Result server_access(void *state, struct MHD_Connection *connection, const char *url,
                                     const char *method, const char *version, const char *data, size_t *data_size,
                                     void **opaque) {
    exchange_t *exchange = *opaque;
    (void)state;
    (void)version;
    if (exchange == NULL) return MHD_NO;
    if (!exchange->started) {
        exchange->request.connection = connection;
        exchange->request.method = method;
        exchange->request.path = url;
        return server_begin(exchange);
    }
    if (*data_size > 0) {
        server_take_body(exchange, data, *data_size);
        *data_size = 0;
        return MHD_YES;
    }
    return server_finish(exchange);
}

/* The raw address comes first of all: the exchange begins here. A NUL in it would end the path early. */
static void *server_begin_exchange(void *state, const char *uri, struct MHD_Connection *connection) {
    server_t *server = state;
    arena_t *arena = arena_create();
    exchange_t *exchange = ARENA_NEW(arena, exchange_t);
    (void)connection;
    exchange->request = (request_t){.server = server,
                                    .arena = arena,
                                    .problem = problem_create(arena),
                                    .began = clock_ticks(),
                                    .response = {.status = 200, .body = text_create(arena, REQUEST_RESPONSE_LIMIT)}};
    exchange->raw_url_bad = strstr(uri, "%00") != NULL;
    return exchange;
}

static void server_end_exchange(void *state, struct MHD_Connection *connection, void **opaque,
                                enum MHD_RequestTerminationCode code) {
    exchange_t *exchange = *opaque;
    (void)state;
    (void)connection;
    (void)code;
    if (exchange == NULL) return;
    if (exchange->started) atomic_fetch_sub(&exchange->request.server->running, 1);
    upload_end(exchange->upload);
    arena_destroy(exchange->request.arena);
    *opaque = NULL;
}

static void server_count_connection(void *state, struct MHD_Connection *connection, void **context,
                                    enum MHD_ConnectionNotificationCode code) {
    server_t *server = state;
    (void)connection;
    (void)context;
    atomic_fetch_add(&server->connections, code == MHD_CONNECTION_NOTIFY_STARTED ? 1 : -1);
}

/* The library's own messages, without their values: it passes some of them with arguments that do not fit the format. */
static void server_log_library(void *state, const char *format, va_list arguments) {
    (void)state;
    (void)arguments;
    log_event(LOG_DEBUG, "http", LOG_TEXT("message", format));
}

static int server_listen(const server_options_t *options, int *port, problem_t *problem) {
    struct addrinfo *found = NULL;
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    char service[16];
    int on = 1;
    snprintf(service, sizeof service, "%d", options->port);
    int listener = -1;
    if (getaddrinfo(options->host, service, &hints, &found) == 0)
        listener = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool ok = listener >= 0 && setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
              bind(listener, found->ai_addr, found->ai_addrlen) == 0 && listen(listener, 1024) == 0;
    if (!ok)
        problem_set(problem, PROBLEM_UNAVAILABLE, "address_taken", "The address %s:%d cannot be listened on: %s.",
                    options->host, options->port, strerror(errno));
    struct sockaddr_storage bound;
    socklen_t size = sizeof bound;
    if (ok && getsockname(listener, (struct sockaddr *)&bound, &size) == 0)
        *port = ntohs(bound.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&bound)->sin6_port
                                                  : ((struct sockaddr_in *)&bound)->sin_port);
    if (found != NULL) freeaddrinfo(found);
    if (!ok && listener >= 0) close(listener);
    return ok ? listener : -1;
}

server_t *server_start(store_t *store, job_runner_t *jobs, const server_options_t *options, problem_t *problem) {
    server_t *server = calloc(1, sizeof *server);
    if (server == NULL) abort();
    server->store = store;
    server->jobs = jobs;
    server->options = *options;
    if (server->options.connections == 0) server->options.connections = CONNECTIONS;
    if (server->options.timeout_seconds == 0) server->options.timeout_seconds = TIMEOUT_SECONDS;
    int listener = server_listen(options, &server->port, problem);
    if (listener >= 0)
        server->daemon =
            MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL |
                                 MHD_USE_ITC | MHD_USE_ERROR_LOG,
                             0, NULL, NULL, server_access, server, MHD_OPTION_EXTERNAL_LOGGER, server_log_library, NULL,
                             MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_CONNECTION_LIMIT,
                             (unsigned)(server->options.connections + SPARE_CONNECTIONS), MHD_OPTION_CONNECTION_TIMEOUT,
                             (unsigned)server->options.timeout_seconds, MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK,
                             MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_MEMORY, MHD_OPTION_URI_LOG_CALLBACK,
                             server_begin_exchange, server, MHD_OPTION_NOTIFY_COMPLETED, server_end_exchange, server,
                             MHD_OPTION_NOTIFY_CONNECTION, server_count_connection, server, MHD_OPTION_END);
    if (server->daemon != NULL) return server;
    if (listener >= 0) close(listener);
    problem_set(problem, PROBLEM_UNAVAILABLE, "not_started", "The server could not be started.");
    free(server);
    return NULL;
}

int server_port(const server_t *server) {
    return server->port;
}

void server_stop(server_t *server) {
    enum { PATIENCE_MILLISECONDS = 10000, PAUSE_MILLISECONDS = 10 };
    if (server == NULL) return;
    MHD_socket listener = MHD_quiesce_daemon(server->daemon);
    for (int waited = 0; atomic_load(&server->running) > 0 && waited < PATIENCE_MILLISECONDS;
         waited += PAUSE_MILLISECONDS)
        nanosleep(&(struct timespec){.tv_nsec = PAUSE_MILLISECONDS * 1000000L}, NULL);
    MHD_stop_daemon(server->daemon);
    if (listener != MHD_INVALID_SOCKET) close(listener);
    free(server);
}
