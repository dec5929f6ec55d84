/* Committees after a merge: a person cannot report to themselves, nor play the same part twice. */
#ifndef DAYBOOK_INSIGHT_MERGE_COMMITTEE_H
#define DAYBOOK_INSIGHT_MERGE_COMMITTEE_H

#include "catalogue/merge_move.h"

bool merge_mend_committees(merge_t *merge);

#endif
