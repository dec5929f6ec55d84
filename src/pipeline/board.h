/* The pipeline board: one column per stage with its opportunities, totals and weighted totals. */
#ifndef DAYBOOK_PIPELINE_BOARD_H
#define DAYBOOK_PIPELINE_BOARD_H

#include "catalogue/list.h"

/* {"pipeline": record, "stages": [{"stage": record, "count", "totals": [{"currency", "amount", "weighted"}], "items":
 * [opportunity], "quiet": those of the items that have gone quiet, see quiet.h, "next"}]}. `query` filters as a list of
 * opportunities does; per_stage=50 records of each stage, soonest expected close first. Of won and lost stages only
 * what was closed since closed_since=YYYY-MM-DD (default: 90 days). */
bool board_write(context_t *context, int64_t pipeline_id, const list_query_t *query, text_t *out);

#endif
