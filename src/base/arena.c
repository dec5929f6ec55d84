#include "base/arena.h"

#include <stdint.h>

enum { BLOCK_SIZE = 16 * 1024, ALIGNMENT = 16 };

typedef struct block {
    struct block *next; /* the one before it in time */
    size_t size;
    size_t used;
    _Alignas(ALIGNMENT) unsigned char data[];
} block_t;

struct arena {
    block_t *first; /* kept over arena_clear */
    block_t *current;
    size_t used;
};

static void *arena_memory_or_stop(size_t size) {
    void *memory = malloc(size);
    if (memory != NULL) return memory;
    fputs("daybook: out of memory\n", stderr);
    abort();
}

static block_t *arena_block(size_t size, block_t *next) {
    size_t total = 0;
    if (__builtin_add_overflow(sizeof(block_t), size, &total)) abort();
    block_t *block = arena_memory_or_stop(total);
    block->next = next;
    block->size = size;
    block->used = 0;
    return block;
}

arena_t *arena_create(void) {
    arena_t *arena = arena_memory_or_stop(sizeof *arena);
    arena->first = arena_block(BLOCK_SIZE, NULL);
    arena->current = arena->first;
    arena->used = 0;
    return arena;
}

static void arena_free_until(arena_t *arena, const block_t *last) {
    while (arena->current != last) {
        block_t *next = arena->current->next;
        free(arena->current);
        arena->current = next;
    }
}

void arena_destroy(arena_t *arena) {
    if (arena == NULL) return;
    arena_free_until(arena, NULL);
    free(arena);
}

void arena_clear(arena_t *arena) {
    arena_free_until(arena, arena->first);
    arena->first->used = 0;
    arena->used = 0;
}

size_t arena_used(const arena_t *arena) {
    return arena->used;
}

void *arena_alloc(arena_t *arena, size_t size) {
    size_t rounded = (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (rounded < size) abort();
    if (rounded > arena->current->size - arena->current->used)
        arena->current = arena_block(rounded > BLOCK_SIZE ? rounded : BLOCK_SIZE, arena->current);
    void *memory = arena->current->data + arena->current->used;
    arena->current->used += rounded;
    arena->used += rounded;
    return memset(memory, 0, rounded);
}

void *arena_array(arena_t *arena, size_t count, size_t size) {
    size_t total = 0;
    if (__builtin_mul_overflow(count, size, &total)) abort();
    return arena_alloc(arena, total);
}

char *arena_strdup(arena_t *arena, const char *text) {
    return text != NULL ? arena_strndup(arena, text, strlen(text)) : NULL;
}

char *arena_strndup(arena_t *arena, const char *text, size_t length) {
    if (text == NULL) return NULL;
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_printf(arena_t *arena, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

char *arena_vprintf(arena_t *arena, const char *format, va_list arguments) {
    va_list again;
    va_copy(again, arguments);
    int length = vsnprintf(NULL, 0, format, again);
    va_end(again);
    if (length < 0) abort();
    char *text = arena_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, arguments);
    return text;
}
