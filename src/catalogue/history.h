/* What changed: who, when, before, after, for every record; written in the transaction of the change. */
#ifndef DAYBOOK_CATALOGUE_HISTORY_H
#define DAYBOOK_CATALOGUE_HISTORY_H

#include "catalogue/record.h"

/* action: "created", "updated", "archived", "restored", "deleted", "merged", "unmerged". Keeps only fields that differ.
 */
bool history_write(context_t *context, const record_t *before, const record_t *after, const char *action);

/* The values of `record` that differ from `other` as a JSON object; NULL when there is no record on this side. */
const char *history_values(context_t *context, const record_t *record, const record_t *other);

/* Which changes: of one record, before the change `before_id` (0: from the newest), `limit` of them. */
typedef struct history_page {
    const record_type_t *type;
    int64_t record_id;
    int64_t before_id;
    int limit;
} history_page_t;

/* Newest first, with what happened to the records that were merged into this one: {"items": [{"id", "record_id", "at",
 * "by": {"id", "title"}, "action", "with": {"id", "title", "merge"}, "changes": [{"field", "label", "before",
 * "after"}]}], "next"}. Fields unseen by the actor are left out. */
bool history_write_json(context_t *context, const history_page_t *page, json_writer_t *writer, const char *key);

#endif
