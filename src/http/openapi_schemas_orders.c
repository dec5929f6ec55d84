/* The shapes of trade's documents and of what is done with them. Amounts, prices and quantities are text. */
#include "http/openapi_schemas.h"
#include "http/openapi_words.h"

#include <stddef.h>

#define NUMBERED OBJECT("\"id\",\"number\"", "\"id\":" INTEGER ",\"number\":" TEXT)
#define OR_NULL_NUMBERED OR_NULL(NUMBERED)
#define CONDITION "{\"enum\":[\"restock\",\"scrap\"]}"
#define SALE_LINE_NAMES                                                                                                \
    "\"id\",\"kind\",\"product\",\"description\",\"deliverable\",\"quantity\",\"unit\",\"unit_price\","                \
    "\"discount_percent\",\"tax_code\",\"tax_rate\",\"gross\",\"discount\",\"net\",\"tax\",\"optional\",\"chosen\""
#define SALE_LINE_MEMBERS                                                                                              \
    "\"id\":" INTEGER ",\"kind\":{\"enum\":[\"item\",\"freight\"]},\"product\":" OR_NULL_REFERENCE                     \
    ",\"description\":" TEXT ",\"deliverable\":" TEXT_OR_NULL ",\"quantity\":" TEXT ",\"unit\":" TEXT_OR_NULL          \
    ",\"unit_price\":" TEXT ",\"discount_percent\":" TEXT ",\"tax_code\":" INTEGER_OR_NULL ",\"tax_rate\":" TEXT       \
    ",\"gross\":" TEXT ",\"discount\":" TEXT ",\"net\":" TEXT ",\"tax\":" TEXT ",\"cost\":" TEXT                       \
    ",\"optional\":" BOOLEAN ",\"chosen\":" BOOLEAN
#define ORDER_REQUEST_MEMBERS                                                                                          \
    SALE_REQUEST_MEMBERS                                                                                               \
    ",\"customer_reference\":" TEXT_OR_NULL ",\"requested_on\":" TEXT_OR_NULL ",\"location\":" INTEGER_OR_NULL         \
    ",\"note\":" TEXT_OR_NULL ",\"milestones\":" LIST(                                                                 \
        OBJECT("\"name\"", "\"kind\":{\"enum\":[\"deposit\",\"milestone\"]},\"name\":" TEXT                            \
                           ",\"percent\":" TEXT_OR_NULL ",\"amount\":" TEXT_OR_NULL ",\"due_on\":" TEXT_OR_NULL))
#define OUTCOME_NAMES "\"delivery\",\"invoice\",\"payment\",\"entry\""
#define OUTCOME_MEMBERS                                                                                                \
    "\"delivery\":" OR_NULL_NUMBERED ",\"invoice\":" OR_NULL_NUMBERED ",\"payment\":" OR_NULL_NUMBERED                 \
    ",\"entry\":" OR_NULL_NUMBERED

/* clang-format off */
const named_schema_t OPENAPI_SCHEMAS_ORDERS[] = {
    {"SaleLine", OBJECT(SALE_LINE_NAMES, SALE_LINE_MEMBERS)},
    {"SaleLineRequest", OPTIONAL("\"product\":" INTEGER_OR_NULL ",\"description\":" TEXT_OR_NULL ",\"deliverable\":" TEXT_OR_NULL
        ",\"quantity\":" TEXT ",\"unit\":" TEXT_OR_NULL ",\"unit_price\":" TEXT_OR_NULL ",\"discount_percent\":" TEXT_OR_NULL
        ",\"tax_code\":" INTEGER_OR_NULL ",\"optional\":" BOOLEAN ",\"chosen\":" BOOLEAN)},
    {"OrderRequest", OBJECT("\"lines\"", ORDER_REQUEST_MEMBERS)},
    {"OrderLine", OBJECT(SALE_LINE_NAMES ",\"delivered_quantity\",\"invoiced_quantity\",\"cancelled_quantity\","
        "\"reserved_quantity\",\"outstanding_quantity\",\"outstanding_net\",\"stocked\"",
        SALE_LINE_MEMBERS ",\"delivered_quantity\":" TEXT ",\"invoiced_quantity\":" TEXT ",\"cancelled_quantity\":" TEXT
        ",\"reserved_quantity\":" TEXT ",\"outstanding_quantity\":" TEXT ",\"outstanding_net\":" TEXT ",\"stocked\":" BOOLEAN)},
    {"OrderCredit", OBJECT("\"currency\",\"limit\",\"receivable\",\"on_order\",\"over\",\"invoices\"",
        "\"currency\":" TEXT ",\"limit\":" TEXT ",\"receivable\":" TEXT ",\"on_order\":" TEXT ",\"over\":" BOOLEAN
        ",\"invoices\":" LIST(OBJECT("\"id\",\"number\",\"due_on\",\"open\",\"currency\"",
        "\"id\":" INTEGER ",\"number\":" TEXT ",\"due_on\":" TEXT ",\"open\":" TEXT ",\"currency\":" TEXT)))},
    {"OrderDocument", OBJECT("\"record\",\"lines\",\"to_invoice\",\"milestones\",\"deliveries\",\"invoices\",\"credit\"",
        "\"record\":" REF("Order") ",\"lines\":" LIST(REF("OrderLine")) ",\"to_invoice\":" TEXT
        ",\"milestones\":" LIST(OBJECT("\"id\",\"kind\",\"name\",\"percent\",\"amount\",\"due_on\",\"invoice\"",
        "\"id\":" INTEGER ",\"kind\":" TEXT ",\"name\":" TEXT ",\"percent\":" TEXT_OR_NULL ",\"amount\":" TEXT_OR_NULL
        ",\"due_on\":" TEXT_OR_NULL ",\"invoice\":" OR_NULL_NUMBERED))
        ",\"deliveries\":" LIST(OBJECT("\"id\",\"number\",\"kind\",\"date\",\"net\"",
        "\"id\":" INTEGER ",\"number\":" TEXT ",\"kind\":" TEXT ",\"date\":" TEXT ",\"net\":" TEXT))
        ",\"invoices\":" LIST(OBJECT("\"id\",\"number\",\"kind\",\"date\",\"total\",\"open\",\"status\"",
        "\"id\":" INTEGER ",\"number\":" TEXT ",\"kind\":" TEXT ",\"date\":" TEXT ",\"total\":" TEXT ",\"open\":" TEXT ",\"status\":" TEXT))
        ",\"credit\":" OR_NULL(REF("OrderCredit")))},
    {"DeliveryRequest", OPTIONAL("\"date\":" TEXT_OR_NULL ",\"location\":" INTEGER_OR_NULL ",\"tracking\":" TEXT_OR_NULL
        ",\"note\":" TEXT_OR_NULL ",\"invoice\":" BOOLEAN ",\"lines\":" LIST(OBJECT("\"line\",\"quantity\"",
        "\"line\":" INTEGER ",\"quantity\":" TEXT ",\"condition\":" CONDITION)))},
    {"OrderInvoiceRequest", OPTIONAL("\"basis\":{\"enum\":[\"delivered\",\"remaining\",\"deposit\",\"milestone\"]}"
        ",\"percent\":" TEXT_OR_NULL ",\"amount\":" TEXT_OR_NULL ",\"milestone\":" INTEGER_OR_NULL ",\"date\":" TEXT_OR_NULL)},
    {"OrderCancellation", OPTIONAL("\"reason\":" TEXT_OR_NULL)},
    {"OrderOutcome", OBJECT(OUTCOME_NAMES, OUTCOME_MEMBERS)},
    {"CashSaleRequest", OBJECT("\"lines\"", ORDER_REQUEST_MEMBERS ",\"method\":" TEXT_OR_NULL ",\"ledger_account\":" INTEGER_OR_NULL)},
    {"CashSale", OBJECT("\"order\",\"outcome\"", "\"order\":" INTEGER ",\"outcome\":" REF("OrderOutcome"))},
    {"DeliveryDocument", OBJECT("\"record\",\"lines\",\"returns\"",
        "\"record\":" REF("Delivery") ",\"lines\":" LIST(OBJECT("\"id\",\"order_line\",\"product\",\"description\",\"quantity\","
        "\"unit\",\"net\",\"returned_quantity\",\"condition\"",
        "\"id\":" INTEGER ",\"order_line\":" INTEGER ",\"product\":" OR_NULL_REFERENCE ",\"description\":" TEXT
        ",\"quantity\":" TEXT ",\"unit\":" TEXT_OR_NULL ",\"net\":" TEXT ",\"returned_quantity\":" TEXT
        ",\"condition\":" OR_NULL(CONDITION) ",\"cost\":" TEXT))
        ",\"returns\":" LIST(OBJECT("\"id\",\"number\",\"date\"", "\"id\":" INTEGER ",\"number\":" TEXT ",\"date\":" TEXT)))},
    {"InvoiceLine", OBJECT("\"id\",\"kind\",\"product\",\"description\",\"quantity\",\"unit\",\"unit_price\",\"discount_percent\","
        "\"tax_code\",\"tax_rate\",\"gross\",\"discount\",\"net\",\"tax\",\"credited_quantity\",\"credited_net\",\"condition\","
        "\"service_from\",\"service_to\",\"of_order\"",
        "\"id\":" INTEGER ",\"kind\":{\"enum\":[\"item\",\"freight\",\"advance\"]},\"product\":" OR_NULL_REFERENCE
        ",\"description\":" TEXT ",\"quantity\":" TEXT_OR_NULL ",\"unit\":" TEXT_OR_NULL ",\"unit_price\":" TEXT_OR_NULL
        ",\"discount_percent\":" TEXT ",\"tax_code\":" OR_NULL_REFERENCE ",\"tax_rate\":" TEXT ",\"gross\":" TEXT
        ",\"discount\":" TEXT ",\"net\":" TEXT ",\"tax\":" TEXT ",\"credited_quantity\":" TEXT ",\"credited_net\":" TEXT
        ",\"condition\":" OR_NULL(CONDITION) ",\"service_from\":" TEXT_OR_NULL ",\"service_to\":" TEXT_OR_NULL ",\"of_order\":" BOOLEAN)},
    {"InvoiceDocument", OBJECT("\"record\",\"lines\",\"taxes\",\"allocations\",\"credit_notes\",\"seller\",\"buyer\"",
        "\"record\":" REF("Invoice") ",\"lines\":" LIST(REF("InvoiceLine"))
        ",\"taxes\":" LIST(OBJECT("\"code\",\"rate\",\"net\",\"tax\"", "\"code\":" TEXT ",\"rate\":" TEXT ",\"net\":" TEXT ",\"tax\":" TEXT))
        ",\"allocations\":" LIST(OBJECT("\"id\",\"kind\",\"date\",\"amount\",\"discount\",\"payment\",\"credit_note\",\"invoice\"",
        "\"id\":" INTEGER ",\"kind\":" TEXT ",\"date\":" TEXT ",\"amount\":" TEXT ",\"discount\":" TEXT ",\"payment\":" OR_NULL_REFERENCE
        ",\"credit_note\":" OR_NULL_REFERENCE ",\"invoice\":" OR_NULL_REFERENCE))
        ",\"credit_notes\":" LIST(OBJECT("\"id\",\"number\",\"date\",\"total\"",
        "\"id\":" INTEGER ",\"number\":" TEXT ",\"date\":" TEXT ",\"total\":" TEXT))
        ",\"seller\":" OBJECT("\"name\",\"address\",\"tax_registration\"", "\"name\":" TEXT ",\"address\":" TEXT ",\"tax_registration\":" TEXT)
        ",\"buyer\":" OBJECT("\"name\",\"street\",\"postal_code\",\"city\",\"region\",\"country\",\"tax_number\"",
        "\"name\":" TEXT_OR_NULL ",\"street\":" TEXT_OR_NULL ",\"postal_code\":" TEXT_OR_NULL ",\"city\":" TEXT_OR_NULL
        ",\"region\":" TEXT_OR_NULL ",\"country\":" TEXT_OR_NULL ",\"tax_number\":" TEXT_OR_NULL))},
    {"CreditRequest", OBJECT("\"kind\",\"reason\"", "\"kind\":{\"enum\":[\"return\",\"allowance\",\"cancel\"]},\"reason\":" TEXT
        ",\"date\":" TEXT_OR_NULL ",\"lines\":" LIST(OBJECT("\"line\"", "\"line\":" INTEGER ",\"quantity\":" TEXT_OR_NULL
        ",\"amount\":" TEXT_OR_NULL ",\"condition\":" CONDITION)))},
    {"CreditOutcome", OBJECT("\"credit_note\",\"entry\",\"approval\"",
        "\"credit_note\":" INTEGER_OR_NULL ",\"entry\":" INTEGER_OR_NULL ",\"approval\":" INTEGER_OR_NULL)},
    {"OrdersImport", OBJECT("\"orders\",\"lines\",\"known\",\"refused\",\"problems\"",
        "\"orders\":" INTEGER ",\"lines\":" INTEGER ",\"known\":" INTEGER ",\"refused\":" INTEGER
        ",\"problems\":" LIST(OBJECT("\"line\",\"order\",\"message\"", "\"line\":" INTEGER ",\"order\":" TEXT ",\"message\":" TEXT)))},
    {NULL, NULL},
};
/* clang-format on */
