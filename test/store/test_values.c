/* Values go in and come back as they were, through statements that are prepared once. */
#include "base/text.h"
#include "support/cmocka.h"
#include "support/store_fixture.h"

static const char SQL_ADD_SAMPLE[] = "INSERT INTO sample (number, text, content) VALUES ($1, $2, $3)";

static store_fixture_t *open_samples(void **state) {
    store_fixture_t *fixture = store_fixture_open(state, 2);
    const char *content = fixture->server != NULL ? "BYTEA" : "BLOB";
    store_fixture_run(
        fixture, arena_printf(fixture->arena, "CREATE TABLE sample (number BIGINT, text TEXT, content %s)", content));
    return fixture;
}

static const char *const TEXTS[] = {
    "",
    "it's \"quoted\" \\ 100 % $1 ?",
    "line\nline\ttab\r\n",
    "\xC3\x85ngstr\xC3\xB6m \xD8\xB4\xD8\xB1\xD9\x83\xD8\xA9 \xE6\xA0\xAA\xE5\xBC\x8F\xE4\xBC\x9A\xE7\xA4\xBE",
    "\xF0\x9F\x8C\xBF\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x92\xBB",
    "'; DROP TABLE sample; --",
};
enum { TEXT_COUNT = sizeof TEXTS / sizeof TEXTS[0] };

static bool write_texts(store_tx_t *tx, void *argument) {
    (void)argument;
    for (int64_t i = 0; i < TEXT_COUNT; i++)
        if (!store_run(tx, NULL, SQL_ADD_SAMPLE, "itn", i, TEXTS[i])) return false;
    return true;
}

static bool read_texts(store_tx_t *tx, void *argument) {
    (void)argument;
    int64_t count = 0;
    store_statement_t *rows = store_query(tx, "SELECT number, text FROM sample ORDER BY number", "");
    while (store_step(rows)) {
        assert_int_equal(store_column_int(rows, 0), count);
        assert_string_equal(store_column_text(rows, 1), TEXTS[count++]);
    }
    assert_int_equal(count, TEXT_COUNT);
    return store_end(rows);
}

static void texts_of_any_script_come_back(void **state) {
    store_fixture_t *fixture = open_samples(state);
    assert_true(store_write(fixture->store, write_texts, NULL, &fixture->problem));
    assert_true(store_read(fixture->store, read_texts, NULL, &fixture->problem));
    store_fixture_close(fixture);
}

static const int64_t NUMBERS[] = {INT64_MIN, INT64_MIN + 1, -4294967297, -1, 0, 1, 9007199254740993, INT64_MAX};
enum { NUMBER_COUNT = sizeof NUMBERS / sizeof NUMBERS[0] };

static bool write_numbers(store_tx_t *tx, void *argument) {
    (void)argument;
    for (size_t i = 0; i < NUMBER_COUNT; i++)
        if (!store_run(tx, NULL, SQL_ADD_SAMPLE, "onn", &NUMBERS[i])) return false;
    return true;
}

static bool read_numbers(store_tx_t *tx, void *argument) {
    (void)argument;
    size_t count = 0;
    store_statement_t *rows = store_query(tx, "SELECT number FROM sample ORDER BY number", "");
    while (store_step(rows)) assert_true(store_column_int(rows, 0) == NUMBERS[count++]);
    assert_int_equal(count, NUMBER_COUNT);
    return store_end(rows);
}

static void numbers_of_any_size_come_back(void **state) {
    store_fixture_t *fixture = open_samples(state);
    assert_true(store_write(fixture->store, write_numbers, NULL, &fixture->problem));
    assert_true(store_read(fixture->store, read_numbers, NULL, &fixture->problem));
    store_fixture_close(fixture);
}

enum { MANY_BYTES = 100000 };

static bool write_bytes(store_tx_t *tx, void *argument) {
    const unsigned char *bytes = argument;
    return store_run(tx, NULL, SQL_ADD_SAMPLE, "inb", (int64_t)1, bytes, (size_t)MANY_BYTES) &&
           store_run(tx, NULL, SQL_ADD_SAMPLE, "inb", (int64_t)2, bytes, (size_t)0);
}

static bool read_bytes(store_tx_t *tx, void *argument) {
    size_t length = 0;
    store_statement_t *rows = store_query(tx, "SELECT content FROM sample ORDER BY number", "");
    assert_true(store_step(rows));
    const unsigned char *bytes = store_column_bytes(rows, 0, &length);
    assert_int_equal(length, MANY_BYTES);
    assert_memory_equal(bytes, argument, MANY_BYTES);
    assert_true(store_step(rows));
    assert_false(store_column_is_null(rows, 0));
    store_column_bytes(rows, 0, &length);
    assert_int_equal(length, 0);
    return store_end(rows);
}

static void bytes_come_back(void **state) {
    store_fixture_t *fixture = open_samples(state);
    unsigned char *bytes = arena_alloc(fixture->arena, MANY_BYTES);
    for (size_t i = 0; i < MANY_BYTES; i++) bytes[i] = (unsigned char)(i % 251 * 7);
    assert_true(store_write(fixture->store, write_bytes, bytes, &fixture->problem));
    assert_true(store_read(fixture->store, read_bytes, bytes, &fixture->problem));
    store_fixture_close(fixture);
}

static bool write_nulls(store_tx_t *tx, void *argument) {
    const store_value_t nulls[] = {{.kind = STORE_NULL}, {.kind = STORE_TEXT}, {.kind = STORE_BYTES}};
    (void)argument;
    return store_run(tx, NULL, SQL_ADD_SAMPLE, "nnn") &&
           store_run(tx, NULL, SQL_ADD_SAMPLE, "otb", (const int64_t *)NULL, (const char *)NULL, (const void *)NULL,
                     (size_t)0) &&
           store_end(store_query_values(tx, "SELECT CAST($1 AS BIGINT), CAST($2 AS TEXT), CAST($3 AS TEXT)", nulls, 3));
}

static bool read_nulls(store_tx_t *tx, void *argument) {
    size_t length = 1;
    (void)argument;
    store_statement_t *rows = store_query(tx, "SELECT number, text, content FROM sample", "");
    for (int i = 0; i < 2; i++) {
        assert_true(store_step(rows));
        for (int column = 0; column < 3; column++) assert_true(store_column_is_null(rows, column));
        assert_int_equal(store_column_int(rows, 0), 0);
        assert_null(store_column_text(rows, 1));
        assert_null(store_column_bytes(rows, 2, &length));
        assert_int_equal(length, 0);
    }
    assert_false(store_step(rows));
    return store_end(rows);
}

static void nothing_comes_back_as_nothing(void **state) {
    store_fixture_t *fixture = open_samples(state);
    assert_true(store_write(fixture->store, write_nulls, NULL, &fixture->problem));
    assert_true(store_read(fixture->store, read_nulls, NULL, &fixture->problem));
    store_fixture_close(fixture);
}

static bool read_short_forms(store_tx_t *tx, void *argument) {
    store_fixture_t *fixture = argument;
    int64_t number = 7;
    assert_true(store_get_int(tx, &number, "SELECT number FROM entry WHERE text = $1", "t", "five"));
    assert_int_equal(number, 5);
    assert_false(store_get_int(tx, &number, "SELECT number FROM entry WHERE text = $1", "t", "six"));
    assert_false(store_failed(tx));
    assert_int_equal(number, 5); /* no row leaves it as it was */
    assert_string_equal(store_get_text(tx, fixture->arena, "SELECT text FROM entry", ""), "five");
    assert_null(store_get_text(tx, fixture->arena, "SELECT text FROM entry WHERE number = $1", "i", (int64_t)6));
    assert_true(store_get_int(tx, &number, "SELECT number = $1 FROM entry", "i", (int64_t)5));
    assert_int_equal(number, 1); /* what is true is 1 on either engine */
    return true;
}

static bool add_five(store_tx_t *tx, void *argument) {
    (void)argument;
    return store_fixture_add(tx, 5, "five");
}

static void single_values_have_a_short_form(void **state) {
    store_fixture_t *fixture = open_samples(state);
    assert_true(store_write(fixture->store, add_five, NULL, &fixture->problem));
    assert_true(store_read(fixture->store, read_short_forms, fixture, &fixture->problem));
    store_fixture_close(fixture);
}

enum { STATEMENTS = 600 };

static bool run_many_texts(store_tx_t *tx, arena_t *arena) {
    for (int i = 0; i < STATEMENTS; i++) {
        int64_t answer = 0;
        char *sql = arena_printf(arena, "SELECT %d + CAST($1 AS BIGINT)", i);
        if (!store_get_int(tx, &answer, sql, "i", (int64_t)i)) return false;
        assert_int_equal(answer, i * 2);
    }
    return true;
}

/* One statement stays open while all others of the connection's cache are driven out twice. */
static bool run_more_texts_than_are_kept(store_tx_t *tx, void *argument) {
    arena_t *arena = argument;
    store_statement_t *open = store_query(tx, "SELECT number FROM sample ORDER BY number", "");
    for (size_t i = 0; i < NUMBER_COUNT; i++) {
        assert_true(store_step(open));
        assert_true(store_column_int(open, 0) == NUMBERS[i]);
        if (i == 1 || i == 3) assert_true(run_many_texts(tx, arena));
    }
    assert_false(store_step(open));
    return store_end(open);
}

static bool count_prepared(store_tx_t *tx, void *argument) {
    return store_get_int(tx, argument, "SELECT count(*) FROM pg_prepared_statements", "");
}

static void statements_stay_right_when_more_are_used_than_kept(void **state) {
    int64_t prepared = 0;
    store_fixture_t *fixture = open_samples(state);
    assert_true(store_write(fixture->store, write_numbers, NULL, &fixture->problem));
    for (int i = 0; i < 3; i++)
        assert_true(store_read(fixture->store, run_more_texts_than_are_kept, fixture->arena, &fixture->problem));
    if (fixture->server != NULL) assert_true(store_read(fixture->store, count_prepared, &prepared, &fixture->problem));
    assert_in_range(prepared, 0, STATEMENTS - 1); /* the server forgets what we forget */
    store_fixture_close(fixture);
}

static bool nest_the_same_text(store_tx_t *tx, void *argument) {
    static const char sql[] = "SELECT number FROM sample WHERE number >= $1 ORDER BY number";
    (void)argument;
    store_statement_t *outer = store_query(tx, sql, "i", (int64_t)0);
    assert_true(store_step(outer));
    store_statement_t *inner = store_query(tx, sql, "i", INT64_MAX);
    assert_true(store_step(inner));
    assert_true(store_column_int(inner, 0) == INT64_MAX);
    assert_false(store_step(inner));
    assert_true(store_end(inner));
    assert_true(store_step(outer));
    assert_int_equal(store_column_int(outer, 0), 1);
    return store_end(outer);
}

static void the_same_text_may_run_inside_itself(void **state) {
    store_fixture_t *fixture = open_samples(state);
    assert_true(store_write(fixture->store, write_numbers, NULL, &fixture->problem));
    assert_true(store_read(fixture->store, nest_the_same_text, NULL, &fixture->problem));
    store_fixture_close(fixture);
}

static bool give_too_few(store_tx_t *tx, void *argument) {
    (void)argument;
    return store_run(tx, NULL, SQL_ADD_SAMPLE, "in", (int64_t)1);
}

static bool give_too_many(store_tx_t *tx, void *argument) {
    (void)argument;
    return store_run(tx, NULL, SQL_ADD_SAMPLE, "innn", (int64_t)1);
}

static void parameters_that_do_not_fit_are_refused(void **state) {
    store_fixture_t *fixture = open_samples(state);
    assert_false(store_write(fixture->store, give_too_few, NULL, &fixture->problem));
    assert_false(store_write(fixture->store, give_too_many, NULL, &fixture->problem));
    assert_int_equal(store_fixture_number(fixture, "SELECT count(*) FROM sample"), 0);
    store_fixture_close(fixture);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(texts_of_any_script_come_back),
        ON_BOTH(numbers_of_any_size_come_back),
        ON_BOTH(bytes_come_back),
        ON_BOTH(nothing_comes_back_as_nothing),
        ON_BOTH(single_values_have_a_short_form),
        ON_BOTH(statements_stay_right_when_more_are_used_than_kept),
        ON_BOTH(the_same_text_may_run_inside_itself),
        ON_BOTH(parameters_that_do_not_fit_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
