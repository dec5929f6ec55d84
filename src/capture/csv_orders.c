#include "capture/csv_orders.h"

#include "base/clock.h"
#include "base/text.h"
#include "capture/csv_order.h"
#include "capture/csv_sheet.h"
#include "ledger/ledger.h"

enum { BATCH = 100 };

typedef struct run {
    csv_orders_t *orders;
    const actor_t *actor;
    sheet_t sheet;
    csv_order_t batch[BATCH];
    size_t batch_count;
    const char *currency;
    bool at_end;
} run_t;

static bool run_begin(context_t *context, run_t *run) {
    ledger_t ledger;
    if (!ledger_check_keeper(context) || !ledger_load(context, &ledger)) return false;
    if (run->orders->currency != NULL && currency_find(run->orders->currency) == NULL)
        return problem_add_field(context->problem, "currency", "not_a_currency",
                                 "This is no currency code of ISO 4217. Use three letters, such as USD.");
    run->currency = run->orders->currency != NULL ? run->orders->currency : ledger.currency->code;
    return true;
}

static void run_tell(run_t *run, const csv_order_t *order, const problem_t *problem) {
    csv_orders_t *orders = run->orders;
    const char *message = problem->field_count > 0 ? problem->fields[0].message : problem->message;
    orders->refused++;
    if (orders->problem_count == ORDERS_PROBLEMS) return;
    orders->problems[orders->problem_count++] = (csv_orders_problem_t){
        order->line, arena_strdup(orders->arena, order->number), arena_strdup(orders->arena, message)};
}

/* Each order alone: one that does not hold leaves nothing behind. What is counted is set anew when the batch runs
 * again. */
static bool run_write_batch(context_t *context, run_t *run) {
    csv_orders_t *orders = run->orders;
    for (size_t i = 0; i < run->batch_count; i++) {
        csv_order_t *order = &run->batch[i];
        bool known = false;
        if (!store_savepoint(context->tx)) return false;
        order->currency = run->currency;
        order->paid_when_due = orders->paid_when_due;
        if (csv_order_write(context, order, &known)) {
            if (!store_savepoint_release(context->tx)) return false;
            *(known ? &orders->known : &orders->orders) += 1;
            orders->lines += known ? 0 : (int64_t)order->row_count;
            continue;
        }
        if (!store_savepoint_rollback(context->tx)) return false;
        run_tell(run, order, context->problem);
        problem_clear(context->problem);
    }
    return context_done(context);
}

typedef struct step {
    run_t *run;
    bool (*work)(context_t *context, run_t *run);
    arena_t *arena;
    problem_t *problem;
    csv_orders_t before;
} step_t;

static bool step_work(store_tx_t *tx, void *argument) {
    step_t *step = argument;
    *step->run->orders = step->before;
    context_t context = {
        .arena = step->arena, .tx = tx, .actor = step->run->actor, .problem = step->problem, .now = clock_now()};
    return step->work(&context, step->run);
}

static bool run_step(store_t *store, run_t *run, bool (*work)(context_t *, run_t *), arena_t *arena,
                     problem_t *problem) {
    step_t step = {run, work, arena, problem, *run->orders};
    return store_write(store, step_work, &step, problem);
}

/* The next orders into the batch; the row behind the last one stays the sheet's. */
static bool run_read_batch(run_t *run, arena_t *arena) {
    run->batch_count = 0;
    while (!run->at_end && run->batch_count < BATCH) {
        csv_order_t *order = &run->batch[run->batch_count];
        if (!csv_order_read(&run->sheet, arena, order, &run->at_end)) return false;
        if (order->row_count > 0) run->batch_count++;
    }
    return true;
}

static bool run_all(store_t *store, run_t *run, problem_t *problem) {
    const csv_watch_t *watch = run->orders->watch;
    arena_t *arena = arena_create();
    bool ok = true;
    while (ok && !run->at_end) {
        arena_clear(arena);
        run->sheet.context->arena = arena;
        ok = run_read_batch(run, arena) && run_step(store, run, run_write_batch, arena, problem);
        if (watch == NULL) continue;
        if (watch->progress != NULL) watch->progress(watch->argument, run->orders->orders, 0);
        if (watch->stop != NULL && watch->stop(watch->argument)) break;
    }
    arena_destroy(arena);
    return ok;
}

bool csv_orders_run(store_t *store, const actor_t *actor, csv_orders_t *orders, problem_t *problem) {
    run_t *run = ARENA_NEW(orders->arena, run_t);
    context_t reading = {.arena = orders->arena, .actor = actor, .problem = problem, .now = clock_now()};
    *run = (run_t){.orders = orders, .actor = actor};
    if (!run_step(store, run, run_begin, orders->arena, problem)) return false;
    bool ok = sheet_open(&run->sheet, &reading, orders->path) && csv_order_columns(&run->sheet, &run->at_end) &&
              run_all(store, run, problem);
    return sheet_end(&run->sheet) && ok;
}

void csv_orders_write(const csv_orders_t *orders, json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_int(writer, "orders", orders->orders);
    json_write_int(writer, "lines", orders->lines);
    json_write_int(writer, "known", orders->known);
    json_write_int(writer, "refused", orders->refused);
    json_write_array(writer, "problems");
    for (size_t i = 0; i < orders->problem_count; i++) {
        json_write_object(writer, NULL);
        json_write_int(writer, "line", orders->problems[i].line);
        json_write_text(writer, "order", orders->problems[i].order);
        json_write_text(writer, "message", orders->problems[i].message);
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_close(writer);
}
