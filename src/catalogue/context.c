#include "catalogue/context.h"

const char *context_today(const context_t *context) {
    return date_format(context->arena, date_from_moment(context->now));
}

bool context_done(context_t *context) {
    if (problem_is_set(context->problem)) return false;
    if (!store_failed(context->tx)) return true;
    return problem_set(context->problem, PROBLEM_INTERNAL, "store_failed",
                       "The data could not be read or written. Try again.");
}
