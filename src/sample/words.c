#include "sample/words.h"

#include "base/text.h"

#include <ctype.h>

/* clang-format off */
static const char *const BEGINNINGS[] = {"Vel",  "Quor", "Tam",  "Bris", "Nor", "Cal",  "Mer",  "Zan", "Hal", "Or",
                                         "Fen",  "Lum",  "Sor",  "Pel",  "Gra", "Ister", "Kel", "Wex", "Ald", "Dun",
                                         "Rav",  "Thal", "Ombr", "Syl",  "Yar", "Cor",  "Jun",  "Eld", "Pax", "Ulm"};
static const char *const MIDDLES[] = {"a", "i", "o", "e", "ar", "en", "is", "or", "al", "un", "ev", "ost", "ing", "ol"};
static const char *const ENDINGS[] = {"mar", "tis", "dor", "ven", "rix", "lon", "ford", "via", "nex", "ta", "bury", "ra"};
static const char *const TRADES[] = {"Systems", "Foods",   "Logistics", "Instruments", "Textiles", "Energy",  "Packaging",
                                     "Marine",  "Clinics", "Optics",    "Tools",       "Media",    "Ceramics", "Partners",
                                     "Labs",    "Freight", "Paper",     "Robotics",    "Hotels",   "& Sons"};
static const char *const OTHER_SCRIPTS[] = {"海岚科技", "云桥物流", "星禾食品", "みなも製作所", "あおば商会", "شركة النخيل الأزرق",
                                            "Ельмар Инструмент", "Αστρίνα Εμπορική", "Żelazna Łódź", "Crème & Ébène",
                                            "Größler Maschinenbau", "Nuvem Açúcar", "한빛누리 전자", "Ørsund Værft"};

static const char *const FIRST_NAMES[] = {"Amara", "Björn",  "Carla", "Dewi",  "Elif",   "Farid", "Grace", "Hugo",
                                          "Ines",  "Jonas",  "Keiko", "Liam",  "Meera",  "Noor",  "Olga",  "Pavel",
                                          "Qing",  "Rosa",   "Sanjay", "Tessa", "Umar",  "Vera",  "Wei",   "Ximena",
                                          "Yusuf", "Zora",   "Anders", "Bianca", "Chidi", "Dana"};
static const char *const LAST_NAMES[] = {"Abara",   "Brandell", "Castoro", "Dalquist", "Eshkol",  "Ferrante", "Gorski",
                                         "Haldane", "Iwasaki",  "Jorvik",  "Kestrel",  "Lindqvist", "Moreau", "Nakata",
                                         "Okonkwo", "Petrov",   "Quist",   "Rahman",   "Szabo",   "Tanaka",   "Ueda",
                                         "Varga",   "Wickham",  "Xu",      "Yilmaz",   "Zielinski", "Tan",    "Lim"};

static const char *const INDUSTRIES[] = {"manufacturing", "retail", "software", "medical", "logistics",
                                         "hospitality",   "energy", "finance",  "media",   "food"};
static const char *const JOB_TITLES[] = {"Head of Purchasing",  "Chief Financial Officer", "Operations Manager",
                                         "IT Manager",          "Plant Manager",           "Managing Director",
                                         "Procurement Officer", "Quality Lead",            "Office Manager",
                                         "Chief Technology Officer"};
static const char *const SUBJECTS[] = {"Needs and timeline",        "Pricing questions",    "Demonstration for the team",
                                       "Comparison with what they use", "Security questions", "Contract terms",
                                       "Check-in after delivery",   "Budget for next year", "Introduction to finance",
                                       "Training plan"};
static const char *const SUMMARIES[] = {
    "They want to decide before the end of the quarter; the budget is not approved yet.",
    "The present supplier delivers late. They asked for two references in their industry.",
    "Went through the offer line by line. The price is fine, the notice period is not.",
    "The team liked the demonstration. Two questions are open: single sign-on and the data export.",
    "Finance joined for the first time and asked about payment terms.",
    "They have a reorganisation until next month and asked us to call again then.",
    "A competitor offered a lower price; they still prefer us because of support.",
    "Users are content. They think of a second site next year."};
static const char *const NEXT_STEPS[] = {"Send the revised offer", "Call back with the answers", "Arrange the demonstration",
                                         "Send two references",    "Ask legal about the notice period",
                                         "Prepare the renewal",    "Invite finance to the next call"};
static const char *const PROMISES[] = {"We send the price list by Friday.", "They name the person who decides.",
                                       "We hold the price until the end of the month.",
                                       "They send the requirements document."};

/* clang-format on */

const char *words_company(chance_t *chance, arena_t *arena) {
    if (chance_percent(chance, 6))
        return arena_printf(arena, "%s%s", CHANCE_ONE_OF(chance, OTHER_SCRIPTS),
                            chance_percent(chance, 10) ? " 🌿" : "");
    const char *beginning = CHANCE_ONE_OF(chance, BEGINNINGS);
    const char *middle = CHANCE_ONE_OF(chance, MIDDLES);
    const char *ending = CHANCE_ONE_OF(chance, ENDINGS);
    return arena_printf(arena, "%s%s%s %s", beginning, middle, ending, CHANCE_ONE_OF(chance, TRADES));
}

person_name_t words_person(chance_t *chance, arena_t *arena) {
    person_name_t name = {.first = CHANCE_ONE_OF(chance, FIRST_NAMES), .last = CHANCE_ONE_OF(chance, LAST_NAMES)};
    name.whole = arena_printf(arena, "%s %s", name.first, name.last);
    return name;
}

const char *words_domain(arena_t *arena, const char *company, int64_t number) {
    text_t domain = text_create(arena, 60);
    const char *folded = text_fold(arena, company);
    for (; *folded != '\0'; folded++)
        if (isalnum((unsigned char)*folded)) text_add_char(&domain, *folded);
    return arena_printf(arena, "%s%lld.example", domain.length > 0 ? domain.data : "company", (long long)number);
}

const char *words_industry(chance_t *chance) {
    return CHANCE_ONE_OF(chance, INDUSTRIES);
}

const char *words_job_title(chance_t *chance) {
    return CHANCE_ONE_OF(chance, JOB_TITLES);
}

const char *words_subject(chance_t *chance) {
    return CHANCE_ONE_OF(chance, SUBJECTS);
}

const char *words_summary(chance_t *chance, arena_t *arena) {
    const char *first = CHANCE_ONE_OF(chance, SUMMARIES);
    if (!chance_percent(chance, 30)) return first;
    return arena_printf(arena, "%s\n%s", first, CHANCE_ONE_OF(chance, SUMMARIES));
}

const char *words_next_step(chance_t *chance) {
    return CHANCE_ONE_OF(chance, NEXT_STEPS);
}

const char *words_promise(chance_t *chance) {
    return CHANCE_ONE_OF(chance, PROMISES);
}
