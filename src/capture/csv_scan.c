/* The first look through a file: its columns, what their values are like, and how many rows there are. */
#include "base/text.h"
#include "capture/csv_plan.h"

#include <ctype.h>

enum {
    ROWS_OBSERVED = 20000, /* by then a column has shown what it is like */
    ROWS_COMPARED = 500,
    SAMPLE_LENGTH = 200,
    HASH_SLOTS = 1024 /* for ROWS_COMPARED values */
};

/* What is only needed while scanning. */
typedef struct observer {
    uint64_t *seen; /* hashes of values, open addressing */
    size_t seen_count;
} observer_t;

static uint64_t scan_hash(const char *text) {
    uint64_t hash = 14695981039346656037u;
    for (const unsigned char *c = (const unsigned char *)text; *c != '\0'; c++) hash = (hash ^ *c) * 1099511628211u;
    return hash | 1;
}

/* True when the value was seen before. */
static bool observer_meets(arena_t *arena, observer_t *observer, const char *value) {
    if (observer->seen == NULL) observer->seen = ARENA_ARRAY(arena, uint64_t, HASH_SLOTS);
    uint64_t hash = scan_hash(value);
    size_t slot = hash % HASH_SLOTS;
    for (; observer->seen[slot] != 0; slot = (slot + 1) % HASH_SLOTS)
        if (observer->seen[slot] == hash) return true;
    observer->seen[slot] = hash;
    observer->seen_count++;
    return false;
}

/* Base64 of 16 or 32 bytes, or their hexadecimal form. */
static bool scan_is_digest(const char *text) {
    size_t length = strlen(text);
    bool base64 = (length == 24 && text_equal(text + 22, "==")) || (length == 44 && text[43] == '=');
    bool hexadecimal = length == 32 || length == 40 || length == 64;
    if (!base64 && !hexadecimal) return false;
    size_t digits = 0;
    for (const char *c = text; *c != '\0'; c++) {
        if (base64 ? !isalnum((unsigned char)*c) && strchr("+/=", *c) == NULL : !isxdigit((unsigned char)*c))
            return false;
        digits += isdigit((unsigned char)*c) != 0;
    }
    return base64 || digits > 0;
}

static void scan_keep_sample(arena_t *arena, column_facts_t *facts, const char *value) {
    if (facts->sample_count == CSV_SAMPLES) return;
    size_t length = strlen(value);
    if (length > SAMPLE_LENGTH) length = SAMPLE_LENGTH;
    while (((unsigned char)value[length] & 0xC0) == 0x80) length--;
    const char *sample = arena_strndup(arena, value, length);
    for (size_t i = 0; i < facts->sample_count; i++)
        if (text_equal(facts->samples[i], sample)) return;
    facts->samples[facts->sample_count++] = sample;
}

static void scan_observe(arena_t *arena, column_facts_t *facts, observer_t *observer, const char *value) {
    if (*value == '\0') return;
    facts->values++;
    scan_keep_sample(arena, facts, value);
    if (scan_is_digest(value)) facts->digests++;
    if (strchr(value, ' ') != NULL) facts->spaced++;
    if (observer->seen_count < ROWS_COMPARED && observer_meets(arena, observer, value)) facts->distinct = false;
    csv_date_observe(&facts->dates, value);
    csv_number_observe(&facts->numbers, value);
}

static bool scan_name_is_taken(const csv_plan_t *plan, size_t count, const char *name) {
    for (size_t i = 0; i < count; i++)
        if (text_equal(plan->columns[i].name, name)) return true;
    return false;
}

/* A nameless column is called after its place, a repeated name gets a number: each can then be mapped alone. */
static const char *scan_column_name(arena_t *arena, const csv_plan_t *plan, size_t index, const char *cell) {
    const char *name = text_squeeze(arena, cell);
    if (*name == '\0') name = arena_printf(arena, "Column %zu", index + 1);
    const char *candidate = name;
    for (int number = 2; scan_name_is_taken(plan, index, candidate); number++)
        candidate = arena_printf(arena, "%s (%d)", name, number);
    return candidate;
}

static bool scan_header(arena_t *arena, csv_plan_t *plan, csv_reader_t *reader, problem_t *problem) {
    csv_row_t header;
    if (!csv_reader_next(reader, &header))
        return problem_set(problem, PROBLEM_INVALID, "empty_file",
                           "The file is empty. Its first row must name the columns.");
    if (header.fault != CSV_ROW_GOOD)
        return problem_set(problem, PROBLEM_INVALID, "not_csv",
                           "The file does not begin with a row of column names. Send a CSV file.");
    plan->column_count = header.count;
    plan->columns = ARENA_ARRAY(arena, csv_column_t, header.count);
    for (size_t i = 0; i < header.count; i++) {
        plan->columns[i].name = scan_column_name(arena, plan, i, header.cells[i]);
        plan->columns[i].facts.distinct = true;
        plan->columns[i].scale = "1";
        plan->columns[i].decimal_mark = '.';
    }
    return true;
}

static bool scan_rows(arena_t *arena, csv_plan_t *plan, csv_reader_t *reader, problem_t *problem) {
    observer_t *observers = ARENA_ARRAY(arena, observer_t, plan->column_count);
    csv_row_t row;
    while (csv_reader_next(reader, &row)) {
        if (plan->row_count++ >= ROWS_OBSERVED || row.fault != CSV_ROW_GOOD) continue;
        for (size_t i = 0; i < row.count && i < plan->column_count; i++)
            scan_observe(arena, &plan->columns[i].facts, &observers[i], row.cells[i]);
    }
    if (csv_reader_failed(reader))
        return problem_set(problem, PROBLEM_UNAVAILABLE, "file_unreadable", "The file cannot be read to its end.");
    return true;
}

bool csv_plan_scan(arena_t *arena, const char *path, const char *file_name, csv_plan_t **out, problem_t *problem) {
    csv_plan_t *plan = ARENA_NEW(arena, csv_plan_t);
    if (!csv_format_detect(path, &plan->format, problem)) return false;
    csv_reader_t *reader = csv_reader_open(path, &plan->format, problem);
    if (reader == NULL) return false;
    bool ok = scan_header(arena, plan, reader, problem) && scan_rows(arena, plan, reader, problem);
    csv_reader_close(reader);
    if (!ok) return false;
    plan->defaults = "{}";
    csv_plan_guess(arena, plan, file_name);
    *out = plan;
    return true;
}
