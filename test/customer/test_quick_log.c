/* A typed line as a draft: who, where and about which deal, as the book knows them. It is Wednesday, 2026-11-25, 15:30
 * in UTC. On either engine. */
#include "customer/quick_log.h"

#include "support/book_context.h"
#include "support/cmocka.h"

static const char NOW[] = "2026-11-25T15:30:00Z";

typedef struct scene {
    int64_t quayside, harbour, rhea, namesake, ivo, deal, ada;
} scene_t;

static int64_t add(context_t *context, const char *type, const char *json) {
    return book_add(context, type, json)->id;
}

static int64_t add_person(context_t *context, const char *name, int64_t account) {
    return add(context, "contact",
               arena_printf(context->arena, "{\"name\": \"%s\", \"account\": %lld}", name, (long long)account));
}

static scene_t scene_make(context_t *context) {
    scene_t scene = {
        .quayside = add(context, "account", "{\"name\": \"Quayside Ltd\"}"),
        .harbour = add(context, "account", "{\"name\": \"Harbour Mills\"}"),
        .ada = add(context, "user", "{\"name\": \"Ada Berg\"}"),
    };
    assert_true(moment_parse(NOW, &context->now));
    scene.rhea = add_person(context, "Rhea Stone", scene.quayside);
    scene.namesake = add_person(context, "Rhea Stone", scene.harbour);
    scene.ivo = add_person(context, "Ivo Parkinson", scene.harbour);
    scene.deal =
        add(context, "opportunity",
            arena_printf(context->arena, "{\"name\": \"Sign-on 2026\", \"account\": %lld}", (long long)scene.quayside));
    return scene;
}

static const quick_log_t *read_at(context_t *context, const quick_log_input_t *input) {
    quick_log_t *log = ARENA_NEW(context->arena, quick_log_t);
    if (!quick_log_read(context, input, log)) fail_msg("\"%s\": %s", input->line, context->problem->message);
    return log;
}

static const quick_log_t *read(context_t *context, const char *line) {
    const quick_log_input_t input = {.line = line};
    return read_at(context, &input);
}

static bool notes_have(const quick_log_t *log, const char *code) {
    for (size_t i = 0; i < log->note_count; i++)
        if (text_equal(log->notes[i].code, code)) return true;
    return false;
}

static const quick_name_t *choice_of(const quick_log_t *log) {
    for (size_t i = 0; i < log->names.count; i++)
        if (log->names.items[i].option_count > 1) return &log->names.items[i];
    return NULL;
}

static void whole_line(context_t *context) {
    scene_t scene = scene_make(context);
    const quick_log_t *log = read(context,
                                  "call Rhea Stone Quayside yesterday 14:00 20m: wants single sign-on before "
                                  "renewal, next: send pricing friday, they: decide 3 dec");
    assert_true(log->understood);
    assert_string_equal(log->kind, "call");
    assert_int_equal(log->contact_count, 1);
    assert_int_equal(log->contacts[0].id, scene.rhea);
    assert_int_equal(log->account.id, scene.quayside);
    assert_int_equal(log->suggested.id, scene.deal);
    assert_int_equal(log->duration_minutes, 20);
    assert_string_equal(moment_format(context->arena, log->start), "2026-11-24T14:00:00.000Z");
    assert_string_equal(log->subject, "wants single sign-on before renewal");
    assert_null(log->summary);
    assert_string_equal(log->next_step, "send pricing");
    assert_string_equal(log->next_step_due, "2026-11-27");
    assert_string_equal(log->promises, "They: decide by 2026-12-03");
    assert_int_equal(log->note_count, 0);
}

static void namesakes(context_t *context) {
    scene_t scene = scene_make(context);
    const quick_log_t *log = read(context, "call Rhea Stone: hello");
    const quick_name_t *choice = choice_of(log);
    assert_non_null(choice);
    assert_int_equal(choice->option_count, 2);
    assert_string_equal(choice->typed, "Rhea Stone");
    assert_string_equal(choice->options[0].subtitle, "Harbour Mills");
    assert_string_equal(choice->options[1].subtitle, "Quayside Ltd");
    assert_int_equal(log->contact_count, 0);
    assert_true(notes_have(log, "several_of_this_name"));
    assert_int_equal(read(context, "call Rhea Stone @harbour: hello")->contacts[0].id, scene.namesake);
    assert_int_equal(read(context, "call Rhea at Quayside: hello")->contacts[0].id, scene.rhea);
    const quick_log_input_t page = {.line = "call Rhea: hello", .account_id = scene.harbour};
    assert_int_equal(read_at(context, &page)->contacts[0].id, scene.namesake);
}

static void partial_names(context_t *context) {
    scene_t scene = scene_make(context);
    assert_int_equal(read(context, "call ivo: hi")->contacts[0].id, scene.ivo);
    assert_int_equal(read(context, "call Parkin: hi")->contacts[0].id, scene.ivo);
    assert_int_equal(read(context, "call Ivo Parkinsno: hi")->contacts[0].id, scene.ivo);
    assert_int_equal(read(context, "call Rhea Ston Quaysdie: hi")->contacts[0].id, scene.rhea);
    assert_int_equal(read(context, "call Quayside: hi")->account.id, scene.quayside);
    const quick_log_t *log = read(context, "met Ivo and Ada at Harbour: hi");
    assert_int_equal(log->contacts[0].id, scene.ivo);
    assert_int_equal(log->users[0].id, scene.ada);
    assert_int_equal(log->account.id, scene.harbour);
    log = read(context, "call ivo wants a quote by monday");
    assert_int_equal(log->contacts[0].id, scene.ivo);
    assert_string_equal(log->subject, "wants a quote by monday");
}

static void deals(context_t *context) {
    scene_t scene = scene_make(context);
    const quick_log_t *log = read(context, "call #sign-on: moving");
    assert_int_equal(log->opportunity.id, scene.deal);
    assert_int_equal(log->account.id, scene.quayside);
    assert_null(log->suggested.type);
    log = read(context, "call Ivo #Nonesuch: moving");
    assert_null(log->opportunity.type);
    assert_true(notes_have(log, "unknown_name"));
}

static void unclear(context_t *context) {
    scene_t scene = scene_make(context);
    const quick_log_t *log = read(context, "asdf qwer");
    assert_false(log->understood);
    assert_string_equal(log->subject, "asdf qwer");
    assert_string_equal(log->kind, "note");
    assert_true(notes_have(log, "not_understood"));
    assert_false(read(context, "")->understood);
    assert_false(read(context, " :: ,, ##")->understood);
    log = read(context, "call Zed Nobody: hello, next: send it 2026-11-20");
    assert_true(log->understood);
    assert_true(notes_have(log, "unknown_name"));
    assert_true(notes_have(log, "due_is_past"));
    assert_string_equal(log->names.items[0].typed, "Zed Nobody");
    assert_true(notes_have(read(context, "call: hello"), "nobody_named"));
    assert_true(notes_have(read(context, "call Ivo today 23:00: hello"), "start_is_to_come"));
    assert_true(notes_have(read(context, "call Ivo @Quayside: hello"), "other_account"));
    log = read(context, "call Ivo @Quayside: hello");
    assert_int_equal(log->account.id, scene.quayside);
    const char *longest = arena_printf(context->arena, "call Ivo: %0*d", QUICK_LINE_LIMIT, 1);
    const quick_log_input_t input = {.line = longest};
    quick_log_t refused;
    assert_false(quick_log_read(context, &input, &refused));
    assert_string_equal(book_forget(context), "too_long");
}

static void pages_and_clocks(context_t *context) {
    scene_t scene = scene_make(context);
    const quick_log_input_t page = {.line = "call 5m: no answer", .contact_id = scene.ivo};
    const quick_log_t *log = read_at(context, &page);
    assert_int_equal(log->contacts[0].id, scene.ivo);
    assert_int_equal(log->account.id, scene.harbour);
    const quick_log_input_t deal = {.line = "wants it, next: call tomorrow", .opportunity_id = scene.deal};
    assert_int_equal(read_at(context, &deal)->opportunity.id, scene.deal);
    const quick_log_input_t row = {.line = "Caught up", .account_id = scene.harbour};
    log = read_at(context, &row);
    assert_true(log->understood && log->note_count == 0);
    assert_string_equal(log->kind, "call");
    assert_int_equal(log->account.id, scene.harbour);
    const quick_log_input_t shanghai = {.line = "call ivo 9:00: hi, next: write tomorrow", .offset_minutes = 9 * 60};
    log = read_at(context, &shanghai); /* there it is Thursday already */
    assert_string_equal(moment_format(context->arena, log->start), "2026-11-26T00:00:00.000Z");
    assert_string_equal(log->next_step_due, "2026-11-27");
}

static void chinese(context_t *context) {
    int64_t account = add(context, "account", "{\"name\": \"海港集团\"}");
    int64_t fang = add_person(context, "王芳", account);
    assert_true(moment_parse(NOW, &context->now));
    const quick_log_t *log = read(context, "电话王芳20分钟：续约前想要单点登录，下一步：周五发报价");
    assert_int_equal(log->contacts[0].id, fang);
    assert_int_equal(log->account.id, account);
    assert_string_equal(log->subject, "续约前想要单点登录");
    assert_string_equal(log->next_step, "发报价");
    assert_string_equal(log->next_step_due, "2026-11-27");
    assert_int_equal(read(context, "拜访 海港集团：看了仓库")->account.id, account);
}

static void roles(context_t *context) {
    actor_t reader = {.user_id = 7, .role = ROLE_READ_ONLY, .name = "Ray", .locale = "en"};
    context_t as_reader = *context;
    const quick_log_input_t input = {.line = "call Ivo: hello"};
    quick_log_t log;
    as_reader.actor = &reader;
    assert_false(quick_log_read(&as_reader, &input, &log));
    assert_string_equal(book_forget(context), "forbidden");
}

/* More people of one first name than are looked through. */
static void common_names(context_t *context) {
    scene_t scene = scene_make(context);
    for (int i = 0; i < 320; i++)
        add_person(context, arena_printf(context->arena, "Mia Berg%c%c", 'a' + i % 26, 'a' + i / 26),
                   0 + scene.harbour);
    int64_t mia = add_person(context, "Mia Zander", scene.quayside);
    assert_int_equal(read(context, "call Mia Zander: hi")->contacts[0].id, mia);
    assert_int_equal(read(context, "call Mia Quayside: hi")->contacts[0].id, mia);
    const quick_log_t *log = read(context, "call Mia: hi");
    assert_int_equal(log->contact_count, 0);
    assert_true(notes_have(log, "too_many_of_this_name") || notes_have(log, "several_of_this_name"));
}

#define IN_BOOK(name, test)                                                                                            \
    static void name(void **state) {                                                                                   \
        with_book(*state, test);                                                                                       \
    }

IN_BOOK(a_line_becomes_a_whole_draft, whole_line)
IN_BOOK(namesakes_are_told_apart_by_account_or_left_to_choose, namesakes)
IN_BOOK(names_may_be_partial_and_mistyped, partial_names)
IN_BOOK(a_deal_is_named_or_suggested, deals)
IN_BOOK(what_is_not_clear_is_said, unclear)
IN_BOOK(the_open_page_and_the_clock_of_the_user_count, pages_and_clocks)
IN_BOOK(chinese_lines_and_names, chinese)
IN_BOOK(who_may_not_log_is_refused, roles)
IN_BOOK(common_first_names_need_a_second_word, common_names)

#define ON(engine, test)                                                                                               \
    { #test " on " engine, test, NULL, NULL, (void *)(uintptr_t)engine }
#define ON_BOTH(test) ON("sqlite", test), ON("postgresql", test)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(a_line_becomes_a_whole_draft),
        ON_BOTH(namesakes_are_told_apart_by_account_or_left_to_choose),
        ON_BOTH(names_may_be_partial_and_mistyped),
        ON_BOTH(a_deal_is_named_or_suggested),
        ON_BOTH(what_is_not_clear_is_said),
        ON_BOTH(the_open_page_and_the_clock_of_the_user_count),
        ON_BOTH(chinese_lines_and_names),
        ON_BOTH(who_may_not_log_is_refused),
        ON_BOTH(common_first_names_need_a_second_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
