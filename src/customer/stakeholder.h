/* The stakeholder: a contact's part in an account or in one opportunity of it. */
#ifndef DAYBOOK_CUSTOMER_STAKEHOLDER_H
#define DAYBOOK_CUSTOMER_STAKEHOLDER_H

#include "catalogue/context.h"
#include "catalogue/type.h"

extern const record_type_t STAKEHOLDER;

/* The buying roles that a complete committee has and of which the account has no current stakeholder, as a JSON array
 * under `key`. */
bool stakeholder_write_missing_roles(context_t *context, int64_t account_id, json_writer_t *writer, const char *key);

#endif
