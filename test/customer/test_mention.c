/* Who is meant by "@Name" in a text, and who is told of it. On either engine. */
#include "customer/mention.h"

#include "base/text.h"
#include "customer/notification.h"
#include "support/book_context.h"
#include "support/cmocka.h"

static int64_t user_named(context_t *context, const char *name) {
    return book_add(context, "user", arena_printf(context->arena, "{\"name\": \"%s\"}", name))->id;
}

/* The names of those whom the text mentions, with commas between. */
static const char *mentioned(context_t *context, const char *text) {
    int64_t ids[10];
    size_t count = 0;
    text_t names = text_create(context->arena, 1000);
    assert_true(mention_find(context, text, ids, 10, &count));
    for (size_t i = 0; i < count; i++) {
        const char *name =
            store_get_text(context->tx, context->arena, "SELECT name FROM app_user WHERE id = $1", "i", ids[i]);
        text_add_format(&names, "%s%s", i > 0 ? "," : "", name);
    }
    return names.data;
}

static void finding(context_t *context) {
    user_named(context, "Ann");
    user_named(context, "Ann Lee");
    user_named(context, "Zoë Dupont");
    user_named(context, "Max One");
    user_named(context, "Max Two");
    user_named(context, "张伟");
    assert_string_equal(mentioned(context, "@Ann Lee, and @ann"), "Ann Lee,Ann");
    assert_string_equal(mentioned(context, "ask @zoe dupont!"), "Zoë Dupont");
    assert_string_equal(mentioned(context, "ask @Zoë."), "Zoë Dupont");
    assert_string_equal(mentioned(context, "@Max"), "");
    assert_string_equal(mentioned(context, "@max two's deal"), "Max Two");
    assert_string_equal(mentioned(context, "请@张伟看看"), "张伟");
    assert_string_equal(mentioned(context, "mail ann@ann.example, @Annette, @"), "");
    assert_string_equal(mentioned(context, ""), "");
    assert_string_equal(mentioned(context, NULL), "");
}

static int64_t unread(context_t *context, int64_t user_id) {
    int64_t count = 0;
    assert_true(store_get_int(context->tx, &count,
                              "SELECT count(*) FROM notification WHERE user_id = $1 AND unread = 1", "i", user_id));
    return count;
}

static void telling(context_t *context) {
    int64_t ada = user_named(context, "Ada"), bob = user_named(context, "Bob"), count = 0;
    const actor_t actor = {
        .user_id = ada, .role = ROLE_MANAGER, .name = "Ada", .locale = "en", .circle = &ada, .circle_count = 1};
    context_t acting = *context;
    acting.actor = &actor;
    int64_t note = book_add(&acting, "interaction", "{\"subject\": \"Note\", \"summary\": \"@Bob and @Ada\"}")->id;
    assert_int_equal(unread(context, bob), 1);
    assert_int_equal(unread(context, ada), 0);
    assert_true(store_get_int(context->tx, &count, "SELECT count(*) FROM mention WHERE record_id = $1", "i", note));
    assert_int_equal(count, 2);
    assert_true(notification_mark_read(&(context_t){.arena = context->arena,
                                                    .tx = context->tx,
                                                    .problem = context->problem,
                                                    .actor = &(actor_t){.user_id = bob}},
                                       NULL, 0));
    assert_null(book_refusal(&acting, "interaction", note, "{\"summary\": \"@Bob and @Ada, again\"}"));
    assert_int_equal(unread(context, bob), 0); /* who was told is not told again */
    assert_null(book_refusal(&acting, "interaction", note, "{\"summary\": \"nobody\"}"));
    assert_true(store_get_int(context->tx, &count, "SELECT count(*) FROM mention", ""));
    assert_int_equal(count, 0);
    book_add(&acting, "task", "{\"subject\": \"Ask @bob\"}");
    assert_int_equal(unread(context, bob), 1);
    acting.import_id = 1;
    book_add(&acting, "task", "{\"subject\": \"Ask @bob once more\"}");
    assert_int_equal(unread(context, bob), 1);
}

static void the_longest_name_behind_the_sign_is_meant(void **state) {
    with_book(*state, finding);
}

static void who_is_mentioned_is_told_once_and_imports_tell_nobody(void **state) {
    with_book(*state, telling);
}

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(the_longest_name_behind_the_sign_is_meant),
        ON_BOTH(who_is_mentioned_is_told_once_and_imports_tell_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
