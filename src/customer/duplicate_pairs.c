#include "customer/duplicate_pairs.h"

#include <stdlib.h>

enum { PROGRESS_PAIRS = 1 << 16 };

typedef struct entry {
    int64_t key;
    uint32_t index; /* of the record */
} entry_t;

static int entry_compare(const void *a, const void *b) {
    const entry_t *left = a, *right = b;
    if (left->key != right->key) return left->key < right->key ? -1 : 1;
    return (left->index > right->index) - (left->index < right->index);
}

static int packed_compare(const void *a, const void *b) {
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

static entry_t *entries_create(arena_t *arena, const duplicate_facts_t *facts, size_t count, size_t *entry_count) {
    entry_t *entries = ARENA_ARRAY(arena, entry_t, count * (DUPLICATE_KEYS + DUPLICATE_WIDE_KEYS) + 1);
    size_t used = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t wide[DUPLICATE_WIDE_KEYS];
        size_t wide_count = duplicate_wide_keys(&facts[i], wide);
        for (size_t j = 0; j < facts[i].key_count; j++) entries[used++] = (entry_t){facts[i].keys[j], (uint32_t)i};
        for (size_t j = 0; j < wide_count; j++) entries[used++] = (entry_t){wide[j], (uint32_t)i};
    }
    qsort(entries, used, sizeof *entries, entry_compare);
    *entry_count = used;
    return entries;
}

static size_t entries_block(const entry_t *entries, size_t from, size_t count) {
    size_t until = from + 1;
    while (until < count && entries[until].key == entries[from].key) until++;
    return until - from;
}

/* Every two records of one block as one number, each once. */
static uint64_t *candidates_create(arena_t *arena, const entry_t *entries, size_t count, size_t *candidate_count) {
    size_t most = 0, used = 0, unique = 0;
    for (size_t at = 0, length; at < count; at += length) {
        length = entries_block(entries, at, count);
        if (length <= DUPLICATE_BLOCK_LIMIT) most += length * (length - 1) / 2;
    }
    uint64_t *candidates = ARENA_ARRAY(arena, uint64_t, most + 1);
    for (size_t at = 0, length; at < count; at += length) {
        length = entries_block(entries, at, count);
        for (size_t i = at; length <= DUPLICATE_BLOCK_LIMIT && i < at + length; i++)
            for (size_t j = i + 1; j < at + length; j++)
                candidates[used++] = ((uint64_t)entries[i].index << 32) | entries[j].index;
    }
    qsort(candidates, used, sizeof *candidates, packed_compare);
    for (size_t i = 0; i < used; i++)
        if (i == 0 || candidates[i] != candidates[i - 1]) candidates[unique++] = candidates[i];
    *candidate_count = unique;
    return candidates;
}

static int pair_compare(const void *a, const void *b) {
    const duplicate_pair_t *left = a, *right = b;
    if (left->low != right->low) return left->low < right->low ? -1 : 1;
    return (left->high > right->high) - (left->high < right->high);
}

static bool pair_of(const duplicate_facts_t *facts, uint64_t candidate, duplicate_pair_t *out) {
    const duplicate_facts_t *left = &facts[candidate >> 32], *right = &facts[candidate & UINT32_MAX];
    int score = duplicate_score(left, right, &out->reasons);
    out->low = left->id < right->id ? left->id : right->id;
    out->high = left->id < right->id ? right->id : left->id;
    out->score = score;
    return score >= DUPLICATE_THRESHOLD && left->id != right->id;
}

duplicate_pairs_t duplicate_pairs_find(arena_t *arena, const duplicate_facts_t *facts, size_t count,
                                       duplicate_progress_t progress, void *argument) {
    duplicate_pairs_t pairs = {.count = 0};
    arena_t *scratch = arena_create();
    size_t entry_count = 0, candidate_count = 0;
    const entry_t *entries = entries_create(scratch, facts, count, &entry_count);
    const uint64_t *candidates = candidates_create(scratch, entries, entry_count, &candidate_count);
    duplicate_pair_t *found = ARENA_ARRAY(scratch, duplicate_pair_t, candidate_count + 1);
    for (size_t i = 0; i < candidate_count && !pairs.stopped; i++) {
        if (pair_of(facts, candidates[i], &found[pairs.count])) pairs.count++;
        if (progress != NULL && i % PROGRESS_PAIRS == 0) pairs.stopped = !progress(argument, i, candidate_count);
    }
    pairs.items = ARENA_ARRAY(arena, duplicate_pair_t, pairs.count + 1);
    memcpy(pairs.items, found, pairs.count * sizeof *found);
    qsort(pairs.items, pairs.count, sizeof *pairs.items, pair_compare);
    pairs.compared = candidate_count;
    arena_destroy(scratch);
    return pairs;
}
