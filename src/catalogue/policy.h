/* Who may do what: the one place, below HTTP. */
#ifndef DAYBOOK_CATALOGUE_POLICY_H
#define DAYBOOK_CATALOGUE_POLICY_H

#include "catalogue/context.h"
#include "catalogue/record.h"

typedef enum { POLICY_CREATE, POLICY_UPDATE, POLICY_ARCHIVE, POLICY_DELETE } policy_action_t;

bool policy_may_see_field(const actor_t *actor, const field_t *field);
bool policy_may_change_field(const actor_t *actor, const record_type_t *type, const field_t *field);

/* The role alone: could this actor ever do this to a record of the type? For menus and buttons. */
bool policy_role_may(const actor_t *actor, const record_type_t *type, policy_action_t action);

/* This actor on this record. `before` decides (its owner, or its `via` record's owner); on create `after` decides: a
 * representative may create for a colleague of the team, not beyond. An owned record may be given away to anyone by who
 * may change it. Deleting: administrator, and manager within the team; representatives archive. False sets
 * PROBLEM_FORBIDDEN. */
bool policy_check(context_t *context, const record_t *before, const record_t *after, policy_action_t action);

#endif
