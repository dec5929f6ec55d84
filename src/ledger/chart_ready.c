/* Charts to begin with: what a trading company needs, and the same with GST as registered businesses in Singapore keep
 * it. */
#include "base/text.h"
#include "catalogue/record.h"
#include "ledger/chart.h"

typedef struct ready_account {
    const char *code;
    label_t name;
    ledger_type_t type;
    const char *purpose;
    const char *parent; /* a code; NULL: at the top */
    bool heading;
} ready_account_t;

/* clang-format off */
static const ready_account_t TRADING[] = {
    {"1000", {"Current assets", "流动资产"}, LEDGER_ASSET, NULL, NULL, true},
    {"1010", {"Cash", "库存现金"}, LEDGER_ASSET, "cash", "1000", false},
    {"1020", {"Bank", "银行存款"}, LEDGER_ASSET, "bank", "1000", false},
    {"1100", {"Accounts receivable", "应收账款"}, LEDGER_ASSET, "receivable", "1000", false},
    {"1110", {"Delivered, not yet invoiced", "已交付未开票"}, LEDGER_ASSET, "unbilled_receivable", "1000", false},
    {"1200", {"Inventory", "存货"}, LEDGER_ASSET, "inventory", "1000", false},
    {"1210", {"Consignment stock", "委托代销商品"}, LEDGER_ASSET, "consignment_stock", "1000", false},
    {"1300", {"Input tax", "进项税额"}, LEDGER_ASSET, "input_tax", "1000", false},
    {"2000", {"Current liabilities", "流动负债"}, LEDGER_LIABILITY, NULL, NULL, true},
    {"2010", {"Accounts payable", "应付账款"}, LEDGER_LIABILITY, "payable", "2000", false},
    {"2100", {"Output tax", "销项税额"}, LEDGER_LIABILITY, "output_tax", "2000", false},
    {"2200", {"Deferred revenue", "递延收入"}, LEDGER_LIABILITY, "deferred_revenue", "2000", false},
    {"2210", {"Unapplied payments of customers", "客户预收款"}, LEDGER_LIABILITY, "customer_credit", "2000", false},
    {"3000", {"Equity", "所有者权益"}, LEDGER_EQUITY, NULL, NULL, true},
    {"3010", {"Capital", "实收资本"}, LEDGER_EQUITY, NULL, "3000", false},
    {"3100", {"Retained earnings", "留存收益"}, LEDGER_EQUITY, "retained_earnings", "3000", false},
    {"3900", {"Opening balances", "期初余额"}, LEDGER_EQUITY, "opening_balance", "3000", false},
    {"4000", {"Gross sales", "销售总额"}, LEDGER_REVENUE, NULL, NULL, true},
    {"4010", {"Credit sales", "赊销收入"}, LEDGER_REVENUE, "credit_sales", "4000", false},
    {"4020", {"Cash sales", "现销收入"}, LEDGER_REVENUE, "cash_sales", "4000", false},
    {"4100", {"Sales returns", "销售退回"}, LEDGER_CONTRA_REVENUE, "sales_returns", NULL, false},
    {"4110", {"Sales allowances", "销售折让"}, LEDGER_CONTRA_REVENUE, "sales_allowances", NULL, false},
    {"4120", {"Sales discounts", "销售折扣"}, LEDGER_CONTRA_REVENUE, "sales_discounts", NULL, false},
    {"5010", {"Cost of sales", "销售成本"}, LEDGER_COST_OF_SALES, "cost_of_sales", NULL, false},
    {"5100", {"Stock adjustments", "存货盘盈盘亏"}, LEDGER_COST_OF_SALES, "stock_adjustment", NULL, false},
    {"6010", {"Salaries", "工资薪酬"}, LEDGER_EXPENSE, NULL, NULL, false},
    {"6020", {"Rent", "租金"}, LEDGER_EXPENSE, NULL, NULL, false},
    {"6100", {"Bad debts", "坏账损失"}, LEDGER_EXPENSE, "bad_debts", NULL, false},
    {"6110", {"Commission", "佣金"}, LEDGER_EXPENSE, "commission", NULL, false},
    {"6120", {"Consignment expenses", "代销费用"}, LEDGER_EXPENSE, "consignment_expense", NULL, false},
    {"6130", {"Bank charges", "银行手续费"}, LEDGER_EXPENSE, "bank_charges", NULL, false},
    {"6200", {"Other expenses", "其他费用"}, LEDGER_EXPENSE, NULL, NULL, false},
    {"7010", {"Freight charged", "运费收入"}, LEDGER_OTHER_INCOME, "freight_income", NULL, false},
    {"7100", {"Exchange gains and losses, realised", "已实现汇兑损益"}, LEDGER_OTHER_INCOME, "exchange_gain", NULL, false},
    {"7110", {"Exchange gains and losses, unrealised", "未实现汇兑损益"}, LEDGER_OTHER_INCOME, "unrealised_exchange_gain", NULL, false},
    {"7900", {"Rounding", "尾差"}, LEDGER_OTHER_INCOME, "rounding", NULL, false},
};

/* Where a name differs from the trading company's; codes and purposes are the same. */
static const ready_account_t SINGAPORE[] = {
    {"1300", {"GST input tax", "消费税进项税额"}, LEDGER_ASSET, "input_tax", "1000", false},
    {"2100", {"GST output tax", "消费税销项税额"}, LEDGER_LIABILITY, "output_tax", "2000", false},
    {"2110", {"GST payable to IRAS", "应付税务局消费税"}, LEDGER_LIABILITY, NULL, "2000", false},
};
/* clang-format on */

enum { TRADING_COUNT = sizeof TRADING / sizeof TRADING[0], SINGAPORE_COUNT = sizeof SINGAPORE / sizeof SINGAPORE[0] };

static const char SQL_BY_CODE[] = "SELECT id FROM ledger_account WHERE code = $1 AND archived_at IS NULL";

static bool ready_make(context_t *context, const ready_account_t *ready) {
    int64_t id = 0, parent = 0;
    if (store_get_int(context->tx, &id, SQL_BY_CODE, "t", ready->code)) return true;
    if (ready->parent != NULL) store_get_int(context->tx, &parent, SQL_BY_CODE, "t", ready->parent);
    record_t *account = record_new(context->arena, &LEDGER_ACCOUNT), *made = NULL;
    record_set_text(account, "code", ready->code);
    record_set_text(account, "name", label_in(ready->name, context->actor->locale));
    record_set_text(account, "type", ledger_type_name(ready->type));
    if (ready->purpose != NULL) record_set_text(account, "purpose", ready->purpose);
    if (parent != 0) record_set_number(account, "parent", parent);
    record_set_number(account, "heading", ready->heading);
    return context_done(context) && record_create(context, account, &made);
}

static const ready_account_t *ready_find(const ready_account_t *table, size_t count, const char *code) {
    for (size_t i = 0; i < count; i++)
        if (text_equal(table[i].code, code)) return &table[i];
    return NULL;
}

bool chart_make(context_t *context, const char *chart) {
    bool singapore = text_equal(chart, "singapore");
    if (!singapore && !text_equal(chart, "trading"))
        return problem_add_field(context->problem, "chart", "unknown_choice", "Choose trading or singapore.");
    for (size_t i = 0; i < TRADING_COUNT; i++) {
        const ready_account_t *own = singapore ? ready_find(SINGAPORE, SINGAPORE_COUNT, TRADING[i].code) : NULL;
        if (!ready_make(context, own != NULL ? own : &TRADING[i])) return false;
    }
    for (size_t i = 0; singapore && i < SINGAPORE_COUNT; i++)
        if (ready_find(TRADING, TRADING_COUNT, SINGAPORE[i].code) == NULL && !ready_make(context, &SINGAPORE[i]))
            return false;
    return true;
}
