/* Records into the database: defaults, the checks that need it, the row, its links, its words and its history. */
#include "base/money.h"
#include "base/text.h"
#include "catalogue/history.h"
#include "catalogue/policy.h"
#include "catalogue/record.h"
#include "catalogue/search.h"

#include <assert.h>

enum { SQL_LIMIT = 16 * 1024 };

static const char SQL_CURRENCY[] = "SELECT value FROM setting WHERE name = 'currency'";

static const char *write_initial_text(context_t *context, const char *initial) {
    if (text_equal(initial, "today")) return context_today(context);
    if (text_equal(initial, "now")) return moment_format(context->arena, context->now);
    if (text_equal(initial, "organisation")) {
        const char *currency = store_get_text(context->tx, context->arena, SQL_CURRENCY, "");
        return currency != NULL ? currency : "USD";
    }
    if (!text_equal(initial, "me")) return initial;
    if (context->actor->user_id == 0) return "";
    return arena_printf(context->arena, "%lld", (long long)context->actor->user_id);
}

static bool write_defaults(context_t *context, record_t *record) {
    for (size_t i = 0; i < record->type->field_count; i++) {
        const field_t *field = &record->type->fields[i];
        value_t *value = &record->values[i];
        if (field->type == FIELD_REFERENCES) value->null = false;
        bool unanswered = field->type == FIELD_YES_NO && value->null;
        if ((value->given && !unanswered) || field->initial == NULL) continue;
        if (!record_parse_text(context, record->type, field, NULL, write_initial_text(context, field->initial), value))
            return false;
    }
    return true;
}

/* Amounts that came as text are read in the record's currency; those that stood there follow a new one. */
static bool write_money(context_t *context, const record_t *before, record_t *after) {
    for (size_t i = 0; i < after->type->field_count; i++) {
        const field_t *field = &after->type->fields[i];
        value_t *value = &after->values[i];
        if (field->type != FIELD_MONEY || value->null) continue;
        const currency_t *currency = currency_find(record_currency(after, field));
        if (currency == NULL) continue; /* missing or wrong: its own field says so */
        if (value->text != NULL) {
            const char *text = value->text;
            if (!record_parse_text(context, after->type, field, currency->code, text, value)) return false;
        } else if (before != NULL && !value->given) {
            const currency_t *old = currency_find(record_currency(before, field));
            if (old != NULL) decimal_rescale(value->number, old->exponent, currency->exponent, &value->number);
        }
    }
    return true;
}

static void write_take_given(const record_t *input, record_t *record) {
    for (size_t i = 0; i < input->type->field_count; i++)
        if (input->values[i].given) record->values[i] = input->values[i];
}

bool record_create(context_t *context, const record_t *input, record_t **out) {
    record_t *record = record_new(context->arena, input->type);
    write_take_given(input, record);
    if (!write_defaults(context, record) || !write_money(context, NULL, record)) return false;
    if (!input->type->write(context, NULL, record)) return false;
    return record_load(context, input->type, record->id, out);
}

static bool write_refuse_version(context_t *context, const record_t *current) {
    text_t json = text_create(context->arena, 1024 * 1024);
    json_writer_t writer = json_begin(&json);
    record_write_json(context, current, &writer, NULL);
    problem_set(context->problem, PROBLEM_PRECONDITION_FAILED, "version_conflict",
                "Somebody changed this %s while you were editing. Compare both versions and save again.",
                current->type->name);
    context->problem->current_json = json.data;
    return false;
}

static bool write_load_version(context_t *context, const record_type_t *type, int64_t id, int64_t version,
                               record_t **out) {
    if (!record_load(context, type, id, out)) return false;
    return version == 0 || version == (*out)->version || write_refuse_version(context, *out);
}

static record_t *write_copy(arena_t *arena, const record_t *record) {
    record_t *copy = ARENA_NEW(arena, record_t);
    *copy = *record;
    copy->values = ARENA_ARRAY(arena, value_t, record->type->field_count);
    memcpy(copy->values, record->values, record->type->field_count * sizeof *copy->values);
    return copy;
}

bool record_update(context_t *context, int64_t id, int64_t version, const record_t *input, record_t **out) {
    record_t *before = NULL;
    if (!write_load_version(context, input->type, id, version, &before)) return false;
    record_t *after = write_copy(context->arena, before);
    write_take_given(input, after);
    after->action = input->action;
    after->action_with = input->action_with;
    after->action_with_title = input->action_with_title;
    after->action_merge = input->action_merge;
    if (!write_money(context, before, after)) return false;
    if (!input->type->write(context, before, after)) return false;
    return record_load(context, input->type, id, out);
}

static void write_check_required(context_t *context, const record_t *record) {
    for (size_t i = 0; i < record->type->field_count; i++) {
        const field_t *field = &record->type->fields[i];
        bool needed = (field->flags & FIELD_REQUIRED) != 0 || field->type == FIELD_YES_NO;
        if (needed && record->values[i].null)
            problem_add_field(context->problem, field->name, "required", "%s is needed.", field->label.en);
    }
}

static bool write_check_unique(context_t *context, const record_t *before, const record_t *after,
                               const field_t *field) {
    int64_t other = 0;
    if (!record_differs(before, after, field->name) || record_is_null(after, field->name)) return true;
    const char *wanted = text_lower(context->arena, record_text(after, field->name));
    const char *sql = arena_printf(context->arena,
                                   "SELECT id FROM %s WHERE lower(%s) = $1 AND archived_at IS NULL AND id <> $2 "
                                   "LIMIT 1",
                                   after->type->table, field_column(field));
    if (!store_get_int(context->tx, &other, sql, "ti", wanted, after->id)) return true;
    return problem_add_field(context->problem, field->name, "not_unique",
                             "Another %s has this %s already (number %lld).", after->type->name, field->label.en,
                             (long long)other);
}

static bool write_check_target(context_t *context, const field_t *field, int64_t id) {
    int64_t found = 0;
    const char *sql =
        arena_printf(context->arena, "SELECT id FROM %s WHERE id = $1", catalogue_find(field->target)->table);
    if (store_get_int(context->tx, &found, sql, "i", id)) return true;
    return problem_add_field(context->problem, field->name, "not_found", "There is no %s %lld.", field->target,
                             (long long)id);
}

static void write_check_targets(context_t *context, const record_t *before, const record_t *after) {
    for (size_t i = 0; i < after->type->field_count; i++) {
        const field_t *field = &after->type->fields[i];
        const value_t *value = &after->values[i];
        if (field->target == NULL || value->null || !record_differs(before, after, field->name)) continue;
        if (field->type == FIELD_REFERENCE) write_check_target(context, field, value->number);
        for (size_t j = 0; j < value->id_count; j++)
            if (!write_check_target(context, field, value->ids[j])) break;
    }
}

static bool write_validate(context_t *context, const record_t *before, const record_t *after) {
    write_check_required(context, after);
    for (size_t i = 0; i < after->type->field_count; i++)
        if ((after->type->fields[i].flags & FIELD_UNIQUE) != 0)
            write_check_unique(context, before, after, &after->type->fields[i]);
    write_check_targets(context, before, after);
    return !problem_is_set(context->problem) && context_done(context);
}

static store_value_t write_store_value(const field_t *field, const value_t *value) {
    if (value->null) return (store_value_t){.kind = STORE_NULL};
    switch (field->type) {
    case FIELD_NUMBER:
    case FIELD_MONEY:
    case FIELD_PERCENTAGE:
    case FIELD_MOMENT:
    case FIELD_YES_NO:
    case FIELD_REFERENCE: return (store_value_t){.kind = STORE_INT, .number = value->number};
    default: return (store_value_t){.kind = STORE_TEXT, .text = value->text};
    }
}

static store_value_t write_user(const context_t *context) {
    if (context->actor->user_id == 0) return (store_value_t){.kind = STORE_NULL};
    return (store_value_t){.kind = STORE_INT, .number = context->actor->user_id};
}

static bool write_insert(context_t *context, record_t *record) {
    const record_type_t *type = record->type;
    text_t sql = text_create(context->arena, SQL_LIMIT);
    text_t marks = text_create(context->arena, SQL_LIMIT);
    store_value_t *values = ARENA_ARRAY(context->arena, store_value_t, type->field_count + 4);
    size_t count = 0;
    text_add_format(&sql, "INSERT INTO %s (created_at, created_by, updated_at, updated_by", type->table);
    text_add(&marks, "$1, $2, $3, $4");
    values[count++] = (store_value_t){.kind = STORE_INT, .number = context->now};
    values[count++] = write_user(context);
    values[count++] = values[0];
    values[count++] = values[1];
    for (size_t i = 0; i < type->field_count; i++) {
        if (type->fields[i].type == FIELD_REFERENCES) continue;
        values[count++] = write_store_value(&type->fields[i], &record->values[i]);
        text_add_format(&sql, ", %s", field_column(&type->fields[i]));
        text_add_format(&marks, ", $%zu", count);
    }
    text_add_format(&sql, ") VALUES (%s) RETURNING id", marks.data);
    assert(!sql.overflow && !marks.overflow);
    store_statement_t *row = store_query_values(context->tx, sql.data, values, count);
    if (store_step(row)) record->id = store_column_int(row, 0);
    record->version = 1;
    return store_end(row) || context_done(context);
}

static bool write_update_row(context_t *context, const record_t *before, record_t *after) {
    const record_type_t *type = after->type;
    text_t sql = text_create(context->arena, SQL_LIMIT);
    store_value_t *values = ARENA_ARRAY(context->arena, store_value_t, type->field_count + 4);
    size_t count = 0;
    values[count++] = (store_value_t){.kind = STORE_INT, .number = context->now};
    values[count++] = write_user(context);
    text_add_format(&sql, "UPDATE %s SET version = version + 1, updated_at = $1, updated_by = $2", type->table);
    for (size_t i = 0; i < type->field_count; i++) {
        const field_t *field = &type->fields[i];
        if (field->type == FIELD_REFERENCES || !record_differs(before, after, field->name)) continue;
        values[count++] = write_store_value(field, &after->values[i]);
        text_add_format(&sql, ", %s = $%zu", field_column(field), count);
    }
    values[count++] = (store_value_t){.kind = STORE_INT, .number = after->id};
    values[count++] = (store_value_t){.kind = STORE_INT, .number = before->version};
    text_add_format(&sql, " WHERE id = $%zu AND version = $%zu RETURNING version", count - 1, count);
    assert(!sql.overflow);
    store_statement_t *row = store_query_values(context->tx, sql.data, values, count);
    bool changed = store_step(row);
    if (changed) after->version = store_column_int(row, 0);
    if (!store_end(row)) return context_done(context);
    return changed || write_refuse_version(context, before);
}

static bool write_link_field(context_t *context, const record_t *record, size_t index, bool fresh) {
    const field_t *field = &record->type->fields[index];
    const value_t *value = &record->values[index];
    const char *clear = arena_printf(context->arena, "DELETE FROM %s WHERE record_id = $1", field->link_table);
    const char *add = arena_printf(
        context->arena, "INSERT INTO %s (record_id, target_id, position) VALUES ($1, $2, $3)", field->link_table);
    if (!fresh) store_run(context->tx, NULL, clear, "i", record->id);
    for (size_t i = 0; i < value->id_count && !store_failed(context->tx); i++)
        store_run(context->tx, NULL, add, "iii", record->id, value->ids[i], (int64_t)i);
    return context_done(context);
}

static bool write_links(context_t *context, const record_t *before, const record_t *after) {
    for (size_t i = 0; i < after->type->field_count; i++) {
        const field_t *field = &after->type->fields[i];
        if (field->type != FIELD_REFERENCES || !record_differs(before, after, field->name)) continue;
        if (!write_link_field(context, after, i, before == NULL)) return false;
    }
    return true;
}

static bool write_title(context_t *context, const field_t *field, int64_t id, const char **out) {
    const record_type_t *target = catalogue_find(field->target);
    const field_t *title = type_field(target, target->title);
    const char *sql =
        arena_printf(context->arena, "SELECT %s FROM %s WHERE id = $1", field_column(title), target->table);
    if (title->type == FIELD_REFERENCE) {
        int64_t further = 0;
        return !store_get_int(context->tx, &further, sql, "i", id) || write_title(context, title, further, out);
    }
    *out = store_get_text(context->tx, context->arena, sql, "i", id);
    return context_done(context);
}

/* History and search speak of the records referred to by their titles. */
static bool write_fill_titles(context_t *context, record_t *record) {
    for (size_t i = 0; i < record->type->field_count; i++) {
        const field_t *field = &record->type->fields[i];
        value_t *value = &record->values[i];
        if (field->type == FIELD_REFERENCE && !value->null && value->title == NULL &&
            !write_title(context, field, value->number, &value->title))
            return false;
        if (field->type != FIELD_REFERENCES || value->titles != NULL || value->id_count == 0) continue;
        value->titles = ARENA_ARRAY(context->arena, const char *, value->id_count);
        for (size_t j = 0; j < value->id_count; j++)
            if (!write_title(context, field, value->ids[j], &value->titles[j])) return false;
    }
    return true;
}

static bool write_differs(const record_t *before, const record_t *after) {
    for (size_t i = 0; i < after->type->field_count; i++)
        if (record_differs(before, after, after->type->fields[i].name)) return true;
    return false;
}

bool record_save(context_t *context, const record_t *before, record_t *after) {
    if (!policy_check(context, before, after, before == NULL ? POLICY_CREATE : POLICY_UPDATE)) return false;
    if (!write_validate(context, before, after)) return false;
    if (before != NULL && after->action == NULL && !write_differs(before, after)) return true;
    const char *action = after->action != NULL ? after->action : before == NULL ? "created" : "updated";
    bool written = before == NULL ? write_insert(context, after) : write_update_row(context, before, after);
    return written && write_links(context, before, after) && write_fill_titles(context, after) &&
           search_index(context, after) && history_write(context, before, after, action);
}

bool record_write_plain(context_t *context, const record_t *before, record_t *after) {
    return record_save(context, before, after);
}

static bool write_archived_at(context_t *context, record_t *record, moment_t archived_at) {
    const char *sql = arena_printf(context->arena,
                                   "UPDATE %s SET version = version + 1, updated_at = $1, updated_by = $2, "
                                   "archived_at = $3 WHERE id = $4",
                                   record->type->table);
    const int64_t *user = context->actor->user_id != 0 ? &context->actor->user_id : NULL;
    store_run(context->tx, NULL, sql, "iooi", context->now, user, archived_at != 0 ? &archived_at : NULL, record->id);
    record->archived_at = archived_at;
    return context_done(context) && search_index(context, record) &&
           history_write(context, record, record, archived_at != 0 ? "archived" : "restored");
}

bool record_archive(context_t *context, const record_type_t *type, int64_t id, int64_t version) {
    record_t *record = NULL;
    if (!write_load_version(context, type, id, version, &record)) return false;
    if (!policy_check(context, record, record, POLICY_ARCHIVE)) return false;
    return record->archived_at != 0 || write_archived_at(context, record, context->now);
}

static bool write_check_restore(context_t *context, const record_t *record) {
    for (size_t i = 0; i < record->type->field_count; i++)
        if ((record->type->fields[i].flags & FIELD_UNIQUE) != 0)
            write_check_unique(context, NULL, record, &record->type->fields[i]);
    return !problem_is_set(context->problem);
}

bool record_restore(context_t *context, const record_type_t *type, int64_t id) {
    record_t *record = NULL;
    if (!record_load(context, type, id, &record)) return false;
    if (!policy_check(context, record, record, POLICY_ARCHIVE)) return false;
    if (record->archived_at == 0) return true;
    return write_check_restore(context, record) && write_archived_at(context, record, 0);
}

static bool write_count_referring(context_t *context, const record_type_t *referring, const field_t *field, int64_t id,
                                  int64_t *count) {
    const char *sql =
        field->type == FIELD_REFERENCES
            ? arena_printf(context->arena, "SELECT count(*) FROM %s WHERE target_id = $1", field->link_table)
            : arena_printf(context->arena, "SELECT count(*) FROM %s WHERE %s = $1", referring->table,
                           field_column(field));
    return store_get_int(context->tx, count, sql, "i", id) || context_done(context);
}

static bool write_check_unreferenced(context_t *context, const record_type_t *type, int64_t id) {
    size_t type_count = 0;
    const record_type_t *const *types = catalogue_types(&type_count);
    for (size_t i = 0; i < type_count; i++) {
        for (size_t j = 0; j < types[i]->field_count; j++) {
            int64_t count = 0;
            if (!text_equal(types[i]->fields[j].target, type->name)) continue;
            if (!write_count_referring(context, types[i], &types[i]->fields[j], id, &count)) return false;
            if (count > 0)
                return problem_set(context->problem, PROBLEM_CONFLICT, "still_referenced",
                                   "%lld %s still refer to this %s. Archive it, or delete them first.",
                                   (long long)count, types[i]->label_plural.en, type->name);
        }
    }
    return true;
}

static const char SQL_FORGET_KEYS[] = "DELETE FROM external_key WHERE record_type = $1 AND record_id = $2";
static const char SQL_FORGET_FILES[] = "DELETE FROM attachment WHERE record_type = $1 AND record_id = $2";

bool record_delete(context_t *context, const record_type_t *type, int64_t id) {
    record_t *record = NULL;
    if (!record_load(context, type, id, &record)) return false;
    if (!policy_check(context, record, record, POLICY_DELETE)) return false;
    if (!write_check_unreferenced(context, type, id)) return false;
    store_run(context->tx, NULL, SQL_FORGET_KEYS, "ti", type->name, id);
    store_run(context->tx, NULL, SQL_FORGET_FILES, "ti", type->name, id);
    store_run(context->tx, NULL, arena_printf(context->arena, "DELETE FROM %s WHERE id = $1", type->table), "i", id);
    return context_done(context) && search_forget(context, type, id) && history_write(context, record, NULL, "deleted");
}
