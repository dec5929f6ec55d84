/* The contract: what a customer buys again and again, until it ends or is renewed. */
#ifndef DAYBOOK_TRADE_CONTRACT_H
#define DAYBOOK_TRADE_CONTRACT_H

#include "catalogue/type.h"

extern const record_type_t CONTRACT;

#endif
