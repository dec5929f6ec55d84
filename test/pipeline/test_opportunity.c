/* What follows from the stage of an opportunity: probability, weighted amount, category, dates, log. On either engine.
 */
#include "pipeline/opportunity.h"

#include "base/clock.h"
#include "base/text.h"
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

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(amount_times_probability_is_weighted),        ON_BOTH(an_own_probability_counts_until_the_deal_closes),
        ON_BOTH(a_cycle_is_the_days_from_opening_to_closing), ON_BOTH(a_deal_cannot_close_before_it_was_opened),
        ON_BOTH(every_move_is_logged_with_the_days_spent),    ON_BOTH(a_stage_in_use_keeps_its_outcome),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
