/* What is known of one record when duplicates are looked for, how likely two records are the same, and why. */
#ifndef DAYBOOK_CUSTOMER_DUPLICATE_FACTS_H
#define DAYBOOK_CUSTOMER_DUPLICATE_FACTS_H

#include "catalogue/type.h"
#include "customer/duplicate_text.h"

/* Two records of this score or more are taken for likely the same; while one is still being typed, less is told. */
enum { DUPLICATE_THRESHOLD = 50, DUPLICATE_HINT = 40 };

/* As people write it; NULL where it is not known. */
typedef struct duplicate_input {
    const char *name, *other_name; /* of a company also the legal name */
    const char *phone, *mobile, *email, *website;
    const char *street, *city, *postal_code;
    const char *tax_number, *registration_number;
    const char *company; /* where a person works */
    const char *more;    /* what else counts as text, such as a date of birth */
    bool person;         /* a contact */
    bool individual;     /* an account that is no company */
} duplicate_input_t;

enum { DUPLICATE_KEYS = 16, DUPLICATE_WIDE_KEYS = 8 };

typedef struct duplicate_facts {
    int64_t id;
    bool person, individual;
    const char *name, *phones[2], *identifiers[2];                              /* NULL where there is none */
    uint64_t sorted[2], joined[2], domain, email, postal_code, number, company; /* 0: not known */
    grams_t names[2], place, whole;
    int64_t keys[DUPLICATE_KEYS]; /* records that are the same have one of these in common */
    size_t key_count;
} duplicate_facts_t;

/* Facts live in the arena; what they are made with is left in `scratch`. */
duplicate_facts_t duplicate_facts(arena_t *arena, arena_t *scratch, const duplicate_input_t *input);

/* Further keys of all its text, for looking through everything at once. */
size_t duplicate_wide_keys(const duplicate_facts_t *facts, int64_t *keys);

enum duplicate_reason {
    DUPLICATE_SAME_NAME = 1 << 0,
    DUPLICATE_LIKE_NAME = 1 << 1,
    DUPLICATE_SAME_DOMAIN = 1 << 2,
    DUPLICATE_SAME_EMAIL = 1 << 3,
    DUPLICATE_SAME_PHONE = 1 << 4,
    DUPLICATE_SAME_ADDRESS = 1 << 5,
    DUPLICATE_LIKE_ADDRESS = 1 << 6,
    DUPLICATE_SAME_IDENTIFIER = 1 << 7,
    DUPLICATE_SAME_COMPANY = 1 << 8,
    DUPLICATE_LIKE_WHOLE = 1 << 9
};

/* 0 to 100, with reasons of enum duplicate_reason. */
int duplicate_score(const duplicate_facts_t *left, const duplicate_facts_t *right, unsigned *reasons);

/* The reasons one by one: the code ("same_phone") and the words for it. Ends with a NULL code. */
typedef struct duplicate_reason_text {
    unsigned reason;
    const char *code;
    label_t label;
} duplicate_reason_text_t;
extern const duplicate_reason_text_t DUPLICATE_REASONS[];

#endif
