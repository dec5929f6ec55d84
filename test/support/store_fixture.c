#include "support/store_fixture.h"

#include "base/clock.h"
#include "base/text.h"
#include "support/cmocka.h"

#include <dirent.h>
#include <libpq-fe.h>
#include <unistd.h>

static void fixture_check(const store_fixture_t *fixture, bool ok) {
    if (!ok) fail_msg("%s: %s", fixture->problem.code, fixture->problem.message);
}

static void fixture_ignore_notice(void *unused, const char *message) {
    (void)unused;
    (void)message;
}

void store_fixture_run_beside(const store_fixture_t *fixture, const char *sql) {
    PGconn *connection = PQconnectdb(fixture->server);
    PQsetNoticeProcessor(connection, fixture_ignore_notice, NULL);
    PGresult *result = PQexec(connection, sql);
    ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail_msg("%s", PQerrorMessage(connection));
    PQclear(result);
    PQfinish(connection);
}

static void fixture_make_schema(store_fixture_t *fixture) {
    char separator = strchr(fixture->server, '?') != NULL ? '&' : '?';
    store_fixture_run_beside(fixture, arena_printf(fixture->arena, "CREATE SCHEMA \"%s\"", fixture->name));
    fixture->location = arena_printf(fixture->arena, "%s%coptions=-csearch_path%%3D\"%s\"&application_name=%s",
                                     fixture->server, separator, fixture->name, fixture->name);
}

store_fixture_t *store_fixture_place(void **state) {
    const char *server = text_equal(*state, "postgresql") ? getenv("DAYBOOK_TEST_PG") : NULL;
    if (server == NULL && !text_equal(*state, "sqlite")) skip();
    store_fixture_t *fixture = calloc(1, sizeof *fixture);
    assert_non_null(fixture);
    fixture->arena = arena_create();
    fixture->problem = problem_create(fixture->arena);
    fixture->server = server;
    snprintf(fixture->folder, sizeof fixture->folder, "%s", "/tmp/daybook-store.XXXXXX");
    assert_non_null(mkdtemp(fixture->folder));
    fixture->name = strrchr(fixture->folder, '/') + 1;
    if (server != NULL)
        fixture_make_schema(fixture);
    else
        fixture->location = arena_printf(fixture->arena, "%s/book.db", fixture->folder);
    return fixture;
}

store_t *store_fixture_connect(store_fixture_t *fixture, int connections) {
    const store_options_t options = {.readers = connections, .create = true};
    store_t *store = store_open(fixture->location, &options, &fixture->problem);
    fixture_check(fixture, store != NULL);
    return store;
}

store_fixture_t *store_fixture_open(void **state, int connections) {
    store_fixture_t *fixture = store_fixture_place(state);
    fixture->store = store_fixture_connect(fixture, connections);
    store_fixture_run(fixture, "CREATE TABLE entry (number BIGINT, text TEXT)");
    return fixture;
}

static void fixture_remove_folder(const store_fixture_t *fixture) {
    DIR *folder = opendir(fixture->folder);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.') unlink(arena_printf(fixture->arena, "%s/%s", fixture->folder, entry->d_name));
    if (folder != NULL) closedir(folder);
    rmdir(fixture->folder);
}

void store_fixture_close(store_fixture_t *fixture) {
    store_close(fixture->store);
    if (fixture->server != NULL)
        store_fixture_run_beside(fixture, arena_printf(fixture->arena, "DROP SCHEMA \"%s\" CASCADE", fixture->name));
    fixture_remove_folder(fixture);
    arena_destroy(fixture->arena);
    free(fixture);
}

static bool fixture_run_work(store_tx_t *tx, void *argument) {
    return store_run(tx, NULL, argument, "");
}

void store_fixture_run(store_fixture_t *fixture, const char *sql) {
    char *copy = arena_strdup(fixture->arena, sql);
    fixture_check(fixture, store_write(fixture->store, fixture_run_work, copy, &fixture->problem));
}

typedef struct number {
    const char *sql;
    int64_t value;
} number_t;

static bool fixture_number_work(store_tx_t *tx, void *argument) {
    number_t *number = argument;
    return store_get_int(tx, &number->value, number->sql, "");
}

int64_t store_fixture_number(store_fixture_t *fixture, const char *sql) {
    number_t number = {.sql = sql};
    problem_t problem = problem_create(fixture->arena);
    if (!store_read(fixture->store, fixture_number_work, &number, &problem)) fail_msg("%s", problem.message);
    return number.value;
}

bool store_fixture_add(store_tx_t *tx, int64_t number, const char *text) {
    return store_run(tx, NULL, "INSERT INTO entry (number, text) VALUES ($1, $2)", "it", number, text);
}

unsigned store_fixture_seed(const char *test) {
    int64_t seed = 0;
    const char *given = getenv("DAYBOOK_TEST_SEED");
    if (given == NULL || !text_parse_int(given, &seed)) random_bytes(&seed, sizeof(unsigned));
    print_message("%s: DAYBOOK_TEST_SEED=%u repeats this run\n", test, (unsigned)seed);
    return (unsigned)seed;
}
