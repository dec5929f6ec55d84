/* What a long run remembers: numbers under fingerprints of texts, with a way back.
 * Fingerprints are keyed 64-bit hashes (SipHash with a key of this memo's own), so that no file can be made whose texts
 * are mistaken for each other. One thread at a time. */
#ifndef DAYBOOK_CAPTURE_MEMO_H
#define DAYBOOK_CAPTURE_MEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct memo memo_t;

/* Remembers up to about `limit` texts; then memo_keep starts anew. */
memo_t *memo_create(size_t limit);
void memo_destroy(memo_t *memo); /* NULL is allowed */

/* The fingerprint of a text within a scope. */
uint64_t memo_key(const memo_t *memo, const char *scope, const char *text);

bool memo_get(const memo_t *memo, uint64_t key, int64_t *out);
void memo_put(memo_t *memo, uint64_t key, int64_t value);
void memo_remove(memo_t *memo, uint64_t key);
size_t memo_count(const memo_t *memo);

/* Takes back all puts and removals since the mark. */
size_t memo_mark(const memo_t *memo);
void memo_forget(memo_t *memo, size_t mark);

/* What was put so far stays; marks given out before are void. Forgets everything when over the limit. */
void memo_keep(memo_t *memo);

#endif
