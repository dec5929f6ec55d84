#include "trade/price.h"

#include "base/text.h"
#include "catalogue/record.h"
#include "customer/choices.h"
#include "customer/organisation.h"
#include "ledger/rate.h"
#include "trade/tax.h"

#define QUANTITY_MOST INT64_C(1000000000000)
#define PRICE_MOST INT64_C(100000000000000000)

/* clang-format off */
static const choice_t AUDIENCE[] = {
    {"everyone", {"Everyone", "所有客户"}},
    {"tier", {"A tier", "某一级别"}},
    {"accounts", {"Accounts that name it", "指定此表的客户"}},
    {NULL, {NULL, NULL}},
};

static const field_t LIST_FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}, .max_length = 3, .initial = "organisation",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "audience", .type = FIELD_CHOICE, .label = {"For", "适用于"}, .choices = AUDIENCE, .initial = "everyone",
     .help = {"An account's own list comes first, then its tier's, then everyone's", "客户自己的价目表优先，其次为级别，最后为通用"},
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "tier", .type = FIELD_CHOICE, .label = {"Tier", "级别"}, .choices = TIER_CHOICES,
     .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "valid_from", .type = FIELD_DATE, .label = {"Valid from", "生效日期"}, .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "valid_to", .type = FIELD_DATE, .label = {"Valid to", "截止日期"}, .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "active", .type = FIELD_YES_NO, .label = {"In use", "使用中"}, .initial = "true",
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
};

static const field_t PRICE_FIELDS[] = {
    {.name = "price_list", .column = "price_list_id", .type = FIELD_REFERENCE, .label = {"Price list", "价目表"},
     .target = "price_list", .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "product", .column = "product_id", .type = FIELD_REFERENCE, .label = {"Product", "产品"}, .target = "product",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "minimum_quantity", .type = FIELD_NUMBER, .label = {"From quantity", "起订数量"}, .scale = QUANTITY_SCALE,
     .help = {"The price holds from this quantity of one line on", "单行数量达到此数时适用"}, .initial = "0",
     .maximum = QUANTITY_MOST, .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_QUICK},
    {.name = "unit_price", .type = FIELD_NUMBER, .label = {"Unit price", "单价"}, .scale = PRICE_SCALE,
     .help = {"In the currency of its list", "以价目表的货币计"}, .maximum = PRICE_MOST,
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_QUICK},
    {.name = "valid_from", .type = FIELD_DATE, .label = {"Valid from", "生效日期"}, .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "valid_to", .type = FIELD_DATE, .label = {"Valid to", "截止日期"}, .flags = FIELD_LISTED | FIELD_QUICK},
};
/* clang-format on */

static bool validity_check(context_t *context, const record_t *record) {
    const char *from = record_text(record, "valid_from"), *to = record_text(record, "valid_to");
    if (from == NULL || to == NULL || strcmp(from, to) <= 0) return true;
    return problem_add_field(context->problem, "valid_to", "before_start", "This is before the first day.");
}

static const char SQL_HAS_PRICES[] = "SELECT id FROM price WHERE price_list_id = $1 AND archived_at IS NULL LIMIT 1";

/* Its prices would mean something else. */
static bool price_list_check_currency(context_t *context, const record_t *before, const record_t *after) {
    int64_t price = 0;
    if (before == NULL || !record_differs(before, after, "currency")) return true;
    if (!store_get_int(context->tx, &price, SQL_HAS_PRICES, "i", after->id)) return context_done(context);
    return problem_add_field(context->problem, "currency", "in_use",
                             "The list has prices in its currency already. Make a list for the other currency.");
}

/* Naming a tier makes it that tier's list; choosing somebody else takes the tier away. */
static bool price_list_write(context_t *context, const record_t *before, record_t *after) {
    bool tier = text_equal(record_text(after, "audience"), "tier");
    bool named = !record_is_null(after, "tier") && (before == NULL || record_differs(before, after, "tier"));
    if (named && text_equal(record_text(after, "audience"), "everyone")) {
        record_set_text(after, "audience", "tier");
        tier = true;
    }
    if (!tier) record_set_null(after, "tier");
    if (tier && record_is_null(after, "tier"))
        problem_add_field(context->problem, "tier", "required", "Choose the tier that the list is for.");
    validity_check(context, after);
    price_list_check_currency(context, before, after);
    return !problem_is_set(context->problem) && record_save(context, before, after);
}

static const char SQL_SAME[] =
    "SELECT id FROM price WHERE price_list_id = $1 AND product_id = $2 AND minimum_quantity = $3 "
    "AND coalesce(valid_from, '') = $4 AND archived_at IS NULL AND id <> $5 LIMIT 1";

bool price_find_same(context_t *context, const record_t *price, int64_t *id) {
    const char *from = record_text(price, "valid_from");
    *id = 0;
    store_get_int(context->tx, id, SQL_SAME, "iiiti", record_number(price, "price_list"),
                  record_number(price, "product"), record_number(price, "minimum_quantity"), from != NULL ? from : "",
                  price->id);
    return context_done(context);
}

/* Two prices of one product, break and first day would leave open which is meant. */
static bool price_check_single(context_t *context, const record_t *price) {
    int64_t other = 0;
    if (!price_find_same(context, price, &other)) return false;
    return other == 0 ||
           problem_add_field(context->problem, "minimum_quantity", "not_unique",
                             "The list has a price of this product from this quantity and day on already.");
}

static bool price_write(context_t *context, const record_t *before, record_t *after) {
    if (!validity_check(context, after) || !price_check_single(context, after)) return false;
    return record_save(context, before, after);
}

const record_type_t PRICE_LIST = {
    .name = "price_list",
    .plural = "price_lists",
    .table = "price_list",
    .label = {"Price list", "价目表"},
    .label_plural = {"Price lists", "价目表"},
    .fields = LIST_FIELDS,
    .field_count = sizeof LIST_FIELDS / sizeof LIST_FIELDS[0],
    .title = "name",
    .subtitle = "currency",
    .default_sort = "name",
    .policy = POLICY_OFFER,
    .write = price_list_write,
};

const record_type_t PRICE = {
    .name = "price",
    .plural = "prices",
    .table = "price",
    .label = {"Price", "价格"},
    .label_plural = {"Prices", "价格"},
    .fields = PRICE_FIELDS,
    .field_count = sizeof PRICE_FIELDS / sizeof PRICE_FIELDS[0],
    .title = "product",
    .subtitle = "price_list",
    .default_sort = "product,minimum_quantity",
    .policy = POLICY_OFFER,
    .write = price_write,
    .unsearched = true,
};

static const char SQL_FIND[] =
    "SELECT p.unit_price, l.id, p.minimum_quantity FROM price p JOIN price_list l ON l.id = p.price_list_id "
    "LEFT JOIN account a ON a.id = $2 WHERE p.product_id = $1 AND p.archived_at IS NULL AND l.archived_at IS NULL "
    "AND l.active = 1 AND l.currency = $3 AND p.minimum_quantity <= $4 "
    "AND coalesce(p.valid_from, '') <= $5 AND (p.valid_to IS NULL OR p.valid_to >= $5) "
    "AND coalesce(l.valid_from, '') <= $5 AND (l.valid_to IS NULL OR l.valid_to >= $5) "
    "AND (l.id = a.price_list_id OR l.audience = 'everyone' OR (l.audience = 'tier' AND l.tier = a.tier)) "
    "ORDER BY CASE WHEN l.id = a.price_list_id THEN 0 WHEN l.audience = 'tier' THEN 1 ELSE 2 END, "
    "coalesce(l.valid_from, '') DESC, l.id DESC, p.minimum_quantity DESC, coalesce(p.valid_from, '') DESC, p.id DESC "
    "LIMIT 1";

static const char SQL_LIST_PRICE[] = "SELECT price, currency FROM product WHERE id = $1 AND price IS NOT NULL";

static bool list_price_find(context_t *context, const price_question_t *question, price_answer_t *out) {
    const currency_t *from = NULL;
    int64_t price = 0, rate = 0;
    store_statement_t *row = store_query(context->tx, SQL_LIST_PRICE, "i", question->product_id);
    if (store_step(row)) {
        price = store_column_int(row, 0);
        from = currency_find(store_column_text(row, 1));
    }
    if (!store_end(row)) return context_done(context);
    if (from == NULL) return true;
    if (from != question->currency && (!rate_seek(context, from, question->currency, question->date, &rate) ||
                                       !rate_convert(price, from, question->currency, rate, &price)))
        return context_done(context);
    out->found = decimal_rescale(price, question->currency->exponent, PRICE_SCALE, &out->unit_price);
    return true;
}

bool price_find(context_t *context, const price_question_t *question, price_answer_t *out) {
    *out = (price_answer_t){0};
    store_statement_t *row = store_query(context->tx, SQL_FIND, "iitit", question->product_id, question->account_id,
                                         question->currency->code, question->quantity, question->date);
    if (store_step(row))
        *out = (price_answer_t){.found = true,
                                .unit_price = store_column_int(row, 0),
                                .price_list_id = store_column_int(row, 1),
                                .minimum_quantity = store_column_int(row, 2)};
    if (!store_end(row)) return context_done(context);
    return out->found || list_price_find(context, question, out);
}

static const char SQL_ACCOUNT_CURRENCY[] = "SELECT currency FROM account WHERE id = $1";

static bool question_complete(context_t *context, price_question_t *question) {
    organisation_t organisation;
    if (question->currency != NULL) return true;
    const char *code = store_get_text(context->tx, context->arena, SQL_ACCOUNT_CURRENCY, "i", question->account_id);
    if (code == NULL && organisation_read(context, &organisation)) code = organisation.currency;
    question->currency = code != NULL ? currency_find(code) : NULL;
    return question->currency != NULL || context_done(context);
}

static const char SQL_NAMES[] =
    "SELECT p.unit, l.id, l.name, t.id, t.name FROM product p LEFT JOIN price_list l ON l.id = $2 "
    "LEFT JOIN tax_code t ON t.id = $3 WHERE p.id = $1";

bool price_write_answer(context_t *context, const price_question_t *asked, json_writer_t *writer) {
    price_question_t question = *asked;
    price_answer_t answer;
    int64_t tax_code_id = 0, tax_rate = 0;
    if (!question_complete(context, &question) || !price_find(context, &question, &answer) ||
        !tax_find(context, question.account_id, question.product_id, &tax_code_id, &tax_rate))
        return false;
    store_statement_t *row =
        store_query(context->tx, SQL_NAMES, "iii", question.product_id, answer.price_list_id, tax_code_id);
    bool found = store_step(row);
    if (found) {
        const char *price = decimal_format(context->arena, answer.unit_price, PRICE_SCALE, false);
        const char *from = decimal_format(context->arena, answer.minimum_quantity, QUANTITY_SCALE, false);
        json_write_object(writer, NULL);
        json_write_text(writer, "unit_price", answer.found ? price : NULL);
        reference_write_row(writer, "price_list", row, 1);
        json_write_text(writer, "minimum_quantity", answer.price_list_id != 0 ? from : NULL);
        json_write_text(writer, "currency", question.currency->code);
        json_write_text(writer, "unit", store_column_text(row, 0));
        reference_write_row(writer, "tax_code", row, 3);
        json_write_text(writer, "tax_rate", decimal_format(context->arena, tax_rate, PERCENT_SCALE, false));
        json_write_close(writer);
    }
    if (!store_end(row)) return context_done(context);
    return found || problem_add_field(context->problem, "product", "not_found", "There is no such product.");
}
