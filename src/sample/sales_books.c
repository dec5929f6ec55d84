/* What the company's accountant does: opens the books, collects what is due, pays, and closes months and years. */
#include "base/money.h"
#include "base/text.h"
#include "ledger/chart.h"
#include "ledger/closing.h"
#include "ledger/ledger.h"
#include "ledger/rate.h"
#include "sample/sales.h"
#include "trade/contract_run.h"
#include "trade/payment.h"
#include "trade/write_off.h"

#include <jansson.h>

enum {
    OPEN_MOST = 5000,
    COLLECT_PART = 0x50415944,
    GIVEN_UP_AFTER = 300,
    LOST_MOST = 1500000,
    CAPITAL_MONTHS = 8,
    RENT_PERCENT = 15
};

static const struct {
    const char *currency;
    int64_t rate, sway; /* for one US dollar, and how far it goes either way; RATE_SCALE */
} RATES[] = {{"EUR", 920000000, 40000000},
             {"SGD", 1340000000, 30000000},
             {"GBP", 790000000, 30000000},
             {"JPY", 148000000000, 9000000000},
             {"CNY", 7180000000, 150000000}};

bool sales_publish_rates(const sales_scene_t *scene, sales_deal_t *deal) {
    (void)deal;
    chance_t chance = chance_create((uint64_t)scene->day, COLLECT_PART);
    for (size_t i = 0; i < sizeof RATES / sizeof RATES[0]; i++) {
        int64_t rate = RATES[i].rate + chance_between(&chance, -RATES[i].sway / 10000, RATES[i].sway / 10000) * 10000;
        if (!rate_set(scene->context, "USD", RATES[i].currency, scene->date, rate)) return false;
    }
    return true;
}

static const char SQL_BY_CODE[] = "SELECT id FROM ledger_account WHERE code = $1 AND archived_at IS NULL";

/* Debits the account of one code and credits that of the other. */
static bool books_post(const sales_scene_t *scene, const char *date, const char *description,
                       const char *const codes[2], int64_t amount) {
    context_t *context = scene->context;
    journal_line_t lines[2] = {{.amount = amount, .currency_amount = amount},
                               {.amount = -amount, .currency_amount = -amount}};
    if (amount == 0) return true;
    for (size_t i = 0; i < 2; i++)
        if (!store_get_int(context->tx, &lines[i].ledger_account_id, SQL_BY_CODE, "t", codes[i])) return false;
    journal_entry_t entry = {.kind = "manual",
                             .series = "JE",
                             .date = date,
                             .description = description,
                             .by_hand = true,
                             .lines = lines,
                             .line_count = 2};
    return journal_post(context, &entry);
}

bool sales_open_books(const sales_scene_t *scene, sales_deal_t *deal) {
    const ledger_opening_t opening = {.chart = "trading",
                                      .currency = "USD",
                                      .year_begins = 1,
                                      .first_month = arena_strndup(scene->context->arena, scene->date, 7)};
    return ledger_open(scene->context, &opening) && sales_publish_rates(scene, deal) &&
           books_post(scene, scene->date, "Paid in by the owners", (const char *const[]){"1020", "3010"},
                      CAPITAL_MONTHS * scene->monthly_costs);
}

typedef struct books_due {
    int64_t invoice, account, open;
    const char *currency, *due_on, *discount_on;
    int64_t discount_percent, day;
} books_due_t;

static const char SQL_OPEN[] =
    "SELECT id, account_id, open, currency, due_on, coalesce(discount_on, ''), coalesce(discount_percent, 0), date "
    "FROM invoice WHERE kind = 'invoice' AND open > 0 ORDER BY id LIMIT 5000";

static bool books_find_open(const sales_scene_t *scene, books_due_t **out, size_t *count) {
    arena_t *arena = scene->context->arena;
    date_t date = {.year = 1970, .month = 1, .day = 1};
    *out = ARENA_ARRAY(arena, books_due_t, OPEN_MOST);
    *count = 0;
    store_statement_t *rows = store_query(scene->context->tx, SQL_OPEN, "");
    while (*count < OPEN_MOST && store_step(rows)) {
        books_due_t *due = &(*out)[(*count)++];
        *due = (books_due_t){.invoice = store_column_int(rows, 0),
                             .account = store_column_int(rows, 1),
                             .open = store_column_int(rows, 2),
                             .currency = arena_strdup(arena, store_column_text(rows, 3)),
                             .due_on = arena_strdup(arena, store_column_text(rows, 4)),
                             .discount_on = arena_strdup(arena, store_column_text(rows, 5)),
                             .discount_percent = store_column_int(rows, 6)};
        if (date_parse(store_column_text(rows, 7), &date)) due->day = date_to_days(date);
    }
    return store_end(rows) || context_done(scene->context);
}

/* When it is paid: most about the day on which it is due, some for the discount, some much later or never. */
static int64_t books_paying_day(const books_due_t *due) {
    chance_t chance = chance_create((uint64_t)due->invoice, COLLECT_PART);
    date_t date = {.year = 1970, .month = 1, .day = 1};
    int64_t share = chance_between(&chance, 1, 100);
    (void)date_parse(due->due_on, &date);
    int64_t due_day = date_to_days(date);
    if (share <= 35 && *due->discount_on != '\0') return due->day + 2;
    if (share <= 70) return due_day + chance_between(&chance, -6, 3);
    if (share <= 92) return due_day + chance_between(&chance, 5, 40);
    if (share <= 97 || due->open > LOST_MOST) return due_day + chance_between(&chance, 45, 120);
    return INT64_MAX;
}

static bool books_take_payment(const sales_scene_t *scene, const books_due_t *due) {
    int64_t payment = 0;
    bool early = *due->discount_on != '\0' && strcmp(scene->date, due->discount_on) <= 0;
    payment_allocation_t part = {.invoice_id = due->invoice, .amount = due->open};
    if (early) part.discount = due->open * due->discount_percent / 10000;
    const payment_request_t request = {.account_id = due->account,
                                       .date = scene->date,
                                       .method = "bank_transfer",
                                       .currency = due->currency,
                                       .amount = part.amount - part.discount,
                                       .allocations = &part,
                                       .allocation_count = 1};
    return payment_record(scene->context, &request, &payment);
}

static bool books_write_off(const sales_scene_t *scene, const books_due_t *due) {
    json_t *body = json_pack("{s:s, s:s}", "reason", "In liquidation, nothing is left", "date", scene->date);
    bool ok = write_off_from_body(scene->context, due->invoice, body, true, NULL);
    json_decref(body);
    return ok;
}

bool sales_collect(const sales_scene_t *scene, sales_deal_t *deal) {
    books_due_t *open = NULL;
    size_t count = 0;
    (void)deal;
    if (!books_find_open(scene, &open, &count)) return false;
    for (size_t i = 0; i < count; i++) {
        int64_t paying_day = books_paying_day(&open[i]);
        if (paying_day <= scene->day && !books_take_payment(scene, &open[i])) return false;
        bool given_up = paying_day == INT64_MAX && scene->day > open[i].day + GIVEN_UP_AFTER;
        if (given_up && !books_write_off(scene, &open[i])) return false;
    }
    return true;
}

static const char SQL_OWED[] =
    "SELECT -coalesce(sum(l.amount), 0) FROM journal_line l JOIN ledger_account a "
    "ON a.id = l.ledger_account_id WHERE a.code = $1";

/* What stands on that account is paid from the bank. */
static bool books_pay(const sales_scene_t *scene, const char *description, const char *code) {
    int64_t owed = 0;
    return store_get_int(scene->context->tx, &owed, SQL_OWED, "t", code) &&
           books_post(scene, scene->date, description, (const char *const[]){code, "1020"}, owed);
}

/* Contracts are billed and earned, people and suppliers paid; then the month is closed, softly. */
bool sales_end_month(const sales_scene_t *scene, sales_deal_t *deal) {
    context_t *context = scene->context;
    contract_outcome_t outcome;
    int64_t salaries = scene->monthly_costs * (100 - RENT_PERCENT) / 100;
    date_t today = date_from_days(scene->day);
    const char *last = sales_date(scene, scene->day - today.day);
    bool quarter_over = today.month % 3 == 1;
    (void)deal;
    return contract_run(context, scene->date, &outcome) &&
           books_post(scene, last, "Salaries", (const char *const[]){"6010", "1020"}, salaries) &&
           books_post(scene, last, "Rent of the offices", (const char *const[]){"6020", "1020"},
                      scene->monthly_costs - salaries) &&
           books_pay(scene, "Suppliers paid", "2010") &&
           (!quarter_over || books_pay(scene, "Tax of the quarter paid", "2100")) &&
           ledger_set_month(context, arena_strndup(context->arena, last, 7), MONTH_SOFT);
}

bool sales_end_year(const sales_scene_t *scene, sales_deal_t *deal) {
    journal_entry_t entry;
    date_t today = date_from_days(scene->day);
    (void)deal;
    return closing_close_year(scene->context, arena_printf(scene->context->arena, "%04d-12", today.year - 1), &entry);
}
