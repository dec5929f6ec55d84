#include "insight/digest.h"

#include "base/text.h"
#include "customer/notification.h"

#include <jansson.h>

enum { MOST_USERS = 10000, CONTENT_LIMIT = 256 * 1024 };

static const char SQL_USERS[] =
    "SELECT u.id FROM app_user u WHERE u.active = 1 AND u.archived_at IS NULL "
    "AND NOT EXISTS (SELECT 1 FROM digest d WHERE d.user_id = u.id AND d.day = $1) "
    "AND NOT EXISTS (SELECT 1 FROM notification_setting s WHERE s.user_id = u.id AND s.kind = 'digest' AND "
    "s.value = 'off') ORDER BY u.id LIMIT $2";

static const char SQL_NOTIFICATIONS[] =
    "SELECT n.kind, n.record_type, n.record_id, n.title, n.detail, u.name FROM notification n "
    "LEFT JOIN app_user u ON u.id = n.by_user_id "
    "WHERE n.user_id = $1 AND n.unread = 1 AND n.kind <> 'digest' ORDER BY n.at DESC, n.id DESC LIMIT 20";

static const char SQL_UNREAD[] =
    "SELECT count(*) FROM notification WHERE user_id = $1 AND unread = 1 AND kind <> 'digest'";

static const char SQL_TASKS[] =
    "SELECT t.id, t.subject, t.due, a.name FROM task t LEFT JOIN account a ON a.id = t.account_id "
    "WHERE t.owner_id = $1 AND t.done = 0 AND t.archived_at IS NULL AND t.due <= $2 ORDER BY t.due, t.id LIMIT 50";

static const char SQL_PROMISES[] =
    "SELECT p.id, p.subject, p.due, a.name FROM promise p LEFT JOIN account a ON a.id = p.account_id "
    "WHERE p.owner_id = $1 AND p.status = 'open' AND p.archived_at IS NULL AND p.due <= $2 "
    "ORDER BY p.due, p.id LIMIT 50";

static const char SQL_KEEP[] =
    "INSERT INTO digest (user_id, day, content, created_at) VALUES ($1, $2, $3, $4) RETURNING id";

static const char SQL_OWN[] = "SELECT day, content FROM digest WHERE id = $1 AND user_id = $2";

static const char SQL_LETTER[] =
    "SELECT d.day, d.content, u.email, u.locale, u.id FROM digest d JOIN app_user u ON u.id = d.user_id "
    "WHERE d.id = $1 AND d.mailed_at IS NULL";

static const char SQL_MAILED[] = "UPDATE digest SET mailed_at = $1 WHERE id = $2";

bool digest_users(context_t *context, const char *day, int64_t **ids, size_t *count) {
    *ids = ARENA_ARRAY(context->arena, int64_t, MOST_USERS);
    *count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_USERS, "ti", day, (int64_t)MOST_USERS);
    while (*count < MOST_USERS && store_step(rows)) (*ids)[(*count)++] = store_column_int(rows, 0);
    return store_end(rows) || context_done(context);
}

static bool digest_add_notifications(context_t *context, int64_t user_id, json_writer_t *writer, size_t *count) {
    json_write_array(writer, "notifications");
    store_statement_t *rows = store_query(context->tx, SQL_NOTIFICATIONS, "i", user_id);
    for (; store_step(rows); (*count)++) {
        json_write_object(writer, NULL);
        json_write_text(writer, "kind", store_column_text(rows, 0));
        json_write_text(writer, "type", store_column_text(rows, 1));
        json_write_int(writer, "record_id", store_column_int(rows, 2));
        json_write_text(writer, "title", store_column_text(rows, 3));
        json_write_text(writer, "detail", store_column_text(rows, 4));
        json_write_text(writer, "by", store_column_text(rows, 5));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

typedef struct due_list {
    const char *key, *sql;
    const char *day;
} due_list_t;

static bool digest_add_due(context_t *context, int64_t user_id, const due_list_t *list, json_writer_t *writer,
                           size_t *count) {
    json_write_array(writer, list->key);
    store_statement_t *rows = store_query(context->tx, list->sql, "it", user_id, list->day);
    for (; store_step(rows); (*count)++) {
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "subject", store_column_text(rows, 1));
        json_write_text(writer, "due", store_column_text(rows, 2));
        json_write_text(writer, "account", store_column_text(rows, 3));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static bool digest_add_promises(context_t *context, int64_t user_id, const char *day, json_writer_t *writer,
                                size_t *count) {
    const due_list_t promises = {"promises", SQL_PROMISES, day};
    if (catalogue_find("promise") != NULL) return digest_add_due(context, user_id, &promises, writer, count);
    json_write_array(writer, "promises");
    json_write_close(writer);
    return true;
}

/* What the digest tells, as JSON. */
static bool digest_compose(context_t *context, int64_t user_id, const char *day, text_t *content, size_t *count) {
    json_writer_t writer = json_begin(content);
    const due_list_t tasks = {"tasks", SQL_TASKS, day};
    int64_t unread = 0;
    if (!store_get_int(context->tx, &unread, SQL_UNREAD, "i", user_id)) return context_done(context);
    json_write_object(&writer, NULL);
    json_write_int(&writer, "unread", unread);
    bool ok = digest_add_notifications(context, user_id, &writer, count) &&
              digest_add_due(context, user_id, &tasks, &writer, count) &&
              digest_add_promises(context, user_id, day, &writer, count);
    json_write_close(&writer);
    return ok;
}

bool digest_make(context_t *context, int64_t user_id, const char *day, int64_t *id) {
    text_t content = text_create(context->arena, CONTENT_LIMIT);
    size_t count = 0;
    *id = 0;
    if (!digest_compose(context, user_id, day, &content, &count)) return false;
    if (count == 0) return true;
    if (!store_get_int(context->tx, id, SQL_KEEP, "itti", user_id, day, content.data, context->now))
        return context_done(context);
    const notification_t notification = {user_id, "digest", "digest", *id, NULL};
    return notification_send(context, &notification);
}

bool digest_write(context_t *context, int64_t id, json_writer_t *writer) {
    const char *name = NULL;
    json_t *member = NULL;
    store_statement_t *row = store_query(context->tx, SQL_OWN, "ii", id, context->actor->user_id);
    bool found = store_step(row);
    if (found) {
        json_t *content = json_loads(store_column_text(row, 1), 0, NULL);
        json_write_object(writer, NULL);
        json_write_int(writer, "id", id);
        json_write_text(writer, "day", store_column_text(row, 0));
        json_object_foreach(content, name, member) {
            char *text = json_dumps(member, JSON_COMPACT | JSON_ENCODE_ANY);
            json_write_raw(writer, name, text != NULL ? text : "null");
            free(text);
        }
        json_write_close(writer);
        json_decref(content);
    }
    if (!store_end(row)) return context_done(context);
    return found || problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "You have no such digest.");
}

static const label_t TASKS = {"Due tasks", "到期任务"};
static const label_t PROMISES = {"Due promises", "到期承诺"};
static const label_t UNREAD = {"Not read yet", "未读通知"};

static void digest_add_lines(text_t *text, const char *heading, const json_t *items) {
    size_t index = 0;
    json_t *item = NULL;
    if (json_array_size(items) == 0) return;
    text_add_format(text, "%s\n", heading);
    json_array_foreach(items, index, item) {
        const char *subject = json_string_value(json_object_get(item, "subject"));
        const char *title = json_string_value(json_object_get(item, "title"));
        const char *by = json_string_value(json_object_get(item, "by"));
        const char *detail = json_string_value(json_object_get(item, "detail"));
        const char *due = json_string_value(json_object_get(item, "due"));
        const char *account = json_string_value(json_object_get(item, "account"));
        text_add_format(text, "  - %s%s%s", by != NULL ? by : "", by != NULL ? ": " : "",
                        subject != NULL ? subject
                        : title != NULL ? title
                                        : "");
        if (account != NULL) text_add_format(text, ", %s", account);
        if (due != NULL) text_add_format(text, " (%s)", due);
        if (detail != NULL) text_add_format(text, " - %s", detail);
        text_add_char(text, '\n');
    }
    text_add_char(text, '\n');
}

static const char *digest_text(arena_t *arena, const char *content, const char *locale, const char *link) {
    text_t text = text_create(arena, CONTENT_LIMIT);
    json_t *parts = json_loads(content, 0, NULL);
    digest_add_lines(&text, label_in(TASKS, locale), json_object_get(parts, "tasks"));
    digest_add_lines(&text, label_in(PROMISES, locale), json_object_get(parts, "promises"));
    digest_add_lines(&text, label_in(UNREAD, locale), json_object_get(parts, "notifications"));
    if (link != NULL) text_add_format(&text, "%s\n", link);
    json_decref(parts);
    return text.data;
}

bool digest_letter(context_t *context, int64_t id, const char *origin, digest_letter_t *out) {
    int64_t user_id = 0;
    const char *choice = NULL;
    *out = (digest_letter_t){.address = NULL};
    store_statement_t *row = store_query(context->tx, SQL_LETTER, "i", id);
    if (store_step(row)) {
        const char *locale = store_column_text(row, 3);
        if (locale == NULL) locale = "en";
        const char *link =
            origin != NULL ? arena_printf(context->arena, "%s/digests/%lld", origin, (long long)id) : NULL;
        locale = arena_strdup(context->arena, locale);
        out->address = arena_strdup(context->arena, store_column_text(row, 2));
        out->subject = text_equal(locale, "zh")
                           ? arena_printf(context->arena, "您的 Daybook 今日摘要，%s", store_column_text(row, 0))
                           : arena_printf(context->arena, "Your day in Daybook, %s", store_column_text(row, 0));
        out->text = digest_text(context->arena, store_column_text(row, 1), locale, link);
        user_id = store_column_int(row, 4);
    }
    if (!store_end(row)) return context_done(context);
    if (!notification_digest_choice(context, user_id, &choice)) return false;
    if (!text_equal(choice, "mail")) out->address = NULL;
    return true;
}

bool digest_mark_mailed(context_t *context, int64_t id) {
    store_run(context->tx, NULL, SQL_MAILED, "ii", context->now, id);
    return context_done(context);
}
