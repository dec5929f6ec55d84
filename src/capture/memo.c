#include "capture/memo.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>

static const int64_t ABSENT = INT64_MIN;

typedef struct slot {
    uint64_t key; /* 0: free */
    int64_t value;
} slot_t;

struct memo {
    unsigned char secret[crypto_shorthash_KEYBYTES];
    slot_t *slots;
    size_t capacity; /* a power of two */
    size_t used;     /* slots with a key, those with an absent value too */
    size_t count;
    size_t limit;
    slot_t *journal; /* keys with the values that they had */
    size_t journal_length, journal_capacity;
};

/* As in an arena: without memory the process stops, and nothing acknowledged is lost. */
static void *memo_allocate(void *old, size_t count, size_t size) {
    void *memory = reallocarray(old, count, size);
    if (memory != NULL) return memory;
    fputs("daybook: out of memory\n", stderr);
    abort();
}

static void memo_empty(memo_t *memo, size_t capacity) {
    memo->slots = memo_allocate(memo->slots, capacity, sizeof *memo->slots);
    memset(memo->slots, 0, capacity * sizeof *memo->slots);
    memo->capacity = capacity;
    memo->used = memo->count = 0;
}

memo_t *memo_create(size_t limit) {
    memo_t *memo = memo_allocate(NULL, 1, sizeof *memo);
    *memo = (memo_t){.limit = limit};
    randombytes_buf(memo->secret, sizeof memo->secret);
    memo_empty(memo, 256);
    return memo;
}

void memo_destroy(memo_t *memo) {
    if (memo == NULL) return;
    free(memo->slots);
    free(memo->journal);
    free(memo);
}

uint64_t memo_key(const memo_t *memo, const char *scope, const char *text) {
    uint64_t parts[2], key = 0;
    crypto_shorthash((unsigned char *)&parts[0], (const unsigned char *)scope, strlen(scope), memo->secret);
    crypto_shorthash((unsigned char *)&parts[1], (const unsigned char *)text, strlen(text), memo->secret);
    crypto_shorthash((unsigned char *)&key, (const unsigned char *)parts, sizeof parts, memo->secret);
    return key != 0 ? key : 1;
}

static slot_t *memo_slot(const memo_t *memo, uint64_t key) {
    size_t index = key & (memo->capacity - 1);
    while (memo->slots[index].key != 0 && memo->slots[index].key != key) index = (index + 1) & (memo->capacity - 1);
    return &memo->slots[index];
}

static void memo_grow(memo_t *memo) {
    slot_t *old = memo->slots;
    size_t old_capacity = memo->capacity;
    memo->slots = NULL;
    memo_empty(memo, old_capacity * 2);
    for (size_t i = 0; i < old_capacity; i++) {
        if (old[i].key == 0 || old[i].value == ABSENT) continue;
        *memo_slot(memo, old[i].key) = old[i];
        memo->used++;
        memo->count++;
    }
    free(old);
}

static int64_t memo_set(memo_t *memo, uint64_t key, int64_t value) {
    if (memo->used * 4 >= memo->capacity * 3) memo_grow(memo);
    slot_t *slot = memo_slot(memo, key);
    int64_t before = slot->key != 0 ? slot->value : ABSENT;
    if (slot->key == 0) memo->used++;
    if (before == ABSENT && value != ABSENT) memo->count++;
    if (before != ABSENT && value == ABSENT) memo->count--;
    *slot = (slot_t){key, value};
    return before;
}

static void memo_note(memo_t *memo, uint64_t key, int64_t before) {
    if (memo->journal_length == memo->journal_capacity) {
        memo->journal_capacity = memo->journal_capacity > 0 ? memo->journal_capacity * 2 : 64;
        memo->journal = memo_allocate(memo->journal, memo->journal_capacity, sizeof *memo->journal);
    }
    memo->journal[memo->journal_length++] = (slot_t){key, before};
}

bool memo_get(const memo_t *memo, uint64_t key, int64_t *out) {
    const slot_t *slot = memo_slot(memo, key);
    if (slot->key == 0 || slot->value == ABSENT) return false;
    *out = slot->value;
    return true;
}

void memo_put(memo_t *memo, uint64_t key, int64_t value) {
    assert(value != ABSENT);
    memo_note(memo, key, memo_set(memo, key, value));
}

void memo_remove(memo_t *memo, uint64_t key) {
    memo_note(memo, key, memo_set(memo, key, ABSENT));
}

size_t memo_count(const memo_t *memo) {
    return memo->count;
}

size_t memo_mark(const memo_t *memo) {
    return memo->journal_length;
}

void memo_forget(memo_t *memo, size_t mark) {
    assert(mark <= memo->journal_length);
    while (memo->journal_length > mark) {
        slot_t note = memo->journal[--memo->journal_length];
        memo_set(memo, note.key, note.value);
    }
}

void memo_keep(memo_t *memo) {
    memo->journal_length = 0;
    if (memo->count > memo->limit) memo_empty(memo, 256);
}
