#include "capture/csv_encoding.h"

#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <stdint.h>

static const char *const NAMES[] = {"utf-8", "utf-16le", "utf-16be", "windows-1252"};

const char *csv_encoding_name(csv_encoding_t encoding) {
    return NAMES[encoding];
}

bool csv_encoding_parse(const char *name, csv_encoding_t *out) {
    for (size_t i = 0; i < sizeof NAMES / sizeof NAMES[0]; i++) {
        if (strcmp(NAMES[i], name) != 0) continue;
        *out = (csv_encoding_t)i;
        return true;
    }
    return false;
}

/* How far into a character the bytes are, and how many characters were good and bad so far. */
typedef struct utf8_count {
    int open; /* continuation bytes still to come */
    size_t good, bad;
} utf8_count_t;

static int utf8_continuations(unsigned char lead) {
    if (lead >= 0xC2 && lead <= 0xDF) return 1;
    if (lead >= 0xE0 && lead <= 0xEF) return 2;
    if (lead >= 0xF0 && lead <= 0xF4) return 3;
    return 0;
}

static void utf8_count_bytes(utf8_count_t *count, const unsigned char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = bytes[i];
        bool continues = (byte & 0xC0) == 0x80;
        if (count->open > 0 && continues) {
            if (--count->open == 0) count->good++;
            continue;
        }
        if (count->open > 0) count->bad++;
        count->open = byte < 0x80 ? 0 : utf8_continuations(byte);
        if (byte >= 0x80 && count->open == 0) count->bad++;
    }
}

static bool encoding_by_mark(const unsigned char *bytes, size_t length, csv_encoding_t *out) {
    if (length >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF)
        *out = CSV_UTF_8;
    else if (length >= 2 && bytes[0] == 0xFF && bytes[1] == 0xFE)
        *out = CSV_UTF_16LE;
    else if (length >= 2 && bytes[0] == 0xFE && bytes[1] == 0xFF)
        *out = CSV_UTF_16BE;
    else
        return false;
    return true;
}

bool csv_encoding_detect(FILE *file, csv_encoding_t *out) {
    unsigned char block[64 * 1024];
    utf8_count_t count = {0};
    bool first = true;
    rewind(file);
    for (size_t length; (length = fread(block, 1, sizeof block, file)) > 0; first = false) {
        if (first && encoding_by_mark(block, length, out)) {
            rewind(file);
            return true;
        }
        utf8_count_bytes(&count, block, length);
    }
    bool failed = ferror(file) != 0;
    rewind(file);
    /* One broken row in a file of thousands must not turn every accent of the others into two odd characters. */
    *out = count.bad == 0 || count.good > 10 * count.bad ? CSV_UTF_8 : CSV_WINDOWS_1252;
    return !failed;
}

struct csv_decoder {
    FILE *file;
    iconv_t converter; /* (iconv_t)-1 for UTF-8, which is copied */
    size_t unit;       /* bytes of the smallest thing that can be skipped */
    bool started;
    size_t pending; /* bytes in `raw` that wait for the rest of their character */
    char raw[16 * 1024];
};

static const char *encoding_iconv_name(csv_encoding_t encoding) {
    static const char *const names[] = {NULL, "UTF-16LE", "UTF-16BE", "WINDOWS-1252"};
    return names[encoding];
}

csv_decoder_t *csv_decoder_open(FILE *file, csv_encoding_t encoding) {
    csv_decoder_t *decoder = calloc(1, sizeof *decoder);
    if (decoder == NULL) return NULL;
    decoder->file = file;
    decoder->converter = (iconv_t)-1;
    decoder->unit = encoding == CSV_WINDOWS_1252 ? 1 : 2;
    if (encoding != CSV_UTF_8) {
        decoder->converter = iconv_open("UTF-8", encoding_iconv_name(encoding));
        if (decoder->converter == (iconv_t)-1) {
            free(decoder);
            return NULL;
        }
    }
    rewind(file);
    return decoder;
}

void csv_decoder_close(csv_decoder_t *decoder) {
    if (decoder == NULL) return;
    if (decoder->converter != (iconv_t)-1) iconv_close(decoder->converter);
    free(decoder);
}

bool csv_decoder_failed(const csv_decoder_t *decoder) {
    return ferror(decoder->file) != 0;
}

static size_t decoder_drop_mark(csv_decoder_t *decoder, char *out, size_t length) {
    if (decoder->started) return length;
    decoder->started = true;
    if (length < 3 || memcmp(out, "\xEF\xBB\xBF", 3) != 0) return length;
    memmove(out, out + 3, length - 3);
    return length - 3;
}

/* Puts U+FFFD in place of one unit that means nothing and goes on behind it. */
static void decoder_replace(size_t unit, char **in, size_t *in_left, char **out, size_t *out_left) {
    memcpy(*out, "\xEF\xBF\xBD", 3);
    *out += 3;
    *out_left -= 3;
    size_t skip = *in_left < unit ? *in_left : unit;
    *in += skip;
    *in_left -= skip;
}

static size_t decoder_convert(csv_decoder_t *decoder, size_t length, bool ended, char *out, size_t size) {
    char *in = decoder->raw;
    char *to = out;
    size_t in_left = length;
    size_t out_left = size;
    while (in_left > 0 && out_left >= 4) {
        if (iconv(decoder->converter, &in, &in_left, &to, &out_left) != (size_t)-1) break;
        if (errno == E2BIG || (errno == EINVAL && !ended)) break;
        decoder_replace(decoder->unit, &in, &in_left, &to, &out_left);
    }
    memmove(decoder->raw, in, in_left);
    decoder->pending = in_left;
    return size - out_left;
}

size_t csv_decoder_read(csv_decoder_t *decoder, char *out, size_t size) {
    assert(size >= 16);
    size_t length = 0;
    if (decoder->converter == (iconv_t)-1) {
        do {
            length = fread(out, 1, size, decoder->file);
            if (length == 0) return 0;
            length = decoder_drop_mark(decoder, out, length);
        } while (length == 0);
        return length;
    }
    for (bool ended = false; length == 0 && !ended;) {
        size_t got = fread(decoder->raw + decoder->pending, 1, sizeof decoder->raw - decoder->pending, decoder->file);
        ended = got == 0 && decoder->pending < sizeof decoder->raw;
        if (ended && decoder->pending == 0) return 0;
        length = decoder_convert(decoder, decoder->pending + got, ended, out, size);
        length = decoder_drop_mark(decoder, out, length);
    }
    return length;
}
