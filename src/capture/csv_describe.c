/* Imports, their problems and their bad rows as the API shows them. */
#include "base/text.h"
#include "capture/csv_import.h"
#include "capture/csv_stored.h"

enum { PREVIEW_ROWS = 20, PAGE_ROWS = 500, CELL_SHOWN = 500 };

static void describe_options(const csv_plan_t *plan, const csv_column_t *column, json_writer_t *writer) {
    const field_t *field = csv_column_field(plan, column);
    const char mark[2] = {column->decimal_mark, '\0'};
    bool date = field != NULL && (field->type == FIELD_DATE || field->type == FIELD_MOMENT);
    bool number =
        field != NULL && (field->type == FIELD_NUMBER || field->type == FIELD_MONEY || field->type == FIELD_PERCENTAGE);
    bool reference = (field != NULL && field->target != NULL) || text_equal(column->target, CSV_TARGET_MANAGER);
    json_write_object(writer, "options");
    if (date) json_write_text(writer, "date_order", csv_date_order_name(column->date_order));
    if (number) json_write_text(writer, "decimal_mark", mark);
    if (number) json_write_text(writer, "scale", column->scale);
    if (reference) json_write_bool(writer, "create_missing", column->create_missing);
    json_write_close(writer);
}

static void describe_columns(const csv_plan_t *plan, json_writer_t *writer) {
    json_write_array(writer, "columns");
    for (size_t i = 0; i < plan->column_count; i++) {
        const csv_column_t *column = &plan->columns[i];
        json_write_object(writer, NULL);
        json_write_text(writer, "name", column->name);
        json_write_array(writer, "samples");
        for (size_t j = 0; j < column->facts.sample_count; j++) json_write_text(writer, NULL, column->facts.samples[j]);
        json_write_close(writer);
        json_write_text(writer, "target", column->target);
        json_write_text(writer, "how", column->recognised ? source_name(column->source) : NULL);
        describe_options(plan, column, writer);
        json_write_close(writer);
    }
    json_write_close(writer);
}

static void describe_guesses(const csv_plan_t *plan, json_writer_t *writer) {
    json_write_array(writer, "type_guesses");
    for (size_t i = 0; i < plan->guess_count; i++) {
        json_write_object(writer, NULL);
        json_write_text(writer, "type", plan->guesses[i].type->name);
        json_write_int(writer, "score", plan->guesses[i].score);
        json_write_close(writer);
    }
    json_write_close(writer);
}

static void describe_plan(const csv_plan_t *plan, json_writer_t *writer) {
    static const char *const on_match[] = {"update", "skip", "create"};
    const char delimiter[2] = {plan->format.delimiter, '\0'};
    bool by_title = plan->match_on != NULL && !text_equal(plan->match_on, CSV_TARGET_KEY);
    describe_guesses(plan, writer);
    json_write_text(writer, "delimiter", delimiter);
    json_write_text(writer, "encoding", csv_encoding_name(plan->format.encoding));
    json_write_text(writer, "on_bad_value", plan->leave_empty ? "leave_empty" : "reject_row");
    json_write_text(writer, "on_match", on_match[plan->on_match]);
    json_write_text(writer, "match_on", by_title ? "name" : plan->match_on);
    json_write_text(writer, "default_currency", plan->default_currency);
    json_write_raw(writer, "defaults", plan->defaults);
    json_write_raw(writer, "will_create", plan->made != NULL ? plan->made : "{}");
    describe_columns(plan, writer);
}

/* Cells that are no text are shown as such; very long ones in part. */
static void describe_cell(json_writer_t *writer, const char *cell) {
    size_t length = strlen(cell);
    if (!text_is_utf8(cell, length)) {
        json_write_text(writer, NULL, "\uFFFD");
        return;
    }
    if (length > CELL_SHOWN) length = CELL_SHOWN;
    while (((unsigned char)cell[length] & 0xC0) == 0x80) length--;
    json_write_text_bytes(writer, NULL, cell, length);
}

/* A file that is gone has no preview; what was imported from it stays. */
static void describe_preview(const csv_stored_t *stored, json_writer_t *writer, arena_t *arena) {
    problem_t ignored = problem_create(arena);
    csv_reader_t *reader = csv_reader_open(stored->file_path, &stored->plan->format, &ignored);
    csv_row_t row;
    json_write_array(writer, "preview");
    bool more = reader != NULL && csv_reader_next(reader, &row);
    for (int i = 0; more && i < PREVIEW_ROWS && csv_reader_next(reader, &row); i++) {
        json_write_array(writer, NULL);
        for (size_t j = 0; j < row.count && j < stored->plan->column_count; j++) describe_cell(writer, row.cells[j]);
        json_write_close(writer);
    }
    json_write_close(writer);
    csv_reader_close(reader);
}

static void describe_moment(context_t *context, json_writer_t *writer, const char *key, moment_t moment) {
    json_write_text(writer, key, moment != 0 ? moment_format(context->arena, moment) : NULL);
}

static void describe_reference(json_writer_t *writer, const char *key, int64_t id, const char *title) {
    if (id == 0) {
        json_write_null(writer, key);
        return;
    }
    json_write_object(writer, key);
    json_write_int(writer, "id", id);
    if (title != NULL) json_write_text(writer, "title", title);
    json_write_close(writer);
}

static void describe_counts(const csv_stored_t *stored, json_writer_t *writer) {
    json_write_object(writer, "progress");
    json_write_int(writer, "done", stored->created + stored->updated + stored->skipped + stored->failed);
    json_write_int(writer, "total", stored->row_count);
    json_write_close(writer);
    json_write_object(writer, "counts");
    json_write_int(writer, "created", stored->created);
    json_write_int(writer, "updated", stored->updated);
    json_write_int(writer, "skipped", stored->skipped);
    json_write_int(writer, "failed", stored->failed);
    json_write_close(writer);
}

static void describe_summary(context_t *context, const csv_stored_t *stored, json_writer_t *writer) {
    json_write_int(writer, "id", stored->id);
    json_write_text(writer, "file_name", stored->file_name);
    json_write_int(writer, "file_size", stored->file_size);
    json_write_text(writer, "state", stored->state);
    json_write_text(writer, "record_type", stored->type->name);
    json_write_int(writer, "row_count", stored->row_count);
    json_write_bool(writer, "dry_run", stored->dry_run);
    describe_counts(stored, writer);
    describe_reference(writer, "job", stored->job_id, NULL);
    describe_reference(writer, "created_by", stored->user_id, stored->user_name);
    describe_moment(context, writer, "created_at", stored->created_at);
    describe_moment(context, writer, "finished_at", stored->finished_at);
}

bool csv_import_write(context_t *context, int64_t id, json_writer_t *writer, const char *key) {
    csv_stored_t stored;
    if (!csv_stored_load(context, id, &stored)) return false;
    json_write_object(writer, key);
    describe_summary(context, &stored, writer);
    describe_plan(stored.plan, writer);
    describe_preview(&stored, writer, context->arena);
    json_write_close(writer);
    return true;
}

static const char SQL_LIST[] =
    "SELECT id FROM csv_import WHERE id < $1 AND (CAST($2 AS BIGINT) = 0 OR user_id = CAST($2 AS BIGINT)) ORDER BY id DESC LIMIT $3";

bool csv_import_write_list(context_t *context, int64_t before_id, int limit, json_writer_t *writer, const char *key) {
    int64_t ids[PAGE_ROWS];
    int count = 0;
    int64_t from = before_id > 0 ? before_id : INT64_MAX;
    if (limit < 1 || limit > PAGE_ROWS) limit = PAGE_ROWS;
    int64_t user = context->actor->role == ROLE_ADMINISTRATOR ? 0 : context->actor->user_id;
    store_statement_t *rows = store_query(context->tx, SQL_LIST, "iii", from, user, (int64_t)limit);
    while (count < limit && store_step(rows)) ids[count++] = store_column_int(rows, 0);
    if (!store_end(rows)) return context_done(context);
    json_write_object(writer, key);
    json_write_array(writer, "items");
    for (int i = 0; i < count; i++) {
        csv_stored_t stored;
        if (!csv_stored_load(context, ids[i], &stored)) return false;
        json_write_object(writer, NULL);
        describe_summary(context, &stored, writer);
        json_write_close(writer);
    }
    json_write_close(writer);
    if (count == limit)
        json_write_int(writer, "next", ids[count - 1]);
    else
        json_write_null(writer, "next");
    json_write_close(writer);
    return true;
}
