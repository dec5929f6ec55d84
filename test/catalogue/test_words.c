/* Words as search compares them, and how far a typing error goes. */
#include "base/text.h"
#include "catalogue/words.h"
#include "support/cmocka.h"

static bool has(const words_t *words, const char *text) {
    for (size_t i = 0; i < words->count; i++)
        if (text_equal(words->items[i].text, text)) return true;
    return false;
}

static void accents_and_case_do_not_count(void **state) {
    arena_t *arena = arena_create();
    words_t words = words_create(arena);
    (void)state;
    words_add(&words, "Crème BRÛLÉE", 1);
    assert_int_equal(words.count, 2);
    assert_true(has(&words, "creme") && has(&words, "brulee"));
    arena_destroy(arena);
}

static void parts_of_a_joined_word_are_found_alone_and_together(void **state) {
    arena_t *arena = arena_create();
    words_t words = words_create(arena);
    (void)state;
    words_add(&words, "Kan-code a.b@c.com", 1);
    assert_true(has(&words, "kan") && has(&words, "code") && has(&words, "kancode") && has(&words, "abccom"));
    arena_destroy(arena);
}

static void scripts_without_spaces_are_found_by_characters_and_pairs(void **state) {
    arena_t *arena = arena_create();
    words_t words = words_create(arena);
    (void)state;
    words_add(&words, "云桥物流", 1);
    assert_true(has(&words, "云") && has(&words, "云桥") && has(&words, "物流") && has(&words, "流"));
    words_t query = words_of_query(arena, "云桥物");
    assert_int_equal(query.count, 2);
    arena_destroy(arena);
}

static void a_telephone_number_is_its_digits(void **state) {
    arena_t *arena = arena_create();
    words_t words = words_create(arena);
    (void)state;
    words_add_digits(&words, "+65 (6123) 45-67", 1);
    assert_true(has(&words, "6561234567"));
    arena_destroy(arena);
}

static void the_greater_weight_stays(void **state) {
    arena_t *arena = arena_create();
    words_t words = words_create(arena);
    (void)state;
    words_add(&words, "pear", 3);
    words_add(&words, "pear", 1);
    assert_int_equal(words.count, 1);
    assert_int_equal(words.items[0].weight, 3);
    arena_destroy(arena);
}

static void one_error_is_one_letter_more_less_other_or_swapped(void **state) {
    (void)state;
    assert_int_equal(word_distance("brulee", "brulee"), 0);
    assert_int_equal(word_distance("bruleee", "brulee"), 1);
    assert_int_equal(word_distance("brlee", "brulee"), 1);
    assert_int_equal(word_distance("bralee", "brulee"), 1);
    assert_int_equal(word_distance("burlee", "brulee"), 1);
    assert_int_equal(word_distance("burl", "brulee"), 1);
    assert_int_equal(word_distance("bxxlee", "brulee"), 2);
}

static void long_words_and_empty_ones_are_borne(void **state) {
    arena_t *arena = arena_create();
    words_t words = words_create(arena);
    char *longest = arena_alloc(arena, 10001);
    (void)state;
    memset(longest, 'a', 10000);
    words_add(&words, longest, 1);
    words_add(&words, "", 1);
    words_add(&words, " -- !! ", 1);
    assert_int_equal(words.count, 1);
    assert_int_equal(strlen(words.items[0].text), WORD_LIMIT);
    const char *variants[WORD_VARIANTS];
    assert_int_equal(word_variants(arena, longest, variants), WORD_VARIANTS);
    arena_destroy(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(accents_and_case_do_not_count),
        cmocka_unit_test(parts_of_a_joined_word_are_found_alone_and_together),
        cmocka_unit_test(scripts_without_spaces_are_found_by_characters_and_pairs),
        cmocka_unit_test(a_telephone_number_is_its_digits),
        cmocka_unit_test(the_greater_weight_stays),
        cmocka_unit_test(one_error_is_one_letter_more_less_other_or_swapped),
        cmocka_unit_test(long_words_and_empty_ones_are_borne),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
