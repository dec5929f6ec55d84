#include "ledger/journal.h"

#include "base/text.h"
#include "ledger/balance.h"
#include "ledger/chart.h"

const char *const JOURNAL_KINDS[] = {"manual",  "opening",     "reversal",    "closing",    "sale",         "cost",
                                     "invoice", "return",      "allowance",   "payment",    "refund",       "write_off",
                                     "stock",   "revaluation", "consignment", "adjustment", "subscription", NULL};

static bool kind_is_known(const char *kind) {
    for (size_t i = 0; JOURNAL_KINDS[i] != NULL; i++)
        if (text_equal(JOURNAL_KINDS[i], kind)) return true;
    return false;
}

static const char *line_field(context_t *context, size_t index, const char *name) {
    return arena_printf(context->arena, "lines.%zu.%s", index, name);
}

/* In another currency the line has an amount there, with the same sign or none. */
static bool line_check_currency(context_t *context, const ledger_t *ledger, const ledger_account_t *account,
                                journal_line_t *line, size_t index) {
    const char *field = line_field(context, index, "currency");
    if (line->currency == NULL) line->currency = ledger->currency->code;
    if (currency_find(line->currency) == NULL)
        return problem_add_field(context->problem, field, "not_a_currency",
                                 "This is no currency code of ISO 4217. Use three letters, such as USD.");
    bool own = text_equal(line->currency, ledger->currency->code);
    if (own) line->currency_amount = line->amount;
    if (account->currency != NULL && !own && !text_equal(account->currency, line->currency))
        return problem_add_field(context->problem, field, "wrong_currency", "%s takes %s only.", account->name,
                                 account->currency);
    if ((line->currency_amount > 0 && line->amount < 0) || (line->currency_amount < 0 && line->amount > 0))
        return problem_add_field(context->problem, field, "wrong_side",
                                 "A line is a debit in both currencies, or a credit in both.");
    return true;
}

static bool line_check(context_t *context, const ledger_t *ledger, journal_line_t *line, size_t index) {
    ledger_account_t account = {0};
    if (!chart_load(context, line->ledger_account_id, line_field(context, index, "ledger_account"), &account))
        return false;
    if (account.heading || account.archived)
        return problem_add_field(context->problem, line_field(context, index, "ledger_account"), "takes_no_lines",
                                 account.heading ? "%s only groups other accounts. Choose one below it."
                                                 : "%s is archived. Restore it, or choose another account.",
                                 account.name);
    if (line->amount == 0)
        return problem_add_field(context->problem, line_field(context, index, "amount"), "required",
                                 "A line needs a debit or a credit.");
    return line_check_currency(context, ledger, &account, line, index);
}

static bool entry_check_balance(context_t *context, const ledger_t *ledger, const journal_entry_t *entry) {
    int64_t debit = 0, credit = 0;
    for (size_t i = 0; i < entry->line_count; i++) {
        int64_t amount = entry->lines[i].amount;
        if (__builtin_add_overflow(amount > 0 ? debit : credit, amount > 0 ? amount : -amount,
                                   amount > 0 ? &debit : &credit))
            return problem_add_field(context->problem, line_field(context, i, "amount"), "too_large",
                                     "The sum does not fit.");
    }
    if (debit == credit) return true;
    return problem_add_field(
        context->problem, "lines", "unbalanced", "Debits are %s and credits %s: they must be equal.",
        money_format(context->arena, debit, ledger->currency), money_format(context->arena, credit, ledger->currency));
}

static bool entry_check(context_t *context, const ledger_t *ledger, journal_entry_t *entry) {
    problem_t *problem = context->problem;
    if (!kind_is_known(entry->kind)) return problem_add_field(problem, "kind", "unknown_choice", "No such kind.");
    if (entry->description == NULL || *entry->description == '\0')
        problem_add_field(problem, "description", "required", "Say what the entry is for.");
    else if (text_characters(entry->description) > JOURNAL_TEXT)
        problem_add_field(problem, "description", "too_long", "The text has more than %d characters.", JOURNAL_TEXT);
    if (entry->line_count < 2 || entry->line_count > JOURNAL_LINES)
        return problem_add_field(problem, "lines", "out_of_range", "An entry has from 2 to %d lines.", JOURNAL_LINES);
    for (size_t i = 0; i < entry->line_count; i++) line_check(context, ledger, &entry->lines[i], i);
    if (!problem_is_set(problem)) entry_check_balance(context, ledger, entry);
    return ledger_check_date(context, ledger, entry->date, entry->by_hand) && !problem_is_set(problem);
}

static const char SQL_LINE[] =
    "INSERT INTO journal_line (entry_id, position, ledger_account_id, date, amount, currency, currency_amount, "
    "customer_id, product_id, salesperson_id, branch_id, opportunity_id, description) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, nullif(CAST($8 AS BIGINT), 0), nullif(CAST($9 AS BIGINT), 0), nullif(CAST($10 AS BIGINT), 0), nullif(CAST($11 AS BIGINT), 0), "
    "nullif(CAST($12 AS BIGINT), 0), $13)";

static const char SQL_ENTRY[] =
    "INSERT INTO journal_entry (id, number, date, period, kind, description, document_type, document_id, reverses_id, "
    "prepared_by, posted_by, posted_at, hash) VALUES ($1, $2, $3, $4, $5, $6, $7, nullif(CAST($8 AS BIGINT), 0), nullif(CAST($9 AS BIGINT), 0), "
    "nullif(CAST($10 AS BIGINT), 0), nullif(CAST($11 AS BIGINT), 0), $12, $13)";

static const char SQL_HEAD[] = "UPDATE ledger SET last_entry = $1, last_hash = $2 WHERE id = 1 AND last_entry = $3";

/* Lines first: the database lets an entry in only when its lines balance, and none to an entry that is in. */
static bool entry_write(context_t *context, const journal_entry_t *entry) {
    int64_t changed = 0;
    for (size_t i = 0; i < entry->line_count; i++) {
        const journal_line_t *line = &entry->lines[i];
        const journal_about_t *about = &line->about;
        store_run(context->tx, NULL, SQL_LINE, "iiititiiiiiit", entry->id, (int64_t)i, line->ledger_account_id,
                  entry->date, line->amount, line->currency, line->currency_amount, about->customer_id,
                  about->product_id, about->salesperson_id, about->branch_id, about->opportunity_id, line->description);
    }
    store_run(context->tx, NULL, SQL_ENTRY, "ittttttiiiiit", entry->id, entry->number, entry->date, entry->period,
              entry->kind, entry->description, entry->document_type, entry->document_id, entry->reverses_id,
              entry->prepared_by, entry->posted_by, entry->posted_at, entry->hash);
    store_run(context->tx, &changed, SQL_HEAD, "iti", entry->id, entry->hash, entry->id - 1);
    if (context_done(context) && changed != 1)
        return problem_set(context->problem, PROBLEM_INTERNAL, "chain_broken",
                           "The journal's head is not where it was.");
    return context_done(context) && balance_add(context, entry);
}

bool journal_post(context_t *context, journal_entry_t *entry) {
    ledger_t ledger;
    if (!ledger_load(context, &ledger) || !entry_check(context, &ledger, entry)) return false;
    if (entry->number == NULL && !ledger_take_number(context, entry->series, entry->date, &entry->number)) return false;
    entry->id = ledger.last_entry + 1;
    entry->period = arena_printf(context->arena, "%s%s", arena_strndup(context->arena, entry->date, 7),
                                 entry->closes_year ? "c" : "");
    entry->posted_by = context->actor->user_id;
    if (entry->prepared_by == 0) entry->prepared_by = entry->posted_by;
    entry->posted_at = context->now;
    entry->hash = journal_hash(context->arena, entry, ledger.last_hash);
    return entry_write(context, entry);
}

static const char SQL_LOAD[] =
    "SELECT number, date, period, kind, description, document_type, coalesce(document_id, 0), coalesce(reverses_id, 0), "
    "coalesce(prepared_by, 0), coalesce(posted_by, 0), posted_at, hash, "
    "(SELECT count(*) FROM journal_line l WHERE l.entry_id = e.id) FROM journal_entry e WHERE id = $1";

static const char SQL_LINES[] =
    "SELECT ledger_account_id, amount, currency, currency_amount, coalesce(customer_id, 0), coalesce(product_id, 0), "
    "coalesce(salesperson_id, 0), coalesce(branch_id, 0), coalesce(opportunity_id, 0), description "
    "FROM journal_line WHERE entry_id = $1 ORDER BY position";

static void entry_take(arena_t *arena, store_statement_t *row, journal_entry_t *out) {
    out->number = arena_strdup(arena, store_column_text(row, 0));
    out->date = arena_strdup(arena, store_column_text(row, 1));
    out->period = arena_strdup(arena, store_column_text(row, 2));
    out->kind = arena_strdup(arena, store_column_text(row, 3));
    out->description = arena_strdup(arena, store_column_text(row, 4));
    out->document_type = arena_strdup(arena, store_column_text(row, 5));
    out->document_id = store_column_int(row, 6);
    out->reverses_id = store_column_int(row, 7);
    out->prepared_by = store_column_int(row, 8);
    out->posted_by = store_column_int(row, 9);
    out->posted_at = store_column_int(row, 10);
    out->hash = arena_strdup(arena, store_column_text(row, 11));
    out->closes_year = strlen(out->period) > 7;
    out->line_count = (size_t)store_column_int(row, 12);
    out->lines = ARENA_ARRAY(arena, journal_line_t, out->line_count + 1);
}

static void line_take(arena_t *arena, store_statement_t *row, journal_line_t *out) {
    *out = (journal_line_t){
        .ledger_account_id = store_column_int(row, 0),
        .amount = store_column_int(row, 1),
        .currency = arena_strdup(arena, store_column_text(row, 2)),
        .currency_amount = store_column_int(row, 3),
        .about = {store_column_int(row, 4), store_column_int(row, 5), store_column_int(row, 6),
                  store_column_int(row, 7), store_column_int(row, 8)},
        .description = arena_strdup(arena, store_column_text(row, 9)),
    };
}

bool journal_load(context_t *context, int64_t id, journal_entry_t *out) {
    *out = (journal_entry_t){.id = id};
    store_statement_t *row = store_query(context->tx, SQL_LOAD, "i", id);
    bool found = store_step(row);
    if (found) entry_take(context->arena, row, out);
    if (!store_end(row)) return context_done(context);
    if (!found)
        return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no journal entry %lld.",
                           (long long)id);
    store_statement_t *rows = store_query(context->tx, SQL_LINES, "i", id);
    for (size_t i = 0; i < out->line_count && store_step(rows); i++) line_take(context->arena, rows, &out->lines[i]);
    return store_end(rows) || context_done(context);
}

static const char SQL_REVERSED_BY[] = "SELECT number FROM journal_entry WHERE reverses_id = $1";

static bool reversal_check(context_t *context, const journal_entry_t *original) {
    const char *by = store_get_text(context->tx, context->arena, SQL_REVERSED_BY, "i", original->id);
    if (by != NULL)
        return problem_set(context->problem, PROBLEM_CONFLICT, "reversed_already", "%s takes %s back already.", by,
                           original->number);
    if (original->reverses_id != 0)
        return problem_set(context->problem, PROBLEM_CONFLICT, "is_reversal",
                           "%s takes another entry back itself. Post that one again instead.", original->number);
    return context_done(context);
}

bool journal_reverse(context_t *context, int64_t id, const char *date, const char *reason, bool by_hand,
                     journal_entry_t *out) {
    ledger_t ledger;
    journal_entry_t original;
    if (!ledger_load(context, &ledger) || !journal_load(context, id, &original)) return false;
    if (!reversal_check(context, &original)) return false;
    if (by_hand && original.document_type != NULL)
        return problem_set(context->problem, PROBLEM_CONFLICT, "has_document",
                           "%s belongs to a document. Credit or take back the document instead.", original.number);
    if (date == NULL && !ledger_open_date(context, &ledger, original.date, &date)) return false;
    *out = original;
    out->kind = "reversal";
    out->series = "RV";
    out->number = NULL;
    out->date = date;
    out->reverses_id = id;
    out->prepared_by = 0;
    out->by_hand = by_hand;
    out->description = reason != NULL && *reason != '\0' ? reason : original.description;
    for (size_t i = 0; i < out->line_count; i++) {
        out->lines[i].amount = -out->lines[i].amount;
        out->lines[i].currency_amount = -out->lines[i].currency_amount;
    }
    return journal_post(context, out);
}
