/* Two records of one type become one, and apart again. Whatever refers to the one that goes is found through the
 * catalogue, so that record types that come later are covered by themselves. */
#ifndef DAYBOOK_INSIGHT_MERGE_H
#define DAYBOOK_INSIGHT_MERGE_H

#include "catalogue/record.h"

typedef struct merge_request {
    const record_type_t *type; /* account or contact */
    int64_t survivor_id, survivor_version;
    int64_t loser_id, loser_version; /* a version 0: whatever it is now */
    json_t *values;                  /* per field "this" (the survivor's), "other" or "both"; may be NULL */
} merge_request_t;

/* Moves all that refers to the loser, fills what the survivor lacks, takes the chosen values, archives the loser and
 * writes one row of the survivor's history. A field without a choice keeps the survivor's value; an empty one takes the
 * loser's, many references take both. PROBLEM_PRECONDITION_FAILED with the present record when either version is no
 * longer so. */
bool merge_records(context_t *context, const merge_request_t *request, int64_t *merge_id);

/* As it was before. What somebody changed since stands in the way: PROBLEM_CONFLICT "changed_since" names each, and
 * nothing is undone, unless `keep_later`: then those stay as they are and all else goes back. */
bool merge_undo(context_t *context, int64_t merge_id, bool keep_later);

/* {"id", "type", "at", "by", "undone_at", "record", "other", "moved": [{"type", "count"}]} */
bool merge_write(context_t *context, int64_t merge_id, json_writer_t *writer, const char *key);

#endif
