/* Statements: the worked examples of the field, months and days, the year's end, other currencies, and that everything
 * agrees after any history. On either engine. */
#include "base/clock.h"
#include "base/text.h"
#include "ledger/chart.h"
#include "ledger/closing.h"
#include "ledger/customer_figures.h"
#include "ledger/rate.h"
#include "ledger/statement.h"
#include "support/book_context.h"
#include "support/cmocka.h"
#include "support/ledger_book.h"
#include "support/store_fixture.h"

#include <jansson.h>

static json_t *income(context_t *context, const statement_query_t *query) {
    text_t text = text_create(context->arena, 1024 * 1024);
    json_writer_t writer = json_begin(&text);
    if (!statement_write_income(context, query, &writer)) fail_msg("%s", book_forget(context));
    return json_loads(text.data, 0, NULL);
}

/* A figure of the income statement, with commas between its columns. */
static const char *figure(context_t *context, const char *from, const char *to, const char *columns, const char *name) {
    const statement_query_t query = {.from = from, .to = to, .columns = columns};
    json_t *statement = income(context, &query);
    text_t out = text_create(context->arena, 4096);
    size_t index = 0;
    json_t *value = NULL;
    json_array_foreach(json_object_get(statement, name), index, value)
        text_add_format(&out, "%s%s", index > 0 ? "," : "", json_string_value(value));
    json_decref(statement);
    return out.data;
}

static const char *of_sheet(context_t *context, const char *date, const char *name) {
    text_t text = text_create(context->arena, 1024 * 1024);
    json_writer_t writer = json_begin(&text);
    const statement_query_t query = {.to = date};
    if (!statement_write_balance_sheet(context, &query, &writer)) fail_msg("%s", book_forget(context));
    json_t *sheet = json_loads(text.data, 0, NULL);
    const char *value = arena_strdup(context->arena, json_string_value(json_object_get(sheet, name)));
    json_decref(sheet);
    return value;
}

static void examples(context_t *context) {
    ledger_book_open(context, "SGD");
    ledger_book_post(context, "2026-01-05", "receivable 1000.00, credit_sales -1000.00");
    ledger_book_post(context, "2026-01-15", "bank 980.00, sales_discounts 20.00, receivable -1000.00");
    assert_string_equal(figure(context, "2026-01-01", "2026-01-31", NULL, "net_sales"), "980.00");
    ledger_book_post(context, "2026-02-01", "receivable 1090.00, credit_sales -1000.00, output_tax -90.00");
    ledger_book_post(context, "2026-02-08",
                     "bank 1068.20, sales_discounts 20.00, output_tax 1.80, receivable -1090.00");
    assert_string_equal(ledger_book_balance(context, "receivable", "2026-02-28"), "0.00");
    assert_string_equal(ledger_book_balance(context, "output_tax", "2026-02-28"), "-88.20");
    ledger_book_post(context, "2026-02-20", "sales_returns 100.00, output_tax 9.00, receivable -109.00");
    ledger_book_post(context, "2026-02-20", "sales_allowances 50.00, output_tax 4.50, receivable -54.50");
    ledger_book_post(context, "2026-02-20", "cost_of_sales 600.00, inventory -600.00");
    ledger_book_post(context, "2026-02-21", "bad_debts 30.00, receivable -30.00");
    assert_string_equal(figure(context, "2026-02-01", "2026-02-28", NULL, "net_sales"), "830.00");
    assert_string_equal(figure(context, "2026-02-01", "2026-02-28", NULL, "gross_margin"), "230.00");
    assert_string_equal(figure(context, "2026-02-01", "2026-02-28", NULL, "profit"), "200.00");
    assert_string_equal(figure(context, "2026-01-01", "2026-02-28", "month", "net_sales"), "980.00,830.00");
    assert_string_equal(figure(context, "2026-01-01", "2026-12-31", "quarter", "net_sales"), "1810.00,0.00,0.00,0.00");
    assert_string_equal(of_sheet(context, "2026-02-28", "assets"),
                        of_sheet(context, "2026-02-28", "liabilities_and_equity"));
}

static void days(context_t *context) {
    ledger_book_open(context, "SGD");
    static const char *const dates[] = {"2026-01-31", "2026-02-01", "2026-02-14", "2026-02-28", "2026-03-01"};
    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++)
        ledger_book_post(context, dates[i], arena_printf(context->arena, "bank %d, cash_sales -%d", 1 << i, 1 << i));
    static const struct {
        const char *from, *to, *net_sales;
    } table[] = {
        {"2026-02-01", "2026-02-28", "14.00"}, {"2026-01-31", "2026-02-28", "15.00"},
        {"2026-02-02", "2026-02-28", "12.00"}, {"2026-02-02", "2026-02-27", "4.00"},
        {"2026-01-15", "2026-03-01", "31.00"}, {"2026-01-01", "2026-03-31", "31.00"},
        {"2026-03-02", "2026-03-31", "0.00"},
    };
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
        assert_string_equal(figure(context, table[i].from, table[i].to, NULL, "net_sales"), table[i].net_sales);
}

static void year_end(context_t *context) {
    journal_entry_t entry;
    ledger_book_open(context, "SGD");
    ledger_book_post(context, "2024-06-30", "bank 500, cash_sales -500");
    ledger_book_post(context, "2025-06-30", "bank 300, cash_sales -300");
    ledger_book_post(context, "2025-07-01", "6020 120, bank -120");
    assert_false(closing_close_year(context, "2025-11", &entry));
    assert_string_equal(book_forget(context), "not_a_year_end");
    assert_true(closing_close_year(context, "2024-12", &entry));
    assert_string_equal(ledger_book_balance(context, "retained_earnings", "2024-12-31"), "-500.00");
    assert_true(closing_close_year(context, "2025-12", &entry));
    assert_string_equal(ledger_book_balance(context, "retained_earnings", "2025-12-31"), "-680.00");
    assert_string_equal(ledger_book_balance(context, "cash_sales", "2025-12-31"), "0.00");
    assert_string_equal(figure(context, "2025-01-01", "2025-12-31", NULL, "profit"), "180.00");
    assert_string_equal(of_sheet(context, "2025-12-31", "result"), "0.00");
    assert_string_equal(of_sheet(context, "2025-06-30", "result"), "300.00");
    assert_false(closing_close_year(context, "2025-12", &entry));
    assert_string_equal(book_forget(context), "nothing_to_close");
    ledger_book_post(context, "2025-12-31", "6020 10, bank -10");
    assert_true(closing_close_year(context, "2025-12", &entry));
    assert_string_equal(ledger_book_balance(context, "retained_earnings", "2025-12-31"), "-670.00");
    assert_int_equal(ledger_book_findings(context), 0);
}

static void past_state(context_t *context) {
    ledger_book_open(context, "SGD");
    ledger_book_post(context, "2026-01-05", "bank 100, cash_sales -100");
    context_t later = *context;
    later.now = context->now + 1000;
    ledger_book_post(&later, "2026-01-06", "bank 11, cash_sales -11");
    const statement_query_t before = {.from = "2026-01-01", .to = "2026-01-31", .as_of = context->now};
    json_t *statement = income(context, &before);
    assert_string_equal(json_string_value(json_array_get(json_object_get(statement, "net_sales"), 0)), "100.00");
    json_decref(statement);
    assert_string_equal(figure(context, "2026-01-01", "2026-01-31", NULL, "net_sales"), "111.00");
}

static int64_t post_foreign(context_t *context, const char *json) {
    ledger_t ledger;
    journal_entry_t entry;
    json_t *body = json_loads(json, 0, NULL);
    assert_non_null(body);
    assert_true(ledger_load(context, &ledger));
    bool ok = journal_parse(context, &ledger, body, &entry) && journal_post(context, &entry);
    json_decref(body);
    if (!ok) fail_msg("%s", book_forget(context));
    return entry.id;
}

/* USD 1,000 are received at 1.35 and still there at 1.30 at the month's end: SGD 50 are lost until the next day. */
static void currencies(context_t *context) {
    journal_entry_t entry;
    ledger_book_open(context, "SGD");
    assert_true(rate_set(context, "EUR", "SGD", "2026-01-02", 1458000000));
    assert_true(rate_set(context, "EUR", "USD", "2026-01-02", 1080000000));
    post_foreign(context, arena_printf(context->arena,
                                       "{\"date\": \"2026-01-05\", \"description\": \"Abroad\", \"lines\": ["
                                       "{\"ledger_account\": %lld, \"debit\": \"1000.00\", \"currency\": \"USD\"},"
                                       "{\"ledger_account\": %lld, \"credit\": 1000, \"currency\": \"USD\"}]}",
                                       (long long)ledger_book_account(context, "receivable"),
                                       (long long)ledger_book_account(context, "credit_sales")));
    assert_string_equal(ledger_book_balance(context, "receivable", "2026-01-31"), "1350.00");
    assert_true(rate_set(context, "EUR", "USD", "2026-01-30", 1100000000));
    assert_true(rate_set(context, "EUR", "SGD", "2026-01-30", 1430000000));
    assert_true(closing_revalue(context, "2026-01-31", &entry));
    assert_string_equal(ledger_book_balance(context, "receivable", "2026-01-31"), "1300.00");
    assert_string_equal(ledger_book_balance(context, "unrealised_exchange_gain", "2026-01-31"), "50.00");
    assert_string_equal(ledger_book_balance(context, "receivable", "2026-02-01"), "1350.00");
    assert_false(closing_revalue(context, "2026-01-31", &entry));
    assert_string_equal(book_forget(context), "revalued_already");
    assert_int_equal(ledger_book_findings(context), 0);
}

static const char *customer(context_t *context, int64_t id) {
    text_t text = text_create(context->arena, 64 * 1024);
    json_writer_t writer = json_begin(&text);
    json_write_object(&writer, NULL);
    assert_true(customer_figures_write(context, id, &writer, "ledger"));
    json_write_close(&writer);
    return text.data;
}

static void of_customer(context_t *context) {
    int64_t id = book_add(context, "account", "{\"name\": \"Quay Supplies\"}")->id;
    assert_string_equal(customer(context, id), "{\"ledger\":null}");
    ledger_book_open(context, "SGD");
    assert_string_equal(customer(context, id), "{\"ledger\":null}");
    for (int year = 2024; year <= 2025; year++)
        post_foreign(context, arena_printf(context->arena,
                                           "{\"date\": \"%d-12-31\", \"description\": \"Sale\", \"lines\": ["
                                           "{\"ledger_account\": %lld, \"debit\": 109, \"customer\": %lld},"
                                           "{\"ledger_account\": %lld, \"credit\": 100, \"customer\": %lld},"
                                           "{\"ledger_account\": %lld, \"credit\": 9, \"customer\": %lld}]}",
                                           year, (long long)ledger_book_account(context, "receivable"), (long long)id,
                                           (long long)ledger_book_account(context, "credit_sales"), (long long)id,
                                           (long long)ledger_book_account(context, "output_tax"), (long long)id));
    assert_string_equal(customer(context, id),
                        "{\"ledger\":{\"currency\":\"SGD\",\"receivable\":\"218.00\",\"net_sales\":["
                        "{\"year\":\"2025\",\"amount\":\"100.00\"},{\"year\":\"2024\",\"amount\":\"100.00\"}]}}");
}

static void converting(context_t *context) {
    static const struct {
        const char *from, *to;
        int64_t amount, rate, value;
    } table[] = {
        {"USD", "SGD", 100000, 1350000000, 135000},
        {"JPY", "SGD", 1000, 9000000, 900},
        {"SGD", "JPY", 900, 111111111111, 1000},
        {"BHD", "USD", 1000, 2650000000, 265},
        {"USD", "SGD", 1, 500000000, 1},
        {"USD", "SGD", -1, 500000000, -1},
        {"USD", "SGD", 1, 499999999, 0},
    };
    (void)context;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        int64_t value = 0;
        assert_true(rate_convert(table[i].amount, currency_find(table[i].from), currency_find(table[i].to),
                                 table[i].rate, &value));
        assert_int_equal(value, table[i].value);
    }
    int64_t value = 0;
    assert_false(rate_convert(INT64_MAX, currency_find("USD"), currency_find("SGD"), 2000000000, &value));
}

/* The same sum by the balances, by the lines, and over all accounts. */
static void check_agreement(context_t *context, const char *date) {
    ledger_account_t *accounts = NULL;
    size_t count = 0;
    int64_t last = 0, total = 0;
    assert_true(chart_all(context, &accounts, &count));
    assert_true(store_get_int(context->tx, &last, "SELECT max(id) FROM journal_entry", ""));
    int64_t *sums[4];
    for (int i = 0; i < 4; i++) sums[i] = ARENA_ARRAY(context->arena, int64_t, count);
    const balance_range_t kept = {.to = date, .closing = true};
    const balance_range_t lines = {.to = date, .closing = true, .last_entry = last};
    assert_true(balance_sum(context, &kept, accounts, count, sums[0], sums[1]));
    assert_true(balance_sum(context, &lines, accounts, count, sums[2], sums[3]));
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(sums[0][i], sums[2][i]);
        assert_int_equal(sums[1][i], sums[3][i]);
        total += sums[0][i] - sums[1][i];
    }
    assert_int_equal(total, 0);
    assert_string_equal(of_sheet(context, date, "assets"), of_sheet(context, date, "liabilities_and_equity"));
}

static void any_history(context_t *context) {
    enum { STEPS = 150 };
    static const char *const accounts[] = {"bank",         "receivable",    "inventory",       "output_tax",
                                           "credit_sales", "sales_returns", "sales_discounts", "cost_of_sales",
                                           "6020",         "exchange_gain"};
    unsigned seed = store_fixture_seed("any history of the ledger");
    ledger_book_open(context, "SGD");
    for (int step = 0; step < STEPS; step++) {
        date_t day = date_from_days(date_to_days((date_t){2025, 1, 1}) + rand_r(&seed) % 500);
        const char *date = date_format(context->arena, day);
        journal_entry_t back;
        int first = rand_r(&seed) % 1000000 + 1, second = rand_r(&seed) % 1000 - 500;
        const char *lines = arena_printf(context->arena, "%s %d.%02d, %s %d, %s %d.%02d", accounts[rand_r(&seed) % 10],
                                         -first, first % 100, accounts[rand_r(&seed) % 10], second == 0 ? 1 : second,
                                         accounts[rand_r(&seed) % 10], first - (second == 0 ? 1 : second), first % 100);
        int64_t entries = 0;
        const char *refusal = ledger_book_refusal(context, date, lines);
        if (refusal != NULL && !text_equal(refusal, "unbalanced") && !text_equal(refusal, "required"))
            fail_msg("%s %s: %s", date, lines, refusal);
        assert_true(store_get_int(context->tx, &entries, "SELECT coalesce(max(id), 0) FROM journal_entry", ""));
        if (entries > 0 && rand_r(&seed) % 5 == 0 &&
            !journal_reverse(context, 1 + rand_r(&seed) % entries, NULL, NULL, true, &back))
            assert_non_null(book_forget(context));
        if (step % 10 == 9) check_agreement(context, date);
    }
    check_agreement(context, "2026-12-31");
    assert_int_equal(ledger_book_findings(context), 0);
}

#define TEST(name, body)                                                                                               \
    static void name(void **state) {                                                                                   \
        with_book(*state, body);                                                                                       \
    }
TEST(the_fields_worked_examples, examples)
TEST(a_statement_of_days_has_the_days_alone, days)
TEST(a_year_is_carried_into_retained_earnings_and_its_statement_stays, year_end)
TEST(a_statement_is_read_as_the_books_stood, past_state)
TEST(what_is_held_abroad_is_valued_at_the_months_end, currencies)
TEST(a_customers_page_has_its_figures_from_the_books, of_customer)
TEST(amounts_are_converted_by_exact_rates_and_rounded_once, converting)
TEST(everything_agrees_after_any_history, any_history)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(the_fields_worked_examples),
        ON_BOTH(a_statement_of_days_has_the_days_alone),
        ON_BOTH(a_year_is_carried_into_retained_earnings_and_its_statement_stays),
        ON_BOTH(a_statement_is_read_as_the_books_stood),
        ON_BOTH(what_is_held_abroad_is_valued_at_the_months_end),
        ON_BOTH(a_customers_page_has_its_figures_from_the_books),
        ON("sqlite", amounts_are_converted_by_exact_rates_and_rounded_once),
        ON_BOTH(everything_agrees_after_any_history),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
