#include "base/json.h"

#include <assert.h>

json_writer_t json_begin(text_t *text) {
    return (json_writer_t){.text = text};
}

/* Bytes from `bytes` on that stand in a JSON string as they are. */
static size_t json_plain_run(const char *bytes, size_t length) {
    size_t run = 0;
    while (run < length && (unsigned char)bytes[run] >= 0x20 && bytes[run] != '"' && bytes[run] != '\\') run++;
    return run;
}

static void json_escape(text_t *text, unsigned char character) {
    static const char hex[] = "0123456789abcdef";
    switch (character) {
    case '"': text_add_bytes(text, "\\\"", 2); break;
    case '\\': text_add_bytes(text, "\\\\", 2); break;
    case '\n': text_add_bytes(text, "\\n", 2); break;
    case '\r': text_add_bytes(text, "\\r", 2); break;
    case '\t': text_add_bytes(text, "\\t", 2); break;
    default:
        text_add_bytes(text, "\\u00", 4);
        text_add_char(text, hex[character >> 4]);
        text_add_char(text, hex[character & 15]);
    }
}

static void json_string(text_t *text, const char *value, size_t length) {
    text_add_char(text, '"');
    while (length > 0) {
        size_t run = json_plain_run(value, length);
        text_add_bytes(text, value, run);
        if (run == length) break;
        json_escape(text, (unsigned char)value[run]);
        value += run + 1;
        length -= run + 1;
    }
    text_add_char(text, '"');
}

/* The comma and the key that stand before any value. */
static void json_member(json_writer_t *writer, const char *key) {
    bool *has_member = &writer->has_member[writer->depth];
    if (*has_member) text_add_char(writer->text, ',');
    *has_member = true;
    if (key == NULL) return;
    json_string(writer->text, key, strlen(key));
    text_add_char(writer->text, ':');
}

static void json_open(json_writer_t *writer, const char *key, char opener, char closer) {
    json_member(writer, key);
    text_add_char(writer->text, opener);
    assert(writer->depth + 1 < JSON_WRITER_DEPTH);
    writer->depth++;
    writer->has_member[writer->depth] = false;
    writer->closer[writer->depth] = closer;
}

void json_write_object(json_writer_t *writer, const char *key) {
    json_open(writer, key, '{', '}');
}

void json_write_array(json_writer_t *writer, const char *key) {
    json_open(writer, key, '[', ']');
}

void json_write_close(json_writer_t *writer) {
    assert(writer->depth > 0);
    text_add_char(writer->text, writer->closer[writer->depth]);
    writer->depth--;
}

void json_write_text(json_writer_t *writer, const char *key, const char *value) {
    if (value == NULL)
        json_write_null(writer, key);
    else
        json_write_text_bytes(writer, key, value, strlen(value));
}

void json_write_text_bytes(json_writer_t *writer, const char *key, const char *value, size_t length) {
    json_member(writer, key);
    json_string(writer->text, value, length);
}

void json_write_int(json_writer_t *writer, const char *key, int64_t value) {
    json_member(writer, key);
    text_add_int(writer->text, value);
}

void json_write_bool(json_writer_t *writer, const char *key, bool value) {
    json_write_raw(writer, key, value ? "true" : "false");
}

void json_write_null(json_writer_t *writer, const char *key) {
    json_write_raw(writer, key, "null");
}

void json_write_raw(json_writer_t *writer, const char *key, const char *json) {
    json_member(writer, key);
    text_add(writer->text, json);
}
