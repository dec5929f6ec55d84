#include "capture/csv_value.h"

#include "base/text.h"

typedef struct cell {
    context_t *context;
    const csv_plan_t *plan;
    const csv_column_t *column;
    const field_t *field;
    const currency_t *currency;
    const char *text;
} cell_t;

const char *csv_cell_text(arena_t *arena, const char *cell) {
    if (*cell == '\0') return cell;
    const char *text = text_trim(arena, cell);
    bool guarded = text[0] == '\'' && text[1] != '\0' && strchr("=+-@\t\r", text[1]) != NULL;
    return guarded ? text + 1 : text;
}

static bool cell_parse(const cell_t *cell, const char *text, value_t *out) {
    return record_parse_text(cell->context, cell->plan->type, cell->field, NULL, text, out);
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
    int scale = cell->field->type == FIELD_MONEY ? cell->currency->exponent : 2;
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
    const char *known = known_choice(cell->plan->type, cell->field, normalised);
    if (known == NULL) return cell_parse(cell, cell->text, out);
    *out = (value_t){.given = true, .text = known};
    return true;
}

/* Beside true and false: what other systems say of tasks, products and users. */
static bool cell_read_yes_no(const cell_t *cell, value_t *out) {
    static const char yes[] = "t x on done completed complete closed active checked ja oui si";
    static const char no[] = "f off notstarted inprogress open waiting waitingonsomeoneelse deferred inactive nein non "
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

bool csv_value_read(context_t *context, const csv_plan_t *plan, const csv_column_t *column, const currency_t *currency,
                    const char *text, value_t *out) {
    const cell_t cell = {context, plan, column, csv_column_field(plan, column), currency, text};
    switch (cell.field->type) {
    case FIELD_NUMBER:
    case FIELD_MONEY:
    case FIELD_PERCENTAGE: return cell_read_number(&cell, out);
    case FIELD_DATE:
    case FIELD_MOMENT: return cell_read_date(&cell, out);
    case FIELD_CHOICE: return cell_read_choice(&cell, out);
    case FIELD_YES_NO: return cell_read_yes_no(&cell, out);
    case FIELD_TEXT: return cell_read_line(&cell, out);
    default: return cell_parse(&cell, text, out);
    }
}
