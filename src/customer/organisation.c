#include "customer/organisation.h"

#include "base/money.h"
#include "base/text.h"

static const char SQL_SETTING[] = "SELECT value FROM setting WHERE name = $1";

static const char SQL_SET[] =
    "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

static const char *organisation_setting(context_t *context, const char *name, const char *otherwise) {
    const char *value = store_get_text(context->tx, context->arena, SQL_SETTING, "t", name);
    return value != NULL ? value : otherwise;
}

bool organisation_read(context_t *context, organisation_t *out) {
    out->name = organisation_setting(context, "organisation", "");
    out->currency = organisation_setting(context, "currency", "USD");
    return context_done(context);
}

bool organisation_change(context_t *context, const organisation_t *change) {
    if (context->actor->role != ROLE_ADMINISTRATOR)
        return problem_set(context->problem, PROBLEM_FORBIDDEN, "forbidden",
                           "Only an administrator changes the organisation's settings.");
    if (change->currency != NULL && currency_find(change->currency) == NULL)
        return problem_add_field(context->problem, "currency", "not_a_currency",
                                 "This is no currency code of ISO 4217. Use three letters, such as USD.");
    if (change->name != NULL && text_characters(change->name) > 200)
        return problem_add_field(context->problem, "name", "too_long", "The name has more than 200 characters.");
    if (change->name != NULL) store_run(context->tx, NULL, SQL_SET, "tt", "organisation", change->name);
    if (change->currency != NULL) store_run(context->tx, NULL, SQL_SET, "tt", "currency", change->currency);
    return context_done(context);
}
