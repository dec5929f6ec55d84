/* daybook ledger verify, daybook ledger export */
#include "cli/command.h"
#include "ledger/journal_export.h"
#include "ledger/verify.h"

static void verify_report(void *argument, const char *finding) {
    (void)argument;
    printf("%s\n", finding);
}

static bool verify_work(context_t *context, void *argument) {
    return ledger_verify(context, argument);
}

int command_ledger_verify(invocation_t *invocation) {
    verify_t verify = {.report = verify_report};
    store_t *store = command_open_book(invocation);
    bool ok = store != NULL && command_read(invocation, store, verify_work, &verify);
    store_close(store);
    if (!ok) return command_fail(invocation);
    if (verify.findings == 0) printf("%lld entries, none altered\n", (long long)verify.entries);
    if (verify.entries > 0) printf("last hash %s\n", verify.last_hash);
    return verify.findings == 0 ? EXIT_DONE : EXIT_FAILED;
}

enum { PAGE_LIMIT = 16 * 1024 * 1024 };

typedef struct writing {
    arena_t *arena; /* of the page */
    export_format_t format;
    int64_t after;
    text_t page;
} writing_t;

static bool writing_page(context_t *context, void *argument) {
    writing_t *writing = argument;
    context_t own = *context;
    own.arena = writing->arena;
    arena_clear(writing->arena);
    writing->page = text_create(writing->arena, PAGE_LIMIT);
    int64_t next = 0;
    if (!journal_export(&own, writing->format, writing->after, &writing->page, &next)) return false;
    writing->after = next;
    return true;
}

int command_ledger_export(invocation_t *invocation) {
    writing_t writing = {0};
    if (!export_format_parse(command_value(invocation, "format"), &writing.format))
        return command_usage(invocation, "there is no format ", command_value(invocation, "format")), EXIT_USAGE;
    store_t *store = command_open_book(invocation);
    bool ok = store != NULL;
    writing.arena = arena_create();
    do {
        ok = ok && command_read(invocation, store, writing_page, &writing);
        if (ok) ok = fwrite(writing.page.data, 1, writing.page.length, stdout) == writing.page.length;
    } while (ok && writing.after != 0);
    store_close(store);
    arena_destroy(writing.arena);
    if (ok && fflush(stdout) == 0) return EXIT_DONE;
    if (!problem_is_set(&invocation->problem))
        problem_set(&invocation->problem, PROBLEM_INTERNAL, "not_written", "The journal could not be written.");
    return command_fail(invocation);
}
