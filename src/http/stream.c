#include "http/stream.h"

#include "base/clock.h"
#include "base/text.h"
#include "http/server_state.h"

enum { PAGE_LIMIT = 16 * 1024 * 1024, BLOCK = 64 * 1024 };

typedef struct sending {
    stream_t stream; /* what pages see */
    stream_page_t write;
    server_t *server;
    arena_t *arena; /* of the page */
    arena_t *own;   /* of the request's copy */
    actor_t actor;
    text_t page;
    size_t sent;
    bool finished;
} sending_t;

static bool sending_page_work(store_tx_t *tx, void *argument) {
    sending_t *sending = argument;
    const char *next = NULL;
    problem_t problem = problem_create(sending->arena);
    context_t context = {
        .arena = sending->arena, .tx = tx, .actor = &sending->actor, .problem = &problem, .now = clock_now()};
    sending->page = text_create(sending->arena, PAGE_LIMIT);
    if (!sending->write(&context, &sending->stream, &sending->page, &next) || sending->page.overflow) return false;
    sending->stream.after = next != NULL ? arena_strdup(sending->own, next) : NULL;
    sending->finished = next == NULL;
    return true;
}

static bool sending_next_page(sending_t *sending) {
    arena_clear(sending->arena);
    problem_t problem = problem_create(sending->own);
    sending->sent = 0;
    return store_read(sending->server->store, sending_page_work, sending, &problem);
}

static ssize_t sending_read(void *argument, uint64_t position, char *buffer, size_t size) {
    sending_t *sending = argument;
    (void)position;
    while (sending->sent == sending->page.length) {
        if (sending->finished) return MHD_CONTENT_READER_END_OF_STREAM;
        if (!sending_next_page(sending)) return MHD_CONTENT_READER_END_WITH_ERROR;
    }
    size_t length = sending->page.length - sending->sent;
    if (length > size) length = size;
    memcpy(buffer, sending->page.data + sending->sent, length);
    sending->sent += length;
    return (ssize_t)length;
}

static void sending_free(void *argument) {
    sending_t *sending = argument;
    arena_destroy(sending->arena);
    arena_destroy(sending->own);
}

static sending_t *sending_create(const request_t *request, stream_page_t page) {
    arena_t *own = arena_create();
    sending_t *sending = ARENA_NEW(own, sending_t);
    *sending = (sending_t){
        .write = page, .server = request->server, .arena = arena_create(), .own = own, .actor = request->actor};
    stream_t *stream = &sending->stream;
    stream->type = request->type;
    stream->parameters = ARENA_ARRAY(own, list_parameter_t, request->parameter_count + 1);
    for (size_t i = 0; i < request->parameter_count; i++)
        stream->parameters[stream->parameter_count++] = (list_parameter_t){
            arena_strdup(own, request->parameters[i].name), arena_strdup(own, request->parameters[i].value)};
    int64_t *circle = ARENA_ARRAY(own, int64_t, request->actor.circle_count + 1);
    if (request->actor.circle_count > 0)
        memcpy(circle, request->actor.circle, request->actor.circle_count * sizeof *circle);
    sending->actor.circle = circle;
    sending->actor.locale = arena_strdup(own, request->actor.locale);
    sending->actor.name = arena_strdup(own, request->actor.name);
    return sending;
}

bool stream_begin(request_t *request, stream_page_t page, const char *media_type, const char *file_name) {
    sending_t *sending = sending_create(request, page);
    if (!sending_next_page(sending)) {
        sending_free(sending);
        return problem_set(&request->problem, PROBLEM_UNAVAILABLE, "not_exported", "The list could not be exported.");
    }
    request->response.stream =
        MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, BLOCK, sending_read, sending, sending_free);
    request->response.status = 200;
    request->response.media_type = media_type;
    response_header(request, "Content-Disposition",
                    arena_printf(request->arena, "attachment; filename=\"%s\"", file_name));
    return true;
}
