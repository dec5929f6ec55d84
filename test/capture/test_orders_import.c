/* Orders of another system: columns, what is made, what is refused; and three years of a bicycle maker's sales to
 * resellers, whose figures the ledger gives to the cent. */
#include "base/text.h"
#include "capture/csv_orders.h"
#include "ledger/statement.h"
#include "ledger/verify.h"
#include "support/cmocka.h"
#include "support/import_book.h"
#include "support/ledger_book.h"
#include "support/store_fixture.h"

#include <stdio.h>
#include <zlib.h>

typedef struct reading {
    import_book_t *book;
    bool (*work)(context_t *context, struct reading *reading);
    statement_query_t query;
    dimension_t by;
    json_t *answer;
    int64_t findings;
} reading_t;

static bool reading_work(store_tx_t *tx, void *argument) {
    reading_t *reading = argument;
    context_t context = {
        .arena = reading->book->arena, .tx = tx, .actor = &ACTOR_PROGRAM, .problem = &reading->book->problem};
    return reading->work(&context, reading);
}

static void run(reading_t *reading) {
    if (!store_write(reading->book->store, reading_work, reading, &reading->book->problem))
        fail_msg("%s", reading->book->problem.message);
}

static bool opening(context_t *context, reading_t *reading) {
    const ledger_opening_t trading = {"trading", "USD", 1, "2010-01"};
    (void)reading;
    return ledger_open(context, &trading);
}

static json_t *parsed(const text_t *text) {
    json_t *json = json_loads(text->data, 0, NULL);
    assert_non_null(json);
    return json;
}

static bool income(context_t *context, reading_t *reading) {
    text_t text = text_create(context->arena, 1024 * 1024);
    json_writer_t writer = json_begin(&text);
    if (!statement_write_income(context, &reading->query, &writer)) return false;
    reading->answer = parsed(&text);
    return true;
}

static bool sales_by(context_t *context, reading_t *reading) {
    text_t text = text_create(context->arena, 1024 * 1024);
    json_writer_t writer = json_begin(&text);
    if (!statement_write_sales_by(context, &reading->query, reading->by, 1000, &writer)) return false;
    reading->answer = parsed(&text);
    return true;
}

static bool proof(context_t *context, reading_t *reading) {
    verify_t verify = {0};
    if (!ledger_verify(context, &verify)) return false;
    reading->findings = verify.findings;
    return true;
}

static csv_orders_t load(import_book_t *book, const char *path, bool paid) {
    csv_orders_t orders = {.path = path, .paid_when_due = paid, .arena = book->arena};
    if (!csv_orders_run(book->store, &ACTOR_PROGRAM, &orders, &book->problem)) {
        const char *first = book->problem.field_count > 0 ? book->problem.fields[0].message : book->problem.message;
        fail_msg("%s", first);
    }
    return orders;
}

static import_book_t *open_books(const char *engine) {
    import_book_t *book = import_book_open(engine);
    if (book == NULL) return NULL;
    run(&(reading_t){.book = book, .work = opening});
    return book;
}

static const char *balance_sql(import_book_t *book, const char *purpose) {
    return arena_printf(book->arena,
                        "SELECT sum(l.amount) FROM journal_line l JOIN ledger_account a ON a.id = l.ledger_account_id "
                        "WHERE a.purpose = '%s'",
                        purpose);
}

static void a_file_of_orders_becomes_documents_and_entries(void **state) {
    import_book_t *book = open_books(*state);
    if (book == NULL) return skip();
    const char *path = import_book_file(
        book, "orders.csv",
        "Order Number,Order Date,Customer,Salesperson,Product,Qty,Net Amount,Discount,Tax,Freight,Cost\n"
        "A-1,2026-01-05,Cancity,Ines,W-1,2,100.00,5.00,9.00,4.00,60.00\n"
        "A-1,2026-01-05,Cancity,Ines,W-2,1,50.00,,4.50,,20.00\n"
        "A-2,2009-12-31,Cancity,Ines,W-1,1,50.00,,,,\n"
        "A-3,2026-01-06,Cancity,Ines,W-1,none,50.00,,,,\n"
        "A-4,2026-01-07,Konex,,W-1,1,47.50,,4.28,,30.00\n");
    csv_orders_t orders = load(book, path, false);
    assert_int_equal(orders.orders, 2);
    assert_int_equal(orders.lines, 3);
    assert_int_equal(orders.refused, 2);
    assert_int_equal(orders.problems[1].line, 5);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM product"), 2);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM account"), 2);
    assert_int_equal(import_book_number(book, balance_sql(book, "credit_sales")), -20250);
    assert_int_equal(import_book_number(book, balance_sql(book, "sales_discounts")), 500);
    assert_int_equal(import_book_number(book, balance_sql(book, "output_tax")), -1778);
    assert_int_equal(import_book_number(book, balance_sql(book, "receivable")), 21928);
    assert_int_equal(import_book_number(book, balance_sql(book, "cost_of_sales")), 11000);
    assert_int_equal(load(book, path, false).known, 2);
    import_book_close(book);
}

static const char *unpacked(import_book_t *book, const char *folder, const char *name) {
    char bytes[64 * 1024];
    const char *path = arena_printf(book->arena, "%s/%s", book->folder, name);
    gzFile packed = gzopen(arena_printf(book->arena, "%s/transactions/adventureworks_dw/%s.gz", folder, name), "rb");
    FILE *file = fopen(path, "wb");
    assert_true(packed != NULL && file != NULL);
    for (int length; (length = gzread(packed, bytes, sizeof bytes)) > 0;)
        assert_int_equal(fwrite(bytes, 1, (size_t)length, file), length);
    assert_int_equal(gzclose(packed), Z_OK);
    assert_int_equal(fclose(file), 0);
    return path;
}

typedef struct figure {
    const char *name, *amount;
} figure_t;

static const char *found(const json_t *items, const char *name) {
    const json_t *item;
    size_t i;
    json_array_foreach(items, i, item) {
        if (text_equal(json_string_value(json_object_get(json_object_get(item, "record"), "title")), name))
            return json_string_value(json_object_get(item, "net_sales"));
    }
    return "none";
}

static void check_by(import_book_t *book, dimension_t by, const figure_t *figures, size_t count) {
    reading_t reading = {.book = book, .work = sales_by, .by = by, .query = {.from = "2010-01-01", .to = "2013-12-31"}};
    run(&reading);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(found(json_object_get(reading.answer, "items"), figures[i].name), figures[i].amount);
    json_decref(reading.answer);
}

static void check_years(import_book_t *book) {
    static const char *const years[] = {"489328.56", "18192804.57", "28193634.85", "33574828.13"};
    reading_t reading = {
        .book = book, .work = income, .query = {.from = "2010-01-01", .to = "2013-12-31", .columns = "year"}};
    run(&reading);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(json_string_value(json_array_get(json_object_get(reading.answer, "net_sales"), i)),
                            years[i]);
    json_decref(reading.answer);
}

static void check_totals(import_book_t *book) {
    static const struct {
        const char *purpose;
        int64_t cents;
    } totals[] = {{"output_tax", -643606608},
                  {"freight_income", -201124603},
                  {"sales_discounts", 52750887},
                  {"cost_of_sales", 7998013001},
                  {"receivable", 0},
                  {"inventory", 0},
                  {"unbilled_receivable", 0},
                  {"deferred_revenue", 0}};
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++) {
        const char *sql = arena_printf(book->arena, "SELECT coalesce((%s), 0)", balance_sql(book, totals[i].purpose));
        assert_int_equal(import_book_number(book, sql), totals[i].cents);
    }
}

static const figure_t SALESPEOPLE[] = {
    {"282", "10367007.35"}, {"283", "10065803.75"}, {"281", "9293902.84"}, {"291", "8503338.67"}, {"285", "7171012.26"},
    {"287", "6427005.81"},  {"288", "5926418.65"},  {"292", "4509888.98"}, {"289", "3729945.47"}, {"284", "3609447.00"},
    {"286", "3325102.82"},  {"293", "2312545.33"},  {"295", "1790639.94"}, {"296", "1421810.36"}, {"272", "1092123.95"},
    {"290", "732078.44"},   {"294", "172524.49"},
};
static const figure_t TERRITORIES[] = {
    {"4", "18466458.96"}, {"6", "14377925.71"}, {"1", "12435076.03"}, {"3", "7906008.08"}, {"5", "7867415.75"},
    {"2", "6932842.17"},  {"7", "4607537.92"},  {"10", "4279008.89"}, {"8", "1983987.75"}, {"9", "1594334.85"},
};
static const figure_t RESELLERS[] = {
    {"Brakes and Gears", "877107.24"},
    {"Excellent Riding Supplies", "853849.29"},
    {"Vigorous Exercise Company", "841908.95"},
    {"Totes & Baskets Company", "816755.64"},
    {"Retail Mall", "799277.86"},
    {"Corner Bicycle Supply", "787773.21"},
    {"Outdoor Equipment Store", "746317.59"},
    {"Thorough Parts and Repair Services", "740985.89"},
    {"Health Spa, Limited", "730798.73"},
    {"Fitness Toy Store", "727272.72"},
};

/* The sums that were computed elsewhere, from the same file. */
static void three_years_of_sales_to_resellers_are_posted_to_the_cent(void **state) {
    const char *folder = import_book_data();
    if (folder == NULL) return skip();
    import_book_t *book = open_books(*state);
    if (book == NULL) return skip();
    const char *resellers = unpacked(book, folder, "DimReseller.csv");
    int64_t accounts = import_book_receive(book, resellers, "account");
    import_book_configure(book, accounts,
                          "{\"columns\": [{\"name\": \"ResellerKey\", \"target\": \"external_key\"}, "
                          "{\"name\": \"ResellerName\", \"target\": \"name\"}, {\"name\": \"NumberEmployees\", "
                          "\"target\": \"employees\"}, {\"name\": \"YearOpened\", \"target\": \"founded\"}]}");
    assert_true(import_book_run(book, accounts, CSV_RUN, NULL));
    assert_int_equal(import_book_count(book, accounts, "created"), 701);
    csv_orders_t orders = load(book, unpacked(book, folder, "FactResellerSales.csv"), true);
    assert_int_equal(orders.refused, 0);
    assert_int_equal(orders.orders, 3796);
    assert_int_equal(orders.lines, 60855);
    check_years(book);
    check_totals(book);
    check_by(book, DIMENSION_SALESPERSON, SALESPEOPLE, sizeof SALESPEOPLE / sizeof SALESPEOPLE[0]);
    check_by(book, DIMENSION_BRANCH, TERRITORIES, sizeof TERRITORIES / sizeof TERRITORIES[0]);
    check_by(book, DIMENSION_CUSTOMER, RESELLERS, sizeof RESELLERS / sizeof RESELLERS[0]);
    assert_int_equal(import_book_number(book, "SELECT max(net) FROM sales_order"), 16393043);
    reading_t proven = {.book = book, .work = proof};
    run(&proven);
    assert_int_equal(proven.findings, 0);
    import_book_close(book);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_file_of_orders_becomes_documents_and_entries),
        ON("sqlite", three_years_of_sales_to_resellers_are_posted_to_the_cent),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
