/* Text as the words that search compares: folded, without punctuation. */
#ifndef DAYBOOK_CATALOGUE_WORDS_H
#define DAYBOOK_CATALOGUE_WORDS_H

#include "base/arena.h"

#include <stdbool.h>
#include <stddef.h>

enum { WORD_LIMIT = 40, WORDS_LIMIT = 400 }; /* characters of a word (longer ones are cut), words of a record */

typedef struct word {
    const char *text;
    int weight;
} word_t;

typedef struct words {
    arena_t *arena;
    word_t *items;
    size_t count;
} words_t;

words_t words_create(arena_t *arena);

/* Adds the words of a text; one that is there keeps the greater weight. Parts of "Kan-code" are added also as
 * "kancode". Scripts without spaces between words (Chinese, Japanese, Thai) are added as single characters and pairs.
 */
void words_add(words_t *words, const char *text, int weight);

/* Adds the digits of a text as one word: telephone numbers are typed in many ways. */
void words_add_digits(words_t *words, const char *text, int weight);

/* The words of a query: neither joined forms nor single characters beside their pairs. */
words_t words_of_query(arena_t *arena, const char *text);

/* At least four characters and no digit: a word in which typing errors are looked for. */
bool word_is_correctable(const char *word);

/* Damerau-Levenshtein distance (neighbours swapped count once) of the two, or of `typed` and the beginning of `word`,
 * whichever is less. */
int word_distance(const char *typed, const char *word);

/* The first characters of the word, and these with each character in turn left out. At most WORD_VARIANTS. */
enum { WORD_VARIANT_LENGTH = 12, WORD_VARIANTS = WORD_VARIANT_LENGTH + 1 };
size_t word_variants(arena_t *arena, const char *word, const char **out);

#endif
