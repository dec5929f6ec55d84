#include "trade/body.h"

#include "base/text.h"

body_t body_of(context_t *context, json_t *json) {
    return (body_t){.context = context, .json = json, .path = ""};
}

static json_t *body_member(const body_t *body, const char *name) {
    json_t *member = json_object_get(body->json, name);
    return json_is_null(member) ? NULL : member;
}

bool body_refuse(const body_t *body, const char *name, const char *code, const char *message) {
    const char *field = arena_printf(body->context->arena, "%s%s", body->path, name);
    return problem_add_field(body->context->problem, field, code, "%s", message);
}

body_t body_element(const body_t *body, const char *name, size_t index) {
    return (body_t){.context = body->context,
                    .json = json_array_get(json_object_get(body->json, name), index),
                    .path = arena_printf(body->context->arena, "%s%s.%zu.", body->path, name, index)};
}

bool body_array(const body_t *body, const char *name, size_t most, size_t *count) {
    const json_t *member = body_member(body, name);
    *count = json_array_size(member);
    if (member != NULL && !json_is_array(member)) return body_refuse(body, name, "wrong_type", "Give a list.");
    if (*count > most) return body_refuse(body, name, "too_many", "These are too many at once.");
    for (size_t i = 0; i < *count; i++)
        if (!json_is_object(json_array_get(member, i)))
            return body_refuse(body, name, "wrong_type", "Give a list of objects.");
    return true;
}

bool body_has(const body_t *body, const char *name) {
    return body_member(body, name) != NULL;
}

bool body_id(const body_t *body, const char *name, int64_t *out) {
    const json_t *member = body_member(body, name);
    if (member == NULL) return true;
    if (json_is_object(member)) member = json_object_get(member, "id");
    if (!json_is_integer(member) || json_integer_value(member) <= 0)
        return body_refuse(body, name, "wrong_type", "Give the number of a record.");
    *out = json_integer_value(member);
    return true;
}

/* Numbers come as text, or as JSON numbers in the shortest text that reads the same. */
static const char *body_number_text(const body_t *body, const json_t *member) {
    if (json_is_string(member)) return text_trim(body->context->arena, json_string_value(member));
    if (json_is_integer(member))
        return arena_printf(body->context->arena, "%lld", (long long)json_integer_value(member));
    if (json_is_real(member)) return arena_printf(body->context->arena, "%.12g", json_real_value(member));
    return NULL;
}

static bool body_check_number(const body_t *body, const char *name, decimal_result_t result, int scale) {
    switch (result) {
    case DECIMAL_OK: return true;
    case DECIMAL_TOO_PRECISE:
        return body_refuse(body, name, "too_precise",
                           arena_printf(body->context->arena, "Give at most %d digits behind the point.", scale));
    case DECIMAL_TOO_LARGE: return body_refuse(body, name, "too_large", "This number is too large.");
    default: return body_refuse(body, name, "not_a_number", "Give a number such as 12.5.");
    }
}

bool body_decimal(const body_t *body, const char *name, int scale, int64_t *out) {
    const json_t *member = body_member(body, name);
    if (member == NULL) return true;
    const char *text = body_number_text(body, member);
    if (text != NULL && *text == '\0') return true;
    decimal_result_t result = text != NULL ? decimal_parse(text, scale, out) : DECIMAL_NOT_A_NUMBER;
    return body_check_number(body, name, result, scale);
}

bool body_money(const body_t *body, const char *name, const currency_t *currency, int64_t *out) {
    return body_decimal(body, name, currency->exponent, out);
}

bool body_percent(const body_t *body, const char *name, int64_t *out) {
    int64_t percent = *out;
    if (!body_decimal(body, name, 2, &percent)) return false;
    if (percent < 0 || percent > 10000)
        return body_refuse(body, name, "out_of_range", "Give a percentage from 0 to 100.");
    *out = percent;
    return true;
}

bool body_text(const body_t *body, const char *name, size_t most, const char **out) {
    const json_t *member = body_member(body, name);
    if (member == NULL) return true;
    if (!json_is_string(member)) return body_refuse(body, name, "wrong_type", "Give a text.");
    const char *text = text_trim(body->context->arena, json_string_value(member));
    if (text_characters(text) > most)
        return body_refuse(body, name, "too_long",
                           arena_printf(body->context->arena, "The text has more than %zu characters.", most));
    if (*text != '\0') *out = text;
    return true;
}

bool body_date(const body_t *body, const char *name, const char **out) {
    date_t date;
    const char *text = NULL;
    if (!body_text(body, name, 40, &text)) return false;
    if (text == NULL) return true;
    if (!date_parse(text, &date)) return body_refuse(body, name, "not_a_date", "Give a date such as 2026-03-31.");
    *out = text;
    return true;
}

bool body_yes_no(const body_t *body, const char *name, bool *out) {
    const json_t *member = body_member(body, name);
    if (member == NULL) return true;
    if (!json_is_boolean(member)) return body_refuse(body, name, "wrong_type", "Give true or false.");
    *out = json_is_true(member);
    return true;
}
