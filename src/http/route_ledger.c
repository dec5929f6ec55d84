/* The ledger: its opening, journal, months and years, statements, rates, export. */
#include "base/text.h"
#include "capture/csv_ledger.h"
#include "http/repeat.h"
#include "http/route.h"
#include "http/stream.h"
#include "ledger/closing.h"
#include "ledger/journal_export.h"
#include "ledger/journal_read.h"
#include "ledger/proposal.h"
#include "ledger/rate.h"
#include "ledger/statement.h"
#include "ledger/verify.h"

#include <unistd.h>

static const char *body_text(const request_t *request, const char *name) {
    return json_string_value(json_object_get(request->json, name));
}

static bool ledger_with_body(request_t *request, int status, request_work_t work) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, status);
    bool ok = request_write(request, work);
    json_decref(request->json);
    return ok;
}

static bool ledger_answer(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return ledger_write(context, &writer);
}

static bool ledger_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, ledger_answer);
}

static bool ledger_open_work(context_t *context, request_t *request) {
    const ledger_opening_t opening = {
        .chart = body_text(request, "chart"),
        .currency = body_text(request, "currency"),
        .year_begins = json_integer_value(json_object_get(request->json, "year_begins")),
        .first_month = body_text(request, "first_month"),
    };
    return ledger_open(context, &opening) && ledger_answer(context, request);
}

static bool ledger_post(request_t *request) {
    return ledger_with_body(request, 201, ledger_open_work);
}

static bool ledger_patch_work(context_t *context, request_t *request) {
    const json_t *approval = json_object_get(request->json, "approval");
    if (!json_is_boolean(approval))
        return problem_add_field(context->problem, "approval", "wrong_type", "Give true or false.");
    return ledger_set_approval(context, json_is_true(approval)) && ledger_answer(context, request);
}

static bool ledger_patch(request_t *request) {
    return ledger_with_body(request, 200, ledger_patch_work);
}

static bool month_work(context_t *context, request_t *request) {
    month_status_t status;
    if (!month_status_parse(body_text(request, "status"), &status))
        return problem_add_field(context->problem, "status", "unknown_choice", "Choose open, soft or hard.");
    return ledger_set_month(context, body_text(request, "month"), status) && ledger_answer(context, request);
}

static bool month_post(request_t *request) {
    return ledger_with_body(request, 200, month_work);
}

static bool entry_answer(context_t *context, request_t *request, int64_t id) {
    json_writer_t writer = json_begin(&request->response.body);
    return journal_write_entry(context, id, &writer);
}

static bool year_work(context_t *context, request_t *request) {
    journal_entry_t entry;
    return closing_close_year(context, body_text(request, "month"), &entry) && entry_answer(context, request, entry.id);
}

static bool year_post(request_t *request) {
    return ledger_with_body(request, 201, year_work);
}

/* {"entry": {…}}, or {"entry": null} when nothing changed its value. */
static bool revaluation_work(context_t *context, request_t *request) {
    journal_entry_t entry = {0};
    if (!closing_revalue(context, body_text(request, "date"), &entry)) return false;
    text_add(&request->response.body, "{\"entry\":");
    if (entry.id == 0)
        text_add(&request->response.body, "null");
    else if (!entry_answer(context, request, entry.id))
        return false;
    text_add_char(&request->response.body, '}');
    return true;
}

static bool revaluation_post(request_t *request) {
    return ledger_with_body(request, 201, revaluation_work);
}

static bool parameter_id(context_t *context, const request_t *request, const char *name, int64_t *out) {
    const char *text = request_parameter(request, name);
    if (text == NULL || text_parse_int(text, out)) return true;
    return problem_add_field(context->problem, name, "not_a_number", "Give a number.");
}

static bool parameter_date(context_t *context, const request_t *request, const char *name, const char **out) {
    date_t date;
    *out = request_parameter(request, name);
    if (*out == NULL || date_parse(*out, &date)) return true;
    return problem_add_field(context->problem, name, "not_a_date", "Give a date such as 2026-03-31.");
}

/* customer=, product=, salesperson= or branch=: the one that is given. */
static bool parameter_dimension(context_t *context, const request_t *request, dimension_t *dimension, int64_t *id) {
    for (int i = DIMENSION_CUSTOMER; i < DIMENSION_COUNT; i++) {
        const char *name = dimension_name((dimension_t)i);
        if (request_parameter(request, name) == NULL) continue;
        *dimension = (dimension_t)i;
        return parameter_id(context, request, name, id);
    }
    return true;
}

static bool journal_query_read(context_t *context, const request_t *request, journal_query_t *out) {
    *out = (journal_query_t){.kind = request_parameter(request, "kind"),
                             .words = request_parameter(request, "q"),
                             .after = request_parameter(request, "after")};
    return parameter_date(context, request, "from", &out->from) && parameter_date(context, request, "to", &out->to) &&
           parameter_id(context, request, "ledger_account", &out->ledger_account_id) &&
           parameter_id(context, request, "opportunity", &out->opportunity_id) &&
           parameter_id(context, request, "limit", &out->limit) &&
           parameter_dimension(context, request, &out->dimension, &out->dimension_id);
}

static bool entries_work(context_t *context, request_t *request) {
    journal_query_t query;
    json_writer_t writer = json_begin(&request->response.body);
    return journal_query_read(context, request, &query) && journal_write_list(context, &query, &writer);
}

static bool entries_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, entries_work);
}

static bool lines_work(context_t *context, request_t *request) {
    journal_query_t query;
    json_writer_t writer = json_begin(&request->response.body);
    return journal_query_read(context, request, &query) && journal_write_lines(context, &query, &writer);
}

static bool lines_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, lines_work);
}

static bool entry_work(context_t *context, request_t *request) {
    return entry_answer(context, request, request->record_id);
}

static bool entry_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, entry_work);
}

/* {"entry": 17, "proposal": null}: posted, or waiting for somebody else's word. */
static bool entry_create_work(context_t *context, request_t *request) {
    int64_t entry = 0, proposal = 0;
    bool repeated = false;
    if (!repeat_find(context, request, &repeated)) return false;
    if (repeated) return true;
    if (!proposal_submit(context, request->json, &entry, &proposal)) return false;
    json_writer_t writer = json_begin(&request->response.body);
    json_write_object(&writer, NULL);
    if (entry != 0) json_write_int(&writer, "entry", entry);
    if (entry == 0) json_write_null(&writer, "entry");
    if (proposal != 0) json_write_int(&writer, "proposal", proposal);
    if (proposal == 0) json_write_null(&writer, "proposal");
    json_write_close(&writer);
    return repeat_keep(context, request);
}

static bool entry_post(request_t *request) {
    return ledger_with_body(request, 201, entry_create_work);
}

static bool reverse_work(context_t *context, request_t *request) {
    journal_entry_t entry;
    return ledger_check_keeper(context) &&
           journal_reverse(context, request->record_id, body_text(request, "date"), body_text(request, "reason"), true,
                           &entry) &&
           entry_answer(context, request, entry.id);
}

static bool reverse_post(request_t *request) {
    return ledger_with_body(request, 201, reverse_work);
}

static bool proposals_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return proposal_write_list(context, &writer);
}

static bool proposals_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, proposals_work);
}

static bool decision_work(context_t *context, request_t *request) {
    int64_t entry = 0;
    bool approve = json_is_true(json_object_get(request->json, "approve"));
    return proposal_decide(context, request->record_id, approve, body_text(request, "note"), &entry) &&
           proposals_work(context, request);
}

static bool decision_post(request_t *request) {
    return ledger_with_body(request, 200, decision_work);
}

static bool statement_query_read(context_t *context, const request_t *request, statement_query_t *out) {
    const char *as_of = request_parameter(request, "as_of");
    *out = (statement_query_t){.columns = request_parameter(request, "columns")};
    if (as_of != NULL && !moment_parse(as_of, &out->as_of))
        return problem_add_field(context->problem, "as_of", "not_a_moment",
                                 "Give a moment such as 2026-03-31T12:00:00Z.");
    if (out->columns != NULL && !text_equal(out->columns, "month") && !text_equal(out->columns, "quarter") &&
        !text_equal(out->columns, "year"))
        return problem_add_field(context->problem, "columns", "unknown_choice", "Choose month, quarter or year.");
    const char *last = request_parameter(request, "date") != NULL ? "date" : "to";
    return parameter_date(context, request, "from", &out->from) && parameter_date(context, request, last, &out->to) &&
           parameter_dimension(context, request, &out->dimension, &out->dimension_id);
}

typedef bool (*statement_t)(context_t *context, const statement_query_t *query, json_writer_t *writer);

static bool statement_work(context_t *context, request_t *request) {
    static const struct {
        const char *operation;
        statement_t write;
    } statements[] = {
        {"getIncomeStatement", statement_write_income},
        {"getBalanceSheet", statement_write_balance_sheet},
        {"getTrialBalance", statement_write_trial_balance},
    };
    statement_query_t query;
    json_writer_t writer = json_begin(&request->response.body);
    if (!statement_query_read(context, request, &query)) return false;
    for (size_t i = 0; i < sizeof statements / sizeof statements[0]; i++)
        if (text_equal(statements[i].operation, request->route->operation))
            return statements[i].write(context, &query, &writer);
    return false;
}

static bool statement_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, statement_work);
}

static bool sales_by_work(context_t *context, request_t *request) {
    statement_query_t query;
    dimension_t by = DIMENSION_ALL;
    int64_t limit = 20;
    json_writer_t writer = json_begin(&request->response.body);
    dimension_parse(request_parameter(request, "by"), &by);
    if (!statement_query_read(context, request, &query) || !parameter_id(context, request, "limit", &limit))
        return false;
    if (limit < 1 || limit > 1000)
        return problem_add_field(context->problem, "limit", "out_of_range", "Give a number from 1 to 1000.");
    return statement_write_sales_by(context, &query, by, limit, &writer);
}

static bool sales_by_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, sales_by_work);
}

static bool rates_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return rate_write_list(context, request_parameter(request, "currency"), &writer);
}

static bool rates_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, rates_work);
}

/* {"read": 412} */
static bool rates_post_work(context_t *context, request_t *request) {
    const char *base = request_parameter(request, "base");
    int64_t count = 0;
    if (!ledger_check_keeper(context) ||
        !csv_rates_read(context, request->upload_path, base != NULL ? base : "EUR", &count))
        return false;
    text_add_format(&request->response.body, "{\"read\":%lld}", (long long)count);
    return true;
}

static bool rates_post(request_t *request) {
    response_json(request, 200);
    bool ok = request_write(request, rates_post_work);
    unlink(request->upload_path);
    return ok;
}

static bool opening_work(context_t *context, request_t *request) {
    int64_t entry = 0;
    return csv_opening_post(context, request->upload_path, request_parameter(request, "date"), &entry) &&
           entry_answer(context, request, entry);
}

static bool opening_post(request_t *request) {
    response_json(request, 201);
    bool ok = request_write(request, opening_work);
    unlink(request->upload_path);
    return ok;
}

static void verify_found(void *argument, const char *finding) {
    json_write_text(argument, NULL, finding);
}

static bool verify_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    verify_t verify = {.report = verify_found, .argument = &writer};
    if (!ledger_check_reader(context)) return false;
    json_write_object(&writer, NULL);
    json_write_array(&writer, "findings");
    if (!ledger_verify(context, &verify)) return false;
    json_write_close(&writer);
    json_write_int(&writer, "entries", verify.entries);
    json_write_int(&writer, "found", verify.findings);
    json_write_text(&writer, "last_hash", verify.last_hash);
    json_write_close(&writer);
    return true;
}

static bool verify_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, verify_work);
}

static bool export_page(context_t *context, const stream_t *stream, text_t *out, const char **next) {
    export_format_t format = EXPORT_HLEDGER;
    int64_t after = 0, behind = 0;
    for (size_t i = 0; i < stream->parameter_count; i++)
        if (text_equal(stream->parameters[i].name, "format")) export_format_parse(stream->parameters[i].value, &format);
    if (stream->after != NULL && !text_parse_int(stream->after, &after)) return false;
    if (!journal_export(context, format, after, out, &behind)) return false;
    if (behind != 0) *next = arena_printf(context->arena, "%lld", (long long)behind);
    return true;
}

static bool export_check(context_t *context, request_t *request) {
    ledger_t ledger;
    (void)request;
    return ledger_check_reader(context) && ledger_load(context, &ledger);
}

static bool export_get(request_t *request) {
    export_format_t format = EXPORT_HLEDGER;
    const char *name = request_parameter(request, "format");
    if (name != NULL && !export_format_parse(name, &format))
        return problem_add_field(&request->problem, "format", "unknown_choice", "Choose hledger, csv or json.");
    if (!request_read(request, export_check)) return false;
    return stream_begin(request, export_page, export_format_media(format),
                        arena_printf(request->arena, "journal.%s", export_format_ending(format)));
}

const route_t ROUTES_LEDGER[] = {
    {"GET", "/api/v1/ledger", ledger_get, 0, "getLedger", "Whether the ledger is open, in what it counts, its months",
     NULL, "Ledger"},
    {"POST", "/api/v1/ledger", ledger_post, ROUTE_CREATES, "openLedger", "Open the ledger, once", "LedgerOpening",
     "Ledger"},
    {"PATCH", "/api/v1/ledger", ledger_patch, 0, "changeLedger", "Whether entries by hand wait for approval",
     "LedgerChange", "Ledger"},
    {"POST", "/api/v1/ledger/months", month_post, 0, "setLedgerMonth", "Close a month, or open it again",
     "LedgerMonthChange", "Ledger"},
    {"POST", "/api/v1/ledger/years", year_post, ROUTE_CREATES, "closeLedgerYear",
     "Carry a year's result into retained earnings", "LedgerYear", "JournalEntry"},
    {"POST", "/api/v1/ledger/revaluations", revaluation_post, ROUTE_CREATES, "revalueLedger",
     "Value what is held in other currencies at a month's end", "LedgerRevaluation", "LedgerRevalued"},
    {"GET", "/api/v1/ledger/entries", entries_get, 0, "listJournalEntries", "Entries, the last posted first", NULL,
     "JournalPage"},
    {"POST", "/api/v1/ledger/entries", entry_post, ROUTE_CREATES, "postJournalEntry", "Post an entry by hand",
     "JournalInput", "JournalPosted"},
    {"GET", "/api/v1/ledger/entries/{id}", entry_get, 0, "getJournalEntry", "An entry with its lines", NULL,
     "JournalEntry"},
    {"POST", "/api/v1/ledger/entries/{id}/reverse", reverse_post, ROUTE_CREATES, "reverseJournalEntry",
     "Take an entry back by an opposite one", "JournalReversal", "JournalEntry"},
    {"GET", "/api/v1/ledger/lines", lines_get, 0, "listJournalLines",
     "General ledger: lines of an account, a customer, …, with the balance", NULL, "JournalLinePage"},
    {"GET", "/api/v1/ledger/proposals", proposals_get, 0, "listJournalProposals", "Entries that wait for approval",
     NULL, "JournalProposals"},
    {"POST", "/api/v1/ledger/proposals/{id}/decision", decision_post, 0, "decideJournalProposal",
     "Approve an entry of somebody else, or refuse it", "JournalDecision", "JournalProposals"},
    {"GET", "/api/v1/ledger/trial-balance", statement_get, 0, "getTrialBalance", "Balances of all accounts at a date",
     NULL, "TrialBalance"},
    {"GET", "/api/v1/ledger/income-statement", statement_get, 0, "getIncomeStatement",
     "From gross sales to the profit of a time", NULL, "IncomeStatement"},
    {"GET", "/api/v1/ledger/balance-sheet", statement_get, 0, "getBalanceSheet",
     "Assets, liabilities and equity at a date", NULL, "BalanceSheet"},
    {"GET", "/api/v1/ledger/sales", sales_by_get, 0, "getNetSalesBy",
     "Net sales and margin by customer, product, salesperson or branch", NULL, "NetSalesBy"},
    {"GET", "/api/v1/ledger/rates", rates_get, 0, "listExchangeRates", "Exchange rates", NULL, "ExchangeRates"},
    {"POST", "/api/v1/ledger/rates", rates_post, ROUTE_BYTES | ROUTE_UPLOAD, "uploadExchangeRates",
     "Read rates from a CSV file: Date, then a column per currency", NULL, "ExchangeRatesRead"},
    {"POST", "/api/v1/ledger/openings", opening_post, ROUTE_BYTES | ROUTE_UPLOAD | ROUTE_CREATES,
     "uploadOpeningBalances", "Post opening balances from a CSV file: code, debit, credit, customer", NULL,
     "JournalEntry"},
    {"GET", "/api/v1/ledger/verification", verify_get, 0, "verifyLedger", "Prove that nothing posted was altered", NULL,
     "LedgerVerification"},
    {"GET", "/api/v1/ledger/export", export_get, 0, "exportJournal", "The journal as hledger text, CSV or JSON", NULL,
     "text/plain text/csv application/json"},
    {0},
};
