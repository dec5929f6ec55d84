#include "customer/follow.h"

#include "catalogue/record.h"

static const char SQL_BEGIN[] =
    "INSERT INTO follow (user_id, record_type, record_id, since) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (user_id, record_type, record_id) DO NOTHING";

static const char SQL_END[] = "DELETE FROM follow WHERE user_id = $1 AND record_type = $2 AND record_id = $3";

static const char SQL_CARRY_OVER[] =
    "INSERT INTO follow (user_id, record_type, record_id, since) "
    "SELECT f.user_id, f.record_type, CAST($1 AS BIGINT), CAST($2 AS BIGINT) FROM follow f "
    "WHERE f.record_type = $3 AND f.record_id = $4 ON CONFLICT (user_id, record_type, record_id) DO NOTHING";

static const char SQL_FOLLOWERS[] =
    "SELECT f.user_id, u.name FROM follow f JOIN app_user u ON u.id = f.user_id "
    "WHERE f.record_type = $1 AND f.record_id = $2 ORDER BY f.since, f.user_id LIMIT 100";

bool follow_begin(context_t *context, const record_type_t *type, int64_t id) {
    record_t *record = NULL;
    if (context->actor->user_id == 0)
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden", "Only a user follows records.");
    if (!record_load(context, type, id, &record)) return false;
    store_run(context->tx, NULL, SQL_BEGIN, "itii", context->actor->user_id, type->name, id, context->now);
    return context_done(context);
}

bool follow_end(context_t *context, const record_type_t *type, int64_t id) {
    store_run(context->tx, NULL, SQL_END, "iti", context->actor->user_id, type->name, id);
    return context_done(context);
}

bool follow_carry_over(context_t *context, const record_type_t *type, int64_t from, int64_t to) {
    store_run(context->tx, NULL, SQL_CARRY_OVER, "iiti", to, context->now, type->name, from);
    return context_done(context);
}

bool follow_write(context_t *context, const record_type_t *type, int64_t id, json_writer_t *writer, const char *key) {
    bool following = false;
    json_write_object(writer, key);
    json_write_array(writer, "followers");
    store_statement_t *rows = store_query(context->tx, SQL_FOLLOWERS, "ti", type->name, id);
    while (store_step(rows)) {
        following = following || store_column_int(rows, 0) == context->actor->user_id;
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "title", store_column_text(rows, 1));
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_bool(writer, "following", following);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}
