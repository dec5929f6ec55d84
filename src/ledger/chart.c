#include "ledger/chart.h"

#include "base/money.h"
#include "base/text.h"
#include "catalogue/record.h"

/* clang-format off */
static const choice_t TYPE_CHOICES[] = {
    {"asset", {"Asset", "资产"}},
    {"liability", {"Liability", "负债"}},
    {"equity", {"Equity", "所有者权益"}},
    {"revenue", {"Revenue", "收入"}},
    {"contra_revenue", {"Contra-revenue", "收入抵减"}},
    {"cost_of_sales", {"Cost of sales", "销售成本"}},
    {"expense", {"Expense", "费用"}},
    {"other_income", {"Other income", "其他收益"}},
    {NULL, {NULL, NULL}},
};

static const choice_t PURPOSE_CHOICES[] = {
    {"cash", {"Cash", "现金"}},
    {"bank", {"Bank", "银行存款"}},
    {"receivable", {"Accounts receivable", "应收账款"}},
    {"unbilled_receivable", {"Delivered, not yet invoiced", "已交付未开票"}},
    {"inventory", {"Inventory", "存货"}},
    {"consignment_stock", {"Consignment stock", "委托代销商品"}},
    {"input_tax", {"Input tax", "进项税"}},
    {"output_tax", {"Output tax", "销项税"}},
    {"payable", {"Accounts payable", "应付账款"}},
    {"deferred_revenue", {"Deferred revenue", "递延收入"}},
    {"customer_credit", {"Customers' unapplied payments", "客户预收款"}},
    {"retained_earnings", {"Retained earnings", "留存收益"}},
    {"opening_balance", {"Opening balances", "期初余额"}},
    {"cash_sales", {"Cash sales", "现销收入"}},
    {"credit_sales", {"Credit sales", "赊销收入"}},
    {"freight_income", {"Freight charged", "运费收入"}},
    {"sales_returns", {"Sales returns", "销售退回"}},
    {"sales_allowances", {"Sales allowances", "销售折让"}},
    {"sales_discounts", {"Sales discounts", "销售折扣"}},
    {"cost_of_sales", {"Cost of sales", "销售成本"}},
    {"stock_adjustment", {"Stock adjustments", "存货盘盈盘亏"}},
    {"bad_debts", {"Bad debts", "坏账损失"}},
    {"commission", {"Commission", "佣金"}},
    {"consignment_expense", {"Consignment expenses", "代销费用"}},
    {"bank_charges", {"Bank charges", "银行手续费"}},
    {"exchange_gain", {"Exchange gains and losses, realised", "已实现汇兑损益"}},
    {"unrealised_exchange_gain", {"Exchange gains and losses, unrealised", "未实现汇兑损益"}},
    {"rounding", {"Rounding", "尾差"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "code", .type = FIELD_TEXT, .label = {"Code", "科目代码"}, .max_length = 20,
     .flags = FIELD_REQUIRED | FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "科目名称"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "type", .type = FIELD_CHOICE, .label = {"Type", "科目类别"}, .choices = TYPE_CHOICES,
     .help = {"Where statements show it; it stays once something is posted", "决定在报表中的位置；一旦过账即不可更改"},
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "purpose", .type = FIELD_CHOICE, .label = {"Purpose", "用途"}, .choices = PURPOSE_CHOICES,
     .help = {"What the program posts here by itself; one account per purpose", "系统自动过账的用途；每种用途只有一个科目"},
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "parent", .column = "parent_id", .type = FIELD_REFERENCE, .label = {"Under", "上级科目"},
     .target = "ledger_account", .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "heading", .type = FIELD_YES_NO, .label = {"Heading", "汇总科目"}, .initial = "false",
     .help = {"Groups other accounts and takes no lines", "仅用于汇总，不能直接过账"},
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}, .max_length = 3,
     .help = {"Where it takes lines of one currency only, such as a bank account", "仅接受单一货币时填写，例如银行账户"}},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
};
/* clang-format on */

static const struct {
    int sign;
    bool permanent;
} TYPES[LEDGER_TYPE_COUNT] = {
    [LEDGER_ASSET] = {+1, true},    [LEDGER_LIABILITY] = {-1, true},       [LEDGER_EQUITY] = {-1, true},
    [LEDGER_REVENUE] = {-1, false}, [LEDGER_CONTRA_REVENUE] = {+1, false}, [LEDGER_COST_OF_SALES] = {+1, false},
    [LEDGER_EXPENSE] = {+1, false}, [LEDGER_OTHER_INCOME] = {-1, false},
};

const char *ledger_type_name(ledger_type_t type) {
    return TYPE_CHOICES[type].name;
}

bool ledger_type_parse(const char *name, ledger_type_t *out) {
    for (size_t i = 0; i < LEDGER_TYPE_COUNT; i++) {
        if (!text_equal(TYPE_CHOICES[i].name, name)) continue;
        *out = (ledger_type_t)i;
        return true;
    }
    return false;
}

int ledger_type_sign(ledger_type_t type) {
    return TYPES[type].sign;
}

bool ledger_type_is_permanent(ledger_type_t type) {
    return TYPES[type].permanent;
}

static const char SQL_IS_POSTED[] =
    "SELECT count(*) FROM (SELECT 1 FROM journal_line WHERE ledger_account_id = $1 "
    "LIMIT 1) AS used";
static const char SQL_SAME_PURPOSE[] =
    "SELECT id FROM ledger_account WHERE purpose = $1 AND archived_at IS NULL AND id <> $2";

/* What would change statements of the past, once there are lines. */
static bool account_check_posted(context_t *context, const record_t *before, const record_t *after) {
    int64_t posted = 0;
    const char *field = record_differs(before, after, "type")       ? "type"
                        : record_differs(before, after, "currency") ? "currency"
                                                                    : NULL;
    if (field == NULL && record_number(after, "heading") == 1 && record_differs(before, after, "heading"))
        field = "heading";
    if (field == NULL) return true;
    if (!store_get_int(context->tx, &posted, SQL_IS_POSTED, "i", before->id)) return context_done(context);
    if (posted == 0) return true;
    return problem_add_field(
        context->problem, field, "in_use",
        "There are postings to this account already. Make a new account and use that from now on.");
}

static bool account_check_purpose(context_t *context, const record_t *after) {
    int64_t other = 0;
    const char *purpose = record_text(after, "purpose");
    if (purpose == NULL || !store_get_int(context->tx, &other, SQL_SAME_PURPOSE, "ti", purpose, after->id))
        return context_done(context);
    return problem_add_field(context->problem, "purpose", "not_unique",
                             "Another account has this purpose. Take it from that one first.");
}

/* A tree: no account stands under itself, and each stands under one of its own type. */
static bool account_check_parent(context_t *context, const record_t *after) {
    int64_t above = record_number(after, "parent");
    static const char SQL_PARENT[] = "SELECT coalesce(parent_id, 0), type FROM ledger_account WHERE id = $1";
    for (int depth = 0; above != 0; depth++) {
        if (above == after->id || depth > 20)
            return problem_add_field(context->problem, "parent", "circular", "An account cannot stand under itself.");
        store_statement_t *row = store_query(context->tx, SQL_PARENT, "i", above);
        bool found = store_step(row);
        bool alike = found && text_equal(store_column_text(row, 1), record_text(after, "type"));
        above = found ? store_column_int(row, 0) : 0;
        if (!store_end(row)) return context_done(context);
        if (found && !alike)
            return problem_add_field(context->problem, "parent", "other_type",
                                     "The account above is of another type. Choose one of the same type.");
    }
    return true;
}

static bool account_write(context_t *context, const record_t *before, record_t *after) {
    const char *currency = record_text(after, "currency");
    if (currency != NULL && currency_find(currency) == NULL)
        return problem_add_field(context->problem, "currency", "not_a_currency",
                                 "This is no currency code of ISO 4217. Use three letters, such as USD.");
    if (before != NULL && !account_check_posted(context, before, after)) return false;
    return account_check_purpose(context, after) && account_check_parent(context, after) &&
           record_save(context, before, after);
}

const record_type_t LEDGER_ACCOUNT = {
    .name = "ledger_account",
    .plural = "ledger_accounts",
    .table = "ledger_account",
    .label = {"Ledger account", "会计科目"},
    .label_plural = {"Chart of accounts", "会计科目表"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "name",
    .subtitle = "code",
    .default_sort = "code",
    .policy = POLICY_LEDGER,
    .write = account_write,
};

#define ACCOUNT_COLUMNS "id, code, name, type, purpose, currency, heading, archived_at FROM ledger_account "

static ledger_account_t account_row(context_t *context, store_statement_t *row) {
    ledger_account_t account = {
        .id = store_column_int(row, 0),
        .code = arena_strdup(context->arena, store_column_text(row, 1)),
        .name = arena_strdup(context->arena, store_column_text(row, 2)),
        .purpose = arena_strdup(context->arena, store_column_text(row, 4)),
        .currency = arena_strdup(context->arena, store_column_text(row, 5)),
        .heading = store_column_int(row, 6) == 1,
        .archived = !store_column_is_null(row, 7),
    };
    if (!ledger_type_parse(store_column_text(row, 3), &account.type)) account.type = LEDGER_ASSET;
    return account;
}

static const char SQL_LOAD[] = "SELECT " ACCOUNT_COLUMNS "WHERE id = $1";

bool chart_load(context_t *context, int64_t id, const char *field, ledger_account_t *out) {
    store_statement_t *row = store_query(context->tx, SQL_LOAD, "i", id);
    bool found = store_step(row);
    if (found) *out = account_row(context, row);
    if (!store_end(row)) return context_done(context);
    return found ||
           problem_add_field(context->problem, field, "not_found", "There is no ledger account %lld.", (long long)id);
}

static const char SQL_FIND[] = "SELECT id FROM ledger_account WHERE purpose = $1 AND archived_at IS NULL";

bool chart_find(context_t *context, const char *purpose, int64_t *id) {
    if (store_get_int(context->tx, id, SQL_FIND, "t", purpose)) return true;
    if (!context_done(context)) return false;
    for (const choice_t *choice = PURPOSE_CHOICES; choice->name != NULL; choice++)
        if (text_equal(choice->name, purpose)) purpose = label_in(choice->label, context->actor->locale);
    return problem_set(context->problem, PROBLEM_CONFLICT, "no_ledger_account",
                       "The chart of accounts has no account with the purpose \"%s\". Give one this purpose.", purpose);
}

static const char SQL_COUNT[] = "SELECT count(*) FROM ledger_account";
static const char SQL_ALL[] = "SELECT " ACCOUNT_COLUMNS "ORDER BY code, id";

bool chart_all(context_t *context, ledger_account_t **out, size_t *count) {
    int64_t most = 0;
    if (!store_get_int(context->tx, &most, SQL_COUNT, "")) return context_done(context);
    *out = ARENA_ARRAY(context->arena, ledger_account_t, (size_t)most + 1);
    *count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_ALL, "");
    while (*count < (size_t)most && store_step(rows)) (*out)[(*count)++] = account_row(context, rows);
    return store_end(rows) || context_done(context);
}
