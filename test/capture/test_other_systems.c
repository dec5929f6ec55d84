/* Files as other systems write them load without mapping by hand. */
#include "base/text.h"
#include "support/cmocka.h"
#include "support/import_book.h"

static import_book_t *book;

static int open_book(void **state) {
    (void)state;
    book = import_book_open("sqlite");
    return 0;
}

static int close_book(void **state) {
    (void)state;
    import_book_close(book);
    return 0;
}

#define NUMBER(sql) import_book_number(book, sql)

static int64_t load(const char *file) {
    return import_book_load(book, arena_printf(book->arena, "%s/b2b/%s", import_book_data(), file), NULL);
}

static void assert_loads(const char *file, const char *type, int created, int skipped) {
    int64_t id = load(file);
    json_t *description = import_book_describe(book, id);
    assert_string_equal(json_string_value(json_object_get(description, "record_type")), type);
    json_decref(description);
    assert_int_equal(import_book_count(book, id, "failed"), 0);
    assert_int_equal(import_book_count(book, id, "created"), created);
    assert_int_equal(import_book_count(book, id, "skipped"), skipped);
}

static void test_a_salesforce_import_file_whose_accounts_are_letters(void **state) {
    (void)state;
    assert_loads("salesforce_importer/accounts.csv", "account", 12, 0);
    assert_loads("salesforce_importer/contacts.csv", "contact", 100, 0);
    assert_loads("salesforce_importer/opportunities.csv", "opportunity", 1000, 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 12);
    assert_int_equal(NUMBER("SELECT count(*) FROM contact WHERE account_id IS NULL"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity WHERE account_id IS NULL OR expected_close IS NULL"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM account WHERE billing_city = 'Ijuí' AND country = 'BR'"), 1);
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity WHERE name = 'Relic, The'"), 1);
}

static void test_hubspot_deals_find_their_contacts_by_first_name(void **state) {
    (void)state;
    assert_loads("hubspot_messy/contacts.csv", "contact", 479, 0);
    assert_loads("hubspot_messy/deals.csv", "opportunity", 598, 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity WHERE contact_id IS NULL"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM contact"), 479);
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity o JOIN stage s ON s.id = o.stage_id "
                            "WHERE s.name IN ('Closed Won', 'Closed Lost')"),
                     0);
    assert_true(NUMBER("SELECT count(*) FROM opportunity WHERE outcome = 'won' AND closed_on IS NOT NULL") > 0);
}

static void test_a_small_crm_of_linked_files(void **state) {
    (void)state;
    assert_loads("generic_crm_sample/Contacts.csv", "contact", 100, 0);
    assert_loads("generic_crm_sample/Leads.csv", "lead", 200, 0);
    assert_loads("generic_crm_sample/Products.csv", "product", 200, 0);
    assert_loads("generic_crm_sample/Opportunity.csv", "opportunity", 500, 0);
    assert_loads("generic_crm_sample/Activity.csv", "task", 500, 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM task WHERE lead_id IS NULL"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM lead l JOIN contact c ON c.name = l.name"),
                     NUMBER("SELECT count(*) FROM lead"));
}

static void test_salesforce_tables_with_hashed_values(void **state) {
    (void)state;
    assert_loads("salesforce_api_seed/sf_user_data.csv", "user", 5, 5);
    assert_loads("salesforce_api_seed/sf_account_data.csv", "account", 1, 9);
    assert_loads("salesforce_api_seed/sf_contact_data.csv", "contact", 4, 0);
    assert_loads("salesforce_api_seed/sf_opportunity_data.csv", "opportunity", 0, 10);
    assert_loads("salesforce_api_seed/sf_lead_data.csv", "lead", 1, 0);
    assert_loads("salesforce_api_seed/sf_product_2_data.csv", "product", 2, 0);
    assert_loads("salesforce_api_seed/sf_task_data.csv", "task", 10, 0);
    assert_loads("salesforce_api_seed/sf_event_data.csv", "interaction", 10, 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM external_key WHERE record_type = 'contact'"), 4);
}

static void test_nine_thousand_leads(void **state) {
    (void)state;
    assert_loads("x_education_leads/Leads_old.csv", "lead", 9240, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_salesforce_import_file_whose_accounts_are_letters, open_book,
                                        close_book),
        cmocka_unit_test_setup_teardown(test_hubspot_deals_find_their_contacts_by_first_name, open_book, close_book),
        cmocka_unit_test_setup_teardown(test_a_small_crm_of_linked_files, open_book, close_book),
        cmocka_unit_test_setup_teardown(test_salesforce_tables_with_hashed_values, open_book, close_book),
        cmocka_unit_test_setup_teardown(test_nine_thousand_leads, open_book, close_book),
    };
    return import_book_data() == NULL ? 0 : cmocka_run_group_tests(tests, NULL, NULL);
}
