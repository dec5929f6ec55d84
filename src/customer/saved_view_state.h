/* The address text of a screen: what may be kept of it. */
#ifndef DAYBOOK_CUSTOMER_SAVED_VIEW_STATE_H
#define DAYBOOK_CUSTOMER_SAVED_VIEW_STATE_H

#include "catalogue/context.h"

/* True for the plural of a record type, "pipeline" and "inbox". */
bool saved_view_screen(const char *screen);

/* A field problem of "state" when the text is too long or no query string, or, of a record type, when its list would
 * refuse it. */
bool saved_view_check_state(context_t *context, const char *screen, const char *state);

#endif
