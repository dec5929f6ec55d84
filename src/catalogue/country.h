/* Countries: ISO 3166-1 alpha-2 with their names, and the other names that people write. */
#ifndef DAYBOOK_CATALOGUE_COUNTRY_H
#define DAYBOOK_CATALOGUE_COUNTRY_H

#include "base/arena.h"
#include "catalogue/type.h"

typedef struct country {
    const char *code;
    label_t name;
} country_t;

const country_t *country_all(size_t *count);

/* By code, by name in any of our languages, or by another common name ("USA", "South Korea"), without case or accents.
 * NULL when there is none. */
const country_t *country_find(arena_t *arena, const char *text);

#endif
