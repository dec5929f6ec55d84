/* What each type of field takes, as what it is stored, and what it says about the rest. */
#include "base/text.h"
#include "catalogue/record.h"
#include "support/cmocka.h"

static const choice_t SIZES[] = {
    {"small", {"Small", "小"}}, {"very_large", {"Very large", "很大"}}, {NULL, {NULL, NULL}}};

/* clang-format off */
static const field_t FIELDS[] = {
    {.name = "line", .type = FIELD_TEXT, .label = {"Line", "行"}, .max_length = 5},
    {.name = "note", .type = FIELD_LONG_TEXT, .label = {"Note", "备注"}},
    {.name = "pieces", .type = FIELD_NUMBER, .label = {"Pieces", "件"}, .minimum = 0, .maximum = 100},
    {.name = "weight", .type = FIELD_NUMBER, .label = {"Weight", "重量"}, .scale = 3},
    {.name = "price", .type = FIELD_MONEY, .label = {"Price", "价格"}, .currency_field = "currency"},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}},
    {.name = "discount", .type = FIELD_PERCENTAGE, .label = {"Discount", "折扣"}, .maximum = 10000},
    {.name = "day", .type = FIELD_DATE, .label = {"Day", "日"}},
    {.name = "at", .type = FIELD_MOMENT, .label = {"At", "时间"}},
    {.name = "size", .type = FIELD_CHOICE, .label = {"Size", "大小"}, .choices = SIZES},
    {.name = "sold", .type = FIELD_YES_NO, .label = {"Sold", "在售"}},
    {.name = "email", .type = FIELD_EMAIL, .label = {"E-mail", "电子邮件"}},
    {.name = "phone", .type = FIELD_PHONE, .label = {"Phone", "电话"}},
    {.name = "website", .type = FIELD_WEB_ADDRESS, .label = {"Website", "网站"}},
    {.name = "country", .type = FIELD_COUNTRY, .label = {"Country", "国家"}},
    {.name = "maker", .type = FIELD_REFERENCE, .label = {"Maker", "厂商"}, .target = "account"},
    {.name = "tags", .type = FIELD_REFERENCES, .label = {"Tags", "标签"}, .target = "tag"},
    {.name = "secret", .type = FIELD_TEXT, .label = {"Secret", "机密"}, .see = ROLES_MANAGING},
    {.name = "terms", .type = FIELD_TEXT, .label = {"Terms", "条件"}, .change = ROLES(ROLE_FINANCE)},
    {.name = "total", .type = FIELD_NUMBER, .label = {"Total", "合计"}, .flags = FIELD_DERIVED},
};
/* clang-format on */

static const record_type_t THING = {.name = "thing",
                                    .plural = "things",
                                    .fields = FIELDS,
                                    .field_count = sizeof FIELDS / sizeof FIELDS[0],
                                    .policy = POLICY_SHARED};

typedef struct fixture {
    arena_t *arena;
    problem_t problem;
    context_t context;
} fixture_t;

static fixture_t fixture_open(const actor_t *actor) {
    fixture_t fixture = {.arena = arena_create()};
    fixture.problem = problem_create(fixture.arena);
    fixture.context = (context_t){.arena = fixture.arena, .actor = actor};
    return fixture;
}

/* The value as CSV and history show it; NULL when it was refused. */
static const char *stored(fixture_t *fixture, const char *name, const char *text) {
    const field_t *field = type_field(&THING, name);
    const char *currency = field->type == FIELD_MONEY ? "USD" : NULL;
    value_t value = {.number = -7};
    fixture->context.problem = &fixture->problem;
    problem_clear(&fixture->problem);
    if (!record_parse_text(&fixture->context, &THING, field, currency, text, &value)) {
        assert_int_equal(value.number, -7);
        assert_int_equal(fixture->problem.kind, PROBLEM_INVALID);
        assert_string_equal(fixture->problem.fields[0].field, name);
        return NULL;
    }
    assert_true(value.given);
    return value.null ? "nothing" : value_text(fixture->arena, field, &value, currency);
}

static void what_is_understood(void **state) {
    static const struct {
        const char *field, *text, *stored;
    } cases[] = {
        {"line", "  in it ", "in it"},
        {"line", "海岚科技公", "海岚科技公"},
        {"line", "", "nothing"},
        {"line", " \t ", "nothing"},
        {"note", "two\nlines\tand\r\nmore", "two\nlines\tand\r\nmore"},
        {"pieces", "0", "0"},
        {"pieces", "100", "100"},
        {"pieces", "1e2", "100"},
        {"pieces", "7.000", "7"},
        {"weight", "-12.5", "-12.5"},
        {"weight", "0.001", "0.001"},
        {"price", "1054.5", "1054.50"},
        {"price", "-3", "-3.00"},
        {"currency", "eur", "EUR"},
        {"discount", "12.5", "12.5"},
        {"discount", "100", "100"},
        {"day", "2024-02-29", "2024-02-29"},
        {"at", "2026-03-01T09:30:00+08:00", "2026-03-01T01:30:00.000Z"},
        {"at", "2026-03-01", "2026-03-01T00:00:00.000Z"},
        {"size", "very_large", "very_large"},
        {"size", "VERY LARGE", "very_large"},
        {"size", "很大", "very_large"},
        {"sold", "Yes", "true"},
        {"sold", "0", "false"},
        {"sold", "是", "true"},
        {"email", "Ann@Example.COM", "ann@example.com"},
        {"phone", "+65 (6123) 45-67 ext. 8", "+65 (6123) 45-67 ext. 8"},
        {"website", "example.com/a?b=c", "https://example.com/a?b=c"},
        {"website", "HTTP://example.com:8080", "HTTP://example.com:8080"},
        {"country", "sg", "SG"},
        {"country", "Germany", "DE"},
        {"country", "Côte d'Ivoire", "CI"},
        {"country", "Trinidad and Tobago", "TT"},
        {"country", "Saint Lucia", "LC"},
        {"country", "UK", "GB"},
        {"maker", "7", "7"},
        {"tags", "3, 5;7", "3; 5; 7"},
    };
    fixture_t fixture = fixture_open(&ACTOR_PROGRAM);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *got = stored(&fixture, cases[i].field, cases[i].text);
        if (!text_equal(got, cases[i].stored))
            fail_msg("%s \"%s\" was stored as %s", cases[i].field, cases[i].text, got != NULL ? got : "nothing at all");
    }
    arena_destroy(fixture.arena);
}

static void what_is_refused_by_name(void **state) {
    static const struct {
        const char *field, *text, *code;
    } cases[] = {
        {"line", "123456", "too_long"},
        {"line", "a\nb", "control_character"},
        {"line", "a\x01", "control_character"},
        {"note", "a\x7F", "control_character"},
        {"pieces", "-1", "too_small"},
        {"pieces", "101", "too_large"},
        {"pieces", "1.5", "not_a_number"},
        {"pieces", "1,000", "not_a_number"},
        {"pieces", "0x10", "not_a_number"},
        {"pieces", "１２", "not_a_number"},
        {"weight", "0.0001", "not_a_number"},
        {"weight", "1e30", "too_large"},
        {"price", "0.001", "not_a_number"},
        {"price", "$5", "not_a_number"},
        {"price", "NaN", "not_a_number"},
        {"currency", "QQQ", "not_a_currency"},
        {"discount", "100.01", "too_large"},
        {"day", "2023-02-29", "not_a_date"},
        {"day", "1/2/2023", "not_a_date"},
        {"day", "tomorrow", "not_a_date"},
        {"at", "2026-03-01T25:00:00Z", "not_a_moment"},
        {"size", "large", "not_a_choice"},
        {"sold", "maybe", "not_yes_or_no"},
        {"email", "ann@", "not_an_email"},
        {"email", "ann@example", "not_an_email"},
        {"email", "a b@example.com", "not_an_email"},
        {"email", "a@b@example.com", "not_an_email"},
        {"phone", "call me", "not_a_phone"},
        {"phone", "12<3>45", "not_a_phone"},
        {"website", "javascript:alert(1)", "not_a_web_address"},
        {"website", "javascript:a.b", "not_a_web_address"},
        {"website", "JavaScript:a.b(1)", "not_a_web_address"},
        {"website", "data:text/html,a.b", "not_a_web_address"},
        {"website", "localhost/a.b", "not_a_web_address"},
        {"website", "ftp://example.com", "not_a_web_address"},
        {"website", "localhost", "not_a_web_address"},
        {"website", "https://a.b/\"onclick=", "not_a_web_address"},
        {"country", "Atlantis", "not_a_country"},
        {"maker", "0", "not_found"},
        {"maker", "Acme", "not_found"},
        {"maker", "99999999999999999999", "not_found"},
        {"tags", "1,two", "not_found"},
    };
    fixture_t fixture = fixture_open(&ACTOR_PROGRAM);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *got = stored(&fixture, cases[i].field, cases[i].text);
        if (got != NULL) fail_msg("%s \"%s\" was stored as %s", cases[i].field, cases[i].text, got);
        if (!text_equal(fixture.problem.fields[0].code, cases[i].code))
            fail_msg("%s \"%s\" is %s", cases[i].field, cases[i].text, fixture.problem.fields[0].code);
    }
    arena_destroy(fixture.arena);
}

/* "field code, field code" of all the wrong members of a body; "" when there are none. */
static const char *wrong_members(fixture_t *fixture, const char *json, record_t **out) {
    json_t *body = json_loads(json, 0, NULL);
    text_t text = text_create(fixture->arena, 1000);
    assert_non_null(body);
    fixture->context.problem = &fixture->problem;
    problem_clear(&fixture->problem);
    bool ok = record_parse_json(&fixture->context, &THING, body, out);
    json_decref(body);
    assert_true(ok != problem_is_set(&fixture->problem));
    for (size_t i = 0; i < fixture->problem.field_count; i++)
        text_add_format(&text, "%s%s %s", i > 0 ? ", " : "", fixture->problem.fields[i].field,
                        fixture->problem.fields[i].code);
    return text.data;
}

static void a_body_gives_the_values_that_it_names_and_no_others(void **state) {
    fixture_t fixture = fixture_open(&ACTOR_PROGRAM);
    record_t *record = NULL;
    (void)state;
    const char *wrong = wrong_members(
        &fixture,
        "{\"id\": 1, \"version\": 3, \"pieces\": 5, \"weight\": 0.3, \"price\": \"2.50\", \"line\": null, "
        "\"sold\": true, \"maker\": {\"id\": 9}, \"tags\": [4, {\"id\": 2}, 4]}",
        &record);
    assert_string_equal(wrong, "");
    assert_int_equal(record_number(record, "pieces"), 5);
    assert_int_equal(record_number(record, "weight"), 300);
    assert_string_equal(record_text(record, "price"), "2.50");
    assert_true(record_value(record, "line")->given && record_is_null(record, "line"));
    assert_false(record_value(record, "note")->given);
    assert_int_equal(record_number(record, "maker"), 9);
    assert_int_equal(record_value(record, "tags")->id_count, 2);
    assert_int_equal(record_value(record, "tags")->ids[1], 2);
    arena_destroy(fixture.arena);
}

static void every_wrong_member_has_its_own_message(void **state) {
    fixture_t fixture = fixture_open(&ACTOR_PROGRAM);
    record_t *record = NULL;
    (void)state;
    assert_string_equal(
        wrong_members(&fixture,
                      "{\"line\": 5, \"pieces\": \"x\", \"sold\": \"yes\", \"maker\": \"9\", \"tags\": 3, "
                      "\"colour\": 1, \"total\": 4, \"day\": [\"2026-01-01\"], \"price\": {}}",
                      &record),
        "line wrong_type, pieces not_a_number, sold wrong_type, maker wrong_type, tags wrong_type, "
        "colour unknown_field, total read_only, day wrong_type, price wrong_type");
    arena_destroy(fixture.arena);
}

static void a_json_number_is_exact_or_refused(void **state) {
    static const struct {
        const char *json, *stored; /* NULL: refused */
    } cases[] = {{"0.1", "0.1"},
                 {"1e2", "100"},
                 {"123456789012.345", "123456789012.345"},
                 {"12345678901234.567", NULL},
                 {"123456789012345.678", NULL}, /* no double is this number */
                 {"0.30000000000000004", NULL},
                 {"1234567890123.4567", NULL},
                 {"1e18", NULL}};
    fixture_t fixture = fixture_open(&ACTOR_PROGRAM);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        record_t *record = NULL;
        const char *wrong =
            wrong_members(&fixture, arena_printf(fixture.arena, "{\"weight\": %s}", cases[i].json), &record);
        if ((*wrong == '\0') != (cases[i].stored != NULL)) fail_msg("%s: \"%s\"", cases[i].json, wrong);
        if (cases[i].stored == NULL) continue;
        const value_t *value = record_value(record, "weight");
        assert_string_equal(value_text(fixture.arena, type_field(&THING, "weight"), value, NULL), cases[i].stored);
    }
    arena_destroy(fixture.arena);
}

static void a_role_is_told_what_it_may_not_change_and_nothing_of_what_it_may_not_see(void **state) {
    const actor_t representative = {.user_id = 5, .role = ROLE_REPRESENTATIVE};
    fixture_t fixture = fixture_open(&representative);
    record_t *record = NULL;
    (void)state;
    assert_string_equal(wrong_members(&fixture, "{\"secret\": \"x\", \"terms\": \"y\", \"line\": \"z\"}", &record),
                        "secret unknown_field, terms read_only");
    arena_destroy(fixture.arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_understood),
        cmocka_unit_test(what_is_refused_by_name),
        cmocka_unit_test(a_body_gives_the_values_that_it_names_and_no_others),
        cmocka_unit_test(every_wrong_member_has_its_own_message),
        cmocka_unit_test(a_json_number_is_exact_or_refused),
        cmocka_unit_test(a_role_is_told_what_it_may_not_change_and_nothing_of_what_it_may_not_see),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
