/* What comes after a handover: reading up on the accounts, and taking it back. */
#include "base/text.h"
#include "pipeline/handover.h"

static const char SQL_FROM[] =
    "SELECT from_user_id FROM handover WHERE id = $1 AND undone_at IS NULL AND ($2 = 0 OR by_user_id = $2)";
static const char SQL_RECORDS[] =
    "SELECT record_type, record_id, version FROM handover_record WHERE handover_id = $1 ORDER BY record_type, record_id";
static const char SQL_UNDONE[] = "UPDATE handover SET undone_at = $2 WHERE id = $1";

typedef struct given {
    const record_type_t *type;
    int64_t id, version;
} given_t;

/* Back to whom it was, unless somebody has changed it since: then it is told. What was deleted since is gone. */
static bool undo_one(context_t *context, const given_t *given, int64_t from_id, json_writer_t *writer,
                     int64_t *returned) {
    record_t *record = NULL, *saved = NULL;
    if (!record_load(context, given->type, given->id, &record)) {
        if (context->problem->kind != PROBLEM_NOT_FOUND) return false;
        problem_clear(context->problem);
        return true;
    }
    if (record->version == given->version) {
        record_t *input = record_new(context->arena, given->type);
        bool is_user = text_equal(given->type->name, "user");
        record_set_number(input, is_user ? "active" : "owner", is_user ? 1 : from_id);
        *returned += is_user ? 0 : 1;
        return record_update(context, given->id, given->version, input, &saved);
    }
    json_write_object(writer, NULL);
    json_write_text(writer, "type", given->type->name);
    json_write_int(writer, "id", given->id);
    json_write_text(writer, "title", record_title(context->arena, record));
    json_write_close(writer);
    return true;
}

static size_t undo_read(context_t *context, int64_t id, given_t **out) {
    enum { MOST = 50000 };
    size_t count = 0;
    *out = ARENA_ARRAY(context->arena, given_t, MOST);
    store_statement_t *rows = store_query(context->tx, SQL_RECORDS, "i", id);
    while (store_step(rows) && count < MOST)
        (*out)[count++] =
            (given_t){catalogue_find(store_column_text(rows, 0)), store_column_int(rows, 1), store_column_int(rows, 2)};
    store_end(rows);
    return count;
}

/* Whose handovers the actor takes back; 0: anybody's. A manager who is none any more takes nothing back. */
static int64_t undo_whose(const actor_t *actor) {
    if (actor->role == ROLE_ADMINISTRATOR) return 0;
    return actor->role == ROLE_MANAGER ? actor->user_id : -1;
}

bool handover_undo(context_t *context, int64_t id, json_writer_t *writer) {
    given_t *given = NULL;
    int64_t from_id = 0, returned = 0;
    int64_t by_id = undo_whose(context->actor);
    if (!store_get_int(context->tx, &from_id, SQL_FROM, "ii", id, by_id))
        return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no handover %lld to take back.",
                           (long long)id);
    size_t count = undo_read(context, id, &given);
    const actor_t actor = handover_actor(context);
    context_t taking = *context;
    taking.actor = &actor;
    json_write_object(writer, NULL);
    json_write_array(writer, "kept");
    for (size_t i = 0; i < count; i++)
        if (!undo_one(&taking, &given[i], from_id, writer, &returned)) return false;
    json_write_close(writer);
    json_write_int(writer, "returned", returned);
    json_write_close(writer);
    store_run(context->tx, NULL, SQL_UNDONE, "ii", id, context->now);
    return context_done(context);
}

static void row_reference(json_writer_t *writer, const char *key, const store_statement_t *row, int column) {
    json_write_object(writer, key);
    json_write_int(writer, "id", store_column_int(row, column));
    json_write_text(writer, "title", store_column_text(row, column + 1));
    json_write_close(writer);
}

static const char SQL_LIST[] =
    "SELECT h.id, u.id, u.name, h.at, (SELECT count(*) FROM handover_record r WHERE r.handover_id = h.id AND "
    "r.record_type = 'account'), (SELECT count(*) FROM handover_record r WHERE r.handover_id = h.id AND "
    "r.record_type <> 'user') FROM handover h LEFT JOIN app_user u ON u.id = h.by_user_id "
    "WHERE h.from_user_id = $1 AND h.undone_at IS NULL AND ($2 = 0 OR h.by_user_id = $2) ORDER BY h.id DESC LIMIT 20";

bool handover_write_list(context_t *context, int64_t from_id, json_writer_t *writer) {
    store_statement_t *rows = store_query(context->tx, SQL_LIST, "ii", from_id, undo_whose(context->actor));
    json_write_object(writer, NULL);
    json_write_array(writer, "items");
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        if (store_column_is_null(rows, 1))
            json_write_null(writer, "by");
        else
            row_reference(writer, "by", rows, 1);
        json_write_text(writer, "at", moment_format(context->arena, store_column_int(rows, 3)));
        json_write_int(writer, "accounts", store_column_int(rows, 4));
        json_write_int(writer, "records", store_column_int(rows, 5));
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_RECEIVED[] =
    "SELECT a.id, a.name, u.id, u.name, h.at, r.read_at, h.id FROM handover_record r "
    "JOIN handover h ON h.id = r.handover_id JOIN account a ON a.id = r.record_id "
    "JOIN app_user u ON u.id = h.from_user_id "
    "WHERE r.to_user_id = $1 AND r.record_type = 'account' AND h.undone_at IS NULL AND a.archived_at IS NULL "
    "AND a.owner_id = $1 AND h.id = (SELECT max(l.handover_id) FROM handover_record l WHERE l.to_user_id = $1 "
    "AND l.record_type = 'account' AND l.record_id = a.id) ORDER BY CASE WHEN r.read_at IS NULL THEN 0 ELSE 1 END, h.at DESC, a.name, a.id LIMIT 500";

bool handover_write_received(context_t *context, json_writer_t *writer) {
    store_statement_t *rows = store_query(context->tx, SQL_RECEIVED, "i", context->actor->user_id);
    json_write_object(writer, NULL);
    json_write_array(writer, "items");
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        row_reference(writer, "account", rows, 0);
        row_reference(writer, "from", rows, 2);
        json_write_text(writer, "at", moment_format(context->arena, store_column_int(rows, 4)));
        json_write_text(writer, "read_at",
                        store_column_is_null(rows, 5) ? NULL
                                                      : moment_format(context->arena, store_column_int(rows, 5)));
        json_write_int(writer, "handover", store_column_int(rows, 6));
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_READ[] =
    "UPDATE handover_record SET read_at = $3 WHERE to_user_id = $1 AND record_id = $2 AND "
    "record_type = 'account' AND read_at IS NULL";

bool handover_mark_read(context_t *context, int64_t account_id) {
    store_run(context->tx, NULL, SQL_READ, "iii", context->actor->user_id, account_id, context->now);
    return context_done(context);
}
