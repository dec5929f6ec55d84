/* The shapes of payments and of what customers owe. Amounts are text. */
#include "http/openapi_schemas.h"
#include "http/openapi_words.h"

#include <stddef.h>

#define AGE_NAMES "\"current\",\"days_1_30\",\"days_31_60\",\"days_61_90\",\"days_over_90\",\"unapplied\""
#define AGE_MEMBERS                                                                                                    \
    "\"current\":" TEXT ",\"days_1_30\":" TEXT ",\"days_31_60\":" TEXT ",\"days_61_90\":" TEXT                         \
    ",\"days_over_90\":" TEXT ",\"unapplied\":" TEXT ",\"total\":" TEXT
#define ALLOCATIONS                                                                                                    \
    LIST(OBJECT("\"invoice\",\"amount\"", "\"invoice\":" INTEGER ",\"amount\":" TEXT ",\"discount\":" TEXT_OR_NULL))
#define TIME_NAMES "\"currency\",\"from\",\"to\""
#define TIME_MEMBERS "\"currency\":" TEXT ",\"from\":" TEXT ",\"to\":" TEXT
#define LEDGER_NAMES "\"opening\",\"debit\",\"credit\",\"closing\""
#define LEDGER_MEMBERS "\"opening\":" TEXT ",\"debit\":" TEXT ",\"credit\":" TEXT ",\"closing\":" TEXT

/* clang-format off */
const named_schema_t OPENAPI_SCHEMAS_RECEIVABLES[] = {
    {"PaymentRequest", OBJECT("\"account\",\"amount\"", "\"account\":" INTEGER ",\"amount\":" TEXT ",\"currency\":" TEXT_OR_NULL
        ",\"date\":" TEXT_OR_NULL ",\"method\":{\"enum\":[\"bank_transfer\",\"cash\",\"card\",\"cheque\",\"other\"]}"
        ",\"ledger_account\":" INTEGER_OR_NULL ",\"reference\":" TEXT_OR_NULL ",\"note\":" TEXT_OR_NULL
        ",\"allocations\":" ALLOCATIONS ",\"automatic\":" BOOLEAN)},
    {"PaymentDocument", OBJECT("\"record\",\"allocations\",\"refunds\",\"entry\",\"may_apply\",\"may_refund\",\"may_take_back\"",
        "\"record\":" REF("Payment") ",\"allocations\":" LIST(OBJECT("\"id\",\"kind\",\"date\",\"invoice\",\"amount\",\"discount\",\"taken_back\",\"may_take_back\"",
        "\"id\":" INTEGER ",\"kind\":{\"enum\":[\"payment\",\"refund\",\"taken_back\"]},\"date\":" TEXT ",\"invoice\":" OR_NULL_REFERENCE
        ",\"amount\":" TEXT ",\"discount\":" TEXT ",\"taken_back\":" BOOLEAN ",\"may_take_back\":" BOOLEAN))
        ",\"refunds\":" LIST(OBJECT("\"id\",\"number\",\"date\",\"amount\"", "\"id\":" INTEGER ",\"number\":" TEXT ",\"date\":" TEXT ",\"amount\":" TEXT))
        ",\"entry\":" OR_NULL_REFERENCE ",\"may_apply\":" BOOLEAN ",\"may_refund\":" BOOLEAN ",\"may_take_back\":" BOOLEAN)},
    {"AllocationRequest", OBJECT("\"allocations\"", "\"allocations\":" ALLOCATIONS ",\"date\":" TEXT_OR_NULL)},
    {"RefundRequest", OPTIONAL("\"amount\":" TEXT_OR_NULL ",\"date\":" TEXT_OR_NULL
        ",\"method\":{\"enum\":[\"bank_transfer\",\"cash\",\"card\",\"cheque\",\"other\"]},\"ledger_account\":" INTEGER_OR_NULL
        ",\"reference\":" TEXT_OR_NULL ",\"note\":" TEXT_OR_NULL)},
    {"TakeBackRequest", OBJECT("\"reason\"", "\"reason\":" TEXT ",\"date\":" TEXT_OR_NULL)},
    {"WriteOffRequest", OBJECT("\"reason\"", "\"reason\":" TEXT ",\"amount\":" TEXT_OR_NULL ",\"date\":" TEXT_OR_NULL)},
    {"WriteOff", OBJECT("\"entry\",\"approval\"", "\"entry\":" INTEGER_OR_NULL ",\"approval\":" INTEGER_OR_NULL)},
    {"Approvals", OBJECT("\"items\"", "\"items\":" LIST(OBJECT("\"id\",\"kind\",\"status\",\"invoice\",\"amount\",\"currency\",\"reason\","
        "\"prepared_by\",\"prepared_at\",\"decided_by\",\"note\",\"may_decide\"",
        "\"id\":" INTEGER ",\"kind\":{\"enum\":[\"credit_note\",\"write_off\"]},\"status\":{\"enum\":[\"waiting\",\"approved\",\"refused\"]}"
        ",\"invoice\":" OR_NULL_REFERENCE ",\"amount\":" TEXT ",\"currency\":" TEXT ",\"reason\":" TEXT_OR_NULL
        ",\"prepared_by\":" OR_NULL_REFERENCE ",\"prepared_at\":" TEXT ",\"decided_by\":" OR_NULL_REFERENCE ",\"note\":" TEXT_OR_NULL
        ",\"may_decide\":" BOOLEAN)))},
    {"ApprovalDecision", OBJECT("\"approve\"", "\"approve\":" BOOLEAN ",\"note\":" TEXT_OR_NULL)},
    {"Ages", OBJECT(AGE_NAMES ",\"total\"", AGE_MEMBERS)},
    {"Ageing", OBJECT("\"date\",\"by\",\"currency\",\"receivable\",\"items\",\"total\"",
        "\"date\":" TEXT ",\"by\":{\"enum\":[\"customer\",\"salesperson\",\"branch\"]},\"currency\":" TEXT ",\"receivable\":" TEXT
        ",\"items\":" LIST(OBJECT("\"record\"," AGE_NAMES ",\"total\"", "\"record\":" OR_NULL_REFERENCE "," AGE_MEMBERS))
        ",\"total\":" REF("Ages"))},
    {"OpenDocuments", OBJECT("\"currency\",\"items\",\"next\"", "\"currency\":" TEXT ",\"next\":" INTEGER_OR_NULL
        ",\"items\":" LIST(OBJECT("\"type\",\"id\",\"number\",\"kind\",\"customer\",\"date\",\"due_on\",\"days_late\",\"age\",\"currency\","
        "\"total\",\"open\",\"open_book\",\"disputed\"",
        "\"type\":{\"enum\":[\"invoice\",\"payment\"]},\"id\":" INTEGER ",\"number\":" TEXT ",\"kind\":" TEXT ",\"customer\":" REF("Reference")
        ",\"date\":" TEXT ",\"due_on\":" TEXT_OR_NULL ",\"days_late\":" INTEGER ",\"age\":{\"enum\":[" AGE_NAMES "]},\"currency\":" TEXT
        ",\"total\":" TEXT ",\"open\":" TEXT ",\"open_book\":" TEXT ",\"disputed\":" BOOLEAN)))},
    {"CustomerStatement", OBJECT("\"from\",\"to\",\"customer\",\"address\",\"seller\",\"sections\"",
        "\"from\":" TEXT ",\"to\":" TEXT ",\"customer\":" REF("Reference")
        ",\"address\":" OBJECT("\"street\",\"postal_code\",\"city\",\"country\"", "\"street\":" TEXT_OR_NULL ",\"postal_code\":" TEXT_OR_NULL
        ",\"city\":" TEXT_OR_NULL ",\"country\":" TEXT_OR_NULL)
        ",\"seller\":" OBJECT("\"name\",\"address\",\"tax_registration\"", "\"name\":" TEXT ",\"address\":" TEXT ",\"tax_registration\":" TEXT)
        ",\"sections\":" LIST(OBJECT("\"currency\",\"opening\",\"closing\",\"items\",\"open\"",
        "\"currency\":" TEXT ",\"opening\":" TEXT ",\"closing\":" TEXT
        ",\"items\":" LIST(OBJECT("\"date\",\"kind\",\"document\",\"amount\",\"balance\"",
        "\"date\":" TEXT ",\"kind\":{\"enum\":[\"invoice\",\"credit_note\",\"payment\",\"refund\",\"taken_back\",\"write_off\",\"discount\"]}"
        ",\"document\":" OBJECT("\"type\",\"id\",\"number\"", "\"type\":{\"enum\":[\"invoice\",\"payment\"]},\"id\":" INTEGER ",\"number\":" TEXT)
        ",\"amount\":" TEXT ",\"balance\":" TEXT))
        ",\"open\":" LIST(OBJECT("\"id\",\"number\",\"date\",\"due_on\",\"total\",\"open\",\"late\",\"disputed\"",
        "\"id\":" INTEGER ",\"number\":" TEXT ",\"date\":" TEXT ",\"due_on\":" TEXT ",\"total\":" TEXT ",\"open\":" TEXT
        ",\"late\":" BOOLEAN ",\"disputed\":" BOOLEAN)))))},
    {"SalesDayBook", OBJECT(TIME_NAMES ",\"items\",\"total\",\"next\"", TIME_MEMBERS ",\"next\":" INTEGER_OR_NULL
        ",\"items\":" LIST(OBJECT("\"id\",\"number\",\"kind\",\"date\",\"customer\",\"net\",\"tax\",\"total\",\"entry\"",
        "\"id\":" INTEGER ",\"number\":" TEXT ",\"kind\":{\"enum\":[\"invoice\",\"credit_note\"]},\"date\":" TEXT ",\"customer\":" REF("Reference")
        ",\"net\":" TEXT ",\"tax\":" TEXT ",\"total\":" TEXT ",\"entry\":" OR_NULL_REFERENCE))
        ",\"total\":" OBJECT("\"count\",\"net\",\"tax\",\"total\"", "\"count\":" INTEGER ",\"net\":" TEXT ",\"tax\":" TEXT ",\"total\":" TEXT))},
    {"SalesLedger", OBJECT(TIME_NAMES ",\"items\",\"total\",\"next\"", TIME_MEMBERS ",\"next\":" INTEGER_OR_NULL
        ",\"items\":" LIST(OBJECT("\"customer\"," LEDGER_NAMES, "\"customer\":" REF("Reference") "," LEDGER_MEMBERS))
        ",\"total\":" OBJECT(LEDGER_NAMES, LEDGER_MEMBERS))},
    {"TaxReturn", OBJECT(TIME_NAMES ",\"boxes\",\"documents_tax\",\"out_of_scope\"", TIME_MEMBERS ",\"boxes\":" LIST(OBJECT("\"box\",\"amount\"",
        "\"box\":" INTEGER ",\"amount\":" TEXT)) ",\"documents_tax\":" TEXT ",\"out_of_scope\":" TEXT)},
    {"Collection", OBJECT(TIME_NAMES ",\"days\",\"receivable\",\"billed\",\"dso\",\"count_back\",\"settled\",\"days_to_pay\","
        "\"days_to_pay_by_amount\",\"late\",\"late_percent\",\"days_late\",\"days_late_of_late\"",
        TIME_MEMBERS ",\"days\":" INTEGER ",\"receivable\":" TEXT ",\"billed\":" TEXT ",\"dso\":" TEXT_OR_NULL ",\"count_back\":" TEXT_OR_NULL
        ",\"settled\":" INTEGER ",\"days_to_pay\":" TEXT_OR_NULL ",\"days_to_pay_by_amount\":" TEXT_OR_NULL ",\"late\":" INTEGER
        ",\"late_percent\":" TEXT_OR_NULL ",\"days_late\":" TEXT_OR_NULL ",\"days_late_of_late\":" TEXT_OR_NULL)},
    {NULL, NULL},
};
/* clang-format on */
