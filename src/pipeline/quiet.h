/* Open opportunities that have gone quiet: no conversation about them and no move for as many days as their stage says
 * (stage.quiet_days; a stage without it never is quiet). */
#ifndef DAYBOOK_PIPELINE_QUIET_H
#define DAYBOOK_PIPELINE_QUIET_H

#include "base/json.h"
#include "catalogue/context.h"

/* Those of one owner as an array, the longest quiet first, at most 50:
 * {"opportunity", "account", "stage": references, "amount", "currency", "expected_close", "last_at", "days",
 * "quiet_days"}. */
bool quiet_write_owned(context_t *context, int64_t owner_id, json_writer_t *writer, const char *key);

/* Of these (at most 500) the quiet ones: [{"id", "days", "quiet_days"}], the longest quiet first. */
bool quiet_write_among(context_t *context, const int64_t *ids, size_t count, json_writer_t *writer, const char *key);

/* The same of one: an object, or null when it is not quiet. */
bool quiet_write_one(context_t *context, int64_t id, json_writer_t *writer, const char *key);

/* The same of the open deals of one account, at most 100. */
bool quiet_write_of_account(context_t *context, int64_t account_id, json_writer_t *writer, const char *key);

#endif
