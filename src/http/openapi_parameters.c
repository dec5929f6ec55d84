#include "http/openapi_parameters.h"

#include "base/text.h"

#define PARAMETER(name, where, rest, about)                                                                            \
    "{\"name\":\"" name "\",\"in\":\"" where "\",\"description\":\"" about "\"," rest "}"
#define TEXT "\"schema\":{\"type\":\"string\"}"
#define NEEDED_TEXT "\"required\":true," TEXT
#define NUMBER "\"schema\":{\"type\":\"integer\",\"minimum\":1}"
#define YES_NO "\"schema\":{\"type\":\"boolean\"}"

#define REF(name) "{\"$ref\":\"#/components/parameters/" name "\"}"
#define FILTERS REF("filters") "," REF("words") "," REF("mine") "," REF("team") "," REF("archived")
#define LIMIT(most)                                                                                                    \
    PARAMETER("limit", "query", "\"schema\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":" most "}",                \
              "At most so many")

#define FROM_TO PARAMETER("from", "query", TEXT, "The first day") "," PARAMETER("to", "query", TEXT, "The last day")
#define ABOUT                                                                                                          \
    PARAMETER("customer", "query", NUMBER, "Only of this account")                                                     \
    "," PARAMETER("product", "query", NUMBER, "Only of this product") "," PARAMETER(                                   \
        "salesperson", "query", NUMBER, "Only of this user") "," PARAMETER("branch", "query", NUMBER,                  \
                                                                           "Only of this branch")
#define JOURNAL_FILTERS                                                                                                \
    FROM_TO "," ABOUT "," PARAMETER("ledger_account", "query", NUMBER, "Only of this ledger account") "," PARAMETER(   \
        "opportunity", "query", NUMBER, "Only of this opportunity") "," LIMIT("200") "," REF("after")
#define STATEMENT_OF ABOUT "," PARAMETER("as_of", "query", TEXT, "As the books stood at this moment")
#define STATEMENT_DATE PARAMETER("date", "query", NEEDED_TEXT, "The day")
#define STATEMENT_TIME                                                                                                 \
    PARAMETER("from", "query", NEEDED_TEXT, "The first day") "," PARAMETER("to", "query", NEEDED_TEXT, "The last day")

#define RECEIVABLES_DATE PARAMETER("date", "query", TEXT, "As it stood at the end of this day; today when not given")
#define RECEIVABLES_BY                                                                                                 \
    PARAMETER("by", "query", "\"schema\":{\"enum\":[\"customer\",\"salesperson\",\"branch\"]}", "Whose they are")
#define RECEIVABLES_OFFSET                                                                                             \
    PARAMETER("offset", "query", "\"schema\":{\"type\":\"integer\",\"minimum\":0}", "The next of the page before")
#define AGES                                                                                                           \
    "\"schema\":{\"enum\":[\"current\",\"days_1_30\",\"days_31_60\",\"days_61_90\",\"days_over_90\",\"unapplied\"]}"

#define STOCK_OF                                                                                                       \
    PARAMETER("product", "query", NUMBER, "Of one product")                                                            \
    "," PARAMETER("location", "query", NUMBER, "At one location")

/* clang-format off */
const named_parameter_t OPENAPI_PARAMETERS[] = {
    {"filters",
     PARAMETER("filters", "query",
               "\"style\":\"form\",\"explode\":true,\"schema\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}",
               "One parameter per condition: field=value, and field.ne, .gt, .gte, .lt, .lte, .in (commas between), "
               ".null, .has, .starts. A reference is compared by id, or one step on: account.industry=food")},
    {"words", PARAMETER("q", "query", TEXT, "Only what search finds by these words")},
    {"mine", PARAMETER("mine", "query", YES_NO, "Only what the caller owns")},
    {"team", PARAMETER("team", "query", YES_NO, "Only what the caller and its team own")},
    {"archived", PARAMETER("archived", "query", "\"schema\":{\"enum\":[\"true\",\"all\"]}", "Archived records, or all of them")},
    {"sort", PARAMETER("sort", "query", TEXT, "Up to three fields with commas between; - for descending: -amount,name")},
    {"after", PARAMETER("after", "query", TEXT, "The next of the page before")},
    {"before", PARAMETER("before", "query", NUMBER, "The next of the page before")},
    {"if_match", PARAMETER("If-Match", "header", TEXT, "The ETag that was read: refused with 412 when it is no longer so")},
    {"if_none_match", PARAMETER("If-None-Match", "header", TEXT, "The ETag that was read: 304 when it is still so")},
    {NULL, NULL},
};

static const struct {
    const char *operation;
    const char *json;
} PARAMETERS[] = {
    {"list", FILTERS "," REF("sort") "," LIMIT("500") "," REF("after")},
    {"summary",
     PARAMETER("group", "query", TEXT, "Up to three: a field, account.industry, closed_on.month") ","
     PARAMETER("sum", "query", TEXT, "Up to four fields") "," PARAMETER("average", "query", TEXT, "Up to four fields") ","
     PARAMETER("median", "query", TEXT, "Up to four fields") "," FILTERS},
    {"export", PARAMETER("columns", "query", TEXT, "Fields with commas between; all when not given") "," REF("sort") "," FILTERS},
    {"suggest", PARAMETER("field", "query", NEEDED_TEXT, "A text field that is suggested") ","
     PARAMETER("q", "query", TEXT, "How the value begins")},
    {"create", PARAMETER("Idempotency-Key", "header", TEXT, "Sent again with the same key it is done once; kept 48 hours")},
    {"get", REF("if_none_match")},
    {"update", REF("if_match")},
    {"archive", REF("if_match")},
    {"history", REF("before") "," LIMIT("200")},
    {"attach", PARAMETER("name", "query", NEEDED_TEXT, "What the file is called")},
    {"search", PARAMETER("q", "query", NEEDED_TEXT, "The words") ","
     PARAMETER("type", "query", TEXT, "Only this record type, such as account") "," LIMIT("50")},
    {"getCatalogue", PARAMETER("locale", "query", TEXT, "The language of labels, such as en") "," REF("if_none_match")},
    {"listViews", PARAMETER("screen", "query", TEXT, "Only of this screen, such as accounts or pipeline")},
    {"listJournalEntries", JOURNAL_FILTERS "," PARAMETER("kind", "query", TEXT, "Only of this kind, such as manual") ","
     PARAMETER("q", "query", TEXT, "How the number begins, or a part of the text")},
    {"listJournalLines", JOURNAL_FILTERS},
    {"postJournalEntry", PARAMETER("Idempotency-Key", "header", TEXT, "Sent again with the same key it is done once; kept 48 hours")},
    {"getAgeing", RECEIVABLES_DATE "," RECEIVABLES_BY},
    {"listOpenDocuments", RECEIVABLES_DATE "," RECEIVABLES_BY "," PARAMETER("of", "query", TEXT, "The id of the customer, salesperson or branch; none: those without") ","
     PARAMETER("age", "query", AGES, "Only of this age") "," RECEIVABLES_OFFSET},
    {"getCustomerStatement", PARAMETER("customer", "query", "\"required\":true," NUMBER, "The account") "," STATEMENT_TIME},
    {"getSalesDayBook", STATEMENT_TIME "," RECEIVABLES_OFFSET},
    {"getSalesLedger", STATEMENT_TIME "," RECEIVABLES_OFFSET},
    {"getTaxReturn", STATEMENT_TIME},
    {"getCollection", STATEMENT_TIME "," PARAMETER("customer", "query", NUMBER, "Only of this account")},
    {"getTrialBalance", STATEMENT_DATE "," STATEMENT_OF},
    {"getBalanceSheet", STATEMENT_DATE "," STATEMENT_OF},
    {"getIncomeStatement", STATEMENT_TIME "," PARAMETER("columns", "query", "\"schema\":{\"enum\":[\"month\",\"quarter\",\"year\"]}", "A column for each")
     "," STATEMENT_OF},
    {"getNetSalesBy", STATEMENT_TIME ","
     PARAMETER("by", "query", "\"required\":true,\"schema\":{\"enum\":[\"customer\",\"product\",\"salesperson\",\"branch\"]}", "By whom or what") "," LIMIT("1000")},
    {"listExchangeRates", PARAMETER("currency", "query", TEXT, "All of this currency; else the last of each")},
    {"uploadExchangeRates", PARAMETER("base", "query", TEXT, "The currency that rates are for one unit of; EUR when not given")},
    {"uploadOpeningBalances", PARAMETER("date", "query", NEEDED_TEXT, "The day of the balances")},
    {"listStockLevels", STOCK_OF "," PARAMETER("q", "query", TEXT, "How the product's name or code begins") ","
     PARAMETER("after", "query", NUMBER, "The next of the page before") "," LIMIT("500")},
    {"listStockMoves", STOCK_OF "," PARAMETER("after", "query", NUMBER, "The next of the page before") "," LIMIT("500")},
    {"getRecurringRevenue", PARAMETER("from", "query", NEEDED_TEXT, "The first month, such as 2026-01") ","
     PARAMETER("to", "query", NEEDED_TEXT, "The last month")},
    {"importOrders", PARAMETER("currency", "query", TEXT, "Of all amounts; the ledger's when not given") ","
     PARAMETER("paid", "query", "\"schema\":{\"enum\":[\"due\",\"none\"]}", "due: each invoice was paid on its due date")},
    {"exportJournal", PARAMETER("format", "query", "\"schema\":{\"enum\":[\"hledger\",\"csv\",\"json\"]}", "hledger when not given")},
    {"getTrail", PARAMETER("type", "query",
                           "\"required\":true,\"schema\":{\"enum\":[\"opportunity\",\"quote\",\"contract\",\"order\",\"delivery\",\"invoice\",\"payment\",\"journal_entry\"]}",
                           "What it begins with") "," PARAMETER("id", "query", "\"required\":true," NUMBER, "Which one")},
    {"getLink", PARAMETER("token", "query", NEEDED_TEXT, "The last part of the link")},
    {"getBoard", PARAMETER("per_stage", "query", NUMBER, "At most so many of a stage") ","
     PARAMETER("closed_since", "query", "\"schema\":{\"type\":\"string\",\"format\":\"date\"}",
               "Closed stages show what was closed from then on; 90 days when not given") "," FILTERS},
    {"listHandovers", PARAMETER("from", "query", "\"required\":true,\"schema\":{\"type\":\"integer\"}", "Who left")},
    {"getBrief", PARAMETER("locale", "query", TEXT, "The language of the sheet, such as en; the reader's when not given")},
    {"shareBrief", PARAMETER("locale", "query", TEXT, "The language of the sheet behind the link, such as en")},
    {"getToday", PARAMETER("user", "query", NUMBER, "Whose day; one's own when not given") ","
     PARAMETER("date", "query", "\"schema\":{\"type\":\"string\",\"format\":\"date\"}", "The day where the reader is; in UTC when not given") ","
     PARAMETER("midnight", "query", "\"schema\":{\"type\":\"string\",\"format\":\"date-time\"}", "When that day began there")},
    {"moveOpportunity", REF("if_match")},
    {"setTaskDone", REF("if_match")},
    {"mergeAccounts", REF("if_match")},
    {"mergeContacts", REF("if_match")},
    {"streamEvents", PARAMETER("Last-Event-ID", "header", TEXT, "The id of the last event that came: those since are told")
     "," PARAMETER("after", "query", TEXT, "The same, for clients that cannot set a header")},
    {"findPrice", PARAMETER("product", "query", "\"required\":true,\"schema\":{\"type\":\"integer\"}", "The product") ","
     PARAMETER("account", "query", NUMBER, "For this customer; nobody in particular when not given") ","
     PARAMETER("currency", "query", TEXT, "In this currency; the account's, else the organisation's when not given") ","
     PARAMETER("quantity", "query", TEXT, "For so many; 1 when not given") ","
     PARAMETER("date", "query", "\"schema\":{\"type\":\"string\",\"format\":\"date\"}", "On that day; today when not given")},
    {"listNotifications", REF("after") "," LIMIT("200")},
    {"listDuplicates",
     PARAMETER("type", "query", "\"schema\":{\"enum\":[\"account\",\"contact\"]}", "Accounts when not given") ","
     PARAMETER("state", "query", "\"schema\":{\"enum\":[\"open\",\"dismissed\"]}", "Open when not given") "," REF("mine") ","
     LIMIT("100") "," REF("after")},
    {"listImports", REF("before")},
    {"uploadImport", PARAMETER("name", "query", TEXT, "What the file is called") ","
     PARAMETER("type", "query", TEXT, "The record type; guessed when not given")},
    {"listImportProblems", PARAMETER("after_line", "query", "\"schema\":{\"type\":\"integer\"}",
                                     "The next of the page before")},
};
/* clang-format on */

const char *openapi_parameters(const char *operation) {
    for (size_t i = 0; i < sizeof PARAMETERS / sizeof PARAMETERS[0]; i++)
        if (text_equal(PARAMETERS[i].operation, operation)) return PARAMETERS[i].json;
    return NULL;
}
