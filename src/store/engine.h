/* What a driver implements; seen only inside src/store. The front in store.c turns calls into these. */
#ifndef DAYBOOK_STORE_ENGINE_H
#define DAYBOOK_STORE_ENGINE_H

#include "store/store.h"

typedef struct engine engine_t;

/* A transaction as the front sees it; drivers embed it first in their own. */
struct store_transaction {
    const engine_t *engine;
    store_t *store;
    problem_t *problem;
    bool failed;
    bool doomed; /* it failed as a whole: no savepoint brings it back */
    int depth;   /* open savepoints */
    int running; /* statements between query and end */
};

/* A running statement; drivers embed it first in their own. */
struct store_statement {
    store_tx_t *tx;
    bool failed;
    bool on_row; /* columns may be read */
    int rows;
    int64_t started; /* clock_ticks, for the trace */
    const char *sql;
};

/* How an engine spells the words of migrations. A word's arguments stand behind it with bars between, and $1, $2, … in
 * the spelling: {refuse NAME | INSERT ON table | condition | message} is a trigger that refuses rows for which the
 * condition holds, {keep TABLE | message} refuses every change and removal. */
typedef struct type_word {
    const char *word;
    const char *spelling;
} type_word_t;

struct engine {
    const char *name;
    const type_word_t *type_words; /* ends with a NULL word */

    void *(*open)(const char *location, const store_options_t *options, store_t *store, problem_t *problem);
    void (*close)(void *state);
    bool (*read)(void *state, store_work_t work, void *argument, problem_t *problem);
    bool (*write)(void *state, store_work_t work, void *argument, problem_t *problem);

    store_statement_t *(*query)(store_tx_t *tx, const char *sql, const store_value_t *values, size_t count);
    bool (*step)(store_statement_t *statement);
    bool (*is_null)(const store_statement_t *statement, int column);
    int64_t (*get_int)(const store_statement_t *statement, int column);
    const char *(*get_text)(const store_statement_t *statement, int column);
    const void *(*get_bytes)(const store_statement_t *statement, int column, size_t *length);
    int64_t (*changed)(const store_statement_t *statement);
    bool (*end)(store_statement_t *statement);

    /* Statements that hold off other servers until the transaction ends: before the list of migrations is made, and
     * before it is read to add to it. NULL where the start of a write does that already. */
    const char *lock_schema;
    const char *lock_migrations;

    /* Statements that give no row, or one row "ok", when all is well; ended by NULL. */
    const char *const *checks;
};

extern const engine_t SQLITE_ENGINE;
extern const engine_t POSTGRES_ENGINE;

struct store {
    const engine_t *engine;
    void *state;
    _Atomic int64_t reads, writes, commits, retries, failures;
    _Atomic int64_t statements_until_fault; /* 0: never */
};

typedef enum { REFUSED_NOT_UNIQUE, REFUSED_REFERENCED, REFUSED_OTHER } refusal_t;

/* Runs `work` once in a transaction that has begun: true when it may be committed. */
bool engine_run_work(store_tx_t *tx, store_work_t work, void *argument);

/* Marks the statement and its transaction as failed, tells the person what they can know and the log all. */
void engine_refuse(store_tx_t *tx, store_statement_t *statement, refusal_t refusal, const char *message);

/* FNV-1a, to find prepared statements by their text. */
uint64_t engine_hash(const char *text);

#endif
