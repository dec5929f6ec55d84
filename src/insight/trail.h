/* Where a document comes from and what came of it: up to the opportunity and its conversations, down to the entries
 * of the journal. */
#ifndef DAYBOOK_INSIGHT_TRAIL_H
#define DAYBOOK_INSIGHT_TRAIL_H

#include "base/json.h"
#include "catalogue/context.h"

enum { TRAIL_NODES = 200 };

/* From an opportunity, quote, contract, order, delivery, invoice, payment or journal_entry:
 * {"nodes": [{"type", "id", "title", "detail"|null, "date"|null, "amount"|null, "currency"|null, "status"|null,
 * "readable"}], "links": [{"from": 0, "to": 3}], "more": false}. The first node is the one that was asked for; links
 * lead from what came first to what came of it, by the nodes' places. Of conversations the ten newest are told. Entries
 * are not readable for those who do not read the books, and no place to begin for them. */
bool trail_write(context_t *context, const char *type, int64_t id, json_writer_t *writer);

#endif
