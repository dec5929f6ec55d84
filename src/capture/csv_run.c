/* The run of an import: the file in chunks, each chunk one transaction. */
#include "capture/csv_run.h"

#include "base/clock.h"
#include "base/text.h"
#include "customer/organisation.h"

#include <assert.h>

enum { CHUNK_ROWS = 250, CHUNK_BYTES = 4 * 1024 * 1024, KEYS_LIMIT = 4 * 1024 * 1024, KNOWN_WORDS_LIMIT = 64 * 1024 };

/* Rows that wait for their transaction; it may run them more than once. */
typedef struct chunk {
    csv_run_t *run;
    arena_t *arena;   /* of the rows */
    arena_t *scratch; /* of the attempt */
    csv_row_t *rows;
    size_t count;
    const csv_deferred_t *deferred; /* instead of rows, at the end */
    size_t deferred_count;
    problem_t problem;
    csv_attempt_t attempt;
} chunk_t;

void csv_problem_add(csv_attempt_t *attempt, int64_t line, bool error, const char *field, const char *code,
                     const char *message) {
    csv_problem_t *problem = ARENA_NEW(attempt->context.arena, csv_problem_t);
    *problem = (csv_problem_t){.line = line, .error = error, .field = field, .code = code, .message = message};
    if (attempt->problems.last != NULL)
        attempt->problems.last->next = problem;
    else
        attempt->problems.first = problem;
    attempt->problems.last = problem;
}

static const char SQL_PROBLEM_LAST[] =
    "SELECT max(position) FROM csv_import_problem WHERE import_id = $1 AND line = $2";

static const char SQL_PROBLEM_ADD[] =
    "INSERT INTO csv_import_problem (import_id, line, position, severity, field, code, message) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7)";

static const char SQL_COUNTS[] =
    "UPDATE csv_import SET created_count = $1, updated_count = $2, skipped_count = $3, failed_count = $4 WHERE id = $5";

static bool progress_write_problem(const csv_attempt_t *attempt, const csv_problem_t *problem, int64_t *position) {
    const context_t *context = &attempt->context;
    return store_run(context->tx, NULL, SQL_PROBLEM_ADD, "iiitttt", attempt->run->import_id, problem->line,
                     (*position)++, problem->error ? "error" : "warning", problem->field, problem->code,
                     problem->message);
}

bool csv_problems_write(const csv_attempt_t *attempt) {
    const context_t *context = &attempt->context;
    const csv_run_t *run = attempt->run;
    int64_t line = -1, position = 0;
    for (const csv_problem_t *problem = attempt->problems.first; problem != NULL; problem = problem->next) {
        int64_t last = 0;
        if (problem->line != line) {
            position = 1;
            if (store_get_int(context->tx, &last, SQL_PROBLEM_LAST, "ii", run->import_id, problem->line))
                position = last + 1;
        }
        line = problem->line;
        if (!progress_write_problem(attempt, problem, &position)) return false;
    }
    return true;
}

static bool progress_write(const csv_attempt_t *attempt) {
    const csv_run_t *run = attempt->run;
    store_tx_t *tx = attempt->context.tx;
    int64_t counts[ROW_OUTCOMES];
    for (int i = 0; i < ROW_OUTCOMES; i++) counts[i] = run->counts.rows[i] + attempt->counts.rows[i];
    return csv_problems_write(attempt) &&
           store_run(tx, NULL, SQL_COUNTS, "iiiii", counts[ROW_CREATED], counts[ROW_UPDATED], counts[ROW_SKIPPED],
                     counts[ROW_FAILED], run->import_id);
}

static bool attempt_defaults(csv_attempt_t *attempt) {
    const csv_plan_t *plan = attempt->run->plan;
    if (text_equal(plan->defaults, "{}")) return true;
    json_t *json = json_loads(plan->defaults, 0, NULL);
    bool ok = json != NULL && record_parse_json(&attempt->context, plan->type, json, &attempt->defaults);
    json_decref(json);
    return ok;
}

static void attempt_begin(chunk_t *chunk, store_tx_t *tx, bool careful) {
    csv_run_t *run = chunk->run;
    arena_clear(chunk->scratch);
    chunk->problem = problem_create(chunk->scratch);
    csv_references_forget(run->references, (csv_mark_t){0, 0, 0});
    if (run->keys != NULL) memo_forget(run->keys, 0);
    chunk->attempt = (csv_attempt_t){.run = run, .careful = careful};
    chunk->attempt.context = (context_t){.arena = chunk->scratch,
                                         .tx = tx,
                                         .actor = run->actor,
                                         .problem = &chunk->problem,
                                         .now = clock_now(),
                                         .import_id = run->import_id};
}

static bool attempt_rows(chunk_t *chunk) {
    csv_attempt_t *attempt = &chunk->attempt;
    if (!attempt_defaults(attempt)) return false;
    for (size_t i = 0; i < chunk->count; i++)
        if (!csv_row_write(attempt, &chunk->rows[i])) return false;
    const csv_deferred_t *deferred = chunk->deferred;
    for (size_t i = 0; i < chunk->deferred_count; i++, deferred = deferred->next)
        if (!csv_deferred_write(attempt, deferred)) return false;
    return true;
}

/* First in one go; when a row fails while it is written, the whole again with each row in a savepoint. */
static bool chunk_write(store_tx_t *tx, void *argument) {
    chunk_t *chunk = argument;
    csv_run_t *run = chunk->run;
    attempt_begin(chunk, tx, run->careful);
    context_t *context = &chunk->attempt.context;
    if (!store_savepoint(tx)) return context_done(context);
    bool done = attempt_rows(chunk);
    if (!done && chunk->attempt.row_failed) {
        if (!store_savepoint_rollback(tx) || !store_savepoint(tx)) return context_done(context);
        attempt_begin(chunk, tx, true);
        done = attempt_rows(chunk);
    }
    if (!done) return false;
    bool ended = run->dry ? store_savepoint_rollback(tx) : store_savepoint_release(tx);
    return ended && progress_write(&chunk->attempt) && context_done(context);
}

static void run_keep_deferred(csv_run_t *run, const csv_attempt_t *attempt) {
    for (const csv_deferred_t *deferred = attempt->deferred; deferred != NULL; deferred = deferred->next) {
        csv_deferred_t *copy = ARENA_NEW(run->arena, csv_deferred_t);
        *copy = *deferred;
        copy->text = arena_strdup(run->arena, deferred->text);
        copy->next = run->deferred;
        run->deferred = copy;
        run->deferred_count++;
    }
}

static bool run_chunk(chunk_t *chunk, problem_t *problem) {
    csv_run_t *run = chunk->run;
    if (!store_write(run->store, chunk_write, chunk, &chunk->problem)) {
        const problem_t *why = &chunk->problem;
        return problem_set(problem, why->kind, arena_strdup(problem->arena, why->code), "%s",
                           why->message != NULL ? why->message : "The import could not go on.");
    }
    csv_references_settle(run->references, !run->dry);
    if (run->keys != NULL) memo_keep(run->keys);
    memo_keep(run->words);
    for (int i = 0; i < ROW_OUTCOMES; i++) run->counts.rows[i] += chunk->attempt.counts.rows[i];
    run_keep_deferred(run, &chunk->attempt);
    run->careful = chunk->attempt.careful && chunk->attempt.counts.rows[ROW_FAILED] > 0;
    return true;
}

static void chunk_take_row(chunk_t *chunk, const csv_row_t *row, size_t *bytes) {
    const char **cells = ARENA_ARRAY(chunk->arena, const char *, row->count + 1);
    for (size_t i = 0; i < row->count; i++) {
        cells[i] = arena_strdup(chunk->arena, row->cells[i]);
        *bytes += strlen(cells[i]);
    }
    chunk->rows[chunk->count] = *row;
    chunk->rows[chunk->count++].cells = cells;
}

static void chunk_read(chunk_t *chunk, csv_reader_t *reader) {
    csv_row_t row;
    size_t bytes = 0;
    arena_clear(chunk->arena);
    chunk->rows = ARENA_ARRAY(chunk->arena, csv_row_t, CHUNK_ROWS);
    chunk->count = 0;
    while (chunk->count < CHUNK_ROWS && bytes < CHUNK_BYTES && csv_reader_next(reader, &row))
        chunk_take_row(chunk, &row, &bytes);
}

static bool watch_stops(const csv_watch_t *watch) {
    return watch != NULL && watch->stop != NULL && watch->stop(watch->argument);
}

static void watch_show(const csv_watch_t *watch, const csv_run_t *run) {
    int64_t done = 0;
    for (int i = 0; i < ROW_OUTCOMES; i++) done += run->counts.rows[i];
    if (watch != NULL && watch->progress != NULL) watch->progress(watch->argument, done, run->plan->row_count);
}

static bool run_rows(chunk_t *chunk, csv_reader_t *reader, const csv_watch_t *watch, bool *stopped,
                     problem_t *problem) {
    csv_row_t header;
    *stopped = watch_stops(watch);
    if (*stopped || !csv_reader_next(reader, &header)) return true;
    for (;;) {
        chunk_read(chunk, reader);
        if (chunk->count == 0) break;
        if (!run_chunk(chunk, problem)) return false;
        watch_show(watch, chunk->run);
        if (watch_stops(watch)) {
            *stopped = true;
            return true;
        }
    }
    if (csv_reader_failed(reader))
        return problem_set(problem, PROBLEM_UNAVAILABLE, "file_unreadable", "The file cannot be read to its end.");
    return true;
}

/* The list was put together backwards; parents are filled in the order of the file. */
static csv_deferred_t *run_deferred_in_order(csv_run_t *run) {
    csv_deferred_t *ordered = NULL;
    while (run->deferred != NULL) {
        csv_deferred_t *next = run->deferred->next;
        run->deferred->next = ordered;
        ordered = run->deferred;
        run->deferred = next;
    }
    return ordered;
}

static bool run_deferred(chunk_t *chunk, const csv_watch_t *watch, bool *stopped, problem_t *problem) {
    const csv_deferred_t *deferred = run_deferred_in_order(chunk->run);
    chunk->count = 0;
    while (deferred != NULL) {
        chunk->deferred = deferred;
        for (chunk->deferred_count = 0; deferred != NULL && chunk->deferred_count < CHUNK_ROWS;
             deferred = deferred->next)
            chunk->deferred_count++;
        if (!run_chunk(chunk, problem)) return false;
        if (!watch_stops(watch)) continue;
        *stopped = true;
        return true;
    }
    return true;
}

/* What is read once, before the first chunk. */
typedef struct opening {
    csv_run_t *run;
    int64_t id;
    problem_t *problem;
    const char *path;
    const char *state;
    bool found;
} opening_t;

static const char SQL_OPEN[] = "SELECT record_type, file_path, state, mapping, dry_run FROM csv_import WHERE id = $1";

static bool run_open(store_tx_t *tx, void *argument) {
    opening_t *opening = argument;
    csv_run_t *run = opening->run;
    context_t context = {
        .arena = run->arena, .tx = tx, .actor = run->actor, .problem = opening->problem, .now = clock_now()};
    organisation_t organisation;
    bool ok = organisation_read(&context, &organisation);
    store_statement_t *row = store_query(tx, SQL_OPEN, "i", opening->id);
    opening->found = ok && store_step(row);
    if (opening->found) {
        const record_type_t *type = catalogue_find(store_column_text(row, 0));
        opening->path = arena_strdup(run->arena, store_column_text(row, 1));
        opening->state = arena_strdup(run->arena, store_column_text(row, 2));
        run->dry = store_column_int(row, 4) != 0;
        ok = csv_plan_load(run->arena, store_column_text(row, 3), type, &run->plan, opening->problem);
    }
    if (!store_end(row) || !ok) return context_done(&context) && ok;
    if (!opening->found)
        return problem_set(opening->problem, PROBLEM_NOT_FOUND, "not_found", "There is no import %lld.",
                           (long long)opening->id);
    const char *code = run->plan->default_currency != NULL ? run->plan->default_currency : organisation.currency;
    run->currency = currency_find(code);
    return run->currency != NULL ||
           problem_set(opening->problem, PROBLEM_INVALID, "not_a_currency", "The currency %s is not known.", code);
}

typedef struct closing {
    int64_t id;
    const char *state;
    const char *mapping; /* NULL: as it is */
} closing_t;

static const char SQL_CLOSE[] =
    "UPDATE csv_import SET state = $1, finished_at = $2, mapping = COALESCE($3, mapping), "
    "undone_at = CASE WHEN $1 = 'undone' THEN $2 ELSE undone_at END WHERE id = $4";

static bool run_close(store_tx_t *tx, void *argument) {
    const closing_t *closing = argument;
    return store_run(tx, NULL, SQL_CLOSE, "titi", closing->state, clock_now(), closing->mapping, closing->id);
}

static bool run_finish(csv_run_t *run, const char *state, problem_t *problem) {
    problem_t own = problem_create(run->arena);
    closing_t closing = {.id = run->import_id, .state = state};
    if (run->references != NULL) {
        text_t made = text_create(run->arena, 4096);
        json_writer_t writer = json_begin(&made);
        json_write_object(&writer, NULL);
        csv_references_write_made(run->references, &writer);
        json_write_close(&writer);
        run->plan->made = made.data;
        closing.mapping = csv_plan_save(run->arena, run->plan);
    }
    if (store_write(run->store, run_close, &closing, &own)) return true;
    return problem_set(problem, own.kind, arena_strdup(problem->arena, own.code), "%s", own.message);
}

static bool run_import(csv_run_t *run, const char *path, const csv_watch_t *watch, bool *stopped, problem_t *problem) {
    csv_reader_t *reader = csv_reader_open(path, &run->plan->format, problem);
    if (reader == NULL) return false;
    chunk_t chunk = {.run = run, .arena = arena_create(), .scratch = arena_create()};
    chunk.problem = problem_create(chunk.scratch);
    bool ok = run_rows(&chunk, reader, watch, stopped, problem) &&
              (*stopped || run_deferred(&chunk, watch, stopped, problem));
    csv_reader_close(reader);
    arena_destroy(chunk.arena);
    arena_destroy(chunk.scratch);
    return ok;
}

/* A check that was stopped leaves nothing behind; an import that was stopped leaves what it has written. */
static const char *run_end_state(const csv_run_t *run, bool ok, bool stopped) {
    if (run->dry) return ok && !stopped ? "checked" : "uploaded";
    return !ok ? "failed" : stopped ? "cancelled" : "done";
}

static bool run_begun(csv_run_t *run, const opening_t *opening, const csv_watch_t *watch, problem_t *problem) {
    bool stopped = false, ok = false;
    if (text_equal(opening->state, "undoing")) {
        ok = csv_undo_run(run->store, run->actor, run->import_id, watch, &stopped, problem);
        return run_finish(run, ok && !stopped ? "undone" : ok ? "cancelled" : "failed", problem) && ok;
    }
    if (!text_equal(opening->state, "running"))
        return problem_set(problem, PROBLEM_CONFLICT, "not_begun", "This import was not started.");
    run->references = csv_references_create(run->plan->type);
    run->words = memo_create(KNOWN_WORDS_LIMIT);
    run->may_fill = csv_reference_makeable(&ACTOR_PROGRAM, run->plan->type);
    if (run->dry) run->keys = memo_create(KEYS_LIMIT);
    ok = run_import(run, opening->path, watch, &stopped, problem);
    bool finished = run_finish(run, run_end_state(run, ok, stopped), problem);
    csv_references_destroy(run->references);
    memo_destroy(run->keys);
    memo_destroy(run->words);
    return finished && ok;
}

bool csv_import_run(store_t *store, const actor_t *actor, int64_t id, const csv_watch_t *watch, problem_t *problem) {
    arena_t *arena = arena_create();
    csv_run_t run = {.store = store, .actor = actor, .import_id = id, .arena = arena};
    opening_t opening = {.run = &run, .id = id, .problem = problem};
    bool ok = store_read(store, run_open, &opening, problem) && run_begun(&run, &opening, watch, problem);
    arena_destroy(arena);
    return ok;
}
