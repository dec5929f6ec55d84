#include "pipeline/handover.h"

#include "base/money.h"
#include "base/text.h"
#include "customer/account.h"
#include "customer/contact.h"
#include "customer/notification.h"
#include "customer/promise.h"
#include "customer/task.h"
#include "customer/user.h"
#include "pipeline/lead.h"
#include "pipeline/opportunity.h"

#include <stdlib.h>

enum { TYPES = 6, MOST = 50000, CURRENCIES = 16 };

/* What goes along, accounts first: the rest follows its account. Columns: id, account, amount, currency, and
 * the name of an account. */
static const struct {
    const record_type_t *type;
    const char *key;
    const char *sql;
} PARTS[TYPES] = {
    {&ACCOUNT, "accounts",
     "SELECT a.id, a.id, (SELECT coalesce(sum(o.amount), 0) FROM opportunity o WHERE o.account_id = a.id AND "
     "o.outcome = 'open' AND o.archived_at IS NULL), a.currency, a.name FROM account a "
     "WHERE a.owner_id = $1 AND a.archived_at IS NULL ORDER BY 3 DESC, a.id"},
    {&CONTACT, "contacts",
     "SELECT id, account_id, 0, NULL FROM contact WHERE owner_id = $1 AND archived_at IS NULL ORDER BY id"},
    {&OPPORTUNITY, "opportunities",
     "SELECT id, account_id, coalesce(amount, 0), currency FROM opportunity WHERE owner_id = $1 AND outcome = 'open' AND "
     "archived_at IS NULL ORDER BY id"},
    {&LEAD, "leads",
     "SELECT id, NULL, 0, NULL FROM lead WHERE owner_id = $1 AND status IN ('new', 'working', 'nurturing', 'qualified') AND "
     "archived_at IS NULL ORDER BY id"},
    {&TASK, "tasks",
     "SELECT id, account_id, 0, NULL FROM task WHERE owner_id = $1 AND done = 0 AND archived_at IS NULL ORDER BY id"},
    {&PROMISE, "promises",
     "SELECT id, account_id, 0, NULL FROM promise WHERE owner_id = $1 AND status = 'open' AND archived_at IS NULL "
     "ORDER BY id"},
};

typedef struct item {
    int part;
    int64_t id, account_id, amount;
    const char *currency, *name;
    size_t successor;
    int64_t opportunities; /* of an account: those that go with it */
    bool chosen;
} item_t;

typedef struct share {
    int64_t id;
    const char *name;
    int64_t counts[TYPES];
    int64_t value;
    struct {
        const char *currency;
        int64_t amount;
    } open[CURRENCIES];
    size_t currency_count;
} share_t;

typedef struct handover {
    context_t *context;
    const handover_plan_t *plan;
    const char *from_name;
    item_t *items;
    size_t count;
    item_t **accounts; /* by id */
    size_t account_count;
    share_t *shares;
    int64_t id;
} handover_t;

static const char SQL_USER[] = "SELECT name FROM app_user WHERE id = $1 AND archived_at IS NULL";
static const char SQL_MAY_SIGN_IN[] =
    "SELECT name FROM app_user WHERE id = $1 AND active = 1 AND archived_at IS NULL "
    "AND role IN ('administrator', 'manager', 'representative')";
static const char SQL_IN_MY_TEAM[] =
    "SELECT count(*) FROM app_user u JOIN team t ON t.id = u.team_id WHERE u.id = $1 AND t.manager_id = $2";

static bool handover_may(context_t *context, int64_t from_id, bool deactivate) {
    int64_t led = 0;
    if (context->actor->role == ROLE_ADMINISTRATOR) return true;
    if (context->actor->role == ROLE_MANAGER && !deactivate &&
        !store_get_int(context->tx, &led, SQL_IN_MY_TEAM, "ii", from_id, context->actor->user_id))
        return context_done(context);
    if (led > 0) return true;
    return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                       "Managers hand over what their team owns; administrators hand over anything and say who may not "
                       "sign in any more.");
}

static bool handover_check_successor(handover_t *handover, size_t index) {
    context_t *context = handover->context;
    share_t *share = &handover->shares[index];
    share->id = handover->plan->successors[index];
    share->name = store_get_text(context->tx, context->arena, SQL_MAY_SIGN_IN, "i", share->id);
    if (share->id == handover->plan->from_id)
        return problem_add_field(context->problem, "successors", "same_person",
                                 "%s cannot take over from themselves. Choose somebody else.", handover->from_name);
    for (size_t i = 0; i < index; i++)
        if (handover->shares[i].id == share->id)
            return problem_add_field(context->problem, "successors", "named_twice", "%s is named twice.", share->name);
    if (share->name != NULL) return true;
    const char *name = store_get_text(context->tx, context->arena, SQL_USER, "i", share->id);
    return problem_add_field(context->problem, "successors", "inactive",
                             "%s cannot take anything over: they may not sign in, or only read. Choose somebody else.",
                             name != NULL ? name : "This user");
}

static bool handover_check(handover_t *handover) {
    const handover_plan_t *plan = handover->plan;
    context_t *context = handover->context;
    handover->from_name = store_get_text(context->tx, context->arena, SQL_USER, "i", plan->from_id);
    if (handover->from_name == NULL)
        return problem_add_field(context->problem, "from", "not_found", "There is no such user.");
    if (plan->successor_count == 0)
        return problem_add_field(context->problem, "successors", "required", "Say who takes over.");
    handover->shares = ARENA_ARRAY(context->arena, share_t, plan->successor_count);
    for (size_t i = 0; i < plan->successor_count; i++)
        if (!handover_check_successor(handover, i)) return false;
    return handover_may(context, plan->from_id, plan->deactivate);
}

static int item_compare(const void *left, const void *right) {
    const item_t *a = *(item_t *const *)left, *b = *(item_t *const *)right;
    return (a->id > b->id) - (a->id < b->id);
}

static void handover_index(handover_t *handover) {
    while (handover->account_count < handover->count && handover->items[handover->account_count].part == 0)
        handover->account_count++;
    if (handover->account_count == 0) return;
    handover->accounts = ARENA_ARRAY(handover->context->arena, item_t *, handover->account_count);
    for (size_t i = 0; i < handover->account_count; i++) handover->accounts[i] = &handover->items[i];
    qsort(handover->accounts, handover->account_count, sizeof(item_t *), item_compare);
}

static item_t *handover_account(const handover_t *handover, int64_t account_id) {
    if (handover->account_count == 0) return NULL;
    const item_t wanted = {.id = account_id}, *key = &wanted;
    item_t **found = bsearch(&key, handover->accounts, handover->account_count, sizeof(item_t *), item_compare);
    return found != NULL ? *found : NULL;
}

static bool handover_read(handover_t *handover) {
    context_t *context = handover->context;
    handover->items = ARENA_ARRAY(context->arena, item_t, MOST);
    for (int part = 0; part < TYPES; part++) {
        store_statement_t *rows = store_query(context->tx, PARTS[part].sql, "i", handover->plan->from_id);
        while (store_step(rows) && handover->count < MOST) {
            const char *currency = store_column_text(rows, 3);
            handover->items[handover->count++] = (item_t){
                .part = part,
                .id = store_column_int(rows, 0),
                .account_id = store_column_int(rows, 1),
                .amount = store_column_int(rows, 2),
                .currency = currency != NULL ? arena_strdup(context->arena, currency) : NULL,
                .name = part == 0 ? arena_strdup(context->arena, store_column_text(rows, 4)) : NULL,
            };
        }
        if (!store_end(rows)) return context_done(context);
    }
    handover_index(handover);
    if (handover->count < MOST) return true;
    return problem_set(context->problem, PROBLEM_TOO_LARGE, "too_many", "More than %d records cannot go at once.",
                       MOST);
}

/* Accounts come by falling value, so that whoever has least so far and gets the next ends near the others. */
static size_t handover_least(const handover_t *handover) {
    size_t least = 0;
    for (size_t i = 1; i < handover->plan->successor_count; i++) {
        const share_t *one = &handover->shares[i], *best = &handover->shares[least];
        if (one->value < best->value || (one->value == best->value && one->counts[0] < best->counts[0])) least = i;
    }
    return least;
}

static size_t handover_fewest(const handover_t *handover, int part) {
    size_t fewest = 0;
    for (size_t i = 1; i < handover->plan->successor_count; i++)
        if (handover->shares[i].counts[part] < handover->shares[fewest].counts[part]) fewest = i;
    return fewest;
}

static void share_add_open(share_t *share, const item_t *item) {
    if (item->currency == NULL || item->amount == 0) return;
    for (size_t i = 0; i < share->currency_count; i++)
        if (text_equal(share->open[i].currency, item->currency)) {
            share->open[i].amount += item->amount;
            return;
        }
    if (share->currency_count == CURRENCIES) return;
    share->open[share->currency_count].currency = item->currency;
    share->open[share->currency_count++].amount = item->amount;
}

static void handover_assign(handover_t *handover, item_t *item, size_t successor) {
    share_t *share = &handover->shares[successor];
    item->successor = successor;
    share->counts[item->part]++;
    if (item->part == 0) share->value += item->amount;
    if (PARTS[item->part].type == &OPPORTUNITY) share_add_open(share, item);
}

static bool handover_choose_one(handover_t *handover, const handover_choice_t *choice) {
    problem_t *problem = handover->context->problem;
    size_t successor = 0;
    while (successor < handover->plan->successor_count && handover->shares[successor].id != choice->successor_id)
        successor++;
    item_t *account = handover_account(handover, choice->account_id);
    if (account == NULL)
        return problem_add_field(problem, "accounts", "not_theirs",
                                 "Account %lld is not one of %s's. Look again at what will go where.",
                                 (long long)choice->account_id, handover->from_name);
    if (account->chosen)
        return problem_add_field(problem, "accounts", "named_twice", "%s is named twice.", account->name);
    if (successor == handover->plan->successor_count)
        return problem_add_field(problem, "accounts", "no_successor",
                                 "Whoever gets %s must stand among the successors.", account->name);
    account->chosen = true;
    handover_assign(handover, account, successor);
    return true;
}

/* What is chosen goes first, so that the rest evens it out. */
static bool handover_distribute(handover_t *handover) {
    for (size_t i = 0; i < handover->plan->choice_count; i++)
        if (!handover_choose_one(handover, &handover->plan->choices[i])) return false;
    for (size_t i = 0; i < handover->count; i++) {
        item_t *item = &handover->items[i];
        item_t *account = item->part > 0 ? handover_account(handover, item->account_id) : NULL;
        if (item->chosen) continue;
        if (account != NULL && PARTS[item->part].type == &OPPORTUNITY) account->opportunities++;
        handover_assign(handover, item,
                        account != NULL  ? account->successor
                        : item->part > 0 ? handover_fewest(handover, item->part)
                                         : handover_least(handover));
    }
    return true;
}

static const char SQL_BEGIN[] = "INSERT INTO handover (from_user_id, by_user_id, at) VALUES ($1, $2, $3) RETURNING id";
static const char SQL_KEEP[] =
    "INSERT INTO handover_record (handover_id, record_type, record_id, to_user_id, version) "
    "VALUES ($1, $2, $3, $4, $5)";

static bool handover_give(handover_t *handover, const item_t *item) {
    context_t *context = handover->context;
    const record_type_t *type = PARTS[item->part].type;
    record_t *input = record_new(context->arena, type), *saved = NULL;
    record_set_number(input, "owner", handover->shares[item->successor].id);
    if (!record_update(context, item->id, 0, input, &saved)) return false;
    store_run(context->tx, NULL, SQL_KEEP, "itiii", handover->id, type->name, item->id,
              handover->shares[item->successor].id, saved->version);
    return context_done(context);
}

static bool handover_tell(handover_t *handover) {
    for (size_t i = 0; i < handover->plan->successor_count; i++) {
        const share_t *share = &handover->shares[i];
        const notification_t notification = {
            .user_id = share->id,
            .kind = "handover",
            .record_type = "user",
            .record_id = handover->plan->from_id,
            .detail =
                arena_printf(handover->context->arena, "%lld accounts, %lld opportunities, %lld tasks",
                             (long long)share->counts[0], (long long)share->counts[2], (long long)share->counts[4]),
        };
        if (!notification_send(handover->context, &notification)) return false;
    }
    return true;
}

/* Noted with the records, so that taking it back lets them in again. */
static bool handover_deactivate(handover_t *handover) {
    context_t *context = handover->context;
    int64_t from_id = handover->plan->from_id;
    record_t *input = record_new(context->arena, &USER), *before = NULL, *saved = NULL;
    if (!record_load(context, &USER, from_id, &before)) return false;
    if (record_number(before, "active") == 0) return true;
    record_set_number(input, "active", 0);
    if (!record_update(context, from_id, 0, input, &saved)) return false;
    store_run(context->tx, NULL, SQL_KEEP, "itiii", handover->id, USER.name, from_id, from_id, saved->version);
    return context_done(context);
}

static bool handover_carry_out(handover_t *handover) {
    context_t *context = handover->context;
    if (!store_get_int(context->tx, &handover->id, SQL_BEGIN, "iii", handover->plan->from_id, context->actor->user_id,
                       context->now))
        return context_done(context);
    for (size_t i = 0; i < handover->count; i++)
        if (!handover_give(handover, &handover->items[i])) return false;
    if (handover->plan->deactivate && !handover_deactivate(handover)) return false;
    return handover_tell(handover);
}

static void write_reference(json_writer_t *writer, const char *key, int64_t id, const char *name) {
    json_write_object(writer, key);
    json_write_int(writer, "id", id);
    json_write_text(writer, "title", name);
    json_write_close(writer);
}

static void write_accounts(const handover_t *handover, json_writer_t *writer) {
    json_write_array(writer, "accounts");
    for (size_t i = 0; i < handover->account_count && i < HANDOVER_LISTED; i++) {
        const item_t *account = &handover->items[i];
        json_write_object(writer, NULL);
        write_reference(writer, "account", account->id, account->name);
        json_write_int(writer, "to", handover->shares[account->successor].id);
        json_write_int(writer, "opportunities", account->opportunities);
        json_write_close(writer);
    }
    json_write_close(writer);
}

static void handover_write(handover_t *handover, json_writer_t *writer) {
    json_write_object(writer, NULL);
    if (handover->id != 0)
        json_write_int(writer, "id", handover->id);
    else
        json_write_null(writer, "id");
    write_reference(writer, "from", handover->plan->from_id, handover->from_name);
    json_write_array(writer, "successors");
    for (size_t i = 0; i < handover->plan->successor_count; i++) {
        const share_t *share = &handover->shares[i];
        json_write_object(writer, NULL);
        write_reference(writer, "user", share->id, share->name);
        for (int part = 0; part < TYPES; part++) json_write_int(writer, PARTS[part].key, share->counts[part]);
        json_write_array(writer, "open");
        for (size_t j = 0; j < share->currency_count; j++) {
            const char *currency = share->open[j].currency;
            json_write_object(writer, NULL);
            json_write_text(writer, "currency", currency);
            json_write_text(writer, "amount",
                            money_format(handover->context->arena, share->open[j].amount, currency_find(currency)));
            json_write_close(writer);
        }
        json_write_close(writer);
        json_write_close(writer);
    }
    json_write_close(writer);
    write_accounts(handover, writer);
    json_write_close(writer);
}

actor_t handover_actor(const context_t *context) {
    actor_t actor = *context->actor;
    actor.role = ROLE_ADMINISTRATOR;
    return actor;
}

bool handover_run(context_t *context, const handover_plan_t *plan, json_writer_t *writer) {
    handover_t handover = {.context = context, .plan = plan};
    if (!handover_check(&handover) || !handover_read(&handover) || !handover_distribute(&handover)) return false;
    const actor_t actor = handover_actor(context);
    context_t giving = *context;
    giving.actor = &actor;
    handover.context = &giving;
    if (!plan->dry_run && !handover_carry_out(&handover)) return false;
    handover_write(&handover, writer);
    return context_done(context);
}
