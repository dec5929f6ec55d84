/* One exchange with a client, from its first byte to the end of its answer: the callbacks of the HTTP library. What is
 * known before the body is decided before the body; the handler runs when all of it is there. */
#ifndef DAYBOOK_HTTP_EXCHANGE_H
#define DAYBOOK_HTTP_EXCHANGE_H

#include <microhttpd.h>

/* MHD_OPTION_URI_LOG_CALLBACK: an exchange begins; `state` is the server. Gives the exchange. */
void *exchange_create(void *state, const char *uri, struct MHD_Connection *connection);

/* MHD_AccessHandlerCallback: first with the head, then with each part of the body, at last with none. */
enum MHD_Result exchange_access(void *state, struct MHD_Connection *connection, const char *url, const char *method,
                                const char *version, const char *data, size_t *data_size, void **opaque);

/* MHD_OPTION_NOTIFY_COMPLETED: frees everything of the exchange. */
void exchange_end(void *state, struct MHD_Connection *connection, void **opaque, enum MHD_RequestTerminationCode code);

#endif
