/* Grouped counts, sums, averages and medians of a list. Money is never added across currencies. */
#include "base/money.h"
#include "base/text.h"
#include "catalogue/filter.h"
#include "catalogue/policy.h"

#include <assert.h>

enum { MAX_GROUPS = 3, MAX_FIGURES = 4, MAX_ROWS = 5000, SQL_LIMIT = 64 * 1024 };

typedef struct group {
    path_t path;
    const char *name; /* as it was asked for: "owner.team", "closed_on.month" */
    const char *expression;
    const char *title; /* expression of a reference's title, or NULL */
    const char *join;  /* for a title behind a second reference, or "" */
} group_t;

typedef struct figure {
    const field_t *field;
    const char *expression;
} figure_t;

typedef struct summary {
    context_t *context;
    const list_query_t *query;
    filter_t filter;
    group_t groups[MAX_GROUPS];
    size_t group_count;
    figure_t sums[MAX_FIGURES], averages[MAX_FIGURES], medians[MAX_FIGURES];
    size_t sum_count, average_count, median_count;
    const char *currency; /* expression of the records' currency when a figure is money, else NULL */
} summary_t;

/* One row of the answer: a group in one currency. */
typedef struct row {
    const char *key; /* JSON of the groups' values: what makes two rows one group */
    const char *currency;
    int64_t count;
    int64_t sums[MAX_FIGURES];
    int64_t totals[MAX_FIGURES], counts[MAX_FIGURES]; /* of averages */
} row_t;

typedef struct median {
    const char *key;
    const char *currency;
    size_t figure;
    int64_t total, count; /* of the one or two values in the middle */
} median_t;

static bool summary_refuse(summary_t *summary, const char *parameter, const char *name) {
    return problem_add_field(summary->context->problem, parameter, "unknown_parameter",
                             "The list cannot be summed up by %s.", name);
}

/* "closed_on.quarter" is a part of a date, taken from its text. */
static bool summary_date_part(summary_t *summary, const char *name, group_t *out) {
    static const struct {
        const char *part;
        const char *sql;
    } parts[] = {
        {".year", "substr(%s, 1, 4)"},
        {".month", "substr(%s, 1, 7)"},
        {".quarter", "substr(%s, 1, 4) || '-Q' || CAST((CAST(substr(%s, 6, 2) AS INTEGER) + 2) / 3 AS TEXT)"},
    };
    arena_t *arena = summary->context->arena;
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        size_t length = strlen(name), tail = strlen(parts[i].part);
        if (length <= tail || !text_equal(name + length - tail, parts[i].part)) continue;
        const char *field = arena_strndup(arena, name, length - tail);
        if (!path_parse(summary->context, summary->query->type, field, &out->path)) return false;
        if (out->path.field->type != FIELD_DATE) return false;
        const char *expression = path_expression(arena, &out->path);
        text_t sql = text_create(arena, 512);
        for (const char *c = parts[i].sql; *c != '\0'; c++) {
            if (c[0] == '%' && c[1] == 's')
                text_add(&sql, expression), c++;
            else
                text_add_char(&sql, *c);
        }
        out->expression = sql.data;
        return true;
    }
    return false;
}

static const char *summary_target_title(const field_t *field) {
    const record_type_t *target = catalogue_find(field->target);
    const field_t *title = type_field(target, target->title);
    return title->type == FIELD_REFERENCE ? "id" : field_column(title);
}

static bool summary_group_field(summary_t *summary, const char *name, group_t *out) {
    arena_t *arena = summary->context->arena;
    path_t *path = &out->path;
    if (!path_parse(summary->context, summary->query->type, name, path)) return false;
    if ((path->field->flags & FIELD_GROUPABLE) == 0) return false;
    out->expression = path_expression(arena, path);
    bool refers = path->field->type == FIELD_REFERENCE || path->field->type == FIELD_REFERENCES;
    if (!refers && !path->further) return true;
    summary->filter.joined |= UINT64_C(1) << path->index;
    if (!refers) return true;
    const char *column = summary_target_title(path->field);
    if (path->field->type == FIELD_REFERENCES) out->expression = arena_printf(arena, "l%d.target_id", path->index);
    out->title = arena_printf(arena, "r%d.%s", path->index, column);
    if (!path->further) return true;
    out->title = arena_printf(arena, "s%d.%s", path->index, column);
    out->join = arena_printf(arena, " LEFT JOIN %s s%d ON s%d.id = %s", catalogue_find(path->field->target)->table,
                             path->index, path->index, out->expression);
    return true;
}

static bool summary_read_groups(summary_t *summary) {
    const char *list = list_parameter_value(summary->query, "group");
    if (list == NULL || *list == '\0') return true;
    char *rest = arena_strdup(summary->context->arena, list);
    char *name;
    while ((name = strsep(&rest, ",")) != NULL) {
        if (summary->group_count == MAX_GROUPS)
            return problem_add_field(summary->context->problem, "group", "too_many",
                                     "At most three groups are possible.");
        group_t *group = &summary->groups[summary->group_count];
        *group = (group_t){.name = name, .join = ""};
        if (!summary_date_part(summary, name, group) && !summary_group_field(summary, name, group))
            return summary_refuse(summary, "group", name);
        summary->group_count++;
    }
    return true;
}

static bool summary_read_figures(summary_t *summary, const char *parameter, figure_t *figures, size_t *count) {
    const char *list = list_parameter_value(summary->query, parameter);
    if (list == NULL || *list == '\0') return true;
    char *rest = arena_strdup(summary->context->arena, list);
    char *name;
    while ((name = strsep(&rest, ",")) != NULL) {
        path_t path;
        if (*count == MAX_FIGURES || !path_parse(summary->context, summary->query->type, name, &path) || path.further)
            return summary_refuse(summary, parameter, name);
        field_type_t type = path.field->type;
        if (path.index < 0 || (type != FIELD_NUMBER && type != FIELD_MONEY && type != FIELD_PERCENTAGE))
            return summary_refuse(summary, parameter, name);
        figures[(*count)++] = (figure_t){path.field, path_expression(summary->context->arena, &path)};
        if (type == FIELD_MONEY)
            summary->currency =
                arena_printf(summary->context->arena, "t.%s",
                             field_column(type_field(summary->query->type, path.field->currency_field)));
    }
    return true;
}

/* The columns that tell groups apart, each with its title where it is a reference. */
static void summary_add_keys(const summary_t *summary, text_t *sql, bool aliases) {
    for (size_t i = 0; i < summary->group_count; i++) {
        const group_t *group = &summary->groups[i];
        text_add_format(sql, aliases ? "%s AS g%zu, " : "%s, ", group->expression, i);
        if (group->title != NULL) text_add_format(sql, aliases ? "%s AS h%zu, " : "%s, ", group->title, i);
    }
    text_add_format(sql, aliases ? "%s AS currency" : "%s", summary->currency != NULL ? summary->currency : "''");
}

static void summary_add_from(const summary_t *summary, text_t *sql) {
    text_add_format(sql, " FROM %s t", summary->query->type->table);
    path_add_joins(sql, summary->query->type, summary->filter.joined);
    for (size_t i = 0; i < summary->group_count; i++) text_add(sql, summary->groups[i].join);
    text_add_format(sql, " %s", summary->filter.sql.data);
}

static const char *summary_sql(const summary_t *summary) {
    text_t sql = text_create(summary->context->arena, SQL_LIMIT);
    text_add(&sql, "SELECT ");
    summary_add_keys(summary, &sql, false);
    text_add(&sql, ", count(*)");
    for (size_t i = 0; i < summary->sum_count; i++)
        text_add_format(&sql, ", coalesce(sum(%s), 0)", summary->sums[i].expression);
    for (size_t i = 0; i < summary->average_count; i++)
        text_add_format(&sql, ", coalesce(sum(%s), 0), count(%s)", summary->averages[i].expression,
                        summary->averages[i].expression);
    summary_add_from(summary, &sql);
    int columns = (int)summary->group_count + 1;
    for (size_t i = 0; i < summary->group_count; i++) columns += summary->groups[i].title != NULL;
    text_add(&sql, " GROUP BY ");
    for (int i = 1; i <= columns; i++) text_add_format(&sql, i > 1 ? ", %d" : "%d", i);
    text_add(&sql, " ORDER BY ");
    for (int i = 1; i <= columns; i++) text_add_format(&sql, i > 1 ? ", %d NULLS FIRST" : "%d NULLS FIRST", i);
    assert(!sql.overflow);
    return sql.data;
}

/* The value in the middle, or the mean of the two: rows (c + 1) / 2 and (c + 2) / 2 of the c values in order. */
static const char *summary_median_sql(const summary_t *summary, const figure_t *figure) {
    text_t keys = text_create(summary->context->arena, SQL_LIMIT);
    text_t sql = text_create(summary->context->arena, SQL_LIMIT);
    for (size_t i = 0; i < summary->group_count; i++) {
        text_add_format(&keys, "g%zu, ", i);
        if (summary->groups[i].title != NULL) text_add_format(&keys, "h%zu, ", i);
    }
    text_add(&keys, "currency");
    text_add_format(&sql, "SELECT %s, sum(v), count(v) FROM (SELECT %s, v, ", keys.data, keys.data);
    text_add_format(&sql, "row_number() OVER (PARTITION BY %s ORDER BY v) AS n, count(*) OVER (PARTITION BY %s) AS c ",
                    keys.data, keys.data);
    text_add(&sql, "FROM (SELECT ");
    summary_add_keys(summary, &sql, true);
    text_add_format(&sql, ", %s AS v", figure->expression);
    summary_add_from(summary, &sql);
    text_add_format(&sql, "%s %s IS NOT NULL) AS chosen) AS numbered ",
                    summary->filter.sql.length > 0 ? " AND" : " WHERE", figure->expression);
    text_add_format(&sql, "WHERE n IN ((c + 1) / 2, (c + 2) / 2) GROUP BY %s", keys.data);
    assert(!sql.overflow);
    return sql.data;
}

static void summary_write_key(json_writer_t *writer, const group_t *group, const store_statement_t *row, int *column) {
    int at = (*column)++;
    int title = group->title != NULL ? (*column)++ : -1;
    if (store_column_is_null(row, at)) {
        json_write_null(writer, group->name);
    } else if (title >= 0) {
        json_write_object(writer, group->name);
        json_write_int(writer, "id", store_column_int(row, at));
        json_write_text(writer, "title", store_column_text(row, title));
        json_write_close(writer);
    } else if (group->path.field->type == FIELD_YES_NO) {
        json_write_bool(writer, group->name, store_column_int(row, at) != 0);
    } else {
        json_write_text(writer, group->name, store_column_text(row, at));
    }
}

static const char *summary_key(const summary_t *summary, const store_statement_t *row, int *column) {
    text_t text = text_create(summary->context->arena, 8192);
    json_writer_t writer = json_begin(&text);
    json_write_object(&writer, NULL);
    for (size_t i = 0; i < summary->group_count; i++) summary_write_key(&writer, &summary->groups[i], row, column);
    json_write_close(&writer);
    return text.data;
}

static bool summary_read_rows(summary_t *summary, row_t *rows, size_t *count) {
    context_t *context = summary->context;
    store_statement_t *found =
        store_query_values(context->tx, summary_sql(summary), summary->filter.values, summary->filter.value_count);
    while (store_step(found) && *count < MAX_ROWS) {
        int column = 0;
        row_t *row = &rows[(*count)++];
        row->key = summary_key(summary, found, &column);
        row->currency = arena_strdup(context->arena, store_column_text(found, column++));
        row->count = store_column_int(found, column++);
        for (size_t i = 0; i < summary->sum_count; i++) row->sums[i] = store_column_int(found, column++);
        for (size_t i = 0; i < summary->average_count; i++) {
            row->totals[i] = store_column_int(found, column++);
            row->counts[i] = store_column_int(found, column++);
        }
    }
    return store_end(found) || context_done(context);
}

static bool summary_read_medians(summary_t *summary, size_t figure, median_t *medians, size_t *count) {
    context_t *context = summary->context;
    store_statement_t *found = store_query_values(context->tx, summary_median_sql(summary, &summary->medians[figure]),
                                                  summary->filter.values, summary->filter.value_count);
    while (store_step(found) && *count < MAX_ROWS) {
        int column = 0;
        median_t *median = &medians[(*count)++];
        median->figure = figure;
        median->key = summary_key(summary, found, &column);
        median->currency = arena_strdup(context->arena, store_column_text(found, column++));
        median->total = store_column_int(found, column++);
        median->count = store_column_int(found, column);
    }
    return store_end(found) || context_done(context);
}

static int figure_scale(const figure_t *figure, const char *currency) {
    if (figure->field->type == FIELD_PERCENTAGE) return 2;
    if (figure->field->type == FIELD_NUMBER) return figure->field->scale;
    const currency_t *known = currency_find(currency);
    return known != NULL ? known->exponent : 2;
}

/* Money as a list, one item per currency; anything else as a number. */
static void figure_write(json_writer_t *writer, const figure_t *figure, const char *currency, const char *value) {
    if (figure->field->type != FIELD_MONEY) {
        json_write_raw(writer, NULL, value);
        return;
    }
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", currency);
    json_write_text(writer, "value", value);
    json_write_close(writer);
}

/* Two digits more than the field has: an average of whole days is worth its hundredths. */
static const char *figure_mean(arena_t *arena, int64_t total, int64_t count, int scale) {
    int64_t mean = 0;
    if (!decimal_divide(total, count, 2, &mean)) return NULL;
    return decimal_format(arena, mean, scale + 2, false);
}

static void summary_write_sums(const summary_t *summary, json_writer_t *writer, const row_t *rows, size_t count) {
    json_write_object(writer, "sum");
    for (size_t i = 0; i < summary->sum_count; i++) {
        const figure_t *figure = &summary->sums[i];
        bool money = figure->field->type == FIELD_MONEY;
        int64_t total = 0;
        if (money) json_write_array(writer, figure->field->name);
        for (size_t j = 0; j < count; j++) {
            const char *currency = rows[j].currency;
            total += rows[j].sums[i];
            if (money)
                figure_write(
                    writer, figure, currency,
                    decimal_format(summary->context->arena, rows[j].sums[i], figure_scale(figure, currency), true));
        }
        if (money)
            json_write_close(writer);
        else
            json_write_raw(writer, figure->field->name,
                           decimal_format(summary->context->arena, total, figure_scale(figure, ""), false));
    }
    json_write_close(writer);
}

static void summary_write_averages(const summary_t *summary, json_writer_t *writer, const row_t *rows, size_t count) {
    json_write_object(writer, "average");
    for (size_t i = 0; i < summary->average_count; i++) {
        const figure_t *figure = &summary->averages[i];
        bool money = figure->field->type == FIELD_MONEY;
        int64_t total = 0, values = 0;
        if (money) json_write_array(writer, figure->field->name);
        for (size_t j = 0; j < count; j++) {
            total += rows[j].totals[i];
            values += rows[j].counts[i];
            const char *mean = figure_mean(summary->context->arena, rows[j].totals[i], rows[j].counts[i],
                                           figure_scale(figure, rows[j].currency));
            if (money && mean != NULL) figure_write(writer, figure, rows[j].currency, mean);
        }
        const char *mean = figure_mean(summary->context->arena, total, values, figure_scale(figure, ""));
        if (money)
            json_write_close(writer);
        else
            json_write_raw(writer, figure->field->name, mean != NULL ? mean : "null");
    }
    json_write_close(writer);
}

static void summary_write_medians(const summary_t *summary, json_writer_t *writer, const char *key,
                                  const median_t *medians, size_t count) {
    json_write_object(writer, "median");
    for (size_t i = 0; i < summary->median_count; i++) {
        const figure_t *figure = &summary->medians[i];
        bool money = figure->field->type == FIELD_MONEY;
        bool found = false;
        if (money) json_write_array(writer, figure->field->name);
        for (size_t j = 0; j < count; j++) {
            if (medians[j].figure != i || !text_equal(medians[j].key, key)) continue;
            const char *value = figure_mean(summary->context->arena, medians[j].total, medians[j].count,
                                            figure_scale(figure, medians[j].currency));
            if (money)
                figure_write(writer, figure, medians[j].currency, value);
            else if (!found)
                json_write_raw(writer, figure->field->name, value);
            found = true;
        }
        if (money)
            json_write_close(writer);
        else if (!found)
            json_write_null(writer, figure->field->name);
    }
    json_write_close(writer);
}

/* Rows of one group stand together: they differ only in currency. */
static size_t summary_group_length(const row_t *rows, size_t count) {
    size_t length = 1;
    while (length < count && text_equal(rows[length].key, rows[0].key)) length++;
    return length;
}

static void summary_write_group(const summary_t *summary, json_writer_t *writer, const row_t *rows, size_t count,
                                const median_t *medians, size_t median_count) {
    int64_t records = 0;
    for (size_t i = 0; i < count; i++) records += rows[i].count;
    json_write_object(writer, NULL);
    json_write_raw(writer, "key", rows[0].key);
    json_write_int(writer, "count", records);
    summary_write_sums(summary, writer, rows, count);
    summary_write_averages(summary, writer, rows, count);
    summary_write_medians(summary, writer, rows[0].key, medians, median_count);
    json_write_close(writer);
}

static bool summary_write_groups(summary_t *summary, json_writer_t *writer, const char *key) {
    row_t *rows = ARENA_ARRAY(summary->context->arena, row_t, MAX_ROWS);
    median_t *medians = ARENA_ARRAY(summary->context->arena, median_t, summary->median_count > 0 ? MAX_ROWS : 1);
    size_t count = 0, median_count = 0;
    if (!summary_read_rows(summary, rows, &count)) return false;
    for (size_t i = 0; i < summary->median_count; i++)
        if (!summary_read_medians(summary, i, medians, &median_count)) return false;
    json_write_array(writer, key);
    for (size_t i = 0, length = 0; i < count; i += length) {
        length = summary_group_length(rows + i, count - i);
        summary_write_group(summary, writer, rows + i, length, medians, median_count);
    }
    json_write_close(writer);
    return true;
}

static bool summary_read(summary_t *summary) {
    return filter_build(summary->context, summary->query, &summary->filter) && summary_read_groups(summary) &&
           summary_read_figures(summary, "sum", summary->sums, &summary->sum_count) &&
           summary_read_figures(summary, "average", summary->averages, &summary->average_count) &&
           summary_read_figures(summary, "median", summary->medians, &summary->median_count);
}

/* Over a many-valued group a record counts in each of its groups, so the total is asked for by itself. */
static bool summary_write_total(summary_t *summary, json_writer_t *writer) {
    summary->group_count = 0;
    if (!filter_build(summary->context, summary->query, &summary->filter)) return false;
    return summary_write_groups(summary, writer, "total");
}

bool list_write_summary(context_t *context, const list_query_t *query, text_t *out) {
    summary_t summary = {.context = context, .query = query};
    json_writer_t writer = json_begin(out);
    if (!summary_read(&summary)) return false;
    json_write_object(&writer, NULL);
    if (summary.group_count > 0 && !summary_write_groups(&summary, &writer, "groups")) return false;
    if (summary.group_count == 0) {
        json_write_array(&writer, "groups");
        json_write_close(&writer);
    }
    if (!summary_write_total(&summary, &writer)) return false;
    json_write_close(&writer);
    return true;
}
