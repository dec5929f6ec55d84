/* Views of lists: who sees them, who changes them, and what is kept. On either engine. */
#include "customer/saved_view.h"

#include "base/text.h"
#include "support/book_context.h"
#include "support/cmocka.h"

static context_t acting(context_t *context, const char *name, role_t role, int64_t team) {
    const char *json = team > 0
                           ? arena_printf(context->arena, "{\"name\": \"%s\", \"team\": %lld}", name, (long long)team)
                           : arena_printf(context->arena, "{\"name\": \"%s\"}", name);
    actor_t *actor = ARENA_NEW(context->arena, actor_t);
    *actor = (actor_t){.user_id = book_add(context, "user", json)->id, .role = role, .name = name, .locale = "en"};
    context_t result = *context;
    result.actor = actor;
    return result;
}

static bool save(context_t *context, const char *json, int64_t *id) {
    json_t *body = json_loads(json, 0, NULL);
    assert_non_null(body);
    bool ok = saved_view_create(context, body, id);
    json_decref(body);
    return ok;
}

static bool change(context_t *context, int64_t id, const char *json) {
    json_t *body = json_loads(json, 0, NULL);
    bool ok = saved_view_change(context, id, body);
    json_decref(body);
    return ok;
}

static const char *names(context_t *context) {
    text_t text = text_create(context->arena, 1024 * 1024), out = text_create(context->arena, 4096);
    json_writer_t writer = json_begin(&text);
    size_t index = 0;
    json_t *item = NULL;
    assert_true(saved_view_write_list(context, "accounts", &writer));
    json_t *list = json_loads(text.data, 0, NULL);
    json_array_foreach(json_object_get(list, "items"), index, item)
        text_add_format(&out, "%s%s", index > 0 ? "," : "", json_string_value(json_object_get(item, "name")));
    json_decref(list);
    return out.data;
}

static void seen(context_t *context) {
    int64_t team = book_add(context, "team", "{\"name\": \"North\"}")->id, id = 0;
    context_t rita = acting(context, "Rita", ROLE_REPRESENTATIVE, team);
    context_t tom = acting(context, "Tom", ROLE_REPRESENTATIVE, team);
    context_t eve = acting(context, "Eve", ROLE_REPRESENTATIVE, 0);
    context_t ada = acting(context, "Ada", ROLE_ADMINISTRATOR, 0);
    assert_true(save(&rita, "{\"screen\": \"accounts\", \"name\": \"Alone\", \"state\": \"\"}", &id));
    assert_true(
        save(&rita, "{\"screen\": \"accounts\", \"name\": \"Ours\", \"state\": \"\", \"shared\": \"team\"}", &id));
    assert_true(
        save(&ada, "{\"screen\": \"accounts\", \"name\": \"All\", \"state\": \"\", \"shared\": \"everyone\"}", &id));
    assert_string_equal(names(&rita), "All,Alone,Ours");
    assert_string_equal(names(&tom), "All,Ours");
    assert_string_equal(names(&eve), "All");
    assert_string_equal(names(&ada), "All");
}

static void sharing(context_t *context) {
    int64_t team = book_add(context, "team", "{\"name\": \"North\"}")->id, id = 0, other = 0;
    context_t rita = acting(context, "Rita", ROLE_REPRESENTATIVE, team);
    context_t tom = acting(context, "Tom", ROLE_REPRESENTATIVE, team);
    context_t eve = acting(context, "Eve", ROLE_READ_ONLY, 0);
    context_t mia = acting(context, "Mia", ROLE_MANAGER, 0);
    assert_true(save(&rita, "{\"screen\": \"accounts\", \"name\": \"Ours\", \"state\": \"\"}", &id));
    assert_false(change(&rita, id, "{\"shared\": \"everyone\"}"));
    assert_string_equal(book_forget(context), "forbidden");
    assert_false(change(&tom, id, "{\"name\": \"Mine\"}"));
    assert_string_equal(book_forget(context), "not_found");
    assert_true(change(&rita, id, "{\"shared\": \"team\"}"));
    assert_false(change(&tom, id, "{\"name\": \"Mine\"}"));
    assert_string_equal(book_forget(context), "forbidden");
    assert_false(saved_view_delete(&tom, id));
    assert_string_equal(book_forget(context), "forbidden");
    assert_false(
        save(&eve, "{\"screen\": \"accounts\", \"name\": \"X\", \"state\": \"\", \"shared\": \"team\"}", &other));
    assert_string_equal(book_forget(context), "no_team");
    assert_true(
        save(&mia, "{\"screen\": \"accounts\", \"name\": \"All\", \"state\": \"\", \"shared\": \"everyone\"}", &other));
    assert_true(saved_view_delete(&rita, id));
    assert_string_equal(names(&rita), "All");
}

static void private_views(context_t *context) {
    int64_t id = 0;
    context_t rita = acting(context, "Rita", ROLE_REPRESENTATIVE, 0);
    context_t ada = acting(context, "Ada", ROLE_ADMINISTRATOR, 0);
    assert_true(save(&rita, "{\"screen\": \"accounts\", \"name\": \"Alone\", \"state\": \"\"}", &id));
    assert_false(saved_view_delete(&ada, id));
    assert_string_equal(book_forget(context), "not_found");
    assert_false(saved_view_set_default(&ada, "accounts", id));
    assert_string_equal(book_forget(context), "not_found");
    assert_true(saved_view_set_default(&rita, "accounts", id));
    assert_false(saved_view_set_default(&rita, "contacts", id));
    assert_string_equal(book_forget(context), "wrong_screen");
}

static void kept(context_t *context) {
    static const char *const REFUSED[] = {"colour=red",   "tier",        "=x",          "name.has=%zz",
                                          "name.has=%00", "name.has=%4", "sort=-colour"};
    int64_t id = 0;
    context_t rita = acting(context, "Rita", ROLE_REPRESENTATIVE, 0);
    for (size_t i = 0; i < sizeof REFUSED / sizeof REFUSED[0]; i++) {
        assert_false(save(
            &rita,
            arena_printf(context->arena, "{\"screen\": \"accounts\", \"name\": \"V\", \"state\": \"%s\"}", REFUSED[i]),
            &id));
        assert_string_equal(book_forget(context), "not_a_query");
    }
    assert_true(save(
        &rita,
        "{\"screen\": \"accounts\", \"name\": \" V \", \"state\": \"name.has=a%20b%c3%a9&sort=-name&columns=name\"}",
        &id));
    assert_true(
        save(&rita, "{\"screen\": \"pipeline\", \"name\": \"V\", \"state\": \"layout=list&period=this_month\"}", &id));
    assert_false(save(&rita, "{\"screen\": \"accounts\", \"name\": \"v\", \"state\": \"\"}", &id));
    assert_string_equal(book_forget(context), "not_unique");
    assert_false(save(&rita, "{\"screen\": \"accounts\", \"name\": \" \", \"state\": \"\"}", &id));
    assert_string_equal(book_forget(context), "required");
    assert_false(save(&rita, "{\"screen\": \"moon\", \"name\": \"M\", \"state\": \"\"}", &id));
    assert_string_equal(book_forget(context), "not_a_choice");
}

static void a_view_is_seen_by_whom_it_is_shared_with(void **state) {
    with_book(*state, seen);
}

static void a_view_is_changed_by_its_owner_and_shared_with_everyone_by_managers(void **state) {
    with_book(*state, sharing);
}

static void a_private_view_is_not_there_even_for_an_administrator(void **state) {
    with_book(*state, private_views);
}

static void only_what_a_list_understands_is_kept_each_name_once(void **state) {
    with_book(*state, kept);
}

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_view_is_seen_by_whom_it_is_shared_with),
        ON_BOTH(a_view_is_changed_by_its_owner_and_shared_with_everyone_by_managers),
        ON_BOTH(a_private_view_is_not_there_even_for_an_administrator),
        ON_BOTH(only_what_a_list_understands_is_kept_each_name_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
