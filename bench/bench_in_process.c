/* The reference sides of the ratios: the same queries without HTTP, and the engine's own group commit.
 *
 *     bench_in_process overview BOOK SECONDS THREADS   account overviews per second, as JSON text in memory
 *     bench_in_process commit FOLDER SECONDS           rows per second that raw SQLite commits in groups, durable
 *
 * Prints one number. */
#include "base/clock.h"
#include "base/text.h"
#include "insight/book.h"
#include "insight/overview.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>

enum { GROUP = 32, RESPONSE_LIMIT = 16 * 1024 * 1024, MAX_THREADS = 16 };

typedef struct overview_run {
    store_t *store;
    int64_t accounts;
    int64_t until; /* clock_ticks */
    _Atomic int64_t done;
} overview_run_t;

typedef struct overview_call {
    arena_t *arena;
    int64_t account;
} overview_call_t;

static bool overview_work(store_tx_t *tx, void *argument) {
    const overview_call_t *call = argument;
    problem_t problem = problem_create(call->arena);
    text_t text = text_create(call->arena, RESPONSE_LIMIT);
    context_t context = {
        .arena = call->arena, .tx = tx, .actor = &ACTOR_PROGRAM, .problem = &problem, .now = clock_now()};
    return account_overview_write(&context, call->account, &text);
}

static void *overview_thread(void *argument) {
    overview_run_t *run = argument;
    arena_t *arena = arena_create();
    problem_t problem = problem_create(arena);
    for (int64_t i = 0; clock_ticks() < run->until; i++) {
        overview_call_t call = {arena, 1 + i * 7919 % run->accounts};
        arena_clear(arena);
        if (store_read(run->store, overview_work, &call, &problem)) atomic_fetch_add(&run->done, 1);
    }
    arena_destroy(arena);
    return NULL;
}

static bool count_accounts(store_tx_t *tx, void *argument) {
    return store_get_int(tx, argument, "SELECT count(*) FROM account", "");
}

static int bench_overview(const char *book, int64_t seconds, int64_t threads) {
    arena_t *arena = arena_create();
    problem_t problem = problem_create(arena);
    overview_run_t run = {.store = store_open(book, NULL, &problem)};
    pthread_t ids[MAX_THREADS];
    bool ok = run.store != NULL && store_read(run.store, count_accounts, &run.accounts, &problem) && run.accounts > 0;
    run.until = clock_ticks() + seconds * 1000000;
    for (int64_t i = 0; ok && i < threads; i++) pthread_create(&ids[i], NULL, overview_thread, &run);
    for (int64_t i = 0; ok && i < threads; i++) pthread_join(ids[i], NULL);
    if (ok) printf("%lld\n", (long long)(atomic_load(&run.done) / seconds));
    store_close(run.store);
    arena_destroy(arena);
    return ok ? 0 : 1;
}

static bool commit_group(sqlite3 *database, sqlite3_stmt *insert, int64_t *row) {
    if (sqlite3_exec(database, "BEGIN IMMEDIATE", NULL, NULL, NULL) != SQLITE_OK) return false;
    for (int i = 0; i < GROUP; i++) {
        sqlite3_bind_int64(insert, 1, ++*row);
        sqlite3_bind_text(insert, 2, "An account of the usual length", -1, SQLITE_STATIC);
        if (sqlite3_step(insert) != SQLITE_DONE) return false;
        sqlite3_reset(insert);
    }
    return sqlite3_exec(database, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
}

/* As many rows per commit as clients write at once in the comparison. */
static int bench_commit(const char *folder, int64_t seconds) {
    arena_t *arena = arena_create();
    sqlite3 *database = NULL;
    sqlite3_stmt *insert = NULL;
    int64_t rows = 0;
    bool ok =
        sqlite3_open(arena_printf(arena, "%s/raw.db", folder), &database) == SQLITE_OK &&
        sqlite3_exec(database,
                     "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
                     "CREATE TABLE account (id INTEGER PRIMARY KEY, name TEXT NOT NULL)",
                     NULL, NULL, NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(database, "INSERT INTO account (id, name) VALUES (?1, ?2)", -1, &insert, NULL) == SQLITE_OK;
    int64_t until = clock_ticks() + seconds * 1000000;
    while (ok && clock_ticks() < until) ok = commit_group(database, insert, &rows);
    if (ok) printf("%lld\n", (long long)(rows / seconds));
    sqlite3_finalize(insert);
    sqlite3_close(database);
    arena_destroy(arena);
    return ok ? 0 : 1;
}

int main(int argc, char **argv) {
    int64_t seconds = 0, threads = 0;
    book_register_types();
    if (argc == 5 && text_equal(argv[1], "overview") && text_parse_int(argv[3], &seconds) && seconds > 0 &&
        text_parse_int(argv[4], &threads) && threads > 0 && threads <= MAX_THREADS)
        return bench_overview(argv[2], seconds, threads);
    if (argc == 4 && text_equal(argv[1], "commit") && text_parse_int(argv[3], &seconds) && seconds > 0)
        return bench_commit(argv[2], seconds);
    fputs("usage: bench_in_process overview BOOK SECONDS THREADS | commit FOLDER SECONDS\n", stderr);
    return 2;
}
