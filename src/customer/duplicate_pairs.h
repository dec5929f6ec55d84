/* All likely pairs among many records at once, in memory: only records that have a key in common are compared. */
#ifndef DAYBOOK_CUSTOMER_DUPLICATE_PAIRS_H
#define DAYBOOK_CUSTOMER_DUPLICATE_PAIRS_H

#include "customer/duplicate_facts.h"

/* A key that more records share says nothing about any two of them. */
enum { DUPLICATE_BLOCK_LIMIT = 50 };

typedef struct duplicate_pair {
    int64_t low, high; /* ids */
    int score;
    unsigned reasons;
} duplicate_pair_t;

/* Told now and then how far it is; false stops. NULL is allowed. */
typedef bool (*duplicate_progress_t)(void *argument, size_t done, size_t total);

typedef struct duplicate_pairs {
    duplicate_pair_t *items; /* by ids, each once, of DUPLICATE_THRESHOLD or more */
    size_t count;
    size_t compared;
    bool stopped;
} duplicate_pairs_t;

duplicate_pairs_t duplicate_pairs_find(arena_t *arena, const duplicate_facts_t *facts, size_t count,
                                       duplicate_progress_t progress, void *argument);

#endif
