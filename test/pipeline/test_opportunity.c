/* What follows from the stage of an opportunity: probability, weighted amount, category, dates, log. On either engine.
 */
#include "pipeline/opportunity.h"

#include "base/clock.h"
#include "base/text.h"
#include "customer/account.h"
#include "customer/contact.h"
#include "customer/stakeholder.h"
#include "customer/task.h"
#include "pipeline/quiet.h"
#include "pipeline/stage.h"
#include "support/cmocka.h"
#include "support/import_book.h"

typedef struct deal_call {
    import_book_t *book;
    void (*test)(context_t *context);
} deal_call_t;

static bool run_in_transaction(store_tx_t *tx, void *argument) {
    const deal_call_t *call = argument;
    context_t context = {.arena = call->book->arena,
                         .tx = tx,
                         .actor = &ACTOR_PROGRAM,
                         .problem = &call->book->problem,
                         .now = clock_now()};
    call->test(&context);
    return !problem_is_set(context.problem);
}

static void on_engine(const char *engine, void (*test)(context_t *context)) {
    import_book_t *book = import_book_open(engine);
    if (book == NULL) skip();
    deal_call_t call = {book, test};
    if (!store_write(book->store, run_in_transaction, &call, &book->problem)) fail_msg("%s", book->problem.message);
    import_book_close(book);
}

static int64_t stage_named(context_t *context, const char *name) {
    int64_t id = 0;
    assert_true(store_get_int(context->tx, &id, "SELECT id FROM stage WHERE name = $1", "t", name));
    return id;
}

static record_t *deal(context_t *context, int64_t amount) {
    record_t *opportunity = record_new(context->arena, &OPPORTUNITY);
    record_set_text(opportunity, "name", "Deal");
    record_set_number(opportunity, "amount", amount);
    record_set_text(opportunity, "opened_on", "2026-01-01");
    assert_true(record_create(context, opportunity, &opportunity));
    return opportunity;
}

static record_t *moved(context_t *context, const record_t *opportunity, const char *stage, const char *closed_on) {
    record_t *after = NULL;
    const opportunity_move_t move = {.stage_id = stage_named(context, stage), .closed_on = closed_on};
    assert_true(opportunity_move(context, opportunity->id, 0, &move, &after));
    return after;
}

static void weighing(context_t *context) {
    record_t *opportunity = deal(context, 12345);
    assert_int_equal(record_number(opportunity, "probability"), 1000);
    assert_int_equal(record_number(opportunity, "weighted_amount"), 1235); /* 1,234.5 rounded half away from zero */
    opportunity = moved(context, opportunity, "Won", "2026-02-01");
    assert_int_equal(record_number(opportunity, "weighted_amount"), 12345);
    opportunity = moved(context, opportunity, "Lost", "2026-02-01");
    assert_int_equal(record_number(opportunity, "weighted_amount"), 0);
}

static void amount_times_probability_is_weighted(void **state) {
    on_engine(*state, weighing);
}

static void overriding(context_t *context) {
    record_t *opportunity = deal(context, 10000);
    record_t *change = record_new(context->arena, &OPPORTUNITY);
    record_set_number(change, "probability_override", 5550);
    assert_true(record_update(context, opportunity->id, 0, change, &opportunity));
    assert_int_equal(record_number(opportunity, "weighted_amount"), 5550);
    opportunity = moved(context, opportunity, "Engaging", NULL);
    assert_int_equal(record_number(opportunity, "probability"), 5550);
    opportunity = moved(context, opportunity, "Won", NULL);
    assert_int_equal(record_number(opportunity, "probability"), 10000);
}

static void an_own_probability_counts_until_the_deal_closes(void **state) {
    on_engine(*state, overriding);
}

static void dating(context_t *context) {
    record_t *opportunity = moved(context, deal(context, 1), "Won", "2026-03-02");
    assert_int_equal(record_number(opportunity, "cycle_days"), 60);
    opportunity = moved(context, opportunity, "Engaging", NULL);
    assert_true(record_is_null(opportunity, "closed_on"));
    assert_true(record_is_null(opportunity, "cycle_days"));
    opportunity = moved(context, opportunity, "Won", NULL);
    assert_string_equal(record_text(opportunity, "closed_on"), context_today(context));
}

static void a_cycle_is_the_days_from_opening_to_closing(void **state) {
    on_engine(*state, dating);
}

static void closing_before_opening(context_t *context) {
    record_t *opportunity = deal(context, 1);
    record_t *after = NULL;
    const opportunity_move_t move = {.stage_id = stage_named(context, "Won"), .closed_on = "2025-12-31"};
    assert_false(opportunity_move(context, opportunity->id, 0, &move, &after));
    assert_string_equal(context->problem->fields[0].code, "before_start");
    problem_clear(context->problem);
}

static void a_deal_cannot_close_before_it_was_opened(void **state) {
    on_engine(*state, closing_before_opening);
}

static void logging(context_t *context) {
    static const int64_t day = 24 * 60 * 60 * 1000;
    int64_t days = 0, moves = 0;
    record_t *opportunity = deal(context, 1);
    context->now += 3 * day + 1;
    moved(context, opportunity, "Engaging", NULL);
    moved(context, opportunity, "Engaging", NULL);
    assert_true(store_get_int(context->tx, &moves, "SELECT count(*) FROM stage_move WHERE opportunity_id = $1", "i",
                              opportunity->id));
    assert_int_equal(moves, 2);
    assert_true(store_get_int(context->tx, &days,
                              "SELECT days_spent FROM stage_move WHERE opportunity_id = $1 ORDER BY id DESC LIMIT 1",
                              "i", opportunity->id));
    assert_int_equal(days, 3);
}

static void every_move_is_logged_with_the_days_spent(void **state) {
    on_engine(*state, logging);
}

static void using_a_stage(context_t *context) {
    record_t *after = NULL;
    record_t *opportunity = deal(context, 1);
    record_t *change = record_new(context->arena, &STAGE);
    record_set_text(change, "outcome", "won");
    assert_false(record_update(context, record_number(opportunity, "stage"), 0, change, &after));
    assert_string_equal(context->problem->fields[0].code, "in_use");
    problem_clear(context->problem);
}

static void a_stage_in_use_keeps_its_outcome(void **state) {
    on_engine(*state, using_a_stage);
}

static const char *quiet_among(context_t *context, const record_t *opportunity) {
    text_t out = text_create(context->arena, 4096);
    json_writer_t writer = json_begin(&out);
    json_write_object(&writer, NULL);
    assert_true(quiet_write_among(context, &opportunity->id, 1, &writer, "among"));
    assert_true(quiet_write_one(context, opportunity->id, &writer, "one"));
    json_write_close(&writer);
    return out.data;
}

static void silence(context_t *context) {
    static const int64_t day = 24 * 60 * 60 * 1000;
    record_t *opportunity = deal(context, 1);
    context->now += 30 * day;
    assert_string_equal(quiet_among(context, opportunity), "{\"among\":[],\"one\":null}");
    context->now += 3 * day;
    const char *mark =
        arena_printf(context->arena, "{\"id\":%lld,\"days\":33,\"quiet_days\":30}", (long long)opportunity->id);
    assert_string_equal(quiet_among(context, opportunity),
                        arena_printf(context->arena, "{\"among\":[%s],\"one\":%s}", mark, mark));
    opportunity = moved(context, opportunity, "Engaging", NULL);
    assert_string_equal(quiet_among(context, opportunity), "{\"among\":[],\"one\":null}");
}

static void a_deal_without_a_word_or_a_move_goes_quiet(void **state) {
    on_engine(*state, silence);
}

static void ask(context_t *context, const char *stage, const char *asked) {
    record_t *after = NULL;
    record_t *change = record_new(context->arena, &STAGE);
    record_set_text(change, "asks_for", asked);
    assert_true(record_update(context, stage_named(context, stage), 0, change, &after));
}

static bool try_move(context_t *context, const record_t *opportunity, const char *stage) {
    record_t *after = NULL;
    const opportunity_move_t move = {.stage_id = stage_named(context, stage)};
    return opportunity_move(context, opportunity->id, 0, &move, &after);
}

static void demanding(context_t *context) {
    record_t *opportunity = deal(context, 1);
    ask(context, "Proposal", "next_task, expected_close,amount,decision_maker, amount");
    assert_false(try_move(context, opportunity, "Proposal"));
    assert_int_equal(context->problem->kind, PROBLEM_INVALID);
    assert_int_equal(context->problem->field_count, 3);
    const char *const missing[] = {"expected_close", "decision_maker", "next_task"};
    for (size_t i = 0; i < 3; i++) {
        assert_string_equal(context->problem->fields[i].field, missing[i]);
        assert_string_equal(context->problem->fields[i].code, "demanded");
    }
    problem_clear(context->problem);
    assert_true(try_move(context, opportunity, "Engaging"));
}

static void a_stage_lets_in_only_what_has_all_that_it_asks_for(void **state) {
    on_engine(*state, demanding);
}

static record_t *somebody(context_t *context, int64_t account) {
    record_t *contact = record_new(context->arena, &CONTACT);
    record_set_text(contact, "name", "Dora Decider");
    record_set_number(contact, "account", account);
    assert_true(record_create(context, contact, &contact));
    return contact;
}

static record_t *deal_with_account(context_t *context) {
    record_t *account = record_new(context->arena, &ACCOUNT);
    record_set_text(account, "name", "Harbour Works");
    assert_true(record_create(context, account, &account));
    record_t *opportunity = deal(context, 1);
    record_t *change = record_new(context->arena, &OPPORTUNITY);
    record_set_number(change, "account", account->id);
    assert_true(record_update(context, opportunity->id, 0, change, &opportunity));
    return opportunity;
}

static void completing(context_t *context) {
    record_t *opportunity = deal_with_account(context);
    ask(context, "Proposal", "expected_close,decision_maker,next_task");
    opportunity_move_t move = {.stage_id = stage_named(context, "Proposal"),
                               .values = record_new(context->arena, &OPPORTUNITY),
                               .task = record_new(context->arena, &TASK),
                               .stakeholder = record_new(context->arena, &STAKEHOLDER)};
    record_set_text(move.values, "expected_close", "2026-12-24");
    record_set_text(move.task, "subject", "Send the offer");
    record_set_text(move.stakeholder, "buying_role", "decision_maker");
    record_set_number(move.stakeholder, "contact", somebody(context, record_number(opportunity, "account"))->id);
    assert_true(opportunity_move(context, opportunity->id, opportunity->version, &move, &opportunity));
    assert_string_equal(record_text(opportunity, "expected_close"), "2026-12-24");
    assert_int_equal(record_number(opportunity, "stage"), move.stage_id);
}

static void what_is_missing_comes_with_the_move(void **state) {
    on_engine(*state, completing);
}

static void going_back(context_t *context) {
    record_t *opportunity = moved(context, deal(context, 1), "Engaging", NULL);
    ask(context, "Prospecting", "products");
    ask(context, "Proposal", "products");
    assert_true(try_move(context, opportunity, "Prospecting"));
    assert_false(try_move(context, opportunity, "Proposal"));
    problem_clear(context->problem);
}

static void a_move_can_be_taken_back_whatever_its_stage_asks_for(void **state) {
    on_engine(*state, going_back);
}

static void bringing_in(context_t *context) {
    record_t *after = NULL;
    const opportunity_move_t move = {.stage_id = stage_named(context, "Won")};
    record_t *opportunity = deal(context, 1);
    ask(context, "Won", "competitor");
    context->import_id = 1;
    assert_true(opportunity_move(context, opportunity->id, 0, &move, &after));
    context->import_id = 0;
}

static void an_import_says_what_is_so_already(void **state) {
    on_engine(*state, bringing_in);
}

static void asking_nonsense(context_t *context) {
    record_t *after = NULL;
    record_t *change = record_new(context->arena, &STAGE);
    record_set_text(change, "asks_for", "amount,horoscope");
    assert_false(record_update(context, stage_named(context, "Won"), 0, change, &after));
    assert_string_equal(context->problem->fields[0].code, "unknown_choice");
    problem_clear(context->problem);
    ask(context, "Won", " lost_note, amount ,amount");
    assert_true(record_load(context, &STAGE, stage_named(context, "Won"), &after));
    assert_string_equal(record_text(after, "asks_for"), "amount,lost_note");
}

static void a_stage_asks_for_known_things_once(void **state) {
    on_engine(*state, asking_nonsense);
}

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(amount_times_probability_is_weighted),
        ON_BOTH(an_own_probability_counts_until_the_deal_closes),
        ON_BOTH(a_cycle_is_the_days_from_opening_to_closing),
        ON_BOTH(a_deal_cannot_close_before_it_was_opened),
        ON_BOTH(every_move_is_logged_with_the_days_spent),
        ON_BOTH(a_stage_in_use_keeps_its_outcome),
        ON_BOTH(a_deal_without_a_word_or_a_move_goes_quiet),
        ON_BOTH(a_stage_lets_in_only_what_has_all_that_it_asks_for),
        ON_BOTH(what_is_missing_comes_with_the_move),
        ON_BOTH(a_move_can_be_taken_back_whatever_its_stage_asks_for),
        ON_BOTH(an_import_says_what_is_so_already),
        ON_BOTH(a_stage_asks_for_known_things_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
