/* Members of a request's object, each read with a problem that names it by its path: "lines.2.quantity".
 *
 * A member that is left out or null leaves `out` as it is and is no problem; a wrong one returns false. */
#ifndef DAYBOOK_TRADE_BODY_H
#define DAYBOOK_TRADE_BODY_H

#include "base/money.h"
#include "catalogue/context.h"

#include <jansson.h>

typedef struct body {
    context_t *context;
    json_t *json;     /* NULL: nothing is given */
    const char *path; /* "" or "lines.2." */
} body_t;

body_t body_of(context_t *context, json_t *json);

/* The element of an array member; its path is "name.index.". */
body_t body_element(const body_t *body, const char *name, size_t index);
bool body_array(const body_t *body, const char *name, size_t most, size_t *count);

bool body_has(const body_t *body, const char *name);
bool body_id(const body_t *body, const char *name, int64_t *out); /* 7 or {"id": 7} */
bool body_decimal(const body_t *body, const char *name, int scale, int64_t *out);
bool body_money(const body_t *body, const char *name, const currency_t *currency, int64_t *out);
bool body_percent(const body_t *body, const char *name, int64_t *out); /* 0 to 100, two digits behind the point */
bool body_text(const body_t *body, const char *name, size_t most, const char **out); /* "" is as left out */
bool body_date(const body_t *body, const char *name, const char **out);
bool body_yes_no(const body_t *body, const char *name, bool *out);

/* Adds a problem of a member; always false. */
bool body_refuse(const body_t *body, const char *name, const char *code, const char *message);

#endif
