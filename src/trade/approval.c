#include "trade/approval.h"

#include "base/money.h"
#include "base/text.h"
#include "catalogue/record.h"
#include "ledger/ledger.h"
#include "trade/credit_note.h"
#include "trade/write_off.h"

static const char SQL_SUBMIT[] =
    "INSERT INTO trade_approval (kind, status, invoice_id, amount_book, body, prepared_by, prepared_at) "
    "VALUES ($1, 'waiting', $2, $3, $4, nullif(CAST($5 AS BIGINT), 0), $6) RETURNING id";

bool approval_submit(context_t *context, const approval_request_t *request, int64_t *id) {
    char *dumped = json_dumps(request->body, JSON_COMPACT);
    const char *body = arena_strdup(context->arena, dumped);
    free(dumped);
    return store_get_int(context->tx, id, SQL_SUBMIT, "tiitii", request->kind, request->invoice_id,
                         request->amount_book, body, context->actor->user_id, context->now) ||
           context_done(context);
}

typedef struct approval {
    const char *kind, *status, *body;
    int64_t invoice_id, prepared_by;
} approval_t;

static const char SQL_LOAD[] =
    "SELECT kind, status, body, invoice_id, coalesce(prepared_by, 0) FROM trade_approval WHERE id = $1";

static bool approval_load(context_t *context, int64_t id, approval_t *out) {
    store_statement_t *row = store_query(context->tx, SQL_LOAD, "i", id);
    bool found = store_step(row);
    if (found)
        *out = (approval_t){arena_strdup(context->arena, store_column_text(row, 0)),
                            arena_strdup(context->arena, store_column_text(row, 1)),
                            arena_strdup(context->arena, store_column_text(row, 2)), store_column_int(row, 3),
                            store_column_int(row, 4)};
    if (!store_end(row)) return context_done(context);
    if (!found) return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no such request.");
    if (!text_equal(out->status, "waiting"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "decided_already", "This is decided already.");
    if (out->prepared_by == context->actor->user_id)
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "own_request",
                           "Who prepared it does not approve it. Ask a colleague.");
    return true;
}

static bool approval_carry_out(context_t *context, const approval_t *approval) {
    json_t *body = json_loads(approval->body, 0, NULL);
    credit_request_t credit;
    credit_outcome_t outcome;
    bool ok = false;
    if (text_equal(approval->kind, "credit_note"))
        ok =
            credit_read(context, approval->invoice_id, body, &credit) && credit_issue(context, &credit, true, &outcome);
    else
        ok = write_off_from_body(context, approval->invoice_id, body, true, NULL);
    json_decref(body);
    return ok;
}

static const char SQL_DECIDE[] =
    "UPDATE trade_approval SET status = $1, decided_by = $2, decided_at = $3, note = $4 WHERE id = $5 AND status = 'waiting'";

bool approval_decide(context_t *context, int64_t id, bool approve, const char *note) {
    approval_t approval = {0};
    if (!ledger_check_keeper(context) || !approval_load(context, id, &approval)) return false;
    store_run(context->tx, NULL, SQL_DECIDE, "tiiti", approve ? "approved" : "refused", context->actor->user_id,
              context->now, note, id);
    return context_done(context) && (!approve || approval_carry_out(context, &approval));
}

static const char SQL_LIST[] =
    "SELECT a.id, a.kind, a.status, a.invoice_id, i.number, a.amount_book, a.body, a.prepared_by, p.name, a.prepared_at, "
    "a.decided_by, d.name, a.note, i.book_currency FROM trade_approval a JOIN invoice i ON i.id = a.invoice_id "
    "LEFT JOIN app_user p ON p.id = a.prepared_by LEFT JOIN app_user d ON d.id = a.decided_by "
    "ORDER BY CASE WHEN a.status = 'waiting' THEN 0 ELSE 1 END, a.id DESC LIMIT 200";

static bool approval_keeper(const context_t *context) {
    return context->actor->role == ROLE_ADMINISTRATOR || context->actor->role == ROLE_FINANCE;
}

static void approval_write(context_t *context, const store_statement_t *row, json_writer_t *writer) {
    arena_t *arena = context->arena;
    json_t *body = json_loads(store_column_text(row, 6), 0, NULL);
    const currency_t *currency = currency_find(store_column_text(row, 13));
    json_write_object(writer, NULL);
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_text(writer, "kind", store_column_text(row, 1));
    json_write_text(writer, "status", store_column_text(row, 2));
    reference_write_row(writer, "invoice", row, 3);
    json_write_text(writer, "amount", money_format(arena, store_column_int(row, 5), currency));
    json_write_text(writer, "currency", currency->code);
    json_write_text(writer, "reason", json_string_value(json_object_get(body, "reason")));
    reference_write_row(writer, "prepared_by", row, 7);
    json_write_text(writer, "prepared_at", moment_format(arena, store_column_int(row, 9)));
    reference_write_row(writer, "decided_by", row, 10);
    json_write_text(writer, "note", store_column_text(row, 12));
    json_write_bool(writer, "may_decide",
                    text_equal(store_column_text(row, 2), "waiting") && approval_keeper(context) &&
                        store_column_int(row, 7) != context->actor->user_id);
    json_write_close(writer);
    json_decref(body);
}

bool approval_write_list(context_t *context, json_writer_t *writer) {
    if (!ledger_check_reader(context)) return false;
    json_write_object(writer, NULL);
    json_write_array(writer, "items");
    store_statement_t *rows = store_query(context->tx, SQL_LIST, "");
    while (store_step(rows)) approval_write(context, rows, writer);
    json_write_close(writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}
