/* What a day's work asks of the program, measured in process on a book of the sample company:
 *
 *     bench_day quick-log BOOK LINES     reading LINES typed lines: contacts to match, median and p99 in microseconds,
 *                                        how many found whom they meant, if among several, of how many
 *     bench_day today BOOK MANY TIMES    the morning of a representative whom MANY accounts are given first, and of the
 *                                        one with the fewest: records told and median in microseconds, each; then
 *                                        the fewest's accounts
 *     bench_day duplicates BOOK          looking through everything: accounts, records, comparisons, pairs, µs
 *
 * Prints these numbers in a line. BOOK is thrown away afterwards: accounts change hands in it. */
#include "base/clock.h"
#include "base/text.h"
#include "customer/duplicate_scan.h"
#include "customer/quick_log.h"
#include "insight/book.h"
#include "insight/today.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

enum { ANSWER_LIMIT = 16 * 1024 * 1024, MOST_TIMES = 10000 };

typedef struct bench {
    store_t *store;
    arena_t *arena; /* of the whole run */
    problem_t problem;
    int64_t times[MOST_TIMES];
    size_t count;
} bench_t;

static int bench_compare(const void *left, const void *right) {
    int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

static int64_t bench_percentile(bench_t *bench, size_t percent) {
    if (bench->count == 0) return 0;
    qsort(bench->times, bench->count, sizeof bench->times[0], bench_compare);
    return bench->times[(bench->count - 1) * percent / 100];
}

static context_t bench_context(store_tx_t *tx, arena_t *arena, problem_t *problem, const actor_t *actor) {
    return (context_t){.arena = arena, .tx = tx, .actor = actor, .problem = problem, .now = clock_now()};
}

typedef struct typed_line {
    const char *text;
    int64_t contact; /* who is meant */
} typed_line_t;

typedef struct typing {
    bench_t *bench;
    typed_line_t *lines;
    size_t count;
    int64_t contacts;
} typing_t;

static const char SQL_CONTACT_COUNT[] = "SELECT count(*) FROM contact";

/* Everywhere in the book, so that neither the first nor the last letters are favoured. */
static const char SQL_WHO_IS_CALLED[] =
    "SELECT c.id, c.name, a.name FROM contact c JOIN account a ON a.id = c.account_id "
    "WHERE c.id % $1 = 0 ORDER BY c.id LIMIT $2";

/* As people type: the whole name, the last word of it, the name with a letter left out. */
static const char *typing_name(arena_t *arena, const char *name, size_t number) {
    const char *last = strrchr(name, ' ');
    size_t length = strlen(name);
    bool plain = true;
    for (const char *at = name; *at != '\0'; at++) plain = plain && (unsigned char)*at < 0x80;
    if (number % 3 == 1 && last != NULL) return last + 1;
    if (number % 3 == 2 && plain && length > 6)
        return arena_printf(arena, "%.*s%s", (int)length - 3, name, name + length - 2);
    return name;
}

static bool typing_work(store_tx_t *tx, void *argument) {
    typing_t *typing = argument;
    arena_t *arena = typing->bench->arena;
    if (!store_get_int(tx, &typing->contacts, SQL_CONTACT_COUNT, "")) return false;
    int64_t wanted = (int64_t)typing->count, step = typing->contacts > wanted ? typing->contacts / wanted : 1;
    store_statement_t *rows = store_query(tx, SQL_WHO_IS_CALLED, "ii", step, wanted);
    for (typing->count = 0; store_step(rows); typing->count++) {
        const char *name = typing_name(arena, store_column_text(rows, 1), typing->count);
        typing->lines[typing->count] = (typed_line_t){
            arena_printf(arena, "call %s %s 20m: wants single sign-on before renewal, next: send pricing friday", name,
                         store_column_text(rows, 2)),
            store_column_int(rows, 0)};
    }
    return store_end(rows);
}

static bool reading_meant(const quick_name_t *name, int64_t contact) {
    for (size_t i = 0; i < name->option_count; i++)
        if (text_equal(name->options[i].type->name, "contact") && name->options[i].id == contact) return true;
    return false;
}

typedef struct reading {
    arena_t *arena;
    problem_t *problem;
    const typed_line_t *line;
    bool found;
} reading_t;

static bool reading_work(store_tx_t *tx, void *argument) {
    reading_t *reading = argument;
    context_t context = bench_context(tx, reading->arena, reading->problem, &ACTOR_PROGRAM);
    const quick_log_input_t input = {.line = reading->line->text};
    quick_log_t *log = ARENA_NEW(reading->arena, quick_log_t);
    if (!quick_log_read(&context, &input, log)) return false;
    for (size_t i = 0; i < log->names.count; i++)
        reading->found = reading->found || reading_meant(&log->names.items[i], reading->line->contact);
    return true;
}

static bool bench_quick_log(bench_t *bench, int64_t lines) {
    typing_t typing = {.bench = bench, .count = (size_t)lines};
    arena_t *arena = arena_create();
    size_t found = 0;
    typing.lines = ARENA_ARRAY(bench->arena, typed_line_t, typing.count);
    bool ok = store_read(bench->store, typing_work, &typing, &bench->problem);
    for (size_t i = 0; ok && i < typing.count; i++) {
        arena_clear(arena);
        reading_t reading = {arena, &bench->problem, &typing.lines[i], false};
        int64_t began = clock_ticks();
        ok = store_read(bench->store, reading_work, &reading, &bench->problem);
        bench->times[bench->count++] = clock_ticks() - began;
        found += reading.found;
    }
    if (ok)
        printf("%lld %lld %lld %zu %zu\n", (long long)typing.contacts, (long long)bench_percentile(bench, 50),
               (long long)bench_percentile(bench, 99), found, bench->count);
    arena_destroy(arena);
    return ok;
}

/* Who has most and who has fewest; the one with most gets more, with all that hangs on them. */
typedef struct mornings {
    int64_t many; /* accounts to be given to `busy` */
    int64_t busy, idle, idle_accounts;
} mornings_t;

static const char SQL_BUSY[] =
    "SELECT owner_id FROM account WHERE owner_id IS NOT NULL GROUP BY owner_id ORDER BY count(*) DESC, owner_id LIMIT 1";
static const char SQL_IDLE[] =
    "SELECT owner_id FROM account WHERE owner_id IS NOT NULL GROUP BY owner_id ORDER BY count(*), owner_id LIMIT 1";
static const char SQL_OWNED[] = "SELECT count(*) FROM account WHERE owner_id = $1";
static const char SQL_GIVE[] =
    "UPDATE account SET owner_id = $1 WHERE id IN (SELECT id FROM account WHERE owner_id NOT IN ($1, $2) "
    "ORDER BY id LIMIT $3)";
static const char *const SQL_FOLLOW[] = {
    "UPDATE task SET owner_id = $1 WHERE account_id IN (SELECT id FROM account WHERE owner_id = $1)",
    "UPDATE promise SET owner_id = $1 WHERE account_id IN (SELECT id FROM account WHERE owner_id = $1)",
    "UPDATE opportunity SET owner_id = $1 WHERE account_id IN (SELECT id FROM account WHERE owner_id = $1)",
};

static bool mornings_work(store_tx_t *tx, void *argument) {
    mornings_t *mornings = argument;
    int64_t has = 0;
    bool ok = store_get_int(tx, &mornings->busy, SQL_BUSY, "") && store_get_int(tx, &mornings->idle, SQL_IDLE, "") &&
              store_get_int(tx, &mornings->idle_accounts, SQL_OWNED, "i", mornings->idle) &&
              store_get_int(tx, &has, SQL_OWNED, "i", mornings->busy);
    if (ok && has < mornings->many)
        ok = store_run(tx, NULL, SQL_GIVE, "iii", mornings->busy, mornings->idle, mornings->many - has);
    for (size_t i = 0; ok && i < sizeof SQL_FOLLOW / sizeof SQL_FOLLOW[0]; i++)
        ok = store_run(tx, NULL, SQL_FOLLOW[i], "i", mornings->busy);
    return ok && store_get_int(tx, &mornings->many, SQL_OWNED, "i", mornings->busy);
}

typedef struct morning {
    arena_t *arena;
    problem_t *problem;
    int64_t user;
    text_t *text;
} morning_t;

static bool morning_work(store_tx_t *tx, void *argument) {
    const morning_t *morning = argument;
    actor_t actor = ACTOR_PROGRAM;
    actor.user_id = morning->user;
    actor.role = ROLE_REPRESENTATIVE;
    context_t context = bench_context(tx, morning->arena, morning->problem, &actor);
    return today_write(&context, &(today_query_t){.user_id = morning->user}, morning->text);
}

static size_t morning_count(const char *answer) {
    static const char *const lists[] = {"tasks", "promises", "meetings", "quiet", "accounts"};
    size_t count = 0;
    json_t *day = json_loads(answer, 0, NULL);
    for (size_t i = 0; i < sizeof lists / sizeof lists[0]; i++)
        count += json_array_size(json_object_get(day, lists[i]));
    json_decref(day);
    return count;
}

static bool bench_morning(bench_t *bench, int64_t user, int64_t times) {
    arena_t *arena = arena_create();
    bool ok = true;
    size_t records = 0;
    bench->count = 0;
    for (int64_t i = 0; ok && i < times; i++) {
        arena_clear(arena);
        text_t text = text_create(arena, ANSWER_LIMIT);
        morning_t morning = {arena, &bench->problem, user, &text};
        int64_t began = clock_ticks();
        ok = store_read(bench->store, morning_work, &morning, &bench->problem);
        bench->times[bench->count++] = clock_ticks() - began;
        if (ok && i == 0) records = morning_count(text.data);
    }
    if (ok) printf("%zu %lld ", records, (long long)bench_percentile(bench, 50));
    arena_destroy(arena);
    return ok;
}

static bool bench_today(bench_t *bench, int64_t many, int64_t times) {
    mornings_t mornings = {.many = many};
    if (!store_write(bench->store, mornings_work, &mornings, &bench->problem)) return false;
    if (mornings.many < many)
        return problem_set(&bench->problem, PROBLEM_BAD_REQUEST, "too_small", "The book has too few accounts.");
    bool ok = bench_morning(bench, mornings.busy, times) && bench_morning(bench, mornings.idle, times);
    if (ok) printf("%lld\n", (long long)mornings.idle_accounts);
    return ok;
}

static bool count_accounts(store_tx_t *tx, void *argument) {
    return store_get_int(tx, argument, "SELECT count(*) FROM account", "");
}

static bool bench_duplicates(bench_t *bench) {
    duplicate_scan_figures_t figures = {0};
    const duplicate_watch_t nobody = {NULL};
    int64_t accounts = 0;
    if (!store_read(bench->store, count_accounts, &accounts, &bench->problem)) return false;
    int64_t began = clock_ticks();
    if (!duplicate_scan(bench->store, &nobody, &figures, &bench->problem)) return false;
    printf("%lld %lld %lld %lld %lld\n", (long long)accounts, (long long)figures.records, (long long)figures.compared,
           (long long)figures.pairs, (long long)(clock_ticks() - began));
    return true;
}

static bool bench_number(const char *text, int64_t most, int64_t *out) {
    return text_parse_int(text, out) && *out > 0 && *out <= most;
}

static int bench_run(int argc, char **argv, bench_t *bench) {
    int64_t first = 0, second = 0;
    if (argc == 4 && text_equal(argv[1], "quick-log") && bench_number(argv[3], MOST_TIMES, &first))
        return bench_quick_log(bench, first) ? 0 : 1;
    if (argc == 5 && text_equal(argv[1], "today") && bench_number(argv[3], INT32_MAX, &first) &&
        bench_number(argv[4], MOST_TIMES, &second))
        return bench_today(bench, first, second) ? 0 : 1;
    if (argc == 3 && text_equal(argv[1], "duplicates")) return bench_duplicates(bench) ? 0 : 1;
    return 2;
}

int main(int argc, char **argv) {
    static bench_t bench;
    int status = 2;
    bench.arena = arena_create();
    bench.problem = problem_create(bench.arena);
    book_register_types();
    bench.store = argc > 2 ? store_open(argv[2], NULL, &bench.problem) : NULL;
    if (bench.store != NULL) status = bench_run(argc, argv, &bench);
    if (status == 1 || (argc > 2 && bench.store == NULL)) fprintf(stderr, "%s\n", bench.problem.message);
    if (status == 2) fputs("usage: bench_day quick-log BOOK LINES | today BOOK MANY TIMES | duplicates BOOK\n", stderr);
    store_close(bench.store);
    arena_destroy(bench.arena);
    return status;
}
