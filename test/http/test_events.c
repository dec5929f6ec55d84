/* The ring of events: who is told what, who is told to read anew, and what a stream leaves behind. */
#include "http/events.h"

#include "base/text.h"
#include "customer/account.h"
#include "support/cmocka.h"
#include "support/import_book.h"

#include <sys/socket.h>
#include <unistd.h>

typedef struct line {
    import_book_t *book;
    events_t *events;
    int sockets[2];
} line_t;

static const actor_t ADA = {.user_id = 1, .role = ROLE_MANAGER, .name = "Ada", .locale = "en"};
static const actor_t BOB = {.user_id = 2, .role = ROLE_MANAGER, .name = "Bob", .locale = "en"};

static line_t line_open(void) {
    line_t line = {.book = import_book_open("sqlite")};
    assert_non_null(line.book);
    line.events = events_start(line.book->store);
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, line.sockets), 0);
    return line;
}

static void line_close(const line_t *line) {
    events_end_streams(line->events);
    events_stop(line->events);
    close(line->sockets[0]);
    if (line->sockets[1] >= 0) close(line->sockets[1]);
    import_book_close(line->book);
}

static stream_t *stream_of(const line_t *line, const actor_t *actor) {
    problem_t problem = problem_create(line->book->arena);
    return stream_open(line->events, actor, line->sockets[0], 1000, &problem);
}

static const char *next_of(const line_t *line, stream_t *stream) {
    char buffer[EVENT_LIMIT];
    size_t length = stream_next(stream, buffer);
    return length > 0 ? arena_strndup(line->book->arena, buffer, length) : NULL;
}

static void each_is_told_what_is_meant_for_them(void **state) {
    (void)state;
    line_t line = line_open();
    stream_t *ada = stream_of(&line, &ADA), *bob = stream_of(&line, &BOB);
    events_publish(line.events, &(event_t){.kind = "change", .mark = 7, .body = "{}"});
    events_publish(line.events, &(event_t){.kind = "notifications", .user_id = 2, .body = "{\"unread\":1}"});
    assert_string_equal(next_of(&line, ada), "id: 7\nevent: change\ndata: {}\n\n");
    assert_null(next_of(&line, ada));
    assert_string_equal(next_of(&line, bob), "id: 7\nevent: change\ndata: {}\n\n");
    assert_string_equal(next_of(&line, bob), "event: notifications\ndata: {\"unread\":1}\n\n");
    assert_int_equal(stream_wait(bob, 0), STREAM_NEWS);
    assert_int_equal(stream_wait(bob, 0), STREAM_TIME);
    assert_int_equal(stream_mark(ada), 7);
    stream_close(ada);
    stream_close(bob);
    line_close(&line);
}

static void who_falls_behind_the_ring_reads_everything_anew(void **state) {
    (void)state;
    line_t line = line_open();
    stream_t *slow = stream_of(&line, &ADA);
    for (int64_t i = 1; i <= 1024; i++) events_publish(line.events, &(event_t){"change", i, 0, NULL, 0, "{}"});
    stream_t *late = stream_of(&line, &BOB);
    assert_string_equal(next_of(&line, slow), "id: 1\nevent: change\ndata: {}\n\n");
    for (int64_t i = 1025; i <= 1030; i++) events_publish(line.events, &(event_t){"change", i, 0, NULL, 0, "{}"});
    assert_string_equal(next_of(&line, slow), "id: 1030\nevent: reset\ndata: {}\n\n");
    assert_null(next_of(&line, slow));
    assert_string_equal(next_of(&line, late), "id: 1025\nevent: change\ndata: {}\n\n");
    stream_close(slow);
    stream_close(late);
    line_close(&line);
}

static void those_at_the_same_record_see_each_other_come_and_go(void **state) {
    (void)state;
    line_t line = line_open();
    stream_t *ada = stream_of(&line, &ADA), *bob = stream_of(&line, &BOB);
    assert_false(events_look_at(line.events, stream_name(ada), 2, &ACCOUNT, 7));
    assert_true(events_look_at(line.events, stream_name(ada), 1, &ACCOUNT, 7));
    assert_true(events_look_at(line.events, stream_name(bob), 2, &ACCOUNT, 7));
    assert_non_null(strstr(next_of(&line, ada), "\"users\":[{\"id\":1,\"title\":\"Ada\"}]"));
    const char *both = next_of(&line, ada);
    assert_true(strstr(both, "\"title\":\"Ada\"") != NULL && strstr(both, "\"title\":\"Bob\"") != NULL);
    stream_close(bob);
    assert_non_null(strstr(next_of(&line, ada), "\"users\":[{\"id\":1,\"title\":\"Ada\"}]"));
    stream_close(ada);
    line_close(&line);
}

static void a_stream_ends_with_its_client_and_with_the_server(void **state) {
    (void)state;
    line_t line = line_open();
    stream_t *ada = stream_of(&line, &ADA), *bob = stream_of(&line, &BOB);
    events_recheck(line.events, 1);
    assert_int_equal(stream_wait(ada, 0), STREAM_RECHECK);
    assert_int_equal(stream_wait(bob, 0), STREAM_TIME);
    close(line.sockets[1]);
    line.sockets[1] = -1;
    assert_int_equal(stream_wait(ada, 60000), STREAM_OVER);
    events_end_streams(line.events);
    assert_null(stream_of(&line, &ADA));
    stream_close(ada);
    stream_close(bob);
    assert_int_equal(events_open_streams(line.events), 0);
    line_close(&line);
}

static void one_user_cannot_take_all_streams(void **state) {
    (void)state;
    line_t line = line_open();
    stream_t *streams[EVENTS_STREAMS_OF_USER];
    for (int i = 0; i < EVENTS_STREAMS_OF_USER; i++) assert_non_null(streams[i] = stream_of(&line, &ADA));
    assert_null(stream_of(&line, &ADA));
    stream_t *bob = stream_of(&line, &BOB);
    assert_non_null(bob);
    stream_close(bob);
    for (int i = 0; i < EVENTS_STREAMS_OF_USER; i++) stream_close(streams[i]);
    line_close(&line);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_is_told_what_is_meant_for_them),
        cmocka_unit_test(who_falls_behind_the_ring_reads_everything_anew),
        cmocka_unit_test(those_at_the_same_record_see_each_other_come_and_go),
        cmocka_unit_test(a_stream_ends_with_its_client_and_with_the_server),
        cmocka_unit_test(one_user_cannot_take_all_streams),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
