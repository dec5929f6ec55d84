/* Which values the one record has that two become. */
#ifndef DAYBOOK_INSIGHT_MERGE_VALUES_H
#define DAYBOOK_INSIGHT_MERGE_VALUES_H

#include "insight/merge.h"

/* What the survivor is changed to. Choices that make no sense, and those of fields that the actor may not change, are
 * field problems. */
bool merge_values(context_t *context, const merge_request_t *request, const record_t *survivor, const record_t *loser,
                  record_t **out);

#endif
