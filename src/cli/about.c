/* daybook openapi, daybook version */
#include "base/text.h"
#include "cli/command.h"
#include "http/openapi.h"

#include <curl/curl.h>
#include <jansson.h>
#include <libpq-fe.h>
#include <microhttpd.h>
#include <sqlite3.h>

/* Indented and in a fixed order: the document is kept with the sources, where its changes are read. */
int command_openapi(invocation_t *invocation) {
    text_t text = text_create(invocation->arena, 16 * 1024 * 1024);
    openapi_write(&text);
    json_t *document = json_loads(text.data, 0, NULL);
    bool ok = document != NULL && json_dumpf(document, stdout, JSON_INDENT(2)) == 0 && putchar('\n') != EOF;
    json_decref(document);
    return ok ? EXIT_DONE : EXIT_FAILED;
}

int command_version(invocation_t *invocation) {
    (void)invocation;
    printf("daybook %s (SQLite %s, libpq %d, libmicrohttpd %s, libcurl %s)\n", DAYBOOK_VERSION, sqlite3_libversion(),
           PQlibVersion(), MHD_get_version(), curl_version_info(CURLVERSION_NOW)->version);
    return EXIT_DONE;
}
