#include "capture/csv_reader.h"

#include "base/text.h"

#include <csv.h>
#include <errno.h>

enum {
    BLOCK_SIZE = 64 * 1024,
    RESTART_LIMIT = 20,
    WITHIN_CELL = 2 /* the parser's state; it reports an open quote only when it is strict in all else too */
};

/* Cells of the row in hand, one after the other in `text`, each with its NUL. */
typedef struct row_buffer {
    char *text;
    size_t length, capacity;
    size_t starts[CSV_COLUMN_LIMIT];
    const char *cells[CSV_COLUMN_LIMIT];
    size_t count;
    bool complete, too_long, not_text, has_content;
} row_buffer_t;

struct csv_reader {
    FILE *file;
    csv_format_t format;
    csv_decoder_t *decoder;
    struct csv_parser parser;
    bool has_parser;
    bool ended, failed;
    bool row_open;     /* a row has begun that is not complete: a quoted cell goes on */
    bool after_return; /* the block ended between CR and LF */
    int64_t line;      /* of the next byte */
    int64_t row_line;
    int64_t restart_line; /* 0: none */
    int restarts;
    size_t position, filled;
    char block[BLOCK_SIZE];
    row_buffer_t row;
};

static bool row_reserve(row_buffer_t *row, size_t more) {
    if (row->length + more <= row->capacity) return true;
    size_t capacity = row->capacity * 2 + more + 1024;
    char *text = realloc(row->text, capacity);
    if (text == NULL) return false;
    row->text = text;
    row->capacity = capacity;
    return true;
}

static void reader_take_cell(void *cell, size_t length, void *argument) {
    row_buffer_t *row = argument;
    if (row->count == CSV_COLUMN_LIMIT || row->length + length > CSV_ROW_LIMIT || !row_reserve(row, length + 1)) {
        row->too_long = true;
        return;
    }
    if (length > 0 && (memchr(cell, '\0', length) != NULL || !text_is_utf8(cell, length))) row->not_text = true;
    if (length > 0) row->has_content = true;
    row->starts[row->count++] = row->length;
    if (length > 0) memcpy(row->text + row->length, cell, length);
    row->length += length;
    row->text[row->length++] = '\0';
}

static void reader_take_row(int end, void *argument) {
    (void)end;
    row_buffer_t *row = argument;
    row->complete = true;
}

static void row_clear(row_buffer_t *row) {
    row->length = 0;
    row->count = 0;
    row->complete = row->too_long = row->not_text = row->has_content = false;
}

/* The parser asks for ever more room while a quote stays open; at the limit it is told that there is none. */
static void *reader_reallocate(void *memory, size_t size) {
    return size > CSV_ROW_LIMIT + 1024 ? NULL : realloc(memory, size);
}

static bool reader_start(csv_reader_t *reader) {
    reader->decoder = csv_decoder_open(reader->file, reader->format.encoding);
    if (reader->decoder == NULL) return false;
    if (csv_init(&reader->parser, CSV_APPEND_NULL) != 0) return false;
    csv_set_realloc_func(&reader->parser, reader_reallocate);
    csv_set_blk_size(&reader->parser, BLOCK_SIZE);
    csv_set_delim(&reader->parser, (unsigned char)reader->format.delimiter);
    reader->has_parser = true;
    reader->line = 1;
    return true;
}

csv_reader_t *csv_reader_open(const char *path, const csv_format_t *format, problem_t *problem) {
    csv_reader_t *reader = calloc(1, sizeof *reader);
    if (reader == NULL) {
        problem_set(problem, PROBLEM_UNAVAILABLE, "no_memory", "There is not enough memory to read the file.");
        return NULL;
    }
    reader->format = *format;
    reader->file = fopen(path, "rb");
    if (reader->file == NULL) {
        problem_set(problem, PROBLEM_NOT_FOUND, "file_missing", "The file of this import is not there any more.");
        csv_reader_close(reader);
        return NULL;
    }
    if (!reader_start(reader)) {
        problem_set(problem, PROBLEM_UNAVAILABLE, "no_memory", "There is not enough memory to read the file.");
        csv_reader_close(reader);
        return NULL;
    }
    return reader;
}

void csv_reader_close(csv_reader_t *reader) {
    if (reader == NULL) return;
    if (reader->has_parser) csv_free(&reader->parser);
    csv_decoder_close(reader->decoder);
    if (reader->file != NULL) fclose(reader->file);
    free(reader->row.text);
    free(reader);
}

bool csv_reader_failed(const csv_reader_t *reader) {
    return reader->failed;
}

static bool reader_fill(csv_reader_t *reader) {
    reader->position = 0;
    reader->filled = csv_decoder_read(reader->decoder, reader->block, sizeof reader->block);
    if (reader->filled == 0 && csv_decoder_failed(reader->decoder)) reader->failed = true;
    return reader->filled > 0;
}

static bool reader_is_blank(const char *bytes, size_t length) {
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != ' ' && bytes[i] != '\t' && bytes[i] != '\r' && bytes[i] != '\n') return false;
    return true;
}

/* Bytes up to and with the end of the line in the block, or to the end of the block. */
static size_t reader_line_length(csv_reader_t *reader, bool *whole) {
    const char *from = reader->block + reader->position;
    size_t left = reader->filled - reader->position;
    *whole = false;
    for (size_t i = 0; i < left; i++) {
        if (from[i] != '\n' && from[i] != '\r') continue;
        *whole = true;
        bool pair = from[i] == '\r' && i + 1 < left && from[i + 1] == '\n';
        if (from[i] == '\r' && i + 1 == left) reader->after_return = true;
        return i + (pair ? 2 : 1);
    }
    return left;
}

static void reader_feed(csv_reader_t *reader, const char *bytes, size_t length) {
    size_t done = csv_parse(&reader->parser, bytes, length, reader_take_cell, reader_take_row, &reader->row);
    if (done != length) reader->row.complete = reader->row.too_long = true;
}

/* True when the other half of a line's end, CR LF, begins the block. */
static bool reader_is_half_end(csv_reader_t *reader) {
    bool half = reader->after_return && reader->block[reader->position] == '\n';
    reader->after_return = false;
    return half;
}

/* Gives the parser one line, or the rest of the block when the line is longer. */
static void reader_feed_line(csv_reader_t *reader) {
    if (reader_is_half_end(reader)) {
        reader_feed(reader, "\n", 1);
        reader->position++;
        return;
    }
    bool whole = false;
    const char *from = reader->block + reader->position;
    size_t length = reader_line_length(reader, &whole);
    if (!reader->row_open) reader->row_line = reader->line;
    bool blank = reader_is_blank(from, length);
    reader->position += length;
    if (whole) reader->line++;
    reader_feed(reader, from, length);
    reader->row_open = !reader->row.complete && (reader->row_open || !blank);
}

static void reader_finish(csv_reader_t *reader, csv_fault_t *fault) {
    reader->ended = true;
    if (reader->parser.quoted && reader->parser.pstate == WITHIN_CELL) *fault = CSV_ROW_UNCLOSED_QUOTE;
    if (csv_fini(&reader->parser, reader_take_cell, reader_take_row, &reader->row) != 0) reader->failed = true;
}

/* After a row without end, reading goes on at the line below its first: one forgotten quote costs one row, not the
 * file. A file in which that happens again and again is not worth the time. */
static void reader_restart(csv_reader_t *reader) {
    int64_t target = reader->restart_line;
    bool whole = false;
    csv_free(&reader->parser);
    csv_decoder_close(reader->decoder);
    reader->has_parser = reader->row_open = reader->ended = reader->after_return = false;
    reader->restart_line = 0;
    reader->position = reader->filled = 0;
    if (!reader_start(reader)) reader->failed = true;
    while (!reader->failed && reader->line < target) {
        if (reader->position == reader->filled && !reader_fill(reader)) return;
        if (reader_is_half_end(reader)) {
            reader->position++;
            continue;
        }
        reader->position += reader_line_length(reader, &whole);
        if (whole) reader->line++;
    }
}

static void reader_give(csv_reader_t *reader, csv_fault_t fault, csv_row_t *out) {
    row_buffer_t *row = &reader->row;
    for (size_t i = 0; i < row->count; i++) row->cells[i] = row->text + row->starts[i];
    if (row->not_text && fault == CSV_ROW_GOOD) fault = CSV_ROW_NOT_TEXT;
    if (row->too_long) fault = CSV_ROW_TOO_LONG;
    bool endless = fault == CSV_ROW_TOO_LONG || fault == CSV_ROW_UNCLOSED_QUOTE;
    if (endless && reader->restarts++ < RESTART_LIMIT) reader->restart_line = reader->row_line + 1;
    *out = (csv_row_t){.line = reader->row_line, .count = row->count, .cells = row->cells, .fault = fault};
}

/* "sep=;" is how a file tells Excel its delimiter; it is no row. */
static bool reader_is_hint(const csv_reader_t *reader) {
    const row_buffer_t *row = &reader->row;
    return reader->row_line == 1 && row->count > 0 && row->count <= 2 && row->starts[row->count - 1] <= 5 &&
           text_starts_with(row->text, "sep=");
}

bool csv_reader_next(csv_reader_t *reader, csv_row_t *out) {
    csv_fault_t fault = CSV_ROW_GOOD;
    row_clear(&reader->row);
    if (reader->restart_line != 0) reader_restart(reader);
    while (!reader->ended && !reader->failed) {
        if (reader->position == reader->filled && !reader_fill(reader))
            reader_finish(reader, &fault);
        else
            reader_feed_line(reader);
        if (!reader->row.complete) continue;
        bool hint = reader_is_hint(reader);
        if (!hint && (reader->row.has_content || reader->row.too_long || fault != CSV_ROW_GOOD)) {
            reader_give(reader, fault, out);
            return true;
        }
        row_clear(&reader->row);
    }
    return false;
}

/* Cells per row of the file's beginning, if it were divided by `delimiter`. */
typedef struct division {
    size_t rows, cells_of_first, alike;
} division_t;

enum { ROWS_LOOKED_AT = 50 };

static division_t format_divide(const char *path, const csv_format_t *format, problem_t *problem) {
    division_t division = {0};
    csv_row_t row;
    csv_reader_t *reader = csv_reader_open(path, format, problem);
    if (reader == NULL) return division;
    while (division.rows < ROWS_LOOKED_AT && csv_reader_next(reader, &row)) {
        if (division.rows++ == 0) division.cells_of_first = row.count;
        if (row.count == division.cells_of_first) division.alike++;
    }
    csv_reader_close(reader);
    return division;
}

/* Rows of one width count first, then the number of columns. */
static size_t format_score(const division_t *division) {
    if (division->cells_of_first < 2) return 0;
    size_t share = division->alike * 100 / division->rows;
    size_t columns = division->cells_of_first < 99 ? division->cells_of_first : 99;
    return share * 100 + columns;
}

static bool format_detect_delimiter(const char *path, csv_format_t *format, problem_t *problem) {
    static const char candidates[] = {',', ';', '\t', '|'};
    size_t best = 0;
    char found = ',';
    for (size_t i = 0; i < sizeof candidates; i++) {
        format->delimiter = candidates[i];
        division_t division = format_divide(path, format, problem);
        if (problem_is_set(problem)) return false;
        size_t score = format_score(&division);
        if (score <= best) continue;
        best = score;
        found = candidates[i];
    }
    format->delimiter = found;
    return true;
}

bool csv_format_detect(const char *path, csv_format_t *out, problem_t *problem) {
    csv_format_t format = {CSV_UTF_8, ','};
    FILE *file = fopen(path, "rb");
    if (file == NULL) return problem_set(problem, PROBLEM_NOT_FOUND, "file_missing", "The file cannot be opened.");
    bool read = csv_encoding_detect(file, &format.encoding);
    fclose(file);
    if (!read) return problem_set(problem, PROBLEM_UNAVAILABLE, "file_unreadable", "The file cannot be read.");
    if (!format_detect_delimiter(path, &format, problem)) return false;
    *out = format;
    return true;
}
