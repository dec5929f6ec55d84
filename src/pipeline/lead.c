#include "pipeline/lead.h"

#include "base/text.h"
#include "catalogue/record.h"
#include "customer/choices.h"
#include "customer/mention.h"
#include "customer/notification.h"
#include "pipeline/assignment.h"

/* clang-format off */
static const choice_t STATUS[] = {
    {"new", {"New", "新建"}},
    {"working", {"Working", "跟进中"}},
    {"nurturing", {"Nurturing", "培育中"}},
    {"qualified", {"Qualified", "合格"}},
    {"disqualified", {"Disqualified", "不合格"}},
    {"converted", {"Converted", "已转化"}},
    {"spam", {"Spam", "垃圾信息"}},
    {NULL, {NULL, NULL}},
};

static const choice_t RECEIVED_BY[] = {
    {"hand", {"By hand", "手动"}},
    {"form", {"Web form", "网页表单"}},
    {"import", {"Import", "导入"}},
    {NULL, {NULL, NULL}},
};

static const choice_t DISQUALIFY_REASON[] = {
    {"no_need", {"No need", "无需求"}},
    {"no_budget", {"No budget", "无预算"}},
    {"not_a_fit", {"Not a fit", "不合适"}},
    {"no_answer", {"No answer", "无回应"}},
    {"competitor", {"Chose a competitor", "选择了竞争对手"}},
    {"duplicate", {"Duplicate", "重复"}},
    {"other", {"Other", "其他"}},
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
    {.name = "territory", .column = "territory_id", .type = FIELD_REFERENCE, .label = {"Territory", "区域"},
     .target = "territory", .flags = FIELD_GROUPABLE},
    {.name = "disqualify_reason", .type = FIELD_CHOICE, .label = {"Why not", "不合格原因"}, .choices = DISQUALIFY_REASON,
     .flags = FIELD_GROUPABLE},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
    {.name = "received_by", .type = FIELD_CHOICE, .label = {"Came by", "进入方式"}, .choices = RECEIVED_BY,
     .flags = FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "first_response_at", .type = FIELD_MOMENT, .label = {"First response", "首次响应"}, .flags = FIELD_DERIVED},
    {.name = "response_minutes", .type = FIELD_NUMBER, .label = {"Minutes to first response", "首次响应分钟数"},
     .flags = FIELD_DERIVED},
    {.name = "converted_at", .type = FIELD_MOMENT, .label = {"Converted at", "转化时间"}, .flags = FIELD_DERIVED},
    {.name = "account", .column = "account_id", .type = FIELD_REFERENCE, .label = {"Became account", "转化的客户"},
     .target = "account", .flags = FIELD_DERIVED},
    {.name = "contact", .column = "contact_id", .type = FIELD_REFERENCE, .label = {"Became contact", "转化的联系人"},
     .target = "contact", .flags = FIELD_DERIVED},
    {.name = "opportunity", .column = "opportunity_id", .type = FIELD_REFERENCE,
     .label = {"Became opportunity", "转化的商机"}, .target = "opportunity", .flags = FIELD_DERIVED},
};
/* clang-format on */

/* Who has taken a lead up has answered it: waiting is over for whoever wrote. */
static bool lead_is_answered(const record_t *lead) {
    static const char *const taken[] = {"working", "nurturing", "qualified", "converted"};
    for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
        if (text_equal(record_text(lead, "status"), taken[i])) return true;
    return false;
}

static void lead_note_response(context_t *context, const record_t *before, record_t *after) {
    if (before == NULL || !record_is_null(after, "first_response_at") || !lead_is_answered(after)) return;
    record_set_number(after, "first_response_at", context->now);
    record_set_number(after, "response_minutes", (context->now - before->created_at) / (60 * 1000));
}

/* Only a conversion makes a lead converted, and only its undoing makes it something else. */
static bool lead_check_status(context_t *context, const record_t *before, const record_t *after) {
    bool was = before != NULL && text_equal(record_text(before, "status"), "converted");
    bool is = text_equal(record_text(after, "status"), "converted");
    if (was == is || record_value(after, "converted_at")->given) return true;
    return problem_add_field(context->problem, "status", "read_only",
                             is ? "A lead becomes converted by converting it into an account and a contact."
                                : "This lead was converted. Undo the conversion first.");
}

static bool lead_receive(context_t *context, record_t *lead) {
    if (record_is_null(lead, "received_by"))
        record_set_text(lead, "received_by", context->import_id != 0 ? "import" : "hand");
    bool spam = text_equal(record_text(lead, "status"), "spam");
    return spam || !record_is_null(lead, "owner") || assignment_find_owner(context, lead);
}

static bool lead_tell_owner(context_t *context, const record_t *before, const record_t *after) {
    if (context->import_id != 0 || !record_differs(before, after, "owner")) return true;
    const char *company = record_text(after, "company");
    const notification_t notification = {
        .user_id = record_number(after, "owner"),
        .kind = "assignment",
        .record_type = "lead",
        .record_id = after->id,
        .detail = company != NULL ? company : record_text(after, "email"),
    };
    return notification_send(context, &notification);
}

static const char *const MENTIONING[] = {"description", NULL};

static bool lead_write(context_t *context, const record_t *before, record_t *after) {
    lead_note_response(context, before, after);
    if (before == NULL && !lead_receive(context, after)) return false;
    return lead_check_status(context, before, after) && record_save(context, before, after) &&
           lead_tell_owner(context, before, after) && mention_write(context, before, after, MENTIONING);
}

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
    .write = lead_write,
};
