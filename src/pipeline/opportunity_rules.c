#include "pipeline/opportunity_rules.h"

#include "base/date.h"
#include "base/decimal.h"
#include "base/text.h"
#include "customer/mention.h"
#include "pipeline/demand.h"
#include "pipeline/opportunity.h"
#include "pipeline/stage.h"

enum { MILLISECONDS_OF_DAY = 24 * 60 * 60 * 1000 };

static const char SQL_PRODUCT_NAME[] = "SELECT name FROM product WHERE id = $1";
static const char SQL_ACCOUNT_NAME[] = "SELECT name FROM account WHERE id = $1";
static const char SQL_CONTACT_ACCOUNT[] = "SELECT account_id FROM contact WHERE id = $1";

static const char SQL_LOG_MOVE[] =
    "INSERT INTO stage_move (opportunity_id, from_stage_id, to_stage_id, at, by_user_id, days_spent) "
    "VALUES ($1, $2, $3, $4, $5, $6)";

/* A deal that was given no name is called after what is sold and to whom. */
static void opportunity_complete_name(context_t *context, record_t *opportunity) {
    if (!record_is_null(opportunity, "name")) return;
    const value_t *products = record_value(opportunity, "products");
    const char *product = NULL;
    const char *account = NULL;
    if (products->id_count > 0)
        product = store_get_text(context->tx, context->arena, SQL_PRODUCT_NAME, "i", products->ids[0]);
    if (!record_is_null(opportunity, "account"))
        account =
            store_get_text(context->tx, context->arena, SQL_ACCOUNT_NAME, "i", record_number(opportunity, "account"));
    if (product != NULL && account != NULL)
        record_set_text(opportunity, "name", arena_printf(context->arena, "%s · %s", product, account));
    else if (product != NULL || account != NULL)
        record_set_text(opportunity, "name", product != NULL ? product : account);
}

static void opportunity_complete_account(context_t *context, record_t *opportunity) {
    int64_t account = 0;
    if (!record_is_null(opportunity, "account") || record_is_null(opportunity, "contact")) return;
    if (store_get_int(context->tx, &account, SQL_CONTACT_ACCOUNT, "i", record_number(opportunity, "contact")) &&
        account != 0)
        record_set_number(opportunity, "account", account);
}

static bool opportunity_stage(context_t *context, record_t *opportunity, stage_t *out) {
    if (!record_is_null(opportunity, "stage")) return stage_load(context, record_number(opportunity, "stage"), out);
    if (!stage_first(context, out)) return false;
    record_set_number(opportunity, "stage", out->id);
    return true;
}

/* A forecast category that the person gives with the move counts; otherwise the new stage's does. */
static void opportunity_follow_stage(context_t *context, const record_t *before, record_t *after,
                                     const stage_t *stage) {
    record_set_number(after, "pipeline", stage->pipeline_id);
    record_set_text(after, "outcome", stage->outcome);
    if (!record_differs(before, after, "stage")) return;
    record_set_number(after, "stage_since", context->now);
    bool chosen = !record_is_null(after, "forecast_category") && record_differs(before, after, "forecast_category");
    if (!chosen || !text_equal(stage->outcome, "open"))
        record_set_text(after, "forecast_category", stage->forecast_category);
}

/* Weighted amount = amount × probability. A closed deal is certain, whatever was guessed while it was open. */
static bool opportunity_weigh(context_t *context, record_t *opportunity, const stage_t *stage) {
    bool overridden = text_equal(stage->outcome, "open") && !record_is_null(opportunity, "probability_override");
    int64_t probability = overridden ? record_number(opportunity, "probability_override") : stage->probability;
    record_set_number(opportunity, "probability", probability);
    if (record_is_null(opportunity, "amount")) {
        record_set_null(opportunity, "weighted_amount");
        return true;
    }
    int64_t weighted = 0;
    if (!decimal_multiply(record_number(opportunity, "amount"), probability, 4, &weighted))
        return problem_add_field(context->problem, "amount", "too_large", "This amount is too large.");
    record_set_number(opportunity, "weighted_amount", weighted);
    return true;
}

/* Deals that come in closed, from another system, closed when they were expected to; a move closes today. */
static void opportunity_date(context_t *context, const record_t *before, record_t *after, const stage_t *stage) {
    if (before == NULL && record_is_null(after, "opened_on") && text_equal(stage->outcome, "open"))
        record_set_text(after, "opened_on", context_today(context));
    if (text_equal(stage->outcome, "open")) {
        record_set_null(after, "closed_on");
        return;
    }
    if (!record_is_null(after, "closed_on")) return;
    const char *expected = record_text(after, "expected_close");
    record_set_text(after, "closed_on", before == NULL && expected != NULL ? expected : context_today(context));
}

static bool opportunity_count_days(context_t *context, record_t *opportunity) {
    const char *opened = record_text(opportunity, "opened_on");
    const char *closed = record_text(opportunity, "closed_on");
    date_t from, until;
    if (opened == NULL || closed == NULL || !date_parse(opened, &from) || !date_parse(closed, &until)) {
        record_set_null(opportunity, "cycle_days");
        return true;
    }
    int64_t days = date_to_days(until) - date_to_days(from);
    if (days < 0)
        return problem_add_field(context->problem, "closed_on", "before_start",
                                 "The deal cannot close on %s, before it was opened on %s.", closed, opened);
    record_set_number(opportunity, "cycle_days", days);
    return true;
}

/* Lost reasons explain lost deals; on any other they would be counted wrongly. */
static void opportunity_clear_lost_reason(record_t *opportunity, const stage_t *stage) {
    if (text_equal(stage->outcome, "lost")) return;
    record_set_null(opportunity, "lost_reason");
    record_set_null(opportunity, "lost_note");
}

static bool opportunity_log_move(context_t *context, const record_t *before, const record_t *after) {
    if (!record_differs(before, after, "stage")) return true;
    const int64_t *user = context->actor->user_id != 0 ? &context->actor->user_id : NULL;
    int64_t from = record_number(before != NULL ? before : after, "stage");
    int64_t days = 0;
    if (before != NULL) days = (context->now - record_number(before, "stage_since")) / MILLISECONDS_OF_DAY;
    store_run(context->tx, NULL, SQL_LOG_MOVE, "ioiioo", after->id, before != NULL ? &from : NULL,
              record_number(after, "stage"), context->now, user, before != NULL ? &days : NULL);
    return context_done(context);
}

static const char *const MENTIONING[] = {"description", "lost_note", NULL};

bool opportunity_write(context_t *context, const record_t *before, record_t *after) {
    stage_t stage;
    opportunity_complete_account(context, after);
    opportunity_complete_name(context, after);
    if (!opportunity_stage(context, after, &stage)) return false;
    opportunity_follow_stage(context, before, after, &stage);
    opportunity_clear_lost_reason(after, &stage);
    opportunity_date(context, before, after, &stage);
    if (!demand_check(context, &stage, before, after)) return false;
    if (!opportunity_weigh(context, after, &stage) || !opportunity_count_days(context, after)) return false;
    return record_save(context, before, after) && opportunity_log_move(context, before, after) &&
           mention_write(context, before, after, MENTIONING);
}
