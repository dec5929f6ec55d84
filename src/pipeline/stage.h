/* Pipelines and their stages. A stage carries what a deal in it is worth: probability, forecast category, outcome. */
#ifndef DAYBOOK_PIPELINE_STAGE_H
#define DAYBOOK_PIPELINE_STAGE_H

#include "catalogue/context.h"
#include "catalogue/type.h"

extern const record_type_t PIPELINE;
extern const record_type_t STAGE;

extern const choice_t FORECAST_CATEGORY_CHOICES[]; /* pipeline, best_case, most_likely, commit, closed, omitted */
extern const choice_t OUTCOME_CHOICES[];           /* open, won, lost */

typedef struct stage {
    int64_t id;
    int64_t pipeline_id;
    const char *name;
    int64_t probability; /* hundredths of a per cent */
    const char *forecast_category;
    const char *outcome;  /* "open", "won", "lost" */
    const char *asks_for; /* see demand.h; NULL: nothing */
} stage_t;

/* False with PROBLEM_INVALID on field "stage" when there is none. */
bool stage_load(context_t *context, int64_t id, stage_t *out);

/* The stage in which an opportunity begins: the first open one of the first pipeline. */
bool stage_first(context_t *context, stage_t *out);

/* In a book without pipelines: one named "Sales" with the usual stages. */
bool stage_prepare_pipeline(context_t *context);

#endif
