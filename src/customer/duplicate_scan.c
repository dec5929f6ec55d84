#include "customer/duplicate_scan.h"

#include "base/text.h"
#include "customer/duplicate.h"
#include "customer/duplicate_pairs.h"

enum { CHUNK_ROWS = 4000, ROWS_AT_ONCE = 100, SQL_LIMIT = 16 * 1024, STEPS = 100 };

static const char SQL_COUNT_KEYS[] = "SELECT count(*) FROM duplicate_key WHERE record_type = $1";
static const char SQL_KEYS[] =
    "SELECT key, record_id FROM duplicate_key WHERE record_type = $1 ORDER BY key, record_id";
static const char SQL_FORGET_KEY[] = "DELETE FROM duplicate_key WHERE record_type = $1 AND key = $2 AND record_id = $3";
static const char SQL_COUNT_PAIRS[] = "SELECT count(*) FROM duplicate_pair WHERE record_type = $1";
static const char SQL_PAIRS[] =
    "SELECT low_id, high_id, score, reasons FROM duplicate_pair WHERE record_type = $1 ORDER BY low_id, high_id";
static const char SQL_FORGET_PAIR[] =
    "DELETE FROM duplicate_pair WHERE record_type = $1 AND low_id = $2 AND high_id = $3 AND state = 'open'";
static const char SQL_KEEP_PAIR[] =
    "INSERT INTO duplicate_pair (record_type, low_id, high_id, score, reasons, state) VALUES ($1, $2, $3, $4, $5, 'open') "
    "ON CONFLICT (record_type, low_id, high_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons";

typedef struct key_row {
    int64_t key, record_id;
} key_row_t;

typedef struct key_rows {
    key_row_t *items;
    size_t count;
} key_rows_t;

typedef struct scan {
    store_t *store;
    const duplicate_source_t *source;
    const duplicate_watch_t *watch;
    problem_t *problem;
    arena_t *arena, *scratch;
    int64_t offset, total; /* of the progress */
    duplicate_facts_t *facts;
    size_t fact_count;
    key_rows_t known_keys, missing, surplus;
    duplicate_pairs_t known_pairs, pairs, gone;
    size_t from; /* of the chunk in hand */
    bool stopped;
} scan_t;

/* The next `share` of a hundred parts of this type is done. */
static bool scan_report(scan_t *scan, size_t done, size_t all, int begin, int share) {
    const duplicate_watch_t *watch = scan->watch;
    if (watch == NULL) return true;
    int64_t part = begin + (all > 0 ? (int64_t)(done * (size_t)share / all) : share);
    if (watch->progress != NULL) watch->progress(watch->argument, scan->offset + part, scan->total);
    if (watch->stop != NULL && watch->stop(watch->argument)) scan->stopped = true;
    return !scan->stopped;
}

static bool scan_compared(void *argument, size_t done, size_t total) {
    return scan_report(argument, done, total, 20, 30);
}

static int64_t scan_count(store_tx_t *tx, const char *sql, const char *type) {
    int64_t count = 0;
    if (type != NULL)
        store_get_int(tx, &count, sql, "t", type);
    else
        store_get_int(tx, &count, sql, "");
    return count;
}

static void scan_read_facts(scan_t *scan, store_tx_t *tx) {
    int64_t count = scan_count(tx, scan->source->sql_count, NULL);
    scan->facts = ARENA_ARRAY(scan->arena, duplicate_facts_t, (size_t)count + 1);
    scan->fact_count = 0;
    store_statement_t *rows = store_query(tx, scan->source->sql_all, "");
    while ((int64_t)scan->fact_count < count && store_step(rows)) {
        const duplicate_input_t input = duplicate_input_of_row(scan->source, rows);
        duplicate_facts_t *facts = &scan->facts[scan->fact_count++];
        *facts = duplicate_facts(scan->arena, scan->scratch, &input);
        facts->id = store_column_int(rows, 0);
        arena_clear(scan->scratch);
    }
    store_end(rows);
}

static void scan_read_known(scan_t *scan, store_tx_t *tx) {
    const char *type = scan->source->type;
    key_rows_t *keys = &scan->known_keys;
    duplicate_pairs_t *pairs = &scan->known_pairs;
    *keys = (key_rows_t){ARENA_ARRAY(scan->arena, key_row_t, (size_t)scan_count(tx, SQL_COUNT_KEYS, type) + 1), 0};
    store_statement_t *rows = store_query(tx, SQL_KEYS, "t", type);
    while (store_step(rows))
        keys->items[keys->count++] = (key_row_t){store_column_int(rows, 0), store_column_int(rows, 1)};
    store_end(rows);
    size_t most = (size_t)scan_count(tx, SQL_COUNT_PAIRS, type) + 1;
    *pairs = (duplicate_pairs_t){.items = ARENA_ARRAY(scan->arena, duplicate_pair_t, most)};
    rows = store_query(tx, SQL_PAIRS, "t", type);
    while (store_step(rows))
        pairs->items[pairs->count++] =
            (duplicate_pair_t){store_column_int(rows, 0), store_column_int(rows, 1), (int)store_column_int(rows, 2),
                               (unsigned)store_column_int(rows, 3)};
    store_end(rows);
}

/* One snapshot for both, so that what is written meanwhile is neither taken for missing nor for surplus. */
static bool scan_read(store_tx_t *tx, void *argument) {
    scan_t *scan = argument;
    arena_clear(scan->arena);
    scan_read_facts(scan, tx);
    scan_read_known(scan, tx);
    return !store_failed(tx);
}

static int key_compare(const void *a, const void *b) {
    const key_row_t *left = a, *right = b;
    if (left->key != right->key) return left->key < right->key ? -1 : 1;
    return (left->record_id > right->record_id) - (left->record_id < right->record_id);
}

static key_rows_t scan_keys(const scan_t *scan) {
    key_rows_t keys = {ARENA_ARRAY(scan->arena, key_row_t, scan->fact_count * DUPLICATE_KEYS + 1), 0};
    for (size_t i = 0; i < scan->fact_count; i++)
        for (size_t j = 0; j < scan->facts[i].key_count; j++)
            keys.items[keys.count++] = (key_row_t){scan->facts[i].keys[j], scan->facts[i].id};
    qsort(keys.items, keys.count, sizeof *keys.items, key_compare);
    return keys;
}

static void scan_compare_keys(scan_t *scan) {
    const key_rows_t wanted = scan_keys(scan), *known = &scan->known_keys;
    scan->missing = (key_rows_t){ARENA_ARRAY(scan->arena, key_row_t, wanted.count + 1), 0};
    scan->surplus = (key_rows_t){ARENA_ARRAY(scan->arena, key_row_t, known->count + 1), 0};
    for (size_t i = 0, j = 0; i < wanted.count || j < known->count;) {
        int order = i == wanted.count ? 1 : j == known->count ? -1 : key_compare(&wanted.items[i], &known->items[j]);
        if (order < 0) scan->missing.items[scan->missing.count++] = wanted.items[i];
        if (order > 0) scan->surplus.items[scan->surplus.count++] = known->items[j];
        i += order <= 0;
        j += order >= 0;
    }
}

static int pair_order(const duplicate_pair_t *left, const duplicate_pair_t *right) {
    if (left->low != right->low) return left->low < right->low ? -1 : 1;
    return (left->high > right->high) - (left->high < right->high);
}

/* Leaves in `pairs` what is new or has another score. */
static void scan_compare_pairs(scan_t *scan) {
    duplicate_pairs_t *found = &scan->pairs;
    const duplicate_pairs_t *known = &scan->known_pairs;
    size_t kept = 0;
    scan->gone = (duplicate_pairs_t){.items = ARENA_ARRAY(scan->arena, duplicate_pair_t, known->count + 1)};
    for (size_t i = 0, j = 0; i < found->count || j < known->count;) {
        int order = i == found->count ? 1 : j == known->count ? -1 : pair_order(&found->items[i], &known->items[j]);
        if (order > 0) scan->gone.items[scan->gone.count++] = known->items[j];
        bool same = order == 0 && found->items[i].score == known->items[j].score &&
                    found->items[i].reasons == known->items[j].reasons;
        if (order <= 0 && !same) found->items[kept++] = found->items[i];
        i += order <= 0;
        j += order >= 0;
    }
    found->count = kept;
}

static bool write_missing_rows(scan_t *scan, store_tx_t *tx, const key_row_t *rows, size_t count) {
    store_value_t values[1 + 2 * ROWS_AT_ONCE] = {{.kind = STORE_TEXT, .text = scan->source->type}};
    text_t sql = text_create(scan->scratch, SQL_LIMIT);
    text_add(&sql, "INSERT INTO duplicate_key (record_type, key, record_id) VALUES ");
    for (size_t i = 0; i < count; i++) {
        text_add_format(&sql, "%s($1, $%zu, $%zu)", i > 0 ? ", " : "", 2 * i + 2, 2 * i + 3);
        values[2 * i + 1] = (store_value_t){.kind = STORE_INT, .number = rows[i].key};
        values[2 * i + 2] = (store_value_t){.kind = STORE_INT, .number = rows[i].record_id};
    }
    text_add(&sql, " ON CONFLICT (record_type, key, record_id) DO NOTHING");
    store_statement_t *insert = store_query_values(tx, sql.data, values, 1 + 2 * count);
    while (store_step(insert)) continue;
    return store_end(insert);
}

static size_t chunk_end(const scan_t *scan, size_t count) {
    return scan->from + CHUNK_ROWS < count ? scan->from + CHUNK_ROWS : count;
}

static bool write_missing(store_tx_t *tx, void *argument) {
    scan_t *scan = argument;
    size_t until = chunk_end(scan, scan->missing.count);
    arena_clear(scan->scratch);
    for (size_t at = scan->from; at < until; at += ROWS_AT_ONCE) {
        size_t count = until - at < ROWS_AT_ONCE ? until - at : ROWS_AT_ONCE;
        if (!write_missing_rows(scan, tx, &scan->missing.items[at], count)) return false;
    }
    return true;
}

static bool write_surplus(store_tx_t *tx, void *argument) {
    const scan_t *scan = argument;
    for (size_t i = scan->from; i < chunk_end(scan, scan->surplus.count); i++)
        store_run(tx, NULL, SQL_FORGET_KEY, "tii", scan->source->type, scan->surplus.items[i].key,
                  scan->surplus.items[i].record_id);
    return !store_failed(tx);
}

static bool write_pairs(store_tx_t *tx, void *argument) {
    const scan_t *scan = argument;
    for (size_t i = scan->from; i < chunk_end(scan, scan->pairs.count); i++) {
        const duplicate_pair_t *pair = &scan->pairs.items[i];
        store_run(tx, NULL, SQL_KEEP_PAIR, "tiiii", scan->source->type, pair->low, pair->high, (int64_t)pair->score,
                  (int64_t)pair->reasons);
    }
    return !store_failed(tx);
}

static bool write_gone(store_tx_t *tx, void *argument) {
    const scan_t *scan = argument;
    for (size_t i = scan->from; i < chunk_end(scan, scan->gone.count); i++)
        store_run(tx, NULL, SQL_FORGET_PAIR, "tii", scan->source->type, scan->gone.items[i].low,
                  scan->gone.items[i].high);
    return !store_failed(tx);
}

static bool scan_write(scan_t *scan, store_work_t work, size_t count, int begin, int share) {
    for (scan->from = 0; scan->from < count; scan->from += CHUNK_ROWS) {
        if (!scan_report(scan, scan->from, count, begin, share)) return true;
        if (!store_write(scan->store, work, scan, scan->problem)) return false;
    }
    return true;
}

static bool scan_run(scan_t *scan, duplicate_scan_figures_t *figures) {
    if (!scan_report(scan, 0, 1, 0, 20)) return true;
    if (!store_read(scan->store, scan_read, scan, scan->problem)) return false;
    scan->pairs = duplicate_pairs_find(scan->arena, scan->facts, scan->fact_count, scan_compared, scan);
    if (scan->stopped) return true;
    figures->records += (int64_t)scan->fact_count;
    figures->compared += (int64_t)scan->pairs.compared;
    figures->pairs += (int64_t)scan->pairs.count;
    scan_compare_keys(scan);
    scan_compare_pairs(scan);
    return scan_write(scan, write_missing, scan->missing.count, 50, 30) &&
           scan_write(scan, write_surplus, scan->surplus.count, 80, 5) &&
           scan_write(scan, write_gone, scan->gone.count, 85, 5) &&
           scan_write(scan, write_pairs, scan->pairs.count, 90, 10) &&
           (scan->stopped || scan_report(scan, 1, 1, STEPS, 0) || scan->stopped);
}

bool duplicate_scan(store_t *store, const duplicate_watch_t *watch, duplicate_scan_figures_t *figures,
                    problem_t *problem) {
    bool ok = true;
    duplicate_scan_figures_t counted = {0};
    scan_t scan = {
        .store = store, .watch = watch, .problem = problem, .arena = arena_create(), .scratch = arena_create()};
    scan.total = (int64_t)DUPLICATE_SOURCE_COUNT * STEPS;
    for (size_t i = 0; ok && !scan.stopped && i < DUPLICATE_SOURCE_COUNT; i++) {
        scan.source = &DUPLICATE_SOURCES[i];
        scan.offset = (int64_t)i * STEPS;
        ok = scan_run(&scan, &counted);
    }
    arena_destroy(scan.scratch);
    arena_destroy(scan.arena);
    if (figures != NULL) *figures = counted;
    return ok;
}
