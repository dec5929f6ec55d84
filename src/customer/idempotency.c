#include "customer/idempotency.h"

static const int64_t KEPT_MILLISECONDS = 48 * 60 * 60 * 1000;

static const char SQL_FORGET[] = "DELETE FROM idempotency WHERE at < $1";
static const char SQL_FIND[] =
    "SELECT request_hash, status, response FROM idempotency WHERE user_id = $1 AND idempotency_key = $2";
static const char SQL_KEEP[] =
    "INSERT INTO idempotency (user_id, idempotency_key, request_hash, status, response, at) "
    "VALUES ($1, $2, $3, $4, $5, $6)";

bool idempotency_find(context_t *context, const char *key, kept_answer_t *out) {
    *out = (kept_answer_t){.request_hash = NULL};
    store_run(context->tx, NULL, SQL_FORGET, "i", context->now - KEPT_MILLISECONDS);
    store_statement_t *row = store_query(context->tx, SQL_FIND, "it", context->actor->user_id, key);
    if (store_step(row))
        *out = (kept_answer_t){arena_strdup(context->arena, store_column_text(row, 0)), (int)store_column_int(row, 1),
                               arena_strdup(context->arena, store_column_text(row, 2))};
    return store_end(row) || context_done(context);
}

bool idempotency_keep(context_t *context, const char *key, const kept_answer_t *answer) {
    store_run(context->tx, NULL, SQL_KEEP, "ittiti", context->actor->user_id, key, answer->request_hash,
              (int64_t)answer->status, answer->response, context->now);
    return context_done(context);
}
