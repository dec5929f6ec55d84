/* The lead: somebody who might become a customer, before there is an account or an opportunity. */
#ifndef DAYBOOK_PIPELINE_LEAD_H
#define DAYBOOK_PIPELINE_LEAD_H

#include "catalogue/type.h"

extern const record_type_t LEAD;

#endif
