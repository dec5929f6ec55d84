/* Numbers as people and other systems write them: "$1,054.00", "1.054,00 €", "(12)", "35 %". */
#ifndef DAYBOOK_CAPTURE_CSV_NUMBER_H
#define DAYBOOK_CAPTURE_CSV_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum { CSV_NUMBER_SIZE = 64 };

/* What the values of a column say about their decimal mark: 1,5 can only be a decimal comma. */
typedef struct csv_number_evidence {
    size_t comma, point, numbers;
    size_t fractions; /* between 0 and 1, as probabilities are in some systems */
    size_t above_one;
} csv_number_evidence_t;

void csv_number_observe(csv_number_evidence_t *evidence, const char *text);

/* ',' or '.'; the point where nothing decides. */
char csv_number_mark_of(const csv_number_evidence_t *evidence);

/* Brings a number into the form of decimal_parse: "-1054.00". Groups of thousands must be whole, so that 1,5 is not
 * read as 15. */
bool csv_number_plain(const char *text, char mark, char out[CSV_NUMBER_SIZE]);

#endif
