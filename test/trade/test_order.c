/* From order to payment: what is posted at each step, in parts and in advance, with returns and credit notes. On either
 * engine. */
#include "base/text.h"
#include "support/cmocka.h"
#include "support/store_fixture.h"
#include "support/trade_book.h"
#include "trade/credit_note.h"
#include "trade/payment.h"

static const char *line(trade_book_t *book, int64_t product, const char *more) {
    return arena_printf(book->context->arena, "{\"product\": %d, %s}", (int)product, more);
}

static void delivered_and_invoiced_at_once(context_t *context) {
    trade_book_t book = trade_book_open(context);
    trade_book_receive(&book, "2026-01-05", 30000, 90000);
    int64_t order = trade_book_order(&book, "2026-01-10", line(&book, book.goods, "\"quantity\": \"20\""), NULL);
    order_outcome_t outcome = trade_book_deliver(&book, order, "2026-01-12", true);
    assert_string_equal(trade_book_entry(&book, outcome.entry_id),
                        "credit_sales -1000.00, cost_of_sales 600.00, inventory -600.00, output_tax -90.00, "
                        "receivable 1090.00");
    trade_book_check(&book);
}

static void recognised_on_delivery(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t order = trade_book_order(&book, "2026-01-10", line(&book, book.service, "\"quantity\": \"10\""), NULL);
    assert_string_equal(ledger_book_balance(context, "credit_sales", "2026-12-31"), "0.00");
    order_outcome_t first = trade_book_deliver_part(&book, order, "2026-01-12", 4000, false);
    assert_string_equal(trade_book_entry(&book, first.entry_id), "unbilled_receivable 400.00, credit_sales -400.00");
    const order_invoice_request_t delivered = {.basis = "delivered"};
    order_outcome_t bill = trade_book_bill(&book, order, "2026-01-13", &delivered);
    assert_string_equal(trade_book_entry(&book, bill.entry_id),
                        "unbilled_receivable -400.00, output_tax -36.00, receivable 436.00");
    trade_book_check(&book);
    trade_book_deliver(&book, order, "2026-02-12", true);
    assert_string_equal(ledger_book_balance(context, "credit_sales", "2026-12-31"), "-1000.00");
    assert_string_equal(ledger_book_balance(context, "receivable", "2026-12-31"), "1090.00");
    order_t done;
    assert_true(order_load(context, order, &done));
    assert_string_equal(done.status, "completed");
    trade_book_check(&book);
}

static void billed_in_advance(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t order = trade_book_order(&book, "2026-01-10", line(&book, book.service, "\"quantity\": \"10\""), NULL);
    const order_invoice_request_t deposit = {.basis = "deposit", .percent = 3000}, rest = {.basis = "remaining"};
    order_outcome_t outcome = trade_book_bill(&book, order, "2026-01-11", &deposit);
    assert_string_equal(trade_book_entry(&book, outcome.entry_id),
                        "deferred_revenue -300.00, output_tax -27.00, receivable 327.00");
    trade_book_check(&book);
    trade_book_deliver_part(&book, order, "2026-01-12", 5000, false);
    assert_string_equal(ledger_book_balance(context, "deferred_revenue", "2026-12-31"), "0.00");
    assert_string_equal(ledger_book_balance(context, "unbilled_receivable", "2026-12-31"), "200.00");
    outcome = trade_book_bill(&book, order, "2026-01-20", &rest);
    assert_string_equal(trade_book_entry(&book, outcome.entry_id),
                        "unbilled_receivable -200.00, deferred_revenue -500.00, output_tax -63.00, receivable 763.00");
    trade_book_check(&book);
    trade_book_deliver(&book, order, "2026-02-12", false);
    assert_string_equal(ledger_book_balance(context, "deferred_revenue", "2026-12-31"), "0.00");
    assert_string_equal(ledger_book_balance(context, "credit_sales", "2026-12-31"), "-1000.00");
    trade_book_check(&book);
}

static void cash_sale(context_t *context) {
    trade_book_t book = trade_book_open(context);
    cash_sale_t sale = {0};
    int64_t order = 0;
    order_outcome_t outcome;
    json_t *body = trade_book_json(context, "{\"account\": %d, \"lines\": [%s]}", (int)book.account,
                                   line(&book, book.service, "\"quantity\": \"1\""));
    assert_true(order_read(context, body, &sale.order));
    if (!order_sell_for_cash(context, &sale, &order, &outcome)) fail_msg("%s", context->problem->message);
    json_decref(body);
    assert_string_equal(trade_book_entry(&book, outcome.entry_id), "cash_sales -100.00, output_tax -9.00, cash 109.00");
    trade_book_check(&book);
}

static void credit(trade_book_t *book, int64_t invoice, const char *json, credit_outcome_t *out) {
    credit_request_t request;
    json_t *body = trade_book_json(book->context, "%s", json);
    if (!credit_read(book->context, invoice, body, &request) || !credit_issue(book->context, &request, false, out))
        fail_msg("%s: %s", json, book->context->problem->message);
    json_decref(body);
}

static void returned(context_t *context) {
    trade_book_t book = trade_book_open(context);
    trade_book_receive(&book, "2026-01-05", 30000, 90000);
    int64_t order = trade_book_order(&book, "2026-01-10", line(&book, book.goods, "\"quantity\": \"20\""), NULL);
    order_outcome_t sold = trade_book_deliver(&book, order, "2026-01-12", true);
    int64_t billed = 0;
    credit_outcome_t outcome;
    assert_true(
        store_get_int(context->tx, &billed, "SELECT id FROM invoice_line WHERE invoice_id = $1", "i", sold.invoice_id));
    credit(&book, sold.invoice_id,
           arena_printf(context->arena,
                        "{\"kind\": \"return\", \"reason\": \"Wrong colour\", \"lines\": [{\"line\": %d, "
                        "\"quantity\": \"5\", \"condition\": \"restock\"}]}",
                        (int)billed),
           &outcome);
    assert_string_equal(trade_book_entry(&book, outcome.entry_id),
                        "sales_returns 250.00, output_tax 22.50, cost_of_sales -150.00, inventory 150.00, "
                        "receivable -272.50");
    assert_string_equal(ledger_book_balance(context, "receivable", "2026-12-31"), "817.50");
    trade_book_check(&book);
    credit(&book, sold.invoice_id,
           arena_printf(context->arena,
                        "{\"kind\": \"allowance\", \"reason\": \"Scratched\", \"lines\": [{\"line\": %d, "
                        "\"amount\": \"100.00\"}]}",
                        (int)billed),
           &outcome);
    assert_string_equal(trade_book_entry(&book, outcome.entry_id),
                        "sales_allowances 100.00, output_tax 9.00, receivable -109.00");
    trade_book_check(&book);
    int64_t returns = 0;
    assert_true(store_get_int(context->tx, &returns, "SELECT count(*) FROM delivery WHERE kind = 'return'", ""));
    assert_int_equal(returns, 1);
}

static void early_payment(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t order = trade_book_order(&book, "2026-01-10", line(&book, book.service, "\"quantity\": \"10\""), NULL);
    order_outcome_t sold = trade_book_deliver(&book, order, "2026-01-12", true);
    const payment_allocation_t whole = {.invoice_id = sold.invoice_id, .amount = 109000, .discount = 2180};
    payment_request_t request = {.account_id = book.account,
                                 .date = "2026-01-22",
                                 .method = "bank_transfer",
                                 .currency = "SGD",
                                 .amount = 106820,
                                 .allocations = &whole,
                                 .allocation_count = 1};
    int64_t payment = 0, entry = 0;
    if (!payment_record(context, &request, &payment)) fail_msg("%s", book_forget(context));

    assert_true(store_get_int(context->tx, &entry, "SELECT entry_id FROM payment WHERE id = $1", "i", payment));
    assert_string_equal(trade_book_entry(&book, entry),
                        "bank 1068.20, receivable -1090.00, sales_discounts 20.00, output_tax 1.80");
    assert_string_equal(ledger_book_balance(context, "receivable", "2026-12-31"), "0.00");
    trade_book_check(&book);
}

#define TEST(name, body)                                                                                               \
    static void name(void **state) {                                                                                   \
        with_book(*state, body);                                                                                       \
    }
TEST(what_is_delivered_and_invoiced_at_once_debits_receivable_and_credits_sales_and_tax, delivered_and_invoiced_at_once)
TEST(a_sale_is_recognised_when_it_is_delivered_part_by_part, recognised_on_delivery)
TEST(what_is_billed_before_delivery_is_deferred_until_then_and_deducted_later, billed_in_advance)
TEST(a_cash_sale_is_one_entry_from_cash_to_sales_and_tax, cash_sale)
TEST(goods_that_come_back_and_allowances_are_contra_revenue, returned)
TEST(an_early_payment_discount_takes_its_share_of_the_tax, early_payment)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(what_is_delivered_and_invoiced_at_once_debits_receivable_and_credits_sales_and_tax),
        ON_BOTH(a_sale_is_recognised_when_it_is_delivered_part_by_part),
        ON_BOTH(what_is_billed_before_delivery_is_deferred_until_then_and_deducted_later),
        ON_BOTH(a_cash_sale_is_one_entry_from_cash_to_sales_and_tax),
        ON_BOTH(goods_that_come_back_and_allowances_are_contra_revenue),
        ON_BOTH(an_early_payment_discount_takes_its_share_of_the_tax),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
