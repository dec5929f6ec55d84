/* Passwords: Argon2id by libsodium, never inside a transaction. */
#include "base/text.h"
#include "customer/access.h"

#include <pthread.h>
#include <sodium.h>

enum { AT_ONCE = 2 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t one_finished = PTHREAD_COND_INITIALIZER;
static int running;

/* Each takes 64 MB: more than two at once would let a burst of sign-ins fill a small machine's memory. */
static void password_enter(void) {
    pthread_mutex_lock(&lock);
    while (running == AT_ONCE) pthread_cond_wait(&one_finished, &lock);
    running++;
    pthread_mutex_unlock(&lock);
}

static void password_leave(void) {
    pthread_mutex_lock(&lock);
    running--;
    pthread_cond_signal(&one_finished);
    pthread_mutex_unlock(&lock);
}

bool access_hash_password(arena_t *arena, const char *password, const char **hash, problem_t *problem) {
    size_t characters = text_characters(password);
    if (characters < PASSWORD_LEAST || characters > PASSWORD_MOST)
        return problem_add_field(problem, "password", characters < PASSWORD_LEAST ? "too_short" : "too_long",
                                 "A password has from %d to %d characters.", PASSWORD_LEAST, PASSWORD_MOST);
    char *text = arena_alloc(arena, crypto_pwhash_STRBYTES);
    password_enter();
    int result = crypto_pwhash_str(text, password, strlen(password), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                                   crypto_pwhash_MEMLIMIT_INTERACTIVE);
    password_leave();
    if (result != 0)
        return problem_set(problem, PROBLEM_UNAVAILABLE, "busy", "The server has no memory left for this. Try again.");
    *hash = text;
    return true;
}

/* The hash of a random text that nobody knows: who is unknown waits as long as who mistypes. */
static const char NOBODY[] =
    "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$"
    "Yv8bEm3gSeLqY4jKxB6dPYqGJc0m3zVjJx3h1yqkS2Q";

bool access_password_matches(const char *hash, const char *password) {
    if (strlen(password) > 4 * PASSWORD_MOST) return false;
    password_enter();
    bool matches = crypto_pwhash_str_verify(hash != NULL ? hash : NOBODY, password, strlen(password)) == 0;
    password_leave();
    return matches && hash != NULL;
}

static const char SQL_SET[] =
    "INSERT INTO credential (user_id, password_hash, changed_at) VALUES ($1, $2, $3) "
    "ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at";
static const char SQL_FIND[] = "SELECT password_hash FROM credential WHERE user_id = $1";

bool access_set_password(context_t *context, int64_t user_id, const char *hash) {
    store_run(context->tx, NULL, SQL_SET, "iti", user_id, hash, context->now);
    return context_done(context);
}

bool access_find_password(context_t *context, int64_t user_id, const char **hash) {
    *hash = store_get_text(context->tx, context->arena, SQL_FIND, "i", user_id);
    return context_done(context);
}
