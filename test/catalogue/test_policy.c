/* Who may do what to which record: every role, every record type, whoever owns the record. */
#include "catalogue/policy.h"

#include "base/text.h"
#include "insight/book.h"
#include "support/book_context.h"
#include "support/cmocka.h"
#include "support/store_fixture.h"

enum { SELF = 11, COLLEAGUE = 12, STRANGER = 13 };

static const int64_t CIRCLE[] = {SELF, COLLEAGUE};

/* How far each role reaches: a all records, c own ones, the team's and nobody's, - none. In the order of roles:
 * administrator, manager, representative, finance, read-only. */
typedef struct reach {
    const char *types;
    const char *create, *update, *archive, *delete;
} reach_t;

static const reach_t REACHES[] = {
    {"account", "acc--", "acca-", "acc--", "ac---"}, /* finance keeps the terms of accounts */
    {"contact stakeholder interaction task promise lead opportunity", "acc--", "acc--", "acc--", "ac---"},
    {"tag", "aaa--", "aaa--", "aaa--", "aa---"},
    {"campaign assignment_rule web_form price_list price stock_location", "aa---", "aa---", "aa---", "aa---"},
    {"product", "aa---", "aa-a-", "aa---", "aa---"}, /* finance keeps cost and tax */
    {"user team branch territory pipeline stage", "a----", "a----", "a----", "a----"},
    {"quote order delivery invoice payment contract", "-----", "aaca-", "-----", "-----"}, /* made by their actions */
    {"ledger_account tax_code", "a--a-", "a--a-", "a--a-", "a--a-"},
};

static bool has_word(const char *words, const char *word) {
    size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL; at += length)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0')) return true;
    return false;
}

static const reach_t *reach_of(const record_type_t *type) {
    for (size_t i = 0; i < sizeof REACHES / sizeof REACHES[0]; i++)
        if (has_word(REACHES[i].types, type->name)) return &REACHES[i];
    fail_msg("nobody has said who may change %s", type->plural);
    return NULL;
}

static bool allowed(char reach, int64_t owner) {
    return reach == 'a' || (reach == 'c' && owner != STRANGER);
}

static void check_actor(const actor_t *actor, const record_type_t *type) {
    static const int64_t owners[] = {0, SELF, COLLEAGUE, STRANGER};
    const reach_t *reach = reach_of(type);
    const char *const reaches[] = {[POLICY_CREATE] = reach->create,
                                   [POLICY_UPDATE] = reach->update,
                                   [POLICY_ARCHIVE] = reach->archive,
                                   [POLICY_DELETE] = reach->delete};
    arena_t *arena = arena_create();
    problem_t problem = problem_create(arena);
    context_t context = {.arena = arena, .actor = actor, .problem = &problem};
    record_t *record = record_new(arena, type);
    for (int action = POLICY_CREATE; action <= POLICY_DELETE; action++) {
        char letter = reaches[action][actor->role];
        assert_int_equal(policy_role_may(actor, type, (policy_action_t)action), letter != '-');
        if (type->by_actions && action != POLICY_UPDATE) continue;
        for (size_t i = 0; i < sizeof owners / sizeof owners[0]; i++) {
            if (owners[i] != 0 && type->owner == NULL) break;
            if (owners[i] != 0) record_set_number(record, type->owner, owners[i]);
            problem_clear(&problem);
            bool may = policy_check(&context, action == POLICY_CREATE ? NULL : record, record, (policy_action_t)action);
            if (may !=
                allowed(letter, type->owner != NULL && (type->policy == POLICY_OWNED || type->policy == POLICY_DOCUMENT)
                                    ? owners[i]
                                    : 0))
                fail_msg("%s: action %d on a %s of user %d", role_name(actor->role), action, type->name,
                         (int)owners[i]);
            assert_int_equal(problem.kind, may ? PROBLEM_NONE : PROBLEM_FORBIDDEN);
        }
        if (type->owner != NULL) record_set_null(record, type->owner);
    }
    arena_destroy(arena);
}

static void each_role_reaches_as_far_as_agreed(void **state) {
    (void)state;
    book_register_types();
    for (int role = 0; role < ROLE_COUNT; role++) {
        const actor_t actor = {.user_id = SELF, .role = (role_t)role, .circle = CIRCLE, .circle_count = 2};
        for (size_t i = 0; i < BOOK_RECORD_TYPE_COUNT; i++) check_actor(&actor, BOOK_RECORD_TYPES[i]);
    }
}

static bool role_changes(role_t role, const char *type, const char *field) {
    const actor_t actor = {.user_id = SELF, .role = role};
    const record_type_t *found = catalogue_find(type);
    return policy_may_change_field(&actor, found, type_field(found, field));
}

static void what_follows_from_other_values_is_nobodys_to_change(void **state) {
    (void)state;
    book_register_types();
    for (int role = 0; role < ROLE_COUNT; role++) {
        assert_false(role_changes((role_t)role, "opportunity", "weighted_amount"));
        assert_false(role_changes((role_t)role, "opportunity", "cycle_days"));
    }
}

static void finance_changes_terms_and_sellers_all_but_the_credit_limit(void **state) {
    (void)state;
    book_register_types();
    assert_true(role_changes(ROLE_FINANCE, "account", "credit_limit"));
    assert_true(role_changes(ROLE_FINANCE, "account", "payment_terms"));
    assert_false(role_changes(ROLE_FINANCE, "account", "tier"));
    assert_false(role_changes(ROLE_FINANCE, "account", "owner"));
    assert_false(role_changes(ROLE_REPRESENTATIVE, "account", "credit_limit"));
    assert_true(role_changes(ROLE_REPRESENTATIVE, "account", "tier"));
    assert_false(role_changes(ROLE_READ_ONLY, "account", "name"));
}

/* A stakeholder has no owner: its account's decides. */
static void deciding_through_an_account(context_t *context) {
    record_t *stranger = book_add(context, "user", "{\"name\": \"Stan Stranger\", \"email\": \"stan@test.example\"}");
    record_t *seller = book_add(context, "user", "{\"name\": \"Sue Seller\", \"email\": \"sue@test.example\"}");
    record_t *contact = book_add(context, "contact", "{\"name\": \"Connie\"}");
    const struct {
        int64_t owner;
        bool may;
    } cases[] = {{stranger->id, false}, {seller->id, true}, {0, true}};
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *owner = cases[i].owner != 0 ? arena_printf(context->arena, "%d", (int)cases[i].owner) : "null";
        record_t *account = book_add(
            context, "account", arena_printf(context->arena, "{\"name\": \"Of %s\", \"owner\": %s}", owner, owner));
        const char *part =
            arena_printf(context->arena, "{\"contact\": %d, \"account\": %d}", (int)contact->id, (int)account->id);
        record_t *stakeholder = book_add(context, "stakeholder", part);
        const actor_t actor = {
            .user_id = seller->id, .role = ROLE_REPRESENTATIVE, .circle = &seller->id, .circle_count = 1};
        context->actor = &actor;
        const char *expected = cases[i].may ? NULL : "forbidden";
        const char *changed = book_refusal(context, "stakeholder", stakeholder->id, "{\"department\": \"Buying\"}");
        assert_true(text_equal(changed, expected));
        assert_true(text_equal(book_refusal(context, "stakeholder", 0, part), expected));
        context->actor = &ACTOR_PROGRAM;
    }
}

static void an_accounts_owner_decides_about_its_stakeholders(void **state) {
    with_book(*state, deciding_through_an_account);
}

static void giving_away(context_t *context) {
    record_t *stranger = book_add(context, "user", "{\"name\": \"Stan Stranger\", \"email\": \"stan@test.example\"}");
    record_t *seller = book_add(context, "user", "{\"name\": \"Sue Seller\", \"email\": \"sue@test.example\"}");
    const actor_t actor = {
        .user_id = seller->id, .role = ROLE_REPRESENTATIVE, .circle = &seller->id, .circle_count = 1};
    const char *to_stranger = arena_printf(context->arena, "{\"owner\": %d}", (int)stranger->id);
    const char *of_stranger = arena_printf(context->arena, "{\"name\": \"His\", \"owner\": %d}", (int)stranger->id);
    context->actor = &actor;
    record_t *lead = book_add(context, "lead", "{\"name\": \"Mine at first\"}");
    assert_int_equal(record_number(lead, "owner"), seller->id);
    assert_null(book_refusal(context, "lead", lead->id, to_stranger));
    assert_string_equal(book_refusal(context, "lead", lead->id, "{\"owner\": null}"), "forbidden");
    assert_string_equal(book_refusal(context, "lead", 0, of_stranger), "forbidden");
    context->actor = &ACTOR_PROGRAM;
}

static void who_gave_a_record_away_cannot_take_it_back(void **state) {
    with_book(*state, giving_away);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_role_reaches_as_far_as_agreed),
        cmocka_unit_test(what_follows_from_other_values_is_nobodys_to_change),
        cmocka_unit_test(finance_changes_terms_and_sellers_all_but_the_credit_limit),
        ON_BOTH(an_accounts_owner_decides_about_its_stakeholders),
        ON_BOTH(who_gave_a_record_away_cannot_take_it_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
