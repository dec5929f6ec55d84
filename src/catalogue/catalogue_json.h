/* The catalogue as the web app reads it: record types, fields, choices, currencies and countries in one language,
 * without what the actor may not see. */
#ifndef DAYBOOK_CATALOGUE_CATALOGUE_JSON_H
#define DAYBOOK_CATALOGUE_CATALOGUE_JSON_H

#include "base/text.h"
#include "catalogue/role.h"

void catalogue_write_json(const actor_t *actor, const char *locale, text_t *out);

#endif
