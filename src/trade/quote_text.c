#include "trade/quote_text.h"

#include "trade/price.h"

#include <sodium.h>
#include <string.h>

static void add_text(text_t *out, const char *name, const char *value) {
    if (value == NULL) value = "";
    text_add_format(out, "%s (%zu): %s\n", name, strlen(value), value);
}

static void add_money(text_t *out, const char *name, int64_t amount, const currency_t *currency) {
    text_add_format(out, "%s: %s\n", name, money_format(out->arena, amount, currency));
}

static void add_decimal(text_t *out, const char *name, int64_t value, int scale) {
    text_add_format(out, "%s: %s\n", name, decimal_format(out->arena, value, scale, false));
}

static void add_line(text_t *out, const sale_t *sale, size_t index) {
    const sale_line_t *line = &sale->lines[index];
    text_add_format(out, "line: %zu %s%s\n", index + 1, line->kind,
                    !line->optional ? "" : (line->chosen ? " optional chosen" : " optional left"));
    add_text(out, "description", line->description);
    add_text(out, "deliverable", line->deliverable);
    add_decimal(out, "quantity", line->quantity, QUANTITY_SCALE);
    add_text(out, "unit", line->unit);
    add_decimal(out, "unit price", line->unit_price, PRICE_SCALE);
    add_money(out, "discount", line->discount, sale->currency);
    add_money(out, "net", line->net, sale->currency);
    add_decimal(out, "tax rate", line->tax_rate, PERCENT_SCALE);
    add_money(out, "tax", line->tax, sale->currency);
}

void quote_write_text(const quote_t *quote, text_t *out) {
    static const char *const texts[] = {"introduction", "timeline", "terms"};
    const sale_t *sale = &quote->sale;
    const sale_totals_t *totals = &sale->totals;
    text_add_format(out, "quote: %s\nversion: %d\ndate: %s\n", quote->number,
                    (int)record_number(quote->record, "revision"), sale->date);
    add_text(out, "valid until", record_text(quote->record, "valid_until"));
    add_text(out, "payment terms", sale->payment_terms);
    text_add_format(out, "currency: %s\n", sale->currency->code);
    for (size_t i = 0; i < sale->line_count; i++) add_line(out, sale, i);
    add_money(out, "net", totals->net, sale->currency);
    add_money(out, "freight", totals->freight, sale->currency);
    add_money(out, "tax", totals->tax, sale->currency);
    add_money(out, "total", totals->total, sale->currency);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        add_text(out, texts[i], record_text(quote->record, texts[i]));
}

const char *quote_hash(arena_t *arena, const quote_t *quote) {
    enum { BYTES = 32, LIMIT = 4 * 1024 * 1024 };
    unsigned char hash[BYTES];
    char *hex = arena_alloc(arena, 2 * BYTES + 1);
    text_t text = text_create(arena, LIMIT);
    quote_write_text(quote, &text);
    crypto_generichash(hash, sizeof hash, (const unsigned char *)text.data, text.length, NULL, 0);
    return sodium_bin2hex(hex, 2 * BYTES + 1, hash, sizeof hash);
}
