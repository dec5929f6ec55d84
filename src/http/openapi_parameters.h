/* What operations take beside their path and body: parameters of the query string, and headers. */
#ifndef DAYBOOK_HTTP_OPENAPI_PARAMETERS_H
#define DAYBOOK_HTTP_OPENAPI_PARAMETERS_H

typedef struct named_parameter {
    const char *name;
    const char *json;
} named_parameter_t;

/* Those that several operations take; ended by a NULL name. */
extern const named_parameter_t OPENAPI_PARAMETERS[];

/* JSON objects with commas between them, or NULL. */
const char *openapi_parameters(const char *operation);

#endif
