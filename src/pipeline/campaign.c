#include "pipeline/campaign.h"

#include "catalogue/record.h"

/* clang-format off */
static const choice_t KIND[] = {
    {"email", {"E-mail", "电子邮件"}},
    {"event", {"Event", "活动"}},
    {"webinar", {"Webinar", "网络研讨会"}},
    {"advertisement", {"Advertisement", "广告"}},
    {"social", {"Social media", "社交媒体"}},
    {"content", {"Content", "内容"}},
    {"calling", {"Calling", "电话营销"}},
    {"partner", {"Partner", "合作伙伴"}},
    {"other", {"Other", "其他"}},
    {NULL, {NULL, NULL}},
};

static const choice_t STATUS[] = {
    {"planned", {"Planned", "计划中"}},
    {"running", {"Running", "进行中"}},
    {"finished", {"Finished", "已结束"}},
    {"cancelled", {"Cancelled", "已取消"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "kind", .type = FIELD_CHOICE, .label = {"Kind", "类型"}, .choices = KIND,
     .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "status", .type = FIELD_CHOICE, .label = {"Status", "状态"}, .choices = STATUS, .initial = "planned",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "start", .column = "start_date", .type = FIELD_DATE, .label = {"Start", "开始"},
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "end", .column = "end_date", .type = FIELD_DATE, .label = {"End", "结束"}, .flags = FIELD_LISTED},
    {.name = "budget", .type = FIELD_MONEY, .label = {"Budget", "预算"}, .currency_field = "currency",
     .flags = FIELD_LISTED},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}, .max_length = 3, .initial = "organisation",
     .flags = FIELD_REQUIRED},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"Owner", "负责人"}, .target = "user",
     .initial = "me", .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
};
/* clang-format on */

static bool campaign_write(context_t *context, const record_t *before, record_t *after) {
    const char *start = record_text(after, "start");
    const char *end = record_text(after, "end");
    if (start != NULL && end != NULL && strcmp(end, start) < 0)
        return problem_add_field(context->problem, "end", "before_start", "The end is before the start, %s.", start);
    return record_save(context, before, after);
}

const record_type_t CAMPAIGN = {
    .name = "campaign",
    .plural = "campaigns",
    .table = "campaign",
    .label = {"Campaign", "营销活动"},
    .label_plural = {"Campaigns", "营销活动"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "name",
    .subtitle = "kind",
    .default_sort = "name",
    .policy = POLICY_OFFER,
    .write = campaign_write,
};
