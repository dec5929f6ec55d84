/* Any bytes as a CSV file: read to the end, looked through and recognised. Rows and lines must go forward, cells must
 * be text unless the row says otherwise, and the plan must survive being stored. */
#include "base/text.h"
#include "capture/csv_plan.h"
#include "insight/book.h"

#include <assert.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_rows(arena_t *arena, const char *path, const csv_format_t *format) {
    problem_t problem = problem_create(arena);
    csv_reader_t *reader = csv_reader_open(path, format, &problem);
    csv_row_t row;
    int64_t line = 0;
    while (csv_reader_next(reader, &row)) {
        assert(row.line > line);
        line = row.line;
        for (size_t i = 0; row.fault == CSV_ROW_GOOD && i < row.count; i++)
            assert(text_is_utf8(row.cells[i], strlen(row.cells[i])));
    }
    csv_reader_close(reader);
}

static void check_values(const char *text) {
    char plain[CSV_NUMBER_SIZE];
    moment_t moment = 0;
    for (int order = CSV_MONTH_FIRST; order <= CSV_YEAR_FIRST; order++)
        csv_date_parse(text, (csv_date_order_t)order, &moment);
    if (csv_number_plain(text, '.', plain)) assert(strlen(plain) < CSV_NUMBER_SIZE);
    if (csv_number_plain(text, ',', plain)) assert(strlen(plain) < CSV_NUMBER_SIZE);
}

static void check_plan(arena_t *arena, const char *path) {
    problem_t problem = problem_create(arena);
    csv_plan_t *plan = NULL, *again = NULL;
    if (!csv_plan_scan(arena, path, "file.csv", &plan, &problem)) return;
    csv_plan_recognise(arena, plan, plan->guesses[0].type);
    for (size_t i = 0; i < plan->column_count; i++) check_values(plan->columns[i].name);
    const char *saved = csv_plan_save(arena, plan);
    if (saved == NULL) return;
    assert(csv_plan_load(arena, saved, plan->type, &again, &problem));
    assert(text_equal(csv_plan_save(arena, again), saved));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    static bool registered;
    if (!registered) book_register_types();
    registered = true;
    int file = memfd_create("csv", 0);
    assert(file >= 0 && write(file, data, size) == (ssize_t)size);
    arena_t *arena = arena_create();
    const char *path = arena_printf(arena, "/proc/self/fd/%d", file);
    for (int encoding = CSV_UTF_8; encoding <= CSV_WINDOWS_1252; encoding++) {
        const csv_format_t format = {(csv_encoding_t)encoding, size > 0 && data[0] % 2 == 0 ? ',' : ';'};
        check_rows(arena, path, &format);
    }
    check_plan(arena, path);
    arena_destroy(arena);
    close(file);
    return 0;
}
