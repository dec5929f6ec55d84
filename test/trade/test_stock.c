/* Stock: what goods cost that leave, by their moving average or the oldest first, and, over random receipts, sales,
 * counts, transfers and scrap, that what lies there and what it is worth is what the books say. On either engine. */
#include "base/text.h"
#include "support/cmocka.h"
#include "support/store_fixture.h"
#include "support/trade_book.h"
#include "trade/stock_action.h"

typedef bool (*stock_act_t)(context_t *context, json_t *body, stock_outcome_t *out);

typedef struct stock_book {
    trade_book_t trade;
    int64_t fifo, far; /* a product whose oldest pieces leave first; a location of another branch */
} stock_book_t;

static stock_book_t stock_book_open(context_t *context) {
    stock_book_t book = {.trade = trade_book_open(context)};
    int64_t branch = book_add(context, "branch", "{\"name\": \"Hill office\"}")->id;
    book.far = book_add(context, "stock_location",
                        arena_printf(context->arena, "{\"name\": \"Hill store\", \"branch\": %d}", (int)branch))
                   ->id;
    book.fifo = book_add(context, "product",
                         "{\"name\": \"Cask\", \"price\": \"40.00\", \"currency\": \"SGD\", \"stocked\": true, "
                         "\"cost_method\": \"fifo\"}")
                    ->id;
    return book;
}

/* Takes over the body, and gives the entry. */
static int64_t done(stock_book_t *book, stock_act_t act, json_t *body) {
    stock_outcome_t outcome;
    if (!act(book->trade.context, body, &outcome)) fail_msg("refused: %s", book_forget(book->trade.context));
    json_decref(body);
    return outcome.entry_id;
}

static const char *refused(stock_book_t *book, stock_act_t act, json_t *body) {
    stock_outcome_t outcome;
    assert_false(act(book->trade.context, body, &outcome));
    json_decref(body);
    return book_forget(book->trade.context);
}

static json_t *goods(stock_book_t *book, int64_t product, const char *more) {
    return trade_book_json(book->trade.context,
                           "{\"date\": \"2026-03-02\", \"location\": %d, \"lines\": [{\"product\": %d, %s}]}",
                           (int)book->trade.location, (int)product, more);
}

static json_t *moved(stock_book_t *book, int64_t product, int64_t to, const char *quantity) {
    return trade_book_json(book->trade.context,
                           "{\"date\": \"2026-03-02\", \"from\": %d, \"to\": %d, \"lines\": [{\"product\": %d, "
                           "\"quantity\": \"%s\"}]}",
                           (int)(to == book->far ? book->trade.location : book->far), (int)to, (int)product, quantity);
}

static void receive_twice(stock_book_t *book, int64_t product) {
    done(book, stock_take_in, goods(book, product, "\"quantity\": \"10\", \"unit_cost\": \"2\""));
    done(book, stock_take_in, goods(book, product, "\"quantity\": \"10\", \"unit_cost\": \"3\""));
}

static void oldest_first(context_t *context) {
    stock_book_t book = stock_book_open(context);
    receive_twice(&book, book.fifo);
    int64_t entry = done(&book, stock_scrap, goods(&book, book.fifo, "\"quantity\": \"15\""));
    assert_string_equal(trade_book_entry(&book.trade, entry), "stock_adjustment 35.00, inventory -35.00");
    trade_book_check(&book.trade);
}

static void at_average(context_t *context) {
    stock_book_t book = stock_book_open(context);
    receive_twice(&book, book.trade.goods);
    int64_t entry = done(&book, stock_scrap, goods(&book, book.trade.goods, "\"quantity\": \"15\""));
    assert_string_equal(trade_book_entry(&book.trade, entry), "stock_adjustment 37.50, inventory -37.50");
    trade_book_check(&book.trade);
}

static void last_takes_the_rest(context_t *context) {
    stock_book_t book = stock_book_open(context);
    done(&book, stock_take_in, goods(&book, book.trade.goods, "\"quantity\": \"3\", \"value\": \"10.00\""));
    int64_t first = done(&book, stock_scrap, goods(&book, book.trade.goods, "\"quantity\": \"1\""));
    int64_t last = done(&book, stock_scrap, goods(&book, book.trade.goods, "\"quantity\": \"2\""));
    assert_string_equal(trade_book_entry(&book.trade, first), "stock_adjustment 3.33, inventory -3.33");
    assert_string_equal(trade_book_entry(&book.trade, last), "stock_adjustment 6.67, inventory -6.67");
    trade_book_check(&book.trade);
}

static void counted(context_t *context) {
    stock_book_t book = stock_book_open(context);
    receive_twice(&book, book.trade.goods);
    int64_t less = done(&book, stock_count, goods(&book, book.trade.goods, "\"counted\": \"18\""));
    assert_string_equal(trade_book_entry(&book.trade, less), "inventory -5.00, stock_adjustment 5.00");
    int64_t more = done(&book, stock_count, goods(&book, book.trade.goods, "\"counted\": \"20\""));
    assert_string_equal(trade_book_entry(&book.trade, more), "inventory 5.00, stock_adjustment -5.00");
    assert_int_equal(done(&book, stock_count, goods(&book, book.trade.goods, "\"counted\": \"20\"")), 0);
    trade_book_check(&book.trade);
}

static void refusals(context_t *context) {
    stock_book_t book = stock_book_open(context);
    receive_twice(&book, book.trade.goods);
    assert_string_equal(refused(&book, stock_scrap, goods(&book, book.trade.goods, "\"quantity\": \"21\"")),
                        "not_in_stock");
    assert_string_equal(refused(&book, stock_scrap, goods(&book, book.trade.service, "\"quantity\": \"1\"")),
                        "not_stocked");
    assert_string_equal(refused(&book, stock_take_in, goods(&book, book.trade.goods, "\"quantity\": \"0\"")),
                        "out_of_range");
    assert_string_equal(refused(&book, stock_take_in, goods(&book, book.trade.goods, "\"quantity\": \"1\"")),
                        "required");
}

enum { STEPS = 60, PLACES = 2, PRODUCTS = 2 };

typedef struct walk {
    stock_book_t book;
    uint64_t state;
    int64_t there[PRODUCTS][PLACES]; /* whole pieces, as the test counts them */
} walk_t;

static int64_t pick(walk_t *walk, int64_t below) {
    walk->state ^= walk->state << 13;
    walk->state ^= walk->state >> 7;
    walk->state ^= walk->state << 17;
    return (int64_t)(walk->state % (uint64_t)below);
}

static json_t *walk_goods(walk_t *walk, int64_t place, int64_t product, const char *more) {
    const int64_t places[] = {walk->book.trade.location, walk->book.far};
    return trade_book_json(walk->book.trade.context,
                           "{\"date\": \"2026-03-02\", \"location\": %d, \"lines\": [{\"product\": %d, %s}]}",
                           (int)places[place], (int)product, more);
}

/* Sold from the first place, whose quantity the order reserves before it is delivered. */
static void walk_sell(walk_t *walk, int64_t product, int64_t quantity) {
    arena_t *arena = walk->book.trade.context->arena;
    const char *line = arena_printf(arena, "{\"product\": %d, \"quantity\": \"%d\", \"unit_price\": \"50\"}",
                                    (int)product, (int)quantity);
    int64_t order = trade_book_order(&walk->book.trade, "2026-03-02", line,
                                     arena_printf(arena, ", \"location\": %d", (int)walk->book.trade.location));
    trade_book_deliver(&walk->book.trade, order, "2026-03-02", true);
}

static void walk_step(walk_t *walk) {
    arena_t *arena = walk->book.trade.context->arena;
    const int64_t products[] = {walk->book.trade.goods, walk->book.fifo};
    int64_t which = pick(walk, PRODUCTS), place = pick(walk, PLACES), product = products[which];
    int64_t *there = &walk->there[which][place];
    int64_t some = *there > 0 ? 1 + pick(walk, *there) : 0, many = 1 + pick(walk, 20);
    const char *quantity = arena_printf(arena, "\"quantity\": \"%d\"", (int)some);
    int64_t act = *there == 0 ? 0 : pick(walk, 6);
    if (act <= 1) {
        done(&walk->book, stock_take_in,
             walk_goods(walk, place, product,
                        arena_printf(arena, "\"quantity\": \"%d\", \"unit_cost\": \"%d.%02d\"", (int)many,
                                     (int)pick(walk, 40), (int)pick(walk, 100))));
        *there += many;
    } else if (act == 2 && place == 0) {
        walk_sell(walk, product, some);
        *there -= some;
    } else if (act == 3) {
        done(&walk->book, stock_count,
             walk_goods(walk, place, product, arena_printf(arena, "\"counted\": \"%d\"", (int)many)));
        *there = many;
    } else if (act == 4) {
        done(&walk->book, stock_transfer,
             moved(&walk->book, product, place == 0 ? walk->book.far : walk->book.trade.location,
                   arena_printf(arena, "%d", (int)some)));
        *there -= some;
        walk->there[which][1 - place] += some;
    } else {
        done(&walk->book, stock_scrap, walk_goods(walk, place, product, quantity));
        *there -= some;
    }
}

static const char SQL_LEVEL[] =
    "SELECT coalesce(sum(quantity), 0) FROM stock_level WHERE product_id = $1 AND location_id = $2";
/* What should never be: goods that are worth something and are not there, or oldest pieces that do not add up. */
static const char SQL_WRONG[] =
    "SELECT (SELECT count(*) FROM stock_level WHERE quantity < 0 OR reserved <> 0 OR value_book < 0 "
    "OR (quantity = 0 AND value_book <> 0)) + "
    "(SELECT count(*) FROM stock_level v WHERE v.product_id = $1 AND v.quantity <> (SELECT coalesce(sum(quantity_left), 0) "
    "FROM stock_layer y WHERE y.product_id = v.product_id AND y.location_id = v.location_id)) + "
    "(SELECT count(*) FROM stock_level v WHERE v.product_id = $1 AND v.value_book <> (SELECT "
    "coalesce(sum(value_left_book), 0) FROM stock_layer y WHERE y.product_id = v.product_id "
    "AND y.location_id = v.location_id)) + "
    "(SELECT count(*) FROM stock_level v WHERE v.value_book <> (SELECT sum(m.value_book) FROM stock_move m "
    "WHERE m.product_id = v.product_id AND m.location_id = v.location_id))";

static void walk_check(walk_t *walk) {
    context_t *context = walk->book.trade.context;
    const int64_t products[] = {walk->book.trade.goods, walk->book.fifo};
    const int64_t places[] = {walk->book.trade.location, walk->book.far};
    int64_t value = 0;
    for (size_t i = 0; i < PRODUCTS * PLACES; i++) {
        assert_true(store_get_int(context->tx, &value, SQL_LEVEL, "ii", products[i / PLACES], places[i % PLACES]));
        assert_int_equal(value, walk->there[i / PLACES][i % PLACES] * 1000);
    }
    assert_true(store_get_int(context->tx, &value, SQL_WRONG, "i", walk->book.fifo));
    assert_int_equal(value, 0);
    trade_book_check(&walk->book.trade);
}

static void walked(context_t *context) {
    unsigned seed = store_fixture_seed("stock");
    walk_t walk = {.book = stock_book_open(context), .state = 88172645463325252u ^ ((uint64_t)seed << 20)};
    for (int i = 0; i < STEPS; i++) {
        walk_step(&walk);
        walk_check(&walk);
    }
}

#define TEST(name, body)                                                                                               \
    static void name(void **state) {                                                                                   \
        with_book(*state, body);                                                                                       \
    }
TEST(the_oldest_pieces_leave_first_at_what_they_came_in_at, oldest_first)
TEST(others_leave_at_their_moving_average, at_average)
TEST(the_last_piece_takes_the_value_that_is_left, last_takes_the_rest)
TEST(a_count_posts_what_is_missing_or_found, counted)
TEST(what_is_not_there_does_not_leave, refusals)
TEST(after_any_history_the_stock_is_what_the_books_say, walked)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(the_oldest_pieces_leave_first_at_what_they_came_in_at),
        ON_BOTH(others_leave_at_their_moving_average),
        ON_BOTH(the_last_piece_takes_the_value_that_is_left),
        ON_BOTH(a_count_posts_what_is_missing_or_found),
        ON_BOTH(what_is_not_there_does_not_leave),
        ON_BOTH(after_any_history_the_stock_is_what_the_books_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
