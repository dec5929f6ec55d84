#include "trade/product.h"

#include "catalogue/record.h"

/* clang-format off */
static const field_t FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "code", .type = FIELD_TEXT, .label = {"Code", "编码"}, .max_length = 60,
     .flags = FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "series", .type = FIELD_TEXT, .label = {"Series", "系列"}, .max_length = 100,
     .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_SUGGESTED | FIELD_SEARCHABLE},
    {.name = "price", .type = FIELD_MONEY, .label = {"List price", "标价"}, .currency_field = "currency",
     .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}, .max_length = 3, .initial = "organisation",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "active", .type = FIELD_YES_NO, .label = {"Sold", "在售"}, .initial = "true",
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
};
/* clang-format on */

const record_type_t PRODUCT = {
    .name = "product",
    .plural = "products",
    .table = "product",
    .label = {"Product", "产品"},
    .label_plural = {"Products", "产品"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "name",
    .subtitle = "code",
    .default_sort = "name",
    .policy = POLICY_OFFER,
    .write = record_write_plain,
};
