/* Structured log: one JSON line per event on standard error.
 *     log_event(LOG_INFO, "request", LOG_TEXT("id", id), LOG_INT("status", 200));
 * A secret (password, token, cookie) is never passed here. */
#ifndef DAYBOOK_BASE_LOG_H
#define DAYBOOK_BASE_LOG_H

#include <stdint.h>

typedef enum { LOG_DEBUG, LOG_INFO, LOG_WARNING, LOG_ERROR } log_level_t;

typedef struct log_pair {
    const char *key;
    const char *text; /* NULL: the number counts */
    int64_t number;
} log_pair_t;

#define LOG_TEXT(key, value) ((log_pair_t){(key), (value) ? (value) : "", 0})
#define LOG_INT(key, value) ((log_pair_t){(key), NULL, (value)})
#define log_event(level, event, ...)                                                                                   \
    log_write((level), (event), (const log_pair_t[]){__VA_ARGS__},                                                     \
              (int)(sizeof((const log_pair_t[]){__VA_ARGS__}) / sizeof(log_pair_t)))

/* Events below `level` are dropped; LOG_INFO at start. */
void log_set_level(log_level_t level);
void log_write(log_level_t level, const char *event, const log_pair_t *pairs, int count);

#endif
