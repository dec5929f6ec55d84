/* Quotes: versions, options, discounts that need a manager's word, what is signed, and what an acceptance makes. On
 * either engine. */
#include "base/text.h"
#include "support/cmocka.h"
#include "support/store_fixture.h"
#include "support/trade_book.h"
#include "trade/quote_decide.h"
#include "trade/quote_page.h"
#include "trade/quote_send.h"
#include "trade/quote_text.h"
#include "trade/trade_setting.h"

#include <string.h>

static const quote_signature_t LEE = {.name = "Lee Tan", .title = "Buyer", .address = "203.0.113.7"};

static void fail_because(context_t *context) {
    const problem_t *problem = context->problem;
    fail_msg("%s: %s %s", problem->message, problem->field_count > 0 ? problem->fields[0].field : "", problem->code);
}

static int64_t quote_of(trade_book_t *book, const char *lines, const char *more) {
    int64_t id = 0;
    json_t *body =
        trade_book_json(book->context, "{\"account\": %d, \"lines\": [%s]%s}", (int)book->account, lines, more);
    if (!quote_create(book->context, body, &id)) fail_because(book->context);
    json_decref(body);
    return id;
}

/* Ten of the goods, and the service as an option. */
static int64_t plain_quote(trade_book_t *book, const char *more) {
    return quote_of(book,
                    arena_printf(book->context->arena,
                                 "{\"product\": %d, \"quantity\": \"10\"}, {\"product\": %d, \"optional\": true, "
                                 "\"chosen\": false}",
                                 (int)book->goods, (int)book->service),
                    more);
}

static quote_t loaded(context_t *context, int64_t id) {
    quote_t quote;
    if (!quote_load(context, id, &quote)) fail_because(context);
    return quote;
}

static const char *sent(context_t *context, int64_t id) {
    quote_link_t link;
    if (!quote_send(context, id, &link)) fail_because(context);
    return link.token;
}

static const char *refused(context_t *context, int64_t id) {
    int64_t order = 0;
    if (quote_accept(context, id, &LEE, &order)) return NULL;
    const char *code = context->problem->code;
    problem_clear(context->problem);
    return code;
}

static int64_t counted(context_t *context, const char *sql) {
    int64_t count = 0;
    assert_true(store_get_int(context->tx, &count, sql, ""));
    return count;
}

static void accepted(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t opportunity =
        book_add(context, "opportunity",
                 arena_printf(context->arena, "{\"name\": \"Cancity 2026\", \"account\": %d, \"currency\": \"SGD\"}",
                              (int)book.account))
            ->id;
    int64_t id = plain_quote(&book, arena_printf(context->arena, ", \"opportunity\": %d", (int)opportunity));
    int64_t order_id = 0, again = 0;
    order_t order;
    assert_string_equal(refused(context, id), "draft");
    assert_non_null(sent(context, id));
    if (!quote_accept(context, id, &LEE, &order_id)) fail_because(context);
    assert_true(quote_accept(context, id, &LEE, &again));
    assert_int_equal(again, order_id);
    assert_int_equal(counted(context, "SELECT count(*) FROM sales_order"), 1);
    assert_true(order_load(context, order_id, &order));
    assert_int_equal(order.line_count, 1);
    assert_int_equal(record_number(order.record, "total"), 54500);
    assert_int_equal(record_number(order.record, "quote"), id);
    assert_int_equal(counted(context, "SELECT count(*) FROM opportunity WHERE outcome = 'won'"), 1);
    quote_t quote = loaded(context, id);
    assert_string_equal(quote.status, "accepted");
    assert_string_equal(record_text(quote.record, "signed_by"), "Lee Tan");
    assert_string_equal(record_text(quote.record, "signed_address"), "203.0.113.7");
    assert_string_equal(record_text(quote.record, "document_hash"), quote_hash(context->arena, &quote));
    trade_book_check(&book);
}

static void options(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t id = plain_quote(&book, ", \"discount_percent\": \"10\", \"freight\": \"20.00\"");
    int64_t order_id = 0;
    quote_t quote = loaded(context, id);
    assert_int_equal(quote.sale.totals.net, 45000);
    assert_int_equal(quote.sale.totals.total, 45000 + 2000 + 4230);
    assert_non_null(sent(context, id));
    const char *shown = quote_hash(context->arena, &quote);
    assert_true(quote_choose_lines(context, id, &quote.sale.lines[1].id, 1));
    quote = loaded(context, id);
    assert_int_equal(quote.sale.totals.net, 54000);
    assert_int_equal(record_number(quote.record, "total"), 54000 + 2000 + 5040);
    const quote_signature_t stale = {.name = "Lee Tan", .hash = shown};
    assert_false(quote_accept(context, id, &stale, &order_id));
    assert_string_equal(context->problem->code, "changed");
    problem_clear(context->problem);
    const quote_signature_t fresh = {.name = "Lee Tan", .hash = quote_hash(context->arena, &quote)};
    if (!quote_accept(context, id, &fresh, &order_id)) fail_because(context);
    assert_int_equal(counted(context, "SELECT count(*) FROM order_line"), 3);
    assert_int_equal(counted(context, "SELECT total FROM sales_order"), 61040);
    assert_int_equal(counted(context, "SELECT CAST(sum(net + tax) AS BIGINT) FROM order_line"), 61040);
}

static void closed(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t late = plain_quote(&book, ""), replaced = plain_quote(&book, ""), declined = plain_quote(&book, "");
    int64_t newer = 0, again = 0;
    sent(context, late), sent(context, replaced), sent(context, declined);
    assert_true(quote_revise(context, replaced, &newer));
    assert_true(quote_revise(context, replaced, &again));
    assert_int_equal(newer, again);
    assert_string_equal(loaded(context, replaced).status, "sent");
    sent(context, newer);
    quote_t quote = loaded(context, newer);
    assert_int_equal(record_number(quote.record, "revision"), 2);
    assert_string_equal(quote.number, loaded(context, replaced).number);
    assert_string_equal(refused(context, replaced), "superseded");
    assert_true(quote_decline(context, declined, "Too dear"));
    assert_string_equal(refused(context, declined), "declined");
    context->now += (moment_t)31 * 24 * 60 * 60 * 1000;
    assert_string_equal(loaded(context, late).status, "expired");
    assert_string_equal(refused(context, late), "expired");
    assert_true(quote_expire(context));
    assert_int_equal(counted(context, "SELECT count(*) FROM quote WHERE status = 'sent'"), 0);
    assert_int_equal(counted(context, "SELECT count(*) FROM quote WHERE status = 'expired'"), 2);
    assert_int_equal(counted(context, "SELECT count(*) FROM sales_order"), 0);
}

static void discounted(context_t *context) {
    trade_book_t book = trade_book_open(context);
    json_t *limit = trade_book_json(context, "{\"discount_limit\": \"10\"}");
    assert_true(trade_setting_change(context, limit));
    json_decref(limit);
    int64_t rita = book_add(context, "user", "{\"name\": \"Rita Rep\", \"role\": \"representative\"}")->id;
    int64_t mia = book_add(context, "user", "{\"name\": \"Mia Manager\", \"role\": \"manager\"}")->id;
    const actor_t rep = {.user_id = rita,
                         .role = ROLE_REPRESENTATIVE,
                         .name = "Rita Rep",
                         .locale = "en",
                         .circle = &rita,
                         .circle_count = 1};
    const actor_t manager = {.user_id = mia, .role = ROLE_MANAGER, .name = "Mia Manager", .locale = "en"};
    context->actor = &rep;
    /* Half the list's price is a discount too. */
    const char *cheap = arena_printf(context->arena, "{\"product\": %d, \"unit_price\": \"40.00\"}", (int)book.goods);
    int64_t id = quote_of(&book, cheap, arena_printf(context->arena, ", \"owner\": %d", (int)rita));
    assert_null(sent(context, id));
    assert_string_equal(loaded(context, id).status, "waiting");
    assert_false(quote_approve(context, id, true, NULL));
    assert_string_equal(book_forget(context), "forbidden");
    context->actor = &manager;
    assert_int_equal(counted(context, "SELECT count(*) FROM notification WHERE kind = 'quote'"), 1);
    assert_true(quote_approve(context, id, true, "For this once"));
    context->actor = &rep;
    assert_non_null(sent(context, id));
    quote_t quote = loaded(context, id);
    assert_int_equal(record_number(quote.record, "approved_by"), mia);
    int64_t cost = -1;
    assert_true(store_get_int(context->tx, &cost, "SELECT margin FROM quote WHERE id = $1", "i", id));
    assert_int_equal(cost, 4000);
}

static void replaced(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t id = plain_quote(&book, ", \"terms\": \"Payable as agreed.\", \"discount_percent\": \"5\"");
    json_t *body = trade_book_json(context, "{\"account\": %d, \"lines\": [{\"product\": %d, \"quantity\": \"2.5\"}]}",
                                   (int)book.account, (int)book.service);
    if (!quote_replace(context, id, body)) fail_because(context);
    quote_t quote = loaded(context, id);
    assert_int_equal(quote.sale.line_count, 1);
    assert_int_equal(quote.sale.totals.net, 25000);
    assert_true(record_is_null(quote.record, "terms"));
    assert_true(record_is_null(quote.record, "discount_percent"));
    sent(context, id);
    assert_false(quote_replace(context, id, body));
    assert_string_equal(book_forget(context), "not_a_draft");
    json_decref(body);
}

static void linked(context_t *context) {
    trade_book_t book = trade_book_open(context);
    int64_t id = plain_quote(&book, ""), found = 0;
    const char *token = sent(context, id);
    static const quote_page_t fresh;
    text_t page = text_create(context->arena, 1 << 20);
    assert_true(quote_find_linked(context, token, &found));
    assert_int_equal(found, id);
    assert_true(quote_comment(context, id, "Lee <b>", "Is <i>freight</i> in it?"));
    assert_true(quote_see(context, id));
    assert_true(quote_write_page(context, id, &fresh, &page));
    assert_non_null(strstr(page.data, "Lee &lt;b&gt;"));
    assert_non_null(strstr(page.data, "SGD 545.00"));
    assert_null(strstr(page.data, "<i>freight"));
    assert_int_equal(counted(context, "SELECT count(*) FROM quote WHERE viewed_at IS NOT NULL"), 1);
    int64_t kept = 0;
    store_get_int(context->tx, &kept, "SELECT count(*) FROM quote_link WHERE token_hash = $1", "t", token);
    assert_int_equal(kept, 0);
    assert_true(quote_unlink(context, id));
    assert_false(quote_find_linked(context, token, &found));
    assert_string_equal(book_forget(context), "not_found");
}

#define TEST(name, body)                                                                                               \
    static void name(void **state) {                                                                                   \
        with_book(*state, body);                                                                                       \
    }
TEST(what_is_accepted_becomes_one_order_and_wins_the_opportunity, accepted)
TEST(options_count_when_they_are_chosen_and_what_is_signed_is_what_was_shown, options)
TEST(what_expired_or_was_declined_or_replaced_cannot_be_accepted, closed)
TEST(a_discount_above_the_limit_waits_for_a_manager, discounted)
TEST(a_draft_is_replaced_whole_and_what_was_sent_stands, replaced)
TEST(a_link_shows_the_page_until_it_is_taken_back_and_is_kept_as_a_hash, linked)

int main(void) {
    const struct CMUnitTest tests[] = {
        ON_BOTH(what_is_accepted_becomes_one_order_and_wins_the_opportunity),
        ON_BOTH(options_count_when_they_are_chosen_and_what_is_signed_is_what_was_shown),
        ON_BOTH(what_expired_or_was_declined_or_replaced_cannot_be_accepted),
        ON_BOTH(a_discount_above_the_limit_waits_for_a_manager),
        ON_BOTH(a_draft_is_replaced_whole_and_what_was_sent_stands),
        ON_BOTH(a_link_shows_the_page_until_it_is_taken_back_and_is_kept_as_a_hash),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
