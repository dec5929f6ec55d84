#include "base/money.h"

#include "support/cmocka.h"

#include <string.h>

static void test_the_minor_unit_follows_the_currency(void **state) {
    (void)state;
    assert_int_equal(currency_find("JPY")->exponent, 0);
    assert_int_equal(currency_find("SGD")->exponent, 2);
    assert_int_equal(currency_find("BHD")->exponent, 3);
    assert_string_equal(currency_find("EUR")->name, "Euro");
}

static void test_a_code_that_is_no_active_currency_is_not_found(void **state) {
    (void)state;
    assert_null(currency_find("DEM"));
    assert_null(currency_find("usd"));
    assert_null(currency_find("US"));
    assert_null(currency_find("USDX"));
    assert_null(currency_find(""));
    assert_null(currency_find(NULL));
}

static void test_every_currency_is_found_by_its_code(void **state) {
    (void)state;
    size_t count = 0;
    const currency_t *currencies = currency_all(&count);
    assert_in_range(count, 150, 170);
    for (size_t i = 0; i < count; i++) {
        assert_ptr_equal(currency_find(currencies[i].code), &currencies[i]);
        if (i > 0) assert_true(strcmp(currencies[i - 1].code, currencies[i].code) < 0);
    }
}

static void test_an_amount_is_read_and_written_in_its_currency(void **state) {
    (void)state;
    arena_t *arena = arena_create();
    const currency_t *usd = currency_find("USD"), *jpy = currency_find("JPY"), *bhd = currency_find("BHD");
    int64_t amount = 0;
    assert_int_equal(money_parse("1054.5", usd, &amount), DECIMAL_OK);
    assert_int_equal(amount, 105450);
    assert_string_equal(money_format(arena, amount, usd), "1054.50");
    assert_int_equal(money_parse("1054.5", jpy, &amount), DECIMAL_TOO_PRECISE);
    assert_int_equal(money_parse("1054", jpy, &amount), DECIMAL_OK);
    assert_string_equal(money_format(arena, amount, jpy), "1054");
    assert_int_equal(money_parse("-0.001", bhd, &amount), DECIMAL_OK);
    assert_string_equal(money_format(arena, amount, bhd), "-0.001");
    arena_destroy(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_minor_unit_follows_the_currency),
        cmocka_unit_test(test_a_code_that_is_no_active_currency_is_not_found),
        cmocka_unit_test(test_every_currency_is_found_by_its_code),
        cmocka_unit_test(test_an_amount_is_read_and_written_in_its_currency),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
