/* One change as streams tell it. */
#ifndef DAYBOOK_HTTP_EVENT_CHANGE_H
#define DAYBOOK_HTTP_EVENT_CHANGE_H

#include "base/text.h"
#include "catalogue/changes.h"

/* {"type", "plural", "id", "version", "action", "by", "at", "request", "about": [{"plural", "id"}]}; id null: many of
 * the type. Values are never told: who may see them reads them. */
void event_change_write(const change_t *change, text_t *out);

#endif
