/* An import as it is stored. */
#ifndef DAYBOOK_CAPTURE_CSV_STORED_H
#define DAYBOOK_CAPTURE_CSV_STORED_H

#include "capture/csv_plan.h"
#include "catalogue/context.h"

typedef struct csv_stored {
    int64_t id;
    const record_type_t *type;
    const char *file_name, *file_path;
    int64_t file_size;
    const char *state;
    const char *mapping;
    bool dry_run;
    int64_t user_id; /* 0: the program */
    const char *user_name;
    int64_t job_id; /* 0: none */
    int64_t row_count, created, updated, skipped, failed;
    moment_t created_at, finished_at; /* 0: not yet */
    csv_plan_t *plan;
} csv_stored_t;

/* PROBLEM_NOT_FOUND when there is none that the actor may see. */
bool csv_stored_load(context_t *context, int64_t id, csv_stored_t *out);

#endif
