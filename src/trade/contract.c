#include "trade/contract.h"

#include "base/text.h"
#include "catalogue/policy.h"
#include "customer/choices.h"
#include "ledger/ledger.h"
#include "trade/amount.h"
#include "trade/body.h"
#include "trade/price.h"
#include "trade/tax.h"

enum { LINE_TEXT = 500, NOTICE_MOST = 3650 };

static const int64_t QUANTITY_OF_ONE = 1000;

static const char SQL_COUNT[] = "SELECT count(*) FROM contract_line WHERE contract_id = $1";
static const char SQL_LINES[] =
    "SELECT l.id, coalesce(l.product_id, 0), coalesce(l.tax_code_id, 0), p.name, l.description, l.unit, l.quantity, "
    "l.unit_price, l.discount_percent, l.recurring, l.from_on, l.until_on FROM contract_line l "
    "LEFT JOIN product p ON p.id = l.product_id WHERE l.contract_id = $1 ORDER BY l.position, l.id";

static void line_take(arena_t *arena, const store_statement_t *row, contract_line_t *out) {
    *out = (contract_line_t){
        .id = store_column_int(row, 0),
        .product_id = store_column_int(row, 1),
        .tax_code_id = store_column_int(row, 2),
        .product_title = arena_strdup(arena, store_column_text(row, 3)),
        .description = arena_strdup(arena, store_column_text(row, 4)),
        .unit = arena_strdup(arena, store_column_text(row, 5)),
        .quantity = store_column_int(row, 6),
        .unit_price = store_column_int(row, 7),
        .discount_percent = store_column_int(row, 8),
        .recurring = store_column_int(row, 9) != 0,
        .from_on = arena_strdup(arena, store_column_text(row, 10)),
        .until_on = arena_strdup(arena, store_column_text(row, 11)),
    };
}

bool contract_load(context_t *context, int64_t id, contract_t *out) {
    int64_t count = 0;
    *out = (contract_t){.id = id};
    if (!record_load(context, &CONTRACT, id, &out->record)) return false;
    const char *end = record_text(out->record, "end_on"), *cancelled = record_text(out->record, "cancelled_on");
    out->number = record_text(out->record, "number");
    out->status = record_text(out->record, "status");
    out->currency = currency_find(record_text(out->record, "currency"));
    out->start_on = record_text(out->record, "start_on");
    out->last_on = cancelled != NULL && (end == NULL || strcmp(cancelled, end) < 0) ? cancelled : end;
    if (!store_get_int(context->tx, &count, SQL_COUNT, "i", id)) return context_done(context);
    out->lines = ARENA_ARRAY(context->arena, contract_line_t, (size_t)count + 1);
    store_statement_t *rows = store_query(context->tx, SQL_LINES, "i", id);
    while (out->line_count < (size_t)count && store_step(rows))
        line_take(context->arena, rows, &out->lines[out->line_count++]);
    return store_end(rows) || context_done(context);
}

typedef struct draft {
    body_t body;
    record_t *record;
    const currency_t *currency;
    int64_t account_id;
    const char *start_on;
} draft_t;

static const char SQL_ACCOUNT[] =
    "SELECT currency, payment_terms, coalesce(owner_id, 0), coalesce(branch_id, 0) FROM account WHERE id = $1";

static void take_id(const draft_t *draft, const char *name, int64_t otherwise) {
    int64_t id = otherwise;
    if (body_id(&draft->body, name, &id) && id != 0) record_set_number(draft->record, name, id);
}

static void take_text(const draft_t *draft, const char *name, size_t most, const char *otherwise) {
    const char *text = otherwise;
    if (body_text(&draft->body, name, most, &text) && text != NULL) record_set_text(draft->record, name, text);
}

static bool choice_is_known(const choice_t *choices, const char *name) {
    for (const choice_t *choice = choices; choice->name != NULL; choice++)
        if (text_equal(choice->name, name)) return true;
    return false;
}

static void take_choice(const draft_t *draft, const char *name, const char *otherwise) {
    const field_t *field = type_field(&CONTRACT, name);
    take_text(draft, name, 40, otherwise);
    const char *text = record_text(draft->record, name);
    if (text != NULL && !choice_is_known(field->choices, text))
        body_refuse(&draft->body, name, "unknown_choice", "This is none of the choices.");
}

/* What is left out comes from the account. */
static bool draft_read_account(draft_t *draft) {
    context_t *context = draft->body.context;
    if (!body_id(&draft->body, "account", &draft->account_id)) return false;
    if (draft->account_id == 0) return body_refuse(&draft->body, "account", "required", "Choose the customer.");
    store_statement_t *row = store_query(context->tx, SQL_ACCOUNT, "i", draft->account_id);
    bool found = store_step(row);
    const char *currency = found ? arena_strdup(context->arena, store_column_text(row, 0)) : NULL;
    const char *terms = found ? arena_strdup(context->arena, store_column_text(row, 1)) : NULL;
    int64_t owner = found ? store_column_int(row, 2) : 0, branch = found ? store_column_int(row, 3) : 0;
    if (!store_end(row)) return context_done(context);
    if (!found) return body_refuse(&draft->body, "account", "not_found", "There is no such account.");
    record_set_number(draft->record, "account", draft->account_id);
    take_text(draft, "currency", 3, currency);
    take_choice(draft, "payment_terms", terms);
    take_id(draft, "owner", owner != 0 ? owner : context->actor->user_id);
    take_id(draft, "branch", branch);
    draft->currency = currency_find(record_text(draft->record, "currency"));
    return draft->currency != NULL ||
           body_refuse(&draft->body, "currency", "not_a_currency",
                       "This is no currency code of ISO 4217. Use three letters, such as USD.");
}

static void draft_read_term(draft_t *draft) {
    context_t *context = draft->body.context;
    int64_t months = 0, notice = 0, escalation = 0;
    draft->start_on = context_today(context);
    body_date(&draft->body, "start_on", &draft->start_on);
    body_decimal(&draft->body, "months", 0, &months);
    body_decimal(&draft->body, "notice_days", 0, &notice);
    body_percent(&draft->body, "escalation_percent", &escalation);
    if (months < 0 || months > CONTRACT_MONTHS)
        body_refuse(&draft->body, "months", "out_of_range", "Give from 1 to 600 months, or none for an open end.");
    if (notice < 0 || notice > NOTICE_MOST)
        body_refuse(&draft->body, "notice_days", "out_of_range", "Give from 0 to 3,650 days.");
    if (problem_is_set(context->problem)) return;
    record_set_text(draft->record, "start_on", draft->start_on);
    record_set_number(draft->record, "notice_days", notice);
    record_set_number(draft->record, "escalation_percent", escalation);
    if (months == 0) return;
    const char *next = contract_months_after(context->arena, draft->start_on, (int)months);
    record_set_number(draft->record, "months", months);
    record_set_text(draft->record, "end_on", contract_day_after(context->arena, next, -1));
    record_set_text(draft->record, "renewal_on", next);
}

static bool draft_read(draft_t *draft) {
    if (!draft_read_account(draft)) return false;
    take_text(draft, "name", 200, NULL);
    take_text(draft, "description", 20000, NULL);
    take_id(draft, "contact", 0);
    take_id(draft, "opportunity", 0);
    take_choice(draft, "renewal", "automatic");
    take_choice(draft, "billing", "month");
    draft_read_term(draft);
    if (record_is_null(draft->record, "name"))
        body_refuse(&draft->body, "name", "required", "Say what the contract is called.");
    return !problem_is_set(draft->body.context->problem);
}

static const char SQL_PRODUCT[] = "SELECT name, unit, kind FROM product WHERE id = $1";

static bool line_take_product(const body_t *body, const draft_t *draft, contract_line_t *line) {
    context_t *context = body->context;
    if (line->product_id == 0) return true;
    store_statement_t *row = store_query(context->tx, SQL_PRODUCT, "i", line->product_id);
    bool found = store_step(row);
    if (found) {
        if (line->description == NULL) line->description = arena_strdup(context->arena, store_column_text(row, 0));
        if (line->unit == NULL) line->unit = arena_strdup(context->arena, store_column_text(row, 1));
        if (!body_has(body, "recurring")) line->recurring = text_equal(store_column_text(row, 2), "subscription");
    }
    if (!store_end(row)) return context_done(context);
    if (!found) return body_refuse(body, "product", "not_found", "There is no such product.");
    const price_question_t question = {line->product_id, draft->account_id, draft->currency, line->quantity,
                                       draft->start_on};
    price_answer_t answer = {0};
    if (body_has(body, "unit_price")) return true;
    if (!price_find(context, &question, &answer)) return false;
    line->unit_price = answer.unit_price;
    return answer.found || body_refuse(body, "unit_price", "required", "No list has a price for this. Give one.");
}

static bool line_read(const body_t *body, const draft_t *draft, contract_line_t *out) {
    int64_t rate = 0;
    *out = (contract_line_t){.quantity = QUANTITY_OF_ONE, .recurring = true, .unit_price = -1};
    if (!body_id(body, "product", &out->product_id) || !body_text(body, "description", LINE_TEXT, &out->description) ||
        !body_text(body, "unit", 40, &out->unit) || !body_decimal(body, "quantity", QUANTITY_SCALE, &out->quantity) ||
        !body_decimal(body, "unit_price", PRICE_SCALE, &out->unit_price) ||
        !body_percent(body, "discount_percent", &out->discount_percent) ||
        !body_id(body, "tax_code", &out->tax_code_id) || !body_yes_no(body, "recurring", &out->recurring) ||
        !line_take_product(body, draft, out))
        return false;
    if (out->quantity <= 0) return body_refuse(body, "quantity", "out_of_range", "Give a quantity above 0.");
    if (out->unit_price < 0) return body_refuse(body, "unit_price", "required", "Give the price of one month.");
    if (out->description == NULL)
        return body_refuse(body, "description", "required", "Choose a product or say what it is.");
    const char *field = arena_printf(body->context->arena, "%stax_code", body->path);
    if (out->tax_code_id != 0) return tax_load(body->context, out->tax_code_id, field, &rate);
    return tax_find(body->context, draft->account_id, out->product_id, &out->tax_code_id, &rate);
}

static const char SQL_ADD[] =
    "INSERT INTO contract_line (contract_id, position, product_id, description, quantity, unit, unit_price, "
    "discount_percent, tax_code_id, recurring, from_on, until_on) VALUES ($1, $2, nullif(CAST($3 AS BIGINT), 0), $4, $5, "
    "$6, $7, $8, nullif(CAST($9 AS BIGINT), 0), $10, $11, $12)";

bool contract_add_line(context_t *context, int64_t contract_id, int64_t position, const contract_line_t *line) {
    store_run(context->tx, NULL, SQL_ADD, "iiititiiiitt", contract_id, position, line->product_id, line->description,
              line->quantity, line->unit, line->unit_price, line->discount_percent, line->tax_code_id,
              (int64_t)line->recurring, line->from_on, line->until_on);
    return context_done(context);
}

bool contract_create(context_t *context, json_t *json, int64_t *id) {
    draft_t draft = {.body = body_of(context, json), .record = record_new(context->arena, &CONTRACT)};
    contract_line_t lines[CONTRACT_LINES];
    size_t count = 0;
    const char *number = NULL;
    record_t *made = NULL;
    if (!draft_read(&draft) || !body_array(&draft.body, "lines", CONTRACT_LINES, &count)) return false;
    if (count == 0) return body_refuse(&draft.body, "lines", "required", "Add at least one line.");
    for (size_t i = 0; i < count; i++) {
        body_t line = body_element(&draft.body, "lines", i);
        line_read(&line, &draft, &lines[i]);
        lines[i].from_on = draft.start_on;
    }
    if (problem_is_set(context->problem) || !ledger_take_number(context, "CT", draft.start_on, &number)) return false;
    record_set_text(draft.record, "number", number);
    record_set_text(draft.record, "status", "draft");
    if (!record_create(context, draft.record, &made)) return false;
    *id = made->id;
    for (size_t i = 0; i < count; i++)
        if (!contract_add_line(context, *id, (int64_t)i, &lines[i])) return false;
    return contract_follow(context, *id, draft.start_on);
}

static bool line_is_on(const contract_line_t *line, const char *date) {
    return strcmp(line->from_on, date) <= 0 && (line->until_on == NULL || strcmp(line->until_on, date) >= 0);
}

static void set_money(record_t *record, const char *field, bool known, int64_t amount) {
    if (known) record_set_number(record, field, amount);
    if (!known) record_set_null(record, field);
}

bool contract_follow(context_t *context, int64_t id, const char *date) {
    contract_t contract;
    record_t *input = record_new(context->arena, &CONTRACT), *saved = NULL;
    int64_t mrr = 0, recurring = 0, one_off = 0, amount = 0, months = 0;
    if (!contract_load(context, id, &contract)) return false;
    const char *end = record_text(contract.record, "end_on");
    const char *at = strcmp(date, contract.start_on) < 0 ? contract.start_on : date;
    for (size_t i = 0; i < contract.line_count; i++) {
        const contract_line_t *line = &contract.lines[i];
        if (!contract_line_monthly(&contract, line, &amount)) continue;
        if (!line->recurring) one_off += amount;
        if (line->recurring && line_is_on(line, at)) mrr += amount;
        if (line->recurring && end != NULL && contract_line_charge(&contract, line, contract.start_on, end, &amount))
            recurring += amount;
    }
    while (end != NULL && months < CONTRACT_MONTHS &&
           strcmp(contract_months_after(context->arena, contract.start_on, (int)months), end) <= 0)
        months++;
    record_set_number(input, "mrr", mrr);
    record_set_number(input, "arr", 12 * mrr);
    record_set_number(input, "one_off", one_off);
    record_set_number(input, "acv", end != NULL ? amount_share(recurring, 12, months) : 12 * mrr);
    set_money(input, "tcv", end != NULL, recurring + one_off);
    return record_update(context, id, 0, input, &saved);
}

bool contract_activate(context_t *context, int64_t id) {
    contract_t contract;
    record_t *input = record_new(context->arena, &CONTRACT), *saved = NULL;
    if (!contract_load(context, id, &contract) ||
        !policy_check(context, contract.record, contract.record, POLICY_UPDATE))
        return false;
    if (!text_equal(contract.status, "draft"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "not_draft", "%s is no draft.", contract.number);
    record_set_text(input, "status", "active");
    return record_update(context, id, 0, input, &saved);
}
