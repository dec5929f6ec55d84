/* A CSV file whose columns are known by name and whose every row counts: one that cannot be read refuses the file. */
#ifndef DAYBOOK_CAPTURE_CSV_SHEET_H
#define DAYBOOK_CAPTURE_CSV_SHEET_H

#include "capture/csv_reader.h"
#include "catalogue/context.h"

enum { SHEET_COLUMNS = 200 };

typedef struct sheet {
    context_t *context;
    csv_reader_t *reader;
    const char *names[SHEET_COLUMNS]; /* of the first row */
    size_t column_count;
    csv_row_t row;
} sheet_t;

/* Opens and reads the names of the columns. */
bool sheet_open(sheet_t *sheet, context_t *context, const char *path);
bool sheet_next(sheet_t *sheet);

/* Closes; false when a problem was found on the way. */
bool sheet_end(sheet_t *sheet);

/* A problem of the row's line; always false. */
bool sheet_refuse(const sheet_t *sheet, const char *code, const char *message);

/* The cell under that name, without white space around it; "" when there is none. */
const char *sheet_cell(const sheet_t *sheet, const char *name);

#endif
