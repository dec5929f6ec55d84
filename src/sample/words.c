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

static const place_t PLACES[] = {
    {"Singapore", NULL, "SG", "USD", "Pte. Ltd.", "######", "+1 206 555 01##", 0},
    {"Osaka", "Osaka", "JP", "USD", "K.K.", "53#-00##", "+1 206 555 01##", 0},
    {"Shenzhen", "Guangdong", "CN", "USD", "Co., Ltd.", "5180##", "+1 206 555 01##", 0},
    {"Busan", NULL, "KR", "USD", "Co., Ltd.", "48###", "+1 206 555 01##", 0},
    {"Pune", "Maharashtra", "IN", "USD", "Pvt. Ltd.", "4110##", "+1 206 555 01##", 0},
    {"Perth", "Western Australia", "AU", "USD", "Pty Ltd", "60##", "+61 2 5550 ####", 0},
    {"Hamburg", NULL, "DE", "EUR", "GmbH", "20###", "+49 30 23125 ###", 1},
    {"Malmö", NULL, "SE", "EUR", "AB", "21# ##", "+46 8 465 004 ##", 1},
    {"Leeds", "West Yorkshire", "GB", "EUR", "Ltd", "LS# #AB", "+44 20 7946 0###", 1},
    {"Rotterdam", "Zuid-Holland", "NL", "EUR", "B.V.", "30## AB", "+44 20 7946 0###", 1},
    {"Łódź", NULL, "PL", "EUR", "Sp. z o.o.", "9#-###", "+49 30 23125 ###", 1},
    {"Lyon", "Auvergne-Rhône-Alpes", "FR", "EUR", "SAS", "690##", "+33 1 99 00 ## ##", 2},
    {"Valencia", NULL, "ES", "EUR", "S.L.", "460##", "+33 1 99 00 ## ##", 2},
    {"Turin", "Piedmont", "IT", "EUR", "S.r.l.", "101##", "+33 1 99 00 ## ##", 2},
    {"Thessaloniki", NULL, "GR", "EUR", "A.E.", "54# ##", "+33 1 99 00 ## ##", 2},
    {"Dubai", NULL, "AE", "USD", "LLC", NULL, "+44 20 7946 0###", 2},
    {"Chicago", "Illinois", "US", "USD", "Inc.", "606##", "+1 312 555 01##", 3},
    {"Portland", "Oregon", "US", "USD", "LLC", "972##", "+1 503 555 01##", 3},
    {"Toronto", "Ontario", "CA", "USD", "Inc.", "M#A #B#", "+1 416 555 01##", 3},
    {"Recife", "Pernambuco", "BR", "USD", "Ltda.", "500##-###", "+1 206 555 01##", 3},
};

static const struct {
    const char *name;
    size_t place;
    script_t script;
} OTHER_SCRIPTS[] = {
    {"海岚科技", 2, SCRIPT_CHINESE},        {"みなも製作所", 1, SCRIPT_JAPANESE},   {"شركة النخيل الأزرق", 15, SCRIPT_ARABIC},
    {"Größler Maschinenbau", 6, SCRIPT_LATIN}, {"Crème & Ébène", 11, SCRIPT_LATIN}, {"한빛누리 전자", 3, SCRIPT_KOREAN},
    {"Αστρίνα Εμπορική", 14, SCRIPT_GREEK}, {"云桥物流", 0, SCRIPT_CHINESE},        {"Ельмар Инструмент", 10, SCRIPT_CYRILLIC},
    {"Nuvem Açúcar", 19, SCRIPT_LATIN},     {"あおば商会", 1, SCRIPT_JAPANESE},     {"Żelazna Łódź", 10, SCRIPT_LATIN},
    {"Mossgrin & Tallow 🌿", 17, SCRIPT_LATIN}, {"星禾食品", 2, SCRIPT_CHINESE},       {"مخبز الواحة الصغيرة", 15, SCRIPT_ARABIC},
    {"Ørsund Værft", 7, SCRIPT_LATIN},      {"しろがね精機", 1, SCRIPT_JAPANESE},   {"Piñón y Niebla", 12, SCRIPT_LATIN},
};

static const char *const FIRST_NAMES[] = {"Amara", "Björn",  "Carla", "Dewi",  "Elif",   "Farid", "Grace", "Hugo",
                                          "Ines",  "Jonas",  "Keiko", "Liam",  "Meera",  "Noor",  "Olga",  "Pavel",
                                          "Qing",  "Rosa",   "Sanjay", "Tessa", "Umar",  "Vera",  "Wei",   "Ximena",
                                          "Yusuf", "Zora",   "Anders", "Bianca", "Chidi", "Dana"};
static const char *const LAST_NAMES[] = {"Abara",   "Brandell", "Castoro", "Dalquist", "Eshkol",  "Ferrante", "Gorski",
                                         "Haldane", "Iwasaki",  "Jorvik",  "Kestrel",  "Lindqvist", "Moreau", "Nakata",
                                         "Okonkwo", "Petrov",   "Quist",   "Rahman",   "Szabo",   "Tanaka",   "Ueda",
                                         "Varga",   "Wickham",  "Xu",      "Yilmaz",   "Zielinski", "Tan",    "Lim"};

enum { OTHER_NAMES = 5 };

/* By script_t, the Latin left out. Where the last name comes first, no space is between the two. */
static const struct {
    bool last_first;
    const char *first[OTHER_NAMES], *last[OTHER_NAMES];
} OTHER_PEOPLE[] = {
    [SCRIPT_CHINESE] = {true, {"欣怡", "浩然", "雨桐", "子墨", "思远"}, {"林", "苏", "程", "叶", "方"}},
    [SCRIPT_JAPANESE] = {true, {"みなみ", "陽菜", "健太", "葵", "大輔"}, {"水原", "森川", "青木", "白石", "小野"}},
    [SCRIPT_KOREAN] = {true, {"서연", "민준", "하은", "도윤", "지우"}, {"김", "한", "윤", "서", "문"}},
    [SCRIPT_ARABIC] = {false, {"ليلى", "سامر", "هدى", "كريم", "نور"}, {"الحداد", "النجار", "منصور", "الخطيب", "سالم"}},
    [SCRIPT_CYRILLIC] = {false, {"Марта", "Илья", "Дарина", "Олег", "Вера"}, {"Лесной", "Коваль", "Зорин", "Мельник", "Гай"}},
    [SCRIPT_GREEK] = {false, {"Ελένη", "Νίκος", "Δανάη", "Πέτρος", "Ίρις"}, {"Μαύρου", "Ξένος", "Λευκή", "Δάφνης", "Ράλλη"}},
};

static const char *const STREETS[] = {"Lantern Street", "Old Mill Road", "Quay of Sails", "Juniper Lane", "Foundry Yard",
                                      "Copper Row", "Heron Walk", "Granary Square", "Tollgate Hill", "Saltworks Road"};
static const char *const INDUSTRIES[] = {"manufacturing", "retail", "software", "medical", "logistics",
                                         "hospitality",   "energy", "finance",  "media",   "food"};
static const struct {
    const char *title, *department;
} JOB_TITLES[] = {{"Head of Purchasing", "Purchasing"},   {"Chief Financial Officer", "Finance"},
                  {"Operations Manager", "Operations"},   {"IT Manager", "IT"},
                  {"Plant Manager", "Production"},        {"Managing Director", "Management"},
                  {"Procurement Officer", "Purchasing"},  {"Quality Lead", "Quality"},
                  {"Office Manager", "Administration"},   {"Chief Technology Officer", "IT"},
                  {"Maintenance Engineer", "Production"}, {"Controller", "Finance"}};
static const char *const COMPETITORS[] = {"Ambermeter", "Gaugewright & Co", "Orvaflux", "Senquill"};
static const char *const LETTERS[] = {
    "thank you for your time today. As promised I have put the three open points together below, with who answers which "
    "of them. If anything is missing, tell me and I add it before the call.",
    "attached you find the offer in the form that finance asked for: one line per site, with the service shown on its own. "
    "The prices hold until the end of next month.",
    "a short note before the holidays: the sensors for the second hall are on their way, and the support line is staffed "
    "on all days but one. I will call in the new year about the third hall.",
    "you asked how other plants do the change without stopping the line. They do it in two nights, one hall at a time; "
    "two of them are glad to tell you how it went."};
static const char *const NEXT_STEPS[] = {"Send the revised offer", "Call back with the answers", "Arrange the demonstration",
                                         "Send two references",    "Ask legal about the notice period",
                                         "Prepare the renewal",    "Invite finance to the next call",
                                         "Agree on a date for the pilot", "Find out who signs"};
/* clang-format on */

enum { PLACE_COUNT = sizeof PLACES / sizeof PLACES[0], OTHER_COUNT = sizeof OTHER_SCRIPTS / sizeof OTHER_SCRIPTS[0] };

/* One company in eleven is written with more than plain letters; each such name comes once before any comes again. */
company_name_t words_company(chance_t *chance, arena_t *arena, int64_t number) {
    enum { ONE_IN = 11 };
    if (number % ONE_IN == 5) {
        size_t other = (size_t)(number / ONE_IN) % OTHER_COUNT;
        return (company_name_t){OTHER_SCRIPTS[other].name, &PLACES[OTHER_SCRIPTS[other].place],
                                OTHER_SCRIPTS[other].script};
    }
    const char *beginning = CHANCE_ONE_OF(chance, BEGINNINGS);
    const char *middle = CHANCE_ONE_OF(chance, MIDDLES);
    const char *ending = CHANCE_ONE_OF(chance, ENDINGS);
    const char *trade = CHANCE_ONE_OF(chance, TRADES);
    const char *name = arena_printf(arena, "%s%s%s %s", beginning, middle, ending, trade);
    return (company_name_t){name, &PLACES[chance_index(chance, PLACE_COUNT)], SCRIPT_LATIN};
}

company_name_t words_subsidiary(arena_t *arena, const company_name_t *head, int64_t number) {
    const place_t *place = &PLACES[(size_t)number * 7 % PLACE_COUNT];
    return (company_name_t){arena_printf(arena, "%s %s", head->name, place->city), place, SCRIPT_LATIN};
}

person_name_t words_person(chance_t *chance, arena_t *arena, script_t script) {
    person_name_t name;
    if (script == SCRIPT_LATIN) {
        name.first = CHANCE_ONE_OF(chance, FIRST_NAMES);
        name.last = CHANCE_ONE_OF(chance, LAST_NAMES);
    } else {
        name.first = CHANCE_ONE_OF(chance, OTHER_PEOPLE[script].first);
        name.last = CHANCE_ONE_OF(chance, OTHER_PEOPLE[script].last);
    }
    if (script != SCRIPT_LATIN && OTHER_PEOPLE[script].last_first)
        name.whole = arena_printf(arena, "%s%s", name.last, name.first);
    else
        name.whole = arena_printf(arena, "%s %s", name.first, name.last);
    return name;
}

static const char *words_plain_letters(arena_t *arena, const char *text) {
    text_t plain = text_create(arena, 60);
    for (const char *folded = text_fold(arena, text); *folded != '\0'; folded++)
        if (isalnum((unsigned char)*folded)) text_add_char(&plain, *folded);
    return plain.data;
}

const char *words_domain(arena_t *arena, const char *company, int64_t number) {
    const char *name = words_plain_letters(arena, company);
    return arena_printf(arena, "%s%lld.example", *name != '\0' ? name : "company", (long long)number);
}

const char *words_email(arena_t *arena, const person_name_t *person, const char *domain, int64_t number) {
    const char *first = words_plain_letters(arena, person->first);
    const char *last = words_plain_letters(arena, person->last);
    if (*first == '\0' || *last == '\0') return arena_printf(arena, "desk%lld@%s", (long long)number, domain);
    return arena_printf(arena, "%s.%s@%s", first, last, domain);
}

const char *words_digits(chance_t *chance, arena_t *arena, const char *pattern) {
    char *filled = arena_strdup(arena, pattern);
    for (char *at = filled; *at != '\0'; at++)
        if (*at == '#') *at = (char)('0' + chance_between(chance, 0, 9));
    return filled;
}

const char *words_street(chance_t *chance, arena_t *arena) {
    int64_t house = chance_between(chance, 1, 180);
    return arena_printf(arena, "%lld %s", (long long)house, CHANCE_ONE_OF(chance, STREETS));
}

const char *words_industry(chance_t *chance) {
    return CHANCE_ONE_OF(chance, INDUSTRIES);
}

const char *words_job_title(chance_t *chance, const char **department) {
    size_t job = chance_index(chance, sizeof JOB_TITLES / sizeof JOB_TITLES[0]);
    *department = JOB_TITLES[job].department;
    return JOB_TITLES[job].title;
}

const char *words_competitor(chance_t *chance) {
    return CHANCE_ONE_OF(chance, COMPETITORS);
}

const char *words_letter(chance_t *chance, arena_t *arena, const char *first_name) {
    return arena_printf(arena, "Dear %s,\n\n%s\n\nBest regards", first_name, CHANCE_ONE_OF(chance, LETTERS));
}

const char *words_next_step(chance_t *chance) {
    return CHANCE_ONE_OF(chance, NEXT_STEPS);
}
