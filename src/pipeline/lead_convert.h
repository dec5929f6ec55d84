/* A lead becomes a customer: account, contact and, where there is one, an opportunity, in one transaction that finds
 * who is known already first, and can be taken back. */
#ifndef DAYBOOK_PIPELINE_LEAD_CONVERT_H
#define DAYBOOK_PIPELINE_LEAD_CONVERT_H

#include "base/json.h"
#include "catalogue/record.h"

/* {"accounts": [{"record": {"id", "title"}, "subtitle", "score"}], "contacts": […]}: who the lead may be already, the
 * likeliest first. A contact's subtitle is its account, an account's is its website. */
bool lead_write_matches(context_t *context, int64_t id, json_writer_t *writer);

typedef struct lead_conversion {
    int64_t account_id;       /* 0: a new one, unless the contact has one */
    const char *account_name; /* of a new account; NULL: the lead's company, else its name */
    int64_t contact_id;       /* 0: a new one */
    bool opportunity;         /* whether there is a deal already */
    const char *opportunity_name, *amount, *currency, *expected_close; /* NULL: usual */
} lead_conversion_t;

/* Makes what is missing, links the lead to it, and moves the lead's conversations and tasks there. A lead that was
 * converted already stays as it is. */
bool lead_convert(context_t *context, int64_t id, const lead_conversion_t *conversion, record_t **out);

/* Takes a conversion back: what it made is archived and what it moved goes back, unless somebody has changed it since.
 * What stays is written as "kept": [{"type", "id", "title"}]. */
bool lead_unconvert(context_t *context, int64_t id, record_t **out, json_writer_t *writer);

#endif
