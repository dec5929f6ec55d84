/* The first day: three questions to whoever opens an empty book, and first steps that every user takes on own records.
 */
#ifndef DAYBOOK_INSIGHT_FIRST_DAY_H
#define DAYBOOK_INSIGHT_FIRST_DAY_H

#include "base/json.h"
#include "catalogue/context.h"

#include <jansson.h>

enum { FIRST_DAY_ROWS = 200 }; /* people, and products, that one answer may name */

/* {"questions", "tour": {"open", "steps": [{"step", "done"}], "account", "opportunity"}}. `questions` is true for an
 * administrator of a book without accounts who has not answered. Steps count what the actor owns, an administrator's
 * what anybody owns; account and opportunity are the newest of these, to take the next step with; null: none yet. */
bool first_day_write(context_t *context, json_writer_t *writer);

/* Takes the answers, {"name", "currency", "team", "people": [{"name", "email", "role"}], "products": [{"name",
 * "price"}]}, all optional: sets the organisation, creates the team, the users and the products, together or not at
 * all. Writes {"invitations": [{"user", "email", "link", "expires_at"}], "products"}; links begin with `origin`. Wrong
 * fields are named as "people.0.email". Administrators only. */
bool first_day_answer(context_t *context, json_t *answers, const char *origin, json_writer_t *writer);

/* Whether the actor goes on seeing the first steps. */
bool first_day_show_tour(context_t *context, bool open);

#endif
