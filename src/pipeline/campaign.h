/* The campaign: where leads and opportunities come from. */
#ifndef DAYBOOK_PIPELINE_CAMPAIGN_H
#define DAYBOOK_PIPELINE_CAMPAIGN_H

#include "catalogue/type.h"

extern const record_type_t CAMPAIGN;

#endif
