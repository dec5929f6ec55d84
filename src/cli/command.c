#include "cli/command.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/text.h"
#include "insight/book.h"

#include <ctype.h>
#include <errno.h>
#include <sys/stat.h>

static void command_help(const command_t *command) {
    printf("usage: daybook %s%s%s%s\n\n%c%s.\n\n%s\n", command->name,
           command->options[0].name != NULL ? " [options]" : "", *command->arguments != '\0' ? " " : "",
           command->arguments, toupper((unsigned char)command->summary[0]), command->summary + 1, command->detail);
    if (command->options[0].name != NULL) printf("\noptions:\n");
    for (const option_t *option = command->options; option->name != NULL; option++) {
        int written = printf("  --%s%s%s", option->name, option->value != NULL ? " " : "",
                             option->value != NULL ? option->value : "");
        printf("%*s%s", written < 26 ? 26 - written : 1, "", option->help);
        if (option->otherwise != NULL) printf(" (%s)", option->otherwise);
        printf("\n");
    }
    printf("\nexample:\n  %s\n", command->example);
    printf("\nexit codes: 0 done, 1 failed, 2 wrong usage\n");
}

static int command_list(FILE *out) {
    fprintf(out, "usage: daybook COMMAND [options]\n\n");
    for (const command_t *command = COMMANDS; command->name != NULL; command++)
        fprintf(out, "  %-14s %s\n", command->name, command->summary);
    fprintf(out, "\ndaybook COMMAND --help tells more.\n");
    return out == stdout ? EXIT_DONE : EXIT_USAGE;
}

static int command_option_index(const command_t *command, const char *name) {
    for (int i = 0; command->options[i].name != NULL; i++)
        if (text_equal(command->options[i].name, name)) return i;
    return -1;
}

const char *command_value(const invocation_t *invocation, const char *option) {
    int index = command_option_index(invocation->command, option);
    return index >= 0 ? invocation->values[index] : NULL;
}

bool command_switch(const invocation_t *invocation, const char *option) {
    return command_value(invocation, option) != NULL;
}

int command_fail(invocation_t *invocation) {
    const problem_t *problem = &invocation->problem;
    fprintf(stderr, "daybook: %s\n", problem_is_set(problem) ? problem->message : "it failed; see the log above.");
    for (size_t i = 0; i < problem->field_count; i++)
        fprintf(stderr, "  %s: %s\n", problem->fields[i].field, problem->fields[i].message);
    return EXIT_FAILED;
}

bool command_usage(const invocation_t *invocation, const char *message, const char *detail) {
    fprintf(stderr, "daybook %s: %s%s (--help tells more)\n", invocation->command->name, message, detail);
    return false;
}

/* "--name value" or "--name=value". `used` counts the words that were read. */
static bool command_read_option(invocation_t *invocation, char **words, int count, int *used) {
    const char *word = words[0] + 2;
    const char *equals = strchr(word, '=');
    const char *name = equals != NULL ? arena_strndup(invocation->arena, word, (size_t)(equals - word)) : word;
    int index = command_option_index(invocation->command, name);
    if (index < 0) return command_usage(invocation, "there is no option --", name);
    const option_t *option = &invocation->command->options[index];
    *used = 1;
    if (option->value == NULL) {
        invocation->values[index] = "yes";
        return true;
    }
    const char *value = equals != NULL ? equals + 1 : count > 1 ? words[1] : NULL;
    if (value == NULL) return command_usage(invocation, "a value is missing behind --", name);
    if (equals == NULL) *used = 2;
    if (option->repeated && invocation->repeat_count == MOST_REPEATS)
        return command_usage(invocation, "too many of --", name);
    if (option->repeated) invocation->repeats[invocation->repeat_count++] = value;
    invocation->values[index] = value;
    return true;
}

static bool command_read_words(invocation_t *invocation, char **words, int count) {
    for (int i = 0; invocation->command->options[i].name != NULL; i++)
        invocation->values[i] = invocation->command->options[i].otherwise;
    for (int i = 0, used = 0; i < count; i += used) {
        used = 1;
        if (text_starts_with(words[i], "--")) {
            if (!command_read_option(invocation, words + i, count - i, &used)) return false;
        } else {
            if (invocation->argument_count == invocation->command->most_arguments)
                return command_usage(invocation, "one argument too many: ", words[i]);
            invocation->arguments[invocation->argument_count++] = words[i];
        }
    }
    if (invocation->argument_count < invocation->command->least_arguments)
        return command_usage(invocation, "this is missing: ", invocation->command->arguments);
    return true;
}

/* The command that the first words name, and how many they are. */
static const command_t *command_find(char **words, int count, int *used) {
    for (const command_t *command = COMMANDS; command->name != NULL; command++) {
        const char *space = strchr(command->name, ' ');
        size_t first = space != NULL ? (size_t)(space - command->name) : strlen(command->name);
        if (strlen(words[0]) != first || strncmp(words[0], command->name, first) != 0) continue;
        *used = space != NULL ? 2 : 1;
        if (space == NULL || (count > 1 && text_equal(words[1], space + 1))) return command;
    }
    return NULL;
}

static int command_refuse(const char *word) {
    fprintf(stderr, "daybook: there is no command %s\n\n", word);
    return command_list(stderr);
}

static bool command_asks_for_help(char **words, int count) {
    for (int i = 0; i < count; i++)
        if (text_equal(words[i], "--help") || text_equal(words[i], "-h")) return true;
    return false;
}

int command_main(int count, char **arguments) {
    int used = 0;
    book_register_types();
    if (count < 2) return command_list(stderr);
    if (text_equal(arguments[1], "help")) return command_list(stdout);
    const command_t *command = command_find(arguments + 1, count - 1, &used);
    if (command == NULL && command_asks_for_help(arguments + 1, count - 1)) return command_list(stdout);
    if (command == NULL) return command_refuse(arguments[1]);
    char **words = arguments + 1 + used;
    int word_count = count - 1 - used;
    if (command_asks_for_help(words, word_count)) {
        command_help(command);
        return EXIT_DONE;
    }
    if (command->run != command_serve) log_set_level(LOG_WARNING);
    arena_t *arena = arena_create();
    invocation_t invocation = {.arena = arena, .problem = problem_create(arena), .command = command};
    int code = command_read_words(&invocation, words, word_count) ? command->run(&invocation) : EXIT_USAGE;
    arena_destroy(arena);
    return code;
}

typedef struct command_step {
    invocation_t *invocation;
    command_work_t work;
    void *argument;
} command_step_t;

static bool command_run_step(store_tx_t *tx, void *argument) {
    const command_step_t *step = argument;
    context_t context = {.arena = step->invocation->arena,
                         .tx = tx,
                         .actor = &ACTOR_PROGRAM,
                         .problem = &step->invocation->problem,
                         .now = clock_now()};
    return step->work(&context, step->argument);
}

bool command_write(invocation_t *invocation, store_t *store, command_work_t work, void *argument) {
    command_step_t step = {invocation, work, argument};
    return store_write(store, command_run_step, &step, &invocation->problem);
}

bool command_read(invocation_t *invocation, store_t *store, command_work_t work, void *argument) {
    command_step_t step = {invocation, work, argument};
    return store_read(store, command_run_step, &step, &invocation->problem);
}

static bool command_prepare_book(context_t *context, void *argument) {
    (void)argument;
    return book_prepare(context);
}

store_t *command_open_book(invocation_t *invocation) {
    const char *data = command_value(invocation, "data");
    const char *url = command_value(invocation, "db");
    const store_options_t options = {.create = invocation->command->creates};
    if (options.create && mkdir(data, 0700) != 0 && errno != EEXIST) {
        problem_set(&invocation->problem, PROBLEM_UNAVAILABLE, "no_folder", "The folder %s cannot be made: %s.", data,
                    strerror(errno));
        return NULL;
    }
    const char *location = url != NULL ? url : arena_printf(invocation->arena, "%s/daybook.db", data);
    store_t *store = store_open(location, &options, &invocation->problem);
    if (store == NULL) return NULL;
    if (store_migrate(store, &invocation->problem) && command_write(invocation, store, command_prepare_book, NULL))
        return store;
    store_close(store);
    return NULL;
}
