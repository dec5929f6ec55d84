#include "ledger/statement.h"

#include "base/text.h"

typedef struct column {
    const char *from, *to;
    int64_t *debit, *credit; /* per account of the chart */
} column_t;

typedef struct statement {
    context_t *context;
    json_writer_t *writer;
    ledger_t ledger;
    ledger_account_t *accounts;
    size_t account_count;
    column_t columns[STATEMENT_COLUMNS];
    size_t column_count;
    int64_t totals[LEDGER_TYPE_COUNT][STATEMENT_COLUMNS]; /* positive on the type's normal side */
} statement_t;

static const char SQL_AS_OF[] = "SELECT coalesce(max(id), 0) FROM journal_entry WHERE posted_at <= $1";

static bool statement_begin(statement_t *statement, context_t *context, json_writer_t *writer) {
    *statement = (statement_t){.context = context, .writer = writer};
    return ledger_check_reader(context) && ledger_load(context, &statement->ledger) &&
           chart_all(context, &statement->accounts, &statement->account_count);
}

static bool statement_add_column(statement_t *statement, const char *from, const char *to) {
    if (statement->column_count == STATEMENT_COLUMNS)
        return problem_add_field(statement->context->problem, "columns", "too_many",
                                 "A statement has at most %d columns. Choose a shorter time.", STATEMENT_COLUMNS);
    arena_t *arena = statement->context->arena;
    statement->columns[statement->column_count++] =
        (column_t){from, to, ARENA_ARRAY(arena, int64_t, statement->account_count + 1),
                   ARENA_ARRAY(arena, int64_t, statement->account_count + 1)};
    return true;
}

static bool statement_sum(statement_t *statement, const statement_query_t *query, bool closing) {
    context_t *context = statement->context;
    int64_t last_entry = 0;
    if (query->as_of != 0 && !store_get_int(context->tx, &last_entry, SQL_AS_OF, "i", query->as_of))
        return context_done(context);
    if (query->as_of != 0 && last_entry == 0) return true;
    for (size_t i = 0; i < statement->column_count; i++) {
        column_t *column = &statement->columns[i];
        const balance_range_t range = {column->from,        column->to, query->dimension,
                                       query->dimension_id, closing,    last_entry};
        if (!balance_sum(context, &range, statement->accounts, statement->account_count, column->debit, column->credit))
            return false;
        for (size_t j = 0; j < statement->account_count; j++) {
            ledger_type_t type = statement->accounts[j].type;
            statement->totals[type][i] += ledger_type_sign(type) * (column->debit[j] - column->credit[j]);
        }
    }
    return true;
}

static void write_amount(const statement_t *statement, const char *key, int64_t amount) {
    json_write_text(statement->writer, key,
                    money_format(statement->context->arena, amount, statement->ledger.currency));
}

static void write_amounts(const statement_t *statement, const char *key, const int64_t *amounts) {
    json_write_array(statement->writer, key);
    for (size_t i = 0; i < statement->column_count; i++) write_amount(statement, NULL, amounts[i]);
    json_write_close(statement->writer);
}

static void write_account(const statement_t *statement, const ledger_account_t *account) {
    json_write_object(statement->writer, "ledger_account");
    json_write_int(statement->writer, "id", account->id);
    json_write_text(statement->writer, "title", account->name);
    json_write_text(statement->writer, "code", account->code);
    json_write_close(statement->writer);
}

static bool account_moved(const statement_t *statement, size_t index) {
    for (size_t i = 0; i < statement->column_count; i++)
        if (statement->columns[i].debit[index] != 0 || statement->columns[i].credit[index] != 0) return true;
    return false;
}

static void write_section(const statement_t *statement, ledger_type_t type) {
    json_writer_t *writer = statement->writer;
    json_write_object(writer, NULL);
    json_write_text(writer, "name", ledger_type_name(type));
    json_write_array(writer, "rows");
    for (size_t i = 0; i < statement->account_count; i++) {
        int64_t amounts[STATEMENT_COLUMNS];
        if (statement->accounts[i].type != type || !account_moved(statement, i)) continue;
        for (size_t j = 0; j < statement->column_count; j++)
            amounts[j] = ledger_type_sign(type) * (statement->columns[j].debit[i] - statement->columns[j].credit[i]);
        json_write_object(writer, NULL);
        write_account(statement, &statement->accounts[i]);
        write_amounts(statement, "amounts", amounts);
        json_write_close(writer);
    }
    json_write_close(writer);
    write_amounts(statement, "total", statement->totals[type]);
    json_write_close(writer);
}

/* The first day behind the column that begins on `from`. */
static date_t column_behind(date_t from, const char *columns) {
    int months = text_equal(columns, "month") ? 1 : text_equal(columns, "quarter") ? 3 : 12;
    int month = from.month - 1 - (from.month - 1) % months + months;
    return (date_t){from.year + month / 12, month % 12 + 1, 1};
}

static bool statement_split(statement_t *statement, const statement_query_t *query) {
    context_t *context = statement->context;
    date_t from, to;
    if (query->from == NULL || query->to == NULL || !date_parse(query->from, &from) || !date_parse(query->to, &to) ||
        date_to_days(from) > date_to_days(to))
        return problem_add_field(context->problem, "from", "not_a_range", "Give the first and the last day.");
    if (query->columns == NULL) return statement_add_column(statement, query->from, query->to);
    while (date_to_days(from) <= date_to_days(to)) {
        date_t behind = column_behind(from, query->columns);
        date_t last = date_from_days(date_to_days(behind) - 1);
        if (date_to_days(last) > date_to_days(to)) last = to;
        if (!statement_add_column(statement, date_format(context->arena, from), date_format(context->arena, last)))
            return false;
        from = behind;
    }
    return true;
}

static void write_columns(const statement_t *statement) {
    json_write_array(statement->writer, "columns");
    for (size_t i = 0; i < statement->column_count; i++) {
        json_write_object(statement->writer, NULL);
        json_write_text(statement->writer, "from", statement->columns[i].from);
        json_write_text(statement->writer, "to", statement->columns[i].to);
        json_write_close(statement->writer);
    }
    json_write_close(statement->writer);
}

static void write_income_figures(const statement_t *statement) {
    int64_t net_sales[STATEMENT_COLUMNS], margin[STATEMENT_COLUMNS], profit[STATEMENT_COLUMNS];
    const int64_t(*totals)[STATEMENT_COLUMNS] = statement->totals;
    for (size_t i = 0; i < statement->column_count; i++) {
        net_sales[i] = totals[LEDGER_REVENUE][i] - totals[LEDGER_CONTRA_REVENUE][i];
        margin[i] = net_sales[i] - totals[LEDGER_COST_OF_SALES][i];
        profit[i] = margin[i] - totals[LEDGER_EXPENSE][i] + totals[LEDGER_OTHER_INCOME][i];
    }
    write_amounts(statement, "net_sales", net_sales);
    write_amounts(statement, "gross_margin", margin);
    write_amounts(statement, "profit", profit);
}

bool statement_write_income(context_t *context, const statement_query_t *query, json_writer_t *writer) {
    statement_t *statement = ARENA_NEW(context->arena, statement_t);
    if (!statement_begin(statement, context, writer) || !statement_split(statement, query) ||
        !statement_sum(statement, query, false))
        return false;
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", statement->ledger.currency->code);
    write_columns(statement);
    json_write_array(writer, "sections");
    for (int type = LEDGER_REVENUE; type < LEDGER_TYPE_COUNT; type++) write_section(statement, (ledger_type_t)type);
    json_write_close(writer);
    write_income_figures(statement);
    json_write_close(writer);
    return true;
}

/* A statement at a date has one column, since the beginning. */
static bool statement_at(statement_t *statement, const statement_query_t *query) {
    date_t date;
    if (query->to == NULL || !date_parse(query->to, &date))
        return problem_add_field(statement->context->problem, "date", "not_a_date", "Give a date such as 2026-03-31.");
    return statement_add_column(statement, NULL, query->to) && statement_sum(statement, query, true);
}

bool statement_write_balance_sheet(context_t *context, const statement_query_t *query, json_writer_t *writer) {
    statement_t *statement = ARENA_NEW(context->arena, statement_t);
    if (!statement_begin(statement, context, writer) || !statement_at(statement, query)) return false;
    int64_t result = 0;
    for (int type = LEDGER_REVENUE; type < LEDGER_TYPE_COUNT; type++)
        result -= ledger_type_sign((ledger_type_t)type) * statement->totals[type][0];
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", statement->ledger.currency->code);
    json_write_text(writer, "date", query->to);
    json_write_array(writer, "sections");
    for (int type = LEDGER_ASSET; type <= LEDGER_EQUITY; type++) write_section(statement, (ledger_type_t)type);
    json_write_close(writer);
    write_amount(statement, "result", result);
    write_amount(statement, "assets", statement->totals[LEDGER_ASSET][0]);
    write_amount(statement, "liabilities_and_equity",
                 statement->totals[LEDGER_LIABILITY][0] + statement->totals[LEDGER_EQUITY][0] + result);
    json_write_close(writer);
    return true;
}

bool statement_write_trial_balance(context_t *context, const statement_query_t *query, json_writer_t *writer) {
    statement_t *statement = ARENA_NEW(context->arena, statement_t);
    int64_t debit = 0, credit = 0;
    if (!statement_begin(statement, context, writer) || !statement_at(statement, query)) return false;
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", statement->ledger.currency->code);
    json_write_text(writer, "date", query->to);
    json_write_array(writer, "rows");
    for (size_t i = 0; i < statement->account_count; i++) {
        int64_t balance = statement->columns[0].debit[i] - statement->columns[0].credit[i];
        if (balance == 0) continue;
        int64_t amount = llabs(balance);
        json_write_object(writer, NULL);
        write_account(statement, &statement->accounts[i]);
        json_write_text(writer, "type", ledger_type_name(statement->accounts[i].type));
        const char *text = money_format(context->arena, amount, statement->ledger.currency);
        json_write_text(writer, "debit", balance > 0 ? text : NULL);
        json_write_text(writer, "credit", balance < 0 ? text : NULL);
        json_write_close(writer);
        debit += balance > 0 ? amount : 0;
        credit += balance < 0 ? amount : 0;
    }
    json_write_close(writer);
    write_amount(statement, "debit", debit);
    write_amount(statement, "credit", credit);
    json_write_close(writer);
    return true;
}
