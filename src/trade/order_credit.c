#include "trade/order_credit.h"

#include "base/text.h"
#include "ledger/rate.h"

enum { NAMED = 3, TEXT_LIMIT = 1000 };

static const char SQL_BOOK[] = "SELECT currency FROM ledger WHERE id = 1";
static const char SQL_LIMIT[] = "SELECT credit_limit, currency FROM account WHERE id = $1 AND credit_limit IS NOT NULL";
static const char SQL_RECEIVABLE[] =
    "SELECT coalesce((SELECT sum(CASE WHEN kind = 'credit_note' THEN -open_book ELSE open_book END) FROM invoice "
    "WHERE account_id = $1 AND open <> 0), 0) - "
    "coalesce((SELECT sum(open_book) FROM payment WHERE account_id = $1 AND open <> 0), 0)";
static const char SQL_ON_ORDER[] =
    "SELECT currency, sum(total - invoiced) FROM sales_order WHERE account_id = $1 AND status IN ('held', 'open', "
    "'delivered') AND total > invoiced GROUP BY currency";
static const char SQL_OPEN[] =
    "SELECT id, number, due_on, open, currency FROM invoice WHERE account_id = $1 AND kind = 'invoice' AND open <> 0 "
    "ORDER BY due_on, id LIMIT 10";

/* An amount whose currency has no rate cannot be counted: it stands as it is. */
static int64_t in_book(context_t *context, int64_t amount, const char *code, const currency_t *book) {
    const currency_t *from = currency_find(code);
    int64_t rate = 0, value = amount;
    if (from == NULL || from == book) return amount;
    if (rate_seek(context, from, book, context_today(context), &rate)) rate_convert(amount, from, book, rate, &value);
    return value;
}

static bool credit_add_orders(context_t *context, int64_t account_id, order_credit_t *out) {
    int64_t amounts[16];
    const char *codes[16];
    size_t count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_ON_ORDER, "i", account_id);
    for (; count < 16 && store_step(rows); count++) {
        codes[count] = arena_strdup(context->arena, store_column_text(rows, 0));
        amounts[count] = store_column_int(rows, 1);
    }
    if (!store_end(rows)) return context_done(context);
    for (size_t i = 0; i < count; i++) out->on_order += in_book(context, amounts[i], codes[i], out->currency);
    return context_done(context);
}

bool order_credit_check(context_t *context, int64_t account_id, order_credit_t *out) {
    *out = (order_credit_t){0};
    const char *book = store_get_text(context->tx, context->arena, SQL_BOOK, "");
    if (book == NULL) return context_done(context);
    out->currency = currency_find(book);
    store_statement_t *row = store_query(context->tx, SQL_LIMIT, "i", account_id);
    const char *code = NULL;
    if (store_step(row)) {
        out->limited = true;
        out->limit = store_column_int(row, 0);
        code = arena_strdup(context->arena, store_column_text(row, 1));
    }
    if (!store_end(row)) return context_done(context);
    if (!out->limited) return true;
    out->limit = in_book(context, out->limit, code, out->currency);
    if (!store_get_int(context->tx, &out->receivable, SQL_RECEIVABLE, "i", account_id)) return context_done(context);
    if (!credit_add_orders(context, account_id, out)) return false;
    out->over = out->receivable + out->on_order > out->limit;
    return true;
}

bool order_credit_write(context_t *context, int64_t account_id, json_writer_t *writer, const char *key) {
    order_credit_t credit;
    arena_t *arena = context->arena;
    if (!order_credit_check(context, account_id, &credit)) return false;
    if (!credit.limited) {
        json_write_null(writer, key);
        return true;
    }
    json_write_object(writer, key);
    json_write_text(writer, "currency", credit.currency->code);
    json_write_text(writer, "limit", money_format(arena, credit.limit, credit.currency));
    json_write_text(writer, "receivable", money_format(arena, credit.receivable, credit.currency));
    json_write_text(writer, "on_order", money_format(arena, credit.on_order, credit.currency));
    json_write_bool(writer, "over", credit.over);
    json_write_array(writer, "invoices");
    store_statement_t *rows = store_query(context->tx, SQL_OPEN, "i", account_id);
    while (store_step(rows)) {
        const currency_t *currency = currency_find(store_column_text(rows, 4));
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "number", store_column_text(rows, 1));
        json_write_text(writer, "due_on", store_column_text(rows, 2));
        json_write_text(writer, "open", money_format(arena, store_column_int(rows, 3), currency));
        json_write_text(writer, "currency", currency->code);
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

bool order_credit_refuse(context_t *context, int64_t account_id) {
    order_credit_t credit;
    arena_t *arena = context->arena;
    text_t open = text_create(arena, TEXT_LIMIT);
    if (!order_credit_check(context, account_id, &credit)) return false;
    store_statement_t *rows = store_query(context->tx, SQL_OPEN, "i", account_id);
    for (int i = 0; store_step(rows); i++) {
        const currency_t *currency = currency_find(store_column_text(rows, 4));
        if (i < NAMED)
            text_add_format(&open, "%s%s (%s %s, due %s)", i > 0 ? ", " : " Open: ", store_column_text(rows, 1),
                            currency->code, money_format(arena, store_column_int(rows, 3), currency),
                            store_column_text(rows, 2));
    }
    if (!store_end(rows)) return context_done(context);
    if (!credit.limited)
        return problem_set(context->problem, PROBLEM_CONFLICT, "held", "This order is held. Finance releases it.");
    return problem_set(context->problem, PROBLEM_CONFLICT, "over_credit_limit",
                       "The customer owes %s and has ordered %s; the credit limit is %s %s.%s%s Finance can release "
                       "this order.",
                       money_format(arena, credit.receivable, credit.currency),
                       money_format(arena, credit.on_order, credit.currency), credit.currency->code,
                       money_format(arena, credit.limit, credit.currency), open.data, open.length > 0 ? "." : "");
}
