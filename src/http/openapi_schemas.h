/* The shapes of answers and bodies that are not records, as JSON Schema. */
#ifndef DAYBOOK_HTTP_OPENAPI_SCHEMAS_H
#define DAYBOOK_HTTP_OPENAPI_SCHEMAS_H

typedef struct named_schema {
    const char *name;
    const char *json;
} named_schema_t;

/* The tables of all files of schemas, ended by NULL; each table ends with a NULL name. */
extern const named_schema_t *const OPENAPI_SCHEMAS[];
extern const named_schema_t OPENAPI_SCHEMAS_PRICES[];
extern const named_schema_t OPENAPI_SCHEMAS_ORDERS[];
extern const named_schema_t OPENAPI_SCHEMAS_QUOTES[];
extern const named_schema_t OPENAPI_SCHEMAS_STOCK[];
extern const named_schema_t OPENAPI_SCHEMAS_CONTRACTS[];
extern const named_schema_t OPENAPI_SCHEMAS_TRAIL[];
extern const named_schema_t OPENAPI_SCHEMAS_RECEIVABLES[];

#endif
