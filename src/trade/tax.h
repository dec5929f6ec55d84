/* Tax codes: at which rate a supply is taxed and in which box of the return it counts. */
#ifndef DAYBOOK_TRADE_TAX_H
#define DAYBOOK_TRADE_TAX_H

#include "catalogue/context.h"
#include "catalogue/type.h"

extern const record_type_t TAX_CODE; /* category: "standard", "zero", "exempt", "out_of_scope" */

/* The code for a supply: the account's (such as zero-rated exports), else the product's, else the organisation's
 * default; `id` 0 and rate 0 when none is set. The rate has two digits behind the point: 900 is 9 %. */
bool tax_find(context_t *context, int64_t account_id, int64_t product_id, int64_t *id, int64_t *rate);

/* The rate of one code; PROBLEM_INVALID naming `field` when there is none of this id. */
bool tax_load(context_t *context, int64_t id, const char *field, int64_t *rate);

/* Makes the codes that businesses of a country begin with, where they are missing, and gives the standard-rated one's
 * id: "singapore" has SR 9 %, ZR, ES and OS. Another one is PROBLEM_INVALID. */
bool tax_make_ready(context_t *context, const char *chart, int64_t *standard_id);

#endif
