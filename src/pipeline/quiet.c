#include "pipeline/quiet.h"

#include "base/money.h"
#include "base/text.h"
#include "catalogue/record.h"

enum { DAY = 24 * 60 * 60 * 1000 };

/* What quiet means, said once for all who ask; $1 is the present moment. */
#define QUIET_DEALS                                                                                                    \
    "(SELECT o.id, o.name, o.account_id, a.name AS account_name, o.stage_id, s.name AS stage_name, o.amount, "         \
    "o.currency, o.expected_close, s.quiet_days, "                                                                     \
    "CASE WHEN o.stage_since > coalesce((SELECT i.start_at FROM interaction i WHERE i.opportunity_id = o.id "          \
    "AND i.archived_at IS NULL AND i.start_at <= CAST($1 AS BIGINT) ORDER BY i.start_at DESC LIMIT 1), 0) "            \
    "THEN o.stage_since ELSE (SELECT i.start_at FROM interaction i WHERE i.opportunity_id = o.id "                     \
    "AND i.archived_at IS NULL AND i.start_at <= CAST($1 AS BIGINT) ORDER BY i.start_at DESC LIMIT 1) END AS last_at " \
    "FROM opportunity o JOIN stage s ON s.id = o.stage_id LEFT JOIN account a ON a.id = o.account_id "                 \
    "WHERE o.outcome = 'open' AND o.archived_at IS NULL AND s.quiet_days IS NOT NULL AND "
#define QUIET_LONG_ENOUGH ") q WHERE q.last_at < CAST($1 AS BIGINT) - q.quiet_days * 86400000 "

static const char SQL_QUIET_OWNED[] =
    "SELECT q.id, q.name, q.account_id, q.account_name, q.stage_id, q.stage_name, q.amount, q.currency, "
    "q.expected_close, q.last_at, q.quiet_days FROM " QUIET_DEALS "o.owner_id = $2" QUIET_LONG_ENOUGH
    "ORDER BY q.last_at, q.id LIMIT 50";

static const char SQL_QUIET_OF_ACCOUNT[] = "SELECT q.id, q.last_at, q.quiet_days FROM " QUIET_DEALS
                                           "o.account_id = $2" QUIET_LONG_ENOUGH "ORDER BY q.last_at, q.id LIMIT 100";

static const char SQL_QUIET_AMONG[] = "SELECT q.id, q.last_at, q.quiet_days FROM " QUIET_DEALS "o.id IN (";

static void quiet_write_row(context_t *context, const store_statement_t *row, json_writer_t *writer) {
    const char *currency = store_column_text(row, 7);
    json_write_object(writer, NULL);
    reference_write_row(writer, "opportunity", row, 0);
    reference_write_row(writer, "account", row, 2);
    reference_write_row(writer, "stage", row, 4);
    if (store_column_is_null(row, 6))
        json_write_null(writer, "amount");
    else
        json_write_text(writer, "amount",
                        money_format(context->arena, store_column_int(row, 6), currency_find(currency)));
    json_write_text(writer, "currency", currency);
    json_write_text(writer, "expected_close", store_column_text(row, 8));
    json_write_text(writer, "last_at", moment_format(context->arena, store_column_int(row, 9)));
    json_write_int(writer, "days", (context->now - store_column_int(row, 9)) / DAY);
    json_write_int(writer, "quiet_days", store_column_int(row, 10));
    json_write_close(writer);
}

bool quiet_write_owned(context_t *context, int64_t owner_id, json_writer_t *writer, const char *key) {
    store_statement_t *rows = store_query(context->tx, SQL_QUIET_OWNED, "ii", context->now, owner_id);
    json_write_array(writer, key);
    while (store_step(rows)) quiet_write_row(context, rows, writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static store_statement_t *quiet_query_among(context_t *context, const int64_t *ids, size_t count) {
    text_t sql = text_create(context->arena, 64 * 1024);
    store_value_t *values = ARENA_ARRAY(context->arena, store_value_t, count + 1);
    values[0] = (store_value_t){.kind = STORE_INT, .number = context->now};
    text_add(&sql, SQL_QUIET_AMONG);
    for (size_t i = 0; i < count; i++) {
        values[i + 1] = (store_value_t){.kind = STORE_INT, .number = ids[i]};
        text_add_format(&sql, "%s$%zu", i == 0 ? "" : ", ", i + 2);
    }
    text_add(&sql, ")" QUIET_LONG_ENOUGH "ORDER BY q.last_at, q.id");
    return store_query_values(context->tx, sql.data, values, count + 1);
}

static void quiet_write_mark(const context_t *context, const store_statement_t *row, json_writer_t *writer,
                             const char *key) {
    json_write_object(writer, key);
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_int(writer, "days", (context->now - store_column_int(row, 1)) / DAY);
    json_write_int(writer, "quiet_days", store_column_int(row, 2));
    json_write_close(writer);
}

bool quiet_write_among(context_t *context, const int64_t *ids, size_t count, json_writer_t *writer, const char *key) {
    json_write_array(writer, key);
    if (count > 0) {
        store_statement_t *rows = quiet_query_among(context, ids, count);
        while (store_step(rows)) quiet_write_mark(context, rows, writer, NULL);
        if (!store_end(rows)) return context_done(context);
    }
    json_write_close(writer);
    return true;
}

bool quiet_write_one(context_t *context, int64_t id, json_writer_t *writer, const char *key) {
    store_statement_t *row = quiet_query_among(context, &id, 1);
    if (store_step(row))
        quiet_write_mark(context, row, writer, key);
    else
        json_write_null(writer, key);
    return store_end(row) || context_done(context);
}

bool quiet_write_of_account(context_t *context, int64_t account_id, json_writer_t *writer, const char *key) {
    store_statement_t *rows = store_query(context->tx, SQL_QUIET_OF_ACCOUNT, "ii", context->now, account_id);
    json_write_array(writer, key);
    while (store_step(rows)) quiet_write_mark(context, rows, writer, NULL);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}
