#include "insight/trail.h"

#include "base/money.h"
#include "base/text.h"
#include "ledger/ledger.h"

typedef enum {
    KIND_INTERACTION,
    KIND_OPPORTUNITY,
    KIND_QUOTE,
    KIND_CONTRACT,
    KIND_ORDER,
    KIND_DELIVERY,
    KIND_INVOICE,
    KIND_PAYMENT,
    KIND_ENTRY,
    KIND_COUNT
} kind_t;

/* `load` gives title, detail, date, amount, currency and status of one. */
static const struct {
    const char *name, *load;
} KINDS[KIND_COUNT] = {
    [KIND_INTERACTION] = {"interaction",
                          "SELECT t.subject, u.name, NULL, NULL, NULL, t.kind, t.start_at FROM interaction t "
                          "LEFT JOIN app_user u ON u.id = t.owner_id WHERE t.id = $1"},
    [KIND_OPPORTUNITY] = {"opportunity",
                          "SELECT t.name, u.name, t.closed_on, t.amount, t.currency, t.outcome, 0 FROM "
                          "opportunity t LEFT JOIN app_user u ON u.id = t.owner_id WHERE t.id = $1"},
    [KIND_QUOTE] = {"quote",
                    "SELECT t.number, u.name, t.date, t.total, t.currency, t.status, 0 FROM quote t "
                    "LEFT JOIN app_user u ON u.id = t.owner_id WHERE t.id = $1"},
    [KIND_CONTRACT] = {"contract",
                       "SELECT t.number, t.name, t.start_on, t.acv, t.currency, t.status, 0 FROM contract t "
                       "WHERE t.id = $1"},
    [KIND_ORDER] = {"order",
                    "SELECT t.number, u.name, t.date, t.total, t.currency, t.status, 0 FROM sales_order t "
                    "LEFT JOIN app_user u ON u.id = t.owner_id WHERE t.id = $1"},
    [KIND_DELIVERY] = {"delivery",
                       "SELECT t.number, t.tracking, t.date, t.net, t.currency, t.kind, 0 FROM delivery t "
                       "WHERE t.id = $1"},
    [KIND_INVOICE] = {"invoice",
                      "SELECT t.number, t.reason, t.date, t.total, t.currency, CASE WHEN t.kind = 'invoice' "
                      "THEN t.status ELSE t.kind END, 0 FROM invoice t WHERE t.id = $1"},
    [KIND_PAYMENT] = {"payment",
                      "SELECT t.number, t.reference, t.date, t.amount, t.currency, t.kind, 0 FROM payment t "
                      "WHERE t.id = $1"},
    [KIND_ENTRY] = {"journal_entry",
                    "SELECT t.number, t.description, t.date, (SELECT sum(l.amount) FROM journal_line l "
                    "WHERE l.entry_id = t.id AND l.amount > 0), (SELECT currency FROM ledger), t.kind, 0 "
                    "FROM journal_entry t WHERE t.id = $1"},
};

/* `above` gives the parents of the child $1, `below` the children of the parent $1. What is asked for upwards only has
 * no `below`. A document's entries are told wherever the document is. */
typedef struct relation {
    kind_t parent, child;
    const char *above, *below;
} relation_t;

static const relation_t RELATIONS[] = {
    {KIND_INTERACTION, KIND_OPPORTUNITY,
     "SELECT id FROM interaction WHERE opportunity_id = $1 AND archived_at IS NULL ORDER BY start_at DESC, id DESC "
     "LIMIT 10",
     NULL},
    {KIND_OPPORTUNITY, KIND_QUOTE, "SELECT opportunity_id FROM quote WHERE id = $1",
     "SELECT id FROM quote WHERE opportunity_id = $1 ORDER BY id"},
    {KIND_OPPORTUNITY, KIND_CONTRACT, "SELECT opportunity_id FROM contract WHERE id = $1",
     "SELECT id FROM contract WHERE opportunity_id = $1 ORDER BY id"},
    {KIND_OPPORTUNITY, KIND_ORDER, "SELECT opportunity_id FROM sales_order WHERE id = $1 AND quote_id IS NULL",
     "SELECT id FROM sales_order WHERE opportunity_id = $1 AND quote_id IS NULL ORDER BY id"},
    {KIND_OPPORTUNITY, KIND_INVOICE,
     "SELECT opportunity_id FROM invoice WHERE id = $1 AND order_id IS NULL AND contract_id IS NULL AND credits_id IS "
     "NULL",
     "SELECT id FROM invoice WHERE opportunity_id = $1 AND order_id IS NULL AND contract_id IS NULL AND credits_id IS "
     "NULL ORDER BY id"},
    {KIND_QUOTE, KIND_QUOTE, "SELECT previous_id FROM quote WHERE id = $1",
     "SELECT id FROM quote WHERE previous_id = $1 ORDER BY id"},
    {KIND_QUOTE, KIND_ORDER, "SELECT quote_id FROM sales_order WHERE id = $1",
     "SELECT id FROM sales_order WHERE quote_id = $1 ORDER BY id"},
    {KIND_CONTRACT, KIND_INVOICE, "SELECT contract_id FROM invoice WHERE id = $1 AND credits_id IS NULL",
     "SELECT id FROM invoice WHERE contract_id = $1 AND credits_id IS NULL ORDER BY id"},
    {KIND_ORDER, KIND_DELIVERY, "SELECT order_id FROM delivery WHERE id = $1 AND returns_id IS NULL",
     "SELECT id FROM delivery WHERE order_id = $1 AND returns_id IS NULL ORDER BY id"},
    {KIND_DELIVERY, KIND_DELIVERY, "SELECT returns_id FROM delivery WHERE id = $1",
     "SELECT id FROM delivery WHERE returns_id = $1 ORDER BY id"},
    {KIND_ORDER, KIND_INVOICE, "SELECT order_id FROM invoice WHERE id = $1 AND credits_id IS NULL",
     "SELECT id FROM invoice WHERE order_id = $1 AND credits_id IS NULL ORDER BY id"},
    {KIND_DELIVERY, KIND_INVOICE,
     "SELECT DISTINCT d.delivery_id FROM invoice_line i JOIN delivery_line d ON d.order_line_id = i.order_line_id "
     "JOIN delivery y ON y.id = d.delivery_id JOIN invoice v ON v.id = i.invoice_id "
     "WHERE i.invoice_id = $1 AND i.kind = 'item' AND y.kind = 'delivery' AND v.credits_id IS NULL "
     "AND y.date <= v.date ORDER BY d.delivery_id",
     "SELECT DISTINCT i.invoice_id FROM delivery_line d JOIN invoice_line i ON i.order_line_id = d.order_line_id "
     "JOIN invoice v ON v.id = i.invoice_id JOIN delivery y ON y.id = d.delivery_id "
     "WHERE d.delivery_id = $1 AND i.kind = 'item' AND y.kind = 'delivery' AND v.credits_id IS NULL "
     "AND y.date <= v.date ORDER BY i.invoice_id"},
    {KIND_INVOICE, KIND_INVOICE, "SELECT credits_id FROM invoice WHERE id = $1",
     "SELECT id FROM invoice WHERE credits_id = $1 ORDER BY id"},
    {KIND_INVOICE, KIND_PAYMENT, "SELECT DISTINCT invoice_id FROM allocation WHERE payment_id = $1 ORDER BY invoice_id",
     "SELECT DISTINCT payment_id FROM allocation WHERE invoice_id = $1 AND payment_id IS NOT NULL ORDER BY payment_id"},
    {KIND_PAYMENT, KIND_PAYMENT, "SELECT refunds_id FROM payment WHERE id = $1",
     "SELECT id FROM payment WHERE refunds_id = $1 ORDER BY id"},
    {KIND_DELIVERY, KIND_ENTRY,
     "SELECT id FROM delivery WHERE entry_id = $1 UNION SELECT document_id FROM journal_entry WHERE id = $1 AND "
     "document_type = 'delivery'",
     "SELECT entry_id FROM delivery WHERE id = $1 UNION SELECT id FROM journal_entry WHERE document_type = 'delivery' "
     "AND document_id = $1"},
    {KIND_INVOICE, KIND_ENTRY,
     "SELECT id FROM invoice WHERE entry_id = $1 UNION SELECT document_id FROM journal_entry WHERE id = $1 AND "
     "document_type = 'invoice' UNION SELECT invoice_id FROM allocation WHERE entry_id = $1 AND payment_id IS NULL",
     "SELECT entry_id FROM invoice WHERE id = $1 UNION SELECT id FROM journal_entry WHERE document_type = 'invoice' "
     "AND document_id = $1 UNION SELECT entry_id FROM allocation WHERE invoice_id = $1 AND payment_id IS NULL"},
    {KIND_PAYMENT, KIND_ENTRY,
     "SELECT id FROM payment WHERE entry_id = $1 UNION SELECT document_id FROM journal_entry WHERE id = $1 AND "
     "document_type = 'payment' UNION SELECT payment_id FROM allocation WHERE entry_id = $1",
     "SELECT entry_id FROM payment WHERE id = $1 UNION SELECT id FROM journal_entry WHERE document_type = 'payment' "
     "AND document_id = $1 UNION SELECT entry_id FROM allocation WHERE payment_id = $1"},
    {KIND_CONTRACT, KIND_ENTRY, "SELECT document_id FROM journal_entry WHERE id = $1 AND document_type = 'contract'",
     "SELECT id FROM journal_entry WHERE document_type = 'contract' AND document_id = $1 ORDER BY id"},
    {KIND_ENTRY, KIND_ENTRY, "SELECT reverses_id FROM journal_entry WHERE id = $1",
     "SELECT id FROM journal_entry WHERE reverses_id = $1"},
    {KIND_OPPORTUNITY, KIND_ENTRY,
     "SELECT DISTINCT l.opportunity_id FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id "
     "WHERE l.entry_id = $1 AND e.document_id IS NULL AND e.reverses_id IS NULL ORDER BY l.opportunity_id",
     "SELECT DISTINCT l.entry_id FROM journal_line l JOIN journal_entry e ON e.id = l.entry_id "
     "WHERE l.opportunity_id = $1 AND e.document_id IS NULL AND e.reverses_id IS NULL ORDER BY l.entry_id"},
};
enum { RELATION_COUNT = sizeof RELATIONS / sizeof RELATIONS[0], TRAIL_LINKS = TRAIL_NODES * 3 };

typedef struct node {
    kind_t kind;
    int64_t id;
    bool up, down; /* which way it goes on from here */
} node_t;

typedef struct trail {
    context_t *context;
    node_t nodes[TRAIL_NODES];
    struct {
        size_t from, to;
    } links[TRAIL_LINKS];
    size_t node_count, link_count;
    bool more, reader;
} trail_t;

/* The place of a node, which goes on the ways that it was reached; TRAIL_NODES when there is no room. */
static size_t trail_place(trail_t *trail, kind_t kind, int64_t id, bool up, bool down) {
    size_t i = 0;
    while (i < trail->node_count && (trail->nodes[i].kind != kind || trail->nodes[i].id != id)) i++;
    if (i < trail->node_count) return i;
    if (i == TRAIL_NODES) {
        trail->more = true;
        return i;
    }
    trail->nodes[trail->node_count++] = (node_t){kind, id, up, down};
    return i;
}

static void trail_link(trail_t *trail, size_t from, size_t to) {
    for (size_t i = 0; i < trail->link_count; i++)
        if (trail->links[i].from == from && trail->links[i].to == to) return;
    if (trail->link_count == TRAIL_LINKS) {
        trail->more = true;
        return;
    }
    trail->links[trail->link_count].from = from;
    trail->links[trail->link_count++].to = to;
}

/* What one relation gives for the node at `place`. Statements of the same text do not nest, so the nodes found go on
 * later. */
static bool trail_follow(trail_t *trail, size_t place, const relation_t *relation, bool up) {
    const node_t *node = &trail->nodes[place];
    store_statement_t *rows = store_query(trail->context->tx, up ? relation->above : relation->below, "i", node->id);
    while (store_step(rows)) {
        if (store_column_is_null(rows, 0)) continue;
        size_t found = trail_place(trail, up ? relation->parent : relation->child, store_column_int(rows, 0), up, !up);
        if (found == TRAIL_NODES) break;
        trail_link(trail, up ? found : place, up ? place : found);
    }
    return store_end(rows) || context_done(trail->context);
}

static bool trail_go_on(trail_t *trail, size_t place) {
    const node_t node = trail->nodes[place];
    for (size_t i = 0; i < RELATION_COUNT; i++) {
        const relation_t *relation = &RELATIONS[i];
        bool entries = relation->child == KIND_ENTRY && node.kind != KIND_OPPORTUNITY;
        if (relation->child == node.kind && node.up && !trail_follow(trail, place, relation, true)) return false;
        if (relation->parent == node.kind && relation->below != NULL && (node.down || entries) &&
            !trail_follow(trail, place, relation, false))
            return false;
    }
    return true;
}

static bool trail_write_node(trail_t *trail, const node_t *node, json_writer_t *writer) {
    context_t *context = trail->context;
    store_statement_t *row = store_query(context->tx, KINDS[node->kind].load, "i", node->id);
    bool found = store_step(row);
    const currency_t *currency =
        found && !store_column_is_null(row, 4) ? currency_find(store_column_text(row, 4)) : NULL;
    const char *date = found ? store_column_text(row, 2) : NULL;
    bool counted = currency != NULL && !store_column_is_null(row, 3);
    json_write_object(writer, NULL);
    json_write_text(writer, "type", KINDS[node->kind].name);
    json_write_int(writer, "id", node->id);
    json_write_text(writer, "title", found ? store_column_text(row, 0) : NULL);
    json_write_text(writer, "detail", found ? store_column_text(row, 1) : NULL);
    if (found && node->kind == KIND_INTERACTION)
        date = date_format(context->arena, date_from_moment(store_column_int(row, 6)));
    json_write_text(writer, "date", date);
    json_write_text(writer, "amount",
                    counted ? money_format(context->arena, store_column_int(row, 3), currency) : NULL);
    json_write_text(writer, "currency", counted ? currency->code : NULL);
    json_write_text(writer, "status", found ? store_column_text(row, 5) : NULL);
    json_write_bool(writer, "readable", node->kind != KIND_ENTRY || trail->reader);
    json_write_close(writer);
    return store_end(row) || context_done(context);
}

static bool trail_write_all(trail_t *trail, json_writer_t *writer) {
    json_write_object(writer, NULL);
    json_write_array(writer, "nodes");
    for (size_t i = 0; i < trail->node_count; i++)
        if (!trail_write_node(trail, &trail->nodes[i], writer)) return false;
    json_write_close(writer);
    json_write_array(writer, "links");
    for (size_t i = 0; i < trail->link_count; i++) {
        json_write_object(writer, NULL);
        json_write_int(writer, "from", (int64_t)trail->links[i].from);
        json_write_int(writer, "to", (int64_t)trail->links[i].to);
        json_write_close(writer);
    }
    json_write_close(writer);
    json_write_bool(writer, "more", trail->more);
    json_write_close(writer);
    return true;
}

static bool trail_is_reader(const context_t *context) {
    problem_t ignored = problem_create(context->arena);
    context_t asking = *context;
    asking.problem = &ignored;
    return ledger_check_reader(&asking);
}

/* Where it begins: one that is there and may be read. */
static bool trail_begin(trail_t *trail, const char *type, int64_t id) {
    context_t *context = trail->context;
    kind_t kind = KIND_OPPORTUNITY;
    while (kind < KIND_COUNT && !text_equal(KINDS[kind].name, type)) kind++;
    if (kind == KIND_COUNT)
        return problem_add_field(context->problem, "type", "unknown_choice",
                                 "Choose opportunity, quote, contract, order, delivery, invoice, payment or "
                                 "journal_entry.");
    if (kind == KIND_ENTRY && !ledger_check_reader(context)) return false;
    store_statement_t *row = store_query(context->tx, KINDS[kind].load, "i", id);
    bool found = store_step(row);
    if (!store_end(row)) return context_done(context);
    if (!found) return problem_set(context->problem, PROBLEM_NOT_FOUND, "not_found", "There is no such %s.", type);
    trail_place(trail, kind, id, true, true);
    return true;
}

bool trail_write(context_t *context, const char *type, int64_t id, json_writer_t *writer) {
    trail_t *trail = ARENA_NEW(context->arena, trail_t);
    trail->context = context;
    trail->reader = trail_is_reader(context);
    if (!trail_begin(trail, type, id)) return false;
    for (size_t i = 0; i < trail->node_count; i++)
        if (!trail_go_on(trail, i)) return false;
    return trail_write_all(trail, writer);
}
