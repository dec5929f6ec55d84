/* The deals of a sample customer. */
#include "pipeline/opportunity.h"
#include "sample/customer.h"

typedef struct deal {
    int64_t id;
    int age_days;
    bool closed, won;
} deal_t;

/* List price by quantity, more of it at larger customers; one in four gets five per cent off. */
static int64_t deal_amount(customer_t *customer, int64_t price) {
    static const int64_t most[] = {6, 12, 30, 60};
    int64_t whole = price / 100 * chance_between(customer->chance, 1, most[customer->size]);
    if (chance_percent(customer->chance, 25)) whole = whole * 95 / 100;
    return whole * 100;
}

static void deal_set_forecast(customer_t *customer, const deal_t *deal, record_t *opportunity) {
    chance_t *chance = customer->chance;
    int until_close = deal->age_days - (int)chance_between(chance, 10, 120);
    if (!deal->closed) until_close = -(int)chance_between(chance, -12, 90);
    record_set_text(opportunity, "opened_on", customer_date(customer, deal->age_days));
    record_set_text(opportunity, "expected_close", customer_date(customer, until_close));
    if (deal->closed) return;
    record_set_text(opportunity, "next_step", words_next_step(chance));
    if (chance_percent(chance, 10))
        record_set_number(opportunity, "probability_override", chance_between(chance, 1, 9) * 1000);
}

static bool deal_create(customer_t *customer, deal_t *deal) {
    chance_t *chance = customer->chance;
    const company_t *company = customer->plan->company;
    size_t product = chance_index(chance, SAMPLE_PRODUCTS);
    const int64_t products[] = {company->products[product], company->products[SAMPLE_PRODUCTS - 1]};
    record_t *opportunity = record_new(customer->context->arena, &OPPORTUNITY);
    customer_set_clock(customer, deal->age_days);
    record_set_number(opportunity, "account", customer->account);
    record_set_number(opportunity, "contact", customer->people[chance_index(chance, customer->people_count)]);
    record_set_number(opportunity, "owner", customer->seller.user_id);
    record_set_number(opportunity, "stage", company->open_stages[0]);
    record_set_text(opportunity, "currency", customer->company.place->currency);
    record_set_number(opportunity, "amount", deal_amount(customer, company->product_prices[product]));
    bool with_support = product + 1 < SAMPLE_PRODUCTS && chance_percent(chance, 20);
    customer_set_links(opportunity, "products", products, with_support ? 2 : 1);
    if (chance_percent(chance, 30))
        record_set_number(opportunity, "campaign", CHANCE_ONE_OF(chance, company->campaigns));
    if (chance_percent(chance, 35)) record_set_text(opportunity, "competitor", words_competitor(chance));
    deal_set_forecast(customer, deal, opportunity);
    return sample_create(customer->context, opportunity, &deal->id);
}

static bool deal_move(customer_t *customer, const deal_t *deal, int64_t stage, int days_ago) {
    static const char *const reasons[] = {"price", "competitor", "no_decision", "timing", "no_budget", "product_fit"};
    record_t *moved = NULL;
    const company_t *company = customer->plan->company;
    opportunity_move_t move = {.stage_id = stage};
    if (stage == company->lost_stage) {
        move.lost_reason = CHANCE_ONE_OF(customer->chance, reasons);
        if (chance_percent(customer->chance, 40))
            move.lost_note = words_summary(customer->chance, customer->context->arena);
    }
    customer_set_clock(customer, days_ago);
    return opportunity_move(customer->context, deal->id, 0, &move, &moved);
}

/* Won deals go through all stages; lost ones end anywhere, open ones stand anywhere. */
static bool deal_walk(customer_t *customer, const deal_t *deal) {
    const company_t *company = customer->plan->company;
    chance_t *chance = customer->chance;
    int days_ago = deal->age_days;
    size_t reached =
        deal->closed && deal->won ? company->open_stage_count : chance_index(chance, company->open_stage_count) + 1;
    for (size_t stage = 1; stage < reached && days_ago > 3; stage++) {
        days_ago -= (int)chance_between(chance, 1, days_ago < 30 ? days_ago / 3 + 1 : 25);
        if (!deal_move(customer, deal, company->open_stages[stage], days_ago)) return false;
        if (!customer->plan->brief && !customer_conversation(customer, days_ago, deal->id)) return false;
    }
    if (!deal->closed) return true;
    days_ago -= (int)chance_between(chance, 1, days_ago < 10 ? days_ago : 10);
    return deal_move(customer, deal, deal->won ? company->won_stage : company->lost_stage, days_ago);
}

bool customer_deal(customer_t *customer) {
    chance_t *chance = customer->chance;
    deal_t deal = {.age_days = (int)chance_between(chance, 5, customer->age_days)};
    deal.won = chance_percent(chance, 55);
    deal.closed = deal.age_days > 150 || chance_percent(chance, deal.age_days / 3);
    if (!deal_create(customer, &deal) || !deal_walk(customer, &deal)) return false;
    if (!deal.closed) customer->open_deal = deal.id;
    bool shows_committee = !customer->plan->brief && customer->size > 0 && !deal.closed;
    return !shows_committee || customer_deal_committee(customer, deal.id);
}
