#include "customer/quick_log.h"

#include "base/json.h"
#include "catalogue/policy.h"
#include "customer/interaction.h"

enum {
    MINUTE = 60 * 1000,
    HOUR_MINUTES = 60,
    DAY_MINUTES = 24 * HOUR_MINUTES,
    NOON = 12 * HOUR_MINUTES,
    SUBJECT_LIMIT = 120, /* characters; the whole text goes into the summary, too, when it is longer */
    SOON = 15            /* minutes ahead that are still now */
};

static void note_add(quick_log_t *log, const quick_note_t *note) {
    if (log->note_count < QUICK_NOTES) log->notes[log->note_count++] = *note;
}

static moment_t typed_at(const context_t *context, const quick_log_input_t *input) {
    return input->at != 0 ? input->at : context->now;
}

/* Minutes since 1970 on the user's clock. */
static int64_t local_minutes(const context_t *context, const quick_log_input_t *input) {
    return typed_at(context, input) / MINUTE + input->offset_minutes;
}

static date_t local_today(const context_t *context, const quick_log_input_t *input) {
    return date_from_days(local_minutes(context, input) / DAY_MINUTES);
}

/* A day without a time is its noon, but today is now. */
static void log_start(context_t *context, const quick_log_input_t *input, const quick_line_t *line, quick_log_t *out) {
    date_t date = local_today(context, input);
    bool today = line->date == NULL || !date_parse(line->date, &date) ||
                 date_to_days(date) == date_to_days(local_today(context, input));
    out->start = typed_at(context, input);
    if (today && line->minute == QUICK_NO_TIME) return;
    int minute = line->minute == QUICK_NO_TIME ? NOON : line->minute;
    out->start = (date_to_days(date) * DAY_MINUTES + minute - input->offset_minutes) * MINUTE;
    if (out->start > typed_at(context, input) + (moment_t)SOON * MINUTE)
        note_add(out, &(quick_note_t){.code = "start_is_to_come",
                                      .field = "start",
                                      .message = "This is still to come. Is the day or the time right?"});
}

static const char *log_due(context_t *context, const quick_log_input_t *input, const char *due, const char *field,
                           quick_log_t *out) {
    const char *today = date_format(context->arena, local_today(context, input));
    if (due != NULL && strcmp(due, today) < 0)
        note_add(out, &(quick_note_t){"due_is_past", field, due,
                                      arena_printf(context->arena, "%s is past. When is it to be done?", due)});
    return due;
}

/* "We: send the draft by 2026-11-27", a line each, as promises are read from it. */
static void log_promises(context_t *context, const quick_log_input_t *input, const quick_line_t *line,
                         quick_log_t *out) {
    static const label_t OURS = {"We", "我方"}, THEIRS = {"They", "对方"};
    text_t text = text_create(context->arena, 2 * QUICK_LINE_LIMIT);
    for (size_t i = 0; i < line->promise_count; i++) {
        const quick_promise_t *promise = &line->promises[i];
        const char *who = label_in(promise->ours ? OURS : THEIRS, context->actor->locale);
        text_add_format(&text, "%s%s: %s", i == 0 ? "" : "\n", who, promise->text);
        if (log_due(context, input, promise->due, "promises", out) != NULL)
            text_add_format(&text, " by %s", promise->due);
    }
    out->promises = text.length > 0 ? text.data : NULL;
}

static void log_account(quick_log_t *out, const quick_option_t *account, const char *typed) {
    if (out->account.type == NULL)
        out->account = *account;
    else if (out->account.id != account->id)
        note_add(out, &(quick_note_t){"second_account", "account", typed,
                                      "A conversation belongs to one account; the first is taken."});
}

static void log_keep(quick_log_t *out, const quick_option_t *option, const char *typed) {
    if (text_equal(option->type->name, "contact"))
        out->contacts[out->contact_count++] = *option;
    else if (text_equal(option->type->name, "user"))
        out->users[out->user_count++] = *option;
    else if (text_equal(option->type->name, "account"))
        log_account(out, option, typed);
    else if (out->opportunity.type == NULL)
        out->opportunity = *option;
}

static const char *role_field(quick_role_t role) {
    return role == QUICK_DEAL ? "opportunity" : role == QUICK_ACCOUNT ? "account" : "contacts";
}

static void log_open_name(context_t *context, const quick_name_t *name, quick_log_t *out) {
    const char *field = role_field(name->role);
    quick_note_t note = {"unknown_name", field, name->typed, NULL};
    if (name->option_count > 1) {
        note.code = "several_of_this_name";
        note.message = arena_printf(context->arena, "More than one is called \"%s\". Choose which.", name->typed);
    } else if (name->more) {
        note.code = "too_many_of_this_name";
        note.message = arena_printf(context->arena, "Many people are called \"%s\". Add the last name or the account.",
                                    name->typed);
    } else {
        note.message = arena_printf(context->arena, "Nobody and nothing called \"%s\" is in the book.", name->typed);
    }
    note_add(out, &note);
}

static void log_names(context_t *context, quick_log_t *out) {
    for (size_t i = 0; i < out->names.count; i++) {
        const quick_name_t *name = &out->names.items[i];
        if (name->option_count == 1)
            log_keep(out, &name->options[0], name->typed);
        else
            log_open_name(context, name, out);
    }
}

static const char SQL_TITLE[] = "SELECT title, subtitle FROM search_entry WHERE record_type = $1 AND record_id = $2";
static const char SQL_CONTACT_ACCOUNT[] = "SELECT account_id FROM contact WHERE id = $1";
static const char SQL_OPPORTUNITY_ACCOUNT[] = "SELECT account_id FROM opportunity WHERE id = $1";
static const char SQL_OPEN_DEALS[] =
    "SELECT id FROM opportunity WHERE account_id = $1 AND outcome = 'open' "
    "AND archived_at IS NULL ORDER BY id LIMIT 2";

/* A record that is there and not archived; else `out` stays as it is. */
static bool option_load(context_t *context, const char *type, int64_t id, quick_option_t *out) {
    if (id == 0) return true;
    store_statement_t *row = store_query(context->tx, SQL_TITLE, "ti", type, id);
    if (store_step(row))
        *out = (quick_option_t){.type = catalogue_find(type),
                                .id = id,
                                .title = arena_strdup(context->arena, store_column_text(row, 0)),
                                .subtitle = arena_strdup(context->arena, store_column_text(row, 1))};
    return store_end(row) || context_done(context);
}

/* Where the user stands fills in what the line leaves open. */
static bool log_take_page(context_t *context, const quick_log_input_t *input, quick_log_t *out) {
    quick_option_t contact = {0};
    bool nobody = out->contact_count == 0 && out->names.count == 0;
    if (nobody && !option_load(context, "contact", input->contact_id, &contact)) return false;
    if (contact.type != NULL) {
        store_get_int(context->tx, &contact.account_id, SQL_CONTACT_ACCOUNT, "i", contact.id);
        out->contacts[out->contact_count++] = contact;
    }
    bool elsewhere = out->account.type != NULL || (out->contact_count > 0 && out->contacts[0].account_id != 0 &&
                                                   out->contacts[0].account_id != input->account_id);
    if (out->opportunity.type != NULL || elsewhere || input->opportunity_id == 0) return context_done(context);
    if (!option_load(context, "opportunity", input->opportunity_id, &out->opportunity)) return false;
    store_get_int(context->tx, &out->opportunity.account_id, SQL_OPPORTUNITY_ACCOUNT, "i", input->opportunity_id);
    return context_done(context);
}

/* Named, else the deal's, else that of the first person who has one, else the page's. */
static bool log_find_account(context_t *context, const quick_log_input_t *input, quick_log_t *out) {
    int64_t id = out->opportunity.account_id;
    for (size_t i = 0; i < out->contact_count && id == 0; i++) id = out->contacts[i].account_id;
    if (id == 0 && out->names.count == 0) id = input->account_id;
    if (out->account.type == NULL) return option_load(context, "account", id, &out->account);
    const quick_option_t *first = &out->contacts[0];
    if (out->contact_count > 0 && first->account_id != 0 && first->account_id != out->account.id)
        note_add(out,
                 &(quick_note_t){"other_account", "account", first->title,
                                 arena_printf(context->arena, "%s belongs to %s.", first->title, first->subtitle)});
    return true;
}

static bool log_suggest_deal(context_t *context, quick_log_t *out) {
    int64_t id = 0;
    size_t count = 0;
    if (out->opportunity.type != NULL || out->account.type == NULL) return true;
    store_statement_t *rows = store_query(context->tx, SQL_OPEN_DEALS, "i", out->account.id);
    for (; store_step(rows); count++) id = store_column_int(rows, 0);
    if (!store_end(rows)) return context_done(context);
    return count != 1 || option_load(context, "opportunity", id, &out->suggested);
}

/* What was said: behind the colon, or, without one, behind the last name. */
static const char *log_text(context_t *context, const quick_line_t *line, const quick_log_t *log) {
    if (line->text != NULL && line->topic != NULL && *line->text != '\0')
        return arena_printf(context->arena, "%s: %s", line->topic, line->text);
    if (line->text != NULL && *line->text != '\0') return line->text;
    if (line->topic != NULL) return line->topic;
    size_t next = 0;
    for (size_t i = 0; i < log->names.count; i++)
        if (log->names.items[i].last_word >= next) next = log->names.items[i].last_word + 1;
    if (line->text != NULL || next >= line->word_count) return NULL;
    return text_trim(context->arena, line->head + line->words[next].start);
}

/* "Call: Rhea Stone" where nothing was said. */
static const char *log_subject_of_names(context_t *context, const quick_log_t *log) {
    const choice_t *kind = field_choice(type_field(&INTERACTION, "kind"), log->kind);
    const char *label = label_in(kind->label, context->actor->locale);
    const char *with = log->contact_count > 0      ? log->contacts[0].title
                       : log->account.type != NULL ? log->account.title
                                                   : log->next_step;
    return with == NULL ? label : arena_printf(context->arena, "%s: %s", label, with);
}

/* Cut at a space before the limit. */
static const char *subject_cut(arena_t *arena, const char *text) {
    size_t characters = 0, end = 0, space = 0;
    for (; characters < SUBJECT_LIMIT && text[end] != '\0' && text[end] != '\n'; end++) {
        if (((unsigned char)text[end + 1] & 0xC0) != 0x80) characters++;
        if (text[end] == ' ') space = end;
    }
    if (text[end] == '\0') return text;
    bool within_line = text[end] != '\n';
    size_t kept = within_line && space > end / 2 ? space : end;
    return arena_printf(arena, "%.*s…", (int)kept, text);
}

static void log_subject(context_t *context, const quick_line_t *line, quick_log_t *out) {
    const char *text = log_text(context, line, out);
    if (text == NULL || *text == '\0') {
        out->subject = log_subject_of_names(context, out);
        return;
    }
    out->subject = text_squeeze(context->arena, subject_cut(context->arena, text));
    if (strlen(text) > strlen(out->subject)) out->summary = text;
}

static bool log_says_something(const quick_line_t *line, const quick_log_t *log) {
    return line->kind != NULL || line->next_step != NULL || line->promise_count > 0 || line->duration > 0 ||
           log->contact_count > 0 || log->user_count > 0 || log->account.type != NULL ||
           log->opportunity.type != NULL || (line->text != NULL && log->names.count > 0);
}

static void log_finish(context_t *context, const quick_line_t *line, quick_log_t *out) {
    out->understood = log_says_something(line, out);
    bool somebody = out->contact_count > 0 || out->account.type != NULL || out->names.count > 0;
    out->kind = line->kind != NULL ? line->kind : out->understood && somebody ? "call" : "note";
    log_subject(context, line, out);
    if (!out->understood)
        note_add(out, &(quick_note_t){.code = "not_understood",
                                      .message = "Write who, and what was said behind a colon: \"call Rhea Stone 20m: "
                                                 "wants pricing, next: send it friday\"."});
    else if (!somebody && !text_equal(out->kind, "note"))
        note_add(out, &(quick_note_t){"nobody_named", "contacts", NULL, "Nobody is named. With whom was it?"});
}

static bool log_check(context_t *context, const quick_log_input_t *input) {
    if (!policy_role_may(context->actor, &INTERACTION, POLICY_CREATE))
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden", "Your role may not log conversations.");
    if (strlen(input->line) > QUICK_LINE_LIMIT)
        return problem_add_field(context->problem, "line", "too_long",
                                 "A line has at most %d letters. Longer notes go into the summary.", QUICK_LINE_LIMIT);
    if (input->at < 0 || input->at > context->now + (moment_t)DAY_MINUTES * MINUTE)
        return problem_add_field(context->problem, "at", "out_of_range",
                                 "This is when the line was typed; it cannot be to come.");
    return true;
}

bool quick_log_read(context_t *context, const quick_log_input_t *input, quick_log_t *out) {
    quick_line_t *line = ARENA_NEW(context->arena, quick_line_t);
    *out = (quick_log_t){.understood = false};
    if (!log_check(context, input)) return false;
    quick_line_read(context->arena, input->line, local_today(context, input), line);
    if (!quick_names_find(context, line, input->account_id, &out->names)) return false;
    out->direction = line->direction;
    out->duration_minutes = line->duration;
    log_start(context, input, line, out);
    log_names(context, out);
    if (!log_take_page(context, input, out) || !log_find_account(context, input, out) ||
        !log_suggest_deal(context, out))
        return false;
    out->next_step = line->next_step;
    out->next_step_due = log_due(context, input, line->next_step_due, "next_step_due", out);
    log_promises(context, input, line, out);
    log_finish(context, line, out);
    return context_done(context);
}
