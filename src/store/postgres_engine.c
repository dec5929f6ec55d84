/* The PostgreSQL driver: a pool of connections; serialisable writes that are repeated when the server asks for it. */
#include "base/clock.h"
#include "base/log.h"
#include "store/postgres_connection.h"

#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum {
    MAX_CONNECTIONS = 32,
    DEFAULT_CONNECTIONS = 8,
    MAX_ATTEMPTS = 40,
    MAX_LOST = 6,
    RECONNECT_ATTEMPTS = 50,
    RECONNECT_PAUSE_MILLISECONDS = 200
};

typedef struct postgres_state {
    store_t *store;
    char *location;
    pthread_mutex_t lock;
    pthread_cond_t connection_free;
    postgres_connection_t *idle[MAX_CONNECTIONS];
    int idle_count;
    int open_count;
    int limit;
} postgres_state_t;

static void postgres_pause(int milliseconds) {
    struct timespec pause = {.tv_sec = milliseconds / 1000, .tv_nsec = (long)(milliseconds % 1000) * 1000000};
    nanosleep(&pause, NULL);
}

/* A server that restarts is back within seconds: worth waiting for, rather than failing the person's work. */
static postgres_connection_t *postgres_reconnect(const postgres_state_t *state, problem_t *problem) {
    for (int attempt = 0; attempt < RECONNECT_ATTEMPTS; attempt++) {
        problem_clear(problem);
        postgres_connection_t *connection = postgres_connection_open(state->location, problem);
        if (connection != NULL) return connection;
        postgres_pause(RECONNECT_PAUSE_MILLISECONDS);
    }
    return NULL;
}

static void postgres_give_up_place(postgres_state_t *state) {
    pthread_mutex_lock(&state->lock);
    state->open_count--;
    pthread_cond_signal(&state->connection_free);
    pthread_mutex_unlock(&state->lock);
}

static postgres_connection_t *postgres_take(postgres_state_t *state, problem_t *problem) {
    pthread_mutex_lock(&state->lock);
    while (state->idle_count == 0 && state->open_count == state->limit)
        pthread_cond_wait(&state->connection_free, &state->lock);
    postgres_connection_t *connection = state->idle_count > 0 ? state->idle[--state->idle_count] : NULL;
    if (connection == NULL) state->open_count++;
    pthread_mutex_unlock(&state->lock);
    if (connection != NULL && postgres_connection_is_alive(connection)) return connection;
    postgres_connection_close(connection);
    connection = postgres_reconnect(state, problem);
    if (connection == NULL) postgres_give_up_place(state);
    return connection;
}

static void postgres_give(postgres_state_t *state, postgres_connection_t *connection) {
    if (postgres_connection_is_lost(connection)) {
        postgres_connection_close(connection);
        postgres_give_up_place(state);
        return;
    }
    pthread_mutex_lock(&state->lock);
    state->idle[state->idle_count++] = connection;
    pthread_cond_signal(&state->connection_free);
    pthread_mutex_unlock(&state->lock);
}

typedef enum { ATTEMPT_DONE, ATTEMPT_REFUSED, ATTEMPT_AGAIN, ATTEMPT_UNKNOWN } attempt_t;

/* What a read has seen is good however its transaction ends. */
static attempt_t postgres_end_read(postgres_connection_t *connection) {
    bool ignored = false;
    postgres_connection_command(connection, "COMMIT", &ignored);
    return ATTEMPT_DONE;
}

/* A connection that broke before COMMIT was sent has surely committed nothing: looking first leaves less unknown. */
static attempt_t postgres_commit(postgres_state_t *state, postgres_connection_t *connection) {
    bool repeatable = false;
    if (!postgres_connection_is_alive(connection)) return ATTEMPT_AGAIN;
    if (postgres_connection_command(connection, "COMMIT", &repeatable)) {
        atomic_fetch_add(&state->store->commits, 1);
        return ATTEMPT_DONE;
    }
    if (postgres_connection_is_lost(connection)) return ATTEMPT_UNKNOWN;
    return repeatable ? ATTEMPT_AGAIN : ATTEMPT_REFUSED;
}

static attempt_t postgres_take_back(const postgres_tx_t *tx) {
    bool ignored = false;
    if (!postgres_connection_is_lost(tx->connection)) postgres_connection_command(tx->connection, "ROLLBACK", &ignored);
    return tx->base.doomed ? ATTEMPT_AGAIN : ATTEMPT_REFUSED;
}

/* A unit of work and how it is run. */
typedef struct unit {
    bool write;
    store_work_t work;
    void *argument;
    problem_t *problem;
} unit_t;

static attempt_t postgres_attempt(postgres_state_t *state, postgres_connection_t *connection, const unit_t *unit) {
    bool repeatable = false;
    const char *begin =
        unit->write ? "BEGIN ISOLATION LEVEL SERIALIZABLE" : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    postgres_tx_t tx = {.base = {.engine = &POSTGRES_ENGINE, .store = state->store, .problem = unit->problem},
                        .connection = connection};
    if (!postgres_connection_command(connection, begin, &repeatable))
        return repeatable ? ATTEMPT_AGAIN : ATTEMPT_REFUSED;
    if (!engine_run_work(&tx.base, unit->work, unit->argument)) return postgres_take_back(&tx);
    return unit->write ? postgres_commit(state, connection) : postgres_end_read(connection);
}

/* Pauses grow and differ, so that two that collided do not collide again. */
static void postgres_back_off(int attempt) {
    unsigned char random = 0;
    random_bytes(&random, sizeof random);
    int longest = 1 << (attempt < 8 ? attempt : 8);
    postgres_pause(1 + random * longest / 256);
}

static bool postgres_answer(attempt_t last, problem_t *problem) {
    if (last == ATTEMPT_AGAIN) {
        problem_clear(problem);
        problem_set(problem, PROBLEM_UNAVAILABLE, "busy", "Too many changes at once. Try again in a moment.");
    }
    if (last == ATTEMPT_UNKNOWN)
        problem_set(problem, PROBLEM_UNAVAILABLE, "outcome_unknown",
                    "The connection to the database broke while saving. Check whether it was saved before repeating.");
    return last == ATTEMPT_DONE;
}

/* Work whose connection is lost each time may itself be what brings the server down: it gets few attempts. */
static bool postgres_run(postgres_state_t *state, const unit_t *unit) {
    attempt_t result = ATTEMPT_AGAIN;
    int lost = 0;
    for (int attempt = 0; attempt < MAX_ATTEMPTS && lost < MAX_LOST; attempt++) {
        postgres_connection_t *connection = postgres_take(state, unit->problem);
        if (connection == NULL) return false;
        result = postgres_attempt(state, connection, unit);
        bool is_lost = postgres_connection_is_lost(connection);
        postgres_give(state, connection);
        if (result != ATTEMPT_AGAIN) break;
        atomic_fetch_add(&state->store->retries, 1);
        lost += is_lost;
        if (!is_lost) postgres_back_off(attempt);
    }
    return postgres_answer(result, unit->problem);
}

static bool postgres_read(void *state, store_work_t work, void *argument, problem_t *problem) {
    const unit_t unit = {.work = work, .argument = argument, .problem = problem};
    return postgres_run(state, &unit);
}

static bool postgres_write(void *state, store_work_t work, void *argument, problem_t *problem) {
    const unit_t unit = {.write = true, .work = work, .argument = argument, .problem = problem};
    return postgres_run(state, &unit);
}

static void *postgres_open(const char *location, const store_options_t *options, store_t *store, problem_t *problem) {
    postgres_connection_t *first = postgres_connection_open(location, problem);
    if (first == NULL) return NULL;
    postgres_state_t *state = calloc(1, sizeof *state);
    if (state == NULL) abort();
    state->store = store;
    state->location = strdup(location);
    if (state->location == NULL) abort();
    state->limit = options != NULL && options->readers > 0 ? options->readers : DEFAULT_CONNECTIONS;
    if (state->limit > MAX_CONNECTIONS) state->limit = MAX_CONNECTIONS;
    state->idle[0] = first;
    state->idle_count = 1;
    state->open_count = 1;
    pthread_mutex_init(&state->lock, NULL);
    pthread_cond_init(&state->connection_free, NULL);
    return state;
}

static void postgres_close(void *opaque) {
    postgres_state_t *state = opaque;
    pthread_mutex_lock(&state->lock);
    while (state->idle_count < state->open_count) pthread_cond_wait(&state->connection_free, &state->lock);
    pthread_mutex_unlock(&state->lock);
    for (int i = 0; i < state->idle_count; i++) postgres_connection_close(state->idle[i]);
    pthread_cond_destroy(&state->connection_free);
    pthread_mutex_destroy(&state->lock);
    free(state->location);
    free(state);
}

static const type_word_t TYPE_WORDS[] = {
    {"identity", "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"},
    {"integer", "BIGINT"},
    {"text", "TEXT COLLATE \"C\""},
    {"bytes", "BYTEA"},
    {"record",
     "id {identity}, version {integer} NOT NULL DEFAULT 1, created_at {integer} NOT NULL, "
     "created_by {integer}, updated_at {integer} NOT NULL, updated_by {integer}, archived_at {integer}"},
    {"refuse",
     "CREATE FUNCTION $1() RETURNS trigger LANGUAGE plpgsql AS "
     "'BEGIN IF $3 THEN RAISE EXCEPTION ''$4''; END IF; RETURN NEW; END';\n"
     "CREATE TRIGGER $1 BEFORE $2 FOR EACH ROW EXECUTE FUNCTION $1()"},
    {"keep",
     "CREATE FUNCTION $1_is_kept() RETURNS trigger LANGUAGE plpgsql AS "
     "'BEGIN RAISE EXCEPTION ''$2''; END';\n"
     "CREATE TRIGGER $1_is_not_changed BEFORE UPDATE OR DELETE ON $1 FOR EACH ROW "
     "EXECUTE FUNCTION $1_is_kept();\n"
     "CREATE TRIGGER $1_is_not_emptied BEFORE TRUNCATE ON $1 EXECUTE FUNCTION $1_is_kept()"},
    {NULL, NULL},
};

/* The server verifies its references with every write, and its pages when they carry checksums. */
static const char *const CHECKS[] = {NULL};

const engine_t POSTGRES_ENGINE = {
    .name = "postgresql",
    .type_words = TYPE_WORDS,
    .open = postgres_open,
    .close = postgres_close,
    .read = postgres_read,
    .write = postgres_write,
    .query = postgres_query,
    .step = postgres_step,
    .is_null = postgres_is_null,
    .get_int = postgres_get_int,
    .get_text = postgres_get_text,
    .get_bytes = postgres_get_bytes,
    .changed = postgres_changed,
    .end = postgres_end,
    .lock_schema = "SELECT pg_advisory_xact_lock(726401223)", /* a number that no other program of the database uses */
    .lock_migrations = "LOCK TABLE schema_migration IN SHARE ROW EXCLUSIVE MODE", /* a SELECT would fix the snapshot */
    .checks = CHECKS,
};
