/* Who may come in: sessions, API tokens, one-time links and passwords.
 * Every token is 32 random bytes; the database keeps a hash only, so a stolen copy opens nothing. */
#ifndef DAYBOOK_CUSTOMER_ACCESS_H
#define DAYBOOK_CUSTOMER_ACCESS_H

#include "base/json.h"
#include "catalogue/context.h"

enum { PASSWORD_LEAST = 10, PASSWORD_MOST = 200 }; /* characters */

typedef struct session {
    int64_t user_id;
    const char *csrf_token;
    moment_t seen_at;
} session_t;

/* The user as an actor, with its circle: itself, its team, the members of teams that it manages.
 * PROBLEM_UNAUTHENTICATED when there is no such user or it may not sign in. */
bool access_load_actor(context_t *context, int64_t user_id, actor_t *out);

/* A new session of 14 days; `token` goes to the browser once. */
bool access_begin_session(context_t *context, int64_t user_id, const char *address, const char *agent,
                          const char **token);

/* False without a problem when the token opens no session now. */
bool access_find_session(context_t *context, const char *token, session_t *out);

/* Lengthens a session that is in use. */
bool access_touch_session(context_t *context, const char *token);
bool access_end_session(context_t *context, const char *token);

/* Every session of the user but the one of `token`; NULL: every one. */
bool access_end_other_sessions(context_t *context, int64_t user_id, const char *token);

/* The user of an API token; false without a problem when it is unknown or revoked. */
bool access_find_token(context_t *context, const char *token, int64_t *user_id);

/* An API token for the user; `token` is shown once. */
bool access_create_token(context_t *context, int64_t user_id, const char *name, int64_t *id, const char **token);
bool access_write_tokens(context_t *context, int64_t user_id, json_writer_t *writer, const char *key);
bool access_revoke_token(context_t *context, int64_t user_id, int64_t id);

/* One-time links. purpose: "sign_in" (the first administrator), "invitation", "reset". */
bool access_create_link(context_t *context, int64_t user_id, const char *purpose, const char **token,
                        moment_t *expires);

/* As long as nobody has a password, whoever starts the program gets a link to become the administrator, who is made if
 * need be. `token` is NULL when somebody can sign in already. */
bool access_let_first_in(context_t *context, const char **token);

typedef struct access_link {
    int64_t user_id;
    const char *purpose;
    const char *name;
    const char *email;
} access_link_t;

/* PROBLEM_NOT_FOUND when the link is unknown, used or too old. */
bool access_find_link(context_t *context, const char *token, access_link_t *out);
bool access_use_link(context_t *context, const char *token);

/* Hashing takes a tenth of a second and 64 MB on purpose: never inside a transaction. At most two run at once. */
bool access_hash_password(arena_t *arena, const char *password, const char **hash, problem_t *problem);
bool access_password_matches(const char *hash, const char *password); /* NULL hash: takes as long, is false */

bool access_set_password(context_t *context, int64_t user_id, const char *hash);
bool access_find_password(context_t *context, int64_t user_id, const char **hash); /* NULL: none is set */

/* The user of an e-mail address who may sign in: 0 when there is none. */
bool access_find_user(context_t *context, const char *email, int64_t *user_id);

/* {"id", "name", "email", "role", "locale", "team"} of a user under `key`; `has_password` tells whether one is set. */
bool access_write_user(context_t *context, int64_t user_id, json_writer_t *writer, const char *key, bool *has_password);

/* The language in which the acting user reads: a choice of the user's field "locale", else a field problem. */
bool access_set_locale(context_t *context, const char *locale);

/* Voids a password, as when its user asked for a link to set another. */
bool access_forget_password(context_t *context, int64_t user_id);

/* Throttling by subject: after some failures a wait that doubles up to 15 minutes. An address gets more of them than
 * one user at an address: a whole office may stand behind it. */
enum { ACCESS_USER_FAILURES = 5, ACCESS_ADDRESS_FAILURES = 30 };

/* Sets PROBLEM_TOO_MANY_REQUESTS with retry_after while one has to wait. */
bool access_check_throttle(context_t *context, const char *subject);
bool access_count_failure(context_t *context, const char *subject, int free_failures);
bool access_forget_failures(context_t *context, const char *subject);

#endif
