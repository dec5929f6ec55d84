#include "customer/notification.h"

#include "base/text.h"
#include "catalogue/record.h"

#include <inttypes.h>
#include <stdio.h>

enum { DETAIL_CHARACTERS = 300 };

static const char SQL_WANTED[] = "SELECT value FROM notification_setting WHERE user_id = $1 AND kind = $2";

static const char SQL_REFRESH[] =
    "UPDATE notification SET at = $1, detail = $2, title = $3, by_user_id = $4, event_count = event_count + 1 "
    "WHERE user_id = $5 AND kind = $6 AND record_type = $7 AND record_id = $8 AND unread = 1";

static const char SQL_INSERT[] =
    "INSERT INTO notification (at, detail, title, by_user_id, user_id, kind, record_type, record_id) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

static bool notification_is_wanted(context_t *context, const notification_t *notification) {
    const char *value =
        store_get_text(context->tx, context->arena, SQL_WANTED, "it", notification->user_id, notification->kind);
    return value == NULL || !text_equal(value, "off");
}

/* Cut between characters, never inside one. */
static const char *notification_line(arena_t *arena, const char *detail) {
    if (detail == NULL) return NULL;
    char *line = text_squeeze(arena, detail);
    size_t characters = 0;
    for (char *c = line; *c != '\0'; c++) {
        if (((unsigned char)*c & 0xC0) != 0x80) characters++;
        if (characters <= DETAIL_CHARACTERS) continue;
        *c = '\0';
        return arena_printf(arena, "%s…", line);
    }
    return line;
}

static bool notification_title(context_t *context, const notification_t *notification, const char **title) {
    const record_type_t *type = catalogue_find(notification->record_type);
    record_t *record = NULL;
    *title = NULL;
    if (type == NULL) return true;
    if (!record_load(context, type, notification->record_id, &record)) return false;
    *title = record_title(context->arena, record);
    return true;
}

bool notification_send(context_t *context, const notification_t *notification) {
    const int64_t *by = context->actor->user_id != 0 ? &context->actor->user_id : NULL;
    const char *detail = notification_line(context->arena, notification->detail);
    const char *title = NULL;
    int64_t changed = 0;
    if (notification->user_id == 0 || notification->user_id == context->actor->user_id) return true;
    if (!notification_is_wanted(context, notification)) return context_done(context);
    if (!notification_title(context, notification, &title)) return false;
    store_run(context->tx, &changed, SQL_REFRESH, "ittoitti", context->now, detail, title, by, notification->user_id,
              notification->kind, notification->record_type, notification->record_id);
    if (changed == 0)
        store_run(context->tx, NULL, SQL_INSERT, "ittoitti", context->now, detail, title, by, notification->user_id,
                  notification->kind, notification->record_type, notification->record_id);
    return context_done(context);
}

static const char SQL_LIST[] =
    "SELECT n.id, n.kind, n.record_type, n.record_id, n.title, n.detail, n.by_user_id, u.name, n.event_count, n.at, "
    "n.unread, i.lead_id FROM notification n LEFT JOIN app_user u ON u.id = n.by_user_id "
    "LEFT JOIN interaction i ON i.id = n.record_id AND n.record_type = 'interaction' "
    "WHERE n.user_id = $1 AND (n.unread, n.at, n.id) < (CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS BIGINT)) "
    "ORDER BY n.unread DESC, n.at DESC, n.id DESC LIMIT $5";

static const char SQL_COUNT[] = "SELECT count(*) FROM notification WHERE user_id = $1 AND unread = 1";

static void notification_write_item(context_t *context, const store_statement_t *row, json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_text(writer, "kind", store_column_text(row, 1));
    json_write_text(writer, "type", store_column_text(row, 2));
    json_write_int(writer, "record_id", store_column_int(row, 3));
    json_write_text(writer, "title", store_column_text(row, 4));
    json_write_text(writer, "detail", store_column_text(row, 5));
    if (store_column_is_null(row, 6)) {
        json_write_null(writer, "by");
    } else {
        json_write_object(writer, "by");
        json_write_int(writer, "id", store_column_int(row, 6));
        json_write_text(writer, "title", store_column_text(row, 7));
        json_write_close(writer);
    }
    json_write_int(writer, "count", store_column_int(row, 8));
    json_write_text(writer, "at", moment_format(context->arena, store_column_int(row, 9)));
    json_write_bool(writer, "unread", store_column_int(row, 10) != 0);
    if (store_column_is_null(row, 11))
        json_write_null(writer, "lead");
    else
        json_write_int(writer, "lead", store_column_int(row, 11));
    json_write_close(writer);
}

/* Where a page ends: unread or not, when, number. */
typedef struct cursor {
    int64_t unread, at, id;
} cursor_t;

static bool notification_parse_cursor(context_t *context, const char *text, cursor_t *out) {
    int used = 0;
    *out = (cursor_t){2, 0, 0};
    if (text == NULL) return true;
    bool ok = strlen(text) < 60 &&
              sscanf(text, "%" SCNd64 ".%" SCNd64 ".%" SCNd64 "%n", &out->unread, &out->at, &out->id, &used) == 3 &&
              text[used] == '\0';
    return ok || problem_add_field(context->problem, "after", "bad_cursor",
                                   "Use the next of the page before, exactly as it was.");
}

bool notification_write_list(context_t *context, const char *after, int limit, json_writer_t *writer) {
    int64_t unread = 0;
    int count = 0;
    cursor_t cursor, last = {0, 0, 0};
    if (!notification_parse_cursor(context, after, &cursor) || !notification_count(context, &unread)) return false;
    json_write_object(writer, NULL);
    json_write_array(writer, "items");
    store_statement_t *rows = store_query(context->tx, SQL_LIST, "iiiii", context->actor->user_id, cursor.unread,
                                          cursor.at, cursor.id, (int64_t)limit);
    while (store_step(rows)) {
        notification_write_item(context, rows, writer);
        last = (cursor_t){store_column_int(rows, 10), store_column_int(rows, 9), store_column_int(rows, 0)};
        count++;
    }
    json_write_close(writer);
    if (count == limit)
        json_write_text(
            writer, "next",
            arena_printf(context->arena, "%" PRId64 ".%" PRId64 ".%" PRId64, last.unread, last.at, last.id));
    else
        json_write_null(writer, "next");
    json_write_int(writer, "unread", unread);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

bool notification_count(context_t *context, int64_t *unread) {
    return store_get_int(context->tx, unread, SQL_COUNT, "i", context->actor->user_id) || context_done(context);
}

static const char SQL_READ[] = "UPDATE notification SET unread = 0 WHERE id = $1 AND user_id = $2 AND unread = 1";
static const char SQL_READ_ALL[] = "UPDATE notification SET unread = 0 WHERE user_id = $1 AND unread = 1";

bool notification_mark_read(context_t *context, const int64_t *ids, size_t count) {
    int64_t user_id = context->actor->user_id;
    if (ids == NULL) store_run(context->tx, NULL, SQL_READ_ALL, "i", user_id);
    for (size_t i = 0; ids != NULL && i < count && !store_failed(context->tx); i++)
        store_run(context->tx, NULL, SQL_READ, "ii", ids[i], user_id);
    return context_done(context);
}

static const char SQL_STAMPS[] =
    "SELECT user_id, count(*), max(at) FROM notification WHERE unread = 1 GROUP BY user_id ORDER BY user_id LIMIT $1";

bool notification_stamps(context_t *context, notification_stamp_t *stamps, size_t most, size_t *count) {
    *count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_STAMPS, "i", (int64_t)most);
    while (store_step(rows) && *count < most)
        stamps[(*count)++] =
            (notification_stamp_t){store_column_int(rows, 0), store_column_int(rows, 1), store_column_int(rows, 2)};
    return store_end(rows) || context_done(context);
}
