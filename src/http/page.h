/* What is no call of the API: the files of the web app, and at any other address its page. */
#ifndef DAYBOOK_HTTP_PAGE_H
#define DAYBOOK_HTTP_PAGE_H

#include "http/request.h"

/* The file of that path. At an address that names a record ("/accounts/7") the page bears its title already, when
 * whoever asks is signed in: a slow phone shows whose page it is seconds before the app runs. A problem when nothing is
 * there. */
bool page_serve(request_t *request);

#endif
