#include "trade/stock_action.h"

#include "base/text.h"
#include "trade/body.h"
#include "trade/posting.h"
#include "trade/price.h"
#include "trade/stock.h"

/* One action under way: its body, its posting, and the moves that the entry is told to. */
typedef struct action {
    context_t *context;
    body_t body;
    posting_t posting;
    const char *kind, *note;
    int64_t location_id;
    size_t line_count;
    int64_t *moves;
    size_t move_count;
} action_t;

static bool action_check_keeper(context_t *context) {
    role_t role = context->actor->role;
    if (role == ROLE_ADMINISTRATOR || role == ROLE_MANAGER || role == ROLE_FINANCE) return true;
    return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                       "Administrators, managers and finance keep the stock.");
}

static const char SQL_LOCATION[] = "SELECT id FROM stock_location WHERE id = $1 AND archived_at IS NULL";
static const char SQL_BRANCH[] = "SELECT coalesce(branch_id, 0) FROM stock_location WHERE id = $1";
static const char SQL_BOOK[] = "SELECT currency FROM ledger WHERE id = 1";

static bool action_read_location(const action_t *action, const char *name, int64_t *out) {
    context_t *context = action->context;
    int64_t id = 0;
    if (!body_id(&action->body, name, out)) return false;
    if (*out == 0 && !stock_default_location(context, 0, out)) return false;
    if (store_get_int(context->tx, &id, SQL_LOCATION, "i", *out)) return true;
    return context_done(context) && body_refuse(&action->body, name, "not_found", "There is no such stock location.");
}

/* Lines of the entry stand for the branch whose stock moves. */
static bool action_of_location(action_t *action, int64_t location_id) {
    return store_get_int(action->context->tx, &action->posting.about.branch_id, SQL_BRANCH, "i", location_id) ||
           context_done(action->context);
}

static bool action_begin(action_t *action, context_t *context, json_t *body, const char *kind) {
    const char *date = context_today(context);
    *action = (action_t){.context = context, .body = body_of(context, body), .kind = kind};
    const char *book = store_get_text(context->tx, context->arena, SQL_BOOK, "");
    if (!action_check_keeper(context) || !body_date(&action->body, "date", &date) ||
        !body_text(&action->body, "note", 500, &action->note) ||
        !body_array(&action->body, "lines", STOCK_LINES, &action->line_count) ||
        !posting_begin(context, book != NULL ? book : "USD", date, &action->posting))
        return false;
    if (action->line_count == 0) return body_refuse(&action->body, "lines", "required", "Add at least one line.");
    action->moves = ARENA_ARRAY(context->arena, int64_t, 2 * action->line_count + 1);
    action->posting.entry.kind = "stock";
    action->posting.entry.series = JOURNAL_OF_STOCK;
    return true;
}

static bool action_finish(action_t *action, const char *title, stock_outcome_t *out) {
    context_t *context = action->context;
    if (problem_is_set(context->problem)) return false;
    action->posting.entry.description =
        action->note != NULL ? arena_printf(context->arena, "%s · %s", title, action->note) : title;
    *out = (stock_outcome_t){.moves = action->move_count};
    if (!posting_post(&action->posting, &out->entry_id)) return false;
    for (size_t i = 0; i < action->move_count && out->entry_id != 0; i++)
        if (!stock_tell_entry(context, action->moves[i], out->entry_id)) return false;
    return context_done(context);
}

static const char SQL_PRODUCT[] = "SELECT stocked FROM product WHERE id = $1 AND archived_at IS NULL";

static bool line_read_product(const body_t *line, int64_t *product_id) {
    int64_t stocked = 0;
    if (!body_id(line, "product", product_id)) return false;
    if (*product_id == 0) return body_refuse(line, "product", "required", "Choose the product.");
    if (!store_get_int(line->context->tx, &stocked, SQL_PRODUCT, "i", *product_id))
        return context_done(line->context) && body_refuse(line, "product", "not_found", "There is no such product.");
    return stocked != 0 || body_refuse(line, "product", "not_stocked", "This product is not kept in stock.");
}

static bool line_read_quantity(const body_t *line, int64_t *quantity) {
    if (!body_decimal(line, "quantity", QUANTITY_SCALE, quantity)) return false;
    return *quantity > 0 || body_refuse(line, "quantity", "out_of_range", "Give a quantity above 0.");
}

static stock_movement_t line_movement(const action_t *action, int64_t product_id, int64_t location_id,
                                      int64_t quantity) {
    return (stock_movement_t){.kind = action->kind,
                              .product_id = product_id,
                              .location_id = location_id,
                              .quantity = quantity,
                              .date = action->posting.entry.date,
                              .note = action->note};
}

static bool line_issue(action_t *action, const body_t *line, const stock_movement_t *movement, int64_t *value) {
    const char *field = arena_printf(action->context->arena, "%squantity", line->path);
    return stock_issue(action->context, movement, field, value, &action->moves[action->move_count++]);
}

/* A unit cost has more digits than cents have: it is multiplied first and rounded once. */
static bool line_read_value(const action_t *action, const body_t *line, int64_t quantity, int64_t *value) {
    int64_t unit_cost = -1;
    *value = -1;
    if (!body_money(line, "value", action->posting.book, value) ||
        !body_decimal(line, "unit_cost", PRICE_SCALE, &unit_cost))
        return false;
    if (*value < 0 && unit_cost >= 0 && !amount_extend(quantity, unit_cost, action->posting.book, value))
        return body_refuse(line, "unit_cost", "too_large", "This is too large.");
    return *value >= 0 || body_refuse(line, "unit_cost", "required", "Give what one costs, or what all of it cost.");
}

static bool take_in_line(action_t *action, size_t index, int64_t ledger_account_id) {
    body_t line = body_element(&action->body, "lines", index);
    int64_t product_id = 0, quantity = 0, value = 0;
    if (!line_read_product(&line, &product_id) || !line_read_quantity(&line, &quantity) ||
        !line_read_value(action, &line, quantity, &value))
        return false;
    const stock_movement_t movement = line_movement(action, product_id, action->location_id, quantity);
    if (!stock_receive(action->context, &movement, value, &action->moves[action->move_count++]) ||
        !posting_add_book(&action->posting, "inventory", product_id, value))
        return false;
    if (ledger_account_id != 0) return posting_add_account(&action->posting, ledger_account_id, -value, -value);
    return posting_add_book(&action->posting, "payable", 0, -value);
}

bool stock_take_in(context_t *context, json_t *body, stock_outcome_t *out) {
    action_t action;
    int64_t ledger_account_id = 0;
    if (!action_begin(&action, context, body, "receipt") ||
        !action_read_location(&action, "location", &action.location_id) ||
        !body_id(&action.body, "ledger_account", &ledger_account_id) ||
        !action_of_location(&action, action.location_id))
        return false;
    for (size_t i = 0; i < action.line_count; i++) take_in_line(&action, i, ledger_account_id);
    return action_finish(&action, "Goods in", out);
}

static const char SQL_LEVEL[] =
    "SELECT quantity, value_book FROM stock_level WHERE product_id = $1 AND location_id = $2";
static const char SQL_COST[] = "SELECT coalesce(cost, 0) FROM product WHERE id = $1 AND currency = $2";

/* What is found is worth what the rest is worth, else what the product is said to cost. */
static bool found_value(const action_t *action, int64_t product_id, int64_t quantity, int64_t there, int64_t value,
                        int64_t *out) {
    int64_t cost = 0;
    if (there > 0) {
        *out = amount_share(value, quantity, there);
        return true;
    }
    store_get_int(action->context->tx, &cost, SQL_COST, "it", product_id, action->posting.book->code);
    *out = amount_share(cost, quantity, 1000);
    return context_done(action->context);
}

static bool count_line(action_t *action, size_t index) {
    context_t *context = action->context;
    body_t line = body_element(&action->body, "lines", index);
    int64_t product_id = 0, counted = -1, there = 0, value = 0, moved = 0;
    if (!line_read_product(&line, &product_id) || !body_decimal(&line, "counted", QUANTITY_SCALE, &counted))
        return false;
    if (counted < 0) return body_refuse(&line, "counted", "out_of_range", "Give how many there are, 0 or more.");
    store_statement_t *row = store_query(context->tx, SQL_LEVEL, "ii", product_id, action->location_id);
    if (store_step(row)) {
        there = store_column_int(row, 0);
        value = store_column_int(row, 1);
    }
    if (!store_end(row)) return context_done(context);
    int64_t difference = counted - there;
    if (difference == 0) return true;
    stock_movement_t movement =
        line_movement(action, product_id, action->location_id, difference > 0 ? difference : -difference);
    if (difference > 0) {
        if (!found_value(action, product_id, difference, there, value, &moved) ||
            !stock_receive(context, &movement, moved, &action->moves[action->move_count++]))
            return false;
    } else {
        const char *field = arena_printf(context->arena, "%scounted", line.path);
        if (!stock_issue(context, &movement, field, &moved, &action->moves[action->move_count++])) return false;
        moved = -moved;
    }
    return posting_add_book(&action->posting, "inventory", product_id, moved) &&
           posting_add_book(&action->posting, "stock_adjustment", product_id, -moved);
}

bool stock_count(context_t *context, json_t *body, stock_outcome_t *out) {
    action_t action;
    if (!action_begin(&action, context, body, "count") ||
        !action_read_location(&action, "location", &action.location_id) ||
        !action_of_location(&action, action.location_id))
        return false;
    for (size_t i = 0; i < action.line_count; i++) count_line(&action, i);
    return action_finish(&action, "Stock count", out);
}

static bool transfer_line(action_t *action, size_t index, int64_t to) {
    body_t line = body_element(&action->body, "lines", index);
    int64_t product_id = 0, quantity = 0, value = 0;
    if (!line_read_product(&line, &product_id) || !line_read_quantity(&line, &quantity)) return false;
    const stock_movement_t out = line_movement(action, product_id, action->location_id, quantity);
    const stock_movement_t in = line_movement(action, product_id, to, quantity);
    return line_issue(action, &line, &out, &value) && action_of_location(action, action->location_id) &&
           posting_add_book(&action->posting, "inventory", product_id, -value) &&
           stock_receive(action->context, &in, value, &action->moves[action->move_count++]) &&
           action_of_location(action, to) && posting_add_book(&action->posting, "inventory", product_id, value);
}

bool stock_transfer(context_t *context, json_t *body, stock_outcome_t *out) {
    action_t action;
    int64_t to = 0;
    if (!action_begin(&action, context, body, "transfer") ||
        !action_read_location(&action, "from", &action.location_id) || !action_read_location(&action, "to", &to))
        return false;
    if (to == action.location_id) return body_refuse(&action.body, "to", "same_place", "Choose another location.");
    for (size_t i = 0; i < action.line_count; i++) transfer_line(&action, i, to);
    return action_finish(&action, "Transfer", out);
}

static bool scrap_line(action_t *action, size_t index) {
    body_t line = body_element(&action->body, "lines", index);
    int64_t product_id = 0, quantity = 0, value = 0;
    if (!line_read_product(&line, &product_id) || !line_read_quantity(&line, &quantity)) return false;
    const stock_movement_t movement = line_movement(action, product_id, action->location_id, quantity);
    return line_issue(action, &line, &movement, &value) &&
           posting_add_book(&action->posting, "stock_adjustment", product_id, value) &&
           posting_add_book(&action->posting, "inventory", product_id, -value);
}

bool stock_scrap(context_t *context, json_t *body, stock_outcome_t *out) {
    action_t action;
    if (!action_begin(&action, context, body, "scrap") ||
        !action_read_location(&action, "location", &action.location_id) ||
        !action_of_location(&action, action.location_id))
        return false;
    for (size_t i = 0; i < action.line_count; i++) scrap_line(&action, i);
    return action_finish(&action, "Scrapped", out);
}

static const char SQL_NUMBER[] = "SELECT number FROM journal_entry WHERE id = $1";

bool stock_outcome_write(context_t *context, const stock_outcome_t *outcome, json_writer_t *writer) {
    json_write_object(writer, NULL);
    if (outcome->entry_id != 0) {
        json_write_object(writer, "entry");
        json_write_int(writer, "id", outcome->entry_id);
        json_write_text(writer, "number",
                        store_get_text(context->tx, context->arena, SQL_NUMBER, "i", outcome->entry_id));
        json_write_close(writer);
    } else {
        json_write_null(writer, "entry");
    }
    json_write_int(writer, "moves", (int64_t)outcome->moves);
    json_write_close(writer);
    return context_done(context);
}
