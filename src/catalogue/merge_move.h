/* What refers to one record is made to refer to another; each row that changed is kept, so that it can go back. */
#ifndef DAYBOOK_CATALOGUE_MERGE_MOVE_H
#define DAYBOOK_CATALOGUE_MERGE_MOVE_H

#include "catalogue/record.h"

typedef struct merge {
    context_t *context;
    const record_type_t *type;
    int64_t id, survivor_id, loser_id;
    problem_t collisions; /* what stands in the way of going back */
} merge_t;

/* One value of one row: which, what it was and what it becomes. */
typedef struct merge_change {
    const char *record_type, *table, *column;
    int64_t row_id;
    const char *row_key;           /* of tables whose rows have no number, and the place of a removed link */
    const int64_t *before, *after; /* NULL: no value */
} merge_change_t;

/* Keeps a change that its caller makes itself. */
bool merge_note(const merge_t *merge, const merge_change_t *change);

/* References of all record types, files, private links, keys of other systems, notifications and who follows. */
bool merge_move_all(merge_t *merge);

/* Back again. `collide` is told of each row that somebody changed since; that row stays as it is. */
typedef void (*merge_collide_t)(merge_t *merge, const record_type_t *type, int64_t row_id, const char *column);
bool merge_move_back(merge_t *merge, merge_collide_t collide);

#endif
