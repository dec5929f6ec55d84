/* The server in this process: many clients at once, a stop in the middle, and what depends on the clock. */
#include "http/server.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "customer/access.h"
#include "http/route.h"
#include "support/cmocka.h"
#include "support/import_book.h"

#include <netinet/in.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>
#include <unistd.h>

static const int64_t HOUR = 60 * 60 * 1000, DAY = 24 * 60 * 60 * 1000;

typedef struct house {
    import_book_t *book;
    job_runner_t *jobs;
    server_t *server;
    int port;
    const char *token; /* of an administrator */
    const char *link;  /* the same one's */
} house_t;

static bool house_prepare(store_tx_t *tx, void *argument) {
    house_t *house = argument;
    import_book_t *book = house->book;
    moment_t expires = 0;
    int64_t id = 0;
    context_t context = {
        .arena = book->arena, .tx = tx, .actor = &ACTOR_PROGRAM, .problem = &book->problem, .now = clock_now()};
    record_t *user = record_new(book->arena, catalogue_find("user"));
    record_set_text(user, "name", "Ada");
    record_set_text(user, "role", "administrator");
    return record_create(&context, user, &user) &&
           access_create_token(&context, user->id, "test", &id, &house->token) &&
           access_create_link(&context, user->id, "invitation", &house->link, &expires);
}

static house_t house_open(void) {
    house_t house = {.book = import_book_open("sqlite")};
    const server_options_t options = {.host = "127.0.0.1", .data = house.book->folder};
    log_set_level(LOG_WARNING);
    assert_true(store_write(house.book->store, house_prepare, &house, &house.book->problem));
    house.jobs = job_runner_start(house.book->store);
    house.server = server_start(house.book->store, house.jobs, &options, &house.book->problem);
    assert_non_null(house.server);
    house.port = server_port(house.server);
    return house;
}

static void house_close(house_t *house) {
    server_stop(house->server);
    job_runner_stop(house->jobs);
    import_book_close(house->book);
    clock_set(0);
}

/* Sends a request and gives the whole answer, "" when the server is gone. */
static const char *ask(arena_t *arena, int port, const char *request) {
    struct sockaddr_in address = {
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    text_t answer = text_create(arena, 1024 * 1024);
    char bytes[4096];
    ssize_t count = 0;
    int client = socket(AF_INET, SOCK_STREAM, 0);
    bool ok = connect(client, (struct sockaddr *)&address, sizeof address) == 0 &&
              send(client, request, strlen(request), MSG_NOSIGNAL) == (ssize_t)strlen(request);
    while (ok && (count = recv(client, bytes, sizeof bytes, 0)) > 0) text_add_bytes(&answer, bytes, (size_t)count);
    close(client);
    return answer.data;
}

static const char *request(arena_t *arena, const char *line, const char *headers, const char *body) {
    return arena_printf(arena,
                        "%s HTTP/1.1\r\nHost: test\r\nConnection: close\r\n%s"
                        "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
                        line, headers, strlen(body), body);
}

static const char *bearer(arena_t *arena, const house_t *house, const char *more) {
    return arena_printf(arena, "Authorization: Bearer %s\r\n%s", house->token, more);
}

static bool answers(const char *answer, int status) {
    char begin[32];
    snprintf(begin, sizeof begin, "HTTP/1.1 %d ", status);
    return text_starts_with(answer, begin);
}

typedef struct client {
    const house_t *house;
    int number;
    pthread_t thread;
    _Atomic int *created;
} client_t;

/* Works until the server is gone. */
static void *client_work(void *argument) {
    client_t *client = argument;
    const house_t *house = client->house;
    static const char *const reads[] = {"GET /api/v1/accounts?sort=-name&limit=5", "GET /api/v1/search?q=client",
                                        "GET /api/v1/accounts/1/overview", "GET /metrics", "GET /accounts"};
    for (int i = 0;; i++) {
        arena_t *arena = arena_create();
        const char *headers = bearer(arena, house, "");
        const char *body = arena_printf(arena, "{\"name\": \"Client %d number %d\"}", client->number, i);
        const char *made = ask(arena, house->port, request(arena, "POST /api/v1/accounts", headers, body));
        if (answers(made, 201)) atomic_fetch_add(client->created, 1);
        const char *read =
            ask(arena, house->port, request(arena, reads[i % (int)(sizeof reads / sizeof reads[0])], headers, ""));
        bool gone = *made == '\0' || *read == '\0';
        bool broken = answers(made, 500) || answers(read, 500);
        arena_destroy(arena);
        assert_false(broken);
        if (gone) return NULL;
    }
}

static void test_many_clients_work_until_a_stop_and_lose_nothing(void **state) {
    enum { CLIENTS = 8, ENOUGH = 100 };
    client_t clients[CLIENTS];
    _Atomic int created = 0;
    house_t house = house_open();
    (void)state;
    for (int i = 0; i < CLIENTS; i++) {
        clients[i] = (client_t){.house = &house, .number = i, .created = &created};
        assert_int_equal(pthread_create(&clients[i].thread, NULL, client_work, &clients[i]), 0);
    }
    arena_t *arena = arena_create();
    while (atomic_load(&created) < ENOUGH)
        assert_true(answers(ask(arena, house.port, request(arena, "GET /healthz", "", "")), 200));
    arena_destroy(arena);
    server_stop(house.server);
    house.server = NULL;
    for (int i = 0; i < CLIENTS; i++) pthread_join(clients[i].thread, NULL);
    int64_t kept = import_book_number(house.book, "SELECT count(*) FROM account");
    assert_true(kept >= atomic_load(&created));
    house_close(&house);
}

/* The value behind a mark in the answer, up to a character. */
static const char *value_behind(arena_t *arena, const char *answer, const char *mark, const char *end) {
    const char *found = strstr(answer, mark);
    assert_non_null(found);
    found += strlen(mark);
    return arena_strndup(arena, found, strcspn(found, end));
}

static void test_a_session_in_use_is_lengthened_in_the_browser_too(void **state) {
    house_t house = house_open();
    arena_t *arena = house.book->arena;
    moment_t now = clock_now();
    (void)state;
    const char *body = arena_printf(arena, "{\"token\": \"%s\"}", house.link);
    const char *entered = ask(arena, house.port, request(arena, "POST /api/v1/session/link", "", body));
    assert_true(answers(entered, 200));
    const char *cookie = value_behind(arena, entered, "Set-Cookie: ", ";");
    const char *headers = arena_printf(arena, "Cookie: %s\r\n", cookie);
    const char *mark =
        arena_printf(arena, "Set-Cookie: %s; Path=/; Max-Age=1209600; HttpOnly; SameSite=Strict", cookie);
    const char *soon = ask(arena, house.port, request(arena, "GET /api/v1/session", headers, ""));
    assert_true(answers(soon, 200));
    assert_null(strstr(soon, "Set-Cookie"));
    clock_set(now + 10 * DAY);
    assert_non_null(strstr(ask(arena, house.port, request(arena, "GET /api/v1/session", headers, "")), mark));
    clock_set(now + 20 * DAY);
    const char *secure = arena_printf(arena, "%sX-Forwarded-Proto: https\r\n", headers);
    const char *later = ask(arena, house.port, request(arena, "GET /api/v1/session", secure, ""));
    assert_non_null(strstr(later, arena_printf(arena, "%s; Secure", mark)));
    clock_set(now + 35 * DAY);
    assert_true(answers(ask(arena, house.port, request(arena, "GET /api/v1/session", headers, "")), 401));
    house_close(&house);
}

static void test_an_idempotency_key_is_kept_for_two_days(void **state) {
    house_t house = house_open();
    arena_t *arena = house.book->arena;
    moment_t now = clock_now();
    (void)state;
    const char *headers = bearer(arena, &house, "Idempotency-Key: once\r\n");
    const char *create = request(arena, "POST /api/v1/accounts", headers, "{\"name\": \"Once\"}");
    clock_set(now);
    assert_true(answers(ask(arena, house.port, create), 201));
    clock_set(now + 47 * HOUR);
    assert_true(answers(ask(arena, house.port, create), 201));
    assert_int_equal(import_book_number(house.book, "SELECT count(*) FROM account"), 1);
    clock_set(now + 49 * HOUR);
    assert_true(answers(ask(arena, house.port, create), 201));
    assert_int_equal(import_book_number(house.book, "SELECT count(*) FROM account"), 2);
    house_close(&house);
}

/* An address that fits the pattern. */
static const char *example_of(arena_t *arena, const char *pattern) {
    text_t path = text_create(arena, 256);
    while (*pattern != '\0') {
        const char *end = strchr(pattern, '}');
        if (*pattern == '{' && end != NULL) {
            text_add(&path, text_starts_with(pattern, "{id}") ? "7" : "leads");
            pattern = end + 1;
        } else {
            text_add_char(&path, *pattern++);
        }
    }
    return path.data;
}

static bool asks_for(arena_t *arena, const route_t *route, const char *method, const char *path) {
    request_t asked = {.arena = arena, .problem = problem_create(arena), .method = method, .path = path};
    return route_find(&asked) == route;
}

static void test_every_route_is_reached_by_its_address_and_described_once(void **state) {
    arena_t *arena = arena_create();
    text_t operations = text_create(arena, 64 * 1024);
    (void)state;
    for (size_t i = 0; ROUTE_TABLES[i] != NULL; i++) {
        for (const route_t *route = ROUTE_TABLES[i]; route->method != NULL; route++) {
            const char *path = example_of(arena, route->pattern);
            if (!asks_for(arena, route, route->method, path)) fail_msg("%s %s is not reached", route->method, path);
            if (route->operation == NULL) continue;
            const char *word = arena_printf(arena, " %s ", route->operation);
            if (strstr(operations.data, word) != NULL) fail_msg("the operation%swas told before", word);
            text_add(&operations, word);
            assert_non_null(route->summary);
        }
    }
    arena_destroy(arena);
}

static void test_an_address_that_is_taken_is_a_problem(void **state) {
    house_t house = house_open();
    const server_options_t taken = {.host = "127.0.0.1", .port = house.port, .data = house.book->folder};
    const server_options_t nowhere = {.host = "no such host", .data = house.book->folder};
    (void)state;
    assert_null(server_start(house.book->store, house.jobs, &taken, &house.book->problem));
    assert_string_equal(house.book->problem.code, "address_taken");
    problem_clear(&house.book->problem);
    assert_null(server_start(house.book->store, house.jobs, &nowhere, &house.book->problem));
    assert_string_equal(house.book->problem.code, "address_taken");
    house_close(&house);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_clients_work_until_a_stop_and_lose_nothing),
        cmocka_unit_test(test_a_session_in_use_is_lengthened_in_the_browser_too),
        cmocka_unit_test(test_an_idempotency_key_is_kept_for_two_days),
        cmocka_unit_test(test_every_route_is_reached_by_its_address_and_described_once),
        cmocka_unit_test(test_an_address_that_is_taken_is_a_problem),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
