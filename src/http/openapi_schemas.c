#include "http/openapi_schemas.h"

#include "http/openapi_words.h"

#include <stddef.h>

#define MAY                                                                                                            \
    OBJECT("\"update\",\"archive\",\"delete\"", "\"update\":" BOOLEAN ",\"archive\":" BOOLEAN ",\"delete\":" BOOLEAN)
#define TASKS OBJECT("\"open\",\"done\"", "\"open\":" LIST(REF("Task")) ",\"done\":" LIST(REF("Task")))
#define PROMISES OBJECT("\"open\",\"settled\"", "\"open\":" LIST(REF("Promise")) ",\"settled\":" LIST(REF("Promise")))
#define CONTACT_DAYS "\"strategic\":" INTEGER ",\"key\":" INTEGER ",\"standard\":" INTEGER ",\"smb\":" INTEGER
#define INTERACTIONS OBJECT("\"items\",\"more\"", "\"items\":" LIST(REF("Interaction")) ",\"more\":" BOOLEAN)
#define MONEY_TOTAL                                                                                                    \
    OBJECT("\"currency\",\"count\",\"amount\",\"weighted\"",                                                           \
           "\"currency\":" TEXT ",\"count\":" INTEGER ",\"amount\":" TEXT ",\"weighted\":" TEXT)
#define VIEW_SHARED "{\"enum\":[\"private\",\"team\",\"everyone\"]}"
#define FIRST_STEP "{\"enum\":[\"account\",\"contact\",\"interaction\",\"next_step\",\"opportunity\",\"move\"]}"
#define LEAD_MATCH                                                                                                     \
    OBJECT("\"record\",\"subtitle\",\"score\"",                                                                        \
           "\"record\":" REF("Reference") ",\"subtitle\":" TEXT_OR_NULL ",\"score\":" INTEGER)
#define FIGURE OBJECT("\"currency\",\"value\"", "\"currency\":" TEXT ",\"value\":" TEXT)
#define FIGURES MAP("{\"anyOf\":[" LIST(FIGURE) ",{\"type\":\"number\"},{\"type\":\"null\"}]}")
#define LEDGER_ACCOUNT_NAMED OBJECT("\"id\",\"title\",\"code\"", "\"id\":" INTEGER ",\"title\":" TEXT ",\"code\":" TEXT)
#define MONTH_STATUS "{\"enum\":[\"open\",\"soft\",\"hard\"]}"
#define LEDGER_TYPE                                                                                                    \
    "{\"enum\":[\"asset\",\"liability\",\"equity\",\"revenue\",\"contra_revenue\",\"cost_of_sales\",\"expense\","      \
    "\"other_income\"]}"
#define ENTRY_MEMBERS                                                                                                      \
    "\"id\",\"number\",\"date\",\"period\",\"kind\",\"description\",\"document\",\"reverses\",\"reversed_by\",\"prepared_" \
    "by\",\"posted_by\",\"posted_at\",\"hash\",\"amount\",\"currency\""
#define ENTRY_FIELDS                                                                                                   \
    "\"id\":" INTEGER ",\"number\":" TEXT ",\"date\":" TEXT ",\"period\":" TEXT ",\"kind\":" TEXT                      \
    ",\"description\":" TEXT ",\"document\":" OR_NULL(                                                                 \
        OBJECT("\"type\",\"id\"", "\"type\":" TEXT ",\"id\":" INTEGER)) ",\"reverses\":" OR_NULL_REFERENCE             \
                                                                        ",\"reversed_by\":" OR_NULL_REFERENCE          \
                                                                        ",\"prepared_by\":" OR_NULL_REFERENCE          \
                                                                        ",\"posted_by\":" OR_NULL_REFERENCE            \
                                                                        ",\"posted_at\":" TEXT ",\"hash\":" TEXT       \
                                                                        ",\"amount\":" TEXT ",\"currency\":" TEXT
#define LINE_MEMBERS                                                                                                   \
    "\"position\",\"ledger_account\",\"debit\",\"credit\",\"currency\",\"currency_amount\",\"customer\",\"product\","  \
    "\"salesperson\",\"branch\",\"opportunity\",\"description\""
#define LINE_FIELDS                                                                                                    \
    "\"position\":" INTEGER ",\"ledger_account\":" LEDGER_ACCOUNT_NAMED ",\"debit\":" TEXT_OR_NULL                     \
    ",\"credit\":" TEXT_OR_NULL ",\"currency\":" TEXT ",\"currency_amount\":" TEXT ",\"customer\":" OR_NULL_REFERENCE  \
    ",\"product\":" OR_NULL_REFERENCE ",\"salesperson\":" OR_NULL_REFERENCE ",\"branch\":" OR_NULL_REFERENCE           \
    ",\"opportunity\":" OR_NULL_REFERENCE ",\"description\":" TEXT_OR_NULL
#define SECTIONS                                                                                                       \
    LIST(OBJECT("\"name\",\"rows\",\"total\"",                                                                         \
                "\"name\":" LEDGER_TYPE ",\"rows\":" LIST(OBJECT(                                                      \
                    "\"ledger_account\","                                                                              \
                    "\"amounts\"",                                                                                     \
                    "\"ledger_account\":" LEDGER_ACCOUNT_NAMED ",\"amounts\":" LIST(TEXT))) ",\"total\":" LIST(TEXT)))
#define EITHER_RECORD "{\"anyOf\":[" REF("Account") "," REF("Contact") "]}"
#define OVERVIEW_END                                                                                                   \
    ",\"history\":" REF("History") ",\"attachments\":" LIST(REF("Attachment")) ",\"follow\":" REF(                     \
        "Follow") ",\"may\":" MAY

#define IMPORT_SUMMARY                                                                                                                    \
    "\"id\":" INTEGER ",\"file_name\":" TEXT ",\"file_size\":" INTEGER ",\"state\":" TEXT ",\"record_type\":" TEXT                        \
    ",\"row_count\":" INTEGER ",\"dry_run\":" BOOLEAN                                                                                     \
    ",\"progress\":" OBJECT("\"done\",\"total\"", "\"done\":" INTEGER ",\"total\":" INTEGER) ",\"counts\":" REF(                          \
        "ImportCounts") ",\"job\":" OR_NULL("{\"type\":\"object\"}") ",\"created_by\":" OR_NULL(REF("Reference")) ",\"created_at\":" TEXT \
                                                                                                                  ",\"finished_at\":" TEXT_OR_NULL

/* clang-format off */
static const named_schema_t SCHEMAS[] = {
    {"Reference", OBJECT("\"id\",\"title\"", "\"id\":" INTEGER ",\"title\":" TEXT_OR_NULL)},
    {"Problem",
     OBJECT("\"type\",\"title\",\"status\",\"code\",\"detail\"",
            "\"type\":" TEXT ",\"title\":" TEXT ",\"status\":" INTEGER ",\"code\":" TEXT ",\"detail\":" TEXT
            ",\"errors\":" LIST(OBJECT("\"field\",\"code\",\"message\"",
                                       "\"field\":" TEXT ",\"code\":" TEXT ",\"message\":" TEXT)) ",\"current\":" MAP(ANY)
            ",\"request_id\":" TEXT)},
    {"Session",
     OBJECT("\"user\",\"must_set_password\",\"csrf_token\",\"organisation\",\"version\"",
            "\"user\":" OBJECT("\"id\",\"name\",\"email\",\"role\",\"locale\",\"team\"",
                               "\"id\":" INTEGER ",\"name\":" TEXT ",\"email\":" TEXT_OR_NULL ",\"role\":" TEXT
                               ",\"locale\":" TEXT_OR_NULL ",\"team\":" OR_NULL(REF("Reference")))
            ",\"must_set_password\":" BOOLEAN ",\"csrf_token\":" TEXT_OR_NULL ",\"organisation\":" REF("Organisation")
            ",\"version\":" TEXT)},
    {"SignIn", OBJECT("\"email\",\"password\"", "\"email\":" TEXT ",\"password\":" TEXT)},
    {"Link", OBJECT("\"purpose\",\"user\"",
                    "\"purpose\":" TEXT ",\"user\":" OBJECT("\"name\",\"email\"",
                                                            "\"name\":" TEXT ",\"email\":" TEXT_OR_NULL))},
    {"LinkUse", OBJECT("\"token\"", "\"token\":" TEXT)},
    {"SessionChange", OBJECT("\"locale\"", "\"locale\":{\"enum\":[\"en\",\"zh\"]}")},
    {"LeadMatches", OBJECT("\"accounts\",\"contacts\"", "\"accounts\":" LIST(LEAD_MATCH) ",\"contacts\":" LIST(LEAD_MATCH))},
    {"HandoverPlan", OBJECT("\"from\",\"successors\"", "\"from\":" INTEGER ",\"successors\":" LIST(INTEGER)
                            ",\"accounts\":" LIST(OBJECT("\"account\",\"to\"", "\"account\":" INTEGER ",\"to\":" INTEGER))
                            ",\"deactivate\":" BOOLEAN ",\"dry_run\":" BOOLEAN)},
    {"Handover",
     OBJECT("\"id\",\"from\",\"successors\",\"accounts\"",
            "\"id\":" INTEGER_OR_NULL ",\"from\":" REF("Reference") ",\"successors\":" LIST(OBJECT(
                "\"user\",\"accounts\",\"contacts\",\"opportunities\",\"leads\",\"tasks\",\"promises\",\"open\"",
                "\"user\":" REF("Reference") ",\"accounts\":" INTEGER ",\"contacts\":" INTEGER ",\"opportunities\":" INTEGER
                ",\"leads\":" INTEGER ",\"tasks\":" INTEGER ",\"promises\":" INTEGER ",\"open\":" LIST(
                    OBJECT("\"currency\",\"amount\"", "\"currency\":" TEXT ",\"amount\":" TEXT))))
            ",\"accounts\":" LIST(OBJECT("\"account\",\"to\",\"opportunities\"",
                                       "\"account\":" REF("Reference") ",\"to\":" INTEGER ",\"opportunities\":" INTEGER)))},
    {"Handovers",
     OBJECT("\"items\"", "\"items\":" LIST(OBJECT("\"id\",\"by\",\"at\",\"accounts\",\"records\"",
                                                "\"id\":" INTEGER ",\"by\":" OR_NULL(REF("Reference"))
                                                ",\"at\":" TEXT ",\"accounts\":" INTEGER ",\"records\":" INTEGER)))},
    {"HandoverUndone",
     OBJECT("\"returned\",\"kept\"", "\"returned\":" INTEGER ",\"kept\":" LIST(OBJECT(
                                         "\"type\",\"id\",\"title\"", "\"type\":" TEXT ",\"id\":" INTEGER ",\"title\":" TEXT)))},
    {"Received",
     OBJECT("\"items\"", "\"items\":" LIST(OBJECT("\"account\",\"from\",\"at\",\"read_at\",\"handover\"",
                                                  "\"account\":" REF("Reference") ",\"from\":" REF("Reference") ",\"at\":" TEXT
                                                  ",\"read_at\":" TEXT_OR_NULL ",\"handover\":" INTEGER)))},
    {"BriefLink", OBJECT("\"link\",\"expires_at\"", "\"link\":" TEXT ",\"expires_at\":" TEXT)},
    {"FormToken", OBJECT("\"token\"", "\"token\":" TEXT)},
    {"FormAnswers",
     OBJECT("\"name\"", "\"name\":" TEXT ",\"company\":" TEXT_OR_NULL ",\"email\":" TEXT_OR_NULL
                        ",\"phone\":" TEXT_OR_NULL ",\"message\":" TEXT_OR_NULL ",\"token\":" TEXT_OR_NULL)},
    {"LeadConversion",
     OPTIONAL("\"account\":" OR_NULL(INTEGER) ",\"account_name\":" TEXT_OR_NULL ",\"contact\":" OR_NULL(INTEGER)
              ",\"opportunity\":" OR_NULL(OPTIONAL("\"name\":" TEXT_OR_NULL ",\"amount\":" TEXT_OR_NULL
                                                   ",\"currency\":" TEXT_OR_NULL ",\"expected_close\":" TEXT_OR_NULL)))},
    {"LeadUnconverted",
     OBJECT("\"lead\",\"kept\"", "\"lead\":" REF("Lead") ",\"kept\":" LIST(OBJECT(
                                    "\"type\",\"id\",\"title\"", "\"type\":" TEXT ",\"id\":" INTEGER ",\"title\":" TEXT)))},
    {"PasswordChange", OBJECT("\"password\"", "\"current\":" TEXT_OR_NULL ",\"password\":" TEXT)},
    {"Invitation", OBJECT("\"link\",\"expires_at\"", "\"link\":" TEXT ",\"expires_at\":" TEXT)},
    {"TokenInput", OBJECT("\"name\"", "\"name\":" TEXT)},
    {"Token", OBJECT("\"id\",\"name\",\"token\"", "\"id\":" INTEGER ",\"name\":" TEXT ",\"token\":" TEXT)},
    {"TokenList", OBJECT("\"items\"", "\"items\":" LIST(OBJECT("\"id\",\"name\",\"created_at\"",
                                                               "\"id\":" INTEGER ",\"name\":" TEXT
                                                               ",\"created_at\":" TEXT)))},
    {"Organisation", OBJECT("\"name\",\"currency\",\"contact_intervals\"",
                            "\"name\":" TEXT ",\"currency\":" TEXT ",\"contact_intervals\":" OBJECT(
                                "\"strategic\",\"key\",\"standard\",\"smb\"", CONTACT_DAYS))},
    {"OrganisationInput", OPTIONAL("\"name\":" TEXT ",\"currency\":" TEXT
                                   ",\"contact_intervals\":" OPTIONAL(CONTACT_DAYS))},
    {"Today",
     OBJECT("\"date\",\"user\",\"tasks\",\"promises\",\"meetings\",\"quiet\",\"accounts\"",
            "\"date\":" TEXT ",\"user\":" REF("Reference") ",\"tasks\":" LIST(REF("Task")) ",\"promises\":" LIST(REF("Promise"))
            ",\"meetings\":" LIST(REF("Interaction")) ",\"quiet\":" LIST(OBJECT(
                "\"opportunity\",\"account\",\"stage\",\"amount\",\"currency\",\"expected_close\",\"last_at\",\"days\","
                "\"quiet_days\"",
                "\"opportunity\":" REF("Reference") ",\"account\":" OR_NULL(REF("Reference")) ",\"stage\":" REF("Reference")
                ",\"amount\":" TEXT_OR_NULL ",\"currency\":" TEXT ",\"expected_close\":" TEXT_OR_NULL
                ",\"last_at\":" TEXT ",\"days\":" INTEGER ",\"quiet_days\":" INTEGER))
            ",\"accounts\":" LIST(OBJECT("\"account\",\"phone\",\"tier\",\"last_contact_at\",\"interval_days\",\"overdue_days\"",
                                         "\"account\":" REF("Reference") ",\"phone\":" TEXT_OR_NULL ",\"tier\":" TEXT
                                         ",\"last_contact_at\":" TEXT_OR_NULL ",\"interval_days\":" INTEGER
                                         ",\"overdue_days\":" INTEGER)))},
    {"FirstDay",
     OBJECT("\"questions\",\"tour\"",
            "\"questions\":" BOOLEAN ",\"tour\":" OBJECT(
                "\"open\",\"steps\",\"account\",\"opportunity\"",
                "\"open\":" BOOLEAN ",\"steps\":" LIST(OBJECT("\"step\",\"done\"", "\"step\":" FIRST_STEP ",\"done\":" BOOLEAN))
                ",\"account\":" OR_NULL(REF("Reference")) ",\"opportunity\":" OR_NULL(REF("Reference"))))},
    {"FirstDayAnswers",
     OPTIONAL("\"name\":" TEXT ",\"currency\":" TEXT ",\"team\":" TEXT
              ",\"people\":" LIST(REF("UserInput")) ",\"products\":" LIST(REF("ProductInput")))},
    {"FirstDayDone",
     OBJECT("\"invitations\",\"products\"",
            "\"invitations\":" LIST(OBJECT("\"user\",\"email\",\"link\",\"expires_at\"",
                                           "\"user\":" REF("Reference") ",\"email\":" TEXT ",\"link\":" TEXT
                                           ",\"expires_at\":" TEXT)) ",\"products\":" INTEGER)},
    {"TourChange", OBJECT("\"open\"", "\"open\":" BOOLEAN)},
    {"View",
     OBJECT("\"id\",\"screen\",\"name\",\"state\",\"shared\",\"owner\",\"mine\",\"default\"",
            "\"id\":" INTEGER ",\"screen\":" TEXT ",\"name\":" TEXT ",\"state\":" TEXT ",\"shared\":" VIEW_SHARED
            ",\"owner\":" REF("Reference") ",\"mine\":" BOOLEAN ",\"default\":" BOOLEAN)},
    {"ViewList", OBJECT("\"items\"", "\"items\":" LIST(REF("View")))},
    {"ViewInput",
     OBJECT("\"screen\",\"name\",\"state\"",
            "\"screen\":" TEXT ",\"name\":" TEXT ",\"state\":" TEXT ",\"shared\":" VIEW_SHARED)},
    {"ViewChange", OPTIONAL("\"name\":" TEXT ",\"state\":" TEXT ",\"shared\":" VIEW_SHARED)},
    {"ViewDefault", OBJECT("\"screen\",\"view\"", "\"screen\":" TEXT ",\"view\":" INTEGER_OR_NULL)},
    {"Ledger",
     OBJECT("\"open\",\"keeper\",\"currency\",\"year_begins\",\"first_month\",\"approval\",\"entries\",\"waiting\",\"months\",\"closed_years\"",
            "\"open\":" BOOLEAN ",\"keeper\":" BOOLEAN ",\"currency\":" TEXT_OR_NULL ",\"year_begins\":" INTEGER
            ",\"first_month\":" TEXT_OR_NULL ",\"approval\":" BOOLEAN ",\"entries\":" INTEGER ",\"waiting\":" INTEGER
            ",\"months\":" LIST(OBJECT("\"month\",\"status\"", "\"month\":" TEXT ",\"status\":" MONTH_STATUS))
            ",\"closed_years\":" LIST(OBJECT("\"ends\",\"entry\",\"number\"", "\"ends\":" TEXT ",\"entry\":" INTEGER ",\"number\":" TEXT)))},
    {"LedgerOpening",
     OBJECT("\"currency\",\"year_begins\",\"first_month\"",
            "\"chart\":{\"enum\":[\"trading\",\"singapore\"]},\"currency\":" TEXT ",\"year_begins\":" INTEGER ",\"first_month\":" TEXT)},
    {"LedgerChange", OBJECT("\"approval\"", "\"approval\":" BOOLEAN)},
    {"LedgerMonthChange", OBJECT("\"month\",\"status\"", "\"month\":" TEXT ",\"status\":" MONTH_STATUS)},
    {"LedgerYear", OBJECT("\"month\"", "\"month\":" TEXT)},
    {"LedgerRevaluation", OBJECT("\"date\"", "\"date\":" TEXT)},
    {"LedgerRevalued", OBJECT("\"entry\"", "\"entry\":" OR_NULL(REF("JournalEntry")))},
    {"JournalPage", OBJECT("\"items\",\"next\"", "\"items\":" LIST(OBJECT(ENTRY_MEMBERS, ENTRY_FIELDS)) ",\"next\":" TEXT_OR_NULL)},
    {"JournalLine", OBJECT(LINE_MEMBERS, LINE_FIELDS)},
    {"JournalEntry", OBJECT(ENTRY_MEMBERS ",\"lines\"", ENTRY_FIELDS ",\"lines\":" LIST(REF("JournalLine")))},
    {"JournalInput",
     OBJECT("\"date\",\"description\",\"lines\"",
            "\"date\":" TEXT ",\"description\":" TEXT ",\"lines\":" LIST(OBJECT("\"ledger_account\"",
            "\"ledger_account\":" INTEGER ",\"debit\":" TEXT_OR_NULL ",\"credit\":" TEXT_OR_NULL ",\"currency\":" TEXT_OR_NULL
            ",\"rate\":" TEXT_OR_NULL ",\"customer\":" INTEGER_OR_NULL ",\"product\":" INTEGER_OR_NULL ",\"salesperson\":" INTEGER_OR_NULL
            ",\"branch\":" INTEGER_OR_NULL ",\"opportunity\":" INTEGER_OR_NULL ",\"description\":" TEXT_OR_NULL)))},
    {"JournalPosted", OBJECT("\"entry\",\"proposal\"", "\"entry\":" INTEGER_OR_NULL ",\"proposal\":" INTEGER_OR_NULL)},
    {"JournalReversal", OPTIONAL("\"date\":" TEXT_OR_NULL ",\"reason\":" TEXT_OR_NULL)},
    {"JournalLinePage",
     OBJECT("\"currency\",\"opening\",\"items\",\"next\",\"closing\"",
            "\"currency\":" TEXT ",\"opening\":" TEXT_OR_NULL ",\"items\":" LIST(OBJECT(LINE_MEMBERS ",\"entry\",\"date\",\"kind\",\"text\",\"balance\"",
            LINE_FIELDS ",\"entry\":" REF("Reference") ",\"date\":" TEXT ",\"kind\":" TEXT ",\"text\":" TEXT ",\"balance\":" TEXT_OR_NULL))
            ",\"next\":" TEXT_OR_NULL ",\"closing\":" TEXT_OR_NULL)},
    {"JournalProposals",
     OBJECT("\"items\"", "\"items\":" LIST(OBJECT("\"id\",\"status\",\"entry\",\"prepared_by\",\"prepared_at\",\"decided_by\",\"decided_at\",\"note\",\"posted\",\"may_approve\",\"may_refuse\"",
            "\"id\":" INTEGER ",\"status\":{\"enum\":[\"waiting\",\"approved\",\"refused\",\"withdrawn\"]},\"entry\":" REF("JournalInput")
            ",\"prepared_by\":" OR_NULL_REFERENCE ",\"prepared_at\":" TEXT ",\"decided_by\":" OR_NULL_REFERENCE ",\"decided_at\":" TEXT_OR_NULL
            ",\"note\":" TEXT_OR_NULL ",\"posted\":" OR_NULL_REFERENCE ",\"may_approve\":" BOOLEAN ",\"may_refuse\":" BOOLEAN)))},
    {"JournalDecision", OBJECT("\"approve\"", "\"approve\":" BOOLEAN ",\"note\":" TEXT_OR_NULL)},
    {"TrialBalance",
     OBJECT("\"currency\",\"date\",\"rows\",\"debit\",\"credit\"",
            "\"currency\":" TEXT ",\"date\":" TEXT ",\"rows\":" LIST(OBJECT("\"ledger_account\",\"type\",\"debit\",\"credit\"",
            "\"ledger_account\":" LEDGER_ACCOUNT_NAMED ",\"type\":" LEDGER_TYPE ",\"debit\":" TEXT_OR_NULL ",\"credit\":" TEXT_OR_NULL))
            ",\"debit\":" TEXT ",\"credit\":" TEXT)},
    {"IncomeStatement",
     OBJECT("\"currency\",\"columns\",\"sections\",\"net_sales\",\"gross_margin\",\"profit\"",
            "\"currency\":" TEXT ",\"columns\":" LIST(OBJECT("\"from\",\"to\"", "\"from\":" TEXT ",\"to\":" TEXT)) ",\"sections\":" SECTIONS
            ",\"net_sales\":" LIST(TEXT) ",\"gross_margin\":" LIST(TEXT) ",\"profit\":" LIST(TEXT))},
    {"BalanceSheet",
     OBJECT("\"currency\",\"date\",\"sections\",\"result\",\"assets\",\"liabilities_and_equity\"",
            "\"currency\":" TEXT ",\"date\":" TEXT ",\"sections\":" SECTIONS ",\"result\":" TEXT ",\"assets\":" TEXT ",\"liabilities_and_equity\":" TEXT)},
    {"NetSalesBy",
     OBJECT("\"currency\",\"by\",\"items\"",
            "\"currency\":" TEXT ",\"by\":" TEXT ",\"items\":" LIST(OBJECT("\"record\",\"net_sales\",\"cost\",\"margin\"",
            "\"record\":" REF("Reference") ",\"net_sales\":" TEXT ",\"cost\":" TEXT ",\"margin\":" TEXT)))},
    {"ExchangeRates",
     OBJECT("\"items\"", "\"items\":" LIST(OBJECT("\"base\",\"currency\",\"date\",\"rate\"",
            "\"base\":" TEXT ",\"currency\":" TEXT ",\"date\":" TEXT ",\"rate\":" TEXT)))},
    {"ExchangeRatesRead", OBJECT("\"read\"", "\"read\":" INTEGER)},
    {"LedgerVerification",
     OBJECT("\"findings\",\"entries\",\"found\",\"last_hash\"",
            "\"findings\":" LIST(TEXT) ",\"entries\":" INTEGER ",\"found\":" INTEGER ",\"last_hash\":" TEXT)},
    {"SearchHits",
     OBJECT("\"items\"", "\"items\":" LIST(OBJECT("\"type\",\"id\",\"title\",\"subtitle\",\"score\"",
                                                  "\"type\":" TEXT ",\"id\":" INTEGER ",\"title\":" TEXT
                                                  ",\"subtitle\":" TEXT ",\"score\":" INTEGER)))},
    {"Attachment",
     OBJECT("\"id\",\"name\",\"media_type\",\"size\",\"created_at\",\"created_by\"",
            "\"id\":" INTEGER ",\"name\":" TEXT ",\"media_type\":" TEXT ",\"size\":" INTEGER ",\"created_at\":" TEXT
            ",\"created_by\":" OR_NULL(REF("Reference")))},
    {"AttachmentList", OBJECT("\"items\"", "\"items\":" LIST(REF("Attachment")))},
    {"Suggestions", OBJECT("\"items\"", "\"items\":" LIST(TEXT))},
    {"HistoryWith", OBJECT("\"id\",\"title\",\"merge\"", "\"id\":" INTEGER ",\"title\":" TEXT ",\"merge\":" INTEGER)},
    {"History",
     OBJECT("\"items\",\"next\"",
            "\"items\":" LIST(OBJECT(
                "\"id\",\"record_id\",\"at\",\"by\",\"action\",\"with\",\"changes\"",
                "\"id\":" INTEGER ",\"record_id\":" INTEGER ",\"with\":" OR_NULL(REF("HistoryWith")) ",\"at\":" TEXT ",\"by\":" OR_NULL(REF("Reference")) ",\"action\":" TEXT
                ",\"changes\":" LIST(OBJECT("\"field\",\"label\",\"before\",\"after\"",
                                            "\"field\":" TEXT ",\"label\":" TEXT ",\"before\":" ANY ",\"after\":" ANY))))
            ",\"next\":" INTEGER_OR_NULL)},
    {"SummaryGroup",
     OBJECT("\"key\",\"count\",\"sum\",\"average\",\"median\"",
            "\"key\":" MAP("{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"boolean\"},{\"type\":\"null\"}," REF(
                "Reference") "]}") ",\"count\":" INTEGER ",\"sum\":" FIGURES ",\"average\":" FIGURES
            ",\"median\":" FIGURES)},
    {"Summary", OBJECT("\"groups\",\"total\"", "\"groups\":" LIST(REF("SummaryGroup")) ",\"total\":" LIST(REF("SummaryGroup")))},
    {"StageMove",
     OBJECT("\"id\",\"from\",\"to\",\"at\",\"by\",\"days_spent\"",
            "\"id\":" INTEGER ",\"from\":" OR_NULL(REF("Reference")) ",\"to\":" REF("Reference") ",\"at\":" TEXT
            ",\"by\":" OR_NULL(REF("Reference")) ",\"days_spent\":" INTEGER_OR_NULL)},
    {"StageLog", OBJECT("\"items\"", "\"items\":" LIST(REF("StageMove")))},
    {"OpportunityMove", OBJECT("\"stage\"", "\"stage\":" INTEGER ",\"lost_reason\":" TEXT_OR_NULL
                               ",\"lost_note\":" TEXT_OR_NULL ",\"closed_on\":" TEXT_OR_NULL
                               ",\"values\":" OR_NULL(REF("OpportunityInput")) ",\"task\":" OR_NULL(REF("TaskInput"))
                               ",\"stakeholder\":" OR_NULL(REF("StakeholderInput")))},
    {"QuickLogInput",
     OBJECT("\"line\"", "\"line\":" TEXT ",\"at\":" TEXT_OR_NULL ",\"offset_minutes\":" INTEGER ",\"account\":" INTEGER_OR_NULL
            ",\"contact\":" INTEGER_OR_NULL ",\"opportunity\":" INTEGER_OR_NULL)},
    {"QuickLogOption",
     OBJECT("\"type\",\"id\",\"title\",\"subtitle\",\"account\"",
            "\"type\":" TEXT ",\"id\":" INTEGER ",\"title\":" TEXT ",\"subtitle\":" TEXT
            ",\"account\":" OR_NULL(OBJECT("\"id\",\"title\"", "\"id\":" INTEGER ",\"title\":" TEXT)))},
    {"QuickLogInteraction",
     OBJECT("\"kind\",\"direction\",\"start\",\"duration_minutes\",\"subject\",\"summary\",\"account\",\"opportunity\","
            "\"contacts\",\"users\",\"next_step\",\"next_step_due\",\"promises\"",
            "\"kind\":" TEXT ",\"direction\":" TEXT_OR_NULL ",\"start\":" TEXT ",\"duration_minutes\":" INTEGER_OR_NULL
            ",\"subject\":" TEXT ",\"summary\":" TEXT_OR_NULL ",\"account\":" OR_NULL(REF("QuickLogOption"))
            ",\"opportunity\":" OR_NULL(REF("QuickLogOption")) ",\"contacts\":" LIST(REF("QuickLogOption"))
            ",\"users\":" LIST(REF("QuickLogOption")) ",\"next_step\":" TEXT_OR_NULL ",\"next_step_due\":" TEXT_OR_NULL
            ",\"promises\":" TEXT_OR_NULL)},
    {"QuickLogDraft",
     OBJECT("\"understood\",\"interaction\",\"suggested_opportunity\",\"choices\",\"unknown\",\"notes\"",
            "\"understood\":" BOOLEAN ",\"interaction\":" REF("QuickLogInteraction")
            ",\"suggested_opportunity\":" OR_NULL(REF("QuickLogOption"))
            ",\"choices\":" LIST(OBJECT("\"typed\",\"options\",\"more\"",
                                        "\"typed\":" TEXT ",\"options\":" LIST(REF("QuickLogOption")) ",\"more\":" BOOLEAN))
            ",\"unknown\":" LIST(TEXT) ",\"notes\":" LIST(OBJECT(
                "\"code\",\"field\",\"text\",\"message\"",
                "\"code\":" TEXT ",\"field\":" TEXT_OR_NULL ",\"text\":" TEXT_OR_NULL ",\"message\":" TEXT)))},
    {"TaskDone", OBJECT("\"done\"", "\"done\":" BOOLEAN)},
    {"QuietMark", OBJECT("\"id\",\"days\",\"quiet_days\"",
                         "\"id\":" INTEGER ",\"days\":" INTEGER ",\"quiet_days\":" INTEGER)},
    {"Board",
     OBJECT("\"pipeline\",\"stages\"",
            "\"pipeline\":" REF("Pipeline") ",\"stages\":" LIST(OBJECT(
                "\"stage\",\"totals\",\"count\",\"items\",\"quiet\",\"next\"",
                "\"stage\":" REF("Stage") ",\"totals\":" LIST(OBJECT("\"currency\",\"amount\",\"weighted\"",
                                                                     "\"currency\":" TEXT ",\"amount\":" TEXT
                                                                     ",\"weighted\":" TEXT)) ",\"count\":" INTEGER
                ",\"items\":" LIST(REF("Opportunity")) ",\"quiet\":" LIST(REF("QuietMark")) ",\"next\":" TEXT_OR_NULL)))},
    {"CustomerFigures",
     OBJECT("\"currency\",\"receivable\",\"net_sales\"", "\"currency\":" TEXT ",\"receivable\":" TEXT
            ",\"net_sales\":" LIST(OBJECT("\"year\",\"amount\"", "\"year\":" TEXT ",\"amount\":" TEXT)))},
    {"AccountOverview",
     OBJECT("\"account\",\"stakeholders\",\"contacts\",\"interactions\",\"opportunities\",\"tasks\",\"promises\",\"won_by_year\","
            "\"totals\",\"ledger\",\"trade\",\"children\",\"missing_roles\",\"history\",\"attachments\",\"follow\",\"may\"",
            "\"account\":" REF("Account") ",\"stakeholders\":" LIST(REF("Stakeholder")) ",\"contacts\":" LIST(
                REF("Contact")) ",\"interactions\":" INTERACTIONS
            ",\"opportunities\":" OBJECT("\"open\",\"quiet\",\"closed\"", "\"open\":" LIST(REF("Opportunity")) ",\"quiet\":" LIST(REF("QuietMark")) ",\"closed\":" LIST(
                                                                    REF("Opportunity"))) ",\"tasks\":" TASKS ",\"promises\":" PROMISES
            ",\"won_by_year\":" LIST(OBJECT("\"year\",\"currency\",\"amount\",\"count\"",
                                            "\"year\":" TEXT ",\"currency\":" TEXT ",\"amount\":" TEXT
                                            ",\"count\":" INTEGER)) ",\"totals\":" OBJECT(
                "\"open\",\"won\",\"deals\"",
                "\"open\":" LIST(MONEY_TOTAL) ",\"won\":" LIST(MONEY_TOTAL) ",\"deals\":" OBJECT(
                    "\"open\",\"won\",\"lost\"", "\"open\":" INTEGER ",\"won\":" INTEGER ",\"lost\":" INTEGER))
            ",\"ledger\":" OR_NULL(REF("CustomerFigures")) ",\"trade\":" REF("AccountTrade") ",\"children\":" LIST(REF("Reference")) ",\"missing_roles\":" LIST(TEXT) OVERVIEW_END)},
    {"OpportunityOverview",
     OBJECT("\"opportunity\",\"stakeholders\",\"interactions\",\"tasks\",\"promises\",\"stage_log\",\"quiet\",\"history\",\"attachments\","
            "\"follow\",\"may\"",
            "\"opportunity\":" REF("Opportunity") ",\"stakeholders\":" LIST(REF("Stakeholder")) ",\"interactions\":"
            INTERACTIONS ",\"tasks\":" TASKS ",\"promises\":" PROMISES ",\"stage_log\":" LIST(REF("StageMove"))
            ",\"quiet\":" OR_NULL(REF("QuietMark")) OVERVIEW_END)},
    {"ContactOverview",
     OBJECT("\"contact\",\"stakeholders\",\"interactions\",\"tasks\",\"promises\",\"history\",\"attachments\",\"follow\",\"may\"",
            "\"contact\":" REF("Contact") ",\"stakeholders\":" LIST(REF("Stakeholder")) ",\"interactions\":" INTERACTIONS
            ",\"tasks\":" TASKS ",\"promises\":" PROMISES OVERVIEW_END)},
    {"Job", OBJECT("\"id\",\"kind\",\"state\",\"done\",\"total\",\"problem\"",
                   "\"id\":" INTEGER ",\"kind\":" TEXT ",\"state\":" TEXT ",\"done\":" INTEGER
                   ",\"total\":" INTEGER_OR_NULL ",\"problem\":" TEXT_OR_NULL)},
    {"Notification",
     OBJECT("\"id\",\"kind\",\"type\",\"record_id\",\"title\",\"detail\",\"by\",\"count\",\"at\",\"unread\",\"lead\"",
            "\"id\":" INTEGER ",\"kind\":" TEXT ",\"type\":" TEXT ",\"record_id\":" INTEGER ",\"title\":" TEXT_OR_NULL
            ",\"detail\":" TEXT_OR_NULL ",\"by\":" OR_NULL(REF("Reference")) ",\"count\":" INTEGER ",\"at\":" TEXT
            ",\"unread\":" BOOLEAN ",\"lead\":" INTEGER_OR_NULL)},
    {"NotificationList", OBJECT("\"items\",\"next\",\"unread\"", "\"items\":" LIST(REF("Notification"))
                                ",\"next\":" TEXT_OR_NULL ",\"unread\":" INTEGER)},
    {"Presence", OBJECT("\"stream\"", "\"stream\":" TEXT ",\"type\":" TEXT_OR_NULL ",\"id\":" INTEGER_OR_NULL)},
    {"PresenceList", OBJECT("\"users\"", "\"users\":" LIST(REF("Reference")))},
    {"Follow", OBJECT("\"following\",\"followers\"",
                      "\"following\":" BOOLEAN ",\"followers\":" LIST(REF("Reference")))},
    {"NotificationCount", OBJECT("\"unread\"", "\"unread\":" INTEGER)},
    {"NotificationRead", OPTIONAL("\"ids\":" LIST(INTEGER) ",\"all\":" BOOLEAN)},
    {"DigestItem", OBJECT("\"id\",\"subject\",\"due\",\"account\"", "\"id\":" INTEGER ",\"subject\":" TEXT ",\"due\":" TEXT_OR_NULL
                          ",\"account\":" TEXT_OR_NULL)},
    {"Digest",
     OBJECT("\"id\",\"day\",\"unread\",\"notifications\",\"tasks\",\"promises\"",
            "\"id\":" INTEGER ",\"day\":" TEXT ",\"unread\":" INTEGER ",\"notifications\":" LIST(
                OBJECT("\"kind\",\"type\",\"record_id\",\"title\",\"detail\",\"by\"",
                       "\"kind\":" TEXT ",\"type\":" TEXT ",\"record_id\":" INTEGER ",\"title\":" TEXT_OR_NULL
                       ",\"detail\":" TEXT_OR_NULL ",\"by\":" TEXT_OR_NULL)) ",\"tasks\":" LIST(REF("DigestItem"))
            ",\"promises\":" LIST(REF("DigestItem")))},
    {"NotificationSettings",
     OBJECT("\"kinds\",\"digest\",\"mail\"", "\"kinds\":" LIST(OBJECT("\"kind\",\"label\",\"wanted\"",
                                                              "\"kind\":" TEXT ",\"label\":" TEXT ",\"wanted\":" BOOLEAN))
            ",\"digest\":{\"enum\":[\"off\",\"app\",\"mail\"]},\"mail\":" BOOLEAN)},
    {"NotificationSettingsInput",
     OPTIONAL("\"kinds\":" MAP(BOOLEAN) ",\"digest\":{\"enum\":[\"off\",\"app\",\"mail\"]}")},
    {"ImportColumn",
     OBJECT("\"name\",\"samples\",\"target\",\"how\",\"options\"",
            "\"name\":" TEXT ",\"samples\":" LIST(TEXT) ",\"target\":" TEXT_OR_NULL ",\"how\":" TEXT_OR_NULL
            ",\"options\":" REF("ImportOptions"))},
    {"ImportOptions", OPTIONAL("\"date_order\":" TEXT ",\"decimal_mark\":" TEXT ",\"scale\":" TEXT
                               ",\"create_missing\":" BOOLEAN)},
    {"ImportCounts", OBJECT("\"created\",\"updated\",\"skipped\",\"failed\"",
                            "\"created\":" INTEGER ",\"updated\":" INTEGER ",\"skipped\":" INTEGER
                            ",\"failed\":" INTEGER)},
    {"ImportSummary",
     OBJECT("\"id\",\"file_name\",\"file_size\",\"state\",\"record_type\",\"row_count\",\"dry_run\",\"progress\","
            "\"counts\",\"job\",\"created_by\",\"created_at\",\"finished_at\"",
            IMPORT_SUMMARY)},
    {"Import",
     OBJECT("\"id\",\"file_name\",\"file_size\",\"state\",\"record_type\",\"row_count\",\"dry_run\",\"progress\","
            "\"counts\",\"job\",\"created_by\",\"created_at\",\"finished_at\",\"type_guesses\",\"delimiter\","
            "\"encoding\",\"on_bad_value\",\"on_match\",\"match_on\",\"default_currency\",\"defaults\","
            "\"will_create\",\"columns\",\"preview\"",
            IMPORT_SUMMARY
            ",\"type_guesses\":" LIST(OBJECT("\"type\",\"score\"", "\"type\":" TEXT ",\"score\":" INTEGER))
            ",\"delimiter\":" TEXT ",\"encoding\":" TEXT ",\"on_bad_value\":" TEXT ",\"on_match\":" TEXT
            ",\"match_on\":" TEXT_OR_NULL ",\"default_currency\":" TEXT_OR_NULL ",\"defaults\":" MAP(ANY)
            ",\"will_create\":" MAP(INTEGER) ",\"columns\":" LIST(REF("ImportColumn")) ",\"preview\":" LIST(LIST(TEXT)))},
    {"ImportList", OBJECT("\"items\",\"next\"", "\"items\":" LIST(REF("ImportSummary")) ",\"next\":" INTEGER_OR_NULL)},
    {"ImportInput",
     OPTIONAL("\"record_type\":" TEXT ",\"on_bad_value\":" TEXT ",\"on_match\":" TEXT ",\"match_on\":" TEXT_OR_NULL
              ",\"default_currency\":" TEXT_OR_NULL ",\"defaults\":" MAP(ANY) ",\"columns\":" LIST(
                  OBJECT("\"name\"", "\"name\":" TEXT ",\"target\":" TEXT_OR_NULL ",\"options\":" REF("ImportOptions"))))},
    {"ImportRun", OBJECT("\"dry_run\"", "\"dry_run\":" BOOLEAN)},
    {"ImportProblems",
     OBJECT("\"items\",\"next\"",
            "\"items\":" LIST(OBJECT("\"line\",\"severity\",\"field\",\"column\",\"code\",\"message\"",
                                     "\"line\":" INTEGER ",\"severity\":" TEXT ",\"field\":" TEXT_OR_NULL
                                     ",\"column\":" TEXT_OR_NULL ",\"code\":" TEXT ",\"message\":" TEXT))
            ",\"next\":" INTEGER_OR_NULL)},
    {"DuplicateReasons", LIST(OBJECT("\"code\",\"text\"", "\"code\":" TEXT ",\"text\":" TEXT))},
    {"DuplicateCheck", OBJECT("\"type\",\"values\"", "\"type\":{\"enum\":[\"account\",\"contact\"]},\"values\":" MAP(ANY)
                              ",\"except\":" INTEGER)},
    {"DuplicateHits",
     OBJECT("\"items\"", "\"items\":" LIST(OBJECT("\"record\",\"score\",\"reasons\"",
                                                  "\"record\":" EITHER_RECORD ",\"score\":" INTEGER
                                                  ",\"reasons\":" REF("DuplicateReasons"))))},
    {"DuplicatePair",
     OBJECT("\"id\",\"type\",\"score\",\"state\",\"reasons\",\"records\",\"may_merge\"",
            "\"id\":" INTEGER ",\"type\":{\"enum\":[\"account\",\"contact\"]},\"score\":" INTEGER
            ",\"state\":{\"enum\":[\"open\",\"dismissed\",\"merged\"]},\"reasons\":" REF("DuplicateReasons")
            ",\"records\":" LIST(EITHER_RECORD) ",\"may_merge\":" BOOLEAN)},
    {"DuplicateList", OBJECT("\"items\",\"next\",\"total\"", "\"items\":" LIST(REF("DuplicatePair"))
                             ",\"next\":" TEXT_OR_NULL ",\"total\":" INTEGER)},
    {"MergeInput",
     OBJECT("\"other\"", "\"other\":" INTEGER ",\"other_version\":" INTEGER
            ",\"values\":" MAP("{\"enum\":[\"this\",\"other\",\"both\"]}"))},
    {"MergeUndo", OPTIONAL("\"keep_later_changes\":" BOOLEAN)},
    {"Merge",
     OBJECT("\"id\",\"type\",\"at\",\"by\",\"undone_at\",\"record\",\"other\",\"moved\"",
            "\"id\":" INTEGER ",\"type\":" TEXT ",\"at\":" TEXT ",\"by\":" OR_NULL(REF("Reference"))
            ",\"undone_at\":" TEXT_OR_NULL ",\"record\":" EITHER_RECORD ",\"other\":" EITHER_RECORD
            ",\"moved\":" LIST(OBJECT("\"type\",\"count\"", "\"type\":" TEXT ",\"count\":" INTEGER)))},
    {"DuplicateDismissal", OPTIONAL("\"dismissed\":" BOOLEAN)},
    {"CatalogueField",
     OBJECT("\"name\",\"type\",\"label\",\"help\",\"required\",\"unique\",\"searchable\",\"listed\",\"groupable\","
            "\"derived\",\"quick\",\"suggested\",\"may_change\",\"max_length\",\"scale\",\"minimum\",\"maximum\","
            "\"choices\",\"target\",\"currency_field\",\"section\",\"initial\"",
            "\"name\":" TEXT
            ",\"type\":{\"enum\":[\"text\",\"long_text\",\"number\",\"money\",\"percentage\",\"date\",\"moment\","
            "\"choice\",\"yes_no\",\"email\",\"phone\",\"web_address\",\"country\",\"reference\",\"references\"]}"
            ",\"label\":" TEXT ",\"help\":" TEXT_OR_NULL ",\"required\":" BOOLEAN ",\"unique\":" BOOLEAN
            ",\"searchable\":" BOOLEAN ",\"listed\":" BOOLEAN ",\"groupable\":" BOOLEAN ",\"derived\":" BOOLEAN
            ",\"quick\":" BOOLEAN ",\"suggested\":" BOOLEAN ",\"may_change\":" BOOLEAN ",\"max_length\":" INTEGER
            ",\"scale\":" INTEGER ",\"minimum\":" NUMBER_OR_NULL ",\"maximum\":" NUMBER_OR_NULL ",\"choices\":" LIST(
                OBJECT("\"name\",\"label\"", "\"name\":" TEXT ",\"label\":" TEXT)) ",\"target\":" TEXT_OR_NULL
            ",\"currency_field\":" TEXT_OR_NULL ",\"section\":" TEXT_OR_NULL ",\"initial\":" TEXT_OR_NULL)},
    {"CatalogueType",
     OBJECT("\"name\",\"plural\",\"label\",\"label_plural\",\"title\",\"subtitle\",\"default_sort\",\"owner\",\"may\","
            "\"fields\"",
            "\"name\":" TEXT ",\"plural\":" TEXT ",\"label\":" TEXT ",\"label_plural\":" TEXT ",\"title\":" TEXT
            ",\"subtitle\":" TEXT_OR_NULL ",\"default_sort\":" TEXT ",\"owner\":" TEXT_OR_NULL ",\"may\":" OBJECT(
                "\"create\",\"update\",\"archive\",\"delete\"",
                "\"create\":" BOOLEAN ",\"update\":" BOOLEAN ",\"archive\":" BOOLEAN ",\"delete\":" BOOLEAN)
            ",\"fields\":" LIST(REF("CatalogueField")))},
    {"Catalogue",
     OBJECT("\"types\",\"currencies\",\"countries\"",
            "\"types\":" LIST(REF("CatalogueType")) ",\"currencies\":" LIST(
                OBJECT("\"code\",\"exponent\",\"name\"", "\"code\":" TEXT ",\"exponent\":" INTEGER ",\"name\":" TEXT))
            ",\"countries\":" LIST(OBJECT("\"code\",\"name\"", "\"code\":" TEXT ",\"name\":" TEXT)))},
    {NULL, NULL},
};
/* clang-format on */

/* clang-format off */
const named_schema_t *const OPENAPI_SCHEMAS[] = {
    SCHEMAS,
    OPENAPI_SCHEMAS_PRICES,
    OPENAPI_SCHEMAS_ORDERS,
    OPENAPI_SCHEMAS_QUOTES,
    OPENAPI_SCHEMAS_STOCK,
    OPENAPI_SCHEMAS_CONTRACTS,
    OPENAPI_SCHEMAS_TRAIL,
    OPENAPI_SCHEMAS_RECEIVABLES,
    NULL,
};
/* clang-format on */
