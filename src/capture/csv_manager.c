/* Sales teams as spreadsheets have them: each person's line names a manager, and that makes the team. */
#include "base/text.h"
#include "capture/csv_run.h"
#include "customer/team.h"
#include "customer/user.h"

static const char SQL_TEAM_OF_MANAGER[] =
    "SELECT id FROM team WHERE manager_id = $1 AND archived_at IS NULL ORDER BY id LIMIT 1";

static reference_result_t manager_user(context_t *context, csv_references_t *references, const char *name, bool make,
                                       int64_t *id) {
    reference_result_t result = csv_reference_find(context, references, &USER, name, id);
    bool missing = result == REFERENCE_MISSING && make && csv_reference_makeable(context->actor, &USER);
    return missing ? csv_reference_make_manager(context, references, name, id) : result;
}

static reference_result_t manager_make_team(context_t *context, csv_references_t *references, const char *name,
                                            int64_t manager, int64_t *team) {
    record_t *saved = NULL;
    reference_result_t result = csv_reference_find(context, references, &TEAM, name, team);
    if (result == REFERENCE_MISSING) result = csv_reference_make(context, references, &TEAM, name, NULL, team);
    if (result != REFERENCE_FOUND) return result;
    record_t *input = record_new(context->arena, &TEAM);
    record_set_number(input, "manager", manager);
    return record_update(context, *team, 0, input, &saved) ? REFERENCE_FOUND : REFERENCE_FAILED;
}

reference_result_t csv_manager_team(context_t *context, csv_references_t *references, const char *name, bool make,
                                    int64_t *team) {
    int64_t manager = 0;
    reference_result_t result = manager_user(context, references, name, make, &manager);
    if (result != REFERENCE_FOUND) return result;
    if (store_get_int(context->tx, team, SQL_TEAM_OF_MANAGER, "i", manager)) return REFERENCE_FOUND;
    if (!context_done(context)) return REFERENCE_FAILED;
    if (!make || !csv_reference_makeable(context->actor, &TEAM)) return REFERENCE_MISSING;
    return manager_make_team(context, references, name, manager, team);
}
