#include "support/ledger_book.h"

#include "base/text.h"
#include "ledger/balance.h"
#include "ledger/chart.h"
#include "ledger/verify.h"
#include "support/book_context.h"
#include "support/cmocka.h"

enum { LINES_MOST = 16 };

void ledger_book_open(context_t *context, const char *currency) {
    const ledger_opening_t opening = {"trading", currency, 1, "2024-01"};
    if (!ledger_open(context, &opening)) fail_msg("%s", book_forget(context));
}

int64_t ledger_book_account(context_t *context, const char *name) {
    int64_t id = 0;
    if (!store_get_int(context->tx, &id, "SELECT id FROM ledger_account WHERE purpose = $1 OR code = $1", "t", name))
        fail_msg("there is no ledger account %s", name);
    return id;
}

static void lines_read(context_t *context, const char *text, journal_entry_t *entry) {
    ledger_t ledger;
    char *rest = arena_strdup(context->arena, text);
    assert_true(ledger_load(context, &ledger));
    entry->lines = ARENA_ARRAY(context->arena, journal_line_t, LINES_MOST);
    for (char *part; (part = strsep(&rest, ",")) != NULL;) {
        char *amount = text_trim(context->arena, part), *name = strsep(&amount, " ");
        journal_line_t *line = &entry->lines[entry->line_count++];
        assert_true(amount != NULL && entry->line_count < LINES_MOST);
        line->ledger_account_id = ledger_book_account(context, name);
        assert_int_equal(money_parse(amount, ledger.currency, &line->amount), DECIMAL_OK);
    }
}

static bool entry_try(context_t *context, const char *date, const char *lines, journal_entry_t *entry) {
    *entry = (journal_entry_t){.kind = "manual", .series = "JE", .date = date, .description = "Test", .by_hand = true};
    lines_read(context, lines, entry);
    return journal_post(context, entry);
}

journal_entry_t ledger_book_post(context_t *context, const char *date, const char *lines) {
    journal_entry_t entry;
    if (!entry_try(context, date, lines, &entry)) fail_msg("%s %s: %s", date, lines, book_forget(context));
    return entry;
}

const char *ledger_book_refusal(context_t *context, const char *date, const char *lines) {
    journal_entry_t entry;
    bool ok = entry_try(context, date, lines, &entry);
    assert_true(ok != problem_is_set(context->problem));
    return book_forget(context);
}

const char *ledger_book_balance(context_t *context, const char *name, const char *date) {
    ledger_t ledger;
    int64_t debit = 0, credit = 0;
    const ledger_account_t account = {.id = ledger_book_account(context, name)};
    const balance_range_t range = {.to = date, .closing = true};
    assert_true(ledger_load(context, &ledger) && balance_sum(context, &range, &account, 1, &debit, &credit));
    return money_format(context->arena, debit - credit, ledger.currency);
}

bool ledger_book_sql(context_t *context, const char *sql) {
    assert_true(store_savepoint(context->tx));
    bool done = store_run(context->tx, NULL, sql, "");
    assert_true(store_savepoint_rollback(context->tx));
    problem_clear(context->problem);
    return done;
}

static void found(void *argument, const char *finding) {
    (void)argument;
    print_message("%s\n", finding);
}

int64_t ledger_book_findings(context_t *context) {
    verify_t verify = {.report = found};
    assert_true(ledger_verify(context, &verify));
    return verify.findings;
}
