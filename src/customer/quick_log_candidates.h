/* The records that words of a typed line may name, from the search index alone: each word costs a few look-ups, however
 * many records there are. */
#ifndef DAYBOOK_CUSTOMER_QUICK_LOG_CANDIDATES_H
#define DAYBOOK_CUSTOMER_QUICK_LOG_CANDIDATES_H

#include "catalogue/record.h"
#include "customer/quick_log_line.h"

/* A set of words as search compares them ("Kan-code" is two): one bit each. */
typedef uint32_t words_set_t;

typedef struct candidate {
    const record_type_t *type; /* contact, user, account or opportunity */
    int64_t id;
    words_set_t title; /* words that its name has */
    words_set_t other; /* words that it has elsewhere: a contact's account */
    words_set_t exact; /* of `title`, those that were typed without an error and whole */
} candidate_t;

enum { CANDIDATE_SLOTS = 4096, CANDIDATES_MOST = 3000, CANDIDATE_WORDS = 32 };

typedef struct candidates {
    context_t *context;
    const quick_line_t *line;
    const char *words[CANDIDATE_WORDS]; /* folded */
    size_t word_count;
    words_set_t typed[QUICK_WORDS]; /* the bits of each word of the line */
    words_set_t common;             /* words that too many records of a type share to look through them */
    candidate_t *slots;             /* by hash of type and id; `type` NULL: free */
    size_t count;
} candidates_t;

/* Gathers for all words of the line. */
bool candidates_gather(context_t *context, const quick_line_t *line, candidates_t *out);

/* Of words that are common: the people of this account that have them. */
bool candidates_add_of_account(candidates_t *candidates, int64_t account_id);

/* Words of the line that this set holds whole. */
bool candidates_has(const candidates_t *candidates, words_set_t set, size_t word);

#endif
