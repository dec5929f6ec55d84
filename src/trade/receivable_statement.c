/* What passed between us and one customer, in each currency of its documents. */
#include "base/text.h"
#include "catalogue/record.h"
#include "customer/organisation.h"
#include "trade/receivable.h"
#include "trade/trade_setting.h"

/* Each with the sign by which it changes what the customer owes. What settles within the account, a payment given to an
 * invoice, moves nothing; a discount and a write-off do. $1: the customer, $2: the last day. */
#define MOVES                                                                                                          \
    "WITH move (currency, date, step, kind, type, id, number, amount) AS ("                                            \
    "SELECT i.currency, i.date, 1, i.kind, 'invoice', i.id, i.number, "                                                \
    "CASE WHEN i.kind = 'invoice' THEN i.total ELSE -i.total END FROM invoice i "                                      \
    "WHERE i.account_id = $1 AND i.date <= $2 "                                                                        \
    "UNION ALL SELECT p.currency, p.date, 2, p.kind, 'payment', p.id, p.number, "                                      \
    "CASE WHEN p.kind = 'payment' THEN -p.amount ELSE p.amount END FROM payment p "                                    \
    "WHERE p.account_id = $1 AND p.date <= $2 "                                                                        \
    "UNION ALL SELECT p.currency, a.date, 3, 'taken_back', 'payment', p.id, p.number, a.amount FROM payment p "        \
    "JOIN allocation a ON a.payment_id = p.id WHERE p.account_id = $1 AND a.kind = 'taken_back' AND a.date <= $2 "     \
    "UNION ALL SELECT i.currency, a.date, 4, CASE WHEN a.kind = 'write_off' THEN 'write_off' ELSE 'discount' END, "    \
    "'invoice', i.id, i.number, CASE WHEN a.kind = 'write_off' THEN -a.amount ELSE -a.discount END FROM invoice i "    \
    "JOIN allocation a ON a.invoice_id = i.id WHERE i.account_id = $1 AND a.date <= $2 "                               \
    "AND (a.kind = 'write_off' OR a.discount <> 0)) "

static const char SQL_SECTIONS[] = MOVES
    "SELECT currency, sum(CASE WHEN date < $3 THEN amount ELSE 0 END), sum(amount) FROM move "
    "GROUP BY currency ORDER BY currency";
static const char SQL_MOVES[] = MOVES
    "SELECT date, kind, type, id, number, amount FROM move WHERE date >= $3 AND currency = $4 "
    "ORDER BY date, step, id LIMIT 1000";

typedef struct section {
    const currency_t *currency;
    int64_t opening, closing;
} section_t;

static bool section_write_moves(context_t *context, const receivable_query_t *query, const section_t *section,
                                json_writer_t *writer) {
    int64_t balance = section->opening;
    json_write_array(writer, "items");
    store_statement_t *rows =
        store_query(context->tx, SQL_MOVES, "ittt", query->id, query->to, query->from, section->currency->code);
    while (store_step(rows)) {
        int64_t amount = store_column_int(rows, 5);
        balance += amount;
        json_write_object(writer, NULL);
        json_write_text(writer, "date", store_column_text(rows, 0));
        json_write_text(writer, "kind", store_column_text(rows, 1));
        json_write_object(writer, "document");
        json_write_text(writer, "type", store_column_text(rows, 2));
        json_write_int(writer, "id", store_column_int(rows, 3));
        json_write_text(writer, "number", store_column_text(rows, 4));
        json_write_close(writer);
        json_write_text(writer, "amount", money_format(context->arena, amount, section->currency));
        json_write_text(writer, "balance", money_format(context->arena, balance, section->currency));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_OPEN[] =
    "SELECT i.id, i.number, i.date, i.due_on, i.total, i.open + coalesce((SELECT sum(a.amount) FROM allocation a "
    "WHERE a.invoice_id = i.id AND a.date > $2), 0) AS left_open, i.disputed FROM invoice i "
    "WHERE i.account_id = $1 AND i.kind = 'invoice' AND i.currency = $3 AND i.date <= $2 "
    "AND (i.open <> 0 OR i.paid_on > $2) ORDER BY i.due_on, i.id LIMIT 500";

/* What is to be paid, the oldest due first. */
static bool section_write_open(context_t *context, const receivable_query_t *query, const section_t *section,
                               json_writer_t *writer) {
    json_write_array(writer, "open");
    store_statement_t *rows = store_query(context->tx, SQL_OPEN, "itt", query->id, query->to, section->currency->code);
    while (store_step(rows)) {
        if (store_column_int(rows, 5) == 0) continue;
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "number", store_column_text(rows, 1));
        json_write_text(writer, "date", store_column_text(rows, 2));
        json_write_text(writer, "due_on", store_column_text(rows, 3));
        json_write_text(writer, "total", money_format(context->arena, store_column_int(rows, 4), section->currency));
        json_write_text(writer, "open", money_format(context->arena, store_column_int(rows, 5), section->currency));
        json_write_bool(writer, "late", strcmp(store_column_text(rows, 3), query->to) < 0);
        json_write_bool(writer, "disputed", store_column_int(rows, 6) != 0);
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static bool write_sections(context_t *context, const receivable_query_t *query, json_writer_t *writer) {
    enum { CURRENCIES = 200 };
    section_t *sections = ARENA_ARRAY(context->arena, section_t, CURRENCIES);
    size_t count = 0;
    bool ok = true;
    store_statement_t *rows = store_query(context->tx, SQL_SECTIONS, "itt", query->id, query->to, query->from);
    while (count < CURRENCIES && store_step(rows))
        sections[count++] = (section_t){currency_find(store_column_text(rows, 0)), store_column_int(rows, 1),
                                        store_column_int(rows, 2)};
    if (!store_end(rows)) return context_done(context);
    json_write_array(writer, "sections");
    for (size_t i = 0; ok && i < count; i++) {
        const section_t *section = &sections[i];
        json_write_object(writer, NULL);
        json_write_text(writer, "currency", section->currency->code);
        json_write_text(writer, "opening", money_format(context->arena, section->opening, section->currency));
        json_write_text(writer, "closing", money_format(context->arena, section->closing, section->currency));
        ok =
            section_write_moves(context, query, section, writer) && section_write_open(context, query, section, writer);
        json_write_close(writer);
    }
    json_write_close(writer);
    return ok;
}

static bool write_seller(context_t *context, json_writer_t *writer) {
    organisation_t organisation;
    trade_setting_t setting;
    if (!organisation_read(context, &organisation) || !trade_setting_read(context, &setting)) return false;
    json_write_object(writer, "seller");
    json_write_text(writer, "name", organisation.name);
    json_write_text(writer, "address", setting.seller_address);
    json_write_text(writer, "tax_registration", setting.tax_registration);
    json_write_close(writer);
    return true;
}

static const char SQL_CUSTOMER[] =
    "SELECT id, name, billing_street, billing_postal_code, billing_city, billing_country FROM account WHERE id = $1";

static bool write_customer(context_t *context, int64_t id, json_writer_t *writer) {
    static const char *const keys[] = {"street", "postal_code", "city", "country"};
    store_statement_t *row = store_query(context->tx, SQL_CUSTOMER, "i", id);
    bool found = store_step(row);
    if (found) {
        reference_write_row(writer, "customer", row, 0);
        json_write_object(writer, "address");
        for (int i = 0; i < 4; i++) json_write_text(writer, keys[i], store_column_text(row, 2 + i));
        json_write_close(writer);
    }
    if (!store_end(row)) return context_done(context);
    return found || problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no such customer.");
}

bool receivable_write_statement(context_t *context, const receivable_query_t *query, json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_text(writer, "from", query->from);
    json_write_text(writer, "to", query->to);
    bool ok = write_customer(context, query->id, writer) && write_seller(context, writer) &&
              write_sections(context, query, writer);
    json_write_close(writer);
    return ok;
}
