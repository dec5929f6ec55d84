/* A quote as its page and its editor show it. */
#include "base/text.h"
#include "catalogue/policy.h"
#include "trade/price.h"
#include "trade/quote.h"
#include "trade/quote_text.h"

static void write_money(json_writer_t *writer, const char *key, int64_t amount, const currency_t *currency) {
    json_write_text(writer, key, money_format(writer->text->arena, amount, currency));
}

static void write_percent(json_writer_t *writer, const char *key, int64_t percent) {
    const char *text = decimal_format(writer->text->arena, percent, PERCENT_SCALE, false);
    json_write_text(writer, key, percent >= 0 ? text : NULL);
}

static bool write_discount(context_t *context, const sale_t *sale, bool approved, json_writer_t *writer) {
    quote_discount_t discount;
    if (!quote_find_discount(context, sale, &discount)) return false;
    json_write_object(writer, "discount");
    write_percent(writer, "highest", discount.highest);
    write_percent(writer, "limit", discount.limit);
    json_write_bool(writer, "needs_approval", discount.above && !approved && !quote_may_approve(context->actor));
    json_write_close(writer);
    return true;
}

static const char SQL_COMMENTS[] =
    "SELECT id, at, name, body, user_id FROM quote_comment WHERE quote_id = $1 ORDER BY id";

static bool write_comments(context_t *context, int64_t id, json_writer_t *writer) {
    json_write_array(writer, "comments");
    store_statement_t *rows = store_query(context->tx, SQL_COMMENTS, "i", id);
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_text(writer, "at", moment_format(context->arena, store_column_int(rows, 1)));
        json_write_text(writer, "name", store_column_text(rows, 2));
        json_write_text(writer, "body", store_column_text(rows, 3));
        json_write_bool(writer, "customer", store_column_is_null(rows, 4));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_VERSIONS[] =
    "SELECT id, revision, status, total, date, currency FROM quote WHERE number = $1 ORDER BY revision DESC";

static bool write_versions(context_t *context, const quote_t *quote, json_writer_t *writer) {
    json_write_array(writer, "versions");
    store_statement_t *rows = store_query(context->tx, SQL_VERSIONS, "t", quote->number);
    while (store_step(rows)) {
        bool own = store_column_int(rows, 0) == quote->id;
        json_write_object(writer, NULL);
        json_write_int(writer, "id", store_column_int(rows, 0));
        json_write_int(writer, "revision", store_column_int(rows, 1));
        json_write_text(writer, "status", own ? quote->status : store_column_text(rows, 2));
        write_money(writer, "total", store_column_int(rows, 3), currency_find(store_column_text(rows, 5)));
        json_write_text(writer, "date", store_column_text(rows, 4));
        json_write_close(writer);
    }
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}

static const char SQL_ORDER[] = "SELECT id, number FROM sales_order WHERE quote_id = $1 ORDER BY id LIMIT 1";
static const char SQL_LINK[] =
    "SELECT max(expires_at) FROM quote_link WHERE quote_id = $1 AND revoked_at IS NULL AND expires_at > $2";

static bool write_related(context_t *context, const quote_t *quote, json_writer_t *writer) {
    int64_t expires = 0;
    store_statement_t *row = store_query(context->tx, SQL_ORDER, "i", quote->id);
    if (store_step(row)) {
        json_write_object(writer, "order");
        json_write_int(writer, "id", store_column_int(row, 0));
        json_write_text(writer, "number", store_column_text(row, 1));
        json_write_close(writer);
    } else {
        json_write_null(writer, "order");
    }
    if (!store_end(row)) return context_done(context);
    store_get_int(context->tx, &expires, SQL_LINK, "ii", quote->id, context->now);
    json_write_text(writer, "link_expires_at", expires != 0 ? moment_format(context->arena, expires) : NULL);
    return context_done(context);
}

static bool may_change(context_t *context, const quote_t *quote) {
    problem_t unheard = problem_create(context->arena);
    context_t asking = *context;
    asking.problem = &unheard;
    return policy_check(&asking, quote->record, quote->record, POLICY_UPDATE);
}

static void write_signature(context_t *context, const quote_t *quote, json_writer_t *writer) {
    const char *signed_hash = record_text(quote->record, "document_hash");
    if (signed_hash == NULL)
        json_write_null(writer, "intact");
    else
        json_write_bool(writer, "intact", text_equal(signed_hash, quote_hash(context->arena, quote)));
}

bool quote_write_document(context_t *context, int64_t id, json_writer_t *writer) {
    quote_t quote;
    if (!quote_load(context, id, &quote)) return false;
    bool approved = !record_is_null(quote.record, "approved_by");
    json_write_object(writer, NULL);
    record_write_json(context, quote.record, writer, "record");
    sale_write_lines(context, &quote.sale, writer, NULL, NULL);
    write_money(writer, "freight", quote.sale.totals.freight, quote.sale.currency);
    bool ok = write_discount(context, &quote.sale, approved, writer) && write_comments(context, id, writer) &&
              write_versions(context, &quote, writer) && write_related(context, &quote, writer);
    write_signature(context, &quote, writer);
    json_write_bool(writer, "may_change", may_change(context, &quote));
    json_write_bool(writer, "may_approve", quote_may_approve(context->actor));
    json_write_close(writer);
    return ok;
}

static void write_totals(const context_t *context, const sale_t *sale, json_writer_t *writer) {
    const sale_totals_t *totals = &sale->totals;
    const currency_t *currency = sale->currency;
    json_write_object(writer, "totals");
    write_money(writer, "gross", totals->gross, currency);
    write_money(writer, "discount", totals->discount, currency);
    write_money(writer, "net", totals->net, currency);
    write_money(writer, "freight", totals->freight, currency);
    write_money(writer, "tax", totals->tax, currency);
    write_money(writer, "total", totals->total, currency);
    if (sale_sees_margin(context->actor)) {
        write_money(writer, "cost", totals->cost, currency);
        write_money(writer, "margin", totals->net - totals->cost, currency);
    }
    json_write_close(writer);
}

bool quote_write_preview(context_t *context, json_t *body, json_writer_t *writer) {
    sale_t sale;
    if (!sale_read(context, body, &sale)) return false;
    json_write_object(writer, NULL);
    json_write_text(writer, "currency", sale.currency->code);
    json_write_text(writer, "date", sale.date);
    json_write_text(writer, "payment_terms", sale.payment_terms);
    sale_write_lines(context, &sale, writer, NULL, NULL);
    write_totals(context, &sale, writer);
    bool ok = write_discount(context, &sale, false, writer);
    json_write_close(writer);
    return ok;
}
