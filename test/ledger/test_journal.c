/* Posting: what is refused, what is kept for good, how entries are numbered, chained and taken back. On either engine.
 */
#include "base/text.h"
#include "ledger/chart.h"
#include "ledger/journal.h"
#include "support/book_context.h"
#include "support/cmocka.h"
#include "support/ledger_book.h"
#include "support/store_fixture.h"

static void refusals(context_t *context) {
    static const struct {
        const char *date, *lines, *code;
    } table[] = {
        {"2026-03-01", "bank 10.00, receivable -10.01", "unbalanced"},
        {"2026-03-01", "bank 10.00", "out_of_range"},
        {"2026-03-01", "bank 0, receivable 0", "required"},
        {"2026-03-01", "1000 10.00, receivable -10.00", "takes_no_lines"},
        {"2026-02-30", "bank 10.00, receivable -10.00", "not_a_date"},
        {"2023-12-31", "bank 10.00, receivable -10.00", "before_ledger"},
    };
    ledger_book_open(context, "SGD");
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const char *code = ledger_book_refusal(context, table[i].date, table[i].lines);
        assert_non_null(code);
        assert_string_equal(code, table[i].code);
    }
    int64_t entries = -1;
    assert_true(store_get_int(context->tx, &entries, "SELECT count(*) FROM journal_line", ""));
    assert_int_equal(entries, 0);
    assert_null(ledger_book_refusal(context, "2026-03-01", "bank 10.00, receivable -10.00"));
}

static void kept(context_t *context) {
    static const char *const around[] = {
        "UPDATE journal_line SET amount = amount + 1",
        "UPDATE journal_entry SET description = 'Another'",
        "UPDATE journal_entry SET date = '2026-01-01'",
        "DELETE FROM journal_line",
        "DELETE FROM journal_entry",
        "INSERT INTO journal_line (entry_id, position, ledger_account_id, date, amount, currency, currency_amount) "
        "SELECT 1, 7, id, '2026-03-01', 100, 'SGD', 100 FROM ledger_account WHERE purpose = 'bank'",
        "INSERT INTO journal_entry (id, number, date, period, kind, description, posted_at, hash) "
        "VALUES (2, 'X-1', '2026-03-01', '2026-03', 'manual', 'Empty', 0, '')",
    };
    ledger_book_open(context, "SGD");
    ledger_book_post(context, "2026-03-01", "receivable 1090.00, credit_sales -1000.00, output_tax -90.00");
    for (size_t i = 0; i < sizeof around / sizeof around[0]; i++)
        if (ledger_book_sql(context, around[i])) fail_msg("the database let through: %s", around[i]);
    assert_int_equal(ledger_book_findings(context), 0);
}

static void unbalanced_around(context_t *context) {
    ledger_book_open(context, "SGD");
    assert_true(store_savepoint(context->tx));
    assert_true(store_run(context->tx, NULL,
                          "INSERT INTO journal_line (entry_id, position, ledger_account_id, date, amount, currency, "
                          "currency_amount) SELECT 1, id, id, '2026-03-01', 100, 'SGD', 100 FROM ledger_account "
                          "WHERE purpose IN ('bank', 'cash')",
                          ""));
    assert_false(store_run(context->tx, NULL,
                           "INSERT INTO journal_entry (id, number, date, period, kind, description, posted_at, hash) "
                           "VALUES (1, 'X-1', '2026-03-01', '2026-03', 'manual', 'Only debits', 0, '')",
                           ""));
    assert_true(store_savepoint_rollback(context->tx));
    problem_clear(context->problem);
}

static void numbering(context_t *context) {
    ledger_book_open(context, "SGD");
    assert_string_equal(ledger_book_post(context, "2025-12-31", "bank 1, cash -1").number, "JE-2025-0001");
    assert_string_equal(ledger_book_post(context, "2026-01-01", "bank 1, cash -1").number, "JE-2026-0001");
    assert_true(store_savepoint(context->tx));
    assert_string_equal(ledger_book_post(context, "2026-01-01", "bank 1, cash -1").number, "JE-2026-0002");
    assert_true(store_savepoint_rollback(context->tx));
    assert_non_null(ledger_book_refusal(context, "2026-01-01", "bank 1, cash -2"));
    journal_entry_t third = ledger_book_post(context, "2026-01-02", "bank 1, cash -1");
    assert_string_equal(third.number, "JE-2026-0002");
    assert_int_equal(third.id, 3);
    assert_int_equal(ledger_book_findings(context), 0);
}

static void reversal(context_t *context) {
    journal_entry_t back, again;
    ledger_book_open(context, "SGD");
    journal_entry_t entry =
        ledger_book_post(context, "2026-03-01", "receivable 1090.00, credit_sales -1000.00, output_tax -90.00");
    assert_true(journal_reverse(context, entry.id, NULL, "Wrong customer", true, &back));
    assert_int_equal(back.reverses_id, entry.id);
    assert_string_equal(back.date, "2026-03-01");
    assert_string_equal(ledger_book_balance(context, "receivable", "2026-03-31"), "0.00");
    assert_string_equal(ledger_book_balance(context, "output_tax", "2026-03-31"), "0.00");
    assert_false(journal_reverse(context, entry.id, NULL, NULL, true, &again));
    assert_string_equal(book_forget(context), "reversed_already");
    assert_false(journal_reverse(context, back.id, NULL, NULL, true, &again));
    assert_string_equal(book_forget(context), "is_reversal");
    assert_int_equal(ledger_book_findings(context), 0);
}

static void reversal_of_closed(context_t *context) {
    journal_entry_t back;
    ledger_book_open(context, "SGD");
    journal_entry_t entry = ledger_book_post(context, "2026-03-10", "bank 10.00, cash -10.00");
    assert_true(ledger_set_month(context, "2026-03", MONTH_HARD));
    assert_true(journal_reverse(context, entry.id, NULL, NULL, true, &back));
    assert_string_equal(back.date, "2026-04-01");
}

static void months(context_t *context) {
    ledger_book_open(context, "SGD");
    ledger_book_post(context, "2026-01-10", "bank 10.00, cash -10.00");
    ledger_book_post(context, "2026-02-10", "bank 10.00, cash -10.00");
    assert_false(ledger_set_month(context, "2026-02", MONTH_SOFT));
    assert_string_equal(book_forget(context), "open_before");
    assert_true(ledger_set_month(context, "2026-01", MONTH_SOFT));
    assert_null(ledger_book_refusal(context, "2026-01-31", "bank 1, cash -1"));
    ledger_t ledger;
    assert_true(ledger_load(context, &ledger));
    assert_false(ledger_check_date(context, &ledger, "2026-01-31", false));
    assert_string_equal(book_forget(context), "closed_period");
    assert_true(ledger_set_month(context, "2026-01", MONTH_OPEN));
    assert_true(ledger_set_month(context, "2026-01", MONTH_HARD));
    assert_string_equal(ledger_book_refusal(context, "2026-01-31", "bank 1, cash -1"), "closed_period");
    assert_false(ledger_set_month(context, "2026-01", MONTH_OPEN));
    assert_string_equal(book_forget(context), "closed_for_good");
}

static void roles(context_t *context) {
    static const struct {
        role_t role;
        bool keeps, reads;
    } table[] = {{ROLE_ADMINISTRATOR, true, true},
                 {ROLE_FINANCE, true, true},
                 {ROLE_MANAGER, false, true},
                 {ROLE_READ_ONLY, false, true},
                 {ROLE_REPRESENTATIVE, false, false}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const actor_t actor = {.user_id = 1, .role = table[i].role, .locale = "en"};
        context_t own = *context;
        own.actor = &actor;
        assert_int_equal(ledger_check_keeper(&own), table[i].keeps);
        problem_clear(own.problem);
        assert_int_equal(ledger_check_reader(&own), table[i].reads);
        problem_clear(own.problem);
    }
}

static void chart(context_t *context) {
    ledger_book_open(context, "SGD");
    int64_t bank = ledger_book_account(context, "bank"), sales = ledger_book_account(context, "credit_sales");
    const char *under = arena_printf(context->arena, "{\"parent\": %lld}", (long long)bank);
    assert_string_equal(book_refusal(context, "ledger_account", sales, under), "other_type");
    assert_string_equal(book_refusal(context, "ledger_account", bank, under), "circular");
    assert_string_equal(book_refusal(context, "ledger_account", sales, "{\"purpose\": \"bank\"}"), "not_unique");
    assert_null(book_refusal(context, "ledger_account", sales, "{\"name\": \"Sales on credit\"}"));
    ledger_book_post(context, "2026-03-01", "receivable 10.00, credit_sales -10.00");
    assert_string_equal(book_refusal(context, "ledger_account", sales, "{\"type\": \"expense\"}"), "in_use");
    assert_string_equal(book_refusal(context, "ledger_account", sales, "{\"heading\": true}"), "in_use");
    assert_true(store_savepoint(context->tx));
    assert_false(record_delete(context, &LEDGER_ACCOUNT, sales));
    assert_int_equal(context->problem->kind, PROBLEM_CONFLICT);
    assert_true(store_savepoint_rollback(context->tx));
    problem_clear(context->problem);
}

/* Somebody with full rights on the file takes the guard away first; only the chain of hashes tells. */
static void altered(context_t *context) {
    ledger_book_open(context, "SGD");
    for (int i = 0; i < 3; i++) ledger_book_post(context, "2026-03-01", "bank 10.00, cash -10.00");
    assert_int_equal(ledger_book_findings(context), 0);
    assert_true(store_run(context->tx, NULL, "DROP TRIGGER journal_entry_is_not_changed", ""));
    assert_true(store_run(context->tx, NULL, "UPDATE journal_entry SET description = 'Altered' WHERE id = 2", ""));
    assert_int_equal(ledger_book_findings(context), 1);
    assert_true(store_run(context->tx, NULL, "UPDATE ledger_balance SET debit = debit + 1 WHERE debit > 0", ""));
    assert_int_equal(ledger_book_findings(context), 2);
}

#define TEST(name, body)                                                                                               \
    static void name(void **state) {                                                                                   \
        with_book(*state, body);                                                                                       \
    }
TEST(an_entry_that_does_not_hold_is_refused_and_leaves_nothing, refusals)
TEST(the_database_itself_keeps_posted_entries_as_they_are, kept)
TEST(the_database_itself_refuses_an_entry_that_does_not_balance, unbalanced_around)
TEST(numbers_have_no_gaps_also_after_what_was_taken_back, numbering)
TEST(an_entry_is_taken_back_once_by_one_that_names_it, reversal)
TEST(what_stands_in_a_closed_month_is_taken_back_in_the_next_open_one, reversal_of_closed)
TEST(months_are_closed_in_order_softly_and_for_good, months)
TEST(finance_keeps_the_books_managers_read_them_representatives_do_not, roles)
TEST(a_chart_is_a_tree_of_one_type_each_and_stays_once_posted_to, chart)
TEST(an_entry_that_was_altered_is_found, altered)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(an_entry_that_does_not_hold_is_refused_and_leaves_nothing),
        ON_BOTH(the_database_itself_keeps_posted_entries_as_they_are),
        ON_BOTH(the_database_itself_refuses_an_entry_that_does_not_balance),
        ON_BOTH(numbers_have_no_gaps_also_after_what_was_taken_back),
        ON_BOTH(an_entry_is_taken_back_once_by_one_that_names_it),
        ON_BOTH(what_stands_in_a_closed_month_is_taken_back_in_the_next_open_one),
        ON_BOTH(months_are_closed_in_order_softly_and_for_good),
        ON("sqlite", finance_keeps_the_books_managers_read_them_representatives_do_not),
        ON_BOTH(a_chart_is_a_tree_of_one_type_each_and_stays_once_posted_to),
        ON("sqlite", an_entry_that_was_altered_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
