#include "base/said.h"

#include <ctype.h>
#include <stddef.h>

bool said_is_letter(char character) {
    return isalnum((unsigned char)character) != 0;
}

const char *said_skip_spaces(const char *at) {
    while (*at == ' ' || *at == '\t') at++;
    return at;
}

bool said_take(const char **at, const char *name) {
    const char *text = said_skip_spaces(*at);
    for (; *name != '\0'; name++) {
        if (*name == ' ') {
            if (*text != ' ') return false;
            text = said_skip_spaces(text);
        } else if (tolower((unsigned char)*text) == *name || *text == *name) {
            text++;
        } else {
            return false;
        }
    }
    if (said_is_letter(name[-1]) && (said_is_letter(*text) || *text == '\'')) return false;
    *at = text;
    return true;
}

bool said_take_any(const char **at, const said_t *names, int *value) {
    const char *best = NULL;
    for (; names->name != NULL; names++) {
        const char *end = *at;
        if (!said_take(&end, names->name) || (best != NULL && end <= best)) continue;
        best = end;
        *value = names->value;
    }
    if (best == NULL) return false;
    *at = best;
    return true;
}

/* clang-format off */
static const said_t NUMBERS[] = {
    {"a", 1}, {"an", 1}, {"one", 1}, {"two", 2}, {"a couple of", 2}, {"three", 3}, {"four", 4}, {"five", 5},
    {"six", 6}, {"seven", 7}, {"eight", 8}, {"nine", 9}, {"ten", 10}, {"eleven", 11}, {"twelve", 12}, {NULL, 0}};

static const said_t CHINESE_DIGITS[] = {
    {"一", 1}, {"二", 2}, {"两", 2}, {"三", 3}, {"四", 4}, {"五", 5}, {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9},
    {NULL, 0}};
/* clang-format on */

bool said_take_digits(const char **at, int *number) {
    const char *text = said_skip_spaces(*at);
    int value = 0, digits = 0;
    for (; isdigit((unsigned char)text[digits]); digits++) {
        if (digits == 4) return false;
        value = value * 10 + (text[digits] - '0');
    }
    if (digits == 0) return false;
    *at = text + digits;
    *number = value;
    return true;
}

/* From 一 to 九十九. */
static bool said_take_chinese_number(const char **at, int *number) {
    int tens = 0, ones = 0;
    bool first = said_take_any(at, CHINESE_DIGITS, &tens);
    if (!said_take(at, "十")) {
        *number = tens;
        return first;
    }
    said_take_any(at, CHINESE_DIGITS, &ones);
    *number = (first ? tens : 1) * 10 + ones;
    return true;
}

bool said_take_number(const char **at, int *number) {
    return said_take_digits(at, number) || said_take_any(at, NUMBERS, number) || said_take_chinese_number(at, number);
}
