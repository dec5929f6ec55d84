#include "support/postgres_proxy.h"

#include "support/cmocka.h"

#include <libpq-fe.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum { MOST_CONNECTIONS = 16, BUFFER = 16384 };

struct postgres_proxy {
    struct sockaddr_un own, server;
    int listener;
    pthread_t thread;
    pthread_t connections[MOST_CONNECTIONS];
    int count;
    atomic_bool swallow;
};

typedef struct link {
    postgres_proxy_t *proxy;
    int client, server;
} link_t;

static bool proxy_forward(int from, int to, char *buffer, ssize_t *length) {
    *length = read(from, buffer, BUFFER);
    return *length > 0 && write(to, buffer, (size_t)*length) == *length;
}

/* The answer has come when the server is ready to be read; it stays there unread. */
static void proxy_wait_for_answer(int server) {
    struct pollfd answer = {.fd = server, .events = POLLIN};
    while (poll(&answer, 1, -1) < 1) continue;
}

static void *proxy_serve(void *argument) {
    link_t *link = argument;
    char buffer[BUFFER];
    ssize_t length = 0;
    struct pollfd ends[] = {{.fd = link->client, .events = POLLIN}, {.fd = link->server, .events = POLLIN}};
    for (bool open = true; open;) {
        if (poll(ends, 2, -1) < 1) continue;
        if (ends[1].revents != 0) open = proxy_forward(link->server, link->client, buffer, &length);
        if (!open || ends[0].revents == 0) continue;
        open = proxy_forward(link->client, link->server, buffer, &length);
        bool commit = open && memmem(buffer, (size_t)length, "COMMIT", 6) != NULL;
        if (!commit || !atomic_exchange(&link->proxy->swallow, false)) continue;
        proxy_wait_for_answer(link->server);
        open = false;
    }
    close(link->client);
    close(link->server);
    free(link);
    return NULL;
}

static int proxy_connect(const postgres_proxy_t *proxy) {
    int server = socket(AF_UNIX, SOCK_STREAM, 0);
    if (server < 0 || connect(server, (const struct sockaddr *)&proxy->server, sizeof proxy->server) != 0) abort();
    return server;
}

static void *proxy_accept(void *argument) {
    postgres_proxy_t *proxy = argument;
    for (int client; (client = accept(proxy->listener, NULL, NULL)) >= 0;) {
        link_t *link = calloc(1, sizeof *link);
        if (link == NULL || proxy->count == MOST_CONNECTIONS) abort();
        *link = (link_t){proxy, client, proxy_connect(proxy)};
        if (pthread_create(&proxy->connections[proxy->count++], NULL, proxy_serve, link) != 0) abort();
    }
    return NULL;
}

static struct sockaddr_un proxy_address(const char *folder, const char *port) {
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    int length = snprintf(address.sun_path, sizeof address.sun_path, "%s/.s.PGSQL.%s", folder, port);
    assert_in_range(length, 1, sizeof address.sun_path - 1);
    return address;
}

/* What the URL says about one thing, or what libpq takes when it says nothing. */
static const char *proxy_option(const PQconninfoOption *options, const char *name) {
    for (; options->keyword != NULL; options++)
        if (strcmp(options->keyword, name) == 0) return options->val != NULL ? options->val : options->compiled;
    return NULL;
}

postgres_proxy_t *postgres_proxy_start(const char *folder, const char *url) {
    PQconninfoOption *options = PQconninfoParse(url, NULL);
    assert_non_null(options);
    const char *host = proxy_option(options, "host");
    postgres_proxy_t *proxy = NULL;
    if (host != NULL && host[0] == '/') {
        proxy = calloc(1, sizeof *proxy);
        assert_non_null(proxy);
        proxy->server = proxy_address(host, proxy_option(options, "port"));
        proxy->own = proxy_address(folder, "5432");
        proxy->listener = socket(AF_UNIX, SOCK_STREAM, 0);
        assert_int_equal(bind(proxy->listener, (const struct sockaddr *)&proxy->own, sizeof proxy->own), 0);
        assert_int_equal(listen(proxy->listener, MOST_CONNECTIONS), 0);
        assert_int_equal(pthread_create(&proxy->thread, NULL, proxy_accept, proxy), 0);
    }
    PQconninfoFree(options);
    return proxy;
}

void postgres_proxy_swallow(postgres_proxy_t *proxy) {
    atomic_store(&proxy->swallow, true);
}

void postgres_proxy_stop(postgres_proxy_t *proxy) {
    shutdown(proxy->listener, SHUT_RDWR);
    pthread_join(proxy->thread, NULL);
    for (int i = 0; i < proxy->count; i++) pthread_join(proxy->connections[i], NULL);
    close(proxy->listener);
    unlink(proxy->own.sun_path);
    free(proxy);
}
