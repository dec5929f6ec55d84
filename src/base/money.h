/* Money: an integer count of the currency's minor unit together with its currency (ISO 4217). */
#ifndef DAYBOOK_BASE_MONEY_H
#define DAYBOOK_BASE_MONEY_H

#include "arena.h"
#include "decimal.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct currency {
    char code[4]; /* "SGD" */
    int exponent; /* digits of the minor unit: JPY 0, SGD 2, BHD 3 */
    const char *name;
} currency_t;

/* The active currencies of ISO 4217, by code; NULL when there is none of that code (upper case). */
const currency_t *currency_find(const char *code);
const currency_t *currency_all(size_t *count);

/* "1054.5" in USD is 105450. */
decimal_result_t money_parse(const char *text, const currency_t *currency, int64_t *out);

/* "1054.50": always with all digits of the minor unit, no grouping. */
char *money_format(arena_t *arena, int64_t amount, const currency_t *currency);

#endif
