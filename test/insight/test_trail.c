/* From a sale's documents up to what was talked about and down to the journal, and what a customer has bought and
 * owes. The documents are rows as trade writes them. On either engine. */
#include "insight/trail.h"

#include "base/text.h"
#include "insight/account_trade.h"
#include "support/book_context.h"
#include "support/cmocka.h"
#include "support/ledger_book.h"

#include <jansson.h>

typedef struct sale_book {
    context_t *context;
    int64_t account, opportunity, product;
} sale_book_t;

static void run(const sale_book_t *book, const char *sql) {
    if (!store_run(book->context->tx, NULL, sql, "")) fail_msg("%s: %s", sql, book->context->problem->message);
}

/* "#" stands for a number. */
static const char *of(context_t *context, const char *format, int64_t id) {
    text_t text = text_create(context->arena, 4096);
    for (const char *at = format; *at != '\0'; at++) {
        if (*at == '#')
            text_add_int(&text, id);
        else
            text_add_char(&text, *at);
    }
    return text.data;
}

static const char SQL_ORDER[] =
    "INSERT INTO sales_order (id, version, created_at, updated_at, number, account_id, opportunity_id, status, sale, "
    "date, currency, gross, discount, net, freight, tax, total, delivered, invoiced, backlog) VALUES "
    "(1, 1, 0, 0, 'SO-1', $1, $2, 'open', 'credit', '2026-11-01', 'SGD', 10000, 0, 10000, 0, 900, 10900, 6000, 6000, "
    "4000)";
static const char SQL_ORDER_LINE[] =
    "INSERT INTO order_line (id, order_id, position, kind, product_id, description, quantity, unit_price, "
    "discount_percent, tax_rate, gross, discount, net, tax, cost, reserved_quantity, delivered_quantity, "
    "invoiced_quantity, cancelled_quantity, delivered_net, invoiced_net, advanced_net, invoiced_tax, balance_book) "
    "VALUES (1, 1, 0, 'item', $1, 'Chair', 10000, 100000, 0, 900, 10000, 0, 10000, 900, 0, 0, 6000, 6000, 0, 6000, "
    "6000, 0, 540, 0)";
static const char SQL_DELIVERY[] =
    "INSERT INTO delivery (id, version, created_at, updated_at, number, kind, order_id, returns_id, account_id, date, "
    "currency, book_currency, net, cost_book, entry_id) VALUES ($1, 1, 0, 0, $2, $3, 1, $4, $5, $6, 'SGD', 'SGD', $7, 0, $8)";
static const char SQL_DELIVERY_LINE[] =
    "INSERT INTO delivery_line (delivery_id, position, order_line_id, product_id, description, quantity, net, "
    "cost_book, returned_quantity, returned_cost_book) VALUES ($1, 0, 1, $2, 'Chair', $3, $4, 0, 0, 0)";
static const char SQL_INVOICE[] =
    "INSERT INTO invoice (id, version, created_at, updated_at, number, kind, basis, account_id, order_id, credits_id, "
    "status, date, due_on, currency, rate, gross, discount, net, freight, tax, total, open, book_currency, net_book, "
    "tax_book, total_book, open_book, paid_on, entry_id) VALUES ($1, 1, 0, 0, $2, $3, 'delivery', $4, $5, $6, 'open', "
    "$7, $8, 'SGD', 1000000000, 0, 0, 0, 0, 0, $9, $10, 'SGD', 0, 0, $9, $10, $11, $12)";
static const char SQL_INVOICE_LINE[] =
    "INSERT INTO invoice_line (invoice_id, position, kind, order_line_id, product_id, description, quantity, "
    "discount_percent, tax_rate, gross, discount, net, tax, credited_quantity, credited_net, net_book, recognised_net, "
    "recognised_book) VALUES ($1, 0, 'item', $2, $3, $4, 6000, 0, 900, 6000, 0, $5, 540, 0, 0, 6000, 0, 0)";
static const char SQL_PAYMENT[] =
    "INSERT INTO payment (id, version, created_at, updated_at, number, kind, account_id, date, method, "
    "ledger_account_id, currency, rate, amount, open, book_currency, amount_book, open_book, entry_id) VALUES "
    "(1, 1, 0, 0, 'PY-1', 'receipt', $1, '2026-11-20', 'cash', $2, 'SGD', 1000000000, 5000, 1000, 'SGD', 5000, 1000, "
    "$3)";
static const char SQL_ALLOCATION[] =
    "INSERT INTO allocation (kind, payment_id, invoice_id, date, amount, discount, invoice_book, source_book, entry_id, "
    "at) VALUES ('payment', 1, $1, '2026-11-20', 4000, 0, 4000, 4000, $2, 0)";

typedef struct delivery_row {
    int64_t id, returns_id, net, quantity, entry_id;
    const char *number, *date;
} delivery_row_t;

static void add_delivery(const sale_book_t *book, const delivery_row_t *row) {
    context_t *context = book->context;
    const int64_t *returns = row->returns_id != 0 ? &row->returns_id : NULL;
    const int64_t *entry = row->entry_id != 0 ? &row->entry_id : NULL;
    assert_true(store_run(context->tx, NULL, SQL_DELIVERY, "ittoitio", row->id, row->number,
                          returns != NULL ? "return" : "delivery", returns, book->account, row->date, row->net, entry));
    assert_true(
        store_run(context->tx, NULL, SQL_DELIVERY_LINE, "iiii", row->id, book->product, row->quantity, row->net));
}

typedef struct invoice_row {
    int64_t id, account_id, order_id, credits_id, total, open, entry_id;
    const char *number, *date, *due_on, *paid_on;
} invoice_row_t;

static void add_invoice(const sale_book_t *book, const invoice_row_t *row) {
    const int64_t *order = row->order_id != 0 ? &row->order_id : NULL;
    const int64_t *credits = row->credits_id != 0 ? &row->credits_id : NULL;
    const int64_t *entry = row->entry_id != 0 ? &row->entry_id : NULL;
    assert_true(store_run(book->context->tx, NULL, SQL_INVOICE, "ittioottiito", row->id, row->number,
                          credits != NULL ? "credit_note" : "invoice",
                          row->account_id != 0 ? row->account_id : book->account, order, credits, row->date,
                          row->due_on, row->total, row->open, row->paid_on, entry));
}

/* Talked about, won, ordered, delivered in two parts of which one came back, invoiced once, paid in part, credited. */
static void begin(sale_book_t *book, context_t *context) {
    const int64_t line = 1;
    *book = (sale_book_t){.context = context};
    ledger_book_open(context, "SGD");
    book->account = book_add(context, "account", "{\"name\": \"Cancity\"}")->id;
    book->product = book_add(context, "product", "{\"name\": \"Chair\"}")->id;
    book->opportunity =
        book_add(context, "opportunity", of(context, "{\"name\": \"Chairs\", \"account\": #}", book->account))->id;
    book_add(context, "interaction",
             of(context, "{\"subject\": \"Asked for chairs\", \"opportunity\": #, \"start\": \"2026-10-01T08:00:00Z\"}",
                book->opportunity));
    int64_t sold = ledger_book_post(context, "2026-11-03", "unbilled_receivable 60, credit_sales -60").id;
    int64_t billed = ledger_book_post(context, "2026-11-05", "receivable 65.40, unbilled_receivable -65.40").id;
    int64_t paid = ledger_book_post(context, "2026-11-20", "bank 50, receivable -50").id;
    assert_true(store_run(context->tx, NULL, SQL_ORDER, "ii", book->account, book->opportunity));
    assert_true(store_run(context->tx, NULL, SQL_ORDER_LINE, "i", book->product));
    add_delivery(book, &(delivery_row_t){1, 0, 6000, 6000, sold, "DN-1", "2026-11-03"});
    add_delivery(book, &(delivery_row_t){2, 0, 2000, 2000, 0, "DN-2", "2026-11-10"});
    add_delivery(book, &(delivery_row_t){3, 2, -2000, 2000, 0, "RT-1", "2026-11-12"});
    add_invoice(book, &(invoice_row_t){.id = 1,
                                       .order_id = 1,
                                       .total = 6540,
                                       .open = 2540,
                                       .entry_id = billed,
                                       .number = "SI-1",
                                       .date = "2026-11-05",
                                       .due_on = "2026-11-12"});
    assert_true(store_run(context->tx, NULL, SQL_INVOICE_LINE, "ioiti", (int64_t)1, &line, book->product, "Chair",
                          (int64_t)6000));
    add_invoice(book, &(invoice_row_t){.id = 2,
                                       .order_id = 1,
                                       .credits_id = 1,
                                       .total = 500,
                                       .open = 500,
                                       .number = "CN-1",
                                       .date = "2026-11-15",
                                       .due_on = "2026-11-15"});
    assert_true(
        store_run(context->tx, NULL, SQL_PAYMENT, "iii", book->account, ledger_book_account(context, "bank"), paid));
    assert_true(store_run(context->tx, NULL, SQL_ALLOCATION, "ii", (int64_t)1, paid));
}

static json_t *read_trail(const sale_book_t *book, const char *type, int64_t id) {
    text_t text = text_create(book->context->arena, 1 << 20);
    json_writer_t writer = json_begin(&text);
    if (!trail_write(book->context, type, id, &writer)) fail_msg("%s", book_forget(book->context));
    return json_loads(text.data, 0, NULL);
}

static const char *title_of(json_t *trail, const char *key, json_t *link) {
    json_t *node =
        json_array_get(json_object_get(trail, "nodes"), (size_t)json_integer_value(json_object_get(link, key)));
    return json_string_value(json_object_get(node, "title"));
}

static int by_text(const void *left, const void *right) {
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* "SO-1>DN-1 SO-1>SI-1", in the order of the alphabet. */
static const char *links(const sale_book_t *book, json_t *trail) {
    enum { MOST = 64 };
    const char *words[MOST];
    size_t count = 0, index = 0;
    json_t *link = NULL;
    text_t text = text_create(book->context->arena, 4096);
    json_array_foreach(json_object_get(trail, "links"), index, link) {
        assert_true(count < MOST);
        words[count++] =
            arena_printf(book->context->arena, "%s>%s", title_of(trail, "from", link), title_of(trail, "to", link));
    }
    qsort(words, count, sizeof words[0], by_text);
    for (size_t i = 0; i < count; i++) text_add_format(&text, "%s%s", i > 0 ? " " : "", words[i]);
    return text.data;
}

#define BEFORE "Asked for chairs>Chairs Chairs>SO-1 "

static void trails(context_t *context) {
    sale_book_t book;
    begin(&book, context);
    json_t *trail = read_trail(&book, "invoice", 1);
    assert_string_equal(links(&book, trail), BEFORE
                        "DN-1>JE-2026-0001 DN-1>SI-1 PY-1>JE-2026-0003 SI-1>CN-1 SI-1>JE-2026-0002 SI-1>PY-1 "
                        "SO-1>DN-1 SO-1>SI-1");
    json_t *first = json_array_get(json_object_get(trail, "nodes"), 0);
    assert_string_equal(json_string_value(json_object_get(first, "title")), "SI-1");
    assert_string_equal(json_string_value(json_object_get(first, "amount")), "65.40");
    assert_string_equal(json_string_value(json_object_get(first, "currency")), "SGD");
    assert_true(json_is_false(json_object_get(trail, "more")));
    json_decref(trail);
    trail = read_trail(&book, "delivery", 3);
    assert_string_equal(links(&book, trail), BEFORE "DN-2>RT-1 SO-1>DN-2");
    json_decref(trail);
    trail = read_trail(&book, "journal_entry", 3);
    assert_string_equal(links(&book, trail), BEFORE
                        "DN-1>JE-2026-0001 DN-1>SI-1 PY-1>JE-2026-0003 SI-1>JE-2026-0002 SI-1>PY-1 SO-1>DN-1 "
                        "SO-1>SI-1");
    json_decref(trail);
    trail = read_trail(&book, "opportunity", book.opportunity);
    assert_string_equal(links(&book, trail), BEFORE
                        "DN-1>JE-2026-0001 DN-1>SI-1 DN-2>RT-1 PY-1>JE-2026-0003 SI-1>CN-1 SI-1>JE-2026-0002 "
                        "SI-1>PY-1 SO-1>DN-1 SO-1>DN-2 SO-1>SI-1");
    json_decref(trail);
}

static void many(context_t *context) {
    sale_book_t book;
    begin(&book, context);
    for (int64_t i = 10; i < 10 + TRAIL_NODES; i++)
        add_delivery(&book,
                     &(delivery_row_t){i, 0, 0, 0, 0, arena_printf(context->arena, "DN-%d", (int)i), "2026-11-04"});
    json_t *trail = read_trail(&book, "order", 1);
    assert_int_equal(json_array_size(json_object_get(trail, "nodes")), TRAIL_NODES);
    assert_true(json_is_true(json_object_get(trail, "more")));
    json_decref(trail);
}

static const char *refusal(context_t *context, const char *type, int64_t id) {
    text_t text = text_create(context->arena, 1 << 16);
    json_writer_t writer = json_begin(&text);
    assert_false(trail_write(context, type, id, &writer));
    return book_forget(context);
}

static void readers(context_t *context) {
    sale_book_t book;
    begin(&book, context);
    const actor_t seller = {.user_id = 0, .role = ROLE_REPRESENTATIVE, .name = "Rita", .locale = "en"};
    context_t hers = *context;
    hers.actor = &seller;
    book.context = &hers;
    json_t *trail = read_trail(&book, "invoice", 1), *node = NULL;
    size_t index = 0;
    json_array_foreach(json_object_get(trail, "nodes"), index, node) {
        const char *type = json_string_value(json_object_get(node, "type"));
        assert_int_equal(json_is_true(json_object_get(node, "readable")), !text_equal(type, "journal_entry"));
    }
    json_decref(trail);
    assert_non_null(refusal(&hers, "journal_entry", 1));
    assert_string_equal(refusal(context, "account", book.account), "unknown_choice");
    assert_string_equal(refusal(context, "invoice", 99), "not_found");
}

static json_t *read_trade(context_t *context, int64_t account) {
    text_t text = text_create(context->arena, 1 << 20);
    json_writer_t writer = json_begin(&text);
    if (!account_trade_write(context, account, &writer, NULL)) fail_msg("%s", book_forget(context));
    return json_loads(text.data, 0, NULL);
}

static const char *member(json_t *trade, const char *key, const char *name) {
    json_t *object = json_object_get(trade, key);
    if (json_is_array(object)) object = json_array_get(object, 0);
    return json_string_value(json_object_get(object, name));
}

static void trade(context_t *context) {
    sale_book_t book;
    begin(&book, context);
    assert_true(moment_parse("2026-11-23T08:00:00Z", &context->now));
    static const struct {
        const char *due_on;
        int64_t open;
    } invoices[] = {{"2026-11-23", 100},  {"2026-11-22", 200},  {"2026-10-24", 400},  {"2026-10-23", 800},
                    {"2026-09-24", 1600}, {"2026-09-23", 3200}, {"2026-08-25", 6400}, {"2026-08-24", 12800}};
    for (int64_t i = 0; i < (int64_t)(sizeof invoices / sizeof invoices[0]); i++)
        add_invoice(&book, &(invoice_row_t){.id = 10 + i,
                                            .total = invoices[i].open,
                                            .open = invoices[i].open,
                                            .number = arena_printf(context->arena, "SI-%d", (int)(10 + i)),
                                            .date = "2026-08-01",
                                            .due_on = invoices[i].due_on});
    json_t *trade = read_trade(context, book.account);
    assert_string_equal(member(trade, "ageing", "current"), "1.00");
    assert_string_equal(member(trade, "ageing", "days_30"), "31.40");
    assert_string_equal(member(trade, "ageing", "days_60"), "24.00");
    assert_string_equal(member(trade, "ageing", "days_90"), "96.00");
    assert_string_equal(member(trade, "ageing", "older"), "128.00");
    assert_string_equal(member(trade, "ageing", "unapplied"), "-15.00");
    assert_string_equal(member(trade, "ageing", "total"), "265.40");
    assert_string_equal(member(trade, "bought", "quantity"), "6");
    assert_string_equal(member(trade, "bought", "net"), "60.00");
    assert_string_equal(member(trade, "bought", "first_on"), "2026-11-03");
    assert_string_equal(member(trade, "orders", "number"), "SO-1");
    assert_string_equal(member(trade, "orders", "backlog"), "40.00");
    assert_true(json_is_null(json_object_get(trade, "days_to_pay")));
    json_decref(trade);
}

/* Twenty days and ten: fifteen on average. One that a year has passed since counts no more. */
static void days(context_t *context) {
    sale_book_t book;
    begin(&book, context);
    assert_true(moment_parse("2026-11-23T08:00:00Z", &context->now));
    static const struct {
        const char *date, *paid_on;
    } invoices[] = {{"2026-10-01", "2026-10-21"}, {"2026-10-01", "2026-10-11"}, {"2025-01-01", "2025-11-01"}};
    for (int64_t i = 0; i < 3; i++) {
        add_invoice(&book, &(invoice_row_t){.id = 10 + i,
                                            .total = 100,
                                            .date = invoices[i].date,
                                            .due_on = invoices[i].date,
                                            .paid_on = invoices[i].paid_on,
                                            .number = arena_printf(context->arena, "SI-%d", (int)(10 + i))});
        assert_true(store_run(context->tx, NULL, SQL_ALLOCATION, "ii", 10 + i, (int64_t)3));
    }
    json_t *trade = read_trade(context, book.account);
    assert_string_equal(member(trade, "days_to_pay", "average"), "15");
    assert_int_equal(json_integer_value(json_object_get(json_object_get(trade, "days_to_pay"), "invoices")), 2);
    json_decref(trade);
}

/* Sent by a contract without an order, and to a customer that became a part of this one. */
static void joined(context_t *context) {
    sale_book_t book;
    begin(&book, context);
    int64_t loser = book_add(context, "account", "{\"name\": \"Can City\"}")->id;
    add_invoice(&book, &(invoice_row_t){.id = 10,
                                        .account_id = loser,
                                        .total = 700,
                                        .open = 700,
                                        .number = "SI-10",
                                        .date = "2026-11-01",
                                        .due_on = "2026-12-01"});
    assert_true(store_run(context->tx, NULL, SQL_INVOICE_LINE, "ioiti", (int64_t)10, NULL, book.product, "Chair",
                          (int64_t)700));
    json_t *before = read_trade(context, book.account);
    assert_string_equal(member(before, "bought", "net"), "60.00");
    json_decref(before);
    run(&book, of(context,
                  "INSERT INTO record_merge (record_type, survivor_id, loser_id, before_values, after_values, at) "
                  "SELECT 'account', id, #, '{}', '{}', 0 FROM account WHERE name = 'Cancity'",
                  loser));
    json_t *trade = read_trade(context, book.account);
    assert_string_equal(member(trade, "bought", "net"), "67.00");
    assert_string_equal(member(trade, "ageing", "total"), "17.40");
    json_decref(trade);
}

static void a_document_leads_up_to_the_talk_and_down_to_the_journal(void **state) {
    with_book(*state, trails);
}

static void a_trail_that_is_long_says_so(void **state) {
    with_book(*state, many);
}

static void entries_are_read_by_who_reads_the_books(void **state) {
    with_book(*state, readers);
}

static void what_a_customer_owes_stands_by_the_days_since_it_was_due(void **state) {
    with_book(*state, trade);
}

static void days_to_pay_run_from_the_invoice_to_its_last_payment(void **state) {
    with_book(*state, days);
}

static void what_a_merged_customer_bought_counts(void **state) {
    with_book(*state, joined);
}

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_document_leads_up_to_the_talk_and_down_to_the_journal),
        ON_BOTH(a_trail_that_is_long_says_so),
        ON_BOTH(entries_are_read_by_who_reads_the_books),
        ON_BOTH(what_a_customer_owes_stands_by_the_days_since_it_was_due),
        ON_BOTH(days_to_pay_run_from_the_invoice_to_its_last_payment),
        ON_BOTH(what_a_merged_customer_bought_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
