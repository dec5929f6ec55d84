/* What a user is told, and nobody else: somebody mentioned them, gave them something, or changed what they follow.
 * Quiet by default: each kind can be switched off, and an unread one of the same kind and record is brought up to date
 * instead of repeated. */
#ifndef DAYBOOK_CUSTOMER_NOTIFICATION_H
#define DAYBOOK_CUSTOMER_NOTIFICATION_H

#include "base/json.h"
#include "catalogue/context.h"
#include "catalogue/type.h"

#include <jansson.h>

typedef struct notification {
    int64_t user_id;         /* who is told; 0: nobody */
    const char *kind;        /* "mention", "assignment", "handover", "quote", "follow", "digest" */
    const char *record_type; /* what it is about; "digest" with the digest's id is no record */
    int64_t record_id;
    const char *detail; /* one line of what happened, cut at 300 characters; NULL allowed */
} notification_t;

/* Tells the user in the transaction of the change, unless they act themselves or do not want this kind. */
bool notification_send(context_t *context, const notification_t *notification);

enum { NOTIFICATION_LIMIT = 30, NOTIFICATION_MOST = 200 };

/* The actor's own, unread first, then newest first, from behind `after` (the `next` of the page before; NULL: from the
 * first): {"items": [{"id", "kind", "type", "record_id", "title", "detail", "by", "count", "at", "unread"}], "next",
 * "unread"}. */
bool notification_write_list(context_t *context, const char *after, int limit, json_writer_t *writer);

/* How many of the actor's own are unread. */
bool notification_count(context_t *context, int64_t *unread);

/* Marks some of the actor's own as read; NULL: all. Numbers that are not theirs are passed over. */
bool notification_mark_read(context_t *context, const int64_t *ids, size_t count);

/* What is unread by user, for who watches many: `users` and `stamps` hold up to `most`; a stamp differs when something
 * came or was read. */
typedef struct notification_stamp {
    int64_t user_id, unread;
    moment_t newest;
} notification_stamp_t;
bool notification_stamps(context_t *context, notification_stamp_t *stamps, size_t most, size_t *count);

/* The actor's choices: {"kinds": [{"kind", "label", "wanted"}], "digest": "app", "mail": true}; digest is "off", "app"
 * or "mail", which needs a program that sends mail. */
bool notification_write_settings(context_t *context, bool mail, json_writer_t *writer);

/* Changes those that are given: {"kinds": {"follow": false}, "digest": "mail"}. */
bool notification_change_settings(context_t *context, const json_t *body);

/* "off", "app" or "mail" of a user. */
bool notification_digest_choice(context_t *context, int64_t user_id, const char **choice);

#endif
