/* The one error type: what a person can do something about (RFC 9457). Broken invariants are assertions.
 * The setters return false, so that a failing function reads `return problem_set(...)`. */
#ifndef DAYBOOK_BASE_PROBLEM_H
#define DAYBOOK_BASE_PROBLEM_H

#include "arena.h"
#include "json.h"

#include <stdbool.h>
#include <stddef.h>

/* The number is the HTTP status that it becomes. */
typedef enum {
    PROBLEM_NONE = 0,
    PROBLEM_BAD_REQUEST = 400,
    PROBLEM_UNAUTHENTICATED = 401,
    PROBLEM_FORBIDDEN = 403,
    PROBLEM_NOT_FOUND = 404,
    PROBLEM_METHOD_NOT_ALLOWED = 405,
    PROBLEM_CONFLICT = 409,
    PROBLEM_PRECONDITION_FAILED = 412,
    PROBLEM_TOO_LARGE = 413,
    PROBLEM_UNSUPPORTED_MEDIA = 415,
    PROBLEM_INVALID = 422,
    PROBLEM_TOO_MANY_REQUESTS = 429,
    PROBLEM_INTERNAL = 500,
    PROBLEM_UNAVAILABLE = 503
} problem_kind_t;

typedef struct problem_field {
    const char *field;   /* the field's name, or a path as "rows.3.name" */
    const char *code;    /* stable, for programs and translations: "required", "too_long" */
    const char *message; /* one sentence: what is wrong and what would be right */
} problem_field_t;

typedef struct problem {
    arena_t *arena;
    problem_kind_t kind;
    const char *code;    /* stable: "version_conflict" */
    const char *message; /* what happened and what to do */
    problem_field_t *fields;
    size_t field_count;
    size_t field_capacity;
    const char *current_json; /* the record as it stands, where an edit conflict shows both versions */
    int retry_after;          /* seconds, with TOO_MANY_REQUESTS and UNAVAILABLE; else 0 */
} problem_t;

problem_t problem_create(arena_t *arena);
bool problem_is_set(const problem_t *problem);

/* The first problem stays: a later one is usually its consequence. Always returns false. */
bool problem_set(problem_t *problem, problem_kind_t kind, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Adds one wrong field and makes the problem PROBLEM_INVALID. Always returns false. */
bool problem_add_field(problem_t *problem, const char *field, const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Back to no problem, e.g. between the rows of an import. */
void problem_clear(problem_t *problem);

/* application/problem+json: type, title, status, code, detail, errors[{field, code, message}], request_id, current. */
void problem_write(const problem_t *problem, const char *request_id, text_t *out);

#endif
