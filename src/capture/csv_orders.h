/* Orders of another system from CSV, a row per line, the rows of an order together: with their deliveries, invoices and
 * payments, posted as they were. docs/import-orders.md tells the columns. */
#ifndef DAYBOOK_CAPTURE_CSV_ORDERS_H
#define DAYBOOK_CAPTURE_CSV_ORDERS_H

#include "capture/csv_import.h"

enum { ORDERS_PROBLEMS = 100 };

typedef struct csv_orders_problem {
    int64_t line;
    const char *order, *message;
} csv_orders_problem_t;

typedef struct csv_orders {
    const char *path;
    const char *currency;     /* of all amounts; NULL: the ledger's */
    bool paid_when_due;       /* each invoice was paid on its due date */
    const csv_watch_t *watch; /* NULL allowed */

    arena_t *arena;                                 /* of the problems */
    int64_t orders, lines, known, refused;          /* known: orders that were here before, and stay as they are */
    csv_orders_problem_t problems[ORDERS_PROBLEMS]; /* the first ones */
    size_t problem_count;
} csv_orders_t;

/* Loads, a hundred orders at a time; an order that is refused is told, and the others are loaded. For administrators
 * and finance. Run again it goes on behind what is there. False when the file cannot be read at all. */
bool csv_orders_run(store_t *store, const actor_t *actor, csv_orders_t *orders, problem_t *problem);

/* {"orders": 3796, "lines": 60855, "known": 0, "refused": 0, "problems": [{"line", "order", "message"}]} */
void csv_orders_write(const csv_orders_t *orders, json_writer_t *writer);

#endif
