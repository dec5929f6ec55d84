/* The customer's page of a quote: read, choose options, comment, accept and sign, decline. HTML without scripts, in the
 * language of the link. */
#ifndef DAYBOOK_TRADE_QUOTE_PAGE_H
#define DAYBOOK_TRADE_QUOTE_PAGE_H

#include "base/text.h"
#include "catalogue/context.h"

/* What was sent and has to be shown again, with why it was not taken; all NULL on a first reading. */
typedef struct quote_page {
    const char *refusal;
    const char *name, *title, *comment, *comment_name, *reason;
} quote_page_t;

bool quote_write_page(context_t *context, int64_t id, const quote_page_t *page, text_t *out);

/* The page in place of one whose link does not work. */
void quote_write_no_page(const context_t *context, text_t *out);

#endif
