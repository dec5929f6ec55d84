/* Made-up names and sentences. Nobody and nothing that they name exists; domains end in .example. */
#ifndef DAYBOOK_SAMPLE_WORDS_H
#define DAYBOOK_SAMPLE_WORDS_H

#include "base/arena.h"
#include "sample/chance.h"

typedef struct person_name {
    const char *first, *last, *whole;
} person_name_t;

const char *words_company(chance_t *chance, arena_t *arena);
person_name_t words_person(chance_t *chance, arena_t *arena);

/* The domain of a company, from its name or, for names in other scripts, from its number. */
const char *words_domain(arena_t *arena, const char *company, int64_t number);
const char *words_industry(chance_t *chance);
const char *words_job_title(chance_t *chance);
const char *words_subject(chance_t *chance);
const char *words_summary(chance_t *chance, arena_t *arena);
const char *words_next_step(chance_t *chance);
const char *words_promise(chance_t *chance);

#endif
