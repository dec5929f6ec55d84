#include "insight/overview.h"

#include "base/money.h"
#include "catalogue/history.h"
#include "catalogue/policy.h"
#include "catalogue/select.h"
#include "customer/account.h"
#include "customer/attachment.h"
#include "customer/contact.h"
#include "customer/follow.h"
#include "customer/interaction.h"
#include "customer/promise.h"
#include "customer/stakeholder.h"
#include "customer/task.h"
#include "insight/account_trade.h"
#include "ledger/customer_figures.h"
#include "pipeline/opportunity.h"
#include "pipeline/quiet.h"

enum { HISTORY_ITEMS = 20, SHOWN_INTERACTIONS = 50 };

typedef struct overview {
    context_t *context;
    json_writer_t writer;
    store_value_t id;
} overview_t;

/* The records of a type for which `tail` holds, as an array; `tail` refers to the overview's record as $1. */
static bool overview_records(overview_t *overview, const char *key, const record_type_t *type, const char *tail) {
    record_t **records = NULL;
    size_t count = 0;
    if (!select_where(overview->context, type, &(select_tail_t){tail, &overview->id, 1}, &records, &count))
        return false;
    json_write_array(&overview->writer, key);
    for (size_t i = 0; i < count; i++) record_write_json(overview->context, records[i], &overview->writer, NULL);
    json_write_close(&overview->writer);
    return true;
}

/* The newest interactions, and whether older ones are left for the list. */
static bool overview_interactions(overview_t *overview, const char *tail) {
    record_t **records = NULL;
    size_t count = 0;
    if (!select_where(overview->context, &INTERACTION, &(select_tail_t){tail, &overview->id, 1}, &records, &count))
        return false;
    size_t shown = count < SHOWN_INTERACTIONS ? count : SHOWN_INTERACTIONS;
    json_write_object(&overview->writer, "interactions");
    json_write_array(&overview->writer, "items");
    for (size_t i = 0; i < shown; i++) record_write_json(overview->context, records[i], &overview->writer, NULL);
    json_write_close(&overview->writer);
    json_write_bool(&overview->writer, "more", count > shown);
    json_write_close(&overview->writer);
    return true;
}

static bool overview_tasks(overview_t *overview, const char *open, const char *done) {
    json_write_object(&overview->writer, "tasks");
    if (!overview_records(overview, "open", &TASK, open) || !overview_records(overview, "done", &TASK, done))
        return false;
    json_write_close(&overview->writer);
    return true;
}

/* Open ones by due date, then the last that were settled. */
static bool overview_promises(overview_t *overview, const char *open, const char *settled) {
    json_write_object(&overview->writer, "promises");
    if (!overview_records(overview, "open", &PROMISE, open) ||
        !overview_records(overview, "settled", &PROMISE, settled))
        return false;
    json_write_close(&overview->writer);
    return true;
}

static bool overview_may(overview_t *overview, const record_t *record) {
    static const struct {
        const char *key;
        policy_action_t action;
    } actions[] = {{"update", POLICY_UPDATE}, {"archive", POLICY_ARCHIVE}, {"delete", POLICY_DELETE}};
    json_write_object(&overview->writer, "may");
    for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
        problem_t ignored = problem_create(overview->context->arena);
        context_t asking = *overview->context;
        asking.problem = &ignored;
        json_write_bool(&overview->writer, actions[i].key, policy_check(&asking, record, record, actions[i].action));
    }
    json_write_close(&overview->writer);
    return true;
}

/* What every overview ends with. */
static bool overview_end(overview_t *overview, const record_t *record) {
    const history_page_t page = {record->type, record->id, 0, HISTORY_ITEMS};
    bool ok = history_write_json(overview->context, &page, &overview->writer, "history") &&
              attachment_write_list(overview->context, record->type, record->id, &overview->writer, "attachments") &&
              follow_write(overview->context, record->type, record->id, &overview->writer, "follow") &&
              overview_may(overview, record);
    json_write_close(&overview->writer);
    return ok;
}

static bool overview_begin(overview_t *overview, context_t *context, const record_type_t *type, int64_t id, text_t *out,
                           record_t **record) {
    *overview = (overview_t){.context = context, .writer = json_begin(out), .id = {.kind = STORE_INT, .number = id}};
    if (!record_load(context, type, id, record)) return false;
    json_write_object(&overview->writer, NULL);
    record_write_json(context, *record, &overview->writer, type->name);
    return true;
}

static const char SQL_MONEY[] =
    "SELECT outcome, currency, count(*), coalesce(sum(amount), 0), coalesce(sum(weighted_amount), 0) "
    "FROM opportunity WHERE account_id = $1 AND archived_at IS NULL GROUP BY outcome, currency "
    "ORDER BY outcome, currency";

static const char SQL_WON_BY_YEAR[] =
    "SELECT substr(closed_on, 1, 4), currency, coalesce(sum(amount), 0), count(*) FROM opportunity "
    "WHERE account_id = $1 AND outcome = 'won' AND archived_at IS NULL AND closed_on IS NOT NULL "
    "GROUP BY 1, 2 ORDER BY 1, 2";

static const char SQL_CHILDREN[] =
    "SELECT id, name FROM account WHERE parent_id = $1 AND archived_at IS NULL ORDER BY lower(name), id LIMIT 200";

static void overview_money(overview_t *overview, const char *key, const char *currency, int64_t amount) {
    const currency_t *known = currency_find(currency);
    json_write_text(&overview->writer, key, money_format(overview->context->arena, amount, known));
}

typedef struct money_total {
    char outcome; /* o, w or l */
    const char *currency;
    int64_t count, amount, weighted;
} money_total_t;

static void overview_write_totals(overview_t *overview, const char *key, char outcome, const money_total_t *totals,
                                  size_t count) {
    json_write_array(&overview->writer, key);
    for (size_t i = 0; i < count; i++) {
        if (totals[i].outcome != outcome) continue;
        json_write_object(&overview->writer, NULL);
        json_write_text(&overview->writer, "currency", totals[i].currency);
        json_write_int(&overview->writer, "count", totals[i].count);
        overview_money(overview, "amount", totals[i].currency, totals[i].amount);
        overview_money(overview, "weighted", totals[i].currency, totals[i].weighted);
        json_write_close(&overview->writer);
    }
    json_write_close(&overview->writer);
}

static int64_t overview_count(const money_total_t *totals, size_t count, char outcome) {
    int64_t deals = 0;
    for (size_t i = 0; i < count; i++)
        if (totals[i].outcome == outcome) deals += totals[i].count;
    return deals;
}

static bool overview_totals(overview_t *overview) {
    enum { MAX_TOTALS = 64 };
    context_t *context = overview->context;
    money_total_t *totals = ARENA_ARRAY(context->arena, money_total_t, MAX_TOTALS);
    size_t count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_MONEY, "i", overview->id.number);
    while (store_step(rows) && count < MAX_TOTALS)
        totals[count++] =
            (money_total_t){store_column_text(rows, 0)[0], arena_strdup(context->arena, store_column_text(rows, 1)),
                            store_column_int(rows, 2), store_column_int(rows, 3), store_column_int(rows, 4)};
    if (!store_end(rows)) return context_done(context);
    json_write_object(&overview->writer, "totals");
    overview_write_totals(overview, "open", 'o', totals, count);
    overview_write_totals(overview, "won", 'w', totals, count);
    json_write_object(&overview->writer, "deals");
    json_write_int(&overview->writer, "open", overview_count(totals, count, 'o'));
    json_write_int(&overview->writer, "won", overview_count(totals, count, 'w'));
    json_write_int(&overview->writer, "lost", overview_count(totals, count, 'l'));
    json_write_close(&overview->writer);
    json_write_close(&overview->writer);
    return true;
}

static bool overview_won_by_year(overview_t *overview) {
    json_write_array(&overview->writer, "won_by_year");
    store_statement_t *rows = store_query(overview->context->tx, SQL_WON_BY_YEAR, "i", overview->id.number);
    while (store_step(rows)) {
        json_write_object(&overview->writer, NULL);
        json_write_text(&overview->writer, "year", store_column_text(rows, 0));
        json_write_text(&overview->writer, "currency", store_column_text(rows, 1));
        overview_money(overview, "amount", store_column_text(rows, 1), store_column_int(rows, 2));
        json_write_int(&overview->writer, "count", store_column_int(rows, 3));
        json_write_close(&overview->writer);
    }
    json_write_close(&overview->writer);
    return store_end(rows) || context_done(overview->context);
}

static bool overview_children(overview_t *overview) {
    json_write_array(&overview->writer, "children");
    store_statement_t *rows = store_query(overview->context->tx, SQL_CHILDREN, "i", overview->id.number);
    while (store_step(rows)) {
        json_write_object(&overview->writer, NULL);
        json_write_int(&overview->writer, "id", store_column_int(rows, 0));
        json_write_text(&overview->writer, "title", store_column_text(rows, 1));
        json_write_close(&overview->writer);
    }
    json_write_close(&overview->writer);
    return store_end(rows) || context_done(overview->context);
}

static bool overview_opportunities(overview_t *overview) {
    json_write_object(&overview->writer, "opportunities");
    bool ok = overview_records(overview, "open", &OPPORTUNITY,
                               "WHERE t.account_id = $1 AND t.outcome = 'open' AND t.archived_at IS NULL "
                               "ORDER BY t.expected_close NULLS LAST, t.id LIMIT 100") &&
              quiet_write_of_account(overview->context, overview->id.number, &overview->writer, "quiet") &&
              overview_records(overview, "closed", &OPPORTUNITY,
                               "WHERE t.account_id = $1 AND t.outcome <> 'open' AND t.archived_at IS NULL "
                               "ORDER BY t.closed_on DESC NULLS LAST, t.id DESC LIMIT 50");
    json_write_close(&overview->writer);
    return ok;
}

bool account_overview_write(context_t *context, int64_t id, text_t *out) {
    overview_t overview;
    record_t *account = NULL;
    return overview_begin(&overview, context, &ACCOUNT, id, out, &account) &&
           overview_records(&overview, "stakeholders", &STAKEHOLDER,
                            "WHERE t.account_id = $1 AND t.archived_at IS NULL ORDER BY t.id LIMIT 200") &&
           overview_records(
               &overview, "contacts", &CONTACT,
               "WHERE t.account_id = $1 AND t.archived_at IS NULL ORDER BY lower(t.name), t.id LIMIT 200") &&
           overview_interactions(&overview,
                                 "WHERE t.account_id = $1 AND t.archived_at IS NULL "
                                 "ORDER BY t.start_at DESC, t.id DESC LIMIT 51") &&
           overview_opportunities(&overview) &&
           overview_tasks(&overview,
                          "WHERE t.account_id = $1 AND t.done = 0 AND t.archived_at IS NULL "
                          "ORDER BY t.due NULLS LAST, t.id LIMIT 200",
                          "WHERE t.account_id = $1 AND t.done = 1 AND t.archived_at IS NULL "
                          "ORDER BY t.done_at DESC, t.id DESC LIMIT 20") &&
           overview_promises(&overview,
                             "WHERE t.account_id = $1 AND t.status = 'open' AND t.archived_at IS NULL "
                             "ORDER BY t.due NULLS LAST, t.id LIMIT 200",
                             "WHERE t.account_id = $1 AND t.status <> 'open' AND t.archived_at IS NULL "
                             "ORDER BY t.updated_at DESC, t.id DESC LIMIT 20") &&
           overview_won_by_year(&overview) && overview_totals(&overview) &&
           customer_figures_write(context, id, &overview.writer, "ledger") &&
           account_trade_write(context, id, &overview.writer, "trade") && overview_children(&overview) &&
           stakeholder_write_missing_roles(context, id, &overview.writer, "missing_roles") &&
           overview_end(&overview, account);
}

bool opportunity_overview_write(context_t *context, int64_t id, text_t *out) {
    overview_t overview;
    record_t *opportunity = NULL;
    return overview_begin(&overview, context, &OPPORTUNITY, id, out, &opportunity) &&
           overview_records(
               &overview, "stakeholders", &STAKEHOLDER,
               "WHERE t.archived_at IS NULL AND (t.opportunity_id = $1 OR (t.opportunity_id IS NULL AND "
               "t.account_id = (SELECT account_id FROM opportunity WHERE id = $1))) ORDER BY t.id LIMIT 200") &&
           overview_interactions(&overview,
                                 "WHERE t.opportunity_id = $1 AND t.archived_at IS NULL "
                                 "ORDER BY t.start_at DESC, t.id DESC LIMIT 51") &&
           overview_tasks(&overview,
                          "WHERE t.opportunity_id = $1 AND t.done = 0 AND t.archived_at IS NULL "
                          "ORDER BY t.due NULLS LAST, t.id LIMIT 200",
                          "WHERE t.opportunity_id = $1 AND t.done = 1 AND t.archived_at IS NULL "
                          "ORDER BY t.done_at DESC, t.id DESC LIMIT 20") &&
           overview_promises(&overview,
                             "WHERE t.opportunity_id = $1 AND t.status = 'open' AND t.archived_at IS NULL "
                             "ORDER BY t.due NULLS LAST, t.id LIMIT 200",
                             "WHERE t.opportunity_id = $1 AND t.status <> 'open' AND t.archived_at IS NULL "
                             "ORDER BY t.updated_at DESC, t.id DESC LIMIT 20") &&
           opportunity_write_stage_log(context, id, &overview.writer, "stage_log") &&
           quiet_write_one(context, id, &overview.writer, "quiet") && overview_end(&overview, opportunity);
}

bool contact_overview_write(context_t *context, int64_t id, text_t *out) {
    overview_t overview;
    record_t *contact = NULL;
    return overview_begin(&overview, context, &CONTACT, id, out, &contact) &&
           overview_records(&overview, "stakeholders", &STAKEHOLDER,
                            "WHERE t.contact_id = $1 AND t.archived_at IS NULL ORDER BY t.id LIMIT 200") &&
           overview_interactions(&overview,
                                 "WHERE t.id IN (SELECT record_id FROM interaction_contact WHERE target_id = $1) "
                                 "AND t.archived_at IS NULL ORDER BY t.start_at DESC, t.id DESC LIMIT 51") &&
           overview_tasks(&overview,
                          "WHERE t.contact_id = $1 AND t.done = 0 AND t.archived_at IS NULL "
                          "ORDER BY t.due NULLS LAST, t.id LIMIT 200",
                          "WHERE t.contact_id = $1 AND t.done = 1 AND t.archived_at IS NULL "
                          "ORDER BY t.done_at DESC, t.id DESC LIMIT 20") &&
           overview_promises(&overview,
                             "WHERE t.contact_id = $1 AND t.status = 'open' AND t.archived_at IS NULL "
                             "ORDER BY t.due NULLS LAST, t.id LIMIT 200",
                             "WHERE t.contact_id = $1 AND t.status <> 'open' AND t.archived_at IS NULL "
                             "ORDER BY t.updated_at DESC, t.id DESC LIMIT 20") &&
           overview_end(&overview, contact);
}
