/* What a page's form sends: application/x-www-form-urlencoded. */
#ifndef DAYBOOK_HTTP_FORM_H
#define DAYBOOK_HTTP_FORM_H

#include "http/request.h"

/* Tells each name and value of the body, in their order; a problem when one is no UTF-8. */
typedef void (*form_take_t)(void *argument, const char *name, const char *value);
bool form_read(request_t *request, form_take_t take, void *argument);

#endif
