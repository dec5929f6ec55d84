/* How many duplicates are found, and how many of those found are none, against comparing all text of every two records
 * (3-gram Jaccard from 0.5 on), which is the baseline. */
#include "base/text.h"
#include "customer/duplicate_pairs.h"
#include "support/cmocka.h"
#include "support/duplicate_set.h"
#include "support/import_book.h"
#include "support/store_fixture.h"

typedef struct quality {
    double precision, recall, f1;
} quality_t;

static quality_t quality_of(size_t right, size_t found, size_t all) {
    quality_t quality = {.precision = found > 0 ? (double)right / (double)found : 1,
                         .recall = all > 0 ? (double)right / (double)all : 1};
    double sum = quality.precision + quality.recall;
    quality.f1 = sum > 0 ? 2 * quality.precision * quality.recall / sum : 0;
    return quality;
}

static size_t true_pairs(const duplicate_set_t *set) {
    size_t pairs = 0;
    for (size_t i = 0; i < set->count; i++)
        for (size_t j = i + 1; j < set->count; j++) pairs += set->truth[i] == set->truth[j];
    return pairs;
}

static quality_t measured(const duplicate_set_t *set, const char *name) {
    arena_t *scratch = arena_create();
    duplicate_facts_t *facts = ARENA_ARRAY(set->arena, duplicate_facts_t, set->count);
    for (size_t i = 0; i < set->count; i++) {
        facts[i] = duplicate_facts(set->arena, scratch, &set->records[i]);
        facts[i].id = (int64_t)i;
        arena_clear(scratch);
    }
    duplicate_pairs_t pairs = duplicate_pairs_find(set->arena, facts, set->count, NULL, NULL);
    size_t right = 0;
    for (size_t i = 0; i < pairs.count; i++) {
        bool same = set->truth[pairs.items[i].low] == set->truth[pairs.items[i].high];
        right += same;
        if (!same && getenv("DAYBOOK_TEST_TELL") != NULL)
            print_message("  not the same (%d): %s, %s / %s, %s\n", pairs.items[i].score,
                          set->records[pairs.items[i].low].name, set->records[pairs.items[i].low].street,
                          set->records[pairs.items[i].high].name, set->records[pairs.items[i].high].street);
    }
    quality_t quality = quality_of(right, pairs.count, true_pairs(set));
    print_message("%s: %zu records, %zu compared, P %.4f R %.4f F1 %.4f\n", name, set->count, pairs.compared,
                  quality.precision, quality.recall, quality.f1);
    arena_destroy(scratch);
    return quality;
}

static grams_t all_text(arena_t *arena, const duplicate_input_t *record) {
    const char *parts[] = {record->name,        record->street, record->city,
                           record->postal_code, record->phone,  record->website};
    text_t text = text_create(arena, 8192);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (parts[i] != NULL) text_add_format(&text, "%s ", parts[i]);
    return grams_create(arena, text_lower(arena, text.data));
}

static quality_t baseline(const duplicate_set_t *set) {
    grams_t *grams = ARENA_ARRAY(set->arena, grams_t, set->count);
    size_t right = 0, found = 0;
    for (size_t i = 0; i < set->count; i++) grams[i] = all_text(set->arena, &set->records[i]);
    for (size_t i = 0; i < set->count; i++) {
        for (size_t j = i + 1; j < set->count; j++) {
            if (grams_similarity(&grams[i], &grams[j]) < 0.5) continue;
            found++;
            right += set->truth[i] == set->truth[j];
        }
    }
    quality_t quality = quality_of(right, found, true_pairs(set));
    print_message("the baseline on it: P %.4f R %.4f F1 %.4f\n", quality.precision, quality.recall, quality.f1);
    return quality;
}

static void made_up_companies_are_found_better_than_by_all_text(void **state) {
    (void)state;
    arena_t *arena = arena_create();
    uint64_t seed = store_fixture_seed("made-up companies");
    for (uint64_t round = 0; round < 2; round++) {
        const duplicate_set_t set = duplicate_set_create(arena, 2000, round == 0 ? 2026 : seed);
        quality_t mine = measured(&set, round == 0 ? "made-up companies" : "made-up companies of this seed");
        quality_t simple = baseline(&set);
        assert_true(mine.f1 >= simple.f1 + 0.1 && mine.recall >= simple.recall);
        assert_true(mine.precision >= 0.97 && mine.recall >= 0.95);
    }
    arena_destroy(arena);
}

static void found_at_least(const duplicate_set_t *set, const char *name, double precision, double recall) {
    quality_t quality = measured(set, name);
    assert_true(quality.precision >= precision);
    assert_true(quality.recall >= recall);
}

static void chicago_sites_are_found_as_well_as_the_baseline(void **state) {
    (void)state;
    arena_t *arena = arena_create();
    duplicate_set_t set;
    const char *folder = import_book_data();
    bool there = folder != NULL && duplicate_set_chicago(arena, folder, &set);
    if (there)
        found_at_least(&set, "Chicago sites", 0.9253, 0.7164);
    else
        print_message("skipped: there is no companies/dedupe_chicago among the data\n");
    arena_destroy(arena);
    if (!there) skip();
}

static void febrl_people_are_found_as_well_as_the_baseline(void **state) {
    (void)state;
    arena_t *arena = arena_create();
    duplicate_set_t first, second;
    const char *folder = import_book_data();
    bool there = folder != NULL && duplicate_set_febrl(arena, folder, "dataset1.csv", &first) &&
                 duplicate_set_febrl(arena, folder, "dataset2.csv", &second);
    if (there) {
        found_at_least(&first, "FEBRL 1", 1, 0.958);
        found_at_least(&second, "FEBRL 2", 1, 0.9162);
    } else {
        print_message("skipped: there is no companies/febrl_1_2 among the data\n");
    }
    arena_destroy(arena);
    if (!there) skip();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(made_up_companies_are_found_better_than_by_all_text),
        cmocka_unit_test(chicago_sites_are_found_as_well_as_the_baseline),
        cmocka_unit_test(febrl_people_are_found_as_well_as_the_baseline),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
