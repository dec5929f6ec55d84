#include "customer/duplicate_text.h"

#include "base/text.h"

#include <ctype.h>
#include <utf8proc.h>

enum { WORDS_BYTES = 4096, WORDS_MOST = 64, PHONE_DIGITS = 9, PHONE_LEAST = 6, DISTANCE_CHARACTERS = 48 };

/* Legal forms as duplicate_words leaves them. */
static const char *const LEGAL_FORMS[] = {
    "ab",    "ad",           "ag",       "aps",    "as",   "asa",  "berhad",
    "bhd",   "bt",           "bv",       "bvba",   "cia",  "co",   "company",
    "corp",  "corporation",  "cv",       "dac",    "de",   "doo",  "dd",
    "ehf",   "eireli",       "eood",     "epp",    "eurl", "ev",   "fzc",
    "fzco",  "fze",          "gbr",      "gesmbh", "gk",   "gmbh", "hf",
    "inc",   "incorporated", "ip",       "jsc",    "kft",  "kg",   "kgaa",
    "kk",    "limited",      "limitada", "lda",    "llc",  "llp",  "lp",
    "ltd",   "ltda",         "mbh",      "nv",     "nyrt", "oao",  "ohg",
    "ood",   "ooo",          "ou",       "oy",     "oyj",  "pao",  "pjsc",
    "plc",   "private",      "psc",      "pt",     "pte",  "pty",  "pvt",
    "sa",    "saog",         "sapi",     "sarl",   "sas",  "sasu", "scs",
    "sdn",   "se",           "sia",      "sl",     "slu",  "snc",  "spa",
    "spzoo", "srl",          "srls",     "sro",    "sti",  "tbk",  "tnhh",
    "uab",   "ug",           "vof",      "wll",    "yk",   "zao",  "zrt",
    "ооо",   "оао",          "зао",      "пао",    "ао",   "ип",   "тоо",
    "тов",   "еоод",         "оод",      "ад",     "ае",   "επε",  "αε",
    "εε",    "שרכה",         "בעמ",      "ش",      "م",    "ذ",    "شركه",
    "شركة",
};

/* Written without a space before or after the name. The Korean ones are in single letters, as folding leaves them. */
static const char *const LEGAL_AFFIXES[] = {
    "股份有限公司",
    "有限责任公司",
    "有限責任公司",
    "有限公司",
    "公司",
    "株式会社",
    "有限会社",
    "合同会社",
    "合資会社",
    "\u110C\u116E\u1109\u1175\u11A8\u1112\u116C\u1109\u1161",
    "\u110B\u1172\u1112\u1161\u11AB\u1112\u116C\u1109\u1161",
    "บรษท",
    "จากด",
    "มหาชน",
};

static const char *const FILLERS[] = {"the", "and", "und", "et"};

static const struct {
    const char *long_form, *short_form;
} STREETS[] = {
    {"street", "st"},      {"strasse", "str"}, {"avenue", "ave"},  {"av", "ave"},       {"road", "rd"},
    {"boulevard", "blvd"}, {"drive", "dr"},    {"lane", "ln"},     {"place", "pl"},     {"court", "ct"},
    {"suite", "ste"},      {"floor", "fl"},    {"highway", "hwy"}, {"parkway", "pkwy"}, {"square", "sq"},
    {"north", "n"},        {"south", "s"},     {"east", "e"},      {"west", "w"},       {"apartment", "apt"},
};

/* Whose domain says nothing about a company. */
static const char *const FREE_MAIL[] = {
    "gmail.com",   "googlemail.com", "yahoo.com",    "hotmail.com",    "outlook.com",   "live.com",   "msn.com",
    "icloud.com",  "me.com",         "aol.com",      "gmx.de",         "gmx.net",       "gmx.com",    "web.de",
    "t-online.de", "freenet.de",     "yandex.ru",    "mail.ru",        "qq.com",        "163.com",    "126.com",
    "sina.com",    "foxmail.com",    "proton.me",    "protonmail.com", "zoho.com",      "mail.com",   "ymail.com",
    "comcast.net", "sbcglobal.net",  "att.net",      "orange.fr",      "free.fr",       "wanadoo.fr", "libero.it",
    "naver.com",   "hanmail.net",    "facebook.com", "linkedin.com",   "instagram.com",
};

#define COUNT(table) (sizeof(table) / sizeof((table)[0]))

static bool text_is_one_of(const char *text, const char *const *table, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (text_equal(text, table[i])) return true;
    return false;
}

static bool point_is_of_word(utf8proc_int32_t point) {
    utf8proc_category_t category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO;
}

static bool point_joins(utf8proc_int32_t point) {
    return point == '\'' || point == 0x2019 || point == 0x02BC || point == '"' || point == 0x05F4 || point == 0x05F3;
}

char *duplicate_words(arena_t *arena, const char *text) {
    text_t out = text_create(arena, WORDS_BYTES);
    utf8proc_int32_t point = 0;
    int run = 0; /* letters since the last space or dot */
    const char *c = text_fold(arena, text);
    for (utf8proc_ssize_t step; *c != '\0'; c += step) {
        step = utf8proc_iterate((const utf8proc_uint8_t *)c, -1, &point);
        if (step <= 0) break;
        if (point_is_of_word(point)) {
            text_add_bytes(&out, c, (size_t)step);
            run++;
        } else if (point == '.' && run == 1) {
            run = 0;
        } else if (!point_joins(point)) {
            if (out.length > 0 && out.data[out.length - 1] != ' ') text_add_char(&out, ' ');
            run = 0;
        }
    }
    if (out.length > 0 && out.data[out.length - 1] == ' ') out.data[--out.length] = '\0';
    return out.data;
}

typedef struct word_list {
    char *items[WORDS_MOST];
    size_t count;
} word_list_t;

static word_list_t words_split(arena_t *arena, const char *words) {
    word_list_t list = {.count = 0};
    char *rest = arena_strdup(arena, words);
    for (char *word; list.count < WORDS_MOST && (word = strsep(&rest, " ")) != NULL;)
        if (*word != '\0') list.items[list.count++] = word;
    return list;
}

static char *words_join(arena_t *arena, const word_list_t *list, const char *between) {
    text_t out = text_create(arena, WORDS_BYTES);
    for (size_t i = 0; i < list->count; i++) {
        if (i > 0) text_add(&out, between);
        text_add(&out, list->items[i]);
    }
    return out.data;
}

/* A word without a legal form that is written onto it. */
static char *word_without_affixes(char *word) {
    for (size_t i = 0; i < COUNT(LEGAL_AFFIXES); i++) {
        size_t length = strlen(word), affix = strlen(LEGAL_AFFIXES[i]);
        if (length <= affix) continue;
        if (memcmp(word, LEGAL_AFFIXES[i], affix) == 0)
            word += affix;
        else if (memcmp(word + length - affix, LEGAL_AFFIXES[i], affix) == 0)
            word[length - affix] = '\0';
    }
    return word;
}

/* "sp. z o.o." is three words. */
static size_t words_polish_form(const word_list_t *list, size_t at) {
    return at + 2 < list->count && text_equal(list->items[at], "sp") && text_equal(list->items[at + 1], "z") &&
                   text_equal(list->items[at + 2], "oo")
               ? 3
               : 0;
}

char *duplicate_company(arena_t *arena, const char *name) {
    char *words = duplicate_words(arena, name);
    word_list_t all = words_split(arena, words);
    word_list_t kept = {.count = 0};
    for (size_t i = 0; i < all.count; i++) {
        char *word = word_without_affixes(all.items[i]);
        size_t polish = words_polish_form(&all, i);
        if (polish > 0) i += polish - 1;
        if (polish > 0 || text_is_one_of(word, FILLERS, COUNT(FILLERS)) ||
            text_is_one_of(word, LEGAL_FORMS, COUNT(LEGAL_FORMS)) ||
            text_is_one_of(word, LEGAL_AFFIXES, COUNT(LEGAL_AFFIXES)))
            continue;
        kept.items[kept.count++] = word;
    }
    return kept.count > 0 ? words_join(arena, &kept, " ") : words;
}

/* German streets are one word with the kind of street at its end. */
static char *street_word(arena_t *arena, char *word) {
    size_t length = strlen(word);
    for (size_t i = 0; i < COUNT(STREETS); i++)
        if (text_equal(word, STREETS[i].long_form)) return arena_strdup(arena, STREETS[i].short_form);
    if (length > 7 && text_equal(word + length - 7, "strasse")) word[length - 4] = '\0';
    return word;
}

char *duplicate_street(arena_t *arena, const char *street) {
    word_list_t list = words_split(arena, duplicate_words(arena, street));
    for (size_t i = 0; i < list.count; i++) list.items[i] = street_word(arena, list.items[i]);
    return words_join(arena, &list, " ");
}

static int words_compare(const void *a, const void *b) {
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

char *duplicate_sorted(arena_t *arena, const char *words) {
    word_list_t list = words_split(arena, words);
    qsort(list.items, list.count, sizeof *list.items, words_compare);
    return words_join(arena, &list, " ");
}

char *duplicate_joined(arena_t *arena, const char *words) {
    word_list_t list = words_split(arena, words);
    return words_join(arena, &list, "");
}

/* The part that was registered: "cancity.com" of "mail.cancity.com", "cancity.co.uk" of "www.cancity.co.uk". */
static const char *domain_registered(const char *host) {
    static const char *const second_level[] = {"co", "com", "org", "net", "ac", "gov", "edu", "or", "ne"};
    const char *dots[16];
    size_t count = 0;
    for (const char *c = host; *c != '\0' && count < COUNT(dots); c++)
        if (*c == '.') dots[count++] = c;
    if (count < 2) return host;
    size_t keep = 2;
    const char *last = dots[count - 1], *before = dots[count - 2] + 1;
    for (size_t i = 0; i < COUNT(second_level); i++)
        if (strlen(last + 1) == 2 && strlen(second_level[i]) == (size_t)(last - before) &&
            memcmp(before, second_level[i], (size_t)(last - before)) == 0)
            keep = 3;
    return count < keep ? host : dots[count - keep] + 1;
}

const char *duplicate_domain(arena_t *arena, const char *address) {
    if (address == NULL) return NULL;
    const char *host = text_lower(arena, address);
    const char *scheme = strstr(host, "://");
    if (scheme != NULL) host = scheme + 3;
    const char *at = strchr(host, '@');
    if (at != NULL) host = at + 1;
    host = arena_strndup(arena, host, strcspn(host, "/:?# "));
    if (strchr(host, '.') == NULL) return NULL;
    host = domain_registered(host);
    return text_is_one_of(host, FREE_MAIL, COUNT(FREE_MAIL)) ? NULL : host;
}

const char *duplicate_phone(arena_t *arena, const char *phone) {
    char digits[64];
    size_t count = 0;
    for (const char *c = phone != NULL ? phone : ""; *c != '\0' && count < sizeof digits - 1; c++)
        if (isdigit((unsigned char)*c)) digits[count++] = *c;
    digits[count] = '\0';
    const char *last = count > PHONE_DIGITS ? digits + count - PHONE_DIGITS : digits;
    while (*last == '0') last++;
    return strlen(last) < PHONE_LEAST ? NULL : arena_strdup(arena, last);
}

const char *duplicate_number(arena_t *arena, const char *words) {
    const char *start = words != NULL ? words + strcspn(words, "0123456789") : "";
    size_t length = strspn(start, "0123456789");
    return length > 0 ? arena_strndup(arena, start, length) : NULL;
}

uint64_t duplicate_mix(uint64_t number) {
    number ^= number >> 33;
    number *= 0xFF51AFD7ED558CCDu;
    number ^= number >> 33;
    number *= 0xC4CEB9FE1A85EC53u;
    return number ^ (number >> 33);
}

uint64_t duplicate_hash(uint64_t seed, const char *text) {
    uint64_t hash = 0xCBF29CE484222325u ^ (seed * 0x9E3779B97F4A7C15u);
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) hash = (hash ^ *c) * 0x100000001B3u;
    return duplicate_mix(hash);
}

static void grams_add(grams_t *grams, int32_t first, int32_t second, int32_t third) {
    uint64_t packed = ((uint64_t)(uint32_t)first << 42) | ((uint64_t)(uint32_t)second << 21) | (uint32_t)third;
    if (grams->count < GRAMS_LIMIT) grams->items[grams->count++] = (uint32_t)duplicate_mix(packed);
}

/* Chinese and Japanese say in one character what takes others a syllable. */
static bool point_is_dense(int32_t point) {
    return (point >= 0x3040 && point <= 0x30FF) || (point >= 0x3400 && point <= 0x9FFF) || point >= 0x20000;
}

static size_t text_points(const char *text, size_t bytes, int32_t *points, size_t limit) {
    size_t count = 0;
    for (size_t at = 0; at < bytes && count < limit;) {
        utf8proc_ssize_t step =
            utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(bytes - at), &points[count]);
        if (step <= 0) break;
        at += (size_t)step;
        count++;
    }
    return count;
}

static void grams_add_word(grams_t *grams, const char *word, size_t bytes) {
    int32_t points[GRAMS_LIMIT + 2] = {'_'};
    size_t count = text_points(word, bytes, points + 1, GRAMS_LIMIT) + 1;
    points[count++] = '_';
    bool dense = count > 2 && point_is_dense(points[1]);
    for (size_t i = 0; i + 2 < count && !dense; i++) grams_add(grams, points[i], points[i + 1], points[i + 2]);
    for (size_t i = 1; i + 1 < count && dense; i++) {
        grams_add(grams, points[i], 0, 0);
        if (i + 2 < count) grams_add(grams, points[i], points[i + 1], 0);
    }
}

static int grams_compare(const void *a, const void *b) {
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

grams_t grams_create(arena_t *arena, const char *words) {
    uint32_t found[GRAMS_LIMIT];
    grams_t all = {found, 0};
    for (const char *word = words; word != NULL && *word != '\0';) {
        size_t length = strcspn(word, " ");
        if (length > 0) grams_add_word(&all, word, length);
        word += length + strspn(word + length, " ");
    }
    if (all.count == 0) return (grams_t){NULL, 0};
    qsort(all.items, all.count, sizeof *all.items, grams_compare);
    grams_t kept = {ARENA_ARRAY(arena, uint32_t, all.count), 0};
    for (size_t i = 0; i < all.count; i++)
        if (i == 0 || all.items[i] != all.items[i - 1]) kept.items[kept.count++] = all.items[i];
    return kept;
}

static size_t grams_common(const grams_t *left, const grams_t *right) {
    size_t common = 0;
    for (size_t i = 0, j = 0; i < left->count && j < right->count;) {
        uint32_t a = left->items[i], b = right->items[j];
        common += a == b;
        i += a <= b;
        j += b <= a;
    }
    return common;
}

double grams_similarity(const grams_t *left, const grams_t *right) {
    size_t common = grams_common(left, right);
    size_t all = left->count + right->count - common;
    return all > 0 ? (double)common / (double)all : 0;
}

double grams_containment(const grams_t *left, const grams_t *right) {
    size_t least = left->count < right->count ? left->count : right->count;
    return least > 0 ? (double)grams_common(left, right) / (double)least : 0;
}

uint64_t grams_least(const grams_t *grams, uint64_t seed) {
    uint64_t least = UINT64_MAX;
    for (size_t i = 0; i < grams->count; i++) {
        uint64_t hash = duplicate_mix(grams->items[i] ^ (seed << 32));
        if (hash < least) least = hash;
    }
    return least;
}

static int least_of(int a, int b) {
    return a < b ? a : b;
}

int duplicate_distance(const char *left, const char *right, int most) {
    int32_t a[DISTANCE_CHARACTERS], b[DISTANCE_CHARACTERS];
    int table[DISTANCE_CHARACTERS + 1][DISTANCE_CHARACTERS + 1];
    int rows = (int)text_points(left, strlen(left), a, DISTANCE_CHARACTERS);
    int columns = (int)text_points(right, strlen(right), b, DISTANCE_CHARACTERS);
    if (abs(rows - columns) > most) return most + 1;
    for (int i = 0; i <= rows; i++) table[i][0] = i;
    for (int j = 0; j <= columns; j++) table[0][j] = j;
    for (int i = 1; i <= rows; i++) {
        for (int j = 1; j <= columns; j++) {
            int best = table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            best = least_of(best, least_of(table[i - 1][j], table[i][j - 1]) + 1);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                best = least_of(best, table[i - 2][j - 2] + 1);
            table[i][j] = best;
        }
    }
    return least_of(table[rows][columns], most + 1);
}
