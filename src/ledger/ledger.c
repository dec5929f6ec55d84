#include "ledger/ledger.h"

#include "base/text.h"
#include "ledger/chart.h"

static bool ledger_check_role(context_t *context, role_set_t roles, const char *what) {
    if ((ROLES(context->actor->role) & roles) != 0) return true;
    return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                       "Your role does not allow you to %s. Ask finance or an administrator.", what);
}

bool ledger_check_keeper(context_t *context) {
    return ledger_check_role(context, ROLES(ROLE_ADMINISTRATOR) | ROLES(ROLE_FINANCE), "keep the books");
}

bool ledger_check_reader(context_t *context) {
    return ledger_check_role(
        context, ROLES(ROLE_ADMINISTRATOR) | ROLES(ROLE_FINANCE) | ROLES(ROLE_MANAGER) | ROLES(ROLE_READ_ONLY),
        "read the books");
}

static const char SQL_LOAD[] =
    "SELECT currency, year_begins, first_month, approval, last_entry, last_hash FROM ledger WHERE id = 1";

static bool ledger_find(context_t *context, ledger_t *out, bool *found) {
    store_statement_t *row = store_query(context->tx, SQL_LOAD, "");
    *found = store_step(row);
    if (*found)
        *out = (ledger_t){
            .currency = currency_find(store_column_text(row, 0)),
            .year_begins = store_column_int(row, 1),
            .first_month = arena_strdup(context->arena, store_column_text(row, 2)),
            .approval = store_column_int(row, 3) == 1,
            .last_entry = store_column_int(row, 4),
            .last_hash = arena_strdup(context->arena, store_column_text(row, 5)),
        };
    return store_end(row) || context_done(context);
}

bool ledger_load(context_t *context, ledger_t *out) {
    bool found = false;
    if (!ledger_find(context, out, &found)) return false;
    return found || problem_set(context->problem, PROBLEM_CONFLICT, "ledger_not_open",
                                "The ledger is not open yet. Choose its currency and chart of accounts first.");
}

static bool opening_check(context_t *context, const ledger_opening_t *opening) {
    problem_t *problem = context->problem;
    if (opening->currency == NULL || currency_find(opening->currency) == NULL)
        problem_add_field(problem, "currency", "not_a_currency",
                          "This is no currency code of ISO 4217. Use three letters, such as USD.");
    if (opening->year_begins < 1 || opening->year_begins > 12)
        problem_add_field(problem, "year_begins", "out_of_range", "Give the month, from 1 to 12.");
    if (!month_is_valid(opening->first_month))
        problem_add_field(problem, "first_month", "not_a_month", "Give a month such as 2026-01.");
    return !problem_is_set(problem);
}

static const char SQL_OPEN[] =
    "INSERT INTO ledger (id, currency, year_begins, first_month, approval, last_entry, last_hash, opened_at) "
    "VALUES (1, $1, $2, $3, 0, 0, '', $4)";

bool ledger_open(context_t *context, const ledger_opening_t *opening) {
    ledger_t present;
    bool found = false;
    if (!ledger_check_keeper(context) || !opening_check(context, opening)) return false;
    if (!ledger_find(context, &present, &found)) return false;
    if (found)
        return problem_set(context->problem, PROBLEM_CONFLICT, "ledger_open",
                           "The ledger is open already; it counts in %s.", present.currency->code);
    store_run(context->tx, NULL, SQL_OPEN, "titi", opening->currency, opening->year_begins, opening->first_month,
              context->now);
    return context_done(context) && (opening->chart == NULL || chart_make(context, opening->chart));
}

bool ledger_set_approval(context_t *context, bool approval) {
    ledger_t ledger;
    if (!ledger_check_keeper(context) || !ledger_load(context, &ledger)) return false;
    store_run(context->tx, NULL, "UPDATE ledger SET approval = $1 WHERE id = 1", "i", (int64_t)approval);
    return context_done(context);
}

static const char SQL_TAKE[] =
    "INSERT INTO ledger_series (series, year, last_number) VALUES ($1, $2, 1) "
    "ON CONFLICT (series, year) DO UPDATE SET last_number = ledger_series.last_number + 1 RETURNING last_number";

bool ledger_take_number(context_t *context, const char *series, const char *date, const char **out) {
    int64_t number = 0, year = 0;
    bool ok = text_parse_int(arena_strndup(context->arena, date, 4), &year) &&
              store_get_int(context->tx, &number, SQL_TAKE, "ti", series, year);
    if (!ok) return context_done(context) && problem_set(context->problem, PROBLEM_INVALID, "not_a_date", "No date.");
    *out = arena_printf(context->arena, "%s-%04lld-%04lld", series, (long long)year, (long long)number);
    return true;
}

static const char SQL_WAITING[] = "SELECT count(*) FROM journal_proposal WHERE status = 'waiting'";

static const char SQL_MONTHS[] =
    "SELECT m.month, coalesce(p.status, 'open') FROM (SELECT substr(period, 1, 7) AS month FROM ledger_balance "
    "WHERE dimension = '' UNION SELECT month FROM ledger_period) m "
    "LEFT JOIN ledger_period p ON p.month = m.month ORDER BY m.month DESC";

static const char SQL_CLOSED_YEARS[] =
    "SELECT substr(e.period, 1, 7), e.id, e.number FROM journal_entry e WHERE e.kind = 'closing' AND NOT EXISTS "
    "(SELECT 1 FROM journal_entry r WHERE r.reverses_id = e.id) ORDER BY e.period DESC, e.id DESC";

static bool ledger_write_months(context_t *context, json_writer_t *writer) {
    json_write_array(writer, "months");
    store_statement_t *rows = store_query(context->tx, SQL_MONTHS, "");
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_text(writer, "month", store_column_text(rows, 0));
        json_write_text(writer, "status", store_column_text(rows, 1));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static bool ledger_write_years(context_t *context, json_writer_t *writer) {
    json_write_array(writer, "closed_years");
    store_statement_t *rows = store_query(context->tx, SQL_CLOSED_YEARS, "");
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_text(writer, "ends", store_column_text(rows, 0));
        json_write_int(writer, "entry", store_column_int(rows, 1));
        json_write_text(writer, "number", store_column_text(rows, 2));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

bool ledger_write(context_t *context, json_writer_t *writer) {
    ledger_t ledger;
    bool found = false;
    int64_t waiting = 0;
    if (!ledger_find(context, &ledger, &found)) return false;
    json_write_object(writer, NULL);
    json_write_bool(writer, "open", found);
    json_write_bool(writer, "keeper",
                    ((ROLES(ROLE_ADMINISTRATOR) | ROLES(ROLE_FINANCE)) & ROLES(context->actor->role)) != 0);
    json_write_text(writer, "currency", found ? ledger.currency->code : NULL);
    json_write_int(writer, "year_begins", found ? ledger.year_begins : 1);
    json_write_text(writer, "first_month", found ? ledger.first_month : NULL);
    json_write_bool(writer, "approval", found && ledger.approval);
    json_write_int(writer, "entries", found ? ledger.last_entry : 0);
    store_get_int(context->tx, &waiting, SQL_WAITING, "");
    json_write_int(writer, "waiting", waiting);
    bool ok = ledger_write_months(context, writer) && ledger_write_years(context, writer);
    json_write_close(writer);
    return ok;
}
