/* Points for and against: each fact that two records share or contradict adds to or takes from their score. The weights
 * were chosen on made-up and on public records; test_duplicate_quality.c tells what they reach. */
#include "base/text.h"
#include "customer/duplicate_facts.h"

/* clang-format off */
const duplicate_reason_text_t DUPLICATE_REASONS[] = {
    {DUPLICATE_SAME_IDENTIFIER, "same_identifier", {"same tax or registration number", "税号或注册号相同"}},
    {DUPLICATE_SAME_NAME, "same_name", {"same name", "名称相同"}},
    {DUPLICATE_LIKE_NAME, "like_name", {"similar name", "名称相似"}},
    {DUPLICATE_SAME_EMAIL, "same_email", {"same e-mail", "电子邮件相同"}},
    {DUPLICATE_SAME_DOMAIN, "same_domain", {"same web domain", "网站域名相同"}},
    {DUPLICATE_SAME_PHONE, "same_phone", {"same phone", "电话相同"}},
    {DUPLICATE_SAME_COMPANY, "same_account", {"same account", "所属客户相同"}},
    {DUPLICATE_SAME_ADDRESS, "same_address", {"same address", "地址相同"}},
    {DUPLICATE_LIKE_ADDRESS, "like_address", {"similar address", "地址相似"}},
    {DUPLICATE_LIKE_WHOLE, "like_whole", {"much the same in all", "整体相似"}},
    {0, NULL, {NULL, NULL}},
};
/* clang-format on */

typedef struct weights {
    double same_name;            /* of two names that are the same; similar ones get less */
    double domain, other_domain; /* shared, and known of both but different */
    double email, phone, other_phone;
    double address, other_address;
    double identifier, like_identifier, other_identifier;
    double company, other_company;
    bool whole; /* all text taken together may decide */
} weights_t;

static const weights_t COMPANIES = {.same_name = 60,
                                    .domain = 25,
                                    .other_domain = -8,
                                    .email = 30,
                                    .phone = 24,
                                    .other_phone = -5,
                                    .address = 24,
                                    .other_address = -14,
                                    .identifier = 80,
                                    .like_identifier = -4,
                                    .other_identifier = -40,
                                    .whole = true};

static const weights_t PEOPLE = {.same_name = 44,
                                 .email = 42,
                                 .phone = 20,
                                 .other_phone = -4,
                                 .address = 20,
                                 .other_address = -6,
                                 .identifier = 80,
                                 .other_identifier = -30,
                                 .company = 20,
                                 .other_company = -8};

static double greater(double a, double b) {
    return a > b ? a : b;
}

/* Accounts that are people: many bear the same name. */
static const weights_t INDIVIDUALS = {.same_name = 44,
                                      .domain = 10,
                                      .email = 42,
                                      .phone = 22,
                                      .other_phone = -4,
                                      .address = 22,
                                      .other_address = -8,
                                      .identifier = 80,
                                      .like_identifier = -4,
                                      .other_identifier = -40,
                                      .whole = true};

static const weights_t *score_weights(const duplicate_facts_t *left, const duplicate_facts_t *right) {
    if (left->person) return &PEOPLE;
    return left->individual || right->individual ? &INDIVIDUALS : &COMPANIES;
}

/* How alike the names are, 0 to 1: pieces of letters, the same words in another order, or a slip of the finger. */
static double score_names(const duplicate_facts_t *left, const duplicate_facts_t *right) {
    double best = 0;
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < 2; j++) {
            if (left->names[i].count == 0 || right->names[j].count == 0) continue;
            if (left->sorted[i] == right->sorted[j] || left->joined[i] == right->joined[j]) return 1;
            best = greater(best, grams_similarity(&left->names[i], &right->names[j]));
        }
    }
    size_t shorter = left->names[0].count < right->names[0].count ? left->names[0].count : right->names[0].count;
    if (best < 0.6 && shorter >= 8 && grams_containment(&left->names[0], &right->names[0]) > 0.95) best = 0.6;
    if (best < 0.25 || left->name == NULL || right->name == NULL) return best;
    size_t characters = text_characters(left->name);
    int distance = duplicate_distance(left->name, right->name, 2);
    if (distance == 1 && characters >= 5) return greater(best, characters >= 7 ? 0.9 : 0.75);
    return distance == 2 && characters >= 10 ? greater(best, 0.8) : best;
}

/* Points of a name between those of names that have nothing in common and those of equal ones. */
static double score_name_points(double alike, double same_name) {
    static const double at[] = {0, 0.2, 0.4, 0.6, 0.8, 1};
    static const double share[] = {-0.42, -0.2, 0.2, 0.5, 0.8, 1};
    for (size_t i = 1; i < sizeof at / sizeof at[0]; i++) {
        if (alike > at[i]) continue;
        double part = (alike - at[i - 1]) / (at[i] - at[i - 1]);
        return same_name * (share[i - 1] + part * (share[i] - share[i - 1]));
    }
    return same_name;
}

/* The shorter number is the end of the longer one: the area code is often left out. */
static bool phone_equal(const char *left, const char *right) {
    size_t a = strlen(left), b = strlen(right);
    return a >= b ? text_equal(left + a - b, right) : text_equal(right + b - a, left);
}

/* 1: shared, -1: known of both but different, 0: not known. */
static int score_phones(const duplicate_facts_t *left, const duplicate_facts_t *right) {
    bool compared = false;
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < 2; j++) {
            if (left->phones[i] == NULL || right->phones[j] == NULL) continue;
            if (phone_equal(left->phones[i], right->phones[j])) return 1;
            compared = true;
        }
    }
    return compared ? -1 : 0;
}

static int score_equal(uint64_t left, uint64_t right) {
    return left == 0 || right == 0 ? 0 : left == right ? 1 : -1;
}

static double score_fact(int equal, double shared, double different, unsigned reason, unsigned *reasons) {
    if (equal > 0) *reasons |= reason;
    return equal > 0 ? shared : equal < 0 ? different : 0;
}

static double score_place(const duplicate_facts_t *left, const duplicate_facts_t *right, const weights_t *weights,
                          unsigned *reasons) {
    if (left->place.count == 0 || right->place.count == 0) return 0;
    double alike = grams_similarity(&left->place, &right->place);
    int number = score_equal(left->number, right->number);
    int code = score_equal(left->postal_code, right->postal_code);
    if (number >= 0 && alike >= 0.5) {
        *reasons |= alike >= 0.8 ? DUPLICATE_SAME_ADDRESS : DUPLICATE_LIKE_ADDRESS;
        return weights->address * (code < 0 ? 0.5 : 0.4 + 0.6 * alike);
    }
    if (number > 0 && code > 0) return weights->address * 0.4;
    if (alike >= 0.6) {
        *reasons |= DUPLICATE_LIKE_ADDRESS;
        return code >= 0 ? weights->address * 0.2 : 0;
    }
    return alike < 0.3 ? weights->other_address : weights->other_address * 0.5;
}

/* 1: the same, 0: not known, -1: one may be a slip of the other, -2: different. */
static int score_identifier(const char *left, const char *right) {
    if (left == NULL || right == NULL) return 0;
    int distance = duplicate_distance(left, right, 2);
    return distance == 0 ? 1 : distance <= 2 ? -1 : -2;
}

static int score_identifiers(const duplicate_facts_t *left, const duplicate_facts_t *right) {
    int tax = score_identifier(left->identifiers[0], right->identifiers[0]);
    int registration = score_identifier(left->identifiers[1], right->identifiers[1]);
    if (tax > 0 || registration > 0) return 1;
    return tax < registration ? tax : registration;
}

/* How alike all text is. Neighbours share most of theirs: names must be alike too, and nothing may tell them apart. */
static double score_whole(const duplicate_facts_t *left, const duplicate_facts_t *right, double name) {
    int phone = score_phones(left, right);
    bool apart = score_equal(left->domain, right->domain) < 0 || phone < 0;
    if (score_identifiers(left, right) < -1) return 0;
    double least = apart ? 0.6 : phone > 0 ? 0.15 : 0.4;
    if (name < least || left->place.count == 0 || right->place.count == 0) return 0;
    return grams_similarity(&left->whole, &right->whole);
}

int duplicate_score(const duplicate_facts_t *left, const duplicate_facts_t *right, unsigned *reasons) {
    const weights_t *weights = score_weights(left, right);
    double name = score_names(left, right);
    double points = score_name_points(name, weights->same_name);
    *reasons = name >= 1 ? DUPLICATE_SAME_NAME : name >= 0.5 ? DUPLICATE_LIKE_NAME : 0;
    int identifiers = score_identifiers(left, right);
    points += score_fact(identifiers, weights->identifier,
                         identifiers < -1 ? weights->other_identifier : weights->like_identifier,
                         DUPLICATE_SAME_IDENTIFIER, reasons);
    points += score_fact(score_equal(left->domain, right->domain), weights->domain, weights->other_domain,
                         DUPLICATE_SAME_DOMAIN, reasons);
    points += score_fact(score_equal(left->email, right->email), weights->email, 0, DUPLICATE_SAME_EMAIL, reasons);
    int phone = score_phones(left, right);
    points += score_fact(phone, weights->phone, weights->other_phone, DUPLICATE_SAME_PHONE, reasons);
    points += score_fact(score_equal(left->company, right->company), weights->company, weights->other_company,
                         DUPLICATE_SAME_COMPANY, reasons);
    points += score_place(left, right, weights, reasons);
    double whole = score_whole(left, right, name);
    if (weights->whole && whole >= 0.5) {
        *reasons |= DUPLICATE_LIKE_WHOLE;
        points = greater(points, DUPLICATE_THRESHOLD + (whole - 0.5) * 80);
    }
    return points > 100 ? 100 : (int)greater(0, points);
}
