/* Made-up companies, many of them written twice or more with the errors that people make, and which are the same. */
#ifndef DAYBOOK_TEST_DUPLICATE_SET_H
#define DAYBOOK_TEST_DUPLICATE_SET_H

#include "customer/duplicate_facts.h"

typedef struct duplicate_set {
    arena_t *arena;
    duplicate_input_t *records;
    int64_t *truth; /* equal for records of the same company */
    size_t count;
} duplicate_set_t;

/* The same for the same seed: `companies` of them, about every third with one to three further records. */
duplicate_set_t duplicate_set_create(arena_t *arena, size_t companies, uint64_t seed);

/* Records of real data with what they say of their truth; false when the file is not there. */
bool duplicate_set_chicago(arena_t *arena, const char *folder, duplicate_set_t *out);
bool duplicate_set_febrl(arena_t *arena, const char *folder, const char *file, duplicate_set_t *out);

#endif
