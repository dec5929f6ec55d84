#include "customer/account.h"

#include "base/problem.h"
#include "catalogue/record.h"
#include "customer/choices.h"
#include "customer/duplicate.h"
#include "customer/mention.h"

/* clang-format off */
static const choice_t KIND[] = {
    {"company", {"Company", "公司"}},
    {"individual", {"Individual", "个人"}},
    {NULL, {NULL, NULL}},
};

static const choice_t STATUS[] = {
    {"prospect", {"Prospect", "潜在客户"}},
    {"customer", {"Customer", "客户"}},
    {"former", {"Former customer", "前客户"}},
    {NULL, {NULL, NULL}},
};

#define KEEPS_TERMS (ROLES_MANAGING | ROLES(ROLE_FINANCE))
#define KEEPS_NUMBERS (KEEPS_TERMS | ROLES(ROLE_REPRESENTATIVE))
#define SEES_CREDIT (KEEPS_NUMBERS)

static const field_t FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK, .change = KEEPS_NUMBERS},
    {.name = "kind", .type = FIELD_CHOICE, .label = {"Kind", "类型"}, .choices = KIND, .initial = "company",
     .flags = FIELD_REQUIRED | FIELD_GROUPABLE},
    {.name = "legal_name", .type = FIELD_TEXT, .label = {"Legal name", "法定名称"}, .flags = FIELD_SEARCHABLE,
     .change = KEEPS_NUMBERS},
    {.name = "status", .type = FIELD_CHOICE, .label = {"Status", "状态"}, .choices = STATUS, .initial = "prospect",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "tier", .type = FIELD_CHOICE, .label = {"Tier", "级别"}, .choices = TIER_CHOICES,
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "industry", .type = FIELD_TEXT, .label = {"Industry", "行业"}, .max_length = 100,
     .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_SUGGESTED | FIELD_SEARCHABLE},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"Owner", "负责人"}, .target = "user",
     .initial = "me", .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "country", .type = FIELD_COUNTRY, .label = {"Country", "国家"}, .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "website", .type = FIELD_WEB_ADDRESS, .label = {"Website", "网站"}, .flags = FIELD_SEARCHABLE},
    {.name = "phone", .type = FIELD_PHONE, .label = {"Phone", "电话"}, .flags = FIELD_SEARCHABLE},
    {.name = "email", .type = FIELD_EMAIL, .label = {"E-mail", "电子邮件"}, .flags = FIELD_SEARCHABLE},
    {.name = "parent", .column = "parent_id", .type = FIELD_REFERENCE, .label = {"Parent account", "上级客户"},
     .target = "account", .flags = FIELD_GROUPABLE},
    {.name = "employees", .type = FIELD_NUMBER, .label = {"Employees", "员工数"}, .section = "profile", .maximum = 100000000},
    {.name = "annual_revenue", .type = FIELD_MONEY, .label = {"Annual revenue", "年收入"}, .section = "profile",
     .currency_field = "currency"},
    {.name = "founded", .type = FIELD_NUMBER, .label = {"Founded", "成立年份"},
     .help = {"The year, such as 1996", "年份，例如 1996"}, .section = "profile", .minimum = 600, .maximum = 2200},
    {.name = "source", .type = FIELD_CHOICE, .label = {"Source", "来源"}, .section = "profile", .choices = SOURCE_CHOICES,
     .flags = FIELD_GROUPABLE},
    {.name = "tags", .type = FIELD_REFERENCES, .label = {"Tags", "标签"}, .section = "profile", .target = "tag",
     .link_table = "account_tag", .flags = FIELD_GROUPABLE},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}, .section = "profile"},
    {.name = "team", .column = "team_id", .type = FIELD_REFERENCE, .label = {"Team", "团队"}, .section = "coverage",
     .target = "team", .flags = FIELD_GROUPABLE},
    {.name = "branch", .column = "branch_id", .type = FIELD_REFERENCE, .label = {"Branch", "分支机构"},
     .section = "coverage", .target = "branch", .flags = FIELD_GROUPABLE},
    {.name = "territory", .column = "territory_id", .type = FIELD_REFERENCE, .label = {"Territory", "区域"},
     .section = "coverage", .target = "territory", .flags = FIELD_GROUPABLE},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}, .section = "terms", .max_length = 3,
     .initial = "organisation", .flags = FIELD_REQUIRED | FIELD_GROUPABLE, .change = KEEPS_NUMBERS},
    {.name = "payment_terms", .type = FIELD_CHOICE, .label = {"Payment terms", "付款条件"}, .section = "terms",
     .choices = PAYMENT_TERM_CHOICES, .flags = FIELD_GROUPABLE, .change = KEEPS_NUMBERS},
    {.name = "credit_limit", .type = FIELD_MONEY, .label = {"Credit limit", "信用额度"}, .section = "terms",
     .currency_field = "currency", .see = SEES_CREDIT, .change = KEEPS_TERMS},
    {.name = "tax_number", .type = FIELD_TEXT, .label = {"Tax number", "税号"}, .section = "terms", .max_length = 50,
     .flags = FIELD_SEARCHABLE, .change = KEEPS_NUMBERS},
    {.name = "registration_number", .type = FIELD_TEXT, .label = {"Registration number", "注册号"}, .section = "terms",
     .max_length = 50, .flags = FIELD_SEARCHABLE, .change = KEEPS_NUMBERS},
    {.name = "price_list", .column = "price_list_id", .type = FIELD_REFERENCE, .label = {"Price list", "价目表"},
     .help = {"Its prices come before those of the tier and of everyone", "优先于级别价目表和通用价目表"}, .section = "terms",
     .target = "price_list", .flags = FIELD_GROUPABLE, .change = KEEPS_TERMS},
    {.name = "tax_code", .column = "tax_code_id", .type = FIELD_REFERENCE, .label = {"Tax code", "税码"},
     .help = {"Of all that is sold to it, such as exports at zero rate; empty: as the product says",
              "适用于向其销售的一切，例如零税率出口；留空则按产品税码"}, .section = "terms", .target = "tax_code",
     .flags = FIELD_GROUPABLE, .change = KEEPS_TERMS},
    {.name = "billing_street", .type = FIELD_TEXT, .label = {"Billing street", "账单街道"}, .section = "billing",
     .change = KEEPS_NUMBERS},
    {.name = "billing_city", .type = FIELD_TEXT, .label = {"Billing city", "账单城市"}, .section = "billing",
     .flags = FIELD_SEARCHABLE | FIELD_SUGGESTED | FIELD_GROUPABLE, .change = KEEPS_NUMBERS},
    {.name = "billing_region", .type = FIELD_TEXT, .label = {"Billing region", "账单省份"}, .section = "billing",
     .flags = FIELD_SUGGESTED | FIELD_GROUPABLE, .change = KEEPS_NUMBERS},
    {.name = "billing_postal_code", .type = FIELD_TEXT, .label = {"Billing postal code", "账单邮编"},
     .section = "billing", .max_length = 30, .change = KEEPS_NUMBERS},
    {.name = "billing_country", .type = FIELD_COUNTRY, .label = {"Billing country", "账单国家"}, .section = "billing",
     .change = KEEPS_NUMBERS},
    {.name = "shipping_street", .type = FIELD_TEXT, .label = {"Shipping street", "收货街道"}, .section = "shipping"},
    {.name = "shipping_city", .type = FIELD_TEXT, .label = {"Shipping city", "收货城市"}, .section = "shipping",
     .flags = FIELD_SUGGESTED},
    {.name = "shipping_region", .type = FIELD_TEXT, .label = {"Shipping region", "收货省份"}, .section = "shipping",
     .flags = FIELD_SUGGESTED},
    {.name = "shipping_postal_code", .type = FIELD_TEXT, .label = {"Shipping postal code", "收货邮编"},
     .section = "shipping", .max_length = 30},
    {.name = "shipping_country", .type = FIELD_COUNTRY, .label = {"Shipping country", "收货国家"}, .section = "shipping"},
};
/* clang-format on */

static const char SQL_PARENT[] = "SELECT parent_id FROM account WHERE id = $1";

/* A company must not be above itself, however far up: lists and roll-ups would never end. */
static bool account_check_parent(context_t *context, const record_t *account) {
    int64_t above = record_number(account, "parent");
    for (int level = 0; above != 0; level++) {
        if (above == account->id || level > 100)
            return problem_add_field(context->problem, "parent", "circular",
                                     "This account already stands above the chosen parent. Choose another parent.");
        int64_t next = 0;
        if (!store_get_int(context->tx, &next, SQL_PARENT, "i", above)) break;
        above = next;
    }
    return true;
}

static const char *const MENTIONING[] = {"description", NULL};

static bool account_write(context_t *context, const record_t *before, record_t *after) {
    if (before != NULL && record_differs(before, after, "parent") && !account_check_parent(context, after))
        return false;
    return record_save(context, before, after) && duplicate_keep(context, before, after) &&
           mention_write(context, before, after, MENTIONING);
}

const record_type_t ACCOUNT = {
    .name = "account",
    .plural = "accounts",
    .table = "account",
    .label = {"Account", "客户"},
    .label_plural = {"Accounts", "客户"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "name",
    .subtitle = "industry",
    .default_sort = "name",
    .policy = POLICY_OWNED,
    .owner = "owner",
    .write = account_write,
};
