#include "insight/merge_values.h"

#include "base/text.h"
#include "catalogue/policy.h"

enum { LEVELS = 100, LONG_TEXT = 20000 };

typedef enum { CHOICE_NONE, CHOICE_THIS, CHOICE_OTHER, CHOICE_BOTH } merge_choice_t;

typedef struct pair {
    context_t *context;
    const merge_request_t *request;
    const record_t *survivor, *loser;
    record_t *input;
} pair_t;

static bool choice_read(const pair_t *pair, const field_t *field, merge_choice_t *out) {
    const json_t *given = json_object_get(pair->request->values, field->name);
    const char *text = json_string_value(given);
    bool many = field->type == FIELD_REFERENCES || field->type == FIELD_LONG_TEXT;
    *out = given == NULL                      ? CHOICE_NONE
           : text == NULL                     ? CHOICE_NONE
           : text_equal(text, "this")         ? CHOICE_THIS
           : text_equal(text, "other")        ? CHOICE_OTHER
           : text_equal(text, "both") && many ? CHOICE_BOTH
                                              : CHOICE_NONE;
    if (given == NULL || *out != CHOICE_NONE) return true;
    return problem_add_field(pair->context->problem, field->name, "unknown_choice",
                             many ? "Choose this, other or both." : "Choose this or other.");
}

static bool value_is_empty(const field_t *field, const value_t *value) {
    return field->type == FIELD_REFERENCES ? value->id_count == 0 : value->null;
}

/* Amounts stay with the currency in which they were meant. */
static bool choice_of_money(const pair_t *pair, const field_t *field, merge_choice_t *choice) {
    merge_choice_t currency = CHOICE_NONE;
    const field_t *of = type_field(pair->survivor->type, field->currency_field);
    if (!record_differs(pair->survivor, pair->loser, of->name)) return true;
    if (!choice_read(pair, of, &currency)) return true; /* that field says so itself */
    if (currency == CHOICE_NONE) currency = CHOICE_THIS;
    if (*choice != CHOICE_NONE && *choice != currency)
        return problem_add_field(pair->context->problem, field->name, "other_currency",
                                 "The two are kept in different currencies. Choose the same side as for the currency.");
    *choice = currency;
    return true;
}

static void value_take_both(const pair_t *pair, size_t index) {
    arena_t *arena = pair->context->arena;
    const value_t *left = &pair->survivor->values[index], *right = &pair->loser->values[index];
    value_t *value = &pair->input->values[index];
    *value = *left;
    value->given = true;
    if (pair->survivor->type->fields[index].type == FIELD_LONG_TEXT) {
        text_t text = text_create(arena, (size_t)LONG_TEXT * 4);
        text_add_format(&text, "%s\n\n%s", left->text != NULL ? left->text : "",
                        right->text != NULL ? right->text : "");
        value->text = text_trim(arena, text.data);
        value->null = *value->text == '\0';
        return;
    }
    int64_t *ids = ARENA_ARRAY(arena, int64_t, left->id_count + right->id_count + 1);
    size_t count = 0;
    for (size_t i = 0; i < left->id_count; i++) ids[count++] = left->ids[i];
    for (size_t i = 0; i < right->id_count; i++) {
        size_t known = 0;
        while (known < count && ids[known] != right->ids[i]) known++;
        if (known == count) ids[count++] = right->ids[i];
    }
    *value = (value_t){.given = true, .ids = ids, .id_count = count};
}

/* True when the record stands below the survivor or the loser, by way of this reference to its own type. */
static bool stands_below(const pair_t *pair, const field_t *field, int64_t id) {
    context_t *context = pair->context;
    /* names of the catalogue in constant SQL */
    const char *sql = arena_printf(context->arena, "SELECT %s FROM %s WHERE id = $1", field_column(field),
                                   pair->survivor->type->table);
    for (int level = 0; id != 0 && level < LEVELS; level++) {
        int64_t next = 0;
        if (id == pair->survivor->id || id == pair->loser->id) return true;
        if (!store_get_int(context->tx, &next, sql, "i", id)) return false;
        id = next;
    }
    return id != 0;
}

/* The survivor may not come to stand above itself: the first that does not lead there. */
static void value_mend_circle(const pair_t *pair, size_t index) {
    const field_t *field = &pair->survivor->type->fields[index];
    const value_t *own = &pair->survivor->values[index], *other = &pair->loser->values[index];
    value_t *value = &pair->input->values[index];
    const value_t *wanted = value->given ? value : own;
    const value_t *order[] = {wanted, own, other};
    value_t found = {.given = true, .null = true};
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        if (order[i]->null || stands_below(pair, field, order[i]->number)) continue;
        found = *order[i];
        found.given = true;
        break;
    }
    if (!wanted->null) *value = found;
}

static bool merge_value(const pair_t *pair, size_t index) {
    merge_choice_t choice = CHOICE_NONE;
    const record_type_t *type = pair->survivor->type;
    const field_t *field = &type->fields[index];
    const value_t *own = &pair->survivor->values[index], *other = &pair->loser->values[index];
    bool may = policy_may_change_field(pair->context->actor, type, field);
    if (!choice_read(pair, field, &choice) || (field->flags & FIELD_DERIVED) != 0) return true;
    if (field->type == FIELD_MONEY && !choice_of_money(pair, field, &choice)) return true;
    if (choice == CHOICE_NONE && field->type == FIELD_REFERENCES) choice = CHOICE_BOTH;
    if (choice == CHOICE_NONE && value_is_empty(field, own)) choice = CHOICE_OTHER;
    bool changes =
        (choice == CHOICE_OTHER || choice == CHOICE_BOTH) && record_differs(pair->survivor, pair->loser, field->name);
    if (changes && !may && json_object_get(pair->request->values, field->name) != NULL)
        return problem_add_field(pair->context->problem, field->name, "forbidden",
                                 "Your role does not allow you to change this field.");
    if (changes && may && choice == CHOICE_BOTH) value_take_both(pair, index);
    if (changes && may && choice == CHOICE_OTHER) {
        pair->input->values[index] = *other;
        pair->input->values[index].given = true;
    }
    if (field->type == FIELD_REFERENCE && text_equal(field->target, type->name)) value_mend_circle(pair, index);
    return true;
}

bool merge_values(context_t *context, const merge_request_t *request, const record_t *survivor, const record_t *loser,
                  record_t **out) {
    const char *name = NULL;
    json_t *ignored = NULL;
    const pair_t pair = {context, request, survivor, loser, record_new(context->arena, survivor->type)};
    json_object_foreach(request->values, name, ignored) {
        if (type_field(survivor->type, name) == NULL)
            problem_add_field(context->problem, name, "unknown_field", "There is no such field.");
    }
    for (size_t i = 0; i < survivor->type->field_count; i++) merge_value(&pair, i);
    *out = pair.input;
    return !problem_is_set(context->problem) && context_done(context);
}
