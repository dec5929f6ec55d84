/* daybook demo: fills an empty book with a sample company. */
#include "base/clock.h"
#include "base/text.h"
#include "cli/command.h"
#include "sample/sample.h"

typedef struct demo_guests {
    sample_guest_t guests[SAMPLE_GUESTS];
    size_t count;
} demo_guests_t;

static bool demo_invite(context_t *context, void *argument) {
    demo_guests_t *demo = argument;
    return sample_invite(context, demo->guests, &demo->count);
}

static void demo_print(const invocation_t *invocation, const demo_guests_t *demo) {
    printf(
        "The sample company is ready: %s accounts. The server prints the link of its administrator.\n"
        "To see it as somebody else, follow one of these, each once:\n",
        command_value(invocation, "accounts"));
    for (size_t i = 0; i < demo->count; i++)
        printf("  %-14s  %-18s  %s/link/%s\n", demo->guests[i].role, demo->guests[i].name,
               command_value(invocation, "origin"), demo->guests[i].token);
}

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
    const sample_options_t options = {.accounts = (int)accounts,
                                      .seed = (uint64_t)seed,
                                      .today = clock_now(),
                                      .without_trade = command_switch(invocation, "no-trade")};
    demo_guests_t demo = {.count = 0};
    ok = store != NULL && sample_generate(store, &options, &invocation->problem) &&
         command_write(invocation, store, demo_invite, &demo);
    store_close(store);
    if (!ok) return command_fail(invocation);
    demo_print(invocation, &demo);
    return EXIT_DONE;
}
