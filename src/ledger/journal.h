/* The journal: entries of debits and credits, posted once and kept for good.
 *
 * A posted entry is never changed: the database refuses it, and each entry's hash covers the hash of the one before.
 * What was wrong is reversed by an entry that names it. */
#ifndef DAYBOOK_LEDGER_JOURNAL_H
#define DAYBOOK_LEDGER_JOURNAL_H

#include "ledger/ledger.h"

#include <jansson.h>

enum { JOURNAL_LINES = 5000, JOURNAL_TEXT = 500, JOURNAL_HASH = 64 };

/* What a line is about, beside its ledger account: 0 where it is about none. */
typedef struct journal_about {
    int64_t customer_id, product_id, salesperson_id, branch_id, opportunity_id;
} journal_about_t;

typedef struct journal_line {
    int64_t ledger_account_id;
    int64_t amount;          /* minor units of the book's currency; a debit is positive, a credit negative */
    const char *currency;    /* of the document; NULL: the book's */
    int64_t currency_amount; /* the same in the document's currency; of the book's it is `amount` */
    journal_about_t about;
    const char *description; /* NULL: the entry's says it */
} journal_line_t;

typedef struct journal_entry {
    const char *kind;   /* one of JOURNAL_KINDS */
    const char *series; /* of its number: "JE", "SI"; unused where `number` is given */
    const char *number; /* NULL: the next of the series */
    const char *date;
    const char *description;
    const char *document_type; /* what caused it, such as "invoice"; NULL: nothing did */
    int64_t document_id;
    int64_t reverses_id; /* the entry that this one takes back; 0: none */
    int64_t prepared_by; /* who wrote it, where somebody else posts it; 0: the actor */
    bool by_hand;        /* written by a keeper, who may post into a month that is closed softly */
    bool closes_year;    /* stands behind its month, and is no part of an income statement */
    journal_line_t *lines;
    size_t line_count;

    int64_t id; /* set by posting, as are the following and `number` */
    const char *period;
    int64_t posted_by;
    moment_t posted_at;
    const char *hash;
} journal_entry_t;

extern const char *const JOURNAL_KINDS[]; /* "manual", "sale", "payment", …; ended by NULL */

/* Posts: checks that debits equal credits, that each account takes lines and the date's month is open; gives the
 * number; writes entry, lines and balances in the caller's transaction. Field problems name "lines.2.amount" and so on.
 */
bool journal_post(context_t *context, journal_entry_t *entry);

/* Takes an entry back by one with the opposite lines, once. `date` NULL: its own, or the first open one after it. By
 * hand only what no document stands behind. */
bool journal_reverse(context_t *context, int64_t id, const char *date, const char *reason, bool by_hand,
                     journal_entry_t *out);

/* With its lines. PROBLEM_NOT_FOUND when there is none. */
bool journal_load(context_t *context, int64_t id, journal_entry_t *out);

/* {"date", "description", "lines": [{"ledger_account": 4, "debit": "10.00"|"credit": "10.00", "currency", "rate",
 * "customer", "product", "salesperson", "branch", "opportunity", "description"}]} into an entry by hand. In another
 * currency debit and credit count in it, and `rate` is the book's currency for one of it; without it the dated rate is
 * taken. */
bool journal_parse(context_t *context, const ledger_t *ledger, const json_t *body, journal_entry_t *out);

/* The hash of an entry behind one with the hash `previous` ("" for the first): BLAKE2b-256 over all of its fields and
 * lines, each with its length before it, in lower-case hexadecimal. */
char *journal_hash(arena_t *arena, const journal_entry_t *entry, const char *previous);

#endif
