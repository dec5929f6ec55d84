/* From outside text and JSON to values. Every wrong value becomes one problem of its field. */
#include "base/money.h"
#include "base/text.h"
#include "catalogue/country.h"
#include "catalogue/policy.h"
#include "catalogue/record.h"

#include <ctype.h>
#include <stdlib.h>
#include <strings.h>

enum { LINE_LENGTH = 200, LONG_TEXT_LENGTH = 20000, MAX_REFERENCES = 500 };

/* What every parser of one type gets. */
typedef struct input {
    context_t *context;
    const record_type_t *type;
    const field_t *field;
    const char *text; /* trimmed, not empty */
} input_t;

typedef bool (*parse_t)(const input_t *input, value_t *out);

#define REFUSE(input, code, ...) problem_add_field((input)->context->problem, (input)->field->name, code, __VA_ARGS__)

static bool parse_characters(const input_t *input, bool lines) {
    for (const unsigned char *c = (const unsigned char *)input->text; *c != '\0'; c++)
        if ((*c < 0x20 || *c == 0x7F) && !(*c == '\t' || (lines && (*c == '\n' || *c == '\r'))))
            return REFUSE(input, "control_character",
                          "This text contains a character that cannot be shown. Remove it.");
    return true;
}

static bool parse_text(const input_t *input, value_t *out) {
    bool lines = input->field->type == FIELD_LONG_TEXT;
    int limit = input->field->max_length > 0 ? input->field->max_length : lines ? LONG_TEXT_LENGTH : LINE_LENGTH;
    if (!parse_characters(input, lines)) return false;
    if (text_characters(input->text) > (size_t)limit)
        return REFUSE(input, "too_long", "This text is longer than %d characters. Shorten it.", limit);
    out->text = input->text;
    return true;
}

static bool parse_check_limits(const input_t *input, int64_t number, int scale) {
    const field_t *field = input->field;
    if (field->minimum == 0 && field->maximum == 0) return true;
    arena_t *arena = input->context->arena;
    if (number < field->minimum)
        return REFUSE(input, "too_small", "This must be at least %s.",
                      decimal_format(arena, field->minimum, scale, false));
    if (number > field->maximum)
        return REFUSE(input, "too_large", "This must be at most %s.",
                      decimal_format(arena, field->maximum, scale, false));
    return true;
}

static bool parse_refuse_decimal(const input_t *input, decimal_result_t result, int scale) {
    switch (result) {
    case DECIMAL_TOO_LARGE: return REFUSE(input, "too_large", "This number is too large.");
    case DECIMAL_TOO_PRECISE:
        if (scale == 0) return REFUSE(input, "not_a_number", "This must be a whole number.");
        return REFUSE(input, "not_a_number", "This may have at most %d digits behind the point.", scale);
    default: return REFUSE(input, "not_a_number", "This is not a number. Write it as 1234.5, without separators.");
    }
}

static bool parse_number(const input_t *input, value_t *out) {
    int scale = input->field->type == FIELD_PERCENTAGE ? 2 : input->field->scale;
    decimal_result_t result = decimal_parse(input->text, scale, &out->number);
    if (result != DECIMAL_OK) return parse_refuse_decimal(input, result, scale);
    return parse_check_limits(input, out->number, scale);
}

/* The currency may be in another field of the same body: the text is kept until it is known. */
static bool parse_money(const input_t *input, value_t *out) {
    int64_t ignored = 0;
    decimal_result_t result = decimal_parse(input->text, 4, &ignored);
    if (result != DECIMAL_OK) return parse_refuse_decimal(input, result, 4);
    out->text = input->text;
    return true;
}

static bool parse_date(const input_t *input, value_t *out) {
    date_t date;
    if (!date_parse(input->text, &date))
        return REFUSE(input, "not_a_date", "This is not a date. Write it as 2026-03-31.");
    out->text = input->text;
    return true;
}

static bool parse_moment(const input_t *input, value_t *out) {
    if (!moment_parse(input->text, &out->number))
        return REFUSE(input, "not_a_moment", "This is not a date and time. Write it as 2026-03-31T09:30:00Z.");
    return true;
}

static bool parse_choice_matches(arena_t *arena, const choice_t *choice, const char *text, const char *folded) {
    return text_equal(choice->name, text) || text_equal(text_fold(arena, choice->name), folded) ||
           text_equal(text_fold(arena, choice->label.en), folded) || text_equal(choice->label.zh, text);
}

static bool parse_choice(const input_t *input, value_t *out) {
    arena_t *arena = input->context->arena;
    const char *folded = text_fold(arena, input->text);
    text_t names = text_create(arena, 1024);
    for (const choice_t *choice = input->field->choices; choice->name != NULL; choice++) {
        if (parse_choice_matches(arena, choice, input->text, folded)) {
            out->text = choice->name;
            return true;
        }
        text_add_format(&names, "%s%s", names.length > 0 ? ", " : "", choice->name);
    }
    return REFUSE(input, "not_a_choice", "This is none of the choices: %s.", names.data);
}

static bool parse_yes_no(const input_t *input, value_t *out) {
    static const char *const words[][2] = {{"true", "false"}, {"yes", "no"}, {"1", "0"}, {"y", "n"}, {"是", "否"}};
    const char *folded = text_fold(input->context->arena, input->text);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        bool yes = text_equal(folded, words[i][0]);
        if (!yes && !text_equal(folded, words[i][1])) continue;
        out->number = yes;
        return true;
    }
    return REFUSE(input, "not_yes_or_no", "This must be true or false.");
}

/* One @, something before it, a dot in the domain, no space: more would refuse addresses that work. */
static bool parse_is_email(const char *text) {
    const char *at = strchr(text, '@');
    if (at == NULL || at == text || strchr(at + 1, '@') != NULL || strpbrk(text, " \t,;<>()\"") != NULL) return false;
    const char *dot = strrchr(at, '.');
    return dot != NULL && dot > at + 1 && dot[1] != '\0' && at[1] != '.' && strstr(at, "..") == NULL;
}

static bool parse_email(const input_t *input, value_t *out) {
    if (!parse_text(input, out)) return false;
    if (!parse_is_email(input->text))
        return REFUSE(input, "not_an_email", "This is not an e-mail address. Write it as name@company.com.");
    out->text = text_lower(input->context->arena, input->text);
    return true;
}

static bool parse_phone(const input_t *input, value_t *out) {
    int digits = 0;
    bool ok = strlen(input->text) <= 60;
    for (const char *c = input->text; *c != '\0' && ok; c++) {
        if (isdigit((unsigned char)*c)) digits++;
        ok = isalnum((unsigned char)*c) || strchr(" +()-./#,:", *c) != NULL;
    }
    if (!ok || digits < 3)
        return REFUSE(input, "not_a_phone", "This is not a phone number. Write it as +65 6123 4567.");
    out->text = input->text;
    return true;
}

/* A name with a dot in it and perhaps a port: what stands before the path. */
static bool parse_is_host(const char *host) {
    size_t length = strcspn(host, "/?#");
    const char *colon = memchr(host, ':', length);
    if (colon != NULL && strspn(colon + 1, "0123456789") != length - (size_t)(colon + 1 - host)) return false;
    return *host != '.' && memchr(host, '.', length) != NULL;
}

static bool parse_web_address(const input_t *input, value_t *out) {
    const char *text = input->text;
    bool has_scheme = strncasecmp(text, "https://", 8) == 0 || strncasecmp(text, "http://", 7) == 0;
    const char *host = has_scheme ? strchr(text, ':') + 3 : text;
    if (!parse_text(input, out)) return false;
    if (strpbrk(text, " \t\"<>") != NULL || !parse_is_host(host))
        return REFUSE(input, "not_a_web_address", "This is not a web address. Write it as https://company.com.");
    out->text = has_scheme ? text : arena_printf(input->context->arena, "https://%s", text);
    return true;
}

static bool parse_country(const input_t *input, value_t *out) {
    const country_t *country = country_find(input->context->arena, input->text);
    if (country == NULL)
        return REFUSE(input, "not_a_country", "This country is not known. Use its two-letter code, such as SG.");
    out->text = country->code;
    return true;
}

static bool parse_reference(const input_t *input, value_t *out) {
    if (!text_parse_int(input->text, &out->number) || out->number <= 0)
        return REFUSE(input, "not_found", "This must be the number of a %s.", input->field->target);
    return true;
}

static bool parse_references(const input_t *input, value_t *out) {
    int64_t *ids = ARENA_ARRAY(input->context->arena, int64_t, MAX_REFERENCES);
    char *rest = arena_strdup(input->context->arena, input->text);
    char *part;
    while ((part = strsep(&rest, ",;")) != NULL) {
        if (out->id_count == MAX_REFERENCES)
            return REFUSE(input, "too_many", "There may be at most %d.", MAX_REFERENCES);
        if (!text_parse_int(text_trim(input->context->arena, part), &ids[out->id_count++]))
            return REFUSE(input, "not_found", "These must be numbers of %ss.", input->field->target);
    }
    out->ids = ids;
    return true;
}

static const parse_t PARSERS[] = {
    [FIELD_TEXT] = parse_text,       [FIELD_LONG_TEXT] = parse_text,      [FIELD_NUMBER] = parse_number,
    [FIELD_MONEY] = parse_money,     [FIELD_PERCENTAGE] = parse_number,   [FIELD_DATE] = parse_date,
    [FIELD_MOMENT] = parse_moment,   [FIELD_CHOICE] = parse_choice,       [FIELD_YES_NO] = parse_yes_no,
    [FIELD_EMAIL] = parse_email,     [FIELD_PHONE] = parse_phone,         [FIELD_WEB_ADDRESS] = parse_web_address,
    [FIELD_COUNTRY] = parse_country, [FIELD_REFERENCE] = parse_reference, [FIELD_REFERENCES] = parse_references,
};

static bool parse_currency_code(const input_t *input, value_t *out) {
    char *code = arena_strdup(input->context->arena, input->text);
    for (char *c = code; *c != '\0'; c++) *c = (char)toupper((unsigned char)*c);
    if (currency_find(code) == NULL)
        return REFUSE(input, "not_a_currency", "This is no currency. Use its three-letter code, such as USD.");
    out->text = code;
    return true;
}

static bool field_is_currency(const record_type_t *type, const field_t *field) {
    for (size_t i = 0; i < type->field_count; i++)
        if (text_equal(type->fields[i].currency_field, field->name)) return true;
    return false;
}

bool record_parse_text(context_t *context, const record_type_t *type, const field_t *field, const char *currency,
                       const char *text, value_t *out) {
    value_t value = {.given = true};
    input_t input = {context, type, field, text_trim(context->arena, text)};
    if (*input.text == '\0') {
        *out = (value_t){.given = true, .null = true};
        return true;
    }
    bool ok =
        field_is_currency(type, field) ? parse_currency_code(&input, &value) : PARSERS[field->type](&input, &value);
    if (!ok) return false;
    if (field->type == FIELD_MONEY && currency != NULL) {
        decimal_result_t result = money_parse(value.text, currency_find(currency), &value.number);
        if (result != DECIMAL_OK) return parse_refuse_decimal(&input, result, currency_find(currency)->exponent);
        value.text = NULL;
    }
    *out = value;
    return true;
}

/* A JSON number as the decimal text that was meant; NULL when it has more digits than a double carries exactly. */
static const char *parse_json_number(arena_t *arena, const json_t *json) {
    if (json_is_integer(json)) return arena_printf(arena, "%lld", (long long)json_integer_value(json));
    const char *text = arena_printf(arena, "%.15g", json_real_value(json));
    return strtod(text, NULL) == json_real_value(json) ? text : NULL;
}

static bool parse_json_decimal(const input_t *input, const json_t *json, value_t *out) {
    const char *text = parse_json_number(input->context->arena, json);
    if (text == NULL)
        return REFUSE(input, "not_a_number", "This number has too many digits. Write it as text: \"1234.5\".");
    return record_parse_text(input->context, input->type, input->field, NULL, text, out);
}

static bool parse_json_id(const json_t *json, int64_t *out) {
    const json_t *id = json_is_object(json) ? json_object_get(json, "id") : json;
    if (!json_is_integer(id)) return false;
    *out = json_integer_value(id);
    return true;
}

static bool parse_json_references(const input_t *input, const json_t *json, value_t *out) {
    size_t count = json_array_size(json);
    if (!json_is_array(json))
        return REFUSE(input, "wrong_type", "This must be a list of %s ids.", input->field->target);
    if (count > MAX_REFERENCES) return REFUSE(input, "too_many", "There may be at most %d.", MAX_REFERENCES);
    int64_t *ids = ARENA_ARRAY(input->context->arena, int64_t, count + 1);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        int64_t id = 0;
        if (!parse_json_id(json_array_get(json, i), &id))
            return REFUSE(input, "wrong_type", "This must be a list of %s ids.", input->field->target);
        bool repeated = false;
        for (size_t j = 0; j < kept; j++) repeated = repeated || ids[j] == id;
        if (!repeated) ids[kept++] = id;
    }
    *out = (value_t){.given = true, .ids = ids, .id_count = kept};
    return true;
}

static bool parse_json_value(context_t *context, const record_type_t *type, const field_t *field, const json_t *json,
                             value_t *out) {
    const input_t input = {context, type, field, ""};
    bool numeric = field->type == FIELD_NUMBER || field->type == FIELD_MONEY || field->type == FIELD_PERCENTAGE;
    int64_t id = 0;
    if (json_is_null(json)) {
        *out = (value_t){.given = true, .null = true};
        return true;
    }
    if (field->type == FIELD_REFERENCES) return parse_json_references(&input, json, out);
    if (field->type == FIELD_REFERENCE) {
        if (!parse_json_id(json, &id))
            return REFUSE(&input, "wrong_type", "This must be the id of a %s, or null.", field->target);
        *out = (value_t){.given = true, .number = id};
        return true;
    }
    if (field->type == FIELD_YES_NO) {
        if (!json_is_boolean(json)) return REFUSE(&input, "wrong_type", "This must be true or false.");
        *out = (value_t){.given = true, .number = json_is_true(json)};
        return true;
    }
    if (numeric && json_is_number(json)) return parse_json_decimal(&input, json, out);
    if (!json_is_string(json)) return REFUSE(&input, "wrong_type", "This must be %s.", numeric ? "a number" : "text");
    return record_parse_text(context, type, field, NULL, json_string_value(json), out);
}

/* What every record has beside its fields; sent back by who changes what they read, and of no effect. */
static bool parse_is_standard_member(const char *name) {
    static const char *const names[] = {"id",         "version",    "created_at", "created_by",
                                        "updated_at", "updated_by", "archived_at"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (text_equal(names[i], name)) return true;
    return false;
}

static void parse_member(context_t *context, record_t *record, const char *name, const json_t *json) {
    const record_type_t *type = record->type;
    int index = type_field_index(type, name);
    if (index < 0 && parse_is_standard_member(name)) return;
    if (index < 0 || !policy_may_see_field(context->actor, &type->fields[index])) {
        problem_add_field(context->problem, name, "unknown_field", "There is no such field in %s.", type->plural);
        return;
    }
    const field_t *field = &type->fields[index];
    bool any =
        policy_role_may(context->actor, type, POLICY_CREATE) || policy_role_may(context->actor, type, POLICY_UPDATE);
    if (any && !policy_may_change_field(context->actor, type, field)) {
        problem_add_field(context->problem, name, "read_only", "%s cannot be changed %s.", field->label.en,
                          (field->flags & FIELD_DERIVED) != 0 ? "by hand: it follows from other values"
                                                              : "with your role");
        return;
    }
    parse_json_value(context, type, field, json, &record->values[index]);
}

bool record_parse_json(context_t *context, const record_type_t *type, json_t *body, record_t **out) {
    if (!json_is_object(body))
        return problem_set(context->problem, PROBLEM_BAD_REQUEST, "wrong_type", "The body must be a JSON object.");
    record_t *record = record_new(context->arena, type);
    void *member = json_object_iter(body);
    for (; member != NULL; member = json_object_iter_next(body, member))
        parse_member(context, record, json_object_iter_key(member), json_object_iter_value(member));
    *out = record;
    return !problem_is_set(context->problem);
}
