/* Who asked the sample company without being a customer, and what became of it. */
#include "base/text.h"
#include "customer/interaction.h"
#include "pipeline/lead.h"
#include "pipeline/lead_convert.h"
#include "sample/customer.h"

enum {
    FRESH_DAYS = 2,
    OLDEST_DAYS = 60,
    LEFT_FRESH_PERCENT = 75,
    OVERLOOKED_PERCENT = 6,
    WITHOUT_OWNER_PERCENT = 40,
    DEAL_PERCENT = 65,
    DECIDED_AFTER = 6 /* days, before that it is still being worked on */
};

static const int64_t MINUTE = 60 * 1000;

/* clang-format off */
static const struct {
    const char *source, *received_by, *asked;
} ENQUIRIES[] = {
    {"website", "form", "We run two cold stores and would like to see a price for sensors in both."},
    {"website", "form", "Can your gateway send its alarms to the system that we have?"},
    {"website", "form", "Please call about a pilot in one hall, best in the morning."},
    {"website", "form", "Looking for something that tells us before a compressor fails."},
    {"event", "hand", "Spoke at the stand: wants the brochure and a call after the fair."},
    {"referral", "hand", "A customer of ours gave them our name; they have the same machines."},
    {"campaign", "hand", "Answered the newsletter and asked what a start costs."},
};

static const struct {
    const char *kind, *subject, *summary;
} ANSWERS[] = {
    {"call", "First call", "Called back. {person} told what they need it for; numbers follow by e-mail."},
    {"email", "Answer to the enquiry", "Answered with the brochure and three questions about the site of {person}."},
    {"call", "First call, short", "{person} was on the way to the hall, we agreed on a longer call."},
    {"message", "Message with a date", "Offered {person} two dates for a call."},
};

static const struct {
    const char *reason, *note;
} REFUSALS[] = {
    {"no_need", "Wanted to compare only; what they have does all that they need."},
    {"no_budget", "No money for it this year. They will ask again themselves."},
    {"not_a_fit", "Needs sensors for open air, which we do not make."},
    {"no_answer", "Three calls and two letters without an answer."},
    {"competitor", "Had signed elsewhere before we called."},
};
/* clang-format on */

typedef struct asking {
    int64_t id;
    int days_ago;
    bool becomes_customer; /* somebody of the account itself, whom the seller did not know */
    person_name_t name;
} asking_t;

/* The later moment of the clock, or a little after what was before. */
static void asking_move_clock(customer_t *customer, int days_ago, moment_t before) {
    context_t *context = customer->context;
    customer_set_clock(customer, days_ago > 0 ? days_ago : 0);
    if (context->now <= before) context->now = before + chance_between(customer->chance, 10, 50) * MINUTE;
    if (context->now > customer->plan->today) context->now = customer->plan->today;
}

static void asking_set_company(customer_t *customer, asking_t *asking, record_t *lead) {
    context_t *context = customer->context;
    chance_t *chance = customer->chance;
    int64_t number = customer->plan->number;
    const char *department = NULL;
    company_name_t company = words_company(chance, context->arena, number);
    if (asking->becomes_customer) company = customer->company;
    const char *domain =
        asking->becomes_customer ? customer->domain : words_domain(context->arena, company.name, number);
    asking->name = words_person(chance, context->arena, company.script);
    record_set_text(lead, "name", asking->name.whole);
    record_set_text(lead, "company", company.name);
    record_set_text(lead, "title", words_job_title(chance, &department));
    record_set_text(lead, "email", words_email(context->arena, &asking->name, domain, CUSTOMER_PEOPLE + 1));
    record_set_text(lead, "phone", words_digits(chance, context->arena, company.place->phone));
    record_set_text(lead, "city", company.place->city);
    record_set_text(lead, "country", company.place->country);
    record_set_text(lead, "industry", words_industry(chance));
}

static bool asking_create(customer_t *customer, asking_t *asking) {
    chance_t *chance = customer->chance;
    size_t enquiry = chance_index(chance, sizeof ENQUIRIES / sizeof ENQUIRIES[0]);
    record_t *lead = record_new(customer->context->arena, &LEAD);
    asking_set_company(customer, asking, lead);
    customer_set_clock(customer, asking->days_ago);
    record_set_text(lead, "source", ENQUIRIES[enquiry].source);
    record_set_text(lead, "received_by", ENQUIRIES[enquiry].received_by);
    record_set_text(lead, "description", ENQUIRIES[enquiry].asked);
    record_set_number(lead, "campaign", CHANCE_ONE_OF(chance, customer->plan->company->campaigns));
    record_set_number(lead, "owner", customer->seller.user_id);
    if (asking->days_ago <= FRESH_DAYS && chance_percent(chance, WITHOUT_OWNER_PERCENT)) record_set_null(lead, "owner");
    return sample_create(customer->context, lead, &asking->id);
}

static bool asking_change(customer_t *customer, const asking_t *asking, record_t *change) {
    record_t *saved = NULL;
    record_set_number(change, "owner", customer->seller.user_id);
    return record_update(customer->context, asking->id, 0, change, &saved);
}

/* Half are answered within two hours, most of the others on the next days. */
static void asking_choose_answer_time(customer_t *customer, asking_t *asking) {
    context_t *context = customer->context;
    moment_t arrived = context->now;
    if (chance_percent(customer->chance, 55)) {
        context->now = arrived + chance_between(customer->chance, 6, 110) * MINUTE;
        if (context->now > customer->plan->today) context->now = customer->plan->today;
        return;
    }
    int64_t later = chance_between(customer->chance, 1, 3);
    asking->days_ago = asking->days_ago > later ? asking->days_ago - (int)later : 0;
    asking_move_clock(customer, asking->days_ago, arrived);
}

static bool asking_answer(customer_t *customer, asking_t *asking) {
    context_t *context = customer->context;
    size_t answer = chance_index(customer->chance, sizeof ANSWERS / sizeof ANSWERS[0]);
    const talk_words_t words = {asking->name.first, "", "", ""};
    int64_t id = 0;
    asking_choose_answer_time(customer, asking);
    record_t *interaction = sample_record(context, &INTERACTION, "subject", ANSWERS[answer].subject);
    record_set_text(interaction, "kind", ANSWERS[answer].kind);
    record_set_text(interaction, "summary", talk_fill(context->arena, ANSWERS[answer].summary, &words));
    record_set_text(interaction, "direction", "outbound");
    record_set_number(interaction, "start", context->now);
    record_set_number(interaction, "lead", asking->id);
    record_set_number(interaction, "owner", customer->seller.user_id);
    customer_set_links(interaction, "users", &customer->seller.user_id, 1);
    return sample_create(context, interaction, &id) &&
           asking_change(customer, asking, sample_record(context, &LEAD, "status", "working"));
}

static bool asking_convert(customer_t *customer, const asking_t *asking) {
    context_t *context = customer->context;
    record_t *lead = NULL, *owned = record_new(context->arena, &LEAD);
    const company_t *company = customer->plan->company;
    size_t product = chance_index(customer->chance, SAMPLE_PRODUCTS);
    int64_t amount = company->product_prices[product] / 100 * chance_between(customer->chance, 1, 12);
    const lead_conversion_t conversion = {
        .account_id = customer->account,
        .opportunity = chance_percent(customer->chance, DEAL_PERCENT),
        .opportunity_name = company->product_names[product],
        .amount = arena_printf(context->arena, "%lld", (long long)amount),
        .currency = customer->company.place->currency,
        .expected_close = customer_date(customer, -(int)chance_between(customer->chance, 20, 80)),
    };
    if (!asking_change(customer, asking, owned) || !lead_convert(context, asking->id, &conversion, &lead)) return false;
    if (conversion.opportunity) customer->open_deal = record_number(lead, "opportunity");
    return true;
}

static bool asking_refuse(customer_t *customer, const asking_t *asking) {
    size_t refusal = chance_index(customer->chance, sizeof REFUSALS / sizeof REFUSALS[0]);
    record_t *change = sample_record(customer->context, &LEAD, "status", "disqualified");
    record_set_text(change, "disqualify_reason", REFUSALS[refusal].reason);
    record_set_text(change, "description", REFUSALS[refusal].note);
    return asking_change(customer, asking, change);
}

static bool asking_decide(customer_t *customer, asking_t *asking) {
    static const char *const statuses[] = {"disqualified", "disqualified", "nurturing", "qualified", "working"};
    if (asking->days_ago < DECIDED_AFTER) return true;
    const char *status = CHANCE_ONE_OF(customer->chance, statuses);
    asking_move_clock(customer, asking->days_ago - (int)chance_between(customer->chance, 2, DECIDED_AFTER),
                      customer->context->now);
    if (asking->becomes_customer) return asking_convert(customer, asking);
    if (text_equal(status, "working")) return true;
    if (text_equal(status, "disqualified")) return asking_refuse(customer, asking);
    return asking_change(customer, asking, sample_record(customer->context, &LEAD, "status", status));
}

bool customer_lead(customer_t *customer) {
    enum { BECOME_PERCENT = 28 };
    chance_t *chance = customer->chance;
    asking_t asking = {.days_ago = (int)chance_between(chance, 0, OLDEST_DAYS)};
    if (chance_percent(chance, 12)) asking.days_ago = (int)chance_between(chance, 0, FRESH_DAYS);
    asking.becomes_customer = asking.days_ago > 2 * DECIDED_AFTER && asking.days_ago < customer->age_days &&
                              chance_percent(chance, BECOME_PERCENT);
    if (!asking_create(customer, &asking)) return false;
    bool waits = !asking.becomes_customer &&
                 chance_percent(chance, asking.days_ago <= FRESH_DAYS ? LEFT_FRESH_PERCENT : OVERLOOKED_PERCENT);
    return waits || (asking_answer(customer, &asking) && asking_decide(customer, &asking));
}
