#include "catalogue/catalogue_json.h"

#include "base/money.h"
#include "catalogue/country.h"
#include "catalogue/policy.h"

static void catalogue_write_choices(json_writer_t *writer, const field_t *field, const char *locale) {
    json_write_array(writer, "choices");
    for (const choice_t *choice = field->choices; choice != NULL && choice->name != NULL; choice++) {
        json_write_object(writer, NULL);
        json_write_text(writer, "name", choice->name);
        json_write_text(writer, "label", label_in(choice->label, locale));
        json_write_close(writer);
    }
    json_write_close(writer);
}

static void catalogue_write_limits(json_writer_t *writer, const field_t *field) {
    static const int line = 200, long_text = 20000;
    int otherwise = field->type == FIELD_LONG_TEXT ? long_text : line;
    bool limited = field->minimum != 0 || field->maximum != 0;
    int scale = field->type == FIELD_PERCENTAGE ? 2 : field->scale;
    arena_t *arena = writer->text->arena;
    json_write_int(writer, "max_length", field->max_length > 0 ? field->max_length : otherwise);
    json_write_int(writer, "scale", scale);
    json_write_raw(writer, "minimum", limited ? decimal_format(arena, field->minimum, scale, false) : "null");
    json_write_raw(writer, "maximum", limited ? decimal_format(arena, field->maximum, scale, false) : "null");
}

static void catalogue_write_field(const actor_t *actor, const record_type_t *type, const field_t *field,
                                  const char *locale, json_writer_t *writer) {
    static const struct {
        const char *key;
        unsigned flag;
    } flags[] = {{"required", FIELD_REQUIRED}, {"unique", FIELD_UNIQUE},       {"searchable", FIELD_SEARCHABLE},
                 {"listed", FIELD_LISTED},     {"groupable", FIELD_GROUPABLE}, {"derived", FIELD_DERIVED},
                 {"quick", FIELD_QUICK},       {"suggested", FIELD_SUGGESTED}};
    json_write_object(writer, NULL);
    json_write_text(writer, "name", field->name);
    json_write_text(writer, "type", field_type_name(field->type));
    json_write_text(writer, "label", label_in(field->label, locale));
    json_write_text(writer, "help", label_in(field->help, locale));
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++)
        json_write_bool(writer, flags[i].key, (field->flags & flags[i].flag) != 0);
    json_write_bool(writer, "may_change", policy_may_change_field(actor, type, field));
    catalogue_write_limits(writer, field);
    catalogue_write_choices(writer, field, locale);
    json_write_text(writer, "target", field->target);
    json_write_text(writer, "currency_field", field->currency_field);
    json_write_text(writer, "section", field->section);
    json_write_text(writer, "initial", field->initial);
    json_write_close(writer);
}

static void catalogue_write_type(const actor_t *actor, const record_type_t *type, const char *locale,
                                 json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_text(writer, "name", type->name);
    json_write_text(writer, "plural", type->plural);
    json_write_text(writer, "label", label_in(type->label, locale));
    json_write_text(writer, "label_plural", label_in(type->label_plural, locale));
    json_write_text(writer, "title", type->title);
    json_write_text(writer, "subtitle", type->subtitle);
    json_write_text(writer, "default_sort", type->default_sort);
    json_write_text(writer, "owner", type->owner);
    json_write_object(writer, "may");
    json_write_bool(writer, "create", policy_role_may(actor, type, POLICY_CREATE));
    json_write_bool(writer, "update", policy_role_may(actor, type, POLICY_UPDATE));
    json_write_bool(writer, "archive", policy_role_may(actor, type, POLICY_ARCHIVE));
    json_write_bool(writer, "delete", policy_role_may(actor, type, POLICY_DELETE));
    json_write_close(writer);
    json_write_array(writer, "fields");
    for (size_t i = 0; i < type->field_count; i++)
        if (policy_may_see_field(actor, &type->fields[i]))
            catalogue_write_field(actor, type, &type->fields[i], locale, writer);
    json_write_close(writer);
    json_write_close(writer);
}

static void catalogue_write_currencies(json_writer_t *writer) {
    size_t count = 0;
    const currency_t *currencies = currency_all(&count);
    json_write_array(writer, "currencies");
    for (size_t i = 0; i < count; i++) {
        json_write_object(writer, NULL);
        json_write_text(writer, "code", currencies[i].code);
        json_write_int(writer, "exponent", currencies[i].exponent);
        json_write_text(writer, "name", currencies[i].name);
        json_write_close(writer);
    }
    json_write_close(writer);
}

static void catalogue_write_countries(json_writer_t *writer, const char *locale) {
    size_t count = 0;
    const country_t *countries = country_all(&count);
    json_write_array(writer, "countries");
    for (size_t i = 0; i < count; i++) {
        json_write_object(writer, NULL);
        json_write_text(writer, "code", countries[i].code);
        json_write_text(writer, "name", label_in(countries[i].name, locale));
        json_write_close(writer);
    }
    json_write_close(writer);
}

void catalogue_write_json(const actor_t *actor, const char *locale, text_t *out) {
    json_writer_t writer = json_begin(out);
    size_t count = 0;
    const record_type_t *const *types = catalogue_types(&count);
    json_write_object(&writer, NULL);
    json_write_array(&writer, "types");
    for (size_t i = 0; i < count; i++) catalogue_write_type(actor, types[i], locale, &writer);
    json_write_close(&writer);
    catalogue_write_currencies(&writer);
    catalogue_write_countries(&writer, locale);
    json_write_close(&writer);
}
