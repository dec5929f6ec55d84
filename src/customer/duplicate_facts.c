#include "customer/duplicate_facts.h"

#include "base/text.h"

enum { BANDS = 6, SEED_NAME = 100, SEED_WHOLE = 200 };

/* Keys of different kinds never meet. */
enum key_kind { KEY_JOINED = 1, KEY_SORTED, KEY_DOMAIN, KEY_PHONE, KEY_EMAIL, KEY_PLACE, KEY_IDENTIFIER, KEY_BAND };

static uint64_t fact_hash(const char *text) {
    return text != NULL && *text != '\0' ? duplicate_hash(0, text) | 1 : 0;
}

static void facts_add_key(duplicate_facts_t *facts, enum key_kind kind, uint64_t hash) {
    int64_t key = (int64_t)duplicate_mix(hash + (uint64_t)kind * 0x9E3779B97F4A7C15u);
    if (hash == 0 || facts->key_count == DUPLICATE_KEYS) return;
    for (size_t i = 0; i < facts->key_count; i++)
        if (facts->keys[i] == key) return;
    facts->keys[facts->key_count++] = key;
}

/* Two of the least pieces together: likely equal for similar texts, rarely for others. */
static uint64_t grams_band(const grams_t *grams, uint64_t seed, size_t band) {
    uint64_t first = grams_least(grams, seed + 2 * band);
    uint64_t second = grams_least(grams, seed + 2 * band + 1);
    return duplicate_mix(first + band) ^ second;
}

static void facts_add_name(duplicate_facts_t *facts, size_t index, const duplicate_input_t *input, arena_t *arena,
                           arena_t *scratch) {
    const char *given = index == 0 ? input->name : input->other_name;
    if (given == NULL) return;
    const char *words =
        input->person || input->individual ? duplicate_words(scratch, given) : duplicate_company(scratch, given);
    if (*words == '\0') return;
    if (index == 0) facts->name = duplicate_joined(arena, words);
    facts->joined[index] = fact_hash(duplicate_joined(scratch, words));
    facts->sorted[index] = fact_hash(duplicate_sorted(scratch, words));
    facts->names[index] = grams_create(arena, words);
    facts_add_key(facts, KEY_JOINED, facts->joined[index]);
    facts_add_key(facts, KEY_SORTED, facts->sorted[index]);
}

static void facts_add_place(duplicate_facts_t *facts, const duplicate_input_t *input, arena_t *arena,
                            arena_t *scratch) {
    const char *street = input->street != NULL ? duplicate_street(scratch, input->street) : "";
    const char *city = input->city != NULL ? duplicate_words(scratch, input->city) : "";
    const char *code = input->postal_code != NULL ? duplicate_words(scratch, input->postal_code) : NULL;
    if (*street != '\0') facts->place = grams_create(arena, arena_printf(scratch, "%s %s", street, city));
    if (code != NULL) facts->postal_code = fact_hash(duplicate_joined(scratch, code));
    facts->number = fact_hash(duplicate_number(scratch, street));
    if (facts->postal_code != 0 && facts->number != 0)
        facts_add_key(facts, KEY_PLACE, duplicate_mix(facts->postal_code) ^ facts->number);
}

static void facts_add_phones(duplicate_facts_t *facts, const duplicate_input_t *input, arena_t *arena) {
    const char *given[] = {input->phone, input->mobile};
    for (size_t i = 0; i < 2; i++) {
        const char *digits = facts->phones[i] = duplicate_phone(arena, given[i]);
        if (digits == NULL) continue;
        size_t length = strlen(digits);
        facts_add_key(facts, KEY_PHONE, fact_hash(length > 7 ? digits + length - 7 : digits));
    }
}

static const char *fact_identifier(arena_t *arena, arena_t *scratch, const char *number) {
    if (number == NULL) return NULL;
    const char *joined = duplicate_joined(arena, duplicate_words(scratch, number));
    return *joined != '\0' ? joined : NULL;
}

static void facts_add_whole(duplicate_facts_t *facts, const duplicate_input_t *input, arena_t *arena,
                            arena_t *scratch) {
    const char *parts[] = {input->name,
                           input->street,
                           input->city,
                           input->postal_code,
                           input->phone,
                           input->tax_number,
                           input->registration_number,
                           input->more};
    text_t all = text_create(scratch, 8192);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i] != NULL) text_add_format(&all, "%s ", parts[i]);
    facts->whole = grams_create(arena, duplicate_street(scratch, all.data));
}

duplicate_facts_t duplicate_facts(arena_t *arena, arena_t *scratch, const duplicate_input_t *input) {
    duplicate_facts_t facts = {.person = input->person, .individual = input->individual};
    for (size_t i = 0; i < 2; i++) facts_add_name(&facts, i, input, arena, scratch);
    facts_add_place(&facts, input, arena, scratch);
    facts_add_phones(&facts, input, arena);
    const char *domain = input->person ? NULL : duplicate_domain(scratch, input->website);
    if (domain == NULL && !input->person) domain = duplicate_domain(scratch, input->email);
    facts.domain = fact_hash(domain);
    facts.email = input->email != NULL ? fact_hash(text_lower(scratch, input->email)) : 0;
    facts.identifiers[0] = fact_identifier(arena, scratch, input->tax_number);
    facts.identifiers[1] = fact_identifier(arena, scratch, input->registration_number);
    if (input->company != NULL) facts.company = fact_hash(duplicate_company(scratch, input->company));
    facts_add_key(&facts, KEY_DOMAIN, facts.domain);
    facts_add_key(&facts, KEY_EMAIL, facts.email);
    for (size_t i = 0; i < 2; i++) facts_add_key(&facts, KEY_IDENTIFIER, fact_hash(facts.identifiers[i]));
    for (size_t i = 0; i < BANDS && facts.names[0].count > 0; i++)
        facts_add_key(&facts, KEY_BAND, grams_band(&facts.names[0], SEED_NAME, i) | 1);
    facts_add_whole(&facts, input, arena, scratch);
    return facts;
}

size_t duplicate_wide_keys(const duplicate_facts_t *facts, int64_t *keys) {
    if (facts->whole.count == 0 || facts->person) return 0;
    for (size_t i = 0; i < DUPLICATE_WIDE_KEYS; i++) keys[i] = (int64_t)grams_band(&facts->whole, SEED_WHOLE, i);
    return DUPLICATE_WIDE_KEYS;
}
