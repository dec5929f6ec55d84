/* How long it takes until invoices are money. */
#include "base/text.h"
#include "trade/amount.h"
#include "trade/receivable.h"

#include <stdio.h>

/* Invoices are paid in whole days: those of the same three dates are alike. */
static const char SQL_SETTLED[] =
    "SELECT date, due_on, paid_on, count(*), sum(total_book) FROM invoice WHERE kind = 'invoice' AND status = 'paid' "
    "AND paid_on BETWEEN $1 AND $2 AND (CAST($3 AS BIGINT) = 0 OR account_id = $3) GROUP BY date, due_on, paid_on";

typedef struct collection {
    int64_t count, days, amount, amount_days; /* amount_days: in hundredths of the amount, so that it fits */
    int64_t late, late_days;
} collection_t;

static int64_t day_number(const char *text) {
    date_t date;
    return date_parse(text, &date) ? date_to_days(date) : 0;
}

static bool collection_read(context_t *context, const receivable_query_t *query, collection_t *out) {
    *out = (collection_t){0};
    store_statement_t *rows = store_query(context->tx, SQL_SETTLED, "tti", query->from, query->to, query->id);
    while (store_step(rows)) {
        int64_t paid = day_number(store_column_text(rows, 2)), count = store_column_int(rows, 3);
        int64_t days = paid - day_number(store_column_text(rows, 0)),
                late = paid - day_number(store_column_text(rows, 1));
        int64_t amount = store_column_int(rows, 4);
        out->count += count;
        out->days += count * days;
        out->amount += amount;
        out->amount_days += amount * days;
        if (late <= 0) continue;
        out->late += count;
        out->late_days += count * late;
    }
    return store_end(rows) || context_done(context);
}

static const char SQL_BILLED[] =
    "SELECT substr(date, 1, 7), sum(CASE WHEN kind = 'credit_note' THEN -total_book ELSE total_book END) FROM invoice "
    "WHERE date BETWEEN $1 AND $2 AND (CAST($3 AS BIGINT) = 0 OR account_id = $3) GROUP BY substr(date, 1, 7) "
    "ORDER BY substr(date, 1, 7) DESC";

typedef struct billing {
    int64_t billed; /* within the time asked for */
    int64_t left;   /* of the receivable, not counted back yet */
    int64_t tenths; /* of days, counted back */
    const char *from, *to;
} billing_t;

static int64_t days_of_month(const char *month, const billing_t *billing) {
    date_t first = {1, 1, 1}, next;
    char day[DATE_TEXT_SIZE];
    snprintf(day, sizeof day, "%.7s-01", month);
    date_parse(day, &first);
    next = first.month == 12 ? (date_t){first.year + 1, 1, 1} : (date_t){first.year, first.month + 1, 1};
    int64_t from = date_to_days(first), to = date_to_days(next) - 1;
    if (from < day_number(billing->from)) from = day_number(billing->from);
    if (to > day_number(billing->to)) to = day_number(billing->to);
    return to - from + 1;
}

/* The last month's bills are taken to be unpaid first, then those of the month before, until the receivable is used up;
 * months without bills count with their days. */
static void billing_count_back(billing_t *billing, const char *month, int64_t billed) {
    int64_t tenths = days_of_month(month, billing) * 10;
    billing->billed += billed;
    if (billing->left <= 0) return;
    int64_t taken = billing->left < billed ? billing->left : billed;
    billing->tenths += billed > 0 ? amount_share(tenths, taken, billed) : tenths;
    if (billed > 0) billing->left -= taken;
}

static bool billing_read(context_t *context, const receivable_query_t *query, billing_t *billing) {
    billing->from = query->from;
    billing->to = query->to;
    store_statement_t *rows = store_query(context->tx, SQL_BILLED, "tti", query->from, query->to, query->id);
    while (store_step(rows)) billing_count_back(billing, store_column_text(rows, 0), store_column_int(rows, 1));
    return store_end(rows) || context_done(context);
}

static void write_ratio(json_writer_t *writer, const char *key, int64_t numerator, int64_t denominator, int scale) {
    int64_t power = scale == 1 ? 10 : 100;
    if (denominator == 0)
        json_write_null(writer, key);
    else
        json_write_text(writer, key,
                        decimal_format(writer->text->arena, amount_share(power, numerator, denominator), scale, true));
}

static void write_days(json_writer_t *writer, const collection_t *of) {
    json_write_int(writer, "settled", of->count);
    write_ratio(writer, "days_to_pay", of->days, of->count, 2);
    write_ratio(writer, "days_to_pay_by_amount", of->amount_days, of->amount, 2);
    json_write_int(writer, "late", of->late);
    write_ratio(writer, "late_percent", of->late * 100, of->count, 1);
    write_ratio(writer, "days_late", of->late_days, of->count, 2);
    write_ratio(writer, "days_late_of_late", of->late_days, of->late, 2);
}

bool receivable_write_collection(context_t *context, const receivable_query_t *query, json_writer_t *writer) {
    ledger_t ledger;
    collection_t collection;
    billing_t billing = {0};
    int64_t receivable = 0;
    if (!ledger_check_reader(context) || !ledger_load(context, &ledger) ||
        !receivable_balance(context, query->to, query, &receivable))
        return false;
    billing.left = receivable;
    if (!collection_read(context, query, &collection) || !billing_read(context, query, &billing)) return false;
    int64_t days = day_number(query->to) - day_number(query->from) + 1;
    json_write_object(writer, NULL);
    json_write_text(writer, "from", query->from);
    json_write_text(writer, "to", query->to);
    json_write_int(writer, "days", days);
    json_write_text(writer, "currency", ledger.currency->code);
    json_write_text(writer, "receivable", money_format(context->arena, receivable, ledger.currency));
    json_write_text(writer, "billed", money_format(context->arena, billing.billed, ledger.currency));
    write_ratio(writer, "dso", days * receivable, billing.billed, 1);
    if (billing.left > 0 || billing.billed == 0)
        json_write_null(writer, "count_back");
    else
        json_write_text(writer, "count_back", decimal_format(context->arena, billing.tenths, 1, true));
    write_days(writer, &collection);
    json_write_close(writer);
    return true;
}
