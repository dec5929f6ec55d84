/* A bounded text builder in an arena, and small helpers on UTF-8 text.
 * Invariant: `data` is always NUL-terminated and `length` never exceeds `limit`. What would go over the
 * limit is left out whole and sets `overflow`, which the owner checks once at the end. */
#ifndef DAYBOOK_BASE_TEXT_H
#define DAYBOOK_BASE_TEXT_H

#include "arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct text {
    arena_t *arena;
    char *data;
    size_t length;
    size_t capacity;
    size_t limit;
    bool overflow;
} text_t;

/* An empty text that may grow to `limit` bytes. */
text_t text_create(arena_t *arena, size_t limit);

void text_add(text_t *text, const char *source);
void text_add_bytes(text_t *text, const char *source, size_t length);
void text_add_char(text_t *text, char character);
void text_add_int(text_t *text, int64_t number);
void text_add_format(text_t *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* As text within HTML, or within an attribute in double quotes: & < > " are escaped. NULL adds nothing. */
void text_add_html(text_t *text, const char *source);

/* Forgets the content, keeps the room. */
void text_clear(text_t *text);

/* True when the bytes are well-formed UTF-8 without NUL. */
bool text_is_utf8(const char *bytes, size_t length);

/* Number of code points in well-formed UTF-8. */
size_t text_characters(const char *text);

/* Case-folded, without accents and without compatibility differences: what search and matching compare.
 * "Crème BRÛLÉE" gives "creme brulee". */
char *text_fold(arena_t *arena, const char *text);

/* With A to Z as a to z and nothing else changed: what lower() of the stored columns gives on either database. A
 * parameter is lowered so before it is bound, because lower() of a parameter may know more letters than that. */
char *text_lower(arena_t *arena, const char *text);

/* Without white space at either end and with inner runs of white space as one space. */
char *text_squeeze(arena_t *arena, const char *text);

/* Without white space at either end; inner text as it is. */
char *text_trim(arena_t *arena, const char *text);

bool text_equal(const char *left, const char *right); /* NULL equals only NULL */
bool text_starts_with(const char *text, const char *start);

/* Reads a whole decimal integer; false when there is anything else in the text or it does not fit. */
bool text_parse_int(const char *text, int64_t *out);

#endif
