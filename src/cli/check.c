/* daybook check: verifies that the data agrees with itself; each finding is a line, and any makes the exit code 1. */
#include "insight/check.h"
#include "cli/command.h"

static void check_report(void *argument, int64_t count, const char *promise) {
    (void)argument;
    printf("%lld break this: %s\n", (long long)count, promise);
}

static bool check_work(context_t *context, void *argument) {
    return check_book(context, argument);
}

int command_check(invocation_t *invocation) {
    check_t check = {.report = check_report};
    store_t *store = command_open_book(invocation);
    bool ok = store != NULL && store_check(store, &invocation->problem) &&
              command_read(invocation, store, check_work, &check);
    store_close(store);
    if (!ok) return command_fail(invocation);
    if (check.findings == 0) printf("the book agrees with itself\n");
    return check.findings == 0 ? EXIT_DONE : EXIT_FAILED;
}
