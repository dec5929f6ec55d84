#include "capture/csv_number.h"

#include "base/text.h"

#include <ctype.h>

/* What is written around and inside numbers and means nothing: signs and codes of currencies, spaces of any width. */
static const char *const NOISE[] = {" ",   "\t",  "\u00A0", "\u202F", "\u2009", "$",   "€",   "£",   "¥",   "￥",
                                    "₹",   "₩",   "₽",    "₫",      "฿",      "S$",  "US$", "元",  "圆",  "USD",
                                    "EUR", "GBP", "SGD",    "CNY",    "RMB",    "JPY", "CHF", "AUD", "CAD", "%"};

static size_t noise_length(const char *text) {
    size_t longest = 0;
    for (size_t i = 0; i < sizeof NOISE / sizeof NOISE[0]; i++) {
        size_t length = strlen(NOISE[i]);
        if (length > longest && strncmp(text, NOISE[i], length) == 0) longest = length;
    }
    return longest;
}

/* Digits, marks and a leading minus are left; anything else is no number. */
static bool number_strip(const char *text, char out[CSV_NUMBER_SIZE], bool *negative) {
    size_t length = 0;
    bool bracket = false, minus = false;
    for (const char *c = text; *c != '\0';) {
        size_t noise = noise_length(c);
        if (noise > 0) {
            c += noise;
            continue;
        }
        size_t sign = text_starts_with(c, "\u2212") ? strlen("\u2212") : *c == '-' || *c == '+' ? 1 : 0;
        if (sign > 0 && length == 0 && !minus)
            minus = *c != '+';
        else if (sign > 0 && *c == '-' && c[1] == '\0')
            minus = true;
        else if (*c == '(' && length == 0)
            bracket = true;
        else if (*c == ')' && bracket && c[1 + noise_length(c + 1)] == '\0')
            minus = true;
        else if (*c == '\'' || isdigit((unsigned char)*c) || *c == ',' || *c == '.') {
            if (length + 2 >= CSV_NUMBER_SIZE) return false;
            if (*c != '\'') out[length++] = *c;
        } else
            return false;
        c += sign > 0 ? sign : 1;
    }
    out[length] = '\0';
    *negative = minus;
    return length > 0 && bracket <= minus && strpbrk(out, "0123456789") != NULL;
}

static size_t number_count(const char *text, char wanted) {
    size_t count = 0;
    for (const char *c = text; *c != '\0'; c++) count += *c == wanted;
    return count;
}

/* Which mark, if any, this number shows to be the decimal one. */
static char number_mark(const char *plain) {
    const char *comma = strrchr(plain, ',');
    const char *point = strrchr(plain, '.');
    if (comma != NULL && point != NULL) return comma > point ? ',' : '.';
    if (comma == NULL && point == NULL) return '\0';
    const char *last = comma != NULL ? comma : point;
    char other = comma != NULL ? '.' : ',';
    if (number_count(plain, *last) > 1) return other;
    bool group = strlen(last + 1) == 3 && last > plain && last - plain <= 3;
    return group ? '\0' : *last;
}

void csv_number_observe(csv_number_evidence_t *evidence, const char *text) {
    char plain[CSV_NUMBER_SIZE];
    bool negative = false;
    if (!number_strip(text, plain, &negative)) return;
    evidence->numbers++;
    char mark = number_mark(plain);
    if (mark == ',') evidence->comma++;
    if (mark == '.') evidence->point++;
    bool below_one = plain[0] == '.' || ((plain[0] == '0' || plain[0] == '1') && !isdigit((unsigned char)plain[1]));
    if (!below_one)
        evidence->above_one++;
    else if (mark != '\0')
        evidence->fractions++;
}

char csv_number_mark_of(const csv_number_evidence_t *evidence) {
    return evidence->comma > evidence->point ? ',' : '.';
}

/* Copies whole digits without their grouping: groups behind the first have two (as in India) or three digits. */
static bool number_copy_whole(const char *from, const char *end, char mark, char *out, size_t *length) {
    size_t group = 0;
    bool grouped = false;
    for (const char *c = from; c < end; c++) {
        if (isdigit((unsigned char)*c)) {
            out[(*length)++] = *c;
            group++;
            continue;
        }
        if (*c == mark || group == 0 || group > 3 || (grouped && group < 2)) return false;
        grouped = true;
        group = 0;
    }
    return !grouped || group == 3;
}

bool csv_number_plain(const char *text, char mark, char out[CSV_NUMBER_SIZE]) {
    char stripped[CSV_NUMBER_SIZE];
    bool negative = false;
    size_t length = 0;
    if (!number_strip(text, stripped, &negative)) return false;
    if (negative) out[length++] = '-';
    const char *decimals = strrchr(stripped, mark);
    const char *end = decimals != NULL ? decimals : stripped + strlen(stripped);
    if (end == stripped) out[length++] = '0';
    if (!number_copy_whole(stripped, end, mark, out, &length)) return false;
    if (decimals != NULL && decimals[1] != '\0') {
        if (decimals[1 + strspn(decimals + 1, "0123456789")] != '\0') return false;
        out[length++] = '.';
        size_t digits = strlen(decimals + 1);
        if (length + digits + 1 > CSV_NUMBER_SIZE) return false;
        memcpy(out + length, decimals + 1, digits);
        length += digits;
    }
    out[length] = '\0';
    return true;
}
