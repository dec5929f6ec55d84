/* A create that is sent again with the same Idempotency-Key gets the first answer and does nothing. */
#ifndef DAYBOOK_HTTP_REPEAT_H
#define DAYBOOK_HTTP_REPEAT_H

#include "http/request.h"

/* Looks for the first answer, in the transaction of the create. `repeated` is set when the response holds it. False
 * with a problem when the key belongs to another request. Without the header nothing happens. */
bool repeat_find(context_t *context, request_t *request, bool *repeated);

/* Keeps the response under the key. */
bool repeat_keep(context_t *context, const request_t *request);

/* A whole create or action: reads the body, an object or nothing, runs `work` in a write transaction, and answers with
 * `status`; sent again with the same key, with the first answer. */
bool repeat_run(request_t *request, int status, request_work_t work);

#endif
