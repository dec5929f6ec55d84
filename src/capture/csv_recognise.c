/* What a file is about and what its columns mean, by their names and by what their values are like. */
#include "base/text.h"
#include "capture/csv_import.h"
#include "capture/csv_plan.h"

#include <ctype.h>

enum { RANK_FIELD_NAME, RANK_LABEL, RANK_TABLE };

/* One column against one row of a type's names, or against its own fields. */
typedef struct match {
    const char *target;
    const char *lookup;
} match_t;

const field_t *csv_column_field(const csv_plan_t *plan, const csv_column_t *column) {
    return column->target != NULL ? type_field(plan->type, column->target) : NULL;
}

csv_column_t *csv_plan_target(const csv_plan_t *plan, const char *target) {
    for (size_t i = 0; i < plan->column_count; i++)
        if (text_equal(plan->columns[i].target, target)) return &plan->columns[i];
    return NULL;
}

/* First and last name are columns of their own for types whose records have one name only. */
static bool target_is_name_part(const record_type_t *type, const char *target) {
    bool part = text_equal(target, CSV_TARGET_FIRST) || text_equal(target, CSV_TARGET_LAST);
    return part && (text_equal(type->name, "lead") || text_equal(type->name, "user"));
}

bool csv_target_allowed(const record_type_t *type, const char *target) {
    const field_t *field = type_field(type, target);
    if (field != NULL) return (field->flags & FIELD_DERIVED) == 0;
    if (text_equal(target, CSV_TARGET_KEY) || text_equal(target, CSV_TARGET_DELETED)) return true;
    if (text_equal(target, CSV_TARGET_MANAGER)) return text_equal(type->name, "user");
    if (text_equal(target, CSV_TARGET_WON) || text_equal(target, CSV_TARGET_CLOSED))
        return text_equal(type->name, "opportunity");
    return target_is_name_part(type, target);
}

/* The names and labels of a type's own fields, in the form of column_normalise; NULL for fields that cannot be set. */
typedef struct own_names {
    const record_type_t *type;
    const char **names, **english, **chinese;
} own_names_t;

static own_names_t own_names_of(arena_t *arena, const record_type_t *type) {
    own_names_t own = {type, ARENA_ARRAY(arena, const char *, type->field_count),
                       ARENA_ARRAY(arena, const char *, type->field_count),
                       ARENA_ARRAY(arena, const char *, type->field_count)};
    for (size_t i = 0; i < type->field_count; i++) {
        if ((type->fields[i].flags & FIELD_DERIVED) != 0) continue;
        own.names[i] = column_normalise(arena, type->fields[i].name);
        own.english[i] = column_normalise(arena, type->fields[i].label.en);
        own.chinese[i] = column_normalise(arena, type->fields[i].label.zh);
    }
    return own;
}

static bool recognise_own(const own_names_t *own, const char *name, int rank, match_t *out) {
    for (size_t i = 0; i < own->type->field_count; i++) {
        bool same = rank == RANK_FIELD_NAME ? text_equal(own->names[i], name)
                                            : text_equal(own->english[i], name) || text_equal(own->chinese[i], name);
        if (!same) continue;
        *out = (match_t){own->type->fields[i].name, NULL};
        return true;
    }
    if (rank != RANK_FIELD_NAME || !text_equal(name, "externalkey")) return false;
    *out = (match_t){CSV_TARGET_KEY, NULL};
    return true;
}

static bool recognise_at(const own_names_t *own, const char *name, int rank, match_t *out) {
    if (rank < RANK_TABLE) return recognise_own(own, name, rank, out);
    const known_names_t *known = &known_names_of(own->type)[rank - RANK_TABLE];
    if (!words_contain(known->names, name)) return false;
    *out = (match_t){known->target, known->lookup};
    return true;
}

static int recognise_ranks(const record_type_t *type) {
    int count = RANK_TABLE;
    const known_names_t *known = known_names_of(type);
    while (known != NULL && known[count - RANK_TABLE].target != NULL) count++;
    return count;
}

static bool field_takes_any_text(const field_t *field) {
    return field->type == FIELD_TEXT || field->type == FIELD_LONG_TEXT || field->type == FIELD_REFERENCE ||
           field->type == FIELD_REFERENCES;
}

/* A key that comes twice names nothing, and a column of hashes is no column of telephone numbers, whatever its name. */
static bool recognise_fits(const csv_plan_t *plan, const csv_column_t *column, const match_t *match) {
    const column_facts_t *facts = &column->facts;
    const field_t *field = type_field(plan->type, match->target);
    if (text_equal(match->target, CSV_TARGET_KEY)) return facts->values > 0 && facts->distinct;
    bool hashed = facts->values > 0 && facts->digests == facts->values;
    return !hashed || (field != NULL && field_takes_any_text(field));
}

static bool ends_with(const char *text, const char *end) {
    size_t length = strlen(text), end_length = strlen(end);
    return length >= end_length && text_equal(text + length - end_length, end);
}

static bool text_is_all(const char *text, int (*is)(int)) {
    for (const char *c = text; *c != '\0'; c++)
        if ((unsigned char)*c < 0x80 && !is((unsigned char)*c)) return false;
    return *text != '\0';
}

/* "0015500000Xyy06AAB": 15 or 18 letters and digits. */
static bool sample_is_salesforce_id(const char *sample) {
    size_t length = strlen(sample);
    size_t digits = 0;
    for (const char *c = sample; *c != '\0'; c++) digits += isdigit((unsigned char)*c) != 0;
    return (length == 15 || length == 18) && digits >= 3 && text_is_all(sample, isalnum);
}

/* Whether the column holds keys of another system rather than names: records are never made from keys. */
static bool column_holds_keys(const csv_column_t *column, const char *name) {
    const column_facts_t *facts = &column->facts;
    bool named_key = ends_with(name, "id") || ends_with(name, "ids") || ends_with(name, "key");
    bool keys = facts->sample_count > 0, words = facts->sample_count > 0;
    if (facts->digests > 0) return true;
    for (size_t i = 0; i < facts->sample_count; i++) {
        const char *sample = facts->samples[i];
        if (!text_is_all(sample, isdigit) && !sample_is_salesforce_id(sample)) keys = false;
        if (!text_is_all(sample, isalpha) || strlen(sample) < 3) words = false;
    }
    if (!named_key) return keys;
    return facts->spaced * 2 < facts->values ? !words : keys;
}

/* "Revenue (in millions)" says by what its numbers are to be multiplied. */
static const char *column_scale(const csv_column_t *column, const field_t *field, const char *name) {
    const csv_number_evidence_t *numbers = &column->facts.numbers;
    if (field->type == FIELD_PERCENTAGE) return numbers->fractions > 0 && numbers->above_one == 0 ? "100" : "1";
    if (field->type != FIELD_MONEY && field->type != FIELD_NUMBER) return "1";
    if (ends_with(name, "million") || ends_with(name, "millions") || ends_with(name, "mio")) return "1000000";
    return ends_with(name, "thousand") || ends_with(name, "thousands") ? "1000" : "1";
}

/* Without "(in millions)" and the like, the name under which a column is known. */
static char *column_known_name(arena_t *arena, const char *header) {
    static const char *const units[] = {"inmillions", "millions", "million", "inmio", "inthousands", "thousands"};
    char *name = column_normalise(arena, header);
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (!ends_with(name, units[i]) || strlen(name) == strlen(units[i])) continue;
        name[strlen(name) - strlen(units[i])] = '\0';
        break;
    }
    return name;
}

static void recognise_take(arena_t *arena, csv_plan_t *plan, csv_column_t *column, const match_t *match) {
    const field_t *field = type_field(plan->type, match->target);
    const char *name = column_normalise(arena, column->name);
    column->target = match->target;
    column->lookup = match->lookup;
    column->recognised = true;
    column->date_order = csv_date_order_of(&column->facts.dates);
    column->decimal_mark = csv_number_mark_of(&column->facts.numbers);
    column->scale = field != NULL ? column_scale(column, field, name) : "1";
    column->create_missing = !column_holds_keys(column, name);
}

/* Best names first over all columns, so that "Amount" is the amount even when "Revenue" stands before it. */
static void recognise_columns(arena_t *arena, csv_plan_t *plan, char *const *names, bool empty) {
    const own_names_t own = own_names_of(arena, plan->type);
    int ranks = recognise_ranks(plan->type);
    for (int rank = 0; rank < ranks; rank++) {
        for (size_t i = 0; i < plan->column_count; i++) {
            csv_column_t *column = &plan->columns[i];
            match_t match;
            if (column->target != NULL || (column->facts.values == 0) != empty) continue;
            if (!recognise_at(&own, names[i], rank, &match)) continue;
            if (csv_plan_target(plan, match.target) != NULL || !recognise_fits(plan, column, &match)) continue;
            recognise_take(arena, plan, column, &match);
        }
    }
}

/* HubSpot's own names have no underscores but behind its prefix. */
static source_t source_of_spelling(const csv_column_t *column, source_t source) {
    bool underscored = strchr(column->name, '_') != NULL && !text_starts_with(column->name, "hs_") &&
                       !text_starts_with(column->name, "hubspot_");
    return source == SOURCE_HUBSPOT && underscored ? SOURCE_SPREADSHEET : source;
}

/* The sources, as bits, under whose names the column could have its target. */
static unsigned column_sources(const own_names_t *own, const csv_column_t *column, const char *name) {
    unsigned sources = 0;
    match_t match;
    for (int rank = 0; rank < RANK_TABLE; rank++)
        if (recognise_own(own, name, rank, &match) && text_equal(match.target, column->target))
            return 1u << SOURCE_NAME;
    for (const known_names_t *known = known_names_of(own->type); known != NULL && known->target != NULL; known++)
        if (text_equal(known->target, column->target) && words_contain(known->names, name))
            sources |= 1u << source_of_spelling(column, known->source);
    return sources;
}

/* Names that two systems share count for the one that the other columns speak for. */
static void recognise_sources(arena_t *arena, csv_plan_t *plan, char *const *names) {
    const own_names_t own = own_names_of(arena, plan->type);
    unsigned *sources = ARENA_ARRAY(arena, unsigned, plan->column_count);
    size_t votes[SOURCE_COUNT] = {0};
    for (size_t i = 0; i < plan->column_count; i++) {
        if (plan->columns[i].target == NULL) continue;
        sources[i] = column_sources(&own, &plan->columns[i], names[i]);
        for (source_t source = 0; source < SOURCE_COUNT; source++) votes[source] += sources[i] == 1u << source;
    }
    for (size_t i = 0; i < plan->column_count; i++) {
        bool found = false;
        for (source_t source = 0; source < SOURCE_COUNT; source++) {
            if ((sources[i] & 1u << source) == 0) continue;
            if (!found || votes[source] > votes[plan->columns[i].source]) plan->columns[i].source = source;
            found = true;
        }
    }
}

static char **recognise_names(arena_t *arena, const csv_plan_t *plan) {
    char **names = ARENA_ARRAY(arena, char *, plan->column_count);
    for (size_t i = 0; i < plan->column_count; i++) names[i] = column_known_name(arena, plan->columns[i].name);
    return names;
}

static void recognise_clear(csv_plan_t *plan) {
    for (size_t i = 0; i < plan->column_count; i++) {
        csv_column_t *column = &plan->columns[i];
        column->target = NULL;
        column->lookup = NULL;
        column->recognised = false;
        column->source = SOURCE_NAME;
        column->scale = "1";
        column->create_missing = true;
    }
}

static void recognise_type(arena_t *arena, csv_plan_t *plan, const record_type_t *type, char *const *names) {
    plan->type = type;
    recognise_clear(plan);
    recognise_columns(arena, plan, names, false);
    recognise_columns(arena, plan, names, true);
}

void csv_plan_recognise(arena_t *arena, csv_plan_t *plan, const record_type_t *type) {
    char **names = recognise_names(arena, plan);
    recognise_type(arena, plan, type, names);
    recognise_sources(arena, plan, names);
    const field_t *title = type_field(type, type->title);
    bool has_key = csv_plan_target(plan, CSV_TARGET_KEY) != NULL;
    plan->match_on = has_key ? CSV_TARGET_KEY : (title->flags & FIELD_UNIQUE) != 0 ? title->name : NULL;
}

/* A record without its title cannot be saved; some types make theirs of other values. */
static bool plan_names_records(const csv_plan_t *plan) {
    if (csv_plan_target(plan, plan->type->title) != NULL || text_equal(plan->type->name, "opportunity")) return true;
    return csv_plan_target(plan, CSV_TARGET_FIRST) != NULL || csv_plan_target(plan, CSV_TARGET_LAST) != NULL;
}

enum { POINTS = 60, FILE_NAME_POINTS = 4 * POINTS, FULL_SCORE = 8 * POINTS, UNNAMED_SHARE = 12 };

typedef struct candidate {
    const record_type_t *type;
    bool *known; /* per column */
    bool named;
    int points;
} candidate_t;

static size_t guess_candidates(arena_t *arena, csv_plan_t *plan, candidate_t *candidates, size_t limit) {
    size_t type_count = 0, count = 0;
    const record_type_t *const *types = catalogue_types(&type_count);
    char **names = recognise_names(arena, plan);
    for (size_t i = 0; i < type_count && count < limit; i++) {
        if (known_names_of(types[i]) == NULL) continue;
        candidate_t *candidate = &candidates[count++];
        recognise_type(arena, plan, types[i], names);
        *candidate = (candidate_t){.type = types[i], .named = plan_names_records(plan)};
        candidate->known = ARENA_ARRAY(arena, bool, plan->column_count);
        for (size_t j = 0; j < plan->column_count; j++) candidate->known[j] = plan->columns[j].target != NULL;
    }
    return count;
}

/* A column speaks the more for a type the fewer types know it: "Stage" says more than "Name". */
static void guess_count_points(const csv_plan_t *plan, candidate_t *candidates, size_t count) {
    for (size_t column = 0; column < plan->column_count; column++) {
        int knowing = 0;
        for (size_t i = 0; i < count; i++) knowing += candidates[i].known[column];
        for (size_t i = 0; i < count; i++)
            if (candidates[i].known[column]) candidates[i].points += POINTS / knowing;
    }
}

void csv_plan_guess(arena_t *arena, csv_plan_t *plan, const char *file_name) {
    enum { LIMIT = 32 };
    candidate_t candidates[LIMIT];
    size_t count = guess_candidates(arena, plan, candidates, LIMIT);
    const char *file_type = known_type_of_file(arena, file_name);
    guess_count_points(plan, candidates, count);
    for (size_t i = 0; i < count; i++) {
        if (text_equal(candidates[i].type->name, file_type)) candidates[i].points += FILE_NAME_POINTS;
        if (!candidates[i].named) candidates[i].points /= UNNAMED_SHARE;
    }
    plan->guess_count = 0;
    while (plan->guess_count < CSV_GUESSES && plan->guess_count < count) {
        candidate_t *best = &candidates[0];
        for (size_t i = 1; i < count; i++)
            if (candidates[i].points > best->points) best = &candidates[i];
        if (best->points <= 0 && plan->guess_count > 0) break;
        int score = best->points * 100 / FULL_SCORE;
        plan->guesses[plan->guess_count++] = (type_guess_t){best->type, score < 100 ? score : 100};
        best->points = -1;
    }
}
