/* The ledger as a whole: what it counts in, its months, the numbers of its documents. */
#ifndef DAYBOOK_LEDGER_LEDGER_H
#define DAYBOOK_LEDGER_LEDGER_H

#include "base/json.h"
#include "base/money.h"
#include "catalogue/context.h"

typedef struct ledger {
    const currency_t *currency; /* the book's */
    int64_t year_begins;        /* month in which the fiscal year begins, 1 to 12 */
    const char *first_month;    /* "2026-01": nothing is posted before it */
    bool approval;              /* entries by hand wait for somebody else's word */
    int64_t last_entry;         /* 0: nothing is posted yet */
    const char *last_hash;
} ledger_t;

/* Who keeps the books: administrator and finance. False sets PROBLEM_FORBIDDEN. */
bool ledger_check_keeper(context_t *context);

/* Who reads statements and the journal: keepers, managers and read-only users (auditors). */
bool ledger_check_reader(context_t *context);

/* PROBLEM_CONFLICT "ledger_not_open" when there is none yet. */
bool ledger_load(context_t *context, ledger_t *out);

typedef struct ledger_opening {
    const char *chart;       /* "trading" or "singapore"; NULL: none is made */
    const char *currency;    /* ISO 4217; stays for good */
    int64_t year_begins;     /* 1 to 12 */
    const char *first_month; /* "2026-01" */
} ledger_opening_t;

/* Opens the ledger, once. */
bool ledger_open(context_t *context, const ledger_opening_t *opening);

bool ledger_set_approval(context_t *context, bool approval);

/* {"open": true, "keeper": true, "currency": "SGD", "year_begins": 1, "first_month": "2026-01", "approval": false,
 *  "entries": 17, "waiting": 2, "months": [{"month": "2026-11", "status": "open"}] of those with postings, the last
 *  first, "closed_years": [{"ends": "2026-12", "entry": 16, "number": "CL-2026-0001"}]}. */
bool ledger_write(context_t *context, json_writer_t *writer);

/* Months. A soft-closed one takes entries by hand of keepers only; a hard-closed one takes nothing, for good. Closing
 * needs the months before it to be closed at least as hard; opening again is for soft-closed ones. */
typedef enum { MONTH_OPEN, MONTH_SOFT, MONTH_HARD } month_status_t;
const char *month_status_name(month_status_t status);
bool month_status_parse(const char *name, month_status_t *out);
bool month_is_valid(const char *month); /* "2026-11" */
bool ledger_set_month(context_t *context, const char *month, month_status_t status);

/* May an entry of this date be posted? PROBLEM_INVALID naming `date` when not. */
bool ledger_check_date(context_t *context, const ledger_t *ledger, const char *date, bool by_hand);

/* `date` when its month is open, else the first day of the next month that is: where what the program posts by itself
 * goes. */
bool ledger_open_date(context_t *context, const ledger_t *ledger, const char *date, const char **out);

/* "2026-12": the last month of the fiscal year that the date belongs to. */
const char *ledger_year_end(context_t *context, const ledger_t *ledger, const char *date);

/* The next number of a series in the date's year: "SI-2026-0042", without gaps. */
bool ledger_take_number(context_t *context, const char *series, const char *date, const char **out);

#endif
