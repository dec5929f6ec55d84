/* A payment as its page shows it: what it settled, what was paid back, and what may be done with it. */
#include "base/text.h"
#include "ledger/ledger.h"
#include "trade/payment.h"
#include "trade/settlement.h"

static const char SQL_ALLOCATIONS[] =
    "SELECT a.id, a.kind, a.date, a.invoice_id, i.number, a.amount, a.discount, a.reverses_id, "
    "(SELECT count(*) FROM allocation r WHERE r.reverses_id = a.id) FROM allocation a "
    "LEFT JOIN invoice i ON i.id = a.invoice_id WHERE a.payment_id = $1 ORDER BY a.id";

static bool write_allocations(context_t *context, int64_t id, const currency_t *currency, json_writer_t *writer) {
    bool may = context->actor->role != ROLE_REPRESENTATIVE && context->actor->role != ROLE_READ_ONLY;
    json_write_array(writer, "allocations");
    store_statement_t *rows = store_query(context->tx, SQL_ALLOCATIONS, "i", id);
    while (store_step(rows)) {
        bool back = store_column_int(rows, 8) > 0 || !store_column_is_null(rows, 7);
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "kind", store_column_text(rows, 1));
        json_write_text(writer, "date", store_column_text(rows, 2));
        reference_write_row(writer, "invoice", rows, 3);
        json_write_text(writer, "amount", money_format(context->arena, store_column_int(rows, 5), currency));
        json_write_text(writer, "discount", money_format(context->arena, store_column_int(rows, 6), currency));
        json_write_bool(writer, "taken_back", back);
        json_write_bool(writer, "may_take_back", may && !back && !store_column_is_null(rows, 3));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_REFUNDS[] = "SELECT id, number, date, amount FROM payment WHERE refunds_id = $1 ORDER BY id";

static bool write_refunds(context_t *context, int64_t id, const currency_t *currency, json_writer_t *writer,
                          size_t *count) {
    json_write_array(writer, "refunds");
    store_statement_t *rows = store_query(context->tx, SQL_REFUNDS, "i", id);
    for (*count = 0; store_step(rows); (*count)++) {
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "number", store_column_text(rows, 1));
        json_write_text(writer, "date", store_column_text(rows, 2));
        json_write_text(writer, "amount", money_format(context->arena, store_column_int(rows, 3), currency));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_ENTRY[] =
    "SELECT e.id, e.number FROM payment p JOIN journal_entry e ON e.id = p.entry_id "
    "WHERE p.id = $1";

static bool write_entry(context_t *context, int64_t id, json_writer_t *writer) {
    store_statement_t *row = store_query(context->tx, SQL_ENTRY, "i", id);
    if (store_step(row))
        reference_write_row(writer, "entry", row, 0);
    else
        json_write_null(writer, "entry");
    return store_end(row) || context_done(context);
}

bool settlement_write_payment(context_t *context, int64_t payment_id, json_writer_t *writer) {
    record_t *payment = NULL;
    size_t refunds = 0;
    if (!record_load(context, &PAYMENT, payment_id, &payment)) return false;
    const currency_t *currency = currency_find(record_text(payment, "currency"));
    role_t role = context->actor->role;
    bool keeper = role == ROLE_ADMINISTRATOR || role == ROLE_FINANCE;
    bool money_in = text_equal(record_text(payment, "kind"), "payment");
    bool left = money_in && record_number(payment, "open") > 0;
    json_write_object(writer, NULL);
    record_write_json(context, payment, writer, "record");
    bool ok = write_allocations(context, payment_id, currency, writer) &&
              write_refunds(context, payment_id, currency, writer, &refunds) &&
              write_entry(context, payment_id, writer);
    json_write_bool(writer, "may_apply", left && (keeper || role == ROLE_MANAGER));
    json_write_bool(writer, "may_refund", left && keeper);
    json_write_bool(writer, "may_take_back",
                    money_in && keeper && refunds == 0 && record_is_null(payment, "taken_back_on"));
    json_write_close(writer);
    return ok;
}
