#include "insight/check.h"

#include "catalogue/select.h"

/* Each counts the records that contradict what is promised. */
static const struct {
    const char *promise;
    const char *sql;
} PROMISES[] = {
    {"an opportunity's outcome and pipeline are its stage's",
     "SELECT count(*) FROM opportunity o JOIN stage s ON s.id = o.stage_id "
     "WHERE s.outcome <> o.outcome OR s.pipeline_id <> o.pipeline_id"},
    {"a closed opportunity has a closing date, an open one has none",
     "SELECT count(*) FROM opportunity WHERE (outcome = 'open') <> (closed_on IS NULL)"},
    {"an opportunity without an amount has no weighted amount",
     "SELECT count(*) FROM opportunity WHERE (amount IS NULL) <> (weighted_amount IS NULL)"},
    {"the weighted amount is amount × probability",
     "SELECT count(*) FROM opportunity WHERE abs(weighted_amount * 10000 - amount * probability) > 5000"},
    {"the last move of an opportunity led to its stage",
     "SELECT count(*) FROM opportunity o WHERE o.stage_id <> (SELECT m.to_stage_id FROM stage_move m "
     "WHERE m.opportunity_id = o.id ORDER BY m.id DESC LIMIT 1)"},
    {"a task that is done says when", "SELECT count(*) FROM task WHERE (done = 1) <> (done_at IS NOT NULL)"},
    {"a file has its content",
     "SELECT count(*) FROM attachment a LEFT JOIN attachment_content c ON c.attachment_id = a.id "
     "WHERE c.attachment_id IS NULL"},
    {"a team's manager is a user",
     "SELECT count(*) FROM team t LEFT JOIN app_user u ON u.id = t.manager_id "
     "WHERE t.manager_id IS NOT NULL AND u.id IS NULL"},
};

static void check_finding(check_t *check, int64_t count, const char *promise) {
    check->findings++;
    check->report(check->argument, count, promise);
}

/* Every record that is not archived is found by search, and nothing else is. */
static bool check_search(context_t *context, check_t *check, const record_type_t *type) {
    int64_t missing = 0, extra = 0;
    const char *missing_sql =
        arena_printf(context->arena,
                     "SELECT count(*) FROM %s t WHERE t.archived_at IS NULL AND NOT EXISTS (SELECT 1 "
                     "FROM search_entry e WHERE e.record_type = $1 AND e.record_id = t.id)",
                     type->table); /* constant SQL but for the catalogue's table name */
    const char *extra_sql = arena_printf(context->arena,
                                         "SELECT count(*) FROM search_entry e WHERE e.record_type = $1 AND NOT EXISTS "
                                         "(SELECT 1 FROM %s t WHERE t.id = e.record_id AND t.archived_at IS NULL)",
                                         type->table); /* constant SQL but for the catalogue's table name */
    if (!store_get_int(context->tx, &missing, missing_sql, "t", type->name) ||
        !store_get_int(context->tx, &extra, extra_sql, "t", type->name))
        return context_done(context);
    if (missing > 0) check_finding(check, missing, arena_printf(context->arena, "search finds every %s", type->name));
    if (extra > 0)
        check_finding(check, extra, arena_printf(context->arena, "search finds no %s that is not there", type->name));
    return true;
}

/* A table that lacks a column of the catalogue fails here, by the engine's own word. */
static bool check_shape(context_t *context, const record_type_t *type) {
    record_t **records = NULL;
    size_t count = 0;
    return select_where(context, type, &(select_tail_t){.sql = "ORDER BY t.id LIMIT 1"}, &records, &count);
}

bool check_book(context_t *context, check_t *check) {
    size_t type_count = 0;
    const record_type_t *const *types = catalogue_types(&type_count);
    for (size_t i = 0; i < type_count; i++)
        if (!check_shape(context, types[i]) || !check_search(context, check, types[i])) return false;
    for (size_t i = 0; i < sizeof PROMISES / sizeof PROMISES[0]; i++) {
        int64_t count = 0;
        if (!store_get_int(context->tx, &count, PROMISES[i].sql, "")) return context_done(context);
        if (count > 0) check_finding(check, count, PROMISES[i].promise);
    }
    return true;
}
