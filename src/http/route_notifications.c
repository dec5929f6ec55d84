/* What the signed-in user is told, and of what they want to be told. */
#include "base/mail.h"
#include "base/text.h"
#include "customer/follow.h"
#include "customer/notification.h"
#include "http/route.h"
#include "http/server_state.h"
#include "insight/digest.h"

enum { MOST_IDS = 1000 };

static bool notifications_list_work(context_t *context, request_t *request) {
    int64_t limit = NOTIFICATION_LIMIT;
    const char *limit_text = request_parameter(request, "limit");
    json_writer_t writer = json_begin(&request->response.body);
    if (limit_text != NULL && (!text_parse_int(limit_text, &limit) || limit < 1 || limit > NOTIFICATION_MOST))
        return problem_add_field(context->problem, "limit", "out_of_range", "This must be a number from 1 to %d.",
                                 NOTIFICATION_MOST);
    return notification_write_list(context, request_parameter(request, "after"), (int)limit, &writer);
}

static bool notifications_list(request_t *request) {
    response_json(request, 200);
    return request_read(request, notifications_list_work);
}

static bool notifications_write_count(context_t *context, request_t *request) {
    int64_t unread = 0;
    json_writer_t writer = json_begin(&request->response.body);
    if (!notification_count(context, &unread)) return false;
    json_write_object(&writer, NULL);
    json_write_int(&writer, "unread", unread);
    json_write_close(&writer);
    return true;
}

static bool notifications_count(request_t *request) {
    response_json(request, 200);
    return request_read(request, notifications_write_count);
}

/* {"ids": [7, 9]} or {"all": true}. */
static bool notifications_read_work(context_t *context, request_t *request) {
    const json_t *ids = json_object_get(request->json, "ids");
    size_t count = json_array_size(ids);
    if (json_is_true(json_object_get(request->json, "all")))
        return notification_mark_read(context, NULL, 0) && notifications_write_count(context, request);
    if (!json_is_array(ids) || count > MOST_IDS)
        return problem_add_field(context->problem, "ids", "wrong_type", "Give up to %d ids, or \"all\": true.",
                                 MOST_IDS);
    int64_t *numbers = ARENA_ARRAY(context->arena, int64_t, count + 1);
    for (size_t i = 0; i < count; i++) numbers[i] = json_integer_value(json_array_get(ids, i));
    return notification_mark_read(context, numbers, count) && notifications_write_count(context, request);
}

static bool notifications_read(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, notifications_read_work);
    json_decref(request->json);
    return ok;
}

static bool settings_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    if (request->json != NULL && !notification_change_settings(context, request->json)) return false;
    return notification_write_settings(context, mail_settings() != NULL, &writer);
}

static bool settings_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, settings_work);
}

static bool settings_patch(request_t *request) {
    if (!request_json(request, &request->json)) return false;
    response_json(request, 200);
    bool ok = request_write(request, settings_work);
    json_decref(request->json);
    return ok;
}

static bool digest_get_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return digest_write(context, request->record_id, &writer);
}

static bool digest_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, digest_get_work);
}

/* Those of today, for whom there is none yet, without waiting for the morning. */
static bool digests_post_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    int64_t id = 0, day = date_to_days(date_from_moment(context->now));
    if (context->actor->role != ROLE_ADMINISTRATOR)
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                           "Only an administrator has digests made before their time.");
    return job_queue(context, "digest", day, &id) && job_write(context, id, &writer, NULL);
}

static bool digests_post(request_t *request) {
    response_json(request, 202);
    if (!request_write(request, digests_post_work)) return false;
    job_runner_wake(request->server->jobs);
    return true;
}

static bool follow_get_work(context_t *context, request_t *request) {
    json_writer_t writer = json_begin(&request->response.body);
    return follow_write(context, request->type, request->record_id, &writer, NULL);
}

static bool follow_get(request_t *request) {
    response_json(request, 200);
    return request_read(request, follow_get_work);
}

static bool follow_post_work(context_t *context, request_t *request) {
    return follow_begin(context, request->type, request->record_id) && follow_get_work(context, request);
}

static bool follow_post(request_t *request) {
    response_json(request, 200);
    return request_write(request, follow_post_work);
}

static bool follow_delete_work(context_t *context, request_t *request) {
    return follow_end(context, request->type, request->record_id) && follow_get_work(context, request);
}

static bool follow_delete(request_t *request) {
    response_json(request, 200);
    return request_write(request, follow_delete_work);
}

const route_t ROUTES_NOTIFICATIONS[] = {
    {"GET", "/api/v1/{records}/{id}/follow", follow_get, ROUTE_RECORDS, "getFollow", "Who follows one", NULL, NULL},
    {"POST", "/api/v1/{records}/{id}/follow", follow_post, ROUTE_RECORDS, "follow", "Follow one", NULL, NULL},
    {"DELETE", "/api/v1/{records}/{id}/follow", follow_delete, ROUTE_RECORDS, "unfollow", "Follow one no longer", NULL,
     NULL},
    {"GET", "/api/v1/notifications", notifications_list, 0, "listNotifications", "What one was told, unread first",
     NULL, "NotificationList"},
    {"GET", "/api/v1/notifications/count", notifications_count, 0, "countNotifications", "How many are unread", NULL,
     "NotificationCount"},
    {"POST", "/api/v1/notifications/read", notifications_read, 0, "readNotifications", "Mark some or all as read",
     "NotificationRead", "NotificationCount"},
    {"GET", "/api/v1/digests/{id}", digest_get, 0, "getDigest", "What was unread and due on one morning", NULL,
     "Digest"},
    {"POST", "/api/v1/digests/run", digests_post, 0, "makeDigests", "Make today's digests now", NULL, "Job"},
    {"GET", "/api/v1/notifications/settings", settings_get, 0, "getNotificationSettings",
     "Of what one wants to be told", NULL, "NotificationSettings"},
    {"PATCH", "/api/v1/notifications/settings", settings_patch, 0, "updateNotificationSettings",
     "Change of what one wants to be told", "NotificationSettingsInput", "NotificationSettings"},
    {0},
};
