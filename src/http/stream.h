/* An answer that is too long to be made at once: one page of it in memory at a time, each read in a snapshot of its
 * own. */
#ifndef DAYBOOK_HTTP_STREAM_H
#define DAYBOOK_HTTP_STREAM_H

#include "http/request.h"

/* What of the request a page needs: the request itself is gone by then. */
typedef struct stream {
    const record_type_t *type;
    list_parameter_t *parameters;
    size_t parameter_count;
    const char *after; /* where the page before ended; NULL: this is the first */
} stream_t;

/* Writes a page; `next` tells where the following one begins, NULL: this was the last. */
typedef bool (*stream_page_t)(context_t *context, const stream_t *stream, text_t *out, const char **next);

/* Answers with the pages as a file of that name. The first is made now, so that a problem can still be told. */
bool stream_begin(request_t *request, stream_page_t page, const char *media_type, const char *file_name);

#endif
