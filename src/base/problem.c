#include "base/problem.h"

#include <assert.h>

problem_t problem_create(arena_t *arena) {
    return (problem_t){.arena = arena};
}

bool problem_is_set(const problem_t *problem) {
    return problem->kind != PROBLEM_NONE;
}

bool problem_set(problem_t *problem, problem_kind_t kind, const char *code, const char *format, ...) {
    assert(kind != PROBLEM_NONE);
    if (problem_is_set(problem)) return false;
    va_list arguments;
    va_start(arguments, format);
    problem->message = arena_vprintf(problem->arena, format, arguments);
    va_end(arguments);
    problem->kind = kind;
    problem->code = code;
    return false;
}

static problem_field_t *problem_next_field(problem_t *problem) {
    if (problem->field_count == problem->field_capacity) {
        size_t capacity = problem->field_capacity > 0 ? problem->field_capacity * 2 : 4;
        problem_field_t *fields = ARENA_ARRAY(problem->arena, problem_field_t, capacity);
        if (problem->field_count > 0) memcpy(fields, problem->fields, problem->field_count * sizeof *fields);
        problem->fields = fields;
        problem->field_capacity = capacity;
    }
    return &problem->fields[problem->field_count++];
}

bool problem_add_field(problem_t *problem, const char *field, const char *code, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vprintf(problem->arena, format, arguments);
    va_end(arguments);
    *problem_next_field(problem) = (problem_field_t){arena_strdup(problem->arena, field), code, message};
    if (!problem_is_set(problem))
        problem_set(problem, PROBLEM_INVALID, "invalid", "Some fields need another value. Nothing was saved.");
    return false;
}

void problem_clear(problem_t *problem) {
    *problem = problem_create(problem->arena);
}

static const char *problem_title(problem_kind_t kind) {
    static const struct {
        problem_kind_t kind;
        const char *title;
    } titles[] = {
        {PROBLEM_BAD_REQUEST, "Request not understood"},
        {PROBLEM_UNAUTHENTICATED, "Sign in first"},
        {PROBLEM_FORBIDDEN, "Not allowed"},
        {PROBLEM_NOT_FOUND, "Not found"},
        {PROBLEM_METHOD_NOT_ALLOWED, "Method not allowed"},
        {PROBLEM_CONFLICT, "Conflict"},
        {PROBLEM_PRECONDITION_FAILED, "Changed by somebody else"},
        {PROBLEM_TOO_LARGE, "Too large"},
        {PROBLEM_UNSUPPORTED_MEDIA, "Format not understood"},
        {PROBLEM_INVALID, "Some fields need another value"},
        {PROBLEM_TOO_MANY_REQUESTS, "Too many attempts"},
        {PROBLEM_INTERNAL, "Something broke"},
        {PROBLEM_UNAVAILABLE, "Not available now"},
    };
    for (size_t i = 0; i < sizeof titles / sizeof titles[0]; i++)
        if (titles[i].kind == kind) return titles[i].title;
    return "Problem";
}

void problem_write(const problem_t *problem, const char *request_id, text_t *out) {
    json_writer_t writer = json_begin(out);
    json_write_object(&writer, NULL);
    json_write_text(&writer, "type", "about:blank");
    json_write_text(&writer, "title", problem_title(problem->kind));
    json_write_int(&writer, "status", problem->kind);
    json_write_text(&writer, "code", problem->code);
    json_write_text(&writer, "detail", problem->message);
    if (problem->field_count > 0) {
        json_write_array(&writer, "errors");
        for (size_t i = 0; i < problem->field_count; i++) {
            json_write_object(&writer, NULL);
            json_write_text(&writer, "field", problem->fields[i].field);
            json_write_text(&writer, "code", problem->fields[i].code);
            json_write_text(&writer, "message", problem->fields[i].message);
            json_write_close(&writer);
        }
        json_write_close(&writer);
    }
    if (problem->current_json != NULL) json_write_raw(&writer, "current", problem->current_json);
    if (request_id != NULL) json_write_text(&writer, "request_id", request_id);
    json_write_close(&writer);
}
