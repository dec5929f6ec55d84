/* The one clock and the one source of randomness; tests set both. */
#ifndef DAYBOOK_BASE_CLOCK_H
#define DAYBOOK_BASE_CLOCK_H

#include "date.h"

#include <stddef.h>
#include <stdint.h>

moment_t clock_now(void);

/* Microseconds of a clock that never jumps: for durations only. */
int64_t clock_ticks(void);

/* For tests: from now on clock_now() answers `moment`; 0 gives the system's time again. */
void clock_set(moment_t moment);

/* Cryptographically strong bytes, and as text of `bytes` random bytes in unpadded URL-safe base64. */
void random_bytes(void *out, size_t count);
struct arena;
char *random_token(struct arena *arena, size_t bytes);

#endif
