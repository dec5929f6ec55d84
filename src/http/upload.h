/* A body that goes to a file as it comes in, for files too large for memory. */
#ifndef DAYBOOK_HTTP_UPLOAD_H
#define DAYBOOK_HTTP_UPLOAD_H

#include "http/request.h"

#define UPLOAD_LIMIT ((size_t)1024 * 1024 * 1024)

typedef struct upload upload_t;

/* A new file under the folder; NULL with a problem in the request when it cannot be made. */
upload_t *upload_begin(request_t *request, const char *folder);

/* False when the limit is passed, or when the disk does not take it: then with a problem in the request. */
bool upload_add(upload_t *upload, request_t *request, const char *data, size_t length);

/* Closes the file and hands its path to the request, which owns it then. */
bool upload_finish(upload_t *upload, request_t *request);

/* Removes the file unless it was finished. NULL is allowed. */
void upload_end(upload_t *upload);

#endif
