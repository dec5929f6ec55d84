/* The HTTP server: a thread per connection, blocking code from top to bottom, with limits on everything a client sends.
 * Over the limit of connections a client gets 503; who is slow or idle is cut; stopping lets running requests end. */
#ifndef DAYBOOK_HTTP_SERVER_H
#define DAYBOOK_HTTP_SERVER_H

#include "base/problem.h"
#include "jobs/job.h"
#include "store/store.h"

#include <stdatomic.h>

typedef struct server_options {
    const char *host;    /* "127.0.0.1" */
    int port;            /* 0: any free one */
    const char *data;    /* folder for uploads */
    const char *origin;  /* what links begin with; NULL: as the client addresses the server */
    int connections;     /* at most; 0: 512 */
    int timeout_seconds; /* of an idle or slow client; 0: 30 */
} server_options_t;

typedef struct server server_t;

/* NULL and a problem when the address cannot be taken. */
server_t *server_start(store_t *store, job_runner_t *jobs, const server_options_t *options, problem_t *problem);

/* The port that it listens on. */
int server_port(const server_t *server);

/* Takes no more connections, lets running requests end, then frees everything. NULL is allowed. */
void server_stop(server_t *server);

#endif
