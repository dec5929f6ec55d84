/* The sample company's own side: branches, territories, teams, users, tags, products, campaigns, stages. */
#ifndef DAYBOOK_SAMPLE_COMPANY_H
#define DAYBOOK_SAMPLE_COMPANY_H

#include "catalogue/record.h"
#include "sample/chance.h"

enum {
    SAMPLE_TEAMS = 4,
    SAMPLE_SELLERS = 4 * SAMPLE_TEAMS,
    SAMPLE_PRODUCTS = 8,
    SAMPLE_TAGS = 6,
    SAMPLE_TERRITORIES = 4,
    SAMPLE_CAMPAIGNS = 4,
    SAMPLE_STAGES = 8,
    SAMPLE_SUCCESSORS = 2
};

/* A seller who is no longer there; `user` 0: nobody. */
typedef struct company_leaver {
    int64_t user, successors[SAMPLE_SUCCESSORS];
    int last_day; /* in days ago */
    int one_in;   /* accounts of the team that were theirs, whatever chance says; 0: as chance says */
} company_leaver_t;

typedef struct company {
    int64_t sellers[SAMPLE_SELLERS]; /* of the first team, then of the second, and so on */
    company_leaver_t leavers[SAMPLE_TEAMS];
    int64_t administrator, managers[SAMPLE_TEAMS], accountant, auditor;
    int64_t teams[SAMPLE_TEAMS];
    int64_t branches[SAMPLE_TEAMS]; /* where each team works */
    int64_t products[SAMPLE_PRODUCTS];
    int64_t product_prices[SAMPLE_PRODUCTS]; /* minor units of USD */
    const char *product_names[SAMPLE_PRODUCTS];
    int64_t tags[SAMPLE_TAGS];
    int64_t territories[SAMPLE_TERRITORIES];
    int64_t campaigns[SAMPLE_CAMPAIGNS];
    int64_t open_stages[SAMPLE_STAGES];
    size_t open_stage_count;
    int64_t won_stage, lost_stage;
    int64_t export_tax; /* the tax code of customers abroad */
} company_t;

/* Writes all of it, in the context's transaction. */
bool company_generate(context_t *context, chance_t *chance, company_t *out);

/* What stands on invoices and how they are taxed; before there are customers. */
bool company_trade(context_t *context, company_t *company);

/* Who takes over the account of that number. */
int64_t company_successor(const company_leaver_t *leaver, int64_t number);

/* A new record of the type with a text field set; the start of every sample record. */
record_t *sample_record(context_t *context, const record_type_t *type, const char *field, const char *text);

/* Creates it and gives its id. */
bool sample_create(context_t *context, record_t *record, int64_t *id);

#endif
