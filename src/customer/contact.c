#include "customer/contact.h"

#include "base/text.h"
#include "catalogue/record.h"
#include "customer/choices.h"
#include "customer/duplicate.h"
#include "customer/mention.h"

/* clang-format off */
static const field_t FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "姓名"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "title", .type = FIELD_TEXT, .label = {"Title", "职务"}, .flags = FIELD_LISTED | FIELD_SEARCHABLE},
    {.name = "account", .column = "account_id", .type = FIELD_REFERENCE, .label = {"Account", "客户"},
     .target = "account", .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK | FIELD_SEARCHABLE},
    {.name = "email", .type = FIELD_EMAIL, .label = {"E-mail", "电子邮件"},
     .flags = FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "phone", .type = FIELD_PHONE, .label = {"Phone", "电话"}, .flags = FIELD_SEARCHABLE | FIELD_LISTED},
    {.name = "mobile", .type = FIELD_PHONE, .label = {"Mobile", "手机"}, .flags = FIELD_SEARCHABLE},
    {.name = "department", .type = FIELD_TEXT, .label = {"Department", "部门"},
     .flags = FIELD_SUGGESTED | FIELD_GROUPABLE},
    {.name = "owner", .column = "owner_id", .type = FIELD_REFERENCE, .label = {"Owner", "负责人"}, .target = "user",
     .initial = "me", .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "do_not_contact", .type = FIELD_YES_NO, .label = {"Do not contact", "请勿联系"}, .initial = "false",
     .help = {"The person asked not to be written to or called", "此人要求不要联系"}, .flags = FIELD_GROUPABLE},
    {.name = "first_name", .type = FIELD_TEXT, .label = {"First name", "名"}, .section = "profile"},
    {.name = "last_name", .type = FIELD_TEXT, .label = {"Last name", "姓"}, .section = "profile"},
    {.name = "city", .type = FIELD_TEXT, .label = {"City", "城市"}, .section = "profile",
     .flags = FIELD_SUGGESTED | FIELD_GROUPABLE},
    {.name = "country", .type = FIELD_COUNTRY, .label = {"Country", "国家"}, .section = "profile",
     .flags = FIELD_GROUPABLE},
    {.name = "website", .type = FIELD_WEB_ADDRESS, .label = {"Website", "网站"}, .section = "profile"},
    {.name = "source", .type = FIELD_CHOICE, .label = {"Source", "来源"}, .section = "profile",
     .choices = SOURCE_CHOICES, .flags = FIELD_GROUPABLE},
    {.name = "tags", .type = FIELD_REFERENCES, .label = {"Tags", "标签"}, .section = "profile", .target = "tag",
     .link_table = "contact_tag", .flags = FIELD_GROUPABLE},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}, .section = "profile"},
};
/* clang-format on */

/* Systems that keep first and last name apart bring no whole name. */
static void contact_complete_name(context_t *context, record_t *contact) {
    if (!record_is_null(contact, "name")) return;
    const char *first = record_text(contact, "first_name");
    const char *last = record_text(contact, "last_name");
    if (first == NULL && last == NULL) return;
    const char *name = arena_printf(context->arena, "%s %s", first != NULL ? first : "", last != NULL ? last : "");
    record_set_text(contact, "name", text_trim(context->arena, name));
}

static const char *const MENTIONING[] = {"description", NULL};

static bool contact_write(context_t *context, const record_t *before, record_t *after) {
    contact_complete_name(context, after);
    return record_save(context, before, after) && duplicate_keep(context, before, after) &&
           mention_write(context, before, after, MENTIONING);
}

const record_type_t CONTACT = {
    .name = "contact",
    .plural = "contacts",
    .table = "contact",
    .label = {"Contact", "联系人"},
    .label_plural = {"Contacts", "联系人"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "name",
    .subtitle = "account",
    .default_sort = "name",
    .policy = POLICY_OWNED,
    .owner = "owner",
    .write = contact_write,
};
