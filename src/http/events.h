/* What happens, told to every open browser while it happens: one ring of events in memory, and a place in it for each
 * stream. Memory does not grow with slow clients: who falls behind the ring is told to read everything anew ("reset").
 *
 * A thread of its own watches the book's history: woken by writes of this program, and each second for those of other
 * programs. From the same history it lets followers be notified. Who looks at which record is known to this program
 * only, by its streams. */
#ifndef DAYBOOK_HTTP_EVENTS_H
#define DAYBOOK_HTTP_EVENTS_H

#include "base/json.h"
#include "base/problem.h"
#include "catalogue/role.h"
#include "catalogue/type.h"
#include "store/store.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct events events_t;
typedef struct stream stream_t;

enum { EVENTS_STREAMS_OF_USER = 64, EVENT_LIMIT = 2048 }; /* bytes of one event */

events_t *events_start(store_t *store);

/* Ends every stream: their threads give the ends of their answers. */
void events_end_streams(events_t *events);

/* Ends the watching thread; no stream is left by now. NULL is allowed. */
void events_stop(events_t *events);

/* Something was committed: look now. */
void events_wake(events_t *events);

int events_open_streams(events_t *events);

/* Opens a place at the ring's end for the client at `socket`, for at most EVENTS_STREAMS_OF_USER at once of one user
 * and `most` of all; NULL with a problem. */
stream_t *stream_open(events_t *events, const actor_t *actor, int socket, int most, problem_t *problem);
void stream_close(stream_t *stream);

const char *stream_name(const stream_t *stream);
int64_t stream_user(const stream_t *stream);

/* The number up to which everything that was changed has been told. */
int64_t stream_mark(stream_t *stream);

/* Waits until something is there for this stream, its user's rights may have changed, the client is gone or
 * `milliseconds` have passed. */
typedef enum { STREAM_TIME, STREAM_NEWS, STREAM_RECHECK, STREAM_OVER } stream_wait_t;
stream_wait_t stream_wait(stream_t *stream, int milliseconds);

/* The next event as it goes over the wire, into `buffer` of EVENT_LIMIT bytes; 0: none. */
size_t stream_next(stream_t *stream, char *buffer);

/* Every stream of the user asks again whether it may go on. */
void events_recheck(events_t *events, int64_t user_id);

/* The record that the stream's user looks at (NULL: none any more): the others who look at it are told, as are those of
 * the record before. False when no stream of that name is the user's. */
bool events_look_at(events_t *events, const char *stream_name, int64_t user_id, const record_type_t *type, int64_t id);

/* Who looks at the record now: [{"id", "title"}]. */
void events_write_lookers(events_t *events, const record_type_t *type, int64_t id, json_writer_t *writer,
                          const char *key);

/* For the watching thread: an event for everybody, for one user, or for who looks at a record. `body` is its JSON. */
typedef struct event {
    const char *kind; /* "change", "notifications", "presence" */
    int64_t mark;     /* sent as the event's id; 0: none */
    int64_t user_id;  /* 0: everybody */
    const record_type_t *type;
    int64_t record_id; /* with `type`: who looks at it */
    const char *body;
} event_t;
void events_publish(events_t *events, const event_t *event);

/* Everything up to this number was there before the first stream. */
void events_begin_at(events_t *events, int64_t mark);

#endif
