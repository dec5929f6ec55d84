/* Who follows which record, and what is told of the changes of others. */
#ifndef DAYBOOK_CUSTOMER_FOLLOW_H
#define DAYBOOK_CUSTOMER_FOLLOW_H

#include "base/json.h"
#include "catalogue/context.h"
#include "catalogue/type.h"

/* The actor follows a record, or no longer does. Doing so twice changes nothing. */
bool follow_begin(context_t *context, const record_type_t *type, int64_t id);
bool follow_end(context_t *context, const record_type_t *type, int64_t id);

/* Whoever follows one record follows another of the type too, as when the two are merged. */
bool follow_carry_over(context_t *context, const record_type_t *type, int64_t from, int64_t to);

/* {"following": true, "followers": [{"id", "title"}]} */
bool follow_write(context_t *context, const record_type_t *type, int64_t id, json_writer_t *writer, const char *key);

/* Whether a change behind number `after` that nobody was told of yet may concern somebody: cheap, asked after every
 * commit. */
bool follow_has_news(context_t *context, int64_t after, bool *any);

/* Tells followers of changes by others, and users of what was given to them, since the last time; each change once,
 * however many servers share the book. Imports tell nobody: ten thousand rows are no news for one person. */
bool follow_tell(context_t *context);

#endif
