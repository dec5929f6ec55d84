/* SQL on either engine behind one small interface.
 *
 * Work is a function that gets a transaction. Reads see one snapshot. Writes are atomic and durable when
 * store_write returns true: on SQLite one writer thread takes all waiting writes, runs each in a savepoint and
 * commits once; on PostgreSQL each runs SERIALIZABLE on a pooled connection and is repeated after a serialisation
 * failure, a deadlock or a lost connection. A work function may therefore run more than once, and on another
 * thread while its caller waits: it changes nothing but the database and memory that it sets anew each time.
 *
 * SQL is the subset that SQLite 3.40 and PostgreSQL 15 share, a constant text beside the function that uses it,
 * with parameters $1, $2, … A PostgreSQL parameter whose type the text does not tell is written CAST($1 AS BIGINT).
 *
 *     store_statement_t *find = store_query(tx, SQL_FIND_BY_EMAIL, "t", email);
 *     while (store_step(find)) ids[count++] = store_column_int(find, 0);
 *     if (!store_end(find)) return false;
 */
#ifndef DAYBOOK_STORE_STORE_H
#define DAYBOOK_STORE_STORE_H

#include "base/arena.h"
#include "base/problem.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct store store_t;
typedef struct store_transaction store_tx_t;
typedef struct store_statement store_statement_t;

typedef struct store_options {
    int readers; /* read connections (SQLite) or all connections (PostgreSQL); 0: 8 */
    bool create; /* create a SQLite file that is not there */
} store_options_t;

typedef bool (*store_work_t)(store_tx_t *tx, void *argument);

/* Opens "postgresql://…" (or postgres://, or "host=… dbname=…") or a SQLite file path.
 * NULL and a problem when it cannot be reached. Does not migrate. */
store_t *store_open(const char *location, const store_options_t *options, problem_t *problem);

/* Waits for work under way, then closes. No work may begin any more. NULL is allowed. */
void store_close(store_t *store);

/* Brings the schema to this program's version, one transaction per migration. Refuses a schema newer than itself. */
bool store_migrate(store_t *store, problem_t *problem);

/* What the engine itself can verify: its file's pages and its references. A problem tells the first finding. */
bool store_check(store_t *store, problem_t *problem);

/* "sqlite" or "postgresql", for the log and `daybook version`; never to branch on. */
const char *store_engine(const store_t *store);

/* Runs `work` on one snapshot, read-only. False when work returned false, or set a problem, or the engine failed; then
 * `problem` is set (by work, or here). `problem` is cleared before each run of `work`. A transaction is never begun
 * inside another of the same store. */
bool store_read(store_t *store, store_work_t work, void *argument, problem_t *problem);

/* Runs `work` in a write transaction; true only when it returned true, set no problem, and its commit is durable.
 * On false nothing of it is kept; the one exception has the code "outcome_unknown": the connection to the PostgreSQL
 * server broke between the commit and its answer. */
bool store_write(store_t *store, store_work_t work, void *argument, problem_t *problem);

/* Starts a statement. `types` has one letter per parameter: i int64_t, t const char * (NULL is SQL NULL),
 * b const void * and size_t (two arguments), n no argument (SQL NULL), o const int64_t * (NULL is SQL NULL). Never
 * NULL: a failure shows at store_end and marks the transaction as failed. Statements are prepared once per connection
 * and found again by their text. At most one run of the same text is open at a time. */
store_statement_t *store_query(store_tx_t *tx, const char *sql, const char *types, ...);

/* The same for SQL that was put together from catalogue columns, with its parameters as arrays. */
typedef struct store_value {
    enum { STORE_NULL, STORE_INT, STORE_TEXT, STORE_BYTES } kind;
    int64_t number;
    const char *text;
    size_t length; /* of STORE_BYTES */
} store_value_t;
store_statement_t *store_query_values(store_tx_t *tx, const char *sql, const store_value_t *values, size_t count);

/* The next row; false at the end and on failure. */
bool store_step(store_statement_t *statement);

/* Columns of the current row. Text and bytes live until the next step or end: copy with arena_strdup. */
bool store_column_is_null(const store_statement_t *statement, int column);
int64_t store_column_int(const store_statement_t *statement, int column);      /* 0 for NULL */
const char *store_column_text(const store_statement_t *statement, int column); /* NULL for NULL */
const void *store_column_bytes(const store_statement_t *statement, int column, size_t *length);

/* Ends the statement early or after the last row; true when it never failed. */
bool store_end(store_statement_t *statement);

/* A statement without rows; `changed` (may be NULL) gets the number of rows that it changed. */
bool store_run(store_tx_t *tx, int64_t *changed, const char *sql, const char *types, ...);

/* The first column of the first row; false when there is no row or it failed (tell them apart with store_failed). */
bool store_get_int(store_tx_t *tx, int64_t *out, const char *sql, const char *types, ...);
char *store_get_text(store_tx_t *tx, arena_t *arena, const char *sql, const char *types, ...); /* NULL when no row */

/* True when a statement of this transaction failed in the engine; the problem is set then. A unique or foreign-key
 * violation is such a failure: callers check first and treat the engine's refusal as the second line. */
bool store_failed(const store_tx_t *tx);

/* Inside a write: a part that can be taken back alone (one row of an import). */
bool store_savepoint(store_tx_t *tx);
bool store_savepoint_release(store_tx_t *tx);

/* Also clears store_failed, but not the problem. False when the transaction cannot go on: a serialisation failure or a
 * lost connection ends the whole of it, and it may be run again. */
bool store_savepoint_rollback(store_tx_t *tx);

typedef struct store_figures {
    int64_t reads, writes;
    int64_t commits; /* on SQLite one of many writes */
    int64_t retries;
    int64_t failures; /* the engine's, not refusals by work */
} store_figures_t;
store_figures_t store_figures(const store_t *store);

#endif
