/* What a product costs a customer and how it is taxed: whose price list comes first, breaks, dates, currencies; whose
 * tax code; what trade is set to. On either engine. */
#include "trade/price.h"

#include "base/text.h"
#include "ledger/rate.h"
#include "sample/chance.h"
#include "support/book_context.h"
#include "support/cmocka.h"
#include "support/ledger_book.h"
#include "support/store_fixture.h"
#include "trade/sale.h"
#include "trade/tax.h"
#include "trade/trade_setting.h"

static const char *const NONE = "none";

static int64_t add(context_t *context, const char *type, const char *json) {
    return book_add(context, type, json)->id;
}

static int64_t add_list(context_t *context, const char *name, const char *more) {
    return add(context, "price_list",
               arena_printf(context->arena, "{\"name\": \"%s\", \"currency\": \"SGD\"%s}", name, more));
}

static int64_t add_price(context_t *context, int64_t list, int64_t product, const char *more) {
    return add(
        context, "price",
        arena_printf(context->arena, "{\"price_list\": %d, \"product\": %d, %s}", (int)list, (int)product, more));
}

/* "9.5" for so many on that day. */
static const char *price(context_t *context, int64_t product, int64_t account, const char *currency,
                         const char *quantity, const char *date) {
    price_question_t question = {
        .product_id = product, .account_id = account, .currency = currency_find(currency), .date = date};
    price_answer_t answer;
    assert_int_equal(decimal_parse(quantity, QUANTITY_SCALE, &question.quantity), DECIMAL_OK);
    assert_true(price_find(context, &question, &answer));
    return answer.found ? decimal_format(context->arena, answer.unit_price, PRICE_SCALE, false) : NONE;
}

static const char *price_of_one(context_t *context, int64_t product, int64_t account) {
    return price(context, product, account, "SGD", "1", "2026-06-15");
}

static void change(context_t *context, const char *type, int64_t id, const char *json) {
    const char *code = book_refusal(context, type, id, json);
    if (code != NULL) fail_msg("%s %s: %s", type, json, code);
}

static void precedence(context_t *context) {
    int64_t product = add(context, "product", "{\"name\": \"Ware\", \"price\": \"10.00\", \"currency\": \"SGD\"}");
    int64_t own = add_list(context, "Cancity 2026", ", \"audience\": \"accounts\"");
    int64_t tier = add_list(context, "Key accounts", ", \"tier\": \"key\"");
    int64_t everyone = add_list(context, "Retail", "");
    int64_t account =
        add(context, "account",
            arena_printf(context->arena, "{\"name\": \"Cancity\", \"tier\": \"key\", \"price_list\": %d}", (int)own));
    assert_string_equal(price_of_one(context, product, account), "10");
    add_price(context, everyone, product, "\"unit_price\": \"9\"");
    assert_string_equal(price_of_one(context, product, account), "9");
    add_price(context, tier, product, "\"unit_price\": \"11\"");
    assert_string_equal(price_of_one(context, product, account), "11");
    int64_t agreed = add_price(context, own, product, "\"unit_price\": \"8.1234\"");
    assert_string_equal(price_of_one(context, product, account), "8.1234");
    assert_string_equal(price_of_one(context, product, 0), "9");
    change(context, "price_list", own, "{\"active\": false}");
    assert_string_equal(price_of_one(context, product, account), "11");
    change(context, "price_list", own, "{\"active\": true}");
    assert_true(record_archive(context, &PRICE, agreed, 0));
    assert_string_equal(price_of_one(context, product, account), "11");
    assert_true(record_archive(context, &PRICE_LIST, tier, 0));
    assert_string_equal(price_of_one(context, product, account), "9");
    change(context, "account", account, "{\"tier\": \"standard\"}");
    assert_string_equal(price_of_one(context, product, account), "9");
    assert_true(record_archive(context, &PRICE_LIST, everyone, 0));
    assert_string_equal(price_of_one(context, product, account), "10");
    change(context, "product", product, "{\"price\": null}");
    assert_string_equal(price_of_one(context, product, account), NONE);
}

static void breaks(context_t *context) {
    int64_t product = add(context, "product", "{\"name\": \"Ware\", \"price\": \"10.00\", \"currency\": \"SGD\"}");
    int64_t list = add_list(context, "Retail", "");
    add_price(context, list, product, "\"minimum_quantity\": \"10\", \"unit_price\": \"9\"");
    add_price(context, list, product, "\"minimum_quantity\": \"100\", \"unit_price\": \"7.5\"");
    add_price(context, list, product, "\"minimum_quantity\": \"0.5\", \"unit_price\": \"9.75\"");
    const struct {
        const char *quantity, *price;
    } cases[] = {{"0.499", "10"}, {"0.5", "9.75"}, {"9.999", "9.75"}, {"10", "9"},
                 {"99.9", "9"},   {"100", "7.5"},  {"100000", "7.5"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(price(context, product, 0, "SGD", cases[i].quantity, "2026-06-15"), cases[i].price);
    const char *twice = arena_printf(context->arena,
                                     "{\"price_list\": %d, \"product\": %d, \"minimum_quantity\": \"10\", "
                                     "\"unit_price\": \"8\"}",
                                     (int)list, (int)product);
    assert_string_equal(book_refusal(context, "price", 0, twice), "not_unique");
}

static void dates(context_t *context) {
    int64_t product = add(context, "product", "{\"name\": \"Ware\", \"price\": \"10.00\", \"currency\": \"SGD\"}");
    int64_t list = add_list(context, "2026", ", \"valid_from\": \"2026-01-01\", \"valid_to\": \"2026-12-31\"");
    int64_t later = add_list(context, "2027", ", \"valid_from\": \"2026-12-01\"");
    add_price(context, list, product, "\"unit_price\": \"9\"");
    add_price(context, list, product,
              "\"unit_price\": \"6\", \"valid_from\": \"2026-11-27\", \"valid_to\": \"2026-11-27\"");
    add_price(context, later, product, "\"unit_price\": \"9.5\"");
    const struct {
        const char *date, *price;
    } cases[] = {{"2025-12-31", "10"}, {"2026-01-01", "9"},   {"2026-11-26", "9"},  {"2026-11-27", "6"},
                 {"2026-11-28", "9"},  {"2026-12-01", "9.5"}, {"2027-01-01", "9.5"}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_string_equal(price(context, product, 0, "SGD", "1", cases[i].date), cases[i].price);
    const char *backwards = "{\"name\": \"No day\", \"valid_from\": \"2026-02-01\", \"valid_to\": \"2026-01-31\"}";
    assert_string_equal(book_refusal(context, "price_list", 0, backwards), "before_start");
}

static void currencies(context_t *context) {
    int64_t product = add(context, "product", "{\"name\": \"Ware\", \"price\": \"10.00\", \"currency\": \"SGD\"}");
    int64_t dollars = add(context, "price_list", "{\"name\": \"Dollars\", \"currency\": \"USD\"}");
    assert_string_equal(price(context, product, 0, "USD", "1", "2026-06-15"), NONE);
    assert_true(rate_set(context, "EUR", "SGD", "2026-06-01", 1500000000));
    assert_true(rate_set(context, "EUR", "USD", "2026-06-01", 1100000000));
    assert_true(rate_set(context, "EUR", "JPY", "2026-06-01", 160000000000));
    assert_string_equal(price(context, product, 0, "USD", "1", "2026-06-15"), "7.33");
    assert_string_equal(price(context, product, 0, "JPY", "1", "2026-06-15"), "1067");
    assert_string_equal(price(context, product, 0, "USD", "1", "2026-05-31"), NONE);
    add_price(context, dollars, product, "\"unit_price\": \"7.1\"");
    assert_string_equal(price(context, product, 0, "USD", "1", "2026-06-15"), "7.1");
    assert_string_equal(price(context, product, 0, "SGD", "1", "2026-06-15"), "10");
}

static void kept_currency(context_t *context) {
    int64_t product = add(context, "product", "{\"name\": \"Ware\"}");
    int64_t list = add_list(context, "Retail", "");
    change(context, "price_list", list, "{\"currency\": \"USD\"}");
    int64_t agreed = add_price(context, list, product, "\"unit_price\": \"9\"");
    assert_string_equal(book_refusal(context, "price_list", list, "{\"currency\": \"SGD\"}"), "in_use");
    assert_true(record_archive(context, &PRICE, agreed, 0));
    change(context, "price_list", list, "{\"currency\": \"SGD\"}");
}

enum { LISTS = 6, PRICES = 60, QUESTIONS = 200 };

static const char *const DAYS[] = {"2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01"};

typedef struct tried_price {
    int list, product;
    int64_t from_quantity, unit_price;
    const char *from, *to;
} tried_price_t;

typedef struct tried_list {
    int64_t id;
    int rank; /* for the account: 0 its own, 1 its tier's, 2 everyone's, 3 somebody else's */
    const char *from;
} tried_list_t;

typedef struct tried {
    chance_t chance;
    tried_list_t lists[LISTS];
    tried_price_t prices[PRICES];
    size_t price_count;
    int64_t products[2], account;
} tried_t;

static const char *some_day(tried_t *tried) {
    size_t index = chance_index(&tried->chance, 6);
    return index < 4 ? DAYS[index] : NULL;
}

static const char *day_member(context_t *context, const char *name, const char *day) {
    return day != NULL ? arena_printf(context->arena, ", \"%s\": \"%s\"", name, day) : "";
}

static void try_lists(context_t *context, tried_t *tried) {
    static const char *const audiences[] = {"\"accounts\"", "\"tier\", \"tier\": \"key\"", "\"everyone\"",
                                            "\"tier\", \"tier\": \"smb\""};
    for (int i = 0; i < LISTS; i++) {
        tried_list_t *list = &tried->lists[i];
        list->rank = i == 0 ? 0 : 1 + (int)chance_index(&tried->chance, 3);
        list->from = some_day(tried);
        list->id = add_list(context, arena_printf(context->arena, "List %d", i),
                            arena_printf(context->arena, ", \"audience\": %s%s", audiences[list->rank],
                                         day_member(context, "valid_from", list->from)));
    }
}

static void try_prices(context_t *context, tried_t *tried) {
    for (int i = 0; i < PRICES; i++) {
        tried_price_t *price = &tried->prices[tried->price_count];
        *price = (tried_price_t){.list = (int)chance_index(&tried->chance, LISTS),
                                 .product = (int)chance_index(&tried->chance, 2),
                                 .from_quantity = (int64_t)chance_index(&tried->chance, 5),
                                 .unit_price = 1 + i,
                                 .from = some_day(tried),
                                 .to = some_day(tried)};
        const char *json = arena_printf(
            context->arena, "{\"price_list\": %d, \"product\": %d, \"minimum_quantity\": %d, \"unit_price\": %d%s%s}",
            (int)tried->lists[price->list].id, (int)tried->products[price->product], (int)price->from_quantity,
            (int)price->unit_price, day_member(context, "valid_from", price->from),
            day_member(context, "valid_to", price->to));
        if (book_refusal(context, "price", 0, json) == NULL) tried->price_count++;
    }
}

static int compare_days(const char *left, const char *right) {
    return strcmp(left != NULL ? left : "", right != NULL ? right : "");
}

/* Said once more, in the plainest way: is `a` to be taken rather than `b`? */
static bool comes_before(const tried_t *tried, const tried_price_t *a, const tried_price_t *b) {
    const tried_list_t *left = &tried->lists[a->list], *right = &tried->lists[b->list];
    if (left->rank != right->rank) return left->rank < right->rank;
    if (compare_days(left->from, right->from) != 0) return compare_days(left->from, right->from) > 0;
    if (left != right) return left->id > right->id;
    if (a->from_quantity != b->from_quantity) return a->from_quantity > b->from_quantity;
    return compare_days(a->from, b->from) > 0;
}

static int64_t expected_price(const tried_t *tried, int product, int64_t quantity, const char *date) {
    const tried_price_t *best = NULL;
    for (size_t i = 0; i < tried->price_count; i++) {
        const tried_price_t *price = &tried->prices[i];
        const tried_list_t *list = &tried->lists[price->list];
        bool holds = price->product == product && list->rank < 3 && price->from_quantity <= quantity &&
                     compare_days(price->from, date) <= 0 && compare_days(list->from, date) <= 0 &&
                     (price->to == NULL || compare_days(price->to, date) >= 0);
        if (holds && (best == NULL || comes_before(tried, price, best))) best = price;
    }
    return best != NULL ? best->unit_price : 0;
}

static void at_random(context_t *context) {
    const uint64_t seed = (uint64_t)context->now;
    tried_t tried = {.chance = chance_create(seed, 0)};
    print_message("seed %llu\n", (unsigned long long)seed);
    for (int i = 0; i < 2; i++)
        tried.products[i] = add(context, "product", arena_printf(context->arena, "{\"name\": \"Ware %d\"}", i));
    try_lists(context, &tried);
    tried.account = add(context, "account",
                        arena_printf(context->arena, "{\"name\": \"Cancity\", \"tier\": \"key\", \"price_list\": %d}",
                                     (int)tried.lists[0].id));
    try_prices(context, &tried);
    for (int i = 0; i < QUESTIONS; i++) {
        int product = (int)chance_index(&tried.chance, 2), quantity = (int)chance_index(&tried.chance, 6);
        const char *date = DAYS[chance_index(&tried.chance, 4)];
        int64_t expected = expected_price(&tried, product, quantity, date);
        const char *found = price(context, tried.products[product], tried.account, "SGD",
                                  arena_printf(context->arena, "%d", quantity), date);
        assert_string_equal(found, expected != 0 ? arena_printf(context->arena, "%d", (int)expected) : NONE);
    }
}

static void audiences(context_t *context) {
    record_t *list = book_add(context, "price_list", "{\"name\": \"Key\", \"tier\": \"key\"}");
    assert_string_equal(record_text(list, "audience"), "tier");
    change(context, "price_list", list->id, "{\"audience\": \"accounts\"}");
    assert_true(record_load(context, &PRICE_LIST, list->id, &list));
    assert_true(record_is_null(list, "tier"));
    assert_string_equal(book_refusal(context, "price_list", list->id, "{\"audience\": \"tier\"}"), "required");
    int64_t product = add(context, "product", "{\"name\": \"Ware\", \"price\": \"10.00\", \"currency\": \"SGD\"}");
    change(context, "price_list", list->id, "{\"currency\": \"SGD\"}");
    add_price(context, list->id, product, "\"unit_price\": \"5\"");
    assert_string_equal(price_of_one(context, product, add(context, "account", "{\"name\": \"Other\"}")), "10");
}

/* "ZR 0" of an account and a product; "none" when there is no code. */
static const char *tax(context_t *context, int64_t account, int64_t product) {
    int64_t id = 0, rate = 0;
    assert_true(tax_find(context, account, product, &id, &rate));
    const char *code = store_get_text(context->tx, context->arena, "SELECT code FROM tax_code WHERE id = $1", "i", id);
    if (code == NULL) return NONE;
    return arena_printf(context->arena, "%s %s", code, decimal_format(context->arena, rate, PERCENT_SCALE, false));
}

static int64_t tax_code(context_t *context, const char *code) {
    int64_t id = 0;
    assert_true(store_get_int(context->tx, &id, "SELECT id FROM tax_code WHERE code = $1", "t", code));
    return id;
}

static void tax_precedence(context_t *context) {
    int64_t account = add(context, "account", "{\"name\": \"Cancity\"}");
    int64_t product = add(context, "product", "{\"name\": \"Ware\"}");
    assert_string_equal(tax(context, account, product), NONE);
    assert_true(trade_setting_make_ready(context, "singapore"));
    assert_string_equal(tax(context, account, product), "SR 9");
    assert_string_equal(tax(context, 0, 0), "SR 9");
    const char *exempt = arena_printf(context->arena, "{\"tax_code\": %d}", (int)tax_code(context, "ES"));
    const char *zero = arena_printf(context->arena, "{\"tax_code\": %d}", (int)tax_code(context, "ZR"));
    change(context, "product", product, exempt);
    assert_string_equal(tax(context, account, product), "ES 0");
    change(context, "account", account, zero);
    assert_string_equal(tax(context, account, product), "ZR 0");
    assert_true(record_archive(context, &TAX_CODE, tax_code(context, "ZR"), 0));
    assert_string_equal(tax(context, account, product), "ES 0");
    assert_true(trade_setting_make_ready(context, "singapore"));
    assert_string_equal(tax(context, 0, 0), "SR 9");
}

static void tax_rates(context_t *context) {
    int64_t rate = 0;
    assert_true(trade_setting_make_ready(context, "singapore"));
    assert_true(tax_load(context, tax_code(context, "SR"), "lines.0.tax_code", &rate));
    assert_int_equal(rate, 900);
    assert_false(tax_load(context, 999999, "lines.0.tax_code", &rate));
    assert_string_equal(context->problem->fields[0].field, "lines.0.tax_code");
    assert_string_equal(book_forget(context), "not_found");
    assert_false(trade_setting_make_ready(context, "atlantis"));
    assert_string_equal(book_forget(context), "unknown_choice");
    assert_string_equal(book_refusal(context, "tax_code", 0,
                                     "{\"code\": \"X\", \"name\": \"Zero\", \"category\": \"zero\", \"rate\": \"9\"}"),
                        "out_of_range");
}

/* NULL when it was done, else the first problem's code. */
static const char *set(context_t *context, const char *json) {
    json_t *body = json_loads(json, 0, NULL);
    bool ok = trade_setting_change(context, body);
    json_decref(body);
    assert_true(ok != problem_is_set(context->problem));
    return book_forget(context);
}

static const char *sale_tax(context_t *context) {
    sale_t sale;
    json_t *body = json_loads(
        "{\"account\": 1, \"currency\": \"SGD\", \"lines\": ["
        "{\"description\": \"a\", \"unit_price\": \"1.05\"},"
        "{\"description\": \"b\", \"unit_price\": \"1.05\"},"
        "{\"description\": \"c\", \"unit_price\": \"1.05\"}]}",
        0, NULL);
    assert_true(sale_read(context, body, &sale));
    json_decref(body);
    return money_format(context->arena, sale.totals.tax, sale.currency);
}

/* 9 % of 1.05 is 0.0945: three times 0.09 by line, 0.28 on the sum of 3.15. */
static void rounding(context_t *context) {
    add(context, "account", "{\"name\": \"Cancity\"}");
    assert_true(trade_setting_make_ready(context, "singapore"));
    assert_string_equal(sale_tax(context), "0.28");
    assert_null(set(context, "{\"tax_per_line\": true}"));
    assert_string_equal(sale_tax(context), "0.27");
    assert_null(set(context, "{\"tax_per_line\": false}"));
    assert_string_equal(sale_tax(context), "0.28");
}

static void settings(context_t *context) {
    trade_setting_t setting;
    assert_true(trade_setting_read(context, &setting));
    assert_int_equal(setting.discount_limit, -1);
    assert_int_equal(setting.credit_note_limit, -1);
    assert_string_equal(setting.seller_address, "");
    assert_null(set(context,
                    "{\"discount_limit\": \"12.5\", \"credit_note_limit\": \"500.25\", "
                    "\"write_off_limit\": 0, \"seller_address\": \"1 Raffles Place\\nSingapore\"}"));
    assert_true(trade_setting_read(context, &setting));
    assert_int_equal(setting.discount_limit, 1250);
    assert_int_equal(setting.credit_note_limit, 50025);
    assert_int_equal(setting.write_off_limit, 0);
    assert_string_equal(setting.seller_address, "1 Raffles Place\nSingapore");
    ledger_book_open(context, "JPY");
    assert_null(set(context, "{\"discount_limit\": null, \"credit_note_limit\": \"60000\", \"seller_address\": \"\"}"));
    assert_true(trade_setting_read(context, &setting));
    assert_int_equal(setting.discount_limit, -1);
    assert_int_equal(setting.credit_note_limit, 60000);
    assert_string_equal(setting.seller_address, "");
    assert_string_equal(set(context, "{\"discount_limit\": \"101\"}"), "out_of_range");
    assert_string_equal(set(context, "{\"write_off_limit\": \"-1\"}"), "out_of_range");
    assert_string_equal(set(context, "{\"credit_note_limit\": \"0.5\"}"), "too_precise");
    assert_string_equal(set(context, "{\"default_tax_code\": 77}"), "not_found");
    const actor_t manager = {.user_id = 0, .role = ROLE_MANAGER, .name = "Mona", .locale = "en"};
    context->actor = &manager;
    assert_string_equal(set(context, "{\"tax_per_line\": true}"), "forbidden");
    context->actor = &ACTOR_PROGRAM;
}

static void kinds(context_t *context) {
    const char *service = "{\"name\": \"Installation\", \"kind\": \"service\", \"stocked\": true}";
    assert_string_equal(book_refusal(context, "product", 0, service), "not_goods");
    record_t *product = book_add(context, "product", "{\"name\": \"Ware\", \"stocked\": true, \"cost\": \"4.50\"}");
    assert_string_equal(book_refusal(context, "product", product->id, "{\"kind\": \"subscription\"}"), "not_goods");
    const actor_t seller = {.user_id = 0, .role = ROLE_REPRESENTATIVE, .name = "Sue", .locale = "en"};
    context->actor = &seller;
    assert_true(record_load(context, product->type, product->id, &product));
    context->actor = &ACTOR_PROGRAM;
    assert_true(record_is_null(product, "cost"));
}

static void an_account_s_own_list_comes_before_its_tier_s_and_everyone_s(void **state) {
    with_book(*state, precedence);
}

static void the_highest_break_that_the_quantity_reaches_counts(void **state) {
    with_book(*state, breaks);
}

static void prices_hold_in_their_days(void **state) {
    with_book(*state, dates);
}

static void a_list_price_in_another_currency_is_converted_at_the_dated_rate(void **state) {
    with_book(*state, currencies);
}

static void a_list_is_for_everyone_a_tier_or_the_accounts_that_name_it(void **state) {
    with_book(*state, audiences);
}

static void any_lists_and_prices_give_the_one_that_the_rule_says(void **state) {
    with_book(*state, at_random);
}

static void a_list_with_prices_keeps_its_currency(void **state) {
    with_book(*state, kept_currency);
}

static void the_account_s_tax_code_comes_before_the_product_s_and_the_usual_one(void **state) {
    with_book(*state, tax_precedence);
}

static void tax_codes_have_a_rate_when_standard_rated_only(void **state) {
    with_book(*state, tax_rates);
}

static void tax_is_rounded_once_per_code_or_per_line_as_set(void **state) {
    with_book(*state, rounding);
}

static void limits_are_set_and_taken_away_by_finance_and_administrators(void **state) {
    with_book(*state, settings);
}

static void only_goods_are_stocked_and_sellers_do_not_see_the_cost(void **state) {
    with_book(*state, kinds);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(an_account_s_own_list_comes_before_its_tier_s_and_everyone_s),
        ON_BOTH(the_highest_break_that_the_quantity_reaches_counts),
        ON_BOTH(prices_hold_in_their_days),
        ON_BOTH(a_list_price_in_another_currency_is_converted_at_the_dated_rate),
        ON_BOTH(a_list_is_for_everyone_a_tier_or_the_accounts_that_name_it),
        ON_BOTH(any_lists_and_prices_give_the_one_that_the_rule_says),
        ON_BOTH(a_list_with_prices_keeps_its_currency),
        ON_BOTH(the_account_s_tax_code_comes_before_the_product_s_and_the_usual_one),
        ON_BOTH(tax_codes_have_a_rate_when_standard_rated_only),
        ON_BOTH(tax_is_rounded_once_per_code_or_per_line_as_set),
        ON_BOTH(limits_are_set_and_taken_away_by_finance_and_administrators),
        ON_BOTH(only_goods_are_stocked_and_sellers_do_not_see_the_cost),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
