#include "http/openapi.h"

#include "catalogue/type.h"
#include "http/openapi_parameters.h"
#include "http/openapi_schemas.h"
#include "http/route.h"

#include <ctype.h>

typedef struct document {
    json_writer_t writer;
    arena_t *arena;
} document_t;

/* "account" is the schema Account. */
static const char *openapi_schema_name(const document_t *document, const record_type_t *type) {
    char *name = arena_strdup(document->arena, type->name);
    name[0] = (char)toupper((unsigned char)name[0]);
    return name;
}

static void openapi_reference(document_t *document, const char *key, const char *schema) {
    json_write_object(&document->writer, key);
    json_write_text(&document->writer, "$ref", arena_printf(document->arena, "#/components/schemas/%s", schema));
    json_write_close(&document->writer);
}

static void openapi_type(document_t *document, const char *type, bool nullable) {
    if (!nullable) {
        json_write_text(&document->writer, "type", type);
        return;
    }
    json_write_array(&document->writer, "type");
    json_write_text(&document->writer, NULL, type);
    json_write_text(&document->writer, NULL, "null");
    json_write_close(&document->writer);
}

static void openapi_choices(document_t *document, const field_t *field, bool nullable) {
    json_write_array(&document->writer, "enum");
    for (const choice_t *choice = field->choices; choice->name != NULL; choice++)
        json_write_text(&document->writer, NULL, choice->name);
    if (nullable) json_write_null(&document->writer, NULL);
    json_write_close(&document->writer);
}

static void openapi_references(document_t *document, const field_t *field, bool input, bool nullable) {
    json_writer_t *writer = &document->writer;
    if (field->type == FIELD_REFERENCES) {
        json_write_text(writer, "type", "array");
        if (input) {
            json_write_object(writer, "items");
            json_write_text(writer, "type", "integer");
            json_write_close(writer);
        } else {
            openapi_reference(document, "items", "Reference");
        }
        return;
    }
    if (input) {
        openapi_type(document, "integer", true);
        return;
    }
    json_write_array(writer, "anyOf");
    openapi_reference(document, NULL, "Reference");
    if (nullable) {
        json_write_object(writer, NULL);
        json_write_text(writer, "type", "null");
        json_write_close(writer);
    }
    json_write_close(writer);
}

static void openapi_field(document_t *document, const field_t *field, bool input) {
    json_writer_t *writer = &document->writer;
    /* What some role may not see may be missing, but is never of another type; what is required may still be derived.
     */
    bool nullable = input || (field->flags & FIELD_REQUIRED) == 0;
    json_write_object(writer, field->name);
    json_write_text(writer, "description", field->label.en);
    switch (field->type) {
    case FIELD_NUMBER: openapi_type(document, field->scale == 0 ? "integer" : "number", nullable); break;
    case FIELD_PERCENTAGE: openapi_type(document, "number", nullable); break;
    case FIELD_YES_NO: openapi_type(document, "boolean", nullable); break;
    case FIELD_CHOICE: openapi_choices(document, field, nullable); break;
    case FIELD_REFERENCE:
    case FIELD_REFERENCES: openapi_references(document, field, input, nullable); break;
    default: openapi_type(document, "string", nullable);
    }
    if (field->type == FIELD_DATE) json_write_text(writer, "format", "date");
    if (field->type == FIELD_MOMENT) json_write_text(writer, "format", "date-time");
    json_write_close(writer);
}

static void openapi_standard_members(document_t *document) {
    static const char *const members[][2] = {
        {"id", "{\"type\":\"integer\"}"},
        {"version", "{\"type\":\"integer\"}"},
        {"created_at", "{\"type\":\"string\",\"format\":\"date-time\"}"},
        {"created_by", "{\"anyOf\":[{\"$ref\":\"#/components/schemas/Reference\"},{\"type\":\"null\"}]}"},
        {"updated_at", "{\"type\":\"string\",\"format\":\"date-time\"}"},
        {"updated_by", "{\"anyOf\":[{\"$ref\":\"#/components/schemas/Reference\"},{\"type\":\"null\"}]}"},
        {"archived_at", "{\"type\":[\"string\",\"null\"],\"format\":\"date-time\"}"},
        {"merged_into", "{\"$ref\":\"#/components/schemas/Reference\"}"},
    };
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++)
        json_write_raw(&document->writer, members[i][0], members[i][1]);
}

static void openapi_record(document_t *document, const record_type_t *type) {
    json_writer_t *writer = &document->writer;
    json_write_object(writer, openapi_schema_name(document, type));
    json_write_text(writer, "type", "object");
    json_write_raw(writer, "required",
                   "[\"id\",\"version\",\"created_at\",\"created_by\",\"updated_at\",\"updated_by\",\"archived_at\"");
    text_t *text = writer->text;
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].see == 0) text_add_format(text, ",\"%s\"", type->fields[i].name);
    text_add_char(text, ']');
    json_write_object(writer, "properties");
    openapi_standard_members(document);
    for (size_t i = 0; i < type->field_count; i++) openapi_field(document, &type->fields[i], false);
    json_write_close(writer);
    json_write_close(writer);
}

static void openapi_input(document_t *document, const record_type_t *type) {
    json_writer_t *writer = &document->writer;
    json_write_object(writer, arena_printf(document->arena, "%sInput", openapi_schema_name(document, type)));
    json_write_text(writer, "type", "object");
    json_write_object(writer, "properties");
    for (size_t i = 0; i < type->field_count; i++)
        if ((type->fields[i].flags & FIELD_DERIVED) == 0) openapi_field(document, &type->fields[i], true);
    json_write_close(writer);
    json_write_close(writer);
}

static void openapi_page(document_t *document, const record_type_t *type) {
    json_writer_t *writer = &document->writer;
    json_write_object(writer, arena_printf(document->arena, "%sPage", openapi_schema_name(document, type)));
    json_write_text(writer, "type", "object");
    json_write_raw(writer, "required", "[\"items\",\"next\"]");
    json_write_object(writer, "properties");
    json_write_object(writer, "items");
    json_write_text(writer, "type", "array");
    openapi_reference(document, "items", openapi_schema_name(document, type));
    json_write_close(writer);
    json_write_raw(writer, "next", "{\"type\":[\"string\",\"null\"]}");
    json_write_close(writer);
    json_write_close(writer);
}

static void openapi_shared_parameters(document_t *document) {
    json_write_object(&document->writer, "parameters");
    for (const named_parameter_t *parameter = OPENAPI_PARAMETERS; parameter->name != NULL; parameter++)
        json_write_raw(&document->writer, parameter->name, parameter->json);
    json_write_close(&document->writer);
}

static void openapi_schemas(document_t *document) {
    size_t count = 0;
    const record_type_t *const *types = catalogue_types(&count);
    json_write_object(&document->writer, "schemas");
    for (size_t i = 0; OPENAPI_SCHEMAS[i] != NULL; i++)
        for (const named_schema_t *schema = OPENAPI_SCHEMAS[i]; schema->name != NULL; schema++)
            json_write_raw(&document->writer, schema->name, schema->json);
    for (size_t i = 0; i < count; i++) {
        openapi_record(document, types[i]);
        openapi_input(document, types[i]);
        openapi_page(document, types[i]);
    }
    json_write_close(&document->writer);
}

/* What a generic operation takes and gives, given the record's schema name. */
static const struct {
    const char *operation, *input, *output;
    const char *status;
} RECORD_SHAPES[] = {
    {"list", NULL, "%sPage", "200"},
    {"create", "%sInput", "%s", "201"},
    {"get", NULL, "%s", "200"},
    {"update", "%sInput", "%s", "200"},
    {"delete", NULL, NULL, "204"},
    {"archive", NULL, "%s", "200"},
    {"restore", NULL, "%s", "200"},
    {"summary", NULL, "Summary", "200"},
    {"history", NULL, "History", "200"},
    {"attachments", NULL, "AttachmentList", "200"},
    {"attach", NULL, "Attachment", "201"},
    {"suggest", NULL, "Suggestions", "200"},
    {"getFollow", NULL, "Follow", "200"},
    {"follow", NULL, "Follow", "200"},
    {"unfollow", NULL, "Follow", "200"},
    {"export", NULL, "text/csv", "200"},
};

static const char *openapi_with_name(const document_t *document, const char *pattern, const char *name) {
    if (pattern == NULL) return NULL;
    const char *mark = strstr(pattern, "%s");
    if (mark == NULL) return pattern;
    return arena_printf(document->arena, "%.*s%s%s", (int)(mark - pattern), pattern, name, mark + 2);
}

static void openapi_content(document_t *document, const char *key, const char *media_type, const char *schema) {
    json_write_object(&document->writer, key);
    json_write_object(&document->writer, media_type);
    openapi_reference(document, "schema", schema);
    json_write_close(&document->writer);
    json_write_close(&document->writer);
}

/* One operation as the document tells it. */
typedef struct operation {
    const char *method, *path, *id, *summary, *tag;
    const char *input, *output, *status;
    const char *parameters; /* of query and headers, as JSON; NULL: none */
    bool bytes;
} operation_t;

static void openapi_write_parameters(document_t *document, const operation_t *operation) {
    static const char id[] = "{\"name\":\"id\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"integer\"}}";
    static const char text[] = "{\"name\":\"text\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":\"string\"}}";
    const char *in_path = strstr(operation->path, "{id}") != NULL     ? id
                          : strstr(operation->path, "{text}") != NULL ? text
                                                                      : "";
    const char *more = operation->parameters != NULL ? operation->parameters : "";
    if (*in_path == '\0' && *more == '\0') return;
    json_write_raw(
        &document->writer, "parameters",
        arena_printf(document->arena, "[%s%s%s]", in_path, *in_path != '\0' && *more != '\0' ? "," : "", more));
}

/* An output with a slash is a media type, else the name of a schema. */
static void openapi_answer(document_t *document, const operation_t *operation) {
    if (operation->output == NULL) return;
    if (strchr(operation->output, '/') == NULL) {
        openapi_content(document, "content", "application/json", operation->output);
        return;
    }
    json_write_object(&document->writer, "content");
    char *media_types = arena_strdup(document->arena, operation->output);
    for (char *media_type; (media_type = strsep(&media_types, " ")) != NULL;)
        json_write_raw(&document->writer, media_type, "{}");
    json_write_close(&document->writer);
}

static void openapi_operation(document_t *document, const operation_t *operation) {
    json_writer_t *writer = &document->writer;
    char *method = arena_strdup(document->arena, operation->method);
    for (char *c = method; *c != '\0'; c++) *c = (char)tolower((unsigned char)*c);
    json_write_object(writer, method);
    json_write_text(writer, "operationId", operation->id);
    json_write_text(writer, "summary", operation->summary);
    json_write_array(writer, "tags");
    json_write_text(writer, NULL, operation->tag);
    json_write_close(writer);
    openapi_write_parameters(document, operation);
    if (operation->input != NULL || operation->bytes) {
        json_write_object(writer, "requestBody");
        json_write_bool(writer, "required", true);
        if (operation->bytes)
            json_write_raw(writer, "content", "{\"application/octet-stream\":{}}");
        else
            openapi_content(document, "content", "application/json", operation->input);
        json_write_close(writer);
    }
    json_write_object(writer, "responses");
    json_write_object(writer, operation->status);
    json_write_text(writer, "description", "Done");
    openapi_answer(document, operation);
    json_write_close(writer);
    json_write_object(writer, "default");
    json_write_text(writer, "description", "What went wrong");
    openapi_content(document, "content", "application/problem+json", "Problem");
    json_write_close(writer);
    json_write_close(writer);
    json_write_close(writer);
}

static operation_t openapi_plain(const route_t *route) {
    bool job = strstr(route->pattern, "/run") != NULL || strstr(route->pattern, "imports/{id}/undo") != NULL ||
               strstr(route->pattern, "/cancel") != NULL || strstr(route->pattern, "/scan") != NULL;
    bool starts = job && (route->flags & ROUTE_REPEATS) == 0;
    bool empty = route->output == NULL && !text_equal(route->method, "GET");
    return (operation_t){
        .method = route->method,
        .path = route->pattern,
        .id = route->operation,
        .summary = route->summary,
        .tag = "daybook",
        .input = route->input,
        .output = route->output,
        .status = starts                                ? "202"
                  : (route->flags & ROUTE_CREATES) != 0 ? "201"
                  : empty                               ? "204"
                                                        : "200",
        .parameters = openapi_parameters((route->flags & ROUTE_REPEATS) != 0 ? "create" : route->operation),
        .bytes = (route->flags & ROUTE_BYTES) != 0,
    };
}

static operation_t openapi_of_record(const document_t *document, const route_t *route, const record_type_t *type) {
    const char *name = openapi_schema_name(document, type);
    const char *mark = strstr(route->pattern, "{records}");
    operation_t operation = openapi_plain(route);
    operation.path = arena_printf(document->arena, "%.*s%s%s", (int)(mark - route->pattern), route->pattern,
                                  type->plural, mark + strlen("{records}"));
    operation.id = arena_printf(document->arena, "%s%s", route->operation, name);
    operation.tag = type->plural;
    for (size_t i = 0; i < sizeof RECORD_SHAPES / sizeof RECORD_SHAPES[0]; i++) {
        if (!text_equal(RECORD_SHAPES[i].operation, route->operation)) continue;
        operation.input = openapi_with_name(document, RECORD_SHAPES[i].input, name);
        operation.output = openapi_with_name(document, RECORD_SHAPES[i].output, name);
        operation.status = RECORD_SHAPES[i].status;
    }
    return operation;
}

enum { MOST_OPERATIONS = 2048 };

/* Documents are made by routes of their own, which stand elsewhere in the tables. */
static bool openapi_applies(const route_t *route, const record_type_t *type) {
    static const char *const kept[] = {"create", "delete", "archive", "restore"};
    for (size_t i = 0; type->by_actions && i < sizeof kept / sizeof kept[0]; i++)
        if (text_equal(route->operation, kept[i])) return false;
    return true;
}

static size_t openapi_collect(const document_t *document, operation_t *operations) {
    size_t count = 0, type_count = 0;
    const record_type_t *const *types = catalogue_types(&type_count);
    for (size_t i = 0; ROUTE_TABLES[i] != NULL; i++) {
        for (const route_t *route = ROUTE_TABLES[i]; route->method != NULL; route++) {
            if (route->operation == NULL) continue;
            if ((route->flags & ROUTE_RECORDS) == 0) operations[count++] = openapi_plain(route);
            for (size_t j = 0; (route->flags & ROUTE_RECORDS) != 0 && j < type_count; j++)
                if (openapi_applies(route, types[j]))
                    operations[count++] = openapi_of_record(document, route, types[j]);
        }
    }
    return count;
}

/* A path is told once, with all of its methods. */
static void openapi_paths(document_t *document) {
    operation_t *operations = ARENA_ARRAY(document->arena, operation_t, MOST_OPERATIONS);
    size_t count = openapi_collect(document, operations);
    json_write_object(&document->writer, "paths");
    for (size_t i = 0; i < count; i++) {
        bool told = false;
        for (size_t j = 0; j < i && !told; j++) told = text_equal(operations[j].path, operations[i].path);
        if (told) continue;
        json_write_object(&document->writer, operations[i].path);
        for (size_t j = i; j < count; j++)
            if (text_equal(operations[j].path, operations[i].path)) openapi_operation(document, &operations[j]);
        json_write_close(&document->writer);
    }
    json_write_close(&document->writer);
}

void openapi_write(text_t *out) {
    document_t document = {.writer = json_begin(out), .arena = out->arena};
    json_write_object(&document.writer, NULL);
    json_write_text(&document.writer, "openapi", "3.1.0");
    json_write_object(&document.writer, "info");
    json_write_text(&document.writer, "title", "Daybook");
    json_write_text(&document.writer, "version", DAYBOOK_VERSION);
    json_write_raw(&document.writer, "license",
                   "{\"name\":\"AGPL-3.0-or-later\",\"identifier\":\"AGPL-3.0-or-later\"}");
    json_write_close(&document.writer);
    json_write_raw(&document.writer, "security", "[{\"token\":[]},{\"session\":[]}]");
    openapi_paths(&document);
    json_write_object(&document.writer, "components");
    json_write_raw(&document.writer, "securitySchemes",
                   "{\"token\":{\"type\":\"http\",\"scheme\":\"bearer\"},\"session\":{\"type\":\"apiKey\",\"in\":"
                   "\"cookie\",\"name\":\"daybook_session\"}}");
    openapi_shared_parameters(&document);
    openapi_schemas(&document);
    json_write_close(&document.writer);
    json_write_close(&document.writer);
}
