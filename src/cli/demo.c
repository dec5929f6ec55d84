/* daybook demo: fills an empty book with a sample company. */
#include "base/clock.h"
#include "base/text.h"
#include "cli/command.h"
#include "sample/sample.h"

int command_demo(invocation_t *invocation) {
    int64_t accounts = 0, seed = 0;
    bool ok = text_parse_int(command_value(invocation, "accounts"), &accounts) && accounts > 0 &&
              accounts <= 10000000 && text_parse_int(command_value(invocation, "seed"), &seed) && seed >= 0;
    if (!ok) {
        problem_set(&invocation->problem, PROBLEM_BAD_REQUEST, "usage", "--accounts and --seed take numbers.");
        command_fail(invocation);
        return EXIT_USAGE;
    }
    store_t *store = command_open_book(invocation);
    const sample_options_t options = {.accounts = (int)accounts, .seed = (uint64_t)seed, .today = clock_now()};
    ok = store != NULL && sample_generate(store, &options, &invocation->problem);
    store_close(store);
    if (!ok) return command_fail(invocation);
    printf("The sample company is ready: %lld accounts.\n", (long long)accounts);
    return EXIT_DONE;
}
