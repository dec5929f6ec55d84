/* The table of all paths. A pattern's segments are literal, or {records} (a record type's plural), {id} (a number) or
 * {text}. */
#ifndef DAYBOOK_HTTP_ROUTE_H
#define DAYBOOK_HTTP_ROUTE_H

#include "http/request.h"

typedef bool (*handler_t)(request_t *request);

enum route_flag {
    ROUTE_OPEN = 1 << 0,    /* without signing in */
    ROUTE_BYTES = 1 << 1,   /* the body is a file: its own limit, any media type */
    ROUTE_UPLOAD = 1 << 2,  /* the body goes to a file under the data folder */
    ROUTE_RECORDS = 1 << 3, /* described in the OpenAPI document once per record type */
    ROUTE_CREATES = 1 << 4, /* answers 201 */
    ROUTE_REPEATS = 1 << 5  /* takes an Idempotency-Key (repeat_run) */
};

typedef struct route {
    const char *method;
    const char *pattern;
    handler_t handler;
    unsigned flags;
    const char *operation; /* operationId in the OpenAPI document; NULL: not in it */
    const char *summary;
    const char *input, *output; /* schema names, NULL: none; an output may be media types with spaces between */
} route_t;

/* The routes of one file, ended by a NULL method. */
extern const route_t ROUTES_RECORDS[], ROUTES_SESSION[], ROUTES_CUSTOMER[], ROUTES_PIPELINE[], ROUTES_SYSTEM[],
    ROUTES_IMPORTS[], ROUTES_LEADS[], ROUTES_FORMS[], ROUTES_HANDOVER[], ROUTES_NOTIFICATIONS[], ROUTES_LIVE[],
    ROUTES_DUPLICATES[], ROUTES_QUICK_LOG[], ROUTES_TODAY[], ROUTES_FIRST_DAY[], ROUTES_VIEWS[], ROUTES_LEDGER[];
extern const route_t ROUTES_PRICES[];
extern const route_t ROUTES_ORDERS[], ROUTES_RECEIVABLES[];
extern const route_t ROUTES_QUOTES[];
extern const route_t ROUTES_TRAIL[];
extern const route_t ROUTES_STOCK[];
extern const route_t ROUTES_CONTRACTS[];

/* All route tables, ended by NULL, for the document. */
extern const route_t *const ROUTE_TABLES[];

/* The route of method and path, with what its pattern names filled into the request. NULL with a problem: 404 or 405.
 */
const route_t *route_find(request_t *request);

/* What the path answers to, as in Allow: "GET, HEAD, POST, OPTIONS". NULL with a problem: 404. */
const char *route_methods(request_t *request);

#endif
