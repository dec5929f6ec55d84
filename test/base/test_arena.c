#include "base/arena.h"

#include "support/cmocka.h"

static void test_memory_is_zeroed_and_aligned_however_large(void **state) {
    (void)state;
    arena_t *arena = arena_create();
    static const size_t sizes[] = {1, 15, 16, 17, 16384, 16385, 1000000, 3};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        unsigned char *memory = arena_alloc(arena, sizes[i]);
        assert_int_equal((uintptr_t)memory % 16, 0);
        for (size_t at = 0; at < sizes[i]; at++) assert_int_equal(memory[at], 0);
        memset(memory, 0xAA, sizes[i]);
    }
    arena_destroy(arena);
}

static void test_a_cleared_arena_starts_anew_with_zeroed_memory(void **state) {
    (void)state;
    arena_t *arena = arena_create();
    memset(arena_alloc(arena, 100), 0xAA, 100);
    arena_alloc(arena, 100000);
    assert_true(arena_used(arena) >= 100100);
    arena_clear(arena);
    assert_int_equal(arena_used(arena), 0);
    const unsigned char *memory = arena_alloc(arena, 100);
    for (size_t at = 0; at < 100; at++) assert_int_equal(memory[at], 0);
    arena_destroy(arena);
}

static void test_copies_are_independent_of_their_source(void **state) {
    (void)state;
    arena_t *arena = arena_create();
    char source[] = "Cancity";
    char *copy = arena_strdup(arena, source);
    source[0] = 'X';
    assert_string_equal(copy, "Cancity");
    assert_string_equal(arena_strndup(arena, "Cancity", 3), "Can");
    assert_null(arena_strdup(arena, NULL));
    assert_string_equal(arena_printf(arena, "%d of %s", 7, copy), "7 of Cancity");
    arena_destroy(arena);
}

static void test_nothing_is_a_fine_arena_to_destroy(void **state) {
    (void)state;
    arena_destroy(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_memory_is_zeroed_and_aligned_however_large),
        cmocka_unit_test(test_a_cleared_arena_starts_anew_with_zeroed_memory),
        cmocka_unit_test(test_copies_are_independent_of_their_source),
        cmocka_unit_test(test_nothing_is_a_fine_arena_to_destroy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
