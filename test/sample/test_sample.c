/* The sample company: the same on both engines, different by seed, whole in itself, and nobody's. */
#include "sample/sample.h"

#include "base/clock.h"
#include "base/text.h"
#include "catalogue/list.h"
#include "insight/check.h"
#include "ledger/verify.h"
#include "support/cmocka.h"
#include "support/import_book.h"

static const moment_t A_MONDAY = 1772442000000; /* 2026-03-02, nine in the morning */

static import_book_t *company_on(const char *engine, int accounts, uint64_t seed) {
    import_book_t *book = import_book_open(engine);
    if (book == NULL) return NULL;
    const sample_options_t options = {.accounts = accounts, .seed = seed, .today = A_MONDAY};
    if (!sample_generate(book->store, &options, &book->problem)) fail_msg("%s", book->problem.message);
    return book;
}

typedef struct export_step {
    import_book_t *book;
    const record_type_t *type;
    text_t text;
} export_step_t;

static bool export_work(store_tx_t *tx, void *argument) {
    export_step_t *step = argument;
    import_book_t *book = step->book;
    const char *next = NULL;
    context_t context = {
        .arena = book->arena, .tx = tx, .actor = &book->actor, .problem = &book->problem, .now = A_MONDAY};
    text_clear(&step->text);
    do {
        const list_parameter_t after = {"after", next};
        const list_query_t query = {step->type, &after, next != NULL ? 1 : 0};
        if (!list_write_csv(&context, &query, next == NULL, &step->text, &next)) return false;
    } while (next != NULL);
    return true;
}

/* All visible records of a type, as their export has them. */
static const char *company_records(import_book_t *book, const record_type_t *type) {
    export_step_t step = {book, type, text_create(book->arena, 16 * 1024 * 1024)};
    if (!store_read(book->store, export_work, &step, &book->problem)) fail_msg("%s", book->problem.message);
    return step.text.data;
}

static void assert_same_company(import_book_t *one, import_book_t *other) {
    size_t count = 0;
    const record_type_t *const *types = catalogue_types(&count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(company_records(one, types[i]), company_records(other, types[i]));
}

static void same_seed_and_day_make_the_same_company(void **state) {
    (void)state;
    import_book_t *one = company_on("sqlite", 60, 7);
    import_book_t *other = company_on("sqlite", 60, 7);
    assert_same_company(one, other);
    import_book_close(other);
    import_book_close(one);
}

static void another_seed_makes_another_company(void **state) {
    (void)state;
    import_book_t *one = company_on("sqlite", 20, 7);
    import_book_t *other = company_on("sqlite", 20, 8);
    const record_type_t *account = catalogue_find("account");
    assert_string_not_equal(company_records(one, account), company_records(other, account));
    import_book_close(other);
    import_book_close(one);
}

static void both_engines_hold_the_same_company(void **state) {
    (void)state;
    import_book_t *other = company_on("postgresql", 60, 7);
    if (other == NULL) skip();
    import_book_t *one = company_on("sqlite", 60, 7);
    assert_same_company(one, other);
    import_book_close(other);
    import_book_close(one);
}

static void every_list_has_something_in_it(void **state) {
    (void)state;
    static const char *const least[] = {
        "SELECT count(*) - 99 FROM account",
        "SELECT count(*) FROM account WHERE status = 'customer'",
        "SELECT count(*) FROM account WHERE status = 'former'",
        "SELECT count(*) FROM account WHERE parent_id IS NOT NULL",
        "SELECT count(*) FROM account_tag",
        "SELECT count(*) FROM stakeholder WHERE opportunity_id IS NOT NULL",
        "SELECT count(*) FROM stakeholder WHERE valid_until IS NOT NULL",
        "SELECT count(*) FROM opportunity WHERE outcome = 'open' AND expected_close < '2026-03-02'",
        "SELECT count(*) FROM opportunity WHERE probability_override IS NOT NULL",
        "SELECT count(*) FROM opportunity WHERE lost_reason IS NOT NULL",
        "SELECT count(DISTINCT currency) - 1 FROM opportunity",
        "SELECT count(DISTINCT kind) - 6 FROM interaction",
        "SELECT count(*) FROM interaction WHERE body IS NOT NULL",
        "SELECT count(*) FROM task WHERE done = 0 AND due < '2026-03-02'",
        "SELECT count(*) FROM task WHERE done = 0 AND due = '2026-03-02'",
        "SELECT count(*) FROM task WHERE done = 0 AND due > '2026-03-02'",
        "SELECT count(*) FROM task WHERE done = 1",
        "SELECT count(*) FROM lead",
        "SELECT count(*) FROM promise WHERE status = 'kept'",
        "SELECT count(*) FROM promise WHERE status = 'broken'",
        "SELECT count(*) FROM promise WHERE status = 'open' AND due >= '2026-03-02'",
        "SELECT count(*) FROM duplicate_pair",
        "SELECT count(*) FROM change WHERE record_type = 'opportunity' AND before_values LIKE '%expected_close%'",
        "SELECT count(DISTINCT role) - 4 FROM app_user",
    };
    import_book_t *book = company_on("sqlite", 150, 1);
    for (size_t i = 0; i < sizeof least / sizeof least[0]; i++)
        if (import_book_number(book, least[i]) < 1) fail_msg("nothing: %s", least[i]);
    import_book_close(book);
}

static void count_finding(void *argument, int64_t count, const char *promise) {
    (void)argument;
    fail_msg("%lld: %s", (long long)count, promise);
}

static bool check_work(store_tx_t *tx, void *argument) {
    import_book_t *book = argument;
    context_t context = {
        .arena = book->arena, .tx = tx, .actor = &book->actor, .problem = &book->problem, .now = A_MONDAY};
    check_t check = {.report = count_finding};
    return check_book(&context, &check);
}

static void the_company_agrees_with_itself(void **state) {
    (void)state;
    import_book_t *book = company_on("sqlite", 60, 3);
    assert_true(store_read(book->store, check_work, book, &book->problem));
    import_book_close(book);
}

/* What must hold of any story: nothing before its beginning, nothing after today. */
static void the_stories_hang_together(void **state) {
    (void)state;
    static const char *const none[] = {
        "SELECT count(*) FROM opportunity o WHERE (SELECT count(*) FROM stage_move m WHERE m.opportunity_id = o.id AND "
        "m.to_stage_id = o.stage_id) = 0",
        "SELECT count(*) FROM stage_move a JOIN stage_move b ON b.opportunity_id = a.opportunity_id "
        "WHERE a.id < b.id AND a.at > b.at",
        "SELECT count(*) FROM stage_move WHERE days_spent < 0 OR by_user_id IS NULL",
        "SELECT count(*) FROM opportunity WHERE closed_on < opened_on OR closed_on > '2026-03-02'",
        "SELECT count(*) FROM opportunity o JOIN account a ON a.id = o.account_id WHERE o.currency <> a.currency",
        "SELECT count(*) FROM opportunity o JOIN account a ON a.id = o.account_id "
        "WHERE o.outcome = 'won' AND a.status = 'prospect'",
        "SELECT count(*) FROM interaction WHERE start_at > 1772442000000",
        "SELECT count(*) FROM interaction WHERE strftime('%w', start_at / 1000, 'unixepoch') IN ('0', '6')",
        "SELECT count(*) FROM interaction WHERE subject LIKE '%{%' OR summary LIKE '%{%'",
        "SELECT count(*) FROM promise WHERE status = 'open' AND due < '2026-02-10'",
        "SELECT count(*) FROM (SELECT owner_id FROM task WHERE done = 0 AND due < '2026-03-02' GROUP BY owner_id "
        "HAVING count(*) > 12) AS buried",
        "SELECT count(*) FROM change WHERE at > 1772442000000 AND record_type NOT IN ('pipeline', 'stage')",
    };
    import_book_t *book = company_on("sqlite", 150, 1);
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++)
        if (import_book_number(book, none[i]) != 0) fail_msg("not so: %s", none[i]);
    import_book_close(book);
}

static void assert_none(import_book_t *book, const char *const *none, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (import_book_number(book, none[i]) != 0) fail_msg("not so: %s", none[i]);
}

static void assert_some(import_book_t *book, const char *const *some, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (import_book_number(book, some[i]) < 1) fail_msg("nothing: %s", some[i]);
}

static void who_left_handed_everything_over_and_keeps_what_was_before(void **state) {
    (void)state;
    static const char *const some[] = {
        "SELECT count(*) - 3 FROM app_user WHERE active = 0",
        "SELECT count(*) - 3 FROM handover",
        "SELECT count(*) FROM handover_record WHERE record_type = 'account'",
        "SELECT count(*) FROM handover_record WHERE record_type = 'task'",
        "SELECT count(*) FROM handover_record WHERE record_type = 'opportunity'",
        "SELECT count(*) FROM handover_record r JOIN app_user u ON u.id = r.to_user_id WHERE r.record_type = 'account' "
        "AND u.id = (SELECT min(id) FROM app_user WHERE role = 'representative')",
        "SELECT count(*) FROM interaction i JOIN app_user u ON u.id = i.owner_id WHERE u.active = 0",
        "SELECT count(*) FROM interaction i JOIN handover_record r ON r.record_type = 'account' AND "
        "r.record_id = i.account_id JOIN handover h ON h.id = r.handover_id WHERE i.start_at > h.at "
        "AND i.owner_id = r.to_user_id",
        "SELECT count(*) FROM opportunity o JOIN app_user u ON u.id = o.owner_id WHERE u.active = 0 AND o.outcome = 'won'",
    };
    static const char *const none[] = {
        "SELECT count(*) FROM account a JOIN app_user u ON u.id = a.owner_id WHERE u.active = 0",
        "SELECT count(*) FROM contact c JOIN app_user u ON u.id = c.owner_id WHERE u.active = 0",
        "SELECT count(*) FROM task t JOIN app_user u ON u.id = t.owner_id WHERE u.active = 0 AND t.done = 0",
        "SELECT count(*) FROM promise p JOIN app_user u ON u.id = p.owner_id WHERE u.active = 0 AND p.status = 'open'",
        "SELECT count(*) FROM opportunity o JOIN app_user u ON u.id = o.owner_id WHERE u.active = 0 AND "
        "o.outcome = 'open'",
        "SELECT count(*) FROM lead l JOIN app_user u ON u.id = l.owner_id WHERE u.active = 0 AND l.status IN "
        "('new', 'working', 'nurturing', 'qualified')",
        "SELECT count(*) FROM interaction i JOIN handover h ON h.from_user_id = i.owner_id WHERE i.start_at > h.at",
        "SELECT count(*) FROM opportunity o JOIN handover h ON h.from_user_id = o.owner_id "
        "WHERE o.closed_on > strftime('%Y-%m-%d', h.at / 1000, 'unixepoch')",
        "SELECT count(*) FROM handover_record r JOIN handover h ON h.id = r.handover_id JOIN opportunity o ON "
        "o.id = r.record_id WHERE r.record_type = 'opportunity' AND o.created_at > h.at",
        "SELECT count(*) FROM handover WHERE strftime('%w', at / 1000, 'unixepoch') IN ('0', '6')",
        "SELECT count(*) FROM app_user WHERE created_at > (SELECT min(created_at) FROM account)",
    };
    import_book_t *book = company_on("sqlite", 150, 1);
    assert_some(book, some, sizeof some / sizeof some[0]);
    assert_none(book, none, sizeof none / sizeof none[0]);
    import_book_close(book);
}

static bool verify_work(store_tx_t *tx, void *argument) {
    import_book_t *book = argument;
    verify_t proof = {0};
    context_t context = {
        .arena = book->arena, .tx = tx, .actor = &book->actor, .problem = &book->problem, .now = A_MONDAY};
    return ledger_verify(&context, &proof) && proof.findings == 0 && proof.entries > 0;
}

#define BALANCE(purpose)                                                                                               \
    "(SELECT sum(l.amount) FROM journal_line l JOIN ledger_account a ON a.id = l.ledger_account_id "                   \
    "WHERE a.purpose = '" purpose "')"

static void what_was_won_is_sold_posted_and_mostly_paid(void **state) {
    (void)state;
    static const char *const some[] = {
        "SELECT count(*) - 15 FROM quote WHERE status = 'accepted'",
        "SELECT count(*) FROM quote WHERE status = 'sent' AND valid_until >= '2026-03-02'",
        "SELECT count(*) FROM (SELECT order_id FROM delivery WHERE kind = 'delivery' GROUP BY order_id "
        "HAVING count(*) = 2) AS in_parts",
        "SELECT count(*) FROM invoice WHERE kind = 'invoice' AND open > 0 AND due_on < '2026-03-02'",
        "SELECT count(*) FROM invoice WHERE kind = 'credit_note'",
        "SELECT count(*) FROM allocation WHERE discount > 0",
        "SELECT count(*) - 15 FROM contract WHERE status = 'active' AND mrr > 0",
        "SELECT sum(quantity) FROM stock_level",
        "SELECT count(DISTINCT currency) - 1 FROM invoice",
        "SELECT count(DISTINCT substr(period, 1, 4)) - 2 FROM journal_entry",
        "SELECT count(*) FROM journal_entry WHERE kind = 'closing'",
    };
    static const char *const none[] = {
        "SELECT count(*) FROM sales_order s JOIN opportunity o ON o.id = s.opportunity_id WHERE s.net <> o.amount",
        "SELECT count(*) FROM sales_order s JOIN opportunity o ON o.id = s.opportunity_id WHERE s.date < o.closed_on",
        "SELECT count(*) FROM opportunity o WHERE o.outcome = 'won' AND NOT EXISTS (SELECT 1 FROM sales_order s "
        "WHERE s.opportunity_id = o.id) AND NOT EXISTS (SELECT 1 FROM contract c WHERE c.opportunity_id = o.id) "
        "AND o.closed_on < '2026-02-27'",
        "SELECT count(*) FROM invoice WHERE date > '2026-03-02'",
        "SELECT count(*) FROM journal_entry WHERE date > '2026-03-02'",
        "SELECT count(*) FROM stock_level WHERE quantity < 0 OR reserved < 0 OR reserved > quantity",
        "SELECT " BALANCE("inventory") " - sum(value_book) FROM stock_level",
        "SELECT " BALANCE("receivable") " - (SELECT sum(CASE WHEN kind = 'invoice' THEN open_book ELSE -open_book END) "
        "FROM invoice) + (SELECT sum(open_book) FROM payment)",
    };
    import_book_t *book = company_on("sqlite", 150, 1);
    assert_some(book, some, sizeof some / sizeof some[0]);
    assert_none(book, none, sizeof none / sizeof none[0]);
    assert_true(store_read(book->store, verify_work, book, &book->problem));
    import_book_close(book);
}

static void one_representative_has_left_a_small_company(void **state) {
    (void)state;
    import_book_t *book = company_on("sqlite", 60, 1);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM handover"), 1);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM app_user WHERE active = 0"), 1);
    assert_true(import_book_number(book, "SELECT count(*) FROM handover_record WHERE record_type = 'account'") > 0);
    import_book_close(book);
}

static void leads_wait_or_were_answered_and_came_to_something(void **state) {
    (void)state;
    static const char *const some[] = {
        "SELECT count(*) FROM lead WHERE status = 'new' AND created_at > 1772442000000 - 3 * 86400000",
        "SELECT count(*) FROM lead WHERE status = 'new' AND owner_id IS NULL",
        "SELECT count(*) FROM lead WHERE status = 'working'",
        "SELECT count(*) FROM lead WHERE status = 'qualified'",
        "SELECT count(*) FROM lead WHERE status = 'disqualified'",
        "SELECT count(*) FROM lead WHERE received_by = 'form'",
        "SELECT count(*) FROM lead WHERE response_minutes < 120",
        "SELECT count(*) FROM lead WHERE response_minutes > 24 * 60",
        "SELECT count(*) FROM lead WHERE status = 'converted' AND opportunity_id IS NOT NULL",
        "SELECT count(*) FROM lead_conversion",
    };
    static const char *const none[] = {
        "SELECT count(*) FROM lead WHERE status = 'new' AND first_response_at IS NOT NULL",
        "SELECT count(*) FROM lead WHERE status NOT IN ('new') AND first_response_at IS NULL",
        "SELECT count(*) FROM lead WHERE status <> 'new' AND owner_id IS NULL",
        "SELECT count(*) FROM lead WHERE response_minutes < 0 OR response_minutes > 8 * 24 * 60",
        "SELECT count(*) FROM lead WHERE first_response_at > 1772442000000 OR converted_at < first_response_at",
        "SELECT count(*) FROM lead l WHERE l.first_response_at IS NOT NULL AND NOT EXISTS (SELECT 1 FROM interaction i "
        "WHERE i.lead_id = l.id AND i.start_at = l.first_response_at)",
        "SELECT count(*) FROM lead WHERE status = 'disqualified' AND disqualify_reason IS NULL",
        "SELECT count(*) FROM lead WHERE status = 'converted' AND (account_id IS NULL OR contact_id IS NULL)",
        "SELECT count(*) FROM lead l JOIN contact c ON c.id = l.contact_id WHERE c.account_id <> l.account_id",
        "SELECT count(*) FROM lead l JOIN account a ON a.id = l.account_id WHERE a.created_at > l.created_at",
        "SELECT count(*) FROM lead WHERE strftime('%w', created_at / 1000, 'unixepoch') IN ('0', '6') OR "
        "strftime('%w', first_response_at / 1000, 'unixepoch') IN ('0', '6') OR "
        "strftime('%w', converted_at / 1000, 'unixepoch') IN ('0', '6')",
    };
    import_book_t *book = company_on("sqlite", 300, 1);
    assert_some(book, some, sizeof some / sizeof some[0]);
    assert_none(book, none, sizeof none / sizeof none[0]);
    import_book_close(book);
}

static void one_person_of_each_role_finds_news_read_and_unread(void **state) {
    (void)state;
    static const char *const none[] = {
        "SELECT count(*) FROM app_user u WHERE u.id IN (SELECT min(id) FROM app_user GROUP BY role) AND NOT EXISTS "
        "(SELECT 1 FROM notification n WHERE n.user_id = u.id AND n.kind = 'mention' AND n.unread = 1)",
        "SELECT count(*) FROM app_user u WHERE u.id IN (SELECT min(id) FROM app_user GROUP BY role) AND NOT EXISTS "
        "(SELECT 1 FROM notification n WHERE n.user_id = u.id AND n.kind = 'follow' AND n.unread = 1)",
        "SELECT count(*) FROM app_user u WHERE u.id IN (SELECT min(id) FROM app_user GROUP BY role) AND NOT EXISTS "
        "(SELECT 1 FROM notification n WHERE n.user_id = u.id AND n.unread = 0)",
        "SELECT count(*) FROM app_user u WHERE u.id IN (SELECT min(id) FROM app_user WHERE role IN ('manager', "
        "'representative') GROUP BY role) AND NOT EXISTS (SELECT 1 FROM notification n WHERE n.user_id = u.id AND "
        "n.kind = 'assignment' AND n.record_type = 'task')",
        "SELECT count(*) FROM (SELECT user_id FROM notification WHERE unread = 1 GROUP BY user_id HAVING count(*) > 8) m",
        "SELECT count(*) FROM notification WHERE at > 1772442000000 OR strftime('%w', at / 1000, 'unixepoch') IN "
        "('0', '6')",
        "SELECT count(*) FROM notification WHERE by_user_id IS NULL OR detail LIKE '%{%'",
    };
    import_book_t *book = company_on("sqlite", 60, 1);
    assert_none(book, none, sizeof none / sizeof none[0]);
    import_book_close(book);
}

static void nobody_can_be_written_to_or_called(void **state) {
    (void)state;
    import_book_t *book = company_on("sqlite", 150, 1);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM contact WHERE email NOT LIKE '%.example'"), 0);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM lead WHERE email NOT LIKE '%.example'"), 0);
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM account WHERE website NOT LIKE '%.example'"), 0);
    assert_int_equal(import_book_number(book,
                                        "SELECT count(*) FROM contact WHERE phone NOT LIKE '+1 ___ 555 01__' "
                                        "AND phone NOT LIKE '+44 20 7946 0___' AND phone NOT LIKE '+49 30 23125 ___' "
                                        "AND phone NOT LIKE '+33 1 99 00 __ __' AND phone NOT LIKE '+46 8 465 004 __' "
                                        "AND phone NOT LIKE '+61 2 5550 ____'"),
                     0);
    import_book_close(book);
}

static bool invite_work(store_tx_t *tx, void *argument) {
    import_book_t *book = argument;
    sample_guest_t guests[SAMPLE_GUESTS];
    size_t count = 0;
    context_t context = {
        .arena = book->arena, .tx = tx, .actor = &book->actor, .problem = &book->problem, .now = clock_now()};
    if (!sample_invite(&context, guests, &count)) return false;
    assert_int_equal(count, 4);
    for (size_t i = 0; i < count; i++) assert_true(strlen(guests[i].token) > 20);
    return true;
}

static void one_person_of_each_other_role_gets_a_link(void **state) {
    (void)state;
    import_book_t *book = company_on("sqlite", 10, 1);
    assert_true(store_write(book->store, invite_work, book, &book->problem));
    assert_int_equal(import_book_number(book,
                                        "SELECT count(*) FROM one_time_link l JOIN app_user u ON u.id = l.user_id "
                                        "WHERE u.role <> 'administrator'"),
                     4);
    import_book_close(book);
}

static void a_book_with_accounts_is_left_alone(void **state) {
    (void)state;
    import_book_t *book = company_on("sqlite", 10, 1);
    const sample_options_t options = {.accounts = 10, .seed = 2, .today = A_MONDAY};
    assert_false(sample_generate(book->store, &options, &book->problem));
    assert_string_equal(book->problem.code, "not_empty");
    assert_int_equal(import_book_number(book, "SELECT count(*) FROM account"), 10);
    import_book_close(book);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_seed_and_day_make_the_same_company),
        cmocka_unit_test(another_seed_makes_another_company),
        cmocka_unit_test(both_engines_hold_the_same_company),
        cmocka_unit_test(every_list_has_something_in_it),
        cmocka_unit_test(the_company_agrees_with_itself),
        cmocka_unit_test(the_stories_hang_together),
        cmocka_unit_test(who_left_handed_everything_over_and_keeps_what_was_before),
        cmocka_unit_test(what_was_won_is_sold_posted_and_mostly_paid),
        cmocka_unit_test(one_representative_has_left_a_small_company),
        cmocka_unit_test(leads_wait_or_were_answered_and_came_to_something),
        cmocka_unit_test(one_person_of_each_role_finds_news_read_and_unread),
        cmocka_unit_test(nobody_can_be_written_to_or_called),
        cmocka_unit_test(one_person_of_each_other_role_gets_a_link),
        cmocka_unit_test(a_book_with_accounts_is_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
