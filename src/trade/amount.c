#include "trade/amount.h"

#include "trade/price.h"

static const int64_t POWERS[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000};

/* Half away from zero. */
static __int128 quotient_round(__int128 numerator, __int128 denominator) {
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    __int128 rest = numerator % denominator;
    __int128 quotient = numerator / denominator;
    if (2 * rest >= denominator) return quotient + 1;
    if (-2 * rest >= denominator) return quotient - 1;
    return quotient;
}

int64_t amount_share(int64_t amount, int64_t numerator, int64_t denominator) {
    if (denominator == 0) return 0;
    return (int64_t)quotient_round((__int128)amount * numerator, denominator);
}

int64_t amount_step(int64_t amount, int64_t before, int64_t after, int64_t whole) {
    return amount_share(amount, after, whole) - amount_share(amount, before, whole);
}

/* How far a part that was cut off towards zero falls short of its exact share, in units of 1 ÷ |sum|. */
static __int128 part_missing(int64_t whole, int64_t weight, int64_t sum, int64_t part) {
    __int128 missing = (__int128)whole * weight - (__int128)part * sum;
    return missing < 0 ? -missing : missing;
}

/* The cents that cutting off left over go where most is missing, the first among equals. A part that has had one is
 * told apart by its size: it stands one unit beyond its cut. */
void amount_spread(int64_t whole, const int64_t *weights, size_t count, int64_t *parts) {
    int64_t sum = 0, left = whole;
    for (size_t i = 0; i < count; i++) sum += weights[i];
    for (size_t i = 0; i < count; i++) {
        parts[i] = sum != 0 ? (int64_t)((__int128)whole * weights[i] / sum) : 0;
        left -= parts[i];
    }
    if (sum == 0 && count > 0) parts[0] = whole;
    while (sum != 0 && left != 0) {
        size_t most = 0;
        __int128 missing = -1;
        for (size_t i = 0; i < count; i++) {
            int64_t cut = (int64_t)((__int128)whole * weights[i] / sum);
            if (parts[i] != cut) continue;
            __int128 mine = part_missing(whole, weights[i], sum, cut);
            if (mine > missing) {
                missing = mine;
                most = i;
            }
        }
        int64_t step = left > 0 ? 1 : -1;
        parts[most] += step;
        left -= step;
    }
}

bool amount_extend(int64_t quantity, int64_t unit_price, const currency_t *currency, int64_t *out) {
    __int128 value = quotient_round((__int128)quantity * unit_price * POWERS[currency->exponent],
                                    POWERS[QUANTITY_SCALE + PRICE_SCALE]);
    if (value > INT64_MAX / 100 || value < INT64_MIN / 100) return false;
    *out = (int64_t)value;
    return true;
}
