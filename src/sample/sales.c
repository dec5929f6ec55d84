#include "sample/sales.h"

#include "base/text.h"

#include <stdlib.h>

enum { SALES_PART = 0x53414C45, PARTS_PERCENT = 25, RETURN_PERCENT = 6, COSTS_PERCENT = 65 };

static const moment_t DAY = (moment_t)24 * 60 * 60 * 1000;
static const moment_t MORNING = (moment_t)9 * 60 * 60 * 1000;

void sales_act_as(const sales_scene_t *scene, int64_t user) {
    actor_t *actor = ARENA_ARRAY(scene->context->arena, actor_t, 1);
    *actor = ACTOR_PROGRAM;
    actor->user_id = user;
    scene->context->actor = actor;
}

const char *sales_date(const sales_scene_t *scene, int64_t day) {
    return date_format(scene->context->arena, date_from_days(day));
}

/* Nothing happens on a Saturday or Sunday, and nothing that is still to come. */
static void sales_add(sales_t *sales, int64_t day, sales_step_t step, sales_deal_t *deal) {
    int64_t weekday = (day + 3) % 7;
    if (weekday > 4) day += 7 - weekday;
    if (day > sales->today) return;
    if (sales->event_count == sales->event_room) {
        size_t room = sales->event_room == 0 ? 1024 : 2 * sales->event_room;
        sales_event_t *events = ARENA_ARRAY(sales->arena, sales_event_t, room);
        if (sales->event_count > 0) memcpy(events, sales->events, sales->event_count * sizeof *events);
        sales->events = events;
        sales->event_room = room;
    }
    sales->events[sales->event_count] = (sales_event_t){day, sales->event_count, step, deal};
    sales->event_count++;
}

static int sales_compare(const void *one, const void *other) {
    const sales_event_t *a = one, *b = other;
    if (a->day != b->day) return a->day < b->day ? -1 : 1;
    return a->number < b->number ? -1 : 1;
}

static const char SQL_DEALS[] =
    "SELECT o.id, o.account_id, o.owner_id, coalesce(a.branch_id, 0), o.amount, o.currency, "
    "coalesce(o.closed_on, ''), c.name, p.id, p.price, p.cost, p.kind, o.outcome "
    "FROM opportunity o JOIN account a ON a.id = o.account_id JOIN contact c ON c.id = o.contact_id "
    "JOIN product p ON p.id = (SELECT min(x.target_id) FROM opportunity_product x WHERE x.record_id = o.id) "
    "WHERE o.outcome IN ('won', 'open') AND o.amount IS NOT NULL AND o.owner_id IS NOT NULL AND o.archived_at IS NULL "
    "AND a.id % $1 = 0 ORDER BY o.id";

static void deal_take(const sales_t *sales, const store_statement_t *row, uint64_t seed, sales_deal_t *deal) {
    date_t closed;
    *deal = (sales_deal_t){.opportunity = store_column_int(row, 0),
                           .account = store_column_int(row, 1),
                           .owner = store_column_int(row, 2),
                           .branch = store_column_int(row, 3),
                           .amount = store_column_int(row, 4),
                           .currency = arena_strdup(sales->arena, store_column_text(row, 5)),
                           .signed_by = arena_strdup(sales->arena, store_column_text(row, 7)),
                           .product = store_column_int(row, 8),
                           .price = store_column_int(row, 9),
                           .cost = store_column_int(row, 10),
                           .kind = arena_strdup(sales->arena, store_column_text(row, 11))};
    deal->day = date_parse(store_column_text(row, 6), &closed) ? date_to_days(closed) : 0;
    deal->discounted = deal->amount % deal->price != 0;
    deal->quantity = deal->discounted ? deal->amount * 100 / 95 / deal->price : deal->amount / deal->price;
    deal->chance = chance_create(seed, (uint64_t)SALES_PART + (uint64_t)deal->opportunity);
}

/* Some open deals have an offer on the table; what was won is delivered, at once or in two parts. */
static void deal_plan(sales_t *sales, sales_deal_t *deal) {
    chance_t *chance = &deal->chance;
    if (deal->day == 0) {
        if (chance_percent(chance, 30))
            sales_add(sales, sales->today - chance_between(chance, 0, 12), sales_offer, deal);
        return;
    }
    if (text_equal(deal->kind, "subscription")) {
        sales_add(sales, deal->day, sales_subscribe, deal);
        return;
    }
    sales_add(sales, deal->day, sales_order, deal);
    int64_t delivered = deal->day + chance_between(chance, 3, 30);
    if (deal->quantity > 1 && chance_percent(chance, PARTS_PERCENT)) {
        sales_add(sales, delivered, sales_deliver_part, deal);
        delivered += chance_between(chance, 10, 45);
    }
    sales_add(sales, delivered, sales_deliver, deal);
    if (text_equal(deal->kind, "goods") && chance_percent(chance, RETURN_PERCENT))
        sales_add(sales, delivered + chance_between(chance, 3, 20), sales_take_back, deal);
}

/* The company's own calendar: rates, months, years, and a look at what is due each Friday. */
static void sales_plan_calendar(sales_t *sales) {
    sales_add(sales, sales->first_day, sales_open_books, NULL);
    for (int64_t day = sales->first_day; day <= sales->today; day++) {
        date_t date = date_from_days(day);
        if (date.day == 1) sales_add(sales, day, sales_publish_rates, NULL);
        if ((day + 3) % 7 == 4) sales_add(sales, day, sales_collect, NULL);
        if (date.day == 6 && day > sales->first_day + 20) sales_add(sales, day, sales_end_month, NULL);
        if (date.day == 25 && date.month == 1 && day > sales->first_day + 60)
            sales_add(sales, day, sales_end_year, NULL);
    }
}

static const char SQL_FIRST_WIN[] =
    "SELECT coalesce(min(o.closed_on), '') FROM opportunity o WHERE o.outcome = 'won' AND o.account_id % $1 = 0";

/* The books begin with the year in which something was won for the first time. */
static bool sales_begin(context_t *context, int64_t share, sales_t *sales) {
    date_t first = date_from_moment(context->now);
    sales->today = date_to_days(first);
    const char *win = store_get_text(context->tx, context->arena, SQL_FIRST_WIN, "i", share);
    if (win == NULL) return false;
    if (*win != '\0' && !date_parse(win, &first)) return false;
    sales->first_day = date_to_days((date_t){.year = first.year, .month = 1, .day = 1});
    sales->event_count = 0;
    memset(sales->won, 0, sizeof sales->won);
    return true;
}

static size_t year_of(const sales_t *sales, int64_t day) {
    int year = date_from_days(day).year - date_from_days(sales->first_day).year;
    return year < SALES_YEARS ? (size_t)year : SALES_YEARS - 1;
}

/* People and rent cost their share of what is won in the year; of this one, what was won so far. */
static int64_t monthly_costs_of(const sales_t *sales, int64_t day) {
    bool this_year = date_from_days(day).year == date_from_days(sales->today).year;
    int months = this_year ? date_from_days(sales->today).month : 12;
    return sales->won[year_of(sales, day)] * COSTS_PERCENT / 100 / months / 100 * 100;
}

bool sales_plan(context_t *context, uint64_t seed, int accounts, sales_t *sales) {
    int64_t share = (accounts + SALES_ACCOUNTS - 1) / SALES_ACCOUNTS;
    if (!sales_begin(context, share, sales)) return false;
    sales_plan_calendar(sales);
    store_statement_t *rows = store_query(context->tx, SQL_DEALS, "i", share);
    while (store_step(rows)) {
        sales_deal_t *deal = ARENA_ARRAY(sales->arena, sales_deal_t, 1);
        deal_take(sales, rows, seed, deal);
        if (deal->quantity < 1) continue;
        if (deal->day != 0) sales->won[year_of(sales, deal->day)] += deal->amount;
        deal_plan(sales, deal);
    }
    if (!store_end(rows)) return context_done(context);
    if (sales->event_count > 0) qsort(sales->events, sales->event_count, sizeof *sales->events, sales_compare);
    return true;
}

bool sales_carry_out(context_t *context, const company_t *company, const sales_t *sales, size_t first, size_t count) {
    const actor_t *actor = context->actor;
    const moment_t now = context->now;
    bool ok = true;
    for (size_t i = first; ok && i < first + count && i < sales->event_count; i++) {
        const sales_event_t *event = &sales->events[i];
        const moment_t at = event->day * DAY + MORNING + (moment_t)(event->number % 500) * 60000;
        sales_scene_t scene = {.context = context,
                               .company = company,
                               .today = sales->today,
                               .day = event->day,
                               .monthly_costs = monthly_costs_of(sales, event->day)};
        context->now = at < now ? at : now;
        scene.date = sales_date(&scene, event->day);
        sales_act_as(&scene, company->accountant);
        ok = event->step(&scene, event->deal);
    }
    context->now = now;
    context->actor = actor;
    return ok;
}
