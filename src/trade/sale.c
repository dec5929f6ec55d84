#include "trade/sale.h"

#include "base/text.h"
#include "trade/amount.h"
#include "trade/price.h"
#include "trade/trade_setting.h"

enum { PERCENT_WHOLE = 10000 };

bool sale_sees_margin(const actor_t *actor) {
    return actor->role == ROLE_ADMINISTRATOR || actor->role == ROLE_MANAGER || actor->role == ROLE_FINANCE;
}

static bool line_counts(const sale_line_t *line) {
    return !line->optional || line->chosen;
}

static bool line_is_item(const sale_line_t *line) {
    return line_counts(line) && !text_equal(line->kind, "freight");
}

static bool line_extend(context_t *context, const sale_t *sale, size_t index) {
    sale_line_t *line = &sale->lines[index];
    if (!amount_extend(line->quantity, line->unit_price, sale->currency, &line->gross))
        return problem_add_field(context->problem, arena_printf(context->arena, "lines.%zu.quantity", index),
                                 "too_large", "Quantity times price is too large.");
    line->discount = amount_share(line->gross, line->discount_percent, PERCENT_WHOLE);
    line->net = line->gross - line->discount;
    return true;
}

/* The document's discount, on what the lines' own discounts leave. */
static void sale_spread_discount(context_t *context, sale_t *sale) {
    int64_t left = 0;
    int64_t *weights = ARENA_ARRAY(context->arena, int64_t, sale->line_count + 1);
    int64_t *parts = ARENA_ARRAY(context->arena, int64_t, sale->line_count + 1);
    for (size_t i = 0; i < sale->line_count; i++) {
        weights[i] = line_is_item(&sale->lines[i]) ? sale->lines[i].net : 0;
        left += weights[i];
    }
    amount_spread(amount_share(left, sale->discount_percent, PERCENT_WHOLE), weights, sale->line_count, parts);
    for (size_t i = 0; i < sale->line_count && left != 0; i++) {
        sale->lines[i].discount += parts[i];
        sale->lines[i].net -= parts[i];
    }
}

/* Freight follows what is carried: it is taxed as the line of the greatest net. */
static void sale_tax_freight(sale_t *sale) {
    const sale_line_t *greatest = NULL;
    for (size_t i = 0; i < sale->line_count; i++)
        if (line_is_item(&sale->lines[i]) && (greatest == NULL || sale->lines[i].net > greatest->net))
            greatest = &sale->lines[i];
    for (size_t i = 0; i < sale->line_count && greatest != NULL; i++) {
        if (!text_equal(sale->lines[i].kind, "freight")) continue;
        sale->lines[i].tax_code_id = greatest->tax_code_id;
        sale->lines[i].tax_rate = greatest->tax_rate;
    }
}

/* Tax of all lines that share the code of line `first`: once on their sum, spread over them. */
static void sale_tax_code(context_t *context, sale_t *sale, size_t first) {
    const sale_line_t *sample = &sale->lines[first];
    int64_t sum = 0;
    int64_t *weights = ARENA_ARRAY(context->arena, int64_t, sale->line_count);
    int64_t *parts = ARENA_ARRAY(context->arena, int64_t, sale->line_count);
    for (size_t i = first; i < sale->line_count; i++) {
        const sale_line_t *line = &sale->lines[i];
        bool same = line->tax_code_id == sample->tax_code_id && line->tax_rate == sample->tax_rate;
        weights[i] = same && line_counts(line) ? line->net : 0;
        sum += weights[i];
    }
    amount_spread(amount_share(sum, sample->tax_rate, PERCENT_WHOLE), weights, sale->line_count, parts);
    for (size_t i = first; i < sale->line_count; i++)
        if (weights[i] != 0) sale->lines[i].tax = parts[i];
}

void sale_compute_tax(context_t *context, sale_t *sale, bool per_line) {
    for (size_t i = 0; i < sale->line_count; i++)
        sale->lines[i].tax = amount_share(sale->lines[i].net, sale->lines[i].tax_rate, PERCENT_WHOLE);
    for (size_t i = 0; i < sale->line_count && !per_line; i++) {
        bool first = line_counts(&sale->lines[i]);
        for (size_t j = 0; j < i && first; j++)
            first = !line_counts(&sale->lines[j]) || sale->lines[j].tax_code_id != sale->lines[i].tax_code_id ||
                    sale->lines[j].tax_rate != sale->lines[i].tax_rate;
        if (first) sale_tax_code(context, sale, i);
    }
}

void sale_total(sale_t *sale) {
    sale_totals_t totals = {0};
    for (size_t i = 0; i < sale->line_count; i++) {
        const sale_line_t *line = &sale->lines[i];
        if (!line_counts(line)) continue;
        totals.tax += line->tax;
        totals.total += line->net + line->tax;
        if (!line_is_item(line)) {
            totals.freight += line->net;
            continue;
        }
        totals.gross += line->gross;
        totals.discount += line->discount;
        totals.net += line->net;
        totals.cost += line->cost;
    }
    sale->totals = totals;
}

bool sale_compute(context_t *context, sale_t *sale) {
    trade_setting_t setting;
    if (!trade_setting_read(context, &setting)) return false;
    for (size_t i = 0; i < sale->line_count; i++)
        if (!line_extend(context, sale, i)) return false;
    sale_spread_discount(context, sale);
    sale_tax_freight(sale);
    sale_compute_tax(context, sale, setting.tax_per_line);
    sale_total(sale);
    return true;
}

static void write_money(json_writer_t *writer, const char *key, int64_t amount, const currency_t *currency) {
    json_write_text(writer, key, money_format(writer->text->arena, amount, currency));
}

static void write_decimal(json_writer_t *writer, const char *key, int64_t value, int scale) {
    json_write_text(writer, key, decimal_format(writer->text->arena, value, scale, false));
}

void sale_write_line(const context_t *context, const sale_t *sale, size_t index, json_writer_t *writer) {
    const sale_line_t *line = &sale->lines[index];
    json_write_int(writer, "id", line->id);
    json_write_text(writer, "kind", line->kind);
    if (line->product_id != 0) {
        json_write_object(writer, "product");
        json_write_int(writer, "id", line->product_id);
        json_write_text(writer, "title", line->product_title);
        json_write_close(writer);
    } else {
        json_write_null(writer, "product");
    }
    json_write_text(writer, "description", line->description);
    json_write_text(writer, "deliverable", line->deliverable);
    write_decimal(writer, "quantity", line->quantity, QUANTITY_SCALE);
    json_write_text(writer, "unit", line->unit);
    write_decimal(writer, "unit_price", line->unit_price, PRICE_SCALE);
    write_decimal(writer, "discount_percent", line->discount_percent, PERCENT_SCALE);
    if (line->tax_code_id != 0) json_write_int(writer, "tax_code", line->tax_code_id);
    if (line->tax_code_id == 0) json_write_null(writer, "tax_code");
    write_decimal(writer, "tax_rate", line->tax_rate, PERCENT_SCALE);
    write_money(writer, "gross", line->gross, sale->currency);
    write_money(writer, "discount", line->discount, sale->currency);
    write_money(writer, "net", line->net, sale->currency);
    write_money(writer, "tax", line->tax, sale->currency);
    if (sale_sees_margin(context->actor)) write_money(writer, "cost", line->cost, sale->currency);
    json_write_bool(writer, "optional", line->optional);
    json_write_bool(writer, "chosen", line->chosen);
}

void sale_write_lines(const context_t *context, const sale_t *sale, json_writer_t *writer, sale_more_t more,
                      void *argument) {
    json_write_array(writer, "lines");
    for (size_t i = 0; i < sale->line_count; i++) {
        json_write_object(writer, NULL);
        sale_write_line(context, sale, i, writer);
        if (more != NULL) more(argument, i, writer);
        json_write_close(writer);
    }
    json_write_close(writer);
}

static void set_id(record_t *record, const char *field, int64_t id) {
    if (id != 0) record_set_number(record, field, id);
}

void sale_write_head(const sale_t *sale, record_t *record) {
    const sale_totals_t *totals = &sale->totals;
    set_id(record, "account", sale->account_id);
    set_id(record, "contact", sale->contact_id);
    set_id(record, "opportunity", sale->opportunity_id);
    set_id(record, "owner", sale->owner_id);
    set_id(record, "branch", sale->branch_id);
    record_set_text(record, "date", sale->date);
    record_set_text(record, "currency", sale->currency->code);
    if (sale->payment_terms != NULL) record_set_text(record, "payment_terms", sale->payment_terms);
    record_set_number(record, "gross", totals->gross);
    record_set_number(record, "discount", totals->discount);
    record_set_number(record, "net", totals->net);
    record_set_number(record, "freight", totals->freight);
    record_set_number(record, "tax", totals->tax);
    record_set_number(record, "total", totals->total);
}

void sale_line_take(arena_t *arena, const store_statement_t *row, sale_line_t *out) {
    *out = (sale_line_t){
        .id = store_column_int(row, 0),
        .kind = arena_strdup(arena, store_column_text(row, 1)),
        .product_id = store_column_int(row, 2),
        .product_title = arena_strdup(arena, store_column_text(row, 3)),
        .description = arena_strdup(arena, store_column_text(row, 4)),
        .deliverable = arena_strdup(arena, store_column_text(row, 5)),
        .quantity = store_column_int(row, 6),
        .unit = arena_strdup(arena, store_column_text(row, 7)),
        .unit_price = store_column_int(row, 8),
        .discount_percent = store_column_int(row, 9),
        .tax_code_id = store_column_int(row, 10),
        .tax_rate = store_column_int(row, 11),
        .gross = store_column_int(row, 12),
        .discount = store_column_int(row, 13),
        .net = store_column_int(row, 14),
        .tax = store_column_int(row, 15),
        .cost = store_column_int(row, 16),
        .stocked = store_column_int(row, 17) != 0,
    };
}

bool posting_add_sale(posting_t *posting, const char *purpose, const sale_line_t *line, int64_t net_book) {
    int64_t discount_book = 0;
    if (text_equal(line->kind, "freight")) return posting_add(posting, "freight_income", 0, -line->net, -net_book);
    if (line->net != 0)
        discount_book = amount_share(net_book, line->discount, line->net);
    else if (!posting_convert(posting, line->discount, &discount_book))
        return false;
    return posting_add(posting, purpose, line->product_id, -(line->net + line->discount),
                       -(net_book + discount_book)) &&
           posting_add(posting, "sales_discounts", line->product_id, line->discount, discount_book);
}

static const struct {
    const char *name;
    int days, discount_days;
    int64_t discount_percent;
} TERMS[] = {
    {"immediate", 0, 0, 0}, {"net_7", 7, 0, 0},   {"net_14", 14, 0, 0}, {"net_30", 30, 0, 0},
    {"net_45", 45, 0, 0},   {"net_60", 60, 0, 0}, {"net_90", 90, 0, 0}, {"2_10_net_30", 30, 10, 200},
};

static const char *days_after(context_t *context, const char *date, int days) {
    date_t parsed;
    if (!date_parse(date, &parsed)) return date;
    return date_format(context->arena, date_from_days(date_to_days(parsed) + days));
}

const char *payment_terms_due(context_t *context, const char *terms, const char *date, const char **discount_on,
                              int64_t *discount_percent) {
    *discount_on = NULL;
    *discount_percent = 0;
    for (size_t i = 0; i < sizeof TERMS / sizeof TERMS[0]; i++) {
        if (!text_equal(TERMS[i].name, terms)) continue;
        *discount_percent = TERMS[i].discount_percent;
        if (TERMS[i].discount_percent != 0) *discount_on = days_after(context, date, TERMS[i].discount_days);
        return days_after(context, date, TERMS[i].days);
    }
    return date;
}
