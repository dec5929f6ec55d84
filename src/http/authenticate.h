/* Who is asking: by session cookie, with its token against forged requests, or by API token. */
#ifndef DAYBOOK_HTTP_AUTHENTICATE_H
#define DAYBOOK_HTTP_AUTHENTICATE_H

#include "http/route.h"

/* Fills in the request's actor. A problem when the route needs one and there is none, or the request may be forged. */
bool authenticate(request_t *request);

/* The same on a route that is open to anybody, but tells more to some. */
bool authenticate_user(request_t *request);

/* The same for an answer that goes to anybody; changes nothing but the request. */
bool authenticate_look(request_t *request);

/* Whether whoever sent the request, which may be hours ago, may still act. Changes nothing of the request. */
bool authenticate_again(const request_t *request);

/* The cookie of a session; a NULL token takes it away. */
void authenticate_set_cookie(request_t *request, const char *token);

#endif
