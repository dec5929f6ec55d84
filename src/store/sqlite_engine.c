/* The SQLite driver: a pool of read connections, and one writer thread with group commit. */
#include "base/log.h"
#include "store/sqlite_connection.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>

enum { MAX_READERS = 32, DEFAULT_READERS = 8, MAX_WAITING = 4096, MAX_BATCH = 512 };

/* A write that waits for the writer thread; lives on its caller's stack. */
typedef struct request {
    struct request *next;
    store_work_t work;
    void *argument;
    problem_t *problem;
    bool done;
    bool ok;
    pthread_cond_t answered;
} request_t;

typedef struct sqlite_state {
    store_t *store;
    char *path;
    pthread_mutex_t lock;

    sqlite_connection_t *idle[MAX_READERS];
    int idle_count;
    int open_count;
    int limit;
    pthread_cond_t reader_free;

    sqlite_connection_t *writer;
    pthread_t thread;
    request_t *first, *last;
    int waiting;
    bool stopping;
    pthread_cond_t work_waits;
} sqlite_state_t;

static sqlite_tx_t sqlite_transaction(sqlite_state_t *state, sqlite_connection_t *connection, problem_t *problem) {
    return (sqlite_tx_t){
        .base = {.engine = &SQLITE_ENGINE, .store = state->store, .problem = problem},
        .connection = connection,
    };
}

/* Both of these give false when the transaction is broken: nothing of the batch can be kept then. */
static bool sqlite_run_alone(sqlite_state_t *state, request_t *request) {
    sqlite_tx_t tx = sqlite_transaction(state, state->writer, request->problem);
    request->ok = engine_run_work(&tx.base, request->work, request->argument);
    return sqlite_connection_in_transaction(state->writer);
}

static bool sqlite_run_in_savepoint(sqlite_state_t *state, request_t *request) {
    return sqlite_connection_command(state->writer, "SAVEPOINT request") && sqlite_run_alone(state, request) &&
           (request->ok || sqlite_connection_command(state->writer, "ROLLBACK TO SAVEPOINT request")) &&
           sqlite_connection_command(state->writer, "RELEASE SAVEPOINT request");
}

/* Alone in its batch a write needs no savepoint: what it refuses is rolled back whole. */
static bool sqlite_run_all(sqlite_state_t *state, request_t *batch) {
    bool any = false;
    bool whole = sqlite_connection_command(state->writer, "BEGIN IMMEDIATE");
    for (request_t *request = batch; whole && request != NULL; request = request->next) {
        whole = batch->next == NULL ? sqlite_run_alone(state, request) : sqlite_run_in_savepoint(state, request);
        any = any || request->ok;
    }
    if (whole && any && sqlite_connection_command(state->writer, "COMMIT")) {
        atomic_fetch_add(&state->store->commits, 1);
        return true;
    }
    if (sqlite_connection_in_transaction(state->writer)) sqlite_connection_command(state->writer, "ROLLBACK");
    return whole && !any;
}

static void sqlite_answer(sqlite_state_t *state, request_t *batch, bool kept) {
    pthread_mutex_lock(&state->lock);
    while (batch != NULL) {
        request_t *next = batch->next; /* the request is gone once its caller wakes */
        if (!kept) {
            batch->ok = false;
            problem_set(batch->problem, PROBLEM_UNAVAILABLE, "not_saved", "This could not be saved. Try again.");
        }
        batch->done = true;
        pthread_cond_signal(&batch->answered);
        batch = next;
    }
    pthread_mutex_unlock(&state->lock);
}

/* The oldest waiting writes, at most MAX_BATCH, cut off the queue; NULL when the store closes. */
static request_t *sqlite_take_batch(sqlite_state_t *state) {
    pthread_mutex_lock(&state->lock);
    while (state->first == NULL && !state->stopping) pthread_cond_wait(&state->work_waits, &state->lock);
    request_t *batch = state->first;
    request_t *last = batch;
    int count = batch != NULL ? 1 : 0;
    for (; last != NULL && last->next != NULL && count < MAX_BATCH; count++) last = last->next;
    state->first = last != NULL ? last->next : NULL;
    if (state->first == NULL) state->last = NULL;
    if (last != NULL) last->next = NULL;
    state->waiting -= count;
    pthread_mutex_unlock(&state->lock);
    return batch;
}

static void *sqlite_writer(void *argument) {
    sqlite_state_t *state = argument;
    request_t *batch;
    while ((batch = sqlite_take_batch(state)) != NULL) sqlite_answer(state, batch, sqlite_run_all(state, batch));
    return NULL;
}

static bool sqlite_write(void *opaque, store_work_t work, void *argument, problem_t *problem) {
    sqlite_state_t *state = opaque;
    request_t request = {.work = work, .argument = argument, .problem = problem};
    assert(!pthread_equal(pthread_self(), state->thread));
    pthread_cond_init(&request.answered, NULL);
    pthread_mutex_lock(&state->lock);
    if (state->waiting >= MAX_WAITING) {
        pthread_mutex_unlock(&state->lock);
        pthread_cond_destroy(&request.answered);
        return problem_set(problem, PROBLEM_UNAVAILABLE, "busy",
                           "Too many changes are waiting. Try again in a moment.");
    }
    if (state->last != NULL)
        state->last->next = &request;
    else
        state->first = &request;
    state->last = &request;
    state->waiting++;
    pthread_cond_signal(&state->work_waits);
    while (!request.done) pthread_cond_wait(&request.answered, &state->lock);
    pthread_mutex_unlock(&state->lock);
    pthread_cond_destroy(&request.answered);
    return request.ok;
}

static sqlite_connection_t *sqlite_take_reader(sqlite_state_t *state, problem_t *problem) {
    pthread_mutex_lock(&state->lock);
    while (state->idle_count == 0 && state->open_count == state->limit)
        pthread_cond_wait(&state->reader_free, &state->lock);
    sqlite_connection_t *reader = state->idle_count > 0 ? state->idle[--state->idle_count] : NULL;
    if (reader == NULL) state->open_count++;
    pthread_mutex_unlock(&state->lock);
    if (reader != NULL) return reader;
    reader = sqlite_connection_open(state->path, false, false, problem);
    if (reader != NULL) return reader;
    pthread_mutex_lock(&state->lock);
    state->open_count--;
    pthread_cond_signal(&state->reader_free);
    pthread_mutex_unlock(&state->lock);
    return NULL;
}

static void sqlite_give_reader(sqlite_state_t *state, sqlite_connection_t *reader) {
    pthread_mutex_lock(&state->lock);
    state->idle[state->idle_count++] = reader;
    pthread_cond_signal(&state->reader_free);
    pthread_mutex_unlock(&state->lock);
}

static bool sqlite_read(void *opaque, store_work_t work, void *argument, problem_t *problem) {
    sqlite_state_t *state = opaque;
    sqlite_connection_t *reader = sqlite_take_reader(state, problem);
    if (reader == NULL) return false;
    sqlite_tx_t tx = sqlite_transaction(state, reader, problem);
    bool ok = sqlite_connection_command(reader, "BEGIN") && engine_run_work(&tx.base, work, argument);
    if (sqlite_connection_in_transaction(reader)) sqlite_connection_command(reader, "COMMIT");
    sqlite_give_reader(state, reader);
    return ok;
}

static void *sqlite_open(const char *location, const store_options_t *options, store_t *store, problem_t *problem) {
    sqlite_connection_t *writer = sqlite_connection_open(location, true, options != NULL && options->create, problem);
    if (writer == NULL) return NULL;
    sqlite_state_t *state = calloc(1, sizeof *state);
    if (state == NULL) abort();
    state->store = store;
    state->writer = writer;
    state->path = strdup(location);
    if (state->path == NULL) abort();
    state->limit = options != NULL && options->readers > 0 ? options->readers : DEFAULT_READERS;
    if (state->limit > MAX_READERS) state->limit = MAX_READERS;
    pthread_mutex_init(&state->lock, NULL);
    pthread_cond_init(&state->reader_free, NULL);
    pthread_cond_init(&state->work_waits, NULL);
    if (pthread_create(&state->thread, NULL, sqlite_writer, state) != 0) abort();
    return state;
}

static void sqlite_close(void *opaque) {
    sqlite_state_t *state = opaque;
    pthread_mutex_lock(&state->lock);
    state->stopping = true;
    pthread_cond_signal(&state->work_waits);
    pthread_mutex_unlock(&state->lock);
    pthread_join(state->thread, NULL);
    pthread_mutex_lock(&state->lock);
    while (state->idle_count < state->open_count) pthread_cond_wait(&state->reader_free, &state->lock);
    pthread_mutex_unlock(&state->lock);
    for (int i = 0; i < state->idle_count; i++) sqlite_connection_close(state->idle[i]);
    sqlite_connection_close(state->writer);
    pthread_cond_destroy(&state->work_waits);
    pthread_cond_destroy(&state->reader_free);
    pthread_mutex_destroy(&state->lock);
    free(state->path);
    free(state);
}

static const type_word_t TYPE_WORDS[] = {
    {"identity", "INTEGER PRIMARY KEY AUTOINCREMENT"},
    {"integer", "INTEGER"},
    {"text", "TEXT"},
    {"bytes", "BLOB"},
    {"record",
     "id {identity}, version {integer} NOT NULL DEFAULT 1, created_at {integer} NOT NULL, "
     "created_by {integer}, updated_at {integer} NOT NULL, updated_by {integer}, archived_at {integer}"},
    {"refuse", "CREATE TRIGGER $1 BEFORE $2 WHEN $3 BEGIN SELECT RAISE(ABORT, '$4'); END"},
    {"keep",
     "CREATE TRIGGER $1_is_not_changed BEFORE UPDATE ON $1 BEGIN SELECT RAISE(ABORT, '$2'); END;\n"
     "CREATE TRIGGER $1_is_not_removed BEFORE DELETE ON $1 BEGIN SELECT RAISE(ABORT, '$2'); END"},
    {NULL, NULL},
};

static const char *const CHECKS[] = {"PRAGMA integrity_check", "PRAGMA foreign_key_check", NULL};

const engine_t SQLITE_ENGINE = {
    .name = "sqlite",
    .type_words = TYPE_WORDS,
    .open = sqlite_open,
    .close = sqlite_close,
    .read = sqlite_read,
    .write = sqlite_write,
    .query = sqlite_query,
    .step = sqlite_step,
    .is_null = sqlite_is_null,
    .get_int = sqlite_get_int,
    .get_text = sqlite_get_text,
    .get_bytes = sqlite_get_bytes,
    .changed = sqlite_changed,
    .end = sqlite_end,
    .checks = CHECKS,
};
