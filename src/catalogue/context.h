/* What every domain function gets first: who acts, in which transaction, with whose memory. */
#ifndef DAYBOOK_CATALOGUE_CONTEXT_H
#define DAYBOOK_CATALOGUE_CONTEXT_H

#include "base/arena.h"
#include "base/date.h"
#include "base/problem.h"
#include "catalogue/role.h"
#include "store/store.h"

typedef struct context {
    arena_t *arena; /* lives as long as the request or job */
    store_tx_t *tx;
    const actor_t *actor;
    problem_t *problem;
    moment_t now;           /* one moment for the whole request */
    const char *request_id; /* goes into the history; NULL allowed */
    int64_t import_id;      /* the import that writes, for its undo; else 0 */
} context_t;

/* Today's date in UTC as text, from `now`. */
const char *context_today(const context_t *context);

/* Fails with a problem when the transaction failed in the engine; a domain function's last line. */
bool context_done(context_t *context);

#endif
