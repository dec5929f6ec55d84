/* References of rows to other rows of the same file, once all of them are there. */
#include "base/text.h"
#include "capture/csv_run.h"

/* In a dry run nothing of the file is there to be found: what its rows are called was noted instead. */
static bool deferred_is_in_file(const csv_run_t *run, arena_t *arena, const char *text) {
    int64_t ignored = 0;
    if (run->keys == NULL) return false;
    return memo_get(run->keys, memo_key(run->keys, CSV_TARGET_KEY, text), &ignored) ||
           memo_get(run->keys, memo_key(run->keys, run->plan->type->title, text_fold(arena, text)), &ignored);
}

static bool deferred_update(csv_attempt_t *attempt, const csv_deferred_t *deferred, const field_t *field, int64_t id) {
    context_t *context = &attempt->context;
    const problem_t *problem = context->problem;
    record_t *saved = NULL;
    record_t *input = record_new(context->arena, attempt->run->plan->type);
    record_set_number(input, field->name, id);
    if (record_update(context, deferred->record_id, 0, input, &saved)) return true;
    if (store_failed(context->tx) || problem->kind == PROBLEM_INTERNAL) return false;
    bool of_field = problem->field_count > 0;
    csv_problem_add(attempt, deferred->line, false, field->name, of_field ? problem->fields[0].code : problem->code,
                    of_field ? problem->fields[0].message : problem->message);
    problem_clear(context->problem);
    return true;
}

bool csv_deferred_write(csv_attempt_t *attempt, const csv_deferred_t *deferred) {
    context_t *context = &attempt->context;
    csv_run_t *run = attempt->run;
    const field_t *field = csv_column_field(run->plan, deferred->column);
    const record_type_t *target = run->plan->type;
    int64_t id = 0;
    if (deferred_is_in_file(run, context->arena, deferred->text)) return true;
    reference_result_t result = csv_reference_find(context, run->references, target, deferred->text, &id);
    if (result == REFERENCE_MISSING && deferred->column->create_missing && csv_reference_makeable(run->actor, target))
        result = csv_reference_make(context, run->references, target, deferred->text, run->plan->default_currency, &id);
    if (result == REFERENCE_FAILED) return false;
    if (result != REFERENCE_FOUND) {
        bool several = result == REFERENCE_AMBIGUOUS;
        const char *message = arena_printf(context->arena,
                                           several ? "Several %s are called “%s”. The field is left empty."
                                                   : "No %s “%s” is here or in the file. The field is "
                                                     "left empty.",
                                           several ? target->plural : target->name, deferred->text);
        csv_problem_add(attempt, deferred->line, false, field->name, several ? "ambiguous" : "not_found", message);
        return true;
    }
    return run->dry || deferred_update(attempt, deferred, field, id);
}
