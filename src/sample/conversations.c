/* What was said with a sample customer and what is to be done; and who asked without being one. */
#include "base/text.h"
#include "customer/interaction.h"
#include "customer/task.h"
#include "pipeline/lead.h"
#include "sample/customer.h"

static void conversation_set_words(customer_t *customer, record_t *interaction, size_t person) {
    static const char *const kinds[] = {"call",  "call",  "call", "meeting", "email",
                                        "email", "visit", "note", "message", "social"};
    arena_t *arena = customer->context->arena;
    chance_t *chance = customer->chance;
    const char *kind = CHANCE_ONE_OF(chance, kinds);
    record_set_text(interaction, "kind", kind);
    record_set_text(interaction, "summary", words_summary(chance, arena));
    if (!text_equal(kind, "note"))
        record_set_text(interaction, "direction", chance_percent(chance, 60) ? "outbound" : "inbound");
    if (text_equal(kind, "email"))
        record_set_text(interaction, "body", words_letter(chance, arena, customer->first_names[person]));
    else
        record_set_number(interaction, "duration_minutes", chance_between(chance, 1, 12) * 5);
    if (chance_percent(chance, 20)) record_set_text(interaction, "promises", words_promise(chance));
}

bool customer_conversation(customer_t *customer, int days_ago, int64_t opportunity) {
    context_t *context = customer->context;
    chance_t *chance = customer->chance;
    int64_t id = 0;
    size_t person = chance_index(chance, customer->people_count);
    customer_set_clock(customer, days_ago);
    record_t *interaction = sample_record(context, &INTERACTION, "subject", words_subject(chance));
    conversation_set_words(customer, interaction, person);
    record_set_number(interaction, "start", context->now);
    record_set_number(interaction, "account", customer->account);
    record_set_number(interaction, "owner", customer->seller.user_id);
    customer_set_links(interaction, "contacts", &customer->people[person], 1);
    customer_set_links(interaction, "users", &customer->seller.user_id, 1);
    if (opportunity != 0) record_set_number(interaction, "opportunity", opportunity);
    if (days_ago < 30 && chance_percent(chance, 50)) {
        int due = days_ago - (int)chance_between(chance, 2, 20);
        record_set_text(interaction, "next_step", words_next_step(chance));
        record_set_text(interaction, "next_step_due", customer_date(customer, due));
    }
    return sample_create(context, interaction, &id);
}

/* Some are late, some are for today, most are for later. */
bool customer_task(customer_t *customer) {
    static const char *const priorities[] = {"low", "normal", "normal", "high"};
    context_t *context = customer->context;
    chance_t *chance = customer->chance;
    int64_t id = 0;
    record_t *task = sample_record(context, &TASK, "subject", words_next_step(chance));
    int due = (int)chance_between(chance, -14, 6);
    if (chance_percent(chance, 20)) due = 0;
    customer_set_clock(customer, (int)chance_between(chance, due > 0 ? due : 0, 20));
    record_set_text(task, "due", customer_date(customer, due));
    record_set_text(task, "priority", CHANCE_ONE_OF(chance, priorities));
    record_set_number(task, "account", customer->account);
    record_set_number(task, "contact", customer->people[0]);
    if (customer->open_deal != 0) record_set_number(task, "opportunity", customer->open_deal);
    record_set_number(task, "owner", customer->seller.user_id);
    record_set_number(task, "done", chance_percent(chance, 30));
    return sample_create(context, task, &id);
}

bool customer_lead(customer_t *customer) {
    static const char *const statuses[] = {"new", "new", "working", "nurturing", "qualified", "disqualified"};
    static const char *const sources[] = {"website", "event", "referral", "campaign"};
    context_t *context = customer->context;
    chance_t *chance = customer->chance;
    const char *department = NULL;
    int64_t id = 0;
    company_name_t company = words_company(chance, context->arena, customer->plan->number);
    person_name_t name = words_person(chance, context->arena, company.script);
    const char *domain = words_domain(context->arena, company.name, customer->plan->number);
    record_t *lead = sample_record(context, &LEAD, "name", name.whole);
    customer_set_clock(customer, (int)chance_between(chance, 0, 60));
    record_set_text(lead, "company", company.name);
    record_set_text(lead, "title", words_job_title(chance, &department));
    record_set_text(lead, "email", words_email(context->arena, &name, domain, 1));
    record_set_text(lead, "phone", words_digits(chance, context->arena, company.place->phone));
    record_set_text(lead, "city", company.place->city);
    record_set_text(lead, "country", company.place->country);
    record_set_text(lead, "industry", words_industry(chance));
    record_set_text(lead, "status", CHANCE_ONE_OF(chance, statuses));
    record_set_text(lead, "source", CHANCE_ONE_OF(chance, sources));
    record_set_number(lead, "campaign", CHANCE_ONE_OF(chance, customer->plan->company->campaigns));
    record_set_number(lead, "owner", customer->seller.user_id);
    return sample_create(context, lead, &id);
}
