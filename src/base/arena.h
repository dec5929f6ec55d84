/* Memory by lifetime: one arena per request or job, freed whole.
 * Nothing that comes from an arena is ever freed by hand. An arena is used by one thread at a time.
 * When the system has no memory left the process stops with a message: every acknowledged write is
 * durable by then, so a restart loses nothing, and no caller has to handle a NULL. */
#ifndef DAYBOOK_BASE_ARENA_H
#define DAYBOOK_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

typedef struct arena arena_t;

arena_t *arena_create(void);

/* Frees the arena and everything in it. NULL is allowed. */
void arena_destroy(arena_t *arena);

/* Forgets everything in the arena but keeps its first block for the next request. */
void arena_clear(arena_t *arena);

/* Bytes handed out since creation or the last clear. */
size_t arena_used(const arena_t *arena);

/* Zeroed memory, aligned for any type. Never NULL. */
void *arena_alloc(arena_t *arena, size_t size);

/* Room for `count` elements of `size`; stops the process when the product overflows. */
void *arena_array(arena_t *arena, size_t count, size_t size);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_array((arena), (count), sizeof(type)))

/* Copies of text. A NULL source gives NULL. */
char *arena_strdup(arena_t *arena, const char *text);
char *arena_strndup(arena_t *arena, const char *text, size_t length);

char *arena_printf(arena_t *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(arena_t *arena, const char *format, va_list arguments) __attribute__((format(printf, 2, 0)));

#endif
