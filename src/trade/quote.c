#include "trade/quote.h"

#include "base/text.h"
#include "catalogue/policy.h"
#include "ledger/ledger.h"
#include "trade/amount.h"
#include "trade/body.h"
#include "trade/price.h"
#include "trade/trade_setting.h"

enum { VALID_DAYS = 30, LONG_TEXT = 20000, PERCENT_WHOLE = 10000 };

static const char *const TEXTS[] = {"introduction", "timeline", "terms"};
enum { TEXT_COUNT = sizeof TEXTS / sizeof TEXTS[0] };

typedef struct quote_body {
    sale_t sale;
    const char *valid_until;
    const char *texts[TEXT_COUNT];
} quote_body_t;

static bool quote_read(context_t *context, json_t *json, quote_body_t *out) {
    date_t date;
    body_t body = body_of(context, json);
    *out = (quote_body_t){0};
    bool ok = sale_read(context, json, &out->sale) && body_date(&body, "valid_until", &out->valid_until);
    for (size_t i = 0; ok && i < TEXT_COUNT; i++) ok = body_text(&body, TEXTS[i], LONG_TEXT, &out->texts[i]);
    if (!ok || !date_parse(out->sale.date, &date)) return false;
    if (out->valid_until == NULL)
        out->valid_until = date_format(context->arena, date_from_days(date_to_days(date) + VALID_DAYS));
    return strcmp(out->valid_until, out->sale.date) >= 0 ||
           body_refuse(&body, "valid_until", "out_of_range", "This day is before the quote's date.");
}

static void quote_set_totals(const sale_t *sale, record_t *record) {
    sale_write_head(sale, record);
    record_set_number(record, "cost", sale->totals.cost);
    record_set_number(record, "margin", sale->totals.net - sale->totals.cost);
}

/* What the body leaves out is emptied, so that a replaced draft holds nothing of before. */
static void quote_fill(const quote_body_t *body, record_t *record) {
    static const char *const emptied[] = {"contact",       "opportunity",      "branch",
                                          "payment_terms", "discount_percent", "approved_by"};
    for (size_t i = 0; i < sizeof emptied / sizeof emptied[0]; i++) record_set_null(record, emptied[i]);
    quote_set_totals(&body->sale, record);
    if (body->sale.discount_percent != 0) record_set_number(record, "discount_percent", body->sale.discount_percent);
    record_set_text(record, "status", "draft");
    record_set_text(record, "valid_until", body->valid_until);
    for (size_t i = 0; i < TEXT_COUNT; i++) {
        if (body->texts[i] != NULL) record_set_text(record, TEXTS[i], body->texts[i]);
        if (body->texts[i] == NULL) record_set_null(record, TEXTS[i]);
    }
}

static const char SQL_LINE[] =
    "INSERT INTO quote_line (quote_id, position, kind, product_id, description, deliverable, quantity, unit, unit_price, "
    "discount_percent, tax_code_id, tax_rate, gross, discount, net, tax, cost, optional, chosen) "
    "VALUES ($1, $2, $3, nullif(CAST($4 AS BIGINT), 0), $5, $6, $7, $8, $9, $10, nullif(CAST($11 AS BIGINT), 0), $12, "
    "$13, $14, $15, $16, $17, $18, $19)";

static bool quote_write_lines(context_t *context, int64_t id, const sale_t *sale) {
    for (size_t i = 0; i < sale->line_count; i++) {
        const sale_line_t *line = &sale->lines[i];
        store_run(context->tx, NULL, SQL_LINE, "iitittitiiiiiiiiiii", id, (int64_t)i, line->kind, line->product_id,
                  line->description, line->deliverable, line->quantity, line->unit, line->unit_price,
                  line->discount_percent, line->tax_code_id, line->tax_rate, line->gross, line->discount, line->net,
                  line->tax, line->cost, (int64_t)line->optional, (int64_t)(!line->optional || line->chosen));
    }
    return context_done(context);
}

bool quote_create(context_t *context, json_t *json, int64_t *id) {
    quote_body_t body;
    const char *number = NULL;
    record_t *record = record_new(context->arena, &QUOTE), *made = NULL;
    if (!quote_read(context, json, &body) || !ledger_take_number(context, "QU", body.sale.date, &number)) return false;
    quote_fill(&body, record);
    record_set_text(record, "number", number);
    record_set_number(record, "revision", 1);
    if (!record_create(context, record, &made)) return false;
    *id = made->id;
    return quote_write_lines(context, *id, &body.sale);
}

static const char SQL_COUNT[] = "SELECT count(*) FROM quote_line WHERE quote_id = $1";
static const char SQL_LINES[] = "SELECT " SALE_LINE_COLUMNS
                                ", l.optional, l.chosen FROM quote_line l LEFT JOIN product p ON p.id = l.product_id "
                                "WHERE l.quote_id = $1 ORDER BY l.position";

static bool quote_load_lines(context_t *context, quote_t *quote) {
    int64_t count = 0;
    sale_t *sale = &quote->sale;
    if (!store_get_int(context->tx, &count, SQL_COUNT, "i", quote->id)) return context_done(context);
    sale->lines = ARENA_ARRAY(context->arena, sale_line_t, (size_t)count + 1);
    store_statement_t *rows = store_query(context->tx, SQL_LINES, "i", quote->id);
    while (sale->line_count < (size_t)count && store_step(rows)) {
        sale_line_t *line = &sale->lines[sale->line_count++];
        sale_line_take(context->arena, rows, line);
        line->optional = store_column_int(rows, SALE_LINE_COLUMN_COUNT) != 0;
        line->chosen = store_column_int(rows, SALE_LINE_COLUMN_COUNT + 1) != 0;
    }
    if (!store_end(rows)) return context_done(context);
    sale_total(sale);
    return true;
}

bool quote_load(context_t *context, int64_t id, quote_t *out) {
    *out = (quote_t){.id = id};
    if (!record_load(context, &QUOTE, id, &out->record)) return false;
    const record_t *record = out->record;
    const char *valid_until = record_text(record, "valid_until");
    bool over = valid_until != NULL && strcmp(valid_until, context_today(context)) < 0;
    if (over && text_equal(record_text(record, "status"), "sent")) record_set_text(out->record, "status", "expired");
    out->number = record_text(record, "number");
    out->status = record_text(record, "status");
    out->sale = (sale_t){.account_id = record_number(record, "account"),
                         .contact_id = record_number(record, "contact"),
                         .opportunity_id = record_number(record, "opportunity"),
                         .owner_id = record_number(record, "owner"),
                         .branch_id = record_number(record, "branch"),
                         .currency = currency_find(record_text(record, "currency")),
                         .date = record_text(record, "date"),
                         .payment_terms = record_text(record, "payment_terms"),
                         .discount_percent = record_number(record, "discount_percent")};
    return quote_load_lines(context, out);
}

bool quote_update(context_t *context, const quote_t *quote, const record_t *input) {
    record_t *saved = NULL;
    return record_update(context, quote->id, 0, input, &saved);
}

static const char SQL_FORGET_LINES[] = "DELETE FROM quote_line WHERE quote_id = $1";

bool quote_replace(context_t *context, int64_t id, json_t *json) {
    quote_t quote;
    quote_body_t body;
    record_t *input = record_new(context->arena, &QUOTE);
    if (!quote_load(context, id, &quote) || !policy_check(context, quote.record, quote.record, POLICY_UPDATE))
        return false;
    if (!text_equal(quote.status, "draft") && !text_equal(quote.status, "waiting"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "not_a_draft",
                           "%s was sent already. Make a new version to change it.", quote.number);
    if (!quote_read(context, json, &body)) return false;
    quote_fill(&body, input);
    store_run(context->tx, NULL, SQL_FORGET_LINES, "i", id);
    return quote_update(context, &quote, input) && quote_write_lines(context, id, &body.sale);
}

static const char SQL_DRAFT[] =
    "SELECT id FROM quote WHERE number = $1 AND status IN ('draft', 'waiting') ORDER BY revision DESC LIMIT 1";
static const char SQL_LAST[] = "SELECT max(revision) FROM quote WHERE number = $1";

/* The copy is dated today and stands as long as the version before it did. */
static bool quote_copy(context_t *context, const quote_t *quote, int64_t revision, int64_t *id) {
    record_t *record = record_new(context->arena, &QUOTE), *made = NULL;
    date_t from, until, today = date_from_moment(context->now);
    const char *valid = record_text(quote->record, "valid_until");
    int64_t days = VALID_DAYS;
    if (valid != NULL && date_parse(valid, &until) && date_parse(quote->sale.date, &from))
        days = date_to_days(until) - date_to_days(from);
    quote_body_t body = {.sale = quote->sale,
                         .valid_until = date_format(context->arena, date_from_days(date_to_days(today) + days))};
    body.sale.date = context_today(context);
    for (size_t i = 0; i < TEXT_COUNT; i++) body.texts[i] = record_text(quote->record, TEXTS[i]);
    quote_fill(&body, record);
    record_set_text(record, "number", quote->number);
    record_set_number(record, "revision", revision);
    record_set_number(record, "previous", quote->id);
    if (!record_create(context, record, &made)) return false;
    *id = made->id;
    return quote_write_lines(context, *id, &body.sale);
}

bool quote_revise(context_t *context, int64_t id, int64_t *revised) {
    quote_t quote;
    int64_t last = 0;
    *revised = 0;
    if (!quote_load(context, id, &quote) || !policy_check(context, quote.record, quote.record, POLICY_UPDATE))
        return false;
    if (text_equal(quote.status, "accepted"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "accepted",
                           "%s is accepted. Change its order, or make another quote.", quote.number);
    if (store_get_int(context->tx, revised, SQL_DRAFT, "t", quote.number)) return true;
    if (store_failed(context->tx)) return false;
    return store_get_int(context->tx, &last, SQL_LAST, "t", quote.number) &&
           quote_copy(context, &quote, last + 1, revised);
}

static const char SQL_CHOOSE[] =
    "UPDATE quote_line SET chosen = $1, tax_code_id = nullif(CAST($2 AS BIGINT), 0), tax_rate = $3, gross = $4, "
    "discount = $5, net = $6, tax = $7 WHERE id = $8";

bool quote_choose(context_t *context, quote_t *quote, const int64_t *lines, size_t count) {
    bool changed = false;
    sale_t *sale = &quote->sale;
    record_t *input = record_new(context->arena, &QUOTE);
    for (size_t i = 0; i < sale->line_count; i++) {
        sale_line_t *line = &sale->lines[i];
        bool chosen = !line->optional;
        for (size_t j = 0; j < count; j++) chosen = chosen || lines[j] == line->id;
        changed = changed || chosen != line->chosen;
        line->chosen = chosen;
    }
    if (!changed) return true;
    if (!sale_compute(context, sale)) return false;
    for (size_t i = 0; i < sale->line_count; i++) {
        const sale_line_t *line = &sale->lines[i];
        store_run(context->tx, NULL, SQL_CHOOSE, "iiiiiiii", (int64_t)line->chosen, line->tax_code_id, line->tax_rate,
                  line->gross, line->discount, line->net, line->tax, line->id);
    }
    quote_set_totals(sale, input);
    return quote_update(context, quote, input) && context_done(context);
}

bool quote_may_approve(const actor_t *actor) {
    return actor->role == ROLE_ADMINISTRATOR || actor->role == ROLE_MANAGER;
}

/* A price below the list's is a discount too. */
static bool line_find_discount(context_t *context, const sale_t *sale, const sale_line_t *line, int64_t *percent) {
    int64_t full = line->gross, listed = 0;
    price_answer_t answer = {0};
    const price_question_t question = {.product_id = line->product_id,
                                       .account_id = sale->account_id,
                                       .currency = sale->currency,
                                       .quantity = line->quantity,
                                       .date = sale->date};
    *percent = 0;
    if (text_equal(line->kind, "freight")) return true;
    if (line->product_id != 0 && !price_find(context, &question, &answer)) return false;
    if (answer.found && amount_extend(line->quantity, answer.unit_price, sale->currency, &listed) && listed > full)
        full = listed;
    *percent = amount_share(PERCENT_WHOLE, full - line->net, full);
    return true;
}

bool quote_find_discount(context_t *context, const sale_t *sale, quote_discount_t *out) {
    trade_setting_t setting;
    *out = (quote_discount_t){.limit = -1};
    if (!trade_setting_read(context, &setting)) return false;
    for (size_t i = 0; i < sale->line_count; i++) {
        int64_t percent = 0;
        if (!line_find_discount(context, sale, &sale->lines[i], &percent)) return false;
        if (percent > out->highest) out->highest = percent;
    }
    out->limit = setting.discount_limit;
    out->above = out->limit >= 0 && out->highest > out->limit;
    return true;
}
