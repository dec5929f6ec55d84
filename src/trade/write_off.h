/* The write-off: what a customer will not pay. Bad debts are debited, receivable is credited. */
#ifndef DAYBOOK_TRADE_WRITE_OFF_H
#define DAYBOOK_TRADE_WRITE_OFF_H

#include "catalogue/context.h"

#include <jansson.h>

typedef struct write_off_outcome {
    int64_t entry_id;
    int64_t approval_id; /* not 0: above the limit, and nothing is posted before another person approves */
} write_off_outcome_t;

/* {"amount": "12.00" (all that is open when left out), "reason", "date"}; administrators and finance. `out` may be
 * NULL. */
bool write_off_from_body(context_t *context, int64_t invoice_id, json_t *body, bool approved, write_off_outcome_t *out);

#endif
