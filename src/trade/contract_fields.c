/* What a contract's header holds. All but a few fields follow from its lines and actions. */
#include "catalogue/record.h"
#include "customer/choices.h"
#include "trade/contract.h"

#define MONEY(name_, en, zh, more)                                                                                     \
    {                                                                                                                  \
        .name = name_, .type = FIELD_MONEY, .label = {en, zh}, .currency_field = "currency",                           \
        .flags = FIELD_DERIVED | (more)                                                                                \
    }

/* clang-format off */
static const choice_t STATUS[] = {
    {"draft", {"Draft", "草稿"}},
    {"active", {"Active", "生效"}},
    {"ended", {"Ended", "已到期"}},
    {"cancelled", {"Cancelled", "已终止"}},
    {NULL, {NULL, NULL}},
};

static const choice_t RENEWAL[] = {
    {"automatic", {"Automatic", "自动续约"}},
    {"ask", {"Asked for", "需确认续约"}},
    {"none", {"None", "不续约"}},
    {NULL, {NULL, NULL}},
};

static const choice_t BILLING[] = {
    {"month", {"Every month", "按月"}},
    {"quarter", {"Every quarter", "按季"}},
    {"half_year", {"Every half year", "按半年"}},
    {"year", {"Every year", "按年"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "number", .type = FIELD_TEXT, .label = {"Number", "编号"}, .max_length = 40,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_SEARCHABLE | FIELD_LISTED},
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_SEARCHABLE | FIELD_LISTED},
    {.name = "account", .column = "account_id", .type = FIELD_REFERENCE, .label = {"Customer", "客户"}, .target = "account",
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "contact", .column = "contact_id", .type = FIELD_REFERENCE, .label = {"Contact", "联系人"}, .target = "contact"},
    {.name = "opportunity", .column = "opportunity_id", .type = FIELD_REFERENCE, .label = {"Opportunity", "商机"},
     .target = "opportunity", .flags = FIELD_DERIVED},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"Account manager", "客户经理"}, .target = "user",
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "branch", .column = "branch_id", .type = FIELD_REFERENCE, .label = {"Branch", "分支机构"}, .target = "branch",
     .flags = FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "status", .type = FIELD_CHOICE, .label = {"Status", "状态"}, .choices = STATUS,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "start_on", .type = FIELD_DATE, .label = {"Start", "开始"},
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "months", .type = FIELD_NUMBER, .label = {"Term, months", "期限（月）"}, .flags = FIELD_DERIVED},
    {.name = "end_on", .type = FIELD_DATE, .label = {"End", "结束"}, .flags = FIELD_DERIVED | FIELD_LISTED},
    {.name = "notice_days", .type = FIELD_NUMBER, .label = {"Notice, days", "通知期（天）"}, .flags = FIELD_DERIVED},
    {.name = "renewal", .type = FIELD_CHOICE, .label = {"Renewal", "续约"}, .choices = RENEWAL,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "renewal_on", .type = FIELD_DATE, .label = {"Renews on", "续约日"}, .flags = FIELD_DERIVED | FIELD_LISTED},
    {.name = "billing", .type = FIELD_CHOICE, .label = {"Billed", "开票周期"}, .choices = BILLING,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "billed_until", .type = FIELD_DATE, .label = {"Billed until", "已开票至"}, .flags = FIELD_DERIVED},
    {.name = "escalation_percent", .type = FIELD_PERCENTAGE, .label = {"Price rise at renewal", "续约涨价"},
     .flags = FIELD_DERIVED},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}, .max_length = 3,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "payment_terms", .type = FIELD_CHOICE, .label = {"Payment terms", "付款条件"}, .choices = PAYMENT_TERM_CHOICES,
     .flags = FIELD_DERIVED | FIELD_GROUPABLE},
    MONEY("mrr", "Monthly recurring revenue", "月度经常性收入", FIELD_LISTED),
    MONEY("arr", "Annual recurring revenue", "年度经常性收入", 0),
    MONEY("acv", "Annual contract value", "年度合同金额", 0),
    MONEY("tcv", "Total contract value", "合同总金额", FIELD_LISTED),
    MONEY("one_off", "One-off", "一次性金额", 0),
    {.name = "cancelled_on", .type = FIELD_DATE, .label = {"Cancelled to", "终止日"}, .flags = FIELD_DERIVED},
    {.name = "cancel_reason", .type = FIELD_TEXT, .label = {"Why it was cancelled", "终止原因"}, .max_length = 500,
     .flags = FIELD_DERIVED},
    {.name = "renewal_opportunity", .column = "renewal_opportunity_id", .type = FIELD_REFERENCE,
     .label = {"Renewal opportunity", "续约商机"}, .target = "opportunity", .flags = FIELD_DERIVED},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
};
/* clang-format on */

const record_type_t CONTRACT = {
    .name = "contract",
    .plural = "contracts",
    .table = "contract",
    .label = {"Contract", "合同"},
    .label_plural = {"Contracts", "合同"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "name",
    .subtitle = "number",
    .default_sort = "-id",
    .policy = POLICY_DOCUMENT,
    .owner = "owner",
    .write = record_write_plain,
    .by_actions = true,
};
