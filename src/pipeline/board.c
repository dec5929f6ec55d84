#include "pipeline/board.h"

#include "base/money.h"
#include "base/text.h"
#include "catalogue/filter.h"
#include "catalogue/select.h"
#include "pipeline/opportunity.h"
#include "pipeline/quiet.h"
#include "pipeline/stage.h"

enum { RECENT_DAYS = 90 };

typedef struct board {
    context_t *context;
    const list_query_t *query;
    const char *closed_since;
    const char *per_stage;
} board_t;

/* The caller's filters, narrowed to one stage. */
static list_query_t board_stage_query(const board_t *board, const record_t *stage) {
    arena_t *arena = board->context->arena;
    list_parameter_t *parameters = ARENA_ARRAY(arena, list_parameter_t, board->query->parameter_count + 4);
    size_t count = 0;
    for (size_t i = 0; i < board->query->parameter_count; i++) parameters[count++] = board->query->parameters[i];
    const char *id = arena_printf(arena, "%lld", (long long)stage->id);
    parameters[count++] = (list_parameter_t){"stage", id};
    if (!text_equal(record_text(stage, "outcome"), "open"))
        parameters[count++] = (list_parameter_t){"closed_on.gte", board->closed_since};
    parameters[count++] = (list_parameter_t){"limit", board->per_stage};
    return (list_query_t){.type = &OPPORTUNITY, .parameters = parameters, .parameter_count = count};
}

static bool board_write_totals(const board_t *board, const list_query_t *query, json_writer_t *writer) {
    filter_t filter;
    int64_t deals = 0;
    context_t *context = board->context;
    if (!filter_build(context, query, &filter)) return false;
    text_t sql = text_create(context->arena, FILTER_SQL_LIMIT);
    text_add(&sql,
             "SELECT t.currency, count(*), coalesce(sum(t.amount), 0), coalesce(sum(t.weighted_amount), 0) "
             "FROM opportunity t");
    path_add_joins(&sql, &OPPORTUNITY, filter.joined);
    text_add_format(&sql, " %s GROUP BY t.currency ORDER BY t.currency", filter.sql.data);
    json_write_array(writer, "totals");
    store_statement_t *rows = store_query_values(context->tx, sql.data, filter.values, filter.value_count);
    while (store_step(rows)) {
        const currency_t *currency = currency_find(store_column_text(rows, 0));
        deals += store_column_int(rows, 1);
        json_write_object(writer, NULL);
        json_write_text(writer, "currency", currency->code);
        json_write_text(writer, "amount", money_format(context->arena, store_column_int(rows, 2), currency));
        json_write_text(writer, "weighted", money_format(context->arena, store_column_int(rows, 3), currency));
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_int(writer, "count", deals);
    return store_end(rows) || context_done(context);
}

static bool board_write_quiet(const board_t *board, const list_page_t *page, json_writer_t *writer) {
    int64_t *ids = ARENA_ARRAY(board->context->arena, int64_t, page->count + 1);
    for (size_t i = 0; i < page->count; i++) ids[i] = page->records[i]->id;
    return quiet_write_among(board->context, ids, page->count, writer, "quiet");
}

static bool board_write_stage(const board_t *board, const record_t *stage, json_writer_t *writer) {
    list_page_t page;
    list_query_t query = board_stage_query(board, stage);
    if (!list_read(board->context, &query, &page)) return false;
    json_write_object(writer, NULL);
    record_write_json(board->context, stage, writer, "stage");
    if (!board_write_totals(board, &query, writer)) return false;
    json_write_array(writer, "items");
    for (size_t i = 0; i < page.count; i++) record_write_json(board->context, page.records[i], writer, NULL);
    json_write_close(writer);
    if (!board_write_quiet(board, &page, writer)) return false;
    json_write_text(writer, "next", page.next);
    json_write_close(writer);
    return true;
}

static bool board_prepare(board_t *board) {
    date_t ignored;
    context_t *context = board->context;
    const char *per_stage = list_parameter_value(board->query, "per_stage");
    const char *since = list_parameter_value(board->query, "closed_since");
    int64_t today = date_to_days(date_from_moment(context->now));
    board->per_stage = per_stage != NULL ? per_stage : "50";
    board->closed_since = since != NULL ? since : date_format(context->arena, date_from_days(today - RECENT_DAYS));
    if (date_parse(board->closed_since, &ignored)) return true;
    return problem_add_field(context->problem, "closed_since", "not_a_date", "Write the date as 2026-03-31.");
}

bool board_write(context_t *context, int64_t pipeline_id, const list_query_t *query, text_t *out) {
    board_t board = {.context = context, .query = query};
    const store_value_t id = {.kind = STORE_INT, .number = pipeline_id};
    record_t *pipeline = NULL;
    record_t **stages = NULL;
    size_t count = 0;
    if (!board_prepare(&board) || !record_load(context, &PIPELINE, pipeline_id, &pipeline)) return false;
    const select_tail_t tail = {"WHERE t.pipeline_id = $1 AND t.archived_at IS NULL ORDER BY t.position, t.id", &id, 1};
    if (!select_where(context, &STAGE, &tail, &stages, &count)) return false;
    json_writer_t writer = json_begin(out);
    json_write_object(&writer, NULL);
    record_write_json(context, pipeline, &writer, "pipeline");
    json_write_array(&writer, "stages");
    for (size_t i = 0; i < count; i++)
        if (!board_write_stage(&board, stages[i], &writer)) return false;
    json_write_close(&writer);
    json_write_close(&writer);
    return true;
}
