#include "jobs/digest_job.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/mail.h"
#include "base/text.h"
#include "insight/digest.h"
#include "trade/contract_run.h"
#include "trade/quote_send.h"

#include <time.h>

enum { MORNING = 6 };

static const char SQL_LAST_DAY[] = "SELECT CAST(value AS BIGINT) FROM setting WHERE name = 'digest_day'";

static const char SQL_SET_LAST_DAY[] =
    "INSERT INTO setting (name, value) VALUES ('digest_day', $1) "
    "ON CONFLICT (name) DO UPDATE SET value = excluded.value";

typedef struct digest_run {
    store_t *store;
    arena_t *arena;
    problem_t problem;
    const char *day;
    int64_t *users;
    size_t user_count;
    int64_t user_id, digest_id;
    digest_letter_t letter;
} digest_run_t;

typedef struct digest_step {
    digest_run_t *run;
    bool (*work)(context_t *context, digest_run_t *run);
} digest_step_t;

static bool digest_step_work(store_tx_t *tx, void *argument) {
    const digest_step_t *step = argument;
    context_t context = {.arena = step->run->arena,
                         .tx = tx,
                         .actor = &ACTOR_PROGRAM,
                         .problem = &step->run->problem,
                         .now = clock_now()};
    return step->work(&context, step->run);
}

static bool digest_do(digest_run_t *run, bool (*work)(context_t *, digest_run_t *)) {
    digest_step_t step = {run, work};
    return store_write(run->store, digest_step_work, &step, &run->problem);
}

static bool digest_find_users(context_t *context, digest_run_t *run) {
    return digest_users(context, run->day, &run->users, &run->user_count);
}

/* Whose quotes ran out overnight reads so in the digest. */
static bool digest_expire_quotes(context_t *context, digest_run_t *run) {
    (void)run;
    return quote_expire(context);
}

static const char SQL_LEDGER[] = "SELECT count(*) FROM ledger";

/* Periods that begin today are billed before anybody reads of them. */
static bool digest_bill_contracts(context_t *context, digest_run_t *run) {
    contract_outcome_t outcome;
    int64_t open = 0;
    if (!store_get_int(context->tx, &open, SQL_LEDGER, "")) return context_done(context);
    return open == 0 || contract_run(context, run->day, &outcome);
}

/* A contract that cannot be billed must not keep anybody from the digest. */
static void digest_run_contracts(digest_run_t *run) {
    digest_run_t own = *run;
    own.problem = problem_create(run->arena);
    if (!digest_do(&own, digest_bill_contracts))
        log_event(LOG_WARNING, "contracts_not_billed", LOG_TEXT("message", own.problem.message));
}

static bool digest_make_one(context_t *context, digest_run_t *run) {
    const mail_settings_t *mail = mail_settings();
    run->letter = (digest_letter_t){.address = NULL};
    if (!digest_make(context, run->user_id, run->day, &run->digest_id)) return false;
    return run->digest_id == 0 || mail == NULL || digest_letter(context, run->digest_id, mail->origin, &run->letter);
}

static bool digest_note_mailed(context_t *context, digest_run_t *run) {
    return digest_mark_mailed(context, run->digest_id);
}

/* A server that does not take letters must not keep the others from their digests. */
static void digest_mail_one(digest_run_t *run) {
    problem_t refused = problem_create(run->arena);
    const mail_t mail = {run->letter.address, run->letter.subject, run->letter.text};
    if (mail_send(run->arena, &mail, &refused))
        digest_do(run, digest_note_mailed);
    else
        log_event(LOG_WARNING, "digest_not_sent", LOG_INT("digest", run->digest_id),
                  LOG_TEXT("message", refused.message));
}

bool digest_job_run(store_t *store, const actor_t *actor, int64_t day, const csv_watch_t *watch, problem_t *problem) {
    arena_t *own = arena_create();
    digest_run_t run = {.store = store, .arena = own, .problem = *problem};
    (void)actor;
    run.day = date_format(own, date_from_days(day));
    digest_run_contracts(&run);
    bool ok = digest_do(&run, digest_expire_quotes) && digest_do(&run, digest_find_users);
    arena_t *arena = arena_create();
    run.arena = arena;
    for (size_t i = 0; ok && i < run.user_count && !watch->stop(watch->argument); i++) {
        arena_clear(arena);
        run.user_id = run.users[i];
        ok = digest_do(&run, digest_make_one);
        if (ok && run.letter.address != NULL) digest_mail_one(&run);
        if (ok) watch->progress(watch->argument, (int64_t)i + 1, (int64_t)run.user_count);
    }
    *problem = run.problem;
    arena_destroy(arena);
    arena_destroy(own);
    return ok;
}

static int64_t digest_local_day(moment_t now, int *hour) {
    time_t seconds = (time_t)(now / 1000);
    struct tm local;
    localtime_r(&seconds, &local);
    *hour = local.tm_hour;
    return date_to_days((date_t){local.tm_year + 1900, local.tm_mon + 1, local.tm_mday});
}

bool digest_job_is_due(context_t *context, int64_t *day) {
    int hour = 0;
    int64_t today = digest_local_day(context->now, &hour), last = 0;
    *day = 0;
    bool known = store_get_int(context->tx, &last, SQL_LAST_DAY, "");
    if (!context_done(context) || (known && (last >= today || hour < MORNING))) return !store_failed(context->tx);
    const char *text = arena_printf(context->arena, "%lld", (long long)today);
    if (known) *day = today;
    return store_run(context->tx, NULL, SQL_SET_LAST_DAY, "t", text) || context_done(context);
}
