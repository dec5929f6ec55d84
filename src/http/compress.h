/* Answers as gzip, for clients that take it: JSON shrinks to a tenth, which a telephone notices. */
#ifndef DAYBOOK_HTTP_COMPRESS_H
#define DAYBOOK_HTTP_COMPRESS_H

#include "http/request.h"

/* Replaces the body of the request's answer by its gzip form when it is worth it and the client accepts it. */
void compress_answer(request_t *request);

#endif
