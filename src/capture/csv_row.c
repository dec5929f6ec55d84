/* One row of the file becomes one record. */
#include "capture/csv_run.h"

#include "base/text.h"
#include "capture/csv_value.h"
#include "catalogue/policy.h"
#include "pipeline/stage.h"
#include "trade/price.h"

#include <strings.h>

typedef struct row_work {
    csv_attempt_t *attempt;
    context_t *context;
    csv_run_t *run;
    const csv_plan_t *plan;
    const csv_row_t *row;
    record_t *input;
    const currency_t *currency;
    int64_t existing; /* the record that the row describes; 0: a new one */
    bool fills;       /* it was made of its name and now gets the rest */
    bool bad;         /* an error was reported */
    csv_deferred_t *deferred;
} row_work_t;

#define ROW_ERROR(work, field, code, ...) row_report(work, true, field, code, __VA_ARGS__)
#define ROW_WARNING(work, field, code, ...) row_report(work, false, field, code, __VA_ARGS__)

static void row_report(row_work_t *work, bool error, const char *field, const char *code, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

static void row_report(row_work_t *work, bool error, const char *field, const char *code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vprintf(work->context->arena, format, arguments);
    va_end(arguments);
    csv_problem_add(work->attempt, work->row->line, error, field, code, message);
    if (error) work->bad = true;
}

static const char *row_text(const row_work_t *work, const csv_column_t *column) {
    size_t index = (size_t)(column - work->plan->columns);
    return index < work->row->count ? csv_cell_text(work->context->arena, work->row->cells[index]) : "";
}

static const char *row_target_text(const row_work_t *work, const char *target) {
    const csv_column_t *column = csv_plan_target(work->plan, target);
    return column != NULL ? row_text(work, column) : "";
}

/* The beginning of a value, for messages. */
static const char *row_quote(const row_work_t *work, const char *text) {
    enum { SHOWN = 60 };
    size_t length = strlen(text);
    if (length <= SHOWN) return arena_printf(work->context->arena, "“%s”", text);
    length = SHOWN;
    while (((unsigned char)text[length] & 0xC0) == 0x80) length--;
    return arena_printf(work->context->arena, "“%.*s…”", (int)length, text);
}

static bool row_check_shape(row_work_t *work) {
    const csv_row_t *row = work->row;
    size_t count = row->count, columns = work->plan->column_count;
    while (count > columns && *row->cells[count - 1] == '\0') count--;
    switch (row->fault) {
    case CSV_ROW_UNCLOSED_QUOTE:
        ROW_ERROR(work, NULL, "unclosed_quote", "A quote that begins in this row is never closed.");
        return false;
    case CSV_ROW_TOO_LONG:
        ROW_ERROR(work, NULL, "too_long", "This row is too long. Probably a quote in it is never closed.");
        return false;
    case CSV_ROW_NOT_TEXT:
        ROW_ERROR(work, NULL, "not_text", "This row has bytes that are no text in the file's encoding.");
        return false;
    case CSV_ROW_GOOD: break;
    }
    if (count == columns || (count < columns && row->count == columns)) return true;
    ROW_ERROR(work, NULL, count > columns ? "too_many_cells" : "too_few_cells",
              "This row has %zu cells but the file has %zu columns.", count, columns);
    return false;
}

static bool row_says_yes(const row_work_t *work, const char *target) {
    const char *word = column_normalise(work->context->arena, row_target_text(work, target));
    return words_contain("true yes 1 y t 是", word);
}

/* What databases and spreadsheets write where there is nothing. A text may be just that; no other value can. */
static bool cell_says_nothing(const field_t *field, const char *text) {
    static const char *const nothing[] = {"null", "n/a", "#n/a", "na", "nan", "-", "--", "(blank)"};
    if (field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT) return false;
    for (size_t i = 0; i < sizeof nothing / sizeof nothing[0]; i++)
        if (strcasecmp(text, nothing[i]) == 0) return true;
    return false;
}

static void row_read_value(row_work_t *work, const csv_column_t *column, const field_t *field, const char *text) {
    const csv_reading_t reading = {work->plan, work->run->words, work->currency};
    problem_t *problem = work->context->problem;
    value_t value = {0};
    if (csv_value_read(work->context, &reading, column, text, &value)) {
        *record_value(work->input, field->name) = value;
        return;
    }
    const problem_field_t *wrong = problem->field_count > 0 ? &problem->fields[0] : NULL;
    const char *code = wrong != NULL ? wrong->code : "wrong_value";
    const char *message = wrong != NULL ? wrong->message : "This value is not understood.";
    bool optional = (field->flags & FIELD_REQUIRED) == 0 || field->initial != NULL;
    bool vague = field->type == FIELD_CHOICE || field->type == FIELD_COUNTRY;
    row_report(work, !(optional && (vague || work->plan->leave_empty)), field->name, code, "%s: %s",
               row_quote(work, text), message);
    problem_clear(problem);
}

/* A column with the key of another record whose name is taken, as the contact of a lead. */
static bool row_read_lookup(row_work_t *work, const csv_column_t *column, const char *text) {
    const record_type_t *type = catalogue_find(column->lookup);
    int64_t id = 0;
    reference_result_t result = csv_reference_find(work->context, work->run->references, type, text, &id);
    if (result == REFERENCE_FAILED) return false;
    if (result != REFERENCE_FOUND) return true;
    const char *sql = arena_printf(work->context->arena, "SELECT %s FROM %s WHERE id = $1",
                                   field_column(type_field(type, type->title)), type->table);
    const char *title = store_get_text(work->context->tx, work->context->arena, sql, "i", id);
    if (title != NULL) record_set_text(work->input, column->target, title);
    return context_done(work->context);
}

static bool row_read_values(row_work_t *work) {
    for (size_t i = 0; i < work->plan->column_count; i++) {
        const csv_column_t *column = &work->plan->columns[i];
        const field_t *field = csv_column_field(work->plan, column);
        if (field == NULL || field->target != NULL) continue;
        const char *text = row_text(work, column);
        if (*text == '\0' || cell_says_nothing(field, text)) continue;
        if (column->lookup != NULL && !row_read_lookup(work, column, text)) return false;
        if (column->lookup == NULL) row_read_value(work, column, field, text);
    }
    return true;
}

static const currency_t *row_currency(const row_work_t *work) {
    char code[4] = "";
    const char *text = row_target_text(work, "currency");
    if (strlen(text) != 3) return work->run->currency;
    for (int i = 0; i < 3; i++) code[i] = (char)(text[i] & ~0x20);
    const currency_t *currency = currency_find(code);
    return currency != NULL ? currency : work->run->currency;
}

static void row_defer(row_work_t *work, const csv_column_t *column, const char *text) {
    csv_deferred_t *deferred = ARENA_NEW(work->context->arena, csv_deferred_t);
    *deferred = (csv_deferred_t){work->deferred, work->row->line, 0, column, text};
    work->deferred = deferred;
}

/* Looks up, and makes when missing and wanted. MISSING and AMBIGUOUS are reported here, unless the record may come in a
 * later row of the same file. */
static reference_result_t row_resolve(row_work_t *work, const csv_column_t *column, const field_t *field,
                                      const char *text, int64_t *id) {
    const record_type_t *target = catalogue_find(field->target);
    csv_references_t *references = work->run->references;
    const char *currency = work->plan->default_currency;
    reference_result_t result = csv_reference_find(work->context, references, target, text, id);
    bool later = target == work->plan->type && field->type == FIELD_REFERENCE &&
                 work->run->deferred_count + work->attempt->deferred_count < CSV_DEFERRED_LIMIT;
    if (result == REFERENCE_MISSING && later) {
        row_defer(work, column, text);
        return result;
    }
    if (result == REFERENCE_MISSING && column->create_missing && csv_reference_makeable(work->run->actor, target))
        result = csv_reference_make(work->context, references, target, text, currency, id);
    if (result == REFERENCE_MISSING)
        ROW_WARNING(work, field->name, "not_found", "There is no %s %s. The field is left empty.", target->name,
                    row_quote(work, text));
    if (result == REFERENCE_AMBIGUOUS)
        ROW_WARNING(work, field->name, "ambiguous", "Several %s are called %s. The field is left empty.",
                    target->plural, row_quote(work, text));
    return result;
}

static bool row_read_reference(row_work_t *work, const csv_column_t *column, const field_t *field, const char *text) {
    int64_t id = 0;
    reference_result_t result = row_resolve(work, column, field, text, &id);
    if (result == REFERENCE_FOUND) record_set_number(work->input, field->name, id);
    return result != REFERENCE_FAILED;
}

static bool row_add_reference(row_work_t *work, const csv_column_t *column, const field_t *field, const char *text,
                              value_t *value) {
    int64_t id = 0;
    reference_result_t result = row_resolve(work, column, field, text, &id);
    if (result != REFERENCE_FOUND) return result != REFERENCE_FAILED;
    int64_t *ids = ARENA_ARRAY(work->context->arena, int64_t, value->id_count + 1);
    for (size_t i = 0; i < value->id_count; i++) {
        if (value->ids[i] == id) return true;
        ids[i] = value->ids[i];
    }
    ids[value->id_count] = id;
    value->ids = ids;
    value->id_count++;
    value->given = true;
    value->null = false;
    return true;
}

static bool row_read_references(row_work_t *work, const csv_column_t *column, const field_t *field, const char *text) {
    value_t *value = record_value(work->input, field->name);
    char *rest = arena_strdup(work->context->arena, text);
    for (char *part; (part = strsep(&rest, ";|")) != NULL;) {
        const char *name = text_trim(work->context->arena, part);
        if (*name != '\0' && !row_add_reference(work, column, field, name, value)) return false;
    }
    return true;
}

/* A stage whose name says nothing here is won or lost when the other columns say so. */
static bool row_read_stage(row_work_t *work, const csv_column_t *column, const field_t *field, const char *text) {
    const char *outcome = row_says_yes(work, CSV_TARGET_WON)      ? "won"
                          : row_says_yes(work, CSV_TARGET_CLOSED) ? "lost"
                                                                  : NULL;
    int64_t id = 0;
    reference_result_t result = REFERENCE_MISSING;
    if (*text != '\0') result = csv_reference_find(work->context, work->run->references, &STAGE, text, &id);
    if (result == REFERENCE_MISSING && outcome != NULL)
        result = csv_reference_find(work->context, work->run->references, &STAGE, outcome, &id);
    if (result == REFERENCE_FAILED) return false;
    if (result == REFERENCE_FOUND) {
        record_set_number(work->input, field->name, id);
        return true;
    }
    return *text == '\0' || row_read_reference(work, column, field, text);
}

static bool row_read_manager(row_work_t *work) {
    const csv_column_t *column = csv_plan_target(work->plan, CSV_TARGET_MANAGER);
    int64_t team = 0;
    if (column == NULL) return true;
    const char *name = row_text(work, column);
    if (*name == '\0' || type_field(work->plan->type, CSV_TARGET_MANAGER) != NULL) return true;
    reference_result_t result =
        csv_manager_team(work->context, work->run->references, name, column->create_missing, &team);
    if (result == REFERENCE_FOUND && record_is_null(work->input, "team")) record_set_number(work->input, "team", team);
    if (result == REFERENCE_MISSING || result == REFERENCE_AMBIGUOUS)
        ROW_WARNING(work, "team", "not_found", "There is no team of a manager %s.", row_quote(work, name));
    return result != REFERENCE_FAILED;
}

static bool row_link(row_work_t *work) {
    bool has_stage = type_field(work->plan->type, "stage") != NULL;
    for (size_t i = 0; i < work->plan->column_count; i++) {
        const csv_column_t *column = &work->plan->columns[i];
        const field_t *field = csv_column_field(work->plan, column);
        if (field == NULL || field->target == NULL) continue;
        const char *text = row_text(work, column);
        bool stage = has_stage && text_equal(field->name, "stage");
        bool ok = true;
        if (stage)
            ok = row_read_stage(work, column, field, text);
        else if (*text != '\0')
            ok = field->type == FIELD_REFERENCE ? row_read_reference(work, column, field, text)
                                                : row_read_references(work, column, field, text);
        if (!ok) return false;
    }
    return row_read_manager(work);
}

/* First and last name in one, for types that keep one name. */
static void row_compose_name(row_work_t *work) {
    const char *title = work->plan->type->title;
    if (type_field(work->plan->type, CSV_TARGET_FIRST) != NULL || type_field(work->plan->type, title)->target != NULL)
        return;
    if (!record_is_null(work->input, title)) return;
    const char *first = row_target_text(work, CSV_TARGET_FIRST);
    const char *last = row_target_text(work, CSV_TARGET_LAST);
    const char *name = text_squeeze(work->context->arena, arena_printf(work->context->arena, "%s %s", first, last));
    if (*name != '\0') record_set_text(work->input, title, name);
}

static bool row_has(const row_work_t *work, const char *field) {
    return type_field(work->plan->type, field) != NULL && record_value(work->input, field)->given;
}

/* A record that nothing names is called after its key; where the domain makes a name of other fields, that is better.
 */
static void row_name_by_key(row_work_t *work, const char *key) {
    const field_t *title = type_field(work->plan->type, work->plan->type->title);
    if (*key == '\0' || title->type != FIELD_TEXT || row_has(work, title->name)) return;
    if (row_has(work, "first_name") || row_has(work, "last_name")) return;
    bool deal = text_equal(work->plan->type->name, "opportunity");
    if (deal && (row_has(work, "products") || row_has(work, "account") || row_has(work, "contact"))) return;
    record_set_text(work->input, title->name, key);
}

static void row_complete(row_work_t *work, const char *key) {
    const record_type_t *type = work->plan->type;
    if (work->existing != 0) return;
    row_name_by_key(work, key);
    for (size_t i = 0; work->attempt->defaults != NULL && i < type->field_count; i++)
        if (!work->input->values[i].given && work->attempt->defaults->values[i].given)
            work->input->values[i] = work->attempt->defaults->values[i];
    if (work->plan->default_currency != NULL && type_field(type, "currency") != NULL && !row_has(work, "currency"))
        record_set_text(work->input, "currency", work->plan->default_currency);
}

static const char *row_title(const row_work_t *work) {
    const field_t *title = type_field(work->plan->type, work->plan->type->title);
    const char *text = title->target == NULL ? record_text(work->input, title->name) : NULL;
    return text != NULL ? text : "";
}

/* The record that this row is about, if there is one already. */
static bool row_match(row_work_t *work, const char *key, const char *title) {
    csv_match_t match;
    const record_type_t *type = work->plan->type;
    if (!csv_match_find(work->attempt, key, title, &match)) return false;
    work->existing = match.id;
    work->fills = match.fills;
    if (match.ambiguous)
        ROW_ERROR(work, type->title, "ambiguous", "Several %s are called %s.", type->plural, row_quote(work, title));
    return true;
}

/* A price is known by what it refers to, so it is sought once that is found. */
static bool row_match_price(row_work_t *work) {
    bool wanted = work->plan->type == &PRICE && work->plan->on_match != CSV_MATCH_CREATE && !work->bad;
    return !wanted || work->existing != 0 || price_find_same(work->context, work->input, &work->existing);
}

static bool row_is_skipped(const row_work_t *work) {
    return work->existing != 0 && !work->fills && work->plan->on_match == CSV_MATCH_SKIP;
}

static bool field_is_created_date(const row_work_t *work, const char *field) {
    const csv_column_t *column = csv_plan_target(work->plan, field);
    return column != NULL && words_contain("createddate createdate createdon creationdate datecreated",
                                           column_normalise(work->context->arena, column->name));
}

/* The field whose value can be left out so that the row can be taken; NULL when there is none. The date on which a deal
 * was typed in may well be after it closed. */
static const char *row_droppable(const row_work_t *work, const problem_field_t *wrong) {
    if (text_equal(wrong->code, "before_start") && field_is_created_date(work, "opened_on")) return "opened_on";
    const field_t *field = type_field(work->plan->type, wrong->field);
    if (!work->plan->leave_empty || field == NULL || (field->flags & FIELD_REQUIRED) != 0) return NULL;
    return row_has(work, field->name) ? field->name : NULL;
}

/* Leaves out what is wrong; false when something is wrong that cannot be left out. */
static bool row_drop_wrong(row_work_t *work) {
    const problem_t *problem = work->context->problem;
    if (problem->kind != PROBLEM_INVALID || problem->field_count == 0) return false;
    for (size_t i = 0; i < problem->field_count; i++)
        if (row_droppable(work, &problem->fields[i]) == NULL) return false;
    for (size_t i = 0; i < problem->field_count; i++) {
        const char *field = row_droppable(work, &problem->fields[i]);
        if (field == NULL) continue;
        *record_value(work->input, field) = (value_t){.null = true};
        ROW_WARNING(work, field, problem->fields[i].code, "%s", problem->fields[i].message);
    }
    problem_clear(work->context->problem);
    return true;
}

static bool row_save_once(row_work_t *work, record_t **saved) {
    return work->existing != 0 ? record_update(work->context, work->existing, 0, work->input, saved)
                               : record_create(work->context, work->input, saved);
}

/* What the catalogue or the type's rules say against the row, as problems of the row. */
static void row_take_problem(row_work_t *work) {
    problem_t *problem = work->context->problem;
    for (size_t i = 0; i < problem->field_count; i++)
        ROW_ERROR(work, problem->fields[i].field, problem->fields[i].code, "%s", problem->fields[i].message);
    if (problem->field_count == 0) ROW_ERROR(work, NULL, problem->code, "%s", problem->message);
    problem_clear(problem);
}

static bool row_is_broken(const row_work_t *work) {
    problem_kind_t kind = work->context->problem->kind;
    return store_failed(work->context->tx) || kind == PROBLEM_INTERNAL || kind == PROBLEM_UNAVAILABLE;
}

static bool row_note_key(row_work_t *work, const char *key, const char *title, const record_t *saved, bool *known) {
    memo_t *keys = work->run->keys;
    const char *folded = text_fold(work->context->arena, title);
    int64_t ignored = 0;
    if (keys != NULL) {
        *known = *key != '\0' && memo_get(keys, memo_key(keys, CSV_TARGET_KEY, key), &ignored);
        if (*key != '\0') memo_put(keys, memo_key(keys, CSV_TARGET_KEY, key), 1);
        if (*folded != '\0') memo_put(keys, memo_key(keys, work->plan->type->title, folded), 1);
    }
    if (*key == '\0') return true;
    return csv_key_add(work->context, work->plan->type, key, saved->id);
}

static void row_count(row_work_t *work, row_outcome_t outcome) {
    work->attempt->counts.rows[outcome]++;
}

static void row_keep_deferred(row_work_t *work, int64_t record_id) {
    csv_attempt_t *attempt = work->attempt;
    while (work->deferred != NULL) {
        csv_deferred_t *deferred = work->deferred;
        work->deferred = deferred->next;
        deferred->next = NULL;
        deferred->record_id = record_id;
        if (attempt->last_deferred != NULL)
            attempt->last_deferred->next = deferred;
        else
            attempt->deferred = deferred;
        attempt->last_deferred = deferred;
        attempt->deferred_count++;
    }
}

static bool row_save(row_work_t *work, const char *key) {
    record_t *saved = NULL;
    bool known = false;
    bool ok = row_save_once(work, &saved);
    if (!ok && !row_is_broken(work) && row_drop_wrong(work)) ok = row_save_once(work, &saved);
    if (!ok) {
        if (row_is_broken(work)) return false;
        row_take_problem(work);
        work->attempt->row_failed = !work->attempt->careful;
        return work->attempt->careful;
    }
    const char *title = row_title(work);
    if (!row_note_key(work, key, title, saved, &known)) return false;
    if (work->run->may_fill && *title != '\0') {
        bool counted = csv_references_uncount(work->run->references, work->plan->type, title);
        if (work->fills && !csv_reference_fill(work->context, work->plan->type, title)) return false;
        if (work->fills && counted) work->existing = 0;
    }
    row_count(work, work->existing != 0 || known ? ROW_UPDATED : ROW_CREATED);
    row_keep_deferred(work, saved->id);
    return true;
}

static bool row_do(row_work_t *work) {
    if (!row_check_shape(work)) return true;
    const char *key = row_target_text(work, CSV_TARGET_KEY);
    if (row_says_yes(work, CSV_TARGET_DELETED)) {
        ROW_WARNING(work, NULL, "deleted_in_source", "The other system has deleted this record. The row is skipped.");
        row_count(work, ROW_SKIPPED);
        return true;
    }
    work->input = record_new(work->context->arena, work->plan->type);
    work->currency = row_currency(work);
    if (!row_read_values(work)) return false;
    row_compose_name(work);
    if (!row_match(work, key, row_title(work))) return false;
    if (work->bad) return true;
    if (!row_is_skipped(work) && (!row_link(work) || !row_match_price(work))) return false;
    if (row_is_skipped(work)) {
        row_count(work, ROW_SKIPPED);
        return true;
    }
    row_complete(work, key);
    return row_save(work, key);
}

bool csv_row_write(csv_attempt_t *attempt, const csv_row_t *row) {
    row_work_t work = {
        .attempt = attempt, .context = &attempt->context, .run = attempt->run, .plan = attempt->run->plan, .row = row};
    csv_mark_t mark = csv_references_mark(attempt->run->references);
    if (attempt->careful && !store_savepoint(attempt->context.tx)) return context_done(&attempt->context);
    if (!row_do(&work)) return false;
    if (work.bad) {
        csv_references_forget(attempt->run->references, mark);
        row_count(&work, ROW_FAILED);
    }
    if (!attempt->careful) return true;
    bool ended =
        work.bad ? store_savepoint_rollback(attempt->context.tx) : store_savepoint_release(attempt->context.tx);
    return ended || context_done(&attempt->context);
}
