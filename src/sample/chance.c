#include "sample/chance.h"

#include <assert.h>

static uint64_t chance_next(chance_t *chance) {
    uint64_t mixed = (chance->state += 0x9E3779B97F4A7C15u);
    mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
    mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
    return mixed ^ (mixed >> 31);
}

chance_t chance_create(uint64_t seed, uint64_t part) {
    chance_t chance = {seed};
    chance.state = chance_next(&chance) + part * 0xD1342543DE82EF95u;
    return chance;
}

int64_t chance_between(chance_t *chance, int64_t least, int64_t most) {
    assert(least <= most);
    return least + (int64_t)(chance_next(chance) % (uint64_t)(most - least + 1));
}

bool chance_percent(chance_t *chance, int percent) {
    return chance_between(chance, 1, 100) <= percent;
}

size_t chance_index(chance_t *chance, size_t count) {
    return (size_t)(chance_next(chance) % count);
}
