/* The history of all records as one stream, for those who tell others what has changed. */
#ifndef DAYBOOK_CATALOGUE_CHANGES_H
#define DAYBOOK_CATALOGUE_CHANGES_H

#include "catalogue/context.h"
#include "catalogue/type.h"

enum { CHANGE_ABOUT = 6 };

typedef struct change {
    int64_t id;
    const record_type_t *type; /* NULL: of another version of the program */
    int64_t record_id;
    int64_t version; /* what the record has now; 0: it is gone. With `about`: by changes_complete */
    moment_t at;
    int64_t by_user_id; /* 0: the program */
    const char *by_name;
    const char *request_id; /* NULL: not of a request */
    struct {
        const record_type_t *type;
        int64_t id;
    } about[CHANGE_ABOUT]; /* the records that it refers to now, as a task to its account */
    size_t about_count;
    const char *action; /* "created", "updated", "archived", "restored", "deleted" */
} change_t;

/* The first `limit` changes behind number `after`, in the order of their numbers. On PostgreSQL a lower number may
 * still appear after a higher one was seen: numbers are given before the commit. */
bool changes_after(context_t *context, int64_t after, int limit, change_t **out, size_t *count);

/* Adds what the record is like now: its version, and to which others it refers. */
bool changes_complete(context_t *context, change_t *change);

/* The number of the newest change; 0: there is none. */
bool changes_newest(context_t *context, int64_t *id);

#endif
