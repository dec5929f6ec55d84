/* What is signed: the quote as plain text, in one spelling, and its hash. */
#ifndef DAYBOOK_TRADE_QUOTE_TEXT_H
#define DAYBOOK_TRADE_QUOTE_TEXT_H

#include "base/text.h"
#include "trade/quote.h"

/* Number, version, dates, terms, every line with what was chosen, totals and texts; nothing that changes elsewhere
 * later, such as names of customers. A text of several lines is preceded by its length. */
void quote_write_text(const quote_t *quote, text_t *out);

/* BLAKE2b of 256 bits of that text, in hexadecimal. */
const char *quote_hash(arena_t *arena, const quote_t *quote);

#endif
