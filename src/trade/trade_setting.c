#include "trade/trade_setting.h"

#include "base/text.h"
#include "catalogue/record.h"
#include "customer/organisation.h"
#include "trade/body.h"
#include "trade/price.h"
#include "trade/tax.h"

enum { ADDRESS_CHARACTERS = 500, REGISTRATION_CHARACTERS = 60, PERCENT_WHOLE = 10000 };

#define LIMIT_MOST INT64_C(100000000000000000)

static const char SQL_SETTING[] = "SELECT value FROM setting WHERE name = $1";
static const char SQL_SET[] =
    "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
static const char SQL_REMOVE[] = "DELETE FROM setting WHERE name = $1";
static const char SQL_BOOK_CURRENCY[] = "SELECT currency FROM ledger WHERE id = 1";

static const char *setting_text(context_t *context, const char *name) {
    const char *key = arena_printf(context->arena, "trade_%s", name);
    return store_get_text(context->tx, context->arena, SQL_SETTING, "t", key);
}

static bool setting_keep(context_t *context, const char *name, const char *value) {
    const char *key = arena_printf(context->arena, "trade_%s", name);
    if (value == NULL) store_run(context->tx, NULL, SQL_REMOVE, "t", key);
    if (value != NULL) store_run(context->tx, NULL, SQL_SET, "tt", key, value);
    return context_done(context);
}

/* Limits are kept as decimal text, so that they mean the same whatever the digits of the currency in which they are
 * read. */
static int64_t setting_limit(context_t *context, const char *name, int scale) {
    int64_t limit = 0;
    const char *text = setting_text(context, name);
    return text != NULL && decimal_parse_rounded(text, scale, &limit) == DECIMAL_OK ? limit : -1;
}

/* The ledger's; before it is open, the organisation's. */
static const currency_t *setting_currency(context_t *context) {
    organisation_t organisation;
    const char *code = store_get_text(context->tx, context->arena, SQL_BOOK_CURRENCY, "");
    if (code != NULL) return currency_find(code);
    return organisation_read(context, &organisation) ? currency_find(organisation.currency) : NULL;
}

static const char *or_empty(const char *text) {
    return text != NULL ? text : "";
}

bool trade_setting_read(context_t *context, trade_setting_t *out) {
    const currency_t *currency = setting_currency(context);
    if (currency == NULL) return context_done(context);
    const char *code = setting_text(context, "default_tax_code");
    *out = (trade_setting_t){
        .tax_per_line = text_equal(setting_text(context, "tax_per_line"), "1"),
        .discount_limit = setting_limit(context, "discount_limit", PERCENT_SCALE),
        .credit_note_limit = setting_limit(context, "credit_note_limit", currency->exponent),
        .write_off_limit = setting_limit(context, "write_off_limit", currency->exponent),
        .seller_address = or_empty(setting_text(context, "seller_address")),
        .tax_registration = or_empty(setting_text(context, "tax_registration")),
    };
    if (code != NULL && !text_parse_int(code, &out->default_tax_code_id)) out->default_tax_code_id = 0;
    return context_done(context);
}

static const char SQL_TAX_CODE[] = "SELECT rate FROM tax_code WHERE id = $1 AND archived_at IS NULL";
static const char SQL_TAX_NAME[] = "SELECT id, name FROM tax_code WHERE id = $1";

bool trade_setting_default_tax(context_t *context, int64_t *id, int64_t *rate) {
    const char *code = setting_text(context, "default_tax_code");
    int64_t chosen = 0;
    *id = *rate = 0;
    if (code != NULL && text_parse_int(code, &chosen) && store_get_int(context->tx, rate, SQL_TAX_CODE, "i", chosen))
        *id = chosen;
    return context_done(context);
}

static bool write_default_tax(context_t *context, json_writer_t *writer, int64_t id) {
    store_statement_t *row = store_query(context->tx, SQL_TAX_NAME, "i", id);
    if (store_step(row))
        reference_write_row(writer, "default_tax_code", row, 0);
    else
        json_write_null(writer, "default_tax_code");
    return store_end(row) || context_done(context);
}

static bool setting_may_change(const actor_t *actor) {
    return actor->role == ROLE_ADMINISTRATOR || actor->role == ROLE_FINANCE;
}

static const char *limit_text(const json_writer_t *writer, int64_t limit, int scale, bool keep_zeros) {
    return limit >= 0 ? decimal_format(writer->text->arena, limit, scale, keep_zeros) : NULL;
}

bool trade_setting_write(context_t *context, json_writer_t *writer, const char *key) {
    trade_setting_t setting;
    const currency_t *currency = setting_currency(context);
    if (currency == NULL || !trade_setting_read(context, &setting)) return context_done(context);
    int digits = currency->exponent;
    json_write_object(writer, key);
    json_write_bool(writer, "tax_per_line", setting.tax_per_line);
    bool ok = write_default_tax(context, writer, setting.default_tax_code_id);
    json_write_text(writer, "discount_limit", limit_text(writer, setting.discount_limit, PERCENT_SCALE, false));
    json_write_text(writer, "credit_note_limit", limit_text(writer, setting.credit_note_limit, digits, true));
    json_write_text(writer, "write_off_limit", limit_text(writer, setting.write_off_limit, digits, true));
    json_write_text(writer, "currency", currency->code);
    json_write_text(writer, "seller_address", setting.seller_address);
    json_write_text(writer, "tax_registration", setting.tax_registration);
    json_write_bool(writer, "may_change", setting_may_change(context->actor));
    json_write_close(writer);
    return ok;
}

static bool setting_check_keeper(context_t *context) {
    return setting_may_change(context->actor) ||
           problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                       "Only finance and administrators change what trade is set to.");
}

static bool change_text(const body_t *body, const char *name, size_t most) {
    const char *text = NULL;
    if (json_object_get(body->json, name) == NULL) return true;
    return body_text(body, name, most, &text) && setting_keep(body->context, name, text);
}

/* Null, or an empty text, takes it away. */
static bool change_limit(const body_t *body, const char *name, int scale, int64_t most) {
    const int64_t none = INT64_MIN;
    int64_t limit = none;
    if (json_object_get(body->json, name) == NULL) return true;
    if (!body_decimal(body, name, scale, &limit)) return false;
    if (limit != none && (limit < 0 || limit > most))
        return body_refuse(body, name, "out_of_range", "This is no limit. Give 0 or more, or nothing.");
    return setting_keep(body->context, name,
                        limit != none ? decimal_format(body->context->arena, limit, scale, false) : NULL);
}

static bool change_tax_per_line(const body_t *body) {
    bool per_line = false;
    if (!body_has(body, "tax_per_line")) return true;
    return body_yes_no(body, "tax_per_line", &per_line) &&
           setting_keep(body->context, "tax_per_line", per_line ? "1" : NULL);
}

static bool change_default_tax(const body_t *body) {
    int64_t id = 0, rate = 0;
    context_t *context = body->context;
    if (json_object_get(body->json, "default_tax_code") == NULL) return true;
    if (!body_id(body, "default_tax_code", &id) || (id != 0 && !tax_load(context, id, "default_tax_code", &rate)))
        return false;
    return setting_keep(context, "default_tax_code",
                        id != 0 ? arena_printf(context->arena, "%lld", (long long)id) : NULL);
}

bool trade_setting_change(context_t *context, json_t *json) {
    const body_t body = body_of(context, json);
    const currency_t *currency = setting_currency(context);
    if (!setting_check_keeper(context)) return false;
    if (currency == NULL) return context_done(context);
    change_tax_per_line(&body);
    change_default_tax(&body);
    change_limit(&body, "discount_limit", PERCENT_SCALE, PERCENT_WHOLE);
    change_limit(&body, "credit_note_limit", currency->exponent, LIMIT_MOST);
    change_limit(&body, "write_off_limit", currency->exponent, LIMIT_MOST);
    change_text(&body, "seller_address", ADDRESS_CHARACTERS);
    change_text(&body, "tax_registration", REGISTRATION_CHARACTERS);
    return !problem_is_set(context->problem) && context_done(context);
}

bool trade_setting_make_ready(context_t *context, const char *chart) {
    int64_t standard = 0, present = 0, rate = 0;
    if (!setting_check_keeper(context)) return false;
    if (!tax_make_ready(context, chart, &standard) || !trade_setting_default_tax(context, &present, &rate))
        return false;
    if (present != 0) return true;
    return setting_keep(context, "default_tax_code", arena_printf(context->arena, "%lld", (long long)standard));
}
