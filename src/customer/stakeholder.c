#include "customer/stakeholder.h"

#include "base/text.h"
#include "catalogue/record.h"

/* clang-format off */
static const choice_t BUYING_ROLE[] = {
    {"economic_buyer", {"Economic buyer", "经济决策者"}},
    {"decision_maker", {"Decision maker", "决策者"}},
    {"approver", {"Approver", "审批人"}},
    {"influencer", {"Influencer", "影响者"}},
    {"champion", {"Champion", "支持者"}},
    {"evaluator", {"Evaluator", "评估人"}},
    {"end_user", {"End user", "最终用户"}},
    {"gatekeeper", {"Gatekeeper", "把关人"}},
    {"blocker", {"Blocker", "阻碍者"}},
    {NULL, {NULL, NULL}},
};

static const choice_t INFLUENCE[] = {
    {"low", {"Low", "低"}},
    {"medium", {"Medium", "中"}},
    {"high", {"High", "高"}},
    {NULL, {NULL, NULL}},
};

static const choice_t SUPPORT[] = {
    {"opponent", {"Opponent", "反对"}},
    {"neutral", {"Neutral", "中立"}},
    {"supporter", {"Supporter", "支持"}},
    {"champion", {"Champion", "大力支持"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "contact", .column = "contact_id", .type = FIELD_REFERENCE, .label = {"Contact", "联系人"},
     .target = "contact", .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_QUICK | FIELD_SEARCHABLE},
    {.name = "account", .column = "account_id", .type = FIELD_REFERENCE, .label = {"Account", "客户"},
     .target = "account", .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_QUICK | FIELD_GROUPABLE},
    {.name = "opportunity", .column = "opportunity_id", .type = FIELD_REFERENCE, .label = {"Opportunity", "商机"},
     .help = {"Empty: the part in the account as a whole", "留空表示对整个客户"}, .target = "opportunity"},
    {.name = "buying_role", .type = FIELD_CHOICE, .label = {"Buying role", "采购角色"}, .choices = BUYING_ROLE,
     .flags = FIELD_LISTED | FIELD_QUICK | FIELD_GROUPABLE},
    {.name = "influence", .type = FIELD_CHOICE, .label = {"Influence", "影响力"}, .choices = INFLUENCE,
     .flags = FIELD_LISTED | FIELD_QUICK | FIELD_GROUPABLE},
    {.name = "support", .type = FIELD_CHOICE, .label = {"Support", "支持度"}, .choices = SUPPORT,
     .flags = FIELD_LISTED | FIELD_QUICK | FIELD_GROUPABLE},
    {.name = "title", .type = FIELD_TEXT, .label = {"Title", "职务"}, .flags = FIELD_LISTED},
    {.name = "department", .type = FIELD_TEXT, .label = {"Department", "部门"}, .flags = FIELD_SUGGESTED},
    {.name = "reports_to", .column = "reports_to_id", .type = FIELD_REFERENCE, .label = {"Reports to", "上级"},
     .target = "contact"},
    {.name = "from", .column = "valid_from", .type = FIELD_DATE, .label = {"From", "开始"}},
    {.name = "until", .column = "valid_until", .type = FIELD_DATE, .label = {"Until", "结束"}},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
};
/* clang-format on */

static const char SQL_OPPORTUNITY_ACCOUNT[] = "SELECT account_id FROM opportunity WHERE id = $1";

static bool stakeholder_check(context_t *context, const record_t *stakeholder) {
    const char *from = record_text(stakeholder, "from");
    const char *until = record_text(stakeholder, "until");
    if (from != NULL && until != NULL && strcmp(until, from) < 0)
        problem_add_field(context->problem, "until", "before_start", "The end is before the start, %s.", from);
    int64_t contact = record_number(stakeholder, "contact");
    if (contact != 0 && contact == record_number(stakeholder, "reports_to"))
        problem_add_field(context->problem, "reports_to", "circular", "A person cannot report to themselves.");
    int64_t opportunity = record_number(stakeholder, "opportunity");
    int64_t account = 0;
    if (opportunity != 0 && store_get_int(context->tx, &account, SQL_OPPORTUNITY_ACCOUNT, "i", opportunity) &&
        account != 0 && account != record_number(stakeholder, "account"))
        problem_add_field(context->problem, "opportunity", "other_account",
                          "This opportunity belongs to another account. Choose one of this account.");
    return !problem_is_set(context->problem);
}

/* Whoever plays a part in an opportunity plays it at that opportunity's account. */
static void stakeholder_complete_account(context_t *context, record_t *stakeholder) {
    int64_t account = 0;
    int64_t opportunity = record_number(stakeholder, "opportunity");
    if (opportunity == 0 || !record_is_null(stakeholder, "account")) return;
    if (store_get_int(context->tx, &account, SQL_OPPORTUNITY_ACCOUNT, "i", opportunity) && account != 0)
        record_set_number(stakeholder, "account", account);
}

static bool stakeholder_write(context_t *context, const record_t *before, record_t *after) {
    stakeholder_complete_account(context, after);
    if (!stakeholder_check(context, after)) return false;
    return record_save(context, before, after);
}

const record_type_t STAKEHOLDER = {
    .name = "stakeholder",
    .plural = "stakeholders",
    .table = "stakeholder",
    .label = {"Stakeholder", "干系人"},
    .label_plural = {"Stakeholders", "干系人"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "contact",
    .subtitle = "account",
    .default_sort = "contact",
    .policy = POLICY_OWNED,
    .via = "account",
    .write = stakeholder_write,
};

/* Without these four a deal of any size stalls; the other roles are welcome but not missed. */
static const char *const NEEDED_ROLES[] = {"economic_buyer", "decision_maker", "champion", "end_user"};

static const char SQL_HELD_ROLE[] =
    "SELECT count(*) FROM stakeholder "
    "WHERE account_id = $1 AND buying_role = $2 AND archived_at IS NULL "
    "AND (valid_until IS NULL OR valid_until >= $3)";

bool stakeholder_write_missing_roles(context_t *context, int64_t account_id, json_writer_t *writer, const char *key) {
    json_write_array(writer, key);
    for (size_t i = 0; i < sizeof NEEDED_ROLES / sizeof NEEDED_ROLES[0]; i++) {
        int64_t held = 0;
        if (!store_get_int(context->tx, &held, SQL_HELD_ROLE, "itt", account_id, NEEDED_ROLES[i],
                           context_today(context)))
            return false;
        if (held == 0) json_write_text(writer, NULL, NEEDED_ROLES[i]);
    }
    json_write_close(writer);
    return true;
}
