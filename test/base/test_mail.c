/* Letters as they go over the wire, and what is no address. */
#include "base/mail.h"

#include "base/text.h"
#include "support/cmocka.h"

#include <sodium.h>

static const mail_settings_t SETTINGS = {.server = "smtp://localhost", .from = "daybook@tideline.example"};

static void a_letter_carries_any_script_in_plain_lines(void **state) {
    (void)state;
    arena_t *arena = arena_create();
    const mail_t mail = {"bob@tideline.example", "您的 Daybook 今日摘要，足够长以至于需要拆成多个编码词，2026-03-01",
                         "Zoë\nring\n"};
    const char *letter = mail_compose(arena, &SETTINGS, &mail, 1772355600);
    assert_non_null(strstr(letter, "Date: Sun, 01 Mar 2026 09:00:00 +0000\r\n"));
    assert_non_null(strstr(letter, "\r\nTo: <bob@tideline.example>\r\n"));
    assert_non_null(strstr(letter, "@tideline.example>\r\nSubject: =?UTF-8?B?"));
    assert_non_null(strstr(letter, "?=\r\n =?UTF-8?B?"));
    assert_non_null(strstr(letter, "\r\n\r\nWm/Dqw0KcmluZw0K\r\n"));
    for (const char *line = letter; *line != '\0'; line = strchr(line, '\n') + 1) {
        assert_true(strcspn(line, "\r") <= 100);
        for (const char *c = line; *c != '\n'; c++) assert_true((unsigned char)*c < 0x80);
    }
    arena_destroy(arena);
}

static void a_subject_cannot_add_lines_of_its_own(void **state) {
    (void)state;
    arena_t *arena = arena_create();
    const mail_t mail = {"bob@tideline.example", "Hello\r\nBcc: eve@evil.example", "text"};
    assert_null(strstr(mail_compose(arena, &SETTINGS, &mail, 0), "Bcc"));
    arena_destroy(arena);
}

static void only_mail_servers_and_plain_addresses_are_taken(void **state) {
    (void)state;
    static const mail_settings_t bad[] = {
        {.server = "http://localhost", .from = "a@b.example"},
        {.server = "smtp://localhost", .from = NULL},
        {.server = "smtp://localhost", .from = "a@b.example\r\nX"},
        {.server = "smtp://localhost", .from = "a b@c.example"},
        {.server = "smtp://localhost", .from = "a@b@c"},
        {.server = "file:///etc/passwd", .from = "a@b.example"},
        {.server = "smtp://localhost", .from = "<a@b.example>"},
    };
    arena_t *arena = arena_create();
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        problem_t problem = problem_create(arena);
        assert_false(mail_configure(&bad[i], &problem));
        assert_true(problem_is_set(&problem));
    }
    assert_null(mail_settings());
    problem_t problem = problem_create(arena);
    assert_false(mail_send(arena, &(mail_t){"a@b.example", "s", "t"}, &problem));
    arena_destroy(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_carries_any_script_in_plain_lines),
        cmocka_unit_test(a_subject_cannot_add_lines_of_its_own),
        cmocka_unit_test(only_mail_servers_and_plain_addresses_are_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
