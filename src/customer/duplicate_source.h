/* Which record types are looked through for duplicates, and what of their records counts. */
#ifndef DAYBOOK_CUSTOMER_DUPLICATE_SOURCE_H
#define DAYBOOK_CUSTOMER_DUPLICATE_SOURCE_H

#include "catalogue/record.h"
#include "customer/duplicate_facts.h"

enum { DUPLICATE_FIELDS = 13 };

typedef struct duplicate_source {
    const char *type;
    bool person;
    const char *fields[DUPLICATE_FIELDS];      /* as duplicate_input_t from `name` to `company`, then the kind */
    const char *sql_all, *sql_one, *sql_count; /* of records that are not archived: the id, then the fields */
} duplicate_source_t;

extern const duplicate_source_t DUPLICATE_SOURCES[];
extern const size_t DUPLICATE_SOURCE_COUNT;

/* NULL for a type that is not looked through. */
const duplicate_source_t *duplicate_source(const record_type_t *type);

/* What counts of a record, of the current row of sql_all or sql_one, or of the texts of a JSON object (a reference by
 * its title). The texts are those of the record, the row or the object. */
duplicate_input_t duplicate_input_of_record(const duplicate_source_t *source, const record_t *record);
duplicate_input_t duplicate_input_of_row(const duplicate_source_t *source, const store_statement_t *row);
duplicate_input_t duplicate_input_of_json(const duplicate_source_t *source, const json_t *values);

#endif
