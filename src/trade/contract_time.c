/* Months and days of contracts, and what a line costs in a time. */
#include "base/text.h"
#include "trade/amount.h"
#include "trade/contract.h"

enum { PERCENT_WHOLE = 10000 };

const char *contract_day_after(arena_t *arena, const char *date, int days) {
    date_t parsed;
    if (!date_parse(date, &parsed)) return date;
    return date_format(arena, date_from_days(date_to_days(parsed) + days));
}

static date_t months_after(date_t date, int months) {
    int month = date.month - 1 + months;
    date_t moved = {date.year + month / 12, month % 12 + 1, date.day};
    while (!date_is_valid(moved)) moved.day--;
    return moved;
}

const char *contract_months_after(arena_t *arena, const char *date, int months) {
    date_t parsed;
    if (!date_parse(date, &parsed)) return date;
    return date_format(arena, months_after(parsed, months));
}

bool contract_line_monthly(const contract_t *contract, const contract_line_t *line, int64_t *out) {
    int64_t gross = 0;
    if (!amount_extend(line->quantity, line->unit_price, contract->currency, &gross)) return false;
    *out = gross - amount_share(gross, line->discount_percent, PERCENT_WHOLE);
    return true;
}

static int64_t later(int64_t a, int64_t b) {
    return a > b ? a : b;
}

static int64_t earlier(int64_t a, int64_t b) {
    return a < b ? a : b;
}

static bool days_of(const char *date, int64_t *out) {
    date_t parsed;
    if (date == NULL || !date_parse(date, &parsed)) return false;
    *out = date_to_days(parsed);
    return true;
}

bool contract_line_charge(const contract_t *contract, const contract_line_t *line, const char *from, const char *to,
                          int64_t *out) {
    int64_t first = 0, last = 0, begins = 0, ends = INT64_MAX, monthly = 0;
    date_t start;
    *out = 0;
    if (!contract_line_monthly(contract, line, &monthly) || !date_parse(contract->start_on, &start) ||
        !days_of(from, &first) || !days_of(to, &last) || !days_of(line->from_on, &begins))
        return false;
    days_of(line->until_on, &ends);
    first = later(first, begins);
    last = earlier(last, ends);
    for (int month = 0; month < CONTRACT_MONTHS; month++) {
        int64_t month_first = date_to_days(months_after(start, month));
        int64_t month_last = date_to_days(months_after(start, month + 1)) - 1;
        if (month_first > last) break;
        int64_t days = earlier(last, month_last) - later(first, month_first) + 1;
        if (days > 0) *out += amount_share(monthly, days, month_last - month_first + 1);
    }
    return true;
}
