/* Dates as people and other systems write them. */
#ifndef DAYBOOK_CAPTURE_CSV_DATE_H
#define DAYBOOK_CAPTURE_CSV_DATE_H

#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>

/* How day, month and year follow each other where the text alone does not tell. */
typedef enum { CSV_MONTH_FIRST, CSV_DAY_FIRST, CSV_YEAR_FIRST } csv_date_order_t;

/* "mdy", "dmy", "ymd". */
const char *csv_date_order_name(csv_date_order_t order);
bool csv_date_order_parse(const char *name, csv_date_order_t *out);

/* What the values of a column say about their order: 13/2/2024 can only begin with the day. */
typedef struct csv_date_evidence {
    size_t month_first, day_first, year_first, dotted, dates;
} csv_date_evidence_t;

void csv_date_observe(csv_date_evidence_t *evidence, const char *text);

/* Where no value decides: day first with points between (3.1.2024), else month first, as most exports are American. */
csv_date_order_t csv_date_order_of(const csv_date_evidence_t *evidence);

/* "10/20/2016", "01-14-2020", "1.3.24", "2018-12-18 21:21:17", "2018-12-18T21:21:17.000+0000", "3 Mar 2024",
 * "Mar 3, 2024 2:30 PM", "20240303", "2024年3月3日", milliseconds since 1970. A time without zone is UTC. */
bool csv_date_parse(const char *text, csv_date_order_t order, moment_t *out);

#endif
