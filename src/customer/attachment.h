/* Files on any record. Whoever may change the record may add and remove its files. */
#ifndef DAYBOOK_CUSTOMER_ATTACHMENT_H
#define DAYBOOK_CUSTOMER_ATTACHMENT_H

#include "base/json.h"
#include "catalogue/record.h"

enum { ATTACHMENT_LIMIT = 25 * 1024 * 1024 }; /* bytes of one file */

typedef struct attachment {
    int64_t id;
    const char *name;
    const char *media_type; /* sniffed from the content, never taken from the sender */
    int64_t size;
    const void *content; /* only after attachment_load */
} attachment_t;

/* Stores one file. The name loses any folders; content over the limit is PROBLEM_TOO_LARGE. */
bool attachment_add(context_t *context, const record_type_t *type, int64_t record_id, const attachment_t *file,
                    int64_t *id);

/* [{"id", "name", "media_type", "size", "created_at", "created_by"}], oldest first. */
bool attachment_write_list(context_t *context, const record_type_t *type, int64_t record_id, json_writer_t *writer,
                           const char *key);

/* One item of that list. */
bool attachment_write(context_t *context, int64_t id, json_writer_t *writer, const char *key);

/* With its content, in the context's arena. */
bool attachment_load(context_t *context, int64_t id, attachment_t *out);
bool attachment_remove(context_t *context, int64_t id);

#endif
