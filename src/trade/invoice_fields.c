/* What the header of an invoice or credit note holds. */
#include "customer/choices.h"
#include "trade/invoice.h"

/* clang-format off */
static const choice_t KIND[] = {
    {"invoice", {"Invoice", "发票"}},
    {"credit_note", {"Credit note", "贷项通知单"}},
    {NULL, {NULL, NULL}},
};

static const choice_t BASIS[] = {
    {"delivery", {"What was delivered", "按交付"}},
    {"order", {"The whole order", "按订单"}},
    {"deposit", {"Deposit", "定金"}},
    {"milestone", {"Milestone", "里程碑"}},
    {"recurring", {"Period of a contract", "合同周期"}},
    {"return", {"Goods returned", "退货"}},
    {"allowance", {"Allowance", "折让"}},
    {"cancel", {"Billed and not delivered", "已开票未交付"}},
    {NULL, {NULL, NULL}},
};

static const choice_t STATUS[] = {
    {"open", {"Open", "未付"}},
    {"part_paid", {"Part paid", "部分付款"}},
    {"paid", {"Paid", "已付"}},
    {"credited", {"Credited", "已冲销"}},
    {"written_off", {"Written off", "已核销"}},
    {"applied", {"Applied", "已抵用"}},
    {"refunded", {"Refunded", "已退款"}},
    {NULL, {NULL, NULL}},
};

#define BOOK_MONEY(name_, en, zh, more)                                                                                \
    {.name = name_, .type = FIELD_MONEY, .label = {en, zh}, .currency_field = "book_currency",                         \
     .flags = FIELD_REQUIRED | FIELD_DERIVED | (more)}
#define MONEY(name_, en, zh, more)                                                                                     \
    {.name = name_, .type = FIELD_MONEY, .label = {en, zh}, .currency_field = "currency",                              \
     .flags = FIELD_REQUIRED | FIELD_DERIVED | (more)}

static const field_t FIELDS[] = {
    {.name = "number", .type = FIELD_TEXT, .label = {"Number", "编号"}, .max_length = 40,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_SEARCHABLE | FIELD_LISTED},
    {.name = "kind", .type = FIELD_CHOICE, .label = {"Kind", "类型"}, .choices = KIND,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "basis", .type = FIELD_CHOICE, .label = {"For", "依据"}, .choices = BASIS,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "account", .column = "account_id", .type = FIELD_REFERENCE, .label = {"Customer", "客户"}, .target = "account",
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "contact", .column = "contact_id", .type = FIELD_REFERENCE, .label = {"Contact", "联系人"}, .target = "contact"},
    {.name = "order", .column = "order_id", .type = FIELD_REFERENCE, .label = {"Order", "订单"}, .target = "order",
     .flags = FIELD_DERIVED},
    {.name = "contract", .column = "contract_id", .type = FIELD_REFERENCE, .label = {"Contract", "合同"},
     .target = "contract", .flags = FIELD_DERIVED},
    {.name = "opportunity", .column = "opportunity_id", .type = FIELD_REFERENCE, .label = {"Opportunity", "商机"},
     .target = "opportunity", .flags = FIELD_DERIVED},
    {.name = "credits", .column = "credits_id", .type = FIELD_REFERENCE, .label = {"Credits", "冲销发票"},
     .target = "invoice", .flags = FIELD_DERIVED},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"Salesperson", "销售员"}, .target = "user",
     .flags = FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "branch", .column = "branch_id", .type = FIELD_REFERENCE, .label = {"Branch", "分支机构"}, .target = "branch",
     .flags = FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "status", .type = FIELD_CHOICE, .label = {"Status", "状态"}, .choices = STATUS,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "date", .type = FIELD_DATE, .label = {"Date", "日期"},
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "due_on", .type = FIELD_DATE, .label = {"Due", "到期日"},
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}, .max_length = 3,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "rate", .type = FIELD_NUMBER, .scale = 9, .label = {"Exchange rate", "汇率"},
     .help = {"The ledger's currency for one unit", "一单位货币折合账本货币"}, .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "payment_terms", .type = FIELD_CHOICE, .label = {"Payment terms", "付款条件"}, .choices = PAYMENT_TERM_CHOICES,
     .flags = FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "discount_on", .type = FIELD_DATE, .label = {"Discount until", "折扣截止"}, .flags = FIELD_DERIVED},
    {.name = "discount_percent", .type = FIELD_PERCENTAGE, .label = {"Early-payment discount", "提前付款折扣"},
     .flags = FIELD_DERIVED},
    {.name = "customer_reference", .type = FIELD_TEXT, .label = {"Customer's reference", "客户订单号"}, .max_length = 100,
     .flags = FIELD_SEARCHABLE},
    MONEY("gross", "Before discounts", "折前金额", 0),
    MONEY("discount", "Discounts", "折扣额", 0),
    MONEY("net", "Net", "净额", FIELD_LISTED),
    MONEY("freight", "Freight", "运费", 0),
    MONEY("tax", "Tax", "税额", 0),
    MONEY("total", "Total", "合计", FIELD_LISTED),
    MONEY("open", "Open", "未结", FIELD_LISTED),
    {.name = "book_currency", .type = FIELD_TEXT, .label = {"Ledger's currency", "账本货币"}, .max_length = 3,
     .flags = FIELD_REQUIRED | FIELD_DERIVED},
    BOOK_MONEY("net_book", "Net, in the ledger", "净额（账本货币）", 0),
    BOOK_MONEY("tax_book", "Tax, in the ledger", "税额（账本货币）", 0),
    BOOK_MONEY("total_book", "Total, in the ledger", "合计（账本货币）", 0),
    BOOK_MONEY("open_book", "Open, in the ledger", "未结（账本货币）", 0),
    {.name = "paid_on", .type = FIELD_DATE, .label = {"Settled on", "结清日期"}, .flags = FIELD_DERIVED},
    {.name = "disputed", .type = FIELD_YES_NO, .label = {"Disputed", "有争议"}, .initial = "false", .flags = FIELD_GROUPABLE},
    {.name = "reason", .type = FIELD_TEXT, .label = {"Reason", "原因"}, .max_length = 500, .flags = FIELD_DERIVED},
    {.name = "note", .type = FIELD_LONG_TEXT, .label = {"Note", "备注"}},
    {.name = "entry", .column = "entry_id", .type = FIELD_NUMBER, .label = {"Journal entry", "凭证"},
     .flags = FIELD_DERIVED},
};
/* clang-format on */

const record_type_t INVOICE = {
    .name = "invoice",
    .plural = "invoices",
    .table = "invoice",
    .label = {"Invoice", "发票"},
    .label_plural = {"Invoices", "发票"},
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
