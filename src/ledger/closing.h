/* What is done at the end of a month and of a year. */
#ifndef DAYBOOK_LEDGER_CLOSING_H
#define DAYBOOK_LEDGER_CLOSING_H

#include "ledger/journal.h"

/* Carries revenue, costs and expenses up to the end of the fiscal year that ends with `month` ("2026-12") into retained
 * earnings, by one entry behind that month, and closes its months softly. What is posted into them afterwards is
 * carried when the year is closed once more; reversing the entry opens the year again. PROBLEM_CONFLICT when there is
 * nothing to carry. */
bool closing_close_year(context_t *context, const char *month, journal_entry_t *out);

/* Values what accounts hold in other currencies at the rates of `date` (a month's last day): the difference goes to
 * unrealised exchange gains, and is taken back on the next day. `out->id` is 0 when there is none. */
bool closing_revalue(context_t *context, const char *date, journal_entry_t *out);

#endif
