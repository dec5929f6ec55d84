#include "trade/stock.h"

#include "base/text.h"
#include "catalogue/record.h"
#include "trade/amount.h"
#include "trade/price.h"

/* clang-format off */
static const field_t FIELDS[] = {
    {.name = "name", .type = FIELD_TEXT, .label = {"Name", "名称"},
     .flags = FIELD_REQUIRED | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "code", .type = FIELD_TEXT, .label = {"Code", "编码"}, .max_length = 30,
     .flags = FIELD_UNIQUE | FIELD_SEARCHABLE | FIELD_LISTED | FIELD_QUICK},
    {.name = "branch", .column = "branch_id", .type = FIELD_REFERENCE, .label = {"Branch", "分支机构"}, .target = "branch",
     .flags = FIELD_LISTED | FIELD_GROUPABLE | FIELD_QUICK},
    {.name = "active", .type = FIELD_YES_NO, .label = {"In use", "使用中"}, .initial = "true",
     .flags = FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "description", .type = FIELD_LONG_TEXT, .label = {"Description", "说明"}},
};
/* clang-format on */

const record_type_t STOCK_LOCATION = {
    .name = "stock_location",
    .plural = "stock_locations",
    .table = "stock_location",
    .label = {"Stock location", "库位"},
    .label_plural = {"Stock locations", "库位"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "name",
    .subtitle = "code",
    .default_sort = "name",
    .policy = POLICY_OFFER,
    .write = record_write_plain,
};

typedef struct level {
    int64_t quantity, reserved, value_book;
} level_t;

static const char SQL_LEVEL[] =
    "SELECT quantity, reserved, value_book FROM stock_level WHERE product_id = $1 AND location_id = $2";

static bool level_load(context_t *context, int64_t product_id, int64_t location_id, level_t *out) {
    *out = (level_t){0};
    store_statement_t *row = store_query(context->tx, SQL_LEVEL, "ii", product_id, location_id);
    if (store_step(row)) *out = (level_t){store_column_int(row, 0), store_column_int(row, 1), store_column_int(row, 2)};
    return store_end(row) || context_done(context);
}

static const char SQL_CHANGE[] =
    "INSERT INTO stock_level (product_id, location_id, quantity, reserved, value_book) VALUES ($1, $2, $3, $4, $5) "
    "ON CONFLICT (product_id, location_id) DO UPDATE SET quantity = stock_level.quantity + excluded.quantity, "
    "reserved = stock_level.reserved + excluded.reserved, value_book = stock_level.value_book + excluded.value_book";

static bool level_change(context_t *context, int64_t product_id, int64_t location_id, const level_t *change) {
    store_run(context->tx, NULL, SQL_CHANGE, "iiiii", product_id, location_id, change->quantity, change->reserved,
              change->value_book);
    return context_done(context);
}

static const char SQL_MOVE[] =
    "INSERT INTO stock_move (kind, product_id, location_id, date, quantity, value_book, document_type, document_id, note, "
    "at, by_user_id) VALUES ($1, $2, $3, $4, $5, $6, $7, nullif(CAST($8 AS BIGINT), 0), $9, $10, "
    "nullif(CAST($11 AS BIGINT), 0)) RETURNING id";

static bool move_write(context_t *context, const stock_movement_t *movement, int64_t sign, int64_t value_book,
                       int64_t *move_id) {
    bool written = store_get_int(context->tx, move_id, SQL_MOVE, "tiitiititii", movement->kind, movement->product_id,
                                 movement->location_id, movement->date, sign * movement->quantity, sign * value_book,
                                 movement->document_type, movement->document_id, movement->note, context->now,
                                 context->actor->user_id);
    return written && context_done(context);
}

static const char SQL_LAYERS[] =
    "SELECT id, quantity_left, value_left_book FROM stock_layer WHERE product_id = $1 AND location_id = $2 "
    "AND quantity_left > 0 ORDER BY date, id";
static const char SQL_LAYER_TAKE[] =
    "UPDATE stock_layer SET quantity_left = quantity_left - $1, "
    "value_left_book = value_left_book - $2 WHERE id = $3";

typedef struct layer {
    int64_t id, quantity, value_book;
} layer_t;

/* Layers are used up oldest first whichever way the product is counted; what they say counts with first in, first
 * out only. The last unit of a layer takes what rounding left of its value. */
static bool layers_take(context_t *context, const stock_movement_t *movement, int64_t *value_book) {
    enum { LAYERS = 1000 };
    layer_t *layers = ARENA_ARRAY(context->arena, layer_t, LAYERS);
    size_t count = 0;
    int64_t wanted = movement->quantity;
    store_statement_t *rows = store_query(context->tx, SQL_LAYERS, "ii", movement->product_id, movement->location_id);
    for (int64_t found = 0; found < wanted && count < LAYERS && store_step(rows); count++) {
        layers[count] = (layer_t){store_column_int(rows, 0), store_column_int(rows, 1), store_column_int(rows, 2)};
        found += layers[count].quantity;
    }
    if (!store_end(rows)) return context_done(context);
    *value_book = 0;
    for (size_t i = 0; i < count && wanted > 0; i++) {
        int64_t taken = layers[i].quantity < wanted ? layers[i].quantity : wanted;
        int64_t value = amount_share(layers[i].value_book, taken, layers[i].quantity);
        store_run(context->tx, NULL, SQL_LAYER_TAKE, "iii", taken, value, layers[i].id);
        *value_book += value;
        wanted -= taken;
    }
    return context_done(context);
}

static const char SQL_METHOD[] = "SELECT coalesce(cost_method, 'average') FROM product WHERE id = $1";

bool stock_issue(context_t *context, const stock_movement_t *movement, const char *field, int64_t *value_book,
                 int64_t *move_id) {
    level_t level;
    int64_t layered = 0;
    if (!level_load(context, movement->product_id, movement->location_id, &level)) return false;
    int64_t available = level.quantity - level.reserved;
    if (movement->quantity > available)
        return problem_add_field(context->problem, field, "not_in_stock",
                                 "Only %s is free at this location: %s there, %s promised to other orders.",
                                 decimal_format(context->arena, available > 0 ? available : 0, QUANTITY_SCALE, false),
                                 decimal_format(context->arena, level.quantity, QUANTITY_SCALE, false),
                                 decimal_format(context->arena, level.reserved, QUANTITY_SCALE, false));
    const char *method = store_get_text(context->tx, context->arena, SQL_METHOD, "i", movement->product_id);
    if (!layers_take(context, movement, &layered)) return false;
    *value_book = amount_share(level.value_book, movement->quantity, level.quantity);
    if (text_equal(method, "fifo")) *value_book = layered;
    const level_t change = {.quantity = -movement->quantity, .value_book = -*value_book};
    return level_change(context, movement->product_id, movement->location_id, &change) &&
           move_write(context, movement, -1, *value_book, move_id);
}

static const char SQL_LAYER[] =
    "INSERT INTO stock_layer (product_id, location_id, date, quantity_left, value_left_book) "
    "VALUES ($1, $2, $3, $4, $5)";

bool stock_receive(context_t *context, const stock_movement_t *movement, int64_t value_book, int64_t *move_id) {
    const level_t change = {.quantity = movement->quantity, .value_book = value_book};
    store_run(context->tx, NULL, SQL_LAYER, "iitii", movement->product_id, movement->location_id, movement->date,
              movement->quantity, value_book);
    return level_change(context, movement->product_id, movement->location_id, &change) &&
           move_write(context, movement, 1, value_book, move_id);
}

static const char SQL_ENTRY[] = "UPDATE stock_move SET entry_id = $1 WHERE id = $2";

bool stock_tell_entry(context_t *context, int64_t move_id, int64_t entry_id) {
    store_run(context->tx, NULL, SQL_ENTRY, "ii", entry_id, move_id);
    return context_done(context);
}

bool stock_reserve(context_t *context, int64_t product_id, int64_t location_id, int64_t quantity, int64_t *reserved) {
    level_t level;
    if (!level_load(context, product_id, location_id, &level)) return false;
    int64_t available = level.quantity - level.reserved;
    *reserved = quantity;
    if (quantity > 0 && quantity > available) *reserved = available > 0 ? available : 0;
    if (quantity < 0 && -quantity > level.reserved) *reserved = -level.reserved;
    if (*reserved == 0) return true;
    const level_t change = {.reserved = *reserved};
    return level_change(context, product_id, location_id, &change);
}

static const char SQL_OF_BRANCH[] =
    "SELECT id FROM stock_location WHERE archived_at IS NULL AND active = 1 "
    "ORDER BY CASE WHEN branch_id = $1 THEN 0 ELSE 1 END, id LIMIT 1";

bool stock_default_location(context_t *context, int64_t branch_id, int64_t *out) {
    if (store_get_int(context->tx, out, SQL_OF_BRANCH, "i", branch_id)) return true;
    if (!context_done(context)) return false;
    const bool zh = text_equal(context->actor->locale, "zh");
    static const char SQL_MAKE[] =
        "INSERT INTO stock_location (created_at, updated_at, name, active) VALUES ($1, $1, $2, 1) RETURNING id";
    return store_get_int(context->tx, out, SQL_MAKE, "it", context->now, zh ? "主仓库" : "Main stock") ||
           context_done(context);
}
