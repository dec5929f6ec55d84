/* The order: what a customer has asked for and not all got yet. It reserves stock, is delivered and invoiced in parts,
 * and keeps for each line what stands between delivered and invoiced. */
#ifndef DAYBOOK_TRADE_ORDER_H
#define DAYBOOK_TRADE_ORDER_H

#include "catalogue/record.h"
#include "trade/sale.h"

extern const record_type_t ORDER; /* status: "held", "open", "delivered", "completed", "cancelled" */

enum { ORDER_MILESTONES = 50 };

typedef struct order_milestone {
    const char *kind; /* "deposit" or "milestone" */
    const char *name;
    int64_t percent; /* PERCENT_SCALE, of the order's net; 0: `amount` of it is billed */
    int64_t amount;
    const char *due_on; /* NULL allowed */
} order_milestone_t;

typedef struct order_request {
    sale_t sale; /* computed; lines that are optional and not chosen are left out */
    int64_t quote_id, location_id;
    const char *kind; /* "credit" or "cash"; NULL: credit */
    const char *customer_reference, *requested_on, *note;
    const order_milestone_t *milestones;
    size_t milestone_count;
    const char *number; /* of another system; NULL: the next */
    bool historic;      /* from another system: nothing is computed, reserved or held */
} order_request_t;

/* Creates, reserves stock, and holds it when the customer would be over the credit limit. */
bool order_create(context_t *context, const order_request_t *request, int64_t *id);

/* The same from a request's body: sale_read's members and "customer_reference", "requested_on", "location", "note",
 * "milestones": [{"kind", "name", "percent"|"amount", "due_on"}]. */
bool order_read(context_t *context, json_t *body, order_request_t *out);

typedef struct order_line {
    sale_line_t sale;
    int64_t reserved_quantity, delivered_quantity, invoiced_quantity, cancelled_quantity;
    int64_t delivered_net, invoiced_net, advanced_net;
} order_line_t;

typedef struct order {
    record_t *record;
    int64_t id;
    const char *number, *status;
    const currency_t *currency;
    bool cash;
    order_line_t *lines;
    size_t line_count;
} order_t;

bool order_load(context_t *context, int64_t id, order_t *out);

/* What is still to be delivered of a line, and its net: nothing of what was cancelled. */
int64_t order_line_outstanding(const order_line_t *line);
int64_t order_line_outstanding_net(const order_line_t *line);

/* The line of that id; NULL when it is none of this order. */
order_line_t *order_find_line(const order_t *order, int64_t id);

/* PROBLEM_FORBIDDEN unless the actor may act on the order's documents; PROBLEM_CONFLICT when it is held (naming the
 * open invoices) or cancelled. */
bool order_check_goes_on(context_t *context, const order_t *order);

/* Header figures and status from the lines, after any of them changed. */
bool order_follow(context_t *context, int64_t id);

/* What is not delivered will not be: lets go of the stock. */
bool order_cancel(context_t *context, int64_t id, const char *reason);

/* Finance lets an order go on that is over the credit limit. */
bool order_release(context_t *context, int64_t id);

/* {"record": {…}, "lines": [sale line + {"delivered_quantity", "invoiced_quantity", "cancelled_quantity",
 * "reserved_quantity", "outstanding_quantity", "outstanding_net", "stocked"}], "milestones": [], "deliveries": [],
 * "invoices": [], "credit": {…}|null, "to_invoice": "120.00"}. */
bool order_write_document(context_t *context, int64_t id, json_writer_t *writer);

#endif
