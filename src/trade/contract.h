/* The contract: what a customer buys again and again, until it ends or is renewed.
 *
 * Prices of recurring lines are per month; months are counted from the contract's first day. A part of a month is
 * charged by days. MRR = the sum of recurring lines per month; ARR = 12 × MRR; TCV = recurring × term + one-off;
 * ACV = the recurring part ÷ years. Without an end there is no TCV, and ACV is ARR. */
#ifndef DAYBOOK_TRADE_CONTRACT_H
#define DAYBOOK_TRADE_CONTRACT_H

#include "base/json.h"
#include "base/money.h"
#include "catalogue/record.h"

#include <jansson.h>

extern const record_type_t CONTRACT; /* status: "draft", "active", "ended", "cancelled" */

enum { CONTRACT_LINES = 200, CONTRACT_MONTHS = 600 };

typedef struct contract_line {
    int64_t id, product_id, tax_code_id;
    const char *product_title, *description, *unit;
    int64_t quantity, unit_price, discount_percent;
    bool recurring;
    const char *from_on, *until_on; /* until NULL: as long as the contract */
} contract_line_t;

typedef struct contract {
    record_t *record;
    int64_t id;
    const char *number, *status;
    const currency_t *currency;
    const char *start_on, *last_on; /* last: end or cancellation, whichever comes first; NULL: open */
    contract_line_t *lines;
    size_t line_count;
} contract_t;

bool contract_load(context_t *context, int64_t id, contract_t *out);

/* {"account", "name", "contact", "opportunity", "owner", "branch", "currency", "start_on", "months": 12 (open-ended
 * when left out), "notice_days", "renewal", "billing", "escalation_percent", "payment_terms", "description", "lines":
 * [{"product", "description", "quantity", "unit", "unit_price", "discount_percent", "tax_code", "recurring": true}]}
 * into a draft. */
bool contract_create(context_t *context, json_t *body, int64_t *id);
bool contract_activate(context_t *context, int64_t id);

bool contract_add_line(context_t *context, int64_t contract_id, int64_t position, const contract_line_t *line);

/* {"line", "quantity", "date"}: more from that day on, with what is billed already charged for the days that are left;
 * less from the day after what is billed. */
bool contract_change_quantity(context_t *context, int64_t id, json_t *body);

/* {"date", "reason"}: the last day, not before the notice has run. */
bool contract_cancel(context_t *context, int64_t id, json_t *body);

/* Prices and term for another time of the same length, from the day of renewal on. */
bool contract_renew(context_t *context, const contract_t *contract);

/* MRR, ARR, ACV, TCV and one-off from the lines, as of a day. */
bool contract_follow(context_t *context, int64_t id, const char *date);

/* {"record", "lines": [{…, "monthly"}], "invoices": [{"id", "number", "date", "total", "open", "status"}], "billed",
 * "recognised", "deferred", "to_credit": what is billed behind the last day}. */
bool contract_write_document(context_t *context, int64_t id, json_writer_t *writer);

/* Net per month of a line, and of a time, both days included: whole months, and parts of them by days. */
bool contract_line_monthly(const contract_t *contract, const contract_line_t *line, int64_t *out);
bool contract_line_charge(const contract_t *contract, const contract_line_t *line, const char *from, const char *to,
                          int64_t *out);

/* So many months behind a date, the last day of the month where there is no such day. */
const char *contract_months_after(arena_t *arena, const char *date, int months);
const char *contract_day_after(arena_t *arena, const char *date, int days);

#endif
