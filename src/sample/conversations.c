/* What was said with a sample customer and what is to be done. */
#include "base/text.h"
#include "customer/interaction.h"
#include "customer/promise.h"
#include "customer/task.h"
#include "sample/customer.h"

enum { SETTLED_AFTER = 12, BROKEN_PERCENT = 12, OPEN_STEPS = 10 };

static const char SQL_OPEN_PROMISES[] = "SELECT id FROM promise WHERE interaction_id = $1 AND status = 'open' LIMIT 1";

static void conversation_set_words(customer_t *customer, record_t *interaction, size_t person, const talk_t *talk,
                                   const talk_words_t *words) {
    arena_t *arena = customer->context->arena;
    chance_t *chance = customer->chance;
    record_set_text(interaction, "kind", talk->kind);
    record_set_text(interaction, "summary", talk_fill(arena, talk->summary, words));
    if (!text_equal(talk->kind, "note"))
        record_set_text(interaction, "direction", chance_percent(chance, 60) ? "outbound" : "inbound");
    if (text_equal(talk->kind, "email"))
        record_set_text(interaction, "body", words_letter(chance, arena, customer->first_names[person]));
    else
        record_set_number(interaction, "duration_minutes", chance_between(chance, 1, 12) * 5);
}

static void conversation_set_promise(customer_t *customer, record_t *interaction, int days_ago, const char *promise) {
    int due = days_ago - (int)chance_between(customer->chance, 2, 14);
    record_set_text(interaction, "promises",
                    arena_printf(customer->context->arena, "%s %s", promise, customer_date(customer, due)));
}

/* Most promises are kept some days later, some are not. */
static bool conversation_settle(customer_t *customer, int64_t interaction, int days_ago) {
    int64_t id = 0;
    context_t *context = customer->context;
    record_t *saved = NULL;
    if (!store_get_int(context->tx, &id, SQL_OPEN_PROMISES, "i", interaction)) return context_done(context);
    bool broken = chance_percent(customer->chance, BROKEN_PERCENT);
    record_t *settled = sample_record(context, &PROMISE, "status", broken ? "broken" : "kept");
    customer_set_clock(customer, days_ago - (int)chance_between(customer->chance, 2, SETTLED_AFTER));
    return record_update(context, id, 0, settled, &saved);
}

bool customer_conversation(customer_t *customer, int days_ago, const customer_subject_t *about, const talk_t *talk) {
    context_t *context = customer->context;
    chance_t *chance = customer->chance;
    int64_t id = 0;
    size_t person = chance_index(chance, customer->people_count);
    const talk_words_t words = {customer->first_names[person], about != NULL ? about->product : "the sensors",
                                about != NULL ? about->amount : "the limit",
                                about != NULL ? about->competitor : words_competitor(chance)};
    customer_set_clock(customer, days_ago);
    record_t *interaction =
        sample_record(context, &INTERACTION, "subject", talk_fill(context->arena, talk->subject, &words));
    conversation_set_words(customer, interaction, person, talk, &words);
    record_set_number(interaction, "start", context->now);
    record_set_number(interaction, "account", customer->account);
    record_set_number(interaction, "owner", customer->seller.user_id);
    customer_set_links(interaction, "contacts", &customer->people[person], 1);
    customer_set_links(interaction, "users", &customer->seller.user_id, 1);
    if (about != NULL) record_set_number(interaction, "opportunity", about->opportunity);
    bool promised = talk->promise != NULL && (about != NULL || chance_percent(chance, 50));
    if (promised) conversation_set_promise(customer, interaction, days_ago, talk->promise);
    if (talk->next != NULL && days_ago < OPEN_STEPS) {
        record_set_text(interaction, "next_step", talk_fill(context->arena, talk->next, &words));
        record_set_text(interaction, "next_step_due",
                        customer_date(customer, days_ago - (int)chance_between(chance, 4, 14)));
    }
    if (!sample_create(context, interaction, &id)) return false;
    return !promised || days_ago <= SETTLED_AFTER || conversation_settle(customer, id, days_ago);
}

/* Few are late, some are for today, most are for later; what is older is done. */
bool customer_task(customer_t *customer) {
    static const char *const priorities[] = {"low", "normal", "normal", "high"};
    context_t *context = customer->context;
    chance_t *chance = customer->chance;
    int64_t id = 0;
    record_t *task = sample_record(context, &TASK, "subject", words_next_step(chance));
    int due = (int)chance_between(chance, -14, -1);
    bool done = chance_percent(chance, 45);
    if (done) due = (int)chance_between(chance, 0, 30);
    if (!done && chance_percent(chance, 14)) due = 0;
    if (!done && due < 0 && chance_percent(chance, 12)) due = (int)chance_between(chance, 1, 4);
    customer_set_clock(customer, (int)chance_between(chance, due > 0 ? due : 0, 40));
    record_set_text(task, "due", customer_date(customer, due));
    record_set_text(task, "priority", CHANCE_ONE_OF(chance, priorities));
    record_set_number(task, "account", customer->account);
    record_set_number(task, "contact", customer->people[0]);
    if (customer->open_deal != 0) record_set_number(task, "opportunity", customer->open_deal);
    record_set_number(task, "owner", customer->seller.user_id);
    record_set_number(task, "done", done);
    return sample_create(context, task, &id);
}
