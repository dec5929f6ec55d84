/* A record, its links, its task, their words and their history are written together or not at all. */
#include "base/clock.h"
#include "catalogue/record.h"
#include "customer/account.h"
#include "customer/interaction.h"
#include "store/fault.h"
#include "support/cmocka.h"
#include "support/import_book.h"

static bool add_conversation(store_tx_t *tx, void *argument) {
    import_book_t *book = argument;
    context_t context = {
        .arena = book->arena, .tx = tx, .actor = &ACTOR_PROGRAM, .problem = &book->problem, .now = clock_now()};
    record_t *account = record_new(book->arena, &ACCOUNT);
    record_t *interaction = record_new(book->arena, &INTERACTION);
    record_set_text(account, "name", "Faulty");
    if (!record_create(&context, account, &account)) return false;
    record_set_text(interaction, "subject", "Call");
    record_set_number(interaction, "account", account->id);
    record_set_text(interaction, "next_step", "Call again");
    return record_create(&context, interaction, &interaction);
}

static const char SQL_TRACES[] =
    "SELECT (SELECT count(*) FROM account) + (SELECT count(*) FROM interaction) + (SELECT count(*) FROM task) + "
    "(SELECT count(*) FROM change WHERE record_type IN ('account', 'interaction', 'task')) + "
    "(SELECT count(*) FROM search_entry WHERE record_type IN ('account', 'interaction', 'task'))";

static void a_fault_in_any_statement_leaves_nothing_half_written(void **state) {
    import_book_t *book = import_book_open(*state);
    if (book == NULL) skip();
    int64_t faults = 0;
    bool ok = false;
    while (!ok && faults < 1000) {
        store_fail_after(book->store, ++faults);
        ok = store_write(book->store, add_conversation, book, &book->problem);
        bool happened = store_fault_happened(book->store);
        store_fail_after(book->store, 0);
        assert_true(ok != happened);
        if (ok) break;
        assert_int_equal(book->problem.kind, PROBLEM_INTERNAL); /* never "not found" for what could not be read */
        assert_int_equal(import_book_number(book, SQL_TRACES), 0);
    }
    assert_true(faults > 20);
    assert_true(import_book_number(book, SQL_TRACES) > 0);
    import_book_close(book);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"a fault in any statement leaves nothing half written, on sqlite",
         a_fault_in_any_statement_leaves_nothing_half_written, NULL, NULL, (void *)(uintptr_t) "sqlite"},
        {"a fault in any statement leaves nothing half written, on postgresql",
         a_fault_in_any_statement_leaves_nothing_half_written, NULL, NULL, (void *)(uintptr_t) "postgresql"},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
