/* What settles what, and what customers owe: payments in parts and ahead, discounts, refunds, write-offs, rates, what
 * is taken back; ageing and days to pay, also of real data. On either engine. */
#include "base/text.h"
#include "ledger/rate.h"
#include "support/cmocka.h"
#include "support/import_book.h"
#include "support/store_fixture.h"
#include "support/trade_book.h"
#include "trade/approval.h"
#include "trade/credit_note.h"
#include "trade/invoice.h"
#include "trade/payment.h"
#include "trade/receivable.h"
#include "trade/settlement.h"
#include "trade/trade_setting.h"
#include "trade/write_off.h"

#include "capture/csv_reader.h"

#include <stdio.h>

/* An invoice for a service on that date, net of tax in minor units, due after 30 days. */
static int64_t bill(trade_book_t *book, int64_t account, const char *currency, const char *date, int64_t net) {
    context_t *context = book->context;
    posting_t posting;
    int64_t entry = 0;
    invoice_line_t line = {.sale = {.kind = "item",
                                    .product_id = book->service,
                                    .description = "Service",
                                    .quantity = 1000,
                                    .unit_price = net * 100,
                                    .tax_code_id = book->tax_code,
                                    .tax_rate = book->tax_code != 0 ? 900 : 0,
                                    .gross = net,
                                    .net = net}};
    invoice_t invoice = {.sale = {.account_id = account, .payment_terms = "2_10_net_30"},
                         .basis = "order",
                         .lines = &line,
                         .line_count = 1};
    assert_true(posting_begin(context, currency, date, &posting));
    posting.about.customer_id = account;
    invoice.sale.currency = posting.currency;
    posting.entry.kind = "invoice";
    posting.entry.series = JOURNAL_OF_SALES;
    posting.entry.description = "Invoice";
    posting.entry.document_type = "invoice";
    if (!invoice_issue(context, &invoice, &posting)) fail_msg("%s", book_forget(context));
    posting.entry.document_id = invoice.id;
    if (!posting_post(&posting, &entry)) fail_msg("%s", book_forget(context));
    assert_true(invoice_tell_entry(context, invoice.id, entry));
    return invoice.id;
}

/* The code of what refused it, of which nothing is kept; NULL when it was done. */
static const char *done_or_refused(trade_book_t *book, bool ok) {
    store_tx_t *tx = book->context->tx;
    assert_true(ok ? store_savepoint_release(tx) : store_savepoint_rollback(tx));
    return ok ? NULL : book_forget(book->context);
}

static const char *pay(trade_book_t *book, int64_t *payment, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
static const char *pay(trade_book_t *book, int64_t *payment, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    json_t *body = trade_book_json(book->context, "{%s}", arena_vprintf(book->context->arena, format, arguments));
    va_end(arguments);
    if (!json_object_get(body, "account")) json_object_set_new(body, "account", json_integer(book->account));
    assert_true(store_savepoint(book->context->tx));
    bool ok = settlement_pay(book->context, body, payment);
    json_decref(body);
    return done_or_refused(book, ok);
}

static int64_t number(trade_book_t *book, const char *sql, int64_t id) {
    int64_t value = -1;
    assert_true(store_get_int(book->context->tx, &value, sql, "i", id));
    return value;
}

static int64_t open_of(trade_book_t *book, int64_t invoice) {
    return number(book, "SELECT open FROM invoice WHERE id = $1", invoice);
}

static const char *status_of(trade_book_t *book, int64_t invoice) {
    return store_get_text(book->context->tx, book->context->arena, "SELECT status FROM invoice WHERE id = $1", "i",
                          invoice);
}

typedef bool (*act_t)(context_t *context, int64_t id, json_t *body);

static const char *act(trade_book_t *book, act_t action, int64_t id, const char *json) {
    json_t *body = trade_book_json(book->context, "%s", json);
    assert_true(store_savepoint(book->context->tx));
    bool ok = action(book->context, id, body);
    json_decref(body);
    return done_or_refused(book, ok);
}

/* Amounts, such as the total of an ageing; with a path of names and indexes. */
static const char *report(trade_book_t *book, bool (*write)(context_t *, const receivable_query_t *, json_writer_t *),
                          const receivable_query_t *query, const char *path) {
    text_t text = text_create(book->context->arena, 1000000);
    json_writer_t writer = json_begin(&text);
    if (!write(book->context, query, &writer)) fail_msg("%s", book_forget(book->context));
    json_t *json = json_loads(text.data, 0, NULL), *found = json;
    char *rest = arena_strdup(book->context->arena, path);
    for (char *name; found != NULL && (name = strsep(&rest, ".")) != NULL;) {
        int64_t index = 0;
        found = text_parse_int(name, &index) ? json_array_get(found, (size_t)index) : json_object_get(found, name);
    }
    const char *out = json_is_integer(found)
                          ? arena_printf(book->context->arena, "%lld", (long long)json_integer_value(found))
                          : arena_strdup(book->context->arena, json_string_value(found));
    json_decref(json);
    return out;
}

static const char *ageing(trade_book_t *book, const char *date, const char *path) {
    const receivable_query_t query = {.to = date, .by = DIMENSION_CUSTOMER};
    return report(book, receivable_write_ageing, &query, path);
}

static const char *entry_of_payment(trade_book_t *book, int64_t payment) {
    return trade_book_entry(book, number(book, "SELECT entry_id FROM payment WHERE id = $1", payment));
}

static const char *pay_early(trade_book_t *book, int64_t *payment, const char *date, int64_t invoice,
                             const char *discount) {
    return pay(book, payment,
               "\"amount\": \"1068.20\", \"date\": \"%s\", \"allocations\": "
               "[{\"invoice\": %d, \"amount\": \"1090.00\", \"discount\": \"%s\"}]",
               date, (int)invoice, discount);
}

static void early_payment(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t invoice = bill(&book, book.account, "SGD", "2026-01-12", 100000), payment = 0;
    assert_string_equal(pay_early(&book, &payment, "2026-01-23", invoice, "21.80"), "too_late");
    assert_string_equal(pay_early(&book, &payment, "2026-01-22", invoice, "21.81"), "too_large");
    assert_null(pay_early(&book, &payment, "2026-01-22", invoice, "21.80"));
    assert_string_equal(entry_of_payment(&book, payment),
                        "bank 1068.20, receivable -1090.00, sales_discounts 20.00, output_tax 1.80");
    trade_book_check(&book);
}

static void early_payment_without_tax(context_t *context) {
    trade_book_t book = trade_book_open(context);
    book.tax_code = 0;
    int64_t invoice = bill(&book, book.account, "SGD", "2026-01-12", 100000), payment = 0;
    assert_null(pay(&book, &payment,
                    "\"amount\": \"980.00\", \"date\": \"2026-01-22\", \"allocations\": "
                    "[{\"invoice\": %d, \"amount\": \"1000.00\", \"discount\": \"20.00\"}]",
                    (int)invoice));
    assert_string_equal(entry_of_payment(&book, payment), "bank 980.00, receivable -1000.00, sales_discounts 20.00");
    trade_book_check(&book);
}

static void parts_and_too_much(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t first = bill(&book, book.account, "SGD", "2026-01-12", 10000), payment = 0;
    int64_t second = bill(&book, book.account, "SGD", "2026-01-02", 20000);
    assert_null(pay(&book, &payment, "\"amount\": \"250.00\", \"date\": \"2026-02-01\", \"automatic\": true"));
    assert_string_equal(status_of(&book, second), "paid");
    assert_string_equal(status_of(&book, first), "part_paid");
    assert_int_equal(open_of(&book, first), 7700);
    assert_null(pay(&book, &payment, "\"amount\": \"100.00\", \"date\": \"2026-02-03\", \"automatic\": true"));
    assert_int_equal(number(&book, "SELECT open FROM payment WHERE id = $1", payment), 2300);
    assert_string_equal(ageing(&book, "2026-02-28", "total.unapplied"), "-23.00");
    int64_t third = bill(&book, book.account, "SGD", "2026-02-10", 1000);
    assert_null(
        act(&book, settlement_apply_payment, payment,
            arena_printf(context->arena, "{\"allocations\": [{\"invoice\": %d, \"amount\": \"10.90\"}]}", (int)third)));
    assert_string_equal(status_of(&book, third), "paid");
    assert_string_equal(
        act(&book, settlement_apply_payment, payment,
            arena_printf(context->arena, "{\"allocations\": [{\"invoice\": %d, \"amount\": \"10.90\"}]}", (int)third)),
        "more_than_open");
    trade_book_check(&book);
}

static void refunded(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t payment = 0, refund = 0;
    assert_null(pay(&book, &payment, "\"amount\": \"100.00\", \"date\": \"2026-01-12\""));
    json_t *body = trade_book_json(context, "{\"amount\": \"60.00\", \"date\": \"2026-01-20\"}");
    assert_true(settlement_refund_payment(context, payment, body, &refund));
    assert_string_equal(entry_of_payment(&book, refund), "receivable 60.00, bank -60.00");
    assert_false(settlement_refund_payment(context, payment, body, &refund));
    assert_string_equal(book_forget(context), "more_than_left");
    json_decref(body);
    assert_string_equal(act(&book, settlement_take_back_payment, payment, "{\"reason\": \"Bounced\"}"), "refunded");
    trade_book_check(&book);
}

static void taken_back(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t invoice = bill(&book, book.account, "SGD", "2026-01-12", 100000), payment = 0;
    assert_null(pay_early(&book, &payment, "2026-01-22", invoice, "21.80"));
    int64_t allocation = number(&book, "SELECT id FROM allocation WHERE payment_id = $1", payment), of = 0;
    json_t *body = trade_book_json(context, "{\"reason\": \"Another invoice was meant\", \"date\": \"2026-02-01\"}");
    assert_true(settlement_take_back(context, allocation, body, &of));
    assert_int_equal(of, invoice);
    assert_int_equal(open_of(&book, invoice), 109000);
    assert_string_equal(status_of(&book, invoice), "open");
    assert_string_equal(ledger_book_balance(context, "sales_discounts", "2026-12-31"), "0.00");
    assert_string_equal(ledger_book_balance(context, "output_tax", "2026-12-31"), "-90.00");
    assert_false(settlement_take_back(context, allocation, body, &of));
    assert_string_equal(book_forget(context), "not_found");
    json_decref(body);
    trade_book_check(&book);
    assert_string_equal(ageing(&book, "2026-01-31", "total.total"), "0.00");
    assert_string_equal(ageing(&book, "2026-02-01", "total.total"), "21.80");
    assert_null(act(&book, settlement_take_back_payment, payment,
                    "{\"reason\": \"The cheque bounced\", \"date\": \"2026-02-02\"}"));
    assert_string_equal(ledger_book_balance(context, "bank", "2026-12-31"), "0.00");
    assert_string_equal(ledger_book_balance(context, "receivable", "2026-12-31"), "1090.00");
    trade_book_check(&book);
}

/* What the payment posted and what takes it back are opposites, so the entry names it. */
static void bounced(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t invoice = bill(&book, book.account, "SGD", "2026-01-12", 100000), payment = 0;
    assert_null(pay_early(&book, &payment, "2026-01-22", invoice, "21.80"));
    assert_string_equal(act(&book, settlement_take_back_payment, payment, "{}"), "required");
    assert_string_equal(
        act(&book, settlement_take_back_payment, payment, "{\"reason\": \"Bounced\", \"date\": \"2026-01-21\"}"),
        "too_early");
    assert_null(
        act(&book, settlement_take_back_payment, payment, "{\"reason\": \"Bounced\", \"date\": \"2026-01-25\"}"));
    assert_int_equal(number(&book,
                            "SELECT count(*) FROM journal_entry e JOIN payment p ON p.entry_id = e.reverses_id "
                            "WHERE p.id = $1",
                            payment),
                     1);
    assert_int_equal(open_of(&book, invoice), 109000);
    assert_string_equal(ledger_book_balance(context, "sales_discounts", "2026-12-31"), "0.00");
    trade_book_check(&book);
}

static void written_off(context_t *context) {
    trade_book_t book = trade_book_open(context);
    actor_t finance = {.user_id = 1, .role = ROLE_FINANCE, .locale = "en"}, colleague = finance;
    context_t other = *context;
    write_off_outcome_t outcome;
    int64_t of = 0;
    int64_t invoice = bill(&book, book.account, "SGD", "2026-01-12", 100000);
    for (int i = 0; i < 2; i++) {
        int64_t user = book_add(context, "user",
                                arena_printf(context->arena,
                                             "{\"name\": \"Finance %d\", \"email\": \"f%d@example.com\", "
                                             "\"role\": \"finance\"}",
                                             i, i))
                           ->id;
        *(i == 0 ? &finance : &colleague) = (actor_t){.user_id = user, .role = ROLE_FINANCE, .locale = "en"};
    }
    json_t *limit = trade_book_json(context, "{\"write_off_limit\": \"100.00\"}");
    assert_true(trade_setting_change(context, limit));
    json_decref(limit);
    other.actor = &finance;
    json_t *small =
        trade_book_json(context, "{\"amount\": \"90.00\", \"reason\": \"Bankrupt\", \"date\": \"2026-06-01\"}");
    json_t *rest = trade_book_json(context, "{\"reason\": \"Bankrupt\", \"date\": \"2026-06-02\"}");
    assert_true(write_off_from_body(&other, invoice, small, false, &outcome));
    assert_string_equal(trade_book_entry(&book, outcome.entry_id), "bad_debts 90.00, receivable -90.00");
    assert_true(write_off_from_body(&other, invoice, rest, false, &outcome));
    assert_int_equal(outcome.entry_id, 0);
    assert_int_equal(open_of(&book, invoice), 100000);
    assert_false(approval_decide(&other, outcome.approval_id, true, NULL));
    assert_string_equal(book_forget(&other), "own_request");
    other.actor = &colleague;
    assert_true(approval_decide(&other, outcome.approval_id, true, NULL));
    assert_string_equal(status_of(&book, invoice), "written_off");
    trade_book_check(&book);
    int64_t allocation = number(&book, "SELECT max(id) FROM allocation WHERE invoice_id = $1", invoice);
    json_t *back = trade_book_json(context, "{\"reason\": \"Paid after all\", \"date\": \"2026-07-01\"}");
    assert_true(settlement_take_back(context, allocation, back, &of));
    assert_int_equal(open_of(&book, invoice), 100000);
    assert_string_equal(ledger_book_balance(context, "bad_debts", "2026-12-31"), "90.00");
    json_decref(small);
    json_decref(rest);
    json_decref(back);
    trade_book_check(&book);
}

static void other_rates(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t payment = 0;
    assert_true(rate_set(context, "USD", "SGD", "2026-01-01", 1350000000));
    assert_true(rate_set(context, "USD", "SGD", "2026-02-01", 1300000000));
    int64_t invoice = bill(&book, book.account, "USD", "2026-01-12", 100000);
    assert_string_equal(ledger_book_balance(context, "receivable", "2026-12-31"), "1471.50");
    assert_string_equal(pay(&book, &payment,
                            "\"amount\": \"10.00\", \"currency\": \"SGD\", \"allocations\": [{\"invoice\": %d, "
                            "\"amount\": \"10.00\"}]",
                            (int)invoice),
                        "other_currency");
    assert_null(pay(&book, &payment,
                    "\"amount\": \"545.00\", \"currency\": \"USD\", \"date\": \"2026-02-03\", \"automatic\": true"));
    assert_string_equal(entry_of_payment(&book, payment), "bank 708.50, receivable -735.75, exchange_gain 27.25");
    trade_book_check(&book);
    assert_null(
        act(&book, settlement_take_back_payment, payment, "{\"reason\": \"Bounced\", \"date\": \"2026-02-05\"}"));
    assert_string_equal(ledger_book_balance(context, "exchange_gain", "2026-12-31"), "0.00");
    assert_string_equal(ledger_book_balance(context, "receivable", "2026-12-31"), "1471.50");
    trade_book_check(&book);
}

static void who_may(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t payment = 0;
    const actor_t actor = {.user_id = 1, .role = ROLE_REPRESENTATIVE, .locale = "en"};
    context_t own = *context;
    own.actor = &actor;
    trade_book_t as_seller = book;
    as_seller.context = &own;
    assert_string_equal(pay(&as_seller, &payment, "\"amount\": \"1.00\""), "forbidden");
    text_t text = text_create(context->arena, 1000);
    json_writer_t writer = json_begin(&text);
    const receivable_query_t query = {.to = "2026-01-31", .by = DIMENSION_CUSTOMER};
    assert_false(receivable_write_ageing(&own, &query, &writer));
    book_forget(&own);
}

static void boxes(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t payment = 0;
    int64_t invoice = bill(&book, book.account, "SGD", "2026-01-12", 100000);
    int64_t zero =
        book_add(context, "tax_code", "{\"name\": \"Zero\", \"code\": \"ZR\", \"rate\": \"0\", \"category\": \"zero\"}")
            ->id;
    assert_null(pay_early(&book, &payment, "2026-01-22", invoice, "21.80"));
    trade_book_order(&book, "2026-01-10",
                     arena_printf(context->arena, "{\"product\": %d, \"quantity\": \"3\", \"tax_code\": %d}",
                                  (int)book.service, (int)zero),
                     NULL);
    trade_book_deliver(&book, 1, "2026-02-01", true);
    ledger_book_post(context, "2026-03-02", "6200 200.00, input_tax 18.00, payable -218.00");
    const receivable_query_t query = {.from = "2026-01-01", .to = "2026-03-31"};
    static const char *const amounts[] = {"980.00", "300.00", "0.00", "1280.00", "200.00", "88.20", "18.00", "70.20"};
    for (int i = 0; i < 8; i++)
        assert_string_equal(
            report(&book, receivable_write_tax_return, &query, arena_printf(context->arena, "boxes.%d.amount", i)),
            amounts[i]);
    assert_string_equal(report(&book, receivable_write_tax_return, &query, "documents_tax"), "88.20");
    assert_string_equal(report(&book, receivable_write_day_book, &query, "total.total"), "1390.00");
    assert_string_equal(report(&book, receivable_write_day_book, &query, "items.1.total"), "300.00");
    assert_string_equal(report(&book, receivable_write_ledger, &query, "total.closing"), "300.00");
    const receivable_query_t of = {.from = "2026-01-20", .to = "2026-03-31", .id = book.account};
    assert_string_equal(report(&book, receivable_write_statement, &of, "sections.0.opening"), "1090.00");
    assert_string_equal(report(&book, receivable_write_statement, &of, "sections.0.items.1.kind"), "discount");
    assert_string_equal(report(&book, receivable_write_statement, &of, "sections.0.closing"), "300.00");
    assert_string_equal(report(&book, receivable_write_statement, &of, "sections.0.open.0.open"), "300.00");
}

/* One step of a made-up history: bills, payments, refunds, what is taken back and written off. Bills and payments come
 * in some days late, so that days are not in the order of recording. */
static void step(trade_book_t *book, const int64_t *accounts, const char *date, const char *earlier, unsigned *seed) {
    context_t *context = book->context;
    int64_t account = accounts[rand_r(seed) % 3], id = 0, of = 0;
    int64_t amount = 1 + rand_r(seed) % 50000;
    const char *currency = rand_r(seed) % 3 == 0 ? "USD" : "SGD";
    json_t *why = trade_book_json(context, "{\"reason\": \"Because\", \"date\": \"%s\"}", date);
    json_t *part = trade_book_json(context, "{\"reason\": \"Because\", \"date\": \"%s\", \"amount\": \"0.01\"}", date);
    const char *any_invoice =
        "SELECT id FROM invoice WHERE kind = 'invoice' AND open > 0 ORDER BY (id * 7919) % 101 LIMIT 1";
    switch (rand_r(seed) % 9) {
    case 0:
    case 1:
    case 2: bill(book, account, currency, earlier, amount); break;
    case 3:
    case 4:
        assert_null(
            pay(book, &id,
                "\"account\": %d, \"amount\": \"%s\", \"currency\": \"%s\", \"date\": \"%s\", \"automatic\": true",
                (int)account, money_format(context->arena, amount, currency_find("SGD")), currency, earlier));
        break;
    case 5:
        if (store_get_int(context->tx, &id,
                          "SELECT max(id) FROM payment WHERE kind = 'payment' AND taken_back_on IS NULL", "") &&
            id != 0 && !settlement_take_back_payment(context, id, why))
            assert_string_equal(book_forget(context), "refunded");
        break;
    case 6:
        if (store_get_int(context->tx, &id, "SELECT max(id) FROM payment WHERE open > 0", "") && id != 0)
            assert_true(settlement_refund_payment(context, id, part, &of));
        break;
    case 7:
        if (store_get_int(context->tx, &id, any_invoice, ""))
            assert_true(write_off_from_body(context, id, part, false, NULL));
        break;
    default:
        if (store_get_int(
                context->tx, &id,
                "SELECT a.id FROM allocation a WHERE a.invoice_id IS NOT NULL AND a.reverses_id IS NULL AND "
                "NOT EXISTS (SELECT 1 FROM allocation r WHERE r.reverses_id = a.id) ORDER BY (id * 31) % 17 LIMIT 1",
                ""))
            assert_true(settlement_take_back(context, id, why, &of));
    }
    json_decref(why);
    json_decref(part);
}

static const char SQL_CUSTOMER_OWES[] =
    "SELECT coalesce((SELECT sum(CASE WHEN kind = 'credit_note' THEN -open_book ELSE open_book END) FROM invoice "
    "WHERE account_id = $1), 0) - coalesce((SELECT sum(open_book) FROM payment WHERE account_id = $1), 0)";

static void history(context_t *context) {
    enum { STEPS = 120 };
    trade_book_t book = trade_book_open(context);
    unsigned seed = store_fixture_seed("a history of payments");
    int64_t accounts[3] = {book.account};
    const char *dates[STEPS];
    for (int i = 1; i < 3; i++)
        accounts[i] = book_add(context, "account", arena_printf(context->arena, "{\"name\": \"Customer %d\"}", i))->id;
    for (int month = 1; month <= 6; month++)
        assert_true(rate_set(context, "USD", "SGD", arena_printf(context->arena, "2026-%02d-01", month),
                             1250000000 + rand_r(&seed) % 200000000));
    for (int i = 0; i < STEPS; i++) {
        int64_t today = date_to_days((date_t){2026, 1, 15}) + i;
        dates[i] = date_format(context->arena, date_from_days(today));
        step(&book, accounts, dates[i], date_format(context->arena, date_from_days(today - rand_r(&seed) % 10)), &seed);
        for (int c = 0; c < 3; c++) {
            int64_t owes = number(&book, SQL_CUSTOMER_OWES, accounts[c]), held = 0;
            const receivable_query_t of = {.by = DIMENSION_CUSTOMER, .id = accounts[c]};
            assert_true(receivable_balance(context, "2026-12-31", &of, &held));
            if (owes != held)
                fail_msg("step %d: the account has %lld, the documents %lld", i, (long long)held, (long long)owes);
        }
        assert_string_equal(ageing(&book, dates[i], "total.total"), ageing(&book, dates[i], "receivable"));
    }
    for (int i = 0; i < STEPS; i++) {
        const receivable_query_t all = {.to = dates[i], .by = DIMENSION_SALESPERSON};
        const char *receivable = ageing(&book, dates[i], "receivable");
        assert_string_equal(ageing(&book, dates[i], "total.total"), receivable);
        assert_string_equal(report(&book, receivable_write_ageing, &all, "total.total"), receivable);
    }
    assert_int_equal(ledger_book_findings(context), 0);
}

typedef struct loaded {
    const char *customer, *invoiced, *settled;
    int64_t amount;
} loaded_t;

/* "1/15/2013" */
static const char *american_date(arena_t *arena, const char *text) {
    int month = 0, day = 0, year = 0;
    assert_int_equal(sscanf(text, "%d/%d/%d", &month, &day, &year), 3);
    return date_format(arena, (date_t){year, month, day});
}

static size_t ibm_read(context_t *context, const char *folder, loaded_t *out, size_t most) {
    enum { CUSTOMER = 1, INVOICED = 4, AMOUNT = 6, SETTLED = 8 };
    const char *path = arena_printf(
        context->arena, "%s/transactions/ibm_accounts_receivable/WA_Fn-UseC_-Accounts-Receivable.csv", folder);
    const csv_format_t format = {.delimiter = ','};
    csv_reader_t *reader = csv_reader_open(path, &format, context->problem);
    csv_row_t row;
    size_t count = 0;
    assert_non_null(reader);
    assert_true(csv_reader_next(reader, &row));
    for (; count < most && csv_reader_next(reader, &row); count++) {
        out[count] = (loaded_t){arena_strdup(context->arena, row.cells[CUSTOMER]),
                                american_date(context->arena, row.cells[INVOICED]),
                                american_date(context->arena, row.cells[SETTLED]), 0};
        assert_int_equal(money_parse(row.cells[AMOUNT], currency_find("USD"), &out[count].amount), DECIMAL_OK);
    }
    csv_reader_close(reader);
    return count;
}

static void real_receivables(context_t *context) {
    enum { MOST = 3000 };
    static loaded_t rows[MOST];
    const char *folder = import_book_data();
    if (folder == NULL) return;
    const ledger_opening_t opening = {"trading", "USD", 1, "2012-01"};
    trade_book_t book = {.context = context};
    assert_true(ledger_open(context, &opening));
    book.service = book_add(context, "product", "{\"name\": \"Service\"}")->id;
    size_t count = ibm_read(context, folder, rows, MOST);
    assert_int_equal(count, 2466);
    for (size_t i = 0; i < count; i++) {
        int64_t account = 0, payment = 0;
        if (!store_get_int(context->tx, &account, "SELECT id FROM account WHERE name = $1", "t", rows[i].customer))
            account =
                book_add(context, "account", arena_printf(context->arena, "{\"name\": \"%s\"}", rows[i].customer))->id;
        int64_t invoice = bill(&book, account, "USD", rows[i].invoiced, rows[i].amount);
        const payment_allocation_t whole = {.invoice_id = invoice, .amount = rows[i].amount};
        const payment_request_t request = {.account_id = account,
                                           .date = rows[i].settled,
                                           .method = "bank_transfer",
                                           .currency = "USD",
                                           .amount = rows[i].amount,
                                           .allocations = &whole,
                                           .allocation_count = 1};
        if (!payment_record(context, &request, &payment)) fail_msg("%s", book_forget(context));
    }
    static const struct {
        const char *date, *path, *amount;
    } figures[] = {
        {"2012-12-31", "total.current", "4936.32"}, {"2012-12-31", "total.days_1_30", "788.74"},
        {"2012-12-31", "total.total", "5725.06"},   {"2012-12-31", "receivable", "5725.06"},
        {"2013-06-30", "total.current", "4284.29"}, {"2013-06-30", "total.days_1_30", "835.56"},
        {"2013-06-30", "total.total", "5119.85"},   {"2014-12-31", "total.total", "0.00"},
    };
    for (size_t i = 0; i < sizeof figures / sizeof figures[0]; i++)
        assert_string_equal(ageing(&book, figures[i].date, figures[i].path), figures[i].amount);
    static const struct {
        const char *path, *value;
    } days[] = {
        {"settled", "2466"},      {"days_to_pay", "26.44"}, {"days_to_pay_by_amount", "26.70"}, {"late", "877"},
        {"late_percent", "35.6"}, {"days_late", "3.44"},    {"days_late_of_late", "9.68"},      {"billed", "147703.18"},
    };
    const receivable_query_t time = {.from = "2012-01-01", .to = "2014-12-31", .by = DIMENSION_CUSTOMER};
    for (size_t i = 0; i < sizeof days / sizeof days[0]; i++)
        assert_string_equal(report(&book, receivable_write_collection, &time, days[i].path), days[i].value);
    const receivable_query_t open = {.to = "2012-12-31", .by = DIMENSION_CUSTOMER, .offset = 98};
    assert_non_null(report(&book, receivable_write_open, &open, "items.0.number"));
    assert_null(report(&book, receivable_write_open, &open, "items.1.number"));
}

#define TEST(name, body)                                                                                               \
    static void name(void **state) {                                                                                   \
        with_book(*state, body);                                                                                       \
    }
TEST(an_early_payment_takes_its_discount_up_to_its_last_day_with_its_share_of_the_tax, early_payment)
TEST(two_ten_net_thirty_on_a_thousand_is_980_and_20, early_payment_without_tax)
TEST(money_goes_to_the_oldest_due_and_what_is_too_much_waits_for_the_next_invoice, parts_and_too_much)
TEST(what_is_left_of_a_payment_is_paid_back_and_no_more, refunded)
TEST(what_was_given_to_an_invoice_is_taken_back_with_its_discount, taken_back)
TEST(a_payment_that_bounced_is_reversed_by_an_entry_that_names_it, bounced)
TEST(a_write_off_above_the_limit_waits_for_another_person, written_off)
TEST(between_the_rates_of_invoice_and_payment_lies_an_exchange_loss, other_rates)
TEST(representatives_take_no_payments_and_see_no_ageing_of_all, who_may)
TEST(the_tax_return_is_net_of_discounts_taken_and_agrees_with_the_tax_accounts, boxes)
TEST(after_each_step_the_receivable_of_each_customer_is_its_open_documents_also_looking_back, history)
TEST(ageing_and_days_to_pay_of_real_invoices_are_the_known_figures, real_receivables)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(an_early_payment_takes_its_discount_up_to_its_last_day_with_its_share_of_the_tax),
        ON_BOTH(two_ten_net_thirty_on_a_thousand_is_980_and_20),
        ON_BOTH(money_goes_to_the_oldest_due_and_what_is_too_much_waits_for_the_next_invoice),
        ON_BOTH(what_is_left_of_a_payment_is_paid_back_and_no_more),
        ON_BOTH(what_was_given_to_an_invoice_is_taken_back_with_its_discount),
        ON_BOTH(a_payment_that_bounced_is_reversed_by_an_entry_that_names_it),
        ON_BOTH(a_write_off_above_the_limit_waits_for_another_person),
        ON_BOTH(between_the_rates_of_invoice_and_payment_lies_an_exchange_loss),
        ON("sqlite", representatives_take_no_payments_and_see_no_ageing_of_all),
        ON_BOTH(the_tax_return_is_net_of_discounts_taken_and_agrees_with_the_tax_accounts),
        ON_BOTH(after_each_step_the_receivable_of_each_customer_is_its_open_documents_also_looking_back),
        ON_BOTH(ageing_and_days_to_pay_of_real_invoices_are_the_known_figures),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
