/* A book is brought to the program's schema once, step by step, and never touched by a program that is too old. */
#include "base/text.h"
#include "store/fault.h"
#include "store/migrations.h"
#include "support/cmocka.h"
#include "support/store_fixture.h"

static store_fixture_t *open_empty(void **state) {
    store_fixture_t *fixture = store_fixture_place(state);
    fixture->store = store_fixture_connect(fixture, 2);
    return fixture;
}

static void each_migration_runs_once(void **state) {
    store_fixture_t *fixture = open_empty(state);
    assert_true(MIGRATION_COUNT > 0);
    for (int i = 0; i < 3; i++) assert_true(store_migrate(fixture->store, &fixture->problem));
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM schema_migration"), MIGRATION_COUNT);
    assert_int_equal(store_fixture_number(fixture, "SELECT max(number) FROM schema_migration"),
                     MIGRATIONS[MIGRATION_COUNT - 1].number);
    assert_true(store_check(fixture->store, &fixture->problem));
    store_fixture_close(fixture);
}

static void migrations_are_in_order_and_named(void **state) {
    (void)state;
    for (size_t i = 0; i < MIGRATION_COUNT; i++) {
        if (i > 0) assert_true(MIGRATIONS[i].number > MIGRATIONS[i - 1].number);
        assert_true(strlen(MIGRATIONS[i].name) > 4);
        assert_null(strstr(MIGRATIONS[i].sql, "\t"));
    }
}

static void a_book_of_a_newer_program_is_refused_and_left_alone(void **state) {
    store_fixture_t *fixture = open_empty(state);
    assert_true(store_migrate(fixture->store, &fixture->problem));
    store_fixture_run(fixture, "INSERT INTO schema_migration (number, name, applied_at) VALUES (999999, 'future', 0)");
    store_fixture_run(fixture, "DELETE FROM schema_migration WHERE number = 1");
    assert_false(store_migrate(fixture->store, &fixture->problem));
    assert_string_equal(fixture->problem.code, "newer_schema");
    assert_non_null(strstr(fixture->problem.message, "999999"));
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM schema_migration WHERE number = 1"), 0);
    store_fixture_close(fixture);
}

/* A power cut or a full disk in the middle: the next start goes on where the last whole migration ended. */
static void a_migration_that_fails_anywhere_is_gone_whole_and_runs_again(void **state) {
    store_fixture_t *fixture = open_empty(state);
    int64_t faults = 0;
    bool ok = false;
    while (!ok && faults < 10000) {
        faults += 7;
        store_fail_after(fixture->store, faults);
        ok = store_migrate(fixture->store, &fixture->problem);
        store_fail_after(fixture->store, 0);
        problem_clear(&fixture->problem);
    }
    assert_true(ok && faults > 7);
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM schema_migration"), MIGRATION_COUNT);
    store_fixture_close(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(each_migration_runs_once),
        cmocka_unit_test(migrations_are_in_order_and_named),
        ON_BOTH(a_book_of_a_newer_program_is_refused_and_left_alone),
        ON_BOTH(a_migration_that_fails_anywhere_is_gone_whole_and_runs_again),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
