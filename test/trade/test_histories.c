/* Random histories of trade: after every step debits equal credits, the receivable of each customer is its open
 * documents, the inventory account the value of the stock, and deferred and unbilled amounts what stands between
 * delivered and invoiced. What a step refuses leaves nothing. On either engine. */
#include "base/text.h"
#include "ledger/rate.h"
#include "support/cmocka.h"
#include "support/store_fixture.h"
#include "support/trade_book.h"
#include "trade/credit_note.h"
#include "trade/payment.h"

enum { STEPS = 160 };

typedef struct history {
    trade_book_t book;
    context_t *context;
    uint64_t state;
    int day; /* since 2026-01-01 */
    int64_t customers[3];
    int64_t done, refused;
} history_t;

/* xorshift64 */
static int pick(history_t *history, int count) {
    history->state ^= history->state << 13;
    history->state ^= history->state >> 7;
    history->state ^= history->state << 17;
    return (int)(history->state % (uint64_t)count);
}

static const char *today(history_t *history) {
    return date_format(history->context->arena, date_from_days(date_to_days((date_t){2026, 1, 1}) + history->day));
}

static int64_t any(history_t *history, const char *sql) {
    int64_t ids[512];
    int count = 0;
    store_statement_t *rows = store_query(history->context->tx, sql, "");
    while (count < 512 && store_step(rows)) ids[count++] = store_column_int(rows, 0);
    assert_true(store_end(rows));
    return count == 0 ? 0 : ids[pick(history, count)];
}

static bool receive(history_t *history) {
    int quantity = 1 + pick(history, 40);
    trade_book_receive(&history->book, today(history), quantity * 1000,
                       quantity * (int64_t)(1000 + pick(history, 3000)) + pick(history, 7));
    return true;
}

static const char *random_line(history_t *history) {
    bool goods = pick(history, 2) == 0;
    return arena_printf(
        history->context->arena,
        "{\"product\": %d, \"quantity\": \"%d.%d\", \"unit_price\": \"%d.%02d\", \"discount_percent\": \"%d\"}",
        (int)(goods ? history->book.goods : history->book.service), 1 + pick(history, 12), pick(history, 4),
        1 + pick(history, 300), pick(history, 100), pick(history, 3) == 0 ? pick(history, 30) : 0);
}

static bool order(history_t *history) {
    static const char *const currencies[] = {"SGD", "SGD", "USD", "JPY"};
    text_t lines = text_create(history->context->arena, 4000);
    order_request_t request;
    int64_t id = 0;
    for (int i = pick(history, 4); i >= 0; i--)
        text_add_format(&lines, "%s%s", lines.length > 0 ? ", " : "", random_line(history));
    json_t *body =
        trade_book_json(history->context,
                        "{\"account\": %d, \"date\": \"%s\", \"currency\": \"%s\", \"discount_percent\": "
                        "\"%d\", \"freight\": \"%d\", \"lines\": [%s]}",
                        (int)history->customers[pick(history, 3)], today(history), currencies[pick(history, 4)],
                        pick(history, 3) == 0 ? 5 : 0, pick(history, 3) == 0 ? 12 : 0, lines.data);
    bool ok = order_read(history->context, body, &request) && order_create(history->context, &request, &id);
    json_decref(body);
    return ok;
}

static bool deliver(history_t *history) {
    order_t loaded;
    order_outcome_t outcome;
    delivery_part_t parts[4];
    delivery_request_t request = {.date = today(history), .parts = parts};
    int64_t id = any(history, "SELECT id FROM sales_order WHERE status = 'open'");
    if (id == 0 || !order_load(history->context, id, &loaded)) return false;
    for (size_t i = 0; i < loaded.line_count && i < 4; i++) {
        int64_t outstanding = order_line_outstanding(&loaded.lines[i]);
        if (outstanding <= 0 || pick(history, 3) == 0) continue;
        int64_t quantity = pick(history, 3) == 0 ? outstanding : 1 + pick(history, (int)outstanding);
        parts[request.part_count++] =
            (delivery_part_t){.line_id = loaded.lines[i].sale.id, .quantity = quantity, .field = "quantity"};
    }
    return order_deliver(history->context, id, &request, pick(history, 2) == 0, &outcome);
}

static bool bill(history_t *history) {
    static const char *const bases[] = {"delivered", "delivered", "remaining", "deposit"};
    order_outcome_t outcome;
    const order_invoice_request_t request = {.basis = bases[pick(history, 4)],
                                             .percent = 100 * (1 + pick(history, 50))};
    int64_t id = any(history, "SELECT id FROM sales_order WHERE status IN ('open', 'delivered')");
    return id != 0 && order_bill(history->context, id, &request, today(history), &outcome);
}

static bool take_back(history_t *history) {
    order_outcome_t outcome;
    int64_t line = any(
        history, "SELECT l.id FROM delivery_line l JOIN delivery d ON d.id = l.delivery_id WHERE d.kind = 'delivery'");
    int64_t delivery = 0;
    const delivery_part_t part = {
        .line_id = line, .quantity = 500 * (1 + pick(history, 6)), .scrap = pick(history, 3) == 0, .field = "quantity"};
    const delivery_request_t request = {.date = today(history), .parts = &part, .part_count = 1};
    if (!store_get_int(history->context->tx, &delivery, "SELECT delivery_id FROM delivery_line WHERE id = $1", "i",
                       line))
        return false;
    return order_take_back(history->context, delivery, &request, &outcome);
}

static bool credit(history_t *history) {
    static const char *const kinds[] = {"return", "allowance", "cancel"};
    credit_outcome_t outcome;
    int64_t line =
        any(history, "SELECT l.id FROM invoice_line l JOIN invoice i ON i.id = l.invoice_id WHERE i.kind = 'invoice'");
    credit_part_t part = {.line_id = line, .field = "line", .scrap = pick(history, 4) == 0};
    credit_request_t request = {
        .kind = kinds[pick(history, 3)], .reason = "Any", .date = today(history), .parts = &part, .part_count = 1};
    if (!store_get_int(history->context->tx, &request.invoice_id, "SELECT invoice_id FROM invoice_line WHERE id = $1",
                       "i", line))
        return false;
    part.quantity = 500 * (1 + pick(history, 8));
    part.amount = 1 + pick(history, 5000);
    if (pick(history, 4) == 0)
        request = (credit_request_t){.invoice_id = request.invoice_id,
                                     .kind = kinds[2 * pick(history, 2)],
                                     .reason = "All",
                                     .date = today(history)};
    return credit_issue(history->context, &request, true, &outcome);
}

static bool pay(history_t *history) {
    int64_t invoice = any(history, "SELECT id FROM invoice WHERE kind = 'invoice' AND open > 0"), id = 0, open = 0,
            account = 0;
    const char *sql = "SELECT currency FROM invoice WHERE id = $1";
    if (invoice == 0 ||
        !store_get_int(history->context->tx, &open, "SELECT open FROM invoice WHERE id = $1", "i", invoice) ||
        !store_get_int(history->context->tx, &account, "SELECT account_id FROM invoice WHERE id = $1", "i", invoice))
        return false;
    payment_allocation_t part = {.invoice_id = invoice,
                                 .amount = pick(history, 2) == 0 ? open : 1 + pick(history, (int)open)};
    if (pick(history, 3) == 0) part.discount = amount_share(part.amount, 2, 100);
    payment_request_t request = {.account_id = account,
                                 .date = today(history),
                                 .method = "bank_transfer",
                                 .currency =
                                     store_get_text(history->context->tx, history->context->arena, sql, "i", invoice),
                                 .amount = part.amount - part.discount + (pick(history, 4) == 0 ? 777 : 0),
                                 .allocations = &part,
                                 .allocation_count = 1};
    if (pick(history, 4) == 0) request.allocation_count = 0;
    request.automatic = pick(history, 2) == 0;
    return payment_record(history->context, &request, &id);
}

static bool cancel(history_t *history) {
    int64_t id = any(history, "SELECT id FROM sales_order WHERE status = 'open'");
    return id != 0 && pick(history, 3) == 0 && order_cancel(history->context, id, NULL);
}

static bool sell_for_cash(history_t *history) {
    cash_sale_t sale = {0};
    int64_t id = 0;
    order_outcome_t outcome;
    json_t *body = trade_book_json(history->context, "{\"account\": %d, \"date\": \"%s\", \"lines\": [%s]}",
                                   (int)history->customers[0], today(history), random_line(history));
    bool ok =
        order_read(history->context, body, &sale.order) && order_sell_for_cash(history->context, &sale, &id, &outcome);
    json_decref(body);
    return ok;
}

static bool apply_credit(history_t *history) {
    int64_t invoice = any(
        history,
        "SELECT i.id FROM invoice i WHERE i.kind = 'invoice' AND i.open > 0 AND EXISTS (SELECT 1 FROM payment p WHERE p.open > 0 AND p.account_id = i.account_id AND p.currency = i.currency)");
    int64_t note = any(history, "SELECT id FROM invoice WHERE kind = 'credit_note' AND open > 0");
    const payment_allocation_t part = {.invoice_id = invoice, .amount = 1 + pick(history, 2000)};
    return note != 0 && invoice != 0 && allocation_apply_credit_note(history->context, note, today(history), &part, 1);
}

static bool (*const STEPS_POSSIBLE[])(history_t *) = {order,  order,  receive,       deliver,     deliver,   deliver,
                                                      bill,   bill,   pay,           pay,         take_back, credit,
                                                      credit, cancel, sell_for_cash, apply_credit};

static const char SQL_PER_CUSTOMER[] =
    "SELECT count(*) FROM account c WHERE "
    "(SELECT coalesce(sum(l.amount), 0) FROM journal_line l JOIN ledger_account a ON a.id = l.ledger_account_id "
    "WHERE a.purpose = 'receivable' AND l.customer_id = c.id) <> "
    "(SELECT coalesce(sum(CASE WHEN i.kind = 'credit_note' THEN -i.open_book ELSE i.open_book END), 0) FROM invoice i "
    "WHERE i.account_id = c.id) - (SELECT coalesce(sum(p.open_book), 0) FROM payment p WHERE p.account_id = c.id)";

static void step(history_t *history) {
    context_t *context = history->context;
    size_t count = sizeof STEPS_POSSIBLE / sizeof STEPS_POSSIBLE[0];
    int64_t wrong = 0;
    history->day += pick(history, 3);
    assert_true(store_savepoint(context->tx));
    if (STEPS_POSSIBLE[pick(history, (int)count)](history)) {
        assert_true(store_savepoint_release(context->tx));
        history->done++;
    } else {
        assert_true(store_savepoint_rollback(context->tx));
        if (context->problem->kind == PROBLEM_INTERNAL) fail_msg("%s", context->problem->message);
        problem_clear(context->problem);
        history->refused++;
    }
    trade_book_check(&history->book);
    assert_true(store_get_int(context->tx, &wrong, SQL_PER_CUSTOMER, ""));
    assert_int_equal(wrong, 0);
}

static void any_history(context_t *context) {
    static const struct {
        const char *currency;
        int64_t rate;
    } rates[] = {{"USD", 1080000000}, {"SGD", 1458000000}, {"JPY", 162350000000}};
    unsigned seed = store_fixture_seed("histories");
    history_t history = {
        .book = trade_book_open(context), .context = context, .state = 88172645463325252u ^ ((uint64_t)seed << 20)};
    for (size_t i = 0; i < 3; i++) {
        for (int month = 1; month <= 12; month++)
            assert_true(rate_set(context, "EUR", rates[i].currency, arena_printf(context->arena, "2026-%02d-01", month),
                                 rates[i].rate + month * (int64_t)(i + 1) * rates[i].rate / 500));
        history.customers[i] =
            i == 0 ? history.book.account
                   : book_add(context, "account",
                              arena_printf(
                                  context->arena,
                                  "{\"name\": \"Customer %d\", \"currency\": \"SGD\", \"payment_terms\": \"net_30\"}",
                                  (int)i))
                         ->id;
    }
    for (int i = 0; i < STEPS; i++) step(&history);
    print_message("%d steps, %d of them refused\n", (int)(history.done + history.refused), (int)history.refused);
    assert_true(history.done > STEPS / 4);
}

static void whatever_is_done_the_books_agree_with_the_documents(void **state) {
    with_book(*state, any_history);
}

int main(void) {
    const struct CMUnitTest tests[] = {ON_BOTH(whatever_is_done_the_books_agree_with_the_documents)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
