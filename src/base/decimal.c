#include "base/decimal.h"

#include "base/text.h"

#include <assert.h>
#include <ctype.h>

static const int64_t LIMIT = 999999999999999999; /* 18 digits */

static int64_t decimal_power(int exponent) {
    int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

/* The parts of a decimal as text: digits with the point taken out, and how many of them stand behind it.
 * What comes after 64 digits can no longer change a result of 18, but may still be a digit other than 0. */
typedef struct digits {
    bool negative;
    bool lost_digits;
    char digit[64];
    int count;
    int behind_point;
} digits_t;

static bool decimal_read_exponent(const char *text, digits_t *digits) {
    int64_t exponent = 0;
    if (text[0] == '+' && text[1] != '-') text++;
    if (!text_parse_int(text, &exponent) || exponent < -40 || exponent > 40) return false;
    digits->behind_point -= (int)exponent;
    return true;
}

/* Leading zeros are dropped, so that "000…1" is not too long. */
static void decimal_take_digit(digits_t *digits, char digit, bool behind_point) {
    if (digits->count == (int)sizeof digits->digit) {
        digits->lost_digits = digits->lost_digits || digit != '0';
        if (!behind_point) digits->behind_point--;
        return;
    }
    if (behind_point) digits->behind_point++;
    if (digit != '0' || digits->count > 0) digits->digit[digits->count++] = digit;
}

static bool decimal_read(const char *text, digits_t *digits) {
    bool seen_point = false;
    bool seen_digit = false;
    *digits = (digits_t){.negative = *text == '-'};
    if (*text == '-' || *text == '+') text++;
    for (; *text != '\0' && *text != 'e' && *text != 'E'; text++) {
        if (*text == '.' && !seen_point) {
            seen_point = true;
            continue;
        }
        if (!isdigit((unsigned char)*text)) return false;
        seen_digit = true;
        decimal_take_digit(digits, *text, seen_point);
    }
    if (!seen_digit) return false;
    return *text == '\0' || decimal_read_exponent(text + 1, digits);
}

static decimal_result_t decimal_scale_digits(const digits_t *digits, int scale, bool round, int64_t *out) {
    int kept = digits->count - digits->behind_point + scale; /* digits that count at this scale */
    int64_t value = 0;
    for (int i = 0; i < kept; i++) {
        int64_t digit = i < digits->count ? digits->digit[i] - '0' : 0;
        if (value > (LIMIT - digit) / 10) return DECIMAL_TOO_LARGE;
        value = value * 10 + digit;
    }
    for (int i = kept < 0 ? 0 : kept; i < digits->count && !round; i++)
        if (digits->digit[i] != '0') return DECIMAL_TOO_PRECISE;
    if (digits->lost_digits && !round) return DECIMAL_TOO_PRECISE;
    if (round && kept >= 0 && kept < digits->count && digits->digit[kept] >= '5') value++;
    if (value > LIMIT) return DECIMAL_TOO_LARGE;
    *out = digits->negative ? -value : value;
    return DECIMAL_OK;
}

decimal_result_t decimal_parse(const char *text, int scale, int64_t *out) {
    digits_t digits;
    assert(scale >= 0 && scale <= DECIMAL_MAX_SCALE);
    if (!decimal_read(text, &digits)) return DECIMAL_NOT_A_NUMBER;
    return decimal_scale_digits(&digits, scale, false, out);
}

decimal_result_t decimal_parse_rounded(const char *text, int scale, int64_t *out) {
    digits_t digits;
    assert(scale >= 0 && scale <= DECIMAL_MAX_SCALE);
    if (!decimal_read(text, &digits)) return DECIMAL_NOT_A_NUMBER;
    return decimal_scale_digits(&digits, scale, true, out);
}

char *decimal_format(arena_t *arena, int64_t value, int scale, bool keep_zeros) {
    uint64_t magnitude = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    uint64_t unit = (uint64_t)decimal_power(scale);
    uint64_t fraction = magnitude % unit;
    const char *sign = value < 0 ? "-" : "";
    while (!keep_zeros && scale > 0 && fraction % 10 == 0) {
        fraction /= 10;
        scale--;
    }
    if (scale == 0) return arena_printf(arena, "%s%llu", sign, (unsigned long long)(magnitude / unit));
    return arena_printf(arena, "%s%llu.%0*llu", sign, (unsigned long long)(magnitude / unit), scale,
                        (unsigned long long)fraction);
}

/* Half away from zero. */
static bool decimal_round_quotient(__int128 numerator, __int128 denominator, int64_t *out) {
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    __int128 half = denominator / 2;
    __int128 rest = numerator % denominator;
    __int128 quotient = numerator / denominator;
    if (rest > half || (rest == half && denominator % 2 == 0 && rest != 0)) quotient++;
    if (-rest > half || (-rest == half && denominator % 2 == 0 && rest != 0)) quotient--;
    if (quotient > INT64_MAX || quotient < INT64_MIN) return false;
    *out = (int64_t)quotient;
    return true;
}

bool decimal_multiply(int64_t a, int64_t b, int scale_of_b, int64_t *out) {
    return decimal_round_quotient((__int128)a * b, decimal_power(scale_of_b), out);
}

bool decimal_divide(int64_t numerator, int64_t denominator, int scale, int64_t *out) {
    if (denominator == 0) return false;
    return decimal_round_quotient((__int128)numerator * decimal_power(scale), denominator, out);
}

bool decimal_rescale(int64_t value, int from_scale, int to_scale, int64_t *out) {
    if (from_scale >= to_scale) return decimal_round_quotient(value, decimal_power(from_scale - to_scale), out);
    return decimal_round_quotient((__int128)value * decimal_power(to_scale - from_scale), 1, out);
}
