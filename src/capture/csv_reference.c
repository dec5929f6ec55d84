#include "capture/csv_reference.h"

#include "base/text.h"
#include "capture/column_names.h"
#include "capture/memo.h"
#include "catalogue/policy.h"
#include "customer/account.h"
#include "customer/contact.h"
#include "customer/team.h"
#include "customer/user.h"
#include "pipeline/campaign.h"
#include "pipeline/stage.h"
#include "trade/price.h"
#include "trade/product.h"

enum {
    LOOKUP_LIMIT = 64 * 1024,
    MADE_LIMIT = 4 * 1024 * 1024,
    NAMES_LIMIT = 200000, /* of one type: beyond, only exact names are found */
    INDEX_LIMIT = 1024 * 1024,
    NAME_LENGTH = 200
};

static const int64_t NONE = 0;
static const int64_t SEVERAL = -1;

struct csv_references {
    const record_type_t *own;
    memo_t *found; /* (type, text) → id, NONE or SEVERAL */
    memo_t *names; /* (type, name without spaces and punctuation) → id or SEVERAL */
    memo_t *made;  /* (type, folded name) → 1, and (COUNT, type) → how many */
};

static const char COUNT[] = "count";

csv_references_t *csv_references_create(const record_type_t *own) {
    csv_references_t *references = malloc(sizeof *references);
    if (references == NULL) abort();
    *references = (csv_references_t){own, memo_create(LOOKUP_LIMIT), memo_create(INDEX_LIMIT), memo_create(MADE_LIMIT)};
    return references;
}

void csv_references_destroy(csv_references_t *references) {
    if (references == NULL) return;
    memo_destroy(references->found);
    memo_destroy(references->names);
    memo_destroy(references->made);
    free(references);
}

csv_mark_t csv_references_mark(const csv_references_t *references) {
    return (csv_mark_t){memo_mark(references->found), memo_mark(references->names), memo_mark(references->made)};
}

void csv_references_forget(csv_references_t *references, csv_mark_t mark) {
    memo_forget(references->found, mark.found);
    memo_forget(references->names, mark.names);
    memo_forget(references->made, mark.made);
}

void csv_references_settle(csv_references_t *references, bool kept) {
    if (!kept) {
        memo_forget(references->found, 0);
        memo_forget(references->names, 0);
    }
    memo_keep(references->found);
    memo_keep(references->names);
    memo_keep(references->made);
}

static const char SQL_KEY_FIND[] = "SELECT record_id FROM external_key WHERE record_type = $1 AND external_key = $2";

static const char SQL_KEY_ADD[] =
    "INSERT INTO external_key (record_type, external_key, record_id, import_id) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (record_type, external_key) DO NOTHING";

static const char SQL_KEY_REMOVE[] = "DELETE FROM external_key WHERE record_type = $1 AND external_key = $2";

bool csv_key_find(context_t *context, const record_type_t *type, const char *key, int64_t *id) {
    *id = NONE;
    return store_get_int(context->tx, id, SQL_KEY_FIND, "tt", type->name, key) || context_done(context);
}

bool csv_key_add(context_t *context, const record_type_t *type, const char *key, int64_t id) {
    const int64_t *import = context->import_id != 0 ? &context->import_id : NULL;
    return store_run(context->tx, NULL, SQL_KEY_ADD, "ttio", type->name, key, id, import) || context_done(context);
}

/* Records made of a name carry this key until a row describes them. */
static const char *reference_mark_key(arena_t *arena, const char *title) {
    return arena_printf(arena, "made:%s", text_fold(arena, text_squeeze(arena, title)));
}

bool csv_reference_unfilled(context_t *context, const record_type_t *type, const char *title, int64_t *id) {
    return csv_key_find(context, type, reference_mark_key(context->arena, title), id);
}

bool csv_reference_fill(context_t *context, const record_type_t *type, const char *title) {
    const char *key = reference_mark_key(context->arena, title);
    return store_run(context->tx, NULL, SQL_KEY_REMOVE, "tt", type->name, key) || context_done(context);
}

/* The one id of a query that asks for two; SEVERAL when there is a second. */
static bool reference_single(context_t *context, const char *sql, const char *text, int64_t *id) {
    *id = NONE;
    store_statement_t *rows = store_query(context->tx, sql, "t", text);
    if (store_step(rows)) *id = store_column_int(rows, 0);
    if (*id != NONE && store_step(rows)) *id = SEVERAL;
    return store_end(rows) || context_done(context);
}

static bool reference_by_column(context_t *context, const record_type_t *target, const field_t *field, const char *text,
                                int64_t *id) {
    const char *sql = arena_printf(context->arena,
                                   "SELECT id FROM %s WHERE lower(%s) = $1 AND archived_at IS NULL "
                                   "ORDER BY id LIMIT 2",
                                   target->table, field_column(field));
    return reference_single(context, sql, text_lower(context->arena, text), id);
}

/* Names that are no names of their own: a product's code, a user's or contact's e-mail. */
static bool reference_by_other_fields(context_t *context, const record_type_t *target, const char *text, int64_t *id) {
    for (size_t i = 0; i < target->field_count && *id == NONE; i++) {
        const field_t *field = &target->fields[i];
        bool address =
            field->type == FIELD_EMAIL && strchr(text, '@') != NULL && (target == &USER || target == &CONTACT);
        bool unique =
            field->type == FIELD_TEXT && (field->flags & FIELD_UNIQUE) != 0 && !text_equal(field->name, target->title);
        if ((address || unique) && !reference_by_column(context, target, field, text, id)) return false;
    }
    return true;
}

static void names_add(memo_t *names, const char *scope, const char *name, int64_t id) {
    int64_t known = NONE;
    if (*name == '\0') return;
    uint64_t key = memo_key(names, scope, name);
    memo_put(names, key, memo_get(names, key, &known) && known != id ? SEVERAL : id);
}

static const char *const LOADED = "loaded";
static const char *const FIRST_NAMES = "first name";

/* All names of a type, once per run: "GTXPro" then finds "GTX Pro", and a first name its only bearer. */
static bool names_load(context_t *context, csv_references_t *references, const record_type_t *target) {
    memo_t *names = references->names;
    int64_t loaded = 0;
    size_t count = 0;
    uint64_t mark = memo_key(names, LOADED, target->name);
    if (memo_get(names, mark, &loaded)) return true;
    arena_t *scratch = arena_create();
    const char *sql = arena_printf(
        context->arena, "SELECT id, %s, %s FROM %s WHERE archived_at IS NULL ORDER BY id LIMIT $1",
        field_column(type_field(target, target->title)), target == &CONTACT ? "first_name" : "NULL", target->table);
    store_statement_t *rows = store_query(context->tx, sql, "i", (int64_t)NAMES_LIMIT);
    while (store_step(rows)) {
        int64_t id = store_column_int(rows, 0);
        names_add(names, target->name, column_normalise(scratch, store_column_text(rows, 1)), id);
        if (!store_column_is_null(rows, 2))
            names_add(names, FIRST_NAMES, text_fold(scratch, store_column_text(rows, 2)), id);
        if (++count % 1000 == 0) arena_clear(scratch);
    }
    arena_destroy(scratch);
    memo_put(names, mark, 1);
    return store_end(rows) || context_done(context);
}

static bool reference_by_loose_name(context_t *context, csv_references_t *references, const record_type_t *target,
                                    const char *text, int64_t *id) {
    memo_t *names = references->names;
    if (type_field(target, target->title)->type != FIELD_TEXT) return true;
    if (!names_load(context, references, target)) return false;
    const char *loose = column_normalise(context->arena, text);
    if (*loose != '\0' && memo_get(names, memo_key(names, target->name, loose), id)) return true;
    if (target == &CONTACT) memo_get(names, memo_key(names, FIRST_NAMES, text_fold(context->arena, text)), id);
    return true;
}

static const char SQL_STAGE_BY_NAME[] =
    "SELECT id FROM stage WHERE lower(name) = $1 AND archived_at IS NULL "
    "AND pipeline_id = (SELECT id FROM pipeline WHERE archived_at IS NULL ORDER BY position, id LIMIT 1) "
    "ORDER BY position, id LIMIT 1";

static const char SQL_STAGE_BY_OUTCOME[] =
    "SELECT id FROM stage WHERE outcome = $1 AND archived_at IS NULL "
    "AND pipeline_id = (SELECT id FROM pipeline WHERE archived_at IS NULL ORDER BY position, id LIMIT 1) "
    "ORDER BY position, id LIMIT 1";

static const char *stage_called(arena_t *arena, const char *text) {
    const char *known = known_stage(column_normalise(arena, text));
    return known != NULL ? known : text;
}

/* Of the first pipeline before any other; "Closed Won" is whatever the won stage is called here. */
static bool reference_stage(context_t *context, const char *text, int64_t *id) {
    const char *outcome = known_outcome(column_normalise(context->arena, text));
    const char *name = text_lower(context->arena, stage_called(context->arena, text));
    if (!store_get_int(context->tx, id, SQL_STAGE_BY_NAME, "t", name) && outcome != NULL)
        store_get_int(context->tx, id, SQL_STAGE_BY_OUTCOME, "t", outcome);
    return context_done(context);
}

static bool reference_look_up(context_t *context, csv_references_t *references, const record_type_t *target,
                              const char *text, int64_t *id) {
    const field_t *title = type_field(target, target->title);
    if (!csv_key_find(context, target, text, id) || *id != NONE) return !store_failed(context->tx);
    if (target == &STAGE && (!reference_stage(context, text, id) || *id != NONE)) return !store_failed(context->tx);
    if (title->type == FIELD_TEXT && !reference_by_column(context, target, title, text, id)) return false;
    if (*id == NONE && !reference_by_other_fields(context, target, text, id)) return false;
    return *id != NONE || reference_by_loose_name(context, references, target, text, id);
}

reference_result_t csv_reference_find(context_t *context, csv_references_t *references, const record_type_t *target,
                                      const char *text, int64_t *id) {
    memo_t *found = references->found;
    uint64_t key = memo_key(found, target->name, text);
    int64_t known = NONE;
    if (!memo_get(found, key, &known)) {
        if (!reference_look_up(context, references, target, text, &known)) return REFERENCE_FAILED;
        if (known != NONE || target != references->own) memo_put(found, key, known);
    }
    if (known == SEVERAL) return REFERENCE_AMBIGUOUS;
    if (known == NONE) return REFERENCE_MISSING;
    *id = known;
    return REFERENCE_FOUND;
}

bool csv_reference_makeable(const actor_t *actor, const record_type_t *target) {
    const record_type_t *const makeable[] = {&ACCOUNT, &USER,     &TEAM,    &BRANCH, &TERRITORY, &TAG,
                                             &PRODUCT, &CAMPAIGN, &CONTACT, &STAGE,  &PRICE_LIST};
    for (size_t i = 0; i < sizeof makeable / sizeof makeable[0]; i++)
        if (makeable[i] == target) return policy_role_may(actor, target, POLICY_CREATE);
    return false;
}

static const char SQL_LAST_OPEN_STAGE[] =
    "SELECT max(position) FROM stage WHERE outcome = 'open' AND pipeline_id = $1 AND archived_at IS NULL";

/* A stage of our own making stands behind the other open ones and before the won one; how likely its deals are is for
 * the person to say, so half is assumed. */
static bool reference_prepare_stage(context_t *context, record_t *stage) {
    stage_t first;
    int64_t position = 0;
    if (!stage_first(context, &first)) return false;
    store_get_int(context->tx, &position, SQL_LAST_OPEN_STAGE, "i", first.pipeline_id);
    record_set_number(stage, "pipeline", first.pipeline_id);
    record_set_number(stage, "position", position + 1);
    record_set_number(stage, "probability", 5000);
    return context_done(context);
}

static bool reference_prepare(context_t *context, record_t *record, const char *text, const char *currency) {
    const char *title = record->type == &STAGE ? stage_called(context->arena, text) : text;
    record_set_text(record, record->type->title, text_squeeze(context->arena, title));
    if (record->type == &STAGE) return reference_prepare_stage(context, record);
    if (record->type == &USER) record_set_number(record, "active", 0);
    if (currency != NULL && type_field(record->type, "currency") != NULL) record_set_text(record, "currency", currency);
    return true;
}

static void references_count(csv_references_t *references, const record_type_t *type, int64_t change) {
    int64_t count = 0;
    uint64_t key = memo_key(references->made, COUNT, type->name);
    memo_get(references->made, key, &count);
    memo_put(references->made, key, count + change);
}

static void references_note_made(context_t *context, csv_references_t *references, const record_t *record,
                                 const char *text) {
    const record_type_t *type = record->type;
    int64_t known = 0;
    const char *title = record_text(record, type->title);
    uint64_t made = memo_key(references->made, type->name, text_fold(context->arena, title));
    memo_put(references->found, memo_key(references->found, type->name, text), record->id);
    names_add(references->names, type->name, column_normalise(context->arena, title), record->id);
    if (memo_get(references->made, made, &known)) return;
    memo_put(references->made, made, 1);
    references_count(references, type, 1);
}

/* What a person could not enter as a name is not made into a record either; the row then goes without. */
static reference_result_t reference_refused(context_t *context) {
    problem_kind_t kind = context->problem->kind;
    if (store_failed(context->tx) || kind == PROBLEM_INTERNAL || kind == PROBLEM_UNAVAILABLE) return REFERENCE_FAILED;
    problem_clear(context->problem);
    return REFERENCE_MISSING;
}

static reference_result_t reference_create(context_t *context, csv_references_t *references, record_t *record,
                                           const char *text, int64_t *id) {
    record_t *made = NULL;
    if (text_characters(text) > NAME_LENGTH) return REFERENCE_MISSING;
    if (!record_create(context, record, &made)) return reference_refused(context);
    const char *key = reference_mark_key(context->arena, record_text(made, made->type->title));
    if (!csv_key_add(context, made->type, key, made->id)) return REFERENCE_FAILED;
    references_note_made(context, references, made, text);
    *id = made->id;
    return REFERENCE_FOUND;
}

reference_result_t csv_reference_make(context_t *context, csv_references_t *references, const record_type_t *target,
                                      const char *text, const char *currency, int64_t *id) {
    record_t *record = record_new(context->arena, target);
    if (!reference_prepare(context, record, text, currency)) return reference_refused(context);
    return reference_create(context, references, record, text, id);
}

reference_result_t csv_reference_make_manager(context_t *context, csv_references_t *references, const char *name,
                                              int64_t *id) {
    record_t *record = record_new(context->arena, &USER);
    if (!reference_prepare(context, record, name, NULL)) return reference_refused(context);
    record_set_text(record, "role", "manager");
    return reference_create(context, references, record, name, id);
}

bool csv_references_uncount(csv_references_t *references, const record_type_t *type, const char *title) {
    int64_t made = 0;
    arena_t *scratch = arena_create();
    uint64_t key = memo_key(references->made, type->name, text_fold(scratch, text_squeeze(scratch, title)));
    arena_destroy(scratch);
    if (!memo_get(references->made, key, &made)) return false;
    memo_remove(references->made, key);
    references_count(references, type, -1);
    return true;
}

void csv_references_write_made(const csv_references_t *references, json_writer_t *writer) {
    size_t type_count = 0;
    const record_type_t *const *types = catalogue_types(&type_count);
    for (size_t i = 0; i < type_count; i++) {
        int64_t count = 0;
        if (memo_get(references->made, memo_key(references->made, COUNT, types[i]->name), &count) && count > 0)
            json_write_int(writer, types[i]->name, count);
    }
}
