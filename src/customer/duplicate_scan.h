/* Looks through all accounts and contacts at once: the job "duplicates". */
#ifndef DAYBOOK_CUSTOMER_DUPLICATE_SCAN_H
#define DAYBOOK_CUSTOMER_DUPLICATE_SCAN_H

#include "store/store.h"

/* Whoever a long run reports to. Each member may be NULL. */
typedef struct duplicate_watch {
    bool (*stop)(void *argument);
    void (*progress)(void *argument, int64_t done, int64_t total);
    void *argument;
} duplicate_watch_t;

typedef struct duplicate_scan_figures {
    int64_t records, compared, pairs;
} duplicate_scan_figures_t;

/* Reads a snapshot, compares in memory, and writes what differs from what was known in short transactions, so that
 * nobody waits. What somebody dismissed stays dismissed. True also when it was stopped. `figures` may be NULL. */
bool duplicate_scan(store_t *store, const duplicate_watch_t *watch, duplicate_scan_figures_t *figures,
                    problem_t *problem);

#endif
