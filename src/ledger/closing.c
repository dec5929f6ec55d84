#include "ledger/closing.h"

#include "base/text.h"
#include "ledger/balance.h"
#include "ledger/chart.h"
#include "ledger/rate.h"

static const char *month_last_day(context_t *context, const char *month) {
    date_t date;
    if (!month_is_valid(month) || !date_parse(arena_printf(context->arena, "%s-01", month), &date)) return NULL;
    date = date.month == 12 ? (date_t){date.year + 1, 1, 1} : (date_t){date.year, date.month + 1, 1};
    return date_format(context->arena, date_from_days(date_to_days(date) - 1));
}

static bool year_check(context_t *context, const ledger_t *ledger, const char *month, const char **last_day) {
    *last_day = month_last_day(context, month);
    if (*last_day == NULL || !text_equal(ledger_year_end(context, ledger, *last_day), month))
        return problem_add_field(context->problem, "month", "not_a_year_end",
                                 "Give the last month of a fiscal year, such as %s.",
                                 ledger_year_end(context, ledger, context_today(context)));
    return strcmp(*last_day, context_today(context)) <= 0 ||
           problem_add_field(context->problem, "month", "not_over", "The year that ends with %s is not over yet.",
                             month);
}

/* Every month up to the year's end that is still open. */
static const char SQL_CLOSE_MONTHS[] =
    "INSERT INTO ledger_period (month, status, changed_at, changed_by) "
    "SELECT DISTINCT substr(b.period, 1, 7), 'soft', CAST($2 AS BIGINT), CAST($3 AS BIGINT) FROM ledger_balance b "
    "WHERE b.dimension = '' AND substr(b.period, 1, 7) <= $1 "
    "AND NOT EXISTS (SELECT 1 FROM ledger_period p WHERE p.month = substr(b.period, 1, 7))";

bool closing_close_year(context_t *context, const char *month, journal_entry_t *out) {
    ledger_t ledger;
    ledger_account_t *accounts = NULL;
    size_t count = 0;
    const char *last_day = NULL;
    int64_t earnings = 0, result = 0;
    if (!ledger_check_keeper(context) || !ledger_load(context, &ledger) ||
        !year_check(context, &ledger, month, &last_day) || !chart_all(context, &accounts, &count) ||
        !chart_find(context, "retained_earnings", &earnings))
        return false;
    int64_t *debit = ARENA_ARRAY(context->arena, int64_t, count + 1);
    int64_t *credit = ARENA_ARRAY(context->arena, int64_t, count + 1);
    const balance_range_t range = {.to = last_day, .closing = true};
    if (!balance_sum(context, &range, accounts, count, debit, credit)) return false;
    *out = (journal_entry_t){.kind = "closing", .series = "CL", .date = last_day, .by_hand = true, .closes_year = true};
    out->description = arena_printf(context->arena, "%s", month);
    out->lines = ARENA_ARRAY(context->arena, journal_line_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        int64_t balance = debit[i] - credit[i];
        if (ledger_type_is_permanent(accounts[i].type) || balance == 0) continue;
        out->lines[out->line_count++] = (journal_line_t){.ledger_account_id = accounts[i].id, .amount = -balance};
        result += balance;
    }
    if (out->line_count == 0)
        return problem_set(context->problem, PROBLEM_CONFLICT, "nothing_to_close",
                           "Up to %s there are no revenue and no expenses that are not closed yet.", month);
    if (result != 0) out->lines[out->line_count++] = (journal_line_t){.ledger_account_id = earnings, .amount = result};
    if (!journal_post(context, out)) return false;
    store_run(context->tx, NULL, SQL_CLOSE_MONTHS, "tii", month, context->now, context->actor->user_id);
    return context_done(context);
}

/* What accounts of the balance sheet hold in each other currency, with what that counts for in the book. */
static const char SQL_HELD[] =
    "SELECT l.ledger_account_id, l.currency, sum(l.currency_amount), sum(l.amount) FROM journal_line l "
    "JOIN ledger_account a ON a.id = l.ledger_account_id WHERE l.currency <> $1 AND l.date <= $2 "
    "AND a.type IN ('asset', 'liability') AND coalesce(a.purpose, '') NOT IN ('inventory', 'consignment_stock', "
    "'deferred_revenue') GROUP BY l.ledger_account_id, l.currency ORDER BY l.ledger_account_id, l.currency";

typedef struct held {
    int64_t ledger_account_id, currency_amount, amount;
    const currency_t *currency;
} held_t;

enum { HELD_MOST = 400 };

static bool held_read(context_t *context, const ledger_t *ledger, const char *date, held_t *held, size_t *count) {
    store_statement_t *rows = store_query(context->tx, SQL_HELD, "tt", ledger->currency->code, date);
    while (*count < HELD_MOST && store_step(rows))
        held[(*count)++] = (held_t){store_column_int(rows, 0), store_column_int(rows, 2), store_column_int(rows, 3),
                                    currency_find(store_column_text(rows, 1))};
    return store_end(rows) || context_done(context);
}

/* The line takes no amount of the other currency: only its value in the book changes. */
static bool held_value(context_t *context, const ledger_t *ledger, const char *date, const held_t *held,
                       int64_t *difference) {
    int64_t rate = 0, value = 0;
    *difference = 0;
    if (held->currency_amount == 0) return true;
    if (!rate_find(context, held->currency, ledger->currency, date, "date", &rate)) return false;
    if (!rate_convert(held->currency_amount, held->currency, ledger->currency, rate, &value))
        return problem_add_field(context->problem, "date", "too_large", "The value does not fit.");
    *difference = value - held->amount;
    return true;
}

static const char SQL_REVALUED[] =
    "SELECT count(*) FROM journal_entry e WHERE e.kind = 'revaluation' AND e.date = $1 AND e.reverses_id IS NULL";

static bool revaluation_check(context_t *context, const char *date) {
    date_t day;
    int64_t done = 0;
    if (date == NULL || !date_parse(date, &day) || date_from_days(date_to_days(day) + 1).day != 1)
        return problem_add_field(context->problem, "date", "not_a_month_end", "Give the last day of a month.");
    if (!store_get_int(context->tx, &done, SQL_REVALUED, "t", date)) return context_done(context);
    return done == 0 || problem_set(context->problem, PROBLEM_CONFLICT, "revalued_already",
                                    "Other currencies are valued at %s already.", date);
}

static bool revaluation_post(context_t *context, const char *date, journal_entry_t *out) {
    date_t day;
    journal_entry_t back;
    if (out->line_count == 0) return true;
    if (!journal_post(context, out) || !date_parse(date, &day)) return false;
    const char *next = date_format(context->arena, date_from_days(date_to_days(day) + 1));
    return journal_reverse(context, out->id, next, out->description, true, &back);
}

bool closing_revalue(context_t *context, const char *date, journal_entry_t *out) {
    ledger_t ledger;
    size_t count = 0;
    int64_t gain = 0, sum = 0;
    held_t *held = ARENA_ARRAY(context->arena, held_t, HELD_MOST);
    if (!ledger_check_keeper(context) || !ledger_load(context, &ledger) || !revaluation_check(context, date) ||
        !chart_find(context, "unrealised_exchange_gain", &gain) || !held_read(context, &ledger, date, held, &count))
        return false;
    *out = (journal_entry_t){.kind = "revaluation", .series = "FX", .date = date, .by_hand = true, .description = date};
    out->lines = ARENA_ARRAY(context->arena, journal_line_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        int64_t difference = 0;
        if (!held_value(context, &ledger, date, &held[i], &difference)) return false;
        if (difference == 0) continue;
        out->lines[out->line_count++] = (journal_line_t){
            .ledger_account_id = held[i].ledger_account_id, .amount = difference, .currency = held[i].currency->code};
        sum += difference;
    }
    if (sum != 0) out->lines[out->line_count++] = (journal_line_t){.ledger_account_id = gain, .amount = -sum};
    return revaluation_post(context, date, out);
}
