/* What a stage asks of a deal before it lets it in (stage.asks_for): names of this table with commas between.
 *
 * Moves are held to all of it, deals that a user creates in the stage to what is a field of the deal. An import and a
 * merge say what is so already, and a move back to where the deal just was must always be possible. */
#ifndef DAYBOOK_PIPELINE_DEMAND_H
#define DAYBOOK_PIPELINE_DEMAND_H

#include "catalogue/record.h"
#include "pipeline/stage.h"

/* The names that asks_for may hold: fields of the opportunity; decision_maker, among the people of the deal or of its
 * account; next_task, an open task of the deal. */
extern const choice_t DEMAND_CHOICES[];

/* Puts asks_for of a stage into the table's order, each name once; a name that is not in the table is a field problem.
 */
bool demand_tidy(context_t *context, record_t *stage);

/* False with one field problem "demanded" for each thing that is missing. */
bool demand_check(context_t *context, const stage_t *stage, const record_t *before, const record_t *after);

#endif
