#include "customer/user.h"

#include "base/text.h"
#include "catalogue/record.h"

/* clang-format off */
static const choice_t ROLE[] = {
    {"administrator", {"Administrator", "管理员"}},
    {"manager", {"Manager", "经理"}},
    {"representative", {"Representative", "销售代表"}},
    {"finance", {"Finance", "财务"}},
    {"read_only", {"Read only", "只读"}},
    {NULL, {NULL, NULL}},
};

static const choice_t LOCALE[] = {
    {"en", {"English", "English"}},
    {"zh", {"简体中文", "简体中文"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "姓名"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "email", .type = FIELD_EMAIL, .label = {"E-mail", "电子邮件"},
     .flags = FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "role", .type = FIELD_CHOICE, .label = {"Role", "角色"}, .choices = ROLE, .initial = "representative",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "team", .column = "team_id", .type = FIELD_REFERENCE, .label = {"Team", "团队"}, .target = "team",
     .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "branch", .column = "branch_id", .type = FIELD_REFERENCE, .label = {"Branch", "分支机构"},
     .target = "branch", .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "territory", .column = "territory_id", .type = FIELD_REFERENCE, .label = {"Territory", "区域"},
     .target = "territory", .flags = FIELD_GROUPABLE},
    {.name = "active", .type = FIELD_YES_NO, .label = {"May sign in", "可登录"}, .initial = "true",
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "title", .type = FIELD_TEXT, .label = {"Title", "职务"}},
    {.name = "phone", .type = FIELD_PHONE, .label = {"Phone", "电话"}},
    {.name = "locale", .type = FIELD_CHOICE, .label = {"Language", "语言"}, .choices = LOCALE},
};
/* clang-format on */

static const char SQL_OTHER_ADMINISTRATORS[] =
    "SELECT count(*) FROM app_user WHERE role = 'administrator' AND active = 1 AND archived_at IS NULL AND id <> $1";

/* Somebody must always be left who can let others in. */
static bool user_check_last_administrator(context_t *context, const record_t *before, const record_t *after) {
    bool was = text_equal(record_text(before, "role"), "administrator") && record_number(before, "active") != 0;
    bool stays = text_equal(record_text(after, "role"), "administrator") && record_number(after, "active") != 0;
    if (!was || stays) return true;
    int64_t others = 0;
    if (!store_get_int(context->tx, &others, SQL_OTHER_ADMINISTRATORS, "i", before->id)) return context_done(context);
    if (others > 0) return true;
    return problem_add_field(context->problem, "role", "last_administrator",
                             "This is the last administrator who may sign in. Make somebody else administrator first.");
}

static bool user_write(context_t *context, const record_t *before, record_t *after) {
    if (before != NULL && !user_check_last_administrator(context, before, after)) return false;
    return record_save(context, before, after);
}

const record_type_t USER = {
    .name = "user",
    .plural = "users",
    .table = "app_user",
    .label = {"User", "用户"},
    .label_plural = {"Users", "用户"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "name",
    .subtitle = "email",
    .default_sort = "name",
    .policy = POLICY_SETUP,
    .write = user_write,
};
