#include "base/text.h"
#include "catalogue/record.h"
#include "trade/receivable.h"

enum { AGEING_ROWS = 1000 };

const char *age_name(age_t age) {
    static const char *const names[] = {"current",    "days_1_30",    "days_31_60",
                                        "days_61_90", "days_over_90", "unapplied"};
    return names[age];
}

bool age_parse(const char *name, age_t *out) {
    for (*out = AGE_CURRENT; *out < AGE_COUNT; (*out)++)
        if (text_equal(name, age_name(*out))) return true;
    return false;
}

/* What was open at the end of the day $1: what is open now and what was settled since, each with what was settled
 * since added again. Credits have no due date. */
#define SETTLED_SINCE(value, column)                                                                                   \
    "coalesce((SELECT sum(a." value ") FROM allocation a WHERE a." column " AND a.date > $1), 0)"
#define INVOICE_ITEM(kind, sign, since, due, open)                                                                     \
    "SELECT 'invoice', i.id, " sign "(i.open_book + " since "), " due                                                  \
    ", i.account_id, coalesce(i.owner_id, 0), "                                                                        \
    "coalesce(i.branch_id, 0) FROM invoice i WHERE i.kind = '" kind "' AND i.date <= $1 AND " open
#define PAYMENT_ITEM(open)                                                                                             \
    "SELECT 'payment', p.id, -(p.open_book + " SETTLED_SINCE("source_book", "payment_id = p.id") "), '', "             \
    "p.account_id, coalesce(c.owner_id, 0), coalesce(c.branch_id, 0) FROM payment p "                                  \
    "JOIN account c ON c.id = p.account_id WHERE p.kind = 'payment' AND p.date <= $1 AND " open
#define OF_INVOICE SETTLED_SINCE("invoice_book", "invoice_id = i.id")
#define OF_CREDIT_NOTE SETTLED_SINCE("source_book", "credit_note_id = i.id")
#define ITEMS                                                                                                                                                                    \
    "WITH item (type, id, open_book, due_on, customer, salesperson, branch) AS (" INVOICE_ITEM("invoice", "", OF_INVOICE, "i.due_on", "i.open <> 0") " UNION ALL " INVOICE_ITEM( \
        "invoice", "", OF_INVOICE, "i.due_on",                                                                                                                                   \
        "i.open = 0 AND i.paid_on > $1") " UNION ALL " INVOICE_ITEM("credit_note", "-", OF_CREDIT_NOTE, "''",                                                                    \
                                                                    "i.open <> 0") " UNION ALL " INVOICE_ITEM("credit_note",                                                     \
                                                                                                              "-",                                                               \
                                                                                                              OF_CREDIT_NOTE,                                                    \
                                                                                                              "''",                                                              \
                                                                                                              "i.open = 0 AND i.paid_on > $1") " UNION ALL " PAYMENT_ITEM("p.open <> 0") " UNION ALL " PAYMENT_ITEM("p.open = 0 AND p.applied_on > $1 AND p.applied_on > p.date") ") "

/* $2 to $4: 30, 60 and 90 days before. */
#define AGE                                                                                                            \
    "CASE WHEN due_on = '' THEN 5 WHEN due_on >= $1 THEN 0 WHEN due_on >= $2 THEN 1 WHEN due_on >= $3 THEN 2 "         \
    "WHEN due_on >= $4 THEN 3 ELSE 4 END"
#define AGED                                                                                                           \
    ITEMS                                                                                                              \
    ", aged (type, id, open_book, due_on, customer, salesperson, branch, age) AS "                                     \
    "(SELECT type, id, open_book, due_on, customer, salesperson, branch, " AGE " FROM item) "
#define SUM_OF(age) "sum(CASE WHEN age = " age " THEN open_book ELSE 0 END)"
#define GROUPED(column, table)                                                                                           \
    AGED                                                                                                                 \
        "SELECT s.whose, n.name, s.a0, s.a1, s.a2, s.a3, s.a4, s.a5 FROM (SELECT " column                                \
        " AS whose, " SUM_OF("0") " AS a0, " SUM_OF("1") " AS a1, " SUM_OF("2") " AS a2, " SUM_OF(                       \
            "3") " AS a3, " SUM_OF("4") " AS a4, " SUM_OF("5") " AS a5, sum(open_book) AS a6 FROM aged GROUP BY " column \
                                                               ") s LEFT JOIN " table                                    \
                                                               " n ON n.id = s.whose ORDER BY s.a6 DESC, s.whose"

static const char SQL_BY_CUSTOMER[] = GROUPED("customer", "account");
static const char SQL_BY_SALESPERSON[] = GROUPED("salesperson", "app_user");
static const char SQL_BY_BRANCH[] = GROUPED("branch", "branch");

typedef struct bounds {
    const char *days[4]; /* the day itself, 30, 60 and 90 days before */
} bounds_t;

static bounds_t bounds_at(context_t *context, const char *text) {
    bounds_t bounds = {{text}};
    date_t date = {0};
    date_parse(text, &date);
    for (int i = 1; i < 4; i++)
        bounds.days[i] = date_format(context->arena, date_from_days(date_to_days(date) - 30 * i));
    return bounds;
}

static void ages_write(json_writer_t *writer, const int64_t *ages, const currency_t *currency) {
    int64_t total = 0;
    for (int i = 0; i < AGE_COUNT; i++) {
        json_write_text(writer, age_name((age_t)i), money_format(writer->text->arena, ages[i], currency));
        total += ages[i];
    }
    json_write_text(writer, "total", money_format(writer->text->arena, total, currency));
}

static bool ageing_write_rows(context_t *context, const receivable_query_t *query, const currency_t *currency,
                              json_writer_t *writer) {
    const char *sql = query->by == DIMENSION_SALESPERSON ? SQL_BY_SALESPERSON
                      : query->by == DIMENSION_BRANCH    ? SQL_BY_BRANCH
                                                         : SQL_BY_CUSTOMER;
    bounds_t bounds = bounds_at(context, query->to);
    int64_t total[AGE_COUNT] = {0};
    store_statement_t *rows =
        store_query(context->tx, sql, "tttt", bounds.days[0], bounds.days[1], bounds.days[2], bounds.days[3]);
    json_write_array(writer, "items");
    for (int written = 0; store_step(rows); written++) {
        int64_t ages[AGE_COUNT];
        bool any = false;
        for (int i = 0; i < AGE_COUNT; i++) {
            total[i] += ages[i] = store_column_int(rows, 2 + i);
            any = any || ages[i] != 0;
        }
        if (!any || written >= AGEING_ROWS) continue;
        json_write_object(writer, NULL);
        if (store_column_int(rows, 0) == 0)
            json_write_null(writer, "record");
        else
            reference_write_row(writer, "record", rows, 0);
        ages_write(writer, ages, currency);
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_object(writer, "total");
    ages_write(writer, total, currency);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

bool receivable_balance(context_t *context, const char *date, const receivable_query_t *of, int64_t *out) {
    ledger_account_t account = {0};
    int64_t debit = 0, credit = 0;
    balance_range_t range = {.to = date, .closing = true};
    if (of != NULL && of->id != 0) {
        range.dimension = of->by;
        range.dimension_id = of->id;
    }
    if (!chart_find(context, "receivable", &account.id) || !balance_sum(context, &range, &account, 1, &debit, &credit))
        return false;
    *out = debit - credit;
    return true;
}

bool receivable_write_ageing(context_t *context, const receivable_query_t *query, json_writer_t *writer) {
    ledger_t ledger;
    int64_t receivable = 0;
    if (!ledger_check_reader(context) || !ledger_load(context, &ledger) ||
        !receivable_balance(context, query->to, NULL, &receivable))
        return false;
    json_write_object(writer, NULL);
    json_write_text(writer, "date", query->to);
    json_write_text(writer, "by", dimension_name(query->by));
    json_write_text(writer, "currency", ledger.currency->code);
    json_write_text(writer, "receivable", money_format(context->arena, receivable, ledger.currency));
    bool ok = ageing_write_rows(context, query, ledger.currency, writer);
    json_write_close(writer);
    return ok;
}

/* $5: the age or -1; $6: whose, or -1. */
#define OPEN_OF(column)                                                                                                \
    AGED ", page (type, id, open_book, due_on, age) AS (SELECT type, id, open_book, due_on, age FROM aged "            \
         "WHERE open_book <> 0 AND (CAST($5 AS BIGINT) = -1 OR age = $5) AND (CAST($6 AS BIGINT) = -1 OR " column " = $6) ORDER BY due_on, id LIMIT 201 OFFSET $7) "      \
         "SELECT g.type, g.id, coalesce(i.number, p.number), c.id, c.name, coalesce(i.date, p.date), g.due_on, "       \
         "coalesce(i.currency, p.currency), coalesce(i.total, p.amount), g.open_book, coalesce(i.disputed, 0), "       \
         "coalesce(i.kind, p.kind), CASE WHEN i.kind = 'invoice' THEN i.open + " SETTLED_SINCE(                        \
             "amount", "invoice_id = i.id") " WHEN i.id IS NOT NULL THEN i.open + " SETTLED_SINCE(                     \
             "amount - a.discount", "credit_note_id = i.id") " ELSE p.open + " SETTLED_SINCE(                          \
             "amount - a.discount", "payment_id = p.id") " END, g.age FROM page g "                                    \
         "LEFT JOIN invoice i ON g.type = 'invoice' AND i.id = g.id "                                                  \
         "LEFT JOIN payment p ON g.type = 'payment' AND p.id = g.id "                                                  \
         "JOIN account c ON c.id = coalesce(i.account_id, p.account_id) ORDER BY g.due_on, g.id"

static const char SQL_OPEN_CUSTOMER[] = OPEN_OF("customer");
static const char SQL_OPEN_SALESPERSON[] = OPEN_OF("salesperson");
static const char SQL_OPEN_BRANCH[] = OPEN_OF("branch");

static int64_t days_between(const char *from, const char *to) {
    date_t first, last;
    return date_parse(from, &first) && date_parse(to, &last) ? date_to_days(last) - date_to_days(first) : 0;
}

static void open_write(context_t *context, const store_statement_t *row, const char *date, const currency_t *book,
                       json_writer_t *writer) {
    const currency_t *currency = currency_find(store_column_text(row, 7));
    const char *due = store_column_text(row, 6);
    bool credit = *due == '\0';
    int64_t late = credit ? 0 : days_between(due, date), sign = credit ? -1 : 1;
    json_write_object(writer, NULL);
    json_write_text(writer, "type", store_column_text(row, 0));
    json_write_int(writer, "id", store_column_int(row, 1));
    json_write_text(writer, "number", store_column_text(row, 2));
    json_write_text(writer, "kind", store_column_text(row, 11));
    reference_write_row(writer, "customer", row, 3);
    json_write_text(writer, "date", store_column_text(row, 5));
    json_write_text(writer, "due_on", credit ? NULL : due);
    json_write_int(writer, "days_late", late > 0 ? late : 0);
    json_write_text(writer, "age", age_name((age_t)store_column_int(row, 13)));
    json_write_text(writer, "currency", currency->code);
    json_write_text(writer, "total", money_format(context->arena, sign * store_column_int(row, 8), currency));
    json_write_text(writer, "open", money_format(context->arena, sign * store_column_int(row, 12), currency));
    json_write_text(writer, "open_book", money_format(context->arena, store_column_int(row, 9), book));
    json_write_bool(writer, "disputed", store_column_int(row, 10) != 0);
    json_write_close(writer);
}

bool receivable_write_open(context_t *context, const receivable_query_t *query, json_writer_t *writer) {
    ledger_t ledger;
    int written = 0;
    if (!ledger_load(context, &ledger)) return false;
    const char *sql = query->by == DIMENSION_SALESPERSON ? SQL_OPEN_SALESPERSON
                      : query->by == DIMENSION_BRANCH    ? SQL_OPEN_BRANCH
                                                         : SQL_OPEN_CUSTOMER;
    bounds_t bounds = bounds_at(context, query->to);
    int64_t whose = query->nobody ? 0 : query->id != 0 ? query->id : -1;
    store_statement_t *rows = store_query(context->tx, sql, "ttttiii", bounds.days[0], bounds.days[1], bounds.days[2],
                                          bounds.days[3], query->aged ? (int64_t)query->age : -1, whose, query->offset);
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", ledger.currency->code);
    json_write_array(writer, "items");
    for (; store_step(rows); written++)
        if (written < RECEIVABLE_PAGE) open_write(context, rows, query->to, ledger.currency, writer);
    json_write_close(writer);
    if (written > RECEIVABLE_PAGE)
        json_write_int(writer, "next", query->offset + RECEIVABLE_PAGE);
    else
        json_write_null(writer, "next");
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}
