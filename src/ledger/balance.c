#include "ledger/balance.h"

#include "base/text.h"

static const struct {
    const char *name, *column;
} DIMENSIONS[DIMENSION_COUNT] = {
    [DIMENSION_ALL] = {"", NULL},
    [DIMENSION_CUSTOMER] = {"customer", "customer_id"},
    [DIMENSION_PRODUCT] = {"product", "product_id"},
    [DIMENSION_SALESPERSON] = {"salesperson", "salesperson_id"},
    [DIMENSION_BRANCH] = {"branch", "branch_id"},
};

const char *dimension_name(dimension_t dimension) {
    return DIMENSIONS[dimension].name;
}

bool dimension_parse(const char *name, dimension_t *out) {
    for (int i = DIMENSION_CUSTOMER; i < DIMENSION_COUNT; i++) {
        if (!text_equal(DIMENSIONS[i].name, name)) continue;
        *out = (dimension_t)i;
        return true;
    }
    return false;
}

const char *dimension_column(dimension_t dimension) {
    return DIMENSIONS[dimension].column;
}

static int64_t dimension_of(const journal_about_t *about, dimension_t dimension) {
    switch (dimension) {
    case DIMENSION_CUSTOMER: return about->customer_id;
    case DIMENSION_PRODUCT: return about->product_id;
    case DIMENSION_SALESPERSON: return about->salesperson_id;
    case DIMENSION_BRANCH: return about->branch_id;
    default: return 0;
    }
}

typedef struct addition {
    dimension_t dimension;
    int64_t id, ledger_account_id;
    int64_t debit, credit;
} addition_t;

static addition_t *addition_find(addition_t *additions, size_t *count, const addition_t *key) {
    for (size_t i = 0; i < *count; i++)
        if (additions[i].dimension == key->dimension && additions[i].id == key->id &&
            additions[i].ledger_account_id == key->ledger_account_id)
            return &additions[i];
    additions[*count] = *key;
    return &additions[(*count)++];
}

static const char SQL_ADD[] =
    "INSERT INTO ledger_balance (dimension, dimension_id, ledger_account_id, period, debit, credit) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (dimension, dimension_id, ledger_account_id, period) "
    "DO UPDATE SET debit = ledger_balance.debit + excluded.debit, credit = ledger_balance.credit + excluded.credit";

/* Lines that add to the same balance are added up first: one write each. */
bool balance_add(context_t *context, const journal_entry_t *entry) {
    size_t count = 0;
    addition_t *additions = ARENA_ARRAY(context->arena, addition_t, entry->line_count * DIMENSION_COUNT);
    for (size_t i = 0; i < entry->line_count; i++) {
        const journal_line_t *line = &entry->lines[i];
        for (int dimension = DIMENSION_ALL; dimension < DIMENSION_COUNT; dimension++) {
            int64_t id = dimension_of(&line->about, (dimension_t)dimension);
            if (dimension != DIMENSION_ALL && id == 0) continue;
            const addition_t key = {(dimension_t)dimension, id, line->ledger_account_id, 0, 0};
            addition_t *addition = addition_find(additions, &count, &key);
            addition->debit += line->amount > 0 ? line->amount : 0;
            addition->credit += line->amount < 0 ? -line->amount : 0;
        }
    }
    for (size_t i = 0; i < count; i++)
        store_run(context->tx, NULL, SQL_ADD, "tiitii", DIMENSIONS[additions[i].dimension].name, additions[i].id,
                  additions[i].ledger_account_id, entry->period, additions[i].debit, additions[i].credit);
    return context_done(context);
}

static const char SQL_MONTHS[] =
    "SELECT b.ledger_account_id, sum(b.debit), sum(b.credit) FROM ledger_balance b "
    "WHERE b.dimension = $2 AND b.dimension_id = $1 AND b.period >= $3 AND b.period < $4 "
    "AND ($5 = 1 OR length(b.period) = 7) GROUP BY b.ledger_account_id";

static const char SQL_MONTHS_OF_CUSTOMER[] =
    "SELECT b.ledger_account_id, sum(b.debit), sum(b.credit) FROM ledger_balance b "
    "WHERE b.dimension = $2 AND b.dimension_id IN " LEDGER_CUSTOMER_IDS("$1") " AND b.period >= $3 AND b.period < $4 "
    "AND ($5 = 1 OR length(b.period) = 7) GROUP BY b.ledger_account_id";

#define LINES_IN_RANGE                                                                                                 \
    "SELECT l.ledger_account_id, sum(CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END), "                               \
    "sum(CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END) FROM journal_line l "                                       \
    "JOIN journal_entry e ON e.id = l.entry_id WHERE l.date >= $2 AND l.date <= $3 "                                   \
    "AND ($4 = 1 OR length(e.period) = 7) AND l.entry_id <= $5 "
#define PER_ACCOUNT "GROUP BY l.ledger_account_id"

static const char *const SQL_DAYS[DIMENSION_COUNT] = {
    [DIMENSION_ALL] = LINES_IN_RANGE "AND CAST($1 AS BIGINT) = 0 " PER_ACCOUNT,
    [DIMENSION_CUSTOMER] = LINES_IN_RANGE "AND l.customer_id IN " LEDGER_CUSTOMER_IDS("$1") " " PER_ACCOUNT,
    [DIMENSION_PRODUCT] = LINES_IN_RANGE "AND l.product_id = $1 " PER_ACCOUNT,
    [DIMENSION_SALESPERSON] = LINES_IN_RANGE "AND l.salesperson_id = $1 " PER_ACCOUNT,
    [DIMENSION_BRANCH] = LINES_IN_RANGE "AND l.branch_id = $1 " PER_ACCOUNT,
};

typedef struct summing {
    context_t *context;
    const balance_range_t *range;
    const ledger_account_t *accounts;
    size_t count;
    int64_t *debit, *credit;
} summing_t;

static bool sums_take(const summing_t *summing, store_statement_t *rows) {
    while (store_step(rows)) {
        int64_t account = store_column_int(rows, 0);
        for (size_t i = 0; i < summing->count; i++) {
            if (summing->accounts[i].id != account) continue;
            summing->debit[i] += store_column_int(rows, 1);
            summing->credit[i] += store_column_int(rows, 2);
            break;
        }
    }
    return store_end(rows) || context_done(summing->context);
}

/* Whole months, `until` excluded. */
static bool sum_months(const summing_t *summing, const char *from, const char *until) {
    const balance_range_t *range = summing->range;
    const char *sql = range->dimension == DIMENSION_CUSTOMER ? SQL_MONTHS_OF_CUSTOMER : SQL_MONTHS;
    if (strcmp(from, until) >= 0) return true;
    return sums_take(summing, store_query(summing->context->tx, sql, "ittti", range->dimension_id,
                                          DIMENSIONS[range->dimension].name, from, until, (int64_t)range->closing));
}

static bool sum_days(const summing_t *summing, const char *from, const char *to) {
    const balance_range_t *range = summing->range;
    if (strcmp(from, to) > 0) return true;
    return sums_take(summing,
                     store_query(summing->context->tx, SQL_DAYS[range->dimension], "ittii", range->dimension_id, from,
                                 to, (int64_t)range->closing, range->last_entry > 0 ? range->last_entry : INT64_MAX));
}

static const char *month_begin(context_t *context, date_t date) {
    return date_format(context->arena, (date_t){date.year, date.month, 1});
}

static date_t month_after(date_t date) {
    return date.month == 12 ? (date_t){date.year + 1, 1, 1} : (date_t){date.year, date.month + 1, 1};
}

static const char *day_before(context_t *context, date_t date) {
    return date_format(context->arena, date_from_days(date_to_days(date) - 1));
}

/* The days before the first whole month, whole months, and the days behind them. */
static bool sum_range(const summing_t *summing, date_t from, date_t to) {
    context_t *context = summing->context;
    date_t first = from.day == 1 ? from : month_after(from);
    date_t behind = date_from_days(date_to_days(to) + 1);
    date_t last = {behind.year, behind.month, 1};
    const char *begin = date_format(context->arena, from), *end = date_format(context->arena, to);
    if (date_to_days(first) >= date_to_days(last)) return sum_days(summing, begin, end);
    return sum_days(summing, begin, day_before(context, first)) &&
           sum_months(summing, arena_strndup(context->arena, month_begin(context, first), 7),
                      arena_strndup(context->arena, month_begin(context, last), 7)) &&
           sum_days(summing, month_begin(context, last), end);
}

bool balance_sum(context_t *context, const balance_range_t *range, const ledger_account_t *accounts, size_t count,
                 int64_t *debit, int64_t *credit) {
    const summing_t summing = {context, range, accounts, count, debit, credit};
    date_t from = {1, 1, 1}, to;
    if ((range->from != NULL && !date_parse(range->from, &from)) || !date_parse(range->to, &to))
        return problem_add_field(context->problem, "date", "not_a_date", "Give a date such as 2026-03-31.");
    if (range->last_entry > 0) return sum_days(&summing, date_format(context->arena, from), range->to);
    return sum_range(&summing, from, to);
}
