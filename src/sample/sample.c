#include "sample/sample.h"

#include "base/text.h"
#include "customer/access.h"
#include "sample/company.h"
#include "sample/customers.h"
#include "sample/leavers.h"
#include "sample/news.h"
#include "sample/sales.h"

/* Whole groups of companies; fewer commits where each account is small. */
enum { EVENTS_AT_ONCE = 60 };
enum { ACCOUNTS_AT_ONCE = 5 * SAMPLE_GROUP, BRIEF_AT_ONCE = 50 * SAMPLE_GROUP, BRIEF_FROM = 5000 };

/* One transaction's share of the work; repeating it makes the same records again. */
typedef struct sample_step {
    const sample_options_t *options;
    company_t *company;
    arena_t *arena;
    problem_t *problem;
    sales_t *sales;
    int first; /* account or event of this chunk */
    int count;
} sample_step_t;

static const char SQL_ACCOUNTS[] = "SELECT count(*) FROM account";

static bool sample_check_empty(context_t *context) {
    int64_t accounts = 0;
    if (!store_get_int(context->tx, &accounts, SQL_ACCOUNTS, "")) return context_done(context);
    if (accounts == 0) return true;
    return problem_set(context->problem, PROBLEM_CONFLICT, "not_empty",
                       "This book has accounts already. Choose another folder.");
}

static context_t sample_context(store_tx_t *tx, const sample_step_t *step) {
    return (context_t){
        .arena = step->arena, .tx = tx, .actor = &ACTOR_PROGRAM, .problem = step->problem, .now = step->options->today};
}

static bool sample_company_step(store_tx_t *tx, void *argument) {
    const sample_step_t *step = argument;
    context_t context = sample_context(tx, step);
    chance_t chance = chance_create(step->options->seed, 0);
    return sample_check_empty(&context) && company_generate(&context, &chance, step->company) &&
           (step->options->without_trade || company_trade(&context, step->company));
}

static bool sample_customers_step(store_tx_t *tx, void *argument) {
    const sample_step_t *step = argument;
    context_t context = sample_context(tx, step);
    customer_group_t group = {.account = 0};
    for (int i = step->first; i < step->first + step->count; i++) {
        chance_t chance = chance_create(step->options->seed, (uint64_t)i + 1);
        const customer_plan_t plan = {.company = step->company,
                                      .group = &group,
                                      .number = i,
                                      .today = step->options->today,
                                      .brief = step->options->accounts > BRIEF_FROM};
        if (!customer_generate(&context, &chance, &plan)) return false;
    }
    return true;
}

static bool sample_sales_plan_step(store_tx_t *tx, void *argument) {
    const sample_step_t *step = argument;
    context_t context = sample_context(tx, step);
    return sales_plan(&context, step->options->seed, step->options->accounts, step->sales);
}

static bool sample_sales_step(store_tx_t *tx, void *argument) {
    const sample_step_t *step = argument;
    context_t context = sample_context(tx, step);
    return sales_carry_out(&context, step->company, step->sales, (size_t)step->first, (size_t)step->count);
}

/* What was won is sold and posted, in the order in which it happened. */
static bool sample_sell(store_t *store, sample_step_t *step) {
    sales_t *sales = step->sales;
    sales->arena = arena_create();
    step->count = EVENTS_AT_ONCE;
    bool ok = store_read(store, sample_sales_plan_step, step, step->problem);
    for (step->first = 0; ok && (size_t)step->first < sales->event_count; step->first += step->count) {
        arena_clear(step->arena);
        ok = store_write(store, sample_sales_step, step, step->problem);
    }
    arena_destroy(sales->arena);
    return ok;
}

/* What concerns the company as a whole comes after its customers. */
static bool sample_last_step(store_tx_t *tx, void *argument) {
    enum { PART = 0x6E657773 }; /* numbers of its own, beyond those of the customers */
    const sample_step_t *step = argument;
    context_t context = sample_context(tx, step);
    chance_t chance = chance_create(step->options->seed, PART);
    return leavers_hand_over(&context, step->company) &&
           news_generate(&context, &chance, step->company, step->options->today);
}

bool sample_generate(store_t *store, const sample_options_t *options, problem_t *problem) {
    company_t company;
    sales_t sales = {.event_count = 0};
    sample_step_t step = {
        .options = options, .company = &company, .sales = &sales, .arena = arena_create(), .problem = problem};
    int at_once = options->accounts > BRIEF_FROM ? BRIEF_AT_ONCE : ACCOUNTS_AT_ONCE;
    bool ok = store_write(store, sample_company_step, &step, problem);
    leavers_choose(&company, options->today, options->accounts, options->accounts > BRIEF_FROM);
    for (step.first = 0; ok && step.first < options->accounts; step.first += at_once) {
        int left = options->accounts - step.first;
        step.count = left < at_once ? left : at_once;
        arena_clear(step.arena);
        ok = store_write(store, sample_customers_step, &step, problem);
    }
    ok = ok && (options->without_trade || sample_sell(store, &step));
    arena_clear(step.arena);
    ok = ok && store_write(store, sample_last_step, &step, problem);
    arena_destroy(step.arena);
    return ok;
}

static const char SQL_FIRST_OF_EACH_ROLE[] =
    "SELECT id, name, role FROM app_user WHERE id IN (SELECT min(id) FROM app_user GROUP BY role) "
    "AND role <> 'administrator' ORDER BY id LIMIT 4";

bool sample_invite(context_t *context, sample_guest_t *guests, size_t *count) {
    int64_t ids[SAMPLE_GUESTS];
    *count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_FIRST_OF_EACH_ROLE, "");
    while (store_step(rows)) {
        ids[*count] = store_column_int(rows, 0);
        guests[(*count)++] = (sample_guest_t){.name = arena_strdup(context->arena, store_column_text(rows, 1)),
                                              .role = arena_strdup(context->arena, store_column_text(rows, 2))};
    }
    if (!store_end(rows)) return context_done(context);
    for (size_t i = 0; i < *count; i++) {
        moment_t expires = 0;
        if (!access_create_link(context, ids[i], "invitation", &guests[i].token, &expires)) return false;
    }
    return true;
}
