#include "store/postgres_connection.h"

#include "base/arena.h"
#include "base/log.h"
#include "base/text.h"

enum { CACHE_SIZE = 256, NAME_SIZE = 24, NUMBER_SIZE = 24 };

typedef struct prepared {
    uint64_t hash;
    char *text;
    unsigned number; /* the server knows it as s<number> */
} prepared_t;

struct postgres_connection {
    PGconn *handle;
    prepared_t cache[CACHE_SIZE];
    size_t cached;
    size_t next_eviction;
    unsigned next_number;
};

typedef struct postgres_statement {
    store_statement_t base;
    PGresult *result;
    int row;              /* of the result; -1 before the first step */
    unsigned char *bytes; /* of the last get_bytes */
} postgres_statement_t;

/* A commit that was answered is durable, even where the server's own default is to be faster than that. */
static const char SESSION[] =
    "SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off'; "
    "SET client_encoding = 'UTF8'; SET TimeZone = 'UTC'; SET client_min_messages = 'warning'; "
    "SET standard_conforming_strings = on";

/* What the location itself says comes last and wins. */
static PGconn *postgres_connect(const char *location) {
    static const char *const keys[] = {"fallback_application_name", "connect_timeout", "keepalives_idle",
                                       "tcp_user_timeout",          "dbname",          NULL};
    const char *const values[] = {"daybook", "10", "60", "60000", location, NULL};
    return PQconnectdbParams(keys, values, 1);
}

static void postgres_take_notice(void *unused, const char *message) {
    (void)unused;
    log_event(LOG_WARNING, "store_notice", LOG_TEXT("message", message));
}

postgres_connection_t *postgres_connection_open(const char *location, problem_t *problem) {
    PGconn *handle = postgres_connect(location);
    PQsetNoticeProcessor(handle, postgres_take_notice, NULL);
    PGresult *result = PQstatus(handle) == CONNECTION_OK ? PQexec(handle, SESSION) : NULL;
    bool ok = result != NULL && PQresultStatus(result) == PGRES_COMMAND_OK;
    PQclear(result);
    if (!ok) {
        log_event(LOG_WARNING, "store_unreachable", LOG_TEXT("message", PQerrorMessage(handle)));
        problem_set(problem, PROBLEM_UNAVAILABLE, "store_unreachable", "The database server cannot be reached.");
        PQfinish(handle);
        return NULL;
    }
    postgres_connection_t *connection = calloc(1, sizeof *connection);
    if (connection == NULL) abort();
    connection->handle = handle;
    return connection;
}

void postgres_connection_close(postgres_connection_t *connection) {
    if (connection == NULL) return;
    for (size_t i = 0; i < connection->cached; i++) free(connection->cache[i].text);
    PQfinish(connection->handle);
    free(connection);
}

bool postgres_connection_is_lost(const postgres_connection_t *connection) {
    return PQstatus(connection->handle) != CONNECTION_OK;
}

/* Reads what the server may have sent; its farewell and the end behind it take two reads. */
bool postgres_connection_is_alive(const postgres_connection_t *connection) {
    return PQconsumeInput(connection->handle) == 1 && PQconsumeInput(connection->handle) == 1 &&
           !postgres_connection_is_lost(connection);
}

/* Serialisation failure, deadlock, and the server's ways of saying that it goes away. */
static bool postgres_is_repeatable(const postgres_connection_t *connection, const PGresult *result) {
    static const char *const states[] = {"40001", "40P01", "57P01", "57P02", "57P03"};
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    for (size_t i = 0; state != NULL && i < sizeof states / sizeof states[0]; i++)
        if (text_equal(state, states[i])) return true;
    return postgres_connection_is_lost(connection);
}

bool postgres_connection_command(postgres_connection_t *connection, const char *sql, bool *repeatable) {
    PGresult *result = PQexec(connection->handle, sql);
    bool ok = PQresultStatus(result) == PGRES_COMMAND_OK;
    /* A COMMIT of a failed transaction answers with the tag ROLLBACK. */
    if (ok && text_equal(sql, "COMMIT") && !text_equal(PQcmdStatus(result), "COMMIT")) ok = false;
    if (!ok) {
        *repeatable = postgres_is_repeatable(connection, result);
        log_event(*repeatable ? LOG_INFO : LOG_ERROR, "store_command_failed", LOG_TEXT("sql", sql),
                  LOG_TEXT("message", PQerrorMessage(connection->handle)));
    }
    PQclear(result);
    return ok;
}

static void postgres_refuse(postgres_statement_t *statement, const PGresult *result) {
    postgres_tx_t *tx = (postgres_tx_t *)statement->base.tx;
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    refusal_t refusal = REFUSED_OTHER;
    if (text_equal(state, "23505")) refusal = REFUSED_NOT_UNIQUE;
    if (text_equal(state, "23503")) refusal = REFUSED_REFERENCED;
    if (postgres_is_repeatable(tx->connection, result)) {
        tx->base.doomed = true;
        tx->base.failed = true;
        statement->base.failed = true;
        return;
    }
    engine_refuse(&tx->base, &statement->base, refusal, PQerrorMessage(tx->connection->handle));
}

static prepared_t *postgres_cache_find(postgres_connection_t *connection, const char *sql, uint64_t hash) {
    for (size_t i = 0; i < connection->cached; i++)
        if (connection->cache[i].hash == hash && strcmp(connection->cache[i].text, sql) == 0)
            return &connection->cache[i];
    return NULL;
}

static void postgres_name(char *name, unsigned number) {
    snprintf(name, NAME_SIZE, "s%u", number);
}

static prepared_t *postgres_cache_slot(postgres_connection_t *connection) {
    if (connection->cached < CACHE_SIZE) return &connection->cache[connection->cached++];
    prepared_t *slot = &connection->cache[connection->next_eviction++ % CACHE_SIZE];
    char command[NAME_SIZE + 16];
    snprintf(command, sizeof command, "DEALLOCATE s%u", slot->number);
    PQclear(PQexec(connection->handle, command));
    free(slot->text);
    return slot;
}

/* The number of the prepared statement, or 0 after a failure, with its result in `failure`. */
static unsigned postgres_prepare(postgres_connection_t *connection, const char *sql, PGresult **failure) {
    uint64_t hash = engine_hash(sql);
    const prepared_t *known = postgres_cache_find(connection, sql, hash);
    if (known != NULL) return known->number;
    char name[NAME_SIZE];
    unsigned number = ++connection->next_number;
    postgres_name(name, number);
    PGresult *result = PQprepare(connection->handle, name, sql, 0, NULL);
    if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        *failure = result;
        return 0;
    }
    PQclear(result);
    prepared_t *slot = postgres_cache_slot(connection);
    *slot = (prepared_t){.hash = hash, .text = strdup(sql), .number = number};
    if (slot->text == NULL) abort();
    return number;
}

static PGresult *postgres_execute(postgres_connection_t *connection, unsigned number, const store_value_t *values,
                                  size_t count) {
    char name[NAME_SIZE];
    arena_t *arena = arena_create();
    const char **texts = ARENA_ARRAY(arena, const char *, count + 1);
    int *lengths = ARENA_ARRAY(arena, int, count + 1);
    int *formats = ARENA_ARRAY(arena, int, count + 1);
    for (size_t i = 0; i < count; i++) {
        if (values[i].kind == STORE_INT) texts[i] = arena_printf(arena, "%lld", (long long)values[i].number);
        if (values[i].kind == STORE_TEXT || values[i].kind == STORE_BYTES) texts[i] = values[i].text;
        lengths[i] = values[i].kind == STORE_BYTES ? (int)values[i].length : 0;
        formats[i] = values[i].kind == STORE_BYTES;
    }
    postgres_name(name, number);
    PGresult *result = PQexecPrepared(connection->handle, name, (int)count, texts, lengths, formats, 0);
    arena_destroy(arena);
    return result;
}

store_statement_t *postgres_query(store_tx_t *base, const char *sql, const store_value_t *values, size_t count) {
    postgres_tx_t *tx = (postgres_tx_t *)base;
    postgres_statement_t *statement = calloc(1, sizeof *statement);
    if (statement == NULL) abort();
    statement->base = (store_statement_t){.tx = base, .sql = sql, .failed = base->failed};
    statement->row = -1;
    if (base->failed) return &statement->base;
    unsigned number = postgres_prepare(tx->connection, sql, &statement->result);
    if (number != 0) statement->result = postgres_execute(tx->connection, number, values, count);
    ExecStatusType status = PQresultStatus(statement->result);
    if (number == 0 || (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK))
        postgres_refuse(statement, statement->result);
    return &statement->base;
}

bool postgres_step(store_statement_t *base) {
    postgres_statement_t *statement = (postgres_statement_t *)base;
    return ++statement->row < PQntuples(statement->result);
}

bool postgres_is_null(const store_statement_t *base, int column) {
    const postgres_statement_t *statement = (const postgres_statement_t *)base;
    return PQgetisnull(statement->result, statement->row, column) != 0;
}

int64_t postgres_get_int(const store_statement_t *base, int column) {
    const postgres_statement_t *statement = (const postgres_statement_t *)base;
    const char *value = PQgetvalue(statement->result, statement->row, column);
    return value[0] == 't' ? 1 : strtoll(value, NULL, 10); /* a truth value is 1 in SQLite and t here */
}

const char *postgres_get_text(const store_statement_t *base, int column) {
    const postgres_statement_t *statement = (const postgres_statement_t *)base;
    if (PQgetisnull(statement->result, statement->row, column)) return NULL;
    return PQgetvalue(statement->result, statement->row, column);
}

const void *postgres_get_bytes(const store_statement_t *base, int column, size_t *length) {
    postgres_statement_t *statement = (postgres_statement_t *)(uintptr_t)base;
    PQfreemem(statement->bytes);
    statement->bytes = NULL;
    *length = 0;
    if (PQgetisnull(statement->result, statement->row, column)) return NULL;
    const char *text = PQgetvalue(statement->result, statement->row, column);
    statement->bytes = PQunescapeBytea((const unsigned char *)text, length);
    return statement->bytes;
}

int64_t postgres_changed(const store_statement_t *base) {
    return strtoll(PQcmdTuples(((const postgres_statement_t *)(uintptr_t)base)->result), NULL, 10);
}

bool postgres_end(store_statement_t *base) {
    postgres_statement_t *statement = (postgres_statement_t *)base;
    bool ok = !base->failed;
    PQclear(statement->result);
    PQfreemem(statement->bytes);
    free(statement);
    return ok;
}
