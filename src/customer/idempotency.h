/* Answers that are kept for 48 hours, so that a create that is sent again does nothing and gets the first answer. */
#ifndef DAYBOOK_CUSTOMER_IDEMPOTENCY_H
#define DAYBOOK_CUSTOMER_IDEMPOTENCY_H

#include "catalogue/context.h"

typedef struct kept_answer {
    const char *request_hash; /* NULL: there is none under this key */
    int status;
    const char *response;
} kept_answer_t;

/* What the actor's key was answered with. */
bool idempotency_find(context_t *context, const char *key, kept_answer_t *out);
bool idempotency_keep(context_t *context, const char *key, const kept_answer_t *answer);

#endif
