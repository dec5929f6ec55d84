/* Prices and taxes: what a line of a document begins with, and what trade is set to. */
#include "base/text.h"
#include "http/route.h"
#include "trade/price.h"
#include "trade/trade_setting.h"

static bool settings_answer(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return trade_setting_write(context, &writer, NULL);
}

static bool settings_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, settings_answer);
}

static bool settings_with_body(request_t *request, request_work_t work) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, work);
    json_decref(request->json);
    return ok;
}

static bool settings_change_work(context_t *context, request_t *request) {
    return trade_setting_change(context, request->json) && settings_answer(context, request);
}

static bool settings_patch(request_t *request) {
    return settings_with_body(request, settings_change_work);
}

static bool ready_work(context_t *context, request_t *request) {
    const char *chart = json_string_value(json_object_get(request->json, "chart"));
    return trade_setting_make_ready(context, chart) && settings_answer(context, request);
}

static bool ready_post(request_t *request) {
    return settings_with_body(request, ready_work);
}

static bool question_read_id(context_t *context, const request_t *request, const char *name, int64_t *out) {
    const char *text = request_parameter(request, name);
    if (text == NULL || (text_parse_int(text, out) && *out > 0)) return true;
    return problem_add_field(context->problem, name, "not_a_number", "Give the number of a record.");
}

static bool question_read(context_t *context, const request_t *request, price_question_t *out) {
    const char *currency = request_parameter(request, "currency"), *date = request_parameter(request, "date");
    const char *quantity = request_parameter(request, "quantity");
    date_t day;
    *out = (price_question_t){.date = date != NULL ? date : context_today(context)};
    question_read_id(context, request, "product", &out->product_id);
    question_read_id(context, request, "account", &out->account_id);
    if (currency != NULL && (out->currency = currency_find(currency)) == NULL)
        problem_add_field(context->problem, "currency", "not_a_currency",
                          "This is no currency code of ISO 4217. Use three letters, such as USD.");
    if (decimal_parse(quantity != NULL ? quantity : "1", QUANTITY_SCALE, &out->quantity) != DECIMAL_OK)
        problem_add_field(context->problem, "quantity", "not_a_number", "Give a number such as 12.5.");
    if (!date_parse(out->date, &day))
        problem_add_field(context->problem, "date", "not_a_date", "Give a date such as 2026-03-31.");
    return !problem_is_set(context->problem);
}

static bool find_work(context_t *context, request_t *request) {
    price_question_t question;
    json_writer_t writer = json_begin(&request->response.body);
    return question_read(context, request, &question) && price_write_answer(context, &question, &writer);
}

static bool find_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, find_work);
}

const route_t ROUTES_PRICES[] = {
    {"GET", "/api/v1/trade-settings", settings_get, 0, "getTradeSettings",
     "How tax is rounded, limits, what stands on documents", NULL, "TradeSettings"},
    {"PATCH", "/api/v1/trade-settings", settings_patch, 0, "changeTradeSettings", "Change what trade is set to",
     "TradeSettingsChange", "TradeSettings"},
    {"POST", "/api/v1/tax-codes/ready", ready_post, 0, "makeReadyTaxCodes",
     "Make the tax codes that businesses of a country begin with", "TaxCodesReady", "TradeSettings"},
    {"GET", "/api/v1/prices/find", find_get, 0, "findPrice", "What a product costs a customer and how it is taxed",
     NULL, "PriceFound"},
    {0},
};
