/* Arithmetic of documents: shares of amounts, in minor units, and the value of quantities. */
#ifndef DAYBOOK_TRADE_AMOUNT_H
#define DAYBOOK_TRADE_AMOUNT_H

#include "base/money.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* amount × numerator ÷ denominator, rounded half away from zero; 0 for a denominator of 0. The result must fit:
 * numerators are parts of their denominators. */
int64_t amount_share(int64_t amount, int64_t numerator, int64_t denominator);

/* What is added to a share when the part taken grows from `before` to `after` of `whole`: the steps sum to the amount,
 * in however many it is taken. */
int64_t amount_step(int64_t amount, int64_t before, int64_t after, int64_t whole);

/* Spreads `whole` over parts in proportion to weights by largest remainder: the parts sum to the whole. Weights of sum
 * 0: the first part gets it. */
void amount_spread(int64_t whole, const int64_t *weights, size_t count, int64_t *parts);

/* Quantity (three digits behind the point) × unit price (four) in minor units, rounded half away from zero once; false
 * when it does not fit. */
bool amount_extend(int64_t quantity, int64_t unit_price, const currency_t *currency, int64_t *out);

#endif
