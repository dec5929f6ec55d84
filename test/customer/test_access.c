/* Who may come in, and for how long: sessions, tokens, links, throttling, teams. On either engine. */
#include "customer/access.h"

#include "base/clock.h"
#include "base/text.h"
#include "catalogue/record.h"
#include "support/cmocka.h"
#include "support/import_book.h"

static const int64_t SECOND = 1000, HOUR = 60 * 60 * 1000, DAY = 24 * 60 * 60 * 1000;

typedef struct call {
    import_book_t *book;
    void (*test)(context_t *context);
} call_t;

static bool call_work(store_tx_t *tx, void *argument) {
    const call_t *call = argument;
    import_book_t *book = call->book;
    context_t context = {
        .arena = book->arena, .tx = tx, .actor = &ACTOR_PROGRAM, .problem = &book->problem, .now = clock_now()};
    call->test(&context);
    problem_clear(&book->problem);
    return true;
}

static void on_both(void (*test)(context_t *context)) {
    static const char *const engines[] = {"sqlite", "postgresql"};
    for (size_t i = 0; i < sizeof engines / sizeof engines[0]; i++) {
        import_book_t *book = import_book_open(engines[i]);
        if (book == NULL) continue;
        call_t call = {book, test};
        assert_true(store_write(book->store, call_work, &call, &book->problem));
        import_book_close(book);
    }
}

/* The problem that is set, which is forgotten, so that the test can go on. */
static problem_kind_t refusal(context_t *context) {
    problem_kind_t kind = context->problem->kind;
    problem_clear(context->problem);
    return kind;
}

static int64_t user(context_t *context, const char *name, const char *role, int64_t team) {
    record_t *record = record_new(context->arena, catalogue_find("user"));
    record_set_text(record, "name", name);
    record_set_text(record, "email", arena_printf(context->arena, "%s@test.example", name));
    record_set_text(record, "role", role);
    if (team != 0) record_set_number(record, "team", team);
    assert_true(record_create(context, record, &record));
    return record->id;
}

static int64_t team(context_t *context, const char *name, int64_t manager) {
    record_t *record = record_new(context->arena, catalogue_find("team"));
    record_set_text(record, "name", name);
    if (manager != 0) record_set_number(record, "manager", manager);
    assert_true(record_create(context, record, &record));
    return record->id;
}

static void deactivate(context_t *context, int64_t id) {
    record_t *change = record_new(context->arena, catalogue_find("user"));
    record_set_number(change, "active", 0);
    assert_true(record_update(context, id, 0, change, &change));
}

static void sessions(context_t *context) {
    session_t session;
    const char *token = NULL, *other = NULL;
    int64_t ada = user(context, "ada", "administrator", 0);
    assert_true(access_begin_session(context, ada, "10.0.0.1", "browser", &token));
    assert_true(access_begin_session(context, ada, "10.0.0.2", NULL, &other));
    assert_true(access_find_session(context, token, &session));
    assert_int_equal(session.user_id, ada);
    assert_int_equal(strlen(session.csrf_token), 43);
    assert_false(access_find_session(context, "another", &session));
    assert_false(access_find_session(context, session.csrf_token, &session));

    context->now += 13 * DAY;
    assert_true(access_touch_session(context, token));
    context->now += 13 * DAY;
    assert_true(access_find_session(context, token, &session));
    assert_false(access_find_session(context, other, &session));
    context->now += 2 * DAY;
    assert_false(access_find_session(context, token, &session));
}

static void sessions_that_end(context_t *context) {
    session_t session;
    const char *here = NULL, *there = NULL, *of_bob = NULL;
    int64_t ada = user(context, "ada", "administrator", 0), bob = user(context, "bob", "finance", 0);
    assert_true(access_begin_session(context, ada, "", NULL, &here) &&
                access_begin_session(context, ada, "", NULL, &there) &&
                access_begin_session(context, bob, "", NULL, &of_bob));
    assert_true(access_end_other_sessions(context, ada, here));
    assert_true(access_find_session(context, here, &session) && access_find_session(context, of_bob, &session));
    assert_false(access_find_session(context, there, &session));
    assert_true(access_end_session(context, here));
    assert_false(access_find_session(context, here, &session));
    assert_true(access_end_other_sessions(context, bob, NULL));
    assert_false(access_find_session(context, of_bob, &session));
}

static void links(context_t *context) {
    access_link_t link;
    const char *first = NULL, *second = NULL;
    moment_t expires = 0;
    int64_t ada = user(context, "ada", "administrator", 0);
    user(context, "ann", "administrator", 0);
    assert_true(access_create_link(context, ada, "invitation", &first, &expires));
    assert_int_equal(expires, context->now + 7 * DAY);
    assert_true(access_create_link(context, ada, "reset", &second, &expires));
    assert_false(access_find_link(context, first, &link));
    assert_int_equal(refusal(context), PROBLEM_NOT_FOUND);
    assert_true(access_find_link(context, second, &link));
    assert_string_equal(link.purpose, "reset");
    assert_true(access_use_link(context, second));
    assert_false(access_use_link(context, second));
    assert_int_equal(refusal(context), PROBLEM_NOT_FOUND);
    assert_false(access_find_link(context, second, &link));
    refusal(context);

    assert_true(access_create_link(context, ada, "reset", &first, &expires));
    deactivate(context, ada);
    assert_false(access_find_link(context, first, &link));
    refusal(context);
    context->now += 8 * DAY;
    assert_false(access_find_link(context, first, &link));
    refusal(context);
}

static void tokens(context_t *context) {
    const char *token = NULL;
    int64_t id = 0, found = 0;
    int64_t ada = user(context, "ada", "administrator", 0), bob = user(context, "bob", "finance", 0);
    assert_false(access_create_token(context, ada, "  ", &id, &token));
    assert_int_equal(refusal(context), PROBLEM_INVALID);
    assert_true(access_create_token(context, ada, "script", &id, &token));
    assert_true(access_find_token(context, token, &found));
    assert_int_equal(found, ada);
    assert_false(access_revoke_token(context, bob, id));
    assert_int_equal(refusal(context), PROBLEM_NOT_FOUND);
    assert_true(access_revoke_token(context, ada, id));
    assert_false(access_find_token(context, token, &found));
}

/* 15 seconds after the fifth, then twice as long each time, up to 15 minutes; an hour of peace forgives. */
static void throttling(context_t *context) {
    static const int waits[] = {15, 30, 60, 120, 240, 480, 900, 900};
    for (int i = 0; i < ACCESS_USER_FAILURES - 1; i++)
        assert_true(access_count_failure(context, "ada", ACCESS_USER_FAILURES));
    assert_true(access_check_throttle(context, "ada"));
    for (size_t i = 0; i < sizeof waits / sizeof waits[0]; i++) {
        assert_true(access_count_failure(context, "ada", ACCESS_USER_FAILURES));
        assert_false(access_check_throttle(context, "ada"));
        assert_int_equal(context->problem->retry_after, waits[i]);
        assert_int_equal(refusal(context), PROBLEM_TOO_MANY_REQUESTS);
        assert_true(access_check_throttle(context, "bob"));
        context->now += waits[i] * SECOND;
        assert_true(access_check_throttle(context, "ada"));
    }
    context->now += HOUR;
    assert_true(access_count_failure(context, "ada", ACCESS_USER_FAILURES));
    assert_true(access_check_throttle(context, "ada"));
}

static void forgiveness(context_t *context) {
    for (int i = 0; i < ACCESS_USER_FAILURES; i++)
        assert_true(access_count_failure(context, "ada", ACCESS_USER_FAILURES));
    assert_true(access_forget_failures(context, "ada"));
    assert_true(access_check_throttle(context, "ada"));
    for (int i = 0; i < ACCESS_ADDRESS_FAILURES - 1; i++)
        assert_true(access_count_failure(context, "address", ACCESS_ADDRESS_FAILURES));
    assert_true(access_check_throttle(context, "address"));
    assert_true(access_count_failure(context, "address", ACCESS_ADDRESS_FAILURES));
    assert_false(access_check_throttle(context, "address"));
    refusal(context);
}

static void circles(context_t *context) {
    actor_t actor;
    int64_t mia = user(context, "mia", "manager", 0);
    int64_t north = team(context, "North", mia), south = team(context, "South", 0);
    int64_t rex = user(context, "rex", "representative", north), roy = user(context, "roy", "representative", north);
    int64_t sue = user(context, "sue", "representative", south);
    assert_true(access_load_actor(context, mia, &actor));
    assert_int_equal(actor.circle_count, 2);
    assert_true(actor.circle[0] == rex && actor.circle[1] == roy);
    assert_true(access_load_actor(context, rex, &actor));
    assert_true(actor.circle_count == 1 && actor.circle[0] == roy);
    assert_true(access_load_actor(context, sue, &actor));
    assert_int_equal(actor.circle_count, 0);
    deactivate(context, sue);
    assert_false(access_load_actor(context, sue, &actor));
    assert_int_equal(refusal(context), PROBLEM_UNAUTHENTICATED);
    assert_false(access_load_actor(context, sue + 1, &actor));
    assert_int_equal(refusal(context), PROBLEM_UNAUTHENTICATED);
}

static void addresses(context_t *context) {
    int64_t found = 0;
    int64_t ada = user(context, "ada", "administrator", 0), bob = user(context, "bob", "finance", 0);
    assert_true(access_find_user(context, "ADA@Test.Example", &found));
    assert_int_equal(found, ada);
    assert_true(access_find_user(context, "nobody@test.example", &found));
    assert_int_equal(found, 0);
    deactivate(context, bob);
    assert_true(access_find_user(context, "bob@test.example", &found));
    assert_int_equal(found, 0);
}

static void the_first_one(context_t *context) {
    const char *first = NULL, *second = NULL;
    access_link_t link;
    assert_true(access_let_first_in(context, &first));
    assert_true(access_find_link(context, first, &link));
    assert_string_equal(link.purpose, "sign_in");
    assert_true(access_let_first_in(context, &second));
    assert_true(access_find_link(context, second, &link));
    assert_true(access_set_password(context, link.user_id, "a hash"));
    assert_true(access_let_first_in(context, &first));
    assert_null(first);
    assert_true(access_forget_password(context, link.user_id));
    assert_true(access_let_first_in(context, &first));
    assert_non_null(first);
}

static void test_a_password_is_kept_as_argon2id_and_nothing_else_matches(void **state) {
    const char *hash = NULL;
    arena_t *arena = arena_create();
    problem_t problem = problem_create(arena);
    (void)state;
    assert_false(access_hash_password(arena, "too short", &hash, &problem));
    assert_string_equal(problem.fields[0].code, "too_short");
    problem_clear(&problem);
    assert_true(access_hash_password(arena, "ünd lang genug", &hash, &problem));
    assert_true(text_starts_with(hash, "$argon2id$"));
    assert_true(access_password_matches(hash, "ünd lang genug"));
    assert_false(access_password_matches(hash, "und lang genug"));
    assert_false(access_password_matches(hash, ""));
    assert_false(access_password_matches(NULL, "ünd lang genug"));
    assert_false(access_password_matches("no hash at all", "ünd lang genug"));
    arena_destroy(arena);
}

#define ON_BOTH(name, work)                                                                                            \
    static void name(void **state) {                                                                                   \
        (void)state;                                                                                                   \
        on_both(work);                                                                                                 \
    }

ON_BOTH(test_a_session_lives_fourteen_days_after_its_last_use, sessions)
ON_BOTH(test_sessions_end_one_by_one_or_all_but_one, sessions_that_end)
ON_BOTH(test_a_link_works_once_for_seven_days_and_only_the_last_one, links)
ON_BOTH(test_a_token_is_its_users_until_revoked, tokens)
ON_BOTH(test_wrong_passwords_wait_longer_and_longer, throttling)
ON_BOTH(test_a_success_forgives_and_an_address_has_more_patience, forgiveness)
ON_BOTH(test_a_circle_is_the_team_and_the_teams_that_one_manages, circles)
ON_BOTH(test_an_address_names_who_may_sign_in, addresses)
ON_BOTH(test_the_first_administrator_is_let_in_until_somebody_has_a_password, the_first_one)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_session_lives_fourteen_days_after_its_last_use),
        cmocka_unit_test(test_sessions_end_one_by_one_or_all_but_one),
        cmocka_unit_test(test_a_link_works_once_for_seven_days_and_only_the_last_one),
        cmocka_unit_test(test_a_token_is_its_users_until_revoked),
        cmocka_unit_test(test_wrong_passwords_wait_longer_and_longer),
        cmocka_unit_test(test_a_success_forgives_and_an_address_has_more_patience),
        cmocka_unit_test(test_a_circle_is_the_team_and_the_teams_that_one_manages),
        cmocka_unit_test(test_an_address_names_who_may_sign_in),
        cmocka_unit_test(test_the_first_administrator_is_let_in_until_somebody_has_a_password),
        cmocka_unit_test(test_a_password_is_kept_as_argon2id_and_nothing_else_matches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
