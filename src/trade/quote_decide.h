/* What is decided about a quote, on the customer's page or by us in the customer's name. */
#ifndef DAYBOOK_TRADE_QUOTE_DECIDE_H
#define DAYBOOK_TRADE_QUOTE_DECIDE_H

#include "trade/quote.h"

enum { QUOTE_COMMENTS = 500 };

typedef struct quote_signature {
    const char *name;    /* required */
    const char *title;   /* NULL allowed */
    const char *address; /* of the client; NULL allowed */
    const char *hash;    /* of the text that was shown; NULL: not compared */
} quote_signature_t;

/* Accepts and signs: the order is created and the opportunity won in the same transaction. Accepted already, it gives
 * the same order. PROBLEM_CONFLICT when it was never sent, has expired, was declined or superseded, or its text is no
 * longer the one that was shown. */
bool quote_accept(context_t *context, int64_t id, const quote_signature_t *signature, int64_t *order_id);

bool quote_decline(context_t *context, int64_t id, const char *reason);

/* Chooses optional lines of a quote that is open: a draft or sent. */
bool quote_choose_lines(context_t *context, int64_t id, const int64_t *lines, size_t count);

/* What somebody says about it; `name` is who says so where it is the customer, NULL for the actor. */
bool quote_comment(context_t *context, int64_t id, const char *name, const char *body);

/* The customer has opened the page: noted once. */
bool quote_see(context_t *context, int64_t id);

#endif
