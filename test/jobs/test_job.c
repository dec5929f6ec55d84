/* The queue of long work: who sees a job, how it is cancelled, and what becomes of it when the program ends. */
#include "jobs/job.h"

#include "base/clock.h"
#include "base/text.h"
#include "support/cmocka.h"
#include "support/import_book.h"

#include <sched.h>

static const char *const ENGINES[] = {"sqlite", "postgresql"};

typedef bool (*work_t)(context_t *context, void *argument);

typedef struct call {
    import_book_t *book;
    work_t work;
    void *argument;
} call_t;

static bool call_work(store_tx_t *tx, void *argument) {
    const call_t *call = argument;
    import_book_t *book = call->book;
    context_t context = {
        .arena = book->arena, .tx = tx, .actor = &book->actor, .problem = &book->problem, .now = clock_now()};
    return call->work(&context, call->argument);
}

static bool in_transaction(import_book_t *book, work_t work, void *argument) {
    call_t call = {book, work, argument};
    problem_clear(&book->problem);
    return store_write(book->store, call_work, &call, &book->problem);
}

static void on_both(void (*test)(import_book_t *book)) {
    for (size_t i = 0; i < sizeof ENGINES / sizeof ENGINES[0]; i++) {
        import_book_t *book = import_book_open(ENGINES[i]);
        if (book == NULL) continue;
        test(book);
        import_book_close(book);
    }
}

typedef struct asked {
    int64_t import;
    csv_task_t task;
    int64_t job;
} asked_t;

static bool ask_work(context_t *context, void *argument) {
    asked_t *asked = argument;
    const char *kind = asked->task == CSV_UNDO ? "import_undo" : "import";
    return job_queue(context, kind, asked->import, &asked->job) &&
           csv_import_begin(context, asked->import, asked->task, asked->job);
}

/* Queues what the routes would queue. */
static asked_t ask(import_book_t *book, int64_t import, csv_task_t task) {
    asked_t asked = {.import = import, .task = task};
    assert_true(in_transaction(book, ask_work, &asked));
    return asked;
}

static bool cancel_work(context_t *context, void *argument) {
    return job_cancel(context, *(int64_t *)argument);
}

static bool sql_work(context_t *context, void *argument) {
    const char *const *sql = argument;
    return store_run(context->tx, NULL, *sql, "");
}

static void run_sql(import_book_t *book, const char *sql) {
    assert_true(in_transaction(book, sql_work, &sql));
}

static const char *state_of(import_book_t *book, const char *table, int64_t id) {
    return import_book_text(book,
                            arena_printf(book->arena, "SELECT state FROM %s WHERE id = %lld", table, (long long)id));
}

static int64_t accounts(import_book_t *book) {
    return import_book_number(book, "SELECT count(*) FROM account");
}

/* The runner says nothing when it is done: the state of the job does. */
static void wait_for(import_book_t *book, int64_t job, const char *state) {
    while (!text_equal(state_of(book, "job", job), state)) {
        assert_string_not_equal(state_of(book, "job", job), "failed");
        sched_yield();
    }
}

static int64_t upload(import_book_t *book, int rows) {
    text_t text = text_create(book->arena, 1024 * 1024);
    text_add(&text, "Name\n");
    for (int i = 0; i < rows; i++) text_add_format(&text, "Company %d\n", i);
    return import_book_receive(book, import_book_file(book, "accounts.csv", text.data), "account");
}

static void runs_what_was_asked(import_book_t *book) {
    asked_t asked = ask(book, upload(book, 3), CSV_RUN);
    job_runner_t *runner = job_runner_start(book->store);
    wait_for(book, asked.job, "done");
    assert_int_equal(accounts(book), 3);
    asked_t undo = ask(book, asked.import, CSV_UNDO);
    job_runner_wake(runner);
    wait_for(book, undo.job, "done");
    assert_string_equal(state_of(book, "csv_import", asked.import), "undone");
    assert_int_equal(accounts(book), 0);
    job_runner_stop(runner);
}

static void cancelled_before_it_began(import_book_t *book) {
    asked_t asked = ask(book, upload(book, 3), CSV_RUN);
    assert_true(in_transaction(book, cancel_work, &asked.job));
    job_runner_t *runner = job_runner_start(book->store);
    wait_for(book, asked.job, "cancelled");
    job_runner_stop(runner);
    assert_int_equal(accounts(book), 0);
    assert_string_equal(state_of(book, "csv_import", asked.import), "cancelled");
    assert_false(in_transaction(book, cancel_work, &asked.job));
}

/* As after a kill: the job and its import are marked as running, and nobody runs them. */
static void left_running(import_book_t *book) {
    asked_t load = ask(book, upload(book, 3), CSV_RUN);
    run_sql(book, "UPDATE job SET state = 'running'");
    asked_t marker = ask(book, upload(book, 2), CSV_RUN);
    job_runner_t *runner = job_runner_start(book->store);
    wait_for(book, marker.job, "done");
    assert_string_equal(state_of(book, "job", load.job), "failed");
    assert_string_equal(state_of(book, "csv_import", load.import), "failed");
    assert_int_equal(accounts(book), 2);
    job_runner_stop(runner);

    asked_t undo = ask(book, marker.import, CSV_UNDO);
    run_sql(book, "UPDATE job SET state = 'running' WHERE state = 'queued'");
    runner = job_runner_start(book->store);
    wait_for(book, undo.job, "done");
    job_runner_stop(runner);
    assert_string_equal(state_of(book, "csv_import", marker.import), "undone");
    assert_int_equal(accounts(book), 0);
}

/* Wherever the stop falls, in the end all of it is undone. */
static void undo_goes_on(import_book_t *book) {
    enum { ROWS = 700 };
    asked_t load = ask(book, upload(book, ROWS), CSV_RUN);
    job_runner_t *runner = job_runner_start(book->store);
    wait_for(book, load.job, "done");
    asked_t undo = ask(book, load.import, CSV_UNDO);
    job_runner_wake(runner);
    while (accounts(book) == ROWS) sched_yield();
    job_runner_stop(runner);
    const char *left = state_of(book, "job", undo.job);
    assert_true(text_equal(left, "queued") || text_equal(left, "done"));
    runner = job_runner_start(book->store);
    wait_for(book, undo.job, "done");
    job_runner_stop(runner);
    assert_int_equal(accounts(book), 0);
    assert_string_equal(state_of(book, "csv_import", load.import), "undone");
}

static bool write_work(context_t *context, void *argument) {
    text_t text = text_create(context->arena, 1024);
    json_writer_t writer = json_begin(&text);
    return job_write(context, *(int64_t *)argument, &writer, NULL);
}

static bool make_user(context_t *context, void *argument) {
    record_t *user = record_new(context->arena, catalogue_find("user"));
    record_set_text(user, "name", "Rita");
    record_set_text(user, "role", "representative");
    if (!record_create(context, user, &user)) return false;
    *(int64_t *)argument = user->id;
    return true;
}

static void seen_by_its_user(import_book_t *book) {
    int64_t rita = 0;
    assert_true(in_transaction(book, make_user, &rita));
    book->actor = (actor_t){.user_id = rita, .role = ROLE_REPRESENTATIVE, .locale = "en"};
    asked_t asked = ask(book, upload(book, 1), CSV_RUN);
    assert_true(in_transaction(book, write_work, &asked.job));
    book->actor = (actor_t){.user_id = rita + 1, .role = ROLE_MANAGER, .locale = "en"};
    assert_false(in_transaction(book, write_work, &asked.job));
    assert_false(in_transaction(book, cancel_work, &asked.job));
    book->actor = (actor_t){.user_id = rita + 2, .role = ROLE_ADMINISTRATOR, .locale = "en"};
    assert_true(in_transaction(book, write_work, &asked.job));

    run_sql(book, "UPDATE app_user SET active = 0");
    asked_t marker = ask(book, upload(book, 1), CSV_RUN);
    run_sql(book, "UPDATE job SET user_id = NULL WHERE id > 1");
    job_runner_t *runner = job_runner_start(book->store);
    wait_for(book, marker.job, "done");
    job_runner_stop(runner);
    assert_string_equal(state_of(book, "job", asked.job), "failed");
    assert_string_equal(state_of(book, "csv_import", asked.import), "failed");
    assert_non_null(strstr(import_book_text(book, "SELECT problem FROM job WHERE id = 1"), "may not sign in"));
    assert_int_equal(accounts(book), 1);
}

static void test_an_import_and_its_undo_run_in_the_background(void **state) {
    (void)state;
    on_both(runs_what_was_asked);
}

static void test_what_is_cancelled_before_it_began_changes_nothing(void **state) {
    (void)state;
    on_both(cancelled_before_it_began);
}

static void test_what_was_running_at_a_kill_has_failed_or_goes_on(void **state) {
    (void)state;
    on_both(left_running);
}

static void test_an_undo_that_was_stopped_goes_on_at_the_next_start(void **state) {
    (void)state;
    on_both(undo_goes_on);
}

static void test_a_job_is_its_users_and_ends_with_them(void **state) {
    (void)state;
    on_both(seen_by_its_user);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_import_and_its_undo_run_in_the_background),
        cmocka_unit_test(test_what_is_cancelled_before_it_began_changes_nothing),
        cmocka_unit_test(test_what_was_running_at_a_kill_has_failed_or_goes_on),
        cmocka_unit_test(test_an_undo_that_was_stopped_goes_on_at_the_next_start),
        cmocka_unit_test(test_a_job_is_its_users_and_ends_with_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
