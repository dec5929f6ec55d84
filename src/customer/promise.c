#include "customer/promise.h"

#include "base/text.h"
#include "customer/mention.h"

/* clang-format off */
static const choice_t MADE_BY[] = {
    {"us", {"Us", "我方"}},
    {"them", {"Them", "对方"}},
    {NULL, {NULL, NULL}},
};

static const choice_t STATUS[] = {
    {"open", {"Open", "未兑现"}},
    {"kept", {"Kept", "已兑现"}},
    {"broken", {"Broken", "已违约"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "subject", .type = FIELD_TEXT, .label = {"Promise", "承诺"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "by", .column = "made_by", .type = FIELD_CHOICE, .label = {"By", "承诺方"}, .choices = MADE_BY,
     .initial = "us", .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "due", .type = FIELD_DATE, .label = {"Due", "截止日期"}, .flags = FIELD_LISTED | FIELD_QUICK | FIELD_GROUPABLE},
    {.name = "status", .type = FIELD_CHOICE, .label = {"Status", "状态"}, .choices = STATUS, .initial = "open",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "account", .column = "account_id", .type = FIELD_REFERENCE, .label = {"Account", "客户"},
     .target = "account", .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "opportunity", .column = "opportunity_id", .type = FIELD_REFERENCE, .label = {"Opportunity", "商机"},
     .target = "opportunity", .flags = FIELD_LISTED},
    {.name = "contact", .column = "contact_id", .type = FIELD_REFERENCE, .label = {"Contact", "联系人"},
     .target = "contact"},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"Owner", "负责人"}, .target = "user",
     .initial = "me", .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
    {.name = "interaction", .column = "interaction_id", .type = FIELD_REFERENCE, .label = {"From interaction", "来自互动"},
     .target = "interaction", .flags = FIELD_DERIVED},
    {.name = "kept_at", .type = FIELD_MOMENT, .label = {"Kept at", "兑现时间"}, .flags = FIELD_DERIVED},
};
/* clang-format on */

static const char SQL_OPPORTUNITY_ACCOUNT[] = "SELECT account_id FROM opportunity WHERE id = $1";

static const char *const MENTIONING[] = {"subject", "description", NULL};

static bool promise_write(context_t *context, const record_t *before, record_t *after) {
    if (record_is_null(after, "account") && !record_is_null(after, "opportunity")) {
        int64_t account = 0;
        store_get_int(context->tx, &account, SQL_OPPORTUNITY_ACCOUNT, "i", record_number(after, "opportunity"));
        if (account != 0) record_set_number(after, "account", account);
    }
    if (record_differs(before, after, "status")) {
        if (text_equal(record_text(after, "status"), "kept"))
            record_set_number(after, "kept_at", context->now);
        else
            record_set_null(after, "kept_at");
    }
    return record_save(context, before, after) && mention_write(context, before, after, MENTIONING);
}

const record_type_t PROMISE = {
    .name = "promise",
    .plural = "promises",
    .table = "promise",
    .label = {"Promise", "承诺"},
    .label_plural = {"Promises", "承诺"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "subject",
    .subtitle = "account",
    .default_sort = "status,due,subject",
    .policy = POLICY_OWNED,
    .owner = "owner",
    .write = promise_write,
};
