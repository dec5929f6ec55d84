/* Records and their values in memory. */
#include "base/money.h"
#include "base/text.h"
#include "catalogue/record.h"

#include <assert.h>

record_t *record_new(arena_t *arena, const record_type_t *type) {
    record_t *record = ARENA_NEW(arena, record_t);
    record->type = type;
    record->values = ARENA_ARRAY(arena, value_t, type->field_count);
    for (size_t i = 0; i < type->field_count; i++) record->values[i].null = true;
    return record;
}

value_t *record_value(const record_t *record, const char *field) {
    int index = type_field_index(record->type, field);
    assert(index >= 0);
    return &record->values[index];
}

int64_t record_number(const record_t *record, const char *field) {
    const value_t *value = record_value(record, field);
    return value->null ? 0 : value->number;
}

const char *record_text(const record_t *record, const char *field) {
    const value_t *value = record_value(record, field);
    return value->null ? NULL : value->text;
}

bool record_is_null(const record_t *record, const char *field) {
    return record_value(record, field)->null;
}

void record_set_number(record_t *record, const char *field, int64_t number) {
    *record_value(record, field) = (value_t){.given = true, .number = number};
}

void record_set_text(record_t *record, const char *field, const char *text) {
    *record_value(record, field) = (value_t){.given = true, .null = text == NULL, .text = text};
}

void record_set_null(record_t *record, const char *field) {
    *record_value(record, field) = (value_t){.given = true, .null = true};
}

static bool value_equal(const value_t *left, const value_t *right, field_type_t type) {
    if (left->null || right->null) return left->null == right->null;
    if (type == FIELD_REFERENCES)
        return left->id_count == right->id_count &&
               (left->id_count == 0 || memcmp(left->ids, right->ids, left->id_count * sizeof *left->ids) == 0);
    return left->number == right->number && text_equal(left->text, right->text);
}

bool record_differs(const record_t *before, const record_t *after, const char *field) {
    int index = type_field_index(after->type, field);
    assert(index >= 0);
    if (before == NULL) return !after->values[index].null;
    return !value_equal(&before->values[index], &after->values[index], after->type->fields[index].type);
}

const char *record_currency(const record_t *record, const field_t *field) {
    return field->currency_field != NULL ? record_text(record, field->currency_field) : NULL;
}

const char *record_title(arena_t *arena, const record_t *record) {
    const field_t *field = type_field(record->type, record->type->title);
    const value_t *value = record_value(record, record->type->title);
    const char *title = value->null ? NULL : field->type == FIELD_REFERENCE ? value->title : value->text;
    if (title != NULL) return title;
    return arena_printf(arena, "%s %lld", record->type->label.en, (long long)record->id);
}

static int currency_exponent(const char *currency) {
    const currency_t *known = currency_find(currency);
    return known != NULL ? known->exponent : 2;
}

static char *value_references_text(arena_t *arena, const value_t *value) {
    text_t text = text_create(arena, 64 * 1024);
    for (size_t i = 0; i < value->id_count; i++) {
        if (i > 0) text_add(&text, "; ");
        if (value->titles != NULL && value->titles[i] != NULL)
            text_add(&text, value->titles[i]);
        else
            text_add_int(&text, value->ids[i]);
    }
    return text.data;
}

char *value_text(arena_t *arena, const field_t *field, const value_t *value, const char *currency) {
    if (value->null) return arena_strdup(arena, "");
    switch (field->type) {
    case FIELD_NUMBER: return decimal_format(arena, value->number, field->scale, false);
    case FIELD_PERCENTAGE: return decimal_format(arena, value->number, 2, false);
    case FIELD_MONEY: return decimal_format(arena, value->number, currency_exponent(currency), true);
    case FIELD_MOMENT: return moment_format(arena, value->number);
    case FIELD_YES_NO: return arena_strdup(arena, value->number != 0 ? "true" : "false");
    case FIELD_REFERENCE:
        return value->title != NULL ? arena_strdup(arena, value->title)
                                    : arena_printf(arena, "%lld", (long long)value->number);
    case FIELD_REFERENCES: return value_references_text(arena, value);
    default: return arena_strdup(arena, value->text);
    }
}

static void value_write_reference(json_writer_t *writer, const char *key, int64_t id, const char *title) {
    json_write_object(writer, key);
    json_write_int(writer, "id", id);
    json_write_text(writer, "title", title);
    json_write_close(writer);
}

void reference_write_row(json_writer_t *writer, const char *key, const store_statement_t *row, int column) {
    if (store_column_is_null(row, column))
        json_write_null(writer, key);
    else
        value_write_reference(writer, key, store_column_int(row, column), store_column_text(row, column + 1));
}

static void value_write_references(json_writer_t *writer, const char *key, const value_t *value) {
    json_write_array(writer, key);
    for (size_t i = 0; !value->null && i < value->id_count; i++)
        value_write_reference(writer, NULL, value->ids[i], value->titles != NULL ? value->titles[i] : NULL);
    json_write_close(writer);
}

void value_write_json(json_writer_t *writer, const char *key, const field_t *field, const value_t *value,
                      const char *currency) {
    arena_t *arena = writer->text->arena;
    if (field->type == FIELD_REFERENCES) {
        value_write_references(writer, key, value);
        return;
    }
    if (value->null) {
        json_write_null(writer, key);
        return;
    }
    switch (field->type) {
    case FIELD_NUMBER: json_write_raw(writer, key, decimal_format(arena, value->number, field->scale, false)); break;
    case FIELD_PERCENTAGE: json_write_raw(writer, key, decimal_format(arena, value->number, 2, false)); break;
    case FIELD_YES_NO: json_write_bool(writer, key, value->number != 0); break;
    case FIELD_REFERENCE: value_write_reference(writer, key, value->number, value->title); break;
    case FIELD_MONEY:
    case FIELD_MOMENT: json_write_text(writer, key, value_text(arena, field, value, currency)); break;
    default: json_write_text(writer, key, value->text);
    }
}
