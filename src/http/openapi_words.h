/* Words in which the shapes of answers and bodies are written. */
#ifndef DAYBOOK_HTTP_OPENAPI_WORDS_H
#define DAYBOOK_HTTP_OPENAPI_WORDS_H

/* Every member of an answer is always there, so all are required; null where the type says so. */
#define REF(name) "{\"$ref\":\"#/components/schemas/" name "\"}"
#define LIST(items) "{\"type\":\"array\",\"items\":" items "}"
#define OBJECT(required, members) "{\"type\":\"object\",\"required\":[" required "],\"properties\":{" members "}}"
#define OPTIONAL(members) "{\"type\":\"object\",\"properties\":{" members "}}"
#define OR_NULL(schema) "{\"anyOf\":[" schema ",{\"type\":\"null\"}]}"
#define TEXT "{\"type\":\"string\"}"
#define TEXT_OR_NULL "{\"type\":[\"string\",\"null\"]}"
#define INTEGER "{\"type\":\"integer\"}"
#define INTEGER_OR_NULL "{\"type\":[\"integer\",\"null\"]}"
#define NUMBER_OR_NULL "{\"type\":[\"number\",\"null\"]}"
#define BOOLEAN "{\"type\":\"boolean\"}"
#define ANY "{}"
#define MAP(values) "{\"type\":\"object\",\"additionalProperties\":" values "}"
#define OR_NULL_REFERENCE OR_NULL(REF("Reference"))

/* What is offered or ordered, as quotes and orders are sent. */
#define SALE_REQUEST_MEMBERS                                                                                           \
    "\"account\":" INTEGER ",\"contact\":" INTEGER_OR_NULL ",\"opportunity\":" INTEGER_OR_NULL                         \
    ",\"owner\":" INTEGER_OR_NULL ",\"branch\":" INTEGER_OR_NULL ",\"currency\":" TEXT_OR_NULL                         \
    ",\"date\":" TEXT_OR_NULL ",\"payment_terms\":" TEXT_OR_NULL ",\"discount_percent\":" TEXT_OR_NULL                 \
    ",\"freight\":" TEXT_OR_NULL ",\"lines\":" LIST(REF("SaleLineRequest"))

#endif
