#include "customer/saved_view_state.h"

#include "base/text.h"
#include "catalogue/filter.h"
#include "catalogue/sort.h"
#include "customer/saved_view.h"

#include <string.h>

enum { MOST_PARAMETERS = 40 };

bool saved_view_screen(const char *screen) {
    return text_equal(screen, "pipeline") || text_equal(screen, "inbox") || catalogue_find_plural(screen) != NULL;
}

static int hex_digit(char character) {
    if (character >= '0' && character <= '9') return character - '0';
    if (character >= 'a' && character <= 'f') return character - 'a' + 10;
    if (character >= 'A' && character <= 'F') return character - 'A' + 10;
    return -1;
}

/* What an escaped part of an address means; NULL when it is badly escaped or no readable text. */
static const char *state_decode(arena_t *arena, const char *source, size_t length) {
    char *out = arena_alloc(arena, length + 1);
    size_t written = 0;
    for (size_t i = 0; i < length; i++) {
        char character = source[i] == '+' ? ' ' : source[i];
        if (character == '%') {
            int high = i + 2 < length ? hex_digit(source[i + 1]) : -1;
            int low = high >= 0 ? hex_digit(source[i + 2]) : -1;
            if (high < 0 || low < 0) return NULL;
            character = (char)(high * 16 + low);
            i += 2;
        }
        if ((unsigned char)character < ' ' || character == 0x7f) return NULL;
        out[written++] = character;
    }
    out[written] = '\0';
    return text_is_utf8(out, written) ? out : NULL;
}

static bool state_parse(context_t *context, const char *state, list_parameter_t *out, size_t *count) {
    *count = 0;
    for (const char *part = state; *part != '\0';) {
        size_t length = strcspn(part, "&"), name = strcspn(part, "=&");
        if (*count == MOST_PARAMETERS || name == 0 || name == length) return false;
        out[*count].name = state_decode(context->arena, part, name);
        out[*count].value = state_decode(context->arena, part + name + 1, length - name - 1);
        if (out[*count].name == NULL || out[*count].value == NULL) return false;
        (*count)++;
        part += length + (part[length] == '&');
    }
    return true;
}

/* As the list itself would read it; its answer becomes one about the view. */
static bool state_check_list(context_t *context, const list_query_t *query) {
    filter_t filter = {0};
    sort_t sort = {0};
    const char *order = list_parameter_value(query, "sort");
    if (filter_build(context, query, &filter) && (order == NULL || sort_parse(context, query->type, order, &sort)))
        return true;
    if (store_failed(context->tx)) return false;
    problem_clear(context->problem);
    return problem_add_field(context->problem, "state", "not_a_query", "The list does not understand this view.");
}

bool saved_view_check_state(context_t *context, const char *screen, const char *state) {
    list_parameter_t parameters[MOST_PARAMETERS];
    list_query_t query = {.type = catalogue_find_plural(screen), .parameters = parameters};
    if (strlen(state) > SAVED_VIEW_STATE)
        return problem_add_field(context->problem, "state", "too_long", "A view has at most %d characters.",
                                 SAVED_VIEW_STATE);
    if (!state_parse(context, state, parameters, &query.parameter_count))
        return problem_add_field(context->problem, "state", "not_a_query",
                                 "This must be the text of an address such as tier=a&sort=-name.");
    return query.type == NULL || state_check_list(context, &query);
}
