/* What a screen shows, kept under a name: private, for one's team, or for everyone. A private view is told to nobody
 * else, whatever their role; whom a view is shared with may use it, and only its owner changes it. */
#ifndef DAYBOOK_CUSTOMER_SAVED_VIEW_H
#define DAYBOOK_CUSTOMER_SAVED_VIEW_H

#include "catalogue/context.h"

#include <jansson.h>

enum { SAVED_VIEW_NAME = 80, SAVED_VIEW_STATE = 2000, SAVED_VIEW_MOST = 200 };

/* Own ones and those shared with the actor, by name: {"items": [{"id", "screen", "name", "state", "shared", "owner",
 * "mine", "default"}]}. `screen` NULL: of all screens. */
bool saved_view_write_list(context_t *context, const char *screen, json_writer_t *writer);

/* One, when the actor may see it. */
bool saved_view_write(context_t *context, int64_t id, json_writer_t *writer);

/* From {"screen", "name", "state", "shared"}. The screen is the plural of a record type, or "pipeline" or "inbox"; the
 * state is the text of its address behind the question mark, and of a record type it must be a query that its list
 * understands. Everyone shares with their team, administrators and managers with everyone. */
bool saved_view_create(context_t *context, const json_t *body, int64_t *id);

/* Name, state or with whom it is shared; what is not given stays. */
bool saved_view_change(context_t *context, int64_t id, const json_t *body);

/* By its owner; a shared one also by an administrator. */
bool saved_view_delete(context_t *context, int64_t id);

/* The view with which the actor begins on a screen; `id` 0: none. */
bool saved_view_set_default(context_t *context, const char *screen, int64_t id);

#endif
