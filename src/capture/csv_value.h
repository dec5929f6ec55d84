/* One cell as one value of a field. */
#ifndef DAYBOOK_CAPTURE_CSV_VALUE_H
#define DAYBOOK_CAPTURE_CSV_VALUE_H

#include "base/money.h"
#include "capture/csv_plan.h"
#include "catalogue/record.h"

/* The cell as it was meant: trimmed, and without the apostrophe that an export puts before what looks like a formula. */
const char *csv_cell_text(arena_t *arena, const char *cell);

/* Reads `text` (not empty) for a field that is no reference, as the column's options say. Money is rounded to the minor
 * unit of `currency`, and read in the record's own currency when it is written. On failure the context's problem has the
 * field's code and message. */
bool csv_value_read(context_t *context, const csv_plan_t *plan, const csv_column_t *column, const currency_t *currency,
                    const char *text, value_t *out);

#endif
