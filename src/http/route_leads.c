/* Leads: who they may be already, conversion and its undoing; forms that visitors fill in. */
#include "base/text.h"
#include "http/route.h"
#include "pipeline/lead_convert.h"

static bool matches_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return lead_write_matches(context, request->record_id, &writer);
}

static bool matches_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, matches_work);
}

static int64_t convert_id(const json_t *body, const char *key) {
    const json_t *given = json_object_get(body, key);
    return json_integer_value(json_is_object(given) ? json_object_get(given, "id") : given);
}

static const char *convert_text(const json_t *body, const char *key) {
    return json_string_value(json_object_get(body, key));
}

static bool convert_work(context_t *context, request_t *request) {
    const json_t *deal = json_object_get(request->json, "opportunity");
    const lead_conversion_t conversion = {
        .account_id = convert_id(request->json, "account"),
        .account_name = convert_text(request->json, "account_name"),
        .contact_id = convert_id(request->json, "contact"),
        .opportunity = json_is_object(deal),
        .opportunity_name = convert_text(deal, "name"),
        .amount = convert_text(deal, "amount"),
        .currency = convert_text(deal, "currency"),
        .expected_close = convert_text(deal, "expected_close"),
    };
    record_t *lead = NULL;
    if (!lead_convert(context, request->record_id, &conversion, &lead)) return false;
    json_writer_t writer = json_begin(&request->response.body);
    record_write_json(context, lead, &writer, NULL);
    return true;
}

static bool convert_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, convert_work);
    json_decref(request->json);
    return ok;
}

static bool unconvert_work(context_t *context, request_t *request) {
    record_t *lead = NULL;
    json_writer_t writer = json_begin(&request->response.body);
    json_write_object(&writer, NULL);
    if (!lead_unconvert(context, request->record_id, &lead, &writer)) return false;
    record_write_json(context, lead, &writer, "lead");
    json_write_close(&writer);
    return true;
}

static bool unconvert_post(request_t *request) {
    response_json(request, 200);
    return request_write(request, unconvert_work);
}

const route_t ROUTES_LEADS[] = {
    {"GET", "/api/v1/leads/{id}/matches", matches_get, 0, "getLeadMatches", "Who a lead may be already", NULL,
     "LeadMatches"},
    {"POST", "/api/v1/leads/{id}/convert", convert_post, 0, "convertLead", "Make a customer of a lead",
     "LeadConversion", "Lead"},
    {"POST", "/api/v1/leads/{id}/unconvert", unconvert_post, 0, "unconvertLead", "Take a conversion back", NULL,
     "LeadUnconverted"},
    {0},
};
