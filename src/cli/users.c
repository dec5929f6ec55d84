/* daybook user add, daybook token create */
#include "catalogue/record.h"
#include "cli/command.h"
#include "customer/access.h"
#include "customer/user.h"

typedef struct user_add {
    invocation_t *invocation;
    const char *token;
} user_add_t;

static bool user_set(context_t *context, const invocation_t *invocation, record_t *user, const char *field) {
    const char *value = command_value(invocation, field);
    return record_parse_text(context, &USER, type_field(&USER, field), NULL, value != NULL ? value : "",
                             record_value(user, field));
}

static bool user_add(context_t *context, void *argument) {
    user_add_t *add = argument;
    moment_t expires = 0;
    record_t *user = record_new(context->arena, &USER);
    if (!user_set(context, add->invocation, user, "name") || !user_set(context, add->invocation, user, "email") ||
        !user_set(context, add->invocation, user, "role"))
        return false;
    if (record_is_null(user, "email"))
        return problem_add_field(context->problem, "email", "required", "Give --email: the user signs in with it.");
    return record_create(context, user, &user) &&
           access_create_link(context, user->id, "invitation", &add->token, &expires);
}

int command_user_add(invocation_t *invocation) {
    user_add_t add = {.invocation = invocation};
    store_t *store = command_open_book(invocation);
    bool ok = store != NULL && command_write(invocation, store, user_add, &add);
    store_close(store);
    if (!ok) return command_fail(invocation);
    printf("%s/link/%s\n", command_value(invocation, "origin"), add.token);
    return EXIT_DONE;
}

static bool token_create(context_t *context, void *argument) {
    user_add_t *add = argument;
    int64_t user_id = 0, id = 0;
    const char *email = command_value(add->invocation, "user");
    if (email == NULL) return problem_add_field(context->problem, "user", "required", "Give --user EMAIL.");
    if (!access_find_user(context, email, &user_id)) return false;
    if (user_id == 0)
        return problem_add_field(context->problem, "user", "not_found", "Nobody who may sign in has the address %s.",
                                 email);
    return access_create_token(context, user_id, command_value(add->invocation, "name"), &id, &add->token);
}

int command_token_create(invocation_t *invocation) {
    user_add_t add = {.invocation = invocation};
    store_t *store = command_open_book(invocation);
    bool ok = store != NULL && command_write(invocation, store, token_create, &add);
    store_close(store);
    if (!ok) return command_fail(invocation);
    printf("%s\n", add.token);
    return EXIT_DONE;
}
