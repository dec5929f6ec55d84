/* The user: somebody of our own organisation. A user without password or link cannot sign in but can own records. */
#ifndef DAYBOOK_CUSTOMER_USER_H
#define DAYBOOK_CUSTOMER_USER_H

#include "catalogue/type.h"

extern const record_type_t USER;

#endif
