/* What users are told, and how quietly. On either engine. */
#include "customer/notification.h"

#include "base/text.h"
#include "support/book_context.h"
#include "support/cmocka.h"

static int64_t user_named(context_t *context, const char *name) {
    return book_add(context, "user", arena_printf(context->arena, "{\"name\": \"%s\"}", name))->id;
}

static bool tell(context_t *context, int64_t user, const char *kind, int64_t account, const char *detail) {
    const notification_t notification = {user, kind, "account", account, detail};
    return notification_send(context, &notification);
}

/* The context as the user has it. */
static context_t acting(context_t *context, int64_t user_id) {
    actor_t *actor = ARENA_NEW(context->arena, actor_t);
    *actor = (actor_t){.user_id = user_id, .role = ROLE_REPRESENTATIVE, .name = "Pat", .locale = "en"};
    context_t result = *context;
    result.actor = actor;
    return result;
}

static json_t *listed(context_t *context, const char *after, int limit) {
    text_t text = text_create(context->arena, 1024 * 1024);
    json_writer_t writer = json_begin(&text);
    assert_true(notification_write_list(context, after, limit, &writer));
    json_t *list = json_loads(text.data, 0, NULL);
    assert_non_null(list);
    return list;
}

static json_t *item(const json_t *list, size_t index) {
    return json_array_get(json_object_get(list, "items"), index);
}

static const char *text_of(const json_t *object, const char *key) {
    return json_string_value(json_object_get(object, key));
}

static int64_t number_of(const json_t *object, const char *key) {
    return json_integer_value(json_object_get(object, key));
}

static void quiet(context_t *context) {
    int64_t ada = user_named(context, "Ada"), bob = user_named(context, "Bob");
    int64_t account = book_add(context, "account", "{\"name\": \"Cancity\"}")->id;
    context_t as_ada = acting(context, ada), as_bob = acting(context, bob);
    assert_true(tell(&as_ada, ada, "mention", account, "to myself"));
    assert_true(tell(&as_ada, 0, "mention", account, "to nobody"));
    assert_true(tell(&as_ada, bob, "mention", account, "first"));
    as_ada.now += 1000;
    assert_true(tell(&as_ada, bob, "mention", account, "  second\nline "));
    assert_true(tell(&as_ada, bob, "assignment", account, NULL));
    json_t *list = listed(&as_bob, NULL, 10);
    assert_int_equal(json_array_size(json_object_get(list, "items")), 2);
    assert_string_equal(text_of(item(list, 1), "detail"), "second line");
    assert_string_equal(text_of(item(list, 1), "title"), "Cancity");
    assert_int_equal(number_of(item(list, 1), "count"), 2);
    assert_int_equal(number_of(list, "unread"), 2);
    json_decref(list);
    list = listed(&as_ada, NULL, 10);
    assert_int_equal(json_array_size(json_object_get(list, "items")), 0);
    json_decref(list);
}

static void reading(context_t *context) {
    int64_t ada = user_named(context, "Ada"), bob = user_named(context, "Bob");
    context_t as_ada = acting(context, ada), as_bob = acting(context, bob);
    int64_t first = 0;
    for (int i = 0; i < 5; i++) {
        const char *json = arena_printf(context->arena, "{\"name\": \"Account %d\"}", i);
        int64_t account = book_add(context, "account", json)->id;
        as_ada.now += 1000;
        assert_true(tell(&as_ada, bob, "follow", account, NULL));
    }
    json_t *page = listed(&as_bob, NULL, 2);
    first = number_of(item(page, 0), "id");
    assert_true(notification_mark_read(&as_ada, &first, 1));
    assert_int_equal(number_of(page, "unread"), 5);
    assert_true(notification_mark_read(&as_bob, &first, 1));
    json_t *rest = listed(&as_bob, text_of(page, "next"), 10);
    assert_int_equal(json_array_size(json_object_get(rest, "items")), 4); /* the one that was read is last now */
    assert_int_equal(number_of(item(rest, 3), "id"), first);
    assert_int_equal(number_of(rest, "unread"), 4);
    json_decref(page);
    json_decref(rest);
    assert_true(notification_mark_read(&as_bob, NULL, 0));
    int64_t unread = -1;
    assert_true(notification_count(&as_bob, &unread) && unread == 0);
    text_t text = text_create(context->arena, 1024);
    json_writer_t writer = json_begin(&text);
    assert_false(notification_write_list(&as_bob, "1.2", 10, &writer));
    assert_string_equal(book_forget(&as_bob), "bad_cursor");
}

static void choosing(context_t *context) {
    int64_t ada = user_named(context, "Ada"), bob = user_named(context, "Bob"), unread = 0;
    int64_t account = book_add(context, "account", "{\"name\": \"Cancity\"}")->id;
    context_t as_ada = acting(context, ada), as_bob = acting(context, bob);
    json_t *change = json_loads("{\"kinds\": {\"follow\": false}, \"digest\": \"off\"}", 0, NULL);
    const char *digest = NULL;
    assert_true(notification_digest_choice(context, bob, &digest));
    assert_string_equal(digest, "app");
    assert_true(notification_change_settings(&as_bob, change));
    json_decref(change);
    assert_true(notification_digest_choice(context, bob, &digest));
    assert_string_equal(digest, "off");
    assert_true(tell(&as_ada, bob, "follow", account, NULL));
    assert_true(notification_count(&as_bob, &unread) && unread == 0);
    assert_true(tell(&as_ada, bob, "mention", account, NULL));
    assert_true(notification_count(&as_bob, &unread) && unread == 1);
    change = json_loads("{\"kinds\": {\"gossip\": true}}", 0, NULL);
    assert_false(notification_change_settings(&as_bob, change));
    assert_string_equal(book_forget(&as_bob), "unknown_kind");
    json_decref(change);
}

static void nobody_hears_twice_of_one_thing_nor_of_what_they_did_themselves(void **state) {
    with_book(*state, quiet);
}

static void unread_comes_first_and_is_read_by_its_owner_only(void **state) {
    with_book(*state, reading);
}

static void each_kind_can_be_switched_off(void **state) {
    with_book(*state, choosing);
}

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(nobody_hears_twice_of_one_thing_nor_of_what_they_did_themselves),
        ON_BOTH(unread_comes_first_and_is_read_by_its_owner_only),
        ON_BOTH(each_kind_can_be_switched_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
