/* Names, numbers and addresses as duplicates compare them; scores; pairs that writes and scans keep. */
#include "base/clock.h"
#include "base/text.h"
#include "customer/account.h"
#include "customer/duplicate.h"
#include "customer/duplicate_scan.h"
#include "support/book_context.h"
#include "support/cmocka.h"
#include "support/duplicate_set.h"
#include "support/import_book.h"
#include "support/store_fixture.h"

static void names_lose_their_legal_forms(void **state) {
    static const struct {
        const char *name, *kept;
    } table[] = {
        {"Cancity GmbH", "cancity"},
        {"Cancity G.m.b.H.", "cancity"},
        {"CANCITY Pte. Ltd.", "cancity"},
        {"Kan-code, Inc.", "kan code"},
        {"Société Générale S.A.", "societe generale"},
        {"Müller & Söhne KG", "muller sohne"},
        {"The Johnson and Johnson Company", "johnson johnson"},
        {"Budowa Sp. z o.o.", "budowa"},
        {"株式会社山田商店", "山田商店"},
        {"山田商店（株）", "山田商店 株"},
        {"上海东海电子股份有限公司", "上海东海电子"},
        {"삼성전자 주식회사", NULL},
        {"ООО «Северстрой»", "северстрои"},
        {"O'Neil Foods", "oneil foods"},
        {"Limited Company", "limited company"},
        {"", ""},
    };
    (void)state;
    arena_t *arena = arena_create();
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        const char *kept = table[i].kept != NULL ? table[i].kept : duplicate_words(arena, "삼성전자");
        assert_string_equal(duplicate_company(arena, table[i].name), kept);
    }
    arena_destroy(arena);
}

static void numbers_and_addresses_have_one_form(void **state) {
    (void)state;
    arena_t *arena = arena_create();
    assert_string_equal(duplicate_phone(arena, "+49 (0)30 1234-5678"), duplicate_phone(arena, "03012345678"));
    assert_null(duplicate_phone(arena, "112"));
    assert_null(duplicate_phone(arena, NULL));
    assert_string_equal(duplicate_domain(arena, "https://www.Cancity.com:8080/about?x=1"), "cancity.com");
    assert_string_equal(duplicate_domain(arena, "ann@mail.cancity.co.uk"), "cancity.co.uk");
    assert_null(duplicate_domain(arena, "ann@gmail.com"));
    assert_null(duplicate_domain(arena, "nowhere"));
    assert_string_equal(duplicate_street(arena, "5 North Main Street"), "5 n main st");
    assert_string_equal(duplicate_street(arena, "Bergstraße 5"), "bergstr 5");
    assert_string_equal(duplicate_street(arena, "Bergstr. 5"), "bergstr 5");
    assert_string_equal(duplicate_number(arena, "bergstr 12b"), "12");
    assert_int_equal(duplicate_distance("cancity", "cnacity", 2), 1);
    assert_int_equal(duplicate_distance("cancity", "kancities", 2), 3);
    arena_destroy(arena);
}

typedef struct score_case {
    duplicate_input_t left, right;
    int least, most;
} score_case_t;

static void likely_pairs_score_more_than_others(void **state) {
    static const score_case_t table[] = {
        {{.name = "Cancity GmbH"}, {.name = "Cancity Ltd"}, 55, 65},
        {{.name = "Cancity GmbH", .website = "cancity.com"},
         {.name = "Cancity AG", .website = "www.cancity.com"},
         80,
         100},
        {{.name = "Cancity", .website = "cancity.com"}, {.name = "Cancity", .website = "cancity.de"}, 50, 55},
        {{.name = "Rantouch Logistics"}, {.name = "Rantuoch Logistics Inc"}, 50, 60},
        {{.name = "Logistics Rantouch"}, {.name = "Rantouch Logistics Inc"}, 55, 65},
        {{.name = "Rantouch Foods"}, {.name = "Bellmore Foods"}, 0, 20},
        {{.name = "Rantouch Foods", .phone = "030 1234567"}, {.name = "Bellmore Foods", .phone = "030 1234567"}, 0, 45},
        {{.name = "A", .tax_number = "DE 12 34"}, {.name = "B", .tax_number = "DE1234"}, 50, 60},
        {{.name = "Mary Smith", .person = true}, {.name = "Mary Smith", .person = true}, 40, 48},
        {{.name = "Mary Smith", .company = "Cancity", .person = true},
         {.name = "Marry Smith", .company = "Cancity GmbH", .person = true},
         50,
         70},
        {{.name = "Mary Smith", .company = "Cancity", .person = true},
         {.name = "John Smith", .company = "Cancity", .person = true},
         0,
         45},
        {{.name = "Mary Smith", .email = "mary@x.com", .person = true},
         {.name = "Smith, Mary", .email = "Mary@X.com", .person = true},
         80,
         100},
    };
    (void)state;
    arena_t *arena = arena_create();
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        unsigned reasons = 0;
        const duplicate_facts_t left = duplicate_facts(arena, arena, &table[i].left);
        const duplicate_facts_t right = duplicate_facts(arena, arena, &table[i].right);
        int score = duplicate_score(&left, &right, &reasons);
        if (score < table[i].least || score > table[i].most)
            fail_msg("%s / %s: %d", table[i].left.name, table[i].right.name, score);
        assert_int_equal(score, duplicate_score(&right, &left, &reasons));
    }
    arena_destroy(arena);
}

static int64_t number(context_t *context, const char *sql) {
    int64_t value = 0;
    assert_true(store_get_int(context->tx, &value, sql, ""));
    return value;
}

static void written_as_a_user(context_t *context) {
    record_t *user = book_add(context, "user", "{\"name\": \"Rita\", \"role\": \"administrator\"}");
    const actor_t rita = {.user_id = user->id, .role = ROLE_ADMINISTRATOR, .locale = "en"};
    context->actor = &rita;
    record_t *first = book_add(context, "account", "{\"name\": \"Cancity GmbH\", \"website\": \"cancity.com\"}");
    assert_int_equal(number(context, "SELECT count(*) FROM duplicate_pair"), 0);
    record_t *second = book_add(context, "account", "{\"name\": \"Cancity Ltd\", \"website\": \"www.cancity.com\"}");
    assert_int_equal(number(context, "SELECT count(*) FROM duplicate_pair WHERE state = 'open'"), 1);
    assert_null(book_refusal(context, "account", second->id, "{\"name\": \"Else\", \"website\": \"else.com\"}"));
    assert_int_equal(number(context, "SELECT count(*) FROM duplicate_pair"), 0);
    duplicate_hit_t *hits = NULL;
    size_t count = 0;
    const duplicate_input_t typed = {.name = "cancit"};
    const duplicate_search_t search = {&ACCOUNT, &typed, 0, DUPLICATE_HINT, 5};
    assert_true(duplicate_find(context, &search, &hits, &count));
    assert_true(count == 1 && hits[0].id == first->id && (hits[0].reasons & DUPLICATE_LIKE_NAME) != 0);
    assert_true(record_archive(context, &ACCOUNT, first->id, 0));
    assert_true(duplicate_find(context, &search, &hits, &count));
    assert_int_equal(count, 0);
    context->actor = &ACTOR_PROGRAM;
}

static void pairs_follow_what_a_user_writes(void **state) {
    with_book(*state, written_as_a_user);
}

static bool add_accounts(store_tx_t *tx, void *argument) {
    import_book_t *book = argument;
    context_t context = {
        .arena = book->arena, .tx = tx, .actor = &ACTOR_PROGRAM, .problem = &book->problem, .now = clock_now()};
    const duplicate_set_t set = duplicate_set_create(book->arena, 150, 7);
    for (size_t i = 0; i < set.count; i++) {
        record_t *account = record_new(book->arena, &ACCOUNT);
        record_set_text(account, "name", set.records[i].name);
        if (set.records[i].phone != NULL) record_set_text(account, "phone", set.records[i].phone);
        if (set.records[i].website != NULL) record_set_text(account, "website", set.records[i].website);
        if (set.records[i].street != NULL) record_set_text(account, "billing_street", set.records[i].street);
        if (!record_create(&context, account, &account)) return false;
    }
    return true;
}

static bool forget_keys(store_tx_t *tx, void *argument) {
    (void)argument;
    return store_run(tx, NULL, "DELETE FROM duplicate_key WHERE record_id < 50", "") &&
           store_run(tx, NULL, "INSERT INTO duplicate_key (record_type, key, record_id) VALUES ('account', 1, 1)", "");
}

static bool dismiss_one(store_tx_t *tx, void *argument) {
    (void)argument;
    return store_run(
        tx, NULL, "UPDATE duplicate_pair SET state = 'dismissed' WHERE id = (SELECT min(id) FROM duplicate_pair)", "");
}

static void a_scan_makes_keys_and_pairs_whole(void **state) {
    import_book_t *book = import_book_open(*state);
    if (book == NULL) skip();
    duplicate_scan_figures_t figures;
    assert_true(store_write(book->store, add_accounts, book, &book->problem));
    int64_t keys = import_book_number(book, "SELECT count(*) FROM duplicate_key");
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM duplicate_pair"), 0);
    assert_true(duplicate_scan(book->store, NULL, &figures, &book->problem));
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM duplicate_key"), keys);
    int64_t pairs = import_book_number(book, "SELECT count(*) FROM duplicate_pair");
    assert_true(pairs > 20 && figures.pairs == pairs);

    assert_true(store_write(book->store, forget_keys, NULL, &book->problem));
    assert_true(store_write(book->store, dismiss_one, NULL, &book->problem));
    assert_true(duplicate_scan(book->store, NULL, &figures, &book->problem));
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM duplicate_key"), keys);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM duplicate_pair"), pairs);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM duplicate_pair WHERE state = 'dismissed'"), 1);
    import_book_close(book);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_lose_their_legal_forms),
        cmocka_unit_test(numbers_and_addresses_have_one_form),
        cmocka_unit_test(likely_pairs_score_more_than_others),
        ON_BOTH(pairs_follow_what_a_user_writes),
        ON_BOTH(a_scan_makes_keys_and_pairs_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
