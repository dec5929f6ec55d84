/* The contact: a person whom we talk to. A contact belongs to one account first of all and, as a stakeholder, to any
 * number. */
#ifndef DAYBOOK_CUSTOMER_CONTACT_H
#define DAYBOOK_CUSTOMER_CONTACT_H

#include "catalogue/type.h"

extern const record_type_t CONTACT;

#endif
