/* What a quote's header holds. All but a few fields follow from its lines and actions. */
#include "catalogue/record.h"
#include "customer/choices.h"
#include "trade/quote.h"

#define MARGIN (ROLES_MANAGING | ROLES(ROLE_FINANCE))
#define MONEY(name_, en, zh, more)                                                                                     \
    {                                                                                                                  \
        .name = name_, .type = FIELD_MONEY, .label = {en, zh}, .currency_field = "currency",                           \
        .flags = FIELD_REQUIRED | FIELD_DERIVED | (more)                                                               \
    }

/* clang-format off */
static const choice_t STATUS[] = {
    {"draft", {"Draft", "草稿"}},
    {"waiting", {"Waits for approval", "待审批"}},
    {"sent", {"Sent", "已发送"}},
    {"accepted", {"Accepted", "已接受"}},
    {"declined", {"Declined", "已拒绝"}},
    {"expired", {"Expired", "已过期"}},
    {"superseded", {"Superseded", "已被替代"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "number", .type = FIELD_TEXT, .label = {"Number", "编号"}, .max_length = 40,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_SEARCHABLE | FIELD_LISTED},
    {.name = "revision", .type = FIELD_NUMBER, .label = {"Version", "版本"},
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED},
    {.name = "previous", .column = "previous_id", .type = FIELD_REFERENCE, .label = {"Version before", "上一版本"},
     .target = "quote", .flags = FIELD_DERIVED},
    {.name = "account", .column = "account_id", .type = FIELD_REFERENCE, .label = {"Customer", "客户"}, .target = "account",
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "contact", .column = "contact_id", .type = FIELD_REFERENCE, .label = {"Contact", "联系人"}, .target = "contact"},
    {.name = "opportunity", .column = "opportunity_id", .type = FIELD_REFERENCE, .label = {"Opportunity", "商机"},
     .target = "opportunity", .flags = FIELD_DERIVED},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"Salesperson", "销售员"}, .target = "user",
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "branch", .column = "branch_id", .type = FIELD_REFERENCE, .label = {"Branch", "分支机构"}, .target = "branch",
     .flags = FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "status", .type = FIELD_CHOICE, .label = {"Status", "状态"}, .choices = STATUS,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "date", .type = FIELD_DATE, .label = {"Date", "日期"},
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "valid_until", .type = FIELD_DATE, .label = {"Valid until", "有效期至"}, .flags = FIELD_DERIVED | FIELD_LISTED},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}, .max_length = 3,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "payment_terms", .type = FIELD_CHOICE, .label = {"Payment terms", "付款条件"}, .choices = PAYMENT_TERM_CHOICES,
     .flags = FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "discount_percent", .type = FIELD_PERCENTAGE, .label = {"Discount", "折扣"}, .flags = FIELD_DERIVED},
    MONEY("gross", "Before discounts", "折前金额", 0),
    MONEY("discount", "Discounts", "折扣额", 0),
    MONEY("net", "Net", "净额", FIELD_LISTED),
    MONEY("freight", "Freight", "运费", 0),
    MONEY("tax", "Tax", "税额", 0),
    MONEY("total", "Total", "合计", FIELD_LISTED),
    {.name = "cost", .type = FIELD_MONEY, .label = {"Expected cost", "预计成本"}, .currency_field = "currency",
     .flags = FIELD_DERIVED, .see = MARGIN},
    {.name = "margin", .type = FIELD_MONEY, .label = {"Expected margin", "预计毛利"}, .currency_field = "currency",
     .flags = FIELD_DERIVED, .see = MARGIN},
    {.name = "introduction", .type = FIELD_LONG_TEXT, .label = {"Introduction", "前言"}, .flags = FIELD_DERIVED},
    {.name = "timeline", .type = FIELD_LONG_TEXT, .label = {"Timeline", "时间安排"}, .flags = FIELD_DERIVED},
    {.name = "terms", .type = FIELD_LONG_TEXT, .label = {"Terms", "条款"}, .flags = FIELD_DERIVED},
    {.name = "sent_at", .type = FIELD_MOMENT, .label = {"Sent", "发送时间"}, .flags = FIELD_DERIVED},
    {.name = "viewed_at", .type = FIELD_MOMENT, .label = {"Seen by the customer", "客户查看时间"}, .flags = FIELD_DERIVED},
    {.name = "decided_at", .type = FIELD_MOMENT, .label = {"Decided", "决定时间"}, .flags = FIELD_DERIVED},
    {.name = "signed_by", .type = FIELD_TEXT, .label = {"Signed by", "签署人"}, .flags = FIELD_DERIVED},
    {.name = "signed_title", .type = FIELD_TEXT, .label = {"Signer's title", "签署人职务"}, .flags = FIELD_DERIVED},
    {.name = "signed_address", .type = FIELD_TEXT, .label = {"Signed from", "签署地址"}, .flags = FIELD_DERIVED},
    {.name = "document_hash", .type = FIELD_TEXT, .label = {"Hash of what was signed", "签署文件哈希"}, .flags = FIELD_DERIVED},
    {.name = "decline_reason", .type = FIELD_TEXT, .label = {"Why it was declined", "拒绝原因"}, .max_length = 1000,
     .flags = FIELD_DERIVED},
    {.name = "approved_by", .column = "approved_by_id", .type = FIELD_REFERENCE, .label = {"Approved by", "审批人"},
     .target = "user", .flags = FIELD_DERIVED},
};
/* clang-format on */

const record_type_t QUOTE = {
    .name = "quote",
    .plural = "quotes",
    .table = "quote",
    .label = {"Quote", "报价"},
    .label_plural = {"Quotes", "报价"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "number",
    .subtitle = "account",
    .default_sort = "-id",
    .policy = POLICY_DOCUMENT,
    .owner = "owner",
    .write = record_write_plain,
    .by_actions = true,
};
