/* What a day's digest holds, for whom it is made, and when. On either engine. */
#include "insight/digest.h"

#include "base/text.h"
#include "customer/notification.h"
#include "jobs/digest_job.h"
#include "support/book_context.h"
#include "support/cmocka.h"

#include <stdlib.h>
#include <time.h>

static int64_t user_named(context_t *context, const char *name, const char *locale) {
    const char *json = arena_printf(
        context->arena, "{\"name\": \"%s\", \"email\": \"%s@test.example\", \"locale\": \"%s\"}", name, name, locale);
    return book_add(context, "user", json)->id;
}

static void task_of(context_t *context, int64_t owner, const char *subject, const char *due) {
    book_add(context, "task",
             arena_printf(context->arena, "{\"subject\": \"%s\", \"owner\": %lld, \"due\": \"%s\"}", subject,
                          (long long)owner, due));
}

static size_t users_of(context_t *context, const char *day) {
    int64_t *ids = NULL;
    size_t count = 0;
    assert_true(digest_users(context, day, &ids, &count));
    return count;
}

static void choose(context_t *context, int64_t user, const char *json) {
    context_t acting = *context;
    const actor_t actor = {.user_id = user, .role = ROLE_REPRESENTATIVE, .locale = "en"};
    json_t *change = json_loads(json, 0, NULL);
    acting.actor = &actor;
    assert_true(notification_change_settings(&acting, change));
    json_decref(change);
}

static void making(context_t *context) {
    int64_t ada = user_named(context, "ada", "zh"), bob = user_named(context, "bob", "en"), id = 0, other = 0;
    digest_letter_t letter;
    size_t before = users_of(context, "2026-03-01");
    task_of(context, ada, "Overdue", "2026-02-01");
    task_of(context, ada, "Today", "2026-03-01");
    task_of(context, ada, "Tomorrow", "2026-03-02");
    book_add(context, "promise",
             arena_printf(context->arena, "{\"subject\": \"Two references\", \"owner\": %lld, \"due\": \"2026-03-01\"}",
                          (long long)ada));
    assert_true(digest_make(context, bob, "2026-03-01", &other));
    assert_int_equal(other, 0);
    assert_true(digest_make(context, ada, "2026-03-01", &id));
    assert_true(id > 0);
    assert_int_equal(users_of(context, "2026-03-01"), before - 1);
    assert_int_equal(users_of(context, "2026-03-02"), before);

    assert_true(digest_letter(context, id, "https://daybook.example", &letter));
    assert_null(letter.address); /* in the app only, unless chosen */
    choose(context, ada, "{\"digest\": \"mail\"}");
    assert_true(digest_letter(context, id, "https://daybook.example", &letter));
    assert_string_equal(letter.address, "ada@test.example");
    assert_string_equal(letter.subject, "您的 Daybook 今日摘要，2026-03-01");
    assert_non_null(strstr(letter.text, "  - Overdue (2026-02-01)\n  - Today (2026-03-01)\n\n"));
    assert_non_null(strstr(letter.text, "到期承诺\n  - Two references (2026-03-01)\n"));
    assert_null(strstr(letter.text, "Tomorrow"));
    assert_non_null(
        strstr(letter.text, arena_printf(context->arena, "https://daybook.example/digests/%lld\n", (long long)id)));
    assert_true(digest_mark_mailed(context, id));
    assert_true(digest_letter(context, id, NULL, &letter));
    assert_null(letter.address);

    choose(context, bob, "{\"digest\": \"off\"}");
    assert_int_equal(users_of(context, "2026-03-02"), before - 1);
}

static const int64_t HOUR = 60 * 60 * 1000;

static void timing(context_t *context) {
    int64_t day = 0, next = 0;
    setenv("TZ", "UTC", 1);
    tzset();
    assert_true(moment_parse("2026-03-01T12:00:00Z", &context->now));
    assert_true(digest_job_is_due(context, &day));
    assert_int_equal(day, 0); /* a new book begins with tomorrow's */
    context->now += 12 * HOUR;
    assert_true(digest_job_is_due(context, &day));
    assert_int_equal(day, 0); /* the middle of the night */
    context->now += 6 * HOUR;
    assert_true(digest_job_is_due(context, &day));
    assert_string_equal(date_format(context->arena, date_from_days(day)), "2026-03-02");
    context->now += HOUR;
    assert_true(digest_job_is_due(context, &next));
    assert_int_equal(next, 0);
}

static void it_holds_what_is_due_and_unread_in_the_readers_language(void **state) {
    with_book(*state, making);
}

static void it_is_made_once_a_day_in_the_morning(void **state) {
    with_book(*state, timing);
}

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(it_holds_what_is_due_and_unread_in_the_readers_language),
        ON_BOTH(it_is_made_once_a_day_in_the_morning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
