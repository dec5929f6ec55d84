#include "catalogue/merge_move.h"

#include "base/text.h"
#include "catalogue/search.h"

enum { ROWS_AT_FIRST = 64 };

static const char SQL_NOTE[] =
    "INSERT INTO record_merge_move (merge_id, record_type, table_name, column_name, row_id, row_key, old_value, new_value) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

bool merge_note(const merge_t *merge, const merge_change_t *change) {
    store_run(merge->context->tx, NULL, SQL_NOTE, "itttitoo", merge->id, change->record_type, change->table,
              change->column, change->row_id, change->row_key, change->before, change->after);
    return context_done(merge->context);
}

typedef struct row {
    int64_t id;
    const char *key;
} row_t;

typedef struct rows {
    row_t *items;
    size_t count, capacity;
} rows_t;

static void rows_add(arena_t *arena, rows_t *rows, row_t row) {
    if (rows->count == rows->capacity) {
        size_t capacity = rows->capacity > 0 ? rows->capacity * 2 : ROWS_AT_FIRST;
        row_t *items = ARENA_ARRAY(arena, row_t, capacity);
        if (rows->count > 0) memcpy(items, rows->items, rows->count * sizeof *items);
        rows->items = items;
        rows->capacity = capacity;
    }
    rows->items[rows->count++] = row;
}

/* The first column is the row's number, a second one its key. */
static bool rows_read(context_t *context, store_statement_t *statement, bool keys, rows_t *out) {
    *out = (rows_t){.count = 0};
    while (store_step(statement)) {
        const char *key = keys ? arena_strdup(context->arena, store_column_text(statement, 1)) : NULL;
        rows_add(context->arena, out, (row_t){store_column_int(statement, 0), key});
    }
    return store_end(statement) || context_done(context);
}

/* Search knows a record by the title of what it refers to. */
static bool move_is_searched(const record_type_t *type, const field_t *field) {
    return (field->flags & FIELD_SEARCHABLE) != 0 || text_equal(type->title, field->name) ||
           (type->subtitle != NULL && text_equal(type->subtitle, field->name));
}

static bool move_index(context_t *context, const record_type_t *type, int64_t id) {
    record_t *record = NULL;
    return record_load(context, type, id, &record) && search_index(context, record);
}

static bool move_reference(merge_t *merge, const record_type_t *type, const field_t *field) {
    rows_t rows;
    context_t *context = merge->context;
    const char *column = field_column(field);
    const char *find = arena_printf(
        context->arena, "SELECT id FROM %s WHERE %s = $1 AND (CAST($2 AS BIGINT) = 0 OR id NOT IN ($1, $3))",
        type->table, column);
    const char *change =
        arena_printf(context->arena, "UPDATE %s SET %s = $1, version = version + 1 WHERE id = $2", type->table, column);
    int64_t itself = type == merge->type;
    if (!rows_read(context, store_query(context->tx, find, "iii", merge->loser_id, itself, merge->survivor_id), false,
                   &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        const merge_change_t move = {.record_type = type->name,
                                     .table = type->table,
                                     .column = column,
                                     .row_id = rows.items[i].id,
                                     .before = &merge->loser_id,
                                     .after = &merge->survivor_id};
        store_run(context->tx, NULL, change, "ii", merge->survivor_id, rows.items[i].id);
        if (!merge_note(merge, &move)) return false;
        if (move_is_searched(type, field) && !move_index(context, type, rows.items[i].id)) return false;
    }
    return true;
}

/* Where both are linked, the loser's link goes. */
static bool move_link(merge_t *merge, const record_type_t *type, const field_t *field, const row_t *row) {
    context_t *context = merge->context;
    int64_t both = 0;
    const char *table = field->link_table;
    const char *count =
        arena_printf(context->arena, "SELECT count(*) FROM %s WHERE record_id = $1 AND target_id = $2", table);
    if (!store_get_int(context->tx, &both, count, "ii", row->id, merge->survivor_id)) return context_done(context);
    const merge_change_t move = {.record_type = type->name,
                                 .table = table,
                                 .column = "target_id",
                                 .row_id = row->id,
                                 .row_key = row->key,
                                 .before = &merge->loser_id,
                                 .after = both > 0 ? NULL : &merge->survivor_id};
    if (both > 0)
        store_run(context->tx, NULL,
                  arena_printf(context->arena, "DELETE FROM %s WHERE record_id = $1 AND target_id = $2", table), "ii",
                  row->id, merge->loser_id);
    else
        store_run(
            context->tx, NULL,
            arena_printf(context->arena, "UPDATE %s SET target_id = $1 WHERE record_id = $2 AND target_id = $3", table),
            "iii", merge->survivor_id, row->id, merge->loser_id);
    store_run(context->tx, NULL,
              arena_printf(context->arena, "UPDATE %s SET version = version + 1 WHERE id = $1", type->table), "i",
              row->id);
    return merge_note(merge, &move);
}

static bool move_links(merge_t *merge, const record_type_t *type, const field_t *field) {
    rows_t rows;
    context_t *context = merge->context;
    const char *find = arena_printf(
        context->arena, "SELECT record_id, CAST(position AS TEXT) FROM %s WHERE target_id = $1", field->link_table);
    if (!rows_read(context, store_query(context->tx, find, "i", merge->loser_id), true, &rows)) return false;
    for (size_t i = 0; i < rows.count; i++)
        if (!move_link(merge, type, field, &rows.items[i])) return false;
    return true;
}

static bool move_fields(merge_t *merge, const record_type_t *type) {
    for (size_t i = 0; i < type->field_count; i++) {
        const field_t *field = &type->fields[i];
        if (!text_equal(field->target, merge->type->name)) continue;
        bool many = field->type == FIELD_REFERENCES;
        if (many ? !move_links(merge, type, field) : !move_reference(merge, type, field)) return false;
    }
    return true;
}

/* Tables that name a record by its type and number; what the survivor has too stays with the loser. */
static const struct {
    const char *table, *key;
    bool once; /* the key is there once per record */
} ATTACHED[] = {
    {"attachment", "id", false}, {"brief_link", "token_hash", false}, {"external_key", "external_key", false},
    {"follow", "user_id", true}, {"notification", "id", false},
};

enum { ATTACHED_COUNT = sizeof ATTACHED / sizeof ATTACHED[0] };

static bool move_attached(merge_t *merge, size_t index) {
    rows_t rows;
    context_t *context = merge->context;
    const char *table = ATTACHED[index].table, *key = ATTACHED[index].key;
    const char *beside = ATTACHED[index].once ? arena_printf(context->arena,
                                                             " AND NOT EXISTS (SELECT 1 FROM %s o WHERE o.record_type "
                                                             "= $1 AND o.record_id = $3 AND o.%s = t.%s)",
                                                             table, key, key)
                                              : " AND CAST($3 AS BIGINT) = $3";
    const char *find = arena_printf(
        context->arena, "SELECT 0, CAST(t.%s AS TEXT) FROM %s t WHERE t.record_type = $1 AND t.record_id = $2%s", key,
        table, beside);
    const char *change = arena_printf(
        context->arena,
        "UPDATE %s SET record_id = $1 WHERE record_type = $2 AND record_id = $3 AND CAST(%s AS TEXT) = $4", table, key);
    if (!rows_read(context,
                   store_query(context->tx, find, "tii", merge->type->name, merge->loser_id, merge->survivor_id), true,
                   &rows))
        return false;
    for (size_t i = 0; i < rows.count; i++) {
        const merge_change_t move = {.record_type = merge->type->name,
                                     .table = table,
                                     .column = "record_id",
                                     .row_key = rows.items[i].key,
                                     .before = &merge->loser_id,
                                     .after = &merge->survivor_id};
        store_run(context->tx, NULL, change, "itit", merge->survivor_id, merge->type->name, merge->loser_id,
                  rows.items[i].key);
        if (!merge_note(merge, &move)) return false;
    }
    return true;
}

bool merge_move_all(merge_t *merge) {
    size_t count = 0;
    const record_type_t *const *types = catalogue_types(&count);
    for (size_t i = 0; i < count; i++)
        if (!move_fields(merge, types[i])) return false;
    for (size_t i = 0; i < ATTACHED_COUNT; i++)
        if (!move_attached(merge, i)) return false;
    return true;
}

static const char SQL_MOVES[] =
    "SELECT record_type, table_name, column_name, row_id, row_key, old_value, new_value FROM record_merge_move "
    "WHERE merge_id = $1 ORDER BY id DESC";

typedef struct stored_move {
    const record_type_t *type;
    const char *table, *column, *key;
    int64_t row_id, before, after;
    bool had_before, has_after;
} stored_move_t;

static bool moves_read(merge_t *merge, stored_move_t **out, size_t *count) {
    static const char how_many[] = "SELECT count(*) FROM record_merge_move WHERE merge_id = $1";
    context_t *context = merge->context;
    int64_t most = 0;
    if (!store_get_int(context->tx, &most, how_many, "i", merge->id)) return context_done(context);
    stored_move_t *moves = *out = ARENA_ARRAY(context->arena, stored_move_t, (size_t)most + 1);
    *count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_MOVES, "i", merge->id);
    while ((int64_t)*count < most && store_step(rows))
        moves[(*count)++] = (stored_move_t){.type = catalogue_find(store_column_text(rows, 0)),
                                            .table = arena_strdup(context->arena, store_column_text(rows, 1)),
                                            .column = arena_strdup(context->arena, store_column_text(rows, 2)),
                                            .row_id = store_column_int(rows, 3),
                                            .key = arena_strdup(context->arena, store_column_text(rows, 4)),
                                            .before = store_column_int(rows, 5),
                                            .after = store_column_int(rows, 6),
                                            .had_before = !store_column_is_null(rows, 5),
                                            .has_after = !store_column_is_null(rows, 6)};
    return store_end(rows) || context_done(context);
}

static bool back_attached(const merge_t *merge, const stored_move_t *move, const char *key, int64_t *changed) {
    context_t *context = merge->context;
    const char *sql =
        arena_printf(context->arena,
                     "UPDATE %s SET record_id = $1 WHERE record_type = $2 AND record_id = $3 AND CAST(%s AS TEXT) = $4",
                     move->table, key);
    store_run(context->tx, changed, sql, "itit", move->before, merge->type->name, move->after, move->key);
    return context_done(context);
}

/* A link that went comes back only beside the one for which it went. */
static bool back_link(const merge_t *merge, const stored_move_t *move, int64_t *changed) {
    context_t *context = merge->context;
    const char *sql =
        move->has_after
            ? arena_printf(context->arena, "UPDATE %s SET target_id = $1 WHERE record_id = $2 AND target_id = $3",
                           move->table)
            : arena_printf(context->arena,
                           "INSERT INTO %s (record_id, target_id, position) SELECT record_id, CAST($1 AS BIGINT), "
                           "CAST($4 AS BIGINT) FROM %s WHERE record_id = $2 AND target_id = $3",
                           move->table, move->table);
    int64_t position = 0;
    if (move->key != NULL) text_parse_int(move->key, &position);
    if (move->has_after)
        store_run(context->tx, changed, sql, "iii", move->before, move->row_id, move->after);
    else
        store_run(context->tx, changed, sql, "iiii", move->before, move->row_id, merge->survivor_id, position);
    if (*changed > 0)
        store_run(context->tx, NULL,
                  arena_printf(context->arena, "UPDATE %s SET version = version + 1 WHERE id = $1", move->type->table),
                  "i", move->row_id);
    return context_done(context);
}

static bool back_reference(const merge_t *merge, const stored_move_t *move, int64_t *changed) {
    context_t *context = merge->context;
    const char *sql = arena_printf(context->arena,
                                   "UPDATE %s SET %s = $1, version = version + 1 "
                                   "WHERE id = $2 AND %s IS NOT DISTINCT FROM $3",
                                   move->table, move->column, move->column);
    store_run(context->tx, changed, sql, "oio", move->had_before ? &move->before : NULL, move->row_id,
              move->has_after ? &move->after : NULL);
    return context_done(context);
}

static const char *move_attached_key(const stored_move_t *move) {
    for (size_t i = 0; i < ATTACHED_COUNT; i++)
        if (text_equal(ATTACHED[i].table, move->table)) return ATTACHED[i].key;
    return NULL;
}

static bool move_back(merge_t *merge, const stored_move_t *move, merge_collide_t collide) {
    int64_t changed = 0;
    const char *key = move_attached_key(move);
    bool link = !text_equal(move->table, move->type->table) && key == NULL;
    bool ok = key != NULL ? back_attached(merge, move, key, &changed)
              : link      ? back_link(merge, move, &changed)
                          : back_reference(merge, move, &changed);
    if (!ok) return false;
    if (changed == 0 && key == NULL) collide(merge, move->type, move->row_id, move->column);
    return true;
}

/* Once all of it is back, since a title may be that of a record that came back later. */
static bool moves_index(merge_t *merge, const stored_move_t *moves, size_t count) {
    context_t *context = merge->context;
    for (size_t i = 0; i < count; i++) {
        int64_t there = 0;
        if (move_attached_key(&moves[i]) != NULL || !text_equal(moves[i].table, moves[i].type->table)) continue;
        const char *sql = arena_printf(context->arena, "SELECT count(*) FROM %s WHERE id = $1", moves[i].table);
        if (!store_get_int(context->tx, &there, sql, "i", moves[i].row_id)) return context_done(context);
        if (there > 0 && !move_index(context, moves[i].type, moves[i].row_id)) return false;
    }
    return true;
}

bool merge_move_back(merge_t *merge, merge_collide_t collide) {
    stored_move_t *moves = NULL;
    size_t count = 0;
    if (!moves_read(merge, &moves, &count)) return false;
    for (size_t i = 0; i < count; i++)
        if (!move_back(merge, &moves[i], collide)) return false;
    return moves_index(merge, moves, count);
}
