/* What contracts do by the calendar: bill their periods, recognise what was earned, ask for renewals, renew and end. */
#ifndef DAYBOOK_TRADE_CONTRACT_RUN_H
#define DAYBOOK_TRADE_CONTRACT_RUN_H

#include "trade/contract.h"

typedef struct contract_outcome {
    int64_t invoices, entries, opportunities, renewed, ended;
} contract_outcome_t;

/* All of it up to a day, each thing once, however often it is run: periods that began are billed in advance, months
 * that are over are recognised day by day, a renewal opportunity is created 90 days ahead (or 30 days before the
 * notice), an automatic renewal is carried out on its day. For administrators, managers and finance. */
bool contract_run(context_t *context, const char *date, contract_outcome_t *out);

/* Periods of one contract that began up to the day and are not billed. */
bool contract_bill(context_t *context, int64_t id, const char *date, int64_t *invoices);

/* One more line within what is billed already, from a day to the end of that. */
bool contract_bill_more(context_t *context, const contract_t *contract, const contract_line_t *line, const char *from,
                        const char *to);

/* What was earned up to the end of a month of what is billed: deferred revenue to sales, one entry per contract. */
bool contract_recognise(context_t *context, const char *month, int64_t *entries);

/* MRR of all customers at the end of each month from `from` to `to` ("2026-01"), and between two of them what is new,
 * expansion, contraction and churn; GRR and NRR over the whole time, of those who were customers at its start:
 * {"currency", "months": [{"month", "mrr", "new", "expansion", "contraction", "churn"}], "start", "end", "grr": "97.5"|
 * null, "nrr"}. Other currencies count at the rates of the last day. */
bool contract_write_recurring(context_t *context, const char *from, const char *to, json_writer_t *writer);

/* {"invoices", "entries", "opportunities", "renewed", "ended"}. */
void contract_outcome_write(const contract_outcome_t *outcome, json_writer_t *writer);

#endif
