#include "trade/quote_send.h"

#include "catalogue/policy.h"
#include "customer/notification.h"

#include <sodium.h>
#include <string.h>

enum { DAY = 24 * 60 * 60 * 1000, LINK_DAYS = 180, TOKEN_BYTES = 32, MANAGERS = 50 };

enum { EXPIRED_AT_ONCE = 500 };

static const label_t WAITS = {"Its discount waits for a manager", "折扣待经理审批"}, APPROVED = {"Approved", "已批准"},
                     REFUSED = {"Not approved", "未批准"},
                     EXPIRED = {"Expired without an answer", "已过期，客户未答复"};

static const char SQL_LOCALE[] = "SELECT coalesce(locale, 'en') FROM app_user WHERE id = $1";

static bool quote_tell(context_t *context, const quote_t *quote, int64_t user_id, label_t what, const char *more) {
    const char *locale = store_get_text(context->tx, context->arena, SQL_LOCALE, "i", user_id);
    const char *said = label_in(what, locale != NULL ? locale : "en");
    const char *detail = more != NULL ? arena_printf(context->arena, "%s: %s", said, more) : said;
    return notification_send(context, &(notification_t){user_id, "quote", "quote", quote->id, detail});
}

bool quote_tell_owner(context_t *context, const quote_t *quote, label_t what, const char *more) {
    return quote_tell(context, quote, record_number(quote->record, "owner"), what, more);
}

static const char SQL_MANAGERS[] =
    "SELECT id FROM app_user WHERE archived_at IS NULL AND active = 1 AND role = 'manager' ORDER BY id LIMIT 50";

static bool quote_wait(context_t *context, const quote_t *quote) {
    int64_t managers[MANAGERS];
    size_t count = 0;
    record_t *input = record_new(context->arena, &QUOTE);
    store_statement_t *rows = store_query(context->tx, SQL_MANAGERS, "");
    while (count < MANAGERS && store_step(rows)) managers[count++] = store_column_int(rows, 0);
    if (!store_end(rows)) return context_done(context);
    record_set_text(input, "status", "waiting");
    if (!quote_update(context, quote, input)) return false;
    for (size_t i = 0; i < count; i++)
        if (!quote_tell(context, quote, managers[i], WAITS, NULL)) return false;
    return true;
}

static const char *token_hash(arena_t *arena, const char *token) {
    unsigned char hash[32];
    char *text = arena_alloc(arena, 2 * sizeof hash + 1);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)token, strlen(token), NULL, 0);
    return sodium_bin2hex(text, 2 * sizeof hash + 1, hash, sizeof hash);
}

static const char SQL_LINK[] =
    "INSERT INTO quote_link (token_hash, quote_id, created_by, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)";

static bool quote_make_link(context_t *context, int64_t id, quote_link_t *out) {
    unsigned char random[TOKEN_BYTES];
    char *text = arena_alloc(context->arena, 2 * TOKEN_BYTES + 1);
    randombytes_buf(random, sizeof random);
    out->token = sodium_bin2hex(text, 2 * TOKEN_BYTES + 1, random, sizeof random);
    out->expires_at = context->now + (moment_t)LINK_DAYS * DAY;
    store_run(context->tx, NULL, SQL_LINK, "tiiii", token_hash(context->arena, out->token), id, context->actor->user_id,
              context->now, out->expires_at);
    return context_done(context);
}

static const char SQL_OTHERS[] =
    "SELECT id FROM quote WHERE number = $1 AND id <> $2 AND status IN ('sent', 'waiting', 'draft', 'expired') "
    "ORDER BY id";
static const char SQL_ACCEPTED[] = "SELECT id FROM quote WHERE number = $1 AND status = 'accepted'";

static bool quote_supersede_others(context_t *context, const quote_t *quote) {
    int64_t ids[100], other = 0;
    size_t count = 0;
    if (store_get_int(context->tx, &other, SQL_ACCEPTED, "t", quote->number))
        return problem_set(context->problem, PROBLEM_CONFLICT, "accepted", "Another version of %s is accepted already.",
                           quote->number);
    store_statement_t *rows = store_query(context->tx, SQL_OTHERS, "ti", quote->number, quote->id);
    while (count < 100 && store_step(rows)) ids[count++] = store_column_int(rows, 0);
    if (!store_end(rows)) return context_done(context);
    for (size_t i = 0; i < count; i++) {
        record_t *input = record_new(context->arena, &QUOTE);
        record_set_text(input, "status", "superseded");
        if (!quote_update(context, &(quote_t){.id = ids[i]}, input)) return false;
    }
    return true;
}

static bool quote_check_sendable(context_t *context, const quote_t *quote) {
    if (!policy_check(context, quote->record, quote->record, POLICY_UPDATE)) return false;
    if (!text_equal(quote->status, "draft") && !text_equal(quote->status, "waiting"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "not_a_draft",
                           "%s was sent already. Make a new version to send it again.", quote->number);
    return strcmp(record_text(quote->record, "valid_until"), context_today(context)) >= 0 ||
           problem_add_field(context->problem, "valid_until", "out_of_range",
                             "This day is past. Say until when the quote stands.");
}

bool quote_send(context_t *context, int64_t id, quote_link_t *out) {
    quote_t quote;
    quote_discount_t discount;
    record_t *input = record_new(context->arena, &QUOTE);
    *out = (quote_link_t){0};
    if (!quote_load(context, id, &quote) || !quote_check_sendable(context, &quote) ||
        !quote_find_discount(context, &quote.sale, &discount))
        return false;
    bool approved = !record_is_null(quote.record, "approved_by");
    if (discount.above && !approved && !quote_may_approve(context->actor)) return quote_wait(context, &quote);
    if (!quote_supersede_others(context, &quote)) return false;
    if (discount.above && !approved && context->actor->user_id != 0)
        record_set_number(input, "approved_by", context->actor->user_id);
    record_set_text(input, "status", "sent");
    record_set_number(input, "sent_at", context->now);
    return quote_update(context, &quote, input) && quote_make_link(context, id, out);
}

bool quote_approve(context_t *context, int64_t id, bool approved, const char *note) {
    quote_t quote;
    record_t *input = record_new(context->arena, &QUOTE);
    if (!quote_load(context, id, &quote)) return false;
    if (!quote_may_approve(context->actor))
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                           "A manager or an administrator decides about this discount.");
    if (!text_equal(quote.status, "waiting"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "not_waiting", "%s does not wait for approval.",
                           quote.number);
    record_set_text(input, "status", "draft");
    if (approved && context->actor->user_id != 0) record_set_number(input, "approved_by", context->actor->user_id);
    return quote_update(context, &quote, input) &&
           quote_tell_owner(context, &quote, approved ? APPROVED : REFUSED, note);
}

static bool quote_load_own(context_t *context, int64_t id, quote_t *quote) {
    return quote_load(context, id, quote) && policy_check(context, quote->record, quote->record, POLICY_UPDATE);
}

bool quote_link(context_t *context, int64_t id, quote_link_t *out) {
    quote_t quote;
    *out = (quote_link_t){0};
    if (!quote_load_own(context, id, &quote)) return false;
    if (text_equal(quote.status, "draft") || text_equal(quote.status, "waiting"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "not_sent", "Send %s first.", quote.number);
    return quote_make_link(context, id, out);
}

static const char SQL_UNLINK[] = "UPDATE quote_link SET revoked_at = $2 WHERE quote_id = $1 AND revoked_at IS NULL";

bool quote_unlink(context_t *context, int64_t id) {
    quote_t quote;
    if (!quote_load_own(context, id, &quote)) return false;
    store_run(context->tx, NULL, SQL_UNLINK, "ii", id, context->now);
    return context_done(context);
}

static const char SQL_LINKED[] =
    "SELECT l.quote_id FROM quote_link l JOIN quote q ON q.id = l.quote_id "
    "WHERE l.token_hash = $1 AND l.revoked_at IS NULL AND l.expires_at > $2 AND q.archived_at IS NULL";

bool quote_find_linked(context_t *context, const char *token, int64_t *id) {
    if (store_get_int(context->tx, id, SQL_LINKED, "ti", token_hash(context->arena, token), context->now)) return true;
    return context_done(context) && problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found",
                                                "This link does not work any more. Ask who sent it for another one.");
}

static const char SQL_EXPIRED[] =
    "SELECT id FROM quote WHERE status = 'sent' AND valid_until < $1 AND archived_at IS NULL ORDER BY id LIMIT 500";

bool quote_expire(context_t *context) {
    int64_t *ids = ARENA_ARRAY(context->arena, int64_t, EXPIRED_AT_ONCE);
    size_t count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_EXPIRED, "t", context_today(context));
    while (count < EXPIRED_AT_ONCE && store_step(rows)) ids[count++] = store_column_int(rows, 0);
    if (!store_end(rows)) return context_done(context);
    for (size_t i = 0; i < count; i++) {
        quote_t quote;
        record_t *input = record_new(context->arena, &QUOTE);
        record_set_text(input, "status", "expired");
        if (!quote_load(context, ids[i], &quote) || !quote_update(context, &quote, input) ||
            !quote_tell_owner(context, &quote, EXPIRED, NULL))
            return false;
    }
    return true;
}
