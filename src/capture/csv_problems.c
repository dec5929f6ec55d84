/* What was wrong, row by row: as a list, and as a file to be put right and sent again. */
#include "base/text.h"
#include "capture/csv_import.h"
#include "capture/csv_stored.h"

#include <csv.h>

enum { LINES_LIMIT = 500, CSV_PAGE_LIMIT = 16 * 1024 * 1024 };

static const char SQL_LAST_LINE[] =
    "SELECT max(line) FROM (SELECT DISTINCT line FROM csv_import_problem WHERE import_id = $1 AND line > $2 "
    "ORDER BY line LIMIT $3) AS page";

static const char SQL_PROBLEMS[] =
    "SELECT line, severity, field, code, message FROM csv_import_problem "
    "WHERE import_id = $1 AND line > $2 AND line <= $3 ORDER BY line, position";

static const char SQL_MORE[] =
    "SELECT count(*) FROM (SELECT 1 AS one FROM csv_import_problem WHERE import_id = $1 AND line > $2 LIMIT 1) AS rest";

static void problems_write_one(const csv_plan_t *plan, const store_statement_t *row, json_writer_t *writer) {
    const char *field = store_column_text(row, 2);
    const csv_column_t *column = field != NULL ? csv_plan_target(plan, field) : NULL;
    json_write_object(writer, NULL);
    json_write_int(writer, "line", store_column_int(row, 0));
    json_write_text(writer, "severity", store_column_text(row, 1));
    json_write_text(writer, "field", field);
    json_write_text(writer, "column", column != NULL ? column->name : NULL);
    json_write_text(writer, "code", store_column_text(row, 3));
    json_write_text(writer, "message", store_column_text(row, 4));
    json_write_close(writer);
}

bool csv_import_write_problems(context_t *context, int64_t id, int64_t after_line, int limit, json_writer_t *writer,
                               const char *key) {
    csv_stored_t stored;
    int64_t last = 0, more = 0;
    int64_t after = after_line > 0 ? after_line : -1;
    if (!csv_stored_load(context, id, &stored)) return false;
    if (limit < 1 || limit > LINES_LIMIT) limit = LINES_LIMIT;
    store_get_int(context->tx, &last, SQL_LAST_LINE, "iii", id, after, (int64_t)limit);
    json_write_object(writer, key);
    json_write_array(writer, "items");
    store_statement_t *rows = store_query(context->tx, SQL_PROBLEMS, "iii", id, after, last);
    while (store_step(rows)) problems_write_one(stored.plan, rows, writer);
    json_write_close(writer);
    if (!store_end(rows)) return context_done(context);
    store_get_int(context->tx, &more, SQL_MORE, "ii", id, last);
    if (more > 0)
        json_write_int(writer, "next", last);
    else
        json_write_null(writer, "next");
    json_write_close(writer);
    return context_done(context);
}

struct csv_bad_rows {
    int64_t import_id;
    csv_reader_t *reader;
    size_t column_count;
    bool started;
    int64_t line; /* the last one that was written */
};

csv_bad_rows_t *csv_bad_rows_open(context_t *context, int64_t id) {
    csv_stored_t stored;
    if (!csv_stored_load(context, id, &stored)) return NULL;
    csv_bad_rows_t *rows = calloc(1, sizeof *rows);
    if (rows == NULL) {
        problem_set(context->problem, PROBLEM_UNAVAILABLE, "no_memory", "There is not enough memory.");
        return NULL;
    }
    rows->import_id = id;
    rows->column_count = stored.plan->column_count;
    rows->reader = csv_reader_open(stored.file_path, &stored.plan->format, context->problem);
    if (rows->reader != NULL) return rows;
    free(rows);
    return NULL;
}

void csv_bad_rows_close(csv_bad_rows_t *rows) {
    if (rows == NULL) return;
    csv_reader_close(rows->reader);
    free(rows);
}

/* The file goes back into a spreadsheet: nothing in it may run as a formula. */
static void bad_rows_write_cell(text_t *out, const char *cell) {
    bool formula = *cell != '\0' && strchr("=+-@\t\r", *cell) != NULL;
    const char *text = formula ? arena_printf(out->arena, "'%s", cell) : cell;
    size_t length = strlen(text);
    size_t room = csv_write(NULL, 0, text, length);
    char *quoted = arena_alloc(out->arena, room + 1);
    csv_write(quoted, room, text, length);
    text_add_bytes(out, quoted, room);
}

static void bad_rows_write_row(text_t *out, const csv_bad_rows_t *rows, const csv_row_t *row, const char *line,
                               const char *reason) {
    for (size_t i = 0; i < rows->column_count; i++) {
        if (i < row->count && text_is_utf8(row->cells[i], strlen(row->cells[i])))
            bad_rows_write_cell(out, row->cells[i]);
        text_add_char(out, ',');
    }
    bad_rows_write_cell(out, line);
    text_add_char(out, ',');
    bad_rows_write_cell(out, reason);
    text_add(out, "\r\n");
}

static const char SQL_BAD_LINES[] =
    "SELECT line, field, message FROM csv_import_problem "
    "WHERE import_id = $1 AND severity = 'error' AND line > $2 ORDER BY line, position LIMIT $3";

/* A line of the file with all that is wrong with it. */
typedef struct bad_line {
    int64_t line;
    text_t reasons;
} bad_line_t;

/* Whole lines only: the last one of a full page may have more problems, so it is left for the next page. */
static bool bad_rows_read_page(context_t *context, const csv_bad_rows_t *rows, bad_line_t *lines, size_t *count,
                               bool *full) {
    size_t problems = 0;
    *count = 0;
    store_statement_t *found =
        store_query(context->tx, SQL_BAD_LINES, "iii", rows->import_id, rows->line, (int64_t)LINES_LIMIT);
    while (store_step(found) && problems++ < LINES_LIMIT) {
        int64_t line = store_column_int(found, 0);
        if (*count == 0 || lines[*count - 1].line != line)
            lines[(*count)++] = (bad_line_t){line, text_create(context->arena, 64 * 1024)};
        text_t *reasons = &lines[*count - 1].reasons;
        const char *field = store_column_text(found, 1);
        text_add_format(reasons, "%s%s%s%s", reasons->length > 0 ? "; " : "", field != NULL ? field : "",
                        field != NULL ? ": " : "", store_column_text(found, 2));
    }
    *full = problems >= LINES_LIMIT;
    if (*full && *count > 1) (*count)--;
    return store_end(found) || context_done(context);
}

bool csv_bad_rows_write(context_t *context, csv_bad_rows_t *rows, text_t *out, bool *more) {
    bad_line_t *lines = ARENA_ARRAY(context->arena, bad_line_t, LINES_LIMIT + 1);
    size_t count = 0;
    csv_row_t row;
    if (!rows->started && csv_reader_next(rows->reader, &row)) bad_rows_write_row(out, rows, &row, "line", "reason");
    rows->started = true;
    if (!bad_rows_read_page(context, rows, lines, &count, more)) return false;
    for (size_t i = 0; i < count; i++) {
        bool there = csv_reader_next(rows->reader, &row);
        while (there && row.line < lines[i].line) there = csv_reader_next(rows->reader, &row);
        if (!there) break;
        if (row.line != lines[i].line) continue;
        bad_rows_write_row(out, rows, &row, arena_printf(context->arena, "%lld", (long long)row.line),
                           lines[i].reasons.data);
        rows->line = row.line;
    }
    if (count == 0) *more = false;
    if (count > 0) rows->line = lines[count - 1].line;
    return true;
}
