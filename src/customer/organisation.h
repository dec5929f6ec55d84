/* What the organisation is set to: its name and the currency in which it counts. */
#ifndef DAYBOOK_CUSTOMER_ORGANISATION_H
#define DAYBOOK_CUSTOMER_ORGANISATION_H

#include "catalogue/context.h"

typedef struct organisation {
    const char *name;     /* "" in a new book */
    const char *currency; /* ISO 4217; "USD" in a new book */
} organisation_t;

bool organisation_read(context_t *context, organisation_t *out);

/* Changes what is not NULL; administrators only. */
bool organisation_change(context_t *context, const organisation_t *change);

#endif
