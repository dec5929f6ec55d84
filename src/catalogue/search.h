/* Full-text search over all record types: prefixes, accents and case folded, one typing error per word.
 * The index is a table of words and a table of each word with one letter left out, both plain SQL, so that both engines
 * give the same answer. Words of a record are replaced in the transaction that writes it. */
#ifndef DAYBOOK_CATALOGUE_SEARCH_H
#define DAYBOOK_CATALOGUE_SEARCH_H

#include "catalogue/record.h"

/* Replaces the words of a record; an archived one loses all. */
bool search_index(context_t *context, const record_t *record);
bool search_forget(context_t *context, const record_type_t *type, int64_t id);

typedef struct search_hit {
    const record_type_t *type;
    int64_t id;
    const char *title;
    const char *subtitle; /* "" when none */
    int score;
} search_hit_t;

/* Best first: exact words before prefixes before typing errors, title words before others. `type` NULL: all types.
 * Every word must match. At most `limit` (1..50). */
bool search_find(context_t *context, const char *words, const record_type_t *type, size_t limit, search_hit_t **out,
                 size_t *count);

/* The ids alone, for the q= of lists; at most 400 are looked at. */
bool search_ids(context_t *context, const char *words, const record_type_t *type, size_t limit, int64_t **out,
                size_t *count);

/* Words of records that one typed word (folded, as of words_of_query) may mean: those that begin with it, else those
 * that differ from it by an error or two. At most `limit` (1..50), `out` has room for them. */
bool search_meant(context_t *context, const char *typed, size_t limit, const char **out, size_t *count);

#endif
