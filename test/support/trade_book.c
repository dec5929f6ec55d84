#include "support/trade_book.h"

#include "base/text.h"
#include "support/cmocka.h"
#include "trade/posting.h"
#include "trade/stock.h"

json_t *trade_book_json(context_t *context, const char *format, ...) {
    va_list arguments;
    json_error_t error;
    va_start(arguments, format);
    const char *text = arena_vprintf(context->arena, format, arguments);
    va_end(arguments);
    json_t *json = json_loads(text, 0, &error);
    if (json == NULL) fail_msg("%s: %s", text, error.text);
    return json;
}

static void must(context_t *context, bool ok) {
    if (!ok) fail_msg("%s: %s", context->problem->message, book_forget(context));
}

trade_book_t trade_book_open(context_t *context) {
    trade_book_t book = {.context = context};
    ledger_book_open(context, "SGD");
    book.tax_code = book_add(context, "tax_code",
                             "{\"name\": \"GST\", \"code\": \"SR\", \"rate\": \"9\", \"category\": \"standard\"}")
                        ->id;
    book.account = book_add(context, "account",
                            "{\"name\": \"Cancity\", \"currency\": \"SGD\", \"payment_terms\": \"2_10_net_30\"}")
                       ->id;
    book.goods = book_add(context, "product",
                          arena_printf(context->arena,
                                       "{\"name\": \"Goods\", \"price\": \"50.00\", \"currency\": \"SGD\", "
                                       "\"stocked\": true, \"tax_code\": %d}",
                                       (int)book.tax_code))
                     ->id;
    book.service = book_add(context, "product",
                            arena_printf(context->arena,
                                         "{\"name\": \"Service\", \"price\": \"100.00\", \"currency\": \"SGD\", "
                                         "\"kind\": \"service\", \"tax_code\": %d}",
                                         (int)book.tax_code))
                       ->id;
    must(context, stock_default_location(context, 0, &book.location));
    return book;
}

void trade_book_receive(trade_book_t *book, const char *date, int64_t quantity, int64_t value) {
    posting_t posting;
    int64_t move = 0, entry = 0;
    const stock_movement_t movement = {.kind = "receipt",
                                       .product_id = book->goods,
                                       .location_id = book->location,
                                       .quantity = quantity,
                                       .date = date};
    must(book->context, posting_begin(book->context, "SGD", date, &posting));
    posting.entry.kind = "stock";
    posting.entry.series = JOURNAL_OF_STOCK;
    posting.entry.description = "Goods in";
    must(book->context, stock_receive(book->context, &movement, value, &move) &&
                            posting_add_book(&posting, "inventory", book->goods, value) &&
                            posting_add_book(&posting, "payable", 0, -value) && posting_post(&posting, &entry) &&
                            stock_tell_entry(book->context, move, entry));
}

int64_t trade_book_order(trade_book_t *book, const char *date, const char *lines, const char *more) {
    int64_t id = 0;
    order_request_t request;
    json_t *body = trade_book_json(book->context, "{\"account\": %d, \"date\": \"%s\", \"lines\": [%s]%s}",
                                   (int)book->account, date, lines, more != NULL ? more : "");
    must(book->context, order_read(book->context, body, &request) && order_create(book->context, &request, &id));
    json_decref(body);
    return id;
}

order_outcome_t trade_book_deliver(trade_book_t *book, int64_t order, const char *date, bool invoice) {
    order_outcome_t outcome;
    const delivery_request_t request = {.date = date};
    must(book->context, order_deliver(book->context, order, &request, invoice, &outcome));
    return outcome;
}

order_outcome_t trade_book_deliver_part(trade_book_t *book, int64_t order, const char *date, int64_t quantity,
                                        bool invoice) {
    order_t loaded;
    order_outcome_t outcome;
    must(book->context, order_load(book->context, order, &loaded));
    const delivery_part_t part = {
        .line_id = loaded.lines[0].sale.id, .quantity = quantity, .field = "lines.0.quantity"};
    const delivery_request_t request = {.date = date, .parts = &part, .part_count = 1};
    must(book->context, order_deliver(book->context, order, &request, invoice, &outcome));
    return outcome;
}

order_outcome_t trade_book_bill(trade_book_t *book, int64_t order, const char *date,
                                const order_invoice_request_t *request) {
    order_outcome_t outcome;
    must(book->context, order_bill(book->context, order, request, date, &outcome));
    return outcome;
}

static const char SQL_LINES[] =
    "SELECT coalesce(a.purpose, a.code), l.amount FROM journal_line l JOIN ledger_account a ON a.id = l.ledger_account_id "
    "WHERE l.entry_id = $1 ORDER BY l.position";

const char *trade_book_entry(trade_book_t *book, int64_t entry) {
    text_t text = text_create(book->context->arena, 4000);
    store_statement_t *rows = store_query(book->context->tx, SQL_LINES, "i", entry);
    while (store_step(rows))
        text_add_format(&text, "%s%s %s", text.length > 0 ? ", " : "", store_column_text(rows, 0),
                        money_format(book->context->arena, store_column_int(rows, 1), currency_find("SGD")));
    assert_true(store_end(rows));
    return text.data;
}

static int64_t number(context_t *context, const char *sql) {
    int64_t value = 0;
    assert_true(store_get_int(context->tx, &value, sql, ""));
    return value;
}

#define BALANCE(purpose)                                                                                               \
    "SELECT coalesce(sum(l.amount), 0) FROM journal_line l JOIN ledger_account a ON a.id = l.ledger_account_id "       \
    "WHERE a.purpose = '" purpose "'"

void trade_book_check(trade_book_t *book) {
    static const struct {
        const char *what, *account, *documents;
    } pairs[] = {
        {"receivable", BALANCE("receivable"),
         "SELECT coalesce((SELECT sum(CASE WHEN kind = 'credit_note' THEN -open_book ELSE open_book END) FROM invoice), "
         "0) - coalesce((SELECT sum(open_book) FROM payment), 0)"},
        {"inventory", BALANCE("inventory"), "SELECT coalesce(sum(value_book), 0) FROM stock_level"},
        {"delivered and not invoiced", BALANCE("unbilled_receivable"),
         "SELECT coalesce(sum(balance_book), 0) FROM order_line WHERE balance_book > 0"},
        {"invoiced and not delivered", BALANCE("deferred_revenue"),
         "SELECT coalesce(sum(balance_book), 0) FROM order_line WHERE balance_book < 0"},
    };
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        int64_t account = number(book->context, pairs[i].account);
        int64_t documents = number(book->context, pairs[i].documents);
        if (account != documents)
            fail_msg("%s: the account has %lld, the documents %lld", pairs[i].what, (long long)account,
                     (long long)documents);
    }
    assert_int_equal(ledger_book_findings(book->context), 0);
}
