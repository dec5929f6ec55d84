/* What an order's header holds. All but a few fields follow from its lines and actions. */
#include "customer/choices.h"
#include "trade/order.h"

#define MARGIN (ROLES_MANAGING | ROLES(ROLE_FINANCE))

/* clang-format off */
static const choice_t STATUS[] = {
    {"held", {"Held: over the credit limit", "暂停：超出信用额度"}},
    {"open", {"Open", "未完成"}},
    {"delivered", {"Delivered", "已交付"}},
    {"completed", {"Completed", "已完成"}},
    {"cancelled", {"Cancelled", "已取消"}},
    {NULL, {NULL, NULL}},
};

static const choice_t SALE[] = {
    {"credit", {"On credit", "赊销"}},
    {"cash", {"Cash", "现销"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "number", .type = FIELD_TEXT, .label = {"Number", "编号"}, .max_length = 40,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_SEARCHABLE | FIELD_LISTED},
    {.name = "account", .column = "account_id", .type = FIELD_REFERENCE, .label = {"Customer", "客户"}, .target = "account",
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "contact", .column = "contact_id", .type = FIELD_REFERENCE, .label = {"Contact", "联系人"}, .target = "contact"},
    {.name = "opportunity", .column = "opportunity_id", .type = FIELD_REFERENCE, .label = {"Opportunity", "商机"},
     .target = "opportunity", .flags = FIELD_DERIVED},
    {.name = "quote", .column = "quote_id", .type = FIELD_REFERENCE, .label = {"Quote", "报价"}, .target = "quote",
     .flags = FIELD_DERIVED},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"Salesperson", "销售员"}, .target = "user",
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "branch", .column = "branch_id", .type = FIELD_REFERENCE, .label = {"Branch", "分支机构"}, .target = "branch",
     .flags = FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "location", .column = "location_id", .type = FIELD_REFERENCE, .label = {"Ships from", "发货地点"},
     .target = "stock_location", .flags = FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "status", .type = FIELD_CHOICE, .label = {"Status", "状态"}, .choices = STATUS,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "sale", .type = FIELD_CHOICE, .label = {"Sale", "销售方式"}, .choices = SALE,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "date", .type = FIELD_DATE, .label = {"Date", "日期"}, .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "requested_on", .type = FIELD_DATE, .label = {"Wanted by", "要求日期"}, .flags = FIELD_LISTED},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}, .max_length = 3,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "payment_terms", .type = FIELD_CHOICE, .label = {"Payment terms", "付款条件"}, .choices = PAYMENT_TERM_CHOICES,
     .flags = FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "customer_reference", .type = FIELD_TEXT, .label = {"Customer's reference", "客户订单号"}, .max_length = 100,
     .flags = FIELD_SEARCHABLE},
    {.name = "discount_percent", .type = FIELD_PERCENTAGE, .label = {"Discount", "折扣"}, .flags = FIELD_DERIVED},
    {.name = "gross", .type = FIELD_MONEY, .label = {"Before discounts", "折前金额"}, .currency_field = "currency",
     .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "discount", .type = FIELD_MONEY, .label = {"Discounts", "折扣额"}, .currency_field = "currency",
     .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "net", .type = FIELD_MONEY, .label = {"Net", "净额"}, .currency_field = "currency",
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED},
    {.name = "freight", .type = FIELD_MONEY, .label = {"Freight", "运费"}, .currency_field = "currency",
     .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "tax", .type = FIELD_MONEY, .label = {"Tax", "税额"}, .currency_field = "currency",
     .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "total", .type = FIELD_MONEY, .label = {"Total", "合计"}, .currency_field = "currency",
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED},
    {.name = "cost", .type = FIELD_MONEY, .label = {"Expected cost", "预计成本"}, .currency_field = "currency",
     .flags = FIELD_DERIVED, .see = MARGIN},
    {.name = "delivered", .type = FIELD_MONEY, .label = {"Delivered", "已交付"}, .currency_field = "currency",
     .help = {"Net of what was delivered: recognised as sales", "已交付部分的净额，已确认为销售收入"},
     .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "invoiced", .type = FIELD_MONEY, .label = {"Invoiced", "已开票"}, .currency_field = "currency",
     .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "backlog", .type = FIELD_MONEY, .label = {"Outstanding", "未交付"}, .currency_field = "currency",
     .help = {"Net of what is still to be delivered", "尚未交付部分的净额"},
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED},
    {.name = "credit_approved_by", .column = "credit_approved_by_id", .type = FIELD_REFERENCE,
     .label = {"Released by", "放行人"}, .target = "user", .flags = FIELD_DERIVED},
    {.name = "note", .type = FIELD_LONG_TEXT, .label = {"Note", "备注"}},
};
/* clang-format on */

const record_type_t ORDER = {
    .name = "order",
    .plural = "orders",
    .table = "sales_order",
    .label = {"Order", "订单"},
    .label_plural = {"Orders", "订单"},
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
