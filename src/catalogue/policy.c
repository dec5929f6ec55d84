#include "catalogue/policy.h"

#include "base/text.h"

typedef enum { REACH_NONE, REACH_CIRCLE, REACH_ALL } reach_t;

/* Whose records each role changes, by policy: what stands here is the whole of it. */
static const reach_t CHANGES[][ROLE_COUNT] = {
    [POLICY_OWNED] =
        {[ROLE_ADMINISTRATOR] = REACH_ALL, [ROLE_MANAGER] = REACH_CIRCLE, [ROLE_REPRESENTATIVE] = REACH_CIRCLE},
    [POLICY_SHARED] = {[ROLE_ADMINISTRATOR] = REACH_ALL, [ROLE_MANAGER] = REACH_ALL, [ROLE_REPRESENTATIVE] = REACH_ALL},
    [POLICY_OFFER] = {[ROLE_ADMINISTRATOR] = REACH_ALL, [ROLE_MANAGER] = REACH_ALL},
    [POLICY_SETUP] = {[ROLE_ADMINISTRATOR] = REACH_ALL},
    [POLICY_LEDGER] = {[ROLE_ADMINISTRATOR] = REACH_ALL, [ROLE_FINANCE] = REACH_ALL},
    [POLICY_DOCUMENT] = {[ROLE_ADMINISTRATOR] = REACH_ALL,
                         [ROLE_MANAGER] = REACH_ALL,
                         [ROLE_REPRESENTATIVE] = REACH_CIRCLE,
                         [ROLE_FINANCE] = REACH_ALL},
};

bool policy_may_see_field(const actor_t *actor, const field_t *field) {
    return field->see == 0 || (field->see & ROLES(actor->role)) != 0;
}

static bool policy_admits_finance(const field_t *field) {
    return field->change != 0 && (field->change & ROLES(ROLE_FINANCE)) != 0;
}

bool policy_may_change_field(const actor_t *actor, const record_type_t *type, const field_t *field) {
    if ((field->flags & FIELD_DERIVED) != 0 || !policy_may_see_field(actor, field)) return false;
    if (field->change != 0) return (field->change & ROLES(actor->role)) != 0;
    return CHANGES[type->policy][actor->role] != REACH_NONE;
}

/* Finance keeps the terms of owned records without owning any. */
static bool policy_finance_keeps(const record_type_t *type) {
    for (size_t i = 0; i < type->field_count; i++)
        if (policy_admits_finance(&type->fields[i])) return true;
    return false;
}

static reach_t policy_reach(const actor_t *actor, const record_type_t *type, policy_action_t action) {
    reach_t reach = CHANGES[type->policy][actor->role];
    if (action == POLICY_DELETE && actor->role == ROLE_REPRESENTATIVE) return REACH_NONE;
    if (action == POLICY_UPDATE && actor->role == ROLE_FINANCE && policy_finance_keeps(type)) return REACH_ALL;
    return reach;
}

bool policy_role_may(const actor_t *actor, const record_type_t *type, policy_action_t action) {
    if (type->by_actions && action != POLICY_UPDATE) return false;
    return policy_reach(actor, type, action) != REACH_NONE;
}

static bool policy_in_circle(const actor_t *actor, int64_t user_id) {
    if (user_id == 0 || user_id == actor->user_id) return true;
    for (size_t i = 0; i < actor->circle_count; i++)
        if (actor->circle[i] == user_id) return true;
    return false;
}

/* Who owns the record: its own owner, or that of the record through which it is reached. 0: nobody. */
static bool policy_owner(context_t *context, const record_t *record, int64_t *owner) {
    const record_type_t *type = record->type;
    *owner = 0;
    if (type->owner != NULL) *owner = record_number(record, type->owner);
    if (type->via == NULL || record_is_null(record, type->via)) return true;
    const record_type_t *above = catalogue_find(type_field(type, type->via)->target);
    const char *sql = arena_printf(context->arena, "SELECT %s FROM %s WHERE id = $1",
                                   field_column(type_field(above, above->owner)), above->table);
    store_get_int(context->tx, owner, sql, "i", record_number(record, type->via));
    return context_done(context);
}

static bool policy_refuse(context_t *context, const record_type_t *type, policy_action_t action) {
    static const char *const words[] = {[POLICY_CREATE] = "create",
                                        [POLICY_UPDATE] = "change",
                                        [POLICY_ARCHIVE] = "archive",
                                        [POLICY_DELETE] = "delete"};
    return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                       "Your role does not allow you to %s this %s. Ask its owner, a manager or an administrator.",
                       words[action], type->name);
}

bool policy_check(context_t *context, const record_t *before, const record_t *after, policy_action_t action) {
    const record_t *deciding = before != NULL ? before : after;
    int64_t owner = 0;
    switch (policy_reach(context->actor, deciding->type, action)) {
    case REACH_ALL: return true;
    case REACH_NONE: return policy_refuse(context, deciding->type, action);
    case REACH_CIRCLE:
        if (!policy_owner(context, deciding, &owner)) return false;
        return policy_in_circle(context->actor, owner) || policy_refuse(context, deciding->type, action);
    }
    return false;
}
