#include "customer/quick_log_names.h"

#include "base/text.h"
#include "catalogue/words.h"
#include "customer/quick_log_candidates.h"

/* Weights of an answer: words of the name first, then how well and what speaks for it besides. */
enum {
    WORD = 100,
    EXACT = 20,
    WHOLE = 15, /* nothing of the name was left out */
    SAME_ACCOUNT = 30,
    OTHER_WORD = 35, /* the account's name stands in the line, too */
    MINE = 5,
    STILL_OPEN = 12,
    LOOKED_AT = 48 /* best answers whose details are read */
};

typedef struct answer {
    const candidate_t *candidate;
    size_t first, last; /* words of the line */
    int score;
    quick_option_t option;
} answer_t;

typedef struct finder {
    context_t *context;
    const quick_line_t *line;
    candidates_t candidates;
    bool taken[QUICK_WORDS];
    words_set_t told;   /* words that told namesakes apart: of their account, of their job */
    int64_t account_id; /* of the page, then of whom is named */
    answer_t *answers;  /* LOOKED_AT of them */
    size_t count;
} finder_t;

static int words_counted(words_set_t set) {
    return __builtin_popcount(set);
}

/* "@" is before accounts and "#" before deals only. */
static bool role_fits(quick_role_t role, const record_type_t *type) {
    if (text_equal(type->name, "opportunity")) return role == QUICK_DEAL;
    return role == QUICK_NAME || (role == QUICK_ACCOUNT && text_equal(type->name, "account"));
}

static bool finder_has(const finder_t *finder, const candidate_t *candidate, size_t word) {
    return !finder->taken[word] && role_fits(finder->line->words[word].role, candidate->type) &&
           candidates_has(&finder->candidates, candidate->title, word);
}

/* The longest run of words in one segment that the name has. */
static bool answer_run(const finder_t *finder, const candidate_t *candidate, answer_t *out) {
    const quick_line_t *line = finder->line;
    size_t best = 0;
    for (size_t i = 0; i < line->word_count; i++) {
        size_t end = i;
        while (end < line->word_count && line->words[end].segment == line->words[i].segment &&
               finder_has(finder, candidate, end))
            end++;
        if (end - i <= best) continue;
        best = end - i;
        *out = (answer_t){.candidate = candidate, .first = i, .last = end - 1};
    }
    return best > 0;
}

/* How well the words alone answer. */
static void answer_rate(const finder_t *finder, answer_t *answer) {
    const candidate_t *candidate = answer->candidate;
    words_set_t run = 0;
    for (size_t i = answer->first; i <= answer->last; i++) run |= finder->candidates.typed[i];
    answer->score = (int)(answer->last - answer->first + 1) * WORD + words_counted(candidate->exact & run) * EXACT;
    if (text_equal(candidate->type->name, "contact") && (candidate->other & ~run) != 0) answer->score += OTHER_WORD;
}

/* Keeps the best; the worst makes room. */
static void answers_keep(finder_t *finder, const answer_t *answer) {
    size_t place = finder->count;
    if (finder->count == LOOKED_AT) {
        place = 0;
        for (size_t i = 1; i < finder->count; i++)
            if (finder->answers[i].score < finder->answers[place].score) place = i;
        if (finder->answers[place].score >= answer->score) return;
    } else {
        finder->count++;
    }
    finder->answers[place] = *answer;
}

static void answers_collect(finder_t *finder) {
    int best = 0;
    finder->count = 0;
    for (size_t i = 0; i < CANDIDATE_SLOTS; i++) {
        answer_t answer;
        const candidate_t *candidate = &finder->candidates.slots[i];
        if (candidate->title == 0 || !answer_run(finder, candidate, &answer)) continue;
        answer_rate(finder, &answer);
        if (answer.score > best) best = answer.score;
        answers_keep(finder, &answer);
    }
    size_t kept = 0; /* what a whole word less cannot make up for is not looked at */
    for (size_t i = 0; i < finder->count; i++)
        if (finder->answers[i].score > best - WORD) finder->answers[kept++] = finder->answers[i];
    finder->count = kept;
}

static const char SQL_ENTRY[] = "SELECT title, subtitle FROM search_entry WHERE record_type = $1 AND record_id = $2";
static const char SQL_CONTACT[] = "SELECT account_id, owner_id, 0 FROM contact WHERE id = $1";
static const char SQL_OPPORTUNITY[] =
    "SELECT account_id, owner_id, CASE outcome WHEN 'open' THEN 1 ELSE 0 END FROM opportunity WHERE id = $1";

/* What speaks for a person or deal besides its name: where it belongs, and to whom. */
static bool answer_place(finder_t *finder, answer_t *answer, const char *sql) {
    context_t *context = finder->context;
    store_statement_t *row = store_query(context->tx, sql, "i", answer->option.id);
    if (store_step(row)) {
        answer->option.account_id = store_column_int(row, 0);
        if (answer->option.account_id != 0 && answer->option.account_id == finder->account_id)
            answer->score += SAME_ACCOUNT;
        if (store_column_int(row, 1) == context->actor->user_id && context->actor->user_id != 0) answer->score += MINE;
        if (store_column_int(row, 2) == 1) answer->score += STILL_OPEN;
    }
    return store_end(row) || context_done(context);
}

static bool answer_detail(finder_t *finder, answer_t *answer) {
    context_t *context = finder->context;
    const record_type_t *type = answer->candidate->type;
    answer->option = (quick_option_t){.type = type, .id = answer->candidate->id, .title = "", .subtitle = ""};
    store_statement_t *row = store_query(context->tx, SQL_ENTRY, "ti", type->name, answer->option.id);
    if (store_step(row)) {
        answer->option.title = arena_strdup(context->arena, store_column_text(row, 0));
        answer->option.subtitle = arena_strdup(context->arena, store_column_text(row, 1));
    }
    if (!store_end(row)) return context_done(context);
    int named = (int)words_of_query(context->arena, answer->option.title).count;
    int said = words_counted(answer->candidate->title);
    if (said >= named)
        answer->score += WHOLE;
    else if (text_equal(type->name, "account"))
        answer->score += WHOLE * said / named;
    if (text_equal(type->name, "account") && answer->option.id == finder->account_id) answer->score += SAME_ACCOUNT;
    if (text_equal(type->name, "contact")) return answer_place(finder, answer, SQL_CONTACT);
    if (text_equal(type->name, "opportunity")) return answer_place(finder, answer, SQL_OPPORTUNITY);
    return true;
}

static int answer_compare(const void *a, const void *b) {
    const answer_t *left = a, *right = b;
    if (left->score != right->score) return right->score - left->score;
    int order = strcmp(left->option.title, right->option.title);
    if (order == 0) order = strcmp(left->option.subtitle, right->option.subtitle);
    return order != 0 ? order : left->option.id < right->option.id ? -1 : 1;
}

static const char *words_typed(finder_t *finder, size_t first, size_t last) {
    const quick_word_t *words = finder->line->words;
    return arena_strndup(finder->context->arena, finder->line->head + words[first].start,
                         words[last].end - words[first].start);
}

/* The best answer, with all that are as good. */
static void name_take(finder_t *finder, quick_names_t *out) {
    const answer_t *best = &finder->answers[0];
    quick_name_t *name = &out->items[out->count++];
    *name = (quick_name_t){.typed = words_typed(finder, best->first, best->last),
                           .role = finder->line->words[best->first].role,
                           .last_word = best->last};
    for (size_t i = 0; i < finder->count && finder->answers[i].score == best->score; i++) {
        if (finder->answers[i].first != best->first || finder->answers[i].last != best->last) continue;
        if (name->option_count < QUICK_OPTIONS)
            name->options[name->option_count++] = finder->answers[i].option;
        else
            name->more = true;
    }
    for (size_t i = best->first; i <= best->last; i++) finder->taken[i] = true;
    const quick_option_t *option = &name->options[0];
    finder->told |= best->candidate->other;
    if (name->option_count > 1 || finder->account_id != 0) return;
    finder->account_id = text_equal(option->type->name, "account") ? option->id : option->account_id;
}

static bool names_match(finder_t *finder, quick_names_t *out) {
    while (out->count < QUICK_NAMES) {
        answers_collect(finder);
        if (finder->count == 0) return true;
        for (size_t i = 0; i < finder->count; i++)
            if (!answer_detail(finder, &finder->answers[i])) return false;
        qsort(finder->answers, finder->count, sizeof(answer_t), answer_compare);
        name_take(finder, out);
    }
    return true;
}

static bool word_is_told(const finder_t *finder, size_t word) {
    return finder->taken[word] || finder->candidates.typed[word] == 0 ||
           candidates_has(&finder->candidates, finder->told, word);
}

/* Words before the colon that name nothing known: one name per run of them in a segment. Without a colon they are what
 * was said. */
static void names_unknown(finder_t *finder, quick_names_t *out) {
    const quick_line_t *line = finder->line;
    if (line->text == NULL) return;
    for (size_t i = 0; i < line->word_count && out->count < QUICK_NAMES;) {
        size_t end = i;
        while (end < line->word_count && !word_is_told(finder, end) &&
               line->words[end].segment == line->words[i].segment)
            end++;
        if (end == i) {
            i++;
            continue;
        }
        out->items[out->count++] =
            (quick_name_t){.typed = words_typed(finder, i, end - 1),
                           .role = line->words[i].role,
                           .more = (finder->candidates.typed[i] & finder->candidates.common) != 0,
                           .last_word = end - 1};
        i = end;
    }
}

/* Common first names are looked for among the people of the account that the line or the page names. */
static bool common_gather(finder_t *finder) {
    if (finder->candidates.common == 0) return true;
    if (finder->account_id != 0 && !candidates_add_of_account(&finder->candidates, finder->account_id)) return false;
    size_t added = 0;
    for (size_t i = 0; i < CANDIDATE_SLOTS && added < 3; i++) {
        const candidate_t *candidate = &finder->candidates.slots[i];
        if (candidate->type == NULL || candidate->exact == 0 || !text_equal(candidate->type->name, "account")) continue;
        if ((candidate->exact & finder->candidates.common) != 0) continue;
        if (!candidates_add_of_account(&finder->candidates, candidate->id)) return false;
        added++;
    }
    return true;
}

bool quick_names_find(context_t *context, const quick_line_t *line, int64_t account_id, quick_names_t *out) {
    finder_t *finder = ARENA_NEW(context->arena, finder_t);
    *finder = (finder_t){.context = context, .line = line, .account_id = account_id};
    finder->answers = ARENA_ARRAY(context->arena, answer_t, LOOKED_AT);
    out->count = 0;
    if (!candidates_gather(context, line, &finder->candidates) || !common_gather(finder)) return false;
    if (!names_match(finder, out)) return false;
    names_unknown(finder, out);
    return true;
}
