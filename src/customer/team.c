#include "customer/team.h"

#include "catalogue/record.h"

/* clang-format off */
static const field_t TEAM_FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "manager", .column = "manager_id", .type = FIELD_REFERENCE, .label = {"Manager", "经理"},
     .help = {"May change what all members of the team own", "可修改团队成员的全部记录"}, .target = "user",
     .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "branch", .column = "branch_id", .type = FIELD_REFERENCE, .label = {"Branch", "分支机构"},
     .target = "branch", .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
};

const record_type_t TEAM = {
    .name = "team",
    .plural = "teams",
    .table = "team",
    .label = {"Team", "团队"},
    .label_plural = {"Teams", "团队"},
    .fields = TEAM_FIELDS,
    .field_count = sizeof TEAM_FIELDS / sizeof TEAM_FIELDS[0],
    .title = "name",
    .subtitle = "manager",
    .default_sort = "name",
    .policy = POLICY_SETUP,
    .write = record_write_plain,
};

static const field_t BRANCH_FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "code", .type = FIELD_TEXT, .label = {"Code", "代码"}, .max_length = 30,
     .flags = FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "city", .type = FIELD_TEXT, .label = {"City", "城市"}, .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "country", .type = FIELD_COUNTRY, .label = {"Country", "国家"}, .flags = FIELD_LISTED | FIELD_GROUPABLE},
};

const record_type_t BRANCH = {
    .name = "branch",
    .plural = "branches",
    .table = "branch",
    .label = {"Branch", "分支机构"},
    .label_plural = {"Branches", "分支机构"},
    .fields = BRANCH_FIELDS,
    .field_count = sizeof BRANCH_FIELDS / sizeof BRANCH_FIELDS[0],
    .title = "name",
    .subtitle = "city",
    .default_sort = "name",
    .policy = POLICY_SETUP,
    .write = record_write_plain,
};

static const field_t TERRITORY_FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "parent", .column = "parent_id", .type = FIELD_REFERENCE, .label = {"Part of", "上级区域"},
     .target = "territory", .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
};

const record_type_t TERRITORY = {
    .name = "territory",
    .plural = "territories",
    .table = "territory",
    .label = {"Territory", "区域"},
    .label_plural = {"Territories", "区域"},
    .fields = TERRITORY_FIELDS,
    .field_count = sizeof TERRITORY_FIELDS / sizeof TERRITORY_FIELDS[0],
    .title = "name",
    .subtitle = "parent",
    .default_sort = "name",
    .policy = POLICY_SETUP,
    .write = record_write_plain,
};

static const field_t TAG_FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"}, .max_length = 60,
     .flags = FIELD_REQUIRED | FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
};
/* clang-format on */

const record_type_t TAG = {
    .name = "tag",
    .plural = "tags",
    .table = "tag",
    .label = {"Tag", "标签"},
    .label_plural = {"Tags", "标签"},
    .fields = TAG_FIELDS,
    .field_count = sizeof TAG_FIELDS / sizeof TAG_FIELDS[0],
    .title = "name",
    .default_sort = "name",
    .policy = POLICY_SHARED,
    .write = record_write_plain,
};
