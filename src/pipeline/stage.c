#include "pipeline/stage.h"

#include "base/text.h"
#include "catalogue/record.h"
#include "pipeline/demand.h"

/* clang-format off */
const choice_t FORECAST_CATEGORY_CHOICES[] = {
    {"pipeline", {"Pipeline", "渠道"}},
    {"best_case", {"Best case", "最佳情况"}},
    {"most_likely", {"Most likely", "最有可能"}},
    {"commit", {"Commit", "承诺"}},
    {"closed", {"Closed", "已结束"}},
    {"omitted", {"Omitted", "忽略"}},
    {NULL, {NULL, NULL}},
};

const choice_t OUTCOME_CHOICES[] = {
    {"open", {"Open", "进行中"}},
    {"won", {"Won", "赢单"}},
    {"lost", {"Lost", "输单"}},
    {NULL, {NULL, NULL}},
};

static const field_t PIPELINE_FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "position", .type = FIELD_NUMBER, .label = {"Position", "顺序"}, .initial = "0", .maximum = 10000,
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_QUICK},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
};

const record_type_t PIPELINE = {
    .name = "pipeline",
    .plural = "pipelines",
    .table = "pipeline",
    .label = {"Pipeline", "销售管道"},
    .label_plural = {"Pipelines", "销售管道"},
    .fields = PIPELINE_FIELDS,
    .field_count = sizeof PIPELINE_FIELDS / sizeof PIPELINE_FIELDS[0],
    .title = "name",
    .default_sort = "position,name",
    .policy = POLICY_SETUP,
    .write = record_write_plain,
};

static const field_t STAGE_FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "pipeline", .column = "pipeline_id", .type = FIELD_REFERENCE, .label = {"Pipeline", "销售管道"},
     .target = "pipeline", .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "position", .type = FIELD_NUMBER, .label = {"Position", "顺序"}, .initial = "0", .maximum = 10000,
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_QUICK},
    {.name = "probability", .type = FIELD_PERCENTAGE, .label = {"Probability", "概率"}, .maximum = 10000,
     .initial = "0", .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_QUICK},
    {.name = "forecast_category", .type = FIELD_CHOICE, .label = {"Forecast category", "预测类别"},
     .choices = FORECAST_CATEGORY_CHOICES, .initial = "pipeline",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "outcome", .type = FIELD_CHOICE, .label = {"Outcome", "结果"}, .choices = OUTCOME_CHOICES,
     .initial = "open", .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "quiet_days", .type = FIELD_NUMBER, .label = {"Quiet after days", "静默天数"},
     .help = {"An opportunity without a conversation or a move for so long is marked", "超过此天数没有往来或推进的商机会被标记"},
     .minimum = 1, .maximum = 3650, .flags = FIELD_LISTED},
    {.name = "asks_for", .type = FIELD_TEXT, .label = {"Asks for", "准入要求"}, .choices = DEMAND_CHOICES,
     .help = {"What an opportunity must have before it is moved here", "商机进入此阶段前必须具备的内容"}, .max_length = 400,
     .flags = FIELD_LISTED},
};
/* clang-format on */

/* Deals in a won stage are certain and in a lost one gone: any other probability would falsify the forecast. */
static void stage_follow_outcome(record_t *stage) {
    const char *outcome = record_text(stage, "outcome");
    if (text_equal(outcome, "won")) {
        record_set_number(stage, "probability", 10000);
        record_set_text(stage, "forecast_category", "closed");
    } else if (text_equal(outcome, "lost")) {
        record_set_number(stage, "probability", 0);
        record_set_text(stage, "forecast_category", "omitted");
    }
}

static const char SQL_DEALS[] = "SELECT count(*) FROM opportunity WHERE stage_id = $1";

static bool stage_write(context_t *context, const record_t *before, record_t *after) {
    int64_t deals = 0;
    bool settled =
        before != NULL && (record_differs(before, after, "outcome") || record_differs(before, after, "pipeline"));
    if (settled && !store_get_int(context->tx, &deals, SQL_DEALS, "i", before->id)) return context_done(context);
    if (deals > 0)
        return problem_add_field(context->problem, record_differs(before, after, "outcome") ? "outcome" : "pipeline",
                                 "in_use", "%lld opportunities stand in this stage. Move them to another stage first.",
                                 (long long)deals);
    if (!demand_tidy(context, after)) return false;
    stage_follow_outcome(after);
    return record_save(context, before, after);
}

const record_type_t STAGE = {
    .name = "stage",
    .plural = "stages",
    .table = "stage",
    .label = {"Stage", "阶段"},
    .label_plural = {"Stages", "阶段"},
    .fields = STAGE_FIELDS,
    .field_count = sizeof STAGE_FIELDS / sizeof STAGE_FIELDS[0],
    .title = "name",
    .subtitle = "pipeline",
    .default_sort = "pipeline,position",
    .policy = POLICY_SETUP,
    .write = stage_write,
};

static const char SQL_STAGE[] =
    "SELECT id, pipeline_id, name, probability, forecast_category, outcome, asks_for FROM stage WHERE id = $1";

static const char SQL_FIRST_STAGE[] =
    "SELECT s.id, s.pipeline_id, s.name, s.probability, s.forecast_category, s.outcome, s.asks_for "
    "FROM stage s JOIN pipeline p ON p.id = s.pipeline_id "
    "WHERE s.outcome = 'open' AND s.archived_at IS NULL AND p.archived_at IS NULL "
    "ORDER BY p.position, p.id, s.position, s.id LIMIT 1";

static bool stage_take(context_t *context, store_statement_t *row, stage_t *out, bool *found) {
    *found = store_step(row);
    if (*found)
        *out = (stage_t){
            .id = store_column_int(row, 0),
            .pipeline_id = store_column_int(row, 1),
            .name = arena_strdup(context->arena, store_column_text(row, 2)),
            .probability = store_column_int(row, 3),
            .forecast_category = arena_strdup(context->arena, store_column_text(row, 4)),
            .outcome = arena_strdup(context->arena, store_column_text(row, 5)),
            .asks_for = store_column_is_null(row, 6) ? NULL : arena_strdup(context->arena, store_column_text(row, 6)),
        };
    return store_end(row) || context_done(context);
}

bool stage_load(context_t *context, int64_t id, stage_t *out) {
    bool found = false;
    if (!stage_take(context, store_query(context->tx, SQL_STAGE, "i", id), out, &found)) return false;
    if (found) return true;
    return problem_add_field(context->problem, "stage", "not_found", "There is no stage %lld.", (long long)id);
}

bool stage_first(context_t *context, stage_t *out) {
    bool found = false;
    if (!stage_take(context, store_query(context->tx, SQL_FIRST_STAGE, ""), out, &found)) return false;
    if (found) return true;
    return problem_add_field(context->problem, "stage", "required",
                             "There is no open stage yet. Add a pipeline with stages in the settings.");
}

static const struct {
    const char *name;
    int64_t probability;
    const char *forecast_category;
    const char *outcome;
    int64_t quiet_days;
} USUAL_STAGES[] = {
    {"Prospecting", 1000, "pipeline", "open", 30},
    {"Engaging", 3000, "pipeline", "open", 21},
    {"Proposal", 5000, "best_case", "open", 14},
    {"Negotiation", 8000, "commit", "open", 7},
    {"Won", 10000, "closed", "won", 0},
    {"Lost", 0, "omitted", "lost", 0},
};

static const char SQL_PIPELINES[] = "SELECT count(*) FROM pipeline";

bool stage_prepare_pipeline(context_t *context) {
    int64_t pipelines = 0;
    if (!store_get_int(context->tx, &pipelines, SQL_PIPELINES, "")) return context_done(context);
    if (pipelines > 0) return true;
    record_t *pipeline = record_new(context->arena, &PIPELINE);
    record_set_text(pipeline, "name", "Sales");
    if (!record_create(context, pipeline, &pipeline)) return false;
    for (size_t i = 0; i < sizeof USUAL_STAGES / sizeof USUAL_STAGES[0]; i++) {
        record_t *stage = record_new(context->arena, &STAGE);
        record_set_text(stage, "name", USUAL_STAGES[i].name);
        record_set_number(stage, "pipeline", pipeline->id);
        record_set_number(stage, "position", (int64_t)(i + 1) * 10);
        record_set_number(stage, "probability", USUAL_STAGES[i].probability);
        record_set_text(stage, "forecast_category", USUAL_STAGES[i].forecast_category);
        record_set_text(stage, "outcome", USUAL_STAGES[i].outcome);
        if (USUAL_STAGES[i].quiet_days > 0) record_set_number(stage, "quiet_days", USUAL_STAGES[i].quiet_days);
        if (!record_create(context, stage, &stage)) return false;
    }
    return true;
}
