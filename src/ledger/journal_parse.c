/* An entry by hand, as it comes from outside. */
#include "base/text.h"
#include "ledger/journal.h"
#include "ledger/rate.h"

typedef struct parsing {
    context_t *context;
    const ledger_t *ledger;
    const char *date;
    const json_t *line;
    size_t index;
} parsing_t;

static const char *parsing_field(const parsing_t *parsing, const char *name) {
    return arena_printf(parsing->context->arena, "lines.%zu.%s", parsing->index, name);
}

/* Numbers come as text or as JSON numbers; these are read by their digits, never as binary fractions. */
static const char *number_text(arena_t *arena, const json_t *value) {
    if (json_is_string(value)) return text_trim(arena, json_string_value(value));
    if (!json_is_number(value)) return NULL;
    char *digits = json_dumps(value, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
    char *text = arena_strdup(arena, digits);
    free(digits);
    return text;
}

static bool parse_money(const parsing_t *parsing, const char *name, const currency_t *currency, int64_t *out) {
    const json_t *value = json_object_get(parsing->line, name);
    if (value == NULL || json_is_null(value)) return true;
    problem_t *problem = parsing->context->problem;
    const char *text = number_text(parsing->context->arena, value);
    if (text != NULL && *text == '\0') return true;
    if (text == NULL || money_parse(text, currency, out) != DECIMAL_OK)
        return problem_add_field(problem, parsing_field(parsing, name), "not_money",
                                 "Give an amount of %s such as 1054.50, with at most %d digits behind the point.",
                                 currency->code, currency->exponent);
    return *out >= 0 || problem_add_field(problem, parsing_field(parsing, name), "out_of_range",
                                          "Put a negative amount on the other side.");
}

static bool parse_rate(const parsing_t *parsing, const currency_t *currency, int64_t *out) {
    const char *text = number_text(parsing->context->arena, json_object_get(parsing->line, "rate"));
    const char *field = parsing_field(parsing, "rate");
    if (text == NULL || *text == '\0')
        return rate_find(parsing->context, currency, parsing->ledger->currency, parsing->date, field, out);
    if (decimal_parse_rounded(text, RATE_SCALE, out) == DECIMAL_OK && *out > 0) return true;
    return problem_add_field(parsing->context->problem, field, "not_a_number", "A rate is a number above zero.");
}

static bool parse_amount(const parsing_t *parsing, journal_line_t *out) {
    problem_t *problem = parsing->context->problem;
    const char *code = json_string_value(json_object_get(parsing->line, "currency"));
    const currency_t *currency = code == NULL ? parsing->ledger->currency : currency_find(code);
    if (currency == NULL)
        return problem_add_field(problem, parsing_field(parsing, "currency"), "not_a_currency",
                                 "This is no currency code of ISO 4217. Use three letters, such as USD.");
    int64_t debit = 0, credit = 0, rate = 0;
    if (!parse_money(parsing, "debit", currency, &debit) || !parse_money(parsing, "credit", currency, &credit))
        return false;
    if ((debit == 0) == (credit == 0))
        return problem_add_field(problem, parsing_field(parsing, debit == 0 ? "debit" : "credit"), "one_side",
                                 "A line has either a debit or a credit.");
    out->currency = currency->code;
    out->currency_amount = out->amount = debit - credit;
    if (currency == parsing->ledger->currency) return true;
    if (!parse_rate(parsing, currency, &rate)) return false;
    return rate_convert(out->currency_amount, currency, parsing->ledger->currency, rate, &out->amount) ||
           problem_add_field(problem, parsing_field(parsing, "rate"), "too_large", "The amount does not fit.");
}

static const struct {
    const char *name;
    size_t offset;
    const char *sql;
} REFERENCES[] = {
    {"customer", offsetof(journal_about_t, customer_id), "SELECT id FROM account WHERE id = $1"},
    {"product", offsetof(journal_about_t, product_id), "SELECT id FROM product WHERE id = $1"},
    {"salesperson", offsetof(journal_about_t, salesperson_id), "SELECT id FROM app_user WHERE id = $1"},
    {"branch", offsetof(journal_about_t, branch_id), "SELECT id FROM branch WHERE id = $1"},
    {"opportunity", offsetof(journal_about_t, opportunity_id), "SELECT id FROM opportunity WHERE id = $1"},
};

static bool parse_about(const parsing_t *parsing, journal_about_t *out) {
    context_t *context = parsing->context;
    for (size_t i = 0; i < sizeof REFERENCES / sizeof REFERENCES[0]; i++) {
        const json_t *value = json_object_get(parsing->line, REFERENCES[i].name);
        int64_t *id = (int64_t *)((char *)out + REFERENCES[i].offset);
        if (value == NULL || json_is_null(value)) continue;
        if (json_is_object(value)) value = json_object_get(value, "id");
        if (!json_is_integer(value) ||
            !store_get_int(context->tx, id, REFERENCES[i].sql, "i", (int64_t)json_integer_value(value))) {
            if (!context_done(context)) return false;
            problem_add_field(context->problem, parsing_field(parsing, REFERENCES[i].name), "not_found",
                              "There is no such record.");
        }
    }
    return !problem_is_set(context->problem);
}

static bool parse_line(const parsing_t *parsing, journal_line_t *out) {
    context_t *context = parsing->context;
    const json_t *account = json_object_get(parsing->line, "ledger_account");
    if (json_is_object(account)) account = json_object_get(account, "id");
    const char *description = json_string_value(json_object_get(parsing->line, "description"));
    if (!json_is_integer(account))
        return problem_add_field(context->problem, parsing_field(parsing, "ledger_account"), "required",
                                 "Choose the ledger account.");
    *out = (journal_line_t){.ledger_account_id = json_integer_value(account)};
    if (description != NULL && text_characters(description) > JOURNAL_TEXT)
        return problem_add_field(context->problem, parsing_field(parsing, "description"), "too_long",
                                 "The text has more than %d characters.", JOURNAL_TEXT);
    if (description != NULL && *description != '\0') out->description = arena_strdup(context->arena, description);
    return parse_amount(parsing, out) && parse_about(parsing, &out->about);
}

/* Lines that balance in their one currency may miss a unit once each is rounded: the largest line takes it. */
static void lines_round(journal_entry_t *entry) {
    int64_t foreign = 0, own = 0;
    size_t largest = 0;
    for (size_t i = 0; i < entry->line_count; i++) {
        const journal_line_t *line = &entry->lines[i];
        if (!text_equal(line->currency, entry->lines[0].currency)) return;
        foreign += line->currency_amount;
        own += line->amount;
        if (llabs(line->amount) > llabs(entry->lines[largest].amount)) largest = i;
    }
    if (foreign == 0 && llabs(own) <= (int64_t)entry->line_count) entry->lines[largest].amount -= own;
}

bool journal_parse(context_t *context, const ledger_t *ledger, const json_t *body, journal_entry_t *out) {
    const char *date = json_string_value(json_object_get(body, "date"));
    const char *description = json_string_value(json_object_get(body, "description"));
    const json_t *lines = json_object_get(body, "lines");
    size_t count = json_array_size(lines);
    *out = (journal_entry_t){.kind = "manual", .series = "JE", .by_hand = true};
    if (count > JOURNAL_LINES)
        return problem_add_field(context->problem, "lines", "out_of_range", "An entry has from 2 to %d lines.",
                                 JOURNAL_LINES);
    out->date = arena_strdup(context->arena, date);
    out->description = description != NULL ? text_trim(context->arena, description) : NULL;
    out->lines = ARENA_ARRAY(context->arena, journal_line_t, count + 1);
    out->line_count = count;
    if (!ledger_check_date(context, ledger, out->date, true)) return false;
    for (size_t i = 0; i < count; i++) {
        const parsing_t parsing = {context, ledger, out->date, json_array_get(lines, i), i};
        if (!parse_line(&parsing, &out->lines[i]) && context->problem->kind != PROBLEM_INVALID) return false;
    }
    if (count > 0) lines_round(out);
    return !problem_is_set(context->problem);
}
