#include "customer/attachment.h"

#include "base/clock.h"
#include "base/text.h"
#include "catalogue/policy.h"

#include <magic.h>
#include <sodium.h>

static const char SQL_INSERT[] =
    "INSERT INTO attachment (record_type, record_id, name, media_type, size, content_hash, created_at, created_by) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";

static const char SQL_INSERT_CONTENT[] = "INSERT INTO attachment_content (attachment_id, content) VALUES ($1, $2)";

static const char SQL_LIST[] =
    "SELECT a.id, a.name, a.media_type, a.size, a.created_at, a.created_by, u.name "
    "FROM attachment a LEFT JOIN app_user u ON u.id = a.created_by "
    "WHERE a.record_type = $1 AND a.record_id = $2 ORDER BY a.id";

static const char SQL_ONE[] =
    "SELECT a.id, a.name, a.media_type, a.size, a.created_at, a.created_by, u.name "
    "FROM attachment a LEFT JOIN app_user u ON u.id = a.created_by WHERE a.id = $1";

static const char SQL_LOAD[] =
    "SELECT a.name, a.media_type, c.content FROM attachment a JOIN attachment_content c ON c.attachment_id = a.id "
    "WHERE a.id = $1";

static const char SQL_RECORD_OF[] = "SELECT record_type, record_id FROM attachment WHERE id = $1";
static const char SQL_DELETE_CONTENT[] = "DELETE FROM attachment_content WHERE attachment_id = $1";
static const char SQL_DELETE[] = "DELETE FROM attachment WHERE id = $1";

static bool attachment_not_found(context_t *context, int64_t id) {
    return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no file %lld.", (long long)id);
}

static bool attachment_check_record(context_t *context, const record_type_t *type, int64_t record_id) {
    record_t *record = NULL;
    return record_load(context, type, record_id, &record) && policy_check(context, record, record, POLICY_UPDATE);
}

/* The last part of a path of either kind; browsers of old send "C:\\plans\\plan.pdf". */
static const char *attachment_base_name(const char *name) {
    const char *base = name;
    for (const char *c = name; *c != '\0'; c++)
        if (*c == '/' || *c == '\\') base = c + 1;
    return base;
}

static const char *attachment_sniff(context_t *context, const void *content, size_t size) {
    magic_t cookie = magic_open(MAGIC_MIME_TYPE);
    const char *found = NULL;
    if (cookie != NULL && magic_load(cookie, NULL) == 0) found = magic_buffer(cookie, content, size);
    const char *type = arena_strdup(context->arena, found != NULL ? found : "application/octet-stream");
    if (cookie != NULL) magic_close(cookie);
    return type;
}

static const char *attachment_hash(context_t *context, const void *content, size_t size) {
    unsigned char hash[crypto_generichash_BYTES];
    char *text = arena_alloc(context->arena, 2 * sizeof hash + 1);
    crypto_generichash(hash, sizeof hash, content, size, NULL, 0);
    return sodium_bin2hex(text, 2 * sizeof hash + 1, hash, sizeof hash);
}

static bool attachment_check_file(context_t *context, const attachment_t *file, const char *name) {
    if (file->size > ATTACHMENT_LIMIT)
        return problem_set(context->problem, PROBLEM_TOO_LARGE, "too_large", "A file may have up to %d MB.",
                           ATTACHMENT_LIMIT / (1024 * 1024));
    if (file->size == 0) return problem_set(context->problem, PROBLEM_BAD_REQUEST, "empty_file", "The file is empty.");
    if (name == NULL || *name == '\0')
        return problem_add_field(context->problem, "name", "required", "The file needs a name.");
    if (text_characters(name) > 255)
        return problem_add_field(context->problem, "name", "too_long", "The file's name has more than 255 characters.");
    return true;
}

bool attachment_add(context_t *context, const record_type_t *type, int64_t record_id, const attachment_t *file,
                    int64_t *id) {
    const char *name = file->name != NULL ? text_squeeze(context->arena, attachment_base_name(file->name)) : NULL;
    if (!attachment_check_file(context, file, name) || !attachment_check_record(context, type, record_id)) return false;
    const char *media_type = attachment_sniff(context, file->content, (size_t)file->size);
    const char *hash = attachment_hash(context, file->content, (size_t)file->size);
    const int64_t *user = context->actor->user_id != 0 ? &context->actor->user_id : NULL;
    if (!store_get_int(context->tx, id, SQL_INSERT, "tittitio", type->name, record_id, name, media_type, file->size,
                       hash, context->now, user))
        return context_done(context);
    store_run(context->tx, NULL, SQL_INSERT_CONTENT, "ib", *id, file->content, (size_t)file->size);
    return context_done(context);
}

static void attachment_write_row(context_t *context, store_statement_t *row, json_writer_t *writer, const char *key) {
    json_write_object(writer, key);
    json_write_int(writer, "id", store_column_int(row, 0));
    json_write_text(writer, "name", store_column_text(row, 1));
    json_write_text(writer, "media_type", store_column_text(row, 2));
    json_write_int(writer, "size", store_column_int(row, 3));
    json_write_text(writer, "created_at", moment_format(context->arena, store_column_int(row, 4)));
    if (store_column_is_null(row, 5)) {
        json_write_null(writer, "created_by");
    } else {
        json_write_object(writer, "created_by");
        json_write_int(writer, "id", store_column_int(row, 5));
        json_write_text(writer, "title", store_column_text(row, 6));
        json_write_close(writer);
    }
    json_write_close(writer);
}

bool attachment_write_list(context_t *context, const record_type_t *type, int64_t record_id, json_writer_t *writer,
                           const char *key) {
    json_write_array(writer, key);
    store_statement_t *rows = store_query(context->tx, SQL_LIST, "ti", type->name, record_id);
    while (store_step(rows)) attachment_write_row(context, rows, writer, NULL);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

bool attachment_write(context_t *context, int64_t id, json_writer_t *writer, const char *key) {
    store_statement_t *row = store_query(context->tx, SQL_ONE, "i", id);
    bool found = store_step(row);
    if (found) attachment_write_row(context, row, writer, key);
    if (!store_end(row)) return context_done(context);
    return found || attachment_not_found(context, id);
}

bool attachment_load(context_t *context, int64_t id, attachment_t *out) {
    store_statement_t *row = store_query(context->tx, SQL_LOAD, "i", id);
    bool found = store_step(row);
    if (found) {
        size_t size = 0;
        const void *content = store_column_bytes(row, 2, &size);
        void *copy = arena_alloc(context->arena, size + 1);
        memcpy(copy, content, size);
        *out = (attachment_t){
            .id = id,
            .name = arena_strdup(context->arena, store_column_text(row, 0)),
            .media_type = arena_strdup(context->arena, store_column_text(row, 1)),
            .size = (int64_t)size,
            .content = copy,
        };
    }
    if (!store_end(row)) return context_done(context);
    return found || attachment_not_found(context, id);
}

bool attachment_remove(context_t *context, int64_t id) {
    const record_type_t *type = NULL;
    int64_t record_id = 0;
    store_statement_t *row = store_query(context->tx, SQL_RECORD_OF, "i", id);
    if (store_step(row)) {
        type = catalogue_find(store_column_text(row, 0));
        record_id = store_column_int(row, 1);
    }
    if (!store_end(row)) return context_done(context);
    if (type == NULL) return attachment_not_found(context, id);
    if (!attachment_check_record(context, type, record_id)) return false;
    store_run(context->tx, NULL, SQL_DELETE_CONTENT, "i", id);
    store_run(context->tx, NULL, SQL_DELETE, "i", id);
    return context_done(context);
}
