/* Chance that repeats itself: the same seed gives the same numbers everywhere (splitmix64). */
#ifndef DAYBOOK_SAMPLE_CHANCE_H
#define DAYBOOK_SAMPLE_CHANCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct chance {
    uint64_t state;
} chance_t;

/* `part` gives each part of the work numbers of its own, whatever the other parts took. */
chance_t chance_create(uint64_t seed, uint64_t part);
int64_t chance_between(chance_t *chance, int64_t least, int64_t most); /* both ends included */
bool chance_percent(chance_t *chance, int percent);
size_t chance_index(chance_t *chance, size_t count);

#define CHANCE_ONE_OF(chance, table) ((table)[chance_index((chance), sizeof(table) / sizeof((table)[0]))])

#endif
