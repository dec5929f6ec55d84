/* Signing in and out, passwords, one-time links, API tokens. */
#include "base/clock.h"
#include "base/text.h"
#include "customer/access.h"
#include "customer/organisation.h"
#include "customer/user.h"
#include "http/authenticate.h"
#include "http/route.h"
#include "http/server_state.h"

static bool session_write(context_t *context, request_t *request) {
    bool has_password = false;
    json_writer_t writer = json_begin(&request->response.body);
    json_write_object(&writer, NULL);
    if (!access_write_user(context, request->actor.user_id, &writer, "user", &has_password)) return false;
    json_write_bool(&writer, "must_set_password", !has_password);
    json_write_text(&writer, "csrf_token", request->csrf_token);
    if (!organisation_write(context, &writer, "organisation")) return false;
    json_write_text(&writer, "version", DAYBOOK_VERSION);
    json_write_close(&writer);
    return true;
}

static bool session_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, session_write);
}

/* Begins a session for the request's actor, within the transaction at hand, and answers with it. */
static bool session_begin(context_t *context, request_t *request) {
    const char *token = NULL;
    session_t session;
    if (!access_begin_session(context, request->actor.user_id, request_address(request),
                              request_header(request, "User-Agent"), &token) ||
        !access_find_session(context, token, &session))
        return context_done(context);
    request->csrf_token = session.csrf_token;
    authenticate_set_cookie(request, token);
    return session_write(context, request);
}

typedef struct sign_in {
    const char *email, *password, *current;
    const char *subject, *address; /* what failures are counted by */
    int64_t user_id;
    const char *hash;
} sign_in_t;

/* The attempt counts before its password is looked at, so that many at once get no further than one after another. */
static bool sign_in_look_up(context_t *context, request_t *request) {
    sign_in_t *sign_in = request->state;
    return access_check_throttle(context, sign_in->subject) && access_check_throttle(context, sign_in->address) &&
           access_count_failure(context, sign_in->subject, ACCESS_USER_FAILURES) &&
           access_find_user(context, sign_in->email, &sign_in->user_id) &&
           access_find_password(context, sign_in->user_id, &sign_in->hash);
}

static bool sign_in_count(context_t *context, request_t *request) {
    const sign_in_t *sign_in = request->state;
    return access_count_failure(context, sign_in->address, ACCESS_ADDRESS_FAILURES);
}

static bool sign_in_succeed(context_t *context, request_t *request) {
    const sign_in_t *sign_in = request->state;
    return access_forget_failures(context, sign_in->subject) &&
           access_load_actor(context, sign_in->user_id, &request->actor) && session_begin(context, request);
}

/* Unknown address and wrong password look the same and take the same time. */
static bool sign_in_refuse(request_t *request) {
    if (!request_write(request, sign_in_count)) return false;
    return problem_set(&request->problem, PROBLEM_UNAUTHENTICATED, "wrong_credentials",
                       "E-mail address or password is not right.");
}

static bool sign_in_run(request_t *request, sign_in_t *sign_in) {
    sign_in->address = arena_printf(request->arena, "address %s", request_address(request));
    sign_in->subject = arena_printf(request->arena, "user %.200s %s", text_fold(request->arena, sign_in->email),
                                    request_address(request));
    request->state = sign_in;
    if (!request_write(request, sign_in_look_up)) return false;
    bool matches = access_password_matches(sign_in->hash, sign_in->password);
    if (!matches || sign_in->user_id == 0) return sign_in_refuse(request);
    return request_write(request, sign_in_succeed);
}

static bool session_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    sign_in_t sign_in = {.email = json_string_value(json_object_get(request->json, "email")),
                         .password = json_string_value(json_object_get(request->json, "password"))};
    bool ok = sign_in.email != NULL && sign_in.password != NULL;
    response_json(request, 200);
    if (!ok)
        problem_add_field(&request->problem, sign_in.email == NULL ? "email" : "password", "required",
                          "E-mail address and password are needed.");
    ok = ok && sign_in_run(request, &sign_in);
    json_decref(request->json);
    return ok;
}

static bool session_change(context_t *context, request_t *request) {
    return access_set_locale(context, json_string_value(json_object_get(request->json, "locale"))) &&
           session_write(context, request);
}

static bool session_patch(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, session_change);
    json_decref(request->json);
    return ok;
}

static bool session_end(context_t *context, request_t *request) {
    if (request->session_token != NULL && !access_end_session(context, request->session_token)) return false;
    authenticate_set_cookie(request, NULL);
    return true;
}

static bool session_delete(request_t *request) {
    if (!request_write(request, session_end)) return false;
    events_recheck(request->server->events, request->actor.user_id);
    response_empty(request, 204);
    return true;
}

static bool link_get_work(context_t *context, request_t *request) {
    access_link_t link;
    const char *token = request_parameter(request, "token");
    json_writer_t writer = json_begin(&request->response.body);
    if (!access_find_link(context, token != NULL ? token : "", &link)) return false;
    json_write_object(&writer, NULL);
    json_write_text(&writer, "purpose", link.purpose);
    json_write_object(&writer, "user");
    json_write_text(&writer, "name", link.name);
    json_write_text(&writer, "email", link.email);
    json_write_close(&writer);
    json_write_close(&writer);
    return true;
}

static bool link_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, link_get_work);
}

/* A link for a new password voids the old one: whoever asked for it had lost it. */
static bool link_post_work(context_t *context, request_t *request) {
    access_link_t link;
    const char *token = json_string_value(json_object_get(request->json, "token"));
    if (!access_find_link(context, token != NULL ? token : "", &link) || !access_use_link(context, token)) return false;
    if (text_equal(link.purpose, "reset") && !access_forget_password(context, link.user_id)) return false;
    return access_load_actor(context, link.user_id, &request->actor) && session_begin(context, request);
}

static bool link_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, link_post_work);
    json_decref(request->json);
    return ok;
}

/* A session that somebody left open is no place to guess its password. */
static bool password_find_work(context_t *context, request_t *request) {
    sign_in_t *sign_in = request->state;
    return access_check_throttle(context, sign_in->subject) &&
           access_count_failure(context, sign_in->subject, ACCESS_USER_FAILURES) &&
           access_find_password(context, request->actor.user_id, &sign_in->hash);
}

/* Whoever else came in by the old password is out. */
static bool password_set_work(context_t *context, request_t *request) {
    const sign_in_t *sign_in = request->state;
    int64_t user_id = request->actor.user_id;
    return access_set_password(context, user_id, sign_in->hash) &&
           access_end_other_sessions(context, user_id, request->session_token) &&
           access_forget_failures(context, sign_in->subject);
}

static bool password_change(request_t *request, sign_in_t *given) {
    if (given->password == NULL)
        return problem_add_field(&request->problem, "password", "required", "A password is needed.");
    given->subject = arena_printf(request->arena, "password %lld", (long long)request->actor.user_id);
    if (!request_write(request, password_find_work)) return false;
    bool known = given->hash == NULL || access_password_matches(given->hash, given->current);
    if (!known)
        return problem_add_field(&request->problem, "current", "wrong_password", "This is not your present password.");
    return access_hash_password(request->arena, given->password, &given->hash, &request->problem) &&
           request_write(request, password_set_work);
}

static bool password_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    const char *current = json_string_value(json_object_get(request->json, "current"));
    sign_in_t *given = ARENA_NEW(request->arena, sign_in_t);
    given->current = current != NULL ? current : "";
    given->password = json_string_value(json_object_get(request->json, "password"));
    request->state = given;
    bool ok = password_change(request, given);
    json_decref(request->json);
    response_empty(request, 204);
    return ok;
}

static bool invite_work(context_t *context, request_t *request) {
    const char *token = NULL;
    const char *hash = NULL;
    moment_t expires = 0;
    record_t *user = NULL;
    if (context->actor->role != ROLE_ADMINISTRATOR)
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden", "Only an administrator invites users.");
    if (!record_load(context, &USER, request->record_id, &user)) return false;
    if (record_is_null(user, "email") || record_number(user, "active") == 0)
        return problem_add_field(context->problem, "email", "required",
                                 "Give the user an e-mail address and let them sign in first.");
    if (!access_find_password(context, user->id, &hash)) return false;
    if (!access_create_link(context, user->id, hash == NULL ? "invitation" : "reset", &token, &expires)) return false;
    json_writer_t writer = json_begin(&request->response.body);
    json_write_object(&writer, NULL);
    json_write_text(&writer, "link", arena_printf(context->arena, "%s/link/%s", request_origin(request), token));
    json_write_text(&writer, "expires_at", moment_format(context->arena, expires));
    json_write_close(&writer);
    return true;
}

static bool invite_post(request_t *request) {
    response_json(request, 200);
    return request_write(request, invite_work);
}

static bool tokens_get_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    json_write_object(&writer, NULL);
    bool ok = access_write_tokens(context, context->actor->user_id, &writer, "items");
    json_write_close(&writer);
    return ok;
}

static bool tokens_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, tokens_get_work);
}

static bool tokens_post_work(context_t *context, request_t *request) {
    const char *name = json_string_value(json_object_get(request->json, "name"));
    const char *token = NULL;
    int64_t id = 0;
    if (!access_create_token(context, context->actor->user_id, name != NULL ? name : "", &id, &token)) return false;
    json_writer_t writer = json_begin(&request->response.body);
    json_write_object(&writer, NULL);
    json_write_int(&writer, "id", id);
    json_write_text(&writer, "name", name);
    json_write_text(&writer, "token", token);
    json_write_close(&writer);
    return true;
}

static bool tokens_post(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 201);
    bool ok = request_write(request, tokens_post_work);
    json_decref(request->json);
    return ok;
}

static bool tokens_delete_work(context_t *context, request_t *request) {
    return access_revoke_token(context, context->actor->user_id, request->record_id);
}

static bool tokens_delete(request_t *request) {
    response_empty(request, 204);
    if (!request_write(request, tokens_delete_work)) return false;
    events_recheck(request->server->events, request->actor.user_id);
    return true;
}

const route_t ROUTES_SESSION[] = {
    {"GET", "/api/v1/session", session_get, 0, "getSession", "Who is signed in", NULL, "Session"},
    {"POST", "/api/v1/session", session_post, ROUTE_OPEN, "signIn", "Sign in", "SignIn", "Session"},
    {"PATCH", "/api/v1/session", session_patch, 0, "changeSession", "Read in another language", "SessionChange",
     "Session"},
    {"DELETE", "/api/v1/session", session_delete, 0, "signOut", "Sign out", NULL, NULL},
    {"GET", "/api/v1/session/link", link_get, ROUTE_OPEN, "getLink", "What a one-time link is for", NULL, "Link"},
    {"POST", "/api/v1/session/link", link_post, ROUTE_OPEN, "useLink", "Sign in by a one-time link", "LinkUse",
     "Session"},
    {"POST", "/api/v1/session/password", password_post, 0, "setPassword", "Set one's password", "PasswordChange", NULL},
    {"POST", "/api/v1/users/{id}/invite", invite_post, 0, "inviteUser", "A link by which a user sets a password", NULL,
     "Invitation"},
    {"GET", "/api/v1/tokens", tokens_get, 0, "listTokens", "One's API tokens", NULL, "TokenList"},
    {"POST", "/api/v1/tokens", tokens_post, ROUTE_CREATES, "createToken", "A new API token, shown once", "TokenInput",
     "Token"},
    {"DELETE", "/api/v1/tokens/{id}", tokens_delete, 0, "revokeToken", "Revoke an API token", NULL, NULL},
    {0},
};
