#include "customer/organisation.h"

#include "base/money.h"
#include "base/text.h"

static const char SQL_SETTING[] = "SELECT value FROM setting WHERE name = $1";

static const char SQL_SET[] =
    "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";

const char *const CONTACT_TIER_NAMES[CONTACT_TIERS] = {"strategic", "key", "standard", "smb"};
static const int64_t USUAL_CONTACT_DAYS[CONTACT_TIERS] = {14, 30, 60, 120};

static const char *organisation_setting(context_t *context, const char *name, const char *otherwise) {
    const char *value = store_get_text(context->tx, context->arena, SQL_SETTING, "t", name);
    return value != NULL ? value : otherwise;
}

bool organisation_read(context_t *context, organisation_t *out) {
    out->name = organisation_setting(context, "organisation", "");
    out->currency = organisation_setting(context, "currency", "USD");
    for (int i = 0; i < CONTACT_TIERS; i++) {
        const char *name = arena_printf(context->arena, "contact_interval_%s", CONTACT_TIER_NAMES[i]);
        if (!text_parse_int(organisation_setting(context, name, ""), &out->contact_intervals[i]))
            out->contact_intervals[i] = USUAL_CONTACT_DAYS[i];
    }
    return context_done(context);
}

bool organisation_write(context_t *context, json_writer_t *writer, const char *key) {
    organisation_t organisation;
    if (!organisation_read(context, &organisation)) return false;
    json_write_object(writer, key);
    json_write_text(writer, "name", organisation.name);
    json_write_text(writer, "currency", organisation.currency);
    json_write_object(writer, "contact_intervals");
    for (int i = 0; i < CONTACT_TIERS; i++)
        json_write_int(writer, CONTACT_TIER_NAMES[i], organisation.contact_intervals[i]);
    json_write_close(writer);
    json_write_close(writer);
    return true;
}

static bool organisation_change_contact_intervals(context_t *context, const int64_t days[CONTACT_TIERS]) {
    for (int i = 0; i < CONTACT_TIERS; i++) {
        if (days[i] == 0) continue;
        if (days[i] < 1 || days[i] > 3650)
            return problem_add_field(context->problem, "contact_intervals", "out_of_range",
                                     "Days without contact are a number from 1 to 3650.");
        store_run(context->tx, NULL, SQL_SET, "tt",
                  arena_printf(context->arena, "contact_interval_%s", CONTACT_TIER_NAMES[i]),
                  arena_printf(context->arena, "%lld", (long long)days[i]));
    }
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
    return organisation_change_contact_intervals(context, change->contact_intervals);
}
