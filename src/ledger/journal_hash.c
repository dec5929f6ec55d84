#include "base/text.h"
#include "ledger/journal.h"

#include <sodium.h>

typedef struct hashing {
    arena_t *arena;
    crypto_generichash_state state;
} hashing_t;

/* "4:2026": no value can pass for the end of another. Nothing is "-". */
static void hash_text(hashing_t *hashing, const char *value) {
    const char *framed = value == NULL ? "-" : arena_printf(hashing->arena, "%zu:%s", strlen(value), value);
    crypto_generichash_update(&hashing->state, (const unsigned char *)framed, strlen(framed));
}

static void hash_number(hashing_t *hashing, int64_t value) {
    hash_text(hashing, arena_printf(hashing->arena, "%lld", (long long)value));
}

static void hash_line(hashing_t *hashing, const journal_line_t *line) {
    const int64_t numbers[] = {line->ledger_account_id, line->amount,
                               line->currency_amount,   line->about.customer_id,
                               line->about.product_id,  line->about.salesperson_id,
                               line->about.branch_id,   line->about.opportunity_id};
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) hash_number(hashing, numbers[i]);
    hash_text(hashing, line->currency);
    hash_text(hashing, line->description);
}

char *journal_hash(arena_t *arena, const journal_entry_t *entry, const char *previous) {
    unsigned char hash[JOURNAL_HASH / 2];
    char *text = arena_alloc(arena, JOURNAL_HASH + 1);
    const char *const texts[] = {previous,    entry->number,      entry->date,         entry->period,
                                 entry->kind, entry->description, entry->document_type};
    const int64_t numbers[] = {entry->id,        entry->document_id, entry->reverses_id,        entry->prepared_by,
                               entry->posted_by, entry->posted_at,   (int64_t)entry->line_count};
    hashing_t hashing = {.arena = arena};
    crypto_generichash_init(&hashing.state, NULL, 0, sizeof hash);
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) hash_text(&hashing, texts[i]);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) hash_number(&hashing, numbers[i]);
    for (size_t i = 0; i < entry->line_count; i++) hash_line(&hashing, &entry->lines[i]);
    crypto_generichash_final(&hashing.state, hash, sizeof hash);
    return sodium_bin2hex(text, JOURNAL_HASH + 1, hash, sizeof hash);
}
