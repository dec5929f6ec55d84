#include "trade/posting.h"

#include "base/text.h"
#include "ledger/chart.h"
#include "ledger/rate.h"

enum { LINES_AT_FIRST = 16 };

static const int64_t RATE_OF_ONE = 1000000000;

bool posting_begin(context_t *context, const char *currency, const char *date, posting_t *out) {
    ledger_t ledger;
    *out = (posting_t){.context = context, .rate = RATE_OF_ONE};
    if (!ledger_load(context, &ledger)) return false;
    out->book = ledger.currency;
    out->currency = currency_find(currency);
    if (out->currency == NULL)
        return problem_add_field(context->problem, "currency", "not_a_currency",
                                 "This is no currency code of ISO 4217. Use three letters, such as USD.");
    if (out->currency != out->book && !rate_find(context, out->currency, out->book, date, "currency", &out->rate))
        return false;
    return ledger_open_date(context, &ledger, date, &out->entry.date);
}

bool posting_convert(const posting_t *posting, int64_t amount, int64_t *out) {
    if (posting->currency == posting->book) {
        *out = amount;
        return true;
    }
    if (rate_convert(amount, posting->currency, posting->book, posting->rate, out)) return true;
    return problem_set(posting->context->problem, PROBLEM_INVALID, "too_large", "This amount is too large.");
}

/* A line like this one that is there already; lines about something else or in another currency stand apart. */
static journal_line_t *posting_find(posting_t *posting, const journal_line_t *line) {
    for (size_t i = 0; i < posting->entry.line_count; i++) {
        journal_line_t *known = &posting->entry.lines[i];
        if (known->ledger_account_id == line->ledger_account_id && text_equal(known->currency, line->currency) &&
            memcmp(&known->about, &line->about, sizeof known->about) == 0)
            return known;
    }
    return NULL;
}

static journal_line_t *posting_append(posting_t *posting) {
    journal_entry_t *entry = &posting->entry;
    if (entry->line_count == posting->capacity) {
        posting->capacity = posting->capacity > 0 ? posting->capacity * 2 : LINES_AT_FIRST;
        journal_line_t *lines = ARENA_ARRAY(posting->context->arena, journal_line_t, posting->capacity);
        if (entry->line_count > 0) memcpy(lines, entry->lines, entry->line_count * sizeof *lines);
        entry->lines = lines;
    }
    return &entry->lines[entry->line_count++];
}

static bool posting_take(posting_t *posting, const journal_line_t *line) {
    if (line->amount == 0 && line->currency_amount == 0) return true;
    journal_line_t *known = posting_find(posting, line);
    if (known == NULL) {
        *posting_append(posting) = *line;
        return true;
    }
    known->amount += line->amount;
    known->currency_amount += line->currency_amount;
    return true;
}

static journal_line_t posting_line(const posting_t *posting, int64_t ledger_account_id, int64_t amount,
                                   int64_t amount_book) {
    return (journal_line_t){.ledger_account_id = ledger_account_id,
                            .amount = amount_book,
                            .currency = posting->currency->code,
                            .currency_amount = amount,
                            .about = posting->about};
}

bool posting_add(posting_t *posting, const char *purpose, int64_t product_id, int64_t amount, int64_t amount_book) {
    int64_t account = 0;
    if (!chart_find(posting->context, purpose, &account)) return false;
    journal_line_t line = posting_line(posting, account, amount, amount_book);
    line.about.product_id = product_id;
    return posting_take(posting, &line);
}

bool posting_add_book(posting_t *posting, const char *purpose, int64_t product_id, int64_t amount_book) {
    int64_t account = 0;
    if (!chart_find(posting->context, purpose, &account)) return false;
    journal_line_t line = posting_line(posting, account, amount_book, amount_book);
    line.currency = posting->book->code;
    line.about.product_id = product_id;
    return posting_take(posting, &line);
}

bool posting_add_account(posting_t *posting, int64_t ledger_account_id, int64_t amount, int64_t amount_book) {
    journal_line_t line = posting_line(posting, ledger_account_id, amount, amount_book);
    return posting_take(posting, &line);
}

/* What cancelled out in both currencies is left away; where only the document's amount cancelled, the difference in
 * the book's stands without one, and where it cancelled to the other side, in the book's currency. A value too small
 * for a cent of the book's currency has no line. */
static void posting_settle(posting_t *posting) {
    journal_entry_t *entry = &posting->entry;
    size_t kept = 0;
    for (size_t i = 0; i < entry->line_count; i++) {
        journal_line_t line = entry->lines[i];
        if (line.amount == 0) continue;
        if ((line.amount > 0 && line.currency_amount < 0) || (line.amount < 0 && line.currency_amount > 0)) {
            line.currency = posting->book->code;
            line.currency_amount = line.amount;
        }
        entry->lines[kept++] = line;
    }
    entry->line_count = kept;
}

bool posting_post(posting_t *posting, int64_t *entry_id) {
    *entry_id = 0;
    posting_settle(posting);
    if (posting->entry.line_count == 0) return true;
    if (!journal_post(posting->context, &posting->entry)) return false;
    *entry_id = posting->entry.id;
    return true;
}
