/* Every command of the program with its options: what --help prints and the man pages are made from. */
#include "cli/command.h"

#define BOOK_OPTIONS                                                                                                   \
    {"data", "DIR", "the folder of the book", "data", false}, {                                                        \
        "db", "URL", "a PostgreSQL database in place of the file DIR/daybook.db", NULL, false                          \
    }

static const option_t SERVE_OPTIONS[] = {
    BOOK_OPTIONS,
    {"listen", "HOST:PORT", "where to listen; port 0 takes any free one", "127.0.0.1:8080", false},
    {"origin", "URL", "what links begin with, such as https://daybook.example.com", NULL, false},
    {"connections", "N", "connections at most", "512", false},
    {"timeout", "SECONDS", "after which a slow or idle client is cut", "30", false},
    {"smtp", "URL", "the server that takes e-mail, such as smtp://localhost:25; none is sent without", NULL, false},
    {"mail-from", "EMAIL", "the address that e-mail comes from", NULL, false},
    {"quiet", NULL, "log warnings and errors only", NULL, false},
    {0},
};

static const option_t DEMO_OPTIONS[] = {
    BOOK_OPTIONS,
    {"accounts", "N", "how many accounts the sample company has", "200", false},
    {"seed", "N", "the same number makes the same company", "1", false},
    {"no-trade", NULL, "customers and deals only: nothing is sold, and the ledger stays to be opened", NULL, false},
    {"origin", "URL", "what the links to sign in begin with", "http://127.0.0.1:8080", false},
    {0},
};

static const option_t USER_OPTIONS[] = {
    BOOK_OPTIONS,
    {"name", "NAME", "the user's name", NULL, false},
    {"email", "EMAIL", "the user's e-mail address", NULL, false},
    {"role", "ROLE", "administrator, manager, representative, finance or read_only", "representative", false},
    {"origin", "URL", "what the invitation link begins with", "http://127.0.0.1:8080", false},
    {0},
};

static const option_t TOKEN_OPTIONS[] = {
    BOOK_OPTIONS,
    {"user", "EMAIL", "whose token it is", NULL, false},
    {"name", "NAME", "what it is for", "command line", false},
    {0},
};

static const option_t IMPORT_OPTIONS[] = {
    BOOK_OPTIONS,
    {"type", "TYPE", "the record type, such as account; guessed when not given", NULL, false},
    {"user", "EMAIL", "on whose behalf; the program itself when not given", NULL, false},
    {"dry-run", NULL, "try it and keep nothing", NULL, false},
    {"leave-empty", NULL, "leave values empty that are not understood, in place of refusing the row", NULL, false},
    {"map", "COLUMN=FIELD", "what a column means; may be given more than once", NULL, true},
    {0},
};

static const option_t ORDERS_IMPORT_OPTIONS[] = {
    BOOK_OPTIONS,
    {"currency", "CODE", "of all amounts; the ledger's when not given", NULL, false},
    {"paid", NULL, "each invoice was paid on its due date", NULL, false},
    {0},
};

static const option_t EXPORT_OPTIONS[] = {
    BOOK_OPTIONS,
    {"filter", "NAME=VALUE", "as in the API: status=customer; may be given more than once", NULL, true},
    {"columns", "NAMES", "columns with commas between them", NULL, false},
    {"sort", "NAMES", "as in the API: -amount,name", NULL, false},
    {0},
};

static const option_t LEDGER_EXPORT_OPTIONS[] = {
    BOOK_OPTIONS,
    {"format", "FORMAT", "hledger, csv or json", "hledger", false},
    {0},
};

static const option_t BOOK_ONLY[] = {BOOK_OPTIONS, {0}};
static const option_t NO_OPTIONS[] = {{0}};

const command_t COMMANDS[] = {
    {"serve", "", 0, 0, "serve the web app and the API",
     "Opens the book, or begins one where there is none, and serves it until SIGTERM or\n"
     "SIGINT. Requests that run are then answered before the program ends. As long as\n"
     "nobody has a password, each start prints a link that lets the first administrator\n"
     "in, once. The log goes to standard error, one JSON object a line. Put a proxy that\n"
     "speaks TLS in front when it is reached from other machines, and give its address\n"
     "as --origin. With --smtp the daily digest goes by e-mail to those who want it so;\n"
     "the password of the URL's user is read from DAYBOOK_SMTP_PASSWORD, and is sent over\n"
     "an encrypted connection only.",
     "daybook serve --data /srv/daybook --origin https://daybook.example.com", SERVE_OPTIONS, command_serve, true},
    {"demo", "", 0, 0, "fill an empty book with a sample company",
     "Nobody and nothing in the sample company exists. A book that has accounts already\n"
     "is left as it is. Prints links that let in one person of each role, once; the\n"
     "administrator's link comes from the server.",
     "daybook demo --data data/demo --accounts 1000", DEMO_OPTIONS, command_demo, true},
    {"user add", "", 0, 0, "add a user and print an invitation link",
     "Whoever opens the link chooses a password. It works once and for seven days.",
     "daybook user add --name 'Ines Moreno' --email ines@example.com --role manager", USER_OPTIONS, command_user_add,
     true},
    {"token create", "", 0, 0, "create an API token and print it once",
     "Programs send it as \"Authorization: Bearer TOKEN\" and may do what the user may.\n"
     "Only its hash is kept: a lost token is revoked in the settings and made anew.",
     "daybook token create --user ines@example.com --name 'nightly export'", TOKEN_OPTIONS, command_token_create,
     false},
    {"import", "FILE", 1, 1, "load a CSV file",
     "Columns are recognised by their names, those of Salesforce and HubSpot among them;\n"
     "--map says what the program cannot know. Each bad row is told on standard error\n"
     "with its line and reason, and the others are loaded; then the exit code is 1. The\n"
     "import can be undone as a whole in the web app.",
     "daybook import --type opportunity --map 'Deal size=amount' deals.csv", IMPORT_OPTIONS, command_import, true},
    {"export", "TYPE", 1, 1, "write a list as CSV to standard output",
     "TYPE is a record type in either form: account or accounts.",
     "daybook export opportunities --filter outcome=won --columns name,account,amount > won.csv", EXPORT_OPTIONS,
     command_export, false},
    {"orders import", "FILE", 1, 1, "load orders of another system, posted",
     "A row per line of an order, the rows of an order together. Each order comes with its\n"
     "delivery, invoice and, with --paid, payment, posted on the dates of the file;\n"
     "customers, products and salespeople that are not known are made. Orders that are\n"
     "here already stay as they are, so that it can be run again.",
     "daybook orders import --paid sales.csv", ORDERS_IMPORT_OPTIONS, command_orders_import, true},
    {"openapi", "", 0, 0, "write the OpenAPI document to standard output",
     "The same document is served at /api/v1/openapi.json.", "daybook openapi > openapi.json", NO_OPTIONS,
     command_openapi, false},
    {"check", "", 0, 0, "verify the data",
     "Asks the database to verify itself, compares its tables with what the program\n"
     "expects, and counts the records that break a promise of the book. Each finding is\n"
     "a line; with any the exit code is 1. The server may run meanwhile.",
     "daybook check --data /srv/daybook", BOOK_ONLY, command_check, false},
    {"ledger verify", "", 0, 0, "prove that nothing posted was altered",
     "Recomputes the hash of every entry of the journal from the first on, and every\n"
     "balance from its lines. Each finding is a line; with any the exit code is 1. The\n"
     "last hash is printed: note it outside of this machine, and compare it later.",
     "daybook ledger verify --data /srv/daybook", BOOK_ONLY, command_ledger_verify, false},
    {"ledger export", "", 0, 0, "write the journal to standard output",
     "As text that hledger and ledger read, as CSV with a row per line of an entry, or\n"
     "as JSON with everything that is kept of each entry.",
     "daybook ledger export --format hledger > books.journal", LEDGER_EXPORT_OPTIONS, command_ledger_export, false},
    {"version", "", 0, 0, "print the version", "The versions of the libraries that it runs with stand behind it.",
     "daybook version", NO_OPTIONS, command_version, false},
    {0},
};
