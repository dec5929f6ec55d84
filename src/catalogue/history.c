#include "catalogue/history.h"

#include "base/text.h"
#include "catalogue/policy.h"

enum { JSON_LIMIT = 4 * 1024 * 1024 };

static const char SQL_INSERT[] =
    "INSERT INTO change (record_type, record_id, at, by_user_id, action, request_id, import_id, before_values, "
    "after_values) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

static const char SQL_LIST[] =
    "SELECT c.id, c.at, c.by_user_id, u.name, c.action, c.before_values, c.after_values, c.record_id "
    "FROM change c LEFT JOIN app_user u ON u.id = c.by_user_id "
    "WHERE c.record_type = $1 AND c.record_id = $2 AND c.id < $3 ORDER BY c.id DESC LIMIT $4";

static const char SQL_IS_MERGED[] =
    "SELECT count(*) FROM record_merge WHERE record_type = $1 AND survivor_id = $2 AND undone_at IS NULL";

static const char SQL_LIST_MERGED[] =
    "WITH RECURSIVE part (id) AS (SELECT CAST($2 AS BIGINT) UNION "
    "SELECT m.loser_id FROM record_merge m JOIN part ON m.survivor_id = part.id "
    "WHERE m.record_type = $1 AND m.undone_at IS NULL) "
    "SELECT c.id, c.at, c.by_user_id, u.name, c.action, c.before_values, c.after_values, c.record_id "
    "FROM part JOIN change c ON c.record_id = part.id LEFT JOIN app_user u ON u.id = c.by_user_id "
    "WHERE c.record_type = $1 AND c.id < $3 ORDER BY c.id DESC LIMIT $4";

static bool history_has_value(const record_t *record, size_t index) {
    if (record == NULL) return false;
    const value_t *value = &record->values[index];
    return !value->null && (record->type->fields[index].type != FIELD_REFERENCES || value->id_count > 0);
}

/* Which other record a change was made with stands beside the fields. */
static const char HISTORY_WITH[] = "with";

static void history_add_with(const record_t *record, json_writer_t *writer) {
    if (record->action == NULL || record->action_with == 0) return;
    json_write_object(writer, HISTORY_WITH);
    json_write_int(writer, "id", record->action_with);
    json_write_text(writer, "title", record->action_with_title);
    json_write_int(writer, "merge", record->action_merge);
    json_write_close(writer);
}

const char *history_values(context_t *context, const record_t *record, const record_t *other) {
    if (record == NULL || record == other) return NULL;
    text_t text = text_create(context->arena, JSON_LIMIT);
    json_writer_t writer = json_begin(&text);
    json_write_object(&writer, NULL);
    for (size_t i = 0; i < record->type->field_count; i++) {
        const field_t *field = &record->type->fields[i];
        bool differs = other != NULL ? record_differs(other, record, field->name) : history_has_value(record, i);
        if (!differs) continue;
        value_write_json(&writer, field->name, field, &record->values[i], record_currency(record, field));
    }
    history_add_with(record, &writer);
    json_write_close(&writer);
    return text.data;
}

bool history_write(context_t *context, const record_t *before, const record_t *after, const char *action) {
    const record_t *record = after != NULL ? after : before;
    const int64_t *user = context->actor->user_id != 0 ? &context->actor->user_id : NULL;
    const int64_t *import = context->import_id != 0 ? &context->import_id : NULL;
    store_run(context->tx, NULL, SQL_INSERT, "tiiottott", record->type->name, record->id, context->now, user, action,
              context->request_id, import, history_values(context, before, after),
              history_values(context, after, before));
    return context_done(context);
}

static void history_write_side(json_writer_t *writer, const char *key, const json_t *values, const char *field) {
    const json_t *value = values != NULL ? json_object_get(values, field) : NULL;
    char *text = value != NULL ? json_dumps(value, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;
    json_write_raw(writer, key, text != NULL ? text : "null");
    free(text);
}

static void history_write_changes(context_t *context, const record_type_t *type, const char *before, const char *after,
                                  json_writer_t *writer) {
    json_t *old = before != NULL ? json_loads(before, 0, NULL) : NULL;
    json_t *new = after != NULL ? json_loads(after, 0, NULL) : NULL;
    json_write_array(writer, "changes");
    for (size_t i = 0; i < type->field_count; i++) {
        const field_t *field = &type->fields[i];
        if (json_object_get(old, field->name) == NULL && json_object_get(new, field->name) == NULL) continue;
        if (!policy_may_see_field(context->actor, field)) continue;
        json_write_object(writer, NULL);
        json_write_text(writer, "field", field->name);
        json_write_text(writer, "label", label_in(field->label, context->actor->locale));
        history_write_side(writer, "before", old, field->name);
        history_write_side(writer, "after", new, field->name);
        json_write_close(writer);
    }
    json_write_close(writer);
    json_decref(old);
    json_decref(new);
}

static void history_write_with(const char *after, json_writer_t *writer) {
    json_t *values = after != NULL && strstr(after, HISTORY_WITH) != NULL ? json_loads(after, 0, NULL) : NULL;
    history_write_side(writer, HISTORY_WITH, values, HISTORY_WITH);
    json_decref(values);
}

static void history_write_item(context_t *context, const record_type_t *type, const store_statement_t *row,
                               json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_int(writer, "record_id", store_column_int(row, 7));
    json_write_text(writer, "at", moment_format(context->arena, store_column_int(row, 1)));
    if (store_column_is_null(row, 2)) {
        json_write_null(writer, "by");
    } else {
        json_write_object(writer, "by");
        json_write_int(writer, "id", store_column_int(row, 2));
        json_write_text(writer, "title", store_column_text(row, 3));
        json_write_close(writer);
    }
    json_write_text(writer, "action", store_column_text(row, 4));
    history_write_with(store_column_text(row, 6), writer);
    history_write_changes(context, type, store_column_text(row, 5), store_column_text(row, 6), writer);
    json_write_close(writer);
}

bool history_write_json(context_t *context, const history_page_t *page, json_writer_t *writer, const char *key) {
    int count = 0;
    int64_t last = 0;
    int64_t merged = 0;
    int64_t before = page->before_id > 0 ? page->before_id : INT64_MAX;
    if (!store_get_int(context->tx, &merged, SQL_IS_MERGED, "ti", page->type->name, page->record_id))
        return context_done(context);
    json_write_object(writer, key);
    json_write_array(writer, "items");
    store_statement_t *rows = store_query(context->tx, merged > 0 ? SQL_LIST_MERGED : SQL_LIST, "tiii",
                                          page->type->name, page->record_id, before, (int64_t)page->limit);
    while (store_step(rows)) {
        history_write_item(context, page->type, rows, writer);
        last = store_column_int(rows, 0);
        count++;
    }
    json_write_close(writer);
    if (count == page->limit)
        json_write_int(writer, "next", last);
    else
        json_write_null(writer, "next");
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}
