/* From the words of a conversation to the promises in it. */
#include "base/date_words.h"
#include "base/text.h"
#include "catalogue/select.h"
#include "customer/promise.h"

#include <string.h>

/* How a line says whose promise it is; compared folded. An empty `made_by` ends the table. */
static const struct {
    const char *start, *made_by;
} SPEAKERS[] = {
    {"they:", "them"},  {"them:", "them"}, {"they will ", "them"}, {"they'll ", "them"}, {"they ", "them"},
    {"对方：", "them"}, {"对方:", "them"}, {"他们：", "them"},     {"他们:", "them"},    {"对方", "them"},
    {"他们", "them"},   {"us:", "us"},     {"we:", "us"},          {"we will ", "us"},   {"we'll ", "us"},
    {"we ", "us"},      {"我们：", "us"},  {"我们:", "us"},        {"我方：", "us"},     {"我方:", "us"},
    {"我们", "us"},     {"我方", "us"},    {NULL, NULL},
};

static const char *promise_skip_speaker(arena_t *arena, const char *line, const char **made_by) {
    const char *lower = text_lower(arena, line);
    *made_by = "us";
    for (size_t i = 0; SPEAKERS[i].start != NULL; i++) {
        if (!text_starts_with(lower, SPEAKERS[i].start)) continue;
        *made_by = SPEAKERS[i].made_by;
        return text_trim(arena, line + strlen(SPEAKERS[i].start));
    }
    return line;
}

/* False for a line without words of its own. */
static bool promise_read_line(arena_t *arena, const char *line, date_t today, promise_line_t *out) {
    *out = (promise_line_t){0};
    out->subject = promise_skip_speaker(arena, text_squeeze(arena, line), &out->made_by);
    date_words_t found;
    if (date_words_at_end(out->subject, today, DATE_WORDS_AHEAD, &found)) {
        const char *rest = date_words_without(arena, out->subject, &found);
        if (*rest != '\0') {
            out->subject = rest;
            out->due = date_format(arena, found.date);
        }
    }
    return *out->subject != '\0';
}

size_t promise_read_lines(arena_t *arena, const char *text, date_t today, promise_line_t **out) {
    size_t count = 0, room = 1;
    for (const char *at = text; *at != '\0'; at++) room += *at == '\n';
    *out = ARENA_ARRAY(arena, promise_line_t, room);
    for (const char *line = text; line != NULL && *line != '\0';) {
        const char *end = strchr(line, '\n');
        size_t length = end != NULL ? (size_t)(end - line) : strlen(line);
        if (promise_read_line(arena, arena_strndup(arena, line, length), today, &(*out)[count])) count++;
        line = end != NULL ? end + 1 : NULL;
    }
    return count;
}

static void promise_set_id(record_t *promise, const char *field, int64_t id) {
    if (id != 0)
        record_set_number(promise, field, id);
    else
        record_set_null(promise, field);
}

/* What a promise takes over from its line and its conversation. */
static record_t *promise_of_line(context_t *context, const promise_line_t *line, const record_t *interaction) {
    const value_t *contacts = record_value(interaction, "contacts");
    record_t *promise = record_new(context->arena, &PROMISE);
    record_set_text(promise, "subject", line->subject);
    record_set_text(promise, "by", line->made_by);
    if (line->due != NULL)
        record_set_text(promise, "due", line->due);
    else
        record_set_null(promise, "due");
    promise_set_id(promise, "account", record_number(interaction, "account"));
    promise_set_id(promise, "opportunity", record_number(interaction, "opportunity"));
    promise_set_id(promise, "contact", contacts->id_count > 0 ? contacts->ids[0] : 0);
    promise_set_id(promise, "owner", record_number(interaction, "owner"));
    promise_set_id(promise, "interaction", interaction->id);
    return promise;
}

typedef struct promise_plan {
    context_t *context;
    const record_t *after;
    promise_line_t *lines, *lines_before;
    size_t line_count, line_count_before;
    bool *line_done;
    record_t **promises;
    size_t promise_count;
    bool *promise_done;
} promise_plan_t;

static bool promise_line_said_before(const promise_plan_t *plan, const promise_line_t *line) {
    for (size_t i = 0; i < plan->line_count_before; i++) {
        const promise_line_t *said = &plan->lines_before[i];
        if (text_equal(said->subject, line->subject) && text_equal(said->made_by, line->made_by) &&
            text_equal(said->due, line->due))
            return true;
    }
    return false;
}

static bool promise_is_open(const record_t *promise) {
    return text_equal(record_text(promise, "status"), "open");
}

/* The same promise in the same words: only its day or what it belongs to may have changed. */
static bool promise_renew(const promise_plan_t *plan, const record_t *promise, const promise_line_t *line) {
    record_t *change = record_new(plan->context->arena, &PROMISE), *saved = NULL;
    if (!promise_is_open(promise)) return true;
    if (!promise_line_said_before(plan, line)) {
        if (line->due != NULL)
            record_set_text(change, "due", line->due);
        else
            record_set_null(change, "due");
    }
    promise_set_id(change, "account", record_number(plan->after, "account"));
    promise_set_id(change, "opportunity", record_number(plan->after, "opportunity"));
    return record_update(plan->context, promise->id, 0, change, &saved);
}

/* A line that says what a promise said already is that promise, open or not. */
static bool promise_match_same(promise_plan_t *plan) {
    for (size_t i = 0; i < plan->line_count; i++)
        for (size_t j = 0; j < plan->promise_count && !plan->line_done[i]; j++) {
            const promise_line_t *line = &plan->lines[i];
            if (plan->promise_done[j] || !text_equal(line->subject, record_text(plan->promises[j], "subject")) ||
                !text_equal(line->made_by, record_text(plan->promises[j], "by")))
                continue;
            plan->line_done[i] = plan->promise_done[j] = true;
            if (!promise_renew(plan, plan->promises[j], line)) return false;
        }
    return true;
}

static record_t *promise_next_open(promise_plan_t *plan) {
    for (size_t j = 0; j < plan->promise_count; j++) {
        if (plan->promise_done[j] || !promise_is_open(plan->promises[j])) continue;
        plan->promise_done[j] = true;
        return plan->promises[j];
    }
    return NULL;
}

/* Other lines are the open promises in new words, in their order; what is left on either side is new, or was taken
 * out. */
static bool promise_carry_out(promise_plan_t *plan) {
    record_t *saved = NULL;
    for (size_t i = 0; i < plan->line_count; i++) {
        if (plan->line_done[i]) continue;
        record_t *open = promise_next_open(plan);
        record_t *promise = promise_of_line(plan->context, &plan->lines[i], plan->after);
        bool ok = open != NULL ? record_update(plan->context, open->id, 0, promise, &saved)
                               : record_create(plan->context, promise, &saved);
        if (!ok) return false;
    }
    for (record_t *left; (left = promise_next_open(plan)) != NULL;)
        if (!record_archive(plan->context, &PROMISE, left->id, 0)) return false;
    return true;
}

static size_t promise_lines_of(context_t *context, const record_t *interaction, promise_line_t **out) {
    const char *text = interaction != NULL ? record_text(interaction, "promises") : NULL;
    moment_t said = interaction != NULL ? record_number(interaction, "start") : 0;
    return promise_read_lines(context->arena, text != NULL ? text : "",
                              date_from_moment(said != 0 ? said : context->now), out);
}

bool promise_follow_interaction(context_t *context, const record_t *before, const record_t *after) {
    const store_value_t id = {.kind = STORE_INT, .number = after->id};
    const select_tail_t tail = {"WHERE t.interaction_id = $1 AND t.archived_at IS NULL ORDER BY t.id", &id, 1};
    promise_plan_t plan = {.context = context, .after = after};
    if (!select_where(context, &PROMISE, &tail, &plan.promises, &plan.promise_count)) return false;
    plan.line_count = promise_lines_of(context, after, &plan.lines);
    plan.line_count_before = promise_lines_of(context, before, &plan.lines_before);
    plan.line_done = ARENA_ARRAY(context->arena, bool, plan.line_count + 1);
    plan.promise_done = ARENA_ARRAY(context->arena, bool, plan.promise_count + 1);
    return promise_match_same(&plan) && promise_carry_out(&plan);
}
