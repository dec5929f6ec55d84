/* The account: one customer, a company or an individual. */
#ifndef DAYBOOK_CUSTOMER_ACCOUNT_H
#define DAYBOOK_CUSTOMER_ACCOUNT_H

#include "catalogue/type.h"

extern const record_type_t ACCOUNT;

#endif
