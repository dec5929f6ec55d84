#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "store/engine.h"
#include "store/fault.h"

#include <assert.h>
#include <stdatomic.h>

enum { MAX_PARAMETERS = 48 };

static const engine_t *store_engine_for(const char *location) {
    bool postgres = text_starts_with(location, "postgresql://") || text_starts_with(location, "postgres://") ||
                    text_starts_with(location, "host=") || text_starts_with(location, "dbname=");
    return postgres ? &POSTGRES_ENGINE : &SQLITE_ENGINE;
}

store_t *store_open(const char *location, const store_options_t *options, problem_t *problem) {
    store_t *store = calloc(1, sizeof *store);
    if (store == NULL) abort();
    store->engine = store_engine_for(location);
    store->state = store->engine->open(location, options, store, problem);
    if (store->state != NULL) return store;
    free(store);
    return NULL;
}

void store_close(store_t *store) {
    if (store == NULL) return;
    store->engine->close(store->state);
    free(store);
}

const char *store_engine(const store_t *store) {
    return store->engine->name;
}

static bool store_set_failed(problem_t *problem) {
    return problem_set(problem, PROBLEM_INTERNAL, "store_failed", "The data could not be read or written. Try again.");
}

static bool store_finish_work(store_t *store, bool ok, problem_t *problem) {
    if (ok) return true;
    store_set_failed(problem);
    if (problem->kind >= PROBLEM_INTERNAL) atomic_fetch_add(&store->failures, 1);
    return false;
}

/* A transaction inside another of the same store waits for a connection, or for the writer, that its own thread holds:
 * sooner or later for ever. */
static _Thread_local const store_t *store_at_work;

bool store_read(store_t *store, store_work_t work, void *argument, problem_t *problem) {
    assert(store_at_work != store);
    atomic_fetch_add(&store->reads, 1);
    return store_finish_work(store, store->engine->read(store->state, work, argument, problem), problem);
}

bool store_write(store_t *store, store_work_t work, void *argument, problem_t *problem) {
    assert(store_at_work != store);
    atomic_fetch_add(&store->writes, 1);
    return store_finish_work(store, store->engine->write(store->state, work, argument, problem), problem);
}

bool engine_run_work(store_tx_t *tx, store_work_t work, void *argument) {
    const store_t *outer = store_at_work;
    store_at_work = tx->store;
    problem_clear(tx->problem);
    bool ok = work(tx, argument);
    store_at_work = outer;
    assert(tx->running == 0);
    return ok && !tx->failed && !problem_is_set(tx->problem);
}

void engine_refuse(store_tx_t *tx, store_statement_t *statement, refusal_t refusal, const char *message) {
    bool first = !tx->failed;
    tx->failed = true;
    if (statement != NULL) statement->failed = true;
    if (!first) return;
    if (refusal == REFUSED_NOT_UNIQUE)
        problem_set(tx->problem, PROBLEM_CONFLICT, "not_unique", "Another record has the same value already.");
    else if (refusal == REFUSED_REFERENCED)
        problem_set(tx->problem, PROBLEM_CONFLICT, "still_referenced", "Another record refers to this one.");
    else {
        log_event(LOG_ERROR, "store_failed", LOG_TEXT("engine", tx->engine->name), LOG_TEXT("message", message),
                  LOG_TEXT("sql", statement != NULL ? statement->sql : ""));
        store_set_failed(tx->problem);
    }
}

uint64_t engine_hash(const char *text) {
    uint64_t hash = 14695981039346656037u;
    for (; *text != '\0'; text++) hash = (hash ^ (unsigned char)*text) * 1099511628211u;
    return hash;
}

static void store_inject_fault(store_tx_t *tx, store_statement_t *statement) {
    _Atomic int64_t *left = &tx->store->statements_until_fault;
    if (atomic_load(left) <= 0) return;
    if (atomic_fetch_sub(left, 1) != 1) return;
    atomic_store(left, -1);
    engine_refuse(tx, statement, REFUSED_OTHER, "injected fault");
}

void store_fail_after(store_t *store, int64_t statements) {
    atomic_store(&store->statements_until_fault, statements);
}

bool store_fault_happened(const store_t *store) {
    return atomic_load(&store->statements_until_fault) < 0;
}

store_statement_t *store_query_values(store_tx_t *tx, const char *sql, const store_value_t *values, size_t count) {
    store_statement_t *statement = tx->engine->query(tx, sql, values, count);
    statement->started = clock_ticks();
    tx->running++;
    store_inject_fault(tx, statement);
    return statement;
}

static size_t store_collect(const char *types, va_list arguments, store_value_t *values) {
    size_t count = 0;
    for (; types[count] != '\0'; count++) {
        assert(count < MAX_PARAMETERS);
        store_value_t *value = &values[count];
        *value = (store_value_t){.kind = STORE_NULL};
        switch (types[count]) {
        case 'i': *value = (store_value_t){.kind = STORE_INT, .number = va_arg(arguments, int64_t)}; break;
        case 't': value->text = va_arg(arguments, const char *); break;
        case 'b':
            value->text = va_arg(arguments, const void *);
            value->length = va_arg(arguments, size_t);
            value->kind = STORE_BYTES;
            break;
        case 'o': {
            const int64_t *number = va_arg(arguments, const int64_t *);
            if (number != NULL) *value = (store_value_t){.kind = STORE_INT, .number = *number};
            break;
        }
        default: assert(types[count] == 'n');
        }
        if (types[count] == 't' && value->text != NULL) value->kind = STORE_TEXT;
    }
    return count;
}

static store_statement_t *store_query_list(store_tx_t *tx, const char *sql, const char *types, va_list arguments) {
    store_value_t values[MAX_PARAMETERS];
    size_t count = store_collect(types, arguments, values);
    return store_query_values(tx, sql, values, count);
}

store_statement_t *store_query(store_tx_t *tx, const char *sql, const char *types, ...) {
    va_list arguments;
    va_start(arguments, types);
    store_statement_t *statement = store_query_list(tx, sql, types, arguments);
    va_end(arguments);
    return statement;
}

bool store_step(store_statement_t *statement) {
    statement->on_row = !statement->failed && statement->tx->engine->step(statement);
    statement->rows += statement->on_row;
    return statement->on_row;
}

bool store_column_is_null(const store_statement_t *statement, int column) {
    assert(statement->on_row);
    return statement->tx->engine->is_null(statement, column);
}

int64_t store_column_int(const store_statement_t *statement, int column) {
    assert(statement->on_row);
    return statement->tx->engine->get_int(statement, column);
}

const char *store_column_text(const store_statement_t *statement, int column) {
    assert(statement->on_row);
    return statement->tx->engine->get_text(statement, column);
}

const void *store_column_bytes(const store_statement_t *statement, int column, size_t *length) {
    assert(statement->on_row);
    return statement->tx->engine->get_bytes(statement, column, length);
}

bool store_end(store_statement_t *statement) {
    log_event(LOG_DEBUG, "statement", LOG_TEXT("sql", statement->sql), LOG_INT("rows", statement->rows),
              LOG_INT("microseconds", clock_ticks() - statement->started));
    statement->tx->running--;
    return statement->tx->engine->end(statement);
}

bool store_run(store_tx_t *tx, int64_t *changed, const char *sql, const char *types, ...) {
    va_list arguments;
    va_start(arguments, types);
    store_statement_t *statement = store_query_list(tx, sql, types, arguments);
    va_end(arguments);
    while (store_step(statement)) continue;
    int64_t count = statement->failed ? 0 : tx->engine->changed(statement);
    if (!store_end(statement)) return false;
    if (changed != NULL) *changed = count;
    return true;
}

bool store_get_int(store_tx_t *tx, int64_t *out, const char *sql, const char *types, ...) {
    va_list arguments;
    va_start(arguments, types);
    store_statement_t *statement = store_query_list(tx, sql, types, arguments);
    va_end(arguments);
    int64_t value = 0;
    bool found = store_step(statement);
    if (found) value = store_column_int(statement, 0);
    if (!store_end(statement) || !found) return false;
    *out = value;
    return true;
}

char *store_get_text(store_tx_t *tx, arena_t *arena, const char *sql, const char *types, ...) {
    va_list arguments;
    va_start(arguments, types);
    store_statement_t *statement = store_query_list(tx, sql, types, arguments);
    va_end(arguments);
    char *value = NULL;
    if (store_step(statement)) value = arena_strdup(arena, store_column_text(statement, 0));
    return store_end(statement) ? value : NULL;
}

static bool store_check_work(store_tx_t *tx, void *argument) {
    (void)argument;
    for (const char *const *check = tx->engine->checks; *check != NULL; check++) {
        store_statement_t *rows = store_query(tx, *check, "");
        bool found = store_step(rows) && !text_equal(store_column_text(rows, 0), "ok");
        if (found)
            problem_set(tx->problem, PROBLEM_CONFLICT, "damaged", "The database is damaged: %s: %s.", *check,
                        store_column_text(rows, 0));
        if (!store_end(rows) || found) return false;
    }
    return true;
}

bool store_check(store_t *store, problem_t *problem) {
    return store_read(store, store_check_work, NULL, problem);
}

bool store_failed(const store_tx_t *tx) {
    return tx->failed;
}

static const char *const SAVEPOINTS[] = {"SAVEPOINT part1", "SAVEPOINT part2", "SAVEPOINT part3"};
static const char *const RELEASES[] = {"RELEASE SAVEPOINT part1", "RELEASE SAVEPOINT part2", "RELEASE SAVEPOINT part3"};
static const char *const ROLLBACKS[] = {"ROLLBACK TO SAVEPOINT part1", "ROLLBACK TO SAVEPOINT part2",
                                        "ROLLBACK TO SAVEPOINT part3"};

bool store_savepoint(store_tx_t *tx) {
    assert(tx->depth < (int)(sizeof SAVEPOINTS / sizeof SAVEPOINTS[0]));
    return store_run(tx, NULL, SAVEPOINTS[tx->depth++], "");
}

bool store_savepoint_release(store_tx_t *tx) {
    assert(tx->depth > 0);
    return store_run(tx, NULL, RELEASES[--tx->depth], "");
}

bool store_savepoint_rollback(store_tx_t *tx) {
    assert(tx->depth > 0);
    tx->depth--;
    if (tx->doomed) return false;
    tx->failed = false;
    return store_run(tx, NULL, ROLLBACKS[tx->depth], "") && store_run(tx, NULL, RELEASES[tx->depth], "");
}

store_figures_t store_figures(const store_t *store) {
    return (store_figures_t){
        .reads = atomic_load(&store->reads),
        .writes = atomic_load(&store->writes),
        .commits = atomic_load(&store->commits),
        .retries = atomic_load(&store->retries),
        .failures = atomic_load(&store->failures),
    };
}
