#include "http/route.h"

#include "base/text.h"

/* clang-format off */
const route_t *const ROUTE_TABLES[] = {
    ROUTES_SYSTEM, ROUTES_SESSION, ROUTES_CUSTOMER, ROUTES_PIPELINE, ROUTES_IMPORTS, ROUTES_LEADS, ROUTES_FORMS,
    ROUTES_HANDOVER, ROUTES_TODAY, ROUTES_NOTIFICATIONS, ROUTES_DUPLICATES, ROUTES_QUICK_LOG, ROUTES_LIVE, ROUTES_LEDGER,
    ROUTES_PRICES,
    ROUTES_ORDERS,
    ROUTES_STOCK,
    ROUTES_CONTRACTS,
    ROUTES_RECEIVABLES,
    ROUTES_QUOTES,
    ROUTES_TRAIL,
    ROUTES_FIRST_DAY, ROUTES_VIEWS, ROUTES_RECORDS, NULL,
};
/* clang-format on */

/* Fills in what a segment of the pattern names; false when the path's segment does not fit. */
static bool route_segment(request_t *request, const char *pattern, size_t pattern_length, const char *segment,
                          size_t length) {
    const char *text = arena_strndup(request->arena, segment, length);
    const char *name = arena_strndup(request->arena, pattern, pattern_length);
    if (text_equal(name, "{records}")) return (request->type = catalogue_find_plural(text)) != NULL;
    if (text_equal(name, "{id}")) return text_parse_int(text, &request->record_id) && request->record_id > 0;
    if (text_equal(name, "{text}")) return *(request->path_text = text) != '\0';
    return text_equal(name, text);
}

static bool route_matches(request_t *request, const char *pattern) {
    const char *path = request->path;
    while (*pattern != '\0' && *path != '\0') {
        size_t pattern_length = strcspn(pattern + 1, "/");
        size_t length = strcspn(path + 1, "/");
        if (!route_segment(request, pattern + 1, pattern_length, path + 1, length)) return false;
        pattern += 1 + pattern_length;
        path += 1 + length;
    }
    return *pattern == '\0' && *path == '\0';
}

static bool route_allows(const route_t *route, const char *method) {
    return text_equal(route->method, method) || (text_equal(method, "HEAD") && text_equal(route->method, "GET"));
}

static void route_add_method(text_t *methods, const char *method) {
    if (strstr(methods->data, method) != NULL) return;
    text_add_format(methods, "%s%s", methods->length > 0 ? ", " : "", method);
}

/* The route, or NULL with the methods that the path has, if any. */
static const route_t *route_search(request_t *request, text_t *methods) {
    for (size_t i = 0; ROUTE_TABLES[i] != NULL; i++) {
        for (const route_t *route = ROUTE_TABLES[i]; route->method != NULL; route++) {
            request->type = NULL;
            if (!route_matches(request, route->pattern)) continue;
            if (route_allows(route, request->method)) return route;
            route_add_method(methods, route->method);
            if (text_equal(route->method, "GET")) route_add_method(methods, "HEAD");
        }
    }
    if (methods->length > 0) route_add_method(methods, "OPTIONS");
    return NULL;
}

static void route_refuse_path(request_t *request) {
    problem_set(&request->problem, PROBLEM_NOT_FOUND, "not_found", "There is nothing at this address.");
}

const route_t *route_find(request_t *request) {
    text_t methods = text_create(request->arena, 256);
    const route_t *route = route_search(request, &methods);
    if (route != NULL) return route;
    if (methods.length > 0) {
        response_header(request, "Allow", methods.data);
        problem_set(&request->problem, PROBLEM_METHOD_NOT_ALLOWED, "method_not_allowed",
                    "This address answers only to %s.", methods.data);
    } else {
        route_refuse_path(request);
    }
    return NULL;
}

const char *route_methods(request_t *request) {
    text_t methods = text_create(request->arena, 256);
    route_search(request, &methods);
    if (methods.length > 0) return methods.data;
    route_refuse_path(request);
    return NULL;
}
