/* One connection to a SQLite file with its prepared statements. */
#ifndef DAYBOOK_STORE_SQLITE_CONNECTION_H
#define DAYBOOK_STORE_SQLITE_CONNECTION_H

#include "store/engine.h"

#include <sqlite3.h>

typedef struct sqlite_connection sqlite_connection_t;

typedef struct sqlite_transaction {
    store_tx_t base;
    sqlite_connection_t *connection;
} sqlite_tx_t;

/* NULL and a problem when the file cannot be opened. */
sqlite_connection_t *sqlite_connection_open(const char *path, bool writer, bool create, problem_t *problem);
void sqlite_connection_close(sqlite_connection_t *connection);

/* False also after SQLite has rolled back by itself. */
bool sqlite_connection_in_transaction(const sqlite_connection_t *connection);

/* BEGIN, COMMIT and their like. */
bool sqlite_connection_command(sqlite_connection_t *connection, const char *sql);

store_statement_t *sqlite_query(store_tx_t *tx, const char *sql, const store_value_t *values, size_t count);
bool sqlite_step(store_statement_t *statement);
bool sqlite_is_null(const store_statement_t *statement, int column);
int64_t sqlite_get_int(const store_statement_t *statement, int column);
const char *sqlite_get_text(const store_statement_t *statement, int column);
const void *sqlite_get_bytes(const store_statement_t *statement, int column, size_t *length);
int64_t sqlite_changed(const store_statement_t *statement);
bool sqlite_end(store_statement_t *statement);

#endif
