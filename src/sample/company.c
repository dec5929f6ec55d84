#include "sample/company.h"

#include "base/text.h"
#include "customer/organisation.h"
#include "customer/team.h"
#include "customer/user.h"
#include "pipeline/campaign.h"
#include "pipeline/stage.h"
#include "sample/words.h"
#include "trade/product.h"

enum { BRANCHES = 3, TEAMS = 4 };

static const char *const BRANCH_NAMES[BRANCHES] = {"Harbour office", "Hill office", "River office"};
static const char *const BRANCH_COUNTRIES[BRANCHES] = {"SG", "DE", "US"};
static const char *const TEAM_NAMES[TEAMS] = {"Asia Pacific", "Northern Europe", "Southern Europe", "Americas"};
static const char *const TAG_NAMES[SAMPLE_TAGS] = {"reference", "renewal", "price-sensitive",
                                                   "pilot",     "partner", "at risk"};
static const char *const CAMPAIGN_NAMES[SAMPLE_CAMPAIGNS] = {"Spring webinar", "Trade fair", "Newsletter",
                                                             "Partner days"};

static const struct {
    const char *name, *code, *series;
    int64_t price;
} PRODUCTS[SAMPLE_PRODUCTS] = {
    {"Tideline Starter", "TL-100", "Tideline", 49000},
    {"Tideline Team", "TL-200", "Tideline", 189000},
    {"Tideline Enterprise", "TL-500", "Tideline", 990000},
    {"Beacon Sensor", "BC-10", "Beacon", 12500},
    {"Beacon Gateway", "BC-20", "Beacon", 78000},
    {"Beacon Kit", "BC-90", "Beacon", 240000},
    {"Onboarding", "SV-1", "Services", 150000},
    {"Support, one year", "SV-2", "Services", 320000},
};

record_t *sample_record(context_t *context, const record_type_t *type, const char *field, const char *text) {
    record_t *record = record_new(context->arena, type);
    record_set_text(record, field, text);
    return record;
}

bool sample_create(context_t *context, record_t *record, int64_t *id) {
    record_t *created = NULL;
    if (!record_create(context, record, &created)) return false;
    *id = created->id;
    return true;
}

static bool company_user(context_t *context, const person_name_t *name, const char *role, int64_t team, int64_t *id) {
    record_t *user = sample_record(context, &USER, "name", name->whole);
    const char *address = text_fold(context->arena, arena_printf(context->arena, "%s.%s", name->first, name->last));
    record_set_text(user, "email", arena_printf(context->arena, "%s@daybook-sample.example", address));
    record_set_text(user, "role", role);
    if (team != 0) record_set_number(user, "team", team);
    return sample_create(context, user, id);
}

/* Twenty-odd people must have different addresses: names are taken in turn from where chance began. */
static person_name_t company_next_person(context_t *context, chance_t *chance, person_name_t *taken, size_t *count) {
    for (;;) {
        person_name_t name = words_person(chance, context->arena);
        bool known = false;
        for (size_t i = 0; i < *count; i++) known = known || text_equal(taken[i].whole, name.whole);
        if (known) continue;
        taken[(*count)++] = name;
        return name;
    }
}

static bool company_people(context_t *context, chance_t *chance, const int64_t *branches, company_t *company) {
    person_name_t taken[SAMPLE_SELLERS + TEAMS + 4];
    size_t count = 0;
    int64_t ignored = 0;
    for (size_t i = 0; i < TEAMS; i++) {
        int64_t team = 0, manager = 0;
        record_t *changed = NULL;
        record_t *record = sample_record(context, &TEAM, "name", TEAM_NAMES[i]);
        record_set_number(record, "branch", branches[i % BRANCHES]);
        person_name_t name = company_next_person(context, chance, taken, &count);
        if (!sample_create(context, record, &team) || !company_user(context, &name, "manager", team, &manager))
            return false;
        record_t *with_manager = record_new(context->arena, &TEAM);
        record_set_number(with_manager, "manager", manager);
        if (!record_update(context, team, 0, with_manager, &changed)) return false;
        for (size_t j = i * (SAMPLE_SELLERS / TEAMS); j < (i + 1) * (SAMPLE_SELLERS / TEAMS); j++) {
            name = company_next_person(context, chance, taken, &count);
            if (!company_user(context, &name, "representative", team, &company->sellers[j])) return false;
        }
    }
    person_name_t finance = company_next_person(context, chance, taken, &count);
    person_name_t reader = company_next_person(context, chance, taken, &count);
    return company_user(context, &finance, "finance", 0, &ignored) &&
           company_user(context, &reader, "read_only", 0, &ignored);
}

static bool company_places(context_t *context, int64_t *branches, company_t *company) {
    for (size_t i = 0; i < BRANCHES; i++) {
        record_t *branch = sample_record(context, &BRANCH, "name", BRANCH_NAMES[i]);
        record_set_text(branch, "country", BRANCH_COUNTRIES[i]);
        if (!sample_create(context, branch, &branches[i])) return false;
    }
    for (size_t i = 0; i < SAMPLE_TERRITORIES; i++)
        if (!sample_create(context, sample_record(context, &TERRITORY, "name", TEAM_NAMES[i]),
                           &company->territories[i]))
            return false;
    for (size_t i = 0; i < SAMPLE_TAGS; i++)
        if (!sample_create(context, sample_record(context, &TAG, "name", TAG_NAMES[i]), &company->tags[i]))
            return false;
    return true;
}

static bool company_offer(context_t *context, company_t *company) {
    for (size_t i = 0; i < SAMPLE_PRODUCTS; i++) {
        record_t *product = sample_record(context, &PRODUCT, "name", PRODUCTS[i].name);
        record_set_text(product, "code", PRODUCTS[i].code);
        record_set_text(product, "series", PRODUCTS[i].series);
        record_set_number(product, "price", PRODUCTS[i].price);
        company->product_prices[i] = PRODUCTS[i].price;
        if (!sample_create(context, product, &company->products[i])) return false;
    }
    for (size_t i = 0; i < SAMPLE_CAMPAIGNS; i++) {
        record_t *campaign = sample_record(context, &CAMPAIGN, "name", CAMPAIGN_NAMES[i]);
        record_set_text(campaign, "status", i == 0 ? "finished" : "running");
        record_set_text(campaign, "kind", i == 1 ? "event" : i == 2 ? "email" : i == 3 ? "partner" : "webinar");
        if (!sample_create(context, campaign, &company->campaigns[i])) return false;
    }
    return true;
}

static const char SQL_STAGES[] =
    "SELECT id, outcome FROM stage WHERE archived_at IS NULL ORDER BY pipeline_id, position, id";

static bool company_stages(context_t *context, company_t *company) {
    store_statement_t *rows = store_query(context->tx, SQL_STAGES, "");
    while (store_step(rows)) {
        const char *outcome = store_column_text(rows, 1);
        if (text_equal(outcome, "won"))
            company->won_stage = store_column_int(rows, 0);
        else if (text_equal(outcome, "lost"))
            company->lost_stage = store_column_int(rows, 0);
        else if (company->open_stage_count < SAMPLE_STAGES)
            company->open_stages[company->open_stage_count++] = store_column_int(rows, 0);
    }
    return store_end(rows) || context_done(context);
}

bool company_generate(context_t *context, chance_t *chance, company_t *out) {
    int64_t branches[BRANCHES];
    const organisation_t organisation = {.name = "Tideline Instruments", .currency = "USD"};
    *out = (company_t){.open_stage_count = 0};
    return organisation_change(context, &organisation) && stage_prepare_pipeline(context) &&
           company_stages(context, out) && company_places(context, branches, out) && company_offer(context, out) &&
           company_people(context, chance, branches, out);
}
