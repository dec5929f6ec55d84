#include "trade/contract_run.h"

#include "base/text.h"
#include "pipeline/opportunity.h"

enum { AHEAD = 90, NOTICE_AHEAD = 30, CONTRACTS_AT_ONCE = 20000 };

static bool run_check(context_t *context) {
    role_t role = context->actor->role;
    if (role == ROLE_ADMINISTRATOR || role == ROLE_MANAGER || role == ROLE_FINANCE) return true;
    return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                       "Administrators, managers and finance run the contracts.");
}

static const char SQL_ACTIVE[] =
    "SELECT id FROM contract WHERE status = 'active' AND archived_at IS NULL ORDER BY id LIMIT 20000";

static bool run_find(context_t *context, int64_t **out, size_t *count) {
    *out = ARENA_ARRAY(context->arena, int64_t, CONTRACTS_AT_ONCE);
    *count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_ACTIVE, "");
    while (*count < CONTRACTS_AT_ONCE && store_step(rows)) (*out)[(*count)++] = store_column_int(rows, 0);
    return store_end(rows) || context_done(context);
}

/* Early enough to talk about it before the notice has to be given. */
static const char *ask_on(context_t *context, const contract_t *contract) {
    int64_t notice = record_number(contract->record, "notice_days") + NOTICE_AHEAD;
    return contract_day_after(context->arena, record_text(contract->record, "renewal_on"),
                              -(int)(notice > AHEAD ? notice : AHEAD));
}

static bool run_ask(context_t *context, const contract_t *contract, const char *date, contract_outcome_t *out) {
    const record_t *record = contract->record;
    record_t *deal = record_new(context->arena, &OPPORTUNITY), *made = NULL, *saved = NULL;
    record_t *input = record_new(context->arena, &CONTRACT);
    if (record_is_null(record, "renewal_on") || !record_is_null(record, "renewal_opportunity") ||
        text_equal(record_text(record, "renewal"), "none") || strcmp(ask_on(context, contract), date) > 0)
        return true;
    bool zh = text_equal(context->actor->locale, "zh");
    record_set_text(deal, "name",
                    arena_printf(context->arena, zh ? "续约：%s" : "Renewal: %s", record_text(record, "name")));
    record_set_number(deal, "account", record_number(record, "account"));
    if (!record_is_null(record, "contact")) record_set_number(deal, "contact", record_number(record, "contact"));
    if (!record_is_null(record, "owner")) record_set_number(deal, "owner", record_number(record, "owner"));
    record_set_text(deal, "currency", contract->currency->code);
    record_set_number(deal, "amount", record_number(record, "acv"));
    record_set_text(deal, "expected_close", record_text(record, "renewal_on"));
    if (!record_create(context, deal, &made)) return false;
    out->opportunities++;
    record_set_number(input, "renewal_opportunity", made->id);
    return record_update(context, contract->id, 0, input, &saved);
}

static bool run_end(context_t *context, const contract_t *contract, const char *date, contract_outcome_t *out) {
    record_t *input = record_new(context->arena, &CONTRACT), *saved = NULL;
    if (contract->last_on == NULL || strcmp(contract->last_on, date) >= 0) return true;
    bool cancelled = !record_is_null(contract->record, "cancelled_on");
    record_set_text(input, "status", cancelled ? "cancelled" : "ended");
    record_set_number(input, "mrr", 0);
    record_set_number(input, "arr", 0);
    out->ended++;
    return record_update(context, contract->id, 0, input, &saved);
}

/* Billing comes last: a renewed contract has a period that began. */
static bool run_one(context_t *context, int64_t id, const char *date, contract_outcome_t *out) {
    contract_t contract;
    if (!contract_load(context, id, &contract) || !run_ask(context, &contract, date, out)) return false;
    for (int renewals = 0; renewals < 60; renewals++) {
        if (!contract_load(context, id, &contract)) return false;
        const char *renewal = record_text(contract.record, "renewal_on");
        bool due = renewal != NULL && strcmp(renewal, date) <= 0;
        if (!due || !text_equal(record_text(contract.record, "renewal"), "automatic")) break;
        if (!contract_renew(context, &contract)) return false;
        out->renewed++;
    }
    return contract_bill(context, id, date, &out->invoices) && contract_load(context, id, &contract) &&
           run_end(context, &contract, date, out);
}

static const char SQL_FIRST_SERVICE[] =
    "SELECT min(substr(l.service_from, 1, 7)) FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id "
    "WHERE l.service_to IS NOT NULL AND i.kind = 'invoice' AND l.recognised_net < l.net - l.credited_net";

/* Month by month, so that each has its own entry; the month of the day itself is not over. */
static bool run_recognise(context_t *context, const char *date, contract_outcome_t *out) {
    const char *month = store_get_text(context->tx, context->arena, SQL_FIRST_SERVICE, "");
    const char *current = arena_strndup(context->arena, date, 7);
    while (month != NULL && strcmp(month, current) < 0) {
        if (!contract_recognise(context, month, &out->entries)) return false;
        const char *next = contract_months_after(context->arena, arena_printf(context->arena, "%s-01", month), 1);
        month = arena_strndup(context->arena, next, 7);
    }
    return context_done(context);
}

bool contract_run(context_t *context, const char *date, contract_outcome_t *out) {
    int64_t *ids = NULL;
    size_t count = 0;
    *out = (contract_outcome_t){0};
    if (!run_check(context) || !run_find(context, &ids, &count)) return false;
    for (size_t i = 0; i < count; i++)
        if (!run_one(context, ids[i], date, out)) return false;
    return run_recognise(context, date, out);
}

void contract_outcome_write(const contract_outcome_t *outcome, json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_int(writer, "invoices", outcome->invoices);
    json_write_int(writer, "entries", outcome->entries);
    json_write_int(writer, "opportunities", outcome->opportunities);
    json_write_int(writer, "renewed", outcome->renewed);
    json_write_int(writer, "ended", outcome->ended);
    json_write_close(writer);
}
