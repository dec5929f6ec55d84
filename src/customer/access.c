#include "customer/access.h"

#include "base/clock.h"
#include "base/json.h"
#include "base/text.h"

#include <sodium.h>

enum { TOKEN_BYTES = 32, MAX_CIRCLE = 5000, MAX_TOKEN_TEXT = 200 };

static const int64_t MINUTE = 60 * 1000;
static const int64_t HOUR = 60 * 60 * 1000;
static const int64_t DAY = 24 * 60 * 60 * 1000;

static const char SQL_USER[] = "SELECT name, role, active, locale, archived_at, team_id FROM app_user WHERE id = $1";

static const char SQL_CIRCLE[] =
    "SELECT u.id FROM app_user u WHERE u.team_id IN "
    "(SELECT team_id FROM app_user WHERE id = $1 AND team_id IS NOT NULL "
    "UNION SELECT id FROM team WHERE manager_id = $1) AND u.id <> $1 ORDER BY u.id LIMIT 5000";

static const char *access_hash_token(arena_t *arena, const char *token) {
    unsigned char hash[32];
    char *text = arena_alloc(arena, 2 * sizeof hash + 1);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)token, strlen(token), NULL, 0);
    return sodium_bin2hex(text, 2 * sizeof hash + 1, hash, sizeof hash);
}

static bool access_load_circle(context_t *context, int64_t user_id, actor_t *actor) {
    int64_t *circle = NULL;
    store_statement_t *rows = store_query(context->tx, SQL_CIRCLE, "i", user_id);
    while (store_step(rows)) {
        if (circle == NULL) circle = ARENA_ARRAY(context->arena, int64_t, MAX_CIRCLE);
        circle[actor->circle_count++] = store_column_int(rows, 0);
    }
    actor->circle = circle;
    return store_end(rows) || context_done(context);
}

bool access_load_actor(context_t *context, int64_t user_id, actor_t *out) {
    actor_t actor = {.user_id = user_id};
    bool may = false;
    bool alone = true;
    store_statement_t *row = store_query(context->tx, SQL_USER, "i", user_id);
    if (store_step(row)) {
        const char *locale = store_column_text(row, 3);
        actor.name = arena_strdup(context->arena, store_column_text(row, 0));
        actor.locale = arena_strdup(context->arena, locale != NULL ? locale : "en");
        may = role_parse(store_column_text(row, 1), &actor.role) && store_column_int(row, 2) != 0 &&
              store_column_is_null(row, 4);
        alone = actor.role != ROLE_MANAGER && store_column_is_null(row, 5);
    }
    if (!store_end(row)) return context_done(context);
    if (!may)
        return problem_set(context->problem, PROBLEM_UNAUTHENTICATED, "unauthenticated",
                           "This user may not sign in. Ask an administrator.");
    bool needs_circle = actor.role == ROLE_MANAGER || (actor.role == ROLE_REPRESENTATIVE && !alone);
    if (needs_circle && !access_load_circle(context, user_id, &actor)) return false;
    *out = actor;
    return true;
}

static const char SQL_BEGIN_SESSION[] =
    "INSERT INTO session (token_hash, user_id, csrf_token, created_at, seen_at, expires_at, address, agent) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
static const char SQL_FORGET_SESSIONS[] = "DELETE FROM session WHERE expires_at < $1";
static const char SQL_SESSION[] =
    "SELECT user_id, csrf_token, seen_at FROM session WHERE token_hash = $1 AND expires_at > $2";
static const char SQL_TOUCH_SESSION[] = "UPDATE session SET seen_at = $1, expires_at = $2 WHERE token_hash = $3";
static const char SQL_END_SESSION[] = "DELETE FROM session WHERE token_hash = $1";

bool access_begin_session(context_t *context, int64_t user_id, const char *address, const char *agent,
                          const char **token) {
    const char *secret = random_token(context->arena, TOKEN_BYTES);
    store_run(context->tx, NULL, SQL_FORGET_SESSIONS, "i", context->now);
    store_run(context->tx, NULL, SQL_BEGIN_SESSION, "titiiitt", access_hash_token(context->arena, secret), user_id,
              random_token(context->arena, TOKEN_BYTES), context->now, context->now, context->now + 14 * DAY, address,
              agent);
    *token = secret;
    return context_done(context);
}

bool access_find_session(context_t *context, const char *token, session_t *out) {
    bool found = false;
    if (strlen(token) > MAX_TOKEN_TEXT) return false;
    store_statement_t *row =
        store_query(context->tx, SQL_SESSION, "ti", access_hash_token(context->arena, token), context->now);
    if (store_step(row)) {
        *out = (session_t){.user_id = store_column_int(row, 0),
                           .csrf_token = arena_strdup(context->arena, store_column_text(row, 1)),
                           .seen_at = store_column_int(row, 2)};
        found = true;
    }
    return store_end(row) && found;
}

bool access_touch_session(context_t *context, const char *token) {
    store_run(context->tx, NULL, SQL_TOUCH_SESSION, "iit", context->now, context->now + 14 * DAY,
              access_hash_token(context->arena, token));
    return context_done(context);
}

bool access_end_session(context_t *context, const char *token) {
    store_run(context->tx, NULL, SQL_END_SESSION, "t", access_hash_token(context->arena, token));
    return context_done(context);
}

static const char SQL_END_SESSIONS[] = "DELETE FROM session WHERE user_id = $1 AND token_hash <> $2";

bool access_end_other_sessions(context_t *context, int64_t user_id, const char *token) {
    const char *kept = token != NULL ? access_hash_token(context->arena, token) : "";
    store_run(context->tx, NULL, SQL_END_SESSIONS, "it", user_id, kept);
    return context_done(context);
}

static const char SQL_TOKEN[] = "SELECT user_id FROM api_token WHERE token_hash = $1 AND revoked_at IS NULL";
static const char SQL_CREATE_TOKEN[] =
    "INSERT INTO api_token (user_id, name, token_hash, created_at) VALUES ($1, $2, $3, $4) RETURNING id";
static const char SQL_TOKENS[] =
    "SELECT id, name, created_at FROM api_token WHERE user_id = $1 AND revoked_at IS NULL ORDER BY id";
static const char SQL_REVOKE_TOKEN[] =
    "UPDATE api_token SET revoked_at = $1 WHERE id = $2 AND user_id = $3 AND revoked_at IS NULL";

bool access_find_token(context_t *context, const char *token, int64_t *user_id) {
    if (strlen(token) > MAX_TOKEN_TEXT) return false;
    return store_get_int(context->tx, user_id, SQL_TOKEN, "t", access_hash_token(context->arena, token));
}

bool access_create_token(context_t *context, int64_t user_id, const char *name, int64_t *id, const char **token) {
    const char *secret = random_token(context->arena, TOKEN_BYTES);
    name = text_trim(context->arena, name);
    if (*name == '\0' || text_characters(name) > 100)
        return problem_add_field(context->problem, "name", "required",
                                 "Give the token a name of up to 100 characters.");
    store_get_int(context->tx, id, SQL_CREATE_TOKEN, "itti", user_id, name, access_hash_token(context->arena, secret),
                  context->now);
    *token = secret;
    return context_done(context);
}

bool access_write_tokens(context_t *context, int64_t user_id, json_writer_t *writer, const char *key) {
    json_write_array(writer, key);
    store_statement_t *rows = store_query(context->tx, SQL_TOKENS, "i", user_id);
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "name", store_column_text(rows, 1));
        json_write_text(writer, "created_at", moment_format(context->arena, store_column_int(rows, 2)));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

bool access_revoke_token(context_t *context, int64_t user_id, int64_t id) {
    int64_t revoked = 0;
    store_run(context->tx, &revoked, SQL_REVOKE_TOKEN, "iii", context->now, id, user_id);
    if (!context_done(context)) return false;
    if (revoked > 0) return true;
    return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "You have no token %lld.", (long long)id);
}

static const char SQL_CREATE_LINK[] =
    "INSERT INTO one_time_link (token_hash, user_id, purpose, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";
static const char SQL_FORGET_LINKS[] = "DELETE FROM one_time_link WHERE user_id = $1";
static const char SQL_LINK[] =
    "SELECT l.user_id, l.purpose, u.name, u.email FROM one_time_link l JOIN app_user u ON u.id = l.user_id "
    "WHERE l.token_hash = $1 AND l.used_at IS NULL AND l.expires_at > $2 AND u.active = 1 AND u.archived_at IS NULL";
static const char SQL_USE_LINK[] = "UPDATE one_time_link SET used_at = $1 WHERE token_hash = $2 AND used_at IS NULL";

/* A new link makes the user's older ones void: only the last that was sent should work. */
bool access_create_link(context_t *context, int64_t user_id, const char *purpose, const char **token,
                        moment_t *expires) {
    const char *secret = random_token(context->arena, TOKEN_BYTES);
    *expires = context->now + 7 * DAY;
    store_run(context->tx, NULL, SQL_FORGET_LINKS, "i", user_id);
    store_run(context->tx, NULL, SQL_CREATE_LINK, "titii", access_hash_token(context->arena, secret), user_id, purpose,
              context->now, *expires);
    *token = secret;
    return context_done(context);
}

static bool access_refuse_link(context_t *context) {
    return problem_set(context->problem, PROBLEM_NOT_FOUND, "link_void",
                       "This link was used already or is too old. Ask an administrator for a new one.");
}

bool access_find_link(context_t *context, const char *token, access_link_t *out) {
    bool found = false;
    if (strlen(token) > MAX_TOKEN_TEXT) return access_refuse_link(context);
    store_statement_t *row =
        store_query(context->tx, SQL_LINK, "ti", access_hash_token(context->arena, token), context->now);
    if (store_step(row)) {
        *out = (access_link_t){.user_id = store_column_int(row, 0),
                               .purpose = arena_strdup(context->arena, store_column_text(row, 1)),
                               .name = arena_strdup(context->arena, store_column_text(row, 2)),
                               .email = arena_strdup(context->arena, store_column_text(row, 3))};
        found = true;
    }
    if (!store_end(row)) return context_done(context);
    return found || access_refuse_link(context);
}

bool access_use_link(context_t *context, const char *token) {
    int64_t used = 0;
    store_run(context->tx, &used, SQL_USE_LINK, "it", context->now, access_hash_token(context->arena, token));
    if (!context_done(context)) return false;
    return used > 0 || access_refuse_link(context);
}

static const char SQL_FIND_USER[] =
    "SELECT id FROM app_user WHERE lower(email) = $1 AND active = 1 AND archived_at IS NULL";

bool access_find_user(context_t *context, const char *email, int64_t *user_id) {
    *user_id = 0;
    store_get_int(context->tx, user_id, SQL_FIND_USER, "t", text_lower(context->arena, email));
    return context_done(context);
}

static const char SQL_ATTEMPT[] = "SELECT failures, blocked_until, seen_at FROM sign_in_attempt WHERE subject = $1";
static const char SQL_COUNT_ATTEMPT[] =
    "INSERT INTO sign_in_attempt (subject, failures, blocked_until, seen_at) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (subject) DO UPDATE SET failures = excluded.failures, blocked_until = excluded.blocked_until, "
    "seen_at = excluded.seen_at";
static const char SQL_FORGET_ATTEMPT[] = "DELETE FROM sign_in_attempt WHERE subject = $1 OR seen_at < $2";

typedef struct attempts {
    int64_t failures;
    moment_t blocked_until;
} attempts_t;

/* An hour without a failure forgives those before it. */
static bool access_read_attempts(context_t *context, const char *subject, attempts_t *out) {
    *out = (attempts_t){0};
    store_statement_t *row = store_query(context->tx, SQL_ATTEMPT, "t", subject);
    if (store_step(row) && store_column_int(row, 2) > context->now - HOUR)
        *out = (attempts_t){store_column_int(row, 0), store_column_int(row, 1)};
    return store_end(row) || context_done(context);
}

bool access_check_throttle(context_t *context, const char *subject) {
    attempts_t attempts;
    if (!access_read_attempts(context, subject, &attempts)) return false;
    if (attempts.blocked_until <= context->now) return true;
    int wait = (int)((attempts.blocked_until - context->now + 999) / 1000);
    problem_set(context->problem, PROBLEM_TOO_MANY_REQUESTS, "too_many_attempts",
                "Too many attempts. Wait %d seconds and try again.", wait);
    context->problem->retry_after = wait;
    return false;
}

bool access_count_failure(context_t *context, const char *subject, int free_failures) {
    attempts_t attempts;
    if (!access_read_attempts(context, subject, &attempts)) return false;
    int64_t failures = attempts.failures + 1;
    int64_t wait = 0;
    if (failures >= free_failures) wait = 15 * 1000;
    for (int64_t i = free_failures; i < failures && wait < 15 * MINUTE; i++) wait *= 2;
    if (wait > 15 * MINUTE) wait = 15 * MINUTE;
    store_run(context->tx, NULL, SQL_COUNT_ATTEMPT, "tiii", subject, failures, context->now + wait, context->now);
    return context_done(context);
}

bool access_forget_failures(context_t *context, const char *subject) {
    store_run(context->tx, NULL, SQL_FORGET_ATTEMPT, "ti", subject, context->now - DAY);
    return context_done(context);
}
