/* Cuts clients that send or take too slowly. The library's own time-out sees silence only: a byte now and then would
 * hold a connection and its thread for ever. Here each wait has a deadline, and ten bytes buy a millisecond.
 *
 * A connection waits for its client from its start to a whole request head, while the body comes in, and while the
 * answer goes out; while the program is at work there is no deadline. */
#ifndef DAYBOOK_HTTP_DEADLINE_H
#define DAYBOOK_HTTP_DEADLINE_H

#include <stddef.h>

typedef struct deadlines deadlines_t;
typedef struct deadline deadline_t; /* of one connection */

/* Starts the thread that watches; every wait has `seconds` to begin with. */
deadlines_t *deadlines_start(int seconds);

/* Ends the thread. Every connection is gone by now. NULL is allowed. */
void deadlines_stop(deadlines_t *deadlines);

/* A new connection on the socket; the wait for its first request begins. */
deadline_t *deadline_add(deadlines_t *deadlines, int socket);

/* Before the socket is closed. NULL is allowed, here and below. */
void deadline_remove(deadlines_t *deadlines, deadline_t *deadline);

void deadline_wait(const deadlines_t *deadlines, deadline_t *deadline, size_t bytes);
void deadline_more(deadline_t *deadline, size_t bytes);
void deadline_lift(deadline_t *deadline);

#endif
