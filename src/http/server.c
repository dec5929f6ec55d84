#include "http/server.h"

#include "base/log.h"
#include "base/text.h"
#include "http/exchange.h"
#include "http/server_state.h"

#include <errno.h>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS = 512, SPARE_CONNECTIONS = 64, TIMEOUT_SECONDS = 30, STACK = 512 * 1024, HEADER_MEMORY = 48 * 1024 };

static void server_watch_connection(void *state, struct MHD_Connection *connection, void **context,
                                    enum MHD_ConnectionNotificationCode code) {
    server_t *server = state;
    if (code == MHD_CONNECTION_NOTIFY_STARTED) {
        const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
        atomic_fetch_add(&server->connections, 1);
        if (info != NULL) *context = deadline_add(server->deadlines, info->connect_fd);
    } else {
        deadline_remove(server->deadlines, *context);
        atomic_fetch_sub(&server->connections, 1);
    }
}

/* The library's own messages, without their values: it passes some of them with arguments that do not fit the format.
 */
static void server_log_library(void *state, const char *format, va_list arguments) {
    (void)state;
    (void)arguments;
    log_event(LOG_DEBUG, "http", LOG_TEXT("message", format));
}

static int server_listen(const server_options_t *options, int *port, problem_t *problem) {
    struct addrinfo *found = NULL;
    const struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICSERV};
    char service[16];
    int on = 1;
    snprintf(service, sizeof service, "%d", options->port);
    int listener = -1;
    if (getaddrinfo(options->host, service, &hints, &found) == 0)
        listener = socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool ok = listener >= 0 && setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
              bind(listener, found->ai_addr, found->ai_addrlen) == 0 && listen(listener, 1024) == 0;
    if (!ok)
        problem_set(problem, PROBLEM_UNAVAILABLE, "address_taken", "The address %s:%d cannot be listened on: %s.",
                    options->host, options->port, strerror(errno));
    struct sockaddr_storage bound;
    socklen_t size = sizeof bound;
    if (ok && getsockname(listener, (struct sockaddr *)&bound, &size) == 0)
        *port = ntohs(bound.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&bound)->sin6_port
                                                  : ((struct sockaddr_in *)&bound)->sin_port);
    if (found != NULL) freeaddrinfo(found);
    if (!ok && listener >= 0) close(listener);
    return ok ? listener : -1;
}

/* As many as the system lets us have: each stream of events takes two. */
static void server_allow_files(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == limit.rlim_max) return;
    limit.rlim_cur = limit.rlim_max;
    if (setrlimit(RLIMIT_NOFILE, &limit) != 0)
        log_event(LOG_WARNING, "few_files", LOG_TEXT("message", strerror(errno)));
}

/* Streams of events stand beside the connections that requests share, as many again. */
static struct MHD_Daemon *server_run(server_t *server, int listener) {
    const server_options_t *options = &server->options;
    return MHD_start_daemon(MHD_USE_THREAD_PER_CONNECTION | MHD_USE_INTERNAL_POLLING_THREAD | MHD_USE_POLL |
                                MHD_USE_ITC | MHD_USE_ERROR_LOG,
                            0, NULL, NULL, exchange_access, server, MHD_OPTION_EXTERNAL_LOGGER, server_log_library,
                            NULL, MHD_OPTION_LISTEN_SOCKET, listener, MHD_OPTION_CONNECTION_LIMIT,
                            (unsigned)(2 * options->connections + SPARE_CONNECTIONS), MHD_OPTION_CONNECTION_TIMEOUT,
                            (unsigned)options->timeout_seconds, MHD_OPTION_THREAD_STACK_SIZE, (size_t)STACK,
                            MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_MEMORY, MHD_OPTION_URI_LOG_CALLBACK,
                            exchange_create, server, MHD_OPTION_NOTIFY_COMPLETED, exchange_end, server,
                            MHD_OPTION_NOTIFY_CONNECTION, server_watch_connection, server, MHD_OPTION_END);
}

server_t *server_start(store_t *store, job_runner_t *jobs, const server_options_t *options, problem_t *problem) {
    server_t *server = calloc(1, sizeof *server);
    if (server == NULL) abort();
    server->store = store;
    server->jobs = jobs;
    server->options = *options;
    if (server->options.connections == 0) server->options.connections = CONNECTIONS;
    if (server->options.timeout_seconds == 0) server->options.timeout_seconds = TIMEOUT_SECONDS;
    server_allow_files();
    server->deadlines = deadlines_start(server->options.timeout_seconds);
    server->events = events_start(store);
    int listener = server_listen(options, &server->port, problem);
    if (listener >= 0) server->daemon = server_run(server, listener);
    if (server->daemon != NULL) return server;
    if (listener >= 0) close(listener);
    problem_set(problem, PROBLEM_UNAVAILABLE, "not_started", "The server could not be started.");
    events_stop(server->events);
    deadlines_stop(server->deadlines);
    free(server);
    return NULL;
}

int server_port(const server_t *server) {
    return server->port;
}

/* Connections that clients keep open end with the request that they bring next, or here. */
void server_stop(server_t *server) {
    enum { PATIENCE_MILLISECONDS = 10000, PAUSE_MILLISECONDS = 10 };
    if (server == NULL) return;
    atomic_store(&server->stopping, true);
    MHD_socket listener = MHD_quiesce_daemon(server->daemon);
    events_end_streams(server->events);
    for (int waited = 0; atomic_load(&server->running) > 0 && waited < PATIENCE_MILLISECONDS;
         waited += PAUSE_MILLISECONDS)
        nanosleep(&(struct timespec){.tv_nsec = PAUSE_MILLISECONDS * 1000000L}, NULL);
    MHD_stop_daemon(server->daemon);
    if (listener != MHD_INVALID_SOCKET) close(listener);
    events_stop(server->events);
    deadlines_stop(server->deadlines);
    free(server);
}
