#include "ledger/verify.h"

#include "base/text.h"
#include "ledger/balance.h"

enum { REPORTED_MOST = 100 };

static void verify_find(context_t *context, verify_t *verify, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void verify_find(context_t *context, verify_t *verify, const char *format, ...) {
    va_list arguments;
    if (verify->findings++ >= REPORTED_MOST) return;
    va_start(arguments, format);
    verify->report(verify->argument, arena_vprintf(context->arena, format, arguments));
    va_end(arguments);
}

static const char SQL_LAST[] = "SELECT coalesce(max(id), 0) FROM journal_entry";
static const char SQL_HEAD[] = "SELECT last_entry, last_hash FROM ledger WHERE id = 1";

static bool verify_head(context_t *context, verify_t *verify, int64_t last) {
    int64_t entry = 0;
    const char *hash = "";
    store_statement_t *row = store_query(context->tx, SQL_HEAD, "");
    if (store_step(row)) {
        entry = store_column_int(row, 0);
        hash = arena_strdup(context->arena, store_column_text(row, 1));
    }
    if (!store_end(row)) return context_done(context);
    if (entry != last || !text_equal(hash, verify->last_hash))
        verify_find(context, verify, "The ledger ends with entry %lld, the journal with %lld: one of them was altered.",
                    (long long)entry, (long long)last);
    return true;
}

/* One entry against its hash, which becomes the `previous` of the next. */
static bool verify_entry(const context_t *context, verify_t *verify, arena_t *arena, int64_t id,
                         char previous[JOURNAL_HASH + 1]) {
    context_t own = *context;
    journal_entry_t entry;
    int64_t sum = 0;
    own.arena = arena;
    if (!journal_load(&own, id, &entry)) {
        if (context->problem->kind != PROBLEM_NOT_FOUND) return false;
        problem_clear(context->problem);
        verify_find(&own, verify, "Entry %lld is missing.", (long long)id);
        return true;
    }
    for (size_t i = 0; i < entry.line_count; i++) sum += entry.lines[i].amount;
    if (sum != 0) verify_find(&own, verify, "%s does not balance.", entry.number);
    if (!text_equal(journal_hash(arena, &entry, previous), entry.hash))
        verify_find(&own, verify, "%s was altered, or the entry before it was.", entry.number);
    if (strlen(entry.hash) == JOURNAL_HASH) memcpy(previous, entry.hash, JOURNAL_HASH + 1);
    verify->entries++;
    return true;
}

static const char SQL_GAPS[] =
    "SELECT s.series, s.year, s.last_number, (SELECT count(*) FROM journal_entry e WHERE e.number LIKE "
    "s.series || '-' || CAST(s.year AS TEXT) || '-%') FROM ledger_series s ORDER BY s.series, s.year";

static bool verify_numbers(context_t *context, verify_t *verify) {
    store_statement_t *rows = store_query(context->tx, SQL_GAPS, "");
    while (store_step(rows)) {
        int64_t given = store_column_int(rows, 2), used = store_column_int(rows, 3);
        if (used > 0 && given != used)
            verify_find(context, verify, "Of the %lld numbers %s-%lld-… there are %lld.", (long long)given,
                        store_column_text(rows, 0), (long long)store_column_int(rows, 1), (long long)used);
    }
    return store_end(rows) || context_done(context);
}

#define OF_LINES(dimension, column)                                                                                    \
    "SELECT '" dimension "', " column                                                                                  \
    ", l.ledger_account_id, e.period, "                                                                                \
    "sum(CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END), sum(CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END) "     \
    "FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id WHERE " column                                      \
    " IS NOT NULL "                                                                                                    \
    "GROUP BY " column ", l.ledger_account_id, e.period"
#define ALL_OF_LINES                                                                                                                        \
    "SELECT '', CAST(0 AS BIGINT), l.ledger_account_id, e.period, "                                                                         \
    "sum(CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END), sum(CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END) "                          \
    "FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id GROUP BY l.ledger_account_id, e.period UNION ALL " OF_LINES(             \
        "customer",                                                                                                                         \
        "l.customer_id") " UNION ALL " OF_LINES("product",                                                                                  \
                                                "l.product_id") " UNION ALL " OF_LINES("salesperson",                                       \
                                                                                       "l.salesperson_id") " UNION ALL " OF_LINES("branch", \
                                                                                                                                  "l.branch_id")
#define KEPT "SELECT dimension, dimension_id, ledger_account_id, period, debit, credit FROM ledger_balance"

static const char SQL_WRONG_BALANCES[] =
    "SELECT count(*) FROM (SELECT * FROM (" ALL_OF_LINES ") AS lines EXCEPT " KEPT ") AS missing";
static const char SQL_STRAY_BALANCES[] =
    "SELECT count(*) FROM (" KEPT " EXCEPT SELECT * FROM (" ALL_OF_LINES ") AS lines) AS stray";

static bool verify_balances(context_t *context, verify_t *verify) {
    int64_t wrong = 0, stray = 0;
    if (!store_get_int(context->tx, &wrong, SQL_WRONG_BALANCES, "") ||
        !store_get_int(context->tx, &stray, SQL_STRAY_BALANCES, ""))
        return context_done(context);
    int64_t most = wrong > stray ? wrong : stray;
    if (most > 0) verify_find(context, verify, "%lld balances are not the sum of their lines.", (long long)most);
    return true;
}

bool ledger_verify(context_t *context, verify_t *verify) {
    int64_t last = 0;
    verify->entries = verify->findings = 0;
    verify->last_hash = "";
    if (!store_get_int(context->tx, &last, SQL_LAST, "")) return context_done(context);
    arena_t *arena = arena_create();
    bool ok = true;
    char *previous = arena_alloc(context->arena, JOURNAL_HASH + 1);
    for (int64_t id = 1; ok && id <= last; id++) {
        ok = verify_entry(context, verify, arena, id, previous);
        arena_clear(arena);
    }
    arena_destroy(arena);
    verify->last_hash = previous;
    return ok && verify_head(context, verify, last) && verify_numbers(context, verify) &&
           verify_balances(context, verify);
}
