/* The shapes of contracts. Amounts, prices and quantities are text. */
#include "http/openapi_schemas.h"
#include "http/openapi_words.h"

#include <stddef.h>

/* clang-format off */
const named_schema_t OPENAPI_SCHEMAS_CONTRACTS[] = {
    {"ContractRequest", OBJECT("\"account\",\"name\",\"lines\"", "\"account\":" INTEGER ",\"name\":" TEXT ",\"contact\":" INTEGER_OR_NULL
        ",\"opportunity\":" INTEGER_OR_NULL ",\"owner\":" INTEGER_OR_NULL ",\"branch\":" INTEGER_OR_NULL ",\"currency\":" TEXT_OR_NULL
        ",\"start_on\":" TEXT_OR_NULL ",\"months\":" INTEGER_OR_NULL ",\"notice_days\":" INTEGER_OR_NULL
        ",\"renewal\":{\"enum\":[\"automatic\",\"ask\",\"none\"]},\"billing\":{\"enum\":[\"month\",\"quarter\",\"half_year\",\"year\"]}"
        ",\"escalation_percent\":" TEXT_OR_NULL ",\"payment_terms\":" TEXT_OR_NULL ",\"description\":" TEXT_OR_NULL
        ",\"lines\":" LIST(OPTIONAL("\"product\":" INTEGER_OR_NULL ",\"description\":" TEXT_OR_NULL ",\"quantity\":" TEXT
        ",\"unit\":" TEXT_OR_NULL ",\"unit_price\":" TEXT_OR_NULL ",\"discount_percent\":" TEXT_OR_NULL
        ",\"tax_code\":" INTEGER_OR_NULL ",\"recurring\":" BOOLEAN)))},
    {"ContractDocument", OBJECT("\"record\",\"lines\",\"invoices\",\"billed\",\"recognised\",\"deferred\",\"to_credit\"",
        "\"record\":" REF("Contract") ",\"lines\":" LIST(OBJECT("\"id\",\"product\",\"description\",\"quantity\",\"unit\","
        "\"unit_price\",\"discount_percent\",\"recurring\",\"from_on\",\"until_on\",\"net\"",
        "\"id\":" INTEGER ",\"product\":" OR_NULL_REFERENCE ",\"description\":" TEXT ",\"quantity\":" TEXT ",\"unit\":" TEXT_OR_NULL
        ",\"unit_price\":" TEXT ",\"discount_percent\":" TEXT ",\"recurring\":" BOOLEAN ",\"from_on\":" TEXT
        ",\"until_on\":" TEXT_OR_NULL ",\"net\":" TEXT)) ",\"invoices\":" LIST(OBJECT(
        "\"id\",\"number\",\"kind\",\"date\",\"total\",\"open\",\"status\"",
        "\"id\":" INTEGER ",\"number\":" TEXT ",\"kind\":" TEXT ",\"date\":" TEXT ",\"total\":" TEXT ",\"open\":" TEXT ",\"status\":" TEXT))
        ",\"billed\":" TEXT ",\"recognised\":" TEXT ",\"deferred\":" TEXT ",\"to_credit\":" TEXT)},
    {"ContractsDue", OPTIONAL("\"date\":" TEXT_OR_NULL)},
    {"ContractsDone", OBJECT("\"invoices\",\"entries\",\"opportunities\",\"renewed\",\"ended\"", "\"invoices\":" INTEGER
        ",\"entries\":" INTEGER ",\"opportunities\":" INTEGER ",\"renewed\":" INTEGER ",\"ended\":" INTEGER)},
    {"ContractQuantity", OBJECT("\"line\",\"quantity\"", "\"line\":" INTEGER ",\"quantity\":" TEXT ",\"date\":" TEXT_OR_NULL)},
    {"ContractEnd", OBJECT("\"reason\"", "\"reason\":" TEXT ",\"date\":" TEXT_OR_NULL)},
    {"RecurringRevenue", OBJECT("\"currency\",\"months\",\"start\",\"end\",\"grr\",\"nrr\"", "\"currency\":" TEXT
        ",\"months\":" LIST(OBJECT("\"month\",\"mrr\",\"new\",\"expansion\",\"contraction\",\"churn\"",
        "\"month\":" TEXT ",\"mrr\":" TEXT ",\"new\":" TEXT ",\"expansion\":" TEXT ",\"contraction\":" TEXT ",\"churn\":" TEXT))
        ",\"start\":" TEXT ",\"end\":" TEXT ",\"grr\":" TEXT_OR_NULL ",\"nrr\":" TEXT_OR_NULL)},
    {NULL, NULL},
};
/* clang-format on */
