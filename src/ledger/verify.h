/* Proves that nothing in the journal was altered: recomputes every hash from the first entry on, and every balance from
 * the lines. */
#ifndef DAYBOOK_LEDGER_VERIFY_H
#define DAYBOOK_LEDGER_VERIFY_H

#include "catalogue/context.h"

typedef void (*verify_report_t)(void *argument, const char *finding);

typedef struct verify {
    verify_report_t report; /* told of each finding, one sentence */
    void *argument;
    int64_t entries; /* looked at */
    int64_t findings;
    const char *last_hash; /* of the last entry: who noted it earlier can compare. "" when there is none */
} verify_t;

/* False only when it could not be read; what is wrong is reported and counted. */
bool ledger_verify(context_t *context, verify_t *verify);

#endif
