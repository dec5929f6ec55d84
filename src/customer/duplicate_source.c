#include "customer/duplicate_source.h"

#include "base/text.h"

#define ACCOUNT_COLUMNS                                                                                                \
    "SELECT t.id, t.name, t.legal_name, t.phone, NULL, t.email, t.website, t.billing_street, t.billing_city, "         \
    "t.billing_postal_code, t.tax_number, t.registration_number, NULL, t.kind FROM account t WHERE t.archived_at IS NULL"

#define CONTACT_COLUMNS                                                                                                \
    "SELECT t.id, t.name, NULL, t.phone, t.mobile, t.email, NULL, NULL, t.city, NULL, NULL, NULL, a.name, NULL "       \
    "FROM contact t LEFT JOIN account a ON a.id = t.account_id WHERE t.archived_at IS NULL"

/* clang-format off */
const duplicate_source_t DUPLICATE_SOURCES[] = {
    {"account", false,
     {"name", "legal_name", "phone", NULL, "email", "website", "billing_street", "billing_city", "billing_postal_code",
      "tax_number", "registration_number", NULL, "kind"},
     ACCOUNT_COLUMNS " ORDER BY t.id", ACCOUNT_COLUMNS " AND t.id = $1",
     "SELECT count(*) FROM account WHERE archived_at IS NULL"},
    {"contact", true,
     {"name", NULL, "phone", "mobile", "email", NULL, NULL, "city", NULL, NULL, NULL, "account", NULL},
     CONTACT_COLUMNS " ORDER BY t.id", CONTACT_COLUMNS " AND t.id = $1",
     "SELECT count(*) FROM contact WHERE archived_at IS NULL"},
};
/* clang-format on */

const size_t DUPLICATE_SOURCE_COUNT = sizeof DUPLICATE_SOURCES / sizeof DUPLICATE_SOURCES[0];

const duplicate_source_t *duplicate_source(const record_type_t *type) {
    for (size_t i = 0; i < DUPLICATE_SOURCE_COUNT; i++)
        if (text_equal(DUPLICATE_SOURCES[i].type, type->name)) return &DUPLICATE_SOURCES[i];
    return NULL;
}

static duplicate_input_t input_of_texts(const duplicate_source_t *source, const char *const *texts) {
    return (duplicate_input_t){.person = source->person,
                               .individual = texts[12] != NULL && text_equal(texts[12], "individual"),
                               .name = texts[0],
                               .other_name = texts[1],
                               .phone = texts[2],
                               .mobile = texts[3],
                               .email = texts[4],
                               .website = texts[5],
                               .street = texts[6],
                               .city = texts[7],
                               .postal_code = texts[8],
                               .tax_number = texts[9],
                               .registration_number = texts[10],
                               .company = texts[11]};
}

duplicate_input_t duplicate_input_of_record(const duplicate_source_t *source, const record_t *record) {
    const char *texts[DUPLICATE_FIELDS] = {NULL};
    for (size_t i = 0; i < DUPLICATE_FIELDS; i++) {
        if (source->fields[i] == NULL) continue;
        const value_t *value = record_value(record, source->fields[i]);
        bool reference = type_field(record->type, source->fields[i])->type == FIELD_REFERENCE;
        if (!value->null) texts[i] = reference ? value->title : value->text;
    }
    return input_of_texts(source, texts);
}

duplicate_input_t duplicate_input_of_row(const duplicate_source_t *source, const store_statement_t *row) {
    const char *texts[DUPLICATE_FIELDS];
    for (int i = 0; i < DUPLICATE_FIELDS; i++) texts[i] = store_column_text(row, i + 1);
    return input_of_texts(source, texts);
}

duplicate_input_t duplicate_input_of_json(const duplicate_source_t *source, const json_t *values) {
    const char *texts[DUPLICATE_FIELDS] = {NULL};
    for (size_t i = 0; i < DUPLICATE_FIELDS; i++) {
        const json_t *value = source->fields[i] != NULL ? json_object_get(values, source->fields[i]) : NULL;
        if (json_is_object(value)) value = json_object_get(value, "title");
        texts[i] = json_string_value(value);
    }
    return input_of_texts(source, texts);
}
