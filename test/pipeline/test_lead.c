/* Leads: who takes them, how soon they are answered, what they become and how that is taken back. On either engine. */
#include "base/text.h"
#include "catalogue/record.h"
#include "customer/account.h"
#include "customer/interaction.h"
#include "pipeline/lead.h"
#include "pipeline/lead_convert.h"
#include "pipeline/opportunity.h"
#include "pipeline/stage.h"
#include "support/book_context.h"
#include "support/cmocka.h"

static const char *with_id(context_t *context, const char *format, int64_t id) {
    text_t text = text_create(context->arena, 4096);
    for (const char *at = format; *at != '\0'; at++) {
        if (*at == '#')
            text_add_int(&text, id);
        else
            text_add_char(&text, *at);
    }
    return text.data;
}

static const char *owner_of_new(context_t *context, const char *json) {
    record_t *lead = book_add(context, "lead", json), *loaded = NULL;
    assert_true(record_load(context, &LEAD, lead->id, &loaded));
    const char *title = record_value(loaded, "owner")->title;
    return title != NULL ? title : "nobody";
}

static void assigning(context_t *context) {
    int64_t north = book_add(context, "team", "{\"name\": \"North\"}")->id;
    int64_t asia = book_add(context, "territory", "{\"name\": \"Asia\"}")->id;
    book_add(context, "user", with_id(context, "{\"name\": \"Ann\", \"team\": #}", north));
    book_add(context, "user", with_id(context, "{\"name\": \"Ben\", \"team\": #}", north));
    book_add(context, "user", with_id(context, "{\"name\": \"Gone\", \"team\": #, \"active\": false}", north));
    book_add(context, "user", with_id(context, "{\"name\": \"Mei\", \"territory\": #}", asia));
    assert_string_equal(owner_of_new(context, "{\"name\": \"A\", \"owner\": null}"), "nobody");

    book_add(context, "assignment_rule",
             with_id(context,
                     "{\"name\": \"Asia\", \"position\": 1, \"countries\": \"sg, Malaysia\", \"method\": "
                     "\"territory\", \"territory\": #}",
                     asia));
    book_add(
        context, "assignment_rule",
        with_id(context, "{\"name\": \"In turn\", \"position\": 2, \"method\": \"round_robin\", \"team\": #}", north));
    assert_string_equal(owner_of_new(context, "{\"name\": \"B\", \"country\": \"MY\", \"owner\": null}"), "Mei");
    assert_string_equal(owner_of_new(context, "{\"name\": \"C\", \"country\": \"DE\", \"owner\": null}"), "Ann");
    assert_string_equal(owner_of_new(context, "{\"name\": \"D\", \"owner\": null}"), "Ben");
    assert_string_equal(owner_of_new(context, "{\"name\": \"E\", \"owner\": null}"), "Ann");
    assert_string_equal(owner_of_new(context, "{\"name\": \"F\", \"status\": \"spam\", \"owner\": null}"), "nobody");

    book_add(context, "assignment_rule",
             with_id(context, "{\"name\": \"Least\", \"position\": 0, \"method\": \"load\", \"team\": #}", north));
    assert_string_equal(owner_of_new(context, "{\"name\": \"G\", \"owner\": null}"), "Ben");
    assert_string_equal(book_refusal(context, "assignment_rule", 0, "{\"name\": \"x\", \"method\": \"load\"}"),
                        "required");
    assert_string_equal(
        book_refusal(context, "assignment_rule", 0,
                     with_id(context,
                             "{\"name\": \"x\", \"method\": \"load\", \"team\": #, \"countries\": \"Atlantis\"}",
                             north)),
        "not_a_country");
}

static int64_t minutes_of(context_t *context, int64_t id) {
    record_t *lead = NULL;
    assert_true(record_load(context, &LEAD, id, &lead));
    return record_is_null(lead, "response_minutes") ? -1 : record_number(lead, "response_minutes");
}

static void answering(context_t *context) {
    context_t then = *context;
    assert_true(moment_parse("2026-11-23T08:00:00Z", &then.now));
    int64_t called = book_add(&then, "lead", "{\"name\": \"Called\"}")->id;
    int64_t taken = book_add(&then, "lead", "{\"name\": \"Taken\"}")->id;
    then.now += 30 * 60 * 1000;
    const char *const said[] = {
        "{\"subject\": \"Note\", \"kind\": \"note\", \"lead\": #, \"start\": \"2026-11-23T08:05:00Z\"}",
        "{\"subject\": \"In\", \"direction\": \"inbound\", \"lead\": #, \"start\": \"2026-11-23T08:06:00Z\"}",
    };
    for (size_t i = 0; i < 2; i++) book_add(&then, "interaction", with_id(context, said[i], called));
    assert_int_equal(minutes_of(context, called), -1);
    book_add(&then, "interaction",
             with_id(context, "{\"subject\": \"Out\", \"lead\": #, \"start\": \"2026-11-23T08:20:00Z\"}", called));
    book_add(&then, "interaction",
             with_id(context, "{\"subject\": \"Again\", \"lead\": #, \"start\": \"2026-11-23T08:25:00Z\"}", called));
    assert_int_equal(minutes_of(context, called), 20);
    assert_null(book_refusal(&then, "lead", taken, "{\"status\": \"working\"}"));
    assert_int_equal(minutes_of(context, taken), 30);
    assert_string_equal(book_refusal(&then, "lead", taken, "{\"status\": \"converted\"}"), "read_only");
}

static record_t *load(context_t *context, const record_type_t *type, int64_t id) {
    record_t *record = NULL;
    assert_true(record_load(context, type, id, &record));
    return record;
}

static void converting(context_t *context) {
    assert_true(stage_prepare_pipeline(context));
    int64_t id = book_add(context, "lead",
                          "{\"name\": \"Rhea Stone\", \"company\": \"Quayside Rope\", \"email\": "
                          "\"rhea@quayside.example\"}")
                     ->id;
    int64_t call = book_add(context, "interaction", with_id(context, "{\"subject\": \"Call\", \"lead\": #}", id))->id;
    book_add(context, "task", with_id(context, "{\"subject\": \"Send prices\", \"lead\": #}", id));
    record_t *lead = NULL, *again = NULL;
    const lead_conversion_t wanted = {
        .opportunity = true, .opportunity_name = "First ropes", .amount = "1200.00", .currency = "EUR"};
    assert_true(lead_convert(context, id, &wanted, &lead));
    int64_t account = record_number(lead, "account");
    assert_string_equal(record_text(load(context, &ACCOUNT, account), "name"), "Quayside Rope");
    record_t *deal = load(context, &OPPORTUNITY, record_number(lead, "opportunity"));
    assert_int_equal(record_number(deal, "amount"), 120000);
    assert_string_equal(record_text(deal, "currency"), "EUR");
    assert_int_equal(record_number(load(context, &INTERACTION, call), "account"), account);
    assert_true(lead_convert(context, id, &wanted, &again));
    assert_int_equal(record_number(again, "account"), account);

    text_t text = text_create(context->arena, 65536);
    json_writer_t writer = json_begin(&text);
    json_write_object(&writer, NULL);
    assert_null(book_refusal(context, "account", account, "{\"industry\": \"marine\"}"));
    assert_true(lead_unconvert(context, id, &lead, &writer));
    assert_string_equal(record_text(lead, "status"), "working");
    assert_true(record_is_null(lead, "account"));
    assert_int_equal(load(context, &ACCOUNT, account)->archived_at, 0); /* somebody changed it since */
    assert_int_not_equal(load(context, &OPPORTUNITY, deal->id)->archived_at, 0);
    assert_true(record_is_null(load(context, &INTERACTION, call), "account"));
    assert_non_null(strstr(text.data, "Quayside Rope"));
    assert_false(lead_unconvert(context, id, &lead, &writer));
    assert_string_equal(book_forget(context), "not_converted");

    const lead_conversion_t known = {.account_id = account};
    assert_true(lead_convert(context, id, &known, &lead));
    assert_int_equal(record_number(lead, "account"), account);
    assert_true(record_is_null(lead, "opportunity"));
}

static void matching(context_t *context) {
    text_t text = text_create(context->arena, 65536);
    json_writer_t writer = json_begin(&text);
    book_add(context, "account", "{\"name\": \"Quayside Rope GmbH\", \"website\": \"https://quayside.example\"}");
    book_add(context, "account", "{\"name\": \"Another Mill\"}");
    book_add(context, "contact", "{\"name\": \"Rhea Stone\", \"email\": \"rhea@quayside.example\"}");
    int64_t id = book_add(context, "lead",
                          "{\"name\": \"Rhea Stone\", \"company\": \"Quayside Ropes\", \"email\": "
                          "\"rhea@quayside.example\"}")
                     ->id;
    assert_true(lead_write_matches(context, id, &writer));
    assert_non_null(strstr(text.data, "\"title\":\"Quayside Rope GmbH\""));
    assert_non_null(strstr(text.data, "\"title\":\"Rhea Stone\""));
    assert_null(strstr(text.data, "Another Mill"));
}

static void a_lead_without_owner_goes_to_whom_the_first_fitting_rule_names(void **state) {
    with_book(*state, assigning);
}

static void the_first_word_from_us_or_taking_it_up_answers_a_lead(void **state) {
    with_book(*state, answering);
}

static void a_lead_becomes_a_customer_and_what_nobody_changed_is_taken_back(void **state) {
    with_book(*state, converting);
}

static void who_is_known_already_is_found_before_anything_is_made(void **state) {
    with_book(*state, matching);
}

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_lead_without_owner_goes_to_whom_the_first_fitting_rule_names),
        ON_BOTH(the_first_word_from_us_or_taking_it_up_answers_a_lead),
        ON_BOTH(a_lead_becomes_a_customer_and_what_nobody_changed_is_taken_back),
        ON_BOTH(who_is_known_already_is_found_before_anything_is_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
