/* What a product costs a customer: its price lists, else its list price. */
#ifndef DAYBOOK_TRADE_PRICE_H
#define DAYBOOK_TRADE_PRICE_H

#include "base/json.h"
#include "base/money.h"
#include "catalogue/context.h"
#include "catalogue/record.h"

enum { PRICE_SCALE = 4, QUANTITY_SCALE = 3, PERCENT_SCALE = 2 };

extern const record_type_t PRICE_LIST;
extern const record_type_t PRICE;

/* The stored price of the same list, product, quantity and first day, of which there is one at most; 0: none. */
bool price_find_same(context_t *context, const record_t *price, int64_t *id);

typedef struct price_question {
    int64_t product_id, account_id; /* account 0: nobody in particular */
    const currency_t *currency;
    int64_t quantity; /* with three digits behind the point */
    const char *date;
} price_question_t;

typedef struct price_answer {
    bool found;
    int64_t unit_price;    /* with four digits behind the point */
    int64_t price_list_id; /* 0: the product's list price */
    int64_t minimum_quantity;
} price_answer_t;

/* The account's own list comes first, then a list of its tier, then a list for everybody, then the list price; of a
 * list the highest quantity break reached, in force on that date. Of several lists or prices that would do, the one
 * that is valid since the latest day counts. Only lists of that currency count; a list price in another currency is
 * converted at the dated rate where there is one. Not found is no problem. */
bool price_find(context_t *context, const price_question_t *question, price_answer_t *out);

/* {"unit_price": "12.5" or null, "price_list": {"id", "title"} or null, "minimum_quantity": "10" or null, "currency",
 *  "unit": "piece" or null, "tax_code": {"id", "title"} or null, "tax_rate": "9"}: with what a line begins. A currency
 * that is NULL is the account's, else the organisation's. */
bool price_write_answer(context_t *context, const price_question_t *question, json_writer_t *writer);

#endif
