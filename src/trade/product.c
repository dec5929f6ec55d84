#include "trade/product.h"

#include "base/text.h"
#include "catalogue/record.h"
#include "trade/price.h"

/* clang-format off */
static const choice_t KIND[] = {
    {"goods", {"Goods", "商品"}},
    {"service", {"Service", "服务"}},
    {"subscription", {"Subscription", "订阅"}},
    {NULL, {NULL, NULL}},
};

static const choice_t COST_METHOD[] = {
    {"average", {"Moving average", "移动平均"}},
    {"fifo", {"First in, first out", "先进先出"}},
    {NULL, {NULL, NULL}},
};

#define KEEPS_COSTS (ROLES_MANAGING | ROLES(ROLE_FINANCE))

static const field_t FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "code", .type = FIELD_TEXT, .label = {"Code", "编码"}, .max_length = 60,
     .flags = FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "series", .type = FIELD_TEXT, .label = {"Series", "系列"}, .max_length = 100,
     .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_SUGGESTED | FIELD_SEARCHABLE},
    {.name = "kind", .type = FIELD_CHOICE, .label = {"Kind", "类型"}, .choices = KIND, .initial = "goods",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "price", .type = FIELD_MONEY, .label = {"List price", "标价"}, .currency_field = "currency",
     .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}, .max_length = 3, .initial = "organisation",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "unit", .type = FIELD_TEXT, .label = {"Unit", "单位"}, .max_length = 40,
     .help = {"What is counted: piece, hour, kg", "计量单位：件、小时、千克"}, .flags = FIELD_GROUPABLE | FIELD_SUGGESTED},
    {.name = "active", .type = FIELD_YES_NO, .label = {"Sold", "在售"}, .initial = "true",
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
    {.name = "tax_code", .column = "tax_code_id", .type = FIELD_REFERENCE, .label = {"Tax code", "税码"},
     .help = {"Empty: the one that trade is set to", "留空则用交易设置中的默认税码"}, .section = "books",
     .target = "tax_code", .flags = FIELD_GROUPABLE, .change = KEEPS_COSTS},
    {.name = "cost", .type = FIELD_MONEY, .label = {"Cost", "成本"},
     .help = {"What one is expected to cost; what goods did cost is told by the stock",
              "每单位的预期成本；商品的实际成本由库存记录"},
     .currency_field = "currency", .section = "books", .see = KEEPS_COSTS, .change = KEEPS_COSTS},
    {.name = "stocked", .type = FIELD_YES_NO, .label = {"Stocked", "管理库存"}, .initial = "false",
     .help = {"Goods that are counted and valued in stock", "计入库存数量与价值的商品"}, .section = "stock",
     .flags = FIELD_GROUPABLE},
    {.name = "cost_method", .type = FIELD_CHOICE, .label = {"Valued by", "计价方法"}, .choices = COST_METHOD,
     .help = {"Empty: at its moving average", "留空则按移动平均"}, .section = "stock", .flags = FIELD_GROUPABLE,
     .change = KEEPS_COSTS},
    {.name = "reorder_level", .type = FIELD_NUMBER, .label = {"Reorder level", "再订货点"}, .scale = QUANTITY_SCALE,
     .help = {"Below this quantity it is to be ordered", "低于此数量时需要补货"}, .section = "stock",
     .maximum = 1000000000000},
};
/* clang-format on */

/* Only goods lie in stock. */
static bool product_write(context_t *context, const record_t *before, record_t *after) {
    if (record_number(after, "stocked") == 1 && !text_equal(record_text(after, "kind"), "goods"))
        return problem_add_field(context->problem, "stocked", "not_goods",
                                 "Services and subscriptions are not stocked. Choose goods, or leave this off.");
    return record_save(context, before, after);
}

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
    .write = product_write,
};
