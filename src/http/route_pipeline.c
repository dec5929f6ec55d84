/* The board, moves between stages, the stage log, the overview of an opportunity. */
#include "customer/stakeholder.h"
#include "customer/task.h"
#include "http/route.h"
#include "insight/overview.h"
#include "pipeline/board.h"
#include "pipeline/opportunity.h"

static bool opportunity_overview_work(context_t *context, request_t *request) {
    return opportunity_overview_write(context, request->record_id, &request->response.body);
}

static bool opportunity_overview(request_t *request) {
    response_json(request, 200);
    return request_read(request, opportunity_overview_work);
}

static bool stage_log_work(context_t *context, request_t *request) {
    record_t *opportunity = NULL;
    json_writer_t writer = json_begin(&request->response.body);
    if (!record_load(context, &OPPORTUNITY, request->record_id, &opportunity)) return false;
    json_write_object(&writer, NULL);
    bool ok = opportunity_write_stage_log(context, request->record_id, &writer, "items");
    json_write_close(&writer);
    return ok;
}

static bool stage_log(request_t *request) {
    response_json(request, 200);
    return request_read(request, stage_log_work);
}

/* A text member through the field that it will be written to, so that it is checked like any other. */
static bool move_read_text(context_t *context, const json_t *body, const char *name, const char **out) {
    value_t value = {.null = true};
    const json_t *given = json_object_get(body, name);
    if (given == NULL || json_is_null(given)) return true;
    if (!json_is_string(given)) return problem_add_field(context->problem, name, "wrong_type", "This must be text.");
    const field_t *field = type_field(&OPPORTUNITY, name);
    if (!record_parse_text(context, &OPPORTUNITY, field, NULL, json_string_value(given), &value)) return false;
    *out = value.null ? NULL : value.text;
    return true;
}

/* A member that is a record; what is wrong with one of another type than the deal's is told as a path. */
static bool move_read_record(context_t *context, const json_t *body, const char *name, const record_type_t *type,
                             record_t **out) {
    json_t *given = json_object_get(body, name);
    if (given == NULL || json_is_null(given)) return true;
    if (!json_is_object(given))
        return problem_add_field(context->problem, name, "wrong_type", "This must be an object of fields.");
    if (record_parse_json(context, type, given, out)) return true;
    problem_t *problem = context->problem;
    for (size_t i = 0; type != &OPPORTUNITY && i < problem->field_count; i++)
        problem->fields[i].field = arena_printf(context->arena, "%s.%s", name, problem->fields[i].field);
    return false;
}

static bool move_read_parts(context_t *context, const json_t *body, opportunity_move_t *move) {
    return move_read_text(context, body, "lost_reason", &move->lost_reason) &&
           move_read_text(context, body, "lost_note", &move->lost_note) &&
           move_read_text(context, body, "closed_on", &move->closed_on) &&
           move_read_record(context, body, "values", &OPPORTUNITY, &move->values) &&
           move_read_record(context, body, "task", &TASK, &move->task) &&
           move_read_record(context, body, "stakeholder", &STAKEHOLDER, &move->stakeholder);
}

static bool move_work(context_t *context, request_t *request) {
    opportunity_move_t move = {0};
    record_t *opportunity = NULL;
    int64_t version = 0;
    const json_t *stage = json_object_get(request->json, "stage");
    if (json_is_object(stage)) stage = json_object_get(stage, "id");
    if (!json_is_integer(stage))
        return problem_add_field(context->problem, "stage", "required", "The id of the stage to move to is needed.");
    move.stage_id = json_integer_value(stage);
    if (!move_read_parts(context, request->json, &move) || !request_version(request, &version)) return false;
    if (!opportunity_move(context, request->record_id, version, &move, &opportunity)) return false;
    json_writer_t writer = json_begin(&request->response.body);
    record_write_json(context, opportunity, &writer, NULL);
    response_header(request, "ETag", arena_printf(request->arena, "\"%lld\"", (long long)opportunity->version));
    return true;
}

static bool move_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, move_work);
    json_decref(request->json);
    return ok;
}

static bool board_get_work(context_t *context, request_t *request) {
    const list_query_t query = request_query(request, &OPPORTUNITY);
    return board_write(context, request->record_id, &query, &request->response.body);
}

static bool board_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, board_get_work);
}

const route_t ROUTES_PIPELINE[] = {
    {"GET", "/api/v1/opportunities/{id}/overview", opportunity_overview, 0, "getOpportunityOverview",
     "Everything about one opportunity", NULL, "OpportunityOverview"},
    {"GET", "/api/v1/opportunities/{id}/stage-log", stage_log, 0, "getStageLog", "Every move between stages", NULL,
     "StageLog"},
    {"POST", "/api/v1/opportunities/{id}/move", move_post, 0, "moveOpportunity", "Move to another stage",
     "OpportunityMove", "Opportunity"},
    {"GET", "/api/v1/pipelines/{id}/board", board_get, 0, "getBoard", "The pipeline by stages", NULL, "Board"},
    {0},
};
