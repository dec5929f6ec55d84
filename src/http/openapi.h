/* The OpenAPI 3.1 document, made from the catalogue and the route tables. */
#ifndef DAYBOOK_HTTP_OPENAPI_H
#define DAYBOOK_HTTP_OPENAPI_H

#include "base/text.h"

void openapi_write(text_t *out);

#endif
