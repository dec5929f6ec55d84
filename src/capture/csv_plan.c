#include "capture/csv_plan.h"

#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "capture/csv_import.h"
#include "catalogue/record.h"

enum { PLAN_LIMIT = 16 * 1024 * 1024 };

static const char *const ON_MATCH[] = {"update", "skip", "create"};
static const char *const SCALES[] = {"1", "100", "1000", "1000000"};

static void plan_write_facts(json_writer_t *writer, const column_facts_t *facts) {
    const int64_t numbers[] = {
        (int64_t)facts->values,
        (int64_t)facts->digests,
        (int64_t)facts->spaced,
        (int64_t)facts->distinct,
        (int64_t)facts->dates.month_first,
        (int64_t)facts->dates.day_first,
        (int64_t)facts->dates.year_first,
        (int64_t)facts->dates.dotted,
        (int64_t)facts->dates.dates,
        (int64_t)facts->numbers.comma,
        (int64_t)facts->numbers.point,
        (int64_t)facts->numbers.numbers,
        (int64_t)facts->numbers.fractions,
        (int64_t)facts->numbers.above_one,
    };
    json_write_array(writer, "facts");
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) json_write_int(writer, NULL, numbers[i]);
    json_write_close(writer);
    json_write_array(writer, "samples");
    for (size_t i = 0; i < facts->sample_count; i++) json_write_text(writer, NULL, facts->samples[i]);
    json_write_close(writer);
}

static void plan_read_facts(arena_t *arena, const json_t *json, column_facts_t *facts) {
    const json_t *list = json_object_get(json, "facts");
    const json_t *samples = json_object_get(json, "samples");
    size_t numbers[14];
    for (size_t i = 0; i < 14; i++) numbers[i] = (size_t)json_integer_value(json_array_get(list, i));
    facts->values = numbers[0];
    facts->digests = numbers[1];
    facts->spaced = numbers[2];
    facts->distinct = numbers[3] != 0;
    facts->dates = (csv_date_evidence_t){numbers[4], numbers[5], numbers[6], numbers[7], numbers[8]};
    facts->numbers = (csv_number_evidence_t){numbers[9], numbers[10], numbers[11], numbers[12], numbers[13]};
    for (size_t i = 0; i < json_array_size(samples) && i < CSV_SAMPLES; i++)
        facts->samples[facts->sample_count++] = arena_strdup(arena, json_string_value(json_array_get(samples, i)));
}

static void plan_write_column(json_writer_t *writer, const csv_column_t *column) {
    const char mark[2] = {column->decimal_mark, '\0'};
    json_write_object(writer, NULL);
    json_write_text(writer, "name", column->name);
    json_write_text(writer, "target", column->target);
    json_write_int(writer, "source", column->source);
    json_write_bool(writer, "recognised", column->recognised);
    json_write_text(writer, "lookup", column->lookup);
    json_write_text(writer, "date_order", csv_date_order_name(column->date_order));
    json_write_text(writer, "decimal_mark", mark);
    json_write_text(writer, "scale", column->scale);
    json_write_bool(writer, "create_missing", column->create_missing);
    plan_write_facts(writer, &column->facts);
    json_write_close(writer);
}

const char *csv_plan_save(arena_t *arena, const csv_plan_t *plan) {
    const char delimiter[2] = {plan->format.delimiter, '\0'};
    text_t text = text_create(arena, PLAN_LIMIT);
    json_writer_t writer = json_begin(&text);
    json_write_object(&writer, NULL);
    json_write_text(&writer, "encoding", csv_encoding_name(plan->format.encoding));
    json_write_text(&writer, "delimiter", delimiter);
    json_write_int(&writer, "row_count", plan->row_count);
    json_write_bool(&writer, "leave_empty", plan->leave_empty);
    json_write_int(&writer, "on_match", plan->on_match);
    json_write_text(&writer, "match_on", plan->match_on);
    json_write_text(&writer, "default_currency", plan->default_currency);
    json_write_raw(&writer, "defaults", plan->defaults);
    json_write_raw(&writer, "made", plan->made != NULL ? plan->made : "{}");
    json_write_array(&writer, "guesses");
    for (size_t i = 0; i < plan->guess_count; i++) {
        json_write_object(&writer, NULL);
        json_write_text(&writer, "type", plan->guesses[i].type->name);
        json_write_int(&writer, "score", plan->guesses[i].score);
        json_write_close(&writer);
    }
    json_write_close(&writer);
    json_write_array(&writer, "columns");
    for (size_t i = 0; i < plan->column_count; i++) plan_write_column(&writer, &plan->columns[i]);
    json_write_close(&writer);
    json_write_close(&writer);
    return text.overflow ? NULL : text.data;
}

static const char *plan_read_text(arena_t *arena, const json_t *json, const char *member) {
    return arena_strdup(arena, json_string_value(json_object_get(json, member)));
}

/* Texts of the tables are kept as the tables' own, so that they live on and compare quickly. */
static const char *plan_scale(const char *text) {
    for (size_t i = 0; i < sizeof SCALES / sizeof SCALES[0]; i++)
        if (text_equal(text, SCALES[i])) return SCALES[i];
    return NULL;
}

static void plan_read_column(arena_t *arena, const json_t *json, csv_column_t *column) {
    const char *mark = json_string_value(json_object_get(json, "decimal_mark"));
    const char *scale = plan_scale(json_string_value(json_object_get(json, "scale")));
    column->name = plan_read_text(arena, json, "name");
    column->target = plan_read_text(arena, json, "target");
    column->source = (source_t)json_integer_value(json_object_get(json, "source"));
    column->recognised = json_is_true(json_object_get(json, "recognised"));
    column->lookup = plan_read_text(arena, json, "lookup");
    csv_date_order_parse(json_string_value(json_object_get(json, "date_order")), &column->date_order);
    column->decimal_mark = mark != NULL ? mark[0] : '.';
    column->scale = scale != NULL ? scale : SCALES[0];
    column->create_missing = json_is_true(json_object_get(json, "create_missing"));
    plan_read_facts(arena, json, &column->facts);
}

static void plan_read_guesses(const json_t *json, csv_plan_t *plan) {
    const json_t *guesses = json_object_get(json, "guesses");
    for (size_t i = 0; i < json_array_size(guesses) && plan->guess_count < CSV_GUESSES; i++) {
        const json_t *guess = json_array_get(guesses, i);
        const record_type_t *type = catalogue_find(json_string_value(json_object_get(guess, "type")));
        if (type == NULL) continue;
        int score = (int)json_integer_value(json_object_get(guess, "score"));
        plan->guesses[plan->guess_count++] = (type_guess_t){type, score};
    }
}

static const char *plan_dump(arena_t *arena, const json_t *json) {
    char *text = json_is_object(json) ? json_dumps(json, JSON_COMPACT) : NULL;
    const char *copy = arena_strdup(arena, text != NULL ? text : "{}");
    free(text);
    return copy;
}

static csv_plan_t *plan_read(arena_t *arena, const json_t *json, const record_type_t *type) {
    csv_plan_t *plan = ARENA_NEW(arena, csv_plan_t);
    const json_t *columns = json_object_get(json, "columns");
    const char *delimiter = json_string_value(json_object_get(json, "delimiter"));
    const char *encoding = json_string_value(json_object_get(json, "encoding"));
    plan->type = type;
    plan->format.delimiter = delimiter != NULL ? delimiter[0] : ',';
    if (encoding != NULL) csv_encoding_parse(encoding, &plan->format.encoding);
    plan->row_count = json_integer_value(json_object_get(json, "row_count"));
    plan->leave_empty = json_is_true(json_object_get(json, "leave_empty"));
    plan->on_match = (csv_on_match_t)json_integer_value(json_object_get(json, "on_match"));
    plan->match_on = plan_read_text(arena, json, "match_on");
    plan->default_currency = plan_read_text(arena, json, "default_currency");
    plan->defaults = plan_dump(arena, json_object_get(json, "defaults"));
    plan->made = plan_dump(arena, json_object_get(json, "made"));
    plan_read_guesses(json, plan);
    plan->column_count = json_array_size(columns);
    plan->columns = ARENA_ARRAY(arena, csv_column_t, plan->column_count + 1);
    for (size_t i = 0; i < plan->column_count; i++)
        plan_read_column(arena, json_array_get(columns, i), &plan->columns[i]);
    return plan;
}

bool csv_plan_load(arena_t *arena, const char *text, const record_type_t *type, csv_plan_t **out, problem_t *problem) {
    json_t *json = json_loads(text, 0, NULL);
    if (json == NULL || type == NULL) {
        json_decref(json);
        return problem_set(problem, PROBLEM_INTERNAL, "import_damaged", "The settings of this import cannot be read.");
    }
    *out = plan_read(arena, json, type);
    json_decref(json);
    return true;
}

static csv_column_t *plan_column_named(const csv_plan_t *plan, const char *name) {
    for (size_t i = 0; i < plan->column_count; i++)
        if (text_equal(plan->columns[i].name, name)) return &plan->columns[i];
    return NULL;
}

static bool change_option(context_t *context, csv_column_t *column, const char *name, const json_t *value,
                          const char *path) {
    const char *text = json_string_value(value);
    if (text_equal(name, "date_order")) {
        if (csv_date_order_parse(text, &column->date_order)) return true;
        return problem_add_field(context->problem, path, "not_a_choice", "date_order is mdy, dmy or ymd.");
    }
    if (text_equal(name, "scale")) {
        const char *scale = plan_scale(text);
        if (scale == NULL)
            return problem_add_field(context->problem, path, "not_a_choice",
                                     "scale is 1, 100, 1000 or 1000000, as text.");
        column->scale = scale;
        return true;
    }
    if (text_equal(name, "decimal_mark")) {
        if (!text_equal(text, ".") && !text_equal(text, ","))
            return problem_add_field(context->problem, path, "not_a_choice", "decimal_mark is a point or a comma.");
        column->decimal_mark = text[0];
        return true;
    }
    if (!text_equal(name, "create_missing"))
        return problem_add_field(context->problem, path, "unknown_field", "There is no option \"%s\".", name);
    if (!json_is_boolean(value))
        return problem_add_field(context->problem, path, "wrong_type", "create_missing is true or false.");
    column->create_missing = json_is_true(value);
    return true;
}

static void change_target(context_t *context, const csv_plan_t *plan, csv_column_t *column, const json_t *target,
                          const char *path) {
    const char *name = json_string_value(target);
    if (!json_is_null(target) && (name == NULL || !csv_target_allowed(plan->type, name))) {
        problem_add_field(context->problem, path, "unknown_field", "A %s has no field \"%s\" that can be imported.",
                          plan->type->name, name != NULL ? name : "");
        return;
    }
    if (text_equal(name, column->target)) return;
    column->target = arena_strdup(context->arena, name);
    column->lookup = NULL;
    column->recognised = false;
    column->date_order = csv_date_order_of(&column->facts.dates);
    column->decimal_mark = csv_number_mark_of(&column->facts.numbers);
}

static void change_column(context_t *context, const csv_plan_t *plan, const json_t *json, size_t index) {
    const char *path = arena_printf(context->arena, "columns.%zu", index);
    const char *name = json_string_value(json_object_get(json, "name"));
    csv_column_t *column = name != NULL ? plan_column_named(plan, name) : NULL;
    const json_t *target = json_object_get(json, "target");
    json_t *options = json_object_get(json, "options");
    if (column == NULL) {
        problem_add_field(context->problem, path, "not_found", "The file has no column \"%s\".",
                          name != NULL ? name : "");
        return;
    }
    if (target != NULL) change_target(context, plan, column, target, path);
    for (void *option = json_object_iter(options); option != NULL; option = json_object_iter_next(options, option))
        change_option(context, column, json_object_iter_key(option), json_object_iter_value(option), path);
}

static void change_check_targets(context_t *context, const csv_plan_t *plan) {
    for (size_t i = 0; i < plan->column_count; i++) {
        const csv_column_t *column = &plan->columns[i];
        if (column->target == NULL || csv_plan_target(plan, column->target) == column) continue;
        problem_add_field(context->problem, "columns", "target_twice", "Two columns go into %s. Leave one of them out.",
                          column->target);
    }
}

static void change_columns(context_t *context, const csv_plan_t *plan, const json_t *columns) {
    if (!json_is_array(columns)) {
        problem_add_field(context->problem, "columns", "wrong_type", "columns is a list.");
        return;
    }
    for (size_t i = 0; i < json_array_size(columns); i++) change_column(context, plan, json_array_get(columns, i), i);
    change_check_targets(context, plan);
}

static void change_on_match(context_t *context, csv_plan_t *plan, const char *text) {
    for (size_t i = 0; i < sizeof ON_MATCH / sizeof ON_MATCH[0]; i++) {
        if (!text_equal(text, ON_MATCH[i])) continue;
        plan->on_match = (csv_on_match_t)i;
        return;
    }
    problem_add_field(context->problem, "on_match", "not_a_choice", "on_match is update, skip or create.");
}

static void change_match_on(context_t *context, csv_plan_t *plan, const json_t *value) {
    const char *text = json_string_value(value);
    bool name = text_equal(text, "name");
    if (!json_is_null(value) && !name && !text_equal(text, CSV_TARGET_KEY))
        problem_add_field(context->problem, "match_on", "not_a_choice", "match_on is external_key, name or null.");
    plan->match_on = json_is_null(value) ? NULL : name ? plan->type->title : CSV_TARGET_KEY;
}

static void change_currency(context_t *context, csv_plan_t *plan, const json_t *value) {
    const char *code = json_string_value(value);
    if (!json_is_null(value) && (code == NULL || currency_find(code) == NULL))
        problem_add_field(context->problem, "default_currency", "not_a_currency",
                          "This is no currency. Use its three-letter code, such as USD.");
    plan->default_currency = arena_strdup(context->arena, code);
}

static void change_defaults(context_t *context, csv_plan_t *plan, json_t *value) {
    record_t *ignored = NULL;
    if (record_parse_json(context, plan->type, value, &ignored)) plan->defaults = plan_dump(context->arena, value);
}

static void change_bad_value(context_t *context, csv_plan_t *plan, const char *text) {
    plan->leave_empty = text_equal(text, "leave_empty");
    if (!plan->leave_empty && !text_equal(text, "reject_row"))
        problem_add_field(context->problem, "on_bad_value", "not_a_choice",
                          "on_bad_value is reject_row or leave_empty.");
}

static bool change_type(context_t *context, csv_plan_t *plan, const char *name) {
    const record_type_t *type = name != NULL ? catalogue_find(name) : NULL;
    if (type == NULL || known_names_of(type) == NULL)
        return problem_add_field(context->problem, "record_type", "not_found",
                                 "Records of this type cannot be imported.");
    if (type == plan->type) return true;
    csv_plan_recognise(context->arena, plan, type);
    plan->defaults = "{}";
    return true;
}

static void change_member(context_t *context, csv_plan_t *plan, const char *name, json_t *value) {
    if (text_equal(name, "on_bad_value"))
        change_bad_value(context, plan, json_string_value(value));
    else if (text_equal(name, "on_match"))
        change_on_match(context, plan, json_string_value(value));
    else if (text_equal(name, "match_on"))
        change_match_on(context, plan, value);
    else if (text_equal(name, "default_currency"))
        change_currency(context, plan, value);
    else if (text_equal(name, "defaults"))
        change_defaults(context, plan, value);
    else if (text_equal(name, "columns"))
        change_columns(context, plan, value);
    else if (!text_equal(name, "record_type"))
        problem_add_field(context->problem, name, "unknown_field", "An import has no such setting.");
}

bool csv_plan_change(context_t *context, csv_plan_t *plan, const json_t *const_body) {
    json_t *body = json_deep_copy(const_body);
    const json_t *type = json_object_get(body, "record_type");
    bool ok = json_is_object(body) ||
              problem_set(context->problem, PROBLEM_BAD_REQUEST, "wrong_type", "The body must be a JSON object.");
    if (ok && type != NULL) ok = change_type(context, plan, json_string_value(type));
    void *member = ok ? json_object_iter(body) : NULL;
    for (; member != NULL; member = json_object_iter_next(body, member))
        change_member(context, plan, json_object_iter_key(member), json_object_iter_value(member));
    json_decref(body);
    return !problem_is_set(context->problem);
}
