#include "catalogue/changes.h"

#include "base/text.h"

enum { SQL_LIMIT = 4096 };

static const char SQL_AFTER[] =
    "SELECT c.id, c.record_type, c.record_id, c.at, c.by_user_id, u.name, c.action, c.request_id "
    "FROM change c LEFT JOIN app_user u ON u.id = c.by_user_id WHERE c.id > $1 ORDER BY c.id LIMIT $2";

static const char SQL_NEWEST[] = "SELECT coalesce(max(id), 0) FROM change";

/* "SELECT version, account_id, … FROM task WHERE id = $1", and which types the columns refer to. */
static const char *changes_state_sql(context_t *context, change_t *change) {
    text_t sql = text_create(context->arena, SQL_LIMIT);
    text_add(&sql, "SELECT version");
    for (size_t i = 0; i < change->type->field_count && change->about_count < CHANGE_ABOUT; i++) {
        const field_t *field = &change->type->fields[i];
        if (field->type != FIELD_REFERENCE || field->see != 0 || text_equal(field->target, "user")) continue;
        change->about[change->about_count++].type = catalogue_find(field->target);
        text_add_format(&sql, ", %s", field_column(field));
    }
    text_add_format(&sql, " FROM %s WHERE id = $1", change->type->table);
    return sql.data;
}

/* What the record is like now; one that is gone has neither version nor references. */
bool changes_complete(context_t *context, change_t *change) {
    if (change->type == NULL) return true;
    const char *sql = changes_state_sql(context, change);
    size_t columns = change->about_count;
    change->about_count = 0;
    store_statement_t *row = store_query(context->tx, sql, "i", change->record_id);
    if (store_step(row)) {
        change->version = store_column_int(row, 0);
        for (size_t i = 0; i < columns; i++) {
            if (store_column_is_null(row, (int)i + 1)) continue;
            change->about[change->about_count].type = change->about[i].type;
            change->about[change->about_count++].id = store_column_int(row, (int)i + 1);
        }
    }
    return store_end(row) || context_done(context);
}

bool changes_after(context_t *context, int64_t after, int limit, change_t **out, size_t *count) {
    change_t *changes = ARENA_ARRAY(context->arena, change_t, (size_t)limit);
    *count = 0;
    *out = changes;
    store_statement_t *rows = store_query(context->tx, SQL_AFTER, "ii", after, (int64_t)limit);
    while (*count < (size_t)limit && store_step(rows))
        changes[(*count)++] = (change_t){
            .id = store_column_int(rows, 0),
            .type = catalogue_find(store_column_text(rows, 1)),
            .record_id = store_column_int(rows, 2),
            .at = store_column_int(rows, 3),
            .by_user_id = store_column_int(rows, 4),
            .by_name = arena_strdup(context->arena, store_column_text(rows, 5)),
            .action = arena_strdup(context->arena, store_column_text(rows, 6)),
            .request_id = arena_strdup(context->arena, store_column_text(rows, 7)),
        };
    return store_end(rows) || context_done(context);
}

bool changes_newest(context_t *context, int64_t *id) {
    return store_get_int(context->tx, id, SQL_NEWEST, "") || context_done(context);
}
