/* The deals of a sample customer. */
#include "pipeline/opportunity.h"
#include "sample/customer.h"

enum { QUARTER_END_PERCENT = 45, QUARTER_END_REACH = 35, SLIP_PERCENT = 35 };

typedef struct deal {
    int64_t id;
    int age_days;
    int close_days; /* when it is first expected to close, in days ago */
    bool closed, won;
    customer_subject_t subject;
} deal_t;

/* List price by quantity, more of it at larger customers; one in four gets five per cent off. */
static int64_t deal_amount(customer_t *customer, int64_t price) {
    static const int64_t most[] = {6, 12, 30, 60};
    int64_t amount = price * chance_between(customer->chance, 1, most[customer->size]);
    return chance_percent(customer->chance, 25) ? amount * 95 / 100 : amount;
}

/* "24,000 USD", as people say it. */
static const char *deal_amount_text(customer_t *customer, int64_t amount) {
    arena_t *arena = customer->context->arena;
    int64_t whole = amount / 100;
    const char *currency = customer->company.place->currency;
    if (whole < 1000) return arena_printf(arena, "%lld %s", (long long)whole, currency);
    return arena_printf(arena, "%lld,%03lld %s", (long long)(whole / 1000), (long long)(whole % 1000), currency);
}

static void deal_set_forecast(customer_t *customer, deal_t *deal, record_t *opportunity) {
    chance_t *chance = customer->chance;
    deal->close_days = deal->age_days - (int)chance_between(chance, 10, 120);
    if (!deal->closed) deal->close_days = -(int)chance_between(chance, -12, 90);
    record_set_text(opportunity, "opened_on", customer_date(customer, deal->age_days));
    record_set_text(opportunity, "expected_close", customer_date(customer, deal->close_days));
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
    deal->subject.competitor = words_competitor(chance);
    if (chance_percent(chance, 35)) record_set_text(opportunity, "competitor", deal->subject.competitor);
    deal->subject.product = company->product_names[product];
    deal->subject.amount = deal_amount_text(customer, record_number(opportunity, "amount"));
    deal_set_forecast(customer, deal, opportunity);
    if (!sample_create(customer->context, opportunity, &deal->id)) return false;
    deal->subject.opportunity = deal->id;
    return true;
}

static bool deal_talk(customer_t *customer, const deal_t *deal, int days_ago, const talk_t *talk) {
    return customer->plan->brief || customer_conversation(customer, days_ago, &deal->subject, talk);
}

static bool deal_move(customer_t *customer, const deal_t *deal, int64_t stage, int days_ago, const char *lost_reason) {
    record_t *moved = NULL;
    const opportunity_move_t move = {.stage_id = stage, .lost_reason = lost_reason};
    customer_set_clock(customer, days_ago);
    return opportunity_move(customer->context, deal->id, 0, &move, &moved);
}

/* What was expected to close turns out to take longer, once or twice. */
static bool deal_slip(customer_t *customer, deal_t *deal, int days_ago) {
    record_t *saved = NULL;
    if (customer->plan->brief || !chance_percent(customer->chance, SLIP_PERCENT)) return true;
    deal->close_days -= (int)chance_between(customer->chance, 14, 45);
    record_t *later =
        sample_record(customer->context, &OPPORTUNITY, "expected_close", customer_date(customer, deal->close_days));
    customer_set_clock(customer, days_ago);
    return record_update(customer->context, deal->id, 0, later, &saved);
}

/* Many deals are signed in the last days of a quarter. */
static int deal_closing_day(customer_t *customer, int days_ago) {
    int64_t today = date_to_days(date_from_moment(customer->plan->today));
    date_t day = date_from_days(today - days_ago);
    int last_month = (day.month - 1) / 3 * 3 + 3;
    const date_t next_quarter = {
        .year = last_month == 12 ? day.year + 1 : day.year, .month = last_month == 12 ? 1 : last_month + 1, .day = 1};
    int left = (int)(date_to_days(next_quarter) - (today - days_ago));
    int wanted = days_ago - left + (int)chance_between(customer->chance, 1, 6);
    bool rush = chance_percent(customer->chance, QUARTER_END_PERCENT);
    return rush && left <= QUARTER_END_REACH && wanted >= 0 && wanted < days_ago ? wanted : days_ago;
}

/* A deal that its first seller did not see end was the successor's when it did. Open ones are handed over with the
 * rest.
 */
static bool deal_inherit(customer_t *customer, const deal_t *deal, int closing_day) {
    record_t *saved = NULL, *inherited = record_new(customer->context->arena, &OPPORTUNITY);
    const company_leaver_t *leaver = customer->leaver;
    if (leaver == NULL || deal->age_days < leaver->last_day || closing_day >= leaver->last_day) return true;
    customer_set_clock(customer, leaver->last_day - 1);
    record_set_number(inherited, "owner", customer->seller.user_id);
    return record_update(customer->context, deal->id, 0, inherited, &saved);
}

static bool deal_close(customer_t *customer, const deal_t *deal, int days_ago) {
    static const char *const reasons[] = {"price", "competitor", "no_decision", "timing", "no_budget", "product_fit"};
    const company_t *company = customer->plan->company;
    int day = deal_closing_day(customer, days_ago);
    if (deal->won && day > customer->bought_days) customer->bought_days = day;
    if (!deal_inherit(customer, deal, day)) return false;
    if (deal->won)
        return deal_talk(customer, deal, day, talk_of_win(customer->chance)) &&
               deal_move(customer, deal, company->won_stage, day, NULL);
    const char *reason = CHANCE_ONE_OF(customer->chance, reasons);
    return deal_talk(customer, deal, day, talk_of_loss(reason)) &&
           deal_move(customer, deal, company->lost_stage, day, reason);
}

/* Won deals go through all stages; lost ones end anywhere, open ones stand anywhere. */
static bool deal_walk(customer_t *customer, deal_t *deal) {
    const company_t *company = customer->plan->company;
    chance_t *chance = customer->chance;
    int days_ago = deal->age_days;
    size_t reached =
        deal->closed && deal->won ? company->open_stage_count : chance_index(chance, company->open_stage_count) + 1;
    if (!deal_talk(customer, deal, days_ago, talk_of_stage(chance, 0))) return false;
    for (size_t stage = 1; stage < reached && days_ago > 3; stage++) {
        days_ago -= (int)chance_between(chance, 1, days_ago < 30 ? days_ago / 3 + 1 : 25);
        if (!deal_talk(customer, deal, days_ago, talk_of_stage(chance, stage)) ||
            !deal_move(customer, deal, company->open_stages[stage], days_ago, NULL) ||
            !deal_slip(customer, deal, days_ago))
            return false;
    }
    if (!deal->closed) return true;
    days_ago -= (int)chance_between(chance, 1, days_ago < 10 ? days_ago : 10);
    return deal_close(customer, deal, days_ago);
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
