/* daybook import, daybook export */
#include "base/text.h"
#include "capture/csv_import.h"
#include "catalogue/list.h"
#include "cli/command.h"
#include "customer/access.h"

#include <jansson.h>
#include <limits.h>
#include <stdlib.h>

typedef struct import {
    invocation_t *invocation;
    actor_t actor;
    int64_t id;
    json_t *configuration;
    json_t *outcome;
    int64_t after_line;
    bool dry_run;
} import_t;

static bool import_find_actor(context_t *context, void *argument) {
    import_t *import = argument;
    int64_t user_id = 0;
    const char *email = command_value(import->invocation, "user");
    import->actor = ACTOR_PROGRAM;
    if (email == NULL) return true;
    if (!access_find_user(context, email, &user_id)) return false;
    if (user_id == 0)
        return problem_add_field(context->problem, "user", "not_found", "Nobody who may sign in has the address %s.",
                                 email);
    return access_load_actor(context, user_id, &import->actor);
}

static bool import_map_is_whole(const invocation_t *invocation) {
    for (size_t i = 0; i < invocation->repeat_count; i++)
        if (strchr(invocation->repeats[i], '=') == NULL)
            return command_usage(invocation, "--map takes COLUMN=FIELD, not ", invocation->repeats[i]);
    return true;
}

/* What the switches say, in the words of the API. */
static json_t *import_configuration(const invocation_t *invocation) {
    json_t *body = json_object();
    json_t *columns = json_array();
    for (size_t i = 0; i < invocation->repeat_count; i++) {
        const char *equals = strchr(invocation->repeats[i], '=');
        json_t *column = json_object();
        json_object_set_new(column, "name",
                            json_stringn(invocation->repeats[i], (size_t)(equals - invocation->repeats[i])));
        json_object_set_new(column, "target", equals[1] != '\0' ? json_string(equals + 1) : json_null());
        json_array_append_new(columns, column);
    }
    json_object_set_new(body, "columns", columns);
    if (command_switch(invocation, "leave-empty"))
        json_object_set_new(body, "on_bad_value", json_string("leave_empty"));
    return body;
}

static bool import_begin(context_t *context, void *argument) {
    import_t *import = argument;
    context_t acting = *context;
    acting.actor = &import->actor;
    return csv_import_configure(&acting, import->id, import->configuration) &&
           csv_import_begin(&acting, import->id, import->dry_run ? CSV_CHECK : CSV_RUN, 0);
}

static bool import_read_outcome(context_t *context, void *argument) {
    import_t *import = argument;
    text_t text = text_create(context->arena, 4 * 1024 * 1024);
    json_writer_t writer = json_begin(&text);
    if (!csv_import_write(context, import->id, &writer, NULL)) return false;
    import->outcome = json_loads(text.data, 0, NULL);
    return import->outcome != NULL;
}

static bool import_read_problems(context_t *context, void *argument) {
    import_t *import = argument;
    text_t text = text_create(context->arena, 4 * 1024 * 1024);
    json_writer_t writer = json_begin(&text);
    if (!csv_import_write_problems(context, import->id, import->after_line, 200, &writer, NULL)) return false;
    json_t *page = json_loads(text.data, 0, NULL);
    json_t *item;
    size_t i;
    json_array_foreach(json_object_get(page, "items"), i, item) {
        const char *column = json_string_value(json_object_get(item, "column"));
        fprintf(stderr, "line %lld%s%s: %s\n", (long long)json_integer_value(json_object_get(item, "line")),
                column != NULL ? ", " : "", column != NULL ? column : "",
                json_string_value(json_object_get(item, "message")));
    }
    const json_t *next = json_object_get(page, "next");
    import->after_line = json_is_integer(next) ? json_integer_value(next) : INT64_MAX;
    json_decref(page);
    return true;
}

static long long import_count(const import_t *import, const char *name) {
    return json_integer_value(json_object_get(json_object_get(import->outcome, "counts"), name));
}

static bool import_print(invocation_t *invocation, store_t *store, import_t *import) {
    if (!command_read(invocation, store, import_read_outcome, import)) return false;
    for (import->after_line = -1; import->after_line != INT64_MAX;)
        if (!command_read(invocation, store, import_read_problems, import)) return false;
    printf("%s%lld created, %lld updated, %lld skipped, %lld failed\n", import->dry_run ? "would be: " : "",
           import_count(import, "created"), import_count(import, "updated"), import_count(import, "skipped"),
           import_count(import, "failed"));
    return true;
}

static bool import_run(invocation_t *invocation, store_t *store, import_t *import, const char *path) {
    const char *slash = strrchr(path, '/');
    const csv_upload_t upload = {
        .path = path, .name = slash != NULL ? slash + 1 : path, .record_type = command_value(invocation, "type")};
    import->dry_run = command_switch(invocation, "dry-run");
    return command_read(invocation, store, import_find_actor, import) &&
           csv_import_receive(store, &import->actor, invocation->arena, &upload, &import->id, &invocation->problem) &&
           command_write(invocation, store, import_begin, import) &&
           csv_import_run(store, &import->actor, import->id, NULL, &invocation->problem) &&
           import_print(invocation, store, import);
}

int command_import(invocation_t *invocation) {
    if (!import_map_is_whole(invocation)) return EXIT_USAGE;
    import_t import = {.invocation = invocation, .configuration = import_configuration(invocation)};
    char path[PATH_MAX];
    store_t *store = command_open_book(invocation);
    bool ok = store != NULL;
    if (ok && realpath(invocation->arguments[0], path) == NULL)
        ok = problem_set(&invocation->problem, PROBLEM_NOT_FOUND, "no_file", "There is no file %s.",
                         invocation->arguments[0]);
    ok = ok && import_run(invocation, store, &import, path);
    store_close(store);
    bool all = ok && import_count(&import, "failed") == 0;
    json_decref(import.configuration);
    json_decref(import.outcome);
    if (!ok) return command_fail(invocation);
    return all ? EXIT_DONE : EXIT_FAILED;
}

typedef struct export {
    const record_type_t *type;
    list_parameter_t parameters[MOST_REPEATS + 4];
    size_t count;
    const char *after;
    bool started;
}
export_t;

static bool export_page(context_t *context, void *argument) {
    export_t *export = argument;
    const char *next = NULL;
    text_t page = text_create(context->arena, 64 * 1024 * 1024);
    size_t count = export->count;
    export->parameters[count++] = (list_parameter_t){"limit", "500"};
    if (export->after != NULL) export->parameters[count++] = (list_parameter_t){"after", export->after};
    const list_query_t query = {export->type, export->parameters, count};
    if (!list_write_csv(context, &query, !export->started, &page, &next)) return false;
    export->started = true;
    export->after = next;
    return fwrite(page.data, 1, page.length, stdout) == page.length;
}

static void export_add(export_t *export, const char *name, const char *value) {
    if (value != NULL) export->parameters[export->count++] = (list_parameter_t){name, value};
}

static bool export_read_filters(invocation_t *invocation, export_t *export) {
    export->type = catalogue_find(invocation->arguments[0]);
    if (export->type == NULL) export->type = catalogue_find_plural(invocation->arguments[0]);
    if (export->type == NULL) return command_usage(invocation, "there is no record type ", invocation->arguments[0]);
    for (size_t i = 0; i < invocation->repeat_count; i++) {
        const char *equals = strchr(invocation->repeats[i], '=');
        if (equals == NULL) return command_usage(invocation, "--filter takes NAME=VALUE, not ", invocation->repeats[i]);
        export_add(export,
                   arena_strndup(invocation->arena, invocation->repeats[i], (size_t)(equals - invocation->repeats[i])),
                   equals + 1);
    }
    export_add(export, "columns", command_value(invocation, "columns"));
    export_add(export, "sort", command_value(invocation, "sort"));
    return true;
}

int command_export(invocation_t *invocation) {
    export_t export = {.after = NULL};
    store_t *store = NULL;
    if (!export_read_filters(invocation, &export)) return EXIT_USAGE;
    bool ok = (store = command_open_book(invocation)) != NULL;
    do ok = ok && command_read(invocation, store, export_page, &export);
    while (ok && export.after != NULL);
    store_close(store);
    ok = fflush(stdout) == 0 && ok;
    return ok ? EXIT_DONE : command_fail(invocation);
}
