/* Files for the ledger: exchange rates as the European Central Bank publishes them, and the balances with which a
 * ledger begins. */
#ifndef DAYBOOK_CAPTURE_CSV_LEDGER_H
#define DAYBOOK_CAPTURE_CSV_LEDGER_H

#include "catalogue/context.h"

/* "Date,USD,JPY,…" and a row per day: units of each currency for one of `base`. "N/A" and empty cells say nothing.
 * A cell that is no rate refuses the file, naming its line. */
bool csv_rates_read(context_t *context, const char *path, const char *base, int64_t *count);

/* Columns code, debit, credit, and if there are: currency, customer (an id or the exact name), description. Posts one
 * entry of kind "opening" on that date; what is missing to balance goes to the account for opening balances. A row that
 * is not understood refuses the file, naming its line. */
bool csv_opening_post(context_t *context, const char *path, const char *date, int64_t *entry_id);

#endif
