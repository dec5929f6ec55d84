#include "base/text.h"

#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <utf8proc.h>

enum { FIRST_CAPACITY = 256 };

text_t text_create(arena_t *arena, size_t limit) {
    size_t capacity = limit < FIRST_CAPACITY ? limit + 1 : FIRST_CAPACITY;
    return (text_t){.arena = arena, .data = arena_alloc(arena, capacity), .capacity = capacity, .limit = limit};
}

/* Room for `more` bytes and the NUL; false when the text would pass its limit. */
static bool text_reserve(text_t *text, size_t more) {
    if (text->overflow || more > text->limit - text->length) {
        text->overflow = true;
        return false;
    }
    size_t needed = text->length + more + 1;
    if (needed <= text->capacity) return true;
    size_t capacity = text->capacity * 2 > needed ? text->capacity * 2 : needed;
    char *data = arena_alloc(text->arena, capacity);
    memcpy(data, text->data, text->length + 1);
    text->data = data;
    text->capacity = capacity;
    return true;
}

void text_add(text_t *text, const char *source) {
    text_add_bytes(text, source, strlen(source));
}

void text_add_bytes(text_t *text, const char *source, size_t length) {
    if (length == 0 || !text_reserve(text, length)) return;
    memcpy(text->data + text->length, source, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void text_add_char(text_t *text, char character) {
    text_add_bytes(text, &character, 1);
}

void text_add_int(text_t *text, int64_t number) {
    char digits[24];
    size_t at = sizeof digits;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (number < 0) digits[--at] = '-';
    text_add_bytes(text, digits + at, sizeof digits - at);
}

void text_add_html(text_t *text, const char *source) {
    for (const char *c = source != NULL ? source : ""; *c != '\0'; c++) {
        const char *escaped = *c == '&'   ? "&amp;"
                              : *c == '<' ? "&lt;"
                              : *c == '>' ? "&gt;"
                              : *c == '"' ? "&quot;"
                                          : NULL;
        if (escaped != NULL)
            text_add(text, escaped);
        else
            text_add_char(text, *c);
    }
}

void text_add_format(text_t *text, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    text_add(text, arena_vprintf(text->arena, format, arguments));
    va_end(arguments);
}

void text_clear(text_t *text) {
    text->length = 0;
    text->data[0] = '\0';
    text->overflow = false;
}

bool text_is_utf8(const char *bytes, size_t length) {
    size_t at = 0;
    while (at < length) {
        utf8proc_int32_t point = 0;
        if (bytes[at] == '\0') return false;
        utf8proc_ssize_t step =
            utf8proc_iterate((const utf8proc_uint8_t *)bytes + at, (utf8proc_ssize_t)(length - at), &point);
        if (step <= 0) return false;
        at += (size_t)step;
    }
    return true;
}

size_t text_characters(const char *text) {
    size_t count = 0;
    for (; *text != '\0'; text++)
        if (((unsigned char)*text & 0xC0) != 0x80) count++;
    return count;
}

char *text_fold(arena_t *arena, const char *text) {
    utf8proc_uint8_t *folded = NULL;
    utf8proc_option_t options = UTF8PROC_NULLTERM | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD |
                                UTF8PROC_STRIPMARK | UTF8PROC_IGNORE;
    if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &folded, options) < 0) return arena_strdup(arena, text);
    char *copy = arena_strdup(arena, (const char *)folded);
    free(folded);
    return copy;
}

char *text_lower(arena_t *arena, const char *text) {
    char *lower = arena_strdup(arena, text);
    for (char *c = lower; *c != '\0'; c++)
        if (*c >= 'A' && *c <= 'Z') *c = (char)(*c - 'A' + 'a');
    return lower;
}

char *text_squeeze(arena_t *arena, const char *text) {
    char *squeezed = arena_alloc(arena, strlen(text) + 1);
    size_t length = 0;
    for (const char *c = text; *c != '\0'; c++) {
        bool space = isspace((unsigned char)*c);
        if (space && (length == 0 || squeezed[length - 1] == ' ')) continue;
        squeezed[length++] = space ? ' ' : *c;
    }
    if (length > 0 && squeezed[length - 1] == ' ') length--;
    squeezed[length] = '\0';
    return squeezed;
}

char *text_trim(arena_t *arena, const char *text) {
    size_t length = strlen(text);
    while (length > 0 && isspace((unsigned char)text[length - 1])) length--;
    size_t start = 0;
    while (start < length && isspace((unsigned char)text[start])) start++;
    return arena_strndup(arena, text + start, length - start);
}

bool text_equal(const char *left, const char *right) {
    if (left == NULL || right == NULL) return left == right;
    return strcmp(left, right) == 0;
}

bool text_starts_with(const char *text, const char *start) {
    return strncmp(text, start, strlen(start)) == 0;
}

bool text_parse_int(const char *text, int64_t *out) {
    if (!isdigit((unsigned char)text[0]) && !(text[0] == '-' && isdigit((unsigned char)text[1]))) return false;
    char *end = NULL;
    errno = 0;
    long long number = strtoll(text, &end, 10);
    if (errno != 0 || *end != '\0') return false;
    *out = number;
    return true;
}
