/* What a write of an opportunity follows; named in its record type. */
#ifndef DAYBOOK_PIPELINE_OPPORTUNITY_RULES_H
#define DAYBOOK_PIPELINE_OPPORTUNITY_RULES_H

#include "catalogue/record.h"

bool opportunity_write(context_t *context, const record_t *before, record_t *after);

#endif
