#include "customer/duplicate.h"

#include "base/text.h"
#include "customer/duplicate_pairs.h"

enum { CANDIDATES = 120, SHOWN = 5, SQL_LIMIT = 8 * 1024 };

static const char SQL_RECORDS_OF_KEY[] =
    "SELECT record_id FROM duplicate_key WHERE record_type = $1 AND key = $2 ORDER BY record_id LIMIT $3";

static const char SQL_FORGET_KEY[] = "DELETE FROM duplicate_key WHERE record_type = $1 AND key = $2 AND record_id = $3";

static const char SQL_FORGET_PAIRS[] =
    "DELETE FROM duplicate_pair WHERE record_type = $1 AND state = 'open' AND (low_id = $2 OR high_id = $2)";

static const char SQL_KEEP_PAIR[] =
    "INSERT INTO duplicate_pair (record_type, low_id, high_id, score, reasons, state) VALUES ($1, $2, $3, $4, $5, 'open') "
    "ON CONFLICT (record_type, low_id, high_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons";

static size_t find_candidates(context_t *context, const duplicate_source_t *source, const duplicate_facts_t *facts,
                              int64_t *ids) {
    size_t count = 0;
    for (size_t i = 0; i < facts->key_count; i++) {
        store_statement_t *rows = store_query(context->tx, SQL_RECORDS_OF_KEY, "tii", source->type, facts->keys[i],
                                              (int64_t)DUPLICATE_BLOCK_LIMIT);
        while (store_step(rows) && count < CANDIDATES) {
            size_t known = 0;
            int64_t id = store_column_int(rows, 0);
            while (known < count && ids[known] != id) known++;
            if (known == count) ids[count++] = id;
        }
        store_end(rows);
    }
    return count;
}

static void find_score(context_t *context, const duplicate_source_t *source, const duplicate_facts_t *facts,
                       duplicate_hit_t *hit) {
    store_statement_t *row = store_query(context->tx, source->sql_one, "i", hit->id);
    if (store_step(row)) {
        const duplicate_input_t input = duplicate_input_of_row(source, row);
        const duplicate_facts_t other = duplicate_facts(context->arena, context->arena, &input);
        hit->score = duplicate_score(facts, &other, &hit->reasons);
    }
    store_end(row);
}

static int hit_compare(const void *a, const void *b) {
    const duplicate_hit_t *left = a, *right = b;
    if (left->score != right->score) return right->score - left->score;
    return (left->id > right->id) - (left->id < right->id);
}

bool duplicate_find(context_t *context, const duplicate_search_t *search, duplicate_hit_t **out, size_t *count) {
    const duplicate_source_t *source = duplicate_source(search->type);
    const duplicate_facts_t facts = duplicate_facts(context->arena, context->arena, search->input);
    int64_t *ids = ARENA_ARRAY(context->arena, int64_t, CANDIDATES);
    duplicate_hit_t *hits = ARENA_ARRAY(context->arena, duplicate_hit_t, CANDIDATES);
    size_t found = source != NULL ? find_candidates(context, source, &facts, ids) : 0;
    *count = 0;
    for (size_t i = 0; i < found; i++) {
        duplicate_hit_t hit = {.id = ids[i]};
        if (hit.id != search->except) find_score(context, source, &facts, &hit);
        if (hit.score >= search->least) hits[(*count)++] = hit;
    }
    if (*count > 0) qsort(hits, *count, sizeof *hits, hit_compare);
    if (*count > search->limit) *count = search->limit;
    *out = hits;
    return context_done(context);
}

static bool keep_differs(const duplicate_source_t *source, const record_t *before, const record_t *after) {
    for (size_t i = 0; i < DUPLICATE_FIELDS; i++)
        if (source->fields[i] != NULL && record_differs(before, after, source->fields[i])) return true;
    return before == NULL;
}

static bool facts_have_key(const duplicate_facts_t *facts, int64_t key) {
    for (size_t i = 0; i < facts->key_count; i++)
        if (facts->keys[i] == key) return true;
    return false;
}

static bool keep_keys(context_t *context, const char *type, int64_t id, const duplicate_facts_t *facts) {
    store_value_t values[2 + DUPLICATE_KEYS] = {{.kind = STORE_TEXT, .text = type}, {.kind = STORE_INT, .number = id}};
    text_t sql = text_create(context->arena, SQL_LIMIT);
    if (facts->key_count == 0) return true;
    text_add(&sql, "INSERT INTO duplicate_key (record_type, record_id, key) VALUES ");
    for (size_t i = 0; i < facts->key_count; i++) {
        text_add_format(&sql, "%s($1, $2, $%zu)", i > 0 ? ", " : "", i + 3);
        values[i + 2] = (store_value_t){.kind = STORE_INT, .number = facts->keys[i]};
    }
    text_add(&sql, " ON CONFLICT (record_type, key, record_id) DO NOTHING");
    store_statement_t *insert = store_query_values(context->tx, sql.data, values, facts->key_count + 2);
    while (store_step(insert)) continue;
    return store_end(insert) || context_done(context);
}

static bool keep_pairs(context_t *context, const record_t *record, const duplicate_input_t *input, bool fresh) {
    duplicate_hit_t *hits = NULL;
    size_t count = 0;
    const char *type = record->type->name;
    if (!fresh) store_run(context->tx, NULL, SQL_FORGET_PAIRS, "ti", type, record->id);
    const duplicate_search_t search = {record->type, input, record->id, DUPLICATE_THRESHOLD, CANDIDATES};
    if (!duplicate_find(context, &search, &hits, &count)) return false;
    for (size_t i = 0; i < count; i++) {
        int64_t low = record->id < hits[i].id ? record->id : hits[i].id;
        int64_t high = record->id < hits[i].id ? hits[i].id : record->id;
        store_run(context->tx, NULL, SQL_KEEP_PAIR, "tiiii", type, low, high, (int64_t)hits[i].score,
                  (int64_t)hits[i].reasons);
    }
    return context_done(context);
}

bool duplicate_keep(context_t *context, const record_t *before, const record_t *after) {
    const duplicate_source_t *source = duplicate_source(after->type);
    if (source == NULL || !keep_differs(source, before, after)) return true;
    const duplicate_input_t input = duplicate_input_of_record(source, after);
    const duplicate_facts_t facts = duplicate_facts(context->arena, context->arena, &input);
    if (before != NULL) {
        const duplicate_input_t was = duplicate_input_of_record(source, before);
        const duplicate_facts_t old = duplicate_facts(context->arena, context->arena, &was);
        for (size_t i = 0; i < old.key_count; i++)
            if (!facts_have_key(&facts, old.keys[i]))
                store_run(context->tx, NULL, SQL_FORGET_KEY, "tii", source->type, old.keys[i], after->id);
    }
    if (!keep_keys(context, source->type, after->id, &facts)) return false;
    if (context->import_id != 0 || context->actor->user_id == 0) return true;
    return keep_pairs(context, after, &input, before == NULL);
}

void duplicate_write_reasons(const context_t *context, unsigned reasons, json_writer_t *writer) {
    json_write_array(writer, "reasons");
    for (const duplicate_reason_text_t *reason = DUPLICATE_REASONS; reason->code != NULL; reason++) {
        if ((reasons & reason->reason) == 0) continue;
        json_write_object(writer, NULL);
        json_write_text(writer, "code", reason->code);
        json_write_text(writer, "text", label_in(reason->label, context->actor->locale));
        json_write_close(writer);
    }
    json_write_close(writer);
}

static const record_type_t *check_type(context_t *context, const json_t *body) {
    const char *name = json_string_value(json_object_get(body, "type"));
    const record_type_t *type = name != NULL ? catalogue_find(name) : NULL;
    if (type != NULL && duplicate_source(type) != NULL) return type;
    problem_add_field(context->problem, "type", "unknown_type", "Duplicates are looked for among account and contact.");
    return NULL;
}

bool duplicate_check_write(context_t *context, const json_t *body, json_writer_t *writer) {
    duplicate_hit_t *hits = NULL;
    size_t count = 0;
    const json_t *values = json_object_get(body, "values");
    const record_type_t *type = check_type(context, body);
    if (type == NULL) return false;
    if (!json_is_object(values))
        return problem_add_field(context->problem, "values", "required", "The fields as they are so far are needed.");
    const duplicate_input_t input = duplicate_input_of_json(duplicate_source(type), values);
    int64_t except = json_integer_value(json_object_get(body, "except"));
    const duplicate_search_t search = {type, &input, except, DUPLICATE_HINT, SHOWN};
    if (!duplicate_find(context, &search, &hits, &count)) return false;
    json_write_object(writer, NULL);
    json_write_array(writer, "items");
    for (size_t i = 0; i < count; i++) {
        record_t *record = NULL;
        if (!record_load(context, type, hits[i].id, &record)) return false;
        json_write_object(writer, NULL);
        record_write_json(context, record, writer, "record");
        json_write_int(writer, "score", hits[i].score);
        duplicate_write_reasons(context, hits[i].reasons, writer);
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_close(writer);
    return true;
}
