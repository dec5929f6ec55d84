#include "catalogue/changes.h"

static const char SQL_AFTER[] =
    "SELECT c.id, c.record_type, c.record_id, c.at, c.by_user_id, u.name, c.action, c.request_id "
    "FROM change c LEFT JOIN app_user u ON u.id = c.by_user_id WHERE c.id > $1 ORDER BY c.id LIMIT $2";

static const char SQL_NEWEST[] = "SELECT coalesce(max(id), 0) FROM change";

static bool changes_add_version(context_t *context, change_t *change) {
    if (change->type == NULL) return true;
    const char *sql = arena_printf(context->arena, "SELECT version FROM %s WHERE id = $1", change->type->table);
    return store_get_int(context->tx, &change->version, sql, "i", change->record_id) || context_done(context);
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
    if (!store_end(rows)) return context_done(context);
    for (size_t i = 0; i < *count; i++)
        if (!changes_add_version(context, &changes[i])) return false;
    return true;
}

bool changes_newest(context_t *context, int64_t *id) {
    return store_get_int(context->tx, id, SQL_NEWEST, "") || context_done(context);
}
