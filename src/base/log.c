#include "base/log.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/json.h"

#include <stdatomic.h>
#include <stdio.h>

enum { LINE_LIMIT = 64 * 1024, VALUE_LIMIT = 1024 };

static _Atomic int least_level = LOG_INFO;

void log_set_level(log_level_t level) {
    atomic_store(&least_level, (int)level);
}

/* Long values are cut, between characters, so that a line is always whole JSON. */
static size_t log_value_length(const char *value) {
    size_t length = strnlen(value, VALUE_LIMIT);
    if (value[length] == '\0') return length;
    while (length > 0 && ((unsigned char)value[length] & 0xC0) == 0x80) length--;
    return length;
}

void log_write(log_level_t level, const char *event, const log_pair_t *pairs, int count) {
    static const char *const names[] = {"debug", "info", "warning", "error"};
    if ((int)level < atomic_load(&least_level)) return;
    arena_t *arena = arena_create();
    text_t line = text_create(arena, LINE_LIMIT);
    json_writer_t writer = json_begin(&line);
    json_write_object(&writer, NULL);
    json_write_text(&writer, "at", moment_format(arena, clock_now()));
    json_write_text(&writer, "level", names[level]);
    json_write_text(&writer, "event", event);
    for (int i = 0; i < count; i++) {
        if (pairs[i].text != NULL)
            json_write_text_bytes(&writer, pairs[i].key, pairs[i].text, log_value_length(pairs[i].text));
        else
            json_write_int(&writer, pairs[i].key, pairs[i].number);
    }
    json_write_close(&writer);
    text_add_char(&line, '\n');
    fwrite(line.data, 1, line.length, stderr);
    arena_destroy(arena);
}
