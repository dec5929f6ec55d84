/* Exact decimals as scaled integers: 12.34 at scale 2 is 1234. Never a floating-point number. */
#ifndef DAYBOOK_BASE_DECIMAL_H
#define DAYBOOK_BASE_DECIMAL_H

#include "arena.h"

#include <stdbool.h>
#include <stdint.h>

enum { DECIMAL_MAX_SCALE = 9 };

typedef enum {
    DECIMAL_OK,
    DECIMAL_NOT_A_NUMBER, /* anything but optional sign, digits, one point, digits, optional exponent */
    DECIMAL_TOO_PRECISE,  /* digits other than 0 behind the scale */
    DECIMAL_TOO_LARGE     /* does not fit 18 digits */
} decimal_result_t;

/* Reads "-1234.5", "1e3" at `scale`. `out` is untouched unless DECIMAL_OK. */
decimal_result_t decimal_parse(const char *text, int scale, int64_t *out);

/* As decimal_parse, but rounds digits behind the scale half away from zero. */
decimal_result_t decimal_parse_rounded(const char *text, int scale, int64_t *out);

/* "1234" at scale 2 is "12.34"; trailing zeros are kept when `keep_zeros`. */
char *decimal_format(arena_t *arena, int64_t value, int scale, bool keep_zeros);

/* a × b ÷ 10^scale_of_b, rounded half away from zero; false when the result does not fit. */
bool decimal_multiply(int64_t a, int64_t b, int scale_of_b, int64_t *out);

/* numerator ÷ denominator at `scale`, rounded half away from zero; false for a zero denominator or overflow. */
bool decimal_divide(int64_t numerator, int64_t denominator, int scale, int64_t *out);

/* The same value at another scale, rounded half away from zero; false on overflow. */
bool decimal_rescale(int64_t value, int from_scale, int to_scale, int64_t *out);

#endif
