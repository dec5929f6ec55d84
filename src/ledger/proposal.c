#include "ledger/proposal.h"

#include "base/text.h"
#include "catalogue/record.h"

static const char SQL_KEEP[] =
    "INSERT INTO journal_proposal (status, body, prepared_by, prepared_at) "
    "VALUES ('waiting', $1, nullif(CAST($2 AS BIGINT), 0), $3) RETURNING id";

static bool proposal_keep(context_t *context, const json_t *body, int64_t *id) {
    char *text = json_dumps(body, JSON_COMPACT);
    store_get_int(context->tx, id, SQL_KEEP, "tii", text, context->actor->user_id, context->now);
    free(text);
    return context_done(context);
}

/* Tried to the end and taken back, so that what waits could be posted. */
static bool proposal_try(context_t *context, journal_entry_t entry) {
    if (!store_savepoint(context->tx)) return context_done(context);
    bool ok = journal_post(context, &entry);
    return store_savepoint_rollback(context->tx) && ok;
}

bool proposal_submit(context_t *context, const json_t *body, int64_t *entry_id, int64_t *proposal_id) {
    ledger_t ledger;
    journal_entry_t entry;
    *entry_id = *proposal_id = 0;
    if (!ledger_check_keeper(context) || !ledger_load(context, &ledger)) return false;
    if (!journal_parse(context, &ledger, body, &entry)) return false;
    if (ledger.approval) return proposal_try(context, entry) && proposal_keep(context, body, proposal_id);
    bool ok = journal_post(context, &entry);
    *entry_id = entry.id;
    return ok;
}

typedef struct proposal {
    const char *status, *body;
    int64_t prepared_by;
} proposal_t;

static const char SQL_LOAD[] = "SELECT status, body, coalesce(prepared_by, 0) FROM journal_proposal WHERE id = $1";

static bool proposal_load(context_t *context, int64_t id, proposal_t *out) {
    store_statement_t *row = store_query(context->tx, SQL_LOAD, "i", id);
    bool found = store_step(row);
    if (found)
        *out = (proposal_t){arena_strdup(context->arena, store_column_text(row, 0)),
                            arena_strdup(context->arena, store_column_text(row, 1)), store_column_int(row, 2)};
    if (!store_end(row)) return context_done(context);
    if (!found) return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "No such entry waits.");
    return text_equal(out->status, "waiting") ||
           problem_set(context->problem, PROBLEM_CONFLICT, "decided_already", "Somebody has decided on this already.");
}

static bool proposal_post(context_t *context, const proposal_t *proposal, int64_t *entry_id) {
    ledger_t ledger;
    journal_entry_t entry;
    json_t *body = json_loads(proposal->body, 0, NULL);
    bool ok = ledger_load(context, &ledger) && journal_parse(context, &ledger, body, &entry);
    json_decref(body);
    if (!ok) return false;
    entry.prepared_by = proposal->prepared_by;
    ok = journal_post(context, &entry);
    *entry_id = entry.id;
    return ok;
}

static const char SQL_DECIDE[] =
    "UPDATE journal_proposal SET status = $1, decided_by = nullif(CAST($2 AS BIGINT), 0), decided_at = $3, note = $4, "
    "entry_id = nullif(CAST($5 AS BIGINT), 0) WHERE id = $6";

bool proposal_decide(context_t *context, int64_t id, bool approve, const char *note, int64_t *entry_id) {
    proposal_t proposal = {0};
    *entry_id = 0;
    if (!ledger_check_keeper(context) || !proposal_load(context, id, &proposal)) return false;
    bool own = proposal.prepared_by == context->actor->user_id;
    if (approve && own)
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "own_entry",
                           "You prepared this entry. Somebody else of finance has to approve it.");
    if (approve && !proposal_post(context, &proposal, entry_id)) return false;
    store_run(context->tx, NULL, SQL_DECIDE, "tiitii",
              approve ? "approved"
              : own   ? "withdrawn"
                      : "refused",
              context->actor->user_id, context->now, note, *entry_id, id);
    return context_done(context);
}

static const char SQL_LIST[] =
    "SELECT p.id, p.status, p.body, p.prepared_by, u.name, p.prepared_at, p.decided_by, d.name, p.decided_at, p.note, "
    "p.entry_id, e.number FROM journal_proposal p LEFT JOIN app_user u ON u.id = p.prepared_by "
    "LEFT JOIN app_user d ON d.id = p.decided_by LEFT JOIN journal_entry e ON e.id = p.entry_id "
    "ORDER BY CASE p.status WHEN 'waiting' THEN 0 ELSE 1 END, p.id DESC LIMIT 100";

static void write_moment(context_t *context, json_writer_t *writer, const char *key, const store_statement_t *row,
                         int column) {
    json_write_text(writer, key,
                    store_column_is_null(row, column) ? NULL
                                                      : moment_format(context->arena, store_column_int(row, column)));
}

bool proposal_write_list(context_t *context, json_writer_t *writer) {
    if (!ledger_check_reader(context)) return false;
    bool keeper = context->actor->role == ROLE_ADMINISTRATOR || context->actor->role == ROLE_FINANCE;
    json_write_object(writer, NULL);
    json_write_array(writer, "items");
    store_statement_t *rows = store_query(context->tx, SQL_LIST, "");
    while (store_step(rows)) {
        bool waiting = text_equal(store_column_text(rows, 1), "waiting");
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "status", store_column_text(rows, 1));
        json_write_raw(writer, "entry", store_column_text(rows, 2));
        reference_write_row(writer, "prepared_by", rows, 3);
        write_moment(context, writer, "prepared_at", rows, 5);
        reference_write_row(writer, "decided_by", rows, 6);
        write_moment(context, writer, "decided_at", rows, 8);
        json_write_text(writer, "note", store_column_text(rows, 9));
        reference_write_row(writer, "posted", rows, 10);
        json_write_bool(writer, "may_approve",
                        keeper && waiting && store_column_int(rows, 3) != context->actor->user_id);
        json_write_bool(writer, "may_refuse", keeper && waiting);
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}
