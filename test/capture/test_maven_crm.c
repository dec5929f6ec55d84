/* A real pipeline through the public importer, as it is, against figures that were computed elsewhere. */
#include "base/decimal.h"
#include "base/text.h"
#include "support/cmocka.h"
#include "support/import_book.h"

static import_book_t *book;

static int64_t load(const char *name) {
    const char *path = arena_printf(book->arena, "%s/b2b/maven_crm/%s", import_book_data(), name);
    int64_t id = import_book_load(book, path, NULL);
    assert_int_equal(import_book_count(book, id, "failed"), 0);
    return import_book_count(book, id, "created");
}

static int open_book(const char *engine) {
    book = import_book_open(engine);
    assert_int_equal(load("sales_teams.csv"), 35);
    assert_int_equal(load("products.csv"), 7);
    assert_int_equal(load("accounts.csv"), 85);
    assert_int_equal(load("sales_pipeline.csv"), 8800);
    return 0;
}

static int close_book(void **state) {
    (void)state;
    import_book_close(book);
    return 0;
}

/* Won, lost and all deals of one group, and the value won in cents. */
typedef struct figures {
    int64_t won, lost, all, value;
} figures_t;

static int64_t cents(const json_t *group) {
    const json_t *sums = json_object_get(json_object_get(group, "sum"), "amount");
    int64_t amount = 0;
    assert_int_equal(json_array_size(sums), 1);
    const char *text = json_string_value(json_object_get(json_array_get(sums, 0), "value"));
    assert_int_equal(decimal_parse(text, 2, &amount), DECIMAL_OK);
    return amount;
}

static const char *key_text(const json_t *key) {
    return json_is_object(key) ? json_string_value(json_object_get(key, "title")) : json_string_value(key);
}

static figures_t figures_of(const json_t *summary, const char *group, const char *value) {
    figures_t figures = {0};
    const json_t *item;
    size_t i;
    json_array_foreach(json_object_get(summary, "groups"), i, item) {
        const json_t *key = json_object_get(item, "key");
        const char *outcome = key_text(json_object_get(key, "outcome"));
        int64_t count = json_integer_value(json_object_get(item, "count"));
        if (value != NULL && !text_equal(key_text(json_object_get(key, group)), value)) continue;
        figures.all += count;
        if (text_equal(outcome, "lost")) figures.lost += count;
        if (!text_equal(outcome, "won")) continue;
        figures.won += count;
        figures.value += cents(item);
    }
    return figures;
}

static json_t *summary_by(const char *group) {
    return import_book_summary(book, "opportunity", arena_printf(book->arena, "%s,outcome", group), NULL);
}

static void assert_figures(figures_t figures, const char *what, const char *const *columns) {
    int64_t all = 0, won = 0, lost = 0, value = 0;
    assert_true(text_parse_int(columns[2], &all) && text_parse_int(columns[3], &won));
    assert_true(text_parse_int(columns[4], &lost) && text_parse_int(columns[6], &value));
    if (figures.all != all || figures.won != won || figures.lost != lost || figures.value != value * 100)
        fail_msg("%s: %lld deals, %lld won, %lld lost, %lld cents", what, (long long)figures.all,
                 (long long)figures.won, (long long)figures.lost, (long long)figures.value);
}

/* What the reference calls a dimension, and how we group by it. */
static const char *group_of(const char *dimension) {
    static const char *const groups[][2] = {{"sales_agent", "owner"},
                                            {"manager", "owner.team"},
                                            {"regional_office", "owner.branch"},
                                            {"product", "products"},
                                            {"close_quarter", "closed_on.quarter"},
                                            {"close_month", "closed_on.month"}};
    for (size_t i = 0; i < sizeof groups / sizeof groups[0]; i++)
        if (text_equal(groups[i][0], dimension)) return groups[i][1];
    return NULL;
}

/* "2017Q1" is "2017-Q1" here, and one product is spelled two ways in the source. */
static const char *value_of(const char *dimension, const char *value) {
    if (text_equal(value, "GTXPro")) return "GTX Pro";
    if (text_equal(dimension, "close_quarter")) return arena_printf(book->arena, "%.4s-%s", value, value + 4);
    return value;
}

static void check_line(char *line) {
    const char *columns[8];
    size_t count = 0;
    line[strcspn(line, "\r\n")] = '\0';
    for (char *part; count < 8 && (part = strsep(&line, "\t")) != NULL;) columns[count++] = part;
    const char *group = count >= 7 ? group_of(columns[0]) : NULL;
    if (group == NULL || text_equal(columns[1], "open")) return;
    json_t *summary = summary_by(group);
    assert_figures(figures_of(summary, group, value_of(columns[0], columns[1])), columns[1], columns);
    json_decref(summary);
}

static void test_figures_by_agent_manager_office_product_and_quarter(void **state) {
    (void)state;
    FILE *file = fopen(arena_printf(book->arena, "%s/reference/maven_win_rates.tsv", import_book_data()), "r");
    char line[512];
    int lines = 0;
    assert_non_null(file);
    while (fgets(line, sizeof line, file) != NULL) {
        check_line(line);
        lines++;
    }
    fclose(file);
    assert_in_range(lines, 60, 70);
}

static void test_value_won_by_sector(void **state) {
    (void)state;
    static const struct {
        const char *sector;
        int64_t value;
    } sectors[] = {
        {"retail", 1867528},  {"technolgy", 1515487}, {"medical", 1359595},      {"software", 1077934},
        {"finance", 950908},  {"marketing", 922321},  {"entertainment", 689007}, {"telecommunications", 653574},
        {"services", 533006}, {"employment", 436174}};
    json_t *summary = summary_by("account.industry");
    for (size_t i = 0; i < sizeof sectors / sizeof sectors[0]; i++) {
        figures_t figures = figures_of(summary, "account.industry", sectors[i].sector);
        assert_int_equal(figures.value, sectors[i].value * 100);
    }
    json_decref(summary);
}

static void test_value_won_by_account(void **state) {
    (void)state;
    json_t *summary = summary_by("account");
    assert_int_equal(figures_of(summary, "account", "Kan-code").value, 34145500);
    assert_int_equal(figures_of(summary, "account", "Konex").value, 26924500);
    assert_int_equal(figures_of(summary, "account", "Goodsilron").value, 18252200);
    json_decref(summary);
}

static void test_totals_and_deals_without_an_account(void **state) {
    (void)state;
    json_t *summary = import_book_summary(book, "opportunity", "outcome", NULL);
    figures_t figures = figures_of(summary, NULL, NULL);
    assert_int_equal(figures.all, 8800);
    assert_int_equal(figures.won, 4238);
    assert_int_equal(figures.lost, 2473);
    assert_int_equal(figures.value, 1000553400);
    json_decref(summary);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM opportunity WHERE account_id IS NULL"), 1425);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM account"), 85);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM account WHERE parent_id IS NOT NULL"), 15);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM product"), 7);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM team"), 6);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM branch"), 3);
}

static double cycle(const json_t *group, const char *figure) {
    const json_t *value = json_object_get(json_object_get(group, figure), "cycle_days");
    return json_is_string(value) ? strtod(json_string_value(value), NULL) : json_number_value(value);
}

static void check_cycle(const char *figure, double won, double lost) {
    json_t *summary = import_book_summary(book, "opportunity", "outcome", figure);
    json_t *item;
    size_t i;
    json_array_foreach(json_object_get(summary, "groups"), i, item) {
        const char *outcome = key_text(json_object_get(json_object_get(item, "key"), "outcome"));
        double wanted = text_equal(outcome, "won") ? won : lost;
        double days = cycle(item, figure);
        if (!text_equal(outcome, "open") && (days < wanted - 0.005 || days > wanted + 0.005))
            fail_msg("%s %s: %f days, not %f", figure, outcome, days, wanted);
    }
    json_decref(summary);
}

static void test_days_from_engagement_to_close(void **state) {
    (void)state;
    check_cycle("average", 51.78, 41.48);
    check_cycle("median", 57, 14);
}

static int open_sqlite(void **state) {
    (void)state;
    return open_book("sqlite");
}

static int open_postgres(void **state) {
    (void)state;
    return open_book("postgresql");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_figures_by_agent_manager_office_product_and_quarter),
        cmocka_unit_test(test_value_won_by_sector),
        cmocka_unit_test(test_value_won_by_account),
        cmocka_unit_test(test_totals_and_deals_without_an_account),
        cmocka_unit_test(test_days_from_engagement_to_close),
    };
    if (import_book_data() == NULL) return 0;
    int failed = cmocka_run_group_tests_name("on sqlite", tests, open_sqlite, close_book);
    if (getenv("DAYBOOK_TEST_PG") != NULL)
        return failed + cmocka_run_group_tests_name("on postgresql", tests, open_postgres, close_book);
    print_message("skipped: no PostgreSQL (DAYBOOK_TEST_PG is not set)\n");
    return failed;
}
