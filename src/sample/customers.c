#include "sample/customers.h"

#include "base/text.h"
#include "customer/account.h"
#include "customer/contact.h"
#include "customer/interaction.h"
#include "customer/stakeholder.h"
#include "customer/task.h"
#include "pipeline/lead.h"
#include "pipeline/opportunity.h"
#include "sample/words.h"

enum { MAX_PEOPLE = 5, THREE_YEARS = 3 * 365 };

static const int64_t DAY = 24 * 60 * 60 * 1000;
static const int64_t HOUR = 60 * 60 * 1000;

typedef struct customer {
    context_t *context;
    chance_t *chance;
    const customer_plan_t *plan;
    int64_t account, owner;
    const char *domain;
    int64_t people[MAX_PEOPLE];
    size_t people_count;
    int age_days; /* how long the account has been known */
} customer_t;

static const char *customer_date(const customer_t *customer, int days_ago) {
    int64_t today = date_to_days(date_from_moment(customer->plan->today));
    return date_format(customer->context->arena, date_from_days(today - days_ago));
}

/* A working hour of that day, on the context's clock. */
static void customer_set_clock(customer_t *customer, int days_ago) {
    moment_t day = customer->plan->today / DAY * DAY - days_ago * DAY;
    customer->context->now = day + chance_between(customer->chance, 8, 17) * HOUR;
    if (customer->context->now > customer->plan->today) customer->context->now = customer->plan->today;
}

static void customer_set_links(record_t *record, const char *field, const int64_t *ids, size_t count) {
    *record_value(record, field) = (value_t){.given = true, .ids = ids, .id_count = count};
}

static bool customer_account(customer_t *customer) {
    static const char *const tiers[] = {"strategic", "key", "key", "standard", "standard",
                                        "standard",  "smb", "smb", "smb",      "smb"};
    static const char *const countries[] = {"SG", "DE", "US", "FR", "JP", "SE", "BR", "GB", "IN", "NL"};
    context_t *context = customer->context;
    chance_t *chance = customer->chance;
    size_t seller = chance_index(chance, SAMPLE_SELLERS);
    const char *name = words_company(chance, context->arena);
    record_t *account = sample_record(context, &ACCOUNT, "name", name);
    const char *tier = CHANCE_ONE_OF(chance, tiers);
    int64_t size = chance_between(chance, 1, 100);
    customer->owner = customer->plan->company->sellers[seller];
    customer->domain = words_domain(context->arena, name, customer->plan->number);
    record_set_number(account, "owner", customer->owner);
    record_set_text(account, "tier", tier);
    record_set_text(account, "industry", words_industry(chance));
    record_set_text(account, "country", CHANCE_ONE_OF(chance, countries));
    record_set_text(account, "website", arena_printf(context->arena, "https://www.%s", customer->domain));
    record_set_text(account, "phone",
                    arena_printf(context->arena, "+1 555 01%02d %04d", customer->plan->number % 100,
                                 customer->plan->number / 100 % 10000));
    record_set_number(account, "employees", size * size * size / 40 + 3);
    record_set_number(account, "annual_revenue", (size * size * size / 40 + 3) * 18000000);
    record_set_number(account, "founded", chance_between(chance, 1950, 2022));
    record_set_number(account, "territory",
                      customer->plan->company->territories[seller / (SAMPLE_SELLERS / SAMPLE_TERRITORIES)]);
    int64_t *tag = ARENA_NEW(context->arena, int64_t);
    *tag = CHANCE_ONE_OF(chance, customer->plan->company->tags);
    if (chance_percent(chance, 25)) customer_set_links(account, "tags", tag, 1);
    customer->age_days = (int)chance_between(chance, 30, THREE_YEARS);
    customer_set_clock(customer, customer->age_days);
    return sample_create(context, account, &customer->account);
}

static bool customer_person(customer_t *customer) {
    context_t *context = customer->context;
    person_name_t name = words_person(customer->chance, context->arena);
    record_t *contact = sample_record(context, &CONTACT, "name", name.whole);
    const char *local = text_fold(context->arena, arena_printf(context->arena, "%s.%s", name.first, name.last));
    record_set_text(contact, "first_name", name.first);
    record_set_text(contact, "last_name", name.last);
    record_set_text(contact, "title", words_job_title(customer->chance));
    record_set_text(contact, "email", arena_printf(context->arena, "%s@%s", local, customer->domain));
    record_set_text(contact, "phone", arena_printf(context->arena, "+1 555 0100 %04d", customer->plan->number % 10000));
    record_set_number(contact, "account", customer->account);
    record_set_number(contact, "owner", customer->owner);
    return sample_create(context, contact, &customer->people[customer->people_count++]);
}

static bool customer_stakeholder(customer_t *customer, size_t person) {
    static const char *const roles[] = {"decision_maker", "champion", "economic_buyer", "end_user", "influencer"};
    static const char *const influences[] = {"high", "medium", "medium", "low"};
    static const char *const supports[] = {"champion", "supporter", "supporter", "neutral", "neutral", "opponent"};
    int64_t id = 0;
    record_t *stakeholder = record_new(customer->context->arena, &STAKEHOLDER);
    record_set_number(stakeholder, "contact", customer->people[person]);
    record_set_number(stakeholder, "account", customer->account);
    record_set_text(stakeholder, "buying_role", roles[(person + (size_t)customer->plan->number) % 5]);
    record_set_text(stakeholder, "influence", CHANCE_ONE_OF(customer->chance, influences));
    record_set_text(stakeholder, "support", CHANCE_ONE_OF(customer->chance, supports));
    record_set_text(stakeholder, "title", words_job_title(customer->chance));
    if (person > 0) record_set_number(stakeholder, "reports_to", customer->people[0]);
    record_set_text(stakeholder, "from", customer_date(customer, customer->age_days));
    return sample_create(customer->context, stakeholder, &id);
}

static bool customer_conversation(customer_t *customer, int days_ago, int64_t opportunity) {
    static const char *const kinds[] = {"call",  "call",  "call", "meeting", "email",
                                        "email", "visit", "note", "message"};
    context_t *context = customer->context;
    chance_t *chance = customer->chance;
    int64_t id = 0;
    customer_set_clock(customer, days_ago);
    record_t *interaction = sample_record(context, &INTERACTION, "subject", words_subject(chance));
    record_set_text(interaction, "kind", CHANCE_ONE_OF(chance, kinds));
    record_set_text(interaction, "direction", chance_percent(chance, 60) ? "outbound" : "inbound");
    record_set_number(interaction, "start", context->now);
    record_set_number(interaction, "duration_minutes", chance_between(chance, 1, 12) * 5);
    record_set_text(interaction, "summary", words_summary(chance, context->arena));
    record_set_number(interaction, "account", customer->account);
    record_set_number(interaction, "owner", customer->owner);
    customer_set_links(interaction, "contacts", &customer->people[chance_index(chance, customer->people_count)], 1);
    customer_set_links(interaction, "users", &customer->owner, 1);
    if (opportunity != 0) record_set_number(interaction, "opportunity", opportunity);
    if (chance_percent(chance, 20)) record_set_text(interaction, "promises", words_promise(chance));
    if (days_ago < 30 && chance_percent(chance, 50)) {
        record_set_text(interaction, "next_step", words_next_step(chance));
        record_set_text(interaction, "next_step_due",
                        customer_date(customer, days_ago - (int)chance_between(chance, 2, 20)));
    }
    return sample_create(context, interaction, &id);
}

/* A deal: its stages at increasing dates with conversations between them, to its end or to where it stands today. */
typedef struct deal {
    int64_t id;
    int age_days;
    bool closed, won;
} deal_t;

static bool deal_create(customer_t *customer, deal_t *deal) {
    context_t *context = customer->context;
    chance_t *chance = customer->chance;
    const company_t *company = customer->plan->company;
    size_t product = chance_index(chance, SAMPLE_PRODUCTS);
    record_t *opportunity = record_new(context->arena, &OPPORTUNITY);
    int64_t *products = ARENA_NEW(context->arena, int64_t);
    *products = company->products[product];
    int until_close = deal->age_days - (int)chance_between(chance, 10, 120);
    if (!deal->closed) until_close = -(int)chance_between(chance, -12, 90);
    customer_set_clock(customer, deal->age_days);
    record_set_number(opportunity, "account", customer->account);
    record_set_number(opportunity, "contact", customer->people[0]);
    record_set_number(opportunity, "owner", customer->owner);
    record_set_number(opportunity, "stage", company->open_stages[0]);
    record_set_number(opportunity, "amount", company->product_prices[product] * chance_between(chance, 1, 12));
    record_set_text(opportunity, "expected_close", customer_date(customer, until_close));
    customer_set_links(opportunity, "products", products, 1);
    if (chance_percent(chance, 30))
        record_set_number(opportunity, "campaign", CHANCE_ONE_OF(chance, company->campaigns));
    return sample_create(context, opportunity, &deal->id);
}

static bool deal_move(customer_t *customer, const deal_t *deal, int64_t stage, int days_ago) {
    static const char *const reasons[] = {"price", "competitor", "no_decision", "timing", "no_budget"};
    record_t *moved = NULL;
    const company_t *company = customer->plan->company;
    opportunity_move_t move = {.stage_id = stage};
    if (stage == company->lost_stage) move.lost_reason = CHANCE_ONE_OF(customer->chance, reasons);
    customer_set_clock(customer, days_ago);
    return opportunity_move(customer->context, deal->id, 0, &move, &moved);
}

static bool customer_deal(customer_t *customer) {
    const company_t *company = customer->plan->company;
    chance_t *chance = customer->chance;
    deal_t deal = {.age_days = (int)chance_between(chance, 5, customer->age_days), .won = chance_percent(chance, 55)};
    deal.closed = deal.age_days > 150 || chance_percent(chance, deal.age_days / 3);
    if (!deal_create(customer, &deal)) return false;
    int days_ago = deal.age_days;
    size_t last = deal.closed ? company->open_stage_count : chance_index(chance, company->open_stage_count) + 1;
    for (size_t stage = 1; stage < last && days_ago > 3; stage++) {
        days_ago -= (int)chance_between(chance, 1, days_ago < 30 ? days_ago / 3 + 1 : 25);
        if (!deal_move(customer, &deal, company->open_stages[stage], days_ago)) return false;
        if (!customer->plan->brief && !customer_conversation(customer, days_ago, deal.id)) return false;
    }
    if (!deal.closed) return true;
    days_ago -= (int)chance_between(chance, 0, days_ago < 10 ? days_ago : 10);
    return deal_move(customer, &deal, deal.won ? company->won_stage : company->lost_stage, days_ago);
}

static bool customer_task(customer_t *customer) {
    int64_t id = 0;
    record_t *task = sample_record(customer->context, &TASK, "subject", words_next_step(customer->chance));
    customer_set_clock(customer, (int)chance_between(customer->chance, 0, 20));
    record_set_text(task, "due", customer_date(customer, (int)chance_between(customer->chance, -14, 6)));
    record_set_number(task, "account", customer->account);
    record_set_number(task, "owner", customer->owner);
    record_set_number(task, "done", chance_percent(customer->chance, 30));
    return sample_create(customer->context, task, &id);
}

static bool customer_lead(customer_t *customer) {
    static const char *const statuses[] = {"new", "new", "working", "nurturing", "qualified", "disqualified"};
    static const char *const sources[] = {"website", "event", "referral", "campaign"};
    context_t *context = customer->context;
    int64_t id = 0;
    person_name_t name = words_person(customer->chance, context->arena);
    const char *company = words_company(customer->chance, context->arena);
    record_t *lead = sample_record(context, &LEAD, "name", name.whole);
    customer_set_clock(customer, (int)chance_between(customer->chance, 0, 60));
    record_set_text(lead, "company", company);
    record_set_text(lead, "title", words_job_title(customer->chance));
    record_set_text(lead, "status", CHANCE_ONE_OF(customer->chance, statuses));
    record_set_text(lead, "source", CHANCE_ONE_OF(customer->chance, sources));
    record_set_number(lead, "campaign", CHANCE_ONE_OF(customer->chance, customer->plan->company->campaigns));
    record_set_number(lead, "owner", customer->owner);
    return sample_create(context, lead, &id);
}

static bool customer_fill(customer_t *customer) {
    chance_t *chance = customer->chance;
    size_t people = (size_t)chance_between(chance, 1, MAX_PEOPLE);
    for (size_t i = 1; i < people; i++)
        if (!customer_person(customer)) return false;
    for (size_t i = 0; i < people; i++)
        if (chance_percent(chance, 80) && !customer_stakeholder(customer, i)) return false;
    for (int64_t i = chance_between(chance, 0, 4); i > 0; i--)
        if (!customer_deal(customer)) return false;
    for (int64_t i = chance_between(chance, 1, 8); i > 0; i--)
        if (!customer_conversation(customer, (int)chance_between(chance, 0, customer->age_days), 0)) return false;
    for (int64_t i = chance_between(chance, 0, 2); i > 0; i--)
        if (!customer_task(customer)) return false;
    return !chance_percent(chance, 30) || customer_lead(customer);
}

static const char SQL_BECAME_CUSTOMER[] = "SELECT count(*) FROM opportunity WHERE account_id = $1 AND outcome = 'won'";

/* Who has bought is a customer: the one thing about an account that only its story tells. */
static bool customer_settle(customer_t *customer) {
    int64_t won = 0;
    record_t *saved = NULL;
    context_t *context = customer->context;
    context->now = customer->plan->today;
    if (!store_get_int(context->tx, &won, SQL_BECAME_CUSTOMER, "i", customer->account)) return context_done(context);
    if (won == 0) return true;
    record_t *status = sample_record(context, &ACCOUNT, "status", "customer");
    return record_update(context, customer->account, 0, status, &saved);
}

bool customer_generate(context_t *context, chance_t *chance, const customer_plan_t *plan) {
    customer_t customer = {.context = context, .chance = chance, .plan = plan};
    if (!customer_account(&customer) || !customer_person(&customer)) return false;
    if (!plan->brief) return customer_fill(&customer) && customer_settle(&customer);
    return plan->number % 5 != 0 || (customer_deal(&customer) && customer_settle(&customer));
}
