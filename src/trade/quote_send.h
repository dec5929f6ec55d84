/* A quote on its way to the customer: a manager's word where its discount needs one, and its private page. */
#ifndef DAYBOOK_TRADE_QUOTE_SEND_H
#define DAYBOOK_TRADE_QUOTE_SEND_H

#include "base/text.h"
#include "trade/quote.h"

typedef struct quote_link {
    const char *token; /* NULL: the quote waits for a manager. Shown once, kept as a hash */
    moment_t expires_at;
} quote_link_t;

/* Sends a draft: earlier versions are superseded, and its page gets a link. With a discount above the limit it waits
 * for a manager instead, unless a manager sends it or has approved it; managers are told. */
bool quote_send(context_t *context, int64_t id, quote_link_t *out);

/* A manager's word on a quote that waits: approved, its owner may send it; else it is a draft to be changed, and `note`
 * tells why. The owner is told. */
bool quote_approve(context_t *context, int64_t id, bool approved, const char *note);

/* Another link to the page of a quote that was sent; links from before stay good. */
bool quote_link(context_t *context, int64_t id, quote_link_t *out);

/* All links of the quote stop working. */
bool quote_unlink(context_t *context, int64_t id);

/* The quote behind a link; PROBLEM_NOT_FOUND when there is none, or it has expired or was taken back. */
bool quote_find_linked(context_t *context, const char *token, int64_t *id);

/* Marks those sent quotes as expired whose last day is past, and tells their owners. What is read or decided before
 * that counts as expired all the same. */
bool quote_expire(context_t *context);

/* Tells the owner of the quote, in the owner's language; `more` may be NULL. */
bool quote_tell_owner(context_t *context, const quote_t *quote, label_t what, const char *more);

#endif
