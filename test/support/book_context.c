#include "support/book_context.h"

#include "base/clock.h"
#include "base/text.h"
#include "support/cmocka.h"
#include "support/import_book.h"

typedef struct call {
    import_book_t *book;
    void (*test)(context_t *context);
} call_t;

static bool call_work(store_tx_t *tx, void *argument) {
    const call_t *call = argument;
    import_book_t *book = call->book;
    context_t context = {
        .arena = book->arena, .tx = tx, .actor = &ACTOR_PROGRAM, .problem = &book->problem, .now = clock_now()};
    call->test(&context);
    return true;
}

void with_book(const char *engine, void (*test)(context_t *context)) {
    import_book_t *book = import_book_open(engine);
    if (book == NULL) skip();
    call_t call = {book, test};
    if (!store_write(book->store, call_work, &call, &book->problem)) fail_msg("%s", book->problem.message);
    import_book_close(book);
}

const char *book_forget(context_t *context) {
    const problem_t *problem = context->problem;
    const char *code = problem->field_count > 0 ? problem->fields[0].code : problem->code;
    if (!problem_is_set(problem)) return NULL;
    code = arena_strdup(context->arena, code);
    problem_clear(context->problem);
    return code;
}

static bool book_save(context_t *context, const char *type, int64_t id, const char *json, record_t **out) {
    json_t *body = json_loads(json, 0, NULL);
    record_t *input = NULL;
    assert_non_null(body);
    bool ok = record_parse_json(context, catalogue_find(type), body, &input) &&
              (id == 0 ? record_create(context, input, out) : record_update(context, id, 0, input, out));
    json_decref(body);
    return ok;
}

record_t *book_add(context_t *context, const char *type, const char *json) {
    record_t *record = NULL;
    if (!book_save(context, type, 0, json, &record)) fail_msg("%s %s: %s", type, json, book_forget(context));
    return record;
}

const char *book_refusal(context_t *context, const char *type, int64_t id, const char *json) {
    record_t *record = NULL;
    bool ok = book_save(context, type, id, json, &record);
    assert_true(ok != problem_is_set(context->problem));
    return book_forget(context);
}

list_query_t book_query(context_t *context, const char *type, const char *text) {
    enum { MOST = 16 };
    list_parameter_t *parameters = ARENA_ARRAY(context->arena, list_parameter_t, MOST);
    list_query_t query = {.type = catalogue_find(type), .parameters = parameters};
    char *rest = arena_strdup(context->arena, text);
    for (char *part; *text != '\0' && (part = strsep(&rest, "&")) != NULL;) {
        char *value = strchr(part, '=');
        assert_true(value != NULL && query.parameter_count < MOST);
        *value = '\0';
        parameters[query.parameter_count++] = (list_parameter_t){part, value + 1};
    }
    return query;
}
