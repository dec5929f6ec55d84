#include "sample/talks.h"

#include "base/text.h"

#include <string.h>

enum { MOST = 7, REASONS = 6 };

/* clang-format off */
static const talk_t STAGES[TALK_STAGES][MOST] = {
    {
        {"call", "First call about {product}", "{person} saw us at a fair and asked what {product} costs for one site. The old meters still work, but nobody trusts the figures.", "We: send the data sheet", "Send the data sheet for {product}"},
        {"email", "Question about {product}", "Short mail from {person}: does {product} read out meters of other makes? Answered yes, with the list.", NULL, "Ask who else is concerned"},
        {"meeting", "Introduction at their site", "Walked through the hall with {person}. Two lines have no readings at night; that is where {product} would begin.", "They: send a plan of the hall", "Read the plan of the hall"},
        {"call", "Why now", "The energy bill rose by a third and the board wants figures per line. {person} has until the quarter's end to propose something.", NULL, "Prepare a first estimate for {product}"},
        {"message", "Recommended by a colleague", "{person} got our name from a plant in the neighbourhood that has used {product} for a year.", NULL, "Arrange a visit to the reference"},
        {"call", "Who decides, and when", "{person} would use it, the plant manager decides, finance signs above {amount}. The next meeting of the three is on a Thursday.", "They: name the person in finance", "Find out who signs"},
        {"social", "Contact at the trade evening", "Talked with {person} about leaks in compressed air. Wants to see {product} working, not a slide about it.", NULL, "Offer a demonstration"},
    },
    {
        {"meeting", "Demonstration of {product}", "Showed {product} with readings of their own line. Maintenance liked the alarms; two questions are open: single sign-on and the data export.", "We: answer the two questions in writing", "Answer the two open questions"},
        {"call", "After the demonstration", "{person} wants to show it to the second shift as well. They compare us with {competitor}, who have no service in the region.", NULL, "Arrange the demonstration for the second shift"},
        {"visit", "Measuring week", "Left a gateway and six sensors of {product} on line two for a week. {person} reads the figures every morning.", "We: fetch the gateway after a week", "Evaluate the measuring week"},
        {"email", "References", "{person} asked for two references of the same size. Named two plants that agreed to be called.", "We: introduce the two references", "Introduce the references"},
        {"call", "Security questions", "Their network people asked where the data are kept and who may see them. Sent the two pages; they were content.", NULL, "Ask whether network is satisfied"},
        {"meeting", "Needs and timeline", "Three sites, the first before winter. {person} wants {product} on the compressors first, the rest next year.", "They: send the list of compressors", "Count the sensors for three sites"},
        {"call", "Doing nothing", "The strongest rival is doing nothing: {person} fears the change more than the cost. Agreed to begin with one line.", NULL, "Propose one line to begin with"},
    },
    {
        {"email", "Offer for {product}", "Sent the offer: {amount} for {product} with installation, service shown on its own. The prices hold until the end of next month.", "We: hold the price until the end of next month", "Call about the offer"},
        {"call", "Offer line by line", "Went through the {amount} with {person}. The price is fine, the notice period is not: they want three months instead of six.", "We: ask legal about the notice period", "Answer on the notice period"},
        {"meeting", "Offer in front of finance", "Finance joined for the first time, liked the split by site and asked for payment in two parts.", "They: tell the order number of the budget", "Send the offer in two parts"},
        {"call", "Comparison with {competitor}", "{competitor} offers for less without the service. {person} made a table; we lose on price and win on downtime.", NULL, "Send figures on downtime"},
        {"email", "Offer in the form of purchasing", "Purchasing wants our offer in their own sheet. Filled it in; the sum stays {amount}.", NULL, "Make sure that purchasing has all it needs"},
    },
    {
        {"call", "Discount", "Purchasing asked for ten per cent. Offered five for signing this month; {person} takes it to the plant manager.", "They: an answer within the week", "Call about the discount"},
        {"meeting", "Contract terms", "Two clauses left: liability and the date of acceptance. Both sides have a version, they differ in one sentence.", "We: send the sentence from legal", "Send the agreed clause"},
        {"email", "Last questions of legal", "Their lawyer asked for the certificate of the gateways. Sent it the same day.", NULL, "Ask legal for the signature"},
        {"call", "Date of delivery", "They want {product} running before the stocktaking. Promised delivery in six weeks from the order.", "We: reserve the goods for two weeks", "Confirm the date with the warehouse"},
        {"call", "Waiting for the signature", "{person} says that it lies on the desk of the managing director, who is back on Monday.", NULL, "Call on Monday about the signature"},
    },
};

static const talk_t WINS[] = {
    {"call", "Signed", "{person} called: signed, {amount} for {product}. Installation to begin as soon as the goods are there.", "We: name the date of installation", NULL},
    {"email", "Order for {product}", "The order came by mail with the discount as agreed. {person} thanks for the patience with their lawyers.", NULL, NULL},
    {"meeting", "Signed at the table", "Signed in the meeting room with {person} and finance. They already ask for the second site next year.", "They: tell us the people for the training", NULL},
};

static const struct {
    const char *reason;
    talk_t talk;
} LOSSES[REASONS] = {
    {"price", {"call", "Too dear in the end", "{person} called: purchasing would not go above last year's budget and {amount} was more. No hard feelings.", NULL, NULL}},
    {"competitor", {"call", "They chose {competitor}", "{competitor} lowered the price a second time. {person} would have taken us and asks to stay in touch.", NULL, NULL}},
    {"no_decision", {"call", "Nothing will be done this year", "The project was put off without a date. {person} has a new task.", NULL, NULL}},
    {"timing", {"call", "Too early for them", "The building will be changed first; {product} comes after that. Call again in a year.", NULL, NULL}},
    {"no_budget", {"email", "No money left", "{person} writes that the budget went into a new roof. Sorry for the work we had.", NULL, NULL}},
    {"product_fit", {"call", "Does not fit their meters", "The old meters cannot be read by {product} without a converter, and that would double the cost.", NULL, NULL}},
};

static const talk_t CARE[] = {
    {"call", "Check-in after delivery", "Delivery was complete and on time. One gateway needed a new cable, sent the same day.", NULL, NULL},
    {"meeting", "Review of the year", "Went through the year with {person}: four alarms, all true, one of them saved a compressor.", "We: send the figures of the year", NULL},
    {"email", "Reading gap at night", "{person} reported a gap of two hours. It was the network of the plant; they changed the switch.", NULL, NULL},
    {"call", "Training for new people", "Two new people on the night shift. Offered a morning of training in their hall.", "They: propose a morning", NULL},
    {"visit", "Walk through the plant", "Passed by after another appointment. The sensors hold, the labels do not; new labels are on the way.", "We: send new labels", NULL},
    {"email", "Notice period", "{person} asked until when they would have to give notice. Answered with the clause; no wish to leave.", NULL, NULL},
    {"message", "Away for two weeks", "{person} is away for two weeks and named a colleague for what cannot wait.", NULL, NULL},
    {"call", "Budget for next year", "{person} plans the next budget and asked for a rough figure for a second site.", "We: send a rough figure", NULL},
    {"note", "New plant manager", "They have a new plant manager from the first of the month. {person} will introduce us.", NULL, NULL},
    {"call", "Invoice to the wrong site", "The last invoice went to the old address. Corrected it, {person} confirmed.", NULL, NULL},
};
/* clang-format on */

const talk_t *talk_of_stage(chance_t *chance, size_t stage) {
    const talk_t *talks = STAGES[stage < TALK_STAGES ? stage : TALK_STAGES - 1];
    size_t count = 0;
    while (count < MOST && talks[count].kind != NULL) count++;
    return &talks[chance_index(chance, count)];
}

const talk_t *talk_of_win(chance_t *chance) {
    return &CHANCE_ONE_OF(chance, WINS);
}

const talk_t *talk_of_loss(const char *reason) {
    for (size_t i = 0; i < REASONS; i++)
        if (text_equal(LOSSES[i].reason, reason)) return &LOSSES[i].talk;
    return &LOSSES[0].talk;
}

const talk_t *talk_of_care(chance_t *chance) {
    return &CHANCE_ONE_OF(chance, CARE);
}

const char *talk_fill(arena_t *arena, const char *text, const talk_words_t *words) {
    const struct {
        const char *place, *word;
    } places[] = {{"{person}", words->person},
                  {"{product}", words->product},
                  {"{amount}", words->amount},
                  {"{competitor}", words->competitor}};
    text_t out = text_create(arena, 4096);
    while (*text != '\0') {
        size_t found = 0;
        for (size_t i = 0; found == 0 && i < sizeof places / sizeof places[0]; i++) {
            if (!text_starts_with(text, places[i].place)) continue;
            found = strlen(places[i].place);
            text_add(&out, places[i].word);
        }
        if (found == 0) text_add_char(&out, *text);
        text += found > 0 ? found : 1;
    }
    return out.data;
}
