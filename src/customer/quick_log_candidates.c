#include "customer/quick_log_candidates.h"

#include "base/text.h"
#include "catalogue/search.h"
#include "catalogue/words.h"

enum {
    TITLE_WEIGHT = 3, /* as the search index weighs words of a name */
    POSTINGS = 100,   /* of a word and type; a word that more records share is common */
    MEANT = 4,        /* words that a beginning or an error may mean */
    FEW = 40,         /* postings of each of these */
    NAMESAKES = 20,
    SHORTEST_BEGINNING = 3
};

static const char SQL_POSTINGS[] =
    "SELECT record_id, weight FROM search_word WHERE word = $1 AND record_type = $2 ORDER BY record_id LIMIT $3";

/* Answered by the index alone, where the weights stand in the rows. */
static const char SQL_IS_COMMON[] =
    "SELECT count(*) FROM (SELECT 1 FROM search_word WHERE word = $1 AND record_type = $2 "
    "LIMIT $3) AS found";

static const char SQL_NAMESAKES[] =
    "SELECT id, name FROM contact WHERE lower(name) >= $1 AND lower(name) < $2 "
    "AND archived_at IS NULL ORDER BY lower(name), id LIMIT $3";

static const char SQL_OF_ACCOUNT[] =
    "SELECT c.id FROM contact AS c WHERE c.account_id = $2 AND EXISTS (SELECT 1 FROM search_word AS w "
    "WHERE w.word = $1 AND w.record_type = 'contact' AND w.record_id = c.id AND w.weight >= 3)";

static candidate_t *candidates_find(candidates_t *candidates, const record_type_t *type, int64_t id) {
    size_t slot = ((size_t)id * 2654435761u ^ (size_t)type->name[0] * 40503u) % CANDIDATE_SLOTS;
    for (;; slot = (slot + 1) % CANDIDATE_SLOTS) {
        candidate_t *candidate = &candidates->slots[slot];
        if (candidate->type == type && candidate->id == id) return candidate;
        if (candidate->type != NULL) continue;
        if (candidates->count == CANDIDATES_MOST) return NULL;
        candidates->count++;
        *candidate = (candidate_t){.type = type, .id = id};
        return candidate;
    }
}

typedef struct posting {
    const record_type_t *type;
    const char *word;
    words_set_t bit;
    bool exact;
    int64_t limit;
} posting_t;

static void posting_add(candidates_t *candidates, const posting_t *posting, int64_t id, bool title) {
    candidate_t *candidate = candidates_find(candidates, posting->type, id);
    if (candidate == NULL) return;
    if (title) candidate->title |= posting->bit;
    if (!title) candidate->other |= posting->bit;
    if (title && posting->exact) candidate->exact |= posting->bit;
}

/* `in_title` grows by the records that have the word in their name. */
static bool postings_read(candidates_t *candidates, const posting_t *posting, int64_t *in_title) {
    context_t *context = candidates->context;
    store_statement_t *rows =
        store_query(context->tx, SQL_POSTINGS, "tti", posting->word, posting->type->name, posting->limit);
    while (store_step(rows)) {
        bool title = store_column_int(rows, 1) >= TITLE_WEIGHT;
        if (title) ++*in_title;
        posting_add(candidates, posting, store_column_int(rows, 0), title);
    }
    return store_end(rows) || context_done(context);
}

/* Of a word that is common nothing is kept: some of many would be a guess. */
static bool postings_read_few(candidates_t *candidates, const posting_t *posting, int64_t *in_title) {
    int64_t count = 0;
    context_t *context = candidates->context;
    if (!store_get_int(context->tx, &count, SQL_IS_COMMON, "tti", posting->word, posting->type->name,
                       posting->limit + 1))
        return context_done(context);
    if (count <= posting->limit) return count == 0 || postings_read(candidates, posting, in_title);
    candidates->common |= posting->bit;
    *in_title += count;
    return true;
}

/* The types that a word may name by its role. */
static size_t role_types(quick_role_t role, const record_type_t **out) {
    if (role == QUICK_DEAL) {
        out[0] = catalogue_find("opportunity");
        return 1;
    }
    out[0] = catalogue_find("account");
    out[1] = catalogue_find("contact"); /* an account's words tell its people apart, too */
    out[2] = catalogue_find("user");
    return role == QUICK_ACCOUNT ? 2 : 3;
}

static bool may_be_beginning(const char *word) {
    return (unsigned char)word[0] >= 0x80 || text_characters(word) >= SHORTEST_BEGINNING;
}

/* What begins like the word or differs from it by an error. */
static bool word_gather_meant(candidates_t *candidates, size_t word, quick_role_t role, int64_t *in_title) {
    const record_type_t *types[3];
    const char *meant[MEANT];
    size_t count = 0, type_count = role_types(role, types);
    const char *typed = candidates->words[word];
    if (!may_be_beginning(typed)) return true;
    if (!search_meant(candidates->context, typed, MEANT, meant, &count)) return false;
    for (size_t i = 0; i < count; i++)
        for (size_t j = 0; j < type_count; j++) {
            const posting_t posting = {types[j], meant[i], (words_set_t)1 << word, false, FEW};
            if (!postings_read(candidates, &posting, in_title)) return false;
        }
    return true;
}

static bool word_gather(candidates_t *candidates, size_t word, quick_role_t role, int64_t *in_title) {
    const record_type_t *types[3];
    size_t type_count = role_types(role, types);
    for (size_t i = 0; i < type_count; i++) {
        const posting_t posting = {types[i], candidates->words[word], (words_set_t)1 << word, true, POSTINGS};
        if (!postings_read_few(candidates, &posting, in_title)) return false;
    }
    return *in_title > 0 || word_gather_meant(candidates, word, role, in_title);
}

/* People whose whole name begins with these two words of the line, by the index of names. */
static bool namesakes_read(candidates_t *candidates, size_t first) {
    context_t *context = candidates->context;
    const quick_word_t *words = &candidates->line->words[first];
    const char *name = text_lower(context->arena, arena_printf(context->arena, "%s %s", words[0].text, words[1].text));
    const char *behind = arena_printf(context->arena, "%s\xF4\x8F\xBF\xBF", name);
    store_statement_t *rows = store_query(context->tx, SQL_NAMESAKES, "tti", name, behind, (int64_t)NAMESAKES);
    while (store_step(rows)) {
        candidate_t *candidate = candidates_find(candidates, catalogue_find("contact"), store_column_int(rows, 0));
        if (candidate == NULL) continue;
        candidate->title |= candidates->typed[first] | candidates->typed[first + 1];
        candidate->exact |= candidates->typed[first];
        if (strlen(store_column_text(rows, 1)) == strlen(name)) candidate->exact |= candidates->typed[first + 1];
    }
    return store_end(rows) || context_done(context);
}

/* Where both words are common, postings cannot tell who has both. */
static bool namesakes_gather(candidates_t *candidates) {
    const quick_line_t *line = candidates->line;
    for (size_t i = 0; i + 1 < line->word_count; i++) {
        bool both = (candidates->typed[i] & candidates->common) != 0 && line->words[i].role == QUICK_NAME &&
                    line->words[i].segment == line->words[i + 1].segment;
        if (both && !namesakes_read(candidates, i)) return false;
    }
    return true;
}

bool candidates_add_of_account(candidates_t *candidates, int64_t account_id) {
    context_t *context = candidates->context;
    for (size_t i = 0; i < candidates->word_count; i++) {
        words_set_t bit = (words_set_t)1 << i;
        if ((candidates->common & bit) == 0) continue;
        store_statement_t *rows = store_query(context->tx, SQL_OF_ACCOUNT, "ti", candidates->words[i], account_id);
        while (store_step(rows)) {
            candidate_t *candidate = candidates_find(candidates, catalogue_find("contact"), store_column_int(rows, 0));
            if (candidate == NULL) continue;
            candidate->title |= bit;
            candidate->exact |= bit;
        }
        if (!store_end(rows)) return context_done(context);
    }
    return true;
}

bool candidates_has(const candidates_t *candidates, words_set_t set, size_t word) {
    words_set_t typed = candidates->typed[word];
    return typed != 0 && (set & typed) == typed;
}

/* The words as search compares them; what has no letter names nothing. */
static void candidates_read_words(candidates_t *candidates) {
    const quick_line_t *line = candidates->line;
    for (size_t i = 0; i < line->word_count; i++) {
        words_t words = words_of_query(candidates->context->arena, line->words[i].text);
        for (size_t j = 0; j < words.count && candidates->word_count < CANDIDATE_WORDS; j++) {
            candidates->typed[i] |= (words_set_t)1 << candidates->word_count;
            candidates->words[candidates->word_count++] = words.items[j].text;
        }
    }
}

bool candidates_gather(context_t *context, const quick_line_t *line, candidates_t *out) {
    *out = (candidates_t){.context = context, .line = line};
    out->slots = ARENA_ARRAY(context->arena, candidate_t, CANDIDATE_SLOTS);
    candidates_read_words(out);
    bool named = false;
    for (size_t i = 0; i < line->word_count; i++) {
        int64_t in_title = 0;
        for (size_t j = 0; j < out->word_count; j++)
            if ((out->typed[i] >> j & 1) != 0 && !word_gather(out, j, line->words[i].role, &in_title)) return false;
        if (in_title > 0) named = true;
        if (in_title == 0 && named && line->text == NULL) break;
    }
    return out->common == 0 || namesakes_gather(out);
}
