#include "capture/csv_sheet.h"

#include "base/text.h"

bool sheet_refuse(const sheet_t *sheet, const char *code, const char *message) {
    return problem_add_field(sheet->context->problem,
                             arena_printf(sheet->context->arena, "line %lld", (long long)sheet->row.line), code,
                             "Line %lld: %s", (long long)sheet->row.line, message);
}

/* A row that cannot be taken as it is refuses the file. */
bool sheet_next(sheet_t *sheet) {
    static const char *const faults[] = {[CSV_ROW_TOO_LONG] = "The row is too long.",
                                         [CSV_ROW_UNCLOSED_QUOTE] = "A quote is not closed.",
                                         [CSV_ROW_NOT_TEXT] = "The row is no text."};
    if (!csv_reader_next(sheet->reader, &sheet->row)) return false;
    return sheet->row.fault == CSV_ROW_GOOD || sheet_refuse(sheet, "not_text", faults[sheet->row.fault]);
}

bool sheet_open(sheet_t *sheet, context_t *context, const char *path) {
    csv_format_t format;
    *sheet = (sheet_t){.context = context};
    if (!csv_format_detect(path, &format, context->problem)) return false;
    sheet->reader = csv_reader_open(path, &format, context->problem);
    if (sheet->reader == NULL) return false;
    if (!sheet_next(sheet))
        return !problem_is_set(context->problem) && sheet_refuse(sheet, "empty", "The file is empty.");
    for (size_t i = 0; i < sheet->row.count && i < SHEET_COLUMNS; i++)
        sheet->names[sheet->column_count++] = text_trim(context->arena, sheet->row.cells[i]);
    return true;
}

bool sheet_end(sheet_t *sheet) {
    bool failed = sheet->reader != NULL && csv_reader_failed(sheet->reader);
    csv_reader_close(sheet->reader);
    if (failed)
        return problem_set(sheet->context->problem, PROBLEM_INTERNAL, "not_read", "The file could not be read.");
    return !problem_is_set(sheet->context->problem);
}

const char *sheet_cell(const sheet_t *sheet, const char *name) {
    for (size_t i = 0; i < sheet->column_count && i < sheet->row.count; i++)
        if (strcasecmp(sheet->names[i], name) == 0) return text_trim(sheet->context->arena, sheet->row.cells[i]);
    return "";
}
