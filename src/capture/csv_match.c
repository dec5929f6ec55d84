/* Which record a row of the file is about: by the other system's key, by its name, or because it was made of its name.
 */
#include "base/text.h"
#include "capture/csv_run.h"

static const char *match_title_column(const record_type_t *type) {
    return field_column(type_field(type, type->title));
}

static bool match_by_name(context_t *context, const record_type_t *type, const char *title, csv_match_t *match) {
    const char *sql = arena_printf(context->arena,
                                   "SELECT id FROM %s WHERE lower(%s) = $1 AND archived_at IS NULL "
                                   "ORDER BY id LIMIT 2",
                                   type->table, match_title_column(type));
    store_statement_t *rows = store_query(context->tx, sql, "t", text_lower(context->arena, title));
    if (store_step(rows)) match->id = store_column_int(rows, 0);
    match->ambiguous = match->id != 0 && store_step(rows);
    return store_end(rows) || context_done(context);
}

/* A list that was exported from here comes back with our own numbers. Another system's numbers may be the same, so the
 * name has to agree as well. */
static bool match_by_own_number(context_t *context, const csv_plan_t *plan, const char *key, const char *title,
                                csv_match_t *match) {
    int64_t number = 0;
    const char *column = csv_plan_target(plan, CSV_TARGET_KEY)->name;
    if (!text_equal(column, "id") || !text_parse_int(key, &number)) return true;
    const char *sql = arena_printf(context->arena, "SELECT %s FROM %s WHERE id = $1", match_title_column(plan->type),
                                   plan->type->table);
    const char *known = store_get_text(context->tx, context->arena, sql, "i", number);
    if (known != NULL && text_equal(text_fold(context->arena, known), text_fold(context->arena, title)))
        match->id = number;
    return context_done(context);
}

static bool match_by_key(context_t *context, const csv_plan_t *plan, const char *key, const char *title, bool named,
                         csv_match_t *match) {
    if (!csv_key_find(context, plan->type, key, &match->id)) return false;
    return match->id != 0 || !named || match_by_own_number(context, plan, key, title, match);
}

bool csv_match_find(csv_attempt_t *attempt, const char *key, const char *title, csv_match_t *out) {
    context_t *context = &attempt->context;
    const csv_plan_t *plan = attempt->run->plan;
    const record_type_t *type = plan->type;
    bool named = *title != '\0' && type_field(type, type->title)->type == FIELD_TEXT;
    bool wanted = plan->on_match != CSV_MATCH_CREATE;
    bool by_key = wanted && *key != '\0' && text_equal(plan->match_on, CSV_TARGET_KEY);
    bool by_name = wanted && named && text_equal(plan->match_on, type->title);
    *out = (csv_match_t){0};
    if (by_key && !match_by_key(context, plan, key, title, named, out)) return false;
    if (by_name && !match_by_name(context, type, title, out)) return false;
    if (out->id != 0 || !named || !attempt->run->may_fill) return true;
    if (!csv_reference_unfilled(context, type, title, &out->id)) return false;
    out->fills = out->id != 0;
    return true;
}
