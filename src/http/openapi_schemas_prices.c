#include "http/openapi_schemas.h"
#include "http/openapi_words.h"

#include <stddef.h>

/* clang-format off */
const named_schema_t OPENAPI_SCHEMAS_PRICES[] = {
    {"TradeSettings",
     OBJECT("\"tax_per_line\",\"default_tax_code\",\"discount_limit\",\"credit_note_limit\",\"write_off_limit\",\"currency\","
            "\"seller_address\",\"tax_registration\",\"may_change\"",
            "\"tax_per_line\":" BOOLEAN ",\"default_tax_code\":" OR_NULL_REFERENCE ",\"discount_limit\":" TEXT_OR_NULL
            ",\"credit_note_limit\":" TEXT_OR_NULL ",\"write_off_limit\":" TEXT_OR_NULL ",\"currency\":" TEXT
            ",\"seller_address\":" TEXT ",\"tax_registration\":" TEXT ",\"may_change\":" BOOLEAN)},
    {"TradeSettingsChange",
     OPTIONAL("\"tax_per_line\":" BOOLEAN ",\"default_tax_code\":" INTEGER_OR_NULL ",\"discount_limit\":" TEXT_OR_NULL
              ",\"credit_note_limit\":" TEXT_OR_NULL ",\"write_off_limit\":" TEXT_OR_NULL ",\"seller_address\":" TEXT
              ",\"tax_registration\":" TEXT)},
    {"TaxCodesReady", OBJECT("\"chart\"", "\"chart\":{\"enum\":[\"singapore\"]}")},
    {"PriceFound",
     OBJECT("\"unit_price\",\"price_list\",\"minimum_quantity\",\"currency\",\"unit\",\"tax_code\",\"tax_rate\"",
            "\"unit_price\":" TEXT_OR_NULL ",\"price_list\":" OR_NULL_REFERENCE ",\"minimum_quantity\":" TEXT_OR_NULL
            ",\"currency\":" TEXT ",\"unit\":" TEXT_OR_NULL ",\"tax_code\":" OR_NULL_REFERENCE ",\"tax_rate\":" TEXT)},
    {NULL, NULL},
};
/* clang-format on */
