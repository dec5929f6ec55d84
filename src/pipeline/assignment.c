#include "pipeline/assignment.h"

#include "base/text.h"
#include "catalogue/country.h"
#include "catalogue/select.h"
#include "customer/choices.h"

#include <string.h>

/* clang-format off */
static const choice_t METHOD[] = {
    {"user", {"This person", "指定人员"}},
    {"round_robin", {"The team in turn", "团队轮流"}},
    {"load", {"Fewest open leads in the team", "团队中线索最少者"}},
    {"territory", {"Fewest open leads in the territory", "区域中线索最少者"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "position", .type = FIELD_NUMBER, .label = {"Position", "顺序"}, .initial = "0", .maximum = 10000,
     .help = {"The first rule that fits decides", "第一条符合的规则生效"}, .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_QUICK},
    {.name = "method", .type = FIELD_CHOICE, .label = {"Who takes it", "分配给"}, .choices = METHOD, .initial = "user",
     .flags = FIELD_REQUIRED | FIELD_LISTED | FIELD_QUICK | FIELD_GROUPABLE},
    {.name = "user", .column = "user_id", .type = FIELD_REFERENCE, .label = {"Person", "人员"}, .target = "user", .initial = "me",
     .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "team", .column = "team_id", .type = FIELD_REFERENCE, .label = {"Team", "团队"}, .target = "team",
     .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "countries", .type = FIELD_TEXT, .label = {"Countries", "国家"},
     .help = {"Codes with commas between, such as SG, MY; empty: any", "以逗号分隔的代码，如 SG, MY；留空为任意"},
     .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "source", .type = FIELD_CHOICE, .label = {"Source", "来源"}, .choices = SOURCE_CHOICES,
     .flags = FIELD_LISTED | FIELD_QUICK},
    {.name = "least_employees", .type = FIELD_NUMBER, .label = {"Employees from", "员工数从"}, .maximum = 100000000},
    {.name = "most_employees", .type = FIELD_NUMBER, .label = {"Employees up to", "员工数到"}, .maximum = 100000000},
    {.name = "territory", .column = "territory_id", .type = FIELD_REFERENCE, .label = {"Territory", "区域"},
     .target = "territory", .help = {"The lead gets this territory", "线索将归入此区域"}, .flags = FIELD_LISTED},
    {.name = "active", .type = FIELD_YES_NO, .label = {"In use", "启用"}, .initial = "true",
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
};
/* clang-format on */

/* "sg, Malaysia" becomes "SG, MY", so that rules compare codes. */
static bool assignment_clean_countries(context_t *context, record_t *rule) {
    const char *given = record_text(rule, "countries");
    if (given == NULL || !record_value(rule, "countries")->given) return true;
    text_t codes = text_create(context->arena, 1000);
    char *rest = arena_strdup(context->arena, given);
    while (rest != NULL) {
        const char *one = text_trim(context->arena, strsep(&rest, ",;"));
        if (*one == '\0') continue;
        const country_t *country = country_find(context->arena, one);
        if (country == NULL)
            return problem_add_field(context->problem, "countries", "not_a_country", "\"%.60s\" is no country.", one);
        text_add_format(&codes, "%s%s", codes.length > 0 ? ", " : "", country->code);
    }
    record_set_text(rule, "countries", codes.data);
    return true;
}

static bool assignment_rule_write(context_t *context, const record_t *before, record_t *after) {
    static const char *const needed[][2] = {
        {"user", "user"}, {"round_robin", "team"}, {"load", "team"}, {"territory", "territory"}};
    for (size_t i = 0; i < sizeof needed / sizeof needed[0]; i++)
        if (text_equal(record_text(after, "method"), needed[i][0]) && record_is_null(after, needed[i][1]))
            problem_add_field(context->problem, needed[i][1], "required", "This way of assigning needs it.");
    return assignment_clean_countries(context, after) && !problem_is_set(context->problem) &&
           record_save(context, before, after);
}

const record_type_t ASSIGNMENT_RULE = {
    .name = "assignment_rule",
    .plural = "assignment_rules",
    .table = "assignment_rule",
    .label = {"Assignment rule", "分配规则"},
    .label_plural = {"Assignment rules", "分配规则"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "name",
    .default_sort = "position,name",
    .policy = POLICY_OFFER,
    .write = assignment_rule_write,
};

static bool rule_names_country(const record_t *rule, const char *country) {
    const char *codes = record_text(rule, "countries");
    return codes == NULL || *codes == '\0' || (country != NULL && strstr(codes, country) != NULL);
}

static bool rule_fits(const record_t *rule, const record_t *lead) {
    int64_t employees = record_number(lead, "employees");
    if (!rule_names_country(rule, record_text(lead, "country"))) return false;
    if (!record_is_null(rule, "source") && !text_equal(record_text(rule, "source"), record_text(lead, "source")))
        return false;
    if (!record_is_null(rule, "least_employees") && employees < record_number(rule, "least_employees")) return false;
    return record_is_null(rule, "most_employees") || record_is_null(lead, "employees") ||
           employees <= record_number(rule, "most_employees");
}

#define MAY_TAKE "active = 1 AND archived_at IS NULL AND role IN ('administrator', 'manager', 'representative')"
#define OPEN_LEADS                                                                                                     \
    "(SELECT count(*) FROM lead l WHERE l.owner_id = app_user.id AND l.archived_at IS NULL "                           \
    "AND l.status IN ('new', 'working'))"

static const char SQL_USER[] = "SELECT id FROM app_user WHERE id = $1 AND " MAY_TAKE;
static const char SQL_NEXT[] =
    "SELECT id FROM app_user WHERE team_id = $1 AND id > $2 AND " MAY_TAKE " ORDER BY id LIMIT 1";
static const char SQL_LEAST_OF_TEAM[] =
    "SELECT id FROM app_user WHERE team_id = $1 AND " MAY_TAKE " ORDER BY " OPEN_LEADS ", id LIMIT 1";
static const char SQL_LEAST_OF_TERRITORY[] =
    "SELECT id FROM app_user WHERE territory_id = $1 AND " MAY_TAKE " ORDER BY " OPEN_LEADS ", id LIMIT 1";
static const char SQL_LAST[] = "SELECT user_id FROM assignment_turn WHERE rule_id = $1";
static const char SQL_KEEP_LAST[] =
    "INSERT INTO assignment_turn (rule_id, user_id) VALUES ($1, $2) "
    "ON CONFLICT (rule_id) DO UPDATE SET user_id = excluded.user_id";

/* The next of the team behind the one who got the last lead of this rule. */
static int64_t assignment_next(context_t *context, const record_t *rule) {
    int64_t last = 0, next = 0, team = record_number(rule, "team");
    store_get_int(context->tx, &last, SQL_LAST, "i", rule->id);
    if (!store_get_int(context->tx, &next, SQL_NEXT, "ii", team, last))
        store_get_int(context->tx, &next, SQL_NEXT, "ii", team, (int64_t)0);
    if (next != 0) store_run(context->tx, NULL, SQL_KEEP_LAST, "ii", rule->id, next);
    return next;
}

static int64_t assignment_of_rule(context_t *context, const record_t *rule) {
    int64_t user = 0;
    const char *method = record_text(rule, "method");
    if (text_equal(method, "round_robin")) return assignment_next(context, rule);
    if (text_equal(method, "user"))
        store_get_int(context->tx, &user, SQL_USER, "i", record_number(rule, "user"));
    else if (text_equal(method, "load"))
        store_get_int(context->tx, &user, SQL_LEAST_OF_TEAM, "i", record_number(rule, "team"));
    else
        store_get_int(context->tx, &user, SQL_LEAST_OF_TERRITORY, "i", record_number(rule, "territory"));
    return user;
}

bool assignment_find_owner(context_t *context, record_t *lead) {
    record_t **rules = NULL;
    size_t count = 0;
    const select_tail_t tail = {"WHERE t.active = 1 AND t.archived_at IS NULL ORDER BY t.position, t.id", NULL, 0};
    if (!select_where(context, &ASSIGNMENT_RULE, &tail, &rules, &count)) return false;
    for (size_t i = 0; i < count; i++) {
        if (!rule_fits(rules[i], lead)) continue;
        int64_t user = assignment_of_rule(context, rules[i]);
        if (user == 0) continue;
        record_set_number(lead, "owner", user);
        if (record_is_null(lead, "territory") && !record_is_null(rules[i], "territory"))
            record_set_number(lead, "territory", record_number(rules[i], "territory"));
        break;
    }
    return context_done(context);
}
