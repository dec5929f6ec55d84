/* The journal for other programs. */
#ifndef DAYBOOK_LEDGER_JOURNAL_EXPORT_H
#define DAYBOOK_LEDGER_JOURNAL_EXPORT_H

#include "ledger/chart.h"
#include "ledger/journal.h"

typedef enum {
    EXPORT_HLEDGER, /* plain-text accounting, read by hledger and ledger */
    EXPORT_CSV,     /* a row per line */
    EXPORT_JSON     /* everything, an object per entry */
} export_format_t;

bool export_format_parse(const char *name, export_format_t *out);
const char *export_format_media(export_format_t format);
const char *export_format_ending(export_format_t format); /* "journal" */

/* Adds the entries behind number `after` to `out`, at most some hundreds; `next` is the number to go on with, 0 at the
 * end. With `after` 0 what stands before the first entry comes first. */
bool journal_export(context_t *context, export_format_t format, int64_t after, text_t *out, int64_t *next);

#endif
