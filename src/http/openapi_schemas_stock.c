/* The shapes of stock. Quantities and values are text; values are null to those who do not see costs. */
#include "http/openapi_schemas.h"
#include "http/openapi_words.h"

#include <stddef.h>

#define QUANTITY_LINES LIST(OBJECT("\"product\",\"quantity\"", "\"product\":" INTEGER ",\"quantity\":" TEXT))

/* clang-format off */
const named_schema_t OPENAPI_SCHEMAS_STOCK[] = {
    {"StockLevels", OBJECT("\"currency\",\"items\",\"next\",\"value\"", "\"currency\":" TEXT ",\"items\":" LIST(OBJECT(
        "\"product\",\"code\",\"unit\",\"location\",\"quantity\",\"reserved\",\"free\",\"unit_cost\",\"value\"",
        "\"product\":" REF("Reference") ",\"code\":" TEXT_OR_NULL ",\"unit\":" TEXT_OR_NULL ",\"location\":" REF("Reference")
        ",\"quantity\":" TEXT ",\"reserved\":" TEXT ",\"free\":" TEXT ",\"unit_cost\":" TEXT_OR_NULL ",\"value\":" TEXT_OR_NULL))
        ",\"next\":" INTEGER_OR_NULL ",\"value\":" TEXT_OR_NULL)},
    {"StockMoves", OBJECT("\"currency\",\"items\",\"next\"", "\"currency\":" TEXT ",\"items\":" LIST(OBJECT(
        "\"id\",\"kind\",\"date\",\"product\",\"location\",\"quantity\",\"value\",\"document\",\"entry\",\"note\",\"by\"",
        "\"id\":" INTEGER ",\"kind\":" TEXT ",\"date\":" TEXT ",\"product\":" REF("Reference") ",\"location\":" REF("Reference")
        ",\"quantity\":" TEXT ",\"value\":" TEXT_OR_NULL
        ",\"document\":" OR_NULL(OBJECT("\"type\",\"id\"", "\"type\":" TEXT ",\"id\":" INTEGER)) ",\"entry\":" OR_NULL_REFERENCE
        ",\"note\":" TEXT_OR_NULL ",\"by\":" OR_NULL_REFERENCE)) ",\"next\":" INTEGER_OR_NULL)},
    {"StockToReorder", OBJECT("\"items\"", "\"items\":" LIST(OBJECT(
        "\"product\",\"code\",\"unit\",\"quantity\",\"reserved\",\"free\",\"on_order\",\"reorder_level\",\"short\"",
        "\"product\":" REF("Reference") ",\"code\":" TEXT_OR_NULL ",\"unit\":" TEXT_OR_NULL ",\"quantity\":" TEXT
        ",\"reserved\":" TEXT ",\"free\":" TEXT ",\"on_order\":" TEXT ",\"reorder_level\":" TEXT ",\"short\":" TEXT)))},
    {"StockReceipt", OBJECT("\"lines\"", "\"date\":" TEXT_OR_NULL ",\"location\":" INTEGER_OR_NULL ",\"ledger_account\":" INTEGER_OR_NULL
        ",\"note\":" TEXT_OR_NULL ",\"lines\":" LIST(OBJECT("\"product\",\"quantity\"",
        "\"product\":" INTEGER ",\"quantity\":" TEXT ",\"unit_cost\":" TEXT_OR_NULL ",\"value\":" TEXT_OR_NULL)))},
    {"StockCount", OBJECT("\"lines\"", "\"date\":" TEXT_OR_NULL ",\"location\":" INTEGER_OR_NULL ",\"note\":" TEXT_OR_NULL
        ",\"lines\":" LIST(OBJECT("\"product\",\"counted\"", "\"product\":" INTEGER ",\"counted\":" TEXT)))},
    {"StockTransfer", OBJECT("\"from\",\"to\",\"lines\"", "\"date\":" TEXT_OR_NULL ",\"from\":" INTEGER ",\"to\":" INTEGER
        ",\"note\":" TEXT_OR_NULL ",\"lines\":" QUANTITY_LINES)},
    {"StockScrap", OBJECT("\"lines\"", "\"date\":" TEXT_OR_NULL ",\"location\":" INTEGER_OR_NULL ",\"note\":" TEXT_OR_NULL
        ",\"lines\":" QUANTITY_LINES)},
    {"StockOutcome", OBJECT("\"entry\",\"moves\"", "\"entry\":" OR_NULL(OBJECT("\"id\",\"number\"", "\"id\":" INTEGER ",\"number\":" TEXT))
        ",\"moves\":" INTEGER)},
    {NULL, NULL},
};
/* clang-format on */
