#include "base/text.h"

#include "support/cmocka.h"

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

static void test_a_note_of_10000_characters_is_built_whole(void **state) {
    (void)state;
    text_t note = text_create(arena, 30000);
    for (int i = 0; i < 10000; i++) text_add(&note, "\xe5\x95\x86"); /* 商 */
    assert_int_equal(note.length, 30000);
    assert_int_equal(text_characters(note.data), 10000);
    assert_true(text_is_utf8(note.data, note.length));
    assert_false(note.overflow);
}

static void test_what_passes_the_limit_is_left_out_whole(void **state) {
    (void)state;
    text_t text = text_create(arena, 8);
    text_add(&text, "12345");
    text_add(&text, "6789");
    assert_true(text.overflow);
    assert_string_equal(text.data, "12345");
    text_add_char(&text, '6');
    assert_string_equal(text.data, "12345");
    text_clear(&text);
    text_add(&text, "12345678");
    assert_false(text.overflow);
    assert_string_equal(text.data, "12345678");
}

static void test_numbers_and_formats_are_added(void **state) {
    (void)state;
    text_t text = text_create(arena, 1000);
    text_add_int(&text, INT64_MIN);
    text_add_char(&text, ' ');
    text_add_int(&text, 0);
    text_add_format(&text, " %s-%02d", "stage", 7);
    assert_string_equal(text.data, "-9223372036854775808 0 stage-07");
}

static void test_html_is_read_as_it_was_written(void **state) {
    (void)state;
    text_t text = text_create(arena, 100);
    text_add_html(&text, "Quay <Rope> & \"Sons\"");
    text_add_html(&text, NULL);
    assert_string_equal(text.data, "Quay &lt;Rope&gt; &amp; &quot;Sons&quot;");
}

static void test_only_well_formed_utf8_passes(void **state) {
    (void)state;
    static const struct {
        const char *bytes;
        size_t length;
        bool good;
    } cases[] = {
        {"", 0, true},
        {"plain", 5, true},
        {"\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x92\xbb", 11, true}, /* two emoji with a joiner */
        {"\xd9\x85\xd8\xb1\xd8\xad\xd8\xa8\xd8\xa7", 10, true},     /* right to left */
        {"\xf4\x8f\xbf\xbf", 4, true},                              /* the last code point */
        {"a\0b", 3, false},                                         /* NUL */
        {"\xed\xa0\x80", 3, false},                                 /* half of a surrogate pair */
        {"\xc0\xaf", 2, false},                                     /* longer than needed */
        {"\xe0\x80\xaf", 3, false},
        {"\xf4\x90\x80\x80", 4, false}, /* behind the last code point */
        {"\xe5\x95", 2, false},         /* cut off */
        {"\x80", 1, false},
        {"\xff", 1, false},
        {"caf\xe9", 4, false}, /* Latin-1 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (text_is_utf8(cases[i].bytes, cases[i].length) != cases[i].good) fail_msg("case %zu", i);
}

static void test_folding_meets_what_people_mean_by_the_same_word(void **state) {
    (void)state;
    assert_string_equal(text_fold(arena, "Cr\u00e8me BR\u00dbL\u00c9E"), "creme brulee");
    assert_string_equal(text_fold(arena, "Cre\u0300me"), "creme");
    assert_string_equal(text_fold(arena, "STRASSE"), text_fold(arena, "Stra\u00dfe"));
    assert_string_equal(text_fold(arena, "\uff21\uff22\uff23 \u2460"), "abc 1");
    assert_string_equal(text_fold(arena, "\u0130stanbul"), "istanbul");
    assert_string_equal(text_fold(arena, "\u6771\u4eac\u682a\u5f0f\u4f1a\u793e"),
                        "\u6771\u4eac\u682a\u5f0f\u4f1a\u793e");
    assert_string_equal(text_fold(arena, "\U0001f680 Ltd"), "\U0001f680 ltd");
    assert_string_equal(text_fold(arena, "co\u00adoperate"), "cooperate");
    assert_string_equal(text_fold(arena, ""), "");
}

static void test_white_space_is_trimmed_and_squeezed(void **state) {
    (void)state;
    assert_string_equal(text_squeeze(arena, "  Acme \t\n  Corp  "), "Acme Corp");
    assert_string_equal(text_squeeze(arena, " \n "), "");
    assert_string_equal(text_trim(arena, "\n one\n two \t"), "one\n two");
    assert_string_equal(text_trim(arena, "   "), "");
}

static void test_texts_compare_with_nothing(void **state) {
    (void)state;
    assert_true(text_equal(NULL, NULL));
    assert_false(text_equal(NULL, ""));
    assert_true(text_equal("a", "a"));
    assert_false(text_equal("a", "A"));
    assert_true(text_starts_with("pipeline", "pipe"));
    assert_true(text_starts_with("pipe", ""));
    assert_false(text_starts_with("pipe", "pipeline"));
}

static void test_a_whole_number_is_the_whole_text(void **state) {
    (void)state;
    static const char *const bad[] = {"",    "-",  "+1", " 1", "1 ", "1.0", "0x1", "1e3", "9223372036854775808",
                                      "--1", "one"};
    int64_t number = 7;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        if (text_parse_int(bad[i], &number)) fail_msg("\"%s\" was taken for a number", bad[i]);
    assert_int_equal(number, 7);
    assert_true(text_parse_int("9223372036854775807", &number) && number == INT64_MAX);
    assert_true(text_parse_int("-9223372036854775808", &number) && number == INT64_MIN);
    assert_true(text_parse_int("007", &number) && number == 7);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_a_note_of_10000_characters_is_built_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(test_what_passes_the_limit_is_left_out_whole, setup, teardown),
        cmocka_unit_test_setup_teardown(test_numbers_and_formats_are_added, setup, teardown),
        cmocka_unit_test_setup_teardown(test_html_is_read_as_it_was_written, setup, teardown),
        cmocka_unit_test_setup_teardown(test_only_well_formed_utf8_passes, setup, teardown),
        cmocka_unit_test_setup_teardown(test_folding_meets_what_people_mean_by_the_same_word, setup, teardown),
        cmocka_unit_test_setup_teardown(test_white_space_is_trimmed_and_squeezed, setup, teardown),
        cmocka_unit_test_setup_teardown(test_texts_compare_with_nothing, setup, teardown),
        cmocka_unit_test_setup_teardown(test_a_whole_number_is_the_whole_text, setup, teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
