#include "http/openapi_schemas.h"
#include "http/openapi_words.h"

#include <stddef.h>

/* clang-format off */
const named_schema_t OPENAPI_SCHEMAS_TRAIL[] = {
    {"TrailNode",
     OBJECT("\"type\",\"id\",\"title\",\"detail\",\"date\",\"amount\",\"currency\",\"status\",\"readable\"",
            "\"type\":{\"enum\":[\"interaction\",\"opportunity\",\"quote\",\"contract\",\"order\",\"delivery\",\"invoice\","
            "\"payment\",\"journal_entry\"]},\"id\":" INTEGER ",\"title\":" TEXT_OR_NULL ",\"detail\":" TEXT_OR_NULL
            ",\"date\":" TEXT_OR_NULL ",\"amount\":" TEXT_OR_NULL ",\"currency\":" TEXT_OR_NULL ",\"status\":" TEXT_OR_NULL
            ",\"readable\":" BOOLEAN)},
    {"Trail",
     OBJECT("\"nodes\",\"links\",\"more\"",
            "\"nodes\":" LIST(REF("TrailNode")) ",\"links\":" LIST(OBJECT("\"from\",\"to\"", "\"from\":" INTEGER ",\"to\":" INTEGER))
            ",\"more\":" BOOLEAN)},
    {"AccountTrade",
     OBJECT("\"bought\",\"orders\",\"contracts\",\"ledger\",\"ageing\",\"days_to_pay\"",
            "\"bought\":" LIST(OBJECT("\"product\",\"description\",\"quantity\",\"unit\",\"net\",\"currency\",\"first_on\",\"last_on\"",
                "\"product\":" OR_NULL_REFERENCE ",\"description\":" TEXT ",\"quantity\":" TEXT ",\"unit\":" TEXT_OR_NULL
                ",\"net\":" TEXT ",\"currency\":" TEXT ",\"first_on\":" TEXT ",\"last_on\":" TEXT))
            ",\"orders\":" LIST(OBJECT("\"id\",\"number\",\"date\",\"status\",\"currency\",\"total\",\"backlog\"",
                "\"id\":" INTEGER ",\"number\":" TEXT ",\"date\":" TEXT ",\"status\":" TEXT ",\"currency\":" TEXT
                ",\"total\":" TEXT ",\"backlog\":" TEXT))
            ",\"contracts\":" LIST(OBJECT("\"id\",\"number\",\"name\",\"status\",\"currency\",\"arr\",\"renewal_on\",\"end_on\"",
                "\"id\":" INTEGER ",\"number\":" TEXT ",\"name\":" TEXT ",\"status\":" TEXT ",\"currency\":" TEXT
                ",\"arr\":" TEXT ",\"renewal_on\":" TEXT_OR_NULL ",\"end_on\":" TEXT_OR_NULL))
            ",\"ledger\":" OR_NULL(REF("CustomerFigures"))
            ",\"ageing\":" OR_NULL(OBJECT("\"currency\",\"current\",\"days_30\",\"days_60\",\"days_90\",\"older\",\"unapplied\",\"total\"",
                "\"currency\":" TEXT ",\"current\":" TEXT ",\"days_30\":" TEXT ",\"days_60\":" TEXT ",\"days_90\":" TEXT
                ",\"older\":" TEXT ",\"unapplied\":" TEXT ",\"total\":" TEXT))
            ",\"days_to_pay\":" OR_NULL(OBJECT("\"average\",\"invoices\"", "\"average\":" TEXT ",\"invoices\":" INTEGER)))},
    {NULL, NULL},
};
/* clang-format on */
