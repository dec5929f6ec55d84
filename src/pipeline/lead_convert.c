#include "pipeline/lead_convert.h"

#include "base/text.h"
#include "catalogue/select.h"
#include "customer/account.h"
#include "customer/contact.h"
#include "customer/duplicate.h"
#include "customer/interaction.h"
#include "customer/task.h"
#include "pipeline/lead.h"
#include "pipeline/opportunity.h"

#include <string.h>

enum { MATCHES = 5 };

static const char *lead_domain(const record_t *lead) {
    const char *email = record_text(lead, "email");
    const char *at = email != NULL ? strrchr(email, '@') : NULL;
    return at != NULL ? at + 1 : NULL;
}

static bool matches_write(context_t *context, json_writer_t *writer, const char *key,
                          const duplicate_search_t *search) {
    duplicate_hit_t *hits = NULL;
    size_t count = 0;
    if (!duplicate_find(context, search, &hits, &count)) return false;
    json_write_array(writer, key);
    for (size_t i = 0; i < count; i++) {
        record_t *record = NULL;
        if (!record_load(context, search->type, hits[i].id, &record)) return false;
        const value_t *account = search->type == &CONTACT ? record_value(record, "account") : NULL;
        json_write_object(writer, NULL);
        json_write_object(writer, "record");
        json_write_int(writer, "id", record->id);
        json_write_text(writer, "title", record_title(context->arena, record));
        json_write_close(writer);
        json_write_text(writer, "subtitle", account != NULL ? account->title : record_text(record, "website"));
        json_write_int(writer, "score", hits[i].score);
        json_write_close(writer);
    }
    json_write_close(writer);
    return true;
}

bool lead_write_matches(context_t *context, int64_t id, json_writer_t *writer) {
    record_t *lead = NULL;
    if (!record_load(context, &LEAD, id, &lead)) return false;
    const char *website = record_text(lead, "website");
    const duplicate_input_t company = {
        .name = record_text(lead, "company"),
        .website = website != NULL ? website : lead_domain(lead),
        .phone = record_text(lead, "phone"),
        .city = record_text(lead, "city"),
    };
    const duplicate_input_t person = {
        .name = record_text(lead, "name"),
        .email = record_text(lead, "email"),
        .phone = record_text(lead, "phone"),
        .company = record_text(lead, "company"),
        .person = true,
    };
    json_write_object(writer, NULL);
    bool ok = matches_write(context, writer, "accounts",
                            &(duplicate_search_t){&ACCOUNT, &company, 0, DUPLICATE_HINT, MATCHES}) &&
              matches_write(context, writer, "contacts",
                            &(duplicate_search_t){&CONTACT, &person, 0, DUPLICATE_HINT, MATCHES});
    json_write_close(writer);
    return ok;
}

typedef struct conversion {
    context_t *context;
    const record_t *lead;
    const lead_conversion_t *wanted;
    int64_t account_id, contact_id, opportunity_id;
} conversion_t;

static const char SQL_KEEP[] =
    "INSERT INTO lead_conversion (lead_id, record_type, record_id, version, created) VALUES ($1, $2, $3, $4, $5)";

static bool conversion_keep(conversion_t *conversion, const record_t *record, bool created) {
    store_run(conversion->context->tx, NULL, SQL_KEEP, "itiii", conversion->lead->id, record->type->name, record->id,
              record->version, (int64_t)created);
    return context_done(conversion->context);
}

static void take_text(const record_t *lead, const char *from, record_t *input, const char *to) {
    if (!record_is_null(lead, from)) record_set_text(input, to, record_text(lead, from));
}

static void take_number(const record_t *lead, const char *from, record_t *input, const char *to) {
    if (!record_is_null(lead, from)) record_set_number(input, to, record_number(lead, from));
}

static bool conversion_create(conversion_t *conversion, record_t *input, int64_t *id) {
    record_t *saved = NULL;
    take_number(conversion->lead, "owner", input, "owner");
    if (!record_create(conversion->context, input, &saved) || !conversion_keep(conversion, saved, true)) return false;
    *id = saved->id;
    return true;
}

static bool conversion_account(conversion_t *conversion) {
    const record_t *lead = conversion->lead;
    const char *name = conversion->wanted->account_name;
    record_t *input = record_new(conversion->context->arena, &ACCOUNT);
    if (name == NULL)
        name = record_text(lead, "company") != NULL ? record_text(lead, "company") : record_text(lead, "name");
    record_set_text(input, "name", name);
    take_text(lead, "industry", input, "industry");
    take_text(lead, "website", input, "website");
    take_text(lead, "country", input, "country");
    take_text(lead, "source", input, "source");
    take_text(lead, "city", input, "billing_city");
    take_number(lead, "employees", input, "employees");
    take_number(lead, "territory", input, "territory");
    return conversion_create(conversion, input, &conversion->account_id);
}

static bool conversion_contact(conversion_t *conversion) {
    static const char *const same[] = {"name", "title", "email", "phone", "country", "city", "source"};
    record_t *input = record_new(conversion->context->arena, &CONTACT);
    for (size_t i = 0; i < sizeof same / sizeof same[0]; i++) take_text(conversion->lead, same[i], input, same[i]);
    record_set_number(input, "account", conversion->account_id);
    return conversion_create(conversion, input, &conversion->contact_id);
}

static bool conversion_opportunity(conversion_t *conversion) {
    context_t *context = conversion->context;
    const lead_conversion_t *wanted = conversion->wanted;
    const record_t *lead = conversion->lead;
    record_t *input = record_new(context->arena, &OPPORTUNITY);
    const char *name = wanted->opportunity_name;
    if (name == NULL)
        name = record_text(lead, "company") != NULL ? record_text(lead, "company") : record_text(lead, "name");
    record_set_text(input, "name", name);
    record_set_number(input, "account", conversion->account_id);
    record_set_number(input, "contact", conversion->contact_id);
    take_text(lead, "source", input, "source");
    take_number(lead, "campaign", input, "campaign");
    const struct {
        const char *field, *text;
    } given[] = {
        {"currency", wanted->currency}, {"expected_close", wanted->expected_close}, {"amount", wanted->amount}};
    for (size_t i = 0; i < sizeof given / sizeof given[0]; i++) {
        const field_t *field = type_field(&OPPORTUNITY, given[i].field);
        if (given[i].text != NULL && !record_parse_text(context, &OPPORTUNITY, field, wanted->currency, given[i].text,
                                                        record_value(input, given[i].field)))
            return false;
    }
    return conversion_create(conversion, input, &conversion->opportunity_id);
}

static void set_or_clear(record_t *record, const char *field, int64_t id) {
    if (id != 0)
        record_set_number(record, field, id);
    else
        record_set_null(record, field);
}

/* The lead's conversations and tasks are those of the account, and of the deal, from now on. */
static bool conversion_move(conversion_t *conversion, const record_type_t *type) {
    context_t *context = conversion->context;
    const store_value_t id = {.kind = STORE_INT, .number = conversion->lead->id};
    record_t **records = NULL;
    size_t count = 0;
    if (!select_where(context, type, &(select_tail_t){"WHERE t.lead_id = $1 ORDER BY t.id", &id, 1}, &records, &count))
        return false;
    for (size_t i = 0; i < count; i++) {
        record_t *input = record_new(context->arena, type), *saved = NULL;
        if (record_is_null(records[i], "account")) record_set_number(input, "account", conversion->account_id);
        if (record_is_null(records[i], "opportunity") && conversion->opportunity_id != 0)
            record_set_number(input, "opportunity", conversion->opportunity_id);
        if (!record_update(context, records[i]->id, 0, input, &saved)) return false;
        if (saved->version != records[i]->version && !conversion_keep(conversion, saved, false)) return false;
    }
    return true;
}

static bool conversion_finish(conversion_t *conversion, record_t **out) {
    context_t *context = conversion->context;
    record_t *input = record_new(context->arena, &LEAD);
    record_set_text(input, "status", "converted");
    record_set_number(input, "converted_at", context->now);
    set_or_clear(input, "account", conversion->account_id);
    set_or_clear(input, "contact", conversion->contact_id);
    set_or_clear(input, "opportunity", conversion->opportunity_id);
    return conversion_move(conversion, &INTERACTION) && conversion_move(conversion, &TASK) &&
           record_update(context, conversion->lead->id, 0, input, out);
}

/* The account that was named, or that of the contact that was. */
static bool conversion_find(conversion_t *conversion) {
    record_t *contact = NULL, *account = NULL;
    conversion->account_id = conversion->wanted->account_id;
    conversion->contact_id = conversion->wanted->contact_id;
    if (conversion->contact_id != 0) {
        if (!record_load(conversion->context, &CONTACT, conversion->contact_id, &contact)) return false;
        if (conversion->account_id == 0 && conversion->wanted->account_name == NULL)
            conversion->account_id = record_number(contact, "account");
    }
    return conversion->account_id == 0 || record_load(conversion->context, &ACCOUNT, conversion->account_id, &account);
}

bool lead_convert(context_t *context, int64_t id, const lead_conversion_t *wanted, record_t **out) {
    record_t *lead = NULL;
    if (!record_load(context, &LEAD, id, &lead)) return false;
    if (!record_is_null(lead, "converted_at")) {
        *out = lead;
        return true;
    }
    conversion_t conversion = {.context = context, .lead = lead, .wanted = wanted};
    return conversion_find(&conversion) && (conversion.account_id != 0 || conversion_account(&conversion)) &&
           (conversion.contact_id != 0 || conversion_contact(&conversion)) &&
           (!wanted->opportunity || conversion_opportunity(&conversion)) && conversion_finish(&conversion, out);
}

static const char SQL_MADE[] =
    "SELECT record_type, record_id, version, created FROM lead_conversion WHERE lead_id = $1 "
    "ORDER BY created, CASE record_type WHEN 'opportunity' THEN 1 WHEN 'contact' THEN 2 ELSE 3 END, record_id";
static const char SQL_FORGET[] = "DELETE FROM lead_conversion WHERE lead_id = $1";

typedef struct made {
    const record_type_t *type;
    int64_t id, version;
    bool created;
} made_t;

static bool unconvert_put_back(context_t *context, const record_t *lead, const made_t *made) {
    record_t *input = record_new(context->arena, made->type), *record = NULL, *saved = NULL;
    if (made->created) return record_archive(context, made->type, made->id, made->version);
    if (!record_load(context, made->type, made->id, &record)) return false;
    if (record_number(record, "account") == record_number(lead, "account")) record_set_null(input, "account");
    if (record_number(record, "opportunity") == record_number(lead, "opportunity"))
        record_set_null(input, "opportunity");
    return record_update(context, made->id, made->version, input, &saved);
}

static bool unconvert_one(context_t *context, const record_t *lead, const made_t *made, json_writer_t *writer) {
    record_t *record = NULL;
    if (!record_load(context, made->type, made->id, &record)) return false;
    if (record->version == made->version) return unconvert_put_back(context, lead, made);
    json_write_object(writer, NULL);
    json_write_text(writer, "type", made->type->name);
    json_write_int(writer, "id", made->id);
    json_write_text(writer, "title", record_title(context->arena, record));
    json_write_close(writer);
    return true;
}

static bool unconvert_all(context_t *context, const record_t *lead, json_writer_t *writer) {
    enum { MOST = 1000 };
    made_t *made = ARENA_ARRAY(context->arena, made_t, MOST);
    size_t count = 0;
    store_statement_t *rows = store_query(context->tx, SQL_MADE, "i", lead->id);
    while (store_step(rows) && count < MOST)
        made[count++] = (made_t){catalogue_find(store_column_text(rows, 0)), store_column_int(rows, 1),
                                 store_column_int(rows, 2), store_column_int(rows, 3) != 0};
    if (!store_end(rows)) return context_done(context);
    json_write_array(writer, "kept");
    for (size_t i = 0; i < count; i++)
        if (!unconvert_one(context, lead, &made[i], writer)) return false;
    json_write_close(writer);
    store_run(context->tx, NULL, SQL_FORGET, "i", lead->id);
    return context_done(context);
}

bool lead_unconvert(context_t *context, int64_t id, record_t **out, json_writer_t *writer) {
    static const char *const linked[] = {"converted_at", "account", "contact", "opportunity"};
    record_t *lead = NULL, *input = record_new(context->arena, &LEAD);
    if (!record_load(context, &LEAD, id, &lead)) return false;
    if (record_is_null(lead, "converted_at"))
        return problem_set(context->problem, PROBLEM_CONFLICT, "not_converted", "This lead has not been converted.");
    record_set_text(input, "status", "working");
    for (size_t i = 0; i < sizeof linked / sizeof linked[0]; i++) record_set_null(input, linked[i]);
    return unconvert_all(context, lead, writer) && record_update(context, id, 0, input, out);
}
