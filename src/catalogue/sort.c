#include "catalogue/sort.h"

#include "catalogue/select.h"

#include <jansson.h>
#include <sodium.h>

enum { INDEX_ID = -1, INDEX_CREATED = -2, INDEX_UPDATED = -3, CURSOR_LIMIT = 4096 };

static bool sort_standard(const char *name, sort_key_t *out) {
    static const struct {
        const char *name;
        const char *expression;
        int index;
    } standard[] = {{"id", "t.id", INDEX_ID},
                    {"created_at", "t.created_at", INDEX_CREATED},
                    {"updated_at", "t.updated_at", INDEX_UPDATED}};
    for (size_t i = 0; i < sizeof standard / sizeof standard[0]; i++) {
        if (!text_equal(name, standard[i].name)) continue;
        *out = (sort_key_t){.expression = standard[i].expression, .index = standard[i].index};
        return true;
    }
    return false;
}

static bool sort_is_text(const field_t *field) {
    return field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT || field->type == FIELD_EMAIL ||
           field->type == FIELD_PHONE || field->type == FIELD_WEB_ADDRESS || field->type == FIELD_REFERENCE;
}

/* A stage goes by its place in the pipeline, not by its name: what a person means by "sort by stage". */
static bool sort_key(context_t *context, const record_type_t *type, const char *name, sort_key_t *out) {
    path_t path;
    if (sort_standard(name, out)) return true;
    if (!path_parse(context, type, name, &path) || path.further || path.field->type == FIELD_REFERENCES)
        return problem_add_field(context->problem, "sort", "unknown_parameter", "The list cannot be sorted by %s.",
                                 name);
    *out = (sort_key_t){.index = path.index,
                        .folded = sort_is_text(path.field),
                        .nullable = (path.field->flags & FIELD_REQUIRED) == 0 && path.field->type != FIELD_YES_NO};
    const char *column = path.field->type == FIELD_REFERENCE ? select_title_expression(context->arena, type, path.index)
                                                             : path_expression(context->arena, &path);
    out->expression = out->folded ? arena_printf(context->arena, "lower(%s)", column) : column;
    return true;
}

bool sort_parse(context_t *context, const record_type_t *type, const char *text, sort_t *out) {
    sort_t sort = {.text = text != NULL && *text != '\0' ? text : type->default_sort};
    char *rest = arena_strdup(context->arena, sort.text);
    char *name;
    while ((name = strsep(&rest, ",")) != NULL) {
        bool descending = *name == '-';
        if (sort.count == SORT_KEYS - 1)
            return problem_add_field(context->problem, "sort", "too_many", "At most three fields can be sorted by.");
        if (!sort_key(context, type, descending ? name + 1 : name, &sort.keys[sort.count])) return false;
        sort.keys[sort.count++].descending = descending;
    }
    sort.keys[sort.count] =
        (sort_key_t){.expression = "t.id", .index = INDEX_ID, .descending = sort.keys[sort.count - 1].descending};
    sort.count++;
    *out = sort;
    return true;
}

void sort_add_order(const sort_t *sort, text_t *sql) {
    text_add(sql, " ORDER BY ");
    for (size_t i = 0; i < sort->count; i++) {
        const sort_key_t *key = &sort->keys[i];
        text_add_format(sql, "%s%s%s", i > 0 ? ", " : "", key->expression, key->descending ? " DESC" : "");
        if (key->nullable) text_add(sql, key->descending ? " NULLS FIRST" : " NULLS LAST");
    }
}

/* What the database compares for this key. */
static json_t *sort_key_value(context_t *context, const sort_key_t *key, const record_t *record) {
    if (key->index == INDEX_ID) return json_integer(record->id);
    if (key->index == INDEX_CREATED) return json_integer(record->created_at);
    if (key->index == INDEX_UPDATED) return json_integer(record->updated_at);
    const value_t *value = &record->values[key->index];
    const field_t *field = &record->type->fields[key->index];
    if (value->null) return json_null();
    const char *text = field->type == FIELD_REFERENCE ? value->title : value->text;
    if (field->type != FIELD_REFERENCE && text == NULL) return json_integer(value->number);
    if (text == NULL) return json_null();
    return json_string(key->folded ? text_lower(context->arena, text) : text);
}

const char *sort_cursor(context_t *context, const sort_t *sort, const record_t *record) {
    json_t *values = json_array();
    json_array_append_new(values, json_string(sort->text));
    for (size_t i = 0; i < sort->count; i++)
        json_array_append_new(values, sort_key_value(context, &sort->keys[i], record));
    char *json = json_dumps(values, JSON_COMPACT);
    json_decref(values);
    size_t length = strlen(json);
    size_t size = sodium_base64_encoded_len(length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *cursor = arena_alloc(context->arena, size);
    sodium_bin2base64(cursor, size, (const unsigned char *)json, length, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    free(json);
    return cursor;
}

static json_t *sort_read_cursor(const sort_t *sort, const char *cursor) {
    char json[CURSOR_LIMIT];
    size_t length = 0;
    if (sodium_base642bin((unsigned char *)json, sizeof json, cursor, strlen(cursor), NULL, &length, NULL,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0)
        return NULL;
    json_t *values = json_loadb(json, length, JSON_REJECT_DUPLICATES, NULL);
    const char *text = json_string_value(json_array_get(values, 0));
    if (json_array_size(values) == sort->count + 1 && text_equal(text, sort->text)) return values;
    json_decref(values);
    return NULL;
}

static size_t sort_bind(filter_t *filter, const json_t *value) {
    if (json_is_integer(value))
        return filter_bind(filter, (store_value_t){.kind = STORE_INT, .number = json_integer_value(value)});
    return filter_bind(filter, (store_value_t){.kind = STORE_TEXT,
                                               .text = arena_strdup(filter->context->arena, json_string_value(value))});
}

/* Row values compare as a whole, which both engines answer from an index; they need one direction and no NULL. */
static bool sort_is_uniform(const sort_t *sort) {
    for (size_t i = 0; i < sort->count; i++)
        if (sort->keys[i].nullable || sort->keys[i].descending != sort->keys[0].descending) return false;
    return true;
}

static void sort_add_row_values(filter_t *filter, const sort_t *sort, const json_t *values) {
    text_add_char(&filter->sql, '(');
    for (size_t i = 0; i < sort->count; i++)
        text_add_format(&filter->sql, "%s%s", i > 0 ? ", " : "", sort->keys[i].expression);
    text_add(&filter->sql, sort->keys[0].descending ? ") < (" : ") > (");
    for (size_t i = 0; i < sort->count; i++)
        text_add_format(&filter->sql, "%s$%zu", i > 0 ? ", " : "", sort_bind(filter, json_array_get(values, i + 1)));
    text_add_char(&filter->sql, ')');
}

/* Behind the cursor in key `at`, or equal there and behind it in the keys that follow. NULLs come last going up. */
static void sort_add_behind(filter_t *filter, const sort_t *sort, const json_t *values, size_t at) {
    const sort_key_t *key = &sort->keys[at];
    const json_t *value = json_array_get(values, at + 1);
    bool last = at + 1 == sort->count;
    const char *sign = key->descending ? "<" : ">";
    if (json_is_null(value)) {
        if (key->descending) text_add_format(&filter->sql, "(%s IS NOT NULL OR ", key->expression);
        text_add_format(&filter->sql, "(%s IS NULL AND ", key->expression);
        if (last)
            text_add(&filter->sql, "1 = 0");
        else
            sort_add_behind(filter, sort, values, at + 1);
        text_add(&filter->sql, key->descending ? "))" : ")");
        return;
    }
    size_t mark = sort_bind(filter, value);
    text_add_format(&filter->sql, "(%s %s $%zu", key->expression, sign, mark);
    if (key->nullable && !key->descending) text_add_format(&filter->sql, " OR %s IS NULL", key->expression);
    if (!last) {
        text_add_format(&filter->sql, " OR (%s = $%zu AND ", key->expression, mark);
        sort_add_behind(filter, sort, values, at + 1);
        text_add_char(&filter->sql, ')');
    }
    text_add_char(&filter->sql, ')');
}

bool sort_add_cursor(filter_t *filter, const sort_t *sort, const char *cursor) {
    json_t *values = sort_read_cursor(sort, cursor);
    if (values == NULL)
        return problem_add_field(filter->context->problem, "after", "unknown_cursor",
                                 "This page belongs to another list. Begin again without it.");
    text_add(&filter->sql, filter->sql.length == 0 ? "WHERE " : " AND ");
    if (sort_is_uniform(sort))
        sort_add_row_values(filter, sort, values);
    else
        sort_add_behind(filter, sort, values, 0);
    json_decref(values);
    return true;
}
