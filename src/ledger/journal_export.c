#include "ledger/journal_export.h"

#include "base/text.h"
#include "ledger/journal_read.h"

enum { ENTRIES_PER_PAGE = 200 };

typedef struct exporting {
    context_t *context;
    ledger_t ledger;
    ledger_account_t *accounts;
    size_t account_count;
    text_t *out;
} exporting_t;

static const struct {
    const char *name, *media, *ending;
} FORMATS[] = {
    [EXPORT_HLEDGER] = {"hledger", "text/plain; charset=utf-8", "journal"},
    [EXPORT_CSV] = {"csv", "text/csv; charset=utf-8", "csv"},
    [EXPORT_JSON] = {"json", "application/json", "json"},
};

bool export_format_parse(const char *name, export_format_t *out) {
    for (int i = EXPORT_HLEDGER; i <= EXPORT_JSON; i++) {
        if (!text_equal(FORMATS[i].name, name)) continue;
        *out = (export_format_t)i;
        return true;
    }
    return false;
}

const char *export_format_media(export_format_t format) {
    return FORMATS[format].media;
}

const char *export_format_ending(export_format_t format) {
    return FORMATS[format].ending;
}

static const ledger_account_t *export_account(const exporting_t *exporting, int64_t id) {
    for (size_t i = 0; i < exporting->account_count; i++)
        if (exporting->accounts[i].id == id) return &exporting->accounts[i];
    return NULL;
}

/* The tops of the tree that plain-text accounting knows an account's type by. */
static const char *const TOPS[LEDGER_TYPE_COUNT] = {
    [LEDGER_ASSET] = "assets",
    [LEDGER_LIABILITY] = "liabilities",
    [LEDGER_EQUITY] = "equity",
    [LEDGER_REVENUE] = "revenues",
    [LEDGER_CONTRA_REVENUE] = "revenues:contra",
    [LEDGER_COST_OF_SALES] = "expenses:cost of sales",
    [LEDGER_EXPENSE] = "expenses",
    [LEDGER_OTHER_INCOME] = "revenues:other",
};

/* In names and texts there is nothing that would end them: no colon, semicolon, bar, bracket or second space. */
static void add_plain(text_t *out, const char *text) {
    bool space = false;
    for (const char *at = text; *at != '\0'; at++) {
        bool ends = strchr(":;|()[]\t\n\r", *at) != NULL || *at == ' ';
        if (!ends) text_add_char(out, *at);
        if (ends && !space) text_add_char(out, ' ');
        space = ends;
    }
}

static void add_money(exporting_t *exporting, const char *code, int64_t amount) {
    const currency_t *currency = currency_find(code);
    text_add_format(exporting->out, "%s %s", code, money_format(exporting->context->arena, amount, currency));
}

static void hledger_line(exporting_t *exporting, const journal_line_t *line) {
    const ledger_account_t *account = export_account(exporting, line->ledger_account_id);
    const char *own = exporting->ledger.currency->code;
    bool foreign = !text_equal(line->currency, own) && line->currency_amount != 0;
    text_add_format(exporting->out, "    %s:", TOPS[account->type]);
    add_plain(exporting->out, account->code);
    text_add_char(exporting->out, ' ');
    add_plain(exporting->out, account->name);
    text_add(exporting->out, "  ");
    add_money(exporting, foreign ? line->currency : own, foreign ? line->currency_amount : line->amount);
    if (foreign) {
        text_add(exporting->out, " @@ ");
        add_money(exporting, own, llabs(line->amount));
    }
    text_add_char(exporting->out, '\n');
}

static void hledger_entry(exporting_t *exporting, const journal_entry_t *entry) {
    text_add_format(exporting->out, "%s * (%s) ", entry->date, entry->number);
    add_plain(exporting->out, entry->description);
    text_add_format(exporting->out, "  ; kind: %s\n", entry->kind);
    for (size_t i = 0; i < entry->line_count; i++) hledger_line(exporting, &entry->lines[i]);
    text_add_char(exporting->out, '\n');
}

static void hledger_begin(exporting_t *exporting) {
    text_add(exporting->out, "decimal-mark .\ncommodity ");
    add_money(exporting, exporting->ledger.currency->code, 0);
    text_add(exporting->out, "\n\n");
}

static void add_cell(text_t *out, const char *text) {
    text_add_char(out, '"');
    if (text != NULL && strchr("=+-@\t\r", *text) != NULL && *text != '\0') text_add_char(out, '\'');
    for (const char *at = text != NULL ? text : ""; *at != '\0'; at++) {
        if (*at == '"') text_add_char(out, '"');
        text_add_char(out, *at);
    }
    text_add(out, "\",");
}

static void csv_line(exporting_t *exporting, const journal_entry_t *entry, const journal_line_t *line) {
    const ledger_account_t *account = export_account(exporting, line->ledger_account_id);
    const currency_t *own = exporting->ledger.currency, *currency = currency_find(line->currency);
    arena_t *arena = exporting->context->arena;
    text_t *out = exporting->out;
    const journal_about_t *about = &line->about;
    const int64_t ids[] = {about->customer_id, about->product_id, about->salesperson_id, about->branch_id,
                           about->opportunity_id};
    text_add_format(out, "%s,%s,%s,", entry->number, entry->date, entry->kind);
    add_cell(out, line->description != NULL ? line->description : entry->description);
    add_cell(out, account->code);
    add_cell(out, account->name);
    text_add_format(out, "%s,%s,", line->amount > 0 ? money_format(arena, line->amount, own) : "",
                    line->amount < 0 ? money_format(arena, -line->amount, own) : "");
    text_add_format(out, "%s,%s", line->currency, money_format(arena, line->currency_amount, currency));
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        text_add_char(out, ',');
        if (ids[i] != 0) text_add_int(out, ids[i]);
    }
    text_add(out, "\r\n");
}

static void csv_entry(exporting_t *exporting, const journal_entry_t *entry) {
    for (size_t i = 0; i < entry->line_count; i++) csv_line(exporting, entry, &entry->lines[i]);
}

static void csv_begin(exporting_t *exporting) {
    text_add(exporting->out,
             "number,date,kind,description,code,ledger_account,debit,credit,currency,currency_amount,"
             "customer,product,salesperson,branch,opportunity\r\n");
}

static const char SQL_PAGE[] = "SELECT id FROM journal_entry WHERE id > $1 ORDER BY id LIMIT $2";

static bool export_ids(context_t *context, int64_t after, int64_t *ids, size_t *count) {
    store_statement_t *rows = store_query(context->tx, SQL_PAGE, "ii", after, (int64_t)ENTRIES_PER_PAGE);
    while (*count < ENTRIES_PER_PAGE && store_step(rows)) ids[(*count)++] = store_column_int(rows, 0);
    return store_end(rows) || context_done(context);
}

/* The JSON of an entry is what the API answers with. */
static bool export_json(exporting_t *exporting, const int64_t *ids, size_t count, bool first, bool last) {
    text_add(exporting->out, first ? "[\n" : "");
    for (size_t i = 0; i < count; i++) {
        json_writer_t writer = json_begin(exporting->out);
        if (i > 0 || !first) text_add(exporting->out, ",\n");
        if (!journal_write_entry(exporting->context, ids[i], &writer)) return false;
    }
    if (last) text_add(exporting->out, "\n]\n");
    return true;
}

static bool export_text(exporting_t *exporting, export_format_t format, const int64_t *ids, size_t count) {
    for (size_t i = 0; i < count; i++) {
        journal_entry_t entry;
        if (!journal_load(exporting->context, ids[i], &entry)) return false;
        if (format == EXPORT_CSV)
            csv_entry(exporting, &entry);
        else
            hledger_entry(exporting, &entry);
    }
    return true;
}

bool journal_export(context_t *context, export_format_t format, int64_t after, text_t *out, int64_t *next) {
    exporting_t exporting = {.context = context, .out = out};
    int64_t ids[ENTRIES_PER_PAGE];
    size_t count = 0;
    if (!ledger_check_reader(context) || !ledger_load(context, &exporting.ledger) ||
        !chart_all(context, &exporting.accounts, &exporting.account_count) || !export_ids(context, after, ids, &count))
        return false;
    *next = count == ENTRIES_PER_PAGE ? ids[count - 1] : 0;
    if (after == 0 && format == EXPORT_CSV) csv_begin(&exporting);
    if (after == 0 && format == EXPORT_HLEDGER) hledger_begin(&exporting);
    if (format == EXPORT_JSON) return export_json(&exporting, ids, count, after == 0, *next == 0);
    return export_text(&exporting, format, ids, count);
}
