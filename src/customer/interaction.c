#include "customer/interaction.h"

#include "base/text.h"
#include "catalogue/record.h"
#include "customer/mention.h"
#include "customer/promise.h"
#include "customer/task.h"

/* clang-format off */
static const choice_t KIND[] = {
    {"email", {"E-mail", "电子邮件"}},
    {"call", {"Call", "电话"}},
    {"meeting", {"Meeting", "会议"}},
    {"message", {"Message", "消息"}},
    {"social", {"Social", "社交"}},
    {"visit", {"Visit", "拜访"}},
    {"note", {"Note", "备注"}},
    {NULL, {NULL, NULL}},
};

static const choice_t DIRECTION[] = {
    {"inbound", {"From them", "对方发起"}},
    {"outbound", {"From us", "我方发起"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "kind", .type = FIELD_CHOICE, .label = {"Kind", "方式"}, .choices = KIND, .initial = "call",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "subject", .type = FIELD_TEXT, .label = {"Subject", "主题"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "start", .column = "start_at", .type = FIELD_MOMENT, .label = {"Start", "开始时间"}, .initial = "now",
     .flags = FIELD_REQUIRED | FIELD_LISTED},
    {.name = "account", .column = "account_id", .type = FIELD_REFERENCE, .label = {"Account", "客户"},
     .target = "account", .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "contacts", .type = FIELD_REFERENCES, .label = {"People", "参与人"}, .target = "contact",
     .link_table = "interaction_contact", .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "summary", .type = FIELD_LONG_TEXT, .label = {"Summary", "摘要"}, .flags = FIELD_SEARCHABLE | FIELD_QUICK},
    {.name = "next_step", .type = FIELD_TEXT, .label = {"Next step", "下一步"},
     .help = {"Becomes a task for the owner", "将成为负责人的任务"}, .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "next_step_due", .type = FIELD_DATE, .label = {"Next step due", "下一步截止"}, .flags = FIELD_QUICK},
    {.name = "direction", .type = FIELD_CHOICE, .label = {"Direction", "方向"}, .choices = DIRECTION,
     .flags = FIELD_GROUPABLE},
    {.name = "duration_minutes", .type = FIELD_NUMBER, .label = {"Minutes", "分钟"}, .maximum = 100000},
    {.name = "opportunity", .column = "opportunity_id", .type = FIELD_REFERENCE, .label = {"Opportunity", "商机"},
     .target = "opportunity", .flags = FIELD_GROUPABLE},
    {.name = "lead", .column = "lead_id", .type = FIELD_REFERENCE, .label = {"Lead", "线索"}, .target = "lead"},
    {.name = "users", .type = FIELD_REFERENCES, .label = {"Our people", "我方人员"}, .target = "user",
     .link_table = "interaction_user"},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"Owner", "负责人"}, .target = "user",
     .initial = "me", .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "promises", .type = FIELD_LONG_TEXT, .label = {"Promises made", "承诺"},
     .help = {"One per line; \"they …\" is theirs; a date at the end is its due date", "每行一条；以“对方”开头为对方的承诺；末尾的日期为截止日期"}},
    {.name = "body", .type = FIELD_LONG_TEXT, .label = {"Body", "正文"}, .max_length = 100000},
};
/* clang-format on */

static const char SQL_OPPORTUNITY_ACCOUNT[] = "SELECT account_id FROM opportunity WHERE id = $1";
static const char SQL_CONTACT_ACCOUNT[] = "SELECT account_id FROM contact WHERE id = $1";

/* A conversation about a deal, or with one person, belongs to that deal's or person's account. */
static void interaction_complete_account(context_t *context, record_t *interaction) {
    if (!record_is_null(interaction, "account")) return;
    int64_t account = 0;
    int64_t opportunity = record_number(interaction, "opportunity");
    const value_t *contacts = record_value(interaction, "contacts");
    if (opportunity != 0)
        store_get_int(context->tx, &account, SQL_OPPORTUNITY_ACCOUNT, "i", opportunity);
    else if (contacts->id_count > 0)
        store_get_int(context->tx, &account, SQL_CONTACT_ACCOUNT, "i", contacts->ids[0]);
    if (account != 0) record_set_number(interaction, "account", account);
}

/* The next step of a conversation that was reopened keeps its one task, with the new words and date. */
static bool interaction_follow_up(context_t *context, const record_t *before, const record_t *after) {
    if (!record_differs(before, after, "next_step") && !record_differs(before, after, "next_step_due")) return true;
    const task_step_t step = {
        .interaction_id = after->id,
        .subject = record_text(after, "next_step"),
        .due = record_text(after, "next_step_due"),
        .owner_id = record_number(after, "owner"),
        .account_id = record_number(after, "account"),
        .opportunity_id = record_number(after, "opportunity"),
        .contact_id = record_value(after, "contacts")->id_count > 0 ? record_value(after, "contacts")->ids[0] : 0,
    };
    return task_follow_step(context, &step);
}

static bool interaction_keep_promises(context_t *context, const record_t *before, const record_t *after) {
    bool differs = record_differs(before, after, "promises") || record_differs(before, after, "account") ||
                   record_differs(before, after, "opportunity");
    return !differs || promise_follow_interaction(context, before, after);
}

static const char SQL_ANSWER_LEAD[] =
    "UPDATE lead SET first_response_at = $2, response_minutes = ($2 - created_at) / 60000, version = version + 1 "
    "WHERE id = $1 AND first_response_at IS NULL AND created_at <= $2";

/* The first word from us ends the waiting of a lead; a note among ourselves is none, nor is a message from them. */
static bool interaction_answer_lead(context_t *context, const record_t *interaction) {
    bool ours = !text_equal(record_text(interaction, "kind"), "note") &&
                !text_equal(record_text(interaction, "direction"), "inbound");
    int64_t lead = record_number(interaction, "lead");
    if (lead != 0 && ours)
        store_run(context->tx, NULL, SQL_ANSWER_LEAD, "ii", lead, record_number(interaction, "start"));
    return context_done(context);
}

static const char *const MENTIONING[] = {"subject", "summary", "body", NULL};

static bool interaction_write(context_t *context, const record_t *before, record_t *after) {
    interaction_complete_account(context, after);
    if (record_is_null(after, "next_step") && !record_is_null(after, "next_step_due"))
        return problem_add_field(context->problem, "next_step", "required",
                                 "There is a date for the next step but no next step. Say what is to be done.");
    return record_save(context, before, after) && interaction_follow_up(context, before, after) &&
           interaction_keep_promises(context, before, after) && interaction_answer_lead(context, after) &&
           mention_write(context, before, after, MENTIONING);
}

const record_type_t INTERACTION = {
    .name = "interaction",
    .plural = "interactions",
    .table = "interaction",
    .label = {"Interaction", "互动"},
    .label_plural = {"Interactions", "互动"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "subject",
    .subtitle = "account",
    .default_sort = "-start",
    .policy = POLICY_OWNED,
    .owner = "owner",
    .write = interaction_write,
};
