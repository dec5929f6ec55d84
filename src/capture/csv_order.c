#include "capture/csv_order.h"

#include "base/text.h"
#include "capture/csv_reference.h"
#include "catalogue/record.h"
#include "customer/account.h"
#include "customer/team.h"
#include "customer/user.h"
#include "ledger/ledger.h"
#include "trade/order_action.h"
#include "trade/price.h"
#include "trade/product.h"

#include <ctype.h>

typedef enum column {
    ORDER_NUMBER,
    ORDER_DATE,
    ORDER_DUE,
    ORDER_CUSTOMER,
    ORDER_CUSTOMER_NAME,
    ORDER_SALESPERSON,
    ORDER_BRANCH,
    ORDER_PRODUCT,
    ORDER_PRODUCT_NAME,
    ORDER_QUANTITY,
    ORDER_UNIT_PRICE,
    ORDER_DISCOUNT,
    ORDER_NET,
    ORDER_TAX,
    ORDER_FREIGHT,
    ORDER_COST,
    ORDER_REFERENCE,
    ORDER_TRACKING
} column_t;

/* As other systems call them, in small letters and digits only. */
static const char *const NAMES[ORDER_COLUMN_COUNT] = {
    [ORDER_NUMBER] = "order ordernumber number salesordernumber sonumber ordername",
    [ORDER_DATE] = "date orderdate",
    [ORDER_DUE] = "dueon due duedate",
    [ORDER_CUSTOMER] = "customer customerkey customerid resellerkey account accountid",
    [ORDER_CUSTOMER_NAME] = "customername resellername accountname",
    [ORDER_SALESPERSON] = "salesperson salesrep owner employeekey ownerid",
    [ORDER_BRANCH] = "branch territory salesterritorykey region",
    [ORDER_PRODUCT] = "product productcode productkey sku item productid",
    [ORDER_PRODUCT_NAME] = "productname itemname description",
    [ORDER_QUANTITY] = "quantity qty orderquantity orderqty",
    [ORDER_UNIT_PRICE] = "unitprice price",
    [ORDER_DISCOUNT] = "discount discountamount",
    [ORDER_NET] = "net netamount salesamount linetotal amount",
    [ORDER_TAX] = "tax taxamt taxamount",
    [ORDER_FREIGHT] = "freight shipping freightamount",
    [ORDER_COST] = "cost totalproductcost totalcost",
    [ORDER_REFERENCE] = "customerreference customerponumber ponumber",
    [ORDER_TRACKING] = "tracking trackingnumber carriertrackingnumber",
};

static const column_t NEEDED[] = {ORDER_NUMBER, ORDER_DATE, ORDER_CUSTOMER, ORDER_PRODUCT, ORDER_QUANTITY, ORDER_NET};

static bool names_have(const char *names, const char *name) {
    size_t length = strlen(name);
    for (const char *at = names; length > 0 && (at = strstr(at, name)) != NULL; at += length)
        if ((at == names || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0')) return true;
    return false;
}

/* The sheet's columns are renamed to the known one that they are; the first of two counts. */
static void columns_recognise(sheet_t *sheet) {
    bool taken[ORDER_COLUMN_COUNT] = {false};
    for (size_t i = 0; i < sheet->column_count; i++) {
        char *plain = arena_strdup(sheet->context->arena, sheet->names[i]);
        size_t length = 0;
        for (const char *at = plain; *at != '\0'; at++)
            if (isalnum((unsigned char)*at)) plain[length++] = (char)tolower((unsigned char)*at);
        plain[length] = '\0';
        sheet->names[i] = "";
        for (int known = 0; known < ORDER_COLUMN_COUNT; known++) {
            if (taken[known] || !names_have(NAMES[known], plain)) continue;
            taken[known] = true;
            sheet->names[i] = NAMES[known];
            break;
        }
    }
}

static bool column_is_there(const sheet_t *sheet, column_t column) {
    for (size_t i = 0; i < sheet->column_count; i++)
        if (sheet->names[i] == NAMES[column]) return true;
    return false;
}

static bool sheet_step(sheet_t *sheet, bool *at_end) {
    *at_end = !sheet_next(sheet);
    return !problem_is_set(sheet->context->problem);
}

bool csv_order_columns(sheet_t *sheet, bool *at_end) {
    columns_recognise(sheet);
    for (size_t i = 0; i < sizeof NEEDED / sizeof NEEDED[0]; i++)
        if (!column_is_there(sheet, NEEDED[i]))
            return sheet_refuse(sheet, "unknown_columns",
                                "Columns for order, date, customer, product, quantity and net amount are needed.");
    return sheet_step(sheet, at_end);
}

static const char *row_cell(const sheet_t *sheet, arena_t *arena, column_t column) {
    for (size_t i = 0; i < sheet->column_count && i < sheet->row.count; i++)
        if (sheet->names[i] == NAMES[column]) return text_trim(arena, sheet->row.cells[i]);
    return "";
}

bool csv_order_read(sheet_t *sheet, arena_t *arena, csv_order_t *out, bool *at_end) {
    size_t capacity = 16;
    *out = (csv_order_t){.number = row_cell(sheet, arena, ORDER_NUMBER),
                         .line = sheet->row.line,
                         .rows = ARENA_ARRAY(arena, csv_order_row_t, capacity)};
    while (!*at_end && text_equal(row_cell(sheet, arena, ORDER_NUMBER), out->number)) {
        if (out->row_count == ORDER_ROWS) return sheet_refuse(sheet, "too_many", "An order has at most 1,000 lines.");
        if (out->row_count == capacity) {
            csv_order_row_t *rows = ARENA_ARRAY(arena, csv_order_row_t, capacity * 2);
            memcpy(rows, out->rows, capacity * sizeof *rows);
            out->rows = rows;
            capacity *= 2;
        }
        csv_order_row_t *row = &out->rows[out->row_count++];
        for (int i = 0; i < ORDER_COLUMN_COUNT; i++) row->cells[i] = row_cell(sheet, arena, (column_t)i);
        if (!sheet_step(sheet, at_end)) return false;
    }
    return true;
}

typedef struct writing {
    context_t *context;
    const csv_order_t *order;
    const currency_t *currency;
    order_request_t request;
    int64_t *costs;
    int64_t freight;
} writing_t;

static const char *cell(const writing_t *writing, size_t row, column_t column) {
    return writing->order->rows[row].cells[column];
}

static bool refuse(const writing_t *writing, size_t row, const char *what, const char *text) {
    return problem_add_field(writing->context->problem, "row", "bad_value", "Line %lld: \"%s\" is no %s.",
                             (long long)(writing->order->line + (int64_t)row), text, what);
}

/* Sums of other systems carry the noise of binary numbers: read to four digits first, then to cents. */
static bool money_cell(const writing_t *writing, size_t row, column_t column, int64_t *out) {
    enum { SOURCE_SCALE = 4 };
    const char *text = cell(writing, row, column);
    int64_t value = 0;
    *out = 0;
    if (*text == '\0') return true;
    if (decimal_parse_rounded(text, SOURCE_SCALE, &value) != DECIMAL_OK) return refuse(writing, row, "amount", text);
    return decimal_rescale(value, SOURCE_SCALE, writing->currency->exponent, out) ||
           refuse(writing, row, "amount", text);
}

/* A time behind the day is left out. */
static bool date_cell(const writing_t *writing, column_t column, const char **out) {
    const char *text = cell(writing, 0, column);
    date_t date;
    *out = NULL;
    if (*text == '\0') return true;
    *out = arena_strndup(writing->context->arena, text, 10);
    return date_parse(*out, &date) || refuse(writing, 0, "date such as 2026-03-31", text);
}

static const char SQL_PRODUCT[] = "SELECT id FROM product WHERE lower(code) = $1 AND archived_at IS NULL";
static const char SQL_ACCOUNT[] =
    "SELECT id FROM account WHERE lower(name) = $1 AND archived_at IS NULL ORDER BY id LIMIT 1";
static const char SQL_USER[] =
    "SELECT id FROM app_user WHERE (lower(name) = $1 OR lower(email) = $1) AND archived_at IS NULL ORDER BY id LIMIT 1";
static const char SQL_BRANCH[] =
    "SELECT id FROM branch WHERE (lower(name) = $1 OR lower(code) = $1) AND archived_at IS NULL ORDER BY id LIMIT 1";

/* By the key of the other system, by name or code, or made: the next import of these records fills in the rest. */
static bool find_or_make(writing_t *writing, const record_type_t *type, const char *sql, const char *key,
                         record_t *input, int64_t *id) {
    context_t *context = writing->context;
    record_t *made = NULL;
    *id = 0;
    if (*key == '\0') return true;
    if (!csv_key_find(context, type, key, id)) return false;
    if (*id != 0 || store_get_int(context->tx, id, sql, "t", text_lower(context->arena, key))) return true;
    if (!context_done(context) || !record_create(context, input, &made)) return false;
    *id = made->id;
    return csv_key_add(context, type, key, made->id);
}

static record_t *named(writing_t *writing, const record_type_t *type, const char *name, const char *otherwise) {
    record_t *record = record_new(writing->context->arena, type);
    record_set_text(record, "name", *name != '\0' ? name : otherwise);
    return record;
}

static bool take_people(writing_t *writing) {
    sale_t *sale = &writing->request.sale;
    const char *customer = cell(writing, 0, ORDER_CUSTOMER), *seller = cell(writing, 0, ORDER_SALESPERSON);
    const char *branch = cell(writing, 0, ORDER_BRANCH);
    record_t *account = named(writing, &ACCOUNT, cell(writing, 0, ORDER_CUSTOMER_NAME), customer);
    record_t *user = named(writing, &USER, "", seller);
    record_set_text(account, "status", "customer");
    record_set_text(account, "currency", writing->currency->code);
    record_set_text(user, "role", "representative");
    record_set_number(user, "active", 0);
    if (*customer == '\0') return refuse(writing, 0, "customer", "");
    return find_or_make(writing, &USER, SQL_USER, seller, user, &sale->owner_id) &&
           find_or_make(writing, &BRANCH, SQL_BRANCH, branch, named(writing, &BRANCH, "", branch), &sale->branch_id) &&
           find_or_make(writing, &ACCOUNT, SQL_ACCOUNT, customer, account, &sale->account_id);
}

static bool take_line(writing_t *writing, size_t row) {
    context_t *context = writing->context;
    sale_line_t *line = &writing->request.sale.lines[row];
    const char *product = cell(writing, row, ORDER_PRODUCT), *name = cell(writing, row, ORDER_PRODUCT_NAME);
    record_t *made = named(writing, &PRODUCT, name, product);
    int64_t freight = 0, cost = 0;
    record_set_text(made, "code", product);
    record_set_text(made, "currency", writing->currency->code);
    *line = (sale_line_t){.kind = "item", .description = *name != '\0' ? name : product};
    if (*product == '\0') return refuse(writing, row, "product", "");
    const char *quantity = cell(writing, row, ORDER_QUANTITY), *price = cell(writing, row, ORDER_UNIT_PRICE);
    if (decimal_parse_rounded(quantity, QUANTITY_SCALE, &line->quantity) != DECIMAL_OK || line->quantity <= 0)
        return refuse(writing, row, "quantity above 0", quantity);
    if (*price != '\0' && decimal_parse_rounded(price, PRICE_SCALE, &line->unit_price) != DECIMAL_OK)
        return refuse(writing, row, "price", price);
    if (!find_or_make(writing, &PRODUCT, SQL_PRODUCT, product, made, &line->product_id) ||
        !money_cell(writing, row, ORDER_DISCOUNT, &line->discount) ||
        !money_cell(writing, row, ORDER_NET, &line->net) || !money_cell(writing, row, ORDER_TAX, &line->tax) ||
        !money_cell(writing, row, ORDER_FREIGHT, &freight) || !money_cell(writing, row, ORDER_COST, &cost))
        return false;
    line->gross = line->net + line->discount;
    line->cost = cost;
    writing->costs[row] = cost;
    writing->freight += freight;
    return context_done(context);
}

static bool take_lines(writing_t *writing) {
    const csv_order_t *order = writing->order;
    sale_t *sale = &writing->request.sale;
    sale->lines = ARENA_ARRAY(writing->context->arena, sale_line_t, order->row_count + 1);
    writing->costs = ARENA_ARRAY(writing->context->arena, int64_t, order->row_count + 1);
    for (size_t i = 0; i < order->row_count; i++)
        if (!take_line(writing, i)) return false;
    sale->line_count = order->row_count;
    if (writing->freight != 0)
        sale->lines[sale->line_count++] = (sale_line_t){.kind = "freight",
                                                        .description = "Freight",
                                                        .quantity = 1000,
                                                        .gross = writing->freight,
                                                        .net = writing->freight};
    sale_total(sale);
    return true;
}

static const char SQL_KNOWN[] = "SELECT id FROM sales_order WHERE number = $1";

static const char *cell_or_null(const writing_t *writing, column_t column) {
    const char *text = cell(writing, 0, column);
    return *text != '\0' ? text : NULL;
}

bool csv_order_write(context_t *context, const csv_order_t *order, bool *known) {
    writing_t writing = {.context = context, .order = order, .currency = currency_find(order->currency)};
    sale_t *sale = &writing.request.sale;
    const char *due = NULL;
    int64_t id = 0;
    order_outcome_t outcome;
    ledger_t ledger;
    *known = store_get_int(context->tx, &id, SQL_KNOWN, "t", order->number);
    if (*known || !context_done(context)) return *known;
    if (!date_cell(&writing, ORDER_DATE, &sale->date) || !date_cell(&writing, ORDER_DUE, &due)) return false;
    if (sale->date == NULL) return refuse(&writing, 0, "date", "");
    if (!ledger_load(context, &ledger) || !ledger_check_date(context, &ledger, sale->date, false)) return false;
    sale->currency = writing.currency;
    writing.request.number = order->number;
    writing.request.historic = true;
    writing.request.customer_reference = cell_or_null(&writing, ORDER_REFERENCE);
    if (!take_people(&writing) || !take_lines(&writing) || !order_create(context, &writing.request, &id)) return false;
    const delivery_request_t delivery = {
        .date = sale->date, .tracking = cell_or_null(&writing, ORDER_TRACKING), .costs_book = writing.costs};
    const char *paid = order->paid_when_due ? (due != NULL ? due : sale->date) : NULL;
    return order_record_history(context, id, &delivery, due != NULL ? due : sale->date, paid, &outcome);
}
