/* The digest of a day: what a user has not read yet and what is due, kept as it was in the morning. */
#ifndef DAYBOOK_INSIGHT_DIGEST_H
#define DAYBOOK_INSIGHT_DIGEST_H

#include "base/json.h"
#include "catalogue/context.h"

/* Users who may sign in, want a digest and have none of the day ("2026-03-01") yet. */
bool digest_users(context_t *context, const char *day, int64_t **ids, size_t *count);

/* Makes one for a user who has something, and tells them; `id` 0: there is nothing. */
bool digest_make(context_t *context, int64_t user_id, const char *day, int64_t *id);

/* The actor's own: {"id", "day", "unread", "notifications", "tasks", "promises"}. PROBLEM_NOT_FOUND for another's. */
bool digest_write(context_t *context, int64_t id, json_writer_t *writer);

/* What goes by e-mail; `address` NULL: it does not. `origin`: what links begin with; NULL: none. */
typedef struct digest_letter {
    const char *address, *subject, *text;
} digest_letter_t;
bool digest_letter(context_t *context, int64_t id, const char *origin, digest_letter_t *out);
bool digest_mark_mailed(context_t *context, int64_t id);

#endif
