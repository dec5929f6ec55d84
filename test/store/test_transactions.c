/* A transaction is all or nothing, on either engine, and both say the same about what they refuse. */
#include "support/cmocka.h"
#include "support/store_fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static bool add_two(store_tx_t *tx, void *argument) {
    (void)argument;
    return store_fixture_add(tx, 1, "first") && store_fixture_add(tx, 2, "second");
}

static void a_write_is_seen_by_the_next_read(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    assert_true(store_write(fixture->store, add_two, NULL, &fixture->problem));
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry"), 2);
    store_fixture_close(fixture);
}

static bool add_and_refuse(store_tx_t *tx, void *argument) {
    (void)argument;
    return add_two(tx, NULL) && false;
}

static void a_refused_write_keeps_nothing(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    assert_false(store_write(fixture->store, add_and_refuse, NULL, &fixture->problem));
    assert_int_equal(fixture->problem.kind, PROBLEM_INTERNAL);
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry"), 0);
    store_fixture_close(fixture);
}

static bool add_with_a_problem(store_tx_t *tx, void *argument) {
    store_fixture_t *fixture = argument;
    problem_set(&fixture->problem, PROBLEM_INVALID, "too_small", "It is too small.");
    return add_two(tx, NULL);
}

static void a_write_with_a_problem_keeps_nothing_and_gives_the_problem(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    assert_false(store_write(fixture->store, add_with_a_problem, fixture, &fixture->problem));
    assert_string_equal(fixture->problem.code, "too_small");
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry"), 0);
    assert_true(store_write(fixture->store, add_two, NULL, &fixture->problem)); /* the old problem is cleared */
    store_fixture_close(fixture);
}

static bool misspell(store_tx_t *tx, void *argument) {
    (void)argument;
    return store_fixture_add(tx, 1, "first") && (store_run(tx, NULL, "INSERT INTO entri VALUES (1)", "") || true);
}

static void a_failed_statement_fails_the_whole_however_work_goes_on(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    assert_false(store_write(fixture->store, misspell, NULL, &fixture->problem));
    assert_int_equal(fixture->problem.kind, PROBLEM_INTERNAL);
    assert_string_equal(fixture->problem.code, "store_failed");
    assert_null(strstr(fixture->problem.message, "entri")); /* what the engine says is for the log */
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry"), 0);
    assert_int_equal(store_figures(fixture->store).failures, 1);
    store_fixture_close(fixture);
}

static bool fail_and_look(store_tx_t *tx, void *argument) {
    store_fixture_t *fixture = argument;
    int64_t found = 0;
    store_run(tx, NULL, "INSERT INTO entri VALUES (1)", "");
    if (!store_get_int(tx, &found, "SELECT number FROM entry", ""))
        problem_set(&fixture->problem, PROBLEM_NOT_FOUND, "not_found", "No such entry.");
    return false;
}

static void what_cannot_be_read_is_not_taken_for_missing(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    assert_false(store_write(fixture->store, fail_and_look, fixture, &fixture->problem));
    assert_int_equal(fixture->problem.kind, PROBLEM_INTERNAL);
    store_fixture_close(fixture);
}

static bool add_same_twice(store_tx_t *tx, void *argument) {
    (void)argument;
    return store_fixture_add(tx, 1, "same") && store_fixture_add(tx, 1, "same");
}

static void a_value_that_must_be_unique_is_a_conflict(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    store_fixture_run(fixture, "CREATE UNIQUE INDEX entry_number ON entry (number)");
    assert_false(store_write(fixture->store, add_same_twice, NULL, &fixture->problem));
    assert_int_equal(fixture->problem.kind, PROBLEM_CONFLICT);
    assert_string_equal(fixture->problem.code, "not_unique");
    store_fixture_close(fixture);
}

static bool add_orphan(store_tx_t *tx, void *argument) {
    (void)argument;
    return store_run(tx, NULL, "INSERT INTO part (id, whole_id) VALUES ($1, $2)", "ii", (int64_t)1, (int64_t)7);
}

static bool add_orphan_returning(store_tx_t *tx, void *argument) {
    int64_t id = 0;
    (void)argument;
    return store_get_int(tx, &id, "INSERT INTO part (id, whole_id) VALUES ($1, $2) RETURNING id", "ii", (int64_t)1,
                         (int64_t)7);
}

static void a_reference_to_nothing_is_a_conflict(void **state) {
    static const store_work_t works[] = {add_orphan, add_orphan_returning};
    store_fixture_t *fixture = store_fixture_open(state, 2);
    store_fixture_run(fixture, "CREATE TABLE whole (id BIGINT PRIMARY KEY)");
    store_fixture_run(fixture, "CREATE TABLE part (id BIGINT PRIMARY KEY, whole_id BIGINT REFERENCES whole (id))");
    for (size_t i = 0; i < sizeof works / sizeof works[0]; i++) {
        assert_false(store_write(fixture->store, works[i], NULL, &fixture->problem));
        assert_int_equal(fixture->problem.kind, PROBLEM_CONFLICT);
        assert_string_equal(fixture->problem.code, "still_referenced");
    }
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM part"), 0);
    store_fixture_close(fixture);
}

static bool change_nothing(store_tx_t *tx, void *argument) {
    (void)argument;
    return store_fixture_add(tx, 1, "from a read");
}

static void a_read_cannot_write(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    assert_false(store_read(fixture->store, change_nothing, NULL, &fixture->problem));
    assert_string_equal(fixture->problem.code, "store_failed");
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry"), 0);
    store_fixture_close(fixture);
}

static bool take_parts_back(store_tx_t *tx, void *argument) {
    store_fixture_t *fixture = argument;
    assert_true(store_fixture_add(tx, 1, "kept") && store_savepoint(tx));
    assert_true(store_fixture_add(tx, 2, "taken back") && store_savepoint(tx));
    assert_true(store_fixture_add(tx, 3, "released into it") && store_savepoint_release(tx));
    assert_true(store_savepoint_rollback(tx) && store_savepoint(tx));
    store_fixture_add(tx, 1, "refused");
    assert_true(store_failed(tx));
    assert_false(store_fixture_add(tx, 4, "after the refusal"));
    assert_true(store_savepoint_rollback(tx));
    assert_false(store_failed(tx));
    assert_string_equal(fixture->problem.code, "not_unique");
    problem_clear(&fixture->problem);
    return store_savepoint(tx) && store_fixture_add(tx, 5, "kept") && store_savepoint_release(tx);
}

static void a_part_is_taken_back_alone(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    store_fixture_run(fixture, "CREATE UNIQUE INDEX entry_number ON entry (number)");
    assert_true(store_write(fixture->store, take_parts_back, fixture, &fixture->problem));
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry"), 2);
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM entry WHERE text = 'kept'"), 2);
    store_fixture_close(fixture);
}

static bool count_changes(store_tx_t *tx, void *argument) {
    int64_t *changed = argument;
    return add_two(tx, NULL) && store_run(tx, &changed[0], "UPDATE entry SET text = $1", "t", "both") &&
           store_run(tx, &changed[1], "DELETE FROM entry WHERE number = $1", "i", (int64_t)99) &&
           store_run(tx, &changed[2], "DELETE FROM entry WHERE number = $1", "i", (int64_t)1);
}

static void changed_rows_are_counted(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    int64_t changed[3] = {-1, -1, -1};
    assert_true(store_write(fixture->store, count_changes, changed, &fixture->problem));
    assert_int_equal(changed[0], 2);
    assert_int_equal(changed[1], 0);
    assert_int_equal(changed[2], 1);
    store_fixture_close(fixture);
}

static bool write_inside(store_tx_t *tx, void *argument) {
    store_fixture_t *fixture = argument;
    (void)tx;
    return store_write(fixture->store, add_two, NULL, &fixture->problem);
}

static bool leave_a_statement_open(store_tx_t *tx, void *argument) {
    (void)argument;
    return store_query(tx, "SELECT number FROM entry", "") != NULL;
}

static void assert_stops_the_program(store_fixture_t *fixture, store_work_t work) {
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        fclose(stderr);
        signal(SIGABRT, SIG_DFL); /* the test's own handler would take it for a failed test */
        fixture->store = store_fixture_connect(fixture, 2);
        store_read(fixture->store, work, fixture, &fixture->problem);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGABRT);
}

static void a_transaction_inside_a_transaction_stops_the_program(void **state) {
    store_fixture_t *fixture = store_fixture_place(state);
    assert_stops_the_program(fixture, write_inside);
    store_fixture_close(fixture);
}

static void a_statement_that_is_never_ended_stops_the_program(void **state) {
    store_fixture_t *fixture = store_fixture_place(state);
    assert_stops_the_program(fixture, leave_a_statement_open);
    store_fixture_close(fixture);
}

static void what_is_not_there_is_said_at_once(void **state) {
    (void)state;
    arena_t *arena = arena_create();
    problem_t problem = problem_create(arena);
    assert_null(store_open("/nowhere/book.db", NULL, &problem));
    assert_string_equal(problem.code, "store_unreachable");
    problem_clear(&problem);
    assert_null(store_open("postgresql://daybook@/daybook?host=/nowhere", NULL, &problem));
    assert_string_equal(problem.code, "store_unreachable");
    arena_destroy(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_write_is_seen_by_the_next_read),
        ON_BOTH(a_refused_write_keeps_nothing),
        ON_BOTH(a_write_with_a_problem_keeps_nothing_and_gives_the_problem),
        ON_BOTH(a_failed_statement_fails_the_whole_however_work_goes_on),
        ON_BOTH(what_cannot_be_read_is_not_taken_for_missing),
        ON_BOTH(a_value_that_must_be_unique_is_a_conflict),
        ON_BOTH(a_reference_to_nothing_is_a_conflict),
        ON_BOTH(a_read_cannot_write),
        ON_BOTH(a_part_is_taken_back_alone),
        ON_BOTH(changed_rows_are_counted),
        ON_BOTH(a_transaction_inside_a_transaction_stops_the_program),
        ON_BOTH(a_statement_that_is_never_ended_stops_the_program),
        cmocka_unit_test(what_is_not_there_is_said_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
