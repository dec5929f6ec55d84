#include "trade/credit_note.h"

#include "base/text.h"
#include "catalogue/policy.h"
#include "ledger/ledger.h"
#include "trade/allocation.h"
#include "trade/body.h"
#include "trade/credit_return.h"
#include "trade/delivery.h"
#include "trade/order.h"
#include "trade/price.h"
#include "trade/standing.h"
#include "trade/trade_setting.h"

/* A line of the invoice, with what was credited of it before. */
typedef struct billed {
    int64_t id, order_line_id, credited_quantity, credited_net, net_book;
    sale_line_t sale;
} billed_t;

typedef struct crediting {
    context_t *context;
    const credit_request_t *request;
    record_t *invoice, *note;
    posting_t posting;
    const currency_t *currency;
    billed_t *billed;
    size_t billed_count;
    credit_part_t *parts;
    size_t part_count;
    int64_t net, tax, freight, gross, discount, net_book, tax_book;
    const char *number;
} crediting_t;

bool credit_read(context_t *context, int64_t invoice_id, json_t *json, credit_request_t *out) {
    size_t count = 0;
    body_t body = body_of(context, json);
    *out = (credit_request_t){.invoice_id = invoice_id};
    const char *code =
        store_get_text(context->tx, context->arena, "SELECT currency FROM invoice WHERE id = $1", "i", invoice_id);
    if (code == NULL) return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no such invoice.");
    if (!body_text(&body, "kind", 20, &out->kind) || !body_text(&body, "reason", 500, &out->reason) ||
        !body_date(&body, "date", &out->date) || !body_array(&body, "lines", SALE_LINES, &count))
        return false;
    credit_part_t *parts = ARENA_ARRAY(context->arena, credit_part_t, count + 1);
    for (size_t i = 0; i < count; i++) {
        body_t line = body_element(&body, "lines", i);
        const char *condition = NULL;
        parts[i].field = arena_printf(context->arena, "lines.%zu", i);
        if (!body_id(&line, "line", &parts[i].line_id) ||
            !body_decimal(&line, "quantity", QUANTITY_SCALE, &parts[i].quantity) ||
            !body_money(&line, "amount", currency_find(code), &parts[i].amount) ||
            !body_text(&line, "condition", 20, &condition))
            return false;
        parts[i].scrap = text_equal(condition, "scrap");
    }
    out->parts = count > 0 ? parts : NULL;
    out->part_count = count;
    return true;
}

static const char SQL_COUNT[] = "SELECT count(*) FROM invoice_line WHERE invoice_id = $1";
static const char SQL_BILLED[] =
    "SELECT l.id, coalesce(l.order_line_id, 0), l.credited_quantity, l.credited_net, l.net_book, l.kind, "
    "coalesce(l.product_id, 0), l.description, coalesce(l.quantity, 0), l.unit, coalesce(l.unit_price, 0), "
    "l.discount_percent, coalesce(l.tax_code_id, 0), l.tax_rate, l.gross, l.discount, l.net, l.tax, l.service_from "
    "FROM invoice_line l WHERE l.invoice_id = $1 ORDER BY l.position";

static void billed_take(arena_t *arena, const store_statement_t *row, billed_t *out) {
    *out = (billed_t){
        .id = store_column_int(row, 0),
        .order_line_id = store_column_int(row, 1),
        .credited_quantity = store_column_int(row, 2),
        .credited_net = store_column_int(row, 3),
        .net_book = store_column_int(row, 4),
        .sale = {.kind = arena_strdup(arena, store_column_text(row, 5)),
                 .product_id = store_column_int(row, 6),
                 .description = arena_strdup(arena, store_column_text(row, 7)),
                 .quantity = store_column_int(row, 8),
                 .unit = arena_strdup(arena, store_column_text(row, 9)),
                 .unit_price = store_column_int(row, 10),
                 .discount_percent = store_column_int(row, 11),
                 .tax_code_id = store_column_int(row, 12),
                 .tax_rate = store_column_int(row, 13),
                 .gross = store_column_int(row, 14),
                 .discount = store_column_int(row, 15),
                 .net = store_column_int(row, 16),
                 .tax = store_column_int(row, 17)},
    };
}

static bool crediting_load(crediting_t *crediting) {
    context_t *context = crediting->context;
    int64_t count = 0, id = crediting->request->invoice_id;
    if (!record_load(context, &INVOICE, id, &crediting->invoice)) return false;
    if (!policy_check(context, crediting->invoice, crediting->invoice, POLICY_UPDATE)) return false;
    if (!text_equal(record_text(crediting->invoice, "kind"), "invoice"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "is_credit_note", "A credit note is not credited.");
    crediting->currency = currency_find(record_text(crediting->invoice, "currency"));
    if (!store_get_int(context->tx, &count, SQL_COUNT, "i", id)) return context_done(context);
    crediting->billed = ARENA_ARRAY(context->arena, billed_t, (size_t)count + 1);
    store_statement_t *rows = store_query(context->tx, SQL_BILLED, "i", id);
    while (crediting->billed_count < (size_t)count && store_step(rows))
        billed_take(context->arena, rows, &crediting->billed[crediting->billed_count++]);
    return store_end(rows) || context_done(context);
}

static bool crediting_check(crediting_t *crediting) {
    const credit_request_t *request = crediting->request;
    problem_t *problem = crediting->context->problem;
    bool known = text_equal(request->kind, "return") || text_equal(request->kind, "allowance") ||
                 text_equal(request->kind, "cancel");
    if (!known) problem_add_field(problem, "kind", "unknown_choice", "Choose return, allowance or cancel.");
    if (request->reason == NULL) problem_add_field(problem, "reason", "required", "Say why.");
    if (request->part_count == 0 && text_equal(request->kind, "allowance"))
        problem_add_field(problem, "lines", "required", "Give the amount of each line.");
    return !problem_is_set(problem);
}

/* Without parts: all that is left of each line. */
static void crediting_fill(crediting_t *crediting) {
    crediting->part_count = crediting->request->part_count;
    crediting->parts =
        ARENA_ARRAY(crediting->context->arena, credit_part_t, crediting->billed_count + crediting->part_count + 1);
    for (size_t i = 0; i < crediting->part_count; i++) crediting->parts[i] = crediting->request->parts[i];
    for (size_t i = 0; i < crediting->billed_count && crediting->request->part_count == 0; i++) {
        const billed_t *billed = &crediting->billed[i];
        int64_t quantity = billed->sale.quantity - billed->credited_quantity;
        int64_t amount = billed->sale.net - billed->credited_net;
        if (quantity == 0 && amount == 0) continue;
        crediting->parts[crediting->part_count++] =
            (credit_part_t){.line_id = billed->id,
                            .quantity = quantity,
                            .amount = quantity == 0 ? amount : 0,
                            .field = arena_printf(crediting->context->arena, "lines.%zu", i)};
    }
}

static billed_t *crediting_find(const crediting_t *crediting, int64_t id) {
    for (size_t i = 0; i < crediting->billed_count; i++)
        if (crediting->billed[i].id == id) return &crediting->billed[i];
    return NULL;
}

static bool part_refuse(const crediting_t *crediting, const credit_part_t *part, const char *member, const char *code,
                        const char *message) {
    const char *field = arena_printf(crediting->context->arena, "%s.%s", part->field, member);
    return problem_add_field(crediting->context->problem, field, code, "%s", message);
}

/* How much net the part takes: a quantity its share of the line, an amount itself. */
static bool part_net(const crediting_t *crediting, const billed_t *billed, const credit_part_t *part, int64_t *net) {
    int64_t left = billed->sale.net - billed->credited_net;
    bool by_quantity = !text_equal(crediting->request->kind, "allowance") && billed->sale.quantity != 0;
    if (by_quantity) {
        int64_t before = billed->credited_quantity, after = before + part->quantity;
        if (part->quantity <= 0 || after > billed->sale.quantity)
            return part_refuse(crediting, part, "quantity", "more_than_invoiced",
                               "Give a quantity up to what was invoiced and not credited.");
        *net = amount_step(billed->sale.net, before, after, billed->sale.quantity);
        if (*net > left) *net = left;
        return true;
    }
    *net = part->amount;
    if ((left >= 0 && *net > 0 && *net <= left) || (left < 0 && *net < 0 && *net >= left)) return true;
    return part_refuse(crediting, part, "amount", "more_than_invoiced",
                       "Give an amount up to the net that was invoiced and not credited.");
}

static const char SQL_CREDITED[] =
    "UPDATE invoice_line SET credited_quantity = credited_quantity + $1, credited_net = credited_net + $2 WHERE id = $3";

static const char SQL_NOT_EARNED[] =
    "SELECT CASE WHEN service_to IS NULL THEN 0 - credited_net ELSE net - credited_net - recognised_net END "
    "FROM invoice_line WHERE id = $1";

/* Without an order: what is not earned yet is owed no more, what was earned is granted as an allowance. */
static bool part_cancel_service(crediting_t *crediting, const billed_t *billed, const sale_line_t *sale,
                                int64_t net_book) {
    posting_t *posting = &crediting->posting;
    int64_t left = 0;
    if (!store_get_int(crediting->context->tx, &left, SQL_NOT_EARNED, "i", billed->id))
        return context_done(crediting->context);
    int64_t earned = left >= 0 ? 0 : (-left < sale->net ? -left : sale->net);
    int64_t earned_book = amount_share(net_book, earned, sale->net);
    return posting_add(posting, "deferred_revenue", 0, sale->net - earned, net_book - earned_book) &&
           posting_add(posting, "sales_allowances", sale->product_id, earned, earned_book);
}

/* Billed and not delivered: the standing between the two goes back; a line without an order owes its service no more.
 */
static bool part_cancel(crediting_t *crediting, const billed_t *billed, const sale_line_t *sale, int64_t net_book) {
    posting_t *posting = &crediting->posting;
    bool advance = text_equal(sale->kind, "advance");
    int64_t value_book = 0;
    if (billed->order_line_id == 0) return part_cancel_service(crediting, billed, sale, net_book);
    const standing_change_t change = {
        .order_line_id = billed->order_line_id,
        .invoiced_quantity = -sale->quantity,
        .invoiced_net = advance ? 0 : -sale->net,
        .advanced_net = advance ? -sale->net : 0,
        .invoiced_tax = -sale->tax,
        .amount_book = net_book,
    };
    return standing_move(posting, &change, &value_book) &&
           posting_add_book(posting, "exchange_gain", 0, net_book - value_book);
}

static const char SQL_UNDELIVERED[] = "SELECT invoiced_quantity - delivered_quantity FROM order_line WHERE id = $1";

static bool part_check_undelivered(crediting_t *crediting, const billed_t *billed, const credit_part_t *part) {
    int64_t undelivered = 0;
    context_t *context = crediting->context;
    if (!text_equal(crediting->request->kind, "cancel") || billed->order_line_id == 0 || billed->sale.quantity == 0)
        return true;
    if (!store_get_int(context->tx, &undelivered, SQL_UNDELIVERED, "i", billed->order_line_id))
        return context_done(context);
    if (part->quantity <= undelivered) return true;
    return part_refuse(crediting, part, "quantity", "delivered",
                       "This is delivered. Take it back as a return instead.");
}

static bool part_post(crediting_t *crediting, const billed_t *billed, const sale_line_t *sale, int64_t net_book) {
    const char *kind = crediting->request->kind;
    if (text_equal(kind, "cancel") || text_equal(sale->kind, "advance"))
        return part_cancel(crediting, billed, sale, net_book);
    if (text_equal(sale->kind, "freight"))
        return posting_add(&crediting->posting, "freight_income", 0, sale->net, net_book);
    const char *purpose = text_equal(kind, "return") ? "sales_returns" : "sales_allowances";
    return posting_add(&crediting->posting, purpose, sale->product_id, sale->net, net_book);
}

static bool part_credit(crediting_t *crediting, const credit_part_t *part, size_t position) {
    context_t *context = crediting->context;
    billed_t *billed = crediting_find(crediting, part->line_id);
    sale_line_t sale = {0};
    int64_t net = 0;
    if (billed == NULL) return part_refuse(crediting, part, "line", "not_found", "This is no line of the invoice.");
    if (!part_net(crediting, billed, part, &net) || !part_check_undelivered(crediting, billed, part)) return false;
    int64_t before = billed->credited_net, after = before + net, whole = billed->sale.net;
    sale = billed->sale;
    sale.quantity = text_equal(crediting->request->kind, "allowance") ? 0 : part->quantity;
    sale.net = net;
    sale.gross = net;
    sale.discount = 0;
    sale.discount_percent = 0;
    sale.tax = amount_step(billed->sale.tax, before, after, whole);
    int64_t net_book = amount_step(billed->net_book, before, after, whole), tax_book = sale.tax;
    if (crediting->posting.currency != crediting->posting.book &&
        !posting_convert(&crediting->posting, sale.tax, &tax_book))
        return false;
    const invoice_line_t line = {.sale = sale, .order_line_id = billed->order_line_id};
    const invoice_line_row_t row = {
        .invoice_id = crediting->note->id,
        .position = (int64_t)position,
        .credits_line_id = billed->id,
        .line = &line,
        .condition = text_equal(crediting->request->kind, "return") ? (part->scrap ? "scrap" : "restock") : NULL,
        .net_book = net_book};
    billed->credited_net = after;
    billed->credited_quantity += sale.quantity;
    crediting->net_book += net_book;
    crediting->tax_book += tax_book;
    crediting->tax += sale.tax;
    *(text_equal(sale.kind, "freight") ? &crediting->freight : &crediting->net) += net;
    store_run(context->tx, NULL, SQL_CREDITED, "iii", sale.quantity, net, billed->id);
    return invoice_write_line(context, &row) && part_post(crediting, billed, &sale, net_book) &&
           posting_add(&crediting->posting, "output_tax", 0, sale.tax, tax_book);
}

static const char *const COPIED[] = {"account", "contact", "order", "contract", "opportunity", "owner", "branch", NULL};

/* First without amounts: the lines need its id. */
static bool crediting_write_note(crediting_t *crediting) {
    context_t *context = crediting->context;
    const record_t *invoice = crediting->invoice;
    const sale_t empty = {.date = crediting->posting.entry.date, .currency = crediting->currency};
    record_t *record = record_new(context->arena, &INVOICE);
    if (!ledger_take_number(context, "CN", empty.date, &crediting->number)) return false;
    invoice_set_amounts(record, &crediting->posting, &empty, 0, 0);
    for (size_t i = 0; COPIED[i] != NULL; i++)
        if (!record_is_null(invoice, COPIED[i]))
            record_set_number(record, COPIED[i], record_number(invoice, COPIED[i]));
    record_set_text(record, "number", crediting->number);
    record_set_text(record, "kind", "credit_note");
    record_set_text(record, "basis", crediting->request->kind);
    record_set_text(record, "status", "open");
    record_set_text(record, "due_on", empty.date);
    record_set_text(record, "reason", crediting->request->reason);
    record_set_number(record, "credits", invoice->id);
    return record_create(context, record, &crediting->note);
}

static const char SQL_AMOUNTS[] =
    "UPDATE invoice SET gross = $1, net = $1, freight = $2, tax = $3, total = $4, open = $4, net_book = $5, tax_book = $6, "
    "total_book = $7, open_book = $7, entry_id = nullif(CAST($8 AS BIGINT), 0) WHERE id = $9";

static bool crediting_finish(crediting_t *crediting, credit_outcome_t *out) {
    context_t *context = crediting->context;
    int64_t total = crediting->net + crediting->freight + crediting->tax;
    int64_t total_book = crediting->net_book + crediting->tax_book;
    posting_t *posting = &crediting->posting;
    posting->entry.kind = text_equal(crediting->request->kind, "allowance") ? "allowance" : "return";
    posting->entry.series = JOURNAL_OF_SALES;
    posting->entry.document_type = "invoice";
    posting->entry.document_id = crediting->note->id;
    posting->entry.description =
        arena_printf(context->arena, "%s · %s · %s", crediting->number,
                     record_value(crediting->invoice, "account")->title, record_text(crediting->invoice, "number"));
    if (!posting_add(posting, "receivable", 0, -total, -total_book) || !posting_post(posting, &out->entry_id))
        return false;
    store_run(context->tx, NULL, SQL_AMOUNTS, "iiiiiiiii", crediting->net, crediting->freight, crediting->tax, total,
              crediting->net_book, crediting->tax_book, total_book, out->entry_id, crediting->note->id);
    out->credit_note_id = crediting->note->id;
    return context_done(context);
}

/* Goods of the lines that came from an order; services and freight have none. */
static bool crediting_take_goods(crediting_t *crediting, goods_returns_t *returns) {
    goods_back_t *goods = ARENA_ARRAY(crediting->context->arena, goods_back_t, crediting->part_count + 1);
    size_t count = 0;
    *returns = (goods_returns_t){.count = 0};
    for (size_t i = 0; i < crediting->part_count && text_equal(crediting->request->kind, "return"); i++) {
        const credit_part_t *part = &crediting->parts[i];
        const billed_t *billed = crediting_find(crediting, part->line_id);
        if (billed->order_line_id == 0 || part->quantity == 0 || !text_equal(billed->sale.kind, "item")) continue;
        goods[count++] = (goods_back_t){billed->order_line_id, part->quantity, part->scrap,
                                        arena_printf(crediting->context->arena, "%s.quantity", part->field)};
    }
    return credit_take_goods_back(&crediting->posting, goods, count, returns);
}

static bool crediting_begin(crediting_t *crediting) {
    const record_t *invoice = crediting->invoice;
    const char *date = crediting->request->date != NULL ? crediting->request->date : context_today(crediting->context);
    posting_t *posting = &crediting->posting;
    if (!posting_begin(crediting->context, crediting->currency->code, date, posting)) return false;
    posting->rate = record_number(invoice, "rate");
    posting->about = (journal_about_t){.customer_id = record_number(invoice, "account"),
                                       .salesperson_id = record_number(invoice, "owner"),
                                       .branch_id = record_number(invoice, "branch"),
                                       .opportunity_id = record_number(invoice, "opportunity")};
    return true;
}

static bool crediting_run(crediting_t *crediting, credit_outcome_t *out) {
    context_t *context = crediting->context;
    goods_returns_t returns;
    if (!crediting_begin(crediting) || !crediting_write_note(crediting)) return false;
    for (size_t i = 0; i < crediting->part_count; i++) part_credit(crediting, &crediting->parts[i], i);
    if (problem_is_set(context->problem)) return false;
    if (crediting->part_count == 0 || crediting->net + crediting->freight + crediting->tax == 0)
        return problem_set(context->problem, PROBLEM_CONFLICT, "nothing_to_credit", "All of %s is credited.",
                           record_text(crediting->invoice, "number"));
    if (!crediting_take_goods(crediting, &returns) || !crediting_finish(crediting, out)) return false;
    for (size_t i = 0; i < returns.count; i++)
        if (!delivery_tell_entry(context, returns.ids[i], out->entry_id)) return false;
    out->total_book = crediting->net_book + crediting->tax_book;
    int64_t order_id = record_number(crediting->invoice, "order");
    return order_id == 0 || order_follow(context, order_id);
}

/* Off the invoice that it credits, as far as that is open. */
static bool crediting_apply(const crediting_t *crediting, const credit_outcome_t *out) {
    int64_t total = crediting->net + crediting->freight + crediting->tax;
    int64_t open = record_number(crediting->invoice, "open");
    const payment_allocation_t part = {.invoice_id = crediting->invoice->id, .amount = total < open ? total : open};
    if (part.amount == 0) return true;
    return allocation_apply_credit_note(crediting->context, out->credit_note_id, NULL, &part, 1);
}

/* What it comes to shows only when all of it is computed: above the limit it is taken back. */
bool credit_issue(context_t *context, const credit_request_t *request, bool approved, credit_outcome_t *out) {
    trade_setting_t setting;
    crediting_t crediting = {.context = context, .request = request};
    *out = (credit_outcome_t){0};
    if (!trade_setting_read(context, &setting) || !crediting_load(&crediting) || !crediting_check(&crediting))
        return false;
    crediting_fill(&crediting);
    if (!store_savepoint(context->tx)) return false;
    if (!crediting_run(&crediting, out)) {
        store_savepoint_rollback(context->tx);
        return false;
    }
    out->waits = !approved && setting.credit_note_limit >= 0 && out->total_book > setting.credit_note_limit;
    if (!out->waits) return store_savepoint_release(context->tx) && crediting_apply(&crediting, out);
    out->credit_note_id = 0;
    out->entry_id = 0;
    return store_savepoint_rollback(context->tx);
}
