/* A typed line taken apart by its words. Today is Wednesday, 2026-11-25. */
#include "customer/quick_log_line.h"

#include "base/text.h"
#include "support/cmocka.h"

#include <time.h>

static const date_t WEDNESDAY = {2026, 11, 25};
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

/* All that was understood, in one text: kind direction date minute duration [names|by|segment] text > next due. */
static const char *told(const char *line) {
    quick_line_t read;
    quick_line_read(arena, line, WEDNESDAY, &read);
    text_t text = text_create(arena, 4000);
    text_add(&text, read.kind != NULL ? read.kind : "-");
    if (read.direction != NULL) text_add_format(&text, " %s", read.direction);
    if (read.date != NULL) text_add_format(&text, " %s", read.date);
    if (read.minute != QUICK_NO_TIME) text_add_format(&text, " %02d:%02d", read.minute / 60, read.minute % 60);
    if (read.duration != 0) text_add_format(&text, " %dm", read.duration);
    text_add(&text, " [");
    for (size_t i = 0; i < read.word_count; i++) {
        static const char *const SIGNS[] = {"", "@", "#"};
        bool parted = i > 0 && read.words[i].segment != read.words[i - 1].segment;
        text_add_format(&text, "%s%s%s",
                        i == 0   ? ""
                        : parted ? "|"
                                 : " ",
                        SIGNS[read.words[i].role], read.words[i].text);
    }
    text_add(&text, "]");
    if (read.topic != NULL) text_add_format(&text, " about %s", read.topic);
    if (read.text != NULL) text_add_format(&text, ": %s", read.text);
    if (read.next_step != NULL) text_add_format(&text, " > %s", read.next_step);
    if (read.next_step_due != NULL) text_add_format(&text, " %s", read.next_step_due);
    for (size_t i = 0; i < read.promise_count; i++) {
        const quick_promise_t *promise = &read.promises[i];
        text_add_format(&text, " %s %s", promise->ours ? "we" : "they", promise->text);
        if (promise->due != NULL) text_add_format(&text, " %s", promise->due);
    }
    return text.data;
}

typedef struct example {
    const char *line, *understood;
} example_t;

static void check(const example_t *examples, size_t count) {
    for (size_t i = 0; i < count; i++)
        if (!text_equal(told(examples[i].line), examples[i].understood))
            fail_msg("\"%s\"\n  was read as %s\n  not         %s", examples[i].line, told(examples[i].line),
                     examples[i].understood);
}

#define CHECK(examples) check(examples, sizeof examples / sizeof examples[0])

static void test_a_line_has_kind_people_length_text_and_next_step(void **state) {
    (void)state;
    static const example_t EXAMPLES[] = {
        {"call Rhea Stone Quayside 20m: wants single sign-on before renewal, next: send pricing friday",
         "call 20m [Rhea Stone Quayside]: wants single sign-on before renewal > send pricing 2026-11-27"},
        {"met Rhea Stone and Ivo Park at Quayside: agreed", "meeting [Rhea Stone|Ivo Park|Quayside]: agreed"},
        {"Email from Rhea: asks for a reference", "email inbound [Rhea]: asks for a reference"},
        {"email to Rhea, Ivo: sent it", "email outbound [Rhea|Ivo]: sent it"},
        {"call in Rhea: complaint", "call inbound [Rhea]: complaint"},
        {"incoming call Rhea: complaint", "call inbound [Rhea]: complaint"},
        {"called Rhea: no answer", "call outbound [Rhea]: no answer"},
        {"Rhea Stone call: fine", "call [Rhea Stone]: fine"},
        {"visit @Quayside Harbour #Sign-on 2026: walked the yard",
         "visit [@Quayside @Harbour|#Sign-on #2026]: walked the yard"},
        {"note: likes tea", "note []: likes tea"},
        {"call Rhea about renewal: wants it", "call [Rhea] about renewal: wants it"},
        {"call Rhea wants pricing next: send it", "call [Rhea wants pricing] > send it"},
        {"linkedin Rhea: liked our post", "social [Rhea]: liked our post"},
        {"", "- []"},
        {"asdf qwer", "- [asdf qwer]"},
        {"call 3M: about tape", "call [3M]: about tape"},
        {"Callaway Ltd: hello", "- [Callaway Ltd]: hello"},
    };
    CHECK(EXAMPLES);
}

static void test_when_and_how_long(void **state) {
    (void)state;
    static const example_t EXAMPLES[] = {
        {"call Rhea yesterday 14:00: hm", "call 2026-11-24 14:00 [Rhea]: hm"},
        {"call Rhea at 2pm 1h30: hm", "call 14:00 90m [Rhea]: hm"},
        {"call Rhea 9:30 am, 1 h 15 min: hm", "call 09:30 75m [Rhea]: hm"},
        {"call Rhea 12am half an hour: hm", "call 00:00 30m [Rhea]: hm"},
        {"friday meeting Rhea 1.5h: hm", "meeting 2026-11-20 90m [Rhea]: hm"},
        {"call Rhea on 3 nov 45 minutes: hm", "call 2026-11-03 45m [Rhea]: hm"},
        {"call Sun Wei 5m: hm", "call 5m [Sun Wei]: hm"},
        {"call May Chen 5m: hm", "call 5m [May Chen]: hm"},
        {"call sun 5m: hm", "call 2026-11-22 5m []: hm"},
        {"call Rhea 25:00: hm", "call [Rhea 25:00]: hm"},
        {"call Rhea 0m: hm", "call [Rhea 0m]: hm"},
    };
    CHECK(EXAMPLES);
}

static void test_promises_of_both_sides(void **state) {
    (void)state;
    static const example_t EXAMPLES[] = {
        {"call Rhea: fine, we: send draft friday, they: decide by end of month",
         "call [Rhea]: fine we send draft 2026-11-27 they decide 2026-11-30"},
        {"call Rhea: fine. promise: a reference customer", "call [Rhea]: fine. we a reference customer"},
        {"next: call Rhea tomorrow", "- [] > call Rhea 2026-11-26"},
        {"call Rhea: x, next: a friday, next: b monday", "call [Rhea]: x > a; b 2026-11-27"},
        {"call Rhea: x, next:", "call [Rhea]: x"},
        {"call Rhea: x, next: friday", "call [Rhea]: x > friday 2026-11-27"},
        {"call Rhea: the next step is hers", "call [Rhea]: the next step is hers"},
    };
    CHECK(EXAMPLES);
}

static void test_chinese(void **state) {
    (void)state;
    static const example_t EXAMPLES[] = {
        {"电话 王芳 海港集团 20分钟：续约前想要单点登录，下一步：周五发报价",
         "call 20m [王芳 海港集团]: 续约前想要单点登录 > 发报价 2026-11-27"},
        {"昨天下午3点半拜访王芳：很好", "visit 2026-11-24 15:30 [王芳]: 很好"},
        {"给王芳打电话20分钟：没人接", "call outbound 20m [王芳]: 没人接"},
        {"和王芳、李雷开会1小时：定了", "meeting 60m [王芳|李雷]: 定了"},
        {"来电 王芳: 投诉，我们：明天回复，对方：两周后决定",
         "call inbound [王芳]: 投诉 we 回复 2026-11-26 they 决定 2026-12-09"},
    };
    CHECK(EXAMPLES);
}

/* Pieces of lines put together at random: nothing breaks, and words lie within the head. */
static void test_any_text_is_taken(void **state) {
    (void)state;
    static const char *const PIECES[] = {"call ", "from ",  "Rhea ", "20m ", "1h",   "30",    ":",      "：",
                                         "next:", ", ",     "14:00", "#",    "@",    " ",     "王",     "芳",
                                         "周五",  "打电话", "给",    "，",   "we: ", "é",     "friday", "at ",
                                         "\"",    "+",      "1.5h",  "3点",  "半",   "about "};
    unsigned seed = (unsigned)time(NULL);
    printf("seed %u\n", seed);
    for (int i = 0; i < 20000; i++) {
        quick_line_t read;
        text_t text = text_create(arena, 400);
        for (int pieces = 0; pieces < 10; pieces++) {
            seed = seed * 1103515245u + 12345u;
            text_add(&text, PIECES[(seed >> 16) % (sizeof PIECES / sizeof PIECES[0])]);
        }
        quick_line_read(arena, text.data, WEDNESDAY, &read);
        for (size_t j = 0; j < read.word_count; j++) {
            const quick_word_t *word = &read.words[j];
            bool within = word->start < word->end && word->end <= strlen(read.head);
            if (!within || strlen(word->text) != word->end - word->start) fail_msg("\"%s\"", text.data);
        }
        if (i % 100 == 0) arena_clear(arena);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_line_has_kind_people_length_text_and_next_step),
        cmocka_unit_test(test_when_and_how_long),
        cmocka_unit_test(test_promises_of_both_sides),
        cmocka_unit_test(test_chinese),
        cmocka_unit_test(test_any_text_is_taken),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
