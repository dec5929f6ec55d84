#include "trade/quote_decide.h"

#include "base/text.h"
#include "catalogue/policy.h"
#include "pipeline/opportunity.h"
#include "trade/order.h"
#include "trade/quote_send.h"
#include "trade/quote_text.h"

enum { NAME_LENGTH = 200, COMMENT_LENGTH = 5000, REASON_LENGTH = 1000 };

static const label_t SEEN = {"Opened by the customer", "客户已查看"}, ACCEPTED = {"Accepted by", "接受人"},
                     DECLINED = {"Declined", "已拒绝"}, SAID = {"Comment of", "留言"};

static bool quote_load_to_decide(context_t *context, int64_t id, quote_t *quote) {
    return quote_load(context, id, quote) && policy_check(context, quote->record, quote->record, POLICY_UPDATE);
}

static bool quote_check_open(context_t *context, const quote_t *quote) {
    static const struct {
        const char *status, *why;
    } closed[] = {
        {"draft", "has not been sent yet"},   {"waiting", "waits for a manager's approval"},
        {"accepted", "was accepted already"}, {"declined", "was declined"},
        {"expired", "has expired"},           {"superseded", "was replaced by a newer version"},
    };
    for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++)
        if (text_equal(closed[i].status, quote->status))
            return problem_set(context->problem, PROBLEM_CONFLICT, closed[i].status, "%s %s.", quote->number,
                               closed[i].why);
    return true;
}

static bool check_length(context_t *context, const char *field, const char *text, size_t most) {
    if (text == NULL || *text == '\0') return problem_add_field(context->problem, field, "required", "Fill this in.");
    return text_characters(text) <= most ||
           problem_add_field(context->problem, field, "too_long", "The text has more than %zu characters.", most);
}

static const char SQL_ORDER[] = "SELECT id FROM sales_order WHERE quote_id = $1 ORDER BY id LIMIT 1";

/* The order is of today, with the amounts that were signed. */
static bool quote_order(context_t *context, const quote_t *quote, int64_t *order_id) {
    order_request_t request = {.sale = quote->sale, .quote_id = quote->id};
    request.sale.date = context_today(context);
    return order_create(context, &request, order_id);
}

static const char SQL_WON_STAGE[] =
    "SELECT s.id FROM opportunity o JOIN stage s ON s.pipeline_id = o.pipeline_id WHERE o.id = $1 "
    "AND o.outcome <> 'won' AND o.archived_at IS NULL AND s.outcome = 'won' AND s.archived_at IS NULL "
    "ORDER BY s.position, s.id LIMIT 1";

/* A signature wins the deal, whatever else its stage would ask for and whoever owns it. */
static bool quote_win(context_t *context, const quote_t *quote) {
    actor_t signer = ACTOR_PROGRAM;
    opportunity_move_t move = {.values = record_new(context->arena, &OPPORTUNITY)};
    record_t *won = NULL;
    context_t winning = *context;
    int64_t opportunity = quote->sale.opportunity_id;
    if (opportunity == 0) return true;
    if (!store_get_int(context->tx, &move.stage_id, SQL_WON_STAGE, "i", opportunity)) return context_done(context);
    signer.user_id = context->actor->user_id;
    signer.locale = context->actor->locale;
    winning.actor = &signer;
    move.values->action = "accepted";
    return opportunity_move(&winning, opportunity, 0, &move, &won);
}

static bool quote_sign(context_t *context, const quote_t *quote, const quote_signature_t *signature) {
    record_t *input = record_new(context->arena, &QUOTE);
    record_set_text(input, "status", "accepted");
    record_set_number(input, "decided_at", context->now);
    record_set_text(input, "signed_by", signature->name);
    if (signature->title != NULL && *signature->title != '\0') record_set_text(input, "signed_title", signature->title);
    if (signature->address != NULL) record_set_text(input, "signed_address", signature->address);
    record_set_text(input, "document_hash", quote_hash(context->arena, quote));
    return quote_update(context, quote, input);
}

bool quote_accept(context_t *context, int64_t id, const quote_signature_t *signature, int64_t *order_id) {
    quote_t quote;
    *order_id = 0;
    if (!quote_load_to_decide(context, id, &quote)) return false;
    if (text_equal(quote.status, "accepted") && store_get_int(context->tx, order_id, SQL_ORDER, "i", id)) return true;
    if (!quote_check_open(context, &quote) || !check_length(context, "name", signature->name, NAME_LENGTH))
        return false;
    if (signature->title != NULL && *signature->title != '\0' &&
        !check_length(context, "title", signature->title, NAME_LENGTH))
        return false;
    if (signature->hash != NULL && !text_equal(signature->hash, quote_hash(context->arena, &quote)))
        return problem_set(context->problem, PROBLEM_CONFLICT, "changed",
                           "The quote is not the one that was shown. Read it again, then accept it.");
    return quote_order(context, &quote, order_id) && quote_win(context, &quote) &&
           quote_sign(context, &quote, signature) && quote_tell_owner(context, &quote, ACCEPTED, signature->name);
}

bool quote_decline(context_t *context, int64_t id, const char *reason) {
    quote_t quote;
    record_t *input = record_new(context->arena, &QUOTE);
    if (!quote_load_to_decide(context, id, &quote)) return false;
    if (text_equal(quote.status, "declined")) return true;
    if (!quote_check_open(context, &quote)) return false;
    record_set_text(input, "status", "declined");
    record_set_number(input, "decided_at", context->now);
    if (reason != NULL && *reason != '\0') {
        if (!check_length(context, "reason", reason, REASON_LENGTH)) return false;
        record_set_text(input, "decline_reason", reason);
    }
    return quote_update(context, &quote, input) && quote_tell_owner(context, &quote, DECLINED, reason);
}

bool quote_choose_lines(context_t *context, int64_t id, const int64_t *lines, size_t count) {
    quote_t quote;
    if (!quote_load_to_decide(context, id, &quote)) return false;
    if (!text_equal(quote.status, "draft") && !quote_check_open(context, &quote)) return false;
    return quote_choose(context, &quote, lines, count);
}

static const char SQL_COMMENTS[] = "SELECT count(*) FROM quote_comment WHERE quote_id = $1";
static const char SQL_COMMENT[] =
    "INSERT INTO quote_comment (quote_id, at, user_id, name, body) VALUES ($1, $2, nullif(CAST($3 AS BIGINT), 0), $4, "
    "$5)";

bool quote_comment(context_t *context, int64_t id, const char *name, const char *body) {
    quote_t quote;
    int64_t count = 0;
    bool customer = name != NULL;
    if (!quote_load_to_decide(context, id, &quote)) return false;
    if (!customer) name = context->actor->name;
    check_length(context, "name", name, NAME_LENGTH);
    check_length(context, "body", body, COMMENT_LENGTH);
    if (problem_is_set(context->problem)) return false;
    if (!store_get_int(context->tx, &count, SQL_COMMENTS, "i", id)) return context_done(context);
    if (count >= QUOTE_COMMENTS)
        return problem_set(context->problem, PROBLEM_TOO_MANY_REQUESTS, "too_many",
                           "This quote has as many comments as it takes. Use another way to talk about it.");
    store_run(context->tx, NULL, SQL_COMMENT, "iiitt", id, context->now, customer ? 0 : context->actor->user_id, name,
              body);
    const char *said = arena_printf(context->arena, "%s: %s", name, body);
    return context_done(context) && quote_tell_owner(context, &quote, SAID, said);
}

bool quote_see(context_t *context, int64_t id) {
    quote_t quote;
    record_t *input = record_new(context->arena, &QUOTE);
    if (!quote_load(context, id, &quote)) return false;
    if (!record_is_null(quote.record, "viewed_at")) return true;
    record_set_number(input, "viewed_at", context->now);
    return quote_update(context, &quote, input) && quote_tell_owner(context, &quote, SEEN, NULL);
}
