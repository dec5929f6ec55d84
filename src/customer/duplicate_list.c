/* The pairs that were found: listed, and told to be different. */
#include "base/text.h"
#include "catalogue/policy.h"
#include "customer/duplicate.h"

#include <inttypes.h>

#define PAIR_COLUMNS                                                                                                   \
    "SELECT p.id, p.low_id, p.high_id, p.score, p.reasons, p.state, p.record_type FROM duplicate_pair p"

static const char SQL_ONE[] = PAIR_COLUMNS " WHERE p.id = $1";

static const char SQL_DECIDE[] =
    "UPDATE duplicate_pair SET state = $1, decided_at = $2, decided_by = $3 WHERE id = $4 AND state <> 'merged'";

typedef struct pair {
    int64_t id, low, high, score;
    unsigned reasons;
    const char *state;
    const record_type_t *type;
} pair_t;

static pair_t pair_of_row(context_t *context, const store_statement_t *row) {
    return (pair_t){.id = store_column_int(row, 0),
                    .low = store_column_int(row, 1),
                    .high = store_column_int(row, 2),
                    .score = store_column_int(row, 3),
                    .reasons = (unsigned)store_column_int(row, 4),
                    .state = arena_strdup(context->arena, store_column_text(row, 5)),
                    .type = catalogue_find(store_column_text(row, 6))};
}

static bool pair_may(context_t *context, const record_t *record) {
    problem_t ignored = problem_create(context->arena);
    context_t asking = *context;
    asking.problem = &ignored;
    return policy_check(&asking, record, record, POLICY_UPDATE);
}

static bool pair_write(context_t *context, const pair_t *pair, json_writer_t *writer) {
    record_t *low = NULL, *high = NULL;
    if (!record_load(context, pair->type, pair->low, &low) || !record_load(context, pair->type, pair->high, &high))
        return false;
    json_write_object(writer, NULL);
    json_write_int(writer, "id", pair->id);
    json_write_text(writer, "type", pair->type->name);
    json_write_int(writer, "score", pair->score);
    json_write_text(writer, "state", pair->state);
    duplicate_write_reasons(context, pair->reasons, writer);
    json_write_array(writer, "records");
    record_write_json(context, low, writer, NULL);
    record_write_json(context, high, writer, NULL);
    json_write_close(writer);
    json_write_bool(writer, "may_merge", pair_may(context, low) && pair_may(context, high));
    json_write_close(writer);
    return true;
}

/* Behind which pair the page begins: "score.id". */
static bool list_read_cursor(context_t *context, const char *after, int64_t *score, int64_t *id) {
    *score = INT64_MAX;
    *id = 0;
    if (after == NULL) return true;
    const char *dot = strchr(after, '.');
    if (dot != NULL && text_parse_int(arena_strndup(context->arena, after, (size_t)(dot - after)), score) &&
        text_parse_int(dot + 1, id))
        return true;
    problem_add_field(context->problem, "after", "unknown_parameter", "This is no next of a page before.");
    return false;
}

static const char *list_sql(context_t *context, const duplicate_query_t *query, const char *columns, const char *tail) {
    const char *table = query->type->table;
    return arena_printf(context->arena,
                        "%s JOIN %s l ON l.id = p.low_id AND l.archived_at IS NULL "
                        "JOIN %s h ON h.id = p.high_id AND h.archived_at IS NULL "
                        "WHERE p.record_type = $1 AND p.state = $2%s%s",
                        columns, table, table,
                        query->mine ? " AND (l.owner_id = $3 OR h.owner_id = $3)" : " AND $3 = $3", tail);
}

static bool list_count(context_t *context, const duplicate_query_t *query, json_writer_t *writer) {
    int64_t total = 0;
    const char *sql = list_sql(context, query, "SELECT count(*) FROM duplicate_pair p", "");
    if (!store_get_int(context->tx, &total, sql, "tti", query->type->name, query->state, context->actor->user_id))
        return context_done(context);
    json_write_int(writer, "total", total);
    return true;
}

bool duplicate_list_write(context_t *context, const duplicate_query_t *query, json_writer_t *writer) {
    int64_t score = 0, id = 0;
    size_t count = 0;
    pair_t *pairs = ARENA_ARRAY(context->arena, pair_t, (size_t)query->limit + 1);
    if (!list_read_cursor(context, query->after, &score, &id)) return false;
    const char *sql =
        list_sql(context, query, PAIR_COLUMNS,
                 " AND (p.score < $4 OR (p.score = $4 AND p.id > $5)) ORDER BY p.score DESC, p.id LIMIT $6");
    store_statement_t *rows = store_query(context->tx, sql, "ttiiii", query->type->name, query->state,
                                          context->actor->user_id, score, id, query->limit + 1);
    while (store_step(rows) && count <= (size_t)query->limit) pairs[count++] = pair_of_row(context, rows);
    if (!store_end(rows)) return context_done(context);
    bool more = count > (size_t)query->limit;
    if (more) count--;
    json_write_object(writer, NULL);
    json_write_array(writer, "items");
    for (size_t i = 0; i < count; i++)
        if (!pair_write(context, &pairs[i], writer)) return false;
    json_write_close(writer);
    const pair_t *last = &pairs[count - (count > 0)];
    json_write_text(writer, "next",
                    more ? arena_printf(context->arena, "%" PRId64 ".%" PRId64, last->score, last->id) : NULL);
    bool ok = list_count(context, query, writer);
    json_write_close(writer);
    return ok;
}

static bool pair_load(context_t *context, int64_t id, pair_t *out) {
    store_statement_t *row = store_query(context->tx, SQL_ONE, "i", id);
    bool found = store_step(row);
    if (found) *out = pair_of_row(context, row);
    if (!store_end(row)) return context_done(context);
    return found || problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found",
                                "There is no pair of duplicates %lld.", (long long)id);
}

bool duplicate_write(context_t *context, int64_t id, json_writer_t *writer) {
    pair_t pair;
    return pair_load(context, id, &pair) && pair_write(context, &pair, writer);
}

bool duplicate_dismiss(context_t *context, int64_t id, bool dismissed) {
    pair_t pair;
    record_t *low = NULL, *high = NULL;
    int64_t changed = 0;
    const int64_t *user = context->actor->user_id != 0 ? &context->actor->user_id : NULL;
    if (!pair_load(context, id, &pair) || !record_load(context, pair.type, pair.low, &low) ||
        !record_load(context, pair.type, pair.high, &high))
        return false;
    if (!pair_may(context, low) && !policy_check(context, high, high, POLICY_UPDATE)) return false;
    store_run(context->tx, &changed, SQL_DECIDE, "tioi", dismissed ? "dismissed" : "open", context->now, user, id);
    if (!context_done(context)) return false;
    return changed > 0 || problem_set(context->problem, PROBLEM_CONFLICT, "merged", "These two were merged already.");
}
