/* The reference sides of the ratios: the same queries without HTTP, and the engine's own group commit of the same rows.
 *
 *     bench_in_process overview BOOK SECONDS THREADS   account overviews per second, as JSON text in memory
 *     bench_in_process account BOOK FIRST GROUP SECONDS accounts per second that raw SQLite commits, GROUP at a time:
 *                                                      those of BOOK from id FIRST on, with their history and search
 *                                                      words, into a new file beside it
 *     bench_in_process order BOOK FIRST GROUP SECONDS  the same of orders with deliveries, invoices and entries
 *
 * Prints one number. BOOK is thrown away afterwards: it gets an index that only the copying needs. */
#include "base/clock.h"
#include "base/text.h"
#include "insight/book.h"
#include "insight/overview.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>

enum { RESPONSE_LIMIT = 16 * 1024 * 1024, MAX_THREADS = 16 };

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

/* What one kind of write leaves, table by table; ?1 and ?2 are the first and last id of a group. */
enum { COPIES_MOST = 12 };

typedef struct copied {
    const char *name;
    const char *last; /* the last id that there is */
    const char *copies[COPIES_MOST + 1];
} copied_t;

#define HISTORY_OF(type, ids)                                                                                          \
    "INSERT INTO change SELECT * FROM book.change WHERE record_type = '" type "' AND record_id IN (" ids ")"
#define OF_ORDERS(table) "SELECT id FROM book." table " WHERE order_id BETWEEN ?1 AND ?2"
#define ENTRIES "SELECT entry_id FROM book.invoice WHERE order_id BETWEEN ?1 AND ?2"

static const copied_t KINDS[] = {
    {"account",
     "SELECT max(id) FROM book.account",
     {"INSERT INTO account SELECT * FROM book.account WHERE id BETWEEN ?1 AND ?2",
      "INSERT INTO change SELECT * FROM book.change WHERE record_type = 'account' AND record_id BETWEEN ?1 AND ?2",
      "INSERT INTO search_entry SELECT * FROM book.search_entry WHERE record_type = 'account' "
      "AND record_id BETWEEN ?1 AND ?2",
      "INSERT INTO search_word SELECT * FROM book.search_word WHERE record_type = 'account' "
      "AND record_id BETWEEN ?1 AND ?2",
      "INSERT OR IGNORE INTO search_known SELECT DISTINCT word FROM book.search_word WHERE record_type = 'account' "
      "AND record_id BETWEEN ?1 AND ?2",
      "INSERT OR IGNORE INTO search_variant SELECT v.variant, v.word FROM book.search_variant v WHERE v.word IN "
      "(SELECT word FROM book.search_word WHERE record_type = 'account' AND record_id BETWEEN ?1 AND ?2)"}},
    {"order",
     "SELECT max(id) FROM book.sales_order",
     {"INSERT INTO sales_order SELECT * FROM book.sales_order WHERE id BETWEEN ?1 AND ?2",
      "INSERT INTO order_line SELECT * FROM book.order_line WHERE order_id BETWEEN ?1 AND ?2",
      "INSERT INTO delivery SELECT * FROM book.delivery WHERE order_id BETWEEN ?1 AND ?2",
      "INSERT INTO delivery_line SELECT * FROM book.delivery_line WHERE delivery_id IN (" OF_ORDERS("delivery") ")",
      "INSERT INTO invoice SELECT * FROM book.invoice WHERE order_id BETWEEN ?1 AND ?2",
      "INSERT INTO invoice_line SELECT * FROM book.invoice_line WHERE invoice_id IN (" OF_ORDERS("invoice") ")",
      "INSERT INTO journal_line SELECT * FROM book.journal_line WHERE entry_id IN (" ENTRIES ")",
      "INSERT INTO journal_entry SELECT * FROM book.journal_entry WHERE id IN (" ENTRIES ")",
      HISTORY_OF("order", "SELECT id FROM book.sales_order WHERE id BETWEEN ?1 AND ?2"),
      HISTORY_OF("delivery", OF_ORDERS("delivery")), HISTORY_OF("invoice", OF_ORDERS("invoice"))}},
};

static bool commit_execute(sqlite3 *database, const char *sql) {
    return sqlite3_exec(database, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool commit_group(sqlite3 *database, sqlite3_stmt **copies, int64_t first, int64_t last) {
    if (!commit_execute(database, "BEGIN IMMEDIATE")) return false;
    for (size_t i = 0; copies[i] != NULL; i++) {
        sqlite3_bind_int64(copies[i], 1, first);
        sqlite3_bind_int64(copies[i], 2, last);
        if (sqlite3_step(copies[i]) != SQLITE_DONE) return false;
        sqlite3_reset(copies[i]);
    }
    return commit_execute(database, "COMMIT");
}

/* The raw engine keeps no books: the copy has no triggers. */
static bool commit_drop_triggers(sqlite3 *database, arena_t *arena) {
    sqlite3_stmt *find = NULL;
    const char *names[64];
    size_t count = 0;
    bool ok = sqlite3_prepare_v2(database, "SELECT name FROM main.sqlite_master WHERE type = 'trigger'", -1, &find,
                                 NULL) == SQLITE_OK;
    while (ok && count < 64 && sqlite3_step(find) == SQLITE_ROW)
        names[count++] = arena_strdup(arena, (const char *)sqlite3_column_text(find, 0));
    sqlite3_finalize(find);
    for (size_t i = 0; ok && i < count; i++)
        ok = commit_execute(database, arena_printf(arena, "DROP TRIGGER main.%s", names[i]));
    return ok;
}

/* The schema of the copy is this program's own; the book's words get an index by word for the reading side. */
static sqlite3 *commit_open(arena_t *arena, const char *book, problem_t *problem) {
    sqlite3 *database = NULL;
    const char *path = arena_printf(arena, "%s.raw", book);
    const store_options_t options = {.readers = 1, .create = true};
    store_t *store = store_open(path, &options, problem);
    bool migrated = store != NULL && store_migrate(store, problem);
    store_close(store);
    if (!migrated || sqlite3_open(path, &database) != SQLITE_OK) return NULL;
    bool ok = commit_execute(database, arena_printf(arena, "ATTACH '%s' AS book", book)) &&
              commit_execute(database, "CREATE INDEX IF NOT EXISTS book.bench_word ON search_variant (word)") &&
              commit_drop_triggers(database, arena) &&
              commit_execute(database, "PRAGMA main.journal_mode = WAL; PRAGMA main.synchronous = FULL");
    if (ok) return database;
    sqlite3_close(database);
    return NULL;
}

static bool commit_prepare(sqlite3 *database, const copied_t *kind, sqlite3_stmt **copies, int64_t *last) {
    sqlite3_stmt *find = NULL;
    bool ok =
        sqlite3_prepare_v2(database, kind->last, -1, &find, NULL) == SQLITE_OK && sqlite3_step(find) == SQLITE_ROW;
    if (ok) *last = sqlite3_column_int64(find, 0);
    sqlite3_finalize(find);
    for (size_t i = 0; ok && kind->copies[i] != NULL; i++)
        ok = sqlite3_prepare_v2(database, kind->copies[i], -1, &copies[i], NULL) == SQLITE_OK;
    return ok;
}

static int bench_commit(const copied_t *kind, const char *book, int64_t first, int64_t group, int64_t seconds) {
    arena_t *arena = arena_create();
    problem_t problem = problem_create(arena);
    sqlite3_stmt *copies[COPIES_MOST + 1] = {NULL};
    int64_t last = 0, id = first;
    sqlite3 *database = commit_open(arena, book, &problem);
    bool ok = database != NULL && commit_prepare(database, kind, copies, &last) && last >= first + group;
    int64_t began = clock_ticks();
    for (; ok && id + group <= last && clock_ticks() < began + seconds * 1000000; id += group)
        ok = commit_group(database, copies, id, id + group - 1);
    int64_t spent = clock_ticks() - began;
    if (ok) printf("%lld\n", (long long)((id - first) * 1000000 / spent));
    if (!ok) fprintf(stderr, "%s\n", database != NULL ? sqlite3_errmsg(database) : "the copy could not be opened");
    for (size_t i = 0; copies[i] != NULL; i++) sqlite3_finalize(copies[i]);
    sqlite3_close(database);
    arena_destroy(arena);
    return ok ? 0 : 1;
}

static bool bench_number(const char *text, int64_t *out) {
    return text_parse_int(text, out) && *out > 0;
}

int main(int argc, char **argv) {
    int64_t seconds = 0, threads = 0, first = 0, group = 0;
    book_register_types();
    if (argc == 5 && text_equal(argv[1], "overview") && bench_number(argv[3], &seconds) &&
        bench_number(argv[4], &threads) && threads <= MAX_THREADS)
        return bench_overview(argv[2], seconds, threads);
    for (size_t i = 0; argc == 6 && i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (text_equal(argv[1], KINDS[i].name) && bench_number(argv[3], &first) && bench_number(argv[4], &group) &&
            bench_number(argv[5], &seconds))
            return bench_commit(&KINDS[i], argv[2], first, group, seconds);
    fputs("usage: bench_in_process overview BOOK SECONDS THREADS | account|order BOOK FIRST GROUP SECONDS\n", stderr);
    return 2;
}
