/* The people of a sample customer: contacts, and the parts they play in the account and in its deals. */
#include "base/text.h"
#include "customer/contact.h"
#include "customer/stakeholder.h"
#include "sample/customer.h"

bool customer_person(customer_t *customer) {
    context_t *context = customer->context;
    chance_t *chance = customer->chance;
    person_name_t name = words_person(chance, context->arena, customer->company.script);
    size_t person = customer->people_count++;
    record_t *contact = sample_record(context, &CONTACT, "name", name.whole);
    record_set_text(contact, "first_name", name.first);
    record_set_text(contact, "last_name", name.last);
    customer->titles[person] = words_job_title(chance, &customer->departments[person]);
    record_set_text(contact, "title", customer->titles[person]);
    record_set_text(contact, "department", customer->departments[person]);
    record_set_text(contact, "email", words_email(context->arena, &name, customer->domain, (int64_t)person + 1));
    record_set_text(contact, "phone", words_digits(chance, context->arena, customer->company.place->phone));
    record_set_text(contact, "city", customer->company.place->city);
    record_set_text(contact, "country", customer->company.place->country);
    record_set_number(contact, "account", customer->account);
    record_set_number(contact, "owner", customer->seller.user_id);
    record_set_number(contact, "do_not_contact", chance_percent(chance, 3));
    customer->first_names[person] = name.first;
    return sample_create(context, contact, &customer->people[person]);
}

typedef struct part {
    int64_t contact, reports_to, opportunity; /* 0: none */
    const char *role, *title, *department;
    bool left; /* no longer there */
} part_t;

static part_t part_of_person(const customer_t *customer, size_t person, const char *role) {
    return (part_t){.contact = customer->people[person],
                    .role = role,
                    .title = customer->titles[person],
                    .department = customer->departments[person]};
}

/* Champions and blockers are what they are called; with the others it varies. */
static const char *part_support(chance_t *chance, const char *role) {
    static const char *const supports[] = {"supporter", "supporter", "neutral", "neutral", "opponent"};
    if (text_equal(role, "champion")) return "champion";
    return text_equal(role, "blocker") ? "opponent" : CHANCE_ONE_OF(chance, supports);
}

static bool customer_part(customer_t *customer, const part_t *part) {
    static const char *const influences[] = {"high", "medium", "medium", "low"};
    chance_t *chance = customer->chance;
    int64_t id = 0;
    record_t *stakeholder = record_new(customer->context->arena, &STAKEHOLDER);
    record_set_number(stakeholder, "contact", part->contact);
    record_set_number(stakeholder, "account", customer->account);
    if (part->opportunity != 0) record_set_number(stakeholder, "opportunity", part->opportunity);
    if (part->reports_to != 0) record_set_number(stakeholder, "reports_to", part->reports_to);
    record_set_text(stakeholder, "buying_role", part->role);
    record_set_text(stakeholder, "influence", CHANCE_ONE_OF(chance, influences));
    record_set_text(stakeholder, "support", part_support(chance, part->role));
    if (part->title != NULL) record_set_text(stakeholder, "title", part->title);
    if (part->department != NULL) record_set_text(stakeholder, "department", part->department);
    record_set_text(stakeholder, "from", customer_date(customer, customer->age_days));
    if (part->left)
        record_set_text(stakeholder, "until",
                        customer_date(customer, (int)chance_between(chance, 1, customer->age_days)));
    return sample_create(customer->context, stakeholder, &id);
}

/* The roles come in an order of their own at each account, so that some are missing at small ones. */
bool customer_committee(customer_t *customer) {
    static const char *const roles[] = {"decision_maker", "champion", "economic_buyer", "end_user", "influencer",
                                        "evaluator",      "approver", "gatekeeper",     "blocker"};
    enum { ROLES_USED = sizeof roles / sizeof roles[0] };
    chance_t *chance = customer->chance;
    const customer_group_t *group = customer->plan->group;
    size_t first = chance_index(chance, customer->size > 1 ? 3 : ROLES_USED);
    for (size_t i = 0; i < customer->people_count; i++) {
        bool plays = chance_percent(chance, 85);
        part_t part = part_of_person(customer, i, roles[(first + i) % ROLES_USED]);
        part.reports_to = i > 0 ? customer->people[0] : 0;
        part.left = chance_percent(chance, 7);
        if (plays && !customer_part(customer, &part)) return false;
    }
    bool bought_for = group->account != 0 && group->account != customer->account &&
                      customer->plan->number % SAMPLE_GROUP < 4 && chance_percent(chance, 60);
    const part_t buyer = {.contact = group->buyer, .role = "economic_buyer"};
    return !bought_for || customer_part(customer, &buyer);
}

bool customer_deal_committee(customer_t *customer, int64_t opportunity) {
    static const char *const roles[] = {"decision_maker", "champion", "evaluator"};
    size_t count = customer->people_count < 3 ? customer->people_count : 3;
    for (size_t i = 0; i < count; i++) {
        part_t part = part_of_person(customer, customer->people_count - 1 - i, roles[i]);
        part.opportunity = opportunity;
        if (!customer_part(customer, &part)) return false;
    }
    return true;
}
