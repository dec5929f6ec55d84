/* Two records become one and two again: what moves, what is chosen, what stands in the way. */
#include "insight/merge.h"

#include "base/clock.h"
#include "base/text.h"
#include "customer/account.h"
#include "customer/contact.h"
#include "customer/stakeholder.h"
#include "store/fault.h"
#include "support/book_context.h"
#include "support/cmocka.h"
#include "support/import_book.h"
#include "support/store_fixture.h"

enum { DUMP_LIMIT = 8 * 1024 * 1024, ACCOUNTS = 8, PEOPLE = 12, THINGS = 40, ROUNDS = 12 };

static void dump_query(context_t *context, text_t *out, const char *name, const char *sql, int columns) {
    store_statement_t *rows = store_query(context->tx, sql, "");
    while (store_step(rows)) {
        text_add(out, name);
        for (int i = 0; i < columns; i++) {
            const char *text = store_column_text(rows, i);
            text_add_format(out, "|%s", text != NULL ? text : "-");
        }
        text_add_char(out, '\n');
    }
    assert_true(store_end(rows));
}

static void dump_type(context_t *context, text_t *out, const record_type_t *type) {
    text_t sql = text_create(context->arena, 64 * 1024);
    int columns = 2;
    text_add(&sql, "SELECT CAST(id AS TEXT), CAST(archived_at AS TEXT)");
    for (size_t i = 0; i < type->field_count; i++) {
        const field_t *field = &type->fields[i];
        if (field->type != FIELD_REFERENCES) {
            text_add_format(&sql, ", CAST(%s AS TEXT)", field_column(field));
            columns++;
            continue;
        }
        dump_query(context, out, field->link_table,
                   arena_printf(context->arena,
                                "SELECT CAST(record_id AS TEXT), CAST(target_id AS TEXT), CAST(position AS TEXT) "
                                "FROM %s ORDER BY record_id, target_id",
                                field->link_table),
                   3);
    }
    text_add_format(&sql, " FROM %s ORDER BY id", type->table);
    dump_query(context, out, type->name, sql.data, columns);
}

/* All that a person could see of the book, but for versions and what was done when. */
static const char *dump(context_t *context) {
    static const struct {
        const char *name, *sql;
    } others[] = {
        {"external_key",
         "SELECT record_type, external_key, CAST(record_id AS TEXT), '' FROM external_key "
         "ORDER BY record_type, external_key"},
        {"attachment", "SELECT record_type, name, CAST(record_id AS TEXT), '' FROM attachment ORDER BY id"},
        {"follow",
         "SELECT record_type, CAST(user_id AS TEXT), CAST(record_id AS TEXT), '' FROM follow "
         "ORDER BY record_type, user_id, record_id"},
        {"entry",
         "SELECT record_type, CAST(record_id AS TEXT), title, subtitle FROM search_entry "
         "ORDER BY record_type, record_id"},
        {"word",
         "SELECT record_type, CAST(record_id AS TEXT), word, CAST(weight AS TEXT) FROM search_word "
         "ORDER BY record_type, record_id, word"},
        {"key",
         "SELECT record_type, CAST(record_id AS TEXT), CAST(key AS TEXT), '' FROM duplicate_key "
         "ORDER BY record_type, record_id, key"},
    };
    text_t out = text_create(context->arena, DUMP_LIMIT);
    size_t count = 0;
    const record_type_t *const *types = catalogue_types(&count);
    for (size_t i = 0; i < count; i++) dump_type(context, &out, types[i]);
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        dump_query(context, &out, others[i].name, others[i].sql, 4);
    assert_false(out.overflow);
    return out.data;
}

static void assert_same(const char *before, const char *after) {
    while (*before != '\0' && *before == *after) {
        size_t line = strcspn(before, "\n") + 1;
        if (strncmp(before, after, line) != 0) break;
        before += line;
        after += line;
    }
    if (text_equal(before, after)) return;
    fail_msg("before: %.*s\nafter:  %.*s", (int)strcspn(before, "\n"), before, (int)strcspn(after, "\n"), after);
}

static int64_t merged(context_t *context, const record_type_t *type, int64_t survivor, int64_t loser,
                      const char *json) {
    int64_t id = 0;
    json_t *values = json != NULL ? json_loads(json, 0, NULL) : NULL;
    const merge_request_t request = {.type = type, .survivor_id = survivor, .loser_id = loser, .values = values};
    if (!merge_records(context, &request, &id)) fail_msg("%s", book_forget(context));
    json_decref(values);
    return id;
}

static record_t *loaded(context_t *context, const record_type_t *type, int64_t id) {
    record_t *record = NULL;
    assert_true(record_load(context, type, id, &record));
    return record;
}

static int64_t number(context_t *context, const char *sql) {
    int64_t value = 0;
    assert_true(store_get_int(context->tx, &value, sql, ""));
    return value;
}

static record_t *added(context_t *context, const char *type, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    const char *json = arena_vprintf(context->arena, format, arguments);
    va_end(arguments);
    return book_add(context, type, json);
}

static void choosing(context_t *context) {
    record_t *tag = added(context, "tag", "{\"name\": \"hot\"}");
    record_t *cold = added(context, "tag", "{\"name\": \"cold\"}");
    record_t *first = added(context, "account",
                            "{\"name\": \"Cancity GmbH\", \"industry\": \"food\", \"currency\": \"USD\", "
                            "\"annual_revenue\": \"10.00\", \"tags\": [%lld]}",
                            (long long)tag->id);
    record_t *second = added(context, "account",
                             "{\"name\": \"Cancity Ltd\", \"industry\": \"energy\", \"phone\": \"030 123456\", "
                             "\"currency\": \"JPY\", \"annual_revenue\": \"500\", \"tags\": [%lld]}",
                             (long long)cold->id);
    merged(context, &ACCOUNT, first->id, second->id, "{\"industry\": \"other\", \"name\": \"this\"}");
    record_t *account = loaded(context, &ACCOUNT, first->id);
    assert_string_equal(record_text(account, "name"), "Cancity GmbH");
    assert_string_equal(record_text(account, "industry"), "energy");
    assert_string_equal(record_text(account, "phone"), "030 123456");
    assert_int_equal(record_number(account, "annual_revenue"), 1000);
    assert_int_equal(record_value(account, "tags")->id_count, 2);
    record_t *gone = loaded(context, &ACCOUNT, second->id);
    assert_true(gone->archived_at != 0 && gone->merged_into == first->id);
    assert_string_equal(gone->merged_into_title, "Cancity GmbH");
    assert_int_equal(number(context, "SELECT count(*) FROM change WHERE action = 'merged'"), 1);
    assert_int_equal(number(context, "SELECT count(*) FROM change WHERE record_type = 'account' AND record_id = 1"), 2);
}

static void refusing(context_t *context) {
    int64_t id = 0;
    record_t *first =
        added(context, "account", "{\"name\": \"One\", \"currency\": \"USD\", \"annual_revenue\": \"1\"}");
    record_t *second =
        added(context, "account", "{\"name\": \"Two\", \"currency\": \"JPY\", \"annual_revenue\": \"2\"}");
    merge_request_t request = {.type = &ACCOUNT, .survivor_id = first->id, .loser_id = first->id};
    assert_false(merge_records(context, &request, &id));
    assert_string_equal(book_forget(context), "itself");
    request.loser_id = second->id;
    request.loser_version = 9;
    assert_false(merge_records(context, &request, &id));
    assert_non_null(context->problem->current_json);
    assert_string_equal(book_forget(context), "version_conflict");
    request.loser_version = 0;
    static const struct {
        const char *values, *code;
    } table[] = {{"{\"name\": \"none\"}", "unknown_choice"},
                 {"{\"name\": \"both\"}", "unknown_choice"},
                 {"{\"nothing\": \"this\"}", "unknown_field"},
                 {"{\"annual_revenue\": \"other\"}", "other_currency"}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        request.values = json_loads(table[i].values, 0, NULL);
        assert_false(merge_records(context, &request, &id));
        assert_string_equal(book_forget(context), table[i].code);
        json_decref(request.values);
    }
    request.values = NULL;
    const actor_t rita = {.user_id = 0, .role = ROLE_READ_ONLY, .locale = "en"};
    context->actor = &rita;
    assert_false(merge_records(context, &request, &id));
    assert_string_equal(book_forget(context), "forbidden");
    context->actor = &ACTOR_PROGRAM;
    assert_true(record_archive(context, &ACCOUNT, second->id, 0));
    assert_false(merge_records(context, &request, &id));
    assert_string_equal(book_forget(context), "archived");
}

/* Whichever stands above the other, nobody comes to stand above themselves. */
static void circling(context_t *context) {
    record_t *top = added(context, "account", "{\"name\": \"Top\"}");
    record_t *upper = added(context, "account", "{\"name\": \"Upper\", \"parent\": %lld}", (long long)top->id);
    record_t *middle = added(context, "account", "{\"name\": \"Middle\", \"parent\": %lld}", (long long)upper->id);
    record_t *lower = added(context, "account", "{\"name\": \"Lower\", \"parent\": %lld}", (long long)middle->id);
    const char *before = dump(context);
    int64_t id = merged(context, &ACCOUNT, lower->id, upper->id, NULL);
    assert_int_equal(record_number(loaded(context, &ACCOUNT, lower->id), "parent"), top->id);
    assert_int_equal(record_number(loaded(context, &ACCOUNT, middle->id), "parent"), lower->id);
    assert_true(merge_undo(context, id, false));
    assert_same(before, dump(context));
    id = merged(context, &ACCOUNT, upper->id, lower->id, "{\"parent\": \"other\"}");
    assert_int_equal(record_number(loaded(context, &ACCOUNT, upper->id), "parent"), top->id);
    assert_true(merge_undo(context, id, false));
    assert_same(before, dump(context));
}

static void joining_committees(context_t *context) {
    record_t *account = added(context, "account", "{\"name\": \"Cancity\"}");
    record_t *mary = added(context, "contact", "{\"name\": \"Mary Smith\", \"account\": %lld}", (long long)account->id);
    record_t *marry =
        added(context, "contact", "{\"name\": \"Marry Smith\", \"account\": %lld}", (long long)account->id);
    added(context, "stakeholder", "{\"contact\": %lld, \"account\": %lld}", (long long)mary->id,
          (long long)account->id);
    record_t *twice = added(context, "stakeholder", "{\"contact\": %lld, \"account\": %lld, \"reports_to\": %lld}",
                            (long long)marry->id, (long long)account->id, (long long)mary->id);
    record_t *call = added(context, "interaction", "{\"subject\": \"Call\", \"contacts\": [%lld, %lld]}",
                           (long long)marry->id, (long long)mary->id);
    const char *before = dump(context);
    int64_t id = merged(context, &CONTACT, mary->id, marry->id, NULL);
    record_t *archived = loaded(context, &STAKEHOLDER, twice->id);
    assert_true(archived->archived_at != 0 && record_is_null(archived, "reports_to"));
    assert_int_equal(record_value(loaded(context, call->type, call->id), "contacts")->id_count, 1);
    assert_true(merge_undo(context, id, false));
    assert_same(before, dump(context));
    assert_false(merge_undo(context, id, false));
    assert_string_equal(book_forget(context), "undone");
}

static void colliding(context_t *context) {
    record_t *first = added(context, "account", "{\"name\": \"One\"}");
    record_t *second = added(context, "account", "{\"name\": \"Two\", \"phone\": \"030 123456\"}");
    record_t *third = added(context, "account", "{\"name\": \"Three\"}");
    record_t *kept = added(context, "task", "{\"subject\": \"Stay\", \"account\": %lld}", (long long)second->id);
    record_t *taken = added(context, "task", "{\"subject\": \"Leave\", \"account\": %lld}", (long long)second->id);
    int64_t id = merged(context, &ACCOUNT, first->id, second->id, NULL);
    assert_null(book_refusal(context, "task", taken->id,
                             arena_printf(context->arena, "{\"account\": %lld}", (long long)third->id)));
    assert_null(book_refusal(context, "account", first->id, "{\"phone\": \"030 999999\"}"));
    assert_true(store_savepoint(context->tx));
    assert_false(merge_undo(context, id, false));
    assert_int_equal(context->problem->kind, PROBLEM_CONFLICT);
    assert_int_equal(context->problem->field_count, 2);
    assert_non_null(strstr(context->problem->fields[0].message, "Leave"));
    assert_non_null(strstr(context->problem->fields[1].field, "phone"));
    book_forget(context);
    assert_true(store_savepoint_rollback(context->tx));
    assert_true(merge_undo(context, id, true));
    assert_int_equal(record_number(loaded(context, kept->type, kept->id), "account"), second->id);
    assert_int_equal(record_number(loaded(context, kept->type, taken->id), "account"), third->id);
    assert_string_equal(record_text(loaded(context, &ACCOUNT, first->id), "phone"), "030 999999");
}

typedef struct random_book {
    context_t *context;
    int64_t accounts[ACCOUNTS], people[PEOPLE], opportunities[THINGS];
    size_t opportunity_count;
} random_book_t;

static int64_t any(const int64_t *ids, size_t count) {
    return ids[(size_t)rand() % count];
}

static void add_thing(random_book_t *book, int number) {
    context_t *context = book->context;
    long long account = any(book->accounts, ACCOUNTS), one = any(book->people, PEOPLE), two = any(book->people, PEOPLE);
    switch (rand() % 5) {
    case 0:
        book->opportunities[book->opportunity_count++] =
            added(context, "opportunity", "{\"name\": \"Deal %d\", \"account\": %lld, \"contact\": %lld}", number,
                  account, one)
                ->id;
        break;
    case 1:
        if (one != two)
            added(context, "interaction", "{\"subject\": \"Call %d\", \"account\": %lld, \"contacts\": [%lld, %lld]}",
                  number, account, one, two);
        break;
    case 2:
        added(context, "promise", "{\"subject\": \"Send %d\", \"account\": %lld, \"contact\": %lld}", number, account,
              one);
        break;
    case 3:
        added(context, "task", "{\"subject\": \"Task %d\", \"account\": %lld, \"contact\": %lld}", number, account,
              one);
        break;
    default:
        if (one != two)
            added(context, "stakeholder", "{\"contact\": %lld, \"account\": %lld, \"reports_to\": %lld}", one, account,
                  two);
    }
}

static const char SQL_KEY[] =
    "INSERT INTO external_key (record_type, external_key, record_id) VALUES ('account', $1, $2)";
static const char SQL_FILE[] =
    "INSERT INTO attachment (record_type, record_id, name, media_type, size, content_hash, created_at) "
    "VALUES ('account', $1, $2, 'text/plain', 1, '', 1)";

static void add_all(random_book_t *book) {
    context_t *context = book->context;
    for (int i = 0; i < ACCOUNTS; i++) {
        const char *parent = i > 0 && rand() % 2 == 0
                                 ? arena_printf(context->arena, "%lld", (long long)book->accounts[rand() % i])
                                 : "null";
        record_t *account = added(context, "account", "{\"name\": \"Account %d\", \"parent\": %s}", i, parent);
        book->accounts[i] = account->id;
        store_run(context->tx, NULL, SQL_KEY, "ti", arena_printf(context->arena, "A%d", i), account->id);
        store_run(context->tx, NULL, SQL_FILE, "it", account->id, arena_printf(context->arena, "plan %d.txt", i));
    }
    for (int i = 0; i < PEOPLE; i++)
        book->people[i] = added(context, "contact", "{\"name\": \"Person %d\", \"account\": %lld}", i,
                                (long long)any(book->accounts, ACCOUNTS))
                              ->id;
    for (int i = 0; i < THINGS; i++) add_thing(book, i);
}

/* Nothing that is not archived refers to the one that is gone, but for its own row. */
static void assert_unreferenced(context_t *context, const record_type_t *target, int64_t loser) {
    size_t count = 0;
    const record_type_t *const *types = catalogue_types(&count);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < types[i]->field_count; j++) {
            const field_t *field = &types[i]->fields[j];
            int64_t left = 0;
            if (!text_equal(field->target, target->name)) continue;
            const char *sql =
                field->type == FIELD_REFERENCES
                    ? arena_printf(context->arena, "SELECT count(*) FROM %s WHERE target_id = $1", field->link_table)
                    : arena_printf(context->arena, "SELECT count(*) FROM %s WHERE %s = $1 AND id <> $1",
                                   types[i]->table, field_column(field));
            assert_true(store_get_int(context->tx, &left, sql, "i", loser));
            assert_int_equal(left, 0);
        }
    }
}

static void there_and_back(context_t *context) {
    srand(store_fixture_seed("merge and undo"));
    random_book_t book = {.context = context};
    add_all(&book);
    for (int round = 0; round < ROUNDS; round++) {
        const record_type_t *type = round % 2 == 0 ? &ACCOUNT : &CONTACT;
        const int64_t *ids = type == &ACCOUNT ? book.accounts : book.people;
        size_t count = type == &ACCOUNT ? ACCOUNTS : PEOPLE;
        int64_t one = any(ids, count), two = any(ids, count), three = any(ids, count);
        if (one == two || two == three || one == three) continue;
        const char *before = dump(context);
        int64_t first = merged(context, type, one, two, NULL);
        assert_unreferenced(context, type, two);
        const char *between = dump(context);
        int64_t second = merged(context, type, three, one, NULL);
        assert_unreferenced(context, type, one);
        assert_false(merge_undo(context, first, false));
        assert_string_equal(book_forget(context), "merged_further");
        assert_true(merge_undo(context, second, false));
        assert_same(between, dump(context));
        if (!merge_undo(context, first, false)) fail_msg("%s", book_forget(context));
        assert_same(before, dump(context));
    }
}

static bool catalogue_has_column(const char *table, const char *column) {
    size_t count = 0;
    const record_type_t *const *types = catalogue_types(&count);
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < types[i]->field_count; j++) {
            const field_t *field = &types[i]->fields[j];
            bool many = field->type == FIELD_REFERENCES;
            if (text_equal(many ? field->link_table : types[i]->table, table) &&
                text_equal(many ? (strcmp(column, "record_id") == 0 ? column : "target_id") : field_column(field),
                           column))
                return true;
        }
    }
    return false;
}

/* What the database lets refer to an account or contact, the catalogue knows: so a merge moves it. */
static void knowing_all(context_t *context) {
    static const char sql[] =
        "SELECT m.name, f.\"from\" FROM sqlite_master m, pragma_foreign_key_list(m.name) f "
        "WHERE m.type = 'table' AND f.\"table\" IN ('account', 'contact')";
    int found = 0;
    store_statement_t *rows = store_query(context->tx, sql, "");
    for (; store_step(rows); found++)
        if (!catalogue_has_column(store_column_text(rows, 0), store_column_text(rows, 1)))
            fail_msg("%s.%s is not in the catalogue", store_column_text(rows, 0), store_column_text(rows, 1));
    assert_true(store_end(rows));
    assert_true(found > 10);
}

typedef struct faulty {
    import_book_t *book;
    int64_t merge;
} faulty_t;

static bool faulty_add(store_tx_t *tx, void *argument) {
    const faulty_t *faulty = argument;
    context_t context = {.arena = faulty->book->arena,
                         .tx = tx,
                         .actor = &ACTOR_PROGRAM,
                         .problem = &faulty->book->problem,
                         .now = clock_now()};
    for (int i = 0; i < 2; i++) {
        record_t *account = added(&context, "account", "{\"name\": \"Account %d\"}", i);
        added(&context, "contact", "{\"name\": \"Person %d\", \"account\": %lld}", i, (long long)account->id);
    }
    return true;
}

static bool faulty_merge(store_tx_t *tx, void *argument) {
    faulty_t *faulty = argument;
    context_t context = {.arena = faulty->book->arena,
                         .tx = tx,
                         .actor = &ACTOR_PROGRAM,
                         .problem = &faulty->book->problem,
                         .now = clock_now()};
    const merge_request_t request = {.type = &ACCOUNT, .survivor_id = 1, .loser_id = 2};
    return merge_records(&context, &request, &faulty->merge) && merge_undo(&context, faulty->merge, false);
}

static void a_fault_in_any_statement_leaves_both_as_they_were(void **state) {
    import_book_t *book = import_book_open(*state);
    if (book == NULL) skip();
    faulty_t faulty = {.book = book};
    int64_t faults = 0;
    bool ok = false;
    assert_true(store_write(book->store, faulty_add, &faulty, &book->problem));
    while (!ok && faults < 1000) {
        store_fail_after(book->store, ++faults);
        ok = store_write(book->store, faulty_merge, &faulty, &book->problem);
        bool happened = store_fault_happened(book->store);
        store_fail_after(book->store, 0);
        assert_true(ok != happened);
        if (ok) break;
        assert_int_equal(book->problem.kind, PROBLEM_INTERNAL);
        assert_int_equal(import_book_number(book, "SELECT count(*) FROM record_merge"), 0);
        assert_int_equal(import_book_number(book, "SELECT count(*) FROM account WHERE version > 1"), 0);
        assert_int_equal(import_book_number(book, "SELECT count(*) FROM contact WHERE account_id = 2"), 1);
    }
    assert_true(faults > 30);
    import_book_close(book);
}

#define TEST(name, body)                                                                                               \
    static void name(void **state) {                                                                                   \
        with_book(*state, body);                                                                                       \
    }

TEST(a_choice_per_field_decides_and_gaps_are_filled, choosing)
TEST(what_makes_no_sense_is_refused, refusing)
TEST(nobody_comes_to_stand_above_themselves, circling)
TEST(a_person_sits_in_a_committee_once, joining_committees)
TEST(later_changes_are_named_and_can_be_kept, colliding)
TEST(whatever_refers_to_an_account_or_contact_is_known_to_the_catalogue, knowing_all)
TEST(merge_and_undo_leave_every_table_as_it_was, there_and_back)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_choice_per_field_decides_and_gaps_are_filled),
        ON_BOTH(what_makes_no_sense_is_refused),
        ON_BOTH(nobody_comes_to_stand_above_themselves),
        ON_BOTH(a_person_sits_in_a_committee_once),
        ON_BOTH(later_changes_are_named_and_can_be_kept),
        ON("sqlite", whatever_refers_to_an_account_or_contact_is_known_to_the_catalogue),
        ON_BOTH(merge_and_undo_leave_every_table_as_it_was),
        ON_BOTH(a_fault_in_any_statement_leaves_both_as_they_were),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
