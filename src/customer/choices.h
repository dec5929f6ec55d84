/* Choices that several record types share. */
#ifndef DAYBOOK_CUSTOMER_CHOICES_H
#define DAYBOOK_CUSTOMER_CHOICES_H

#include "catalogue/type.h"

extern const choice_t SOURCE_CHOICES[]; /* where a lead, contact, account or opportunity came from */

#endif
