/* What each user wants to be told of. */
#include "base/text.h"
#include "customer/notification.h"

static const struct {
    const char *name;
    label_t label;
} KINDS[] = {
    {"mention", {"Somebody mentions me", "有人提到我"}},
    {"assignment", {"Something is given to me", "有事项分配给我"}},
    {"handover", {"Accounts are handed over to me", "客户移交给我"}},
    {"quote", {"A customer answers a quote of mine", "客户回应我的报价"}},
    {"follow", {"Something I follow changes", "我关注的内容有变化"}},
};

static const char *const DIGESTS[] = {"off", "app", "mail"};
static const char DIGEST_UNLESS_CHOSEN[] = "app";

static const char SQL_VALUE[] = "SELECT value FROM notification_setting WHERE user_id = $1 AND kind = $2";

static const char SQL_SET[] =
    "INSERT INTO notification_setting (user_id, kind, value) VALUES ($1, $2, $3) "
    "ON CONFLICT (user_id, kind) DO UPDATE SET value = excluded.value";

static const char *setting_value(context_t *context, int64_t user_id, const char *kind, const char *otherwise) {
    const char *value = store_get_text(context->tx, context->arena, SQL_VALUE, "it", user_id, kind);
    return value != NULL ? value : otherwise;
}

bool notification_digest_choice(context_t *context, int64_t user_id, const char **choice) {
    *choice = setting_value(context, user_id, "digest", DIGEST_UNLESS_CHOSEN);
    return context_done(context);
}

bool notification_write_settings(context_t *context, bool mail, json_writer_t *writer) {
    int64_t user_id = context->actor->user_id;
    json_write_object(writer, NULL);
    json_write_array(writer, "kinds");
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        json_write_object(writer, NULL);
        json_write_text(writer, "kind", KINDS[i].name);
        json_write_text(writer, "label", label_in(KINDS[i].label, context->actor->locale));
        json_write_bool(writer, "wanted", text_equal(setting_value(context, user_id, KINDS[i].name, "on"), "on"));
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_text(writer, "digest", setting_value(context, user_id, "digest", DIGEST_UNLESS_CHOSEN));
    json_write_bool(writer, "mail", mail);
    json_write_close(writer);
    return context_done(context);
}

static bool setting_set(context_t *context, const char *kind, const char *value) {
    return store_run(context->tx, NULL, SQL_SET, "itt", context->actor->user_id, kind, value) || context_done(context);
}

static bool setting_change_kind(context_t *context, const char *name, const json_t *wanted) {
    for (size_t i = 0; i < sizeof KINDS / sizeof KINDS[0]; i++) {
        if (!text_equal(KINDS[i].name, name)) continue;
        if (json_is_boolean(wanted)) return setting_set(context, name, json_is_true(wanted) ? "on" : "off");
        return problem_add_field(context->problem, name, "wrong_type", "This must be true or false.");
    }
    return problem_add_field(context->problem, "kinds", "unknown_kind", "There is no such kind of notification.");
}

static bool setting_change_digest(context_t *context, const char *digest) {
    for (size_t i = 0; digest != NULL && i < sizeof DIGESTS / sizeof DIGESTS[0]; i++)
        if (text_equal(DIGESTS[i], digest)) return setting_set(context, "digest", DIGESTS[i]);
    return problem_add_field(context->problem, "digest", "not_a_choice", "The digest is off, app or mail.");
}

bool notification_change_settings(context_t *context, const json_t *body) {
    const char *name = NULL;
    json_t *wanted = NULL;
    json_object_foreach(json_object_get(body, "kinds"), name, wanted) {
        if (!setting_change_kind(context, name, wanted)) return false;
    }
    const json_t *digest = json_object_get(body, "digest");
    return digest == NULL || setting_change_digest(context, json_string_value(digest));
}
