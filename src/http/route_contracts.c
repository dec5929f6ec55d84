/* Contracts and subscriptions: what they are, what happens to them, what they bring in. */
#include "base/text.h"
#include "http/repeat.h"
#include "http/route.h"
#include "trade/contract_run.h"

static bool contract_answer(context_t *context, request_t *request, int64_t id) {
    json_writer_t writer = json_begin(&request->response.body);
    return contract_write_document(context, id, &writer);
}

static bool contract_get_work(context_t *context, request_t *request) {
    return contract_answer(context, request, request->record_id);
}

static bool contract_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, contract_get_work);
}

static bool contract_create_work(context_t *context, request_t *request) {
    int64_t id = 0;
    return contract_create(context, request->json, &id) && contract_answer(context, request, id);
}

static bool contract_post(request_t *request) {
    return repeat_run(request, 201, contract_create_work);
}

static bool contract_activate_work(context_t *context, request_t *request) {
    return contract_activate(context, request->record_id) && contract_get_work(context, request);
}

static bool activate_post(request_t *request) {
    return repeat_run(request, 200, contract_activate_work);
}

static bool contract_quantity_work(context_t *context, request_t *request) {
    return contract_change_quantity(context, request->record_id, request->json) && contract_get_work(context, request);
}

static bool quantity_post(request_t *request) {
    return repeat_run(request, 200, contract_quantity_work);
}

static bool contract_end_work(context_t *context, request_t *request) {
    return contract_cancel(context, request->record_id, request->json) && contract_get_work(context, request);
}

static bool end_post(request_t *request) {
    return repeat_run(request, 200, contract_end_work);
}

static bool contract_run_work(context_t *context, request_t *request) {
    const char *given = json_string_value(json_object_get(request->json, "date"));
    const char *date = given != NULL ? given : context_today(context);
    contract_outcome_t outcome;
    date_t parsed;
    if (!date_parse(date, &parsed))
        return problem_add_field(context->problem, "date", "not_a_date", "Give a date such as 2026-03-31.");
    if (!contract_run(context, date, &outcome)) return false;
    json_writer_t writer = json_begin(&request->response.body);
    contract_outcome_write(&outcome, &writer);
    return true;
}

static bool run_post(request_t *request) {
    return repeat_run(request, 200, contract_run_work);
}

static bool recurring_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return contract_write_recurring(context, request_parameter(request, "from"), request_parameter(request, "to"),
                                    &writer);
}

static bool recurring_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, recurring_work);
}

/* clang-format off */
const route_t ROUTES_CONTRACTS[] = {
    {"POST", "/api/v1/contracts", contract_post, ROUTE_CREATES | ROUTE_REPEATS, "createContract", "Draft a contract", "ContractRequest", "ContractDocument"},
    {"POST", "/api/v1/contracts/due", run_post, ROUTE_REPEATS, "billContracts", "Bill, recognise, renew and end what is due up to a day", "ContractsDue", "ContractsDone"},
    {"GET", "/api/v1/contracts/recurring-revenue", recurring_get, 0, "getRecurringRevenue", "Monthly recurring revenue and what moved it", NULL, "RecurringRevenue"},
    {"GET", "/api/v1/contracts/{id}/document", contract_get, 0, "getContractDocument", "A contract with its lines and invoices", NULL, "ContractDocument"},
    {"POST", "/api/v1/contracts/{id}/activate", activate_post, ROUTE_REPEATS, "activateContract", "Begin a drafted contract", NULL, "ContractDocument"},
    {"POST", "/api/v1/contracts/{id}/quantity", quantity_post, ROUTE_REPEATS, "changeContractQuantity", "More or less of a line from a day on", "ContractQuantity", "ContractDocument"},
    {"POST", "/api/v1/contracts/{id}/end", end_post, ROUTE_REPEATS, "endContract", "Cancel with notice", "ContractEnd", "ContractDocument"},
    {NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL},
};
/* clang-format on */
