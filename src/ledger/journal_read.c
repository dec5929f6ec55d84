#include "ledger/journal_read.h"

#include "base/text.h"
#include "catalogue/record.h"

#define ENTRY_COLUMNS                                                                                                  \
    "SELECT e.id, e.number, e.date, e.period, e.kind, e.description, e.document_type, e.document_id, e.reverses_id, "  \
    "o.number, r.id, r.number, e.prepared_by, p.name, e.posted_by, u.name, e.posted_at, e.hash, "                      \
    "(SELECT sum(l.amount) FROM journal_line l WHERE l.entry_id = e.id AND l.amount > 0) FROM journal_entry e "        \
    "LEFT JOIN journal_entry o ON o.id = e.reverses_id LEFT JOIN journal_entry r ON r.reverses_id = e.id "             \
    "LEFT JOIN app_user p ON p.id = e.prepared_by LEFT JOIN app_user u ON u.id = e.posted_by "

static void write_money(context_t *context, json_writer_t *writer, const char *key, int64_t amount,
                        const currency_t *currency) {
    json_write_text(writer, key, money_format(context->arena, amount, currency));
}

static void write_entry(context_t *context, const ledger_t *ledger, const store_statement_t *row,
                        json_writer_t *writer) {
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_text(writer, "number", store_column_text(row, 1));
    json_write_text(writer, "date", store_column_text(row, 2));
    json_write_text(writer, "period", store_column_text(row, 3));
    json_write_text(writer, "kind", store_column_text(row, 4));
    json_write_text(writer, "description", store_column_text(row, 5));
    if (store_column_is_null(row, 6)) {
        json_write_null(writer, "document");
    } else {
        json_write_object(writer, "document");
        json_write_text(writer, "type", store_column_text(row, 6));
        json_write_int(writer, "id", store_column_int(row, 7));
        json_write_close(writer);
    }
    reference_write_row(writer, "reverses", row, 8);
    reference_write_row(writer, "reversed_by", row, 10);
    reference_write_row(writer, "prepared_by", row, 12);
    reference_write_row(writer, "posted_by", row, 14);
    json_write_text(writer, "posted_at", moment_format(context->arena, store_column_int(row, 16)));
    json_write_text(writer, "hash", store_column_text(row, 17));
    write_money(context, writer, "amount", store_column_int(row, 18), ledger->currency);
    json_write_text(writer, "currency", ledger->currency->code);
}

/* Conditions that do not ask are true for every row: one text for every query keeps one prepared statement. */
#define ABOUT_LINE                                                                                                     \
    "(CAST($6 AS BIGINT) = 0 OR l.ledger_account_id = $6) "                                                            \
    "AND ($7 <> 'customer' OR l.customer_id IN " LEDGER_CUSTOMER_IDS("$8") ") "                                        \
    "AND ($7 <> 'product' OR l.product_id = $8) AND ($7 <> 'salesperson' OR l.salesperson_id = $8) "                   \
    "AND ($7 <> 'branch' OR l.branch_id = $8) AND (CAST($9 AS BIGINT) = 0 OR l.opportunity_id = $9)"

static const char SQL_LIST[] = ENTRY_COLUMNS
    "WHERE e.id < CAST($1 AS BIGINT) AND e.date >= $2 AND e.date <= $3 AND ($4 = '' OR e.kind = $4) "
    "AND ($5 = '' OR lower(e.number) LIKE $5 || '%' OR lower(e.description) LIKE '%' || $5 || '%') "
    "AND ((CAST($6 AS BIGINT) = 0 AND $7 = '' AND CAST($9 AS BIGINT) = 0) OR EXISTS (SELECT 1 FROM journal_line l WHERE l.entry_id = e.id AND " ABOUT_LINE
    ")) ORDER BY e.id DESC LIMIT $10";

static int64_t query_limit(const journal_query_t *query) {
    if (query->limit <= 0) return JOURNAL_PAGE;
    return query->limit > JOURNAL_PAGE_MOST ? JOURNAL_PAGE_MOST : query->limit;
}

/* % and _ are letters like others. */
static const char *query_words(context_t *context, const journal_query_t *query) {
    if (query->words == NULL) return "";
    char *words = text_lower(context->arena, text_trim(context->arena, query->words));
    for (char *at = words; *at != '\0'; at++)
        if (*at == '%' || *at == '_') *at = ' ';
    return words;
}

bool journal_write_list(context_t *context, const journal_query_t *query, json_writer_t *writer) {
    ledger_t ledger;
    int64_t before = INT64_MAX, limit = query_limit(query), count = 0, last = 0;
    if (!ledger_check_reader(context) || !ledger_load(context, &ledger)) return false;
    if (query->after != NULL && !text_parse_int(query->after, &before))
        return problem_set(context->problem, PROBLEM_BAD_REQUEST, "bad_cursor", "This is no cursor of a page.");
    json_write_object(writer, NULL);
    json_write_array(writer, "items");
    store_statement_t *rows =
        store_query(context->tx, SQL_LIST, "ittttitiii", before, query->from != NULL ? query->from : "0001-01-01",
                    query->to != NULL ? query->to : "9999-12-31", query->kind != NULL ? query->kind : "",
                    query_words(context, query), query->ledger_account_id, dimension_name(query->dimension),
                    query->dimension_id, query->opportunity_id, limit + 1);
    while (store_step(rows)) {
        if (++count > limit) break;
        last = store_column_int(rows, 0);
        json_write_object(writer, NULL);
        write_entry(context, &ledger, rows, writer);
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_text(writer, "next", count > limit ? arena_printf(context->arena, "%lld", (long long)last) : NULL);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

#define LINE_COLUMNS                                                                                                   \
    "SELECT l.position, l.ledger_account_id, a.name, a.code, l.amount, l.currency, l.currency_amount, "                \
    "l.customer_id, c.name, l.product_id, pr.name, l.salesperson_id, s.name, l.branch_id, b.name, "                    \
    "l.opportunity_id, op.name, l.description, l.entry_id, e.number, l.date, e.kind, e.description "                   \
    "FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id JOIN ledger_account a ON a.id = "                   \
    "l.ledger_account_id LEFT JOIN account c ON c.id = l.customer_id LEFT JOIN product pr ON pr.id = l.product_id "    \
    "LEFT JOIN app_user s ON s.id = l.salesperson_id LEFT JOIN branch b ON b.id = l.branch_id "                        \
    "LEFT JOIN opportunity op ON op.id = l.opportunity_id "

static void write_side(context_t *context, const ledger_t *ledger, int64_t amount, json_writer_t *writer) {
    json_write_text(writer, "debit", amount > 0 ? money_format(context->arena, amount, ledger->currency) : NULL);
    json_write_text(writer, "credit", amount < 0 ? money_format(context->arena, -amount, ledger->currency) : NULL);
}

static void write_line(context_t *context, const ledger_t *ledger, const store_statement_t *row,
                       json_writer_t *writer) {
    const currency_t *currency = currency_find(store_column_text(row, 5));
    json_write_int(writer, "position", store_column_int(row, 0));
    json_write_object(writer, "ledger_account");
    json_write_int(writer, "id", store_column_int(row, 1));
    json_write_text(writer, "title", store_column_text(row, 2));
    json_write_text(writer, "code", store_column_text(row, 3));
    json_write_close(writer);
    write_side(context, ledger, store_column_int(row, 4), writer);
    json_write_text(writer, "currency", currency->code);
    write_money(context, writer, "currency_amount", store_column_int(row, 6), currency);
    reference_write_row(writer, "customer", row, 7);
    reference_write_row(writer, "product", row, 9);
    reference_write_row(writer, "salesperson", row, 11);
    reference_write_row(writer, "branch", row, 13);
    reference_write_row(writer, "opportunity", row, 15);
    json_write_text(writer, "description", store_column_text(row, 17));
}

static const char SQL_ONE[] = ENTRY_COLUMNS "WHERE e.id = $1";
static const char SQL_ITS_LINES[] = LINE_COLUMNS "WHERE l.entry_id = $1 ORDER BY l.position";

bool journal_write_entry(context_t *context, int64_t id, json_writer_t *writer) {
    ledger_t ledger;
    if (!ledger_check_reader(context) || !ledger_load(context, &ledger)) return false;
    json_write_object(writer, NULL);
    store_statement_t *row = store_query(context->tx, SQL_ONE, "i", id);
    bool found = store_step(row);
    if (found) write_entry(context, &ledger, row, writer);
    if (!store_end(row)) return context_done(context);
    if (!found)
        return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no journal entry %lld.",
                           (long long)id);
    json_write_array(writer, "lines");
    store_statement_t *rows = store_query(context->tx, SQL_ITS_LINES, "i", id);
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        write_line(context, &ledger, rows, writer);
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

/* "2026-11-03/17/2": where a page of lines ended. */
typedef struct cursor {
    const char *date;
    int64_t entry_id, position;
} cursor_t;

static bool cursor_read(context_t *context, const journal_query_t *query, cursor_t *out) {
    *out = (cursor_t){query->from != NULL ? query->from : "0001-01-01", 0, -1};
    if (query->after == NULL) return true;
    char *rest = arena_strdup(context->arena, query->after);
    const char *date = strsep(&rest, "/"), *entry = strsep(&rest, "/"), *position = strsep(&rest, "/");
    date_t day;
    if (date != NULL && date_parse(date, &day) && entry != NULL && text_parse_int(entry, &out->entry_id) &&
        position != NULL && text_parse_int(position, &out->position)) {
        out->date = date;
        return true;
    }
    return problem_set(context->problem, PROBLEM_BAD_REQUEST, "bad_cursor", "This is no cursor of a page.");
}

/* `lead` names the index by which the lines are found; the rest narrows. */
#define LINES_BY(lead)                                                                                                 \
    LINE_COLUMNS "WHERE " lead                                                                                         \
                 " (l.date, l.entry_id, l.position) > ($1, CAST($2 AS BIGINT), CAST($3 AS BIGINT)) "                   \
                 "AND l.date <= $4 AND $5 = $5 AND " ABOUT_LINE " ORDER BY l.date, l.entry_id, l.position LIMIT $10"

static const char SQL_LINES[] = LINES_BY("");
static const char SQL_LINES_OF_ACCOUNT[] = LINES_BY("l.ledger_account_id = $6 AND");
static const char SQL_LINES_OF_OPPORTUNITY[] = LINES_BY("l.opportunity_id = $9 AND");
static const char *const SQL_LINES_ABOUT[DIMENSION_COUNT] = {
    [DIMENSION_ALL] = SQL_LINES,
    [DIMENSION_CUSTOMER] = LINES_BY("l.customer_id IN " LEDGER_CUSTOMER_IDS("$8") " AND"),
    [DIMENSION_PRODUCT] = LINES_BY("l.product_id = $8 AND"),
    [DIMENSION_SALESPERSON] = LINES_BY("l.salesperson_id = $8 AND"),
    [DIMENSION_BRANCH] = LINES_BY("l.branch_id = $8 AND"),
};

static const char *lines_sql(const journal_query_t *query) {
    if (query->opportunity_id != 0) return SQL_LINES_OF_OPPORTUNITY;
    if (query->dimension == DIMENSION_ALL && query->ledger_account_id != 0) return SQL_LINES_OF_ACCOUNT;
    return SQL_LINES_ABOUT[query->dimension];
}

static const char SQL_BEFORE[] =
    "SELECT coalesce(sum(amount), 0) FROM journal_line WHERE ledger_account_id = $1 "
    "AND (date, entry_id, position) <= ($2, CAST($3 AS BIGINT), CAST($4 AS BIGINT))";

typedef struct ledger_page {
    const ledger_t *ledger;
    const journal_query_t *query;
    cursor_t cursor;
    int64_t balance;
    bool running; /* one ledger account's, so that there is a balance */
} ledger_page_t;

static void write_balance(context_t *context, const ledger_page_t *page, json_writer_t *writer, const char *key) {
    json_write_text(writer, key,
                    page->running ? money_format(context->arena, page->balance, page->ledger->currency) : NULL);
}

static void write_ledger_line(context_t *context, ledger_page_t *page, const store_statement_t *row,
                              json_writer_t *writer) {
    page->balance += store_column_int(row, 4);
    json_write_object(writer, NULL);
    write_line(context, page->ledger, row, writer);
    reference_write_row(writer, "entry", row, 18);
    json_write_text(writer, "date", store_column_text(row, 20));
    json_write_text(writer, "kind", store_column_text(row, 21));
    json_write_text(writer, "text", store_column_text(row, store_column_is_null(row, 17) ? 22 : 17));
    write_balance(context, page, writer, "balance");
    json_write_close(writer);
    page->cursor = (cursor_t){arena_strdup(context->arena, store_column_text(row, 20)), store_column_int(row, 18),
                              store_column_int(row, 0)};
}

static bool write_ledger_lines(context_t *context, ledger_page_t *page, json_writer_t *writer) {
    const journal_query_t *query = page->query;
    int64_t limit = query_limit(query), count = 0;
    store_statement_t *rows =
        store_query(context->tx, lines_sql(query), "tiittitiii", page->cursor.date, page->cursor.entry_id,
                    page->cursor.position, query->to != NULL ? query->to : "9999-12-31", "", query->ledger_account_id,
                    dimension_name(query->dimension), query->dimension_id, query->opportunity_id, limit + 1);
    while (store_step(rows)) {
        if (++count > limit) break;
        write_ledger_line(context, page, rows, writer);
    }
    json_write_close(writer);
    const cursor_t *cursor = &page->cursor;
    json_write_text(writer, "next",
                    count <= limit ? NULL
                                   : arena_printf(context->arena, "%s/%lld/%lld", cursor->date,
                                                  (long long)cursor->entry_id, (long long)cursor->position));
    return store_end(rows) || context_done(context);
}

bool journal_write_lines(context_t *context, const journal_query_t *query, json_writer_t *writer) {
    ledger_t ledger;
    ledger_page_t page = {.ledger = &ledger, .query = query};
    if (!ledger_check_reader(context) || !ledger_load(context, &ledger)) return false;
    if (!cursor_read(context, query, &page.cursor)) return false;
    page.running = query->ledger_account_id != 0 && query->dimension == DIMENSION_ALL && query->opportunity_id == 0;
    if (page.running && !store_get_int(context->tx, &page.balance, SQL_BEFORE, "itii", query->ledger_account_id,
                                       page.cursor.date, page.cursor.entry_id, page.cursor.position))
        return context_done(context);
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", ledger.currency->code);
    write_balance(context, &page, writer, "opening");
    json_write_array(writer, "items");
    bool ok = write_ledger_lines(context, &page, writer);
    write_balance(context, &page, writer, "closing");
    json_write_close(writer);
    return ok;
}
