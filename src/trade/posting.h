/* A posting in the making: lines are gathered by what they are for, like ones are joined, and one entry is posted. */
#ifndef DAYBOOK_TRADE_POSTING_H
#define DAYBOOK_TRADE_POSTING_H

#include "base/money.h"
#include "ledger/journal.h"
#include "trade/amount.h"

/* Series of the entries that trade posts; documents have numbers of their own. */
#define JOURNAL_OF_SALES "SJ"
#define JOURNAL_OF_PAYMENTS "CJ"
#define JOURNAL_OF_STOCK "KJ"

typedef struct posting {
    context_t *context;
    const currency_t *book;     /* the ledger's currency */
    const currency_t *currency; /* the document's */
    int64_t rate;               /* the book's currency for one unit of the document's, with nine digits */
    journal_entry_t entry;      /* kind, series or number, date, description, document: set by the caller */
    journal_about_t about;      /* of each line; the product is told line by line */
    size_t capacity;
} posting_t;

/* Reads the ledger and the dated rate from `currency`; PROBLEM_INVALID naming "currency" when there is none. `date`
 * moves to the first open day when its month is closed. */
bool posting_begin(context_t *context, const char *currency, const char *date, posting_t *out);

/* Document minor units into the book's at the posting's rate. */
bool posting_convert(const posting_t *posting, int64_t amount, int64_t *out);

/* A line on the account of that purpose; a debit is positive. `amount` is in the document's currency; lines without
 * one there, such as exchange gains, are added with posting_add_book. Nothing is added for zero. */
bool posting_add(posting_t *posting, const char *purpose, int64_t product_id, int64_t amount, int64_t amount_book);
bool posting_add_book(posting_t *posting, const char *purpose, int64_t product_id, int64_t amount_book);
bool posting_add_account(posting_t *posting, int64_t ledger_account_id, int64_t amount, int64_t amount_book);

/* Posts what does not cancel out; the entry's id is 0 when nothing is left. */
bool posting_post(posting_t *posting, int64_t *entry_id);

#endif
