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
    OTHER_WORD = 70, /* the account's name stands in the line, too */
    MINE = 5,
    STILL_OPEN = 12,
    DETAILS = WHOLE + SAME_ACCOUNT + MINE + STILL_OPEN, /* the most that details add */
    LOOKED_AT = 32,                                     /* best answers whose details are read */
    ACCOUNTS_LOOKED_AT = 40                             /* for people with common names */
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
    size_t kept = 0; /* what details cannot make up for is not looked at */
    for (size_t i = 0; i < finder->count; i++)
        if (finder->answers[i].score > best - DETAILS) finder->answers[kept++] = finder->answers[i];
    finder->count = kept;
}

static const char SQL_ENTRY[] =
    "SELECT title, subtitle, NULL, NULL, 0 FROM search_entry WHERE record_type = $1 AND record_id = $2";
static const char SQL_CONTACT[] =
    "SELECT c.name, coalesce(a.name, ''), c.account_id, c.owner_id, 0 FROM contact AS c "
    "LEFT JOIN account AS a ON a.id = c.account_id WHERE c.id = $1";
static const char SQL_OPPORTUNITY[] =
    "SELECT o.name, coalesce(a.name, ''), o.account_id, o.owner_id, CASE o.outcome WHEN 'open' THEN 1 ELSE 0 END "
    "FROM opportunity AS o LEFT JOIN account AS a ON a.id = o.account_id WHERE o.id = $1";

static store_statement_t *answer_query(context_t *context, const candidate_t *candidate) {
    const char *type = candidate->type->name;
    if (text_equal(type, "contact")) return store_query(context->tx, SQL_CONTACT, "i", candidate->id);
    if (text_equal(type, "opportunity")) return store_query(context->tx, SQL_OPPORTUNITY, "i", candidate->id);
    return store_query(context->tx, SQL_ENTRY, "ti", type, candidate->id);
}

static bool answer_load(finder_t *finder, answer_t *answer) {
    context_t *context = finder->context;
    quick_option_t *option = &answer->option;
    *option = (quick_option_t){answer->candidate->type, answer->candidate->id, "", "", 0};
    store_statement_t *row = answer_query(context, answer->candidate);
    if (store_step(row)) {
        option->title = arena_strdup(context->arena, store_column_text(row, 0));
        option->subtitle = arena_strdup(context->arena, store_column_text(row, 1));
        option->account_id = store_column_int(row, 2);
        if (context->actor->user_id != 0 && store_column_int(row, 3) == context->actor->user_id) answer->score += MINE;
        if (store_column_int(row, 4) == 1) answer->score += STILL_OPEN;
    }
    return store_end(row) || context_done(context);
}

static bool title_has(const finder_t *finder, const words_t *title, size_t word) {
    const candidates_t *candidates = &finder->candidates;
    for (size_t i = 0; i < candidates->word_count; i++) {
        bool has = (candidates->typed[word] >> i & 1) == 0;
        for (size_t j = 0; j < title->count && !has; j++) has = text_equal(title->items[j].text, candidates->words[i]);
        if (!has) return false;
    }
    return candidates->typed[word] != 0;
}

/* Common words ("Tools") were not looked up; they belong to the name beside which they stand, where it has them. */
static void answer_extend(const finder_t *finder, answer_t *answer, const words_t *title) {
    const quick_word_t *words = finder->line->words;
    for (size_t next = answer->last + 1; next < finder->line->word_count; next++) {
        bool joined = words[next].segment == words[answer->last].segment && !finder->taken[next] &&
                      role_fits(words[next].role, answer->candidate->type);
        if (!joined || (finder->candidates.typed[next] & finder->candidates.common) == 0) return;
        if (!title_has(finder, title, next)) return;
        answer->last = next;
        answer->score += WORD + EXACT;
    }
}

/* What speaks for an answer besides the words that found it. */
static bool answer_detail(finder_t *finder, answer_t *answer) {
    if (!answer_load(finder, answer)) return false;
    const quick_option_t *option = &answer->option;
    const words_t title = words_of_query(finder->context->arena, option->title);
    bool account = text_equal(option->type->name, "account");
    int64_t place = account ? option->id : option->account_id;
    if (place != 0 && place == finder->account_id) answer->score += SAME_ACCOUNT;
    answer_extend(finder, answer, &title);
    int named = (int)title.count, said = words_counted(answer->candidate->title);
    if (said >= named)
        answer->score += WHOLE;
    else if (account)
        answer->score += WHOLE * said / named;
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

/* Which of two accounts the line rather means: by the words that few records share. */
static int meant_compare(const void *a, const void *b) {
    const candidate_t *left = *(const candidate_t *const *)a, *right = *(const candidate_t *const *)b;
    int order = words_counted(right->title) - words_counted(left->title);
    if (order == 0) order = words_counted(right->exact) - words_counted(left->exact);
    return order != 0 ? order : left->id < right->id ? -1 : 1;
}

static bool is_meant_account(const finder_t *finder, const candidate_t *candidate) {
    return candidate->type != NULL && text_equal(candidate->type->name, "account") &&
           (candidate->exact & ~finder->candidates.common) != 0;
}

/* Common first names are looked for among the people of the account that the page names, and of those that the line
 * means best: hundreds may share a word. */
static bool common_gather(finder_t *finder) {
    candidates_t *candidates = &finder->candidates;
    if (candidates->common == 0) return true;
    if (finder->account_id != 0 && !candidates_add_of_account(candidates, finder->account_id)) return false;
    const candidate_t **meant = ARENA_ARRAY(finder->context->arena, const candidate_t *, candidates->count);
    size_t count = 0;
    for (size_t i = 0; i < CANDIDATE_SLOTS; i++)
        if (is_meant_account(finder, &candidates->slots[i])) meant[count++] = &candidates->slots[i];
    qsort(meant, count, sizeof(meant[0]), meant_compare);
    for (size_t i = 0; i < count && i < ACCOUNTS_LOOKED_AT; i++) {
        if (words_counted(meant[i]->title) < words_counted(meant[0]->title)) break;
        if (!candidates_add_of_account(candidates, meant[i]->id)) return false;
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
