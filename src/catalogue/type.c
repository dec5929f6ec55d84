#include "catalogue/type.h"

#include "base/text.h"

#include <assert.h>

static const record_type_t *const *all_types;
static size_t all_count;

void catalogue_set(const record_type_t *const *types, size_t count) {
    all_types = types;
    all_count = count;
    catalogue_check();
}

const record_type_t *const *catalogue_types(size_t *count) {
    *count = all_count;
    return all_types;
}

const record_type_t *catalogue_find(const char *name) {
    for (size_t i = 0; i < all_count; i++)
        if (text_equal(all_types[i]->name, name)) return all_types[i];
    return NULL;
}

const record_type_t *catalogue_find_plural(const char *plural) {
    for (size_t i = 0; i < all_count; i++)
        if (text_equal(all_types[i]->plural, plural)) return all_types[i];
    return NULL;
}

int type_field_index(const record_type_t *type, const char *name) {
    for (size_t i = 0; i < type->field_count; i++)
        if (text_equal(type->fields[i].name, name)) return (int)i;
    return -1;
}

const field_t *type_field(const record_type_t *type, const char *name) {
    int index = type_field_index(type, name);
    return index >= 0 ? &type->fields[index] : NULL;
}

const char *field_column(const field_t *field) {
    return field->column != NULL ? field->column : field->name;
}

const choice_t *field_choice(const field_t *field, const char *name) {
    for (const choice_t *choice = field->choices; choice != NULL && choice->name != NULL; choice++)
        if (text_equal(choice->name, name)) return choice;
    return NULL;
}

const char *field_type_name(field_type_t type) {
    static const char *const names[] = {
        [FIELD_TEXT] = "text",       [FIELD_LONG_TEXT] = "long_text",   [FIELD_NUMBER] = "number",
        [FIELD_MONEY] = "money",     [FIELD_PERCENTAGE] = "percentage", [FIELD_DATE] = "date",
        [FIELD_MOMENT] = "moment",   [FIELD_CHOICE] = "choice",         [FIELD_YES_NO] = "yes_no",
        [FIELD_EMAIL] = "email",     [FIELD_PHONE] = "phone",           [FIELD_WEB_ADDRESS] = "web_address",
        [FIELD_COUNTRY] = "country", [FIELD_REFERENCE] = "reference",   [FIELD_REFERENCES] = "references",
    };
    return names[type];
}

const char *label_in(label_t label, const char *locale) {
    if (label.zh != NULL && locale != NULL && text_starts_with(locale, "zh")) return label.zh;
    return label.en;
}

static bool field_is_complete(const record_type_t *type, const field_t *field) {
    bool refers = field->type == FIELD_REFERENCE || field->type == FIELD_REFERENCES;
    if (field->name == NULL || field->label.en == NULL) return false;
    if (refers != (field->target != NULL) || (refers && catalogue_find(field->target) == NULL)) return false;
    if ((field->type == FIELD_REFERENCES) != (field->link_table != NULL)) return false;
    if (field->type == FIELD_CHOICE && field->choices == NULL) return false;
    if (field->choices != NULL && field->type != FIELD_CHOICE && field->type != FIELD_TEXT) return false;
    if (field->type == FIELD_MONEY && type_field(type, field->currency_field) == NULL) return false;
    return type_field(type, field->name) == field;
}

static bool type_is_complete(const record_type_t *type) {
    for (size_t i = 0; i < type->field_count; i++)
        if (!field_is_complete(type, &type->fields[i])) return false;
    return type_field(type, type->title) != NULL &&
           (type->subtitle == NULL || type_field(type, type->subtitle) != NULL) &&
           (type->owner == NULL || type_field(type, type->owner) != NULL) &&
           (type->via == NULL || type_field(type, type->via) != NULL) && type->write != NULL &&
           type->default_sort != NULL && catalogue_find(type->name) == type;
}

void catalogue_check(void) {
    for (size_t i = 0; i < all_count; i++) assert(type_is_complete(all_types[i]));
}
