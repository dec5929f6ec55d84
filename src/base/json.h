/* The one JSON writer: straight into a text builder, commas and escapes by itself.
 *
 *     json_writer_t w = json_begin(&text);
 *     json_write_object(&w, NULL);  json_write_text(&w, "name", "Cancity");  json_write_int(&w, "id", 7);
 * json_write_close(&w);
 *
 * `key` is NULL inside an array and at the top. Request bodies are parsed with a library, not here. */
#ifndef DAYBOOK_BASE_JSON_H
#define DAYBOOK_BASE_JSON_H

#include "text.h"

#include <stdbool.h>
#include <stdint.h>

enum { JSON_WRITER_DEPTH = 32 };

typedef struct json_writer {
    text_t *text;
    int depth;
    bool has_member[JSON_WRITER_DEPTH];
    char closer[JSON_WRITER_DEPTH];
} json_writer_t;

json_writer_t json_begin(text_t *text);

void json_write_object(json_writer_t *writer, const char *key);
void json_write_array(json_writer_t *writer, const char *key);
void json_write_close(json_writer_t *writer); /* the innermost object or array */

void json_write_text(json_writer_t *writer, const char *key, const char *value); /* NULL value writes null */
void json_write_text_bytes(json_writer_t *writer, const char *key, const char *value, size_t length);
void json_write_int(json_writer_t *writer, const char *key, int64_t value);
void json_write_bool(json_writer_t *writer, const char *key, bool value);
void json_write_null(json_writer_t *writer, const char *key);
void json_write_raw(json_writer_t *writer, const char *key, const char *json); /* already JSON, trusted */

#endif
