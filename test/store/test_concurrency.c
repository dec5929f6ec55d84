/* Many at once: nothing is lost, nobody sees half of it, and a refusal hurts only the one that is refused. */
#include "base/text.h"
#include "store/migrations.h"
#include "support/cmocka.h"
#include "support/store_fixture.h"

#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <stdatomic.h>

enum { THREADS = 8, INCREMENTS = 50, MANY = 32 };

typedef struct worker {
    pthread_t thread;
    store_fixture_t *fixture;
    arena_t *arena;
    problem_t problem;
    int64_t number;
    bool ok;
} worker_t;

static void start_workers(store_fixture_t *fixture, worker_t *workers, int count, void *(*run)(void *)) {
    for (int i = 0; i < count; i++) {
        worker_t *worker = &workers[i];
        *worker = (worker_t){.fixture = fixture, .arena = arena_create(), .number = i};
        worker->problem = problem_create(worker->arena);
        assert_int_equal(pthread_create(&worker->thread, NULL, run, worker), 0);
    }
}

static void join_workers(worker_t *workers, int count) {
    for (int i = 0; i < count; i++) pthread_join(workers[i].thread, NULL);
}

static void forget_workers(worker_t *workers, int count) {
    for (int i = 0; i < count; i++) arena_destroy(workers[i].arena);
}

static bool increment(store_tx_t *tx, void *argument) {
    int64_t count = 0;
    (void)argument;
    return store_get_int(tx, &count, "SELECT number FROM entry", "") &&
           store_run(tx, NULL, "UPDATE entry SET number = $1", "i", count + 1);
}

static void *increment_often(void *argument) {
    worker_t *worker = argument;
    for (int done = 0; done < INCREMENTS;)
        if (store_write(worker->fixture->store, increment, NULL, &worker->problem)) done++;
    return NULL;
}

static void writers_that_collide_lose_no_increment(void **state) {
    worker_t workers[THREADS];
    store_fixture_t *fixture = store_fixture_open(state, THREADS);
    store_fixture_run(fixture, "INSERT INTO entry (number) VALUES (0)");
    start_workers(fixture, workers, THREADS, increment_often);
    join_workers(workers, THREADS);
    assert_int_equal(store_fixture_number(fixture, "SELECT number FROM entry"), THREADS * INCREMENTS);
    if (fixture->server != NULL) assert_true(store_figures(fixture->store).retries > 0);
    forget_workers(workers, THREADS);
    store_fixture_close(fixture);
}

/* The sum of two rows stays 0 only when whoever moves something sees what the others have moved. */
static bool move(store_tx_t *tx, void *argument) {
    worker_t *worker = argument;
    int64_t left = 0;
    int64_t right = 0;
    return store_get_int(tx, &left, "SELECT number FROM entry WHERE text = 'left'", "") &&
           store_get_int(tx, &right, "SELECT number FROM entry WHERE text = 'right'", "") &&
           store_run(tx, NULL, "UPDATE entry SET number = $1 WHERE text = $2", "it",
                     worker->number % 2 == 0 ? -right + 1 : -left - 1, worker->number % 2 == 0 ? "left" : "right") &&
           store_run(tx, NULL, "UPDATE entry SET number = $1 WHERE text = $2", "it",
                     worker->number % 2 == 0 ? right - 1 : left + 1, worker->number % 2 == 0 ? "right" : "left");
}

static bool see_balance(store_tx_t *tx, void *argument) {
    worker_t *worker = argument;
    int64_t left = 1;
    int64_t right = 1;
    bool ok = store_get_int(tx, &left, "SELECT number FROM entry WHERE text = 'left'", "") &&
              store_get_int(tx, &right, "SELECT number FROM entry WHERE text = 'right'", "");
    worker->ok = worker->ok && left + right == 0;
    return ok;
}

static void *move_and_look(void *argument) {
    worker_t *worker = argument;
    worker->ok = true;
    for (int i = 0; i < INCREMENTS; i++) {
        while (!store_write(worker->fixture->store, move, worker, &worker->problem)) continue;
        while (!store_read(worker->fixture->store, see_balance, worker, &worker->problem)) continue;
    }
    return NULL;
}

static void readers_never_see_half_of_a_write(void **state) {
    worker_t workers[THREADS];
    store_fixture_t *fixture = store_fixture_open(state, THREADS);
    store_fixture_run(fixture, "INSERT INTO entry (number, text) VALUES (0, 'left'), (0, 'right')");
    start_workers(fixture, workers, THREADS, move_and_look);
    join_workers(workers, THREADS);
    for (int i = 0; i < THREADS; i++) assert_true(workers[i].ok);
    assert_int_equal(store_fixture_number(fixture, "SELECT sum(number) FROM entry"), 0);
    forget_workers(workers, THREADS);
    store_fixture_close(fixture);
}

static bool add_number(store_tx_t *tx, void *argument) {
    const worker_t *worker = argument;
    return store_fixture_add(tx, worker->number, "added");
}

static void *write_one(void *argument) {
    worker_t *worker = argument;
    worker->ok = store_write(worker->fixture->store, add_number, worker, &worker->problem);
    return NULL;
}

static bool look_twice(store_tx_t *tx, void *argument) {
    store_fixture_t *fixture = argument;
    worker_t writer;
    int64_t before = -1;
    int64_t after = -1;
    assert_true(store_get_int(tx, &before, "SELECT count(*) FROM entry", ""));
    start_workers(fixture, &writer, 1, write_one);
    join_workers(&writer, 1);
    forget_workers(&writer, 1);
    assert_true(writer.ok);
    assert_true(store_get_int(tx, &after, "SELECT count(*) FROM entry", ""));
    assert_int_equal(before, after);
    return true;
}

static void a_read_sees_one_moment_however_long_it_takes(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    assert_true(store_read(fixture->store, look_twice, fixture, &fixture->problem));
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry"), 1);
    store_fixture_close(fixture);
}

/* As domains do it: look first, and say which field it is. */
static bool add_if_new(store_tx_t *tx, void *argument) {
    worker_t *worker = argument;
    int64_t ignored = 0;
    if (store_get_int(tx, &ignored, "SELECT number FROM entry WHERE text = 'wanted'", ""))
        return problem_add_field(&worker->problem, "text", "taken", "It is taken.");
    return !store_failed(tx) && store_fixture_add(tx, worker->number, "wanted");
}

static void *want_the_same(void *argument) {
    worker_t *worker = argument;
    worker->ok = store_write(worker->fixture->store, add_if_new, worker, &worker->problem);
    return NULL;
}

static void of_many_who_want_the_same_name_one_gets_it_and_the_others_learn_the_field(void **state) {
    worker_t workers[THREADS];
    int winners = 0;
    store_fixture_t *fixture = store_fixture_open(state, THREADS);
    store_fixture_run(fixture, "CREATE UNIQUE INDEX entry_text ON entry (text)");
    start_workers(fixture, workers, THREADS, want_the_same);
    join_workers(workers, THREADS);
    for (int i = 0; i < THREADS; i++) {
        winners += workers[i].ok;
        if (workers[i].ok) continue;
        assert_int_equal(workers[i].problem.kind, PROBLEM_INVALID);
        assert_string_equal(workers[i].problem.fields[0].code, "taken");
    }
    assert_int_equal(winners, 1);
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry"), 1);
    forget_workers(workers, THREADS);
    store_fixture_close(fixture);
}

typedef struct pair {
    store_fixture_t *fixture;
    worker_t other;
    int runs;
} pair_t;

/* One of two may leave while the other stays: each looks at both and takes itself off. */
static bool leave_if_other_stays(store_tx_t *tx, const char *who) {
    int64_t staying = 0;
    return store_get_int(tx, &staying, "SELECT count(*) FROM entry WHERE number = 1", "") && staying == 2 &&
           store_run(tx, NULL, "UPDATE entry SET number = 0 WHERE text = $1", "t", who);
}

static bool leave_second(store_tx_t *tx, void *argument) {
    (void)argument;
    return leave_if_other_stays(tx, "second");
}

static void *leave_meanwhile(void *argument) {
    worker_t *worker = argument;
    worker->ok = store_write(worker->fixture->store, leave_second, NULL, &worker->problem);
    return NULL;
}

/* Where writes run side by side, the other has left between the look and the leave. */
static bool leave_first(store_tx_t *tx, void *argument) {
    pair_t *pair = argument;
    if (!leave_if_other_stays(tx, "first")) return false;
    if (pair->runs++ > 0) return true;
    start_workers(pair->fixture, &pair->other, 1, leave_meanwhile);
    if (pair->fixture->server != NULL) join_workers(&pair->other, 1);
    return true;
}

static void two_who_each_rely_on_the_other_do_not_both_leave(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    pair_t pair = {.fixture = fixture};
    store_fixture_run(fixture, "INSERT INTO entry (number, text) VALUES (1, 'first'), (1, 'second')");
    bool ok = store_write(fixture->store, leave_first, &pair, &fixture->problem);
    if (fixture->server == NULL) join_workers(&pair.other, 1);
    assert_true(ok != pair.other.ok);
    assert_int_equal(store_fixture_number(fixture, "SELECT sum(number) FROM entry"), 1);
    forget_workers(&pair.other, 1);
    store_fixture_close(fixture);
}

/* The row changes between the look and the update in a savepoint: no part can be taken back alone then. */
static bool update_after_another(store_tx_t *tx, void *argument) {
    pair_t *pair = argument;
    const store_fixture_t *fixture = pair->fixture;
    int64_t count = 0;
    bool first = pair->runs++ == 0;
    if (!store_get_int(tx, &count, "SELECT number FROM entry", "")) return false;
    if (first)
        store_fixture_run_beside(fixture,
                                 arena_printf(fixture->arena, "UPDATE \"%s\".entry SET number = 10", fixture->name));
    if (!store_savepoint(tx)) return false;
    bool ok = store_run(tx, NULL, "UPDATE entry SET number = $1", "i", count + 1);
    assert_int_equal(ok, !first);
    if (ok) return store_savepoint_release(tx);
    assert_false(store_savepoint_rollback(tx));
    return true;
}

static void no_savepoint_hides_a_serialisation_failure(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    pair_t pair = {.fixture = fixture};
    store_fixture_run(fixture, "INSERT INTO entry (number) VALUES (0)");
    assert_true(store_write(fixture->store, update_after_another, &pair, &fixture->problem));
    assert_int_equal(pair.runs, 2);
    assert_int_equal(store_fixture_number(fixture, "SELECT number FROM entry"), 11);
    store_fixture_close(fixture);
}

typedef struct gate {
    store_fixture_t *fixture;
    sem_t entered, open;
} gate_t;

static bool wait_at_gate(store_tx_t *tx, void *argument) {
    gate_t *gate = argument;
    sem_post(&gate->entered);
    sem_wait(&gate->open);
    return store_fixture_add(tx, -1, "gate");
}

static void *hold_the_writer(void *argument) {
    gate_t *gate = argument;
    arena_t *arena = arena_create();
    problem_t problem = problem_create(arena);
    bool ok = store_write(gate->fixture->store, wait_at_gate, gate, &problem);
    arena_destroy(arena);
    return ok ? gate : NULL;
}

static bool add_and_refuse_every_fourth(store_tx_t *tx, void *argument) {
    worker_t *worker = argument;
    if (!store_fixture_add(tx, worker->number, "batch")) return false;
    if (worker->number % 8 == 4) return store_run(tx, NULL, "INSERT INTO entri VALUES (1)", "");
    return worker->number % 4 != 0 || problem_set(&worker->problem, PROBLEM_INVALID, "fourth", "Every fourth.");
}

static void *write_in_batch(void *argument) {
    worker_t *worker = argument;
    worker->ok = store_write(worker->fixture->store, add_and_refuse_every_fourth, worker, &worker->problem);
    return NULL;
}

/* While the writer is held at the gate the others queue up, so that one commit takes many of them. */
static void one_commit_serves_many_and_a_refused_write_leaves_the_others_whole(void **state) {
    pthread_t holder;
    worker_t workers[MANY];
    store_fixture_t *fixture = store_fixture_open(state, 2);
    gate_t gate = {.fixture = fixture};
    sem_init(&gate.entered, 0, 0);
    sem_init(&gate.open, 0, 0);
    assert_int_equal(pthread_create(&holder, NULL, hold_the_writer, &gate), 0);
    sem_wait(&gate.entered);
    int64_t before = store_figures(fixture->store).writes;
    start_workers(fixture, workers, MANY, write_in_batch);
    while (store_figures(fixture->store).writes < before + MANY) sched_yield();
    sem_post(&gate.open);
    void *held = NULL;
    pthread_join(holder, &held);
    join_workers(workers, MANY);
    assert_non_null(held);
    for (int i = 0; i < MANY; i++) {
        assert_int_equal(workers[i].ok, i % 4 != 0);
        if (i % 8 == 0) assert_string_equal(workers[i].problem.code, "fourth");
        if (i % 8 == 4) assert_string_equal(workers[i].problem.code, "store_failed");
    }
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry WHERE text = 'batch'"), MANY / 4 * 3);
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry WHERE number % 4 = 0"), 0);
    assert_true(store_figures(fixture->store).commits < store_figures(fixture->store).writes / 2);
    forget_workers(workers, MANY);
    sem_destroy(&gate.entered);
    sem_destroy(&gate.open);
    store_fixture_close(fixture);
}

static void *migrate_beside_others(void *argument) {
    worker_t *worker = argument;
    const store_options_t options = {.readers = 2, .create = true};
    store_t *store = store_open(worker->fixture->location, &options, &worker->problem);
    worker->ok = store != NULL && store_migrate(store, &worker->problem);
    store_close(store);
    return NULL;
}

static void programs_that_start_at_once_migrate_one_after_the_other(void **state) {
    worker_t workers[THREADS];
    store_fixture_t *fixture = store_fixture_place(state);
    start_workers(fixture, workers, THREADS, migrate_beside_others);
    join_workers(workers, THREADS);
    for (int i = 0; i < THREADS; i++)
        if (!workers[i].ok) fail_msg("%s: %s", workers[i].problem.code, workers[i].problem.message);
    fixture->store = store_fixture_connect(fixture, 2);
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM schema_migration"), MIGRATION_COUNT);
    forget_workers(workers, THREADS);
    store_fixture_close(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(writers_that_collide_lose_no_increment),
        ON_BOTH(readers_never_see_half_of_a_write),
        ON_BOTH(a_read_sees_one_moment_however_long_it_takes),
        ON_BOTH(of_many_who_want_the_same_name_one_gets_it_and_the_others_learn_the_field),
        ON_BOTH(two_who_each_rely_on_the_other_do_not_both_leave),
        ON("postgresql", no_savepoint_hides_a_serialisation_failure),
        ON("sqlite", one_commit_serves_many_and_a_refused_write_leaves_the_others_whole),
        ON_BOTH(programs_that_start_at_once_migrate_one_after_the_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
