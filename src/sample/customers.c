#include "sample/customers.h"

#include "customer/account.h"
#include "sample/customer.h"

enum { THREE_YEARS = 3 * 365, FORGOTTEN_AFTER = 500 };

static const int64_t DAY = 24 * 60 * 60 * 1000;
static const int64_t HOUR = 60 * 60 * 1000;

/* How much there is of a customer, by its size. */
static const struct {
    const char *tier, *terms;
    int64_t least_employees;
    int least_people, most_people, least_deals, most_deals, least_talks, most_talks;
    int64_t credit; /* minor units */
} SIZES[] = {
    {"smb", "net_14", 0, 1, 2, 0, 2, 0, 4, 500000},
    {"standard", "net_30", 400, 2, 4, 0, 3, 1, 7, 2500000},
    {"key", "2_10_net_30", 3000, 3, 6, 2, 6, 4, 12, 10000000},
    {"strategic", "net_60", 9000, 5, CUSTOMER_PEOPLE, 3, 9, 8, 20, 50000000},
};

const char *customer_date(const customer_t *customer, int days_ago) {
    int64_t today = date_to_days(date_from_moment(customer->plan->today));
    return date_format(customer->context->arena, date_from_days(today - days_ago));
}

/* Hours of the days of a week, Monday first: what falls on a Saturday was done on Friday afternoon, on a Sunday on
 * Monday morning, so that what came later stays later. */
static const struct {
    int days, first, last;
} WORKING_HOURS[] = {{0, 11, 17}, {0, 8, 17}, {0, 8, 17}, {0, 8, 17}, {0, 8, 12}, {-1, 13, 17}, {1, 8, 10}};

void customer_set_clock(customer_t *customer, int days_ago) {
    int64_t day = customer->plan->today / DAY - days_ago;
    size_t weekday = (size_t)((day + 3) % 7); /* the first of January 1970 was a Thursday */
    int64_t hour = chance_between(customer->chance, WORKING_HOURS[weekday].first, WORKING_HOURS[weekday].last);
    customer->context->now = (day + WORKING_HOURS[weekday].days) * DAY + hour * HOUR;
    if (customer->context->now > customer->plan->today) customer->context->now = customer->plan->today;
    if (customer->leaver == NULL) return;
    customer->seller.user_id = days_ago >= customer->leaver->last_day
                                   ? customer->leaver->user
                                   : company_successor(customer->leaver, customer->account);
}

void customer_set_links(record_t *record, const char *field, const int64_t *ids, size_t count) {
    *record_value(record, field) = (value_t){.given = true, .ids = ids, .id_count = count};
}

/* Few customers are large and many are small. */
static int64_t customer_choose_size(customer_t *customer) {
    int64_t first = chance_between(customer->chance, 1, 100);
    int64_t share = first * chance_between(customer->chance, 1, 100) / 100;
    int64_t employees = share * share * share / 40 + 3;
    for (int size = 0; size < 4; size++)
        if (employees >= SIZES[size].least_employees) customer->size = size;
    return employees;
}

static void customer_set_address(customer_t *customer, record_t *account) {
    arena_t *arena = customer->context->arena;
    const place_t *place = customer->company.place;
    record_set_text(account, "country", place->country);
    record_set_text(account, "phone", words_digits(customer->chance, arena, place->phone));
    record_set_text(account, "billing_street", words_street(customer->chance, arena));
    record_set_text(account, "billing_city", place->city);
    if (place->region != NULL) record_set_text(account, "billing_region", place->region);
    if (place->postal_code != NULL)
        record_set_text(account, "billing_postal_code", words_digits(customer->chance, arena, place->postal_code));
    record_set_text(account, "billing_country", place->country);
    if (!chance_percent(customer->chance, 20)) return;
    record_set_text(account, "shipping_street", words_street(customer->chance, arena));
    record_set_text(account, "shipping_city", place->city);
    record_set_text(account, "shipping_country", place->country);
}

static void customer_set_profile(customer_t *customer, record_t *account, int64_t employees) {
    static const char *const sources[] = {"referral", "event", "website", "outbound", "partner"};
    arena_t *arena = customer->context->arena;
    chance_t *chance = customer->chance;
    const company_name_t *company = &customer->company;
    record_set_text(account, "legal_name", arena_printf(arena, "%s %s", company->name, company->place->legal_form));
    record_set_text(account, "tier", SIZES[customer->size].tier);
    record_set_text(account, "industry", words_industry(chance));
    record_set_text(account, "website", arena_printf(arena, "https://www.%s", customer->domain));
    record_set_text(account, "email", arena_printf(arena, "office@%s", customer->domain));
    record_set_text(account, "source", CHANCE_ONE_OF(chance, sources));
    record_set_number(account, "employees", employees);
    record_set_text(account, "currency", company->place->currency);
    record_set_number(account, "annual_revenue", employees * chance_between(chance, 8, 24) * 1000000);
    record_set_number(account, "founded", chance_between(chance, 1950, 2022));
    record_set_text(account, "payment_terms", SIZES[customer->size].terms);
    record_set_number(account, "credit_limit", SIZES[customer->size].credit);
    if (customer->plan->company->export_tax != 0 && strcmp(company->place->country, "SG") != 0)
        record_set_number(account, "tax_code", customer->plan->company->export_tax);
    record_set_text(account, "tax_number", words_digits(chance, arena, "SAMPLE-########"));
}

/* The seller works in the territory of the account, as the account's team and branch do. */
static void customer_set_coverage(customer_t *customer, record_t *account) {
    const company_t *company = customer->plan->company;
    size_t team = customer->company.place->territory;
    size_t sellers = SAMPLE_SELLERS / SAMPLE_TEAMS;
    const company_leaver_t *leaver = &company->leavers[team];
    customer->seller = ACTOR_PROGRAM;
    customer->seller.user_id = company->sellers[team * sellers + chance_index(customer->chance, sellers)];
    if (leaver->one_in > 0 && customer->plan->number % leaver->one_in == 0) customer->seller.user_id = leaver->user;
    customer->leaver = customer->seller.user_id == leaver->user ? leaver : NULL;
    customer->context->actor = &customer->seller;
    record_set_number(account, "owner", customer->seller.user_id);
    record_set_number(account, "team", company->teams[team]);
    record_set_number(account, "branch", company->branches[team]);
    record_set_number(account, "territory", company->territories[team]);
}

static bool customer_joins_group(const customer_t *customer) {
    const customer_plan_t *plan = customer->plan;
    int place = plan->number % SAMPLE_GROUP;
    return !plan->brief && plan->group->account != 0 && place > 0 && place < 4 && chance_percent(customer->chance, 70);
}

static bool customer_account(customer_t *customer) {
    context_t *context = customer->context;
    chance_t *chance = customer->chance;
    bool joins = customer_joins_group(customer);
    customer->company = joins
                            ? words_subsidiary(context->arena, &customer->plan->group->company, customer->plan->number)
                            : words_company(chance, context->arena, customer->plan->number);
    customer->domain = words_domain(context->arena, customer->company.name, customer->plan->number);
    int64_t employees = customer_choose_size(customer);
    record_t *account = sample_record(context, &ACCOUNT, "name", customer->company.name);
    if (joins) record_set_number(account, "parent", customer->plan->group->account);
    customer_set_coverage(customer, account);
    customer_set_profile(customer, account, employees);
    customer_set_address(customer, account);
    int64_t tag = CHANCE_ONE_OF(chance, customer->plan->company->tags);
    if (chance_percent(chance, 25)) customer_set_links(account, "tags", &tag, 1);
    customer->age_days = (int)chance_between(chance, 30, THREE_YEARS);
    customer_set_clock(customer, customer->age_days);
    if (customer->leaver != NULL && customer->age_days < customer->leaver->last_day) customer->leaver = NULL;
    record_set_number(account, "owner", customer->seller.user_id);
    return sample_create(context, account, &customer->account);
}

/* Every other group has a head: its first account, however small. */
static void customer_begin_group(const customer_t *customer) {
    customer_group_t *group = customer->plan->group;
    if (customer->plan->number % SAMPLE_GROUP != 0) return;
    *group = (customer_group_t){.account = 0};
    if (chance_percent(customer->chance, 50))
        *group = (customer_group_t){customer->account, customer->company, customer->people[0]};
}

/* Between deals one looks after who has bought and wins over who has not. */
static const talk_t *customer_talk(customer_t *customer, int days_ago) {
    if (days_ago < customer->bought_days) return talk_of_care(customer->chance);
    return talk_of_stage(customer->chance, (size_t)chance_between(customer->chance, 0, 1));
}

/* Somebody who did not look first typed some accounts a second time. */
static bool customer_type_twice(customer_t *customer) {
    enum { ONE_IN = 40 };
    int64_t id = 0;
    context_t *context = customer->context;
    if (customer->plan->number % ONE_IN != ONE_IN / 2) return true;
    customer_set_clock(customer, (int)chance_between(customer->chance, 1, 25));
    record_t *again =
        sample_record(context, &ACCOUNT, "name", arena_printf(context->arena, "%s Ltd", customer->company.name));
    record_set_text(again, "website", arena_printf(context->arena, "https://%s", customer->domain));
    record_set_text(again, "billing_city", customer->company.place->city);
    record_set_number(again, "owner", customer->seller.user_id);
    return sample_create(context, again, &id);
}

static bool customer_fill(customer_t *customer) {
    chance_t *chance = customer->chance;
    int size = customer->size;
    size_t people = (size_t)chance_between(chance, SIZES[size].least_people, SIZES[size].most_people);
    while (customer->people_count < people)
        if (!customer_person(customer)) return false;
    if (!customer_committee(customer)) return false;
    for (int64_t i = chance_between(chance, SIZES[size].least_deals, SIZES[size].most_deals); i > 0; i--)
        if (!customer_deal(customer)) return false;
    for (int64_t i = chance_between(chance, SIZES[size].least_talks, SIZES[size].most_talks); i > 0; i--) {
        int days_ago = (int)chance_between(chance, 0, customer->age_days);
        if (!customer_conversation(customer, days_ago, NULL, customer_talk(customer, days_ago))) return false;
    }
    for (int64_t i = chance_between(chance, 0, 2); i > 0; i--)
        if (!customer_task(customer)) return false;
    return !chance_percent(chance, 30) || customer_lead(customer);
}

static const char SQL_LAST_WON[] = "SELECT max(closed_on) FROM opportunity WHERE account_id = $1 AND outcome = 'won'";

/* Who has bought is a customer, who has long not bought was one: that only the account's story tells. */
static bool customer_settle(customer_t *customer) {
    date_t day;
    record_t *saved = NULL;
    context_t *context = customer->context;
    const char *last = store_get_text(context->tx, context->arena, SQL_LAST_WON, "i", customer->account);
    if (last == NULL) return context_done(context);
    int64_t today = date_to_days(date_from_moment(customer->plan->today));
    int days_ago = date_parse(last, &day) ? (int)(today - date_to_days(day)) : 0;
    bool forgotten = days_ago > FORGOTTEN_AFTER && customer->open_deal == 0;
    customer_set_clock(customer, forgotten ? days_ago - FORGOTTEN_AFTER : days_ago);
    record_t *status = sample_record(context, &ACCOUNT, "status", forgotten ? "former" : "customer");
    return record_update(context, customer->account, 0, status, &saved);
}

static bool customer_write(customer_t *customer) {
    const customer_plan_t *plan = customer->plan;
    if (!customer_account(customer) || !customer_person(customer)) return false;
    if (plan->brief) return plan->number % 5 != 0 || (customer_deal(customer) && customer_settle(customer));
    customer_begin_group(customer);
    return customer_fill(customer) && customer_settle(customer) && customer_type_twice(customer);
}

bool customer_generate(context_t *context, chance_t *chance, const customer_plan_t *plan) {
    const actor_t *actor = context->actor;
    customer_t customer = {.context = context, .chance = chance, .plan = plan};
    bool ok = customer_write(&customer);
    context->actor = actor;
    return ok;
}
