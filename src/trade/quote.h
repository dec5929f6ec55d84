/* The quote: what is offered to a customer, in versions, until it is accepted. */
#ifndef DAYBOOK_TRADE_QUOTE_H
#define DAYBOOK_TRADE_QUOTE_H

#include "catalogue/type.h"

extern const record_type_t QUOTE;

#endif
