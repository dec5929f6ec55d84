/* One connection to a PostgreSQL server with the statements prepared on it. */
#ifndef DAYBOOK_STORE_POSTGRES_CONNECTION_H
#define DAYBOOK_STORE_POSTGRES_CONNECTION_H

#include "store/engine.h"

#include <libpq-fe.h>

typedef struct postgres_connection postgres_connection_t;

typedef struct postgres_transaction {
    store_tx_t base;
    postgres_connection_t *connection;
} postgres_tx_t;

/* NULL and a problem when the server cannot be reached. */
postgres_connection_t *postgres_connection_open(const char *location, problem_t *problem);
void postgres_connection_close(postgres_connection_t *connection);
bool postgres_connection_is_lost(const postgres_connection_t *connection);

/* The same after a look at what has arrived: an idle connection learns of its end only so. */
bool postgres_connection_is_alive(const postgres_connection_t *connection);

/* BEGIN, COMMIT and their like. On failure `repeatable` tells whether the whole transaction may be run again. */
bool postgres_connection_command(postgres_connection_t *connection, const char *sql, bool *repeatable);

store_statement_t *postgres_query(store_tx_t *tx, const char *sql, const store_value_t *values, size_t count);
bool postgres_step(store_statement_t *statement);
bool postgres_is_null(const store_statement_t *statement, int column);
int64_t postgres_get_int(const store_statement_t *statement, int column);
const char *postgres_get_text(const store_statement_t *statement, int column);
const void *postgres_get_bytes(const store_statement_t *statement, int column, size_t *length);
int64_t postgres_changed(const store_statement_t *statement);
bool postgres_end(store_statement_t *statement);

#endif
