/* A fresh book on either engine, with CSV files loaded through the public importer. Every call that fails fails the
 * test. */
#ifndef DAYBOOK_TEST_IMPORT_BOOK_H
#define DAYBOOK_TEST_IMPORT_BOOK_H

#include "capture/csv_import.h"
#include "catalogue/record.h"

typedef struct import_book {
    arena_t *arena;
    store_t *store;
    actor_t actor; /* whoever imports; the program until a test says otherwise */
    problem_t problem;
    char folder[64];
} import_book_t;

/* "sqlite" or "postgresql". NULL when the tests have no PostgreSQL (DAYBOOK_TEST_PG). */
import_book_t *import_book_open(const char *engine);
void import_book_close(import_book_t *book);

/* Writes a file of the book's folder and gives its path. */
const char *import_book_file(import_book_t *book, const char *name, const char *content);
const char *import_book_bytes(import_book_t *book, const char *name, const void *content, size_t length);

/* The steps of an import. `configuration` is JSON of PATCH. */
int64_t import_book_receive(import_book_t *book, const char *path, const char *type);
void import_book_configure(import_book_t *book, int64_t id, const char *configuration);
bool import_book_run(import_book_t *book, int64_t id, csv_task_t task, const csv_watch_t *watch);

/* Begins without running, as when the program ends in between; and what a start does about it. */
void import_book_begin(import_book_t *book, int64_t id, csv_task_t task);
void import_book_recover(import_book_t *book);

/* All of them: receive, configure (NULL: as recognised), run. */
int64_t import_book_load(import_book_t *book, const char *path, const char *configuration);

/* What the API answers; valid until the book is closed. */
json_t *import_book_describe(import_book_t *book, int64_t id);
json_t *import_book_problems(import_book_t *book, int64_t id);
json_t *import_book_summary(import_book_t *book, const char *type, const char *group, const char *figures);
const char *import_book_bad_rows(import_book_t *book, int64_t id);

/* One count of the description: "created", "failed"; and whether the problems have this one. */
int64_t import_book_count(import_book_t *book, int64_t id, const char *count);
const char *import_book_problem(import_book_t *book, int64_t id, int64_t line, const char *field);

/* The first column of a query, as number or text. */
int64_t import_book_number(import_book_t *book, const char *sql);
const char *import_book_text(import_book_t *book, const char *sql);

/* The folder of real data, or NULL (after saying so) where there is none. */
const char *import_book_data(void);

#endif
