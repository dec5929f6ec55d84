/* The rows of a CSV file, one after the other, in constant memory. */
#ifndef DAYBOOK_CAPTURE_CSV_READER_H
#define DAYBOOK_CAPTURE_CSV_READER_H

#include "base/problem.h"
#include "capture/csv_encoding.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    CSV_ROW_LIMIT = 4 * 1024 * 1024, /* bytes of one row: more is an unclosed quote */
    CSV_COLUMN_LIMIT = 2000
};

typedef struct csv_format {
    csv_encoding_t encoding;
    char delimiter;
} csv_format_t;

/* Why a row cannot be taken as it is. */
typedef enum { CSV_ROW_GOOD, CSV_ROW_TOO_LONG, CSV_ROW_UNCLOSED_QUOTE, CSV_ROW_NOT_TEXT } csv_fault_t;

typedef struct csv_row {
    int64_t line; /* of the file, where the row begins; a quoted cell may go over several */
    size_t count;
    const char *const *cells; /* until the next call; never NULL, "" when empty */
    csv_fault_t fault;
} csv_row_t;

typedef struct csv_reader csv_reader_t;

/* Encoding and delimiter of a file, by its mark, its bytes and its first rows. */
bool csv_format_detect(const char *path, csv_format_t *out, problem_t *problem);

/* NULL and a problem when the file cannot be opened. */
csv_reader_t *csv_reader_open(const char *path, const csv_format_t *format, problem_t *problem);
void csv_reader_close(csv_reader_t *reader); /* NULL is allowed */

/* The next row that is not empty; false at the end. */
bool csv_reader_next(csv_reader_t *reader, csv_row_t *out);

/* True when the end came because the disk failed or memory ran out. */
bool csv_reader_failed(const csv_reader_t *reader);

#endif
