#include "insight/brief.h"

#include "base/money.h"
#include "catalogue/policy.h"
#include "catalogue/select.h"
#include "customer/account.h"
#include "customer/contact.h"
#include "customer/interaction.h"
#include "customer/promise.h"
#include "customer/stakeholder.h"
#include "customer/task.h"
#include "pipeline/opportunity.h"

#include <sodium.h>
#include <string.h>

enum { DAY = 24 * 60 * 60 * 1000, SHARED_DAYS = 14, TOKEN_BYTES = 32 };

/* clang-format off */
static const label_t PEOPLE = {"People", "人员"}, SAID = {"Last conversations", "最近往来"},
    OURS = {"We promised", "我方承诺"}, THEIRS = {"They promised", "对方承诺"}, DEALS = {"Open opportunities", "进行中的商机"},
    NEXT = {"Next steps", "下一步"}, WON = {"Won", "已赢单"}, ASK = {"To find out", "待了解"},
    NOTHING = {"None", "无"}, BRIEF = {"Account brief", "客户简报"}, UNTIL = {"by", "截止"},
    OWNER = {"Owner", "负责人"};
/* clang-format on */

typedef struct brief {
    context_t *context;
    text_t *out;
    store_value_t id;
    bool shared; /* outsiders may read it: what we think of people stays with us */
} brief_t;

static const char *brief_say(const brief_t *brief, label_t label) {
    return label_in(label, brief->context->actor->locale);
}

static bool brief_is_chinese(const brief_t *brief) {
    const char *locale = brief->context->actor->locale;
    return locale != NULL && text_starts_with(locale, "zh");
}

static void brief_element(text_t *out, const char *tag, const char *text) {
    text_add_format(out, "<%s dir=\"auto\">", tag);
    text_add_html(out, text);
    text_add_format(out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

/* A choice in the reader's language, else what stands there. */
static const char *brief_choice(const brief_t *brief, const record_t *record, const char *name) {
    const field_t *field = type_field(record->type, name);
    const char *value = record_text(record, name);
    const choice_t *choice = value != NULL ? field_choice(field, value) : NULL;
    return choice != NULL ? label_in(choice->label, brief->context->actor->locale) : value;
}

typedef void (*brief_line_t)(const brief_t *brief, const record_t *record);

static bool brief_part(const brief_t *brief, label_t heading, const record_type_t *type, const char *tail,
                       brief_line_t line) {
    record_t **records = NULL;
    size_t count = 0;
    if (!select_where(brief->context, type, &(select_tail_t){tail, &brief->id, 1}, &records, &count)) return false;
    text_add(brief->out, "<section>");
    brief_element(brief->out, "h2", brief_say(brief, heading));
    text_add(brief->out, "<ul>");
    for (size_t i = 0; i < count; i++) {
        text_add(brief->out, "<li dir=\"auto\">");
        line(brief, records[i]);
        text_add(brief->out, "</li>");
    }
    if (count == 0) brief_element(brief->out, "li class=\"none\"", brief_say(brief, NOTHING));
    text_add(brief->out, "</ul></section>");
    return true;
}

static void brief_add(const brief_t *brief, const char *before, const char *text) {
    if (text == NULL || *text == '\0') return;
    text_add(brief->out, before);
    text_add_html(brief->out, text);
}

/* "1,250,000.00": figures on paper are read, not copied. */
static const char *brief_money(arena_t *arena, int64_t amount, const char *currency) {
    const char *plain = money_format(arena, amount, currency_find(currency));
    size_t digits = strcspn(plain, "."), sign = *plain == '-' ? 1 : 0;
    text_t text = text_create(arena, 64);
    text_add_format(&text, "%s ", currency);
    for (size_t i = 0; plain[i] != '\0'; i++) {
        if (i > sign && i < digits && (digits - i) % 3 == 0) text_add_char(&text, ',');
        text_add_char(&text, plain[i]);
    }
    return text.data;
}

static void brief_person(const brief_t *brief, const record_t *record) {
    text_add(brief->out, "<div>");
    brief_element(brief->out, "strong", record_value(record, "contact")->title);
    brief_add(brief, ", ", record_text(record, "title"));
    text_add(brief->out, "</div><div>");
    brief_add(brief, "", brief_choice(brief, record, "buying_role"));
    if (!brief->shared) brief_add(brief, " · ", brief_choice(brief, record, "support"));
    text_add(brief->out, "</div>");
}

static void brief_conversation(const brief_t *brief, const record_t *record) {
    const char *moment = moment_format(brief->context->arena, record_number(record, "start"));
    text_add_format(brief->out, "<span class=\"date\">%.10s</span> ", moment);
    brief_element(brief->out, "strong", record_text(record, "subject"));
    brief_add(brief, ": ", record_text(record, "summary"));
}

static void brief_due(const brief_t *brief, const record_t *record) {
    const char *due = record_text(record, "due");
    bool late = due != NULL && strcmp(due, context_today(brief->context)) < 0;
    if (due != NULL)
        text_add_format(brief->out, "<span class=\"%s\">%s %s</span> ", late ? "date late" : "date",
                        brief_say(brief, UNTIL), due);
    text_add_html(brief->out, record_text(record, "subject"));
}

static void brief_deal(const brief_t *brief, const record_t *record) {
    arena_t *arena = brief->context->arena;
    text_add(brief->out, "<div>");
    brief_element(brief->out, "strong", record_text(record, "name"));
    text_add(brief->out, "</div><div>");
    brief_add(brief, "", record_value(record, "stage")->title);
    if (!record_is_null(record, "amount"))
        brief_add(brief, " · ", brief_money(arena, record_number(record, "amount"), record_text(record, "currency")));
    brief_add(brief, " · ", record_text(record, "expected_close"));
    text_add(brief->out, "</div>");
}

static const char SQL_WON[] =
    "SELECT substr(closed_on, 1, 4), currency, sum(amount) FROM opportunity WHERE account_id = $1 AND outcome = 'won' "
    "AND archived_at IS NULL AND closed_on IS NOT NULL AND amount IS NOT NULL GROUP BY 1, 2 ORDER BY 1 DESC, 2 LIMIT 4";

static bool brief_won(const brief_t *brief) {
    store_statement_t *rows = store_query(brief->context->tx, SQL_WON, "i", brief->id.number);
    text_add(brief->out, "<section>");
    brief_element(brief->out, "h2", brief_say(brief, WON));
    text_add(brief->out, "<ul>");
    bool any = false;
    while (store_step(rows)) {
        any = true;
        text_add_format(brief->out, "<li>%s: %s</li>", store_column_text(rows, 0),
                        brief_money(brief->context->arena, store_column_int(rows, 2), store_column_text(rows, 1)));
    }
    if (!any) brief_element(brief->out, "li class=\"none\"", brief_say(brief, NOTHING));
    text_add(brief->out, "</ul></section>");
    return store_end(rows) || context_done(brief->context);
}

/* The roles of a committee that nobody is known to have: each is a question. */
static bool brief_questions(const brief_t *brief) {
    text_t roles = text_create(brief->context->arena, 4096);
    json_writer_t writer = json_begin(&roles);
    if (!stakeholder_write_missing_roles(brief->context, brief->id.number, &writer, NULL)) return false;
    const field_t *field = type_field(&STAKEHOLDER, "buying_role");
    text_add(brief->out, "<section>");
    brief_element(brief->out, "h2", brief_say(brief, ASK));
    text_add(brief->out, "<ul>");
    for (const choice_t *choice = field->choices; choice->name != NULL; choice++) {
        if (strstr(roles.data, arena_printf(brief->context->arena, "\"%s\"", choice->name)) == NULL) continue;
        const char *label = label_in(choice->label, brief->context->actor->locale);
        arena_t *arena = brief->context->arena;
        text_add(brief->out, "<li>");
        text_add_html(brief->out, brief_is_chinese(brief)
                                      ? arena_printf(arena, "谁是%s？", label)
                                      : arena_printf(arena, "Who is their %s?", text_lower(arena, label)));
        text_add(brief->out, "</li>");
    }
    text_add(brief->out, "</ul></section>");
    return true;
}

static void brief_head(const brief_t *brief, const record_t *account) {
    text_add_format(brief->out,
                    "<!doctype html><html lang=\"%s\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
                    "content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\"><title>",
                    brief_is_chinese(brief) ? "zh" : "en");
    text_add_html(brief->out, record_text(account, "name"));
    text_add(brief->out, "</title><link rel=\"stylesheet\" href=\"/brief.css\"></head><body><article><header>");
    brief_element(brief->out, "p class=\"kind\"", brief_say(brief, BRIEF));
    brief_element(brief->out, "h1", record_text(account, "name"));
    text_add(brief->out, "<p class=\"facts\" dir=\"auto\">");
    static const char *const facts[] = {"status", "tier", "industry", "billing_city", "country", "website", "phone"};
    const char *before = "";
    for (size_t i = 0; i < sizeof facts / sizeof facts[0]; i++) {
        const char *value = brief_choice(brief, account, facts[i]);
        if (value == NULL) continue;
        brief_add(brief, before, value);
        before = " · ";
    }
    if (!record_is_null(account, "owner")) {
        text_add_format(brief->out, "%s%s: ", before, brief_say(brief, OWNER));
        text_add_html(brief->out, record_value(account, "owner")->title);
    }
    text_add(brief->out, "</p>");
    const char *description = record_text(account, "description");
    if (description != NULL) brief_element(brief->out, "p class=\"about\"", description);
    text_add(brief->out, "</header><div class=\"parts\">");
}

static bool brief_parts(const brief_t *brief) {
    return brief_part(brief, PEOPLE, &STAKEHOLDER,
                      "WHERE t.account_id = $1 AND t.archived_at IS NULL AND t.valid_until IS NULL ORDER BY CASE "
                      "t.influence WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END, t.id LIMIT 6",
                      brief_person) &&
           brief_part(brief, DEALS, &OPPORTUNITY,
                      "WHERE t.account_id = $1 AND t.outcome = 'open' AND t.archived_at IS NULL "
                      "ORDER BY t.expected_close NULLS LAST, t.id LIMIT 4",
                      brief_deal) &&
           brief_part(brief, OURS, &PROMISE,
                      "WHERE t.account_id = $1 AND t.status = 'open' AND t.made_by = 'us' AND t.archived_at IS NULL "
                      "ORDER BY t.due NULLS LAST, t.id LIMIT 4",
                      brief_due) &&
           brief_part(brief, THEIRS, &PROMISE,
                      "WHERE t.account_id = $1 AND t.status = 'open' AND t.made_by = 'them' AND t.archived_at IS NULL "
                      "ORDER BY t.due NULLS LAST, t.id LIMIT 4",
                      brief_due) &&
           brief_part(brief, NEXT, &TASK,
                      "WHERE t.account_id = $1 AND t.done = 0 AND t.archived_at IS NULL "
                      "ORDER BY t.due NULLS LAST, t.id LIMIT 5",
                      brief_due) &&
           (brief->shared || brief_questions(brief)) && brief_won(brief) &&
           brief_part(brief, SAID, &INTERACTION,
                      "WHERE t.account_id = $1 AND t.archived_at IS NULL ORDER BY t.start_at DESC, t.id DESC LIMIT 4",
                      brief_conversation);
}

static bool brief_page(const brief_t *brief) {
    record_t *account = NULL;
    if (!record_load(brief->context, &ACCOUNT, brief->id.number, &account)) return false;
    brief_head(brief, account);
    if (!brief_parts(brief)) return false;
    text_add_format(brief->out, "</div><footer>Daybook · %s</footer></article></body></html>",
                    context_today(brief->context));
    return true;
}

bool brief_write(context_t *context, int64_t account_id, text_t *out) {
    return brief_page(&(brief_t){context, out, {.kind = STORE_INT, .number = account_id}, .shared = false});
}

static const char *brief_hash(arena_t *arena, const char *token) {
    unsigned char hash[32];
    char *text = arena_alloc(arena, 2 * sizeof hash + 1);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)token, strlen(token), NULL, 0);
    return sodium_bin2hex(text, 2 * sizeof hash + 1, hash, sizeof hash);
}

static const char SQL_SHARE[] =
    "INSERT INTO brief_link (token_hash, record_type, record_id, created_by, created_at, expires_at) "
    "VALUES ($1, 'account', $2, $3, $4, $5)";

bool brief_share(context_t *context, int64_t account_id, const char **token, moment_t *expires) {
    unsigned char random[TOKEN_BYTES];
    char *text = arena_alloc(context->arena, 2 * TOKEN_BYTES + 1);
    record_t *account = NULL;
    if (!record_load(context, &ACCOUNT, account_id, &account) ||
        !policy_check(context, account, account, POLICY_UPDATE))
        return false;
    randombytes_buf(random, sizeof random);
    *token = sodium_bin2hex(text, 2 * TOKEN_BYTES + 1, random, sizeof random);
    *expires = context->now + (moment_t)SHARED_DAYS * DAY;
    store_run(context->tx, NULL, SQL_SHARE, "tiiii", brief_hash(context->arena, *token), account_id,
              context->actor->user_id, context->now, *expires);
    return context_done(context);
}

static const char SQL_UNSHARE[] =
    "UPDATE brief_link SET revoked_at = $2 WHERE record_type = 'account' AND record_id = $1 AND revoked_at IS NULL";

bool brief_unshare(context_t *context, int64_t account_id) {
    record_t *account = NULL;
    if (!record_load(context, &ACCOUNT, account_id, &account) ||
        !policy_check(context, account, account, POLICY_UPDATE))
        return false;
    store_run(context->tx, NULL, SQL_UNSHARE, "ii", account_id, context->now);
    return context_done(context);
}

static const char SQL_SHARED[] =
    "SELECT l.record_id FROM brief_link l JOIN account a ON a.id = l.record_id "
    "WHERE l.token_hash = $1 AND l.revoked_at IS NULL AND l.expires_at > $2 AND a.archived_at IS NULL";

bool brief_write_shared(context_t *context, const char *token, text_t *out) {
    int64_t account_id = 0;
    if (!store_get_int(context->tx, &account_id, SQL_SHARED, "ti", brief_hash(context->arena, token), context->now))
        return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found",
                           "This link does not work any more. Ask whoever sent it for a new one.");
    actor_t program = ACTOR_PROGRAM;
    context_t reading = *context;
    program.locale = context->actor != NULL ? context->actor->locale : NULL;
    reading.actor = &program;
    return brief_page(&(brief_t){&reading, out, {.kind = STORE_INT, .number = account_id}, .shared = true});
}
