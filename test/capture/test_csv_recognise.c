/* What a file is about and what its columns mean, by header and values alone. */
#include "base/text.h"
#include "support/cmocka.h"
#include "support/import_book.h"

static import_book_t *book;

static int setup(void **state) {
    (void)state;
    book = import_book_open("sqlite");
    return 0;
}

static int teardown(void **state) {
    (void)state;
    import_book_close(book);
    return 0;
}

/* "account: name=Company(spreadsheet) …" of a file with this header and row. */
static const char *recognise(const char *name, const char *content) {
    int64_t id = import_book_receive(book, import_book_file(book, name, content), NULL);
    json_t *description = import_book_describe(book, id);
    json_t *column;
    size_t i;
    text_t out = text_create(book->arena, 64 * 1024);
    text_add_format(&out, "%s:", json_string_value(json_object_get(description, "record_type")));
    json_array_foreach(json_object_get(description, "columns"), i, column) {
        const char *target = json_string_value(json_object_get(column, "target"));
        const char *how = json_string_value(json_object_get(column, "how"));
        text_add_format(&out, " %s", target != NULL ? target : "-");
        if (how != NULL) text_add_format(&out, "(%.2s)", how);
    }
    json_decref(description);
    return out.data;
}

static json_t *options_of(const char *name, const char *content, size_t column) {
    int64_t id = import_book_receive(book, import_book_file(book, name, content), NULL);
    json_t *description = import_book_describe(book, id);
    json_t *options = json_object_get(json_array_get(json_object_get(description, "columns"), column), "options");
    json_incref(options);
    json_decref(description);
    return options;
}

static void test_our_own_names_and_labels_in_any_language(void **state) {
    (void)state;
    assert_string_equal(recognise("x.csv", "name,industry,Annual revenue,负责人\nAcme,medical,5,Bob\n"),
                        "account: name(na) industry(na) annual_revenue(na) owner(na)");
}

static void test_salesforce_names_in_both_spellings(void **state) {
    (void)state;
    const char *camel =
        "Id,AccountId,Name,StageName,Amount,CloseDate,OwnerId,IsDeleted\n"
        "006q000000HddohAAB,0015500000Xyy06AAB,Deal,Won,5,2024-01-02,0051G00000600MlQAI,false\n";
    const char *snake =
        "id,account_id,name,stage_name,amount,close_date,owner_id,is_deleted\n"
        "006q000000HddohAAB,0015500000Xyy06AAB,Deal,Won,5,2024-01-02,0051G00000600MlQAI,false\n";
    const char *meant =
        "opportunity: external_key(sa) account(sa) name(na) stage(sa) amount(na) expected_close(sa) "
        "owner(sa) deleted(sa)";
    assert_string_equal(recognise("export.csv", camel), meant);
    assert_string_equal(recognise("export.csv", snake), meant);
}

static void test_hubspot_names_internal_and_shown(void **state) {
    (void)state;
    assert_string_equal(recognise("all.csv",
                                  "dealname,dealstage,amount,closedate,hubspot_owner_id,associatedcompanyid\n"
                                  "D,closedwon,5,1577836800000,77,88\n"),
                        "opportunity: name(hu) stage(hu) amount(na) expected_close(hu) owner(hu) account(hu)");
    assert_string_equal(
        recognise("deals.csv", "dealname,dealstage,close date,associated contact\nD,Closed Won,01-14-2020,Bob\n"),
        "opportunity: name(hu) stage(hu) expected_close(hu) contact(hu)");
    assert_string_equal(recognise("c.csv",
                                  "Record ID,First Name,Last Name,Email,Job Title,Associated Company\n"
                                  "1,Ann,Lee,a@b.com,Director,Acme\n"),
                        "contact: external_key(hu) first_name(na) last_name(na) email(na) title(hu) account(hu)");
}

static void test_odoo_names(void **state) {
    (void)state;
    assert_string_equal(recognise("crm.csv",
                                  "name,partner_id,expected_revenue,stage_id,user_id,date_deadline\n"
                                  "Deal,Deco Addict,5,New,Mitchell Admin,2024-05-01\n"),
                        "opportunity: name(na) account(od) amount(od) stage(od) owner(od) expected_close(od)");
}

static void test_plain_spreadsheets(void **state) {
    (void)state;
    assert_string_equal(
        recognise("accounts.csv",
                  "account,sector,year_established,revenue,employees,office_location,"
                  "subsidiary_of\nAcme,medical,1996,5.5,12,Kenya,\n"),
        "account: name(sp) industry(sp) founded(sp) annual_revenue(sp) employees(na) country(sp) parent(sp)");
    assert_string_equal(recognise("sales_teams.csv", "sales_agent,manager,regional_office\nAnna,Dustin,Central\n"),
                        "user: name(sp) manager(sp) branch(sp)");
    assert_string_equal(
        recognise("sales_pipeline.csv",
                  "opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value\n"
                  "1C1I7A6R,Moses,GTX,Cancity,Won,10/20/2016,3/1/2017,1054\n"),
        "opportunity: external_key(sa) owner(sp) products(sp) account(na) stage(sp) opened_on(sp) "
        "expected_close(sp) amount(sp)");
    assert_string_equal(recognise("products.csv", "product,series,sales_price\nGTX,G,55\n"),
                        "product: name(sp) series(na) price(sp)");
}

static void test_a_column_whose_values_repeat_is_no_key(void **state) {
    (void)state;
    assert_string_equal(recognise("contacts.csv", "firstname,lastname,unique_id\nA,B,same\nC,D,same\n"),
                        "contact: first_name(na) last_name(na) -");
}

static void test_hashes_are_no_telephone_numbers(void **state) {
    (void)state;
    assert_string_equal(recognise("accounts.csv",
                                  "id,name,phone,type,owner_id\n1,Acme,cHWjfsf2Ht8rqw1PfJJQAw==,"
                                  "ziZgHawN6hOLcpXwK3Ygpw==,tqs6UXPA/Lm7W+0dX0+syw==\n"),
                        "account: external_key(sa) name(na) - - owner(sa)");
}

static void test_names_that_come_twice_and_none_at_all_can_be_told_apart(void **state) {
    (void)state;
    int64_t id = import_book_receive(book, import_book_file(book, "a.csv", "name,,note,note\nA,1,2,3\n"), "account");
    json_t *description = import_book_describe(book, id);
    json_t *columns = json_object_get(description, "columns");
    assert_string_equal(json_string_value(json_object_get(json_array_get(columns, 1), "name")), "Column 2");
    assert_string_equal(json_string_value(json_object_get(json_array_get(columns, 3), "name")), "note (2)");
    json_decref(description);
}

static void test_records_are_never_made_from_keys(void **state) {
    (void)state;
    json_t *keys = options_of("o.csv", "dealname,account_id\nD,0015500000Xyy06AAB\n", 1);
    json_t *names = options_of("o.csv", "dealname,account\nD,Acme\n", 1);
    json_t *odoo = options_of("o.csv", "dealname,partner_id\nD,Deco Addict\n", 1);
    assert_true(json_is_false(json_object_get(keys, "create_missing")));
    assert_true(json_is_true(json_object_get(names, "create_missing")));
    assert_true(json_is_true(json_object_get(odoo, "create_missing")));
    json_decref(keys);
    json_decref(names);
    json_decref(odoo);
}

static void test_dates_and_numbers_are_read_as_the_column_shows(void **state) {
    (void)state;
    json_t *date = options_of("o.csv", "dealname,closedate,amount\nD,03/04/2024,1.5\nE,25/04/2024,2\n", 1);
    json_t *amount = options_of("o.csv", "dealname,closedate,amount\nD,3/4/2024,\"1.054,50\"\n", 2);
    json_t *revenue = options_of("a.csv", "company,revenue (in millions)\nD,5\n", 1);
    json_t *probability = options_of("o.csv", "dealname,dealstage,probability\nD,x,0.2\nE,y,1\n", 2);
    assert_string_equal(json_string_value(json_object_get(date, "date_order")), "dmy");
    assert_string_equal(json_string_value(json_object_get(amount, "decimal_mark")), ",");
    assert_string_equal(json_string_value(json_object_get(revenue, "scale")), "1000000");
    assert_string_equal(json_string_value(json_object_get(probability, "scale")), "100");
    json_decref(date);
    json_decref(amount);
    json_decref(revenue);
    json_decref(probability);
}

static void test_another_type_recognises_the_columns_anew(void **state) {
    (void)state;
    int64_t id = import_book_receive(
        book, import_book_file(book, "people.csv", "name,company,title\nAnn,Acme,Director\n"), NULL);
    import_book_configure(book, id, "{\"record_type\": \"lead\"}");
    json_t *description = import_book_describe(book, id);
    json_t *company = json_array_get(json_object_get(description, "columns"), 1);
    assert_string_equal(json_string_value(json_object_get(description, "record_type")), "lead");
    assert_string_equal(json_string_value(json_object_get(company, "target")), "company");
    json_decref(description);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_our_own_names_and_labels_in_any_language),
        cmocka_unit_test(test_salesforce_names_in_both_spellings),
        cmocka_unit_test(test_hubspot_names_internal_and_shown),
        cmocka_unit_test(test_odoo_names),
        cmocka_unit_test(test_plain_spreadsheets),
        cmocka_unit_test(test_a_column_whose_values_repeat_is_no_key),
        cmocka_unit_test(test_hashes_are_no_telephone_numbers),
        cmocka_unit_test(test_names_that_come_twice_and_none_at_all_can_be_told_apart),
        cmocka_unit_test(test_records_are_never_made_from_keys),
        cmocka_unit_test(test_dates_and_numbers_are_read_as_the_column_shows),
        cmocka_unit_test(test_another_type_recognises_the_columns_anew),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
