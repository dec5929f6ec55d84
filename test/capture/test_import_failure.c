/* An import that the store or the machine interrupts: whole chunks or nothing, and always a way back. */
#include "store/fault.h"
#include "support/cmocka.h"
#include "support/import_book.h"

#include "base/text.h"

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

static const char *state_of(int64_t id) {
    return import_book_text(book,
                            arena_printf(book->arena, "SELECT state FROM csv_import WHERE id = %lld", (long long)id));
}

static void test_an_import_that_was_cut_off_can_be_undone_and_a_check_begun_again(void **state) {
    (void)state;
    const char *path = import_book_file(book, "accounts.csv", "account\nAcme\n");
    int64_t run = import_book_receive(book, path, NULL), check = import_book_receive(book, path, NULL);
    import_book_begin(book, run, CSV_RUN);
    import_book_begin(book, check, CSV_CHECK);
    import_book_recover(book);
    assert_string_equal(state_of(run), "failed");
    assert_string_equal(state_of(check), "uploaded");
    assert_true(import_book_run(book, check, CSV_CHECK, NULL));
    assert_true(import_book_run(book, run, CSV_UNDO, NULL));
    assert_string_equal(state_of(run), "undone");
}

static const char FILE_WITH_REFERENCES[] =
    "opportunity,account,sales_agent,product,stage,close_date\nOne,Acme,Anna,GTX,Demo,1/2/2024\n"
    "Two,Zen,Anna,GTX,Won,soon\nThree,Acme,Bob,MG,Won,1/3/2024\n";

/* Fails the n-th statement of a run; true when the run was over before it came to that. */
static bool survives_fault_at(int64_t n, const char *path) {
    int64_t id = import_book_receive(book, path, NULL);
    import_book_begin(book, id, CSV_RUN);
    problem_clear(&book->problem);
    store_fail_after(book->store, n);
    bool done = csv_import_run(book->store, &book->actor, id, NULL, &book->problem);
    bool happened = store_fault_happened(book->store);
    store_fail_after(book->store, 0);
    if (done == happened) fail_msg("statement %lld: done %d, fault %d", (long long)n, done, happened);
    if (!text_equal(state_of(id), "failed") && !text_equal(state_of(id), "done")) import_book_recover(book);
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity"), import_book_count(book, id, "created"));
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity") % 2, 0);
    assert_true(import_book_run(book, id, CSV_UNDO, NULL));
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM external_key"), 0);
    return !happened;
}

static void test_no_failing_statement_leaves_half_a_chunk(void **state) {
    (void)state;
    const char *path = import_book_file(book, "sales_pipeline.csv", FILE_WITH_REFERENCES);
    int64_t n = 1;
    while (!survives_fault_at(n, path)) n++;
    assert_true(n > 100);
}

static bool undo_survives_fault_at(int64_t n, const char *path) {
    int64_t id = import_book_load(book, path, NULL);
    import_book_begin(book, id, CSV_UNDO);
    problem_clear(&book->problem);
    store_fail_after(book->store, n);
    bool done = csv_import_run(book->store, &book->actor, id, NULL, &book->problem);
    bool happened = store_fault_happened(book->store);
    store_fail_after(book->store, 0);
    if (done == happened) fail_msg("statement %lld: done %d, fault %d", (long long)n, done, happened);
    import_book_recover(book);
    if (!done) assert_true(import_book_run(book, id, CSV_UNDO, NULL));
    assert_string_equal(state_of(id), "undone");
    assert_int_equal(NUMBER("SELECT count(*) FROM opportunity"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM account"), 0);
    assert_int_equal(NUMBER("SELECT count(*) FROM external_key"), 0);
    return !happened;
}

static void test_an_undo_that_failed_goes_on_where_it_was(void **state) {
    (void)state;
    const char *path = import_book_file(book, "sales_pipeline.csv", FILE_WITH_REFERENCES);
    int64_t n = 1;
    while (!undo_survives_fault_at(n, path)) n++;
    assert_true(n > 50);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_an_import_that_was_cut_off_can_be_undone_and_a_check_begun_again,
                                        open_book, close_book),
        cmocka_unit_test_setup_teardown(test_no_failing_statement_leaves_half_a_chunk, open_book, close_book),
        cmocka_unit_test_setup_teardown(test_an_undo_that_failed_goes_on_where_it_was, open_book, close_book),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
