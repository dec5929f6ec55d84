#include "capture/csv_reader.h"

#include "base/text.h"
#include "support/cmocka.h"

#include <unistd.h>

static char path[64];
static arena_t *arena;

static int setup(void **state) {
    (void)state;
    snprintf(path, sizeof path, "%s", "/tmp/daybook-csv.XXXXXX");
    int file = mkstemp(path);
    if (file < 0) return -1;
    close(file);
    arena = arena_create();
    return 0;
}

static int teardown(void **state) {
    (void)state;
    arena_destroy(arena);
    return unlink(path);
}

static void write_file(const void *content, size_t length) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(content, 1, length, file), length);
    fclose(file);
}

#define FILE_OF(text) write_file(text, sizeof(text) - 1)

/* The whole file as one line: "2:a|b 3:c|d", a fault as "4!". */
static const char *read_all(void) {
    problem_t problem = problem_create(arena);
    csv_format_t format;
    csv_row_t row;
    text_t out = text_create(arena, 1024 * 1024);
    assert_true(csv_format_detect(path, &format, &problem));
    csv_reader_t *reader = csv_reader_open(path, &format, &problem);
    assert_non_null(reader);
    while (csv_reader_next(reader, &row)) {
        text_add_format(&out, "%s%d%s", out.length > 0 ? " " : "", (int)row.line,
                        row.fault == CSV_ROW_GOOD ? ":" : "!");
        for (size_t i = 0; row.fault == CSV_ROW_GOOD && i < row.count; i++)
            text_add_format(&out, "%s%s", i > 0 ? "|" : "", row.cells[i]);
    }
    assert_false(csv_reader_failed(reader));
    csv_reader_close(reader);
    return out.data;
}

static csv_format_t detect(void) {
    problem_t problem = problem_create(arena);
    csv_format_t format;
    assert_true(csv_format_detect(path, &format, &problem));
    return format;
}

static void test_lines_are_counted_as_in_the_file(void **state) {
    (void)state;
    FILE_OF("name,note\r\nAcme,\"two\nlines\"\r\n\r\n  \r\nZen,x\r\n");
    assert_string_equal(read_all(), "1:name|note 2:Acme|two\nlines 6:Zen|x");
}

static void test_any_end_of_line_ends_a_line(void **state) {
    (void)state;
    FILE_OF("a,b\n1,2\n3,4");
    assert_string_equal(read_all(), "1:a|b 2:1|2 3:3|4");
    FILE_OF("a,b\r1,2\r3,4\r");
    assert_string_equal(read_all(), "1:a|b 2:1|2 3:3|4");
}

static void test_quotes_keep_commas_and_quotes(void **state) {
    (void)state;
    FILE_OF("id,name\n1,\"Relic, The\"\n2,\"a \"\"b\"\" c\"\n3,it's 5\" long\n");
    assert_string_equal(read_all(), "1:id|name 2:1|Relic, The 3:2|a \"b\" c 4:3|it's 5\" long");
}

static void test_rows_of_empty_cells_are_no_rows(void **state) {
    (void)state;
    FILE_OF("a,b\n,\n\"\",\n1,\n");
    assert_string_equal(read_all(), "1:a|b 4:1|");
}

static void test_the_delimiter_is_found(void **state) {
    (void)state;
    FILE_OF("name;amount\nA, B and C;1,5\nD;2,5\n");
    assert_int_equal(detect().delimiter, ';');
    FILE_OF("name\tamount\nA, B\t1\n");
    assert_int_equal(detect().delimiter, '\t');
    FILE_OF("name|amount\nA|1\n");
    assert_int_equal(detect().delimiter, '|');
    FILE_OF("name\nAcme\n");
    assert_int_equal(detect().delimiter, ',');
    FILE_OF("sep=;\r\nname;amount\r\nA;1,5\r\n");
    assert_string_equal(read_all(), "2:name|amount 3:A|1,5");
}

static void test_encodings_become_utf_8(void **state) {
    (void)state;
    FILE_OF("\xEF\xBB\xBFname\nIju\xC3\xAD\n");
    assert_string_equal(read_all(), "1:name 2:Ijuí");
    FILE_OF("name,x\nIju\xED,\x80\n");
    assert_int_equal(detect().encoding, CSV_WINDOWS_1252);
    assert_string_equal(read_all(), "1:name|x 2:Ijuí|€");
    FILE_OF("\xFF\xFEn\0,\0b\0\n\0\xED\0,\0\x3D\xD8\x00\xDE\n\0");
    assert_int_equal(detect().encoding, CSV_UTF_16LE);
    assert_string_equal(read_all(), "1:n|b 2:í|😀");
    FILE_OF("\xFE\xFF\0n\0\n\0\xED\0\n");
    assert_string_equal(read_all(), "1:n 2:í");
}

static void test_long_files_of_any_encoding_are_read_across_blocks(void **state) {
    (void)state;
    text_t text = text_create(arena, 4 * 1024 * 1024);
    text_add(&text, "\xEF\xBB\xBFid,city\n");
    for (int i = 0; i < 40000; i++) text_add_format(&text, "%d,Zürich %d\r\n", i, i);
    write_file(text.data, text.length);
    problem_t problem = problem_create(arena);
    const csv_format_t format = {CSV_UTF_8, ','};
    csv_reader_t *reader = csv_reader_open(path, &format, &problem);
    csv_row_t row;
    int64_t rows = 0;
    while (csv_reader_next(reader, &row)) {
        assert_int_equal(row.fault, CSV_ROW_GOOD);
        assert_int_equal(row.line, ++rows);
        if (rows > 1) assert_string_equal(row.cells[1], arena_printf(arena, "Zürich %d", (int)rows - 2));
    }
    assert_int_equal(rows, 40001);
    csv_reader_close(reader);
}

static void test_a_forgotten_quote_costs_one_row(void **state) {
    (void)state;
    FILE_OF("id,name\n1,a\n2,\"b\n3,c\n4,d\n");
    assert_string_equal(read_all(), "1:id|name 2:1|a 3! 4:3|c 5:4|d");
}

static void test_bytes_that_are_no_text_spoil_their_row_only(void **state) {
    (void)state;
    FILE_OF(
        "id,name\n1,caf\xC3\xA9 \xC3\xA9 \xC3\xA9 \xC3\xA9 \xC3\xA9 \xC3\xA9 \xC3\xA9 \xC3\xA9 \xC3\xA9 \xC3\xA9 \xC3\xA9\n"
        "2,\xFF\n3,a\0b\n4,d\n");
    assert_string_equal(read_all(), "1:id|name 2:1|café é é é é é é é é é é 3! 4! 5:4|d");
}

static void test_a_row_without_end_does_not_fill_the_memory(void **state) {
    (void)state;
    text_t text = text_create(arena, 16 * 1024 * 1024);
    text_add(&text, "id,name\n1,\"");
    while (text.length < CSV_ROW_LIMIT + 100000) text_add(&text, "0123456789abcdef0123456789abcdef0123456789abcdef");
    text_add(&text, "\n2,b\n");
    write_file(text.data, text.length);
    assert_string_equal(read_all(), "1:id|name 2! 3:2|b");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_lines_are_counted_as_in_the_file, setup, teardown),
        cmocka_unit_test_setup_teardown(test_any_end_of_line_ends_a_line, setup, teardown),
        cmocka_unit_test_setup_teardown(test_quotes_keep_commas_and_quotes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_rows_of_empty_cells_are_no_rows, setup, teardown),
        cmocka_unit_test_setup_teardown(test_the_delimiter_is_found, setup, teardown),
        cmocka_unit_test_setup_teardown(test_encodings_become_utf_8, setup, teardown),
        cmocka_unit_test_setup_teardown(test_long_files_of_any_encoding_are_read_across_blocks, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_forgotten_quote_costs_one_row, setup, teardown),
        cmocka_unit_test_setup_teardown(test_bytes_that_are_no_text_spoil_their_row_only, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_row_without_end_does_not_fill_the_memory, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
