/* The catalogue's tables and the database's are the same: every field has its column, every column its field, and
 * what a record may leave empty the database lets be NULL. */
#include "base/text.h"
#include "insight/book.h"
#include "support/book_context.h"
#include "support/cmocka.h"
#include "support/store_fixture.h"

static const char SQL_SQLITE_COLUMNS[] = "SELECT name, \"notnull\" FROM pragma_table_info($1) WHERE pk = 0";
static const char SQL_POSTGRES_COLUMNS[] =
    "SELECT column_name, CASE WHEN is_nullable = 'NO' THEN 1 ELSE 0 END FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = $1 AND column_name <> 'id'";

static const char *const STANDARD[] = {"version",    "created_at", "created_by",
                                       "updated_at", "updated_by", "archived_at"};

static const field_t *field_of_column(const record_type_t *type, const char *column) {
    for (size_t i = 0; i < type->field_count; i++)
        if (type->fields[i].type != FIELD_REFERENCES && text_equal(field_column(&type->fields[i]), column))
            return &type->fields[i];
    return NULL;
}

static bool is_standard(const char *column) {
    for (size_t i = 0; i < sizeof STANDARD / sizeof STANDARD[0]; i++)
        if (text_equal(STANDARD[i], column)) return true;
    return false;
}

static void check_column(const record_type_t *type, const char *column, bool not_null) {
    const field_t *field = field_of_column(type, column);
    if (field == NULL) {
        if (!is_standard(column)) fail_msg("%s.%s is no field", type->table, column);
        return;
    }
    bool always = (field->flags & FIELD_REQUIRED) != 0 || field->type == FIELD_YES_NO;
    if (not_null && !always) fail_msg("%s.%s may not be NULL, but the field may be empty", type->table, column);
    if (!not_null && field->type == FIELD_YES_NO) fail_msg("%s.%s may be NULL", type->table, column);
}

static void check_type(context_t *context, const record_type_t *type, const char *sql) {
    size_t wanted = sizeof STANDARD / sizeof STANDARD[0], found = 0;
    store_statement_t *columns = store_query(context->tx, sql, "t", type->table);
    for (; store_step(columns); found++)
        check_column(type, store_column_text(columns, 0), store_column_int(columns, 1));
    assert_true(store_end(columns));
    for (size_t i = 0; i < type->field_count; i++) wanted += type->fields[i].type != FIELD_REFERENCES;
    if (found != wanted) fail_msg("%s has %zu columns and %zu are wanted", type->table, found, wanted);
}

static void every_type(context_t *context, const char *sql) {
    for (size_t i = 0; i < BOOK_RECORD_TYPE_COUNT; i++) check_type(context, BOOK_RECORD_TYPES[i], sql);
}

static void sqlite(context_t *context) {
    every_type(context, SQL_SQLITE_COLUMNS);
}

static void postgresql(context_t *context) {
    every_type(context, SQL_POSTGRES_COLUMNS);
}

static void fields_and_columns_agree_on_sqlite(void **state) {
    with_book(*state, sqlite);
}

static void fields_and_columns_agree_on_postgresql(void **state) {
    with_book(*state, postgresql);
}

/* What every field takes must fit its column: each is emptied once and filled with what it begins with. */
static void emptying(context_t *context) {
    record_t *account = book_add(context, "account", "{\"name\": \"Whole\"}");
    book_add(context, "price_list", "{\"name\": \"Usual\"}");
    book_add(context, "product", "{\"name\": \"Ware\"}");
    record_t *contact = book_add(context, "contact", "{\"name\": \"Connie\"}");
    book_add(context, "user", "{\"name\": \"Una\"}");
    for (size_t i = 0; i < BOOK_RECORD_TYPE_COUNT; i++) {
        const record_type_t *type = BOOK_RECORD_TYPES[i];
        if (type->by_actions) continue;
        const char *json =
            text_equal(type->name, "stakeholder")
                ? arena_printf(context->arena, "{\"contact\": %d, \"account\": %d}", (int)contact->id, (int)account->id)
            : text_equal(type->name, "price")
                ? "{\"price_list\": 1, \"product\": 1, \"unit_price\": \"1\"}"
                : arena_printf(context->arena, "{\"%s\": \"x\"%s}", type->title,
                               text_equal(type->name, "stage")             ? ", \"pipeline\": 1"
                               : text_equal(type->name, "assignment_rule") ? ", \"method\": \"user\", \"user\": 1"
                               : text_equal(type->name, "ledger_account")  ? ", \"code\": \"x\", \"type\": \"asset\""
                               : text_equal(type->name, "tax_code")        ? ", \"code\": \"x\""
                                                                           : "");
        record_t *record = book_add(context, type->name, json);
        for (size_t j = 0; j < type->field_count; j++) {
            const char *empty = arena_printf(context->arena, "{\"%s\": null}", type->fields[j].name);
            book_refusal(context, type->name, record->id, empty);
            assert_false(store_failed(context->tx));
        }
    }
}

static void emptying_a_field_is_done_or_refused_by_name(void **state) {
    with_book(*state, emptying);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ON("sqlite", fields_and_columns_agree_on_sqlite),
        ON("postgresql", fields_and_columns_agree_on_postgresql),
        ON_BOTH(emptying_a_field_is_done_or_refused_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
