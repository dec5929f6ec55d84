/* daybook orders import */
#include "capture/csv_orders.h"
#include "cli/command.h"

#include <stdio.h>

int command_orders_import(invocation_t *invocation) {
    arena_t *arena = arena_create();
    csv_orders_t orders = {.path = invocation->arguments[0],
                           .currency = command_value(invocation, "currency"),
                           .paid_when_due = command_switch(invocation, "paid"),
                           .arena = arena};
    store_t *store = command_open_book(invocation);
    bool ok = store != NULL && csv_orders_run(store, &ACTOR_PROGRAM, &orders, &invocation->problem);
    for (size_t i = 0; i < orders.problem_count; i++)
        fprintf(stderr, "line %lld, order %s: %s\n", (long long)orders.problems[i].line, orders.problems[i].order,
                orders.problems[i].message);
    if (ok)
        printf("%lld orders with %lld lines, %lld known already, %lld refused\n", (long long)orders.orders,
               (long long)orders.lines, (long long)orders.known, (long long)orders.refused);
    store_close(store);
    int code = !ok ? command_fail(invocation) : orders.refused > 0 ? EXIT_FAILED : EXIT_DONE;
    arena_destroy(arena);
    return code;
}
