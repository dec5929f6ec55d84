/* One order of an orders file: its rows as read, and what is made of them. */
#ifndef DAYBOOK_CAPTURE_CSV_ORDER_H
#define DAYBOOK_CAPTURE_CSV_ORDER_H

#include "capture/csv_sheet.h"

enum { ORDER_COLUMN_COUNT = 18, ORDER_ROWS = 1000 };

typedef struct csv_order_row {
    const char *cells[ORDER_COLUMN_COUNT]; /* in the order of the known columns; "" where there is none */
} csv_order_row_t;

typedef struct csv_order {
    const char *number;
    int64_t line; /* of the file, where it begins */
    csv_order_row_t *rows;
    size_t row_count;
    const char *currency;
    bool paid_when_due;
} csv_order_t;

/* Recognises the columns and reads the first row; PROBLEM_INVALID telling the columns that are needed. */
bool csv_order_columns(sheet_t *sheet, bool *at_end);

/* The rows of the order that the sheet stands at; then it stands at the next. */
bool csv_order_read(sheet_t *sheet, arena_t *arena, csv_order_t *out, bool *at_end);

/* Makes customer, products, salesperson and branch that are not known yet, then the order with its documents. `known`
 * when an order of this number is here already: then nothing is done. */
bool csv_order_write(context_t *context, const csv_order_t *order, bool *known);

#endif
