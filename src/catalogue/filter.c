#include "catalogue/filter.h"

#include "base/money.h"
#include "catalogue/policy.h"
#include "catalogue/search.h"

#include <assert.h>

enum { MAX_LIST = 200, MAX_FOUND = 400 };

typedef enum { OP_EQUAL, OP_NOT, OP_GREATER, OP_AT_LEAST, OP_LESS, OP_AT_MOST, OP_IN, OP_NULL, OP_HAS, OP_STARTS } op_t;

static const struct {
    const char *name;
    op_t op;
    const char *sql;
} OPS[] = {
    {"ne", OP_NOT, "<>"},  {"gt", OP_GREATER, ">"},   {"gte", OP_AT_LEAST, ">="},
    {"lt", OP_LESS, "<"},  {"lte", OP_AT_MOST, "<="}, {"in", OP_IN, ""},
    {"null", OP_NULL, ""}, {"has", OP_HAS, ""},       {"starts", OP_STARTS, ""},
};

static const char *const NOT_FILTERS[] = {"sort",      "limit",        "after",   "group",  "sum",
                                          "average",   "median",       "columns", "locale", "before",
                                          "per_stage", "closed_since", "field"};

static const field_t MOMENT_FIELDS[] = {
    {.name = "created_at", .type = FIELD_MOMENT, .label = {"Created", "创建时间"}},
    {.name = "updated_at", .type = FIELD_MOMENT, .label = {"Changed", "更改时间"}},
    {.name = "id", .type = FIELD_NUMBER, .label = {"Number", "编号"}},
};

const char *list_parameter_value(const list_query_t *query, const char *name) {
    for (size_t i = 0; i < query->parameter_count; i++)
        if (text_equal(query->parameters[i].name, name)) return query->parameters[i].value;
    return NULL;
}

static const field_t *path_standard_field(const char *name) {
    for (size_t i = 0; i < sizeof MOMENT_FIELDS / sizeof MOMENT_FIELDS[0]; i++)
        if (text_equal(MOMENT_FIELDS[i].name, name)) return &MOMENT_FIELDS[i];
    return NULL;
}

bool path_parse(const context_t *context, const record_type_t *type, const char *name, path_t *out) {
    const char *dot = strchr(name, '.');
    const char *first = dot != NULL ? arena_strndup(context->arena, name, (size_t)(dot - name)) : name;
    path_t path = {.index = type_field_index(type, first), .type = type};
    if (path.index < 0) {
        path.field = dot == NULL ? path_standard_field(first) : NULL;
        *out = path;
        return path.field != NULL;
    }
    path.field = &type->fields[path.index];
    if (!policy_may_see_field(context->actor, path.field)) return false;
    if (dot != NULL) {
        if (path.field->type != FIELD_REFERENCE) return false;
        path.type = catalogue_find(path.field->target);
        path.field = type_field(path.type, dot + 1);
        path.further = true;
        if (path.field == NULL || path.field->type == FIELD_REFERENCES) return false;
        if (!policy_may_see_field(context->actor, path.field)) return false;
    }
    *out = path;
    return true;
}

const char *path_expression(arena_t *arena, const path_t *path) {
    if (path->field->type == FIELD_REFERENCES) return "";
    if (!path->further) return arena_printf(arena, "t.%s", field_column(path->field));
    return arena_printf(arena, "r%d.%s", path->index, field_column(path->field));
}

void path_add_joins(text_t *sql, const record_type_t *type, uint64_t joined) {
    for (size_t i = 0; i < type->field_count; i++) {
        const field_t *field = &type->fields[i];
        if ((joined & (UINT64_C(1) << i)) == 0) continue;
        if (field->type == FIELD_REFERENCES)
            text_add_format(sql,
                            " LEFT JOIN %s l%zu ON l%zu.record_id = t.id LEFT JOIN %s r%zu ON r%zu.id = l%zu.target_id",
                            field->link_table, i, i, catalogue_find(field->target)->table, i, i, i);
        else
            text_add_format(sql, " LEFT JOIN %s r%zu ON r%zu.id = t.%s", catalogue_find(field->target)->table, i, i,
                            field_column(field));
    }
}

size_t filter_bind(filter_t *filter, store_value_t value) {
    assert(filter->value_count < FILTER_VALUES);
    filter->values[filter->value_count++] = value;
    return filter->value_count;
}

static void filter_and(filter_t *filter) {
    text_add(&filter->sql, filter->sql.length == 0 ? "WHERE " : " AND ");
}

static bool filter_refuse(filter_t *filter, const char *name, const char *message) {
    return problem_add_field(filter->context->problem, name, "unknown_parameter", "%s", message);
}

static store_value_t filter_store_value(const field_t *field, const value_t *value) {
    bool text = value->text != NULL && field->type != FIELD_MONEY;
    if (value->null) return (store_value_t){.kind = STORE_NULL};
    if (text) return (store_value_t){.kind = STORE_TEXT, .text = value->text};
    return (store_value_t){.kind = STORE_INT, .number = value->number};
}

static const char SQL_CURRENCY[] = "SELECT value FROM setting WHERE name = 'currency'";

/* Amounts are compared in the currency that the list is narrowed to, else in the organisation's. */
static const char *filter_currency(filter_t *filter, const list_query_t *query) {
    const char *code = list_parameter_value(query, "currency");
    if (code == NULL) code = store_get_text(filter->context->tx, filter->context->arena, SQL_CURRENCY, "");
    return currency_find(code) != NULL ? code : "USD";
}

static bool filter_is_text(const field_t *field) {
    return field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT || field->type == FIELD_EMAIL ||
           field->type == FIELD_PHONE || field->type == FIELD_WEB_ADDRESS;
}

/* Text is compared without case. */
static const char *filter_expression(arena_t *arena, const path_t *path) {
    const char *expression = path_expression(arena, path);
    return filter_is_text(path->field) ? arena_printf(arena, "lower(%s)", expression) : expression;
}

/* `me` stands for the actor where users are meant. */
static bool filter_value(filter_t *filter, const list_query_t *query, const path_t *path, const char *text,
                         store_value_t *out) {
    value_t value;
    field_t shape = *path->field;
    const char *currency = shape.type == FIELD_MONEY ? filter_currency(filter, query) : NULL;
    if (shape.type == FIELD_REFERENCES) shape.type = FIELD_REFERENCE;
    if (shape.type == FIELD_REFERENCE && text_equal(shape.target, "user") && text_equal(text, "me"))
        text = arena_printf(filter->context->arena, "%lld", (long long)filter->context->actor->user_id);
    if (shape.type == FIELD_EMAIL || shape.type == FIELD_PHONE || shape.type == FIELD_WEB_ADDRESS)
        shape.type = FIELD_TEXT;
    shape.minimum = shape.maximum = 0;
    if (!record_parse_text(filter->context, path->type, &shape, currency, text, &value)) return false;
    *out = filter_store_value(&shape, &value);
    if (filter_is_text(&shape) && out->kind == STORE_TEXT) out->text = text_lower(filter->context->arena, out->text);
    return true;
}

/* The parts of a comma-separated list as marks "$3, $4". */
static bool filter_marks(filter_t *filter, const list_query_t *query, const path_t *path, const char *list,
                         text_t *marks) {
    char *rest = arena_strdup(filter->context->arena, list);
    char *part;
    size_t count = 0;
    while ((part = strsep(&rest, ",")) != NULL) {
        store_value_t value;
        if (++count > MAX_LIST)
            return filter_refuse(filter, path->field->name, "At most 200 values can be compared at once.");
        if (!filter_value(filter, query, path, part, &value)) return false;
        text_add_format(marks, "%s$%zu", count > 1 ? ", " : "", filter_bind(filter, value));
    }
    return true;
}

/* % and _ in what is looked for are characters like any other. */
static const char *filter_pattern(arena_t *arena, const char *text, bool anywhere) {
    text_t pattern = text_create(arena, 4096);
    if (anywhere) text_add_char(&pattern, '%');
    for (; *text != '\0'; text++) {
        if (*text == '%' || *text == '_' || *text == '\\') text_add_char(&pattern, '\\');
        text_add_char(&pattern, *text);
    }
    text_add_char(&pattern, '%');
    return pattern.data;
}

static bool filter_references(filter_t *filter, const list_query_t *query, const path_t *path, op_t op,
                              const char *text) {
    text_t marks = text_create(filter->context->arena, FILTER_SQL_LIMIT);
    const char *link = path->field->link_table;
    if (op == OP_NULL) {
        text_add_format(&filter->sql, "%s EXISTS (SELECT 1 FROM %s l WHERE l.record_id = t.id)",
                        text_equal(text, "true") ? "NOT" : "", link);
        return true;
    }
    if (op != OP_EQUAL && op != OP_IN && op != OP_NOT)
        return filter_refuse(filter, path->field->name, "This field can only be compared with ids.");
    if (!filter_marks(filter, query, path, text, &marks)) return false;
    text_add_format(&filter->sql, "%s EXISTS (SELECT 1 FROM %s l WHERE l.record_id = t.id AND l.target_id IN (%s))",
                    op == OP_NOT ? "NOT" : "", link, marks.data);
    return true;
}

static bool filter_compare(filter_t *filter, const list_query_t *query, const path_t *path, op_t op, const char *text) {
    const char *expression = filter_expression(filter->context->arena, path);
    const char *sign = "=";
    store_value_t value;
    if (!filter_value(filter, query, path, text, &value)) return false;
    for (size_t i = 0; i < sizeof OPS / sizeof OPS[0]; i++)
        if (OPS[i].op == op) sign = OPS[i].sql;
    size_t mark = filter_bind(filter, value);
    if (op == OP_NOT)
        text_add_format(&filter->sql, "(%s IS NULL OR %s <> $%zu)", expression, expression, mark);
    else
        text_add_format(&filter->sql, "%s %s $%zu", expression, sign, mark);
    return true;
}

static bool filter_field(filter_t *filter, const list_query_t *query, const path_t *path, op_t op, const char *text) {
    arena_t *arena = filter->context->arena;
    const char *expression = path_expression(arena, path);
    if (path->further) filter->joined |= UINT64_C(1) << path->index;
    filter_and(filter);
    if (path->field->type == FIELD_REFERENCES) return filter_references(filter, query, path, op, text);
    if (op == OP_NULL) {
        text_add_format(&filter->sql, "%s IS %s", expression, text_equal(text, "true") ? "NULL" : "NOT NULL");
        return true;
    }
    if (op == OP_IN) {
        text_t marks = text_create(arena, FILTER_SQL_LIMIT);
        if (!filter_marks(filter, query, path, text, &marks)) return false;
        text_add_format(&filter->sql, "%s IN (%s)", filter_expression(arena, path), marks.data);
        return true;
    }
    if (op == OP_HAS || op == OP_STARTS) {
        if (!filter_is_text(path->field))
            return filter_refuse(filter, path->field->name, "Only text can be compared with has and starts.");
        const char *looked_for = text_lower(arena, filter_pattern(arena, text, op == OP_HAS));
        size_t mark = filter_bind(filter, (store_value_t){.kind = STORE_TEXT, .text = looked_for});
        text_add_format(&filter->sql, "lower(%s) LIKE $%zu ESCAPE '\\'", expression, mark);
        return true;
    }
    return filter_compare(filter, query, path, op, text);
}

static bool filter_words(filter_t *filter, const char *words) {
    int64_t *ids = NULL;
    size_t count = 0;
    if (!search_ids(filter->context, words, filter->type, MAX_FOUND, &ids, &count)) return false;
    filter_and(filter);
    if (count == 0) {
        text_add(&filter->sql, "1 = 0");
        return true;
    }
    text_add(&filter->sql, "t.id IN (");
    for (size_t i = 0; i < count; i++)
        text_add_format(&filter->sql, "%s$%zu", i > 0 ? ", " : "",
                        filter_bind(filter, (store_value_t){.kind = STORE_INT, .number = ids[i]}));
    text_add_char(&filter->sql, ')');
    return true;
}

static bool filter_owner(filter_t *filter, bool team) {
    const actor_t *actor = filter->context->actor;
    if (filter->type->owner == NULL)
        return filter_refuse(filter, team ? "team" : "mine", "These records have no owner.");
    filter_and(filter);
    text_add_format(&filter->sql, "t.%s IN ($%zu", field_column(type_field(filter->type, filter->type->owner)),
                    filter_bind(filter, (store_value_t){.kind = STORE_INT, .number = actor->user_id}));
    for (size_t i = 0; team && i < actor->circle_count && i < MAX_LIST * 2; i++)
        text_add_format(&filter->sql, ", $%zu",
                        filter_bind(filter, (store_value_t){.kind = STORE_INT, .number = actor->circle[i]}));
    text_add_char(&filter->sql, ')');
    return true;
}

static void filter_archived(filter_t *filter, const char *which) {
    if (text_equal(which, "all")) return;
    filter_and(filter);
    text_add_format(&filter->sql, "t.archived_at IS %s", text_equal(which, "true") ? "NOT NULL" : "NULL");
}

/* Splits "account.industry.in" into the name and the operator at its end. */
static const char *filter_split(arena_t *arena, const char *parameter, op_t *op) {
    const char *dot = strrchr(parameter, '.');
    *op = OP_EQUAL;
    for (size_t i = 0; dot != NULL && i < sizeof OPS / sizeof OPS[0]; i++) {
        if (!text_equal(dot + 1, OPS[i].name)) continue;
        *op = OPS[i].op;
        return arena_strndup(arena, parameter, (size_t)(dot - parameter));
    }
    return parameter;
}

static bool filter_is_other(const char *name) {
    for (size_t i = 0; i < sizeof NOT_FILTERS / sizeof NOT_FILTERS[0]; i++)
        if (text_equal(NOT_FILTERS[i], name)) return true;
    return text_equal(name, "archived");
}

static bool filter_parameter(filter_t *filter, const list_query_t *query, const list_parameter_t *parameter) {
    op_t op;
    path_t path;
    if (filter_is_other(parameter->name)) return true;
    if (text_equal(parameter->name, "q")) return *parameter->value == '\0' || filter_words(filter, parameter->value);
    if (text_equal(parameter->name, "mine"))
        return !text_equal(parameter->value, "true") || filter_owner(filter, false);
    bool team = text_equal(parameter->name, "team") && text_equal(parameter->value, "true");
    if (team) return filter_owner(filter, true);
    const char *name = filter_split(filter->context->arena, parameter->name, &op);
    if (!path_parse(filter->context, filter->type, name, &path))
        return filter_refuse(filter, parameter->name, "There is no such field to compare.");
    return filter_field(filter, query, &path, op, parameter->value);
}

bool filter_build(context_t *context, const list_query_t *query, filter_t *out) {
    filter_t filter = {
        .context = context,
        .type = query->type,
        .sql = text_create(context->arena, FILTER_SQL_LIMIT),
        .values = ARENA_ARRAY(context->arena, store_value_t, FILTER_VALUES),
    };
    for (size_t i = 0; i < query->parameter_count; i++)
        if (filter.value_count < FILTER_VALUES / 2) filter_parameter(&filter, query, &query->parameters[i]);
    filter_archived(&filter, list_parameter_value(query, "archived"));
    if (filter.sql.overflow)
        problem_set(context->problem, PROBLEM_BAD_REQUEST, "too_long", "There are too many filters at once.");
    *out = filter;
    return !problem_is_set(context->problem) && context_done(context);
}
