#include "capture/csv_ledger.h"

#include "base/text.h"
#include "capture/csv_number.h"
#include "capture/csv_sheet.h"
#include "ledger/chart.h"
#include "ledger/journal.h"
#include "ledger/rate.h"

static bool rate_cell(const sheet_t *sheet, size_t column, const char *base, const char *date, int64_t *count) {
    const char *text = text_trim(sheet->context->arena, sheet->row.cells[column]);
    const char *code = sheet->names[column];
    int64_t rate = 0;
    if (*text == '\0' || strcasecmp(text, "N/A") == 0 || currency_find(code) == NULL) return true;
    if (decimal_parse_rounded(text, RATE_SCALE, &rate) != DECIMAL_OK || rate <= 0)
        return sheet_refuse(sheet, "not_a_number",
                            arena_printf(sheet->context->arena, "\"%s\" is no rate of %s.", text, code));
    ++*count;
    return rate_set(sheet->context, base, code, date, rate);
}

static bool rates_read(sheet_t *sheet, const char *base, int64_t *count) {
    if (strcasecmp(sheet->names[0], "Date") != 0)
        return sheet_refuse(sheet, "unknown_columns", "The first column is to be called Date, the others by currency.");
    while (sheet_next(sheet)) {
        date_t date;
        const char *day = text_trim(sheet->context->arena, sheet->row.cells[0]);
        if (!date_parse(day, &date)) return sheet_refuse(sheet, "not_a_date", "Dates are such as 2026-03-31.");
        for (size_t i = 1; i < sheet->row.count && i < sheet->column_count; i++)
            if (!rate_cell(sheet, i, base, day, count)) return false;
    }
    return true;
}

bool csv_rates_read(context_t *context, const char *path, const char *base, int64_t *count) {
    sheet_t sheet;
    *count = 0;
    if (sheet_open(&sheet, context, path)) rates_read(&sheet, base, count);
    return sheet_end(&sheet);
}

typedef struct opening {
    sheet_t sheet;
    ledger_t ledger;
    journal_entry_t entry;
} opening_t;

static bool opening_amount(const opening_t *opening, const char *name, const currency_t *currency, int64_t *out) {
    char plain[CSV_NUMBER_SIZE];
    const char *text = sheet_cell(&opening->sheet, name);
    *out = 0;
    if (*text == '\0') return true;
    if (csv_number_plain(text, '.', plain) && money_parse(plain, currency, out) == DECIMAL_OK && *out >= 0) return true;
    return sheet_refuse(
        &opening->sheet, "not_money",
        arena_printf(opening->sheet.context->arena, "\"%s\" is no amount of %s.", text, currency->code));
}

static const char SQL_ACCOUNT[] = "SELECT id FROM ledger_account WHERE code = $1 AND archived_at IS NULL";
static const char SQL_CUSTOMER[] =
    "SELECT id FROM account WHERE archived_at IS NULL AND (lower(name) = $1 OR CAST(id AS TEXT) = $1) ORDER BY id LIMIT 1";

static bool opening_find(const opening_t *opening, journal_line_t *line) {
    context_t *context = opening->sheet.context;
    const char *code = sheet_cell(&opening->sheet, "code"), *customer = sheet_cell(&opening->sheet, "customer");
    if (!store_get_int(context->tx, &line->ledger_account_id, SQL_ACCOUNT, "t", code))
        return context_done(context) &&
               sheet_refuse(&opening->sheet, "not_found",
                            arena_printf(context->arena, "There is no ledger account %s.", code));
    if (*customer != '\0' &&
        !store_get_int(context->tx, &line->about.customer_id, SQL_CUSTOMER, "t", text_lower(context->arena, customer)))
        return context_done(context) &&
               sheet_refuse(&opening->sheet, "not_found",
                            arena_printf(context->arena, "There is no customer \"%s\".", customer));
    return true;
}

static bool opening_line(opening_t *opening) {
    context_t *context = opening->sheet.context;
    const char *code = sheet_cell(&opening->sheet, "currency"), *text = sheet_cell(&opening->sheet, "description");
    const currency_t *currency = *code == '\0' ? opening->ledger.currency : currency_find(code);
    int64_t debit = 0, credit = 0, rate = 0;
    journal_line_t line = {.description = *text != '\0' ? text : NULL};
    if (currency == NULL) return sheet_refuse(&opening->sheet, "not_a_currency", "No such currency.");
    if (!opening_find(opening, &line) || !opening_amount(opening, "debit", currency, &debit) ||
        !opening_amount(opening, "credit", currency, &credit))
        return false;
    if (debit == credit) return true;
    line.currency = currency->code;
    line.currency_amount = line.amount = debit - credit;
    if (currency != opening->ledger.currency &&
        (!rate_find(context, currency, opening->ledger.currency, opening->entry.date, "date", &rate) ||
         !rate_convert(line.currency_amount, currency, opening->ledger.currency, rate, &line.amount)))
        return sheet_refuse(&opening->sheet, "too_large", "The amount does not fit.");
    if (opening->entry.line_count + 1 >= JOURNAL_LINES)
        return sheet_refuse(&opening->sheet, "too_many", "A file has at most 4,999 balances.");
    opening->entry.lines[opening->entry.line_count++] = line;
    return true;
}

/* What debits and credits differ by goes to the account that opening balances come from. */
static bool opening_balance(opening_t *opening) {
    int64_t sum = 0;
    journal_line_t rest = {0};
    for (size_t i = 0; i < opening->entry.line_count; i++) sum += opening->entry.lines[i].amount;
    if (sum == 0) return true;
    rest.amount = -sum;
    if (!chart_find(opening->sheet.context, "opening_balance", &rest.ledger_account_id)) return false;
    opening->entry.lines[opening->entry.line_count++] = rest;
    return true;
}

bool csv_opening_post(context_t *context, const char *path, const char *date, int64_t *entry_id) {
    opening_t *opening = ARENA_NEW(context->arena, opening_t);
    if (!ledger_check_keeper(context) || !ledger_load(context, &opening->ledger)) return false;
    if (!ledger_check_date(context, &opening->ledger, date, true)) return false;
    opening->entry = (journal_entry_t){
        .kind = "opening", .series = "OB", .date = date, .description = "Opening balances", .by_hand = true};
    opening->entry.lines = ARENA_ARRAY(context->arena, journal_line_t, JOURNAL_LINES);
    bool ok = sheet_open(&opening->sheet, context, path);
    while (ok && sheet_next(&opening->sheet)) ok = opening_line(opening);
    if (!sheet_end(&opening->sheet) || !ok || !opening_balance(opening)) return false;
    ok = journal_post(context, &opening->entry);
    *entry_id = opening->entry.id;
    return ok;
}
