/* Dated exchange rates, as published against one base currency (the ECB's against the euro), and conversion by them. */
#ifndef DAYBOOK_LEDGER_RATE_H
#define DAYBOOK_LEDGER_RATE_H

#include "base/json.h"
#include "base/money.h"
#include "catalogue/context.h"

enum { RATE_SCALE = 9 };

/* Units of `currency` for one of `base` on that day; replaces what was kept for it. */
bool rate_set(context_t *context, const char *base, const char *currency, const char *date, int64_t rate);

/* The value of one unit of `from` in `to`, at scale 9, by the last rates published on or before the date; the two may
 * meet through a common base. PROBLEM_INVALID naming `field` when there is none. */
bool rate_find(context_t *context, const currency_t *from, const currency_t *to, const char *date, const char *field,
               int64_t *out);

/* The same where having none is no problem: false then. */
bool rate_seek(context_t *context, const currency_t *from, const currency_t *to, const char *date, int64_t *out);

/* Minor units into minor units, rounded half away from zero once; false when the result does not fit. */
bool rate_convert(int64_t amount, const currency_t *from, const currency_t *to, int64_t rate, int64_t *out);

/* {"items": [{"base": "EUR", "currency": "USD", "date": "2026-11-20", "rate": "1.0512"}]}: the last of each currency,
 * or all of one, the latest first, at most 400. */
bool rate_write_list(context_t *context, const char *currency, json_writer_t *writer);

#endif
