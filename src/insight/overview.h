/* Everything about one account, opportunity or contact in one answer: what its page shows.
 *
 * The shapes are those of the OpenAPI document (AccountOverview, OpportunityOverview, ContactOverview). */
#ifndef DAYBOOK_INSIGHT_OVERVIEW_H
#define DAYBOOK_INSIGHT_OVERVIEW_H

#include "base/text.h"
#include "catalogue/context.h"

bool account_overview_write(context_t *context, int64_t id, text_t *out);
bool opportunity_overview_write(context_t *context, int64_t id, text_t *out);
bool contact_overview_write(context_t *context, int64_t id, text_t *out);

#endif
