#include "sample/company.h"

#include "base/text.h"
#include "customer/organisation.h"
#include "customer/team.h"
#include "customer/user.h"
#include "pipeline/campaign.h"
#include "pipeline/stage.h"
#include "sample/words.h"
#include "trade/product.h"
#include "trade/stock.h"
#include "trade/trade_setting.h"

enum { BRANCHES = 3, MOST_USERS = SAMPLE_SELLERS + SAMPLE_TEAMS + 3 };

static const struct {
    const char *name, *code, *city, *country, *store;
} BRANCH_ROWS[BRANCHES] = {{"Harbour office", "HBR", "Singapore", "SG", "Harbour store"},
                           {"Hill office", "HLL", "Hamburg", "DE", "Hill store"},
                           {"River office", "RVR", "Chicago", "US", "River store"}};

static const char *const TEAM_NAMES[SAMPLE_TEAMS] = {"Asia Pacific", "Northern Europe", "Southern Europe", "Americas"};
static const size_t TEAM_BRANCHES[SAMPLE_TEAMS] = {0, 1, 1, 2};
static const char *const TAG_NAMES[SAMPLE_TAGS] = {"reference", "renewal", "price-sensitive",
                                                   "pilot",     "partner", "at risk"};
/* Days are counted back from today; a campaign without an end still runs. */
static const struct {
    const char *name, *kind, *status;
    int began, ended;
    int64_t budget;
} CAMPAIGNS[SAMPLE_CAMPAIGNS] = {{"Spring webinar", "webinar", "finished", 240, 210, 450000},
                                 {"Trade fair", "event", "finished", 150, 146, 3800000},
                                 {"Newsletter", "email", "running", 700, 0, 600000},
                                 {"Partner days", "partner", "running", 30, 0, 1500000}};

static const struct {
    const char *name, *code, *series;
    int64_t price;
    const char *kind, *unit;
    int64_t cost;
} PRODUCTS[SAMPLE_PRODUCTS] = {
    {"Tideline Starter", "TL-100", "Tideline", 49000, "subscription", "year", 9000},
    {"Tideline Team", "TL-200", "Tideline", 189000, "subscription", "year", 28000},
    {"Tideline Enterprise", "TL-500", "Tideline", 990000, "subscription", "year", 140000},
    {"Beacon Sensor", "BC-10", "Beacon", 12500, "goods", "piece", 5400},
    {"Beacon Gateway", "BC-20", "Beacon", 78000, "goods", "piece", 36500},
    {"Beacon Kit", "BC-90", "Beacon", 240000, "goods", "set", 109000},
    {"Onboarding", "SV-1", "Services", 150000, "service", "project", 82000},
    {"Support, one year", "SV-2", "Services", 320000, "subscription", "year", 95000},
};

int64_t company_successor(const company_leaver_t *leaver, int64_t number) {
    return leaver->successors[number % SAMPLE_SUCCESSORS];
}

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

typedef struct new_user {
    person_name_t name;
    const char *role, *title;
    int64_t team, branch;
} new_user_t;

static bool company_user(context_t *context, const new_user_t *new_user, int64_t *id) {
    record_t *user = sample_record(context, &USER, "name", new_user->name.whole);
    record_set_text(user, "email", words_email(context->arena, &new_user->name, "tideline.example", 0));
    record_set_text(user, "role", new_user->role);
    record_set_text(user, "title", new_user->title);
    if (new_user->team != 0) record_set_number(user, "team", new_user->team);
    record_set_number(user, "branch", new_user->branch);
    return sample_create(context, user, id);
}

/* Twenty-odd people must have different addresses. */
static person_name_t company_next_person(context_t *context, chance_t *chance, person_name_t *taken, size_t *count) {
    for (;;) {
        person_name_t name = words_person(chance, context->arena, SCRIPT_LATIN);
        bool known = false;
        for (size_t i = 0; i < *count; i++) known = known || text_equal(taken[i].whole, name.whole);
        if (known) continue;
        taken[(*count)++] = name;
        return name;
    }
}

static bool company_team(context_t *context, const person_name_t *people, size_t team, company_t *company) {
    enum { SELLERS = SAMPLE_SELLERS / SAMPLE_TEAMS };
    record_t *changed = NULL;
    record_t *record = sample_record(context, &TEAM, "name", TEAM_NAMES[team]);
    record_set_number(record, "branch", company->branches[team]);
    if (!sample_create(context, record, &company->teams[team])) return false;
    new_user_t user = {people[0], "manager", "Sales Manager", company->teams[team], company->branches[team]};
    if (!company_user(context, &user, &company->managers[team])) return false;
    record_t *with_manager = record_new(context->arena, &TEAM);
    record_set_number(with_manager, "manager", company->managers[team]);
    if (!record_update(context, company->teams[team], 0, with_manager, &changed)) return false;
    user.role = "representative";
    user.title = "Sales Representative";
    for (size_t i = 0; i < SELLERS; i++) {
        user.name = people[i + 1];
        if (!company_user(context, &user, &company->sellers[team * SELLERS + i])) return false;
    }
    return true;
}

/* The administrator comes first: whoever starts the program for the first time becomes this one. */
static bool company_people(context_t *context, chance_t *chance, company_t *company) {
    static const char *const staff[][2] = {
        {"administrator", "Sales Operations"}, {"finance", "Accountant"}, {"read_only", "Auditor"}};
    enum { STAFF = sizeof staff / sizeof staff[0], PEOPLE_OF_TEAM = SAMPLE_SELLERS / SAMPLE_TEAMS + 1 };
    person_name_t people[MOST_USERS];
    size_t count = 0;
    int64_t *const ids[STAFF] = {&company->administrator, &company->accountant, &company->auditor};
    while (count < MOST_USERS) company_next_person(context, chance, people, &count);
    for (size_t i = 0; i < STAFF; i++) {
        const new_user_t user = {people[i], staff[i][0], staff[i][1], 0, company->branches[0]};
        if (!company_user(context, &user, ids[i])) return false;
    }
    for (size_t i = 0; i < SAMPLE_TEAMS; i++)
        if (!company_team(context, people + STAFF + i * PEOPLE_OF_TEAM, i, company)) return false;
    return true;
}

static bool company_branches(context_t *context, company_t *company) {
    int64_t branches[BRANCHES], store_id = 0;
    for (size_t i = 0; i < BRANCHES; i++) {
        record_t *branch = sample_record(context, &BRANCH, "name", BRANCH_ROWS[i].name);
        record_set_text(branch, "code", BRANCH_ROWS[i].code);
        record_set_text(branch, "city", BRANCH_ROWS[i].city);
        record_set_text(branch, "country", BRANCH_ROWS[i].country);
        record_t *store = sample_record(context, &STOCK_LOCATION, "name", BRANCH_ROWS[i].store);
        if (!sample_create(context, branch, &branches[i])) return false;
        record_set_number(store, "branch", branches[i]);
        if (!sample_create(context, store, &store_id)) return false;
    }
    for (size_t i = 0; i < SAMPLE_TEAMS; i++) company->branches[i] = branches[TEAM_BRANCHES[i]];
    return true;
}

static bool company_labels(context_t *context, company_t *company) {
    int64_t world = 0;
    if (!sample_create(context, sample_record(context, &TERRITORY, "name", "World"), &world)) return false;
    for (size_t i = 0; i < SAMPLE_TERRITORIES; i++) {
        record_t *territory = sample_record(context, &TERRITORY, "name", TEAM_NAMES[i]);
        record_set_number(territory, "parent", world);
        if (!sample_create(context, territory, &company->territories[i])) return false;
    }
    for (size_t i = 0; i < SAMPLE_TAGS; i++)
        if (!sample_create(context, sample_record(context, &TAG, "name", TAG_NAMES[i]), &company->tags[i]))
            return false;
    return true;
}

static const char *company_date(const context_t *context, int days_ago) {
    int64_t today = date_to_days(date_from_moment(context->now));
    return date_format(context->arena, date_from_days(today - days_ago));
}

static bool company_campaigns(context_t *context, company_t *company) {
    for (size_t i = 0; i < SAMPLE_CAMPAIGNS; i++) {
        record_t *campaign = sample_record(context, &CAMPAIGN, "name", CAMPAIGNS[i].name);
        record_set_text(campaign, "kind", CAMPAIGNS[i].kind);
        record_set_text(campaign, "status", CAMPAIGNS[i].status);
        record_set_text(campaign, "start", company_date(context, CAMPAIGNS[i].began));
        if (CAMPAIGNS[i].ended != 0) record_set_text(campaign, "end", company_date(context, CAMPAIGNS[i].ended));
        record_set_number(campaign, "budget", CAMPAIGNS[i].budget);
        if (!sample_create(context, campaign, &company->campaigns[i])) return false;
    }
    return true;
}

static void company_stock(record_t *product, bool fifo) {
    enum { REORDER_LEVEL = 25 };
    record_set_number(product, "stocked", 1);
    record_set_number(product, "reorder_level", REORDER_LEVEL * 1000);
    if (fifo) record_set_text(product, "cost_method", "fifo");
}

static bool company_offer(context_t *context, company_t *company) {
    for (size_t i = 0; i < SAMPLE_PRODUCTS; i++) {
        record_t *product = sample_record(context, &PRODUCT, "name", PRODUCTS[i].name);
        record_set_text(product, "code", PRODUCTS[i].code);
        record_set_text(product, "series", PRODUCTS[i].series);
        record_set_number(product, "price", PRODUCTS[i].price);
        record_set_text(product, "kind", PRODUCTS[i].kind);
        record_set_text(product, "unit", PRODUCTS[i].unit);
        record_set_number(product, "cost", PRODUCTS[i].cost);
        if (text_equal(PRODUCTS[i].kind, "goods")) company_stock(product, i % 2 == 0);
        company->product_prices[i] = PRODUCTS[i].price;
        company->product_names[i] = PRODUCTS[i].name;
        if (!sample_create(context, product, &company->products[i])) return false;
    }
    return true;
}

static const char SQL_EXPORT_TAX[] = "SELECT id FROM tax_code WHERE category = 'zero'";

bool company_trade(context_t *context, company_t *company) {
    json_t *settings = json_pack("{s:s, s:s}", "seller_address", "8 Tideline Quay\nSingapore 000008",
                                 "tax_registration", "SAMPLE-0000001");
    bool ok = trade_setting_make_ready(context, "singapore") && trade_setting_change(context, settings);
    json_decref(settings);
    return ok && store_get_int(context->tx, &company->export_tax, SQL_EXPORT_TAX, "");
}

/* They were there before anything happened. */
static bool company_people_of_old(context_t *context, chance_t *chance, company_t *company) {
    static const moment_t BEFORE_ALL = (moment_t)1200 * 24 * 60 * 60 * 1000;
    const moment_t now = context->now;
    context->now -= BEFORE_ALL;
    bool ok = company_people(context, chance, company);
    context->now = now;
    return ok;
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
    const organisation_t organisation = {.name = "Tideline Instruments", .currency = "USD"};
    *out = (company_t){.open_stage_count = 0};
    return organisation_change(context, &organisation) && stage_prepare_pipeline(context) &&
           company_stages(context, out) && company_branches(context, out) && company_labels(context, out) &&
           company_offer(context, out) && company_campaigns(context, out) &&
           company_people_of_old(context, chance, out);
}
