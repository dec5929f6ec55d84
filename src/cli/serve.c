/* daybook serve: opens the book, lets the first administrator in, serves until it is told to stop. */
#include "base/log.h"
#include "base/mail.h"
#include "base/text.h"
#include "cli/command.h"
#include "customer/access.h"
#include "http/server.h"
#include "jobs/job.h"

#include <signal.h>

static bool serve_first_link(context_t *context, void *argument) {
    return access_let_first_in(context, argument);
}

static bool serve_read_address(invocation_t *invocation, server_options_t *options) {
    int64_t port = 0, connections = 0, timeout = 0;
    char *listen = arena_strdup(invocation->arena, command_value(invocation, "listen"));
    char *colon = strrchr(listen, ':');
    bool ok = colon != NULL && text_parse_int(colon + 1, &port) && port >= 0 && port <= 65535 &&
              text_parse_int(command_value(invocation, "connections"), &connections) && connections > 0 &&
              text_parse_int(command_value(invocation, "timeout"), &timeout) && timeout > 0;
    if (!ok)
        return problem_set(&invocation->problem, PROBLEM_BAD_REQUEST, "usage",
                           "--listen takes HOST:PORT; --connections and --timeout take numbers above 0.");
    *colon = '\0';
    bool bracketed = listen[0] == '[' && colon > listen + 1;
    if (bracketed) colon[-1] = '\0';
    options->host = bracketed ? listen + 1 : listen;
    options->port = (int)port;
    options->connections = (int)connections;
    options->timeout_seconds = (int)timeout;
    return true;
}

static void serve_print(invocation_t *invocation, const server_t *server, const server_options_t *options,
                        const char *token) {
    bool bracketed = strchr(options->host, ':') != NULL;
    const char *origin = options->origin;
    if (origin == NULL)
        origin = arena_printf(invocation->arena, "http://%s%s%s:%d", bracketed ? "[" : "", options->host,
                              bracketed ? "]" : "", server_port(server));
    printf("Daybook is open at %s\n", origin);
    if (token != NULL) printf("Nobody can sign in yet. This link lets you in, once:\n  %s/link/%s\n", origin, token);
    fflush(stdout);
}

/* Before any other thread begins: they inherit the mask, so that only sigwait sees the signals. */
static void serve_block_signals(sigset_t *signals) {
    sigemptyset(signals);
    sigaddset(signals, SIGTERM);
    sigaddset(signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, signals, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static int serve_until_told(invocation_t *invocation, store_t *store, const server_options_t *options,
                            const sigset_t *signals) {
    const char *token = NULL;
    int signal_number = 0;
    if (!command_write(invocation, store, serve_first_link, &token)) return command_fail(invocation);
    job_runner_t *jobs = job_runner_start(store);
    server_t *server = server_start(store, jobs, options, &invocation->problem);
    if (server != NULL) {
        serve_print(invocation, server, options, token);
        sigwait(signals, &signal_number);
        log_event(LOG_INFO, "stopping", LOG_INT("signal", signal_number));
    }
    bool served = server != NULL;
    server_stop(server);
    job_runner_stop(jobs);
    return served ? EXIT_DONE : command_fail(invocation);
}

/* Before any other thread begins, as the mail library wants it. */
static bool serve_set_up_mail(invocation_t *invocation) {
    const mail_settings_t settings = {.server = command_value(invocation, "smtp"),
                                      .from = command_value(invocation, "mail-from"),
                                      .password = getenv("DAYBOOK_SMTP_PASSWORD"),
                                      .origin = command_value(invocation, "origin")};
    return settings.server == NULL || mail_configure(&settings, &invocation->problem);
}

int command_serve(invocation_t *invocation) {
    server_options_t options = {.data = command_value(invocation, "data"),
                                .origin = command_value(invocation, "origin")};
    if (!serve_read_address(invocation, &options) || !serve_set_up_mail(invocation)) {
        command_fail(invocation);
        return EXIT_USAGE;
    }
    sigset_t signals;
    serve_block_signals(&signals);
    if (command_switch(invocation, "quiet")) log_set_level(LOG_WARNING);
    store_t *store = command_open_book(invocation);
    if (store == NULL) return command_fail(invocation);
    int code = serve_until_told(invocation, store, &options, &signals);
    store_close(store);
    return code;
}
