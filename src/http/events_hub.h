/* What the files of the events share. */
#ifndef DAYBOOK_HTTP_EVENTS_HUB_H
#define DAYBOOK_HTTP_EVENTS_HUB_H

#include "http/events.h"

#include <pthread.h>

enum { EVENTS_KEPT = 1024, STREAM_NAME_BYTES = 24 };

typedef struct kept_event {
    int64_t user_id;
    const record_type_t *type;
    int64_t record_id;
    char *text; /* whole, as it goes over the wire */
    size_t length;
} kept_event_t;

struct stream {
    events_t *events;
    stream_t *previous, *next;
    char name[STREAM_NAME_BYTES];
    char *user_name;
    int64_t user_id;
    uint64_t place; /* of the next event to send */
    const record_type_t *type;
    int64_t record_id;
    int socket;
    bool waits; /* in stream_wait, else its bytes are on their way */
    int bell;   /* eventfd: something is there */
    bool recheck;
};

struct events {
    store_t *store;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t woken;
    bool has_work;
    bool stopping;
    bool ended; /* streams are to end */
    kept_event_t ring[EVENTS_KEPT];
    uint64_t end; /* how many were ever published; the ring holds the last of them */
    int64_t mark;
    stream_t *streams;
    int open;
};

/* The watching thread. */
void *events_watch(void *events);

#endif
