/* Roles, and the user on whose behalf something is done. */
#ifndef DAYBOOK_CATALOGUE_ROLE_H
#define DAYBOOK_CATALOGUE_ROLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum role {
    ROLE_ADMINISTRATOR,
    ROLE_MANAGER,
    ROLE_REPRESENTATIVE,
    ROLE_FINANCE,
    ROLE_READ_ONLY,
    ROLE_COUNT
} role_t;

typedef unsigned role_set_t; /* bits of 1 << role */
#define ROLES(role) (1u << (role))
#define ROLES_MANAGING (ROLES(ROLE_ADMINISTRATOR) | ROLES(ROLE_MANAGER))

/* "administrator", "manager", "representative", "finance", "read_only". */
const char *role_name(role_t role);
bool role_parse(const char *name, role_t *out);

/* Who acts. Loaded once per request. */
typedef struct actor {
    int64_t user_id; /* 0: the program itself (start-up, jobs without a user) */
    role_t role;
    const char *name;
    const char *locale;    /* "en", "zh" */
    const int64_t *circle; /* users whose records this one may change: itself, its team, and teams that it manages */
    size_t circle_count;
} actor_t;

/* The program itself: administrator, user 0. */
extern const actor_t ACTOR_PROGRAM;

#endif
