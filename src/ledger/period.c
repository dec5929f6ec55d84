/* The months of the ledger: open, closed softly, closed for good. */
#include "base/text.h"
#include "ledger/ledger.h"

static const char *const STATUSES[] = {[MONTH_OPEN] = "open", [MONTH_SOFT] = "soft", [MONTH_HARD] = "hard"};

const char *month_status_name(month_status_t status) {
    return STATUSES[status];
}

bool month_status_parse(const char *name, month_status_t *out) {
    for (int i = MONTH_OPEN; i <= MONTH_HARD; i++) {
        if (!text_equal(STATUSES[i], name)) continue;
        *out = (month_status_t)i;
        return true;
    }
    return false;
}

bool month_is_valid(const char *month) {
    if (month == NULL || strlen(month) != 7) return false;
    char day[DATE_TEXT_SIZE] = {0};
    memcpy(day, month, 7);
    memcpy(day + 7, "-01", 4);
    date_t date;
    return date_parse(day, &date);
}

static const char *month_of(context_t *context, const char *date) {
    return arena_strndup(context->arena, date, 7);
}

static const char *month_next(context_t *context, const char *month) {
    date_t date;
    if (!date_parse(arena_printf(context->arena, "%s-01", month), &date)) return month;
    date.month++;
    if (date.month > 12) date = (date_t){date.year + 1, 1, 1};
    return month_of(context, date_format(context->arena, date));
}

static const char SQL_STATUS[] = "SELECT status FROM ledger_period WHERE month = $1";

static month_status_t month_status(context_t *context, const char *month) {
    month_status_t status = MONTH_OPEN;
    const char *name = store_get_text(context->tx, context->arena, SQL_STATUS, "t", month);
    return name != NULL && month_status_parse(name, &status) ? status : MONTH_OPEN;
}

static const char SQL_LOOSER_BEFORE[] =
    "SELECT m.month FROM (SELECT DISTINCT substr(period, 1, 7) AS month FROM ledger_balance WHERE dimension = '') m "
    "LEFT JOIN ledger_period p ON p.month = m.month "
    "WHERE m.month < $1 AND (p.status IS NULL OR ($2 = 'hard' AND p.status <> 'hard')) ORDER BY m.month LIMIT 1";

static const char SQL_CLOSED_AFTER[] =
    "SELECT month FROM ledger_period WHERE month > $1 AND status <> 'open' ORDER BY month LIMIT 1";

static const char SQL_SET[] =
    "INSERT INTO ledger_period (month, status, changed_at, changed_by) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (month) DO UPDATE SET status = excluded.status, changed_at = excluded.changed_at, "
    "changed_by = excluded.changed_by";
static const char SQL_OPEN_AGAIN[] = "DELETE FROM ledger_period WHERE month = $1";

/* In order, so that what is closed is always everything up to some month. */
static bool month_check_order(context_t *context, const char *month, month_status_t status) {
    const char *other = NULL;
    if (status == MONTH_OPEN) {
        other = store_get_text(context->tx, context->arena, SQL_CLOSED_AFTER, "t", month);
        if (other == NULL) return context_done(context);
        return problem_add_field(context->problem, "month", "closed_after", "Open %s first: it comes later.", other);
    }
    other = store_get_text(context->tx, context->arena, SQL_LOOSER_BEFORE, "tt", month, STATUSES[status]);
    if (other == NULL) return context_done(context);
    return problem_add_field(context->problem, "month", "open_before", "Close %s first: it comes earlier.", other);
}

bool ledger_set_month(context_t *context, const char *month, month_status_t status) {
    ledger_t ledger;
    if (!ledger_check_keeper(context) || !ledger_load(context, &ledger)) return false;
    if (!month_is_valid(month) || strcmp(month, ledger.first_month) < 0)
        return problem_add_field(context->problem, "month", "not_a_month", "The ledger has no such month.");
    if (month_status(context, month) == MONTH_HARD && status != MONTH_HARD)
        return problem_add_field(context->problem, "status", "closed_for_good",
                                 "%s is closed for good. A correction goes into an open month.", month);
    if (!month_check_order(context, month, status)) return false;
    if (status == MONTH_OPEN)
        store_run(context->tx, NULL, SQL_OPEN_AGAIN, "t", month);
    else
        store_run(context->tx, NULL, SQL_SET, "ttii", month, STATUSES[status], context->now, context->actor->user_id);
    return context_done(context);
}

bool ledger_check_date(context_t *context, const ledger_t *ledger, const char *date, bool by_hand) {
    date_t parsed;
    if (date == NULL || !date_parse(date, &parsed))
        return problem_add_field(context->problem, "date", "not_a_date", "Give a date such as 2026-03-31.");
    const char *month = month_of(context, date);
    if (strcmp(month, ledger->first_month) < 0)
        return problem_add_field(context->problem, "date", "before_ledger", "The ledger begins with %s.",
                                 ledger->first_month);
    month_status_t status = month_status(context, month);
    if (status == MONTH_OPEN || (status == MONTH_SOFT && by_hand)) return context_done(context);
    return problem_add_field(context->problem, "date", "closed_period",
                             "%s is closed. Use a date in an open month; a correction goes there, too.", month);
}

static const char SQL_LAST_CLOSED[] =
    "SELECT month FROM ledger_period WHERE status <> 'open' ORDER BY month DESC LIMIT 1";

bool ledger_open_date(context_t *context, const ledger_t *ledger, const char *date, const char **out) {
    const char *last = store_get_text(context->tx, context->arena, SQL_LAST_CLOSED, "");
    const char *first = last != NULL ? month_next(context, last) : ledger->first_month;
    *out = strcmp(month_of(context, date), first) >= 0 ? date : arena_printf(context->arena, "%s-01", first);
    return context_done(context);
}

const char *ledger_year_end(context_t *context, const ledger_t *ledger, const char *date) {
    date_t day = {0};
    if (!date_parse(date, &day)) return NULL;
    int last = ledger->year_begins == 1 ? 12 : (int)ledger->year_begins - 1;
    if (day.month > last) day.year++;
    return arena_printf(context->arena, "%04d-%02d", day.year, last);
}
