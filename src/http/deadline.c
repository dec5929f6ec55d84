#include "http/deadline.h"

#include "base/clock.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <sys/socket.h>
#include <time.h>

enum { LOOK_SECONDS = 1 };

static const int64_t NEVER = INT64_MAX;
static const int64_t TICKS_OF_SECOND = 1000 * 1000, TICKS_OF_BYTE = 100;

struct deadline {
    _Atomic int64_t at; /* clock_ticks */
    int socket;
    deadline_t *previous, *next;
};

struct deadlines {
    int seconds;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t stopped;
    bool stopping;
    deadline_t *first;
};

/* The connection's own thread finds its socket at an end and closes it. */
static void deadlines_cut(deadlines_t *deadlines) {
    int64_t now = clock_ticks();
    for (deadline_t *deadline = deadlines->first; deadline != NULL; deadline = deadline->next) {
        if (atomic_load(&deadline->at) > now) continue;
        shutdown(deadline->socket, SHUT_RDWR);
        atomic_store(&deadline->at, NEVER);
    }
}

static void *deadlines_watch(void *argument) {
    deadlines_t *deadlines = argument;
    struct timespec look;
    pthread_mutex_lock(&deadlines->lock);
    while (!deadlines->stopping) {
        clock_gettime(CLOCK_MONOTONIC, &look);
        look.tv_sec += LOOK_SECONDS;
        pthread_cond_timedwait(&deadlines->stopped, &deadlines->lock, &look);
        deadlines_cut(deadlines);
    }
    pthread_mutex_unlock(&deadlines->lock);
    return NULL;
}

deadlines_t *deadlines_start(int seconds) {
    pthread_condattr_t monotonic;
    deadlines_t *deadlines = calloc(1, sizeof *deadlines);
    if (deadlines == NULL) abort();
    deadlines->seconds = seconds;
    pthread_mutex_init(&deadlines->lock, NULL);
    pthread_condattr_init(&monotonic);
    pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    pthread_cond_init(&deadlines->stopped, &monotonic);
    pthread_condattr_destroy(&monotonic);
    if (pthread_create(&deadlines->thread, NULL, deadlines_watch, deadlines) != 0) abort();
    return deadlines;
}

void deadlines_stop(deadlines_t *deadlines) {
    if (deadlines == NULL) return;
    pthread_mutex_lock(&deadlines->lock);
    deadlines->stopping = true;
    pthread_cond_signal(&deadlines->stopped);
    pthread_mutex_unlock(&deadlines->lock);
    pthread_join(deadlines->thread, NULL);
    pthread_cond_destroy(&deadlines->stopped);
    pthread_mutex_destroy(&deadlines->lock);
    free(deadlines);
}

deadline_t *deadline_add(deadlines_t *deadlines, int socket) {
    deadline_t *deadline = calloc(1, sizeof *deadline);
    if (deadline == NULL) abort();
    deadline->socket = socket;
    deadline_wait(deadlines, deadline, 0);
    pthread_mutex_lock(&deadlines->lock);
    deadline->next = deadlines->first;
    if (deadline->next != NULL) deadline->next->previous = deadline;
    deadlines->first = deadline;
    pthread_mutex_unlock(&deadlines->lock);
    return deadline;
}

void deadline_remove(deadlines_t *deadlines, deadline_t *deadline) {
    if (deadline == NULL) return;
    pthread_mutex_lock(&deadlines->lock);
    if (deadline->previous != NULL)
        deadline->previous->next = deadline->next;
    else
        deadlines->first = deadline->next;
    if (deadline->next != NULL) deadline->next->previous = deadline->previous;
    pthread_mutex_unlock(&deadlines->lock);
    free(deadline);
}

void deadline_wait(const deadlines_t *deadlines, deadline_t *deadline, size_t bytes) {
    if (deadline == NULL) return;
    atomic_store(&deadline->at, clock_ticks() + deadlines->seconds * TICKS_OF_SECOND + (int64_t)bytes * TICKS_OF_BYTE);
}

/* A deadline that was lifted stays lifted; only the connection's own thread comes here. */
void deadline_more(deadline_t *deadline, size_t bytes) {
    if (deadline == NULL || atomic_load(&deadline->at) == NEVER) return;
    atomic_fetch_add(&deadline->at, (int64_t)bytes * TICKS_OF_BYTE);
}

void deadline_lift(deadline_t *deadline) {
    if (deadline != NULL) atomic_store(&deadline->at, NEVER);
}
