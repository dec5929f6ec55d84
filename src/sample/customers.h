/* One customer of the sample company, with people, conversations, deals and tasks of three years that hang together. */
#ifndef DAYBOOK_SAMPLE_CUSTOMERS_H
#define DAYBOOK_SAMPLE_CUSTOMERS_H

#include "sample/company.h"
#include "sample/words.h"

enum { SAMPLE_GROUP = 10 }; /* accounts that may belong to one group of companies */

/* The head of the present group of companies, which the accounts after it may belong to. */
typedef struct customer_group {
    int64_t account; /* 0: this group has no head */
    company_name_t company;
    int64_t buyer; /* the person at the head who buys for all of them */
} customer_group_t;

typedef struct customer_plan {
    const company_t *company;
    customer_group_t *group; /* set anew by each account whose number divides by SAMPLE_GROUP */
    int number;              /* of the account, from 0 */
    moment_t today;
    bool brief; /* only the account, one person and now and then a deal: for books of measurement */
} customer_plan_t;

/* The context's `now` is moved about, so that records are dated when they would have been written; its actor is the
 * seller who would have written them. */
bool customer_generate(context_t *context, chance_t *chance, const customer_plan_t *plan);

#endif
