/* Users who are mentioned in a text by "@Name": the text stays as it is, who is meant is kept beside it. */
#ifndef DAYBOOK_CUSTOMER_MENTION_H
#define DAYBOOK_CUSTOMER_MENTION_H

#include "catalogue/record.h"

/* After record_save, in the same transaction: finds who is mentioned in the named text fields (ended by NULL) where
 * one of them has changed, keeps them as the record's mentions and tells those who were not mentioned before. Imported
 * texts mention nobody. */
bool mention_write(context_t *context, const record_t *before, const record_t *after, const char *const *fields);

/* The users whom a text mentions, in their order, at most `most`. "@" counts at a word's start; the longest name that
 * follows it is meant, or a first name that only one user has. */
bool mention_find(context_t *context, const char *text, int64_t *user_ids, size_t most, size_t *count);

#endif
