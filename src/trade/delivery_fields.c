/* What a delivery's header holds. */
#include "trade/delivery.h"

#define MARGIN (ROLES_MANAGING | ROLES(ROLE_FINANCE))

/* clang-format off */
static const choice_t KIND[] = {
    {"delivery", {"Delivery", "交付"}},
    {"return", {"Return", "退货"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "number", .type = FIELD_TEXT, .label = {"Number", "编号"}, .max_length = 40,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_SEARCHABLE | FIELD_LISTED},
    {.name = "kind", .type = FIELD_CHOICE, .label = {"Kind", "类型"}, .choices = KIND,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "order", .column = "order_id", .type = FIELD_REFERENCE, .label = {"Order", "订单"}, .target = "order",
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED},
    {.name = "returns", .column = "returns_id", .type = FIELD_REFERENCE, .label = {"Takes back", "退回"},
     .target = "delivery", .flags = FIELD_DERIVED},
    {.name = "account", .column = "account_id", .type = FIELD_REFERENCE, .label = {"Customer", "客户"}, .target = "account",
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"Salesperson", "销售员"}, .target = "user",
     .flags = FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "location", .column = "location_id", .type = FIELD_REFERENCE, .label = {"From", "发货地点"},
     .target = "stock_location", .flags = FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "date", .type = FIELD_DATE, .label = {"Date", "日期"},
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}, .max_length = 3,
     .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "net", .type = FIELD_MONEY, .label = {"Net", "净额"}, .currency_field = "currency",
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED},
    {.name = "book_currency", .type = FIELD_TEXT, .label = {"Ledger's currency", "账本货币"}, .max_length = 3,
     .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "cost_book", .type = FIELD_MONEY, .label = {"Cost", "成本"}, .currency_field = "book_currency",
     .flags = FIELD_DERIVED, .see = MARGIN},
    {.name = "tracking", .type = FIELD_TEXT, .label = {"Tracking number", "物流单号"}, .max_length = 100,
     .flags = FIELD_SEARCHABLE},
    {.name = "note", .type = FIELD_LONG_TEXT, .label = {"Note", "备注"}},
    {.name = "entry", .column = "entry_id", .type = FIELD_NUMBER, .label = {"Journal entry", "凭证"},
     .flags = FIELD_DERIVED},
};
/* clang-format on */

const record_type_t DELIVERY = {
    .name = "delivery",
    .plural = "deliveries",
    .table = "delivery",
    .label = {"Delivery", "交付"},
    .label_plural = {"Deliveries", "交付"},
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
