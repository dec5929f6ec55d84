/* Made-up names, places and sentences. Nobody and nothing that they name exists: domains end in .example, telephone
 * numbers lie in the ranges that are kept for fiction. Cities are real, streets in them are not. */
#ifndef DAYBOOK_SAMPLE_WORDS_H
#define DAYBOOK_SAMPLE_WORDS_H

#include "base/arena.h"
#include "sample/chance.h"

/* Which names people have; companies named in another script than the Latin have people of that script. */
typedef enum {
    SCRIPT_LATIN,
    SCRIPT_CHINESE,
    SCRIPT_JAPANESE,
    SCRIPT_KOREAN,
    SCRIPT_ARABIC,
    SCRIPT_CYRILLIC,
    SCRIPT_GREEK
} script_t;

typedef struct person_name {
    const char *first, *last, *whole;
} person_name_t;

typedef struct place {
    const char *city, *region, *country;
    const char *currency;
    const char *legal_form;          /* "GmbH" */
    const char *postal_code, *phone; /* a # is any digit */
    size_t territory;                /* 0: Asia Pacific, 1: Northern Europe, 2: Southern Europe, 3: Americas */
} place_t;

typedef struct company_name {
    const char *name;
    const place_t *place;
    script_t script;
} company_name_t;

/* The companies of one book differ in `number`. */
company_name_t words_company(chance_t *chance, arena_t *arena, int64_t number);

/* What a company calls its part elsewhere: "Velamar Foods" has a "Velamar Foods Lyon". Neighbouring numbers are
 * elsewhere. */
company_name_t words_subsidiary(arena_t *arena, const company_name_t *head, int64_t number);

person_name_t words_person(chance_t *chance, arena_t *arena, script_t script);

/* The domain of a company, from its name or, for names in other scripts, from its number. */
const char *words_domain(arena_t *arena, const char *company, int64_t number);

/* The address of a person there; names in other scripts have a desk there, by `number`. */
const char *words_email(arena_t *arena, const person_name_t *person, const char *domain, int64_t number);

/* The pattern with digits in place of each #. */
const char *words_digits(chance_t *chance, arena_t *arena, const char *pattern);
const char *words_street(chance_t *chance, arena_t *arena);
const char *words_industry(chance_t *chance);
const char *words_job_title(chance_t *chance, const char **department);
const char *words_competitor(chance_t *chance);
const char *words_letter(chance_t *chance, arena_t *arena, const char *first_name);
const char *words_next_step(chance_t *chance);

#endif
