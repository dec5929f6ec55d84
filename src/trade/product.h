/* The product: what is sold, with its list price. */
#ifndef DAYBOOK_TRADE_PRODUCT_H
#define DAYBOOK_TRADE_PRODUCT_H

#include "catalogue/type.h"

extern const record_type_t PRODUCT;

#endif
