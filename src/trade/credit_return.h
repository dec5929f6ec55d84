/* Goods that come back with a credit note: found among the deliveries of the order's lines, the last one first. */
#ifndef DAYBOOK_TRADE_CREDIT_RETURN_H
#define DAYBOOK_TRADE_CREDIT_RETURN_H

#include "trade/posting.h"

enum { CREDIT_RETURNS = 100 };

typedef struct goods_back {
    int64_t order_line_id, quantity;
    bool scrap;
    const char *field; /* "lines.2.quantity" */
} goods_back_t;

typedef struct goods_returns {
    int64_t ids[CREDIT_RETURNS]; /* the documents, one for each delivery concerned */
    size_t count;
} goods_returns_t;

/* Stock and cost go back. More than was delivered and has not come back: PROBLEM_INVALID. */
bool credit_take_goods_back(posting_t *posting, const goods_back_t *goods, size_t count, goods_returns_t *out);

#endif
