/* The whole book: every record type of the program, and what a new book begins with. */
#ifndef DAYBOOK_INSIGHT_BOOK_H
#define DAYBOOK_INSIGHT_BOOK_H

#include "catalogue/context.h"
#include "catalogue/type.h"

extern const record_type_t *const BOOK_RECORD_TYPES[];
extern const size_t BOOK_RECORD_TYPE_COUNT;

/* Makes the types known to the catalogue; called once at start. */
void book_register_types(void);

/* What a new book needs before anybody works in it: the usual pipeline. Does nothing in a book that has one. */
bool book_prepare(context_t *context);

#endif
