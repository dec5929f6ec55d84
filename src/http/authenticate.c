#include "http/authenticate.h"

#include "base/clock.h"
#include "base/text.h"
#include "customer/access.h"

#include <sodium.h>

enum { COOKIE_SECONDS = 14 * 24 * 60 * 60, TOUCH_MILLISECONDS = 5 * 60 * 1000 };

static const char COOKIE[] = "daybook_session";

static const char *authenticate_bearer(const request_t *request) {
    const char *header = request_header(request, "Authorization");
    return header != NULL && strncasecmp(header, "Bearer ", 7) == 0 ? header + 7 : NULL;
}

/* Runs in one read: session or token, then the user with its circle. */
static bool authenticate_work(context_t *context, request_t *request) {
    const char *bearer = authenticate_bearer(request);
    const char *cookie = request_cookie(request, COOKIE);
    session_t session = {0};
    int64_t user_id = 0;
    if (bearer != NULL) {
        if (!access_find_token(context, bearer, &user_id)) user_id = 0;
    } else if (cookie != NULL && access_find_session(context, cookie, &session)) {
        user_id = session.user_id;
        request->session_token = cookie;
        request->csrf_token = session.csrf_token;
    }
    if (user_id == 0)
        return problem_set(context->problem, PROBLEM_UNAUTHENTICATED, "unauthenticated", "Sign in first.");
    if (!access_load_actor(context, user_id, &request->actor)) return false;
    request->session_seen_at = session.seen_at;
    return true;
}

static bool authenticate_touch(context_t *context, request_t *request) {
    return access_touch_session(context, request->session_token);
}

static bool authenticate_is_safe(const request_t *request) {
    return text_equal(request->method, "GET") || text_equal(request->method, "HEAD");
}

/* A page of another site can send our cookie along, but cannot know this token. */
static bool authenticate_check_forgery(request_t *request) {
    const char *given = request_header(request, "X-CSRF-Token");
    if (request->session_token == NULL || authenticate_is_safe(request)) return true;
    size_t length = strlen(request->csrf_token);
    if (given != NULL && strlen(given) == length && sodium_memcmp(given, request->csrf_token, length) == 0) return true;
    return problem_set(&request->problem, PROBLEM_FORBIDDEN, "csrf",
                       "This request lacks the session's X-CSRF-Token. Reload the page and try again.");
}

static const char *authenticate_cookie(const request_t *request, const char *token) {
    const char *secure = request_is_secure(request) ? "; Secure" : "";
    return arena_printf(request->arena, "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s", COOKIE,
                        token != NULL ? token : "", token != NULL ? COOKIE_SECONDS : 0, secure);
}

bool authenticate_user(request_t *request) {
    if (!request_read(request, authenticate_work)) return false;
    if (!authenticate_check_forgery(request)) return false;
    bool stale = request->session_token != NULL && clock_now() - request->session_seen_at > TOUCH_MILLISECONDS;
    if (!stale) return true;
    request->renewed_cookie = authenticate_cookie(request, request->session_token);
    return request_write(request, authenticate_touch);
}

bool authenticate_look(request_t *request) {
    return request_read(request, authenticate_work);
}

bool authenticate_again(const request_t *request) {
    request_t again = *request;
    again.arena = arena_create();
    again.problem = problem_create(again.arena);
    again.response = (response_t){.body = text_create(again.arena, 1)};
    bool ok = request_read(&again, authenticate_work) && again.actor.user_id == request->actor.user_id;
    arena_destroy(again.arena);
    return ok;
}

bool authenticate(request_t *request) {
    return (request->route->flags & ROUTE_OPEN) != 0 || authenticate_user(request);
}

void authenticate_set_cookie(request_t *request, const char *token) {
    response_header(request, "Set-Cookie", authenticate_cookie(request, token));
}
