#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "store/engine.h"
#include "store/migrations.h"

#include <assert.h>

enum { SQL_LIMIT = 256 * 1024 };

static const char SQL_CREATE_TABLE[] =
    "CREATE TABLE IF NOT EXISTS schema_migration ("
    "number BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)";

static const char SQL_NEWEST[] = "SELECT coalesce(max(number), 0) FROM schema_migration";
static const char SQL_APPLIED[] = "SELECT count(*) FROM schema_migration WHERE number = $1";
static const char SQL_RECORD[] = "INSERT INTO schema_migration (number, name, applied_at) VALUES ($1, $2, $3)";

typedef struct migrate {
    arena_t *arena;
    const migration_t *migration;
    bool applied;
} migrate_t;

enum { WORD_ARGUMENTS = 4 };

/* The engine's spelling of the word at `word`, which starts behind its brace; NULL when it is none. */
static const type_word_t *migrate_find_word(const engine_t *engine, const char *word, size_t length) {
    size_t name = strcspn(word, " }");
    if (name > length) return NULL;
    for (const type_word_t *known = engine->type_words; known->word != NULL; known++)
        if (strlen(known->word) == name && strncmp(known->word, word, name) == 0) return known;
    return NULL;
}

/* "NAME | INSERT ON table | …" in parts. */
static void migrate_split(arena_t *arena, const char *arguments, const char *parts[WORD_ARGUMENTS]) {
    char *rest = arena_strdup(arena, arguments);
    for (size_t i = 0; i < WORD_ARGUMENTS && rest != NULL; i++) parts[i] = text_trim(arena, strsep(&rest, "|"));
}

static void migrate_fill(text_t *out, const char *spelling, const char *const parts[WORD_ARGUMENTS]) {
    for (const char *at = spelling; *at != '\0'; at++) {
        size_t part = at[0] == '$' ? (size_t)(at[1] - '1') : WORD_ARGUMENTS;
        if (part < WORD_ARGUMENTS && parts[part] != NULL) {
            text_add(out, parts[part]);
            at++;
        } else {
            text_add_char(out, *at);
        }
    }
}

static void migrate_spell(const engine_t *engine, const char *sql, text_t *out) {
    while (*sql != '\0') {
        const char *brace = strchr(sql, '{');
        const char *end = brace != NULL ? strchr(brace, '}') : NULL;
        if (end == NULL) {
            text_add(out, sql);
            return;
        }
        text_add_bytes(out, sql, (size_t)(brace - sql));
        size_t length = (size_t)(end - brace - 1);
        const type_word_t *word = migrate_find_word(engine, brace + 1, length);
        if (word != NULL) {
            const char *parts[WORD_ARGUMENTS] = {NULL};
            text_t filled = text_create(out->arena, SQL_LIMIT);
            size_t name = strlen(word->word);
            migrate_split(out->arena, arena_strndup(out->arena, brace + 1 + name, length - name), parts);
            migrate_fill(&filled, word->spelling, parts);
            migrate_spell(engine, filled.data, out);
        } else {
            text_add_bytes(out, brace, (size_t)(end + 1 - brace));
        }
        sql = end + 1;
    }
}

/* Whole lines of comment would hide a semicolon at their end. */
static char *migrate_without_comments(arena_t *arena, const char *sql) {
    text_t out = text_create(arena, SQL_LIMIT);
    while (*sql != '\0') {
        size_t line = strcspn(sql, "\n");
        if (!text_starts_with(sql, "--")) text_add_bytes(&out, sql, line);
        text_add_char(&out, '\n');
        sql += line + (sql[line] == '\n');
    }
    return out.data;
}

static bool migrate_lock(store_tx_t *tx, const char *sql) {
    return sql == NULL || store_run(tx, NULL, sql, "");
}

static bool migrate_run_statements(store_tx_t *tx, arena_t *arena, const char *sql) {
    text_t spelled = text_create(arena, SQL_LIMIT);
    migrate_spell(tx->engine, migrate_without_comments(arena, sql), &spelled);
    const char *start = spelled.data;
    for (const char *end = strstr(start, ";\n"); end != NULL; start = end + 1, end = strstr(start, ";\n"))
        if (!store_run(tx, NULL, arena_strndup(arena, start, (size_t)(end - start)), "")) return false;
    assert(!spelled.overflow && start[strspn(start, " ;\n")] == '\0'); /* the last one too ends with a semicolon */
    return true;
}

static bool migrate_make_list(store_tx_t *tx, void *argument) {
    (void)argument;
    return migrate_lock(tx, tx->engine->lock_schema) && store_run(tx, NULL, SQL_CREATE_TABLE, "");
}

static bool migrate_refuse_newer(store_tx_t *tx, void *argument) {
    int64_t newest = 0;
    (void)argument;
    if (!store_get_int(tx, &newest, SQL_NEWEST, "")) return false;
    if (MIGRATION_COUNT > 0 && newest > MIGRATIONS[MIGRATION_COUNT - 1].number)
        return problem_set(tx->problem, PROBLEM_CONFLICT, "newer_schema",
                           "This book was written by a newer daybook (its schema is %lld, this program knows %ld). "
                           "Install the newer program.",
                           (long long)newest, MIGRATIONS[MIGRATION_COUNT - 1].number);
    return true;
}

static bool migrate_one(store_tx_t *tx, void *argument) {
    migrate_t *work = argument;
    int64_t applied = 0;
    arena_clear(work->arena);
    work->applied = false;
    if (!migrate_lock(tx, tx->engine->lock_migrations) || !migrate_refuse_newer(tx, NULL) ||
        !store_get_int(tx, &applied, SQL_APPLIED, "i", (int64_t)work->migration->number))
        return false;
    if (applied > 0) return true;
    work->applied = true;
    return migrate_run_statements(tx, work->arena, work->migration->sql) &&
           store_run(tx, NULL, SQL_RECORD, "iti", (int64_t)work->migration->number, work->migration->name, clock_now());
}

bool store_migrate(store_t *store, problem_t *problem) {
    migrate_t work = {.arena = arena_create()};
    bool ok =
        store_write(store, migrate_make_list, NULL, problem) && store_read(store, migrate_refuse_newer, NULL, problem);
    for (size_t i = 0; ok && i < MIGRATION_COUNT; i++) {
        work.migration = &MIGRATIONS[i];
        ok = store_write(store, migrate_one, &work, problem);
        if (ok && work.applied) log_event(LOG_INFO, "migrated", LOG_TEXT("migration", work.migration->name));
    }
    arena_destroy(work.arena);
    return ok;
}
