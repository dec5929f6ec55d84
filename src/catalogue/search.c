#include "catalogue/search.h"

#include "base/text.h"
#include "catalogue/words.h"

#include <assert.h>

enum {
    TITLE_WEIGHT = 3,
    OTHER_WEIGHT = 1,
    ROWS_AT_ONCE = 8,
    KNOWN_WORDS = 200, /* that differ from what was typed by an error or two */
    CANDIDATES = 400,  /* records that are scored */
    ENOUGH = 20,       /* of them that make typing errors unlikely */
    EXACT = 30,
    BEGINNING = 20,
    CORRECTED = 10,
    IN_TITLE = 5
};

static const char SQL_FORGET_WORDS[] = "DELETE FROM search_word WHERE record_type = $1 AND record_id = $2";
static const char SQL_FORGET_ENTRY[] = "DELETE FROM search_entry WHERE record_type = $1 AND record_id = $2";

static const char SQL_ENTRY[] =
    "INSERT INTO search_entry (record_type, record_id, title, subtitle) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (record_type, record_id) DO UPDATE SET title = excluded.title, subtitle = excluded.subtitle";

static const char SQL_WORD[] = "INSERT INTO search_word (record_type, record_id, word, weight) VALUES ($1, $2, $3, $4)";

static const char SQL_WORDS[] =
    "INSERT INTO search_word (record_type, record_id, word, weight) VALUES ($1, $2, $3, $4), ($1, $2, $5, $6), "
    "($1, $2, $7, $8), ($1, $2, $9, $10), ($1, $2, $11, $12), ($1, $2, $13, $14), ($1, $2, $15, $16), "
    "($1, $2, $17, $18)";

static const char SQL_IS_KNOWN[] = "SELECT count(*) FROM search_known WHERE word = $1";
static const char SQL_KNOW[] = "INSERT INTO search_known (word) VALUES ($1) ON CONFLICT (word) DO NOTHING";

static const char SQL_VARIANT[] =
    "INSERT INTO search_variant (variant, word) VALUES ($1, $2) ON CONFLICT (variant, word) DO NOTHING";

static void search_collect_field(words_t *words, const field_t *field, const value_t *value, int weight) {
    if (value->null) return;
    if (field->type == FIELD_REFERENCE) {
        if (value->title != NULL) words_add(words, value->title, weight);
    } else if (field->type == FIELD_PHONE) {
        words_add_digits(words, value->text, weight);
    } else if (value->text != NULL) {
        words_add(words, value->text, weight);
    }
}

static words_t search_collect(arena_t *arena, const record_t *record) {
    words_t words = words_create(arena);
    const record_type_t *type = record->type;
    int title = type_field_index(type, type->title);
    search_collect_field(&words, &type->fields[title], &record->values[title], TITLE_WEIGHT);
    for (size_t i = 0; i < type->field_count; i++)
        if ((int)i != title && (type->fields[i].flags & FIELD_SEARCHABLE) != 0)
            search_collect_field(&words, &type->fields[i], &record->values[i], OTHER_WEIGHT);
    return words;
}

static void search_write_words(context_t *context, const record_t *record, const words_t *words) {
    size_t i = 0;
    for (; i + ROWS_AT_ONCE <= words->count; i += ROWS_AT_ONCE) {
        store_value_t values[2 + 2 * ROWS_AT_ONCE] = {{.kind = STORE_TEXT, .text = record->type->name},
                                                      {.kind = STORE_INT, .number = record->id}};
        for (size_t j = 0; j < ROWS_AT_ONCE; j++) {
            values[2 + 2 * j] = (store_value_t){.kind = STORE_TEXT, .text = words->items[i + j].text};
            values[3 + 2 * j] = (store_value_t){.kind = STORE_INT, .number = words->items[i + j].weight};
        }
        store_statement_t *insert =
            store_query_values(context->tx, SQL_WORDS, values, sizeof values / sizeof values[0]);
        while (store_step(insert)) continue;
        if (!store_end(insert)) return;
    }
    for (; i < words->count; i++)
        store_run(context->tx, NULL, SQL_WORD, "titi", record->type->name, record->id, words->items[i].text,
                  (int64_t)words->items[i].weight);
}

static void search_know(context_t *context, const char *word) {
    const char *variants[WORD_VARIANTS];
    int64_t known = 0;
    if (!store_get_int(context->tx, &known, SQL_IS_KNOWN, "t", word) || known > 0) return;
    store_run(context->tx, NULL, SQL_KNOW, "t", word);
    if (!word_is_correctable(word)) return;
    size_t count = word_variants(context->arena, word, variants);
    for (size_t i = 0; i < count; i++) store_run(context->tx, NULL, SQL_VARIANT, "tt", variants[i], word);
}

static const char *search_subtitle(const record_t *record) {
    if (record->type->subtitle == NULL) return "";
    const value_t *value = record_value(record, record->type->subtitle);
    const field_t *field = type_field(record->type, record->type->subtitle);
    const char *text = field->type == FIELD_REFERENCE ? value->title : value->text;
    return value->null || text == NULL ? "" : text;
}

bool search_forget(context_t *context, const record_type_t *type, int64_t id) {
    store_run(context->tx, NULL, SQL_FORGET_WORDS, "ti", type->name, id);
    store_run(context->tx, NULL, SQL_FORGET_ENTRY, "ti", type->name, id);
    return context_done(context);
}

bool search_index(context_t *context, const record_t *record) {
    if (record->archived_at != 0) return search_forget(context, record->type, record->id);
    if (record->version > 1) store_run(context->tx, NULL, SQL_FORGET_WORDS, "ti", record->type->name, record->id);
    words_t words = {0};
    if (!record->type->unsearched) words = search_collect(context->arena, record);
    store_run(context->tx, NULL, SQL_ENTRY, "titt", record->type->name, record->id,
              record_title(context->arena, record), search_subtitle(record));
    search_write_words(context, record, &words);
    for (size_t i = 0; i < words.count && !store_failed(context->tx); i++) search_know(context, words.items[i].text);
    return context_done(context);
}

/* Known words that one word of the query may have meant. */
typedef struct matches {
    const char *words[KNOWN_WORDS];
    size_t count;
} matches_t;

static void matches_add(matches_t *matches, const char *word) {
    for (size_t i = 0; i < matches->count; i++)
        if (text_equal(matches->words[i], word)) return;
    if (matches->count == KNOWN_WORDS) return;
    matches->words[matches->count++] = word;
}

/* How well a word of a record answers a word of the query; 0: not at all. */
static int search_quality(const char *typed, const char *word) {
    if (text_equal(typed, word)) return EXACT;
    if (text_starts_with(word, typed)) return BEGINNING;
    if (!word_is_correctable(typed) || !word_is_correctable(word)) return 0;
    return word_distance(typed, word) <= (text_characters(typed) >= 8 ? 2 : 1) ? CORRECTED : 0;
}

static const char SQL_NEAR[] =
    "SELECT DISTINCT word FROM search_variant WHERE variant IN ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
    "ORDER BY word LIMIT 400";

static const char SQL_SAME_START[] =
    "SELECT word FROM search_known WHERE word >= $1 AND word < $2 ORDER BY word LIMIT 1000";

/* The least text that is greater than all that begin with `start`: no character is behind U+10FFFF. */
static const char *search_behind(arena_t *arena, const char *start) {
    return arena_printf(arena, "%s\xF4\x8F\xBF\xBF", start);
}

static bool search_match_rows(context_t *context, store_statement_t *rows, const char *typed, matches_t *out) {
    while (store_step(rows)) {
        const char *word = store_column_text(rows, 0);
        if (search_quality(typed, word) > 0) matches_add(out, arena_strdup(context->arena, word));
    }
    return store_end(rows) || context_done(context);
}

static bool search_match_near(context_t *context, const char *typed, matches_t *out) {
    const char *variants[WORD_VARIANTS];
    store_value_t values[WORD_VARIANTS];
    size_t count = word_variants(context->arena, typed, variants);
    for (size_t i = 0; i < WORD_VARIANTS; i++)
        values[i] = (store_value_t){.kind = STORE_TEXT, .text = variants[i < count ? i : 0]};
    return search_match_rows(context, store_query_values(context->tx, SQL_NEAR, values, WORD_VARIANTS), typed, out);
}

/* A word that is still being typed, with an error behind its second letter. */
static bool search_match_start(context_t *context, const char *typed, matches_t *out) {
    size_t bytes = 0;
    for (int characters = 0; characters < 2 && typed[bytes] != '\0'; characters++) {
        bytes++;
        while (((unsigned char)typed[bytes] & 0xC0) == 0x80) bytes++;
    }
    const char *start = arena_strndup(context->arena, typed, bytes);
    return search_match_rows(
        context, store_query(context->tx, SQL_SAME_START, "tt", start, search_behind(context->arena, start)), typed,
        out);
}

/* Known words that differ from what was typed by an error or two. */
static bool search_correct(context_t *context, const char *typed, matches_t *out) {
    *out = (matches_t){.count = 0};
    if (!word_is_correctable(typed)) return true;
    return search_match_near(context, typed, out) && (out->count > 0 || search_match_start(context, typed, out));
}

typedef struct candidate {
    const record_type_t *type;
    int64_t id;
    int score;
} candidate_t;

typedef struct search {
    context_t *context;
    words_t query;
    const record_type_t *type; /* NULL: all */
    size_t driver;             /* the word of the query that finds the candidates */
    candidate_t *candidates;
    size_t count;
} search_t;

static const char SQL_POSTINGS[] =
    "SELECT record_type, record_id, weight, word FROM search_word WHERE word >= $1 AND word < $2 "
    "ORDER BY word, record_type, record_id LIMIT 400";

static const char SQL_POSTINGS_OF_TYPE[] =
    "SELECT record_type, record_id, weight, word FROM search_word WHERE word >= $1 AND word < $2 AND record_type = $3 "
    "ORDER BY word, record_id LIMIT 400";

static const char SQL_COUNT_POSTINGS[] =
    "SELECT count(*) FROM (SELECT 1 FROM search_word WHERE word >= $1 AND word < $2 LIMIT 500) AS found";

static const char SQL_WORDS_OF[] = "SELECT word, weight FROM search_word WHERE record_type = $1 AND record_id = $2";

/* The rarest word of the query; a mistyped one, found nowhere, counts as rare. */
static bool search_choose_driver(search_t *search) {
    context_t *context = search->context;
    int64_t fewest = INT64_MAX;
    for (size_t i = 0; i < search->query.count; i++) {
        const char *word = search->query.items[i].text;
        int64_t count = 0;
        if (!store_get_int(context->tx, &count, SQL_COUNT_POSTINGS, "tt", word, search_behind(context->arena, word)))
            return context_done(context);
        if (count >= fewest) continue;
        fewest = count;
        search->driver = i;
    }
    return true;
}

static void search_add_candidate(search_t *search, const record_type_t *type, int64_t id, int score) {
    for (size_t i = 0; i < search->count; i++) {
        candidate_t *known = &search->candidates[i];
        if (known->type != type || known->id != id) continue;
        if (score > known->score) known->score = score;
        return;
    }
    if (type == NULL || search->count == CANDIDATES) return;
    search->candidates[search->count++] = (candidate_t){type, id, score};
}

/* The records of all words from `from` to before `until`. */
static bool search_collect_range(search_t *search, const char *from, const char *until) {
    context_t *context = search->context;
    const char *typed = search->query.items[search->driver].text;
    store_statement_t *rows =
        search->type == NULL ? store_query(context->tx, SQL_POSTINGS, "tt", from, until)
                             : store_query(context->tx, SQL_POSTINGS_OF_TYPE, "ttt", from, until, search->type->name);
    while (store_step(rows)) {
        int bonus = store_column_int(rows, 2) >= TITLE_WEIGHT ? IN_TITLE : 0;
        search_add_candidate(search, catalogue_find(store_column_text(rows, 0)), store_column_int(rows, 1),
                             search_quality(typed, store_column_text(rows, 3)) + bonus);
    }
    return store_end(rows) || context_done(context);
}

/* What begins as typed; only when that is little, what was meant instead. */
static bool search_collect_candidates(search_t *search) {
    matches_t corrected;
    context_t *context = search->context;
    const char *typed = search->query.items[search->driver].text;
    if (!search_collect_range(search, typed, search_behind(context->arena, typed))) return false;
    if (search->count >= ENOUGH) return true;
    if (!search_correct(context, typed, &corrected)) return false;
    for (size_t i = 0; i < corrected.count && search->count < CANDIDATES; i++) {
        const char *word = corrected.words[i];
        if (!search_collect_range(search, word, arena_printf(context->arena, "%s\x01", word))) return false;
    }
    return true;
}

/* Adds what the other words of the query are worth in this record; a word that it lacks drops it. */
static bool search_score_others(search_t *search, candidate_t *candidate) {
    context_t *context = search->context;
    int *best = ARENA_ARRAY(context->arena, int, search->query.count);
    store_statement_t *rows = store_query(context->tx, SQL_WORDS_OF, "ti", candidate->type->name, candidate->id);
    while (store_step(rows)) {
        int bonus = store_column_int(rows, 1) >= TITLE_WEIGHT ? IN_TITLE : 0;
        for (size_t i = 0; i < search->query.count; i++) {
            int quality = search_quality(search->query.items[i].text, store_column_text(rows, 0));
            if (quality > 0 && quality + bonus > best[i]) best[i] = quality + bonus;
        }
    }
    if (!store_end(rows)) return context_done(context);
    for (size_t i = 0; i < search->query.count; i++) {
        if (i == search->driver) continue;
        candidate->score = best[i] > 0 && candidate->score > 0 ? candidate->score + best[i] : 0;
    }
    return true;
}

static int search_compare(const void *a, const void *b) {
    const candidate_t *left = a, *right = b;
    if (left->score != right->score) return right->score - left->score;
    if (left->type != right->type) return strcmp(left->type->name, right->type->name);
    return (left->id > right->id) - (left->id < right->id);
}

static bool search_run(search_t *search) {
    search->candidates = ARENA_ARRAY(search->context->arena, candidate_t, CANDIDATES);
    if (search->query.count == 0) return true;
    if (!search_choose_driver(search) || !search_collect_candidates(search)) return false;
    for (size_t i = 0; i < search->count && search->query.count > 1; i++)
        if (!search_score_others(search, &search->candidates[i])) return false;
    if (search->count > 0) qsort(search->candidates, search->count, sizeof(candidate_t), search_compare);
    while (search->count > 0 && search->candidates[search->count - 1].score == 0) search->count--;
    return true;
}

static const char SQL_TITLE[] = "SELECT title, subtitle FROM search_entry WHERE record_type = $1 AND record_id = $2";

bool search_find(context_t *context, const char *words, const record_type_t *type, size_t limit, search_hit_t **out,
                 size_t *count) {
    search_t search = {.context = context, .query = words_of_query(context->arena, words), .type = type};
    if (!search_run(&search)) return false;
    search_hit_t *hits = ARENA_ARRAY(context->arena, search_hit_t, limit);
    size_t found = 0;
    for (size_t i = 0; i < search.count && found < limit; i++) {
        const candidate_t *candidate = &search.candidates[i];
        store_statement_t *row = store_query(context->tx, SQL_TITLE, "ti", candidate->type->name, candidate->id);
        if (store_step(row))
            hits[found++] =
                (search_hit_t){candidate->type, candidate->id, arena_strdup(context->arena, store_column_text(row, 0)),
                               arena_strdup(context->arena, store_column_text(row, 1)), candidate->score};
        if (!store_end(row)) return context_done(context);
    }
    *out = hits;
    *count = found;
    return true;
}

bool search_ids(context_t *context, const char *words, const record_type_t *type, size_t limit, int64_t **out,
                size_t *count) {
    search_t search = {.context = context, .query = words_of_query(context->arena, words), .type = type};
    if (!search_run(&search)) return false;
    size_t kept = search.count < limit ? search.count : limit;
    int64_t *ids = ARENA_ARRAY(context->arena, int64_t, kept);
    for (size_t i = 0; i < kept; i++) ids[i] = search.candidates[i].id;
    *out = ids;
    *count = kept;
    return true;
}

static const char SQL_BEGINNING[] =
    "SELECT word FROM search_known WHERE word >= $1 AND word < $2 ORDER BY word LIMIT 50";

bool search_meant(context_t *context, const char *typed, size_t limit, const char **out, size_t *count) {
    matches_t *found = ARENA_NEW(context->arena, matches_t);
    store_statement_t *rows =
        store_query(context->tx, SQL_BEGINNING, "tt", typed, search_behind(context->arena, typed));
    if (!search_match_rows(context, rows, typed, found)) return false;
    if (found->count == 0 && word_is_correctable(typed) && !search_match_near(context, typed, found)) return false;
    *count = found->count < limit ? found->count : limit;
    for (size_t i = 0; i < *count; i++) out[i] = found->words[i];
    return true;
}
