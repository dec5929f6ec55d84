#include "sample/sample.h"

#include "base/text.h"
#include "sample/company.h"
#include "sample/customers.h"

enum { ACCOUNTS_AT_ONCE = 50 };

/* One transaction's share of the work; repeating it makes the same records again. */
typedef struct sample_step {
    const sample_options_t *options;
    company_t *company;
    arena_t *arena;
    problem_t *problem;
    int first; /* account of this chunk */
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
    return sample_check_empty(&context) && company_generate(&context, &chance, step->company);
}

static bool sample_customers_step(store_tx_t *tx, void *argument) {
    const sample_step_t *step = argument;
    context_t context = sample_context(tx, step);
    for (int i = step->first; i < step->first + step->count; i++) {
        chance_t chance = chance_create(step->options->seed, (uint64_t)i + 1);
        const customer_plan_t plan = {.company = step->company,
                                      .number = i,
                                      .today = step->options->today,
                                      .brief = step->options->accounts > 5000};
        if (!customer_generate(&context, &chance, &plan)) return false;
    }
    return true;
}

bool sample_generate(store_t *store, const sample_options_t *options, problem_t *problem) {
    company_t company;
    sample_step_t step = {.options = options, .company = &company, .arena = arena_create(), .problem = problem};
    bool ok = store_write(store, sample_company_step, &step, problem);
    for (step.first = 0; ok && step.first < options->accounts; step.first += ACCOUNTS_AT_ONCE) {
        int left = options->accounts - step.first;
        step.count = left < ACCOUNTS_AT_ONCE ? left : ACCOUNTS_AT_ONCE;
        arena_clear(step.arena);
        ok = store_write(store, sample_customers_step, &step, problem);
    }
    arena_destroy(step.arena);
    return ok;
}
