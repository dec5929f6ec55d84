/* Short words for tests of the ledger: an open one, entries by purpose or code, what accounts hold. */
#ifndef DAYBOOK_TEST_LEDGER_BOOK_H
#define DAYBOOK_TEST_LEDGER_BOOK_H

#include "ledger/journal.h"

/* Opens a ledger in that currency from 2024 on, with the trading company's chart and years that end with December. */
void ledger_book_open(context_t *context, const char *currency);

/* The ledger account with that purpose or code; there must be one. */
int64_t ledger_book_account(context_t *context, const char *name);

/* "receivable 1090.00, credit_sales -1000.00, output_tax -90.00" on that date, in the book's currency; what is refused
 * fails the test. */
journal_entry_t ledger_book_post(context_t *context, const char *date, const char *lines);

/* The code of the first wrong field when this is to be posted; NULL when it was. */
const char *ledger_book_refusal(context_t *context, const char *date, const char *lines);

/* What an account holds at the end of a day, with closing entries: "1090.00", credits with a minus. */
const char *ledger_book_balance(context_t *context, const char *name, const char *date);

/* Runs SQL that goes around the program, and takes it back; false when the database refused it. */
bool ledger_book_sql(context_t *context, const char *sql);

/* How many findings the proof has. */
int64_t ledger_book_findings(context_t *context);

#endif
