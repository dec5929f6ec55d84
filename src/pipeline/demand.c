#include "pipeline/demand.h"

#include "base/text.h"

/* clang-format off */
const choice_t DEMAND_CHOICES[] = {
    {"amount", {"Amount", "金额"}},
    {"expected_close", {"Expected close", "预计成交"}},
    {"account", {"Account", "客户"}},
    {"contact", {"Main contact", "主要联系人"}},
    {"products", {"A product", "产品"}},
    {"decision_maker", {"A decision maker", "决策者"}},
    {"next_task", {"A next step with a task", "下一步任务"}},
    {"competitor", {"Competitor", "竞争对手"}},
    {"lost_reason", {"Lost reason", "输单原因"}},
    {"lost_note", {"Why it was lost", "输单说明"}},
    {NULL, {NULL, NULL}},
};
/* clang-format on */

enum { ASKS_LIMIT = 400 };

/* In `list`, names with commas and perhaps spaces between. */
static bool demand_is_listed(const char *list, const char *name, size_t length) {
    while (*list != '\0') {
        list += strspn(list, ", ");
        size_t here = strcspn(list, ", ");
        if (here == length && strncmp(list, name, length) == 0) return true;
        list += here;
    }
    return false;
}

static bool demand_is_known(const char *name, size_t length) {
    for (const choice_t *choice = DEMAND_CHOICES; choice->name != NULL; choice++)
        if (strlen(choice->name) == length && strncmp(choice->name, name, length) == 0) return true;
    return false;
}

bool demand_tidy(context_t *context, record_t *stage) {
    const char *asked = record_text(stage, "asks_for");
    if (asked == NULL) return true;
    for (const char *name = asked + strspn(asked, ", "); *name != '\0';) {
        size_t length = strcspn(name, ", ");
        if (!demand_is_known(name, length))
            problem_add_field(context->problem, "asks_for", "unknown_choice", "A stage cannot ask for “%.*s”.",
                              (int)length, name);
        name += length;
        name += strspn(name, ", ");
    }
    if (problem_is_set(context->problem)) return false;
    text_t tidy = text_create(context->arena, ASKS_LIMIT);
    for (const choice_t *choice = DEMAND_CHOICES; choice->name != NULL; choice++)
        if (demand_is_listed(asked, choice->name, strlen(choice->name)))
            text_add_format(&tidy, "%s%s", tidy.length == 0 ? "" : ",", choice->name);
    if (tidy.length == 0)
        record_set_null(stage, "asks_for");
    else
        record_set_text(stage, "asks_for", tidy.data);
    return true;
}

static const char SQL_DECISION_MAKERS[] =
    "SELECT count(*) FROM stakeholder WHERE buying_role = 'decision_maker' AND archived_at IS NULL "
    "AND (opportunity_id = $1 OR (opportunity_id IS NULL AND account_id = $2)) "
    "AND (valid_until IS NULL OR valid_until >= $3)";

static const char SQL_OPEN_TASKS[] =
    "SELECT count(*) FROM task WHERE opportunity_id = $1 AND done = 0 AND archived_at IS NULL";

static const char SQL_LAST_FROM[] =
    "SELECT from_stage_id FROM stage_move WHERE opportunity_id = $1 ORDER BY id DESC LIMIT 1";

/* A deal that does not exist yet can have neither people nor tasks of its own. */
static bool demand_is_met(context_t *context, const char *name, const record_t *before, const record_t *after) {
    int64_t count = 0;
    const field_t *field = type_field(after->type, name);
    if (field != NULL)
        return field->type == FIELD_REFERENCES ? record_value(after, name)->id_count > 0 : !record_is_null(after, name);
    if (before == NULL) return true;
    if (text_equal(name, "decision_maker"))
        return store_get_int(context->tx, &count, SQL_DECISION_MAKERS, "iit", after->id,
                             record_number(after, "account"), context_today(context)) &&
               count > 0;
    return store_get_int(context->tx, &count, SQL_OPEN_TASKS, "i", after->id) && count > 0;
}

static bool demand_counts(context_t *context, const record_t *before, const record_t *after) {
    int64_t last = 0;
    if (context->import_id != 0 || after->action != NULL || !record_differs(before, after, "stage")) return false;
    if (before == NULL) return context->actor->user_id != 0;
    bool moved = store_get_int(context->tx, &last, SQL_LAST_FROM, "i", before->id);
    return !moved || last != record_number(after, "stage");
}

bool demand_check(context_t *context, const stage_t *stage, const record_t *before, const record_t *after) {
    if (stage->asks_for == NULL || !demand_counts(context, before, after)) return context_done(context);
    for (const choice_t *choice = DEMAND_CHOICES; choice->name != NULL; choice++) {
        if (!demand_is_listed(stage->asks_for, choice->name, strlen(choice->name)) ||
            demand_is_met(context, choice->name, before, after))
            continue;
        problem_add_field(context->problem, choice->name, "demanded", "%s asks for this first: %s. Add it to move on.",
                          stage->name, choice->label.en);
    }
    return !problem_is_set(context->problem) && context_done(context);
}
