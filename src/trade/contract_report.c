/* Recurring revenue over months: who is new, who buys more or less, who left. */
#include "base/text.h"
#include "ledger/rate.h"
#include "trade/amount.h"
#include "trade/contract_run.h"

enum { CUSTOMERS_MOST = 100000, LINES_MOST = 200000, REPORT_MONTHS = 60 };

typedef struct found_line {
    int64_t customer_id, quantity, unit_price, discount_percent;
    const currency_t *currency;
} found_line_t;

typedef struct report {
    context_t *context;
    const currency_t *currency;
    const char *rates_on; /* one day's rates for all months, so that no exchange rate looks like somebody buying more */
    found_line_t *lines;  /* room for those of a month */
    int64_t *customers;   /* by id, ascending */
    int64_t *before, *now, *first;
    size_t count;
} report_t;

static const char SQL_CUSTOMERS[] =
    "SELECT DISTINCT account_id FROM contract WHERE status <> 'draft' AND archived_at IS NULL ORDER BY account_id";
static const char SQL_LINES[] =
    "SELECT c.account_id, c.currency, l.quantity, l.unit_price, l.discount_percent FROM contract_line l "
    "JOIN contract c ON c.id = l.contract_id WHERE c.status <> 'draft' AND c.archived_at IS NULL AND l.recurring = 1 "
    "AND l.from_on <= $1 AND (l.until_on IS NULL OR l.until_on >= $1) AND (c.end_on IS NULL OR c.end_on >= $1) "
    "AND (c.cancelled_on IS NULL OR c.cancelled_on >= $1)";

static size_t customer_index(const report_t *report, int64_t id) {
    size_t low = 0, high = report->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (report->customers[middle] < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* A currency that has no rate counts as it is: the report says in which it counts. */
static int64_t in_currency(report_t *report, int64_t amount, const currency_t *from) {
    int64_t rate = 0;
    if (from == report->currency || !rate_seek(report->context, from, report->currency, report->rates_on, &rate))
        return amount;
    rate_convert(amount, from, report->currency, rate, &amount);
    return amount;
}

static bool report_read(report_t *report, const char *date, int64_t *out) {
    context_t *context = report->context;
    found_line_t *lines = report->lines;
    size_t count = 0;
    memset(out, 0, (report->count + 1) * sizeof *out);
    store_statement_t *rows = store_query(context->tx, SQL_LINES, "t", date);
    for (; count < LINES_MOST && store_step(rows); count++)
        lines[count] = (found_line_t){store_column_int(rows, 0), store_column_int(rows, 2), store_column_int(rows, 3),
                                      store_column_int(rows, 4), currency_find(store_column_text(rows, 1))};
    if (!store_end(rows)) return context_done(context);
    for (size_t i = 0; i < count; i++) {
        const contract_t contract = {.currency = lines[i].currency};
        const contract_line_t line = {.quantity = lines[i].quantity,
                                      .unit_price = lines[i].unit_price,
                                      .discount_percent = lines[i].discount_percent};
        int64_t monthly = 0;
        if (contract_line_monthly(&contract, &line, &monthly))
            out[customer_index(report, lines[i].customer_id)] += in_currency(report, monthly, lines[i].currency);
    }
    return context_done(context);
}

typedef struct movement {
    int64_t mrr, new_mrr, expansion, contraction, churn;
} movement_t;

static movement_t report_compare(const report_t *report) {
    movement_t sum = {0};
    for (size_t i = 0; i < report->count; i++) {
        int64_t before = report->before[i], now = report->now[i], change = now - before;
        sum.mrr += now;
        if (before == 0)
            sum.new_mrr += now;
        else if (now == 0)
            sum.churn += before;
        else
            *(change > 0 ? &sum.expansion : &sum.contraction) += change > 0 ? change : -change;
    }
    return sum;
}

static void write_amount(const report_t *report, json_writer_t *writer, const char *key, int64_t amount) {
    json_write_text(writer, key, money_format(report->context->arena, amount, report->currency));
}

static void movement_write(const report_t *report, const char *month, const movement_t *movement,
                           json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_text(writer, "month", month);
    write_amount(report, writer, "mrr", movement->mrr);
    write_amount(report, writer, "new", movement->new_mrr);
    write_amount(report, writer, "expansion", movement->expansion);
    write_amount(report, writer, "contraction", movement->contraction);
    write_amount(report, writer, "churn", movement->churn);
    json_write_close(writer);
}

static void write_percent(const report_t *report, json_writer_t *writer, const char *key, int64_t part, int64_t whole) {
    const char *text =
        whole > 0 ? decimal_format(report->context->arena, amount_share(10000, part, whole), 2, false) : NULL;
    json_write_text(writer, key, text);
}

/* GRR = (start − contraction − churn) ÷ start, NRR with expansion; both of those who were there at the start. */
static void retention_write(const report_t *report, json_writer_t *writer) {
    int64_t start = 0, kept = 0, with_more = 0, end = 0;
    for (size_t i = 0; i < report->count; i++) {
        int64_t first = report->first[i], now = report->now[i];
        end += now;
        if (first == 0) continue;
        start += first;
        with_more += now;
        kept += now < first ? now : first;
    }
    write_amount(report, writer, "start", start);
    write_amount(report, writer, "end", end);
    write_percent(report, writer, "grr", kept, start);
    write_percent(report, writer, "nrr", with_more, start);
}

static bool report_open(report_t *report) {
    context_t *context = report->context;
    const char *code = store_get_text(context->tx, context->arena, "SELECT currency FROM ledger WHERE id = 1", "");
    report->currency = currency_find(code != NULL ? code : "USD");
    report->lines = ARENA_ARRAY(context->arena, found_line_t, LINES_MOST);
    report->customers = ARENA_ARRAY(context->arena, int64_t, CUSTOMERS_MOST);
    store_statement_t *rows = store_query(context->tx, SQL_CUSTOMERS, "");
    while (report->count < CUSTOMERS_MOST - 1 && store_step(rows))
        report->customers[report->count++] = store_column_int(rows, 0);
    report->before = ARENA_ARRAY(context->arena, int64_t, report->count + 1);
    report->now = ARENA_ARRAY(context->arena, int64_t, report->count + 1);
    report->first = ARENA_ARRAY(context->arena, int64_t, report->count + 1);
    return store_end(rows) || context_done(context);
}

static const char *month_end(context_t *context, const char *month, int months) {
    const char *first = contract_months_after(context->arena, arena_printf(context->arena, "%s-01", month), months + 1);
    return contract_day_after(context->arena, first, -1);
}

bool contract_write_recurring(context_t *context, const char *from, const char *to, json_writer_t *writer) {
    report_t report = {.context = context};
    date_t date;
    if (from == NULL || to == NULL || !date_parse(arena_printf(context->arena, "%s-01", from), &date) ||
        !date_parse(arena_printf(context->arena, "%s-01", to), &date) || strcmp(from, to) > 0)
        return problem_add_field(context->problem, "from", "not_a_month",
                                 "Give two months such as 2026-01 and 2026-12.");
    report.rates_on = month_end(context, to, 0);
    if (!report_open(&report) || !report_read(&report, month_end(context, from, -1), report.first)) return false;
    memcpy(report.before, report.first, report.count * sizeof *report.before);
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", report.currency->code);
    json_write_array(writer, "months");
    for (int i = 0; i < REPORT_MONTHS; i++) {
        const char *end = month_end(context, from, i);
        if (strncmp(end, to, 7) > 0) break;
        if (!report_read(&report, end, report.now)) return false;
        movement_t movement = report_compare(&report);
        movement_write(&report, arena_strndup(context->arena, end, 7), &movement, writer);
        memcpy(report.before, report.now, report.count * sizeof *report.before);
    }
    json_write_close(writer);
    retention_write(&report, writer);
    json_write_close(writer);
    return context_done(context);
}
