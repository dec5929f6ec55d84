/* From the deal that was won to the invoice, or to the contract. */
#include "base/text.h"
#include "sample/sales.h"
#include "trade/contract.h"
#include "trade/contract_run.h"
#include "trade/credit_note.h"
#include "trade/order_action.h"
#include "trade/quote.h"
#include "trade/quote_decide.h"
#include "trade/quote_send.h"
#include "trade/stock.h"
#include "trade/stock_action.h"

enum { QUANTITY_OF_ONE = 1000, VALID_DAYS = 45 };

/* Minor units as a text of the JSON that a body is made of. */
static const char *money_of(const sales_scene_t *scene, int64_t amount) {
    return arena_printf(scene->context->arena, "%lld.%02lld", (long long)(amount / 100), (long long)(amount % 100));
}

static json_t *deal_line(const sales_scene_t *scene, const sales_deal_t *deal, int64_t unit_price) {
    arena_t *arena = scene->context->arena;
    return json_pack("{s:I, s:s, s:s, s:s}", "product", (json_int_t)deal->product, "quantity",
                     arena_printf(arena, "%lld", (long long)deal->quantity), "unit_price", money_of(scene, unit_price),
                     "discount_percent", deal->discounted ? "5" : "0");
}

static const char *const INTRODUCTIONS[] = {
    "Thank you for the good talk. This is what we agreed on.",
    "As discussed, here is our offer. Prices hold until the date below.",
    "We are glad to make you this offer. Delivery is included.",
};

static bool deal_quote(const sales_scene_t *scene, sales_deal_t *deal, int64_t *quote) {
    quote_link_t link;
    chance_t chance = deal->chance;
    sales_act_as(scene, deal->owner);
    json_t *body = json_pack("{s:I, s:s, s:s, s:s, s:[o]}", "opportunity", (json_int_t)deal->opportunity, "date",
                             scene->date, "valid_until", sales_date(scene, scene->day + VALID_DAYS), "introduction",
                             CHANCE_ONE_OF(&chance, INTRODUCTIONS), "lines", deal_line(scene, deal, deal->price));
    bool ok = quote_create(scene->context, body, quote) && quote_send(scene->context, *quote, &link);
    json_decref(body);
    return ok;
}

bool sales_offer(const sales_scene_t *scene, sales_deal_t *deal) {
    int64_t quote = 0;
    return deal_quote(scene, deal, &quote);
}

static const char SQL_FREE[] = "SELECT quantity - reserved FROM stock_level WHERE product_id = $1 AND location_id = $2";

/* More is bought when there is not enough for an order, at a cost that goes up and down. */
static bool deal_restock(const sales_scene_t *scene, sales_deal_t *deal) {
    context_t *context = scene->context;
    int64_t location = 0, available = 0;
    stock_outcome_t outcome;
    chance_t chance = deal->chance;
    if (!text_equal(deal->kind, "goods")) return true;
    if (!stock_default_location(context, deal->branch, &location)) return false;
    store_get_int(context->tx, &available, SQL_FREE, "ii", deal->product, location);
    if (problem_is_set(context->problem) || available >= deal->quantity * QUANTITY_OF_ONE)
        return !problem_is_set(context->problem);
    sales_act_as(scene, scene->company->accountant);
    int64_t cost = deal->cost * chance_between(&chance, 94, 107) / 100;
    json_t *body = json_pack("{s:s, s:I, s:[{s:I, s:s, s:s}]}", "date", scene->date, "location", (json_int_t)location,
                             "lines", "product", (json_int_t)deal->product, "quantity",
                             arena_printf(context->arena, "%lld", (long long)(2 * deal->quantity + 20)), "unit_cost",
                             money_of(scene, cost));
    bool ok = stock_take_in(context, body, &outcome);
    json_decref(body);
    return ok;
}

bool sales_order(const sales_scene_t *scene, sales_deal_t *deal) {
    const quote_signature_t signature = {.name = deal->signed_by};
    int64_t quote = 0;
    return deal_restock(scene, deal) && deal_quote(scene, deal, &quote) &&
           quote_accept(scene->context, quote, &signature, &deal->order);
}

/* An order over the credit limit goes on when finance says so. */
static bool deal_load_order(const sales_scene_t *scene, const sales_deal_t *deal, order_t *order) {
    sales_act_as(scene, scene->company->accountant);
    if (!order_load(scene->context, deal->order, order)) return false;
    return !text_equal(order->status, "held") ||
           (order_release(scene->context, deal->order) && order_load(scene->context, deal->order, order));
}

static bool deal_deliver(const sales_scene_t *scene, sales_deal_t *deal, delivery_request_t *request) {
    order_outcome_t outcome;
    chance_t chance = chance_create((uint64_t)deal->order, (uint64_t)scene->day);
    const char *parcel =
        arena_printf(scene->context->arena, "TRK-%06lld", (long long)chance_between(&chance, 1, 999999));
    request->date = scene->date;
    if (text_equal(deal->kind, "goods")) request->tracking = parcel;
    if (!order_deliver(scene->context, deal->order, request, true, &outcome)) return false;
    deal->invoice = outcome.invoice_id;
    return true;
}

bool sales_deliver_part(const sales_scene_t *scene, sales_deal_t *deal) {
    order_t order;
    if (!deal_load_order(scene, deal, &order)) return false;
    int64_t half = (deal->quantity + 1) / 2 * QUANTITY_OF_ONE;
    const delivery_part_t part = {.line_id = order.lines[0].sale.id, .quantity = half};
    delivery_request_t request = {.parts = &part, .part_count = 1};
    return deal_deliver(scene, deal, &request);
}

bool sales_deliver(const sales_scene_t *scene, sales_deal_t *deal) {
    order_t order;
    delivery_request_t request = {.parts = NULL};
    return deal_load_order(scene, deal, &order) && deal_deliver(scene, deal, &request);
}

static const char SQL_LINE[] = "SELECT min(id) FROM invoice_line WHERE invoice_id = $1";

/* One piece of the last delivery did not work. */
bool sales_take_back(const sales_scene_t *scene, sales_deal_t *deal) {
    context_t *context = scene->context;
    credit_outcome_t outcome;
    chance_t chance = deal->chance;
    credit_part_t part = {.quantity = QUANTITY_OF_ONE, .scrap = chance_percent(&chance, 50), .field = "lines.0"};
    const credit_request_t request = {.invoice_id = deal->invoice,
                                      .kind = "return",
                                      .reason = "Faulty on arrival",
                                      .date = scene->date,
                                      .parts = &part,
                                      .part_count = 1};
    if (deal->invoice == 0 || !store_get_int(context->tx, &part.line_id, SQL_LINE, "i", deal->invoice)) return false;
    return credit_issue(context, &request, true, &outcome);
}

static const char SQL_PRODUCT_NAME[] = "SELECT name FROM product WHERE id = $1";

/* Sold by the year, priced by the month, and billed a year in advance. Those that are older than a year were sold for
 * three, so that none has been renewed yet. */
bool sales_subscribe(const sales_scene_t *scene, sales_deal_t *deal) {
    context_t *context = scene->context;
    int64_t contract = 0, invoices = 0;
    const char *name = store_get_text(context->tx, context->arena, SQL_PRODUCT_NAME, "i", deal->product);
    if (name == NULL) return false;
    json_t *line = deal_line(scene, deal, deal->price);
    const int64_t monthly = (deal->price * 100 + 6) / 12;
    json_object_set_new(line, "unit_price",
                        json_string(arena_printf(context->arena, "%lld.%04lld", (long long)(monthly / 10000),
                                                 (long long)(monthly % 10000))));
    json_object_set_new(line, "unit", json_string("month"));
    json_object_set_new(line, "recurring", json_true());
    json_t *body =
        json_pack("{s:s, s:I, s:I, s:I, s:s, s:s, s:i, s:i, s:s, s:[o]}", "name", name, "account",
                  (json_int_t)deal->account, "opportunity", (json_int_t)deal->opportunity, "owner",
                  (json_int_t)deal->owner, "currency", deal->currency, "start_on", scene->date, "months",
                  scene->today - deal->day > 275 ? 36 : 12, "notice_days", 60, "billing", "year", "lines", line);
    bool ok = contract_create(context, body, &contract) && contract_activate(context, contract) &&
              contract_bill(context, contract, scene->date, &invoices);
    json_decref(body);
    return ok;
}
