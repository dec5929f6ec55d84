#include "catalogue/select.h"

#include "catalogue/policy.h"

#include <assert.h>
#include <pthread.h>

enum { STANDARD_COLUMNS = 9, SQL_LIMIT = 16 * 1024, MAX_TYPES = 64, MAX_ROWS = 100000 };

static const field_t *select_target_title(const field_t *field) {
    const record_type_t *target = catalogue_find(field->target);
    return type_field(target, target->title);
}

const char *select_title_expression(arena_t *arena, const record_type_t *type, int index) {
    const field_t *title = select_target_title(&type->fields[index]);
    if (title->type == FIELD_REFERENCE) {
        const record_type_t *further = catalogue_find(title->target);
        return arena_printf(arena, "q%d.%s", index, field_column(type_field(further, further->title)));
    }
    return arena_printf(arena, "r%d.%s", index, field_column(title));
}

/* A title that is itself a reference, as a stakeholder is called after its contact, takes one join more. */
static void select_add_join(text_t *sql, const record_type_t *type, int index) {
    const field_t *field = &type->fields[index];
    const field_t *title = select_target_title(field);
    text_add_format(sql, " LEFT JOIN %s r%d ON r%d.id = t.%s", catalogue_find(field->target)->table, index, index,
                    field_column(field));
    if (title->type == FIELD_REFERENCE)
        text_add_format(sql, " LEFT JOIN %s q%d ON q%d.id = r%d.%s", catalogue_find(title->target)->table, index, index,
                        index, field_column(title));
}

static char *select_build(arena_t *arena, const record_type_t *type) {
    text_t sql = text_create(arena, SQL_LIMIT);
    text_add(&sql,
             "SELECT t.id, t.version, t.created_at, t.created_by, cu.name, t.updated_at, t.updated_by, uu.name, "
             "t.archived_at");
    for (size_t i = 0; i < type->field_count; i++) {
        if (type->fields[i].type == FIELD_REFERENCES) continue;
        text_add_format(&sql, ", t.%s", field_column(&type->fields[i]));
        if (type->fields[i].type == FIELD_REFERENCE)
            text_add_format(&sql, ", %s", select_title_expression(arena, type, (int)i));
    }
    text_add_format(&sql,
                    " FROM %s t LEFT JOIN app_user cu ON cu.id = t.created_by"
                    " LEFT JOIN app_user uu ON uu.id = t.updated_by",
                    type->table);
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].type == FIELD_REFERENCE) select_add_join(&sql, type, (int)i);
    assert(!sql.overflow);
    return sql.data;
}

const char *select_sql(const record_type_t *type) {
    static struct {
        const record_type_t *type;
        char *sql;
    } known[MAX_TYPES];
    static size_t known_count;
    static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
    const char *found = NULL;
    pthread_mutex_lock(&lock);
    for (size_t i = 0; i < known_count && found == NULL; i++)
        if (known[i].type == type) found = known[i].sql;
    if (found == NULL) {
        assert(known_count < MAX_TYPES);
        arena_t *arena = arena_create();
        known[known_count].type = type;
        known[known_count].sql = strdup(select_build(arena, type));
        found = known[known_count++].sql;
        arena_destroy(arena);
    }
    pthread_mutex_unlock(&lock);
    return found;
}

static void select_standard(context_t *context, record_t *record, const store_statement_t *row) {
    record->id = store_column_int(row, 0);
    record->version = store_column_int(row, 1);
    record->created_at = store_column_int(row, 2);
    record->created_by = store_column_int(row, 3);
    record->created_by_title = arena_strdup(context->arena, store_column_text(row, 4));
    record->updated_at = store_column_int(row, 5);
    record->updated_by = store_column_int(row, 6);
    record->updated_by_title = arena_strdup(context->arena, store_column_text(row, 7));
    record->archived_at = store_column_int(row, 8);
}

static bool select_is_number(field_type_t type) {
    return type == FIELD_NUMBER || type == FIELD_MONEY || type == FIELD_PERCENTAGE || type == FIELD_MOMENT ||
           type == FIELD_YES_NO || type == FIELD_REFERENCE;
}

record_t *select_row(context_t *context, const record_type_t *type, const store_statement_t *row) {
    record_t *record = record_new(context->arena, type);
    int column = STANDARD_COLUMNS;
    select_standard(context, record, row);
    for (size_t i = 0; i < type->field_count; i++) {
        const field_t *field = &type->fields[i];
        value_t *value = &record->values[i];
        if (field->type == FIELD_REFERENCES) {
            value->null = false;
            continue;
        }
        value->null = store_column_is_null(row, column);
        if (!value->null && select_is_number(field->type))
            value->number = store_column_int(row, column);
        else if (!value->null)
            value->text = arena_strdup(context->arena, store_column_text(row, column));
        column++;
        if (field->type == FIELD_REFERENCE)
            value->title = arena_strdup(context->arena, store_column_text(row, column++));
    }
    return record;
}

/* Asked for in steps of size, so that few different statements are prepared; the last id fills the rest. */
static size_t select_padded(size_t count) {
    size_t padded = 1;
    while (padded < count) padded *= 4;
    return padded;
}

static const char *select_link_sql(arena_t *arena, const field_t *field, size_t padded) {
    const record_type_t *target = catalogue_find(field->target);
    text_t sql = text_create(arena, SQL_LIMIT);
    text_add_format(&sql,
                    "SELECT l.record_id, l.target_id, r.%s FROM %s l JOIN %s r ON r.id = l.target_id "
                    "WHERE l.record_id IN (",
                    field_column(type_field(target, target->title)), field->link_table, target->table);
    for (size_t i = 1; i <= padded; i++) text_add_format(&sql, i == 1 ? "$%zu" : ", $%zu", i);
    text_add(&sql, ") ORDER BY l.record_id, l.position, l.target_id");
    assert(!sql.overflow);
    return sql.data;
}

static record_t *select_find(record_t **records, size_t count, int64_t id) {
    for (size_t i = 0; i < count; i++)
        if (records[i]->id == id) return records[i];
    return NULL;
}

/* Rows come grouped by record; room grows by doubling within the arena. */
static void select_add_link(arena_t *arena, value_t *value, int64_t id, const char *title) {
    size_t count = value->id_count;
    if ((count & (count - 1)) == 0) {
        size_t room = count > 0 ? count * 2 : 1;
        int64_t *ids = ARENA_ARRAY(arena, int64_t, room);
        const char **titles = ARENA_ARRAY(arena, const char *, room);
        if (count > 0) {
            memcpy(ids, value->ids, count * sizeof *ids);
            memcpy(titles, value->titles, count * sizeof *titles);
        }
        value->ids = ids;
        value->titles = titles;
    }
    ((int64_t *)(uintptr_t)value->ids)[count] = id;
    value->titles[count] = title;
    value->id_count++;
}

static bool select_link_field(context_t *context, int index, record_t **records, size_t count) {
    const field_t *field = &records[0]->type->fields[index];
    size_t padded = select_padded(count);
    store_value_t *values = ARENA_ARRAY(context->arena, store_value_t, padded);
    for (size_t i = 0; i < padded; i++)
        values[i] = (store_value_t){.kind = STORE_INT, .number = records[i < count ? i : count - 1]->id};
    store_statement_t *rows =
        store_query_values(context->tx, select_link_sql(context->arena, field, padded), values, padded);
    record_t *record = NULL;
    while (store_step(rows)) {
        int64_t id = store_column_int(rows, 0);
        if (record == NULL || record->id != id) record = select_find(records, count, id);
        assert(record != NULL);
        select_add_link(context->arena, &record->values[index], store_column_int(rows, 1),
                        arena_strdup(context->arena, store_column_text(rows, 2)));
    }
    return store_end(rows) || context_done(context);
}

bool select_links(context_t *context, const record_type_t *type, record_t **records, size_t count) {
    enum { AT_ONCE = 256 };
    for (size_t i = 0; i < type->field_count; i++) {
        if (type->fields[i].type != FIELD_REFERENCES) continue;
        for (size_t from = 0; from < count; from += AT_ONCE) {
            size_t part = count - from < AT_ONCE ? count - from : AT_ONCE;
            if (!select_link_field(context, (int)i, records + from, part)) return false;
        }
    }
    return true;
}

static void select_hide(const context_t *context, record_t *record) {
    for (size_t i = 0; i < record->type->field_count; i++)
        if (!policy_may_see_field(context->actor, &record->type->fields[i]))
            record->values[i] = (value_t){.null = true};
}

bool select_where(context_t *context, const record_type_t *type, const select_tail_t *tail, record_t ***out,
                  size_t *count) {
    const char *sql = arena_printf(context->arena, "%s %s", select_sql(type), tail->sql);
    size_t room = 16;
    record_t **records = ARENA_ARRAY(context->arena, record_t *, room);
    size_t found = 0;
    store_statement_t *rows = store_query_values(context->tx, sql, tail->values, tail->count);
    while (store_step(rows) && found < MAX_ROWS) {
        if (found == room) {
            record_t **more = ARENA_ARRAY(context->arena, record_t *, room * 2);
            memcpy(more, records, room * sizeof *more);
            records = more;
            room *= 2;
        }
        records[found] = select_row(context, type, rows);
        select_hide(context, records[found++]);
    }
    if (!store_end(rows)) return context_done(context);
    *out = records;
    *count = found;
    return found == 0 || select_links(context, type, records, found);
}

static const char SQL_MERGED_INTO[] =
    "SELECT survivor_id FROM record_merge WHERE record_type = $1 AND loser_id = $2 AND undone_at IS NULL "
    "ORDER BY id DESC LIMIT 1";

static bool select_merged_into(context_t *context, record_t *record) {
    const record_type_t *type = record->type;
    const field_t *title = type_field(type, type->title);
    if (record->archived_at == 0 || title->type == FIELD_REFERENCE) return true;
    if (!store_get_int(context->tx, &record->merged_into, SQL_MERGED_INTO, "ti", type->name, record->id))
        return context_done(context);
    const char *sql = arena_printf(context->arena, "SELECT %s FROM %s WHERE id = $1", field_column(title), type->table);
    record->merged_into_title = store_get_text(context->tx, context->arena, sql, "i", record->merged_into);
    return context_done(context);
}

bool record_load(context_t *context, const record_type_t *type, int64_t id, record_t **out) {
    const store_value_t value = {.kind = STORE_INT, .number = id};
    record_t **records = NULL;
    size_t count = 0;
    if (!select_where(context, type, &(select_tail_t){"WHERE t.id = $1", &value, 1}, &records, &count)) return false;
    if (count == 0)
        return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no %s %lld.", type->name,
                           (long long)id);
    *out = records[0];
    return select_merged_into(context, records[0]);
}

static void record_write_user(json_writer_t *writer, const char *key, int64_t id, const char *title) {
    if (id == 0) {
        json_write_null(writer, key);
        return;
    }
    json_write_object(writer, key);
    json_write_int(writer, "id", id);
    json_write_text(writer, "title", title);
    json_write_close(writer);
}

void record_write_json(const context_t *context, const record_t *record, json_writer_t *writer, const char *key) {
    arena_t *arena = context->arena;
    json_write_object(writer, key);
    json_write_int(writer, "id", record->id);
    json_write_int(writer, "version", record->version);
    for (size_t i = 0; i < record->type->field_count; i++) {
        const field_t *field = &record->type->fields[i];
        if (!policy_may_see_field(context->actor, field)) continue;
        value_write_json(writer, field->name, field, &record->values[i], record_currency(record, field));
    }
    json_write_text(writer, "created_at", moment_format(arena, record->created_at));
    record_write_user(writer, "created_by", record->created_by, record->created_by_title);
    json_write_text(writer, "updated_at", moment_format(arena, record->updated_at));
    record_write_user(writer, "updated_by", record->updated_by, record->updated_by_title);
    if (record->archived_at != 0)
        json_write_text(writer, "archived_at", moment_format(arena, record->archived_at));
    else
        json_write_null(writer, "archived_at");
    if (record->merged_into != 0)
        record_write_user(writer, "merged_into", record->merged_into, record->merged_into_title);
    json_write_close(writer);
}
