/* CSV files become records, on either engine. */
#include "base/text.h"
#include "customer/user.h"
#include "support/cmocka.h"
#include "support/import_book.h"

static import_book_t *book;

static int open_sqlite(void **state) {
    (void)state;
    book = import_book_open("sqlite");
    return 0;
}

static int open_postgres(void **state) {
    (void)state;
    book = import_book_open("postgresql");
    return 0;
}

static int close_book(void **state) {
    (void)state;
    import_book_close(book);
    return 0;
}

#define NUMBER(sql) import_book_number(book, sql)
#define TEXT(sql) import_book_text(book, sql)

static int64_t load(const char *name, const char *content, const char *configuration) {
    return import_book_load(book, import_book_file(book, name, content), configuration);
}

static void assert_counts(int64_t id, int created, int updated, int skipped, int failed) {
    assert_int_equal(import_book_count(book, id, "created"), created);
    assert_int_equal(import_book_count(book, id, "updated"), updated);
    assert_int_equal(import_book_count(book, id, "skipped"), skipped);
    assert_int_equal(import_book_count(book, id, "failed"), failed);
}

static void assert_state(int64_t id, const char *state) {
    json_t *description = import_book_describe(book, id);
    assert_string_equal(json_string_value(json_object_get(description, "state")), state);
    json_decref(description);
}

#define assert_problem(id, line, field, code) assert_string_equal(import_book_problem(book, id, line, field), code)

static const char MIXED[] =
    "name,email,founded,annual_revenue\n"
    "Acme,a@acme.com,1996,\"$1,500.50\"\n"
    ",b@b.com,1990,5\n"
    "Zen,not an address,1990,5\n"
    "Yodo,c@c.com,soon,5\n"
    "Xo,d@d.com,1990,much\n"
    "Five,e@e.com\n"
    "Good,f@f.com,2001,7\n";

static void test_each_bad_row_is_reported_with_line_and_reason(void **state) {
    (void)state;
    int64_t id = load("accounts.csv", MIXED, NULL);
    assert_counts(id, 2, 0, 0, 5);
    assert_state(id, "done");
    assert_problem(id, 3, "name", "required");
    assert_problem(id, 4, "email", "not_an_email");
    assert_problem(id, 5, "founded", "not_a_number");
    assert_problem(id, 6, "annual_revenue", "not_a_number");
    assert_problem(id, 7, NULL, "too_few_cells");
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 2);
    assert_int_equal(NUMBER("SELECT annual_revenue FROM account WHERE name = 'Acme'"), 150050);
}

static void test_bad_rows_come_back_as_a_file_to_be_put_right(void **state) {
    (void)state;
    int64_t id = load("accounts.csv", "name,founded\n=Sum,soon\nGood,2001\n\"Com,ma\",later\n", NULL);
    const char *rows = import_book_bad_rows(book, id);
    assert_string_equal(
        rows,
        "\"name\",\"founded\",\"line\",\"reason\"\r\n"
        "\"'=Sum\",\"soon\",\"2\",\"founded: “soon”: This is not a number. Write it as 1234.5, without "
        "separators.\"\r\n"
        "\"Com,ma\",\"later\",\"4\",\"founded: “later”: This is not a number. Write it as 1234.5, without "
        "separators.\"\r\n");
    load("again.csv", "name,founded,line,reason\n'=Sum,1999,2,x\n", "{\"record_type\": \"account\"}");
    assert_int_equal(NUMBER("SELECT founded FROM account WHERE name = '=Sum'"), 1999);
}

static void test_values_may_be_left_empty_in_place_of_refusing_the_row(void **state) {
    (void)state;
    int64_t id = load("accounts.csv", MIXED, "{\"on_bad_value\": \"leave_empty\"}");
    assert_counts(id, 5, 0, 0, 2);
    assert_problem(id, 4, "email", "not_an_email");
    assert_int_equal(NUMBER("SELECT count(*) FROM account WHERE email IS NULL AND name = 'Zen'"), 1);
}

static void test_a_dry_run_counts_alike_and_keeps_nothing(void **state) {
    (void)state;
    const char *path = import_book_file(book, "deals.csv",
                                        "deal,company,owner,stage,value,key\nA,Acme,Ann,Won,5,1\nB,Acme,Bob,Demo,6,2\n"
                                        "C,Zen,Ann,Lost,x,3\nD,,Ann,Won,1,4\n");
    int64_t id = import_book_receive(book, path, "opportunity");
    assert_true(import_book_run(book, id, CSV_CHECK, NULL));
    assert_state(id, "checked");
    assert_counts(id, 3, 0, 0, 1);
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 0);
    json_t *checked = import_book_describe(book, id);
    assert_true(import_book_run(book, id, CSV_RUN, NULL));
    json_t *done = import_book_describe(book, id);
    assert_true(json_equal(json_object_get(checked, "counts"), json_object_get(done, "counts")));
    assert_true(json_equal(json_object_get(checked, "will_create"), json_object_get(done, "will_create")));
    assert_int_equal(json_integer_value(json_object_get(json_object_get(done, "will_create"), "account")), 1);
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity"), 3);
    assert_int_equal(NUMBER("SELECT count(*) FROM csv_import_problem WHERE severity = 'error'"), 1);
    json_decref(checked);
    json_decref(done);
}

static void test_references_are_found_by_key_by_name_and_by_what_is_nearly_the_name(void **state) {
    (void)state;
    load("accounts.csv", "id,company_name\nA,Realcube\nB,Crème Brûlée Ltd\n", NULL);
    load("products.csv", "product,code\nGTX Pro,P-1\nMG,P-2\n", NULL);
    load("sales_pipeline.csv",
         "opportunity,company,product\nOne,A,GTXPro\nTwo,realcube,P-2\nThree,creme brulee ltd,mg\n", NULL);
    assert_string_equal(
        TEXT("SELECT a.name FROM opportunity o JOIN account a ON a.id = o.account_id WHERE o.name = 'One'"),
        "Realcube");
    assert_string_equal(
        TEXT("SELECT a.name FROM opportunity o JOIN account a ON a.id = o.account_id WHERE o.name = 'Two'"),
        "Realcube");
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 2);
    assert_int_equal(NUMBER("SELECT count(*) FROM product"), 2);
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity WHERE account_id IS NOT NULL"), 3);
}

static void test_a_name_of_several_and_a_key_of_none_leave_the_field_empty(void **state) {
    (void)state;
    load("accounts.csv", "name,city\nTwin,Bonn\nTwin,Rome\n", NULL);
    int64_t id = load("opportunities.csv", "opportunity_name,account_id\nOne,Twin\nTwo,0015500000Xyy06AAB\n",
                      "{\"columns\": [{\"name\": \"account_id\", \"options\": {\"create_missing\": false}}]}");
    assert_counts(id, 2, 0, 0, 0);
    assert_problem(id, 2, "account", "ambiguous");
    assert_problem(id, 3, "account", "not_found");
}

static void test_contacts_are_found_by_a_first_name_that_only_one_has(void **state) {
    (void)state;
    load("contacts.csv", "firstname,lastname,email\nAnn,Lee,ann@x.com\nBob,Ray,bob@x.com\nBob,Kim,kim@x.com\n", NULL);
    int64_t id = load("deals.csv", "dealname,associated contact\nOne,Ann\nTwo,bob@x.com\nThree,Bob\n", NULL);
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity o JOIN contact c ON c.id = o.contact_id"), 2);
    assert_problem(id, 4, "contact", "ambiguous");
    assert_int_equal(NUMBER("SELECT count(*) FROM contact"), 3);
}

static void test_parents_may_come_in_later_rows(void **state) {
    (void)state;
    int64_t id =
        load("accounts.csv", "account,subsidiary_of,sector\nSon,Mother,a\nAunt,Elsewhere,b\nMother,,c\n", NULL);
    assert_counts(id, 3, 0, 0, 0);
    assert_string_equal(TEXT("SELECT p.name FROM account a JOIN account p ON p.id = a.parent_id WHERE a.name = 'Son'"),
                        "Mother");
    assert_string_equal(TEXT("SELECT p.name FROM account a JOIN account p ON p.id = a.parent_id WHERE a.name = 'Aunt'"),
                        "Elsewhere");
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 4);
    id = load("by_key.csv", "id,name,parent_id\n1,Child,2\n2,Parent,\n3,Orphan,99\n", "{\"record_type\": \"account\"}");
    assert_string_equal(
        TEXT("SELECT p.name FROM account a JOIN account p ON p.id = a.parent_id WHERE a.name = 'Child'"), "Parent");
    assert_problem(id, 4, "parent", "not_found");
}

static void test_what_was_made_of_its_name_is_filled_by_the_file_that_describes_it(void **state) {
    (void)state;
    load("sales_pipeline.csv", "opportunity,account,sales_agent\nOne,Acme,Anna\nTwo,Zen,Anna\n", NULL);
    assert_int_equal(NUMBER("SELECT count(*) FROM app_user WHERE name = 'Anna' AND active = 0"), 1);
    int64_t id = load("accounts.csv", "account,sector\nAcme,medical\nNew,retail\n", NULL);
    assert_counts(id, 1, 1, 0, 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 3);
    assert_string_equal(TEXT("SELECT industry FROM account WHERE name = 'Acme'"), "medical");
    assert_int_equal(
        import_book_count(book, load("more.csv", "account,sector\nAcme,other\n", "{\"record_type\": \"account\"}"),
                          "created"),
        1);
}

static void test_a_known_key_updates_what_the_file_gives_and_nothing_else(void **state) {
    (void)state;
    load("accounts.csv", "id,name,industry,website\n7,Acme,medical,acme.com\n8,Zen,retail,zen.com\n", NULL);
    int64_t id = load("accounts.csv", "id,name,industry\n7,Acme Ltd,\n9,New,x\n", NULL);
    assert_counts(id, 1, 1, 0, 0);
    assert_string_equal(TEXT("SELECT name FROM account WHERE website = 'https://acme.com'"), "Acme Ltd");
    assert_string_equal(TEXT("SELECT industry FROM account WHERE name = 'Acme Ltd'"), "medical");
    id = load("accounts.csv", "id,name\n7,Other\n10,Next\n", "{\"on_match\": \"skip\"}");
    assert_counts(id, 1, 0, 1, 0);
    id = load("accounts.csv", "id,name\n7,Twin\n", "{\"on_match\": \"create\"}");
    assert_counts(id, 1, 0, 0, 0);
    id = load("accounts.csv", "name,industry\nZen,finance\n", "{\"match_on\": \"name\"}");
    assert_counts(id, 0, 1, 0, 0);
    assert_string_equal(TEXT("SELECT industry FROM account WHERE name = 'Zen'"), "finance");
}

static void test_our_own_export_comes_back_as_updates(void **state) {
    (void)state;
    load("accounts.csv", "account,sector\nAcme,medical\nZen,retail\n", NULL);
    int64_t acme = NUMBER("SELECT id FROM account WHERE name = 'Acme'");
    const char *export = arena_printf(book->arena, "id,name,industry\n%lld,Acme,finance\n%lld,Another,finance\n",
                                      (long long)acme, (long long)acme + 1);
    assert_counts(load("accounts.csv", export, NULL), 1, 1, 0, 0);
    assert_string_equal(TEXT("SELECT industry FROM account WHERE name = 'Acme'"), "finance");
    assert_string_equal(TEXT("SELECT industry FROM account WHERE name = 'Zen'"), "retail");
}

static void test_stages_go_by_their_usual_names_and_new_ones_stand_before_won(void **state) {
    (void)state;
    load("deals.csv",
         "dealname,dealstage,close date,amount\nA,Closed Won,01-14-2020,5\nB,closedlost,01-15-2020,6\n"
         "C,appointmentscheduled,02-01-2020,7\nD,Pending Response,02-02-2020,8\n",
         NULL);
    assert_string_equal(TEXT("SELECT closed_on FROM opportunity WHERE name = 'A' AND outcome = 'won'"), "2020-01-14");
    assert_string_equal(TEXT("SELECT outcome FROM opportunity WHERE name = 'B'"), "lost");
    assert_int_equal(
        NUMBER("SELECT count(*) FROM stage WHERE name IN ('Appointment scheduled', 'Pending Response') AND "
               "outcome = 'open' AND position < (SELECT position FROM stage WHERE outcome = 'won')"),
        2);
}

static void test_managers_make_the_teams(void **state) {
    (void)state;
    load("sales_teams.csv",
         "sales_agent,manager,regional_office\nAnna,Dustin,Central\nCecily,Dustin,East\nMel,Cara,East\n", NULL);
    assert_int_equal(
        NUMBER("SELECT count(*) FROM team t JOIN app_user m ON m.id = t.manager_id WHERE m.role = 'manager'"), 2);
    assert_string_equal(TEXT("SELECT t.name FROM app_user u JOIN team t ON t.id = u.team_id WHERE u.name = 'Cecily'"),
                        "Dustin");
    assert_int_equal(NUMBER("SELECT count(*) FROM branch"), 2);
}

static void test_deleted_rows_defaults_and_currencies(void **state) {
    (void)state;
    int64_t id =
        load("opportunities.csv",
             "Id,Name,Amount,IsDeleted\n006q000000HddohAAB,Kept,1500.555,false\n006q000000HdPzpAAF,Gone,5,true\n",
             "{\"default_currency\": \"JPY\", \"defaults\": {\"source\": \"partner\"}}");
    assert_counts(id, 1, 0, 1, 0);
    assert_int_equal(NUMBER("SELECT amount FROM opportunity WHERE currency = 'JPY' AND source = 'partner'"), 1501);
    load("deals.csv", "deal,amount,currency\nA,1.5,BHD\n", NULL);
    assert_int_equal(NUMBER("SELECT amount FROM opportunity WHERE currency = 'BHD'"), 1500);
}

static void test_a_deal_without_a_name_is_called_after_what_is_known(void **state) {
    (void)state;
    load("Opportunity.csv", "OpportunityID,OpportunityStage,EstimatedValue,product\nO1,Won,5,\nO2,Won,5,GTX\n", NULL);
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity WHERE name IN ('O1', 'GTX')"), 2);
    load("Contacts.csv", "ContactID,FullName,Email\nC1,Ann Lee,ann@x.com\n", NULL);
    load("Leads.csv", "LeadID,ContactID,LeadSource,LeadStatus\nL1,C1,Email Campaign,Contacted\nL2,C9,Cold Call,New\n",
         NULL);
    assert_string_equal(TEXT("SELECT name FROM lead WHERE source = 'email' AND status = 'working'"), "Ann Lee");
    assert_string_equal(TEXT("SELECT name FROM lead WHERE source = 'outbound'"), "L2");
}

static const char THREE[] = "id,name,industry,company_email\n1,Acme,medical,\n2,Zen,retail,\n3,Yodo,retail,\n";

static void test_undo_takes_back_all_that_nobody_touched_since(void **state) {
    (void)state;
    load("accounts.csv", "id,name,industry\n1,Acme,old\n", NULL);
    int64_t id = load("accounts.csv", THREE, NULL);
    assert_counts(id, 2, 1, 0, 0);
    assert_true(import_book_run(book, id, CSV_UNDO, NULL));
    assert_state(id, "undone");
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 1);
    assert_string_equal(TEXT("SELECT industry FROM account WHERE name = 'Acme'"), "old");
    assert_int_equal(NUMBER("SELECT count(*) FROM external_key"), 1);
    assert_true(import_book_run(book, id, CSV_RUN, NULL));
    assert_counts(id, 2, 1, 0, 0);
}

static void test_undo_keeps_what_somebody_worked_on_and_says_so(void **state) {
    (void)state;
    int64_t first = load("accounts.csv", THREE, NULL);
    load("touch.csv", "id,name\n1,Acme renamed\n", "{\"record_type\": \"account\"}");
    load("deals.csv", "deal,company\nOne,Zen\n", NULL);
    assert_true(import_book_run(book, first, CSV_UNDO, NULL));
    assert_int_equal(NUMBER("SELECT count(*) FROM account WHERE name IN ('Acme renamed', 'Zen')"), 2);
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 2);
    assert_int_equal(NUMBER("SELECT count(*) FROM csv_import_problem WHERE line = 0 AND code = 'changed_since'"), 1);
    assert_int_equal(NUMBER("SELECT count(*) FROM csv_import_problem WHERE line = 0 AND code = 'still_referenced'"), 1);
}

static void test_undo_takes_back_what_was_made_on_the_way(void **state) {
    (void)state;
    int64_t users = NUMBER("SELECT count(*) FROM app_user");
    int64_t id = load("sales_pipeline.csv",
                      "opportunity,account,sales_agent,product,deal_stage\nOne,Acme,Anna,GTX,Demo\n"
                      "Two,Zen,Bob,GTX,Won\n",
                      NULL);
    assert_true(import_book_run(book, id, CSV_UNDO, NULL));
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM product"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM stage WHERE name = 'Demo'"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM app_user"), users);
    assert_int_equal(NUMBER("SELECT count(*) FROM external_key"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM search_word"),
                     NUMBER("SELECT count(*) FROM search_word WHERE record_type "
                            "IN ('stage', 'pipeline', 'user')"));
}

static bool stop_when_asked_again(void *argument) {
    return ++*(int *)argument >= 2;
}

static const char *many_rows(int count) {
    text_t text = text_create(book->arena, 1024 * 1024);
    text_add(&text, "id,name\n");
    for (int i = 0; i < count; i++) text_add_format(&text, "%d,Account %d\n", i, i);
    return text.data;
}

static void test_a_stopped_import_keeps_whole_chunks_and_can_be_undone(void **state) {
    (void)state;
    int asked = 0;
    const csv_watch_t watch = {.stop = stop_when_asked_again, .argument = &asked};
    int64_t id = import_book_receive(book, import_book_file(book, "accounts.csv", many_rows(1200)), NULL);
    assert_true(import_book_run(book, id, CSV_RUN, &watch));
    assert_state(id, "cancelled");
    assert_int_equal(import_book_count(book, id, "created"), NUMBER("SELECT count(*) FROM account"));
    assert_in_range(NUMBER("SELECT count(*) FROM account"), 1, 1199);
    asked = 0;
    assert_true(import_book_run(book, id, CSV_UNDO, &watch));
    assert_state(id, "cancelled");
    assert_true(import_book_run(book, id, CSV_UNDO, NULL));
    assert_state(id, "undone");
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 0);
}

static void test_rows_that_fail_late_do_not_take_their_neighbours_with_them(void **state) {
    (void)state;
    load("tags.csv", "name\nold\n", "{\"record_type\": \"tag\"}");
    int64_t id = load("tags.csv", "name\nnew\nold\nnewer\nNEW\n", "{\"record_type\": \"tag\", \"match_on\": null}");
    assert_counts(id, 2, 0, 0, 2);
    assert_problem(id, 3, "name", "not_unique");
    assert_problem(id, 5, "name", "not_unique");
    id = load("opportunities.csv",
              "opportunity_name,company,close_date,engage_date,stage\n"
              "Bad,Nobody,1/1/2024,2/2/2024,Won\nGood,Acme,3/3/2024,2/2/2024,Won\n",
              NULL);
    assert_counts(id, 1, 0, 0, 1);
    assert_problem(id, 2, "closed_on", "before_start");
    assert_int_equal(NUMBER("SELECT count(*) FROM account WHERE name = 'Nobody'"), 0);
}

static void test_an_import_may_do_what_its_user_may_do(void **state) {
    (void)state;
    load("users.csv", "name,email\nRep,rep@x.com\nOther,other@x.com\n", NULL);
    int64_t rep = NUMBER("SELECT id FROM app_user WHERE email = 'rep@x.com'");
    book->actor = (actor_t){
        .user_id = rep, .role = ROLE_REPRESENTATIVE, .name = "Rep", .locale = "en", .circle = &rep, .circle_count = 1};
    int64_t id = load("accounts.csv", "account,owner,branch\nMine,Rep,\nTheirs,Other,\nNobodys,Unknown,Mars\n", NULL);
    assert_counts(id, 2, 0, 0, 1);
    assert_problem(id, 3, NULL, "forbidden");
    assert_problem(id, 4, "owner", "not_found");
    assert_problem(id, 4, "branch", "not_found");
    assert_int_equal(NUMBER("SELECT count(*) FROM account WHERE name = 'Nobodys' AND owner_id IS NOT NULL"), 1);
    assert_true(import_book_run(book, id, CSV_UNDO, NULL));
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 0);
}

static void test_numbers_may_be_given_in_millions(void **state) {
    (void)state;
    load("accounts.csv", "account,revenue\nAcme,1100.04\n",
         "{\"columns\": [{\"name\": \"revenue\", \"options\": {\"scale\": \"1000000\"}}]}");
    assert_true(NUMBER("SELECT annual_revenue FROM account") == 110004000000);
}

static void test_words_for_nothing_are_nothing(void **state) {
    (void)state;
    int64_t id = load("accounts.csv", "name,founded,phone,industry\nAcme,NULL,n/a,NULL\nZen,-,#N/A,\n", NULL);
    assert_counts(id, 2, 0, 0, 0);
    assert_string_equal(TEXT("SELECT industry FROM account WHERE founded IS NULL AND name = 'Acme'"), "NULL");
}

static void test_countries_and_choices_are_understood_kindly(void **state) {
    (void)state;
    int64_t id = load("accounts.csv", "name,Type,country\nA,Customer - Direct,Philipines\nB,Strange,Atlantis\n", NULL);
    assert_counts(id, 2, 0, 0, 0);
    assert_string_equal(TEXT("SELECT country FROM account WHERE status = 'customer'"), "PH");
    assert_problem(id, 3, "status", "not_a_choice");
    assert_problem(id, 3, "country", "not_a_country");
}

static const struct CMUnitTest TESTS[] = {
    cmocka_unit_test(test_each_bad_row_is_reported_with_line_and_reason),
    cmocka_unit_test(test_bad_rows_come_back_as_a_file_to_be_put_right),
    cmocka_unit_test(test_values_may_be_left_empty_in_place_of_refusing_the_row),
    cmocka_unit_test(test_a_dry_run_counts_alike_and_keeps_nothing),
    cmocka_unit_test(test_references_are_found_by_key_by_name_and_by_what_is_nearly_the_name),
    cmocka_unit_test(test_a_name_of_several_and_a_key_of_none_leave_the_field_empty),
    cmocka_unit_test(test_contacts_are_found_by_a_first_name_that_only_one_has),
    cmocka_unit_test(test_parents_may_come_in_later_rows),
    cmocka_unit_test(test_what_was_made_of_its_name_is_filled_by_the_file_that_describes_it),
    cmocka_unit_test(test_a_known_key_updates_what_the_file_gives_and_nothing_else),
    cmocka_unit_test(test_our_own_export_comes_back_as_updates),
    cmocka_unit_test(test_stages_go_by_their_usual_names_and_new_ones_stand_before_won),
    cmocka_unit_test(test_managers_make_the_teams),
    cmocka_unit_test(test_deleted_rows_defaults_and_currencies),
    cmocka_unit_test(test_a_deal_without_a_name_is_called_after_what_is_known),
    cmocka_unit_test(test_undo_takes_back_all_that_nobody_touched_since),
    cmocka_unit_test(test_undo_keeps_what_somebody_worked_on_and_says_so),
    cmocka_unit_test(test_undo_takes_back_what_was_made_on_the_way),
    cmocka_unit_test(test_a_stopped_import_keeps_whole_chunks_and_can_be_undone),
    cmocka_unit_test(test_rows_that_fail_late_do_not_take_their_neighbours_with_them),
    cmocka_unit_test(test_an_import_may_do_what_its_user_may_do),
    cmocka_unit_test(test_numbers_may_be_given_in_millions),
    cmocka_unit_test(test_words_for_nothing_are_nothing),
    cmocka_unit_test(test_countries_and_choices_are_understood_kindly),
};

enum { TEST_COUNT = sizeof TESTS / sizeof TESTS[0] };

static int run_on(const char *name, CMFixtureFunction open) {
    struct CMUnitTest tests[TEST_COUNT];
    for (size_t i = 0; i < TEST_COUNT; i++) {
        tests[i] = TESTS[i];
        tests[i].setup_func = open;
        tests[i].teardown_func = close_book;
    }
    print_message("on %s\n", name);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

int main(void) {
    int failed = run_on("sqlite", open_sqlite);
    if (getenv("DAYBOOK_TEST_PG") == NULL) {
        print_message("skipped: no PostgreSQL (DAYBOOK_TEST_PG is not set)\n");
        return failed;
    }
    return failed + run_on("postgresql", open_postgres);
}
