#include "pipeline/lead.h"

#include "catalogue/record.h"
#include "customer/choices.h"

/* clang-format off */
static const choice_t STATUS[] = {
    {"new", {"New", "新建"}},
    {"working", {"Working", "跟进中"}},
    {"nurturing", {"Nurturing", "培育中"}},
    {"qualified", {"Qualified", "合格"}},
    {"disqualified", {"Disqualified", "不合格"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "姓名"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "company", .type = FIELD_TEXT, .label = {"Company", "公司"},
     .flags = FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "email", .type = FIELD_EMAIL, .label = {"E-mail", "电子邮件"},
     .flags = FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "phone", .type = FIELD_PHONE, .label = {"Phone", "电话"}, .flags = FIELD_SEARCHABLE},
    {.name = "status", .type = FIELD_CHOICE, .label = {"Status", "状态"}, .choices = STATUS, .initial = "new",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "source", .type = FIELD_CHOICE, .label = {"Source", "来源"}, .choices = SOURCE_CHOICES,
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "campaign", .column = "campaign_id", .type = FIELD_REFERENCE, .label = {"Campaign", "营销活动"},
     .target = "campaign", .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"Owner", "负责人"}, .target = "user",
     .initial = "me", .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "title", .type = FIELD_TEXT, .label = {"Title", "职务"}},
    {.name = "industry", .type = FIELD_TEXT, .label = {"Industry", "行业"}, .max_length = 100,
     .flags = FIELD_GROUPABLE | FIELD_SUGGESTED},
    {.name = "employees", .type = FIELD_NUMBER, .label = {"Employees", "员工数"}, .maximum = 100000000},
    {.name = "website", .type = FIELD_WEB_ADDRESS, .label = {"Website", "网站"}, .flags = FIELD_SEARCHABLE},
    {.name = "city", .type = FIELD_TEXT, .label = {"City", "城市"}, .flags = FIELD_SUGGESTED},
    {.name = "country", .type = FIELD_COUNTRY, .label = {"Country", "国家"}, .flags = FIELD_GROUPABLE},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
};
/* clang-format on */

const record_type_t LEAD = {
    .name = "lead",
    .plural = "leads",
    .table = "lead",
    .label = {"Lead", "线索"},
    .label_plural = {"Leads", "线索"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "name",
    .subtitle = "company",
    .default_sort = "-created_at",
    .policy = POLICY_OWNED,
    .owner = "owner",
    .write = record_write_plain,
};
