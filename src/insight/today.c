#include "insight/today.h"

#include "catalogue/select.h"
#include "customer/interaction.h"
#include "customer/organisation.h"
#include "customer/promise.h"
#include "customer/task.h"
#include "pipeline/quiet.h"

enum { DAY = 24 * 60 * 60 * 1000, DAYS_AHEAD = 7 };

typedef struct today {
    context_t *context;
    json_writer_t writer;
    int64_t user_id;
    const char *date, *horizon;
    moment_t midnight;
} today_t;

static bool today_records(today_t *today, const char *key, const record_type_t *type, const select_tail_t *tail) {
    record_t **records = NULL;
    size_t count = 0;
    if (!select_where(today->context, type, tail, &records, &count)) return false;
    json_write_array(&today->writer, key);
    for (size_t i = 0; i < count; i++) record_write_json(today->context, records[i], &today->writer, NULL);
    json_write_close(&today->writer);
    return true;
}

static bool today_due(today_t *today) {
    const store_value_t values[] = {{.kind = STORE_INT, .number = today->user_id},
                                    {.kind = STORE_TEXT, .text = today->horizon}};
    return today_records(today, "tasks", &TASK,
                         &(select_tail_t){"WHERE t.owner_id = $1 AND t.done = 0 AND t.archived_at IS NULL AND "
                                          "(t.due IS NULL OR t.due <= $2) ORDER BY t.due NULLS LAST, t.id LIMIT 200",
                                          values, 2}) &&
           today_records(today, "promises", &PROMISE,
                         &(select_tail_t){"WHERE t.owner_id = $1 AND t.status = 'open' AND t.archived_at IS NULL AND "
                                          "(t.due IS NULL OR t.due <= $2) ORDER BY t.due NULLS LAST, t.id LIMIT 200",
                                          values, 2});
}

/* A call that was made is done with; one that is planned is as good as a meeting. */
static bool today_meetings(today_t *today) {
    const store_value_t values[] = {{.kind = STORE_INT, .number = today->user_id},
                                    {.kind = STORE_INT, .number = today->midnight},
                                    {.kind = STORE_INT, .number = today->midnight + DAY},
                                    {.kind = STORE_INT, .number = today->context->now}};
    return today_records(
        today, "meetings", &INTERACTION,
        &(select_tail_t){"WHERE t.start_at >= $2 AND t.start_at < $3 AND "
                         "(t.kind IN ('meeting', 'visit') OR (t.kind = 'call' AND t.start_at > $4)) AND "
                         "t.archived_at IS NULL AND (t.owner_id = $1 OR EXISTS (SELECT 1 FROM interaction_user u WHERE "
                         "u.record_id = t.id AND u.target_id = $1)) ORDER BY t.start_at, t.id LIMIT 200",
                         values, 4});
}

/* A note is no contact, and a meeting to come has not been one yet. A former customer is left in peace. */
static const char SQL_WITHOUT_CONTACT[] =
    "SELECT w.id, w.name, w.tier, w.last_at, w.since, w.days, w.phone FROM "
    "(SELECT c.id, c.name, c.phone, c.tier, c.last_at, coalesce(c.last_at, c.created_at) AS since, CASE c.tier "
    "WHEN 'strategic' THEN CAST($3 AS BIGINT) WHEN 'key' THEN CAST($4 AS BIGINT) "
    "WHEN 'standard' THEN CAST($5 AS BIGINT) ELSE CAST($6 AS BIGINT) END AS days FROM "
    "(SELECT a.id, a.name, a.phone, a.tier, a.created_at, (SELECT i.start_at FROM interaction i WHERE i.account_id = a.id "
    "AND i.start_at <= CAST($2 AS BIGINT) AND i.kind <> 'note' AND i.archived_at IS NULL "
    "ORDER BY i.start_at DESC LIMIT 1) AS last_at FROM account a "
    "WHERE a.owner_id = $1 AND a.archived_at IS NULL AND a.tier IS NOT NULL AND a.status <> 'former') c) w "
    "WHERE w.since < CAST($2 AS BIGINT) - w.days * 86400000 ORDER BY w.since + w.days * 86400000, w.id LIMIT 50";

static void today_write_account(today_t *today, const store_statement_t *row) {
    json_writer_t *writer = &today->writer;
    int64_t silent = (today->context->now - store_column_int(row, 4)) / DAY;
    json_write_object(writer, NULL);
    json_write_object(writer, "account");
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_text(writer, "title", store_column_text(row, 1));
    json_write_close(writer);
    json_write_text(writer, "phone", store_column_text(row, 6));
    json_write_text(writer, "tier", store_column_text(row, 2));
    if (store_column_is_null(row, 3))
        json_write_null(writer, "last_contact_at");
    else
        json_write_text(writer, "last_contact_at", moment_format(today->context->arena, store_column_int(row, 3)));
    json_write_int(writer, "interval_days", store_column_int(row, 5));
    json_write_int(writer, "overdue_days", silent - store_column_int(row, 5));
    json_write_close(writer);
}

static bool today_accounts(today_t *today) {
    organisation_t organisation;
    if (!organisation_read(today->context, &organisation)) return false;
    const int64_t *days = organisation.contact_intervals;
    store_statement_t *rows = store_query(today->context->tx, SQL_WITHOUT_CONTACT, "iiiiii", today->user_id,
                                          today->context->now, days[0], days[1], days[2], days[3]);
    json_write_array(&today->writer, "accounts");
    while (store_step(rows)) today_write_account(today, rows);
    json_write_close(&today->writer);
    return store_end(rows) || context_done(today->context);
}

static const char SQL_USER[] = "SELECT name FROM app_user WHERE id = $1";
static const char SQL_IN_MY_TEAM[] =
    "SELECT count(*) FROM app_user u JOIN team t ON t.id = u.team_id WHERE u.id = $1 AND t.manager_id = $2";

static bool today_may_read(context_t *context, int64_t user_id) {
    int64_t led = 0;
    if (user_id == context->actor->user_id || context->actor->role == ROLE_ADMINISTRATOR) return true;
    if (context->actor->role == ROLE_MANAGER &&
        !store_get_int(context->tx, &led, SQL_IN_MY_TEAM, "ii", user_id, context->actor->user_id))
        return context_done(context);
    if (led > 0) return true;
    return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                       "Somebody else's day is shown to their manager and to administrators.");
}

static bool today_user(today_t *today) {
    char *name = store_get_text(today->context->tx, today->context->arena, SQL_USER, "i", today->user_id);
    if (name == NULL)
        return problem_set(today->context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no user %lld.",
                           (long long)today->user_id);
    json_write_object(&today->writer, "user");
    json_write_int(&today->writer, "id", today->user_id);
    json_write_text(&today->writer, "title", name);
    json_write_close(&today->writer);
    return true;
}

bool today_write(context_t *context, const today_query_t *query, text_t *out) {
    today_t today = {.context = context, .writer = json_begin(out), .date = query->date, .midnight = query->midnight};
    date_t date = date_from_moment(context->now);
    if (query->date != NULL && !date_parse(query->date, &date))
        return problem_add_field(context->problem, "date", "not_a_date", "Give the day as YYYY-MM-DD.");
    if (query->date == NULL) today.date = date_format(context->arena, date);
    if (query->midnight == 0) today.midnight = date_to_days(date) * DAY;
    today.horizon = date_format(context->arena, date_from_days(date_to_days(date) + DAYS_AHEAD));
    today.user_id = query->user_id != 0 ? query->user_id : context->actor->user_id;
    if (!today_may_read(context, today.user_id)) return false;
    json_write_object(&today.writer, NULL);
    json_write_text(&today.writer, "date", today.date);
    bool ok = today_user(&today) && today_due(&today) && today_meetings(&today) &&
              quiet_write_owned(context, today.user_id, &today.writer, "quiet") && today_accounts(&today);
    json_write_close(&today.writer);
    return ok;
}
