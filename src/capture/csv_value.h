/* One cell as one value of a field. */
#ifndef DAYBOOK_CAPTURE_CSV_VALUE_H
#define DAYBOOK_CAPTURE_CSV_VALUE_H

#include "base/money.h"
#include "capture/csv_plan.h"
#include "capture/memo.h"
#include "catalogue/record.h"

/* The cell as it was meant: trimmed, and without the apostrophe that an export puts before what looks like a formula.
 */
const char *csv_cell_text(arena_t *arena, const char *cell);

/* What the cells of a row are read with. */
typedef struct csv_reading {
    const csv_plan_t *plan;
    memo_t *words;              /* choices and countries that were understood before */
    const currency_t *currency; /* money is rounded to its minor unit; it is read in the record's own when written */
} csv_reading_t;

/* Reads `text` (not empty) for a field that is no reference, as the column's options say. On failure the context's
 * problem has the field's code and message. */
bool csv_value_read(context_t *context, const csv_reading_t *reading, const csv_column_t *column, const char *text,
                    value_t *out);

#endif
