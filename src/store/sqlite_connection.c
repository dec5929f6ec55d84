#include "store/sqlite_connection.h"

#include "base/log.h"

#include <assert.h>
#include <ctype.h>

enum { CACHE_SIZE = 192, BUSY_MILLISECONDS = 10000 };

typedef struct sqlite_statement {
    store_statement_t base;
    sqlite3_stmt *handle;
    uint64_t hash;
    char *text; /* as it was asked for; the handle's own has other parameter marks */
    bool cached;
    bool running;
} sqlite_statement_t;

struct sqlite_connection {
    sqlite3 *handle;
    sqlite_statement_t *cache[CACHE_SIZE];
    size_t cached;
    size_t next_eviction;
};

static const char *const PRAGMAS[] = {
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA cache_size = -2000",
    "PRAGMA mmap_size = 0",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA wal_autocheckpoint = 2000",
    "PRAGMA journal_size_limit = 67108864",
};

bool sqlite_connection_in_transaction(const sqlite_connection_t *connection) {
    return sqlite3_get_autocommit(connection->handle) == 0;
}

static bool sqlite_configure(sqlite_connection_t *connection, const char *sql) {
    if (sqlite3_exec(connection->handle, sql, NULL, NULL, NULL) == SQLITE_OK) return true;
    log_event(LOG_ERROR, "store_failed", LOG_TEXT("sql", sql), LOG_TEXT("message", sqlite3_errmsg(connection->handle)));
    return false;
}

sqlite_connection_t *sqlite_connection_open(const char *path, bool writer, bool create, problem_t *problem) {
    sqlite_connection_t *connection = calloc(1, sizeof *connection);
    if (connection == NULL) abort();
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
    bool ok = sqlite3_open_v2(path, &connection->handle, flags, NULL) == SQLITE_OK;
    sqlite3_busy_timeout(connection->handle, BUSY_MILLISECONDS);
    for (size_t i = 0; ok && i < sizeof PRAGMAS / sizeof PRAGMAS[0]; i++) ok = sqlite_configure(connection, PRAGMAS[i]);
    /* In memory the journal of a large savepoint is a list that every statement walks: a third of a bulk write's time.
     */
    if (ok && writer) ok = sqlite_configure(connection, "PRAGMA cache_size = -16000; PRAGMA temp_store = FILE");
    if (ok && !writer) ok = sqlite_configure(connection, "PRAGMA query_only = ON");
    if (ok) return connection;
    problem_set(problem, PROBLEM_UNAVAILABLE, "store_unreachable", "The file %s cannot be opened: %s.", path,
                sqlite3_errmsg(connection->handle));
    sqlite_connection_close(connection);
    return NULL;
}

static void sqlite_statement_free(sqlite_statement_t *statement) {
    sqlite3_finalize(statement->handle);
    free(statement->text);
    free(statement);
}

void sqlite_connection_close(sqlite_connection_t *connection) {
    if (connection == NULL) return;
    for (size_t i = 0; i < connection->cached; i++) sqlite_statement_free(connection->cache[i]);
    sqlite3_close(connection->handle);
    free(connection);
}

/* SQLite numbers ?1 by its digits, but takes $1 for a name. */
static char *sqlite_marks(const char *sql) {
    char *copy = strdup(sql);
    if (copy == NULL) abort();
    for (char *c = copy; *c != '\0'; c++)
        if (c[0] == '$' && isdigit((unsigned char)c[1])) *c = '?';
    return copy;
}

static sqlite_statement_t *sqlite_prepare(sqlite_connection_t *connection, const char *sql, uint64_t hash) {
    sqlite_statement_t *statement = calloc(1, sizeof *statement);
    char *marked = sqlite_marks(sql);
    const char *rest = NULL;
    if (statement == NULL) abort();
    statement->hash = hash;
    statement->text = strdup(sql);
    if (statement->text == NULL) abort();
    sqlite3_prepare_v3(connection->handle, marked, -1, SQLITE_PREPARE_PERSISTENT, &statement->handle, &rest);
    assert(statement->handle == NULL || rest[strspn(rest, " \n;")] == '\0'); /* one statement, as PostgreSQL wants it */
    free(marked);
    return statement;
}

static sqlite_statement_t *sqlite_cache_find(const sqlite_connection_t *connection, const char *sql, uint64_t hash) {
    for (size_t i = 0; i < connection->cached; i++) {
        sqlite_statement_t *statement = connection->cache[i];
        if (statement->hash == hash && strcmp(statement->text, sql) == 0) return statement;
    }
    return NULL;
}

/* In a full cache the next statement that does not run makes room; when all run, the new one is not kept. */
static void sqlite_cache_keep(sqlite_connection_t *connection, sqlite_statement_t *statement) {
    if (connection->cached < CACHE_SIZE) {
        connection->cache[connection->cached++] = statement;
        statement->cached = true;
        return;
    }
    for (size_t tries = 0; tries < CACHE_SIZE; tries++) {
        size_t slot = connection->next_eviction++ % CACHE_SIZE;
        if (connection->cache[slot]->running) continue;
        sqlite_statement_free(connection->cache[slot]);
        connection->cache[slot] = statement;
        statement->cached = true;
        return;
    }
}

/* A text that runs already, further up the call stack, gets a second statement of its own. */
static sqlite_statement_t *sqlite_statement_for(sqlite_connection_t *connection, const char *sql) {
    uint64_t hash = engine_hash(sql);
    sqlite_statement_t *known = sqlite_cache_find(connection, sql, hash);
    if (known != NULL && !known->running) return known;
    sqlite_statement_t *statement = sqlite_prepare(connection, sql, hash);
    if (known == NULL && statement->handle != NULL) sqlite_cache_keep(connection, statement);
    return statement;
}

/* BEGIN, COMMIT and their like. */
bool sqlite_connection_command(sqlite_connection_t *connection, const char *sql) {
    sqlite_statement_t *statement = sqlite_statement_for(connection, sql);
    bool ok = statement->handle != NULL && sqlite3_step(statement->handle) == SQLITE_DONE;
    if (!ok)
        log_event(LOG_ERROR, "store_failed", LOG_TEXT("sql", sql),
                  LOG_TEXT("message", sqlite3_errmsg(connection->handle)));
    if (statement->cached)
        sqlite3_reset(statement->handle);
    else
        sqlite_statement_free(statement);
    return ok;
}

static int sqlite_bind_one(sqlite3_stmt *handle, int at, const store_value_t *value) {
    switch (value->kind) {
    case STORE_INT: return sqlite3_bind_int64(handle, at, value->number);
    case STORE_TEXT: return sqlite3_bind_text(handle, at, value->text, -1, SQLITE_TRANSIENT);
    case STORE_BYTES: return sqlite3_bind_blob64(handle, at, value->text, value->length, SQLITE_TRANSIENT);
    default: return sqlite3_bind_null(handle, at);
    }
}

/* SQLite takes missing parameters for NULL; PostgreSQL refuses them, and so do we. */
static bool sqlite_bind(sqlite3_stmt *handle, const store_value_t *values, size_t count) {
    if ((size_t)sqlite3_bind_parameter_count(handle) != count) return false;
    for (size_t i = 0; i < count; i++)
        if (sqlite_bind_one(handle, (int)i + 1, &values[i]) != SQLITE_OK) return false;
    return true;
}

static void sqlite_refuse(sqlite_statement_t *statement, sqlite3 *handle) {
    int code = sqlite3_extended_errcode(handle);
    refusal_t refusal = REFUSED_OTHER;
    if (code == SQLITE_CONSTRAINT_UNIQUE || code == SQLITE_CONSTRAINT_PRIMARYKEY) refusal = REFUSED_NOT_UNIQUE;
    if (code == SQLITE_CONSTRAINT_FOREIGNKEY) refusal = REFUSED_REFERENCED;
    /* A full disk or a broken file makes SQLite roll the whole transaction back by itself. */
    if (sqlite3_get_autocommit(handle) != 0) statement->base.tx->doomed = true;
    engine_refuse(statement->base.tx, &statement->base, refusal, sqlite3_errmsg(handle));
}

store_statement_t *sqlite_query(store_tx_t *tx, const char *sql, const store_value_t *values, size_t count) {
    sqlite_connection_t *connection = ((sqlite_tx_t *)tx)->connection;
    sqlite_statement_t *statement = sqlite_statement_for(connection, sql);
    statement->running = true;
    statement->base = (store_statement_t){.tx = tx, .sql = statement->text};
    if (statement->handle == NULL)
        sqlite_refuse(statement, connection->handle);
    else if (!sqlite_bind(statement->handle, values, count))
        engine_refuse(tx, &statement->base, REFUSED_OTHER, "the parameters do not fit the statement");
    statement->base.failed = statement->base.failed || tx->failed;
    return &statement->base;
}

bool sqlite_step(store_statement_t *base) {
    sqlite_statement_t *statement = (sqlite_statement_t *)base;
    int result = sqlite3_step(statement->handle);
    if (result == SQLITE_ROW) return true;
    if (result != SQLITE_DONE) sqlite_refuse(statement, sqlite3_db_handle(statement->handle));
    return false;
}

bool sqlite_is_null(const store_statement_t *base, int column) {
    return sqlite3_column_type(((const sqlite_statement_t *)base)->handle, column) == SQLITE_NULL;
}

int64_t sqlite_get_int(const store_statement_t *base, int column) {
    return sqlite3_column_int64(((const sqlite_statement_t *)base)->handle, column);
}

const char *sqlite_get_text(const store_statement_t *base, int column) {
    return (const char *)sqlite3_column_text(((const sqlite_statement_t *)base)->handle, column);
}

const void *sqlite_get_bytes(const store_statement_t *base, int column, size_t *length) {
    const sqlite_statement_t *statement = (const sqlite_statement_t *)base;
    const void *bytes = sqlite3_column_blob(statement->handle, column);
    *length = (size_t)sqlite3_column_bytes(statement->handle, column);
    return bytes;
}

int64_t sqlite_changed(const store_statement_t *base) {
    return sqlite3_changes64(sqlite3_db_handle(((const sqlite_statement_t *)base)->handle));
}

/* A statement that was not stepped to its end may find only here that it fails. */
bool sqlite_end(store_statement_t *base) {
    sqlite_statement_t *statement = (sqlite_statement_t *)base;
    assert(statement->running);
    statement->running = false;
    int result = sqlite3_reset(statement->handle);
    if (result != SQLITE_OK && !base->failed) sqlite_refuse(statement, sqlite3_db_handle(statement->handle));
    bool ok = !base->failed;
    if (statement->cached) {
        sqlite3_clear_bindings(statement->handle);
    } else {
        sqlite_statement_free(statement);
    }
    return ok;
}
