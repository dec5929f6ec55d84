#include "http/events_hub.h"

#include "base/clock.h"
#include "base/text.h"

#include <errno.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

enum { LOOKERS = 50 };

static void events_ring_bell(stream_t *stream) {
    const uint64_t one = 1;
    ssize_t written = write(stream->bell, &one, sizeof one);
    (void)written; /* full means that it rings already */
}

static bool event_is_for(const kept_event_t *event, const stream_t *stream) {
    if (event->user_id != 0 && event->user_id != stream->user_id) return false;
    return event->type == NULL || (event->type == stream->type && event->record_id == stream->record_id);
}

static void events_keep(events_t *events, const event_t *event) {
    kept_event_t *kept = &events->ring[events->end++ % EVENTS_KEPT];
    char mark[40] = "";
    free(kept->text);
    *kept = (kept_event_t){.user_id = event->user_id, .type = event->type, .record_id = event->record_id};
    if (event->mark != 0) snprintf(mark, sizeof mark, "id: %lld\n", (long long)event->mark);
    int length = asprintf(&kept->text, "%sevent: %s\ndata: %s\n\n", mark, event->kind, event->body);
    if (length < 0) abort();
    kept->length = (size_t)length;
    if (event->mark != 0) events->mark = event->mark;
    for (stream_t *stream = events->streams; stream != NULL; stream = stream->next)
        if (event_is_for(kept, stream)) events_ring_bell(stream);
}

void events_publish(events_t *events, const event_t *event) {
    pthread_mutex_lock(&events->lock);
    events_keep(events, event);
    pthread_mutex_unlock(&events->lock);
}

void events_begin_at(events_t *events, int64_t mark) {
    pthread_mutex_lock(&events->lock);
    events->mark = mark;
    pthread_mutex_unlock(&events->lock);
}

/* One user in two windows is one person. */
static bool events_is_first(const stream_t *stream) {
    for (const stream_t *other = stream->events->streams; other != stream; other = other->next)
        if (other->user_id == stream->user_id && other->type == stream->type && other->record_id == stream->record_id)
            return false;
    return true;
}

static void events_add_lookers(events_t *events, const record_type_t *type, int64_t id, json_writer_t *writer,
                               const char *key) {
    int count = 0;
    json_write_array(writer, key);
    for (const stream_t *stream = events->streams; stream != NULL && count < LOOKERS; stream = stream->next) {
        if (stream->type != type || stream->record_id != id || !events_is_first(stream)) continue;
        json_write_object(writer, NULL);
        json_write_int(writer, "id", stream->user_id);
        json_write_text(writer, "title", stream->user_name);
        json_write_close(writer);
        count++;
    }
    json_write_close(writer);
}

void events_write_lookers(events_t *events, const record_type_t *type, int64_t id, json_writer_t *writer,
                          const char *key) {
    pthread_mutex_lock(&events->lock);
    events_add_lookers(events, type, id, writer, key);
    pthread_mutex_unlock(&events->lock);
}

/* With the lock held: tells those who look at the record who else does. */
static void events_tell_lookers(events_t *events, const record_type_t *type, int64_t id) {
    arena_t *arena = arena_create();
    text_t body = text_create(arena, 64 * 1024);
    json_writer_t writer = json_begin(&body);
    json_write_object(&writer, NULL);
    json_write_text(&writer, "type", type->name);
    json_write_int(&writer, "id", id);
    events_add_lookers(events, type, id, &writer, "users");
    json_write_close(&writer);
    if (body.length + 100 < EVENT_LIMIT)
        events_keep(events, &(event_t){.kind = "presence", .type = type, .record_id = id, .body = body.data});
    arena_destroy(arena);
}

static void stream_look_at(stream_t *stream, const record_type_t *type, int64_t id) {
    const record_type_t *before = stream->type;
    int64_t before_id = stream->record_id;
    if (before == type && before_id == id) return;
    stream->type = type;
    stream->record_id = id;
    if (before != NULL) events_tell_lookers(stream->events, before, before_id);
    if (type != NULL) events_tell_lookers(stream->events, type, id);
}

bool events_look_at(events_t *events, const char *name, int64_t user_id, const record_type_t *type, int64_t id) {
    bool found = false;
    pthread_mutex_lock(&events->lock);
    for (stream_t *stream = events->streams; stream != NULL && !found; stream = stream->next) {
        found = stream->user_id == user_id && text_equal(stream->name, name);
        if (found) stream_look_at(stream, type, id);
    }
    pthread_mutex_unlock(&events->lock);
    return found;
}

static int events_streams_of(const events_t *events, int64_t user_id) {
    int count = 0;
    for (const stream_t *stream = events->streams; stream != NULL; stream = stream->next)
        count += stream->user_id == user_id;
    return count;
}

static stream_t *stream_create(events_t *events, const actor_t *actor, int socket) {
    stream_t *stream = calloc(1, sizeof *stream);
    arena_t *arena = arena_create();
    if (stream == NULL) abort();
    *stream =
        (stream_t){.events = events, .socket = socket, .user_id = actor->user_id, .user_name = strdup(actor->name)};
    if (stream->user_name == NULL) abort();
    snprintf(stream->name, sizeof stream->name, "%s", random_token(arena, 12));
    stream->bell = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    arena_destroy(arena);
    return stream;
}

static void stream_free(stream_t *stream) {
    if (stream->bell >= 0) close(stream->bell);
    free(stream->user_name);
    free(stream);
}

stream_t *stream_open(events_t *events, const actor_t *actor, int socket, int most, problem_t *problem) {
    stream_t *stream = stream_create(events, actor, socket);
    pthread_mutex_lock(&events->lock);
    bool all = events->open >= most || stream->bell < 0 || events->ended;
    bool own = events_streams_of(events, actor->user_id) >= EVENTS_STREAMS_OF_USER;
    if (!all && !own) {
        stream->place = events->end;
        stream->next = events->streams;
        if (stream->next != NULL) stream->next->previous = stream;
        events->streams = stream;
        events->open++;
    }
    pthread_mutex_unlock(&events->lock);
    if (!all && !own) return stream;
    stream_free(stream);
    problem_set(problem, own ? PROBLEM_TOO_MANY_REQUESTS : PROBLEM_UNAVAILABLE, "too_many_streams",
                "Too many streams of events are open. Close some, or ask again later.");
    return NULL;
}

void stream_close(stream_t *stream) {
    events_t *events = stream->events;
    pthread_mutex_lock(&events->lock);
    if (stream->previous != NULL)
        stream->previous->next = stream->next;
    else
        events->streams = stream->next;
    if (stream->next != NULL) stream->next->previous = stream->previous;
    events->open--;
    stream->previous = stream->next = NULL;
    if (stream->type != NULL) events_tell_lookers(events, stream->type, stream->record_id);
    pthread_mutex_unlock(&events->lock);
    stream_free(stream);
}

const char *stream_name(const stream_t *stream) {
    return stream->name;
}

int64_t stream_user(const stream_t *stream) {
    return stream->user_id;
}

int64_t stream_mark(stream_t *stream) {
    pthread_mutex_lock(&stream->events->lock);
    int64_t mark = stream->events->mark;
    pthread_mutex_unlock(&stream->events->lock);
    return mark;
}

/* The next event for this stream; those for others are passed over. With the lock held. */
static const kept_event_t *stream_take(stream_t *stream) {
    const events_t *events = stream->events;
    while (stream->place < events->end) {
        const kept_event_t *event = &events->ring[stream->place++ % EVENTS_KEPT];
        if (event_is_for(event, stream)) return event;
    }
    return NULL;
}

size_t stream_next(stream_t *stream, char *buffer) {
    events_t *events = stream->events;
    size_t length = 0;
    pthread_mutex_lock(&events->lock);
    if (events->end - stream->place > EVENTS_KEPT) {
        stream->place = events->end;
        length = (size_t)snprintf(buffer, EVENT_LIMIT, "id: %lld\nevent: reset\ndata: {}\n\n", (long long)events->mark);
    } else {
        const kept_event_t *event = stream_take(stream);
        if (event != NULL && event->length <= EVENT_LIMIT) {
            length = event->length;
            memcpy(buffer, event->text, length);
        }
    }
    pthread_mutex_unlock(&events->lock);
    return length;
}

static void stream_set_waiting(stream_t *stream, bool waits) {
    pthread_mutex_lock(&stream->events->lock);
    stream->waits = waits;
    pthread_mutex_unlock(&stream->events->lock);
}

stream_wait_t stream_wait(stream_t *stream, int milliseconds) {
    struct pollfd waits[] = {{.fd = stream->bell, .events = POLLIN}, {.fd = stream->socket, .events = POLLRDHUP}};
    uint64_t rings = 0;
    stream_set_waiting(stream, true);
    int ready = poll(waits, sizeof waits / sizeof waits[0], milliseconds);
    stream_set_waiting(stream, false);
    if (ready < 0 && errno != EINTR) return STREAM_OVER;
    if ((waits[1].revents & (POLLRDHUP | POLLHUP | POLLERR)) != 0) return STREAM_OVER;
    bool rung = read(stream->bell, &rings, sizeof rings) > 0;
    pthread_mutex_lock(&stream->events->lock);
    bool over = stream->events->ended, recheck = stream->recheck;
    stream->recheck = false;
    pthread_mutex_unlock(&stream->events->lock);
    return over ? STREAM_OVER : recheck ? STREAM_RECHECK : rung ? STREAM_NEWS : STREAM_TIME;
}

void events_recheck(events_t *events, int64_t user_id) {
    pthread_mutex_lock(&events->lock);
    for (stream_t *stream = events->streams; stream != NULL; stream = stream->next) {
        if (stream->user_id != user_id) continue;
        stream->recheck = true;
        events_ring_bell(stream);
    }
    pthread_mutex_unlock(&events->lock);
}

int events_open_streams(events_t *events) {
    pthread_mutex_lock(&events->lock);
    int open = events->open;
    pthread_mutex_unlock(&events->lock);
    return open;
}

void events_wake(events_t *events) {
    pthread_mutex_lock(&events->lock);
    events->has_work = true;
    pthread_cond_signal(&events->woken);
    pthread_mutex_unlock(&events->lock);
}

void events_end_streams(events_t *events) {
    pthread_mutex_lock(&events->lock);
    events->ended = true;
    for (stream_t *stream = events->streams; stream != NULL; stream = stream->next) {
        events_ring_bell(stream);
        if (!stream->waits) shutdown(stream->socket, SHUT_RDWR); /* its client may never take what is on its way */
    }
    pthread_mutex_unlock(&events->lock);
}

events_t *events_start(store_t *store) {
    pthread_condattr_t monotonic;
    events_t *events = calloc(1, sizeof *events);
    if (events == NULL) abort();
    events->store = store;
    pthread_mutex_init(&events->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&events->woken, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&events->thread, NULL, events_watch, events) != 0) abort();
    return events;
}

void events_stop(events_t *events) {
    if (events == NULL) return;
    pthread_mutex_lock(&events->lock);
    events->stopping = true;
    pthread_cond_signal(&events->woken);
    pthread_mutex_unlock(&events->lock);
    pthread_join(events->thread, NULL);
    for (size_t i = 0; i < EVENTS_KEPT; i++) free(events->ring[i].text);
    pthread_cond_destroy(&events->woken);
    pthread_mutex_destroy(&events->lock);
    free(events);
}
