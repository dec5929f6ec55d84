/* What the files of the server share; handlers see it through the request. */
#ifndef DAYBOOK_HTTP_SERVER_STATE_H
#define DAYBOOK_HTTP_SERVER_STATE_H

#include "http/deadline.h"
#include "http/events.h"
#include "http/server.h"

#include <microhttpd.h>

struct server {
    struct MHD_Daemon *daemon;
    store_t *store;
    job_runner_t *jobs;
    deadlines_t *deadlines;
    events_t *events;
    server_options_t options;
    int port;
    _Atomic bool stopping;
    _Atomic int connections;
    _Atomic int running; /* requests */
    _Atomic int64_t requests, client_errors, server_errors, microseconds;
};

#endif
