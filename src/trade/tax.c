#include "trade/tax.h"

#include "base/text.h"
#include "catalogue/record.h"
#include "trade/trade_setting.h"

/* clang-format off */
static const choice_t CATEGORY[] = {
    {"standard", {"Standard-rated", "标准税率"}},
    {"zero", {"Zero-rated", "零税率"}},
    {"exempt", {"Exempt", "免税"}},
    {"out_of_scope", {"Out of scope", "不在征税范围"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "code", .type = FIELD_TEXT, .label = {"Code", "代码"}, .max_length = 20,
     .flags = FIELD_REQUIRED | FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"}, .max_length = 100,
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "category", .type = FIELD_CHOICE, .label = {"Category", "类别"}, .choices = CATEGORY, .initial = "standard",
     .help = {"In which box of the tax return it counts", "决定计入报税表的哪一栏"},
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "rate", .type = FIELD_PERCENTAGE, .label = {"Rate", "税率"}, .initial = "0",
     .help = {"Documents keep the rate that they were made with", "单据保留制作时的税率"}, .maximum = 10000,
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_QUICK},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
};
/* clang-format on */

static bool tax_code_write(context_t *context, const record_t *before, record_t *after) {
    const char *category = record_text(after, "category");
    if (category != NULL && !text_equal(category, "standard") && record_number(after, "rate") != 0)
        return problem_add_field(context->problem, "rate", "out_of_range",
                                 "Only standard-rated supplies are taxed. Give 0, or choose that category.");
    return record_save(context, before, after);
}

const record_type_t TAX_CODE = {
    .name = "tax_code",
    .plural = "tax_codes",
    .table = "tax_code",
    .label = {"Tax code", "税码"},
    .label_plural = {"Tax codes", "税码"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "name",
    .subtitle = "code",
    .default_sort = "code",
    .policy = POLICY_LEDGER,
    .write = tax_code_write,
};

static const char SQL_FIND[] =
    "SELECT t.id, t.rate FROM (SELECT 1 AS place, tax_code_id AS code_id FROM account WHERE id = $1 "
    "UNION ALL SELECT 2, tax_code_id FROM product WHERE id = $2) s JOIN tax_code t ON t.id = s.code_id "
    "WHERE t.archived_at IS NULL ORDER BY s.place LIMIT 1";

static bool tax_take(context_t *context, store_statement_t *row, int64_t *id, int64_t *rate) {
    if (store_step(row)) {
        *id = store_column_int(row, 0);
        *rate = store_column_int(row, 1);
    }
    return store_end(row) || context_done(context);
}

bool tax_find(context_t *context, int64_t account_id, int64_t product_id, int64_t *id, int64_t *rate) {
    *id = *rate = 0;
    if (!tax_take(context, store_query(context->tx, SQL_FIND, "ii", account_id, product_id), id, rate)) return false;
    return *id != 0 || trade_setting_default_tax(context, id, rate);
}

static const char SQL_RATE[] = "SELECT rate FROM tax_code WHERE id = $1";

bool tax_load(context_t *context, int64_t id, const char *field, int64_t *rate) {
    if (store_get_int(context->tx, rate, SQL_RATE, "i", id)) return true;
    if (!context_done(context)) return false;
    return problem_add_field(context->problem, field, "not_found", "There is no tax code %lld.", (long long)id);
}

typedef struct ready_code {
    const char *code;
    label_t name;
    const char *category;
    int64_t rate;
} ready_code_t;

static const ready_code_t SINGAPORE[] = {
    {"SR", {"GST, standard-rated", "消费税标准税率"}, "standard", 900},
    {"ZR", {"GST, zero-rated", "消费税零税率"}, "zero", 0},
    {"ES", {"GST, exempt", "消费税免税"}, "exempt", 0},
    {"OS", {"GST, out of scope", "不在消费税征税范围"}, "out_of_scope", 0},
};

static const char SQL_BY_CODE[] = "SELECT id FROM tax_code WHERE lower(code) = $1 AND archived_at IS NULL";

static bool ready_make(context_t *context, const ready_code_t *ready, int64_t *id) {
    record_t *code = record_new(context->arena, &TAX_CODE), *made = NULL;
    if (store_get_int(context->tx, id, SQL_BY_CODE, "t", text_lower(context->arena, ready->code))) return true;
    record_set_text(code, "code", ready->code);
    record_set_text(code, "name", label_in(ready->name, context->actor->locale));
    record_set_text(code, "category", ready->category);
    record_set_number(code, "rate", ready->rate);
    if (!context_done(context) || !record_create(context, code, &made)) return false;
    *id = made->id;
    return true;
}

bool tax_make_ready(context_t *context, const char *chart, int64_t *standard_id) {
    int64_t id = 0;
    if (!text_equal(chart, "singapore"))
        return problem_add_field(context->problem, "chart", "unknown_choice", "Choose singapore.");
    for (size_t i = 0; i < sizeof SINGAPORE / sizeof SINGAPORE[0]; i++) {
        if (!ready_make(context, &SINGAPORE[i], &id)) return false;
        if (text_equal(SINGAPORE[i].category, "standard")) *standard_id = id;
    }
    return true;
}
