/* The chart of accounts: a tree of ledger accounts, each with a type that tells where statements show it, and some with
 * a purpose: what the program itself posts there. */
#ifndef DAYBOOK_LEDGER_CHART_H
#define DAYBOOK_LEDGER_CHART_H

#include "catalogue/context.h"
#include "catalogue/type.h"

extern const record_type_t LEDGER_ACCOUNT;

/* In the order of statements. */
typedef enum ledger_type {
    LEDGER_ASSET,
    LEDGER_LIABILITY,
    LEDGER_EQUITY,
    LEDGER_REVENUE,
    LEDGER_CONTRA_REVENUE, /* returns, allowances, discounts: normal balance debit */
    LEDGER_COST_OF_SALES,
    LEDGER_EXPENSE,
    LEDGER_OTHER_INCOME,
    LEDGER_TYPE_COUNT
} ledger_type_t;

const char *ledger_type_name(ledger_type_t type); /* "contra_revenue" */
bool ledger_type_parse(const char *name, ledger_type_t *out);

/* +1 where debits increase it (asset, contra-revenue, cost, expense), -1 where credits do. */
int ledger_type_sign(ledger_type_t type);

/* Belongs to the balance sheet and is carried over the year's end; the others are closed with the year. */
bool ledger_type_is_permanent(ledger_type_t type);

typedef struct ledger_account {
    int64_t id;
    const char *code, *name;
    ledger_type_t type;
    const char *purpose;  /* "receivable"; NULL: none */
    const char *currency; /* that of its lines where it takes only one, such as a bank account's; NULL: any */
    bool heading;         /* groups others and takes no lines */
    bool archived;
} ledger_account_t;

/* PROBLEM_INVALID naming `field` when there is none of this id. */
bool chart_load(context_t *context, int64_t id, const char *field, ledger_account_t *out);

/* The account that the program uses for "receivable", "output_tax", …; PROBLEM_CONFLICT telling which one the chart
 * lacks. */
bool chart_find(context_t *context, const char *purpose, int64_t *id);

/* All, by code, also archived ones. */
bool chart_all(context_t *context, ledger_account_t **out, size_t *count);

/* Makes the accounts of a ready chart, "trading" or "singapore" (with GST), named in the actor's language. Codes that
 * are there already are left as they are. */
bool chart_make(context_t *context, const char *chart);

#endif
