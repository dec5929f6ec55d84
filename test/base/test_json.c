#include "base/json.h"

#include "base/log.h"
#include "base/problem.h"
#include "support/cmocka.h"

#include <jansson.h>
#include <unistd.h>

static arena_t *arena;

static int setup(void **state) {
    (void)state;
    arena = arena_create();
    return 0;
}

static int teardown(void **state) {
    (void)state;
    arena_destroy(arena);
    return 0;
}

static void test_commas_and_nesting_come_by_themselves(void **state) {
    (void)state;
    text_t text = text_create(arena, 1000);
    json_writer_t writer = json_begin(&text);
    json_write_object(&writer, NULL);
    json_write_text(&writer, "name", "Cancity");
    json_write_array(&writer, "stages");
    json_write_int(&writer, NULL, 1);
    json_write_object(&writer, NULL);
    json_write_close(&writer);
    json_write_bool(&writer, NULL, true);
    json_write_null(&writer, NULL);
    json_write_close(&writer);
    json_write_text(&writer, "website", NULL);
    json_write_raw(&writer, "amount", "12.50");
    json_write_int(&writer, "id", INT64_MIN);
    json_write_close(&writer);
    assert_string_equal(text.data,
                        "{\"name\":\"Cancity\",\"stages\":[1,{},true,null],\"website\":null,"
                        "\"amount\":12.50,\"id\":-9223372036854775808}");
}

static void test_every_character_survives_a_parser(void **state) {
    (void)state;
    char all[200] = "";
    size_t length = 0;
    for (int c = 1; c < 128; c++) all[length++] = (char)c;
    memcpy(all + length, "\u00e9\u2028\U0001f680", sizeof "\u00e9\u2028\U0001f680");
    text_t text = text_create(arena, 10000);
    json_writer_t writer = json_begin(&text);
    json_write_object(&writer, NULL);
    json_write_text(&writer, all, all);
    json_write_close(&writer);
    json_t *parsed = json_loads(text.data, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(parsed);
    assert_string_equal(json_string_value(json_object_get(parsed, all)), all);
    json_decref(parsed);
}

static void test_bytes_are_written_up_to_their_length(void **state) {
    (void)state;
    text_t text = text_create(arena, 100);
    json_writer_t writer = json_begin(&text);
    json_write_text_bytes(&writer, NULL, "a\0b", 3);
    assert_string_equal(text.data, "\"a\\u0000b\"");
}

static void test_a_problem_names_each_wrong_field(void **state) {
    (void)state;
    problem_t problem = problem_create(arena);
    assert_false(problem_is_set(&problem));
    assert_false(problem_add_field(&problem, "name", "required", "Give the account a name."));
    for (int i = 0; i < 5; i++) problem_add_field(&problem, "tags", "unknown", "There is no tag %d.", i);
    text_t text = text_create(arena, 10000);
    problem_write(&problem, "r-1", &text);
    json_t *parsed = json_loads(text.data, 0, NULL);
    assert_int_equal(json_integer_value(json_object_get(parsed, "status")), 422);
    assert_string_equal(json_string_value(json_object_get(parsed, "request_id")), "r-1");
    json_t *errors = json_object_get(parsed, "errors");
    assert_int_equal(json_array_size(errors), 6);
    assert_string_equal(json_string_value(json_object_get(json_array_get(errors, 0), "code")), "required");
    assert_string_equal(json_string_value(json_object_get(json_array_get(errors, 5), "message")), "There is no tag 4.");
    json_decref(parsed);
}

static void test_the_first_problem_stays_until_it_is_cleared(void **state) {
    (void)state;
    problem_t problem = problem_create(arena);
    assert_false(problem_set(&problem, PROBLEM_NOT_FOUND, "not_found", "There is no account %d.", 7));
    assert_false(problem_set(&problem, PROBLEM_INTERNAL, "later", "A consequence."));
    assert_int_equal(problem.kind, PROBLEM_NOT_FOUND);
    assert_string_equal(problem.message, "There is no account 7.");
    problem_clear(&problem);
    assert_false(problem_is_set(&problem));
    assert_int_equal(problem.field_count, 0);
}

/* What log_event writes to standard error, which is put aside meanwhile. */
static char *logged(log_level_t level, const char *value) {
    FILE *file = tmpfile();
    assert_non_null(file);
    fflush(stderr);
    int kept = dup(STDERR_FILENO);
    assert_true(kept >= 0 && dup2(fileno(file), STDERR_FILENO) >= 0);
    log_event(level, "request", LOG_TEXT("path", value), LOG_INT("status", 200));
    assert_true(dup2(kept, STDERR_FILENO) >= 0);
    close(kept);
    rewind(file);
    char *line = arena_alloc(arena, 10000);
    size_t length = fread(line, 1, 9999, file);
    fclose(file);
    assert_true(length < 9999);
    return line;
}

static void test_an_event_is_one_line_of_json_however_long_its_values(void **state) {
    (void)state;
    text_t path = text_create(arena, 30000);
    for (int i = 0; i < 10000; i++) text_add(&path, "\u00e9\n");
    char *line = logged(LOG_INFO, path.data);
    assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
    json_t *parsed = json_loads(line, 0, NULL);
    assert_non_null(parsed);
    assert_string_equal(json_string_value(json_object_get(parsed, "event")), "request");
    assert_int_equal(json_integer_value(json_object_get(parsed, "status")), 200);
    json_decref(parsed);
}

static void test_events_below_the_level_are_dropped(void **state) {
    (void)state;
    assert_string_equal(logged(LOG_DEBUG, "/"), "");
    log_set_level(LOG_DEBUG);
    assert_non_null(strstr(logged(LOG_DEBUG, "/"), "\"level\":\"debug\""));
    log_set_level(LOG_INFO);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_commas_and_nesting_come_by_themselves, setup, teardown),
        cmocka_unit_test_setup_teardown(test_every_character_survives_a_parser, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bytes_are_written_up_to_their_length, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_problem_names_each_wrong_field, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_first_problem_stays_until_it_is_cleared, setup, teardown),
        cmocka_unit_test_setup_teardown(test_an_event_is_one_line_of_json_however_long_its_values, setup, teardown),
        cmocka_unit_test_setup_teardown(test_events_below_the_level_are_dropped, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
