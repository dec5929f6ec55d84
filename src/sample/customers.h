/* One customer of the sample company, with people, conversations, deals and tasks of three years that hang together. */
#ifndef DAYBOOK_SAMPLE_CUSTOMERS_H
#define DAYBOOK_SAMPLE_CUSTOMERS_H

#include "sample/company.h"

typedef struct customer_plan {
    const company_t *company;
    int number; /* of the account, from 0 */
    moment_t today;
    bool brief; /* only the account, one person and now and then a deal: for books of measurement */
} customer_plan_t;

/* The context's `now` is moved about, so that records are dated when they would have been written. */
bool customer_generate(context_t *context, chance_t *chance, const customer_plan_t *plan);

#endif
