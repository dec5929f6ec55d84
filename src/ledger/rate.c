#include "ledger/rate.h"

#include "base/text.h"

static const char SQL_SET[] =
    "INSERT INTO exchange_rate (base, currency, date, rate) VALUES ($1, $2, $3, $4) "
    "ON CONFLICT (base, currency, date) DO UPDATE SET rate = excluded.rate";

static bool rate_check(context_t *context, const char *currency, const char *field) {
    if (currency != NULL && currency_find(currency) != NULL) return true;
    return problem_add_field(context->problem, field, "not_a_currency", "\"%s\" is no currency code of ISO 4217.",
                             currency != NULL ? currency : "");
}

bool rate_set(context_t *context, const char *base, const char *currency, const char *date, int64_t rate) {
    date_t day;
    if (!rate_check(context, base, "base") || !rate_check(context, currency, "currency")) return false;
    if (date == NULL || !date_parse(date, &day))
        return problem_add_field(context->problem, "date", "not_a_date", "Give a date such as 2026-03-31.");
    if (rate <= 0) return problem_add_field(context->problem, "rate", "out_of_range", "A rate is above zero.");
    store_run(context->tx, NULL, SQL_SET, "ttti", base, currency, date, rate);
    return context_done(context);
}

static const char SQL_BASES[] = "SELECT DISTINCT base FROM exchange_rate ORDER BY base";
static const char SQL_LAST[] =
    "SELECT rate FROM exchange_rate WHERE base = $1 AND currency = $2 AND date <= $3 ORDER BY date DESC LIMIT 1";

static bool rate_of_base(context_t *context, const char *base, const char *currency, const char *date, int64_t *out) {
    if (text_equal(base, currency)) {
        *out = 1000000000;
        return true;
    }
    return store_get_int(context->tx, out, SQL_LAST, "ttt", base, currency, date);
}

/* to/base ÷ from/base, rounded half away from zero; both are above zero. */
static bool rate_cross(int64_t from, int64_t to, int64_t *out) {
    __int128 rate = ((__int128)to * 1000000000 + from / 2) / from;
    if (rate <= 0 || rate > INT64_MAX) return false;
    *out = (int64_t)rate;
    return true;
}

bool rate_seek(context_t *context, const currency_t *from, const currency_t *to, const char *date, int64_t *out) {
    enum { BASES = 8 };
    const char *bases[BASES];
    size_t count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_BASES, "");
    while (count < BASES && store_step(rows)) bases[count++] = arena_strdup(context->arena, store_column_text(rows, 0));
    store_end(rows);
    for (size_t i = 0; i < count; i++) {
        int64_t of_from = 0, of_to = 0;
        if (rate_of_base(context, bases[i], from->code, date, &of_from) &&
            rate_of_base(context, bases[i], to->code, date, &of_to) && rate_cross(of_from, of_to, out))
            return true;
    }
    return false;
}

bool rate_find(context_t *context, const currency_t *from, const currency_t *to, const char *date, const char *field,
               int64_t *out) {
    if (rate_seek(context, from, to, date, out)) return true;
    if (!context_done(context)) return false;
    return problem_add_field(context->problem, field, "no_rate",
                             "There is no exchange rate of %s on %s. Import the rates, or give the rate.", from->code,
                             date);
}

bool rate_convert(int64_t amount, const currency_t *from, const currency_t *to, int64_t rate, int64_t *out) {
    __int128 value = (__int128)amount * rate, divisor = 1000000000;
    for (int i = 0; i < to->exponent; i++) value *= 10;
    for (int i = 0; i < from->exponent; i++) divisor *= 10;
    value = value >= 0 ? (value + divisor / 2) / divisor : -((-value + divisor / 2) / divisor);
    if (value > INT64_MAX || value < -INT64_MAX) return false;
    *out = (int64_t)value;
    return true;
}

static const char SQL_LATEST[] =
    "SELECT r.base, r.currency, r.date, r.rate FROM exchange_rate r WHERE r.date = (SELECT max(l.date) FROM "
    "exchange_rate l WHERE l.base = r.base AND l.currency = r.currency) ORDER BY r.currency, r.base LIMIT 400";
static const char SQL_OF_CURRENCY[] =
    "SELECT base, currency, date, rate FROM exchange_rate WHERE currency = $1 "
    "ORDER BY date DESC, base LIMIT 400";

bool rate_write_list(context_t *context, const char *currency, json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_array(writer, "items");
    store_statement_t *rows = currency == NULL ? store_query(context->tx, SQL_LATEST, "")
                                               : store_query(context->tx, SQL_OF_CURRENCY, "t", currency);
    while (store_step(rows)) {
        json_write_object(writer, NULL);
        json_write_text(writer, "base", store_column_text(rows, 0));
        json_write_text(writer, "currency", store_column_text(rows, 1));
        json_write_text(writer, "date", store_column_text(rows, 2));
        json_write_text(writer, "rate", decimal_format(context->arena, store_column_int(rows, 3), RATE_SCALE, false));
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_close(writer);
    return store_end(rows) || context_done(context);
}
