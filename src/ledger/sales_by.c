/* Whom and what the net sales come from. */
#include "base/text.h"
#include "ledger/statement.h"

#define OF_MONTHS                                                                                                      \
    "SELECT dimension_id AS id, ledger_account_id, debit, credit FROM ledger_balance "                                 \
    "WHERE dimension = $1 AND period >= substr($2, 1, 7) AND period <= substr($3, 1, 7) AND length(period) = 7"

/* Of any days; `column` tells whose a line is. */
#define OF_DAYS(column)                                                                                                \
    "SELECT l." column                                                                                                 \
    " AS id, l.ledger_account_id, CASE WHEN l.amount > 0 THEN l.amount ELSE 0 END AS debit, "                          \
    "CASE WHEN l.amount < 0 THEN -l.amount ELSE 0 END AS credit FROM journal_line l "                                  \
    "JOIN journal_entry e ON e.id = l.entry_id WHERE l." column                                                        \
    " IS NOT NULL AND l.date >= $2 AND l.date <= $3 "                                                                  \
    "AND length(e.period) = 7 AND $1 = $1"

/* `moved`: the lines, `table`: where names stand. What became a part of another counts there. */
#define RANKED(moved, table)                                                                                           \
    "WITH RECURSIVE joined (id, root) AS (SELECT loser_id, survivor_id FROM record_merge "                             \
    "WHERE record_type = 'account' AND undone_at IS NULL AND $1 = 'customer' UNION "                                   \
    "SELECT j.id, m.survivor_id FROM joined j JOIN record_merge m ON m.loser_id = j.root "                             \
    "WHERE m.record_type = 'account' AND m.undone_at IS NULL), "                                                       \
    "moved AS (" moved                                                                                                 \
    "), "                                                                                                              \
    "figures AS (SELECT coalesce(j.root, m.id) AS id, "                                                                \
    "sum(CASE WHEN a.type IN ('revenue', 'contra_revenue') THEN m.credit - m.debit ELSE 0 END) AS net_sales, "         \
    "sum(CASE WHEN a.type = 'cost_of_sales' THEN m.debit - m.credit ELSE 0 END) AS cost "                              \
    "FROM moved m JOIN ledger_account a ON a.id = m.ledger_account_id "                                                \
    "LEFT JOIN joined j ON j.id = m.id AND j.root NOT IN (SELECT k.id FROM joined k) "                                 \
    "WHERE a.type IN ('revenue', 'contra_revenue', 'cost_of_sales') GROUP BY coalesce(j.root, m.id)) "                 \
    "SELECT f.id, t.name, f.net_sales, f.cost FROM figures f LEFT JOIN " table                                         \
    " t ON t.id = f.id "                                                                                               \
    "ORDER BY f.net_sales DESC, f.id LIMIT $4"

static const struct {
    const char *months, *days;
} SQL_SALES[DIMENSION_COUNT] = {
    [DIMENSION_CUSTOMER] = {RANKED(OF_MONTHS, "account"), RANKED(OF_DAYS("customer_id"), "account")},
    [DIMENSION_PRODUCT] = {RANKED(OF_MONTHS, "product"), RANKED(OF_DAYS("product_id"), "product")},
    [DIMENSION_SALESPERSON] = {RANKED(OF_MONTHS, "app_user"), RANKED(OF_DAYS("salesperson_id"), "app_user")},
    [DIMENSION_BRANCH] = {RANKED(OF_MONTHS, "branch"), RANKED(OF_DAYS("branch_id"), "branch")},
};

static bool is_whole_months(const char *from, const char *to) {
    date_t first, last;
    return date_parse(from, &first) && date_parse(to, &last) && first.day == 1 &&
           date_from_days(date_to_days(last) + 1).day == 1;
}

static bool sales_check(context_t *context, const statement_query_t *query, dimension_t by) {
    date_t from, to;
    if (by == DIMENSION_ALL)
        return problem_add_field(context->problem, "by", "unknown_choice",
                                 "Choose customer, product, salesperson or branch.");
    if (query->from != NULL && query->to != NULL && date_parse(query->from, &from) && date_parse(query->to, &to))
        return true;
    return problem_add_field(context->problem, "from", "not_a_range", "Give the first and the last day.");
}

bool statement_write_sales_by(context_t *context, const statement_query_t *query, dimension_t by, int64_t limit,
                              json_writer_t *writer) {
    ledger_t ledger;
    if (!ledger_check_reader(context) || !ledger_load(context, &ledger) || !sales_check(context, query, by))
        return false;
    const char *sql = is_whole_months(query->from, query->to) ? SQL_SALES[by].months : SQL_SALES[by].days;
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", ledger.currency->code);
    json_write_text(writer, "by", dimension_name(by));
    json_write_array(writer, "items");
    store_statement_t *rows = store_query(context->tx, sql, "ttti", dimension_name(by), query->from, query->to, limit);
    while (store_step(rows)) {
        int64_t net_sales = store_column_int(rows, 2), cost = store_column_int(rows, 3);
        json_write_object(writer, NULL);
        json_write_object(writer, "record");
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "title", store_column_text(rows, 1));
        json_write_close(writer);
        json_write_text(writer, "net_sales", money_format(context->arena, net_sales, ledger.currency));
        json_write_text(writer, "cost", money_format(context->arena, cost, ledger.currency));
        json_write_text(writer, "margin", money_format(context->arena, net_sales - cost, ledger.currency));
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}
