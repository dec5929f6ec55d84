#include "sample/news.h"

#include "customer/account.h"
#include "customer/follow.h"
#include "customer/interaction.h"
#include "customer/notification.h"
#include "customer/task.h"
#include "sample/customer.h"

enum { READERS = 5, NEARBY = 4, READ_DAYS = 6, UNREAD_DAYS = 1 };

/* An account of a colleague. */
typedef struct nearby {
    int64_t account, owner;
    const char *contact; /* a person there */
} nearby_t;

/* With {person} of the customer. */
typedef struct words {
    const char *kind, *subject, *summary;
} words_t;

/* Subject, and what stands behind the name of who is asked. */
typedef struct question {
    const char *subject, *text;
} question_t;

typedef struct reader {
    int64_t user;
    const char *name;
    question_t question, later_question;
    nearby_t accounts[NEARBY];
    size_t count;
} reader_t;

static const char SQL_NAME[] = "SELECT name FROM app_user WHERE id = $1";

/* Those of the reader's own team first. */
static const char SQL_NEARBY[] =
    "SELECT a.id, a.owner_id, (SELECT coalesce(c.first_name, c.name) FROM contact c WHERE c.id = "
    "(SELECT min(d.id) FROM contact d WHERE d.account_id = a.id)) FROM account a "
    "JOIN app_user o ON o.id = a.owner_id AND o.active = 1 JOIN app_user u ON u.id = $1 "
    "WHERE a.owner_id <> $1 AND a.archived_at IS NULL AND EXISTS (SELECT 1 FROM contact c WHERE c.account_id = a.id) "
    "ORDER BY CASE WHEN a.team_id = u.team_id THEN 0 ELSE 1 END, a.id LIMIT $2";

static bool reader_find(context_t *context, reader_t *reader, size_t skip) {
    reader->name = store_get_text(context->tx, context->arena, SQL_NAME, "i", reader->user);
    if (reader->name == NULL) return context_done(context);
    size_t seen = 0;
    store_statement_t *rows = store_query(context->tx, SQL_NEARBY, "ii", reader->user, (int64_t)(NEARBY * (skip + 1)));
    while (store_step(rows))
        if (seen++ >= NEARBY * skip && reader->count < NEARBY)
            reader->accounts[reader->count++] = (nearby_t){store_column_int(rows, 0), store_column_int(rows, 1),
                                                           arena_strdup(context->arena, store_column_text(rows, 2))};
    return store_end(rows) || context_done(context);
}

static void news_act(customer_t *customer, int64_t user, int days_ago) {
    customer->seller.user_id = user;
    customer_set_clock(customer, days_ago);
}

/* What has changed so far is told at this moment, as the server tells it. */
static bool news_tell(const customer_t *customer) {
    const actor_t *actor = customer->context->actor;
    customer->context->actor = &ACTOR_PROGRAM;
    bool ok = follow_tell(customer->context);
    customer->context->actor = actor;
    return ok;
}

/* They follow every other one, and are mentioned at the rest. */
static bool news_follow(customer_t *customer, const reader_t *reader) {
    news_act(customer, reader->user, 3 * READ_DAYS);
    for (size_t i = 0; i < reader->count; i += 2)
        if (!follow_begin(customer->context, &ACCOUNT, reader->accounts[i].account)) return false;
    return true;
}

static bool news_talk(customer_t *customer, const nearby_t *nearby, const words_t *said, int days_ago) {
    context_t *context = customer->context;
    int64_t id = 0;
    const talk_words_t words = {nearby->contact, "", "", ""};
    news_act(customer, nearby->owner, days_ago);
    record_t *interaction = sample_record(context, &INTERACTION, "subject", said->subject);
    record_set_text(interaction, "kind", said->kind);
    record_set_text(interaction, "summary", talk_fill(context->arena, said->summary, &words));
    record_set_number(interaction, "start", context->now);
    record_set_number(interaction, "account", nearby->account);
    record_set_number(interaction, "owner", nearby->owner);
    customer_set_links(interaction, "users", &nearby->owner, 1);
    return sample_create(context, interaction, &id) && news_tell(customer);
}

static bool news_mention(customer_t *customer, const reader_t *reader, const nearby_t *nearby,
                         const question_t *question, int days_ago) {
    const words_t said = {"note", question->subject,
                          arena_printf(customer->context->arena, "@%s %s", reader->name, question->text)};
    return news_talk(customer, nearby, &said, days_ago);
}

static bool news_give(customer_t *customer, const reader_t *reader, const nearby_t *nearby) {
    context_t *context = customer->context;
    int64_t id = 0;
    news_act(customer, nearby->owner, UNREAD_DAYS);
    record_t *task = sample_record(context, &TASK, "subject", "Look over the offer before it goes out");
    record_set_text(task, "due", customer_date(customer, -2));
    record_set_number(task, "account", nearby->account);
    record_set_number(task, "owner", reader->user);
    return sample_create(context, task, &id) && news_tell(customer);
}

/* The first is heard of long enough ago to have been read, the last just now. */
static bool news_first(customer_t *customer, const reader_t *reader) {
    static const words_t visit = {"visit", "Walk through the second hall",
                                  "{person} showed the second hall. There is room for twelve sensors."};
    return news_follow(customer, reader) && news_talk(customer, &reader->accounts[0], &visit, READ_DAYS) &&
           news_mention(customer, reader, &reader->accounts[1], &reader->question, READ_DAYS);
}

static bool news_later(customer_t *customer, const reader_t *reader) {
    static const words_t call = {"call", "Call about the renewal",
                                 "{person} wants to renew, but for two years and with one more site."};
    return news_talk(customer, &reader->accounts[2], &call, UNREAD_DAYS) &&
           news_mention(customer, reader, &reader->accounts[3], &reader->later_question, UNREAD_DAYS);
}

static bool news_read(customer_t *customer, const reader_t *reader) {
    news_act(customer, reader->user, READ_DAYS - 1);
    return notification_mark_read(customer->context, NULL, 0);
}

typedef bool news_part_t(customer_t *customer, const reader_t *reader);

static bool news_of_all(customer_t *customer, const reader_t *readers, news_part_t *part) {
    for (size_t i = 0; i < READERS; i++)
        if (readers[i].count == NEARBY && !part(customer, &readers[i])) return false;
    return true;
}

/* Only whoever sells is given work by a colleague. */
static bool news_gifts(customer_t *customer, const reader_t *readers) {
    enum { MANAGER = 1, SELLER = 2 };
    for (size_t i = MANAGER; i <= SELLER; i++)
        if (readers[i].count == NEARBY && !news_give(customer, &readers[i], &readers[i].accounts[0])) return false;
    return true;
}

static bool news_write(customer_t *customer, const company_t *company) {
    reader_t readers[READERS] = {
        {.user = company->administrator,
         .question = {"One invoice for two branches", "can they have a second branch on one invoice?"},
         .later_question = {"In the book twice", "this account is in the book twice, please merge the two."}},
        {.user = company->managers[0],
         .question = {"Discount", "they ask for five per cent more than I may give. Do you agree?"},
         .later_question = {"Next meeting", "their director would like you at the next meeting."}},
        {.user = company->sellers[0],
         .question = {"Who calls first", "you know their plant manager from the fair. Would you call first?"},
         .later_question = {"Figures of the pilot", "they asked for the figures of your pilot. May I show them?"}},
        {.user = company->accountant,
         .question = {"New address for invoices", "their invoices go to a new address from next month."},
         .later_question = {"Payment in two parts", "they would like to pay in two parts. Is that possible?"}},
        {.user = company->auditor,
         .question = {"Signed order", "the signed order lies with the account, as you asked."},
         .later_question = {"Discount in writing", "the discount here was agreed on in writing, see the note before."}},
    };
    for (size_t i = 0; i < READERS; i++)
        if (!reader_find(customer->context, &readers[i], i)) return false;
    return news_tell(customer) && news_of_all(customer, readers, news_first) &&
           news_of_all(customer, readers, news_read) && news_of_all(customer, readers, news_later) &&
           news_gifts(customer, readers);
}

bool news_generate(context_t *context, chance_t *chance, const company_t *company, moment_t today) {
    const customer_plan_t plan = {.company = company, .today = today};
    const actor_t *actor = context->actor;
    const moment_t now = context->now;
    customer_t customer = {.context = context, .chance = chance, .plan = &plan, .seller = ACTOR_PROGRAM};
    context->actor = &customer.seller;
    bool ok = news_write(&customer, company);
    context->actor = actor;
    context->now = now;
    return ok;
}
