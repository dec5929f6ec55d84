/* Stands between a store and its PostgreSQL server, and can swallow the answer to a COMMIT: the one moment at which a
 * client cannot know what became of its transaction. */
#ifndef DAYBOOK_TEST_POSTGRES_PROXY_H
#define DAYBOOK_TEST_POSTGRES_PROXY_H

#include <stdbool.h>

typedef struct postgres_proxy postgres_proxy_t;

/* Listens in `folder` for connections to the server of `url`. NULL when that server has no Unix socket. */
postgres_proxy_t *postgres_proxy_start(const char *folder, const char *url);

/* The next COMMIT reaches the server and is carried out; its answer is lost together with the connection. */
void postgres_proxy_swallow(postgres_proxy_t *proxy);

/* Ends it and removes its socket. All connections through it must be closed. */
void postgres_proxy_stop(postgres_proxy_t *proxy);

#endif
