#include "catalogue/words.h"

#include "base/text.h"

#include <ctype.h>
#include <utf8proc.h>

words_t words_create(arena_t *arena) {
    return (words_t){.arena = arena, .items = ARENA_ARRAY(arena, word_t, WORDS_LIMIT)};
}

static void words_put(words_t *words, const char *start, size_t length, int weight) {
    if (length == 0) return;
    for (size_t i = 0; i < words->count; i++) {
        word_t *known = &words->items[i];
        if (strlen(known->text) != length || memcmp(known->text, start, length) != 0) continue;
        if (weight > known->weight) known->weight = weight;
        return;
    }
    if (words->count == WORDS_LIMIT) return;
    words->items[words->count++] = (word_t){arena_strndup(words->arena, start, length), weight};
}

static bool character_is_unspaced(utf8proc_int32_t point) {
    return (point >= 0x3040 && point <= 0x30FF) || (point >= 0x3400 && point <= 0x9FFF) ||
           (point >= 0xF900 && point <= 0xFAFF) || (point >= 0x0E00 && point <= 0x0E7F) ||
           (point >= 0x20000 && point <= 0x3FFFF);
}

static bool character_is_of_word(utf8proc_int32_t point) {
    utf8proc_category_t category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

typedef enum { CHARACTER_SPACE, CHARACTER_PUNCTUATION, CHARACTER_LETTER, CHARACTER_UNSPACED, CHARACTER_END } kind_t;

static kind_t words_next(const char *text, size_t *length) {
    utf8proc_int32_t point = 0;
    if (*text == '\0') return CHARACTER_END;
    utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)text, -1, &point);
    *length = step > 0 ? (size_t)step : 1;
    if (step <= 0 || (point < 128 && isspace((int)point))) return CHARACTER_SPACE;
    if (utf8proc_category(point) == UTF8PROC_CATEGORY_ZS) return CHARACTER_SPACE;
    if (character_is_unspaced(point)) return CHARACTER_UNSPACED;
    return character_is_of_word(point) ? CHARACTER_LETTER : CHARACTER_PUNCTUATION;
}

/* A run of letters from `text` on; its length in bytes, cut at WORD_LIMIT characters, goes to `kept`. */
static size_t words_run(const char *text, size_t *kept) {
    size_t length = 0, step = 0;
    size_t characters = 0;
    while (words_next(text + length, &step) == CHARACTER_LETTER) {
        length += step;
        if (++characters <= WORD_LIMIT) *kept = length;
    }
    return length;
}

/* Single characters and pairs; in a query only pairs, or the character that stands alone. */
static size_t words_unspaced(words_t *words, const char *text, int weight, bool query) {
    size_t first = 0, second = 0;
    words_next(text, &first);
    bool pair = words_next(text + first, &second) == CHARACTER_UNSPACED;
    if (pair) words_put(words, text, first + second, weight);
    if (!query || !pair) words_put(words, text, first, weight);
    return first;
}

static void words_read(words_t *words, const char *text, int weight, bool query) {
    text_t joined = text_create(words->arena, WORD_LIMIT);
    int parts = 0;
    bool after_pair = false;
    const char *c = text;
    for (;;) {
        size_t step = 0, kept = 0;
        kind_t kind = words_next(c, &step);
        if (kind == CHARACTER_SPACE || kind == CHARACTER_END) {
            if (parts > 1 && !joined.overflow && !query) words_put(words, joined.data, joined.length, weight);
            text_clear(&joined);
            parts = 0;
        }
        if (kind == CHARACTER_END) return;
        if (kind == CHARACTER_LETTER) {
            step = words_run(c, &kept);
            words_put(words, c, kept, weight);
            text_add_bytes(&joined, c, kept);
            parts++;
        }
        if (kind == CHARACTER_UNSPACED) {
            size_t second = 0;
            bool pair = words_next(c + step, &second) == CHARACTER_UNSPACED;
            if (!(query && after_pair && !pair)) words_unspaced(words, c, weight, query);
            after_pair = pair;
        } else {
            after_pair = false;
        }
        c += step;
    }
}

void words_add(words_t *words, const char *text, int weight) {
    words_read(words, text_fold(words->arena, text), weight, false);
}

void words_add_digits(words_t *words, const char *text, int weight) {
    text_t digits = text_create(words->arena, WORD_LIMIT);
    for (; *text != '\0'; text++)
        if (isdigit((unsigned char)*text)) text_add_char(&digits, *text);
    words_put(words, digits.data, digits.length, weight);
}

words_t words_of_query(arena_t *arena, const char *text) {
    words_t words = words_create(arena);
    words_read(&words, text_fold(arena, text), 0, true);
    return words;
}

bool word_is_correctable(const char *word) {
    for (const char *c = word; *c != '\0'; c++)
        if (isdigit((unsigned char)*c)) return false;
    return text_characters(word) >= 4;
}

static size_t word_points(const char *word, utf8proc_int32_t *points, size_t limit) {
    size_t count = 0;
    while (*word != '\0' && count < limit) {
        utf8proc_ssize_t step = utf8proc_iterate((const utf8proc_uint8_t *)word, -1, &points[count]);
        if (step <= 0) break;
        word += step;
        count++;
    }
    return count;
}

static int least(int a, int b) {
    return a < b ? a : b;
}

int word_distance(const char *typed, const char *word) {
    utf8proc_int32_t a[WORD_LIMIT], b[WORD_LIMIT];
    int table[WORD_LIMIT + 1][WORD_LIMIT + 1];
    size_t rows = word_points(typed, a, WORD_LIMIT);
    size_t columns = word_points(word, b, WORD_LIMIT);
    for (size_t j = 0; j <= columns; j++) table[0][j] = (int)j;
    for (size_t i = 1; i <= rows; i++) {
        table[i][0] = (int)i;
        for (size_t j = 1; j <= columns; j++) {
            int cost = a[i - 1] == b[j - 1] ? 0 : 1;
            int best = least(table[i - 1][j - 1] + cost, least(table[i - 1][j], table[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = least(best, table[i - 2][j - 2] + 1);
            table[i][j] = best;
        }
    }
    int distance = table[rows][columns];
    for (size_t j = 0; j < columns; j++) distance = least(distance, table[rows][j]);
    return distance;
}

size_t word_variants(arena_t *arena, const char *word, const char **out) {
    size_t starts[WORD_VARIANT_LENGTH + 1];
    size_t count = 0;
    size_t at = 0;
    while (word[at] != '\0' && count < WORD_VARIANT_LENGTH) {
        starts[count++] = at;
        at++;
        while (((unsigned char)word[at] & 0xC0) == 0x80) at++;
    }
    starts[count] = at;
    out[0] = arena_strndup(arena, word, at);
    for (size_t i = 0; i < count; i++)
        out[i + 1] =
            arena_printf(arena, "%.*s%.*s", (int)starts[i], word, (int)(at - starts[i + 1]), word + starts[i + 1]);
    return count + 1;
}
