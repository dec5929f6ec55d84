/* Contracts: what a month and a part of it cost, what is billed when, what is earned when, renewals and ends. On either
 * engine. */
#include "base/text.h"
#include "ledger/rate.h"
#include "support/cmocka.h"
#include "support/store_fixture.h"
#include "support/trade_book.h"
#include "trade/contract_run.h"

static int64_t drafted(trade_book_t *book, const char *more) {
    int64_t id = 0;
    json_t *body =
        trade_book_json(book->context,
                        "{\"account\": %d, \"name\": \"Seats\", \"start_on\": \"2026-01-15\", \"months\": 12, "
                        "\"lines\": [{\"description\": \"Seat\", \"quantity\": \"10\", \"unit_price\": \"31\", "
                        "\"tax_code\": %d}]%s}",
                        (int)book->account, (int)book->tax_code, more);
    if (!contract_create(book->context, body, &id)) fail_msg("%s", book_forget(book->context));
    json_decref(body);
    return id;
}

static contract_outcome_t run(trade_book_t *book, const char *date) {
    contract_outcome_t outcome;
    if (!contract_run(book->context, date, &outcome)) fail_msg("%s: %s", date, book_forget(book->context));
    return outcome;
}

static const char *money(context_t *context, const record_t *record, const char *field) {
    return money_format(context->arena, record_number(record, field), currency_find("SGD"));
}

static void figures(context_t *context) {
    trade_book_t book = trade_book_open(context);
    contract_t contract;
    int64_t id = drafted(&book, "");
    assert_true(contract_load(context, id, &contract));
    assert_string_equal(money(context, contract.record, "mrr"), "310.00");
    assert_string_equal(money(context, contract.record, "arr"), "3720.00");
    assert_string_equal(money(context, contract.record, "acv"), "3720.00");
    assert_string_equal(money(context, contract.record, "tcv"), "3720.00");
    assert_string_equal(record_text(contract.record, "end_on"), "2027-01-14");
}

static void months_and_days(context_t *context) {
    static const struct {
        const char *from, *to;
        int64_t cents;
    } table[] = {
        {"2026-01-15", "2026-02-14", 31000},                                  /* a month */
        {"2026-01-15", "2026-01-15", 1000},                                   /* 1 of 31 days */
        {"2026-02-15", "2026-02-28", 15500},                                  /* 14 of 28 days */
        {"2026-01-15", "2026-04-14", 93000}, {"2025-12-01", "2026-01-14", 0}, /* before the contract */
    };
    trade_book_t book = trade_book_open(context);
    contract_t contract;
    int64_t id = drafted(&book, ""), charge = 0;
    assert_true(contract_load(context, id, &contract));
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        assert_true(contract_line_charge(&contract, &contract.lines[0], table[i].from, table[i].to, &charge));
        assert_int_equal(charge, table[i].cents);
    }
}

static void billed_and_earned(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t id = drafted(&book, ", \"billing\": \"quarter\"");
    assert_int_equal(run(&book, "2026-01-20").invoices, 0);
    assert_true(contract_activate(context, id));
    contract_outcome_t first = run(&book, "2026-01-20");
    assert_int_equal(first.invoices, 1);
    assert_int_equal(first.entries, 0);
    assert_string_equal(ledger_book_balance(context, "deferred_revenue", "2026-12-31"), "-930.00");
    assert_string_equal(ledger_book_balance(context, "receivable", "2026-12-31"), "1013.70");
    assert_int_equal(run(&book, "2026-01-20").invoices, 0);
    contract_outcome_t second = run(&book, "2026-04-15");
    assert_int_equal(second.invoices, 1);
    assert_int_equal(second.entries, 3);
    /* 17, 28 and 31 of the 90 days of the first quarter are over */
    assert_string_equal(ledger_book_balance(context, "credit_sales", "2026-01-31"), "-175.67");
    assert_string_equal(ledger_book_balance(context, "credit_sales", "2026-03-31"), "-785.33");
    run(&book, "2027-03-01");
    assert_string_equal(ledger_book_balance(context, "credit_sales", "2027-01-14"), "-3578.48");
    assert_int_equal(ledger_book_findings(context), 0);
}

static void renewed(context_t *context) {
    trade_book_t book = trade_book_open(context);
    contract_t contract;
    int64_t id = drafted(&book, ", \"billing\": \"year\", \"escalation_percent\": \"10\", \"notice_days\": 90");
    assert_true(contract_activate(context, id));
    assert_int_equal(run(&book, "2026-09-16").opportunities, 0);
    assert_int_equal(run(&book, "2026-09-17").opportunities, 1);
    assert_int_equal(run(&book, "2026-09-18").opportunities, 0);
    contract_outcome_t outcome = run(&book, "2027-01-15");
    assert_int_equal(outcome.renewed, 1);
    assert_int_equal(outcome.invoices, 1);
    assert_true(contract_load(context, id, &contract));
    assert_string_equal(money(context, contract.record, "mrr"), "341.00");
    assert_string_equal(record_text(contract.record, "renewal_on"), "2028-01-15");
    int64_t net = 0;
    assert_true(store_get_int(context->tx, &net, "SELECT max(net) FROM invoice", ""));
    assert_int_equal(net, 12 * 34100);
}

static void more_seats(context_t *context) {
    trade_book_t book = trade_book_open(context);
    contract_t contract;
    int64_t id = drafted(&book, ""), net = 0;
    assert_true(contract_activate(context, id));
    run(&book, "2026-02-15");
    assert_true(contract_load(context, id, &contract));
    json_t *body = trade_book_json(context, "{\"line\": %d, \"quantity\": \"12\", \"date\": \"2026-03-01\"}",
                                   (int)contract.lines[0].id);
    if (!contract_change_quantity(context, id, body)) fail_msg("%s", book_forget(context));
    json_decref(body);
    /* two more seats for 14 of 28 days */
    assert_true(store_get_int(context->tx, &net, "SELECT net FROM invoice ORDER BY id DESC LIMIT 1", ""));
    assert_int_equal(net, 3100);
    run(&book, "2026-03-15");
    assert_true(store_get_int(context->tx, &net, "SELECT net FROM invoice ORDER BY id DESC LIMIT 1", ""));
    assert_int_equal(net, 37200);
}

static void whole_is_earned(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t id = drafted(&book, ", \"renewal\": \"none\""), left = 0;
    assert_true(contract_activate(context, id));
    contract_outcome_t outcome = run(&book, "2027-06-01");
    assert_int_equal(outcome.invoices, 12);
    assert_int_equal(outcome.ended, 1);
    assert_true(store_get_int(context->tx, &left, "SELECT sum(net - recognised_net) FROM invoice_line", ""));
    assert_int_equal(left, 0);
    assert_string_equal(ledger_book_balance(context, "deferred_revenue", "2027-12-31"), "0.00");
    assert_string_equal(ledger_book_balance(context, "credit_sales", "2027-12-31"), "-3720.00");
}

static const char *sum_of(json_t *months, const char *name, context_t *context) {
    double sum = 0;
    for (size_t i = 0; i < json_array_size(months); i++)
        sum += strtod(json_string_value(json_object_get(json_array_get(months, i), name)), NULL);
    return arena_printf(context->arena, "%.2f", sum);
}

static void steady_abroad(context_t *context) {
    trade_book_t book = trade_book_open(context);
    text_t text = text_create(context->arena, 1 << 16);
    json_writer_t writer = json_begin(&text);
    assert_true(rate_set(context, "USD", "SGD", "2026-01-01", 1300000000));
    assert_true(rate_set(context, "USD", "SGD", "2026-03-10", 1400000000));
    assert_true(contract_activate(context, drafted(&book, ", \"currency\": \"USD\"")));
    assert_true(contract_write_recurring(context, "2026-01", "2026-04", &writer));
    json_t *report = json_loads(text.data, 0, NULL);
    json_t *months = json_object_get(report, "months");
    assert_string_equal(sum_of(months, "new", context), "434.00");
    assert_string_equal(sum_of(months, "expansion", context), "0.00");
    assert_string_equal(sum_of(months, "contraction", context), "0.00");
    assert_string_equal(json_string_value(json_object_get(report, "end")), "434.00");
    json_decref(report);
}

#define TEST(name, body)                                                                                               \
    static void name(void **state) {                                                                                   \
        with_book(*state, body);                                                                                       \
    }
TEST(a_contract_has_its_monthly_annual_and_total_value, figures)
TEST(a_part_of_a_month_is_charged_by_days, months_and_days)
TEST(a_period_is_billed_once_in_advance_and_earned_day_by_day, billed_and_earned)
TEST(a_renewal_is_asked_for_ahead_of_time_and_raises_the_price, renewed)
TEST(more_seats_are_charged_for_the_days_that_are_left, more_seats)
TEST(all_that_is_billed_is_earned_in_the_end, whole_is_earned)
TEST(another_exchange_rate_makes_nobody_buy_more, steady_abroad)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_contract_has_its_monthly_annual_and_total_value),
        ON_BOTH(a_part_of_a_month_is_charged_by_days),
        ON_BOTH(a_period_is_billed_once_in_advance_and_earned_day_by_day),
        ON_BOTH(a_renewal_is_asked_for_ahead_of_time_and_raises_the_price),
        ON_BOTH(more_seats_are_charged_for_the_days_that_are_left),
        ON_BOTH(all_that_is_billed_is_earned_in_the_end),
        ON_BOTH(another_exchange_rate_makes_nobody_buy_more),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
