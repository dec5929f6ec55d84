/* Somebody leaves, and their work goes on with others. On either engine. */
#include "pipeline/handover.h"

#include "base/text.h"
#include "insight/brief.h"
#include "support/book_context.h"
#include "support/cmocka.h"

#include <jansson.h>
#include <string.h>

typedef struct office {
    context_t context;
    actor_t actor;
    int64_t ada, leo, una, finn;
} office_t;

static int64_t user_add(context_t *context, const char *name, const char *role) {
    return book_add(context, "user", arena_printf(context->arena, "{\"name\": \"%s\", \"role\": \"%s\"}", name, role))
        ->id;
}

static void open_office(office_t *office, context_t *context) {
    *office = (office_t){.context = *context};
    office->ada = user_add(context, "Ada", "administrator");
    office->leo = user_add(context, "Leo Leaver", "representative");
    office->una = user_add(context, "Una", "representative");
    office->finn = user_add(context, "Finn", "representative");
    office->actor = (actor_t){.user_id = office->ada, .role = ROLE_ADMINISTRATOR, .name = "Ada", .locale = "en"};
    office->actor.circle = &office->actor.user_id;
    office->actor.circle_count = 1;
    office->context.actor = &office->actor;
}

static record_t *owned(office_t *office, const char *type, const char *values) {
    return book_add(&office->context, type,
                    arena_printf(office->context.arena, "{\"owner\": %lld, %s}", (long long)office->leo, values));
}

static int64_t owner_of(office_t *office, const record_t *record) {
    record_t *now = NULL;
    assert_true(record_load(&office->context, record->type, record->id, &now));
    return record_number(now, "owner");
}

static json_t *answer(office_t *office, const handover_plan_t *plan) {
    text_t text = text_create(office->context.arena, 1 << 20);
    json_writer_t writer = json_begin(&text);
    if (!handover_run(&office->context, plan, &writer)) return NULL;
    json_t *json = json_loads(text.data, 0, NULL);
    assert_non_null(json);
    return json;
}

static json_int_t count_of(json_t *json, size_t successor, const char *part) {
    json_t *row = json_array_get(json_object_get(json, "successors"), successor);
    return json_integer_value(json_object_get(row, part));
}

static json_t *undo(office_t *office, json_t *done) {
    text_t text = text_create(office->context.arena, 1 << 16);
    json_writer_t writer = json_begin(&text);
    bool ok = handover_undo(&office->context, json_integer_value(json_object_get(done, "id")), &writer);
    return ok ? json_loads(text.data, 0, NULL) : NULL;
}

static void everything_goes(context_t *context) {
    office_t office;
    open_office(&office, context);
    record_t *account = owned(&office, "account", "\"name\": \"Quay\"");
    const char *of = arena_printf(context->arena, "\"account\": %lld", (long long)account->id);
    record_t *gone[] = {
        account,
        owned(&office, "contact", arena_printf(context->arena, "\"name\": \"Pat\", %s", of)),
        owned(&office, "opportunity",
              arena_printf(context->arena, "\"name\": \"Rope\", \"amount\": \"10.00\", %s", of)),
        owned(&office, "lead", "\"name\": \"Lea\""),
        owned(&office, "task", arena_printf(context->arena, "\"subject\": \"Ring\", %s", of)),
        owned(&office, "promise", arena_printf(context->arena, "\"subject\": \"Send\", %s", of)),
    };
    record_t *done = owned(&office, "task", "\"subject\": \"Was done\", \"done\": true");
    const handover_plan_t plan = {
        .from_id = office.leo, .successors = &office.una, .successor_count = 1, .deactivate = true};
    json_t *json = answer(&office, &plan);
    assert_non_null(json);
    static const char *const parts[] = {"accounts", "contacts", "opportunities", "leads", "tasks", "promises"};
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++) {
        assert_int_equal(count_of(json, 0, parts[i]), 1);
        assert_int_equal(owner_of(&office, gone[i]), office.una);
    }
    assert_int_equal(owner_of(&office, done), office.leo);
    json_t *back = undo(&office, json);
    assert_int_equal(json_integer_value(json_object_get(back, "returned")), 6);
    for (size_t i = 0; i < sizeof gone / sizeof gone[0]; i++) assert_int_equal(owner_of(&office, gone[i]), office.leo);
    assert_null(undo(&office, json));
    assert_string_equal(book_forget(&office.context), "not_found");
    json_decref(back);
    json_decref(json);
}

static void dry_run(context_t *context) {
    office_t office;
    open_office(&office, context);
    record_t *account = owned(&office, "account", "\"name\": \"Quay\"");
    const handover_plan_t plan = {
        .from_id = office.leo, .successors = &office.una, .successor_count = 1, .dry_run = true};
    json_t *json = answer(&office, &plan);
    assert_true(json_is_null(json_object_get(json, "id")));
    assert_int_equal(count_of(json, 0, "accounts"), 1);
    assert_int_equal(owner_of(&office, account), office.leo);
    json_decref(json);
}

/* 900 | 500 + 300: each account with its own deals. */
static void shared_out(context_t *context) {
    office_t office;
    open_office(&office, context);
    static const struct {
        const char *name, *amount;
    } accounts[] = {{"Small", "300.00"}, {"Large", "900.00"}, {"Middle", "500.00"}};
    record_t *made[3], *deals[3];
    for (int i = 0; i < 3; i++) {
        made[i] = owned(&office, "account", arena_printf(context->arena, "\"name\": \"%s\"", accounts[i].name));
        deals[i] =
            owned(&office, "opportunity",
                  arena_printf(context->arena,
                               "\"name\": \"Deal\", \"amount\": \"%s\", \"currency\": \"USD\", \"account\": %lld",
                               accounts[i].amount, (long long)made[i]->id));
    }
    const int64_t successors[] = {office.una, office.finn};
    const handover_plan_t plan = {.from_id = office.leo, .successors = successors, .successor_count = 2};
    json_t *json = answer(&office, &plan);
    assert_non_null(json);
    assert_int_equal(owner_of(&office, made[1]), office.una);
    assert_int_equal(owner_of(&office, made[2]), office.finn);
    assert_int_equal(owner_of(&office, made[0]), office.finn);
    for (int i = 0; i < 3; i++) assert_int_equal(owner_of(&office, deals[i]), owner_of(&office, made[i]));
    json_t *open = json_object_get(json_array_get(json_object_get(json, "successors"), 1), "open");
    assert_string_equal(json_string_value(json_object_get(json_array_get(open, 0), "amount")), "800.00");
    json_decref(json);
}

static void changed_since(context_t *context) {
    office_t office;
    open_office(&office, context);
    record_t *kept = owned(&office, "account", "\"name\": \"Kept\""),
             *back = owned(&office, "account", "\"name\": \"Back\"");
    const handover_plan_t plan = {.from_id = office.leo, .successors = &office.una, .successor_count = 1};
    json_t *json = answer(&office, &plan);
    record_t *input = record_new(context->arena, kept->type), *saved = NULL;
    record_set_text(input, "name", "Kept and renamed");
    assert_true(record_update(&office.context, kept->id, 0, input, &saved));
    json_t *undone = undo(&office, json);
    assert_int_equal(json_integer_value(json_object_get(undone, "returned")), 1);
    json_t *told = json_array_get(json_object_get(undone, "kept"), 0);
    assert_string_equal(json_string_value(json_object_get(told, "title")), "Kept and renamed");
    assert_int_equal(owner_of(&office, kept), office.una);
    assert_int_equal(owner_of(&office, back), office.leo);
    json_decref(undone);
    json_decref(json);
}

static const char *refusal(office_t *office, int64_t successor, size_t count, bool deactivate) {
    const handover_plan_t plan = {
        .from_id = office->leo, .successors = &successor, .successor_count = count, .deactivate = deactivate};
    json_t *json = answer(office, &plan);
    assert_null(json);
    return book_forget(&office->context);
}

static void refused(context_t *context) {
    office_t office;
    open_office(&office, context);
    record_t *account = owned(&office, "account", "\"name\": \"Quay\"");
    int64_t gone = book_add(context, "user", "{\"name\": \"Gone\", \"active\": false}")->id;
    int64_t reader = user_add(context, "Reader", "read_only");
    assert_string_equal(refusal(&office, office.leo, 1, false), "same_person");
    assert_string_equal(refusal(&office, gone, 1, false), "inactive");
    assert_string_equal(refusal(&office, reader, 1, false), "inactive");
    assert_string_equal(refusal(&office, 999999, 1, false), "inactive");
    assert_string_equal(refusal(&office, office.una, 0, false), "required");
    const int64_t twice[] = {office.una, office.una};
    const handover_plan_t plan = {.from_id = office.leo, .successors = twice, .successor_count = 2};
    assert_null(answer(&office, &plan));
    assert_string_equal(book_forget(&office.context), "named_twice");
    office.actor.role = ROLE_MANAGER;
    assert_string_equal(refusal(&office, office.una, 1, false), "forbidden");
    office.actor.role = ROLE_REPRESENTATIVE;
    office.actor.user_id = office.leo;
    assert_string_equal(refusal(&office, office.una, 1, false), "forbidden");
    office.actor.role = ROLE_ADMINISTRATOR;
    assert_int_equal(owner_of(&office, account), office.leo);
}

static size_t listed(office_t *office, int64_t from_id) {
    text_t text = text_create(office->context.arena, 1 << 16);
    json_writer_t writer = json_begin(&text);
    assert_true(handover_write_list(&office->context, from_id, &writer));
    json_t *json = json_loads(text.data, 0, NULL);
    size_t count = json_array_size(json_object_get(json, "items"));
    json_decref(json);
    return count;
}

/* Whoever leads a team hands over what its members own, also to somebody of another team. */
static void by_a_manager(context_t *context) {
    office_t office;
    open_office(&office, context);
    int64_t mia = user_add(context, "Mia", "manager");
    const char *team = arena_printf(context->arena, "{\"name\": \"North\", \"manager\": %lld}", (long long)mia);
    int64_t north = book_add(&office.context, "team", team)->id;
    record_t *input = record_new(context->arena, catalogue_find("user")), *saved = NULL;
    record_set_number(input, "team", north);
    assert_true(record_update(&office.context, office.leo, 0, input, &saved));
    record_t *account = owned(&office, "account", "\"name\": \"Quay\"");
    record_t *deal =
        owned(&office, "opportunity",
              arena_printf(context->arena, "\"name\": \"Rope\", \"account\": %lld", (long long)account->id));
    const int64_t circle[] = {mia, office.leo};
    office.actor = (actor_t){
        .user_id = mia, .role = ROLE_MANAGER, .name = "Mia", .locale = "en", .circle = circle, .circle_count = 2};
    const handover_plan_t plan = {.from_id = office.leo, .successors = &office.una, .successor_count = 1};
    json_t *json = answer(&office, &plan);
    assert_non_null(json);
    assert_int_equal(owner_of(&office, account), office.una);
    assert_int_equal(owner_of(&office, deal), office.una);
    assert_string_equal(refusal(&office, office.finn, 1, true), "forbidden");
    assert_int_equal(listed(&office, office.leo), 1);
    json_t *back = undo(&office, json);
    assert_non_null(back);
    assert_int_equal(owner_of(&office, account), office.leo);
    assert_int_equal(owner_of(&office, deal), office.leo);
    assert_int_equal(listed(&office, office.leo), 0);
    json_decref(back);
    json_decref(json);
}

static void by_another_manager(context_t *context) {
    office_t office;
    open_office(&office, context);
    owned(&office, "account", "\"name\": \"Quay\"");
    const handover_plan_t plan = {.from_id = office.leo, .successors = &office.una, .successor_count = 1};
    json_t *json = answer(&office, &plan);
    assert_int_equal(listed(&office, office.finn), 0);
    office.actor.user_id = user_add(context, "Max", "manager");
    office.actor.role = ROLE_MANAGER;
    assert_int_equal(listed(&office, office.leo), 0);
    assert_null(undo(&office, json));
    assert_string_equal(book_forget(&office.context), "not_found");
    json_decref(json);
}

static void let_in_again(context_t *context) {
    office_t office;
    open_office(&office, context);
    const handover_plan_t plan = {
        .from_id = office.leo, .successors = &office.una, .successor_count = 1, .deactivate = true};
    json_t *json = answer(&office, &plan), *back;
    record_t *leo = NULL;
    assert_true(record_load(&office.context, catalogue_find("user"), office.leo, &leo));
    assert_int_equal(record_number(leo, "active"), 0);
    back = undo(&office, json);
    assert_int_equal(json_integer_value(json_object_get(back, "returned")), 0);
    assert_true(record_load(&office.context, catalogue_find("user"), office.leo, &leo));
    assert_int_equal(record_number(leo, "active"), 1);
    json_decref(back);
    json_decref(json);
}

/* The largest goes to whom it is meant for, and the others make up for it. */
static void chosen(context_t *context) {
    office_t office;
    open_office(&office, context);
    record_t *large = owned(&office, "account", "\"name\": \"Large\""),
             *small = owned(&office, "account", "\"name\": \"Small\"");
    record_t *deal = owned(&office, "opportunity",
                           arena_printf(context->arena, "\"name\": \"Deal\", \"amount\": \"9.00\", \"account\": %lld",
                                        (long long)large->id));
    const int64_t successors[] = {office.una, office.finn};
    handover_choice_t choices[] = {{large->id, office.finn}, {large->id, office.una}};
    handover_plan_t plan = {.from_id = office.leo, .successors = successors, .successor_count = 2, .choices = choices};
    plan.choice_count = 2;
    assert_null(answer(&office, &plan));
    assert_string_equal(book_forget(&office.context), "named_twice");
    plan.choice_count = 1;
    choices[0].successor_id = office.ada;
    assert_null(answer(&office, &plan));
    assert_string_equal(book_forget(&office.context), "no_successor");
    choices[0] = (handover_choice_t){999999, office.finn};
    assert_null(answer(&office, &plan));
    assert_string_equal(book_forget(&office.context), "not_theirs");
    choices[0] = (handover_choice_t){large->id, office.finn};
    json_t *json = answer(&office, &plan);
    json_t *row = json_array_get(json_object_get(json, "accounts"), 0);
    assert_int_equal(json_integer_value(json_object_get(row, "to")), office.finn);
    assert_int_equal(json_integer_value(json_object_get(row, "opportunities")), 1);
    assert_int_equal(owner_of(&office, large), office.finn);
    assert_int_equal(owner_of(&office, deal), office.finn);
    assert_int_equal(owner_of(&office, small), office.una);
    json_decref(json);
}

static size_t unread(office_t *office, int64_t user_id) {
    text_t text = text_create(office->context.arena, 1 << 16);
    json_writer_t writer = json_begin(&text);
    office->actor = (actor_t){.user_id = user_id, .role = ROLE_REPRESENTATIVE, .locale = "en"};
    assert_true(handover_write_received(&office->context, &writer));
    json_t *json = json_loads(text.data, 0, NULL), *item;
    size_t index, count = 0;
    json_array_foreach(json_object_get(json, "items"), index, item) count +=
        json_is_null(json_object_get(item, "read_at"));
    json_decref(json);
    return count;
}

static void received(context_t *context) {
    office_t office;
    open_office(&office, context);
    record_t *account = owned(&office, "account", "\"name\": \"Quay\"");
    owned(&office, "account", "\"name\": \"Mole\"");
    const handover_plan_t plan = {.from_id = office.leo, .successors = &office.una, .successor_count = 1};
    json_decref(answer(&office, &plan));
    assert_int_equal(unread(&office, office.una), 2);
    assert_true(handover_mark_read(&office.context, account->id));
    assert_int_equal(unread(&office, office.una), 1);
    assert_int_equal(unread(&office, office.finn), 0);
}

static const char *brief_of(office_t *office, int64_t account) {
    text_t text = text_create(office->context.arena, 1 << 16);
    assert_true(brief_write(&office->context, account, &text));
    return text.data;
}

static void brief_tells(context_t *context) {
    office_t office;
    open_office(&office, context);
    record_t *account = owned(&office, "account", "\"name\": \"Quay <Rope> & Sons\"");
    const char *of = arena_printf(context->arena, "\"account\": %lld", (long long)account->id);
    record_t *pat = owned(&office, "contact", "\"name\": \"Pat Quay\"");
    owned(&office, "task",
          arena_printf(context->arena, "\"subject\": \"Ring about knots\", \"due\": \"2020-01-01\", %s", of));
    owned(&office, "promise", arena_printf(context->arena, "\"subject\": \"Send samples\", %s", of));
    owned(&office, "promise", arena_printf(context->arena, "\"subject\": \"Name a buyer\", \"by\": \"them\", %s", of));
    owned(&office, "opportunity",
          arena_printf(context->arena, "\"name\": \"Mooring lines\", \"amount\": \"1200.00\", %s", of));
    book_add(&office.context, "stakeholder",
             arena_printf(context->arena,
                          "{\"contact\": %lld, %s, \"buying_role\": \"champion\", \"support\": \"supporter\"}",
                          (long long)pat->id, of));
    const char *page = brief_of(&office, account->id);
    static const char *const told[] = {"Quay &lt;Rope&gt; &amp; Sons",
                                       "Pat Quay",
                                       "Champion",
                                       "Supporter",
                                       "Ring about knots",
                                       "date late",
                                       "Send samples",
                                       "Name a buyer",
                                       "Mooring lines",
                                       "1,200.00",
                                       "Who is their"};
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++) assert_non_null(strstr(page, told[i]));
    const char *token = NULL;
    moment_t expires = 0;
    text_t shared = text_create(context->arena, 1 << 16);
    assert_true(brief_share(&office.context, account->id, &token, &expires));
    assert_true(brief_write_shared(&office.context, token, &shared));
    assert_non_null(strstr(shared.data, "Pat Quay"));
    assert_null(strstr(shared.data, "Supporter"));
    assert_null(strstr(shared.data, "Who is their"));
    office.context.now = expires;
    assert_false(brief_write_shared(&office.context, token, &shared));
    assert_string_equal(book_forget(&office.context), "not_found");
    office.context.now = context->now;
    assert_true(brief_unshare(&office.context, account->id));
    assert_false(brief_write_shared(&office.context, token, &shared));
    assert_string_equal(book_forget(&office.context), "not_found");
}

static void what_somebody_owns_goes_to_the_successor_and_comes_back(void **state) {
    with_book(*state, everything_goes);
}

static void a_trial_says_what_would_go_and_moves_nothing(void **state) {
    with_book(*state, dry_run);
}

static void several_successors_get_accounts_evenly_by_open_value(void **state) {
    with_book(*state, shared_out);
}

static void what_was_changed_since_stays_when_a_handover_is_taken_back(void **state) {
    with_book(*state, changed_since);
}

static void nobody_hands_over_to_the_leaver_to_who_has_left_or_without_leave(void **state) {
    with_book(*state, refused);
}

static void a_manager_hands_over_what_the_team_owns(void **state) {
    with_book(*state, by_a_manager);
}

static void another_manager_neither_sees_a_handover_nor_takes_it_back(void **state) {
    with_book(*state, by_another_manager);
}

static void who_may_not_sign_in_any_more_may_again_when_it_is_taken_back(void **state) {
    with_book(*state, let_in_again);
}

static void an_account_goes_to_whom_it_is_meant_for(void **state) {
    with_book(*state, chosen);
}

static void a_successor_reads_up_on_each_account(void **state) {
    with_book(*state, received);
}

static void a_brief_tells_people_promises_and_deals_and_shared_keeps_our_judgement(void **state) {
    with_book(*state, brief_tells);
}

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(what_somebody_owns_goes_to_the_successor_and_comes_back),
        ON_BOTH(a_trial_says_what_would_go_and_moves_nothing),
        ON_BOTH(several_successors_get_accounts_evenly_by_open_value),
        ON_BOTH(what_was_changed_since_stays_when_a_handover_is_taken_back),
        ON_BOTH(nobody_hands_over_to_the_leaver_to_who_has_left_or_without_leave),
        ON_BOTH(a_manager_hands_over_what_the_team_owns),
        ON_BOTH(another_manager_neither_sees_a_handover_nor_takes_it_back),
        ON_BOTH(who_may_not_sign_in_any_more_may_again_when_it_is_taken_back),
        ON_BOTH(an_account_goes_to_whom_it_is_meant_for),
        ON_BOTH(a_successor_reads_up_on_each_account),
        ON_BOTH(a_brief_tells_people_promises_and_deals_and_shared_keeps_our_judgement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
