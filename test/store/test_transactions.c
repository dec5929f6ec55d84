/* What the store promises, on either engine: all or nothing, exact values, many writers, faults that leave nothing
 * half. */
#include "base/clock.h"
#include "base/text.h"
#include "catalogue/record.h"
#include "customer/account.h"
#include "customer/interaction.h"
#include "store/fault.h"
#include "support/cmocka.h"
#include "support/import_book.h"

#include <pthread.h>

/* The book of the test's engine; skips the test where there is no PostgreSQL. */
static import_book_t *open_book(void **state) {
    import_book_t *book = import_book_open(*state);
    if (book == NULL) skip();
    return book;
}

static bool add_setting(store_tx_t *tx, const char *name, const char *value) {
    return store_run(tx, NULL, "INSERT INTO setting (name, value) VALUES ($1, $2)", "tt", name, value);
}

static bool add_and_refuse(store_tx_t *tx, void *argument) {
    (void)argument;
    assert_true(add_setting(tx, "kept", "no"));
    return false;
}

static void a_refused_write_keeps_nothing(void **state) {
    import_book_t *book = open_book(state);
    assert_false(store_write(book->store, add_and_refuse, NULL, &book->problem));
    assert_int_equal(book->problem.kind, PROBLEM_INTERNAL);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM setting WHERE name = 'kept'"), 0);
    import_book_close(book);
}

static bool add_twice(store_tx_t *tx, void *argument) {
    (void)argument;
    return add_setting(tx, "twice", "a") && add_setting(tx, "twice", "b");
}

static void a_value_that_must_be_unique_is_a_conflict(void **state) {
    import_book_t *book = open_book(state);
    assert_false(store_write(book->store, add_twice, NULL, &book->problem));
    assert_int_equal(book->problem.kind, PROBLEM_CONFLICT);
    assert_string_equal(book->problem.code, "not_unique");
    import_book_close(book);
}

static bool add_part_and_take_it_back(store_tx_t *tx, void *argument) {
    (void)argument;
    if (!add_setting(tx, "before", "1") || !store_savepoint(tx)) return false;
    add_setting(tx, "inside", "1");
    add_setting(tx, "inside", "2");
    assert_true(store_failed(tx));
    return store_savepoint_rollback(tx) && add_setting(tx, "behind", "1");
}

static void a_part_that_fails_is_taken_back_alone(void **state) {
    import_book_t *book = open_book(state);
    problem_t problem = problem_create(book->arena);
    bool ok = store_write(book->store, add_part_and_take_it_back, NULL, &problem);
    assert_true(ok || text_equal(problem.code, "not_unique"));
    if (ok)
        assert_int_equal(import_book_number(book, "SELECT count(*) FROM setting WHERE name IN ('before', 'behind')"),
                         2);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM setting WHERE name = 'inside'"), 0);
    import_book_close(book);
}

static bool write_extremes(store_tx_t *tx, void *argument) {
    static const unsigned char bytes[] = {0, 255, '\'', '\\', 10};
    (void)argument;
    int64_t id = 0;
    return store_get_int(
               tx, &id,
               "INSERT INTO attachment (record_type, record_id, name, media_type, size, content_hash, created_at) "
               "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
               "tittiti", "account", INT64_MAX, "🌿 شركة", "", INT64_MIN, "h", (int64_t)0) &&
           store_run(tx, NULL, "INSERT INTO attachment_content (attachment_id, content) VALUES ($1, $2)", "ib", id,
                     bytes, sizeof bytes);
}

static bool read_extremes(store_tx_t *tx, void *argument) {
    (void)argument;
    size_t length = 0;
    store_statement_t *row =
        store_query(tx,
                    "SELECT a.record_id, a.name, a.media_type, a.size, a.created_by, c.content FROM "
                    "attachment a JOIN attachment_content c ON c.attachment_id = a.id",
                    "");
    assert_true(store_step(row));
    assert_true(store_column_int(row, 0) == INT64_MAX);
    assert_string_equal(store_column_text(row, 1), "🌿 شركة");
    assert_string_equal(store_column_text(row, 2), "");
    assert_true(store_column_int(row, 3) == INT64_MIN);
    assert_true(store_column_is_null(row, 4));
    assert_null(store_column_text(row, 4));
    const unsigned char *bytes = store_column_bytes(row, 5, &length);
    assert_int_equal(length, 5);
    assert_int_equal(bytes[1], 255);
    return store_end(row);
}

static void values_come_back_as_they_were(void **state) {
    import_book_t *book = open_book(state);
    assert_true(store_write(book->store, write_extremes, NULL, &book->problem));
    assert_true(store_read(book->store, read_extremes, NULL, &book->problem));
    import_book_close(book);
}

enum { WRITERS = 8, INCREMENTS = 25 };

static bool increment(store_tx_t *tx, void *argument) {
    (void)argument;
    int64_t count = 0;
    return store_get_int(tx, &count, "SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'counter'", "") &&
           store_run(tx, NULL, "UPDATE setting SET value = CAST(CAST($1 AS BIGINT) AS TEXT) WHERE name = 'counter'",
                     "i", count + 1);
}

static void *increment_often(void *argument) {
    store_t *store = argument;
    arena_t *arena = arena_create();
    int64_t done = 0;
    while (done < INCREMENTS) {
        problem_t problem = problem_create(arena);
        if (store_write(store, increment, NULL, &problem)) done++;
    }
    arena_destroy(arena);
    return NULL;
}

static bool begin_counter(store_tx_t *tx, void *argument) {
    (void)argument;
    return add_setting(tx, "counter", "0");
}

static void writers_that_collide_lose_no_increment(void **state) {
    import_book_t *book = open_book(state);
    pthread_t threads[WRITERS];
    assert_true(store_write(book->store, begin_counter, NULL, &book->problem));
    for (int i = 0; i < WRITERS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, increment_often, book->store), 0);
    for (int i = 0; i < WRITERS; i++) pthread_join(threads[i], NULL);
    assert_int_equal(import_book_number(book, "SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'counter'"),
                     WRITERS * INCREMENTS);
    import_book_close(book);
}

/* A conversation with a next step: a record, its links, its task, their words and their history in one transaction. */
static bool add_conversation(store_tx_t *tx, void *argument) {
    import_book_t *book = argument;
    context_t context = {
        .arena = book->arena, .tx = tx, .actor = &ACTOR_PROGRAM, .problem = &book->problem, .now = clock_now()};
    record_t *account = record_new(book->arena, &ACCOUNT);
    record_t *interaction = record_new(book->arena, &INTERACTION);
    record_set_text(account, "name", "Faulty");
    if (!record_create(&context, account, &account)) return false;
    record_set_text(interaction, "subject", "Call");
    record_set_number(interaction, "account", account->id);
    record_set_text(interaction, "next_step", "Call again");
    return record_create(&context, interaction, &interaction);
}

static const char SQL_TRACES[] =
    "SELECT (SELECT count(*) FROM account) + (SELECT count(*) FROM interaction) + (SELECT count(*) FROM task) + "
    "(SELECT count(*) FROM change WHERE record_type IN ('account', 'interaction', 'task')) + "
    "(SELECT count(*) FROM search_entry WHERE record_type IN ('account', 'interaction', 'task'))";

static void a_fault_in_any_statement_leaves_nothing_half_written(void **state) {
    import_book_t *book = open_book(state);
    int64_t faults = 0;
    bool ok = false;
    while (!ok && faults < 1000) {
        problem_clear(&book->problem);
        store_fail_after(book->store, ++faults);
        ok = store_write(book->store, add_conversation, book, &book->problem);
        bool happened = store_fault_happened(book->store);
        store_fail_after(book->store, 0);
        assert_true(ok != happened);
        if (!ok) assert_int_equal(import_book_number(book, SQL_TRACES), 0);
    }
    assert_true(faults > 20);
    assert_true(import_book_number(book, SQL_TRACES) > 0);
    import_book_close(book);
}

static bool claim_newer_schema(store_tx_t *tx, void *argument) {
    (void)argument;
    return store_run(tx, NULL, "INSERT INTO schema_migration (number, name, applied_at) VALUES (999999, 'future', 0)",
                     "");
}

static void a_book_of_a_newer_program_is_refused(void **state) {
    import_book_t *book = open_book(state);
    assert_true(store_migrate(book->store, &book->problem));
    assert_true(store_write(book->store, claim_newer_schema, NULL, &book->problem));
    assert_false(store_migrate(book->store, &book->problem));
    assert_string_equal(book->problem.code, "newer_schema");
    import_book_close(book);
}

static bool end_own_connection_once(store_tx_t *tx, void *argument) {
    bool *ended = argument;
    if (!*ended) {
        *ended = true;
        int64_t ignored = 0;
        store_get_int(tx, &ignored, "SELECT CAST(pg_terminate_backend(pg_backend_pid()) AS INTEGER)", "");
    }
    return add_setting(tx, "after the loss", "1");
}

static void a_lost_connection_is_survived(void **state) {
    import_book_t *book = open_book(state);
    bool ended = false;
    assert_true(store_write(book->store, end_own_connection_once, &ended, &book->problem));
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM setting WHERE name = 'after the loss'"), 1);
    import_book_close(book);
}

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_refused_write_keeps_nothing),          ON_BOTH(a_value_that_must_be_unique_is_a_conflict),
        ON_BOTH(a_part_that_fails_is_taken_back_alone),  ON_BOTH(values_come_back_as_they_were),
        ON_BOTH(writers_that_collide_lose_no_increment), ON_BOTH(a_fault_in_any_statement_leaves_nothing_half_written),
        ON_BOTH(a_book_of_a_newer_program_is_refused),   ON("postgresql", a_lost_connection_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
