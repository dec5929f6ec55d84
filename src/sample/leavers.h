/* Who left the sample company in its three years, and who took over from them. */
#ifndef DAYBOOK_SAMPLE_LEAVERS_H
#define DAYBOOK_SAMPLE_LEAVERS_H

#include "sample/company.h"

/* Marks who left in the company's `leavers`, before the customers are made: in a small book one, in a larger one about
 * one of ten a year. `brief` as in customer_plan_t. */
void leavers_choose(company_t *company, moment_t today, int accounts, bool brief);

/* Hands over what each of them had, dated on their last day; the context's `now` is today. */
bool leavers_hand_over(const context_t *context, const company_t *company);

#endif
