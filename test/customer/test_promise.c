/* Promises as conversations name them, and what becomes of them. On either engine. */
#include "customer/promise.h"

#include "base/text.h"
#include "catalogue/select.h"
#include "customer/interaction.h"
#include "support/book_context.h"
#include "support/cmocka.h"

/* "them: drawings (2026-11-27)" per line, as read on Monday, 23 November 2026. */
static void a_line_says_whose_promise_it_is_and_until_when(void **state) {
    (void)state;
    static const struct {
        const char *line, *made_by, *subject, *due;
    } cases[] = {
        {"Send the price list by friday", "us", "Send the price list", "2026-11-27"},
        {"They: sign the order 3 dec", "them", "sign the order", "2026-12-03"},
        {"they'll name the architect", "them", "name the architect", NULL},
        {"We call back tomorrow", "us", "call back", "2026-11-24"},
        {"Weigh the samples", "us", "Weigh the samples", NULL},
        {"  Theydon site visit  ", "us", "Theydon site visit", NULL},
        {"对方：提供图纸 周五", "them", "提供图纸", "2026-11-27"},
        {"tomorrow", "us", "tomorrow", NULL},
    };
    arena_t *arena = arena_create();
    const date_t today = {2026, 11, 23};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        promise_line_t *found = NULL;
        assert_int_equal(promise_read_lines(arena, cases[i].line, today, &found), 1);
        assert_string_equal(found->subject, cases[i].subject);
        assert_string_equal(found->made_by, cases[i].made_by);
        assert_true(text_equal(found->due, cases[i].due));
    }
    promise_line_t *found = NULL;
    assert_int_equal(promise_read_lines(arena, "\n one\n\n  \nthey:\ntwo\n", today, &found), 2);
    assert_int_equal(promise_read_lines(arena, "", today, &found), 0);
    arena_destroy(arena);
}

/* "kept us one | open them two", in the order in which they were made. */
static const char *promises_of(context_t *context, int64_t interaction_id) {
    record_t **promises = NULL;
    size_t count = 0;
    text_t text = text_create(context->arena, 4096);
    const store_value_t id = {.kind = STORE_INT, .number = interaction_id};
    const select_tail_t tail = {"WHERE t.interaction_id = $1 AND t.archived_at IS NULL ORDER BY t.id", &id, 1};
    assert_true(select_where(context, &PROMISE, &tail, &promises, &count));
    for (size_t i = 0; i < count; i++)
        text_add_format(&text, "%s%s %s %s", i > 0 ? " | " : "", record_text(promises[i], "status"),
                        record_text(promises[i], "by"), record_text(promises[i], "subject"));
    return text.data;
}

static void say(context_t *context, int64_t interaction_id, const char *promises) {
    record_t *input = record_new(context->arena, &INTERACTION), *saved = NULL;
    record_set_text(input, "promises", promises);
    assert_true(record_update(context, interaction_id, 0, input, &saved));
}

static void settle(context_t *context, int64_t interaction_id, const char *subject, const char *status) {
    int64_t id = 0;
    record_t *input = record_new(context->arena, &PROMISE), *saved = NULL;
    assert_true(store_get_int(context->tx, &id, "SELECT id FROM promise WHERE interaction_id = $1 AND subject = $2",
                              "it", interaction_id, subject));
    record_set_text(input, "status", status);
    assert_true(record_update(context, id, 0, input, &saved));
    assert_int_equal(record_is_null(saved, "kept_at"), !text_equal(status, "kept"));
}

static void following(context_t *context) {
    int64_t account = book_add(context, "account", "{\"name\": \"Quayside Rope\"}")->id;
    const char *json =
        arena_printf(context->arena, "{\"subject\": \"Call\", \"account\": %lld, \"promises\": \"one\\nthey: two\"}",
                     (long long)account);
    int64_t call = book_add(context, "interaction", json)->id, of_account = 0;
    assert_string_equal(promises_of(context, call), "open us one | open them two");
    assert_true(
        store_get_int(context->tx, &of_account, "SELECT count(*) FROM promise WHERE account_id = $1", "i", account));
    assert_int_equal(of_account, 2);

    settle(context, call, "one", "kept");
    say(context, call, "one\nthey: two and a half\nthree");
    assert_string_equal(promises_of(context, call), "kept us one | open them two and a half | open us three");
    say(context, call, "three");
    assert_string_equal(promises_of(context, call), "kept us one | open us three");
    settle(context, call, "three", "broken");
    say(context, call, "");
    assert_string_equal(promises_of(context, call), "kept us one | broken us three");
    settle(context, call, "three", "open");
}

static int64_t due_day(context_t *context, int64_t interaction_id) {
    char *due = store_get_text(context->tx, context->arena, "SELECT due FROM promise WHERE interaction_id = $1", "i",
                               interaction_id);
    date_t date = {0};
    return due != NULL && date_parse(due, &date) ? date_to_days(date) : 0;
}

static void putting_off(context_t *context) {
    const char *json =
        "{\"subject\": \"Call\", \"start\": \"2026-11-23T09:00:00Z\", \"promises\": \"send it by friday\"}";
    int64_t call = book_add(context, "interaction", json)->id, id = 0;
    const int64_t friday = date_to_days((date_t){2026, 11, 27});
    assert_int_equal(due_day(context, call), friday);

    record_t *input = record_new(context->arena, &PROMISE), *saved = NULL;
    assert_true(store_get_int(context->tx, &id, "SELECT id FROM promise WHERE interaction_id = $1", "i", call));
    record_set_text(input, "due", "2026-12-10");
    assert_true(record_update(context, id, 0, input, &saved));
    say(context, call, "send it by friday\n");
    assert_int_equal(due_day(context, call), date_to_days((date_t){2026, 12, 10}));
    say(context, call, "send it by monday");
    assert_int_equal(due_day(context, call), friday + 3);
}

static void a_promise_put_off_keeps_its_day_until_its_line_says_another(void **state) {
    with_book(*state, putting_off);
}

static void a_conversation_and_its_promises_stay_together(void **state) {
    with_book(*state, following);
}

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_says_whose_promise_it_is_and_until_when),
        ON_BOTH(a_promise_put_off_keeps_its_day_until_its_line_says_another),
        ON_BOTH(a_conversation_and_its_promises_stay_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
