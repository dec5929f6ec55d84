#include "support/import_book.h"

#include "base/clock.h"
#include "base/text.h"
#include "catalogue/list.h"
#include "insight/book.h"
#include "support/cmocka.h"

#include <dirent.h>
#include <libpq-fe.h>
#include <sys/stat.h>
#include <unistd.h>

typedef bool (*book_work_t)(context_t *context, void *argument);

typedef struct call {
    import_book_t *book;
    book_work_t work;
    void *argument;
} call_t;

static bool call_work(store_tx_t *tx, void *argument) {
    const call_t *call = argument;
    context_t context = {.arena = call->book->arena,
                         .tx = tx,
                         .actor = &call->book->actor,
                         .problem = &call->book->problem,
                         .now = clock_now()};
    return call->work(&context, call->argument);
}

static void book_check(const import_book_t *book, bool ok) {
    if (ok) return;
    const problem_t *problem = &book->problem;
    fail_msg("%s: %s %s", problem->code != NULL ? problem->code : "no problem",
             problem->message != NULL ? problem->message : "",
             problem->field_count > 0 ? problem->fields[0].message : "");
}

static void book_write(import_book_t *book, book_work_t work, void *argument) {
    call_t call = {book, work, argument};
    book_check(book, store_write(book->store, call_work, &call, &book->problem));
}

static void book_read(import_book_t *book, book_work_t work, void *argument) {
    call_t call = {book, work, argument};
    problem_clear(&book->problem);
    book_check(book, store_read(book->store, call_work, &call, &book->problem));
}

static bool book_begin_work(context_t *context, void *argument) {
    (void)argument;
    return book_prepare(context);
}

/* A schema of its own for each book, so that tests do not meet. */
static const char *book_postgres_location(import_book_t *book, const char *url) {
    const char *schema = strrchr(book->folder, '/') + 1;
    PGconn *connection = PQconnectdb(url);
    char *sql = arena_printf(book->arena, "CREATE SCHEMA \"%s\"", schema);
    PGresult *result = PQexec(connection, sql);
    assert_int_equal(PQresultStatus(result), PGRES_COMMAND_OK);
    PQclear(result);
    PQfinish(connection);
    return arena_printf(book->arena, "%s%coptions=-csearch_path%%3D\"%s\"", url, strchr(url, '?') != NULL ? '&' : '?',
                        schema);
}

import_book_t *import_book_open(const char *engine) {
    const char *url = getenv("DAYBOOK_TEST_PG");
    bool postgres = text_equal(engine, "postgresql");
    if (postgres && url == NULL) return NULL;
    import_book_t *book = calloc(1, sizeof *book);
    assert_non_null(book);
    book->arena = arena_create();
    book->problem = problem_create(book->arena);
    book->actor = ACTOR_PROGRAM;
    snprintf(book->folder, sizeof book->folder, "%s", "/tmp/daybook-import.XXXXXX");
    assert_non_null(mkdtemp(book->folder));
    book_register_types();
    const char *location =
        postgres ? book_postgres_location(book, url) : arena_printf(book->arena, "%s/book.db", book->folder);
    const store_options_t options = {.readers = 2, .create = true};
    book->store = store_open(location, &options, &book->problem);
    book_check(book, book->store != NULL && store_migrate(book->store, &book->problem));
    actor_t actor = book->actor;
    book->actor = ACTOR_PROGRAM;
    book_write(book, book_begin_work, NULL);
    book->actor = actor;
    return book;
}

void import_book_close(import_book_t *book) {
    if (book == NULL) return;
    store_close(book->store);
    DIR *folder = opendir(book->folder);
    for (struct dirent *entry; folder != NULL && (entry = readdir(folder)) != NULL;)
        if (entry->d_name[0] != '.') unlink(arena_printf(book->arena, "%s/%s", book->folder, entry->d_name));
    if (folder != NULL) closedir(folder);
    rmdir(book->folder);
    arena_destroy(book->arena);
    free(book);
}

const char *import_book_bytes(import_book_t *book, const char *name, const void *content, size_t length) {
    const char *path = arena_printf(book->arena, "%s/%s", book->folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
    return path;
}

const char *import_book_file(import_book_t *book, const char *name, const char *content) {
    return import_book_bytes(book, name, content, strlen(content));
}

int64_t import_book_receive(import_book_t *book, const char *path, const char *type) {
    const char *slash = strrchr(path, '/');
    const csv_upload_t upload = {.path = path, .name = slash != NULL ? slash + 1 : path, .record_type = type};
    int64_t id = 0;
    problem_clear(&book->problem);
    book_check(book, csv_import_receive(book->store, &book->actor, book->arena, &upload, &id, &book->problem));
    return id;
}

typedef struct step {
    int64_t id;
    csv_task_t task;
    json_t *body;
} step_t;

static bool step_configure(context_t *context, void *argument) {
    const step_t *step = argument;
    return csv_import_configure(context, step->id, step->body);
}

static bool step_begin(context_t *context, void *argument) {
    const step_t *step = argument;
    return csv_import_begin(context, step->id, step->task, 0);
}

void import_book_configure(import_book_t *book, int64_t id, const char *configuration) {
    step_t step = {.id = id, .body = json_loads(configuration, 0, NULL)};
    assert_non_null(step.body);
    book_write(book, step_configure, &step);
    json_decref(step.body);
}

void import_book_begin(import_book_t *book, int64_t id, csv_task_t task) {
    step_t step = {.id = id, .task = task};
    book_write(book, step_begin, &step);
}

static bool step_recover(context_t *context, void *argument) {
    (void)argument;
    return csv_import_recover(context);
}

void import_book_recover(import_book_t *book) {
    book_write(book, step_recover, NULL);
}

bool import_book_run(import_book_t *book, int64_t id, csv_task_t task, const csv_watch_t *watch) {
    import_book_begin(book, id, task);
    problem_clear(&book->problem);
    return csv_import_run(book->store, &book->actor, id, watch, &book->problem);
}

int64_t import_book_load(import_book_t *book, const char *path, const char *configuration) {
    int64_t id = import_book_receive(book, path, NULL);
    if (configuration != NULL) import_book_configure(book, id, configuration);
    book_check(book, import_book_run(book, id, CSV_RUN, NULL));
    return id;
}

typedef struct answer {
    int64_t id;
    list_query_t query;
    text_t text;
} answer_t;

static json_t *book_answer(import_book_t *book, book_work_t work, answer_t *answer) {
    answer->text = text_create(book->arena, 16 * 1024 * 1024);
    book_read(book, work, answer);
    json_error_t error;
    json_t *json = json_loads(answer->text.data, 0, &error);
    if (json == NULL) fail_msg("%s in %s", error.text, answer->text.data);
    return json;
}

static bool answer_description(context_t *context, void *argument) {
    answer_t *answer = argument;
    json_writer_t writer = json_begin(&answer->text);
    return csv_import_write(context, answer->id, &writer, NULL);
}

static bool answer_problems(context_t *context, void *argument) {
    answer_t *answer = argument;
    json_writer_t writer = json_begin(&answer->text);
    return csv_import_write_problems(context, answer->id, 0, 500, &writer, NULL);
}

static bool answer_summary(context_t *context, void *argument) {
    answer_t *answer = argument;
    return list_write_summary(context, &answer->query, &answer->text);
}

static bool answer_bad_rows(context_t *context, void *argument) {
    answer_t *answer = argument;
    bool more = true, ok = true;
    csv_bad_rows_t *rows = csv_bad_rows_open(context, answer->id);
    while (rows != NULL && ok && more) ok = csv_bad_rows_write(context, rows, &answer->text, &more);
    csv_bad_rows_close(rows);
    return rows != NULL && ok;
}

json_t *import_book_describe(import_book_t *book, int64_t id) {
    answer_t answer = {.id = id};
    return book_answer(book, answer_description, &answer);
}

json_t *import_book_problems(import_book_t *book, int64_t id) {
    answer_t answer = {.id = id};
    return book_answer(book, answer_problems, &answer);
}

json_t *import_book_summary(import_book_t *book, const char *type, const char *group, const char *figures) {
    const list_parameter_t parameters[] = {{"group", group}, {"sum", "amount"}, {figures, "cycle_days"}};
    answer_t answer = {.query = {catalogue_find(type), parameters, figures != NULL ? 3 : 2}};
    return book_answer(book, answer_summary, &answer);
}

const char *import_book_bad_rows(import_book_t *book, int64_t id) {
    answer_t answer = {.id = id, .text = text_create(book->arena, 16 * 1024 * 1024)};
    book_read(book, answer_bad_rows, &answer);
    return answer.text.data;
}

int64_t import_book_count(import_book_t *book, int64_t id, const char *count) {
    json_t *description = import_book_describe(book, id);
    int64_t number = json_integer_value(json_object_get(json_object_get(description, "counts"), count));
    json_decref(description);
    return number;
}

const char *import_book_problem(import_book_t *book, int64_t id, int64_t line, const char *field) {
    json_t *problems = import_book_problems(book, id);
    json_t *item;
    size_t i;
    const char *code = NULL;
    json_array_foreach(json_object_get(problems, "items"), i, item) {
        bool same = json_integer_value(json_object_get(item, "line")) == line &&
                    text_equal(json_string_value(json_object_get(item, "field")), field);
        if (same && code == NULL) code = arena_strdup(book->arena, json_string_value(json_object_get(item, "code")));
    }
    json_decref(problems);
    return code;
}

typedef struct query {
    const char *sql;
    int64_t number;
    const char *text;
} query_t;

static bool query_work(context_t *context, void *argument) {
    query_t *query = argument;
    store_statement_t *row = store_query(context->tx, query->sql, "");
    if (store_step(row)) {
        query->text = arena_strdup(context->arena, store_column_text(row, 0));
        if (query->text != NULL) text_parse_int(query->text, &query->number);
    }
    return store_end(row);
}

int64_t import_book_number(import_book_t *book, const char *sql) {
    query_t query = {.sql = sql};
    book_read(book, query_work, &query);
    return query.number;
}

const char *import_book_text(import_book_t *book, const char *sql) {
    query_t query = {.sql = sql};
    book_read(book, query_work, &query);
    return query.text;
}

const char *import_book_data(void) {
    struct stat status;
    const char *folder = getenv("DAYBOOK_DATA");
    if (folder == NULL || *folder == '\0') folder = "../shared/data";
    if (stat(folder, &status) == 0) return folder;
    print_message("skipped: there is no real data at %s (set DAYBOOK_DATA)\n", folder);
    return NULL;
}
