/* What the organisation is set to: its name and the currency in which it counts. */
#ifndef DAYBOOK_CUSTOMER_ORGANISATION_H
#define DAYBOOK_CUSTOMER_ORGANISATION_H

#include "base/json.h"
#include "catalogue/context.h"

/* After how many days without contact an account of a tier is to be called; the order is that of the tiers. */
enum { CONTACT_TIERS = 4 };
extern const char *const CONTACT_TIER_NAMES[CONTACT_TIERS]; /* "strategic", "key", "standard", "smb" */

typedef struct organisation {
    const char *name;                         /* "" in a new book */
    const char *currency;                     /* ISO 4217; "USD" in a new book */
    int64_t contact_intervals[CONTACT_TIERS]; /* 1 to 3650; 0 in a change: as it is */
} organisation_t;

bool organisation_read(context_t *context, organisation_t *out);

/* {"name", "currency", "contact_intervals": {"strategic", …}} under `key`. */
bool organisation_write(context_t *context, json_writer_t *writer, const char *key);

/* Changes what is given; administrators only. */
bool organisation_change(context_t *context, const organisation_t *change);

#endif
