#include "http/form.h"

#include <microhttpd.h>
#include <string.h>

/* One part; NULL when it is no UTF-8. */
static const char *form_decode(arena_t *arena, const char *part) {
    char *text = arena_strdup(arena, part);
    for (char *c = text; *c != '\0'; c++)
        if (*c == '+') *c = ' ';
    size_t length = MHD_http_unescape(text);
    return text_is_utf8(text, length) ? text : NULL;
}

bool form_read(request_t *request, form_take_t take, void *argument) {
    char *rest = arena_strdup(request->arena, request->body != NULL ? request->body : "");
    while (rest != NULL) {
        char *value = strsep(&rest, "&");
        const char *name = strsep(&value, "=");
        const char *decoded = value != NULL ? form_decode(request->arena, value) : "";
        if (decoded == NULL)
            return problem_set(&request->problem, PROBLEM_INVALID, "bad_text",
                               "What was sent is not well-formed UTF-8.");
        take(argument, name, decoded);
    }
    return true;
}
