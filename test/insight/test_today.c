/* What a morning begins with, on Monday, 23 November 2026. On either engine. */
#include "insight/today.h"

#include "base/text.h"
#include "pipeline/stage.h"
#include "support/book_context.h"
#include "support/cmocka.h"

#include <jansson.h>

typedef struct morning {
    context_t context;
    actor_t actor;
} morning_t;

static const char *of(morning_t *morning, const char *format, int64_t id) {
    text_t text = text_create(morning->context.arena, 4096);
    for (const char *at = format; *at != '\0'; at++) {
        if (*at == '#')
            text_add_int(&text, id);
        else
            text_add_char(&text, *at);
    }
    return text.data;
}

static void begin(morning_t *morning, context_t *context) {
    *morning = (morning_t){.context = *context};
    assert_true(moment_parse("2026-11-23T08:00:00Z", &morning->context.now));
    int64_t ada = book_add(&morning->context, "user", "{\"name\": \"Ada\", \"role\": \"manager\"}")->id;
    morning->actor = (actor_t){.user_id = ada, .role = ROLE_MANAGER, .name = "Ada", .locale = "en"};
    morning->context.actor = &morning->actor;
    morning->actor.circle = &morning->actor.user_id;
    morning->actor.circle_count = 1;
}

static json_t *read_day(morning_t *morning, const today_query_t *query) {
    text_t text = text_create(morning->context.arena, 1 << 20);
    assert_true(today_write(&morning->context, query, &text));
    json_t *day = json_loads(text.data, 0, NULL);
    assert_non_null(day);
    return day;
}

/* The titles of one part of the day, with commas between. */
static const char *part(morning_t *morning, json_t *day, const char *name, const char *title) {
    text_t text = text_create(morning->context.arena, 4096);
    size_t index;
    json_t *item;
    json_array_foreach(json_object_get(day, name), index, item) {
        json_t *value = json_object_get(item, title);
        const char *words =
            json_is_object(value) ? json_string_value(json_object_get(value, "title")) : json_string_value(value);
        text_add_format(&text, "%s%s", index > 0 ? "," : "", words);
    }
    return text.data;
}

static void due(context_t *context) {
    morning_t morning;
    begin(&morning, context);
    context_t *mine = &morning.context;
    book_add(mine, "task", "{\"subject\": \"late\", \"due\": \"2026-11-20\"}");
    book_add(mine, "task", "{\"subject\": \"in a week\", \"due\": \"2026-11-30\"}");
    book_add(mine, "task", "{\"subject\": \"far\", \"due\": \"2026-12-01\"}");
    book_add(mine, "task", "{\"subject\": \"some day\"}");
    book_add(mine, "task", "{\"subject\": \"done\", \"due\": \"2026-11-20\", \"done\": true}");
    book_add(mine, "task", "{\"subject\": \"another's\", \"due\": \"2026-11-20\", \"owner\": null}");
    book_add(mine, "promise", "{\"subject\": \"ours\", \"due\": \"2026-11-24\"}");
    book_add(mine, "promise", "{\"subject\": \"theirs\", \"by\": \"them\", \"due\": \"2026-11-22\"}");
    book_add(mine, "promise", "{\"subject\": \"kept\", \"status\": \"kept\", \"due\": \"2026-11-22\"}");
    book_add(mine, "interaction",
             "{\"kind\": \"meeting\", \"subject\": \"Lunch\", \"start\": \"2026-11-23T12:00:00Z\"}");
    book_add(mine, "interaction",
             "{\"kind\": \"meeting\", \"subject\": \"Dawn\", \"start\": \"2026-11-22T17:00:00Z\"}");
    book_add(mine, "interaction", "{\"kind\": \"email\", \"subject\": \"Mail\", \"start\": \"2026-11-23T09:00:00Z\"}");
    json_t *day = read_day(&morning, &(today_query_t){0});
    assert_string_equal(part(&morning, day, "tasks", "subject"), "late,in a week,some day");
    assert_string_equal(part(&morning, day, "promises", "subject"), "theirs,ours");
    assert_string_equal(part(&morning, day, "meetings", "subject"), "Lunch");
    json_decref(day);

    today_query_t singapore = {.date = "2026-11-23"};
    assert_true(moment_parse("2026-11-23T00:00:00+08:00", &singapore.midnight));
    day = read_day(&morning, &singapore);
    assert_string_equal(part(&morning, day, "meetings", "subject"), "Dawn,Lunch");
    json_decref(day);
}

/* The book's own stages: Prospecting is quiet after 30 days, Negotiation after 7. */
static void quiet(context_t *context) {
    morning_t morning;
    begin(&morning, context);
    context_t *mine = &morning.context;
    moment_t now = mine->now;
    assert_true(stage_prepare_pipeline(context));
    assert_true(moment_parse("2026-10-24T07:59:00Z", &mine->now));
    book_add(mine, "opportunity", "{\"name\": \"silent\"}");
    int64_t talked = book_add(mine, "opportunity", "{\"name\": \"talked about\"}")->id;
    int64_t won = book_add(mine, "opportunity", "{\"name\": \"over\"}")->id;
    assert_true(moment_parse("2026-10-24T08:01:00Z", &mine->now));
    book_add(mine, "opportunity", "{\"name\": \"not yet\"}");
    mine->now = now;
    book_add(mine, "interaction",
             of(&morning, "{\"subject\": \"Call\", \"opportunity\": #, \"start\": \"2026-11-01T00:00:00Z\"}", talked));
    int64_t stage = 0;
    assert_true(store_get_int(context->tx, &stage, "SELECT id FROM stage WHERE outcome = 'won'", ""));
    assert_null(book_refusal(mine, "opportunity", won, of(&morning, "{\"stage\": #}", stage)));
    json_t *day = read_day(&morning, &(today_query_t){0});
    assert_string_equal(part(&morning, day, "quiet", "opportunity"), "silent");
    json_t *silent = json_array_get(json_object_get(day, "quiet"), 0);
    assert_int_equal(json_integer_value(json_object_get(silent, "days")), 30);
    assert_int_equal(json_integer_value(json_object_get(silent, "quiet_days")), 30);
    json_decref(day);
}

static void accounts(context_t *context) {
    morning_t morning;
    begin(&morning, context);
    context_t *mine = &morning.context;
    moment_t now = mine->now;
    assert_true(moment_parse("2026-09-01T00:00:00Z", &mine->now));
    int64_t called = book_add(mine, "account", "{\"name\": \"Called\", \"tier\": \"strategic\"}")->id;
    int64_t noted = book_add(mine, "account", "{\"name\": \"Only noted\", \"tier\": \"key\"}")->id;
    book_add(mine, "account", "{\"name\": \"Never\", \"tier\": \"standard\"}");
    book_add(mine, "account", "{\"name\": \"Small\", \"tier\": \"smb\"}");
    book_add(mine, "account", "{\"name\": \"Former\", \"tier\": \"strategic\", \"status\": \"former\"}");
    book_add(mine, "account", "{\"name\": \"No tier\"}");
    mine->now = now;
    book_add(mine, "interaction",
             of(&morning, "{\"subject\": \"Call\", \"account\": #, \"start\": \"2026-11-08T00:00:00Z\"}", called));
    book_add(mine, "interaction",
             of(&morning,
                "{\"subject\": \"Note\", \"kind\": \"note\", \"account\": #, \"start\": \"2026-11-20T00:00:00Z\"}",
                noted));
    json_t *day = read_day(&morning, &(today_query_t){0});
    assert_string_equal(part(&morning, day, "accounts", "account"), "Only noted,Never,Called");
    json_t *first = json_array_get(json_object_get(day, "accounts"), 0);
    assert_int_equal(json_integer_value(json_object_get(first, "overdue_days")), 83 - 30);
    assert_true(json_is_null(json_object_get(first, "last_contact_at")));
    json_decref(day);
}

static void others(context_t *context) {
    morning_t morning;
    begin(&morning, context);
    int64_t team =
        book_add(context, "team", of(&morning, "{\"name\": \"North\", \"manager\": #}", morning.actor.user_id))->id;
    int64_t bob = book_add(context, "user", of(&morning, "{\"name\": \"Bob\", \"team\": #}", team))->id;
    int64_t eve = book_add(context, "user", "{\"name\": \"Eve\"}")->id;
    text_t text = text_create(context->arena, 1 << 20);
    assert_true(today_write(&morning.context, &(today_query_t){.user_id = bob}, &text));
    assert_false(today_write(&morning.context, &(today_query_t){.user_id = eve}, &text));
    assert_string_equal(book_forget(&morning.context), "forbidden");
    assert_false(today_write(&morning.context, &(today_query_t){.date = "tomorrow"}, &text));
    assert_string_equal(book_forget(&morning.context), "not_a_date");
}

static void tasks_promises_and_meetings_of_the_day_come_by_urgency(void **state) {
    with_book(*state, due);
}

static void an_opportunity_is_quiet_when_its_stage_says_so(void **state) {
    with_book(*state, quiet);
}

static void an_account_is_to_be_called_after_the_interval_of_its_tier(void **state) {
    with_book(*state, accounts);
}

static void a_manager_sees_the_day_of_the_team_and_of_nobody_else(void **state) {
    with_book(*state, others);
}

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(tasks_promises_and_meetings_of_the_day_come_by_urgency),
        ON_BOTH(an_opportunity_is_quiet_when_its_stage_says_so),
        ON_BOTH(an_account_is_to_be_called_after_the_interval_of_its_tier),
        ON_BOTH(a_manager_sees_the_day_of_the_team_and_of_nobody_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
