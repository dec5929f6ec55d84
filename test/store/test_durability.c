/* What was acknowledged is there, and what was refused is not: after kill -9, on a full disk, and while PostgreSQL
 * drops connections or restarts. Random runs print their seed. */
#include "support/cmocka.h"
#include "support/postgres_proxy.h"
#include "support/store_fixture.h"

#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WRITERS = 4, WRITES = 60, KILLS = 8, MOST_WRITES = 1500 };

/* Each write leaves a pair of rows, so that half a write would show as a number without its twin. */
static bool add_pair(store_tx_t *tx, void *argument) {
    const int64_t *number = argument;
    return store_fixture_add(tx, *number, "one") && store_fixture_add(tx, *number, "two");
}

static const char SQL_HALVES[] =
    "SELECT count(*) FROM (SELECT number FROM entry GROUP BY number HAVING count(*) <> 2) h";

static bool is_there(store_fixture_t *fixture, int64_t number) {
    char sql[80];
    snprintf(sql, sizeof sql, "SELECT count(*) FROM entry WHERE number = %lld", (long long)number);
    return store_fixture_number(fixture, sql) == 2;
}

typedef struct doomed {
    store_t *store;
    int pipe;
    int64_t base;
} doomed_t;

static void *write_until_killed(void *argument) {
    const doomed_t *doomed = argument;
    arena_t *arena = arena_create();
    problem_t problem = problem_create(arena);
    for (int64_t number = doomed->base;; number++) {
        if (!store_write(doomed->store, add_pair, &number, &problem)) _exit(1);
        if (write(doomed->pipe, &number, sizeof number) != sizeof number) _exit(2);
    }
}

static void run_doomed_program(store_fixture_t *fixture, int pipe, int64_t base) {
    doomed_t doomed[WRITERS];
    pthread_t threads[WRITERS];
    store_t *store = store_fixture_connect(fixture, 2);
    for (int i = 0; i < WRITERS; i++) {
        doomed[i] = (doomed_t){store, pipe, base + (int64_t)i * 1000000};
        if (pthread_create(&threads[i], NULL, write_until_killed, &doomed[i]) != 0) _exit(3);
    }
    for (int i = 0; i < WRITERS; i++) pthread_join(threads[i], NULL);
    _exit(4);
}

/* Lets a program write until it has acknowledged `limit` writes, kills it, and gives all that it acknowledged. */
static size_t kill_while_writing(store_fixture_t *fixture, int64_t base, int limit, int64_t *acknowledged) {
    int ends[2];
    int status = 0;
    size_t count = 0;
    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) run_doomed_program(fixture, ends[1], base);
    close(ends[1]);
    while (count < MOST_WRITES && read(ends[0], &acknowledged[count], sizeof *acknowledged) == sizeof *acknowledged)
        if (++count == (size_t)limit) kill(child, SIGKILL);
    close(ends[0]);
    kill(child, SIGKILL);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGKILL);
    assert_true(count >= (size_t)limit);
    return count;
}

static void what_was_acknowledged_survives_a_kill(void **state) {
    static int64_t acknowledged[MOST_WRITES];
    unsigned seed = store_fixture_seed("what_was_acknowledged_survives_a_kill");
    store_fixture_t *fixture = store_fixture_open(state, 2);
    for (int round = 0; round < KILLS; round++) {
        store_close(fixture->store);
        int64_t base = (int64_t)(round + 1) * 100000000;
        size_t count = kill_while_writing(fixture, base, 1 + (int)(rand_r(&seed) % 300), acknowledged);
        fixture->store = store_fixture_connect(fixture, 2);
        for (size_t i = 0; i < count; i++) assert_true(is_there(fixture, acknowledged[i]));
        assert_int_equal(store_fixture_number(fixture, SQL_HALVES), 0);
        assert_true(store_check(fixture->store, &fixture->problem));
    }
    store_fixture_close(fixture);
}

typedef struct promise {
    const char *journal;
    int64_t synchronous;
} promise_t;

static bool read_promise(store_tx_t *tx, void *argument) {
    promise_t *promise = argument;
    arena_t *arena = arena_create();
    promise->journal = store_get_text(tx, arena, "PRAGMA journal_mode", "");
    assert_string_equal(promise->journal, "wal");
    arena_destroy(arena);
    return store_get_int(tx, &promise->synchronous, "PRAGMA synchronous", "");
}

static void a_commit_waits_for_the_disk(void **state) {
    promise_t promise = {0};
    store_fixture_t *fixture = store_fixture_open(state, 2);
    assert_true(store_write(fixture->store, read_promise, &promise, &fixture->problem));
    assert_int_equal(promise.synchronous, 2); /* FULL */
    store_fixture_close(fixture);
}

/* One of several threads that write numbers of their own and note what became of each. */
typedef enum { REFUSED, KEPT, UNKNOWN } fate_t;

typedef struct writer {
    pthread_t thread;
    store_fixture_t *fixture;
    int64_t base;
    unsigned seed;
    fate_t fates[WRITES];
    bool disturb; /* now and then drops all connections of the store from beside it */
    atomic_int *done;
} writer_t;

/* And waits until they are gone. */
static void drop_connections(const store_fixture_t *fixture) {
    char sql[256];
    snprintf(sql, sizeof sql,
             "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE application_name = '%s'",
             fixture->name);
    store_fixture_run_beside(fixture, sql);
}

static void *write_numbers(void *argument) {
    writer_t *writer = argument;
    arena_t *arena = arena_create();
    for (int i = 0; i < WRITES; i++) {
        int64_t number = writer->base + i;
        problem_t problem = problem_create(arena);
        if (writer->disturb && rand_r(&writer->seed) % 12 == 0) drop_connections(writer->fixture);
        bool ok = store_write(writer->fixture->store, add_pair, &number, &problem);
        bool unknown = !ok && strcmp(problem.code, "outcome_unknown") == 0;
        writer->fates[i] = ok ? KEPT : unknown ? UNKNOWN : REFUSED;
        if (writer->done != NULL) atomic_fetch_add(writer->done, 1);
    }
    arena_destroy(arena);
    return NULL;
}

static void start_writers(store_fixture_t *fixture, writer_t *writers, const writer_t *like) {
    for (int i = 0; i < WRITERS; i++) {
        writers[i] = *like;
        writers[i].fixture = fixture;
        writers[i].base = (int64_t)(i + 1) * 1000000;
        writers[i].seed += (unsigned)i;
        assert_int_equal(pthread_create(&writers[i].thread, NULL, write_numbers, &writers[i]), 0);
    }
}

static void join_writers(const writer_t *writers) {
    for (int i = 0; i < WRITERS; i++) assert_int_equal(pthread_join(writers[i].thread, NULL), 0);
}

/* Compares what the writers were told with what is there. Gives how many writes were kept. */
static int check_fates(store_fixture_t *fixture, const writer_t *writers) {
    int kept = 0;
    for (int i = 0; i < WRITERS; i++)
        for (int j = 0; j < WRITES; j++) {
            fate_t fate = writers[i].fates[j];
            kept += fate == KEPT;
            if (fate != UNKNOWN) assert_int_equal(is_there(fixture, writers[i].base + j), fate == KEPT);
        }
    assert_int_equal(store_fixture_number(fixture, SQL_HALVES), 0);
    return kept;
}

static void limit_file_size(rlim_t size) {
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = size;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* A file that may grow no further fails the same calls as a full disk. */
static void on_a_full_disk_nothing_is_acknowledged_that_is_not_kept(void **state) {
    struct stat log;
    struct rlimit before;
    writer_t writers[WRITERS];
    store_fixture_t *fixture = store_fixture_open(state, 2);
    int64_t late = 7;
    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    signal(SIGXFSZ, SIG_IGN);
    assert_int_equal(stat(arena_printf(fixture->arena, "%s-wal", fixture->location), &log), 0);
    limit_file_size((rlim_t)log.st_size + 200000);
    start_writers(fixture, writers, &(writer_t){0});
    join_writers(writers);
    int kept = check_fates(fixture, writers);
    limit_file_size(before.rlim_cur);
    assert_in_range(kept, 1, WRITERS * WRITES - 1);
    assert_true(store_write(fixture->store, add_pair, &late, &fixture->problem)); /* there is room again */
    assert_int_equal(check_fates(fixture, writers), kept);
    assert_true(store_check(fixture->store, &fixture->problem));
    store_fixture_close(fixture);
}

static void dropped_connections_lose_and_double_nothing(void **state) {
    writer_t writers[WRITERS];
    unsigned seed = store_fixture_seed("dropped_connections_lose_and_double_nothing");
    store_fixture_t *fixture = store_fixture_open(state, 3);
    start_writers(fixture, writers, &(writer_t){.disturb = true, .seed = seed});
    join_writers(writers);
    int kept = check_fates(fixture, writers);
    print_message("%d of %d writes were kept, %lld transactions were run again\n", kept, WRITERS * WRITES,
                  (long long)store_figures(fixture->store).retries);
    assert_true(kept > WRITERS * WRITES / 2);
    store_fixture_close(fixture);
}

static bool drop_own_connection_once(store_tx_t *tx, void *argument) {
    bool *dropped = argument;
    int64_t ignored = 0;
    if (!*dropped) {
        *dropped = true;
        store_get_int(tx, &ignored, "SELECT pg_terminate_backend(pg_backend_pid())", "");
    }
    return store_fixture_add(tx, 1, "after the loss");
}

static void work_whose_connection_breaks_is_run_again(void **state) {
    bool dropped = false;
    store_fixture_t *fixture = store_fixture_open(state, 2);
    assert_true(store_write(fixture->store, drop_own_connection_once, &dropped, &fixture->problem));
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry"), 1);
    store_fixture_close(fixture);
}

static bool drop_own_connection(store_tx_t *tx, void *argument) {
    int64_t ignored = 0;
    int *runs = argument;
    ++*runs;
    return store_get_int(tx, &ignored, "SELECT pg_terminate_backend(pg_backend_pid())", "");
}

static void work_that_breaks_every_connection_is_given_up(void **state) {
    int runs = 0;
    store_fixture_t *fixture = store_fixture_open(state, 2);
    assert_false(store_write(fixture->store, drop_own_connection, &runs, &fixture->problem));
    assert_int_equal(fixture->problem.kind, PROBLEM_UNAVAILABLE);
    assert_in_range(runs, 2, 10);
    store_fixture_close(fixture);
}

static bool lose_the_connection_unnoticed(store_tx_t *tx, void *argument) {
    store_fixture_t *fixture = argument;
    if (!store_fixture_add(tx, 1, "whole")) return false;
    if (store_figures(fixture->store).retries == 0) drop_connections(fixture);
    return true;
}

static void a_connection_that_broke_before_the_commit_leaves_no_doubt(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    assert_true(store_write(fixture->store, lose_the_connection_unnoticed, fixture, &fixture->problem));
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry"), 1);
    store_fixture_close(fixture);
}

static bool hide_a_lost_connection(store_tx_t *tx, void *argument) {
    bool *dropped = argument;
    int64_t ignored = 0;
    assert_true(store_savepoint(tx));
    if (!*dropped) store_get_int(tx, &ignored, "SELECT pg_terminate_backend(pg_backend_pid())", "");
    if (*dropped) return store_savepoint_release(tx) && store_fixture_add(tx, 1, "whole");
    *dropped = true;
    assert_false(store_savepoint_rollback(tx)); /* no part can be taken back alone any more */
    assert_true(store_failed(tx));
    return true;
}

static void no_savepoint_hides_a_lost_connection(void **state) {
    bool dropped = false;
    store_fixture_t *fixture = store_fixture_open(state, 2);
    assert_true(store_write(fixture->store, hide_a_lost_connection, &dropped, &fixture->problem));
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry"), 1);
    store_fixture_close(fixture);
}

/* The commit was carried out, but nobody can know: to repeat the work would double it. */
static void a_commit_without_an_answer_is_told_and_never_repeated(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    postgres_proxy_t *proxy = postgres_proxy_start(fixture->folder, fixture->server);
    if (proxy == NULL) skip();
    const char *location = arena_printf(fixture->arena, "%s&host=%s&port=5432", fixture->location,
                                        fixture->folder); /* the last one wins */
    store_t *store = store_open(location, NULL, &fixture->problem);
    int64_t number = 1;
    assert_non_null(store);
    assert_true(store_write(store, add_pair, &number, &fixture->problem));
    postgres_proxy_swallow(proxy);
    number = 2;
    assert_false(store_write(store, add_pair, &number, &fixture->problem));
    assert_int_equal(fixture->problem.kind, PROBLEM_UNAVAILABLE);
    assert_string_equal(fixture->problem.code, "outcome_unknown");
    assert_true(is_there(fixture, 2));
    number = 3;
    assert_true(store_write(store, add_pair, &number, &fixture->problem)); /* the next is as ever */
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry"), 6);
    store_close(store);
    postgres_proxy_stop(proxy);
    store_fixture_close(fixture);
}

/* Runs tools/postgres-private; what it prints goes to `answer`. */
static void run_server_tool(const char *verb, const char *url, char *answer, size_t size) {
    int ends[2];
    int status = 0;
    pid_t child = 0;
    ssize_t length = 0;
    posix_spawn_file_actions_t actions;
    char tool[] = "tools/postgres-private";
    char *const arguments[] = {tool, (char *)(uintptr_t)verb, (char *)(uintptr_t)url, NULL};
    assert_int_equal(pipe2(ends, O_CLOEXEC), 0);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    assert_int_equal(posix_spawn(&child, tool, &actions, NULL, arguments, environ), 0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    if (answer != NULL) length = read(ends[0], answer, size - 1);
    if (answer != NULL) answer[length > 0 ? strcspn(answer, "\n") : 0] = '\0';
    close(ends[0]);
}

/* On a server of its own: other tests would not like it. */
static void a_restart_of_the_server_is_a_pause(void **state) {
    char url[256] = "";
    const char *shared = getenv("DAYBOOK_TEST_PG");
    if (shared == NULL) skip();
    run_server_tool("start", NULL, url, sizeof url);
    assert_int_equal(setenv("DAYBOOK_TEST_PG", url, 1), 0);
    store_fixture_t *fixture = store_fixture_open(state, 3);
    assert_int_equal(setenv("DAYBOOK_TEST_PG", shared, 1), 0);
    writer_t writers[WRITERS];
    atomic_int done = 0;
    start_writers(fixture, writers, &(writer_t){.done = &done});
    while (atomic_load(&done) < WRITERS * WRITES / 4) sched_yield();
    run_server_tool("restart", url, NULL, 0);
    join_writers(writers);
    int kept = check_fates(fixture, writers);
    int unknown = 0;
    for (int i = 0; i < WRITERS; i++)
        for (int j = 0; j < WRITES; j++) unknown += writers[i].fates[j] == UNKNOWN;
    assert_int_equal(kept + unknown, WRITERS * WRITES);
    assert_true(unknown <= WRITERS);
    store_fixture_close(fixture);
    run_server_tool("stop", url, NULL, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(what_was_acknowledged_survives_a_kill),
        ON("sqlite", a_commit_waits_for_the_disk),
        ON("sqlite", on_a_full_disk_nothing_is_acknowledged_that_is_not_kept),
        ON("postgresql", dropped_connections_lose_and_double_nothing),
        ON("postgresql", work_whose_connection_breaks_is_run_again),
        ON("postgresql", work_that_breaks_every_connection_is_given_up),
        ON("postgresql", a_connection_that_broke_before_the_commit_leaves_no_doubt),
        ON("postgresql", no_savepoint_hides_a_lost_connection),
        ON("postgresql", a_commit_without_an_answer_is_told_and_never_repeated),
        ON("postgresql", a_restart_of_the_server_is_a_pause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
