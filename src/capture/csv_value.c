#include "capture/csv_value.h"

#include "base/text.h"
#include "catalogue/country.h"
#include "catalogue/words.h"

typedef struct cell {
    context_t *context;
    const csv_reading_t *reading;
    const csv_column_t *column;
    const field_t *field;
    const char *text;
} cell_t;

const char *csv_cell_text(arena_t *arena, const char *cell) {
    if (*cell == '\0') return cell;
    const char *text = text_trim(arena, cell);
    bool guarded = text[0] == '\'' && text[1] != '\0' && strchr("=+-@\t\r", text[1]) != NULL;
    return guarded ? text + 1 : text;
}

static bool cell_parse(const cell_t *cell, const char *text, value_t *out) {
    return record_parse_text(cell->context, cell->reading->plan->type, cell->field, NULL, text, out);
}

/* The number as decimal text, multiplied by the column's scale through its exponent. */
static const char *cell_plain_number(const cell_t *cell) {
    static const char *const exponents[] = {"", "e1", "e2", "e3", "e4", "e5", "e6"};
    char plain[CSV_NUMBER_SIZE];
    if (!csv_number_plain(cell->text, cell->column->decimal_mark, plain)) return cell->text;
    const char *exponent = exponents[(strlen(cell->column->scale) - 1) % 7];
    return arena_printf(cell->context->arena, "%s%s", plain, exponent);
}

static bool cell_read_number(const cell_t *cell, value_t *out) {
    int64_t rounded = 0;
    const char *plain = cell_plain_number(cell);
    int scale = cell->field->type == FIELD_MONEY ? cell->reading->currency->exponent : 2;
    if (cell->field->type != FIELD_NUMBER && decimal_parse_rounded(plain, scale, &rounded) == DECIMAL_OK)
        plain = decimal_format(cell->context->arena, rounded, scale, false);
    return cell_parse(cell, plain, out);
}

static bool cell_read_date(const cell_t *cell, value_t *out) {
    moment_t moment = 0;
    if (!csv_date_parse(cell->text, cell->column->date_order, &moment)) return cell_parse(cell, cell->text, out);
    if (cell->field->type == FIELD_MOMENT) {
        *out = (value_t){.given = true, .number = moment};
        return true;
    }
    return cell_parse(cell, date_format(cell->context->arena, date_from_moment(moment)), out);
}

static bool cell_read_choice(const cell_t *cell, value_t *out) {
    const char *normalised = column_normalise(cell->context->arena, cell->text);
    const char *known = known_choice(cell->reading->plan->type, cell->field, normalised);
    if (known == NULL) return cell_parse(cell, cell->text, out);
    *out = (value_t){.given = true, .text = known};
    return true;
}

static bool country_is_meant(arena_t *arena, const char *folded, const char *name) {
    const char *right = text_fold(arena, name);
    size_t typed = text_characters(folded), length = text_characters(right);
    bool alike = typed >= 6 && typed + 1 >= length && length + 1 >= typed;
    return alike && word_distance(folded, right) <= 1;
}

/* "Philipines": one letter wrong, and only one country that it can be. */
static const char *country_mistyped(arena_t *arena, const char *text) {
    size_t count = 0;
    const char *found = NULL;
    const country_t *countries = country_all(&count);
    const char *folded = text_fold(arena, text);
    for (size_t i = 0; i < count; i++) {
        if (!country_is_meant(arena, folded, countries[i].name.en)) continue;
        if (found != NULL) return NULL;
        found = countries[i].code;
    }
    return found;
}

static bool cell_read_country(const cell_t *cell, value_t *out) {
    arena_t *arena = cell->context->arena;
    const char *code = country_find(arena, cell->text) == NULL ? country_mistyped(arena, cell->text) : NULL;
    return cell_parse(cell, code != NULL ? code : cell->text, out);
}

/* Files say the same few words over and over; the texts that they become belong to tables and never move. */
static bool cell_read_word(const cell_t *cell, value_t *out) {
    memo_t *words = cell->reading->words;
    uint64_t key = memo_key(words, cell->field->name, cell->text);
    int64_t known = 0;
    if (memo_get(words, key, &known)) {
        *out = (value_t){.given = true, .text = (const char *)(intptr_t)known};
        return true;
    }
    bool ok = cell->field->type == FIELD_CHOICE ? cell_read_choice(cell, out) : cell_read_country(cell, out);
    if (ok) memo_put(words, key, (int64_t)(intptr_t)out->text);
    return ok;
}

/* Beside true and false: what other systems say of tasks, products and users. */
static bool cell_read_yes_no(const cell_t *cell, value_t *out) {
    static const char yes[] = "t x on done completed complete closed active checked ja oui si";
    static const char no[] =
        "f off notstarted inprogress open waiting waitingonsomeoneelse deferred inactive nein non "
        "archived pending";
    const char *word = column_normalise(cell->context->arena, cell->text);
    bool is_yes = words_contain(yes, word);
    if (!is_yes && !words_contain(no, word)) return cell_parse(cell, cell->text, out);
    *out = (value_t){.given = true, .number = is_yes};
    return true;
}

/* An address over several lines becomes one. */
static bool cell_read_line(const cell_t *cell, value_t *out) {
    bool lines = strpbrk(cell->text, "\r\n") != NULL;
    return cell_parse(cell, lines ? text_squeeze(cell->context->arena, cell->text) : cell->text, out);
}

bool csv_value_read(context_t *context, const csv_reading_t *reading, const csv_column_t *column, const char *text,
                    value_t *out) {
    const cell_t cell = {context, reading, column, csv_column_field(reading->plan, column), text};
    switch (cell.field->type) {
    case FIELD_NUMBER:
    case FIELD_MONEY:
    case FIELD_PERCENTAGE: return cell_read_number(&cell, out);
    case FIELD_DATE:
    case FIELD_MOMENT: return cell_read_date(&cell, out);
    case FIELD_CHOICE:
    case FIELD_COUNTRY: return cell_read_word(&cell, out);
    case FIELD_YES_NO: return cell_read_yes_no(&cell, out);
    case FIELD_TEXT: return cell_read_line(&cell, out);
    default: return cell_parse(&cell, text, out);
    }
}
