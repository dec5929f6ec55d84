#include "capture/csv_import.h"

#include "base/clock.h"
#include "base/text.h"
#include "capture/csv_plan.h"
#include "capture/csv_stored.h"
#include "catalogue/policy.h"

#include <errno.h>
#include <sys/stat.h>

enum { FILE_NAME_LENGTH = 255 };

static const char SQL_INSERT[] =
    "INSERT INTO csv_import (record_type, file_name, file_path, file_size, state, mapping, user_id, row_count, created_at) "
    "VALUES ($1, $2, $3, $4, 'uploaded', $5, $6, $7, $8) RETURNING id";

static const char SQL_LOAD[] =
    "SELECT i.id, i.record_type, i.file_name, i.file_path, i.file_size, i.state, i.mapping, i.dry_run, i.user_id, u.name, "
    "i.job_id, i.row_count, i.created_count, i.updated_count, i.skipped_count, i.failed_count, i.created_at, "
    "i.finished_at, i.undone_at "
    "FROM csv_import i LEFT JOIN app_user u ON u.id = i.user_id WHERE i.id = $1";

static const char SQL_CONFIGURE[] =
    "UPDATE csv_import SET record_type = $1, mapping = $2, state = 'uploaded' WHERE id = $3";

static const char SQL_FORGET_PROBLEMS[] = "DELETE FROM csv_import_problem WHERE import_id = $1";

static const char SQL_BEGIN_RUN[] =
    "UPDATE csv_import SET state = 'running', dry_run = $1, job_id = $2, created_count = 0, updated_count = 0, "
    "skipped_count = 0, failed_count = 0, finished_at = NULL WHERE id = $3";

static const char SQL_BEGIN_UNDO[] =
    "UPDATE csv_import SET state = 'undoing', job_id = $1, finished_at = NULL WHERE id = $2";

static const char SQL_CANCEL_JOB[] = "UPDATE job SET cancel_requested = 1 WHERE id = $1";

static const char SQL_RECOVER[] =
    "UPDATE csv_import SET state = CASE WHEN state = 'running' AND dry_run = 1 THEN 'uploaded' ELSE 'failed' END, "
    "finished_at = $1 WHERE state IN ('running', 'undoing') "
    "AND (job_id IS NULL OR job_id NOT IN (SELECT id FROM job WHERE state IN ('queued', 'running')))";

static bool import_may_send(const actor_t *actor) {
    size_t count = 0;
    const record_type_t *const *types = catalogue_types(&count);
    for (size_t i = 0; i < count; i++)
        if (policy_role_may(actor, types[i], POLICY_CREATE)) return true;
    return false;
}

static const char *import_base_name(arena_t *arena, const char *name) {
    const char *base = name != NULL ? name : "";
    for (const char *c = base; *c != '\0'; c++)
        if (*c == '/' || *c == '\\') base = c + 1;
    const char *squeezed = text_squeeze(arena, base);
    return *squeezed != '\0' ? squeezed : "import.csv";
}

static bool import_choose_type(arena_t *arena, csv_plan_t *plan, const char *wanted, problem_t *problem) {
    const record_type_t *type = wanted != NULL ? catalogue_find(wanted) : NULL;
    if (wanted != NULL && (type == NULL || known_names_of(type) == NULL))
        return problem_add_field(problem, "type", "not_found", "Records of the type “%s” cannot be imported.", wanted);
    if (type == NULL && plan->guess_count > 0) type = plan->guesses[0].type;
    if (type == NULL) return problem_set(problem, PROBLEM_INTERNAL, "no_types", "There are no record types to import.");
    csv_plan_recognise(arena, plan, type);
    return true;
}

typedef struct receiving {
    const actor_t *actor;
    arena_t *arena;
    const csv_upload_t *upload;
    const char *name;
    const csv_plan_t *plan;
    int64_t size;
    int64_t id;
    problem_t *problem;
} receiving_t;

static bool import_insert(store_tx_t *tx, void *argument) {
    receiving_t *receiving = argument;
    const int64_t *user = receiving->actor->user_id != 0 ? &receiving->actor->user_id : NULL;
    const char *mapping = csv_plan_save(receiving->arena, receiving->plan);
    if (mapping == NULL)
        return problem_set(receiving->problem, PROBLEM_INVALID, "too_many_columns", "The file has too many columns.");
    return store_get_int(tx, &receiving->id, SQL_INSERT, "tttitoii", receiving->plan->type->name, receiving->name,
                         receiving->upload->path, receiving->size, mapping, user, receiving->plan->row_count,
                         clock_now());
}

bool csv_import_receive(store_t *store, const actor_t *actor, arena_t *arena, const csv_upload_t *upload, int64_t *id,
                        problem_t *problem) {
    struct stat status;
    csv_plan_t *plan = NULL;
    receiving_t receiving = {.actor = actor, .arena = arena, .upload = upload, .problem = problem};
    if (!import_may_send(actor))
        return problem_set(problem, PROBLEM_FORBIDDEN, "forbidden", "Your role may not import records.");
    receiving.name = import_base_name(arena, upload->name);
    if (text_characters(receiving.name) > FILE_NAME_LENGTH)
        return problem_add_field(problem, "name", "too_long", "The file's name has more than %d characters.",
                                 FILE_NAME_LENGTH);
    if (stat(upload->path, &status) != 0)
        return problem_set(problem, PROBLEM_NOT_FOUND, "file_missing", "The file cannot be opened: %s.",
                           strerror(errno));
    if (!csv_plan_scan(arena, upload->path, receiving.name, &plan, problem)) return false;
    if (!import_choose_type(arena, plan, upload->record_type, problem)) return false;
    receiving.plan = plan;
    receiving.size = status.st_size;
    if (!store_write(store, import_insert, &receiving, problem)) return false;
    *id = receiving.id;
    return true;
}

static void stored_take(context_t *context, const store_statement_t *row, csv_stored_t *out) {
    *out = (csv_stored_t){
        .id = store_column_int(row, 0),
        .type = catalogue_find(store_column_text(row, 1)),
        .file_name = arena_strdup(context->arena, store_column_text(row, 2)),
        .file_path = arena_strdup(context->arena, store_column_text(row, 3)),
        .file_size = store_column_int(row, 4),
        .state = arena_strdup(context->arena, store_column_text(row, 5)),
        .mapping = arena_strdup(context->arena, store_column_text(row, 6)),
        .dry_run = store_column_int(row, 7) != 0,
        .user_id = store_column_int(row, 8),
        .user_name = arena_strdup(context->arena, store_column_text(row, 9)),
        .job_id = store_column_int(row, 10),
        .row_count = store_column_int(row, 11),
        .created = store_column_int(row, 12),
        .updated = store_column_int(row, 13),
        .skipped = store_column_int(row, 14),
        .failed = store_column_int(row, 15),
        .created_at = store_column_int(row, 16),
        .finished_at = store_column_int(row, 17),
    };
}

bool csv_stored_load(context_t *context, int64_t id, csv_stored_t *out) {
    const actor_t *actor = context->actor;
    store_statement_t *row = store_query(context->tx, SQL_LOAD, "i", id);
    bool found = store_step(row);
    if (found) stored_take(context, row, out);
    if (!store_end(row)) return context_done(context);
    if (found && (actor->role == ROLE_ADMINISTRATOR || out->user_id == actor->user_id))
        return csv_plan_load(context->arena, out->mapping, out->type, &out->plan, context->problem);
    return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no import %lld.", (long long)id);
}

/* Before it has written anything an import can still be changed and run. */
static bool stored_is_open(const csv_stored_t *stored) {
    if (text_equal(stored->state, "uploaded") || text_equal(stored->state, "checked") ||
        text_equal(stored->state, "undone"))
        return true;
    bool stopped = text_equal(stored->state, "failed") || text_equal(stored->state, "cancelled");
    return stopped && stored->created == 0 && stored->updated == 0;
}

static bool stored_is_undoable(const csv_stored_t *stored) {
    return text_equal(stored->state, "done") || text_equal(stored->state, "cancelled") ||
           text_equal(stored->state, "failed");
}

static bool import_refuse_state(context_t *context, const csv_stored_t *stored) {
    return problem_set(context->problem, PROBLEM_CONFLICT, "wrong_state",
                       "This is not possible while the import is in the state “%s”.", stored->state);
}

bool csv_import_configure(context_t *context, int64_t id, const json_t *body) {
    csv_stored_t stored;
    if (!csv_stored_load(context, id, &stored)) return false;
    if (!stored_is_open(&stored)) return import_refuse_state(context, &stored);
    if (!csv_plan_change(context, stored.plan, body)) return false;
    const char *mapping = csv_plan_save(context->arena, stored.plan);
    if (mapping == NULL)
        return problem_set(context->problem, PROBLEM_TOO_LARGE, "too_large", "The settings are too large.");
    store_run(context->tx, NULL, SQL_CONFIGURE, "tti", stored.plan->type->name, mapping, id);
    return context_done(context);
}

static bool import_begin_run(context_t *context, const csv_stored_t *stored, bool dry, const int64_t *job) {
    if (!stored_is_open(stored)) return import_refuse_state(context, stored);
    if (!policy_role_may(context->actor, stored->type, POLICY_CREATE))
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden", "Your role may not create %s.",
                           stored->type->plural);
    store_run(context->tx, NULL, SQL_FORGET_PROBLEMS, "i", stored->id);
    store_run(context->tx, NULL, SQL_BEGIN_RUN, "ioi", (int64_t)dry, job, stored->id);
    return context_done(context);
}

bool csv_import_begin(context_t *context, int64_t id, csv_task_t task, int64_t job_id) {
    const int64_t *job = job_id != 0 ? &job_id : NULL;
    csv_stored_t stored;
    if (!csv_stored_load(context, id, &stored)) return false;
    if (task != CSV_UNDO) return import_begin_run(context, &stored, task == CSV_CHECK, job);
    if (!stored_is_undoable(&stored)) return import_refuse_state(context, &stored);
    store_run(context->tx, NULL, SQL_BEGIN_UNDO, "oi", job, id);
    return context_done(context);
}

bool csv_import_cancel(context_t *context, int64_t id) {
    csv_stored_t stored;
    if (!csv_stored_load(context, id, &stored)) return false;
    bool under_way = text_equal(stored.state, "running") || text_equal(stored.state, "undoing");
    if (!under_way || stored.job_id == 0) return import_refuse_state(context, &stored);
    store_run(context->tx, NULL, SQL_CANCEL_JOB, "i", stored.job_id);
    return context_done(context);
}

bool csv_import_recover(context_t *context) {
    store_run(context->tx, NULL, SQL_RECOVER, "i", context->now);
    return context_done(context);
}
