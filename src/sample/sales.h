/* What the sample company has sold: each deal that was won becomes a quote, an order, deliveries, invoices and
 * payments, or a contract, day by day in the order in which it happened, and the books are kept along the way. */
#ifndef DAYBOOK_SAMPLE_SALES_H
#define DAYBOOK_SAMPLE_SALES_H

#include "sample/company.h"

/* Of a large book only so many accounts trade, so that it stays quick to make. */
enum { SALES_ACCOUNTS = 1000, SALES_YEARS = 5 };

/* A deal that was won, of its first product. Amounts are minor units of its currency. */
typedef struct sales_deal {
    int64_t opportunity, account, owner, branch, product, price, amount, cost;
    const char *kind;                /* of the product */
    const char *contact, *signed_by; /* who decides there */
    const char *currency;
    int64_t day; /* on which it was won, in days since 1970 */
    int64_t quantity;
    bool discounted; /* by five per cent */
    int64_t order, invoice;
    chance_t chance;
} sales_deal_t;

/* What is done on one day. */
typedef struct sales_scene {
    context_t *context;
    const company_t *company;
    int64_t today, day;
    const char *date;
    int64_t monthly_costs; /* of that year: salaries and the like, in the book's minor units */
} sales_scene_t;

typedef bool (*sales_step_t)(const sales_scene_t *scene, sales_deal_t *deal);

typedef struct sales_event {
    int64_t day;
    size_t number; /* what was planned first comes first on the same day */
    sales_step_t step;
    sales_deal_t *deal; /* NULL: about the company as a whole */
} sales_event_t;

typedef struct sales {
    arena_t *arena; /* of deals and events; outlives the transactions */
    sales_event_t *events;
    size_t event_count, event_room;
    int64_t first_day, today;
    int64_t won[SALES_YEARS]; /* in the first year, the second, and so on */
} sales_t;

/* Reads what was won and plans everything up to today. */
bool sales_plan(context_t *context, uint64_t seed, int accounts, sales_t *sales);

/* Carries out the events from `first` on, `count` of them. */
bool sales_carry_out(context_t *context, const company_t *company, const sales_t *sales, size_t first, size_t count);

/* What the steps share: the actor is this user from now on, and 2026-03-02 is written so. */
void sales_act_as(const sales_scene_t *scene, int64_t user);
const char *sales_date(const sales_scene_t *scene, int64_t day);

/* Steps of a deal. */
bool sales_order(const sales_scene_t *scene, sales_deal_t *deal);
bool sales_deliver_part(const sales_scene_t *scene, sales_deal_t *deal);
bool sales_deliver(const sales_scene_t *scene, sales_deal_t *deal);
bool sales_take_back(const sales_scene_t *scene, sales_deal_t *deal);
bool sales_subscribe(const sales_scene_t *scene, sales_deal_t *deal);
bool sales_offer(const sales_scene_t *scene, sales_deal_t *deal);

/* Steps of the company. */
bool sales_open_books(const sales_scene_t *scene, sales_deal_t *deal);
bool sales_publish_rates(const sales_scene_t *scene, sales_deal_t *deal);
bool sales_collect(const sales_scene_t *scene, sales_deal_t *deal);
bool sales_end_month(const sales_scene_t *scene, sales_deal_t *deal);
bool sales_end_year(const sales_scene_t *scene, sales_deal_t *deal);

#endif
