#include "catalogue/role.h"

#include "base/text.h"

static const char *const NAMES[ROLE_COUNT] = {
    [ROLE_ADMINISTRATOR] = "administrator",   [ROLE_MANAGER] = "manager",
    [ROLE_REPRESENTATIVE] = "representative", [ROLE_FINANCE] = "finance",
    [ROLE_READ_ONLY] = "read_only",
};

const actor_t ACTOR_PROGRAM = {.role = ROLE_ADMINISTRATOR, .name = "Daybook", .locale = "en"};

const char *role_name(role_t role) {
    return NAMES[role];
}

bool role_parse(const char *name, role_t *out) {
    for (role_t role = 0; role < ROLE_COUNT; role++) {
        if (!text_equal(name, NAMES[role])) continue;
        *out = role;
        return true;
    }
    return false;
}
