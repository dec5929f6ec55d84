/* What happens to a contract while it runs: other quantities, its cancellation, its renewal. */
#include "base/text.h"
#include "catalogue/policy.h"
#include "trade/amount.h"
#include "trade/body.h"
#include "trade/contract.h"
#include "trade/contract_run.h"
#include "trade/price.h"

enum { PERCENT_WHOLE = 10000 };

static bool contract_take_active(context_t *context, int64_t id, contract_t *out) {
    if (!contract_load(context, id, out) || !policy_check(context, out->record, out->record, POLICY_UPDATE))
        return false;
    if (text_equal(out->status, "active")) return true;
    return problem_set(context->problem, PROBLEM_CONFLICT, "not_active", "%s is not active.", out->number);
}

static const contract_line_t *line_find(const contract_t *contract, int64_t id) {
    for (size_t i = 0; i < contract->line_count; i++)
        if (contract->lines[i].id == id) return &contract->lines[i];
    return NULL;
}

static const char SQL_UNTIL[] = "UPDATE contract_line SET until_on = $1 WHERE id = $2";

/* The line ends the day before; another goes on in its place. */
static bool line_follow_on(context_t *context, const contract_t *contract, const contract_line_t *line,
                           const contract_line_t *next) {
    store_run(context->tx, NULL, SQL_UNTIL, "ti", contract_day_after(context->arena, next->from_on, -1), line->id);
    return contract_add_line(context, contract->id, (int64_t)(line - contract->lines), next);
}

bool contract_change_quantity(context_t *context, int64_t id, json_t *json) {
    contract_t contract;
    body_t body = body_of(context, json);
    int64_t line_id = 0, quantity = 0;
    const char *date = context_today(context);
    if (!contract_take_active(context, id, &contract) || !body_id(&body, "line", &line_id) ||
        !body_decimal(&body, "quantity", QUANTITY_SCALE, &quantity) || !body_date(&body, "date", &date))
        return false;
    const contract_line_t *line = line_find(&contract, line_id);
    if (line == NULL || !line->recurring || line->until_on != NULL)
        return body_refuse(&body, "line", "not_found", "Choose a recurring line that goes on.");
    if (quantity < 0) return body_refuse(&body, "quantity", "out_of_range", "Give a quantity of 0 or more.");
    if (strcmp(date, line->from_on) <= 0)
        return body_refuse(&body, "date", "too_early", "Give a day behind the line's first.");
    const char *billed = record_text(contract.record, "billed_until");
    bool inside = billed != NULL && strcmp(date, billed) <= 0;
    contract_line_t next = *line, more = *line;
    next.quantity = quantity;
    next.from_on = inside && quantity < line->quantity ? contract_day_after(context->arena, billed, 1) : date;
    more.quantity = quantity - line->quantity;
    more.from_on = date;
    if (inside && more.quantity > 0 && !contract_bill_more(context, &contract, &more, date, billed)) return false;
    return (quantity > 0 ? line_follow_on(context, &contract, line, &next)
                         : store_run(context->tx, NULL, SQL_UNTIL, "ti",
                                     contract_day_after(context->arena, next.from_on, -1), line->id)) &&
           contract_follow(context, id, next.from_on);
}

bool contract_cancel(context_t *context, int64_t id, json_t *json) {
    contract_t contract;
    body_t body = body_of(context, json);
    const char *date = NULL, *reason = NULL;
    record_t *input = record_new(context->arena, &CONTRACT), *saved = NULL;
    if (!contract_take_active(context, id, &contract) || !body_date(&body, "date", &date) ||
        !body_text(&body, "reason", 500, &reason))
        return false;
    const char *first =
        contract_day_after(context->arena, context_today(context), (int)record_number(contract.record, "notice_days"));
    if (reason == NULL) return body_refuse(&body, "reason", "required", "Say why.");
    if (date == NULL) date = first;
    if (strcmp(date, first) < 0)
        return body_refuse(
            &body, "date", "notice",
            arena_printf(context->arena, "With its notice the contract ends on %s at the earliest.", first));
    record_set_text(input, "cancelled_on", date);
    record_set_text(input, "cancel_reason", reason);
    record_set_null(input, "renewal_on");
    return record_update(context, id, 0, input, &saved);
}

static int contract_months(const contract_t *contract, arena_t *arena, const char *end) {
    int months = 0;
    while (months < CONTRACT_MONTHS && strcmp(contract_months_after(arena, contract->start_on, months), end) <= 0)
        months++;
    return months;
}

/* The first term's length again: a renewed contract keeps its rhythm. */
bool contract_renew(context_t *context, const contract_t *contract) {
    record_t *input = record_new(context->arena, &CONTRACT), *saved = NULL;
    const char *end = record_text(contract->record, "end_on"), *from = record_text(contract->record, "renewal_on");
    int64_t escalation = record_number(contract->record, "escalation_percent");
    int months = contract_months(contract, context->arena, end) + (int)record_number(contract->record, "months");
    for (size_t i = 0; i < contract->line_count; i++) {
        const contract_line_t *line = &contract->lines[i];
        contract_line_t next = *line;
        if (!line->recurring || line->until_on != NULL || escalation == 0) continue;
        next.unit_price += amount_share(line->unit_price, escalation, PERCENT_WHOLE);
        next.from_on = from;
        if (!line_follow_on(context, contract, line, &next)) return false;
    }
    const char *renewal = contract_months_after(context->arena, contract->start_on, months);
    record_set_text(input, "end_on", contract_day_after(context->arena, renewal, -1));
    record_set_text(input, "renewal_on", renewal);
    record_set_null(input, "renewal_opportunity");
    return record_update(context, contract->id, 0, input, &saved) && contract_follow(context, contract->id, from);
}
