/* What other systems call our choices and stages. */
#include "base/text.h"
#include "capture/column_names.h"

typedef struct alias {
    const char *choice;
    const char *names; /* as of column_normalise */
} alias_t;

static const alias_t ACCOUNT_STATUS[] = {
    {"customer", "customerdirect customerchannel client existingcustomer active evangelist"},
    {"prospect", "lead opportunity subscriber marketingqualifiedlead salesqualifiedlead suspect target new"},
    {"former", "formercustomer inactive churned lost exclient excustomer"},
    {NULL, NULL},
};

static const alias_t LEAD_STATUS[] = {
    {"new", "open opennotcontacted unread notcontacted fresh attemptedtocontact"},
    {"working", "workingcontacted contacted inprogress connected attempted engaged opendeal"},
    {"nurturing", "nurture nurturing badtiming recycled later"},
    {"qualified", "closedconverted converted won salesqualified"},
    {"disqualified", "closednotconverted unqualified lost rejected junk dead notinterested"},
    {NULL, NULL},
};

static const alias_t SOURCE[] = {
    {"website",
     "web organicsearch organic google seo directtraffic direct inbound landingpagesubmission api chat "
     "olarkchat livechat bing yahoo offline"},
    {"referral",
     "wordofmouth employeereferral externalreferral customerreferral reference referralsites referrals "
     "recommendation"},
    {"partner", "partnerreferral channelpartner reseller"},
    {"event", "tradeshow seminar conference exhibition webinar seminarinternal seminarpartner"},
    {"campaign", "publicrelations marketing othercampaigns"},
    {"email", "emailcampaign emailmarketing newsletter leadaddform leadimport"},
    {"phone", "phoneinquiry call inboundcall telephone"},
    {"social", "socialmedia linkedin facebook twitter instagram organicsocial paidsocial"},
    {"advertisement", "ad ads advertising paidsearch googleads display welingakwebsite payperclickads"},
    {"purchased_list", "list datavendor zoominfo jigsaw"},
    {"outbound", "coldcall coldemail prospecting cold outreach"},
    {"existing", "existingcustomer customer upsell existingbusiness"},
    {NULL, NULL},
};

static const alias_t FORECAST_CATEGORY[] = {
    {"best_case", "bestcase upside"},  {"most_likely", "mostlikely probable forecast"},
    {"commit", "committed"},           {"closed", "closedwon"},
    {"omitted", "omit notforecasted"}, {NULL, NULL},
};

static const alias_t LOST_REASON[] = {
    {"price", "tooexpensive cost pricing"},
    {"competitor", "losttocompetitor competition"},
    {"no_budget", "lostnobudget budget nofunding nomoney"},
    {"no_decision", "nodecisionnonresponsive stalled"},
    {"timing", "badtiming postponed"},
    {"product_fit", "missingfeature features badfit"},
    {"no_contact", "unresponsive noresponse ghosted"},
    {NULL, NULL},
};

static const alias_t INTERACTION_KIND[] = {
    {"email", "mail sentemail incomingemail"},
    {"call", "phone phonecall telephone callback followup"},
    {"meeting", "event demo presentation appointment onlinemeeting videocall conference lunch"},
    {"message", "sms whatsapp wechat chat text im"},
    {"visit", "sitevisit onsite"},
    {"note", "comment task todo"},
    {NULL, NULL},
};

static const alias_t PRODUCT_KIND[] = {
    {"goods", "product storable storableproduct consumable consu inventory physical item hardware"},
    {"service", "services labour labor nonphysical"},
    {"subscription", "recurring subscriptions saas licence license"},
    {NULL, NULL},
};

static const alias_t DIRECTION[] = {
    {"inbound", "incoming in received"},
    {"outbound", "outgoing out sent internal"},
    {NULL, NULL},
};

static const alias_t CAMPAIGN_KIND[] = {
    {"event", "conference tradeshow seminar"},
    {"webinar", "webinars onlineseminar"},
    {"advertisement", "advertising bannerads ads ppc"},
    {"email", "newsletter directmail mail"},
    {"calling", "telemarketing phone"},
    {"partner", "partners referralprogram"},
    {"other", "publicrelations"},
    {NULL, NULL},
};

static const alias_t CAMPAIGN_STATUS[] = {
    {"running", "inprogress active"},
    {"finished", "completed complete done"},
    {"cancelled", "aborted canceled"},
    {NULL, NULL},
};

static const alias_t BUYING_ROLE[] = {
    {"economic_buyer", "economicdecisionmaker budgetholder"},
    {"decision_maker", "executivesponsor businessuserdecisionmaker"},
    {"evaluator", "technicalbuyer"},
    {"end_user", "user businessuser"},
    {"champion", "sponsor"},
    {NULL, NULL},
};

static const alias_t TASK_PRIORITY[] = {
    {"normal", "medium none"},
    {"high", "urgent important"},
    {NULL, NULL},
};

static const alias_t ACCOUNT_KIND[] = {
    {"individual", "person private consumer"},
    {"company", "business organisation organization"},
    {NULL, NULL},
};

static const struct {
    const char *type; /* NULL: every type with such a field */
    const char *field;
    const alias_t *aliases;
} CHOICES[] = {
    {"account", "status", ACCOUNT_STATUS},
    {"lead", "status", LEAD_STATUS},
    {NULL, "source", SOURCE},
    {NULL, "forecast_category", FORECAST_CATEGORY},
    {NULL, "lost_reason", LOST_REASON},
    {"interaction", "kind", INTERACTION_KIND},
    {NULL, "direction", DIRECTION},
    {"campaign", "kind", CAMPAIGN_KIND},
    {NULL, "buying_role", BUYING_ROLE},
    {"campaign", "status", CAMPAIGN_STATUS},
    {"account", "kind", ACCOUNT_KIND},
    {"product", "kind", PRODUCT_KIND},
    {NULL, "priority", TASK_PRIORITY},
};

static const char *alias_find(const alias_t *aliases, const char *normalised) {
    for (const alias_t *alias = aliases; alias->choice != NULL; alias++)
        if (words_contain(alias->names, normalised)) return alias->choice;
    return NULL;
}

const char *known_choice(const record_type_t *type, const field_t *field, const char *normalised) {
    for (size_t i = 0; i < sizeof CHOICES / sizeof CHOICES[0]; i++) {
        bool of_type = CHOICES[i].type == NULL || text_equal(CHOICES[i].type, type->name);
        if (!of_type || !text_equal(CHOICES[i].field, field->name)) continue;
        const char *choice = alias_find(CHOICES[i].aliases, normalised);
        if (choice != NULL && field_choice(field, choice) != NULL) return choice;
    }
    return NULL;
}

const char *known_outcome(const char *normalised) {
    static const alias_t outcomes[] = {
        {"won", "won closedwon dealwon win gewonnen 赢单 成交"},
        {"lost", "lost closedlost deallost loss verloren 输单"},
        {NULL, NULL},
    };
    return alias_find(outcomes, normalised);
}

const char *known_stage(const char *normalised) {
    static const alias_t stages[] = {
        {"Appointment scheduled", "appointmentscheduled"},
        {"Qualified to buy", "qualifiedtobuy"},
        {"Presentation scheduled", "presentationscheduled"},
        {"Decision maker bought-in", "decisionmakerboughtin"},
        {"Contract sent", "contractsent"},
        {NULL, NULL},
    };
    return alias_find(stages, normalised);
}
