/* The shapes of quotes and of what is decided about them. */
#include "http/openapi_schemas.h"
#include "http/openapi_words.h"

#include <stddef.h>

#define DISCOUNT                                                                                                       \
    OBJECT("\"highest\",\"limit\",\"needs_approval\"",                                                                 \
           "\"highest\":" TEXT ",\"limit\":" TEXT_OR_NULL ",\"needs_approval\":" BOOLEAN)

/* clang-format off */
const named_schema_t OPENAPI_SCHEMAS_QUOTES[] = {
    {"QuoteRequest", OBJECT("\"lines\"", SALE_REQUEST_MEMBERS ",\"valid_until\":" TEXT_OR_NULL ",\"introduction\":" TEXT_OR_NULL
        ",\"timeline\":" TEXT_OR_NULL ",\"terms\":" TEXT_OR_NULL)},
    {"QuotePreview", OBJECT("\"currency\",\"date\",\"payment_terms\",\"lines\",\"totals\",\"discount\"",
        "\"currency\":" TEXT ",\"date\":" TEXT ",\"payment_terms\":" TEXT_OR_NULL ",\"lines\":" LIST(REF("SaleLine"))
        ",\"totals\":" OBJECT("\"gross\",\"discount\",\"net\",\"freight\",\"tax\",\"total\"",
        "\"gross\":" TEXT ",\"discount\":" TEXT ",\"net\":" TEXT ",\"freight\":" TEXT ",\"tax\":" TEXT ",\"total\":" TEXT
        ",\"cost\":" TEXT ",\"margin\":" TEXT) ",\"discount\":" DISCOUNT)},
    {"QuoteDocument", OBJECT("\"record\",\"lines\",\"freight\",\"discount\",\"comments\",\"versions\",\"order\","
        "\"link_expires_at\",\"intact\",\"may_change\",\"may_approve\"",
        "\"record\":" REF("Quote") ",\"lines\":" LIST(REF("SaleLine")) ",\"freight\":" TEXT ",\"discount\":" DISCOUNT
        ",\"comments\":" LIST(OBJECT("\"id\",\"at\",\"name\",\"body\",\"customer\"",
        "\"id\":" INTEGER ",\"at\":" TEXT ",\"name\":" TEXT ",\"body\":" TEXT ",\"customer\":" BOOLEAN))
        ",\"versions\":" LIST(OBJECT("\"id\",\"revision\",\"status\",\"total\",\"date\"",
        "\"id\":" INTEGER ",\"revision\":" INTEGER ",\"status\":" TEXT ",\"total\":" TEXT ",\"date\":" TEXT))
        ",\"order\":" OR_NULL(OBJECT("\"id\",\"number\"", "\"id\":" INTEGER ",\"number\":" TEXT))
        ",\"link_expires_at\":" TEXT_OR_NULL ",\"intact\":{\"type\":[\"boolean\",\"null\"]},\"may_change\":" BOOLEAN
        ",\"may_approve\":" BOOLEAN)},
    {"QuoteLink", OBJECT("\"link\",\"expires_at\"", "\"link\":" TEXT_OR_NULL ",\"expires_at\":" TEXT_OR_NULL)},
    {"QuoteApproval", OBJECT("\"approve\"", "\"approve\":" BOOLEAN ",\"note\":" TEXT_OR_NULL)},
    {"QuoteComment", OBJECT("\"body\"", "\"body\":" TEXT)},
    {"QuoteAcceptance", OBJECT("\"name\"", "\"name\":" TEXT ",\"title\":" TEXT_OR_NULL ",\"chosen\":" LIST(INTEGER))},
    {"QuoteDecline", OPTIONAL("\"reason\":" TEXT_OR_NULL)},
    {NULL, NULL},
};
/* clang-format on */
