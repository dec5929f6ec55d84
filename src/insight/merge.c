#include "insight/merge.h"

#include "base/text.h"
#include "catalogue/history.h"
#include "catalogue/merge_move.h"
#include "catalogue/policy.h"
#include "customer/duplicate.h"
#include "customer/follow.h"
#include "insight/merge_committee.h"
#include "insight/merge_values.h"

enum { JSON_LIMIT = 1024 * 1024 };

static const char SQL_BEGIN[] =
    "INSERT INTO record_merge (record_type, survivor_id, loser_id, at, by_user_id, before_values, after_values) "
    "VALUES ($1, $2, $3, $4, $5, '{}', '{}') RETURNING id";

static const char SQL_KEEP_VALUES[] = "UPDATE record_merge SET before_values = $1, after_values = $2 WHERE id = $3";

static const char SQL_PAIR[] =
    "UPDATE duplicate_pair SET state = $1, decided_at = $2, decided_by = $3 "
    "WHERE record_type = $4 AND low_id = $5 AND high_id = $6 AND state = $7";

static bool merge_refuse_version(context_t *context, const record_t *current) {
    text_t json = text_create(context->arena, JSON_LIMIT);
    json_writer_t writer = json_begin(&json);
    record_write_json(context, current, &writer, NULL);
    problem_set(context->problem, PROBLEM_PRECONDITION_FAILED, "version_conflict",
                "Somebody changed “%s” while you were comparing. Look at it again.",
                record_title(context->arena, current));
    context->problem->current_json = json.data;
    return false;
}

static bool merge_load(context_t *context, const record_type_t *type, int64_t id, int64_t version, record_t **out) {
    if (!record_load(context, type, id, out)) return false;
    if (version != 0 && version != (*out)->version) return merge_refuse_version(context, *out);
    if ((*out)->archived_at != 0)
        return problem_set(context->problem, PROBLEM_CONFLICT, "archived", "“%s” is archived. Restore it first.",
                           record_title(context->arena, *out));
    return true;
}

static bool merge_check(context_t *context, const merge_request_t *request, record_t **survivor, record_t **loser) {
    if (duplicate_source(request->type) == NULL)
        return problem_set(context->problem, PROBLEM_BAD_REQUEST, "not_merged", "Accounts and contacts can be merged.");
    if (request->survivor_id == request->loser_id)
        return problem_add_field(context->problem, "other", "itself", "Choose another record to merge with.");
    return merge_load(context, request->type, request->survivor_id, request->survivor_version, survivor) &&
           merge_load(context, request->type, request->loser_id, request->loser_version, loser) &&
           policy_check(context, *survivor, *survivor, POLICY_UPDATE) &&
           policy_check(context, *loser, *loser, POLICY_ARCHIVE);
}

/* The two are no longer a pair to be decided on, or one again. */
static bool merge_mark_pair(const merge_t *merge, const char *from, const char *to) {
    context_t *context = merge->context;
    const int64_t *user = context->actor->user_id != 0 ? &context->actor->user_id : NULL;
    int64_t low = merge->survivor_id < merge->loser_id ? merge->survivor_id : merge->loser_id;
    int64_t high = merge->survivor_id + merge->loser_id - low;
    store_run(context->tx, NULL, SQL_PAIR, "tiotiit", to, context->now, user, merge->type->name, low, high, from);
    return context_done(context);
}

static bool merge_begin(merge_t *merge) {
    context_t *context = merge->context;
    const int64_t *user = context->actor->user_id != 0 ? &context->actor->user_id : NULL;
    store_get_int(context->tx, &merge->id, SQL_BEGIN, "tiiio", merge->type->name, merge->survivor_id, merge->loser_id,
                  context->now, user);
    return context_done(context);
}

/* Writes the survivor with one row of history, and keeps what it was and became. */
static bool merge_write_survivor(merge_t *merge, const record_t *before, const record_t *loser, record_t *input) {
    record_t *after = NULL;
    context_t *context = merge->context;
    input->action = "merged";
    input->action_with = loser->id;
    input->action_with_title = record_title(context->arena, loser);
    input->action_merge = merge->id;
    if (!record_update(context, before->id, 0, input, &after)) return false;
    store_run(context->tx, NULL, SQL_KEEP_VALUES, "tti", history_values(context, before, after),
              history_values(context, after, before), merge->id);
    return context_done(context);
}

bool merge_records(context_t *context, const merge_request_t *request, int64_t *merge_id) {
    record_t *survivor = NULL, *loser = NULL, *input = NULL;
    merge_t merge = {
        .context = context, .type = request->type, .survivor_id = request->survivor_id, .loser_id = request->loser_id};
    if (!merge_check(context, request, &survivor, &loser) || !merge_values(context, request, survivor, loser, &input) ||
        !merge_begin(&merge) || !record_archive(context, request->type, loser->id, 0))
        return false;
    *merge_id = merge.id;
    return merge_write_survivor(&merge, survivor, loser, input) && merge_move_all(&merge) &&
           merge_mend_committees(&merge) && follow_carry_over(context, request->type, loser->id, survivor->id);
}

static const char SQL_ONE[] =
    "SELECT m.record_type, m.survivor_id, m.loser_id, m.at, m.by_user_id, u.name, m.undone_at, m.before_values, "
    "m.after_values FROM record_merge m LEFT JOIN app_user u ON u.id = m.by_user_id WHERE m.id = $1";

static const char SQL_COUNTS[] =
    "SELECT record_type, count(DISTINCT row_id) FROM record_merge_move WHERE merge_id = $1 AND row_id > 0 "
    "GROUP BY record_type ORDER BY record_type";

typedef struct stored_merge {
    merge_t merge;
    int64_t at, by, undone_at;
    const char *by_title, *before, *after;
} stored_merge_t;

static bool stored_load(context_t *context, int64_t id, stored_merge_t *out) {
    store_statement_t *row = store_query(context->tx, SQL_ONE, "i", id);
    bool found = store_step(row);
    if (found)
        *out = (stored_merge_t){.merge = {.context = context,
                                          .type = catalogue_find(store_column_text(row, 0)),
                                          .id = id,
                                          .survivor_id = store_column_int(row, 1),
                                          .loser_id = store_column_int(row, 2)},
                                .at = store_column_int(row, 3),
                                .by = store_column_int(row, 4),
                                .by_title = arena_strdup(context->arena, store_column_text(row, 5)),
                                .undone_at = store_column_int(row, 6),
                                .before = arena_strdup(context->arena, store_column_text(row, 7)),
                                .after = arena_strdup(context->arena, store_column_text(row, 8))};
    if (!store_end(row)) return context_done(context);
    return found ||
           problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no merge %lld.", (long long)id);
}

static bool merge_write_moved(context_t *context, int64_t id, json_writer_t *writer) {
    store_statement_t *rows = store_query(context->tx, SQL_COUNTS, "i", id);
    json_write_array(writer, "moved");
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_text(writer, "type", store_column_text(rows, 0));
        json_write_int(writer, "count", store_column_int(rows, 1));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

bool merge_write(context_t *context, int64_t merge_id, json_writer_t *writer, const char *key) {
    stored_merge_t stored;
    record_t *survivor = NULL, *loser = NULL;
    if (!stored_load(context, merge_id, &stored) ||
        !record_load(context, stored.merge.type, stored.merge.survivor_id, &survivor) ||
        !record_load(context, stored.merge.type, stored.merge.loser_id, &loser))
        return false;
    json_write_object(writer, key);
    json_write_int(writer, "id", merge_id);
    json_write_text(writer, "type", stored.merge.type->name);
    json_write_text(writer, "at", moment_format(context->arena, stored.at));
    if (stored.by != 0) {
        json_write_object(writer, "by");
        json_write_int(writer, "id", stored.by);
        json_write_text(writer, "title", stored.by_title);
        json_write_close(writer);
    } else {
        json_write_null(writer, "by");
    }
    json_write_text(writer, "undone_at",
                    stored.undone_at != 0 ? moment_format(context->arena, stored.undone_at) : NULL);
    record_write_json(context, survivor, writer, "record");
    record_write_json(context, loser, writer, "other");
    bool ok = merge_write_moved(context, merge_id, writer);
    json_write_close(writer);
    return ok;
}

static void undo_collide(merge_t *merge, const record_type_t *type, int64_t row_id, const char *column) {
    record_t *record = NULL;
    arena_t *arena = merge->context->arena;
    context_t asking = *merge->context;
    problem_t ignored = problem_create(arena), *problem = &merge->collisions;
    asking.problem = &ignored;
    const char *path = arena_printf(arena, "%s.%lld.%s", type->plural, (long long)row_id, column);
    problem_set(problem, PROBLEM_CONFLICT, "changed_since",
                "Some of it was changed since. Undo all else, or leave it merged.");
    if (record_load(&asking, type, row_id, &record))
        problem_add_field(problem, path, "changed_since", "%s “%s” was changed since.", type->label.en,
                          record_title(arena, record));
    else
        problem_add_field(problem, path, "deleted_since", "%s %lld was deleted since.", type->label.en,
                          (long long)row_id);
}

static bool values_same(const json_t *left, const json_t *right) {
    if (json_is_object(left) && json_is_object(right))
        return json_integer_value(json_object_get(left, "id")) == json_integer_value(json_object_get(right, "id"));
    if (!json_is_array(left) || !json_is_array(right)) return json_equal(left, right) != 0;
    if (json_array_size(left) != json_array_size(right)) return false;
    for (size_t i = 0; i < json_array_size(left); i++)
        if (!values_same(json_array_get(left, i), json_array_get(right, i))) return false;
    return true;
}

static json_t *value_now(context_t *context, const record_t *record, const field_t *field) {
    text_t text = text_create(context->arena, JSON_LIMIT);
    json_writer_t writer = json_begin(&text);
    value_write_json(&writer, NULL, field, &record->values[field - record->type->fields],
                     record_currency(record, field));
    return json_loads(text.data, JSON_DECODE_ANY, NULL);
}

/* Leaves in `before` the fields that are still as the merge left them. */
static void undo_keep_unchanged(merge_t *merge, const record_t *now, json_t *before, const json_t *after) {
    for (size_t i = 0; i < now->type->field_count; i++) {
        const field_t *field = &now->type->fields[i];
        if (json_object_get(before, field->name) == NULL) continue;
        json_t *current = value_now(merge->context, now, field);
        bool same = values_same(current, json_object_get(after, field->name));
        json_decref(current);
        if (same) continue;
        json_object_del(before, field->name);
        undo_collide(merge, now->type, now->id, field->name);
    }
}

static bool undo_survivor(stored_merge_t *stored, const record_t *now, const record_t *loser) {
    context_t *context = stored->merge.context;
    record_t *input = NULL, *saved = NULL;
    json_t *before = json_loads(stored->before, 0, NULL), *after = json_loads(stored->after, 0, NULL);
    undo_keep_unchanged(&stored->merge, now, before, after);
    bool ok = record_parse_json(context, stored->merge.type, before, &input);
    json_decref(before);
    json_decref(after);
    if (!ok) return false;
    input->action = "unmerged";
    input->action_with = loser->id;
    input->action_with_title = record_title(context->arena, loser);
    input->action_merge = stored->merge.id;
    return record_update(context, now->id, 0, input, &saved);
}

static const char SQL_UNDONE[] =
    "UPDATE record_merge SET undone_at = $1, undone_by = $2 WHERE id = $3 AND undone_at IS NULL";

static bool undo_check(stored_merge_t *stored, record_t **survivor, record_t **loser) {
    const merge_t *merge = &stored->merge;
    context_t *context = merge->context;
    if (stored->undone_at != 0)
        return problem_set(context->problem, PROBLEM_CONFLICT, "undone", "This merge was undone already.");
    if (!record_load(context, merge->type, merge->survivor_id, survivor) ||
        !record_load(context, merge->type, merge->loser_id, loser) ||
        !policy_check(context, *survivor, *survivor, POLICY_UPDATE) ||
        !policy_check(context, *loser, *loser, POLICY_ARCHIVE))
        return false;
    if ((*survivor)->merged_into != 0)
        return problem_set(context->problem, PROBLEM_CONFLICT, "merged_further",
                           "“%s” was merged into “%s” since. Undo that first.", record_title(context->arena, *survivor),
                           (*survivor)->merged_into_title);
    return true;
}

bool merge_undo(context_t *context, int64_t merge_id, bool keep_later) {
    stored_merge_t stored;
    record_t *survivor = NULL, *loser = NULL;
    merge_t *merge = &stored.merge;
    const int64_t *user = context->actor->user_id != 0 ? &context->actor->user_id : NULL;
    if (!stored_load(context, merge_id, &stored) || !undo_check(&stored, &survivor, &loser)) return false;
    merge->collisions = problem_create(context->arena);
    store_run(context->tx, NULL, SQL_UNDONE, "ioi", context->now, user, merge_id);
    if (!context_done(context) || !record_restore(context, merge->type, loser->id) ||
        !merge_move_back(merge, undo_collide) || !undo_survivor(&stored, survivor, loser))
        return false;
    if (problem_is_set(&merge->collisions) && !keep_later) {
        *context->problem = merge->collisions;
        return false;
    }
    return merge_mark_pair(merge, "merged", "open");
}
