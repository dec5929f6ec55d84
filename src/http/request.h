/* One request on its way down, and its answer on the way back. A request has one arena, one context at a time and one
 * answer; handlers are plain functions of it. */
#ifndef DAYBOOK_HTTP_REQUEST_H
#define DAYBOOK_HTTP_REQUEST_H

#include "base/json.h"
#include "catalogue/list.h"
#include "http/server.h"

#include <jansson.h>
#include <microhttpd.h>

enum {
    REQUEST_BODY_LIMIT = 1024 * 1024,
    REQUEST_PARAMETERS = 64,
    REQUEST_HEADERS = 8,
    REQUEST_JSON_DEPTH = 32,
    REQUEST_RESPONSE_LIMIT = 64 * 1024 * 1024
};

typedef struct response {
    int status;
    text_t body;
    const char *media_type;
    struct {
        const char *name, *value;
    } headers[REQUEST_HEADERS];
    int header_count;
    const void *bytes; /* in place of the body: lives as long as the request */
    size_t byte_count;
    struct MHD_Response *stream; /* in place of both */
} response_t;

struct route;
struct deadline;

typedef struct request {
    server_t *server;
    struct MHD_Connection *connection;
    struct deadline *deadline; /* of its connection; NULL allowed */
    const struct route *route;
    arena_t *arena;
    problem_t problem;
    const char *id;
    const char *method;
    const char *path;
    int64_t began; /* clock_ticks */
    list_parameter_t parameters[REQUEST_PARAMETERS];
    size_t parameter_count;
    const record_type_t *type; /* of "{records}" in the path */
    int64_t record_id;         /* of "{id}" */
    const char *path_text;     /* of "{text}" */
    const char *body;          /* of `body_length` bytes, NUL behind */
    size_t body_length;
    json_t *json;            /* of a handler that read one */
    const char *upload_path; /* where the body went when the route takes uploads */
    actor_t actor;
    const char *session_token; /* NULL with an API token */
    const char *csrf_token;
    moment_t session_seen_at;
    const char *renewed_cookie; /* the session was lengthened: the browser is told so too */
    void *state;                /* of a handler whose work runs in several transactions */
    response_t response;
} request_t;

/* A header of the request, NULL when it was not sent or is no well-formed UTF-8. */
const char *request_header(const request_t *request, const char *name);
const char *request_cookie(const request_t *request, const char *name);
const char *request_parameter(const request_t *request, const char *name);

/* The body as a JSON object; a problem when it is none. The caller's reference lives in the request. */
bool request_json(request_t *request, json_t **out);

/* The version of If-Match, 0 when it was not sent. */
bool request_version(request_t *request, int64_t *out);

/* The query string as filters of a list. */
list_query_t request_query(const request_t *request, const record_type_t *type);

/* Runs `work` with a context in a read or write transaction. What it wrote into the response is taken back first when
 * it runs again. */
typedef bool (*request_work_t)(context_t *context, request_t *request);
bool request_read(request_t *request, request_work_t work);
bool request_write(request_t *request, request_work_t work);

void response_header(request_t *request, const char *name, const char *value);
void response_json(request_t *request, int status);
void response_empty(request_t *request, int status);

/* The text of the client's address, without port: as a proxy on this machine tells it, else as it is. */
const char *request_address(const request_t *request);
bool request_address_is_local(const char *address);

/* http://host of this server as the client knows it, for links. */
const char *request_origin(const request_t *request);
bool request_is_secure(const request_t *request);

#endif
