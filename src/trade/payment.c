#include "trade/payment.h"

#include "base/text.h"
#include "ledger/chart.h"
#include "ledger/ledger.h"

/* clang-format off */
static const choice_t KIND[] = {
    {"payment", {"Payment", "收款"}},
    {"refund", {"Refund", "退款"}},
    {NULL, {NULL, NULL}},
};

static const choice_t METHOD[] = {
    {"bank_transfer", {"Bank transfer", "银行转账"}},
    {"cash", {"Cash", "现金"}},
    {"card", {"Card", "银行卡"}},
    {"cheque", {"Cheque", "支票"}},
    {"other", {"Other", "其他"}},
    {NULL, {NULL, NULL}},
};

static const field_t FIELDS[] = {
    {.name = "number", .type = FIELD_TEXT, .label = {"Number", "编号"}, .max_length = 40,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_SEARCHABLE | FIELD_LISTED},
    {.name = "kind", .type = FIELD_CHOICE, .label = {"Kind", "类型"}, .choices = KIND,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "account", .column = "account_id", .type = FIELD_REFERENCE, .label = {"Customer", "客户"}, .target = "account",
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "refunds", .column = "refunds_id", .type = FIELD_REFERENCE, .label = {"Refunds", "退还收款"},
     .target = "payment", .flags = FIELD_DERIVED},
    {.name = "date", .type = FIELD_DATE, .label = {"Date", "日期"},
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "method", .type = FIELD_CHOICE, .label = {"Method", "方式"}, .choices = METHOD,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED | FIELD_GROUPABLE},
    {.name = "ledger_account", .column = "ledger_account_id", .type = FIELD_REFERENCE, .label = {"Into", "入账科目"},
     .target = "ledger_account", .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "currency", .type = FIELD_TEXT, .label = {"Currency", "货币"}, .max_length = 3,
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_GROUPABLE},
    {.name = "rate", .type = FIELD_NUMBER, .scale = 9, .label = {"Exchange rate", "汇率"},
     .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "amount", .type = FIELD_MONEY, .label = {"Amount", "金额"}, .currency_field = "currency",
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED},
    {.name = "open", .type = FIELD_MONEY, .label = {"Not applied", "未核销"}, .currency_field = "currency",
     .flags = FIELD_REQUIRED | FIELD_DERIVED | FIELD_LISTED},
    {.name = "book_currency", .type = FIELD_TEXT, .label = {"Ledger's currency", "账本货币"}, .max_length = 3,
     .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "amount_book", .type = FIELD_MONEY, .label = {"Amount, in the ledger", "金额（账本货币）"},
     .currency_field = "book_currency", .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "open_book", .type = FIELD_MONEY, .label = {"Not applied, in the ledger", "未核销（账本货币）"},
     .currency_field = "book_currency", .flags = FIELD_REQUIRED | FIELD_DERIVED},
    {.name = "reference", .type = FIELD_TEXT, .label = {"Reference", "参考号"}, .max_length = 100,
     .flags = FIELD_SEARCHABLE | FIELD_LISTED},
    {.name = "applied_on", .type = FIELD_DATE, .label = {"Applied on", "核销日期"}, .flags = FIELD_DERIVED},
    {.name = "taken_back_on", .type = FIELD_DATE, .label = {"Taken back on", "撤销日期"}, .flags = FIELD_DERIVED},
    {.name = "note", .type = FIELD_LONG_TEXT, .label = {"Note", "备注"}},
    {.name = "entry", .column = "entry_id", .type = FIELD_NUMBER, .label = {"Journal entry", "凭证"},
     .flags = FIELD_DERIVED},
};
/* clang-format on */

const record_type_t PAYMENT = {
    .name = "payment",
    .plural = "payments",
    .table = "payment",
    .label = {"Payment", "收款"},
    .label_plural = {"Payments", "收款"},
    .fields = FIELDS,
    .field_count = sizeof FIELDS / sizeof FIELDS[0],
    .title = "number",
    .subtitle = "account",
    .default_sort = "-id",
    .policy = POLICY_DOCUMENT,
    .write = record_write_plain,
    .by_actions = true,
};

static bool method_is_known(const char *method) {
    for (const choice_t *choice = METHOD; choice->name != NULL; choice++)
        if (text_equal(choice->name, method)) return true;
    return false;
}

bool payment_check_may(context_t *context) {
    role_t role = context->actor->role;
    if (role == ROLE_ADMINISTRATOR || role == ROLE_MANAGER || role == ROLE_FINANCE) return true;
    return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                       "Payments are for finance, managers and administrators. Ask one of them.");
}

static bool payment_check(context_t *context, const payment_request_t *request) {
    ledger_account_t account;
    if (request->amount <= 0) problem_add_field(context->problem, "amount", "out_of_range", "Give an amount above 0.");
    if (!method_is_known(request->method))
        problem_add_field(context->problem, "method", "unknown_choice",
                          "Choose bank_transfer, cash, card, cheque or other.");
    if (request->ledger_account_id != 0 &&
        chart_load(context, request->ledger_account_id, "ledger_account", &account) &&
        (account.type != LEDGER_ASSET || text_equal(account.purpose, "receivable")))
        problem_add_field(context->problem, "ledger_account", "wrong_account", "Choose a bank or cash account.");
    return !problem_is_set(context->problem);
}

static bool payment_write(posting_t *posting, const payment_request_t *request, int64_t amount_book,
                          const char **number, int64_t *id) {
    context_t *context = posting->context;
    record_t *record = record_new(context->arena, &PAYMENT), *made = NULL;
    int64_t into = request->ledger_account_id;
    if (into == 0 && !chart_find(context, text_equal(request->method, "cash") ? "cash" : "bank", &into)) return false;
    if (!ledger_take_number(context, "PY", posting->entry.date, number)) return false;
    record_set_text(record, "number", *number);
    record_set_text(record, "kind", "payment");
    record_set_number(record, "account", request->account_id);
    record_set_text(record, "date", posting->entry.date);
    record_set_text(record, "method", request->method);
    record_set_number(record, "ledger_account", into);
    record_set_text(record, "currency", posting->currency->code);
    record_set_number(record, "rate", posting->rate);
    record_set_number(record, "amount", request->amount);
    record_set_number(record, "open", request->amount);
    record_set_text(record, "book_currency", posting->book->code);
    record_set_number(record, "amount_book", amount_book);
    record_set_number(record, "open_book", amount_book);
    if (request->reference != NULL) record_set_text(record, "reference", request->reference);
    if (request->note != NULL) record_set_text(record, "note", request->note);
    if (!record_create(context, record, &made)) return false;
    *id = made->id;
    return posting_add_account(posting, into, request->amount, amount_book) &&
           posting_add(posting, "receivable", 0, -request->amount, -amount_book);
}

static const char SQL_DUE[] =
    "SELECT id, open FROM invoice WHERE account_id = $1 AND currency = $2 AND kind = 'invoice' AND open > 0 "
    "AND date <= $3 ORDER BY due_on, id LIMIT 500";

/* The oldest due first, as far as the money goes. */
static bool payment_find_due(context_t *context, const payment_request_t *request, payment_allocation_t **out,
                             size_t *count) {
    enum { MOST = 500 };
    int64_t left = request->amount;
    *out = ARENA_ARRAY(context->arena, payment_allocation_t, MOST);
    *count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_DUE, "itt", request->account_id, request->currency,
                                          request->date != NULL ? request->date : context_today(context));
    while (left > 0 && *count < MOST && store_step(rows)) {
        int64_t open = store_column_int(rows, 1), taken = open < left ? open : left;
        (*out)[(*count)++] = (payment_allocation_t){.invoice_id = store_column_int(rows, 0), .amount = taken};
        left -= taken;
    }
    return store_end(rows) || context_done(context);
}

static const char SQL_ENTRY[] = "UPDATE payment SET entry_id = nullif(CAST($1 AS BIGINT), 0) WHERE id = $2";
static const char SQL_ALLOCATION_ENTRY[] =
    "UPDATE allocation SET entry_id = nullif(CAST($1 AS BIGINT), 0) WHERE payment_id = $2 AND entry_id IS NULL";

bool payment_tell_entry(context_t *context, int64_t id, int64_t entry_id) {
    store_run(context->tx, NULL, SQL_ENTRY, "ii", entry_id, id);
    store_run(context->tx, NULL, SQL_ALLOCATION_ENTRY, "ii", entry_id, id);
    return context_done(context);
}

static const char SQL_NAME[] = "SELECT name FROM account WHERE id = $1";

static bool payment_finish(posting_t *posting, const payment_request_t *request, const char *number, int64_t id) {
    context_t *context = posting->context;
    int64_t entry = 0;
    const char *name = store_get_text(context->tx, context->arena, SQL_NAME, "i", request->account_id);
    posting->entry.kind = "payment";
    posting->entry.series = JOURNAL_OF_PAYMENTS;
    posting->entry.document_type = "payment";
    posting->entry.document_id = id;
    posting->entry.description = arena_printf(context->arena, "%s · %s", number, name != NULL ? name : "");
    return posting_post(posting, &entry) && payment_tell_entry(context, id, entry);
}

bool payment_record(context_t *context, const payment_request_t *request, int64_t *id) {
    posting_t own = {0};
    posting_t *posting = request->posting != NULL ? request->posting : &own;
    payment_allocation_t *due = NULL;
    size_t count = request->allocation_count;
    const char *number = NULL;
    int64_t amount_book = 0;
    const char *date = request->date != NULL ? request->date : context_today(context);
    if (!payment_check(context, request)) return false;
    if (posting == &own) {
        if (!payment_check_may(context)) return false;
        if (!posting_begin(context, request->currency, date, &own)) return false;
        own.about.customer_id = request->account_id;
    }
    if (!posting_convert(posting, request->amount, &amount_book) ||
        !payment_write(posting, request, amount_book, &number, id))
        return false;
    bool choose = request->automatic && count == 0;
    if (choose && !payment_find_due(context, request, &due, &count)) return false;
    if (!allocation_apply_payment(posting, *id, choose ? due : request->allocations, count)) return false;
    return posting != &own || payment_finish(posting, request, number, *id);
}
