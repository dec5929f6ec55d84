#include "jobs/job.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "capture/csv_import.h"
#include "customer/access.h"
#include "customer/duplicate_scan.h"
#include "jobs/digest_job.h"

#include <pthread.h>
#include <stdatomic.h>

struct job_runner {
    store_t *store;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t woken;
    bool has_work;
    _Atomic bool stopping;
};

typedef struct job_kind {
    const char *name;
    bool (*run)(store_t *store, const actor_t *actor, int64_t subject, const csv_watch_t *watch, problem_t *problem);
    bool resumes; /* run again it goes on where it was stopped */
} job_kind_t;

static bool job_run_duplicates(store_t *store, const actor_t *actor, int64_t subject, const csv_watch_t *watch,
                               problem_t *problem) {
    (void)actor;
    (void)subject;
    const duplicate_watch_t reports = {watch->stop, watch->progress, watch->argument};
    return duplicate_scan(store, &reports, NULL, problem);
}

static const job_kind_t KINDS[] = {
    {"import", csv_import_run, false},
    {"import_undo", csv_import_run, true},
    {"duplicates", job_run_duplicates, false},
    {"digest", digest_job_run, false},
};

typedef struct job {
    int64_t id;
    int64_t subject;
    int64_t user_id;
    const job_kind_t *kind; /* NULL: of another version of the program */
    bool orphaned;          /* its user may not act any more */
    actor_t actor;
} job_t;

/* One run of one job: what its progress reports need. */
typedef struct job_run {
    job_runner_t *runner;
    arena_t *arena;
    job_t job;
    int64_t done, total;
    bool cancelled;
    const char *state;
    const char *message;
} job_run_t;

static const char SQL_QUEUE[] =
    "INSERT INTO job (kind, state, user_id, parameters, created_at) VALUES ($1, 'queued', $2, $3, $4) RETURNING id";

static const char SQL_NEXT[] =
    "UPDATE job SET state = 'running', started_at = $1 WHERE id = "
    "(SELECT id FROM job WHERE state = 'queued' ORDER BY id LIMIT 1) "
    "RETURNING id, kind, user_id, parameters, cancel_requested";

static const char SQL_PROGRESS[] =
    "UPDATE job SET done_count = $1, total_count = $2 WHERE id = $3 RETURNING cancel_requested";

static const char SQL_FINISH[] = "UPDATE job SET state = $1, problem = $2, finished_at = $3 WHERE id = $4";

static const char SQL_QUEUE_AGAIN[] = "UPDATE job SET state = 'queued' WHERE id = $1";

static const char SQL_RUNNING[] =
    "SELECT id, kind FROM job WHERE state = 'running' AND cancel_requested = 0 ORDER BY id";

static const char SQL_RECOVER[] =
    "UPDATE job SET state = 'failed', problem = 'The program ended while this was running.', finished_at = $1 "
    "WHERE state = 'running'";

static const char SQL_CANCEL[] =
    "UPDATE job SET cancel_requested = 1 WHERE id = $1 AND state IN ('queued', 'running') AND (user_id = $2 OR $3 = 1)";

static const char SQL_JOB[] =
    "SELECT kind, state, done_count, total_count, problem FROM job WHERE id = $1 AND (user_id = $2 OR $3 = 1)";

static const job_kind_t *job_kind_find(const char *name) {
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++)
        if (text_equal(KINDS[i].name, name)) return &KINDS[i];
    return NULL;
}

bool job_queue(context_t *context, const char *kind, int64_t subject, int64_t *id) {
    const int64_t *user = context->actor->user_id != 0 ? &context->actor->user_id : NULL;
    const char *parameters = arena_printf(context->arena, "%lld", (long long)subject);
    store_get_int(context->tx, id, SQL_QUEUE, "toti", kind, user, parameters, context->now);
    return context_done(context);
}

static int64_t job_sees_all(const context_t *context) {
    return context->actor->role == ROLE_ADMINISTRATOR;
}

static bool job_refuse(context_t *context, int64_t id) {
    return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no job %lld that you may see.",
                       (long long)id);
}

bool job_cancel(context_t *context, int64_t id) {
    int64_t changed = 0;
    store_run(context->tx, &changed, SQL_CANCEL, "iii", id, context->actor->user_id, job_sees_all(context));
    if (!context_done(context)) return false;
    return changed > 0 || job_refuse(context, id);
}

bool job_write(context_t *context, int64_t id, json_writer_t *writer, const char *key) {
    store_statement_t *row =
        store_query(context->tx, SQL_JOB, "iii", id, context->actor->user_id, job_sees_all(context));
    bool found = store_step(row);
    if (found) {
        json_write_object(writer, key);
        json_write_int(writer, "id", id);
        json_write_text(writer, "kind", store_column_text(row, 0));
        json_write_text(writer, "state", store_column_text(row, 1));
        json_write_int(writer, "done", store_column_int(row, 2));
        if (store_column_is_null(row, 3))
            json_write_null(writer, "total");
        else
            json_write_int(writer, "total", store_column_int(row, 3));
        json_write_text(writer, "problem", store_column_text(row, 4));
        json_write_close(writer);
    }
    if (!store_end(row)) return context_done(context);
    return found || job_refuse(context, id);
}

/* Short transactions of the runner itself. */
typedef struct job_step {
    job_run_t *run;
    bool (*work)(context_t *context, job_run_t *run);
    problem_t *problem;
} job_step_t;

static bool job_step_work(store_tx_t *tx, void *argument) {
    const job_step_t *step = argument;
    context_t context = {
        .arena = step->run->arena, .tx = tx, .actor = &ACTOR_PROGRAM, .problem = step->problem, .now = clock_now()};
    return step->work(&context, step->run);
}

static bool job_write_step(job_run_t *run, bool (*work)(context_t *, job_run_t *)) {
    problem_t problem = problem_create(run->arena);
    job_step_t step = {run, work, &problem};
    return store_write(run->runner->store, job_step_work, &step, &problem);
}

enum { MOST_RUNNING = 16, CLOCK_SECONDS = 60 };

static bool job_queue_again(context_t *context) {
    int64_t ids[MOST_RUNNING];
    size_t count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_RUNNING, "");
    while (count < MOST_RUNNING && store_step(rows)) {
        const job_kind_t *kind = job_kind_find(store_column_text(rows, 1));
        if (kind != NULL && kind->resumes) ids[count++] = store_column_int(rows, 0);
    }
    store_end(rows);
    for (size_t i = 0; i < count; i++) store_run(context->tx, NULL, SQL_QUEUE_AGAIN, "i", ids[i]);
    return context_done(context);
}

/* What an earlier program left running: queued again where that can go on, else failed. */
static bool job_recover(context_t *context, job_run_t *run) {
    (void)run;
    if (!job_queue_again(context)) return false;
    store_run(context->tx, NULL, SQL_RECOVER, "i", context->now);
    return context_done(context) && csv_import_recover(context);
}

static bool job_take(context_t *context, job_run_t *run) {
    job_t *job = &run->job;
    *job = (job_t){.id = 0};
    store_statement_t *row = store_query(context->tx, SQL_NEXT, "i", context->now);
    if (store_step(row)) {
        job->id = store_column_int(row, 0);
        job->kind = job_kind_find(store_column_text(row, 1));
        job->user_id = store_column_int(row, 2);
        text_parse_int(store_column_text(row, 3), &job->subject);
        run->cancelled = store_column_int(row, 4) != 0;
    }
    if (!store_end(row)) return context_done(context);
    if (job->id == 0) return true;
    job->actor = ACTOR_PROGRAM;
    problem_t ignored = problem_create(context->arena);
    context_t asking = *context;
    asking.problem = &ignored;
    job->orphaned = job->user_id != 0 && !access_load_actor(&asking, job->user_id, &job->actor);
    return true;
}

static bool job_save_progress(context_t *context, job_run_t *run) {
    int64_t cancelled = 0;
    store_get_int(context->tx, &cancelled, SQL_PROGRESS, "iii", run->done, run->total, run->job.id);
    run->cancelled = cancelled != 0;
    return context_done(context);
}

/* A job that was not run leaves its import waiting for it; that must not stay so. */
static bool job_finish(context_t *context, job_run_t *run) {
    store_run(context->tx, NULL, SQL_FINISH, "ttii", run->state, run->message, context->now, run->job.id);
    if (!context_done(context)) return false;
    return !text_equal(run->state, "failed") || csv_import_recover(context);
}

/* Stopped with the program, not by its user: the next program goes on. */
static bool job_put_back(context_t *context, job_run_t *run) {
    context_t acting = *context;
    acting.actor = &run->job.actor;
    store_run(context->tx, NULL, SQL_QUEUE_AGAIN, "i", run->job.id);
    return context_done(context) && csv_import_begin(&acting, run->job.subject, CSV_UNDO, run->job.id);
}

static void job_progress(void *argument, int64_t done, int64_t total) {
    job_run_t *run = argument;
    run->done = done;
    run->total = total;
    job_write_step(run, job_save_progress);
}

static bool job_should_stop(void *argument) {
    job_run_t *run = argument;
    return run->cancelled || atomic_load(&run->runner->stopping);
}

/* How it ended, in words for who asked for it. */
static void job_judge(job_run_t *run, bool ok, const problem_t *problem) {
    bool stopped = ok && job_should_stop(run) && (run->total == 0 || run->done < run->total);
    run->state = !ok ? "failed" : stopped ? "cancelled" : "done";
    run->message = NULL;
    if (!ok) run->message = problem_is_set(problem) ? problem->message : "It failed; the log has more.";
    if (stopped && !run->cancelled) run->message = "The program was stopped while this was running.";
}

static void job_run_one(job_run_t *run) {
    problem_t problem = problem_create(run->arena);
    const job_t *job = &run->job;
    const csv_watch_t watch = {job_should_stop, job_progress, run};
    const char *name = job->kind != NULL ? job->kind->name : "unknown";
    bool ok = false;
    log_event(LOG_INFO, "job_started", LOG_INT("id", job->id), LOG_TEXT("kind", name));
    if (job->kind == NULL)
        problem_set(&problem, PROBLEM_INVALID, "unknown_job", "This version of the program does not know this job.");
    else if (job->orphaned)
        problem_set(&problem, PROBLEM_FORBIDDEN, "no_user", "The user who started this may not sign in any more.");
    else
        ok = job->kind->run(run->runner->store, &job->actor, job->subject, &watch, &problem);
    job_judge(run, ok, &problem);
    bool goes_on = text_equal(run->state, "cancelled") && !run->cancelled && job->kind->resumes;
    if (!goes_on || !job_write_step(run, job_put_back)) job_write_step(run, job_finish);
    log_event(LOG_INFO, "job_finished", LOG_INT("id", job->id), LOG_TEXT("state", run->state));
}

/* Until it is woken or it is time to look at the clock. */
static void job_wait(job_runner_t *runner) {
    struct timespec look;
    int late = 0;
    clock_gettime(CLOCK_REALTIME, &look);
    look.tv_sec += CLOCK_SECONDS;
    pthread_mutex_lock(&runner->lock);
    while (!runner->has_work && !atomic_load(&runner->stopping) && late == 0)
        late = pthread_cond_timedwait(&runner->woken, &runner->lock, &look);
    runner->has_work = false;
    pthread_mutex_unlock(&runner->lock);
}

/* What the clock asks for. */
static bool job_queue_due(context_t *context, job_run_t *run) {
    int64_t day = 0, id = 0;
    (void)run;
    return digest_job_is_due(context, &day) && (day == 0 || job_queue(context, "digest", day, &id));
}

static void *job_worker(void *argument) {
    job_runner_t *runner = argument;
    job_run_t run = {.runner = runner, .arena = arena_create()};
    int64_t looked = -CLOCK_SECONDS * 1000000LL;
    job_write_step(&run, job_recover);
    while (!atomic_load(&runner->stopping)) {
        arena_clear(run.arena);
        run = (job_run_t){.runner = runner, .arena = run.arena};
        if (job_write_step(&run, job_take) && run.job.id != 0)
            job_run_one(&run);
        else if (clock_ticks() - looked > CLOCK_SECONDS * 1000000LL) {
            looked = clock_ticks();
            job_write_step(&run, job_queue_due);
        } else
            job_wait(runner);
    }
    arena_destroy(run.arena);
    return NULL;
}

job_runner_t *job_runner_start(store_t *store) {
    job_runner_t *runner = calloc(1, sizeof *runner);
    if (runner == NULL) abort();
    runner->store = store;
    runner->has_work = true;
    pthread_mutex_init(&runner->lock, NULL);
    pthread_cond_init(&runner->woken, NULL);
    if (pthread_create(&runner->thread, NULL, job_worker, runner) != 0) abort();
    return runner;
}

void job_runner_wake(job_runner_t *runner) {
    pthread_mutex_lock(&runner->lock);
    runner->has_work = true;
    pthread_cond_signal(&runner->woken);
    pthread_mutex_unlock(&runner->lock);
}

void job_runner_stop(job_runner_t *runner) {
    if (runner == NULL) return;
    pthread_mutex_lock(&runner->lock);
    atomic_store(&runner->stopping, true);
    pthread_cond_signal(&runner->woken);
    pthread_mutex_unlock(&runner->lock);
    pthread_join(runner->thread, NULL);
    pthread_cond_destroy(&runner->woken);
    pthread_mutex_destroy(&runner->lock);
    free(runner);
}
