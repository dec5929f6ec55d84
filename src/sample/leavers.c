#include "sample/leavers.h"

#include "base/text.h"
#include "pipeline/handover.h"

enum {
    SELLERS = SAMPLE_SELLERS / SAMPLE_TEAMS,
    SMALL_BOOK = 100,
    SMALL_ONE_IN = 3,      /* in a small book chance alone may have left them without accounts */
    LEAVES_BRIEF_BOOK = 2, /* the team whose leaver left longest ago, so that little is to be moved */
    MOST_ACCOUNTS = 20000,
    REPORT_LIMIT = 1024 * 1024
};

static const int64_t DAY = 24 * 60 * 60 * 1000;
static const int64_t LAST_HOUR = 18 * 60 * 60 * 1000;

/* Days ago, by team. */
static const int LAST_DAYS[SAMPLE_TEAMS] = {19, 300, 650, 480};

/* Everybody's last day is a Thursday: what falls on a weekend is dated a day earlier or later. */
static int leaver_last_day(moment_t today, int days_ago) {
    enum { THURSDAY = 0 };
    while ((today / DAY - days_ago) % 7 != THURSDAY) days_ago++; /* the first of January 1970 was one */
    return days_ago;
}

void leavers_choose(company_t *company, moment_t today, int accounts, bool brief) {
    for (size_t team = 0; team < SAMPLE_TEAMS; team++) {
        const int64_t *sellers = company->sellers + team * SELLERS;
        bool leaves = brief ? team == LEAVES_BRIEF_BOOK : team == 0 || accounts >= SMALL_BOOK;
        company->leavers[team] = (company_leaver_t){.user = 0};
        if (!leaves) continue;
        company->leavers[team] = (company_leaver_t){.user = sellers[SELLERS - 1],
                                                    .successors = {sellers[0], sellers[1]},
                                                    .last_day = leaver_last_day(today, LAST_DAYS[team]),
                                                    .one_in = accounts < SMALL_BOOK ? SMALL_ONE_IN : 0};
    }
}

static const char SQL_ACCOUNTS[] =
    "SELECT id FROM account WHERE owner_id = $1 AND archived_at IS NULL ORDER BY id LIMIT $2";

static bool leaver_read_choices(context_t *context, const company_leaver_t *leaver, handover_choice_t *choices,
                                size_t *count) {
    *count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_ACCOUNTS, "ii", leaver->user, (int64_t)MOST_ACCOUNTS);
    while (store_step(rows) && *count < MOST_ACCOUNTS) {
        int64_t account = store_column_int(rows, 0);
        choices[(*count)++] = (handover_choice_t){account, company_successor(leaver, account)};
    }
    return store_end(rows) || context_done(context);
}

static bool leaver_hand_over(context_t *context, const company_leaver_t *leaver) {
    handover_choice_t *choices = ARENA_ARRAY(context->arena, handover_choice_t, MOST_ACCOUNTS);
    text_t report = text_create(context->arena, REPORT_LIMIT);
    json_writer_t writer = json_begin(&report);
    handover_plan_t plan = {.from_id = leaver->user,
                            .successors = leaver->successors,
                            .successor_count = SAMPLE_SUCCESSORS,
                            .choices = choices,
                            .deactivate = true};
    return leaver_read_choices(context, leaver, choices, &plan.choice_count) && handover_run(context, &plan, &writer);
}

bool leavers_hand_over(const context_t *context, const company_t *company) {
    actor_t administrator = ACTOR_PROGRAM;
    context_t giving = *context;
    administrator.user_id = company->administrator;
    giving.actor = &administrator;
    for (size_t team = 0; team < SAMPLE_TEAMS; team++) {
        const company_leaver_t *leaver = &company->leavers[team];
        giving.now = (context->now / DAY - leaver->last_day) * DAY + LAST_HOUR;
        if (leaver->user != 0 && !leaver_hand_over(&giving, leaver)) return false;
    }
    return true;
}
