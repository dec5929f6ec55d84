/* The account on one printed page, for a meeting or for who takes it over: who they are, people and their roles, what
 * was said last, what is promised either way, open deals, what comes next, what to ask. HTML without scripts, in the
 * language of its reader. */
#ifndef DAYBOOK_INSIGHT_BRIEF_H
#define DAYBOOK_INSIGHT_BRIEF_H

#include "base/text.h"
#include "catalogue/context.h"

bool brief_write(context_t *context, int64_t account_id, text_t *out);

/* A private link that shows the page to whoever has it, for two weeks, without what we think of their people. The token
 * is shown once and kept as a hash. */
bool brief_share(context_t *context, int64_t account_id, const char **token, moment_t *expires);

/* Every link of the account stops working. */
bool brief_unshare(context_t *context, int64_t account_id);

/* The page behind a link; PROBLEM_NOT_FOUND when there is none, or it has expired or was taken back. */
bool brief_write_shared(context_t *context, const char *token, text_t *out);

#endif
