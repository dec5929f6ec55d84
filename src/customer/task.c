#include "customer/task.h"

#include "customer/mention.h"

/* clang-format off */
static const choice_t PRIORITY[] = {
    {"low", {"Low", "低"}},
    {"normal", {"Normal", "普通"}},
    {"high", {"High", "高"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "subject", .type = FIELD_TEXT, .label = {"What", "内容"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "due", .type = FIELD_DATE, .label = {"Due", "截止日期"}, .flags = FIELD_LISTED | FIELD_QUICK | FIELD_GROUPABLE},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"For", "负责人"}, .target = "user",
     .initial = "me", .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "done", .type = FIELD_YES_NO, .label = {"Done", "已完成"}, .initial = "false",
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "account", .column = "account_id", .type = FIELD_REFERENCE, .label = {"Account", "客户"},
     .target = "account", .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "opportunity", .column = "opportunity_id", .type = FIELD_REFERENCE, .label = {"Opportunity", "商机"},
     .target = "opportunity", .flags = FIELD_LISTED},
    {.name = "contact", .column = "contact_id", .type = FIELD_REFERENCE, .label = {"Contact", "联系人"},
     .target = "contact"},
    {.name = "lead", .column = "lead_id", .type = FIELD_REFERENCE, .label = {"Lead", "线索"}, .target = "lead"},
    {.name = "priority", .type = FIELD_CHOICE, .label = {"Priority", "优先级"}, .choices = PRIORITY,
     .flags = FIELD_GROUPABLE},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
    {.name = "interaction", .column = "interaction_id", .type = FIELD_REFERENCE, .label = {"From interaction", "来自互动"},
     .target = "interaction", .flags = FIELD_DERIVED},
    {.name = "done_at", .type = FIELD_MOMENT, .label = {"Done at", "完成时间"}, .flags = FIELD_DERIVED},
};
/* clang-format on */

static const char SQL_OPPORTUNITY_ACCOUNT[] = "SELECT account_id FROM opportunity WHERE id = $1";
static const char SQL_CONTACT_ACCOUNT[] = "SELECT account_id FROM contact WHERE id = $1";

/* A task about a deal or a person shows on that deal's or person's account too. */
static void task_complete_account(context_t *context, record_t *task) {
    if (!record_is_null(task, "account")) return;
    int64_t account = 0;
    if (!record_is_null(task, "opportunity"))
        store_get_int(context->tx, &account, SQL_OPPORTUNITY_ACCOUNT, "i", record_number(task, "opportunity"));
    else if (!record_is_null(task, "contact"))
        store_get_int(context->tx, &account, SQL_CONTACT_ACCOUNT, "i", record_number(task, "contact"));
    if (account != 0) record_set_number(task, "account", account);
}

static const char *const MENTIONING[] = {"subject", "description", NULL};

static bool task_write(context_t *context, const record_t *before, record_t *after) {
    task_complete_account(context, after);
    if (record_differs(before, after, "done")) {
        if (record_number(after, "done") != 0)
            record_set_number(after, "done_at", context->now);
        else
            record_set_null(after, "done_at");
    }
    return record_save(context, before, after) && mention_write(context, before, after, MENTIONING);
}

const record_type_t TASK = {
    .name = "task",
    .plural = "tasks",
    .table = "task",
    .label = {"Task", "任务"},
    .label_plural = {"Tasks", "任务"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "subject",
    .subtitle = "account",
    .default_sort = "done,due,subject",
    .policy = POLICY_OWNED,
    .owner = "owner",
    .write = task_write,
};

bool task_set_done(context_t *context, int64_t id, int64_t version, bool done, record_t **out) {
    record_t *input = record_new(context->arena, &TASK);
    record_set_number(input, "done", done ? 1 : 0);
    return record_update(context, id, version, input, out);
}

static void task_set_or_clear(record_t *task, const char *field, int64_t id) {
    if (id != 0)
        record_set_number(task, field, id);
    else
        record_set_null(task, field);
}

static record_t *task_of_step(context_t *context, const task_step_t *step) {
    record_t *task = record_new(context->arena, &TASK);
    record_set_text(task, "subject", step->subject);
    if (step->due != NULL)
        record_set_text(task, "due", step->due);
    else
        record_set_null(task, "due");
    task_set_or_clear(task, "owner", step->owner_id);
    task_set_or_clear(task, "account", step->account_id);
    task_set_or_clear(task, "opportunity", step->opportunity_id);
    task_set_or_clear(task, "contact", step->contact_id);
    task_set_or_clear(task, "interaction", step->interaction_id);
    return task;
}

static const char SQL_OPEN_TASK_OF_STEP[] =
    "SELECT id FROM task WHERE interaction_id = $1 AND done = 0 AND archived_at IS NULL ORDER BY id LIMIT 1";

bool task_follow_step(context_t *context, const task_step_t *step) {
    int64_t open = 0;
    record_t *saved = NULL;
    bool has_open = store_get_int(context->tx, &open, SQL_OPEN_TASK_OF_STEP, "i", step->interaction_id);
    if (store_failed(context->tx)) return context_done(context);
    if (step->subject == NULL) return !has_open || record_archive(context, &TASK, open, 0);
    record_t *task = task_of_step(context, step);
    return has_open ? record_update(context, open, 0, task, &saved) : record_create(context, task, &saved);
}
