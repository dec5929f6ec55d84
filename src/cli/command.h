/* The program's commands: each is a row of a table with its options, from which --help and the man pages are made. */
#ifndef DAYBOOK_CLI_COMMAND_H
#define DAYBOOK_CLI_COMMAND_H

#include "base/arena.h"
#include "base/problem.h"
#include "catalogue/context.h"
#include "store/store.h"

#include <stdbool.h>

enum { EXIT_DONE = 0, EXIT_FAILED = 1, EXIT_USAGE = 2, MOST_OPTIONS = 16, MOST_ARGUMENTS = 4, MOST_REPEATS = 64 };

typedef struct option {
    const char *name;  /* "data" of --data */
    const char *value; /* what stands for its value in the help: "DIR"; NULL: a switch */
    const char *help;
    const char *otherwise; /* the value when it is not given, or NULL */
    bool repeated;
} option_t;

typedef struct invocation {
    arena_t *arena;
    problem_t problem;
    const struct command *command;
    const char *values[MOST_OPTIONS];  /* one per option of the command */
    const char *repeats[MOST_REPEATS]; /* of its repeated option */
    size_t repeat_count;
    const char *arguments[MOST_ARGUMENTS];
    size_t argument_count;
} invocation_t;

typedef struct command {
    const char *name;      /* "user add" */
    const char *arguments; /* "FILE", or "" */
    size_t least_arguments, most_arguments;
    const char *summary;
    const char *detail; /* lines of at most 82 characters */
    const char *example;
    const option_t *options; /* ended by a NULL name */
    int (*run)(invocation_t *invocation);
    bool creates; /* begins a book where there is none */
} command_t;

extern const command_t COMMANDS[]; /* ended by a NULL name */

int command_serve(invocation_t *invocation);
int command_demo(invocation_t *invocation);
int command_user_add(invocation_t *invocation);
int command_token_create(invocation_t *invocation);
int command_import(invocation_t *invocation);
int command_export(invocation_t *invocation);
int command_openapi(invocation_t *invocation);
int command_check(invocation_t *invocation);
int command_ledger_verify(invocation_t *invocation);
int command_ledger_export(invocation_t *invocation);
int command_orders_import(invocation_t *invocation);
int command_version(invocation_t *invocation);

/* The value of an option, NULL when it was not given and has no other. */
const char *command_value(const invocation_t *invocation, const char *option);
bool command_switch(const invocation_t *invocation, const char *option);

/* Prints the problem on standard error, with its fields; gives EXIT_FAILED. */
int command_fail(invocation_t *invocation);

/* Tells on standard error what is wrong with how the command was called; false. */
bool command_usage(const invocation_t *invocation, const char *message, const char *detail);

/* Opens the book that --data and --db name, brings its schema up to date and gives it what a new book needs.
 * NULL with a problem. */
store_t *command_open_book(invocation_t *invocation);

/* Runs `work` as the program itself in a write (or read) transaction. */
typedef bool (*command_work_t)(context_t *context, void *argument);
bool command_write(invocation_t *invocation, store_t *store, command_work_t work, void *argument);
bool command_read(invocation_t *invocation, store_t *store, command_work_t work, void *argument);

/* Runs the program: finds the command, reads its options, runs it. Gives the exit code. */
int command_main(int count, char **arguments);

#endif
