/* Who takes a lead that came in without an owner: ordered rules that a manager keeps. */
#ifndef DAYBOOK_PIPELINE_ASSIGNMENT_H
#define DAYBOOK_PIPELINE_ASSIGNMENT_H

#include "catalogue/record.h"

extern const record_type_t ASSIGNMENT_RULE;

/* Gives a lead that is not saved yet the owner (and the territory) of the first rule that fits it and finds somebody:
 * a named user; the next of a team in turn; the one of a team, or of a territory, with the fewest open leads. No rule:
 * the lead stays without owner, and anyone may take it. */
bool assignment_find_owner(context_t *context, record_t *lead);

#endif
