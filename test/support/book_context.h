/* Tests of domain functions: a fresh book, one transaction, and short words for what tests do to records. */
#ifndef DAYBOOK_TEST_BOOK_CONTEXT_H
#define DAYBOOK_TEST_BOOK_CONTEXT_H

#include "catalogue/list.h"

/* Runs the test in one write transaction of a new book, acting as the program. The test is skipped where there is no
 * PostgreSQL. */
void with_book(const char *engine, void (*test)(context_t *context));

/* Creates from the members of a JSON object; what is refused fails the test. */
record_t *book_add(context_t *context, const char *type, const char *json);

/* The code of the first wrong field, or of the problem, when this is to be created or changed (`id` not 0); NULL when
 * it was done. The problem is forgotten. */
const char *book_refusal(context_t *context, const char *type, int64_t id, const char *json);

/* "sort=-name&limit=3" as a query; values stand as they are, without escapes. */
list_query_t book_query(context_t *context, const char *type, const char *text);

/* Forgets the problem that is set and gives the code of its first field, else its own; NULL when there is none. */
const char *book_forget(context_t *context);

#endif
