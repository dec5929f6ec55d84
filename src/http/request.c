#include "http/request.h"

#include "base/clock.h"
#include "base/text.h"
#include "http/server_state.h"

#include <arpa/inet.h>

/* What is no text is as good as not sent: it would spoil what is written from it. */
const char *request_header(const request_t *request, const char *name) {
    const char *value = MHD_lookup_connection_value(request->connection, MHD_HEADER_KIND, name);
    return value != NULL && text_is_utf8(value, strlen(value)) ? value : NULL;
}

const char *request_cookie(const request_t *request, const char *name) {
    return MHD_lookup_connection_value(request->connection, MHD_COOKIE_KIND, name);
}

const char *request_parameter(const request_t *request, const char *name) {
    for (size_t i = 0; i < request->parameter_count; i++)
        if (text_equal(request->parameters[i].name, name)) return request->parameters[i].value;
    return NULL;
}

static bool request_is_json(const request_t *request) {
    const char *type = request_header(request, "Content-Type");
    size_t length = type != NULL ? strcspn(type, "; \t") : 0;
    return length == strlen("application/json") && strncasecmp(type, "application/json", length) == 0;
}

/* The library bounds the depth by itself, but far deeper (2,048) than any body of ours is. */
static bool request_is_deep(const request_t *request) {
    int depth = 0;
    bool quoted = false;
    for (size_t i = 0; i < request->body_length && depth <= REQUEST_JSON_DEPTH; i++) {
        char c = request->body[i];
        if (quoted && c == '\\')
            i++;
        else if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '{' || c == '['))
            depth++;
        else if (!quoted && (c == '}' || c == ']'))
            depth--;
    }
    return depth > REQUEST_JSON_DEPTH;
}

bool request_json(request_t *request, json_t **out) {
    json_error_t error;
    if (!request_is_json(request))
        return problem_set(&request->problem, PROBLEM_UNSUPPORTED_MEDIA, "not_json",
                           "Send the body as JSON, with Content-Type: application/json.");
    if (request_is_deep(request))
        return problem_set(&request->problem, PROBLEM_BAD_REQUEST, "too_deep",
                           "The body has more than %d objects or arrays inside each other.", REQUEST_JSON_DEPTH);
    json_t *json = json_loadb(request->body, request->body_length, JSON_REJECT_DUPLICATES, &error);
    if (json == NULL)
        return problem_set(&request->problem, PROBLEM_BAD_REQUEST, "bad_json", "The body is no JSON: %s (line %d).",
                           error.text, error.line);
    if (!json_is_object(json)) {
        json_decref(json);
        return problem_set(&request->problem, PROBLEM_BAD_REQUEST, "wrong_type", "The body must be a JSON object.");
    }
    *out = json;
    return true;
}

bool request_version(request_t *request, int64_t *out) {
    const char *match = request_header(request, "If-Match");
    *out = 0;
    if (match == NULL || text_equal(match, "*")) return true;
    size_t length = strlen(match);
    bool quoted = length > 2 && match[0] == '"' && match[length - 1] == '"';
    if (quoted && text_parse_int(arena_strndup(request->arena, match + 1, length - 2), out) && *out > 0) return true;
    return problem_set(&request->problem, PROBLEM_BAD_REQUEST, "bad_version",
                       "If-Match must be the ETag of the record, such as \"3\".");
}

list_query_t request_query(const request_t *request, const record_type_t *type) {
    return (list_query_t){.type = type, .parameters = request->parameters, .parameter_count = request->parameter_count};
}

typedef struct run {
    request_t *request;
    request_work_t work;
} run_t;

static bool request_run_work(store_tx_t *tx, void *argument) {
    const run_t *run = argument;
    request_t *request = run->request;
    context_t context = {
        .arena = request->arena,
        .tx = tx,
        .actor = &request->actor,
        .problem = &request->problem,
        .now = clock_now(),
        .request_id = request->id,
    };
    text_clear(&request->response.body);
    request->response.header_count = 0;
    return run->work(&context, request);
}

bool request_read(request_t *request, request_work_t work) {
    run_t run = {request, work};
    return store_read(request->server->store, request_run_work, &run, &request->problem);
}

bool request_write(request_t *request, request_work_t work) {
    run_t run = {request, work};
    if (!store_write(request->server->store, request_run_work, &run, &request->problem)) return false;
    events_wake(request->server->events);
    return true;
}

void response_header(request_t *request, const char *name, const char *value) {
    if (request->response.header_count == REQUEST_HEADERS) return;
    request->response.headers[request->response.header_count].name = name;
    request->response.headers[request->response.header_count++].value = value;
}

void response_json(request_t *request, int status) {
    request->response.status = status;
    request->response.media_type = "application/json";
}

void response_empty(request_t *request, int status) {
    text_clear(&request->response.body);
    request->response.status = status;
    request->response.media_type = NULL;
}

static const char *request_peer(const request_t *request) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    char *text = arena_alloc(request->arena, INET6_ADDRSTRLEN);
    if (info == NULL) return "";
    if (info->client_addr->sa_family == AF_INET) {
        const struct sockaddr_in *address = (const struct sockaddr_in *)(const void *)info->client_addr;
        inet_ntop(AF_INET, &address->sin_addr, text, INET6_ADDRSTRLEN);
    } else if (info->client_addr->sa_family == AF_INET6) {
        const struct sockaddr_in6 *address = (const struct sockaddr_in6 *)(const void *)info->client_addr;
        inet_ntop(AF_INET6, &address->sin6_addr, text, INET6_ADDRSTRLEN);
    }
    return text;
}

bool request_address_is_local(const char *address) {
    return text_starts_with(address, "127.") || text_equal(address, "::1");
}

/* The last address of the list is the one that the nearest proxy has seen itself; those before it anybody can write. */
static const char *request_forwarded(const request_t *request) {
    unsigned char bytes[sizeof(struct in6_addr)];
    const char *list = request_header(request, "X-Forwarded-For");
    if (list == NULL) return NULL;
    const char *comma = strrchr(list, ',');
    const char *last = text_trim(request->arena, comma != NULL ? comma + 1 : list);
    return inet_pton(AF_INET, last, bytes) == 1 || inet_pton(AF_INET6, last, bytes) == 1 ? last : NULL;
}

const char *request_address(const request_t *request) {
    const char *peer = request_peer(request);
    const char *forwarded = request_address_is_local(peer) ? request_forwarded(request) : NULL;
    return forwarded != NULL ? forwarded : peer;
}

bool request_is_secure(const request_t *request) {
    if (request->server->options.origin != NULL) return text_starts_with(request->server->options.origin, "https:");
    const char *scheme = request_header(request, "X-Forwarded-Proto");
    return scheme != NULL && strcasecmp(scheme, "https") == 0;
}

const char *request_origin(const request_t *request) {
    if (request->server->options.origin != NULL) return request->server->options.origin;
    const char *host = request_header(request, "Host");
    return arena_printf(request->arena, "%s://%s", request_is_secure(request) ? "https" : "http",
                        host != NULL ? host : "localhost");
}
