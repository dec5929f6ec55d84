/* The interaction: one conversation with a customer, of any kind. Its next step becomes a task by itself. */
#ifndef DAYBOOK_CUSTOMER_INTERACTION_H
#define DAYBOOK_CUSTOMER_INTERACTION_H

#include "catalogue/type.h"

extern const record_type_t INTERACTION;

#endif
