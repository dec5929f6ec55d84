/* Undo of an import from its history: what it created goes, what it changed is set back, and what somebody has worked
 * on since stays as it is and is reported. Every change that was dealt with is marked with the negative number of the
 * import: an undo that was stopped goes on where it was, and its own writes do not count as somebody's. */
#include "capture/csv_run.h"

#include "base/clock.h"
#include "base/text.h"

enum { CHUNK_CHANGES = 200, VALUE_LIMIT = 4 * 1024 * 1024 };

static const char SQL_CHANGES[] =
    "SELECT id, record_type, record_id, action, before_values, after_values FROM change "
    "WHERE import_id = $1 ORDER BY id DESC LIMIT $2";

static const char SQL_SETTLE[] = "UPDATE change SET import_id = $1 WHERE id = $2";

static const char SQL_COUNT[] = "SELECT count(*) FROM change WHERE import_id = $1";

static const char SQL_CHANGED_SINCE[] =
    "SELECT count(*) FROM change WHERE record_type = $1 AND record_id = $2 AND id > $3 "
    "AND (import_id IS NULL OR import_id NOT IN ($4, $5))";

static const char SQL_FORGET_KEYS[] =
    "DELETE FROM external_key WHERE import_id = $1 AND NOT EXISTS (SELECT 1 FROM change c WHERE c.import_id = $2 "
    "AND c.action = 'created' AND c.record_type = external_key.record_type AND c.record_id = external_key.record_id)";

typedef struct change {
    int64_t id;
    const record_type_t *type;
    int64_t record_id;
    const char *action;
    const char *before, *after; /* JSON */
} change_t;

typedef struct undo {
    csv_run_t run;
    actor_t actor;
    arena_t *scratch;
    problem_t problem;
    csv_attempt_t attempt;
    size_t handled; /* in the last chunk */
    int64_t done, total;
} undo_t;

/* Whoever may import may take it back, though their role may not delete otherwise. */
static actor_t undo_actor(const actor_t *actor) {
    actor_t undoer = *actor;
    undoer.role = ROLE_ADMINISTRATOR;
    return undoer;
}

static const char *change_title(context_t *context, const change_t *change) {
    json_t *values = change->after != NULL ? json_loads(change->after, 0, NULL) : NULL;
    const json_t *title = json_object_get(values, change->type->title);
    if (json_is_object(title)) title = json_object_get(title, "title");
    const char *text = arena_strdup(context->arena, json_string_value(title));
    json_decref(values);
    return text != NULL ? text
                        : arena_printf(context->arena, "%s %lld", change->type->name, (long long)change->record_id);
}

static void undo_report(undo_t *undo, const change_t *change, const char *field, const char *code, const char *why) {
    context_t *context = &undo->attempt.context;
    const char *message =
        arena_printf(context->arena, "%s “%s”: %s", change->type->label.en, change_title(context, change), why);
    csv_problem_add(&undo->attempt, 0, false, field, code, message);
}

static bool change_is_overtaken(undo_t *undo, const change_t *change, bool *overtaken) {
    context_t *context = &undo->attempt.context;
    int64_t later = 0;
    store_get_int(context->tx, &later, SQL_CHANGED_SINCE, "tiiii", change->type->name, change->record_id, change->id,
                  undo->run.import_id, -undo->run.import_id);
    *overtaken = later > 0;
    return context_done(context);
}

static bool undo_is_broken(const undo_t *undo) {
    const context_t *context = &undo->attempt.context;
    return store_failed(context->tx) || context->problem->kind == PROBLEM_INTERNAL ||
           context->problem->kind == PROBLEM_UNAVAILABLE;
}

/* What stands in the way is reported; that the record is gone already is what was wanted. */
static bool undo_accept_refusal(undo_t *undo, const change_t *change) {
    const problem_t *problem = undo->attempt.context.problem;
    if (undo_is_broken(undo)) return false;
    bool of_field = problem->field_count > 0;
    if (problem->kind != PROBLEM_NOT_FOUND)
        undo_report(undo, change, of_field ? problem->fields[0].field : NULL,
                    of_field ? problem->fields[0].code : problem->code,
                    of_field ? problem->fields[0].message : problem->message);
    problem_clear(undo->attempt.context.problem);
    return true;
}

static bool undo_created(undo_t *undo, const change_t *change) {
    bool overtaken = false;
    if (!change_is_overtaken(undo, change, &overtaken)) return false;
    if (overtaken) {
        undo_report(undo, change, NULL, "changed_since", "somebody has changed it since. It stays.");
        return true;
    }
    return record_delete(&undo->attempt.context, change->type, change->record_id) || undo_accept_refusal(undo, change);
}

static json_t *undo_value_now(context_t *context, const record_t *record, const field_t *field) {
    text_t text = text_create(context->arena, VALUE_LIMIT);
    json_writer_t writer = json_begin(&text);
    const value_t *value = &record->values[field - record->type->fields];
    value_write_json(&writer, NULL, field, value, record_currency(record, field));
    return json_loads(text.data, JSON_DECODE_ANY, NULL);
}

/* References are the same when they refer to the same records, whatever these are called by now. */
static bool undo_same(const json_t *left, const json_t *right) {
    if (json_is_object(left) && json_is_object(right))
        return json_integer_value(json_object_get(left, "id")) == json_integer_value(json_object_get(right, "id"));
    if (!json_is_array(left) || !json_is_array(right)) return json_equal(left, right) != 0;
    if (json_array_size(left) != json_array_size(right)) return false;
    for (size_t i = 0; i < json_array_size(left); i++)
        if (!undo_same(json_array_get(left, i), json_array_get(right, i))) return false;
    return true;
}

/* Leaves in `before` what can be set back: fields that are as the import left them. */
static void undo_keep_unchanged(undo_t *undo, const change_t *change, const record_t *now, json_t *before,
                                const json_t *after) {
    for (size_t i = 0; i < change->type->field_count; i++) {
        const field_t *field = &change->type->fields[i];
        if (json_object_get(before, field->name) == NULL) continue;
        json_t *current = undo_value_now(&undo->attempt.context, now, field);
        bool same = undo_same(current, json_object_get(after, field->name));
        bool derived = (field->flags & FIELD_DERIVED) != 0;
        json_decref(current);
        if (same && !derived) continue;
        json_object_del(before, field->name);
        if (!derived)
            undo_report(undo, change, field->name, "changed_since", "somebody has changed this field since. It stays.");
    }
}

static bool undo_set_back(undo_t *undo, const change_t *change, const record_t *now, json_t *before,
                          const json_t *after) {
    context_t *context = &undo->attempt.context;
    record_t *input = NULL, *saved = NULL;
    undo_keep_unchanged(undo, change, now, before, after);
    if (json_object_size(before) == 0) return true;
    return (record_parse_json(context, change->type, before, &input) &&
            record_update(context, change->record_id, 0, input, &saved)) ||
           undo_accept_refusal(undo, change);
}

static bool undo_updated(undo_t *undo, const change_t *change) {
    context_t *context = &undo->attempt.context;
    record_t *now = NULL;
    if (change->before == NULL || change->after == NULL) return true;
    if (!record_load(context, change->type, change->record_id, &now)) return undo_accept_refusal(undo, change);
    json_t *before = json_loads(change->before, 0, NULL);
    json_t *after = json_loads(change->after, 0, NULL);
    bool ok = undo_set_back(undo, change, now, before, after);
    json_decref(before);
    json_decref(after);
    return ok;
}

/* In a savepoint of its own: what the domain refuses half-way leaves no trace. */
static bool undo_change(undo_t *undo, const change_t *change) {
    store_tx_t *tx = undo->attempt.context.tx;
    const csv_problem_t *last = undo->attempt.problems.last;
    bool ok = true;
    if (!store_savepoint(tx)) return false;
    if (change->type != NULL && text_equal(change->action, "created"))
        ok = undo_created(undo, change);
    else if (change->type != NULL && text_equal(change->action, "updated"))
        ok = undo_updated(undo, change);
    bool refused = undo->attempt.problems.last != last && text_equal(change->action, "created");
    if (!ok) return false;
    return (refused ? store_savepoint_rollback(tx) : store_savepoint_release(tx)) &&
           store_run(tx, NULL, SQL_SETTLE, "ii", -undo->run.import_id, change->id);
}

static size_t undo_read_changes(undo_t *undo, change_t *changes, size_t limit) {
    context_t *context = &undo->attempt.context;
    size_t count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_CHANGES, "ii", undo->run.import_id, (int64_t)limit);
    while (count < limit && store_step(rows))
        changes[count++] = (change_t){
            .id = store_column_int(rows, 0),
            .type = catalogue_find(store_column_text(rows, 1)),
            .record_id = store_column_int(rows, 2),
            .action = arena_strdup(context->arena, store_column_text(rows, 3)),
            .before = arena_strdup(context->arena, store_column_text(rows, 4)),
            .after = arena_strdup(context->arena, store_column_text(rows, 5)),
        };
    store_end(rows);
    return count;
}

static bool undo_chunk(store_tx_t *tx, void *argument) {
    undo_t *undo = argument;
    arena_clear(undo->scratch);
    undo->problem = problem_create(undo->scratch);
    undo->attempt = (csv_attempt_t){.run = &undo->run};
    undo->attempt.context = (context_t){.arena = undo->scratch,
                                        .tx = tx,
                                        .actor = &undo->actor,
                                        .problem = &undo->problem,
                                        .now = clock_now(),
                                        .import_id = -undo->run.import_id};
    context_t *context = &undo->attempt.context;
    change_t *changes = ARENA_ARRAY(undo->scratch, change_t, CHUNK_CHANGES);
    undo->handled = undo_read_changes(undo, changes, CHUNK_CHANGES);
    for (size_t i = 0; i < undo->handled; i++)
        if (!undo_change(undo, &changes[i])) return false;
    if (undo->handled == 0) store_run(tx, NULL, SQL_FORGET_KEYS, "ii", undo->run.import_id, -undo->run.import_id);
    return csv_problems_write(&undo->attempt) && context_done(context);
}

static bool undo_count(store_tx_t *tx, void *argument) {
    undo_t *undo = argument;
    return store_get_int(tx, &undo->total, SQL_COUNT, "i", undo->run.import_id);
}

static bool undo_run_chunks(undo_t *undo, const csv_watch_t *watch, bool *stopped, problem_t *problem) {
    if (!store_read(undo->run.store, undo_count, undo, problem)) return false;
    do {
        if (!store_write(undo->run.store, undo_chunk, undo, &undo->problem)) {
            const char *why = undo->problem.message;
            return problem_set(problem, undo->problem.kind, undo->problem.code, "%s",
                               why != NULL ? why : "The import could not be undone.");
        }
        undo->done += (int64_t)undo->handled;
        if (watch == NULL) continue;
        if (watch->progress != NULL) watch->progress(watch->argument, undo->done, undo->total);
        *stopped = undo->handled > 0 && watch->stop != NULL && watch->stop(watch->argument);
    } while (undo->handled > 0 && !*stopped);
    return true;
}

bool csv_undo_run(store_t *store, const actor_t *actor, int64_t id, const csv_watch_t *watch, bool *stopped,
                  problem_t *problem) {
    undo_t undo = {.run = {.store = store, .import_id = id}, .actor = undo_actor(actor), .scratch = arena_create()};
    undo.run.actor = &undo.actor;
    undo.problem = problem_create(undo.scratch);
    bool ok = undo_run_chunks(&undo, watch, stopped, problem);
    arena_destroy(undo.scratch);
    return ok;
}
