/* The stream of events (server-sent events over HTTP), and who looks at which record. */
#include "base/clock.h"
#include "base/text.h"
#include "catalogue/changes.h"
#include "http/authenticate.h"
#include "http/event_change.h"
#include "http/route.h"
#include "http/server_state.h"

#include <sys/socket.h>

enum {
    HEARTBEAT_MILLISECONDS = 20000,
    MISSED_MOST = 100, /* changes that are told again; after more a client reads anew */
    FIRST_LIMIT = 256 * 1024,
    BLOCK = 4096,
    SEND_BUFFER = 64 * 1024
};

static const int64_t CHECK_MICROSECONDS = HEARTBEAT_MILLISECONDS * 1000LL;

/* One answer that does not end by itself; its connection's thread waits in it. */
typedef struct live {
    stream_t *stream;
    request_t *request; /* lives as long as the answer is read */
    int64_t checked;    /* clock_ticks: when the client was last known to be let in */
    const char *pending;
    size_t length, sent;
    char *first;
    char buffer[EVENT_LIMIT];
} live_t;

static bool live_is_let_in(live_t *live) {
    live->checked = clock_ticks();
    return authenticate_again(live->request);
}

static void live_send(live_t *live, const char *text, size_t length) {
    live->pending = text;
    live->length = length;
    live->sent = 0;
}

/* Waits for the next bytes; false when the stream is at its end. */
static bool live_fill(live_t *live) {
    static const char heartbeat[] = ": \n\n";
    while (live->sent == live->length) {
        if (clock_ticks() - live->checked > CHECK_MICROSECONDS && !live_is_let_in(live)) return false;
        live_send(live, live->buffer, stream_next(live->stream, live->buffer));
        if (live->length > 0) break;
        switch (stream_wait(live->stream, HEARTBEAT_MILLISECONDS)) {
        case STREAM_OVER: return false;
        case STREAM_RECHECK:
            if (!live_is_let_in(live)) return false;
            break;
        case STREAM_TIME: live_send(live, heartbeat, sizeof heartbeat - 1); break;
        case STREAM_NEWS: break;
        }
    }
    return true;
}

/* While it waits there is no deadline; a client that takes nothing is cut like any other. */
static ssize_t live_read(void *argument, uint64_t position, char *buffer, size_t size) {
    live_t *live = argument;
    (void)position;
    deadline_lift(live->request->deadline);
    if (!live_fill(live)) return MHD_CONTENT_READER_END_OF_STREAM;
    size_t length = live->length - live->sent;
    if (length > size) length = size;
    memcpy(buffer, live->pending + live->sent, length);
    live->sent += length;
    deadline_wait(live->request->server->deadlines, live->request->deadline, length);
    return (ssize_t)length;
}

static void live_free(void *argument) {
    live_t *live = argument;
    stream_close(live->stream);
    free(live->first);
    free(live);
}

/* The number behind which the client wants to go on; 0: from now. */
static int64_t live_after(const request_t *request) {
    const char *header = request_header(request, "Last-Event-ID");
    const char *text = header != NULL ? header : request_parameter(request, "after");
    int64_t after = 0;
    return text != NULL && text_parse_int(text, &after) && after > 0 ? after : 0;
}

/* What happened since the client was last here, or that it was too much. */
static bool live_missed_work(context_t *context, request_t *request) {
    int64_t after = live_after(request), newest = 0;
    change_t *changes = NULL;
    size_t count = 0;
    text_t *out = &request->response.body;
    if (after == 0) return true;
    if (!changes_newest(context, &newest) || !changes_after(context, after, MISSED_MOST + 1, &changes, &count))
        return false;
    if (count > MISSED_MOST || after > newest) {
        text_add_format(out, "id: %lld\nevent: reset\ndata: {}\n\n", (long long)newest);
        return true;
    }
    for (size_t i = 0; i < count; i++) {
        if (changes[i].type == NULL) continue;
        if (!changes_complete(context, &changes[i])) return false;
        text_add_format(out, "id: %lld\nevent: change\ndata: ", (long long)changes[i].id);
        event_change_write(&changes[i], out);
        text_add(out, "\n\n");
    }
    return true;
}

/* The stream's name goes first: by it the client tells which record it looks at. */
static const char *live_first(const request_t *request, stream_t *stream) {
    int64_t mark = stream_mark(stream);
    const char *id = mark > 0 ? arena_printf(request->arena, "id: %lld\n", (long long)mark) : "";
    return arena_printf(request->arena, "retry: 2000\n\n%s%sevent: hello\ndata: {\"stream\":\"%s\"}\n\n",
                        request->response.body.data, id, stream_name(stream));
}

static live_t *live_create(request_t *request, stream_t *stream) {
    live_t *live = calloc(1, sizeof *live);
    if (live == NULL) abort();
    *live = (live_t){.stream = stream, .request = request, .checked = clock_ticks()};
    live->first = strdup(live_first(request, stream));
    if (live->first == NULL) abort();
    live_send(live, live->first, strlen(live->first));
    return live;
}

/* The library shall not cut a stream for its silence, nor the system hold much for a slow client. */
static int live_socket(const request_t *request) {
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(request->connection, MHD_CONNECTION_INFO_CONNECTION_FD);
    const int room = SEND_BUFFER;
    setsockopt(info->connect_fd, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    MHD_set_connection_option(request->connection, MHD_CONNECTION_OPTION_TIMEOUT, 0u);
    return info->connect_fd;
}

static bool events_get(request_t *request) {
    server_t *server = request->server;
    stream_t *stream = stream_open(server->events, &request->actor, live_socket(request), server->options.connections,
                                   &request->problem);
    if (stream == NULL) return false;
    if (!request_read(request, live_missed_work)) {
        stream_close(stream);
        return false;
    }
    live_t *live = live_create(request, stream);
    request->response.stream = MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, live_read, live, live_free);
    request->response.status = 200;
    request->response.media_type = "text/event-stream; charset=utf-8";
    response_header(request, "X-Accel-Buffering", "no");
    return true;
}

static bool presence_read_record(request_t *request, const record_type_t **type, int64_t *id) {
    const json_t *name = json_object_get(request->json, "type");
    const json_t *number = json_object_get(request->json, "id");
    *type = NULL;
    *id = 0;
    if (name == NULL || json_is_null(name)) return true;
    *type = json_is_string(name) ? catalogue_find(json_string_value(name)) : NULL;
    *id = json_integer_value(number);
    if (*type != NULL && *id > 0) return true;
    return problem_add_field(&request->problem, "type", "unknown_record", "Give the type and the id of a record.");
}

/* {"stream": "…", "type": "account", "id": 7}, or without type: at no record any more. */
static bool presence_set(request_t *request) {
    const record_type_t *type = NULL;
    int64_t id = 0;
    const char *name = json_string_value(json_object_get(request->json, "stream"));
    events_t *events = request->server->events;
    json_writer_t writer = json_begin(&request->response.body);
    if (!presence_read_record(request, &type, &id)) return false;
    if (name == NULL || !events_look_at(events, name, request->actor.user_id, type, id))
        return problem_set(&request->problem, PROBLEM_NOT_FOUND, "no_stream",
                           "No open stream of events has this name. Open one first.");
    json_write_object(&writer, NULL);
    events_write_lookers(events, type, id, &writer, "users");
    json_write_close(&writer);
    return true;
}

static bool presence_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = presence_set(request);
    json_decref(request->json);
    return ok;
}

const route_t ROUTES_LIVE[] = {
    {"GET", "/api/v1/events", events_get, 0, "streamEvents", "What changes, while it changes (server-sent events)",
     NULL, "text/event-stream"},
    {"POST", "/api/v1/presence", presence_post, 0, "lookAt", "Tell which record one looks at", "Presence",
     "PresenceList"},
    {0},
};
