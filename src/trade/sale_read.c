/* Reading what is offered or ordered, with what the opportunity, the account and the product say where the body is
 * silent. */
#include "base/text.h"
#include "customer/choices.h"
#include "ledger/rate.h"
#include "trade/amount.h"
#include "trade/body.h"
#include "trade/price.h"
#include "trade/sale.h"
#include "trade/tax.h"

enum { LONG_TEXT = 2000, LINE_TEXT = 500 };

static const int64_t QUANTITY_OF_ONE = 1000;

static const char SQL_OPPORTUNITY[] =
    "SELECT coalesce(account_id, 0), coalesce(contact_id, 0), coalesce(owner_id, 0), currency FROM opportunity "
    "WHERE id = $1";
static const char SQL_ACCOUNT[] =
    "SELECT coalesce(owner_id, 0), coalesce(branch_id, 0), currency, payment_terms FROM account WHERE id = $1";

static int64_t first_of(int64_t given, int64_t otherwise) {
    return given != 0 ? given : otherwise;
}

static const char *first_text(arena_t *arena, const char *given, const char *otherwise) {
    return given != NULL ? given : arena_strdup(arena, otherwise);
}

/* `currency` is the code so far: of the body, then of the opportunity, then of the account. */
static bool sale_take_opportunity(const body_t *body, sale_t *sale, const char **currency) {
    context_t *context = body->context;
    if (sale->opportunity_id == 0) return true;
    store_statement_t *row = store_query(context->tx, SQL_OPPORTUNITY, "i", sale->opportunity_id);
    bool found = store_step(row);
    if (found) {
        sale->account_id = first_of(sale->account_id, store_column_int(row, 0));
        sale->contact_id = first_of(sale->contact_id, store_column_int(row, 1));
        sale->owner_id = first_of(sale->owner_id, store_column_int(row, 2));
        *currency = first_text(context->arena, *currency, store_column_text(row, 3));
    }
    if (!store_end(row)) return context_done(context);
    return found || body_refuse(body, "opportunity", "not_found", "There is no such opportunity.");
}

static bool sale_take_account(const body_t *body, sale_t *sale, const char **currency) {
    context_t *context = body->context;
    if (sale->account_id == 0) return body_refuse(body, "account", "required", "Choose the customer.");
    store_statement_t *row = store_query(context->tx, SQL_ACCOUNT, "i", sale->account_id);
    bool found = store_step(row);
    if (found) {
        sale->owner_id = first_of(sale->owner_id, store_column_int(row, 0));
        sale->branch_id = first_of(sale->branch_id, store_column_int(row, 1));
        *currency = first_text(context->arena, *currency, store_column_text(row, 2));
        sale->payment_terms = first_text(context->arena, sale->payment_terms, store_column_text(row, 3));
    }
    if (!store_end(row)) return context_done(context);
    return found || body_refuse(body, "account", "not_found", "There is no such account.");
}

static bool terms_are_known(const char *terms) {
    for (const choice_t *choice = PAYMENT_TERM_CHOICES; choice->name != NULL; choice++)
        if (text_equal(choice->name, terms)) return true;
    return terms == NULL;
}

static bool sale_read_head(const body_t *body, sale_t *sale) {
    context_t *context = body->context;
    const char *currency = NULL;
    sale->date = context_today(context);
    body_id(body, "account", &sale->account_id);
    body_id(body, "contact", &sale->contact_id);
    body_id(body, "opportunity", &sale->opportunity_id);
    body_id(body, "owner", &sale->owner_id);
    body_id(body, "branch", &sale->branch_id);
    body_text(body, "currency", 3, &currency);
    body_text(body, "payment_terms", 40, &sale->payment_terms);
    body_date(body, "date", &sale->date);
    body_percent(body, "discount_percent", &sale->discount_percent);
    if (problem_is_set(context->problem) || !sale_take_opportunity(body, sale, &currency) ||
        !sale_take_account(body, sale, &currency))
        return false;
    if (!terms_are_known(sale->payment_terms))
        return body_refuse(body, "payment_terms", "unknown_choice", "Choose one of the payment terms.");
    sale->owner_id = first_of(sale->owner_id, context->actor->user_id);
    sale->currency = currency_find(currency);
    return sale->currency != NULL ||
           body_refuse(body, "currency", "not_a_currency",
                       "This is no currency code of ISO 4217. Use three letters, such as USD.");
}

static const char SQL_PRODUCT[] = "SELECT name, unit, stocked, coalesce(cost, 0), currency FROM product WHERE id = $1";

/* What it is expected to cost, in the document's currency; unknown without a rate. */
static int64_t line_cost(context_t *context, const sale_t *sale, int64_t cost, const char *code, int64_t quantity) {
    const currency_t *from = currency_find(code);
    int64_t rate = 0;
    if (cost == 0 || from == NULL) return 0;
    if (from != sale->currency) {
        if (!rate_seek(context, from, sale->currency, sale->date, &rate) ||
            !rate_convert(cost, from, sale->currency, rate, &cost))
            return 0;
    }
    return amount_share(cost, quantity, QUANTITY_OF_ONE);
}

static bool line_take_product(const body_t *body, const sale_t *sale, sale_line_t *line) {
    context_t *context = body->context;
    if (line->product_id == 0) return true;
    store_statement_t *row = store_query(context->tx, SQL_PRODUCT, "i", line->product_id);
    bool found = store_step(row);
    int64_t cost = 0;
    const char *currency = NULL;
    if (found) {
        line->product_title = arena_strdup(context->arena, store_column_text(row, 0));
        if (line->description == NULL) line->description = line->product_title;
        line->unit = first_text(context->arena, line->unit, store_column_text(row, 1));
        line->stocked = store_column_int(row, 2) != 0;
        cost = store_column_int(row, 3);
        currency = arena_strdup(context->arena, store_column_text(row, 4));
    }
    if (!store_end(row)) return context_done(context);
    if (!found) return body_refuse(body, "product", "not_found", "There is no such product.");
    line->cost = line_cost(context, sale, cost, currency, line->quantity);
    return true;
}

static bool line_take_price(const body_t *body, const sale_t *sale, sale_line_t *line) {
    const price_question_t question = {.product_id = line->product_id,
                                       .account_id = sale->account_id,
                                       .currency = sale->currency,
                                       .quantity = line->quantity,
                                       .date = sale->date};
    price_answer_t answer = {0};
    if (body_has(body, "unit_price")) return true;
    if (line->product_id != 0 && !price_find(body->context, &question, &answer)) return false;
    line->unit_price = answer.unit_price;
    return answer.found || body_refuse(body, "unit_price", "required", "No list has a price for this. Give one.");
}

static bool line_take_tax(const body_t *body, const sale_t *sale, sale_line_t *line) {
    const char *field = arena_printf(body->context->arena, "%stax_code", body->path);
    if (line->tax_code_id != 0) return tax_load(body->context, line->tax_code_id, field, &line->tax_rate);
    return tax_find(body->context, sale->account_id, line->product_id, &line->tax_code_id, &line->tax_rate);
}

static bool line_read(const body_t *body, const sale_t *sale, sale_line_t *line) {
    *line = (sale_line_t){.kind = "item", .quantity = QUANTITY_OF_ONE};
    bool ok =
        body_id(body, "product", &line->product_id) && body_text(body, "description", LINE_TEXT, &line->description) &&
        body_text(body, "deliverable", LONG_TEXT, &line->deliverable) && body_text(body, "unit", 40, &line->unit) &&
        body_decimal(body, "quantity", QUANTITY_SCALE, &line->quantity) &&
        body_decimal(body, "unit_price", PRICE_SCALE, &line->unit_price) &&
        body_percent(body, "discount_percent", &line->discount_percent) &&
        body_id(body, "tax_code", &line->tax_code_id) && body_yes_no(body, "optional", &line->optional) &&
        body_yes_no(body, "chosen", &line->chosen);
    if (!ok) return false;
    if (line->quantity <= 0) return body_refuse(body, "quantity", "out_of_range", "Give a quantity above 0.");
    if (line->unit_price < 0) return body_refuse(body, "unit_price", "out_of_range", "Give a price of 0 or more.");
    if (!line_take_product(body, sale, line) || !line_take_price(body, sale, line) || !line_take_tax(body, sale, line))
        return false;
    return line->description != NULL ||
           body_refuse(body, "description", "required", "Choose a product or say what it is.");
}

static bool sale_read_freight(const body_t *body, sale_t *sale) {
    int64_t freight = 0;
    if (!body_money(body, "freight", sale->currency, &freight)) return false;
    if (freight < 0) return body_refuse(body, "freight", "out_of_range", "Give an amount of 0 or more.");
    if (freight == 0) return true;
    int64_t unit_price = 0;
    if (!decimal_rescale(freight, sale->currency->exponent, PRICE_SCALE, &unit_price))
        return body_refuse(body, "freight", "too_large", "This amount is too large.");
    const char *name = text_equal(body->context->actor->locale, "zh") ? "运费" : "Freight";
    sale->lines[sale->line_count++] =
        (sale_line_t){.kind = "freight", .description = name, .quantity = QUANTITY_OF_ONE, .unit_price = unit_price};
    return true;
}

bool sale_read(context_t *context, json_t *json, sale_t *out) {
    size_t count = 0;
    body_t body = body_of(context, json);
    *out = (sale_t){0};
    if (!sale_read_head(&body, out) || !body_array(&body, "lines", SALE_LINES, &count)) return false;
    if (count == 0) return body_refuse(&body, "lines", "required", "Add at least one line.");
    out->lines = ARENA_ARRAY(context->arena, sale_line_t, count + 1);
    out->line_count = count;
    for (size_t i = 0; i < count; i++) {
        body_t line = body_element(&body, "lines", i);
        line_read(&line, out, &out->lines[i]);
    }
    return sale_read_freight(&body, out) && !problem_is_set(context->problem) && sale_compute(context, out);
}
