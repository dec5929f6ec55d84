/* What the parts of one sample customer share: people, deals, conversations. */
#ifndef DAYBOOK_SAMPLE_CUSTOMER_H
#define DAYBOOK_SAMPLE_CUSTOMER_H

#include "sample/customers.h"
#include "sample/talks.h"

enum { CUSTOMER_PEOPLE = 8 };

typedef struct customer {
    context_t *context;
    chance_t *chance;
    const customer_plan_t *plan;
    company_name_t company;
    const char *domain;
    actor_t seller;                 /* who looks after them on the day of the clock */
    const company_leaver_t *leaver; /* who did before; NULL: always the same */
    int64_t account;
    int size;     /* 0: small … 3: strategic */
    int age_days; /* how long the account has been known */
    int64_t people[CUSTOMER_PEOPLE];
    const char *first_names[CUSTOMER_PEOPLE], *titles[CUSTOMER_PEOPLE], *departments[CUSTOMER_PEOPLE];
    size_t people_count;
    int64_t open_deal; /* the last that is still open, 0: none */
    int bought_days;   /* days since they first bought; 0: never */
} customer_t;

const char *customer_date(const customer_t *customer, int days_ago);

/* A working hour of that day, on the context's clock; never after today's moment. */
void customer_set_clock(customer_t *customer, int days_ago);
void customer_set_links(record_t *record, const char *field, const int64_t *ids, size_t count);

/* One more contact of the account. */
bool customer_person(customer_t *customer);

/* The parts that people play: in the account as a whole, and in one deal. */
bool customer_committee(customer_t *customer);
bool customer_deal_committee(customer_t *customer, int64_t opportunity);

/* A deal from its first stage to its end, or to where it stands today, with what was said on the way. */
bool customer_deal(customer_t *customer);

/* The deal that a conversation is about, in its words. */
typedef struct customer_subject {
    int64_t opportunity;
    const char *product, *amount, *competitor;
} customer_subject_t;

/* `about` NULL: the account. What was promised long enough ago has been kept, or broken; the rest is still open. */
bool customer_conversation(customer_t *customer, int days_ago, const customer_subject_t *about, const talk_t *talk);
bool customer_task(customer_t *customer);

/* Somebody who asked and is no account yet. */
bool customer_lead(customer_t *customer);

#endif
