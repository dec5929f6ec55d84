/* A store of its own for each test, on either engine, with one small table of numbers and texts. */
#ifndef DAYBOOK_TEST_STORE_FIXTURE_H
#define DAYBOOK_TEST_STORE_FIXTURE_H

#include "store/store.h"

typedef struct store_fixture {
    arena_t *arena;
    store_t *store;
    problem_t problem;
    const char *name;     /* of its folder, its PostgreSQL schema and its connections */
    const char *location; /* what store_open takes */
    const char *server;   /* the PostgreSQL server's URL; NULL for SQLite */
    char folder[64];
} store_fixture_t;

/* Opens with the table entry (number, text). `*state` is "sqlite" or "postgresql"; the test is skipped where there is
 * no PostgreSQL (DAYBOOK_TEST_PG). Every call that fails here fails the test. */
store_fixture_t *store_fixture_open(void **state, int connections);
void store_fixture_close(store_fixture_t *fixture);

/* The place alone, before anybody has opened a store there. */
store_fixture_t *store_fixture_place(void **state);
store_t *store_fixture_connect(store_fixture_t *fixture, int connections);

/* One statement in a write of its own, and the first column of a query. */
void store_fixture_run(store_fixture_t *fixture, const char *sql);
int64_t store_fixture_number(store_fixture_t *fixture, const char *sql);

/* For works: adds one row. */
bool store_fixture_add(store_tx_t *tx, int64_t number, const char *text);

/* Runs one statement on a connection of its own that the store does not know of (PostgreSQL). */
void store_fixture_run_beside(const store_fixture_t *fixture, const char *sql);

/* A seed to print and to repeat a run with: DAYBOOK_TEST_SEED, or else a random one. */
unsigned store_fixture_seed(const char *test);

/* The same test on both engines, in a table of tests. */
#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

#endif
