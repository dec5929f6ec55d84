#include "base/clock.h"

#include "base/arena.h"

#include <assert.h>
#include <sodium.h>
#include <stdatomic.h>
#include <time.h>

static _Atomic moment_t fixed_moment;

static int64_t clock_read(clockid_t id, int64_t per_second) {
    struct timespec now;
    int result = clock_gettime(id, &now);
    assert(result == 0);
    return (int64_t)now.tv_sec * per_second + now.tv_nsec / (1000000000 / per_second);
}

moment_t clock_now(void) {
    moment_t fixed = atomic_load(&fixed_moment);
    return fixed != 0 ? fixed : clock_read(CLOCK_REALTIME, 1000);
}

int64_t clock_ticks(void) {
    return clock_read(CLOCK_MONOTONIC, 1000000);
}

void clock_set(moment_t moment) {
    atomic_store(&fixed_moment, moment);
}

void random_bytes(void *out, size_t count) {
    int ready = sodium_init();
    assert(ready >= 0);
    randombytes_buf(out, count);
}

char *random_token(arena_t *arena, size_t bytes) {
    unsigned char *random = arena_alloc(arena, bytes);
    random_bytes(random, bytes);
    size_t size = sodium_base64_encoded_len(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
    char *token = arena_alloc(arena, size);
    return sodium_bin2base64(token, size, random, bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
