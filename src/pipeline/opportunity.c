#include "pipeline/opportunity.h"

#include "customer/stakeholder.h"
#include "customer/task.h"

/* What is wrong with a record that was to be created on the way is told as a path. */
static bool opportunity_create_part(context_t *context, const record_t *opportunity, record_t *part, const char *name) {
    if (part == NULL) return true;
    record_set_number(part, "opportunity", opportunity->id);
    if (!record_is_null(opportunity, "account"))
        record_set_number(part, "account", record_number(opportunity, "account"));
    if (record_create(context, part, &part)) return true;
    problem_t *problem = context->problem;
    for (size_t i = 0; i < problem->field_count; i++)
        problem->fields[i].field = arena_printf(context->arena, "%s.%s", name, problem->fields[i].field);
    return false;
}

static bool opportunity_create_parts(context_t *context, int64_t id, const opportunity_move_t *move) {
    record_t *opportunity = NULL;
    if (move->task == NULL && move->stakeholder == NULL) return true;
    return record_load(context, &OPPORTUNITY, id, &opportunity) &&
           opportunity_create_part(context, opportunity, move->stakeholder, "stakeholder") &&
           opportunity_create_part(context, opportunity, move->task, "task");
}

bool opportunity_move(context_t *context, int64_t id, int64_t version, const opportunity_move_t *move, record_t **out) {
    record_t *input = move->values != NULL ? move->values : record_new(context->arena, &OPPORTUNITY);
    record_set_number(input, "stage", move->stage_id);
    if (move->lost_reason != NULL) record_set_text(input, "lost_reason", move->lost_reason);
    if (move->lost_note != NULL) record_set_text(input, "lost_note", move->lost_note);
    if (move->closed_on != NULL) record_set_text(input, "closed_on", move->closed_on);
    return opportunity_create_parts(context, id, move) && record_update(context, id, version, input, out);
}

static const char SQL_STAGE_LOG[] =
    "SELECT m.id, m.from_stage_id, f.name, m.to_stage_id, t.name, m.at, m.by_user_id, u.name, m.days_spent "
    "FROM stage_move m "
    "LEFT JOIN stage f ON f.id = m.from_stage_id "
    "JOIN stage t ON t.id = m.to_stage_id "
    "LEFT JOIN app_user u ON u.id = m.by_user_id "
    "WHERE m.opportunity_id = $1 ORDER BY m.id";

static void opportunity_write_name(json_writer_t *writer, const char *key, store_statement_t *row, int column) {
    if (store_column_is_null(row, column)) {
        json_write_null(writer, key);
        return;
    }
    json_write_object(writer, key);
    json_write_int(writer, "id", store_column_int(row, column));
    json_write_text(writer, "title", store_column_text(row, column + 1));
    json_write_close(writer);
}

bool opportunity_write_stage_log(context_t *context, int64_t id, json_writer_t *writer, const char *key) {
    json_write_array(writer, key);
    store_statement_t *rows = store_query(context->tx, SQL_STAGE_LOG, "i", id);
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        opportunity_write_name(writer, "from", rows, 1);
        opportunity_write_name(writer, "to", rows, 3);
        json_write_text(writer, "at", moment_format(context->arena, store_column_int(rows, 5)));
        opportunity_write_name(writer, "by", rows, 6);
        if (store_column_is_null(rows, 8))
            json_write_null(writer, "days_spent");
        else
            json_write_int(writer, "days_spent", store_column_int(rows, 8));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}
