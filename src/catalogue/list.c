#include "catalogue/list.h"

#include "base/text.h"
#include "catalogue/filter.h"
#include "catalogue/policy.h"
#include "catalogue/select.h"
#include "catalogue/sort.h"

enum { DEFAULT_LIMIT = 50, MOST = 500 };

static bool list_limit(context_t *context, const list_query_t *query, int64_t *out) {
    const char *text = list_parameter_value(query, "limit");
    *out = DEFAULT_LIMIT;
    if (text == NULL) return true;
    if (text_parse_int(text, out) && *out >= 1 && *out <= MOST) return true;
    return problem_add_field(context->problem, "limit", "out_of_range", "The limit must be from 1 to %d.", MOST);
}

bool list_read(context_t *context, const list_query_t *query, list_page_t *out) {
    filter_t filter;
    sort_t sort;
    int64_t limit = 0;
    const char *after = list_parameter_value(query, "after");
    if (!list_limit(context, query, &limit) || !filter_build(context, query, &filter)) return false;
    if (!sort_parse(context, query->type, list_parameter_value(query, "sort"), &sort)) return false;
    if (after != NULL && *after != '\0' && !sort_add_cursor(&filter, &sort, after)) return false;
    sort_add_order(&sort, &filter.sql);
    text_add_format(&filter.sql, " LIMIT $%zu",
                    filter_bind(&filter, (store_value_t){.kind = STORE_INT, .number = limit + 1}));
    list_page_t page = {.next = NULL};
    const select_tail_t tail = {filter.sql.data, filter.values, filter.value_count};
    if (!select_where(context, query->type, &tail, &page.records, &page.count)) return false;
    if (page.count > (size_t)limit) {
        page.count = (size_t)limit;
        page.next = sort_cursor(context, &sort, page.records[page.count - 1]);
    }
    *out = page;
    return true;
}

bool list_write_json(context_t *context, const list_query_t *query, text_t *out) {
    list_page_t page;
    if (!list_read(context, query, &page)) return false;
    json_writer_t writer = json_begin(out);
    json_write_object(&writer, NULL);
    json_write_array(&writer, "items");
    for (size_t i = 0; i < page.count; i++) record_write_json(context, page.records[i], &writer, NULL);
    json_write_close(&writer);
    json_write_text(&writer, "next", page.next);
    json_write_close(&writer);
    return true;
}

static bool list_column_chosen(const char *columns, const char *name) {
    size_t length = strlen(name);
    for (const char *at = columns; at != NULL; at = strchr(at, ',')) {
        if (*at == ',') at++;
        if (strncmp(at, name, length) == 0 && (at[length] == ',' || at[length] == '\0')) return true;
    }
    return columns == NULL;
}

static void csv_cell(text_t *out, const char *text, bool guard) {
    bool formula = guard && *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
    bool quoted = strpbrk(text, ",\"\r\n") != NULL;
    if (quoted) text_add_char(out, '"');
    if (formula) text_add_char(out, '\'');
    for (; *text != '\0'; text++) {
        if (*text == '"') text_add_char(out, '"');
        text_add_char(out, *text);
    }
    if (quoted) text_add_char(out, '"');
}

/* Numbers begin with a minus sign rightly; only text could be run as a formula. */
static bool csv_is_text(const field_t *field) {
    return field->type != FIELD_NUMBER && field->type != FIELD_MONEY && field->type != FIELD_PERCENTAGE;
}

static bool csv_has_column(const context_t *context, const field_t *field, const char *columns) {
    return policy_may_see_field(context->actor, field) && list_column_chosen(columns, field->name);
}

static void csv_row(context_t *context, const record_t *record, const char *columns, text_t *out) {
    text_add_int(out, record->id);
    for (size_t i = 0; i < record->type->field_count; i++) {
        const field_t *field = &record->type->fields[i];
        if (!csv_has_column(context, field, columns)) continue;
        text_add_char(out, ',');
        csv_cell(out, value_text(context->arena, field, &record->values[i], record_currency(record, field)),
                 csv_is_text(field));
    }
    text_add(out, "\r\n");
}

bool list_write_csv(context_t *context, const list_query_t *query, bool header, text_t *out, const char **next) {
    list_page_t page;
    const char *columns = list_parameter_value(query, "columns");
    if (!list_read(context, query, &page)) return false;
    if (header) {
        text_add(out, "id");
        for (size_t i = 0; i < query->type->field_count; i++) {
            if (!csv_has_column(context, &query->type->fields[i], columns)) continue;
            text_add_format(out, ",%s", query->type->fields[i].name);
        }
        text_add(out, "\r\n");
    }
    for (size_t i = 0; i < page.count; i++) csv_row(context, page.records[i], columns, out);
    *next = page.next;
    return true;
}

bool list_write_suggestions(context_t *context, const record_type_t *type, const char *name, const char *typed,
                            text_t *out) {
    const field_t *field = type_field(type, name);
    if (field == NULL || (field->flags & FIELD_SUGGESTED) == 0 || !policy_may_see_field(context->actor, field))
        return problem_add_field(context->problem, "field", "unknown_parameter", "This field has no suggestions.");
    const char *column = field_column(field);
    const char *sql = arena_printf(context->arena,
                                   "SELECT %s, count(*) FROM %s WHERE archived_at IS NULL AND lower(%s) >= $1 AND "
                                   "lower(%s) < $2 GROUP BY %s ORDER BY 2 DESC, 1 LIMIT 12",
                                   column, type->table, column, column, column);
    const char *first = text_lower(context->arena, typed);
    const char *behind = arena_printf(context->arena, "%s\xF4\x8F\xBF\xBF", first);
    json_writer_t writer = json_begin(out);
    json_write_object(&writer, NULL);
    json_write_array(&writer, "items");
    store_statement_t *rows = store_query(context->tx, sql, "tt", first, behind);
    while (store_step(rows)) json_write_text(&writer, NULL, store_column_text(rows, 0));
    json_write_close(&writer);
    json_write_close(&writer);
    return store_end(rows) || context_done(context);
}
