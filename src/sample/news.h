/* What the people of the sample company have been told of late: what they follow, who mentioned them, what was given to
 * them. Some of it they have read. */
#ifndef DAYBOOK_SAMPLE_NEWS_H
#define DAYBOOK_SAMPLE_NEWS_H

#include "sample/company.h"

/* For those whom a visitor signs in as: one of each role. Of accounts that exist, and after the handovers. */
bool news_generate(context_t *context, chance_t *chance, const company_t *company, moment_t today);

#endif
