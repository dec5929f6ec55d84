/* Names, addresses, web domains and telephone numbers in the form in which duplicates are looked for: what people write
 * in many ways becomes one. */
#ifndef DAYBOOK_CUSTOMER_DUPLICATE_TEXT_H
#define DAYBOOK_CUSTOMER_DUPLICATE_TEXT_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Folded words with one space between them: punctuation is gone, "S.A." is one word, "O'Neil" too. */
char *duplicate_words(arena_t *arena, const char *text);

/* The words of a company's name without legal forms of many countries ("GmbH", "Pte Ltd", "株式会社") and without "the"
 * and "and". A name of nothing else stays as it is. */
char *duplicate_company(arena_t *arena, const char *name);

/* The words of a street with the usual abbreviations: "Bergstraße 5" and "Bergstr. 5" are alike. */
char *duplicate_street(arena_t *arena, const char *street);

/* The same words in alphabetical order, or without the spaces between them. */
char *duplicate_sorted(arena_t *arena, const char *words);
char *duplicate_joined(arena_t *arena, const char *words);

/* "cancity.com" of "https://www.cancity.com/about" or "ann@mail.cancity.com". NULL when there is none and for those
 * that give addresses to everybody. */
const char *duplicate_domain(arena_t *arena, const char *address);

/* The last digits of a telephone number, at most nine, without a leading zero; NULL when there are less than six. */
const char *duplicate_phone(arena_t *arena, const char *phone);

/* The first run of digits, "12" of "12b Main St"; NULL when there is none. */
const char *duplicate_number(arena_t *arena, const char *words);

/* The pieces of three letters of all words (of two in scripts that need few), hashed, sorted, each once. */
enum { GRAMS_LIMIT = 192 };
typedef struct grams {
    uint32_t *items;
    size_t count;
} grams_t;
grams_t grams_create(arena_t *arena, const char *words);

/* Jaccard: how much of both is common to both, 0 to 1; 0 when one is empty. */
double grams_similarity(const grams_t *left, const grams_t *right);

/* How much of the shorter one is in the longer one. */
double grams_containment(const grams_t *left, const grams_t *right);

/* Equal for two texts as often as they are similar: the least of the pieces' hashes under this seed. */
uint64_t grams_least(const grams_t *grams, uint64_t seed);

/* Letters typed wrong, left out, added or exchanged; more than `most` counts as most + 1. */
int duplicate_distance(const char *left, const char *right, int most);

uint64_t duplicate_hash(uint64_t seed, const char *text);
uint64_t duplicate_mix(uint64_t number);

#endif
